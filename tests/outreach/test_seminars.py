"""Seminars: a seat only after the mail was opened, never one too many, and nobody's name longer than we say."""

import uuid
from datetime import timedelta
from functools import partial

import pytest

from enishi.common.actor import SYSTEM
from enishi.common.clock import ago, now, today
from enishi.common.workflow import StepRefused
from enishi.notices import bulk
from enishi.notices.forgetting import GONE
from enishi.notices.models import BulkLine, Notice
from enishi.outreach import seminars
from enishi.outreach.enums import EntryState, SeminarStanding
from enishi.outreach.models import Seminar, SeminarEntry
from factories.seminars import entry_in, facts, seminar_in
from factories.together import at_the_same_time


def kinds():
    return list(Notice.objects.filter(kind__startswith="E77").order_by("id").values_list("kind", flat=True))


def changed(world, seminar, facts):
    """Written by one and published by another."""
    row = Seminar.objects.get(pk=seminar.pk)
    row = seminars.edit_seminar(seminar=row, facts=facts, seen=row.changes, by=world.outreach())
    return seminars.publish_seminar(seminar=row, seen=row.changes, by=world.supervisor())


def test_nothing_is_certain_before_the_mail_was_opened(world):
    seminar = seminar_in(world, capacity=1)
    entry = entry_in(world, seminar, "asked")
    assert seminars.seats_left(seminar) == 1 and kinds() == ["E77"]
    assert entry.token in Notice.objects.get().body and "見本 太郎" not in Notice.objects.get().body
    seminars.confirm_entry(entry=entry, by=SYSTEM)
    assert seminars.seats_left(seminar) == 0 and kinds() == ["E77", "E77c"]
    assert "meet.example.jp" in Notice.objects.get(kind="E77c").body


def test_the_seat_given_back_goes_to_the_first_who_waits(world):
    seminar = seminar_in(world, capacity=1)
    first = entry_in(world, seminar)
    second = entry_in(world, seminar, address="b@example.jp")
    third = entry_in(world, seminar, address="c@example.jp")
    assert [first.state, second.state, third.state] == [EntryState.SEATED, EntryState.WAITING, EntryState.WAITING]
    for _ in range(2):
        seminars.cancel_entry(entry=first, by=SYSTEM)
    states = dict(SeminarEntry.objects.values_list("pk", "state"))
    assert states == {first.pk: "cancelled", second.pk: "seated", third.pk: "waiting"}
    changed(world, seminar, facts(capacity=2))
    assert SeminarEntry.objects.filter(state="seated").count() == 2 and kinds().count("E77e") == 2
    with pytest.raises(StepRefused, match="定員"):
        changed(world, seminar, facts(capacity=1))


def test_one_address_is_one_entry_and_its_mail_goes_once_an_hour(world):
    seminar = seminar_in(world)
    for _ in range(3):
        entry_in(world, seminar, "asked", address="Taro@Example.jp")
    assert SeminarEntry.objects.count() == 1 and kinds() == ["E77"]
    entry = entry_in(world, seminar)
    entry_in(world, seminar, "asked")
    assert SeminarEntry.objects.get().state == EntryState.SEATED and kinds() == ["E77", "E77c", "E77k"]
    seminars.cancel_entry(entry=entry, by=SYSTEM)
    assert entry_in(world, seminar).state == EntryState.SEATED


def test_nobody_enters_what_is_closed_cancelled_or_over(world):
    open_one = seminar_in(world)
    asked = entry_in(world, open_one, "asked")
    Seminar.objects.update(closes_on=today() - timedelta(days=1))
    for act in (
        lambda: seminars.confirm_entry(entry=asked, by=SYSTEM),
        lambda: seminars.ask_entry(seminar=open_one, name="見本", address="x@example.jp", by=SYSTEM),
    ):
        with pytest.raises(StepRefused, match="受付"):
            act()
    assert Seminar.objects.get().standing == SeminarStanding.CLOSED


