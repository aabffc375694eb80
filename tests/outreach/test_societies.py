"""The contact book, files of it, wordings of the letter and runs of the press."""

import io
import uuid
import zipfile
from datetime import date, timedelta

import openpyxl
import pytest
from django.http import Http404
from django.utils import timezone
from pypdf import PdfReader

from enishi.common.clock import ago, now, today
from enishi.common.workflow import StepRefused
from enishi.notices import bulk
from enishi.notices.actions import send_notice
from enishi.notices.bounces import take_all
from enishi.notices.bulk import prepare
from enishi.notices.models import BulkState, LineStanding, Notice
from enishi.openings.uploaded import FileProblem
from enishi.outreach import press, society_files
from enishi.outreach.actions import add_society, open_campaign
from enishi.outreach.enums import Consent, PressState
from enishi.outreach.kit.wording import BODY, ENCLOSURES, POINTS, SUBJECT
from enishi.outreach.mailing import CIRCLE, KIND, mails_to, note_returned, societies_of_line
from enishi.outreach.models import LetterWording, PressRun, Society, SocietyContact
from enishi.outreach.societies import (
    add_societies,
    contact_book,
    edit_society,
    months_after,
    note_contact,
    society_for,
    to_be_written_to,
)
from enishi.outreach.wordings import wording_now, write_wording
from factories.letterbox import returned


@pytest.fixture
def society(world):
    return add_society(name="日本こもれび学会", by=world.outreach())


def told(society, world, **more):
    given = {"key": uuid.uuid4(), "day": today(), "way": "letter", "received": False, "note": "お願い"} | more
    return note_contact(society=society, by=world.outreach(), **given)


def test_the_next_time_follows_from_the_rhythm_and_a_reply_does_not_move_it(world, society):
    edit_society(society=society, facts={"every_months": 6, "next_on": today()}, seen=0, by=world.outreach())
    assert list(to_be_written_to(world.outreach(), today())) == [society]
    told(society, world, received=True)
    assert to_be_written_to(world.outreach(), today()).exists()
    told(society, world)
    society.refresh_from_db()
    assert society.next_on == months_after(today(), 6)
    assert contact_book(world.outreach()).get().last_on == today()


def test_months_end_where_the_shorter_month_ends():
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_after(date(2026, 12, 1), 1) == date(2027, 1, 1)


def test_who_asked_to_be_left_alone_is_never_due(world, society):
    facts = {"consent": Consent.REFUSED, "consent_on": today(), "next_on": today()}
    edit_society(society=society, facts=facts, seen=0, by=world.outreach())
    assert not to_be_written_to(world.outreach(), today()).exists()


def test_a_contact_sent_twice_is_one_and_none_lies_ahead(world, society):
    key = uuid.uuid4()
    assert told(society, world, key=key) == told(society, world, key=key)
    with pytest.raises(StepRefused):
        told(society, world, day=today() + timedelta(days=1))
    assert SocietyContact.objects.count() == 1


def test_the_second_of_two_who_edit_at_once_is_told_and_a_consent_needs_its_day(world, society):
    by = world.outreach()
    edit_society(society=society, facts={"office": "事務局"}, seen=0, by=by)
    with pytest.raises(StepRefused, match="newer"):
        edit_society(society=society, facts={"office": "別の事務局"}, seen=0, by=by)
    with pytest.raises(StepRefused, match="consent_on"):
        edit_society(society=society, facts={"consent": Consent.AGREED}, seen=1, by=by)


def test_a_new_name_is_the_new_name_of_its_organisation_too(world, society):
    edit_society(society=society, facts={"name": "新こもれび学会"}, seen=0, by=world.outreach())
    assert Society.objects.get().organisation.name == "新こもれび学会"


def test_nobody_but_the_team_reads_the_contact_book(world, society):
    for actor in (None, world.ms_miura, world.researcher(), world.society_member("別の学会")):
        assert not contact_book(actor).exists()
        with pytest.raises(Http404):
            society_for(actor, society.pk)


def test_a_list_is_read_with_every_fault_named_by_its_row(society):
    words = (
        "名称,代表,電話,郵便番号,ご連絡の可否,うかがった日,次のご連絡\n"
        "髙﨑𠮷学会,,03-1234-5678,１０００００１,ご連絡してよい,令和8年11月1日,2027/4/1\n"
        "日本 こもれび学会,,,,,,\n"
        "髙﨑𠮷学会,,,,,,\n"
        ",,03-1,,,,\n"
        "別の学会,,,,たぶん,,\n"
    )
    plan = society_files.read(words.encode("utf-8"), ["日本こもれび学会"])
    assert [row["name"] for row in plan.new] == ["髙﨑𠮷学会"] and plan.there == ["日本 こもれび学会"]
    assert plan.new[0]["postcode"] == "100-0001" and plan.new[0]["consent_on"] == date(2026, 11, 1)
    assert [fault[:3] for fault in plan.faults] == ["4行目", "5行目", "5行目", "6行目"]
    with pytest.raises(FileProblem):
        society_files.read("学会,電話\nあ,い\n".encode(), [])


