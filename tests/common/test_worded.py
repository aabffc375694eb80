"""A question that Django words once finds, at every call, what the queryset itself would find."""

import threading

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enishi.accounts.models import Membership, User
from enishi.common.worded import Given, Worded, hold

OF_USER = Worded(
    lambda: Membership.objects.filter(user=Given("user"), ended_at=None).select_related("user").order_by("pk")
)
NAMES = Worded(lambda: User.objects.filter(pk__any_of=Given("pks")).order_by("pk").values_list("pk", "name"))


def test_rows_come_whole_with_their_relations_in_one_question_and_anew_at_each_call(world):
    first, second = world.coordinator("青木"), world.coordinator("石田")
    for who in (first, second, first):
        with CaptureQueriesContext(connection) as asked:
            [row] = OF_USER.all(user=who.user_id)
            assert (row.user.name, row.role) == (who.name, who.role)
        assert len(asked) == 1
    User.objects.filter(pk=first.user_id).update(name="青木 春")
    assert OF_USER.first(user=first.user_id).user.name == "青木 春"
    Membership.objects.filter(user=first.user_id).delete()
    assert OF_USER.first(user=first.user_id) is None


@pytest.mark.parametrize("many", [0, 1, 3])
def test_a_list_may_have_any_length(world, many):
    people = [world.coordinator(name) for name in ("青木", "石田", "上野")][:many]
    pks = [who.user_id for who in people]
    assert NAMES.all(pks=pks) == list(User.objects.filter(pk__in=pks).order_by("pk").values_list("pk", "name"))


def test_a_value_is_never_taken_for_sql(world):
    by_name = Worded(lambda: User.objects.filter(name=Given("name")).values_list("pk", flat=True))
    who = world.coordinator("'; DROP TABLE accounts_user; --%s")
    assert by_name.all(name=who.name) == [who.user_id]
    assert by_name.all(name="%(name)s") == []


def test_none_and_locks_are_refused_and_nothing_is_asked_where_nothing_can_be(db, django_assert_num_queries):
    with pytest.raises(ValueError, match="IS NULL"):
        OF_USER.all(user=None)
    with pytest.raises(TypeError, match="locked"):
        Worded(lambda: User.objects.select_for_update()).all()
    with django_assert_num_queries(0):
        assert Worded(lambda: User.objects.none()).all(user=1) == []


@pytest.mark.django_db(transaction=True)
def test_each_thread_asks_through_its_own_connection():
    User.objects.create(email="thread@demo.example", name="糸川")
    pks, found = list(User.objects.values_list("pk", flat=True)), []

    def ask() -> None:
        try:
            found.append(NAMES.all(pks=pks))
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [NAMES.all(pks=pks)] * 3


def test_rows_that_are_held_serve_as_if_prefetched_and_a_filter_still_asks_of_this_one_alone(
    world, django_assert_num_queries
):
    mine, other = (User.objects.get(pk=world.coordinator(name).user_id) for name in ("青木", "石田"))
    rows = OF_USER.all(user=mine.pk)
    hold(mine, "memberships", rows)
    with django_assert_num_queries(0):
        assert list(mine.memberships.all()) == rows and rows[0].user is mine
    assert not mine.memberships.filter(user=other).exists()
    assert mine.memberships.filter(ended_at=None).count() == 1
