"""The audit log: only ever added to, chained at commit, and every change found."""

import threading

import pytest
from django.db import DatabaseError, connection, transaction

from enishi.audit.actions import record
from enishi.audit.models import Entry, Link
from enishi.audit.verify import verify
from enishi.common.actor import SYSTEM
from enishi.physicians.access import identity_of


def write(number: int) -> None:
    record(by=SYSTEM, action="test", object_type="test", object_number=str(number))


def test_the_chain_holds_over_everything_that_was_done(real_world):
    real_world.candidacy(state="dialogue")
    verdict = verify()
    assert not verdict.fault and verdict.length == Entry.objects.count() > 10


def test_acts_at_the_same_time_are_chained_without_gap_or_fork(real_world):
    def act(first: int) -> None:
        for number in range(first, first + 5):
            with transaction.atomic():
                write(number)
        connection.close()

    threads = [threading.Thread(target=act, args=(start,)) for start in (0, 100, 200, 300)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not verify().fault
    assert list(Link.objects.order_by("position").values_list("position", flat=True)) == list(range(1, 21))


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_entry SET action = 'other'", "DELETE FROM audit_entry", "TRUNCATE audit_entry CASCADE"]
)
def test_the_database_refuses_every_change(real_world, statement):
    write(1)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_row_changed_behind_our_back_is_found(real_world):
    for number in range(3):
        write(number)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE audit_entry SET action = 'other' WHERE object_number = '1'")
        cursor.execute("SET session_replication_role = origin")
    assert verify().fault == "position 2 was changed"


def test_what_was_undone_was_never_written(real_world):
    with pytest.raises(RuntimeError), transaction.atomic():
        write(1)
        raise RuntimeError
    assert Entry.objects.count() == Link.objects.count() == 0


def test_reading_someone_elses_identity_is_logged_and_ones_own_is_not(world):
    physician = world.physician()
    before = Entry.objects.filter(action="read:identity").count()
    identity_of(physician, by=world.actor(physician))
    assert Entry.objects.filter(action="read:identity").count() == before
    identity_of(physician, by=world.ms_miura)
    entry = Entry.objects.filter(action="read:identity").latest("id")
    assert (entry.level, entry.object_number) == (3, physician.number)