def test_what_is_taken_out_can_be_taken_in_and_no_cell_is_a_formula(world):
    by = world.outreach()
    add_societies(rows=[{"name": "=1+1学会", "head": "@髙﨑"}], by=by)
    add_societies(rows=[{"name": "＝１＋１学会"}], by=by)  # the same name in other widths
    assert Society.objects.count() == 1
    rows = contact_book(by)
    assert "'=1+1学会" in society_files.as_csv(rows).decode("utf-8-sig")
    sheet = openpyxl.load_workbook(io.BytesIO(society_files.as_workbook(rows))).active
    assert sheet["A2"].data_type == "s" and sheet["A2"].value == "'=1+1学会"
    for data in (society_files.as_csv(rows), society_files.as_workbook(rows)):
        (facts,) = society_files.read(data, []).new
        assert (facts["name"], facts["head"]) == ("=1+1学会", "@髙﨑")


def test_a_wording_is_a_version_more_and_older_ones_stay(world):
    by = world.outreach()
    rest = {"points": POINTS, "enclosures": ENCLOSURES}
    assert wording_now().no == 0
    assert write_wording(subject=SUBJECT, body=BODY, seen=0, by=by, **rest).no == 0  # nothing new
    assert write_wording(subject="お願い", body=BODY, seen=0, by=by, **rest).no == 1
    with pytest.raises(StepRefused, match="newer"):
        write_wording(subject="別のお願い", body=BODY, seen=0, by=by, **rest)
    with pytest.raises(StepRefused, match="place"):
        write_wording(subject="{だれか}へ", body=BODY, seen=1, by=by, **rest)
    assert LetterWording.objects.count() == 1 and wording_now().subject == "お願い"


def asked(world, kind, n=2):
    codes = []
    for at in range(n):
        society = add_society(name=f"第{at}学会", by=world.outreach())
        codes.append(open_campaign(society=society, code=f"code_{at}", occasion="会報", by=world.outreach()).code)
    return press.ask_press(codes=codes, kind=kind, key=uuid.uuid4(), by=world.outreach())


def test_a_print_file_holds_a_letter_for_each_society_in_the_order_asked(world):
    run = asked(world, "print")
    press.print_run(run.pk)
    pages = PdfReader(io.BytesIO(press.file_of(run))).pages
    assert ["第0学会" in pages[0].extract_text(), "第1学会" in pages[1].extract_text(), len(pages)] == [True, True, 2]
    done = PressRun.objects.get()
    assert (done.state, done.done, done.total) == (PressState.DONE, 2, 2)
    press.print_run(run.pk)  # the job once more
    assert PressRun.objects.get().finished_at == done.finished_at


def test_a_zip_holds_a_folder_for_each_link(world):
    run = asked(world, "zip", n=1)
    press.print_run(run.pk)
    names = zipfile.ZipFile(io.BytesIO(press.file_of(run))).namelist()
    assert names == [f"code_0/{name}" for name in press.IN_A_ZIP]


def test_a_cancelled_run_makes_no_file(world):
    run = asked(world, "print")
    press.cancel_press(run=run, by=world.outreach())
    press.print_run(run.pk)
    assert PressRun.objects.get().state == PressState.CANCELLED
    with pytest.raises(Http404):
        press.file_of(run)


def test_a_run_is_refused_for_nobody_for_too_many_and_for_a_code_nobody_has(world):
    for codes in ([], ["no_such_code"], [f"code_{n}" for n in range(press.MOST + 1)]):
        with pytest.raises(StepRefused):
            press.ask_press(codes=codes, kind="print", key=uuid.uuid4(), by=world.outreach())


def test_a_file_is_forgotten_after_some_days(world):
    run = asked(world, "print", n=1)
    with ago(timedelta(days=press.KEPT_DAYS + 1)):
        PressRun.objects.update(state=PressState.DONE, data=b"%PDF", finished_at=now())
    assert press.forget_old_files() == 1
    with pytest.raises(Http404):
        press.file_of(run)


