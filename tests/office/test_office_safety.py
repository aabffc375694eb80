"""Looks with a time limit, roles looked at, readings that are not as on other days, leaks with their clock."""

import re
import uuid
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.http import Http404
from django.utils import timezone

from enishi.accounts.models import Membership, User
from enishi.accounts.roles import Role
from enishi.audit.actions import record_reading
from enishi.audit.models import Entry
from enishi.candidacies.leaving import leave
from enishi.common.clock import ago, now, today
from enishi.common.workflow import StepRefused
from enishi.notices.models import Notice
from enishi.office import incidents, reviews, support, watching
from enishi.office.incident_papers import incident_paper
from enishi.office.models import ReviewAnswer, SupportAccess, WatchLimit
from enishi.office.safety_enums import IncidentEntryKind, ReviewDecision, WatchKind
from meta.acts_safety import asked, leak, unusual


def test_a_look_opens_for_whoever_asked_once_another_person_let_it_and_closes_by_itself(world):
    admin = world.admin()
    access = asked(world, admin)
    with pytest.raises(Http404):
        support.supported_record(access.pk, admin)
    support.decide_support(access=access, by=world.office(), granted=True)
    assert support.supported_record(access.pk, admin).physician_id == access.physician_id
    assert Entry.objects.filter(action="read:support", object_number=access.physician.number, level=3).count() == 1
    for other in (world.office(), world.supervisor()):
        with pytest.raises(Http404):
            support.supported_record(access.pk, other)
    SupportAccess.objects.filter(pk=access.pk).update(until=now() - timedelta(seconds=1))
    with pytest.raises(Http404):
        support.supported_record(access.pk, admin)


def test_nobody_lets_himself_in_neither_by_the_act_nor_past_it(world):
    by = world.office()
    access = support.ask_support(physician=world.physician(), by=by, key=uuid.uuid4(), reason="電話", hours=1)
    with pytest.raises(StepRefused, match="別の方"):
        support.decide_support(access=access, by=by, granted=True)
    with pytest.raises(DatabaseError), transaction.atomic():
        SupportAccess.objects.filter(pk=access.pk).update(
            decided_by=by.user_id, decided_at=now(), granted=True, until=now()
        )


def test_who_left_leaves_no_look_open_and_none_to_be_decided(world):
    supervisor, office = world.supervisor(), world.office()
    waiting = asked(world)
    granted = support.ask_support(physician=waiting.physician, by=supervisor, key=uuid.uuid4(), reason="電話", hours=4)
    support.decide_support(access=granted, by=office, granted=True)
    assert support.supported_record(granted.pk, supervisor).physician_id == waiting.physician_id
    leave(physician=waiting.physician, by=world.actor(waiting.physician))
    with pytest.raises(StepRefused):
        support.decide_support(access=waiting, by=office, granted=True)
    with pytest.raises(Http404):
        support.supported_record(granted.pk, supervisor)


@pytest.mark.parametrize(("reason", "hours"), [(" ", 1), ("電話", 0), ("電話", 73)])
def test_a_look_needs_a_reason_and_a_time(world, reason, hours):
    with pytest.raises(StepRefused):
        support.ask_support(physician=world.physician(), by=world.admin(), key=uuid.uuid4(), reason=reason, hours=hours)


def test_one_request_at_a_time_and_the_same_form_twice_is_one(world):
    physician, admin, key = world.physician(), world.admin(), uuid.uuid4()
    one = support.ask_support(physician=physician, by=admin, key=key, reason="電話", hours=1)
    assert support.ask_support(physician=physician, by=admin, key=key, reason="電話", hours=1) == one
    with pytest.raises(StepRefused, match="もう求めて"):
        support.ask_support(physician=physician, by=admin, key=uuid.uuid4(), reason="電話", hours=1)
    support.end_support(access=one, by=admin)
    assert support.ask_support(physician=physician, by=admin, key=uuid.uuid4(), reason="電話", hours=1).pk != one.pk


def test_the_physician_reads_in_her_own_log_that_somebody_was_let_in(world):
    admin = world.admin()
    access = asked(world, admin)
    support.decide_support(access=access, by=world.office(), granted=True)
    page = world.signed_in(admin).get(f"/ops/support/{access.pk}").content.decode()
    assert access.physician.identity.full_name in page and access.physician.number in page
    assert "期限つきの閲覧" in world.signed_in(access.physician).get("/my/privacy/access-log").content.decode()