def test_cancelling_tells_everybody_who_comes_or_waits_once(world):
    seminar = seminar_in(world, capacity=1)
    entry_in(world, seminar)
    entry_in(world, seminar, address="b@example.jp")
    entry_in(world, seminar, "asked", address="c@example.jp")
    for _ in range(2):
        seminars.cancel_seminar(seminar=seminar, word="大雪のため", by=world.outreach())
    assert kinds().count("E77h") == 2
    assert "大雪のため" in Notice.objects.filter(kind="E77h").first().body


def test_another_time_is_told_and_another_title_is_not(world):
    seminar = seminar_in(world)
    entry_in(world, seminar)
    before = seminars.facts_of(seminar)
    changed(world, seminar, before | {"title": "別の題"})
    assert "E77g" not in kinds()
    changed(world, seminar, before | {"place": "別の会館"})
    assert kinds().count("E77g") == 1
    with pytest.raises(StepRefused, match="先に直して"):
        seminars.edit_seminar(seminar=seminar, facts=before, seen=1, by=world.outreach())


def test_whoever_wrote_a_seminar_or_its_correction_does_not_let_it_out(world):
    writer, second = world.outreach(), world.supervisor()
    seminar = seminars.write_seminar(facts=facts(), key=uuid.uuid4(), by=writer)
    for by in (writer, world.ms_miura):
        with pytest.raises(StepRefused, match="別の方"):
            seminars.publish_seminar(seminar=seminar, seen=0, by=by)
    with pytest.raises(StepRefused, match="先に直して"):
        seminars.publish_seminar(seminar=seminar, seen=1, by=second)
    assert not Seminar.objects.public().exists()
    seminar = seminars.publish_seminar(seminar=seminar, seen=0, by=second)
    entry_in(world, seminar)
    shown = seminars.facts_of(seminar)
    later = shown | {"place": "別の会館", "online": "https://meet.example.jp/new"}
    edited = seminars.edit_seminar(seminar=seminar, facts=later, seen=0, by=second)  # the second person writes in turn
    assert seminars.facts_of(edited) == shown and edited.waits and "E77g" not in kinds()
    assert seminars.facts_of(seminars.as_written(edited)) == later
    with pytest.raises(StepRefused, match="別の方"):
        seminars.publish_seminar(seminar=edited, seen=1, by=second)
    done = seminars.publish_seminar(seminar=edited, seen=1, by=writer)
    assert seminars.facts_of(done) == later and not done.waits and kinds().count("E77g") == 1
    assert seminars.publish_seminar(seminar=done, seen=1, by=writer).changes == done.changes  # pressed again
    assert kinds().count("E77g") == 1


def test_a_correction_taken_back_waits_for_nobody_and_one_of_a_cancelled_seminar_is_gone(world):
    seminar, by = seminar_in(world), world.outreach()
    shown = seminars.facts_of(seminar)
    held = seminars.edit_seminar(seminar=seminar, facts=shown | {"title": "別の題"}, seen=0, by=by)
    assert "別の題" not in Seminar.objects.filter(pk=held.pk).values_list("title", flat=True)
    assert not seminars.edit_seminar(seminar=seminar, facts=shown, seen=1, by=by).waits
    seminars.edit_seminar(seminar=seminar, facts=shown | {"title": "別の題"}, seen=2, by=by)
    gone = seminars.cancel_seminar(seminar=seminar, word="", by=by)
    assert (
        not gone.waits
        and seminars.publish_seminar(seminar=gone, seen=gone.changes, by=world.supervisor()).title == shown["title"]
    )


def test_seats_taken_while_a_correction_waited_are_not_taken_away(world):
    seminar = seminar_in(world, capacity=3)
    shown = seminars.facts_of(seminar)
    fewer = seminars.edit_seminar(seminar=seminar, facts=shown | {"capacity": 1}, seen=0, by=world.outreach())
    for at in ("a", "b"):
        entry_in(world, seminar, address=f"{at}@example.jp")
    with pytest.raises(StepRefused, match="2人の方にお席"):
        seminars.publish_seminar(seminar=fewer, seen=1, by=world.supervisor())
    assert Seminar.objects.get().capacity == 3


def test_a_time_that_is_past_by_now_is_not_published(world):
    seminar = seminar_in(world, "draft")
    Seminar.objects.update(begins_at=now() - timedelta(minutes=1))
    with pytest.raises(StepRefused, match="もう始まって"):
        seminars.publish_seminar(seminar=seminar, seen=0, by=world.supervisor())