def test_a_mail_goes_to_offices_that_agreed_each_with_its_own_link(world, settings):
    settings.BASE_URL = "https://enishi.example.jp"
    by = world.outreach()
    yes = {"consent": Consent.AGREED, "consent_on": today()}
    add_societies(
        rows=[{"name": "一の学会", "mail": "one@example.jp", **yes}, {"name": "二の学会", "mail": "two@example.jp"}],
        by=by,
    )
    one = Society.objects.get(name="一の学会")
    open_campaign(society=one, code="one_1", occasion="会報", by=by)
    given = {
        "circle": CIRCLE,
        "choice": "",
        "purpose": "ご依頼",
        "subject": "ご案内のお願い",
        "body": "{宛名}さま\n{ご案内のリンク}",
    }
    sending = prepare(**given, key=uuid.uuid4(), by=by)
    first, second = sending.lines.order_by("no")
    assert (first.label, first.standing, first.words["ご案内のリンク"]) == (
        "一の学会", LineStanding.WAITING, "https://enishi.example.jp/s/one_1",
    )  # fmt: skip
    assert second.standing == LineStanding.LEFT_OUT and "いただいていません" in second.why
    assert [line.pk for line in mails_to(one)] == [first.pk]


def released(world, **more):
    """A mail to three offices that agreed, written by outreach and approved by the supervisor, in the outbox."""
    by, second = world.outreach(), world.supervisor()
    yes = {"consent": Consent.AGREED, "consent_on": today(), "every_months": 6}
    names = {"一の学会": "one@example.jp", "二の学会": "two@example.jp", "三の学会": "three@example.jp"}
    add_societies(rows=[{"name": name, "mail": mail, **yes} for name, mail in names.items()], by=by)
    given = {"circle": CIRCLE, "choice": "", "purpose": "ご依頼", "subject": "ご案内のお願い", "body": "{宛名}さま"}
    sending = bulk.prepare(**given, key=uuid.uuid4(), by=by)
    sending = bulk.ask_approval(sending=sending, seen=sending.changes, by=by)
    assert sending.state == BulkState.ASKED, "a second person reads it, however few the offices are"
    bulk.approve(sending=sending, seen_fingerprint=sending.fingerprint, count=3, by=second)
    assert bulk.carry_on(sending=sending.pk) == BulkState.DONE
    return {notice.address: notice for notice in Notice.objects.filter(kind=KIND)}


def test_over_a_mail_server_one_office_refuses_and_one_returns_it_and_the_third_has_it_and_answers(world, letterbox):
    with ago(timedelta(hours=(timezone.localtime().hour - 12) % 24)):  # at noon: no mail leaves at night
        mails = released(world)
        letterbox.refused.add("two@example.jp")
        assert [send_notice(notice_id=mails[f"{who}@example.jp"].pk) for who in ("two", "one", "three")] == [
            "failed", "sent", "sent",
        ]  # fmt: skip
        assert {letter["To"] for letter in letterbox.letters} == {"one@example.jp", "three@example.jp"}
        report = returned(Notice.objects.get(pk=mails["one@example.jp"].pk))
        assert take_all(iter([report, report])) == (2, 1)
        three = Society.objects.get(name="三の学会")
        told(three, world, way="mail", received=True, note="次の号に載せます。")
        logs = {
            society.name: [(c.received, c.note) for c in society.contacts.order_by("id")]
            for society in Society.objects.all()
        }
    assert [note for _, note in logs["三の学会"]] == ["ご案内のお願い", "次の号に載せます。"]
    assert logs["三の学会"][1][0], "the answer is told from what we sent"
    for name in ("一の学会", "二の学会"):
        (_, sent), (_, back) = logs[name]
        assert sent == "ご案内のお願い" and "メールが戻りました（宛先がありません）" in back
    assert three.next_on == months_after(three.contacts.earliest("id").day, 6)
    page = (
        world.signed_in(world.outreach())
        .get(f"/ops/societies/{Society.objects.get(name='一の学会').pk}")
        .content.decode()
    )
    assert "送れませんでした" in page and "宛先がありません" in page