def test_each_role_is_looked_at_once_a_quarter_and_never_by_its_holder(world):
    office = world.office()
    own = Membership.objects.get(user_id=office.user_id)
    with pytest.raises(StepRefused, match="ほかの方"):
        reviews.review(membership=own, by=office, decision=ReviewDecision.KEEP)
    held = Membership.objects.get(user_id=world.coordinator("見本 たろう").user_id)
    one = reviews.review(membership=held, by=office, decision=ReviewDecision.END)
    assert reviews.review(membership=held, by=world.supervisor(), decision=ReviewDecision.KEEP) == one
    held.refresh_from_db()
    assert held.ended_at is not None and held not in reviews.to_review()


def test_those_of_a_kind_without_a_change_are_kept_together_each_with_a_line_of_its_own(world):
    office = world.office()
    first, second, third = (world.coordinator(f"見本 {n}").user_id for n in ("一子", "二子", "三子"))
    keys = dict(Membership.objects.filter(role=Role.COORDINATOR).values_list("user_id", "pk"))
    reviews.review(membership=Membership.objects.get(pk=keys[third]), by=office, decision=ReviewDecision.KEEP)
    mine = Membership.objects.get(user_id=office.user_id)
    asked = {"role": Role.COORDINATOR, "shown": [*keys.values(), mine.pk], "apart": {keys[second]}}
    before = Entry.objects.filter(action="review_role").count()
    kept = reviews.keep_together(by=office, **asked)
    assert keys[first] in {answer.membership_id for answer in kept} and all(answer.together for answer in kept)
    assert not {keys[second], keys[third], mine.pk} & {answer.membership_id for answer in kept}
    lines = Entry.objects.filter(action="review_role").order_by("-pk")[: len(kept)]
    assert Entry.objects.filter(action="review_role").count() == before + len(kept)
    assert {line.object_number for line in lines} == {str(a.membership.user_id) for a in kept} and lines[0].data[
        "together"
    ]
    with pytest.raises(StepRefused, match="一つずつ"):
        reviews.keep_together(by=world.supervisor(), **asked)
    with pytest.raises(StepRefused):
        reviews.keep_together(by=office, role=Role.PHYSICIAN, shown=[m.pk for m in Membership.objects.all()], apart=())


