"""The index of a process against other processes: late commits, taken-back writes, emptied tables."""

import threading

from django.db import connection, transaction

from enishi.openings.models import Opening
from enishi.openings.search import matching_count
from enishi.openings.search.filters import EVERYTHING, Filters
from enishi.openings.search.index import current_index
from factories.database import empty_tables
from factories.world import World


class Elsewhere:
    """A write of another connection that stays open until it is told how to end."""

    def __init__(self, write):
        self.written, self.end, self.keep = threading.Event(), threading.Event(), True
        self.thread = threading.Thread(target=self._run, args=(write,))
        self.thread.start()
        assert self.written.wait(timeout=120)

    def _run(self, write):
        try:
            with transaction.atomic():
                write()
                self.written.set()
                self.end.wait(timeout=120)
                if not self.keep:
                    transaction.set_rollback(True)
        finally:
            self.written.set()
            connection.close()

    def ends(self, *, keep):
        self.keep = keep
        self.end.set()
        self.thread.join(timeout=120)
        assert not self.thread.is_alive()


def test_a_commit_that_comes_late_is_found_though_later_ones_were_read_before(real_world):
    slow, quick = real_world.opening(days=2, state="draft"), real_world.opening(days=2)
    # Its version was seen by nobody, so that the database lets it be rewritten.
    Opening.objects.filter(pk=slow.pk).update(state="published", confirmed_at=quick.confirmed_at)
    assert matching_count(Filters(days_max=2)) == 2
    late = Elsewhere(lambda: set_days_of_draft(slow, 4))
    set_confirmed_again(quick)  # a younger transaction that is read first
    assert matching_count(Filters(days_max=2)) == 2 and matching_count(Filters(days_min=4)) == 0
    late.ends(keep=True)
    assert matching_count(Filters(days_max=2)) == 1 and matching_count(Filters(days_min=4)) == 1


def set_days_of_draft(opening, days):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE openings_openingversion SET days = %s WHERE opening_id = %s", [days, opening.pk])


def set_confirmed_again(opening):
    Opening.objects.filter(pk=opening.pk).update(confirmed_by="院長")


def test_what_is_taken_back_was_never_there(real_world):
    opening = real_world.opening(days=2)
    assert matching_count(EVERYTHING) == 1
    try:
        with transaction.atomic():
            Opening.objects.filter(pk=opening.pk).update(state="closed")
            assert matching_count(EVERYTHING) == 0, "one sees what one has written oneself"
            raise KeyError
    except KeyError:
        pass
    assert matching_count(EVERYTHING) == 1
    elsewhere = Elsewhere(lambda: Opening.objects.filter(pk=opening.pk).update(state="closed"))
    assert matching_count(EVERYTHING) == 1
    elsewhere.ends(keep=False)
    assert matching_count(EVERYTHING) == 1


def test_nothing_changed_nothing_is_read_again(real_world, django_assert_num_queries):
    real_world.opening()
    kept = current_index()
    with django_assert_num_queries(2):
        assert current_index().columns is kept.columns


def test_what_is_too_old_is_left_out_without_working_everything_out_anew_for_each_search(world):
    world.opening(confirmed_days_ago=60)
    fresh = world.opening()
    index = current_index()
    assert len(index.columns) == 2
    shown = index.columns.first(1)
    assert shown.id.tolist() == [fresh.pk]
    assert index.columns.first(1) is shown and shown.kinds_of_weeks is index.columns.first(1).kinds_of_weeks
    assert index.columns.first(2) is index.columns


def test_what_a_test_left_is_forgotten_also_when_nobody_searched_before_the_next_was_emptied(real_world):
    real_world.opening()
    assert matching_count(EVERYTHING) == 1
    empty_tables()
    World().physician()
    empty_tables()
    assert matching_count(EVERYTHING) == 0