def test_two_societies_of_one_office_each_get_their_own_letter_and_log_and_only_who_agreed(world, settings):
    settings.BASE_URL = "https://enishi.example.jp"
    by, second = world.outreach(), world.supervisor()
    yes = {"consent": Consent.AGREED, "consent_on": today(), "every_months": 6}
    centre = {"mail": "office@centre.example.jp"}
    add_societies(
        rows=[
            {"name": "一の学会", **centre, **yes}, {"name": "二の学会", "mail": "Office@Centre.example.jp", **yes},
            {"name": "三の学会", **centre}, {"name": "四の学会", **centre, "consent": Consent.REFUSED, "consent_on": today()},
        ],
        by=by,
    )  # fmt: skip
    one, two, three, four = (Society.objects.get(name=f"{no}の学会") for no in "一二三四")
    for society, code in ((one, "one_1"), (two, "two_1"), (three, "three_1")):
        open_campaign(society=society, code=code, occasion="会報", by=by)
    sending = bulk.prepare(
        circle=CIRCLE, choice="", purpose="ご依頼", subject="ご案内のお願い", body="{宛名}さま\n{ご案内のリンク}", key=uuid.uuid4(), by=by,
    )  # fmt: skip
    assert {(line.label, line.standing) for line in sending.lines.all()} == {
        ("一の学会", "waiting"), ("二の学会", "waiting"), ("三の学会", "left_out"), ("四の学会", "left_out"),
    }  # fmt: skip
    sending = bulk.ask_approval(sending=sending, seen=0, by=by)
    bulk.approve(sending=sending, seen_fingerprint=sending.fingerprint, count=2, by=second)
    with ago(timedelta(days=1)):
        edit_society(society=one, facts={"name": "新・一の学会"}, seen=one.changes, by=by)  # renamed meanwhile
    edit_society(society=two, facts={"consent": Consent.REFUSED}, seen=two.changes, by=by)  # and two said no
    bulk.carry_on(sending=sending.pk)
    (letter,) = Notice.objects.filter(kind=KIND)
    assert letter.body.startswith("一の学会さま") and "/s/one_1" in letter.body
    assert letter.body.endswith("学会ごとに、すぐに止めます。"), "how to say no stands in every mail, whoever wrote it"
    assert [(s.contacts.count(), mails_to(s).count()) for s in (one, two, three, four)] == [
        (1, 1), (0, 1), (0, 1), (0, 1),
    ]  # fmt: skip
    assert mails_to(two).get().why == "「ご連絡してよい」とのお返事を、まだいただいていません"
    note_returned(letter, hard=True)
    note_returned(letter, hard=True)
    assert [s.contacts.count() for s in (one, two, three, four)] == [2, 0, 0, 0]


def test_what_comes_back_to_a_line_of_nobody_in_particular_stands_with_every_society_of_the_address(world):
    by = world.outreach()
    yes = {"consent": Consent.AGREED, "consent_on": today(), "mail": "office@centre.example.jp"}
    add_societies(rows=[{"name": "一の学会", **yes}, {"name": "二の学会", **yes}], by=by)
    given = {"circle": CIRCLE, "choice": "", "purpose": "ご依頼", "subject": "ご案内のお願い", "body": "{宛名}さま"}
    sending = bulk.prepare(**given, key=uuid.uuid4(), by=by)
    one, two = sending.lines.order_by("no")
    sending.lines.filter(pk=one.pk).update(
        whose="", label="消えた学会"
    )  # as lines were before they told whose they are
    sending.lines.filter(pk=two.pk).update(whose="")
    assert [s.name for line in sending.lines.order_by("no") for s in societies_of_line(line)] == [
        "一の学会", "二の学会", "二の学会",
    ]  # fmt: skip


def test_an_answer_that_may_speak_for_any_society_of_an_office_is_put_down_with_each_once(world):
    centre = {"mail": "office@centre.example.jp"}
    add_societies(
        rows=[{"name": "一の学会", **centre}, {"name": "二の学会", **centre}, {"name": "三の学会"}], by=world.outreach()
    )
    one, two, three = (Society.objects.get(name=f"{no}の学会") for no in "一二三")
    client = world.signed_in(world.outreach())
    page = client.get(f"/ops/societies/{one.pk}").content.decode()
    assert "同じ宛先の学会すべてに控える" in page and f"/ops/societies/{two.pk}" in page
    assert "同じ宛先" not in client.get(f"/ops/societies/{three.pk}").content.decode()
    sent = {"day": today().isoformat(), "way": "mail", "received": "yes", "note": "載せます。", "key": uuid.uuid4()}
    for _ in range(2):
        client.post(f"/ops/societies/{one.pk}/contacts", sent | {"for_office": "on"})
    assert [s.contacts.count() for s in (one, two, three)] == [1, 1, 0]
    client.post(f"/ops/societies/{three.pk}/contacts", sent | {"for_office": "on", "key": uuid.uuid4()})
    assert [s.contacts.count() for s in (one, two, three)] == [1, 1, 1]