def test_the_day_before_everybody_with_a_seat_gets_one_word(world):
    seminar = seminar_in(world, capacity=1)
    entry_in(world, seminar)
    entry_in(world, seminar, address="b@example.jp")
    for _ in range(2):
        assert seminars.remind(seminar.day - timedelta(days=1)) == 1
    assert kinds().count("E77f") == 1 and seminars.remind(seminar.day) == 0


def test_a_seminar_says_when_it_is_wrong(world):
    by, begins = world.outreach(), facts()["begins_at"]
    for wrong in (
        {"ends_at": begins}, {"closes_on": today() + timedelta(days=60)}, {"place": " "}, {"online": ""},
    ):  # fmt: skip
        with pytest.raises(StepRefused):
            seminars.write_seminar(facts=facts(**wrong), key=uuid.uuid4(), by=by)
    assert not Seminar.objects.exists()


def test_names_and_addresses_go_after_the_time_we_say_and_the_counts_stay(world):
    with ago(timedelta(days=100)):
        old = seminar_in(world)
        entry = entry_in(world, old)
    Seminar.objects.filter(pk=old.pk).update(begins_at=now() - timedelta(days=93), ends_at=now() - timedelta(days=92))
    seminars.mark_attendance(seminar=old, came=[entry.pk], by=world.outreach())
    fresh = seminar_in(world)
    kept = entry_in(world, fresh, address="b@example.jp")
    with ago(timedelta(days=8)):
        entry_in(world, fresh, "asked", address="never@example.jp")
    assert seminars.erase_old_entries(today()) == 2
    assert list(SeminarEntry.objects.all()) == [kept]
    old.refresh_from_db()
    assert (old.seated_count, old.came_count) == (1, 1)
    gone = Notice.objects.filter(about__startswith=f"{old.number}:")
    assert {n.address for n in gone} == {GONE} and {n.body for n in gone} == {""}
    assert Notice.objects.filter(kind="E77c").exclude(address="消去済み").exists()


def test_the_word_afterwards_goes_by_the_letters_to_many_and_only_to_who_came(world):
    seminar = seminar_in(world)
    came, absent = entry_in(world, seminar), entry_in(world, seminar, address="b@example.jp")
    Seminar.objects.update(begins_at=now() - timedelta(hours=2), ends_at=now() - timedelta(hours=1))
    by = world.outreach()
    seminars.mark_attendance(seminar=seminar, came=[came.pk], by=by)
    sending = bulk.prepare(
        circle="seminar", choice=f"{seminar.number}:came", purpose="お礼", subject="お越しくださりありがとうございました",
        body="資料をお届けします。", key=uuid.uuid4(), by=by,
    )  # fmt: skip
    assert [line.address for line in sending.lines.all()] == [came.address]
    assert absent.address not in [line.address for line in BulkLine.objects.all()]
    other = entry_in(world, seminar_in(world))  # the same person has a seat at another one
    SeminarEntry.objects.filter(pk=came.pk).update(state=EntryState.CANCELLED)
    bulk.ask_approval(sending=sending, seen=0, by=by)
    bulk.carry_on(sending=sending.pk)
    assert sending.lines.get().why == "お申し込みの記録が、もうありません" and other.state == EntryState.SEATED


def test_of_many_who_confirm_at_once_the_last_seat_goes_to_one(real_world):
    seminar = seminar_in(real_world, capacity=1)
    asked = [entry_in(real_world, seminar, "asked", address=f"a{no}@example.jp") for no in range(3)]
    at_the_same_time(*(partial(seminars.confirm_entry, entry=entry, by=SYSTEM) for entry in asked))
    states = sorted(SeminarEntry.objects.values_list("state", flat=True))
    assert states == ["seated", "waiting", "waiting"]
    first = SeminarEntry.objects.get(state="seated")
    others = SeminarEntry.objects.filter(state="waiting")
    at_the_same_time(*(partial(seminars.cancel_entry, entry=entry, by=SYSTEM) for entry in (first, others[0])))
    assert SeminarEntry.objects.filter(state="seated").count() == 1
