"""Whoever takes out a file with the data of many people says for what; it stands in the log and is asked anew each time."""

import re

import pytest
from django.db import DatabaseError, connection, transaction

from enishi.audit.models import Entry
from enishi.cli import main
from enishi.common.workflow import StepRefused
from enishi.office import purposes, watching
from enishi.office.enums import Why
from enishi.office.models import FilePurpose
from enishi.office.safety_enums import WatchKind

SEEKERS = "/ops/ledgers/seekers/file/csv"


def shown(answer):
    return answer.content.decode()


def test_a_link_to_the_ledger_leads_to_the_question_and_no_name_leaves_before_it_is_answered(world):
    candidacy, office = world.candidacy("working"), world.signed_in(world.office())
    page = office.get(SEEKERS)
    assert "何のために" in shown(page) and "Content-Disposition" not in page
    assert candidacy.physician.identity.full_name not in shown(page)
    unanswered = office.post(SEEKERS, {"words": "引っ越しの前"})
    assert "Content-Disposition" not in unanswered and "引っ越しの前" in shown(unanswered)
    assert not Entry.objects.filter(action__startswith="export:").exists() and not FilePurpose.objects.exists()
    file = office.post(SEEKERS, {"why": "inspection", "words": "10月の立入検査"}).getvalue().decode("utf-8-sig")
    assert candidacy.physician.identity.full_name in file


def test_the_log_names_purpose_and_rows_and_the_words_stand_in_no_log_of_the_chain(world):
    world.physician()
    office = world.signed_in(world.office())
    office.post(SEEKERS, {"why": "inspection", "words": "10月の立入検査"}).getvalue()
    entry = Entry.objects.get(action="export:ledger_seekers")
    assert (entry.data["why"], entry.data["rows"]) == ("inspection", 1) and "立入検査" not in str(entry.data)
    assert "労働局などの調査・求めに応じる：10月の立入検査" in shown(office.get("/ops/exports"))


def test_another_purpose_needs_words_and_the_choice_stays_in_the_form(world):
    office = world.signed_in(world.office())
    page = office.post(SEEKERS, {"why": "other", "words": " "})
    assert "ひとことご記入ください" in shown(page) and "Content-Disposition" not in page
    with pytest.raises(StepRefused, match="ひとこと"):
        purposes.say_purpose(what="ledger_seekers", why=Why.OTHER, words="  ", by=world.office())


def test_the_next_time_the_purpose_is_asked_anew_and_nothing_is_filled_in_beforehand(world):
    office = world.signed_in(world.office())
    office.post("/ops/ledgers/fees/file/csv", {"why": "accounts", "words": "9月の監査"}).getvalue()
    for again in ("/ops/ledgers/fees/file/csv", "/ops/ledgers/fees/file/xlsx", SEEKERS):
        page = shown(office.get(again))
        assert "何のために" in page and "9月の監査" not in page and not re.search(r'name="why"[^>]*checked', page)
    unsaid = office.post("/ops/ledgers/fees/file/csv", {})
    assert "Content-Disposition" not in unsaid and FilePurpose.objects.count() == 1


def test_what_cannot_leave_is_told_before_the_question(world):
    office = world.signed_in(world.office())
    assert office.get(SEEKERS, {"start": "x"}).status_code == 302
    assert office.get("/ops/ledgers/nothing/file/csv").status_code == 404


def test_the_words_of_a_purpose_are_fixed(world):
    row = purposes.say_purpose(what="ledger_seekers", why=Why.CHECK, words="控えの照合", by=world.office())
    for statement in ("UPDATE office_filepurpose SET words = 'x'", "UPDATE office_filepurpose SET why = 'report'", "DELETE FROM office_filepurpose"):  # fmt: skip
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    row.refresh_from_db()
    assert (row.why, row.words) == (Why.CHECK, "控えの照合")


def test_the_command_writes_its_purpose_too(world, tmp_path, capsys):
    assert main(["ledger", "fees", "--from", "2026-04-01", "--out", str(tmp_path / "f.csv"), "--why", "accounts"]) == 0
    assert Entry.objects.get(action="export:ledger_fees").data["why"] == "accounts"
    assert "会計・監査" in shown(world.signed_in(world.office()).get("/ops/exports"))
    capsys.readouterr()


def test_many_such_files_in_one_day_are_asked_about_by_somebody_else(world):
    clerk = world.office()
    office = world.signed_in(clerk)
    watching.set_limit(kind=WatchKind.FILES, by=world.supervisor(), count=2)
    office.post(SEEKERS, {"why": "check"}).getvalue()
    office.get("/ops/chain/file")
    assert not [f for f in watching.findings() if f.kind is WatchKind.FILES], "one, and a file of no person"
    office.post(SEEKERS, {"why": "check"}).getvalue()
    (finding,) = [f for f in watching.findings() if f.kind is WatchKind.FILES]
    assert (finding.reader.pk, finding.count) == (clerk.user_id, 2)


def test_a_table_that_the_door_records_tells_its_rows(world):
    world.signed_in(world.supervisor()).get("/desk/team/figures.csv")
    assert Entry.objects.get(action="export:team").data["rows"] > 0
    researcher = world.signed_in(world.researcher())
    answer = researcher.get("/research/retention.csv")
    entry = Entry.objects.get(action="export:research_retention_csv")
    assert entry.data["rows"] == len(answer.content.decode("utf-8-sig").splitlines()) - 1
    opening = world.opening()
    world.signed_in(world.actor(opening.institution)).get("/inst/openings/export.xlsx")
    assert Entry.objects.get(action="export:inst_openings_export").data["rows"] == 1
    world.signed_in(world.coordinator()).get(f"/desk/records/{world.physician().number}/handover.pdf")
    assert Entry.objects.get(action="export:desk_record_handover").data["rows"] is None, "one document"