def test_the_office_presses_once_for_a_whole_kind_and_not_for_those_it_marked(world):
    world.coordinator("見本 一子"), world.coordinator("見本 二子")
    marked = Membership.objects.get(user__name="見本 二子")
    browser = world.signed_in(world.office())
    at = "/ops/access-review?role=coordinator"
    page = browser.get(at).content.decode()
    assert f'name="shown" value="{marked.pk}"' in page and "まとめて" in page
    shown = re.findall(r'name="shown" value="(\d+)"', page)
    answer = browser.post(
        "/ops/access-review", {"decision": "together", "role": "coordinator", "shown": shown, "apart": [marked.pk]}
    )
    assert answer.status_code == 302 and answer["Location"] == at
    page = browser.get(at).content.decode()
    assert re.findall(r'name="shown" value="(\d+)"', page) == [str(marked.pk)] and "（まとめて）" in page
    assert (
        browser.post("/ops/access-review", {"decision": "together", "role": "physician", "shown": shown}).status_code
        == 404
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewAnswer.objects.create(
            quarter="2026Q1", membership=marked, decision="end", by_id=marked.user_id, together=True
        )


def test_an_account_that_nobody_used_for_three_months_is_marked():
    assert "ログインしていません" in reviews.stale_words(None, now() - timedelta(days=91))
    assert reviews.stale_words(None, now()) == "" == reviews.stale_words(now() - timedelta(days=89), now())
    assert "120日" in reviews.stale_words(now() - timedelta(days=120), now())


def test_the_quarter_of_a_day():
    assert [reviews.quarter_of(today().replace(year=2026, month=m, day=1)) for m in (1, 3, 4, 12)] == [
        "2026Q1", "2026Q1", "2026Q2", "2026Q4",
    ]  # fmt: skip


def test_a_day_at_the_limit_is_told_once_to_others_and_one_below_it_is_not(world):
    supervisor, finding = world.supervisor(), unusual(world)
    assert (finding.kind, finding.count) == (WatchKind.OUTSIDE, 2)
    assert watching.tell_findings() >= 1
    assert "E55w" in {n.kind for n in world.messages(supervisor)}
    count = Notice.objects.filter(kind="E55w").count()
    watching.tell_findings()
    assert Notice.objects.filter(kind="E55w").count() == count
    assert not Notice.objects.filter(kind="E55w", recipient=finding.reader).exists()
    watching.set_limit(kind=WatchKind.OUTSIDE, by=world.office(), count=3)
    assert watching.findings() == []


def test_readings_at_night_in_japan_and_many_in_one_hour_are_found(world):
    reader = world.desk()
    for kind in (WatchKind.NIGHT, WatchKind.MANY):
        watching.set_limit(kind=kind, by=world.office(), count=2)
    for _ in range(2):
        record_reading(
            by=reader, what="identity", object_type="physician", object_number=world.physician().number, level=3
        )
    found = {f.kind for f in watching.findings() if f.reader.pk == reader.user_id}
    is_night = timezone.localtime(now()).hour in (*range(6), 22, 23)
    assert WatchKind.MANY in found and (WatchKind.NIGHT in found) is is_night


def test_what_was_found_is_answered_by_another_and_stays_answered(world):
    finding = unusual(world)
    with pytest.raises(StepRefused, match="ほかの方"):
        watching.answer_finding(finding=finding, by=world.actor(finding.reader), words="私です")
    watching.answer_finding(finding=finding, by=world.office(), words="代理の日でした")
    again = watching.finding_of(finding.key)
    assert again.answer.words == "代理の日でした" and watching.tell_findings() == 0
    with pytest.raises(DatabaseError), transaction.atomic():
        WatchLimit.objects.update(count=1)


def test_the_clock_of_a_leak_runs_from_the_day_it_was_known_and_stops_by_entries(world):
    with ago(timedelta(days=6)):
        found = leak(world)
    duty, tasks = incidents.tasks_of(found)
    assert duty.reportable and [t.late for t in tasks] == [True, True, True, False]
    by = world.office()
    for kind in (IncidentEntryKind.MEASURE, IncidentEntryKind.PROMPT, IncidentEntryKind.PERSONS):
        incidents.add_entry(incident=found, by=by, key=uuid.uuid4(), kind=kind, on=today(), words="した")
    with pytest.raises(StepRefused, match="確報"):
        incidents.close_incident(incident=found, by=by)
    incidents.add_entry(incident=found, by=by, key=uuid.uuid4(), kind=IncidentEntryKind.FINAL, on=today(), words="した")
    closed = incidents.close_incident(incident=found, by=by)
    with pytest.raises(StepRefused, match="もう終えて"):
        incidents.correct_incident(incident=closed, by=by, people=9)


def test_a_leak_is_written_once_never_in_the_future_and_correcting_it_moves_the_clock_not_the_day(world):
    by, key = world.office(), uuid.uuid4()
    facts = {"title": "誤送信", "happened": "x", "data_items": "x", "people": 1, "sensitive": False, "harmful": False, "malicious": False}  # fmt: skip
    one = incidents.open_incident(by=by, key=key, known_on=today(), **facts)
    assert incidents.open_incident(by=by, key=key, known_on=today(), **facts) == one
    with pytest.raises(StepRefused, match="今日まで"):
        incidents.open_incident(by=by, key=uuid.uuid4(), known_on=today() + timedelta(days=1), **facts)
    assert not incidents.tasks_of(one)[0].reportable
    later = incidents.correct_incident(incident=one, by=by, malicious=True, known_on=today() - timedelta(days=9))
    assert later.known_on == today() and incidents.tasks_of(later)[0].final_by == today() + timedelta(days=60)


def test_the_draft_of_the_report_is_a_paper(world):
    assert incident_paper(leak(world))[:4] == b"%PDF"


def test_a_file_that_is_taken_out_is_logged_with_its_rows_and_read_in_the_list(world):
    world.opening()
    office = world.signed_in(world.office())
    office.post("/ops/ledgers/openings/file/csv", {"why": "inspection"}).getvalue()
    entry = Entry.objects.get(action="export:ledger_openings")
    assert entry.data["rows"] == 1 and entry.object_number == "csv"
    assert "求人管理簿（CSV）" in office.get("/ops/exports").content.decode()


def test_who_may_open_what_is_read_from_the_views(world):
    page = world.signed_in(world.admin()).get("/ops/roles").content.decode()
    assert "/ops/incidents" in page and "/my/privacy" in page
    assert User.objects.exists()
