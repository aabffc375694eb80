"""A letter to many: counted, read by a second person, stopped in the midst, told line by line."""

import hashlib
import json
import uuid
from contextlib import contextmanager
from dataclasses import replace
from unittest import mock

import pytest
from django.http import Http404

from enishi.common.workflow import StepRefused
from enishi.notices import bulk, bulk_circles, bulk_rules
from enishi.notices.bulk_circles import Circle, Reader
from enishi.notices.models import BulkState, LineStanding, Notice

TEXT = "｛宛名｝ 御中\n\n年末年始のお休みをお知らせします。"


@pytest.fixture
def many(world, monkeypatch):
    """A circle of seven addresses that coordinators may write to, and a coordinator."""
    opened = dict(bulk_circles._CIRCLES)
    monkeypatch.setattr(bulk_circles, "_CIRCLES", opened)
    readers = [Reader(label=f"見本学会{n}", address=f"office{n}@society.example.jp") for n in range(1, 8)]
    readers.append(Reader(label="二度目", address="OFFICE1@society.example.jp"))
    gone: set[str] = set()
    opened["test"] = Circle(
        code="test", label="見本の学会", kind="E71", roles=frozenset({"coordinator", "supervisor"}),
        find=lambda actor, choice: readers[: int(choice or len(readers))], choices=lambda actor: [("3", "三つ")],
        left_out=lambda reader: "お断り" if reader.address in gone else "",
    )  # fmt: skip
    world.gone = gone
    return world


def written(world, **given):
    facts = {
        "circle": "test",
        "choice": "",
        "purpose": "お知らせ",
        "subject": "年末年始の受付について",
        "body": TEXT,
    } | given
    return bulk.prepare(key=facts.pop("key", uuid.uuid4()), by=facts.pop("by", world.ms_miura), **facts)


def asked(world, **given):
    return bulk.ask_approval(sending=written(world, **given), seen=0, by=given.get("by", world.ms_miura))


def approved(world, by=None):
    sending = asked(world)
    return bulk.approve(sending=sending, seen_fingerprint=sending.fingerprint, count=7, by=by or world.supervisor())


def standings(sending):
    return [line.standing for line in sending.lines.all()]


@contextmanager
def refused(code):
    with pytest.raises(StepRefused) as told:
        yield
    assert code in told.value.codes, told.value.codes


def test_a_letter_to_more_than_a_handful_leaves_only_with_the_yes_of_somebody_else(many):
    sending = asked(many)
    assert sending.state == BulkState.ASKED and not Notice.objects.filter(kind="E71").exists()
    for person in (many.ms_miura, many.coordinator(), many.desk()):
        with refused("second"):
            bulk.approve(sending=sending, seen_fingerprint=sending.fingerprint, count=7, by=person)
    second = many.supervisor()
    done = bulk.approve(sending=sending, seen_fingerprint=sending.fingerprint, count=7, by=second)
    assert done.state == BulkState.SENDING and done.approved_by_id == second.user_id
    assert bulk.carry_on(sending=sending.pk) == BulkState.DONE
    letters = Notice.objects.filter(kind="E71").order_by("id")
    assert [n.address for n in letters] == [f"office{n}@society.example.jp" for n in range(1, 8)]
    assert letters[0].subject == "年末年始の受付について" and letters[0].body.startswith("見本学会1 御中")


def test_whoever_wrote_it_is_never_the_second_person_also_as_a_supervisor(many):
    chief = many.supervisor()
    sending = asked(many, by=chief)
    with refused("second"):
        bulk.approve(sending=sending, seen_fingerprint=sending.fingerprint, count=7, by=chief)


def test_up_to_a_handful_leaves_at_once(many):
    sending = asked(many, choice="3")
    assert sending.state == BulkState.SENDING and not sending.needs_second


def test_the_second_person_types_the_number_and_has_seen_exactly_this_text(many):
    sending, second = asked(many), many.supervisor()
    with refused("count"):
        bulk.approve(sending=sending, seen_fingerprint=sending.fingerprint, count=8, by=second)
    with refused("newer"):
        bulk.approve(sending=sending, seen_fingerprint="0" * 64, count=7, by=second)
    sending.lines.filter(no=1).update(address="another@society.example.jp")
    back = bulk.give_back(sending=sending, word="宛先を確かめてください", by=second)
    assert back.state == BulkState.DRAFT
    with refused("second"):
        bulk.approve(sending=sending, seen_fingerprint=sending.fingerprint, count=7, by=second)


def test_what_is_stopped_in_the_midst_leaves_no_more_and_says_so_line_by_line(many):
    with mock.patch.object(bulk, "BATCH", 3):
        sending = approved(many)
        assert bulk.carry_on(sending=sending.pk) == BulkState.SENDING
        assert standings(sending).count(LineStanding.QUEUED) == 3
        Notice.objects.filter(bulk_line__no=1).update(status=Notice.Status.SENT)
        assert bulk.stop(sending=sending, by=many.ms_miura) == 6
        assert bulk.carry_on(sending=sending.pk) == BulkState.STOPPED
    assert standings(sending) == [LineStanding.QUEUED, *[LineStanding.STOPPED] * 6]
    states = Notice.objects.filter(kind="E71").order_by("id").values_list("status", flat=True)
    assert list(states) == [Notice.Status.SENT, Notice.Status.HALTED, Notice.Status.HALTED]
    with refused("late"):
        bulk.stop(sending=sending, by=many.ms_miura)


