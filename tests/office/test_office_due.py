"""What the first page of the office lists by day: the law's days, roles nobody looked at this quarter, the clock of each incident."""

import uuid
from datetime import date, timedelta

from enishi.common.clock import ago, today
from enishi.office.deadline_rules import deadlines
from enishi.office.due import due_on
from enishi.office.incidents import add_entry, open_incident
from enishi.office.reviews import review, to_review
from enishi.office.safety_enums import IncidentEntryKind, ReviewDecision

FACTS = {"title": "誤送信", "happened": "x", "data_items": "x", "people": 1, "sensitive": True, "harmful": False, "malicious": False}  # fmt: skip


def test_roles_are_to_be_looked_at_until_the_last_day_of_the_quarter_and_then_no_more(world):
    office, second = world.office(), world.supervisor()
    (due,) = [one for one in due_on(today(), licensed=None) if one.path == "/ops/access-review"]
    assert f"あと{to_review().count()}" in due.words and due.since <= today() <= due.by
    assert (due.by + timedelta(days=1)).day == 1 and due.by.month % 3 == 0
    for held in to_review():
        review(membership=held, by=second if held.user_id == office.user_id else office, decision=ReviewDecision.KEEP)
    assert due_on(today(), licensed=None) == deadlines(today(), licensed=None)
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
