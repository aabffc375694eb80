"""What the first page of the office lists by day: the law's days, roles nobody looked at this quarter, the clock of each incident,
surveys that wait for a second person, bills and refunds."""

import uuid
from datetime import date, timedelta

from enishi.common.clock import ago, today
from enishi.office.deadline_rules import deadlines
from enishi.office.due import due_on
from enishi.office.enums import RefundKind
from enishi.office.incidents import add_entry, open_incident
from enishi.office.money import decide_refund, pay_refund, prepare_refund, record_collection
from enishi.office.reviews import review, to_review
from enishi.office.safety_enums import IncidentEntryKind, ReviewDecision
from enishi.outreach.models import Seminar
from enishi.outreach.seminars import edit_seminar, facts_of, publish_seminar
from enishi.surveys.access import draft_of
from enishi.surveys.actions import open_version
from factories.seminars import seminar_in
from factories.surveys import survey_in
from meta.acts_office import billed, left


def test_a_survey_handed_to_a_second_person_stands_there_until_that_person_has_opened_it(world):
    survey = survey_in(world, "waiting")
    survey_in(world, "draft", title="下書きの調査")
    (mine,) = [one for one in due_on(today(), licensed=None) if one.path == f"/research/surveys/{survey.number}"]
    assert survey.number in mine.words and mine.by == survey.closes_on
    office = world.office()
    page = world.signed_in(office).get("/ops").content.decode()
    assert mine.words in page and "下書きの調査" not in page
    assert world.signed_in(office).get(mine.path).status_code == 200
    draft = draft_of(survey)
    open_version(survey=survey, seen=draft.changes if draft else 0, by=office)
    assert mine.words not in world.signed_in(office).get("/ops").content.decode()


def test_what_waits_for_a_second_person_before_everybody_reads_it_stands_there_until_then(world):
    def told():
        rows = [
            (one.words, one.path) for one in due_on(today(), licensed=None) if "別の方が読んで公開する" in one.words
        ]
        return [(words.partition("を、")[0], words[-4:-1], path) for words, path in rows]

    assert told() == []
    draft, shown = seminar_in(world, "draft"), seminar_in(world)
    world.news(state="draft")
    assert told() == [("お知らせ", "（1件", "/ops/news"), ("催し", "（1件", "/ops/events")]
    changed = edit_seminar(seminar=shown, facts=facts_of(shown) | {"title": "別の題"}, seen=0, by=world.outreach())
    assert ("催し", "（2件", "/ops/events") in told() and Seminar.objects.waiting().count() == 2
    page = world.signed_in(world.office()).get("/ops").content.decode()
    assert "催しを、書いた人とは別の方が読んで公開する（2件）" in page
    publish_seminar(seminar=draft, seen=0, by=world.supervisor())
    publish_seminar(seminar=changed, seen=1, by=world.supervisor())
    assert told() == [("お知らせ", "（1件", "/ops/news")]
    assert {s.waits for s in Seminar.objects.all()} == {False}


def test_bills_not_paid_in_time_and_refunds_that_wait_stand_there_until_they_are_done(world):
    bill = billed(world)
    after = bill.due_on + timedelta(days=1)
    assert at_fees(bill.due_on) == []
    assert at_fees(after) == [("お支払いの期日を過ぎた請求書を確かめる（1件）", bill.due_on)]
    pay(world, bill, bill.total_yen)
    assert at_fees(after) == []
    left(world, bill)
    assert at_fees(after) == [("返戻を用意する（1件）", after)]
    refund = prepare_refund(invoice=bill, by=world.office(), key=uuid.uuid4(), kind=RefundKind.LEAVING)
    assert at_fees(after) == [("用意された返戻・訂正を、別の方が確かめる（1件）", after)]
    refund = decide_refund(refund=refund, by=world.supervisor(), approved=True)
    assert at_fees(after) == [("決まった返戻をお返しし、管理簿に記す（1件）", after)]
    pay_refund(refund=refund, by=world.office(), key=uuid.uuid4(), on=today())
    assert at_fees(after) == []


def pay(world, bill, yen):
    record_collection(invoice=bill, by=world.office(), key=uuid.uuid4(), on=today(), yen=yen)


def at_fees(day):
    return [(one.words, one.by) for one in due_on(day, licensed=None) if one.path == "/ops/fees"]


FACTS = {"title": "誤送信", "happened": "x", "data_items": "x", "people": 1, "sensitive": True, "harmful": False, "malicious": False}  # fmt: skip


def test_roles_are_to_be_looked_at_until_the_last_day_of_the_quarter_and_then_no_more(world):
    office, second = world.office(), world.supervisor()
    (due,) = [one for one in due_on(today(), licensed=None) if one.path == "/ops/access-review"]
    assert f"あと{to_review().count()}" in due.words and due.since <= today() <= due.by
    assert (due.by + timedelta(days=1)).day == 1 and due.by.month % 3 == 0
    for held in to_review():
        review(membership=held, by=second if held.user_id == office.user_id else office, decision=ReviewDecision.KEEP)
    assert not [one for one in due_on(today(), licensed=None) if one.path == "/ops/access-review"]
    rest = [one for one in due_on(today(), licensed=None) if not one.path.startswith("/ops/certification")]
    assert rest == deadlines(today(), licensed=None)
    assert [one.by for one in due_on(date(2028, 2, 29), licensed=None) if one.path == "/ops/access-review"] == [
        date(2028, 3, 31)
    ]


def test_the_clock_of_an_incident_stands_there_until_each_thing_is_done_and_past_days_too(world):
    office = world.office()
    with ago(timedelta(days=10)):
        leak = open_incident(by=office, key=uuid.uuid4(), known_on=today(), **FACTS)
    mine = [one for one in due_on(today(), licensed=None) if leak.number in one.words]
    assert len(mine) == 4 and mine[0].by == leak.known_on and mine[-1].by > today() > mine[1].by
    page = world.signed_in(office).get("/ops").content.decode()
    assert f"事故 {leak.number}：個人情報保護委員会に速報する" in page and "過ぎています" in page
    for kind in (IncidentEntryKind.MEASURE, IncidentEntryKind.PROMPT, IncidentEntryKind.PERSONS):
        add_entry(incident=leak, by=office, key=uuid.uuid4(), kind=kind, on=today(), words="済みました")
    assert [one.words for one in due_on(today(), licensed=None) if leak.number in one.words] == [
        f"事故 {leak.number}：個人情報保護委員会に確報する"
    ]
    add_entry(incident=leak, by=office, key=uuid.uuid4(), kind=IncidentEntryKind.FINAL, on=today(), words="済みました")
    assert not [one for one in due_on(today(), licensed=None) if leak.number in one.words]