def test_nothing_is_written_twice_by_a_form_or_a_job_that_comes_again(many):
    key = uuid.uuid4()
    assert written(many, key=key).pk == written(many, key=key).pk
    sending = approved(many)
    for _ in range(2):
        bulk.carry_on(sending=sending.pk)
    assert Notice.objects.filter(kind="E71").count() == 7


def test_who_says_no_before_the_letter_leaves_is_left_out_with_the_reason(many):
    sending = approved(many)
    many.gone.add("office2@society.example.jp")
    bulk.carry_on(sending=sending.pk)
    assert sending.lines.get(no=2).why == "お断り" and Notice.objects.filter(kind="E71").count() == 6


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"subject": "佐藤先生へのご連絡"}, "text"),
        ({"subject": "報酬120万円の募集について"}, "text"),
        ({"subject": "お電話は0194-22-3333へ"}, "text"),
        ({"subject": "｛宛名｝へ"}, "text"),
        ({"body": "｛お名前｝へ"}, "text"),
        ({"body": "今月ご登録の先生に、入職お祝い金10万円をお渡しします。"}, "text"),
        ({"subject": "ご応募でギフト券を進呈"}, "text"),
        ({"circle": "nobody"}, "circle"),
        ({"choice": "99"}, "circle"),
    ],
)
def test_a_text_or_a_circle_that_must_not_be_is_refused(many, given, code):
    with refused(code):
        written(many, **given)


def test_a_letter_may_say_that_nobody_gets_a_gift(many):
    assert written(many, body="お祝い金などの金品は、法の指針により、どなたにもお渡ししません。").state == "draft"


def test_a_stale_tab_neither_saves_nor_asks(many):
    sending = written(many)
    bulk.rewrite(sending=sending, purpose="別の目的", subject=sending.subject, body=TEXT, seen=0, by=many.ms_miura)
    with refused("newer"):
        bulk.rewrite(sending=sending, purpose="さらに別", subject=sending.subject, body=TEXT, seen=0, by=many.ms_miura)
    with refused("newer"):
        bulk.ask_approval(sending=sending, seen=0, by=many.ms_miura)


def test_a_letter_is_its_writers_and_the_offices_and_nobody_elses(many):
    sending = written(many)
    for reader in (many.ms_miura, many.supervisor(), many.office()):
        assert bulk.sending_for(reader, sending.number) == sending
    for stranger in (many.coordinator("安藤 恵"), many.outreach(), many.desk()):
        with pytest.raises(Http404):
            bulk.sending_for(stranger, sending.number)


def test_institutions_get_one_letter_each_and_physicians_only_with_their_yes_to_news(world):
    house = world.institution()
    world.member(house)
    boss = world.member(house, "institution_admin")
    told, silent = world.physician(), world.physician()
    from enishi.physicians.actions import give_consent, withdraw_consent
    from enishi.physicians.enums import ConsentKind

    give_consent(physician=told, kind=ConsentKind.NEWS, by=world.actor(told))
    houses = bulk.prepare(
        circle="institutions",
        choice="",
        purpose="p",
        subject="受付について",
        body="本文",
        key=uuid.uuid4(),
        by=world.office(),
    )
    assert [line.user_id for line in houses.lines.all()] == [boss.user_id]
    letter = bulk.prepare(
        circle="physicians",
        choice="",
        purpose="p",
        subject="受付について",
        body="本文",
        key=uuid.uuid4(),
        by=world.office(),
    )
    assert [line.person for line in letter.lines.all()] == [told.number] and silent.number != told.number
    withdraw_consent(physician=told, kind=ConsentKind.NEWS, by=world.actor(told))
    bulk.ask_approval(sending=letter, seen=0, by=world.actor(letter.made_by))
    bulk.carry_on(sending=letter.pk)
    assert letter.lines.get().standing == LineStanding.LEFT_OUT and not Notice.objects.filter(kind="E72").exists()


def test_marks_are_filled_and_subjects_are_looked_at():
    assert bulk_rules.filled("{宛名}と｛宛名｝", {"宛名": "見本"}) == "見本と見本"
    assert bulk_rules.subject_faults("年末年始の受付について") == []


def test_readers_of_one_address_are_one_unless_each_is_told_whose_it_is(many):
    box = "office@centre.example.jp"
    readers = [Reader(label=f"{no}", address=box, whose=f"house:{no}") for no in (1, 2, 1)]
    plain = [Reader(label="a", address=box), Reader(label="b", address=box.upper())]
    circle = bulk_circles._CIRCLES["test"]
    for found, labels in ((readers, ["1", "2"]), (plain, ["a"]), (readers + plain, ["1", "2", "a"])):
        bulk_circles._CIRCLES["test"] = replace(circle, find=lambda actor, choice, found=found: found)
        assert [line.label for line in written(many).lines.all()] == labels


def test_what_is_approved_names_whose_letter_each_is_and_older_approvals_still_stand():
    reader = (0, "", "office@centre.example.jp", "{}")
    told = {bulk_rules.fingerprint("件名", "本文", [(*reader, whose)]) for whose in ("", "house:1", "house:2")}
    assert len(told) == 3
    before = hashlib.sha256(json.dumps(["件名", "本文", [list(reader)]], ensure_ascii=False).encode()).hexdigest()
    assert bulk_rules.fingerprint("件名", "本文", [(*reader, "")]) == before
