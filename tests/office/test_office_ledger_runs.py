"""A long ledger on paper by a job: progress, cancel, a killed worker, what becomes of the paper."""

import io
import uuid
import zipfile
from datetime import timedelta

import pypdf
import pytest

from enishi.audit.models import Entry
from enishi.common.clock import now, today
from enishi.common.workflow import StepRefused
from enishi.keeping.erasure import erase_at_wish
from enishi.office import ledger_files, ledger_runs
from enishi.office.enums import RunState
from enishi.office.models import LedgerRun, LedgerVolume


@pytest.fixture
def three_volumes(world, monkeypatch):
    monkeypatch.setattr(ledger_files, "MOST_ON_PAPER", 1)
    monkeypatch.setattr(ledger_files, "IN_A_PART", 1)
    physicians = [world.physician() for _ in range(3)]
    run = ledger_runs.ask_ledger(ledger="seekers", start=today(), end=today(), key=uuid.uuid4(), by=world.office())
    return run, physicians


def again(run):
    return LedgerRun.objects.get(pk=run.pk)


def test_every_acceptance_stands_in_the_zip_and_its_taking_out_is_on_record(world, three_volumes):
    run, physicians = three_volumes
    assert (run.total, run.acceptances, run.state) == (3, 3, RunState.WAITING)
    ledger_runs.print_run(run.pk)
    ledger_runs.print_run(run.pk)
    run = again(run)
    assert (run.state, run.done) == (RunState.DONE, 3) and ledger_runs.is_there(run)
    answer = world.signed_in(world.office()).post(f"/ops/prints/{run.pk}/file", {"why": "inspection"})
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as file:
        names = file.namelist()
        text = "".join(
            page.extract_text() for name in names for page in pypdf.PdfReader(io.BytesIO(file.read(name))).pages
        )
    assert (
        len(names) == 3
        and all(p.identity.full_name in text for p in physicians)
        and "3冊のうち2冊目" in text.replace(" ", "")
    )
    assert Entry.objects.get(action="export:ledger_seekers").data["rows"] == 3


def test_a_killed_worker_goes_on_with_the_volume_that_is_missing(three_volumes, monkeypatch):
    run, _ = three_volumes
    real, made = ledger_runs.volume, []

    def killed(*given, **more):
        if len(made) == 1:
            raise KeyboardInterrupt
        made.append(given)
        return real(*given, **more)

    monkeypatch.setattr(ledger_runs, "volume", killed)
    with pytest.raises(KeyboardInterrupt):
        ledger_runs.print_run(run.pk)
    assert again(run).done == 1 and again(run).state == RunState.RUNNING
    monkeypatch.setattr(ledger_runs, "volume", real)
    ledger_runs.print_run(run.pk)
    assert again(run).state == RunState.DONE and again(run).volumes.count() == 3


def test_one_that_is_cancelled_or_fails_leaves_no_paper(world, three_volumes, monkeypatch):
    run, _ = three_volumes
    ledger_runs.cancel_ledger(run=run, by=world.office())
    ledger_runs.print_run(run.pk)
    assert again(run).state == RunState.CANCELLED and not LedgerVolume.objects.exists()
    other = ledger_runs.ask_ledger(ledger="seekers", start=today(), end=today(), key=uuid.uuid4(), by=world.office())
    monkeypatch.setattr(ledger_runs, "volume", lambda *given: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        ledger_runs.print_run(other.pk)
    assert again(other).state == RunState.FAILED and not ledger_runs.is_there(again(other))


def test_the_paper_goes_after_a_day_and_at_once_when_anybody_is_erased(world, three_volumes):
    run, physicians = three_volumes
    ledger_runs.print_run(run.pk)
    assert ledger_runs.forget_volumes() == 0
    erase_at_wish(physician=physicians[0], by=world.actor(physicians[0]))
    assert not LedgerVolume.objects.exists()
    client = world.signed_in(world.office())
    assert client.get(f"/ops/prints/{run.pk}/file").status_code == 302
    assert "どなたかの消去" in client.get(f"/ops/prints/{run.pk}").content.decode()
    LedgerVolume.objects.create(run=run, no=1, data=b"%PDF")
    LedgerRun.objects.filter(pk=run.pk).update(made_at=now() - timedelta(hours=25))
    assert ledger_runs.forget_volumes() == 1


def test_the_same_form_twice_is_one_run_and_an_empty_period_is_refused(world, three_volumes):
    key, by = uuid.uuid4(), world.office()
    asked = {"ledger": "seekers", "start": today(), "end": today(), "key": key, "by": by}
    assert ledger_runs.ask_ledger(**asked) == ledger_runs.ask_ledger(**asked)
    long_ago = today() - timedelta(days=9_000)
    with pytest.raises(StepRefused):
        ledger_runs.ask_ledger(ledger="openings", start=long_ago, end=long_ago, key=uuid.uuid4(), by=by)


def test_the_page_of_a_long_ledger_leads_to_the_run_and_a_wrong_period_back(world, three_volumes):
    client = world.signed_in(world.office())
    page = client.get("/ops/ledgers/seekers", {"start": today().isoformat(), "end": today().isoformat()})
    assert "紙の3冊をつくる" in page.content.decode()
    given = {"key": str(uuid.uuid4()), "start": today().isoformat(), "end": today().isoformat()}
    asked = client.post("/ops/ledgers/seekers/print", given)
    run = LedgerRun.objects.latest("pk")
    assert asked["Location"] == f"/ops/prints/{run.pk}"
    assert "3冊のうち0冊" in client.get(asked["Location"]).content.decode()
    assert client.post("/ops/ledgers/seekers/print", {**given, "start": "いつか"})["Location"] == "/ops/ledgers/seekers"
    assert world.signed_in(world.desk()).get(f"/ops/prints/{run.pk}").status_code == 403
