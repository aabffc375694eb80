"""The yearly report to a society: its own safe figures, two texts of 200 characters, on paper that anybody can read."""

import io
import uuid
import zipfile
from datetime import timedelta

import pypdf
import pytest

from enishi.common.clock import ago, today
from enishi.common.workflow import StepRefused
from enishi.outreach.actions import open_campaign, open_door
from enishi.outreach.enums import Medium, PressKind, PressState, Season, Stage
from enishi.outreach.funnel import make_funnel
from enishi.outreach.kit.texts import Facts
from enishi.outreach.mailing import societies_to_tell
from enishi.outreach.models import Campaign, PressRun, Society
from enishi.outreach.press import ask_press, cancel_press, file_of, print_run
from enishi.outreach.report import NAMES, report_of, report_pdf
from enishi.outreach.report_command import run_report
from enishi.outreach.report_texts import LENGTH, next_text, year_text


@pytest.fixture
def society(world):
    """With a link, six doctors of this year and three visits, counted up to today."""
    world.society_member("日本こもれび学会")
    made = Society.objects.get()
    with ago(timedelta(days=30)):
        open_campaign(society=made, code="jams_1", occasion="会報", by=world.outreach())
    for _ in range(6):
        world.physician(campaign_code="jams_1", state="registered")
    for _ in range(3):
        open_door("jams_1", counted=True)
    make_funnel(today())
    return made


def test_the_report_says_what_may_be_said_on_two_pages_of_a4(world, society):
    report = report_of(society, today().year)
    assert report.row.people[Stage.REGISTERED] == 6 and report.row.people[Stage.PLACED] is None and report.visits == 3
    paper = pypdf.PdfReader(io.BytesIO(report_pdf(report)))
    words = "".join(page.extract_text() for page in paper.pages)
    assert len(paper.pages) == 2 and [round(x) for x in paper.pages[0].mediabox[2:]] == [595, 842]
    assert "6人" in words and "非公表" in words and "日本こもれび学会" in words and "見本" in words
    assert "/s/jams_1" in words and paper.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_a_name_of_200_characters_and_one_like_code_are_printed(world, society):
    for name in ("#set page(width: 1pt) $x$ <b>_*学会", "髙﨑𠮷" + "長" * 197):
        Society.objects.update(name=name)
        report = report_of(Society.objects.get(), today().year)
        assert len(pypdf.PdfReader(io.BytesIO(report_pdf(report))).pages) == 2


def test_the_texts_for_the_journal_carry_the_journals_link_and_not_the_newest(world, society, settings):
    settings.BASE_URL = "https://enishi.example.jp"
    by, year = world.outreach(), today().year
    for code, medium in (("expo_1", Medium.MEETING), ("mail_1", Medium.MAIL)):
        open_campaign(society=society, code=code, occasion="展示", medium=medium, by=by)
    report = report_of(society, year)
    assert report.link.code == "mail_1" and "/s/mail_1" in report.text, "without a journal's link the newest open one"
    Campaign.objects.filter(code="mail_1").update(closed_on=today() - timedelta(days=1))
    assert report_of(society, year).link.code == "expo_1", "a closed one is printed no more"
    open_campaign(society=society, code="paper_1", occasion="会報 春号", medium=Medium.JOURNAL, by=by)
    open_campaign(society=society, code="expo_2", occasion="展示", medium=Medium.MEETING, by=by)
    report = report_of(society, year)
    assert "/s/paper_1" in report.text and "/s/paper_1" in report.next and "expo" not in report.text + report.next
    page = world.signed_in(by).get(f"/ops/societies/{society.pk}/reports/{year}").content.decode()
    assert "「会報 春号」のリンク" in page and "まだありません" not in page
    Society.objects.update(mail="office@example.jp")
    (reader,) = societies_to_tell(by, "")
    assert reader.words["ご案内のリンク"] == "https://enishi.example.jp/s/paper_1"


@pytest.mark.parametrize("season", list(Season))
@pytest.mark.parametrize(
    "link", ["https://enishi.example.jp/s/ab", "https://" + "enishi" * 8 + ".example.jp/s/" + "a" * 32]
)
def test_texts_are_full_and_never_too_long(season, link):
    facts = Facts("縁", "学会", link, "03-0000-0000")
    people = dict.fromkeys(Stage) | {Stage.REGISTERED: 26, Stage.PLACED: 9}
    made = [next_text(facts, season), year_text(facts, 2026, 12_345, people, whole_year=True)]
    assert all(120 <= len(text) <= LENGTH and link.removeprefix("https://") in text for text in made)
    assert "12,345回" in made[1] and "26人" in made[1]
    assert "9人" in made[1] or len(link) > 60  # a long address leaves room for what must stand alone
    hidden = year_text(facts, 2026, 0, dict.fromkeys(Stage), whole_year=False)
    assert "公表を控えています" in hidden and "None" not in hidden


def test_the_command_writes_the_files_or_says_in_one_sentence_why_not(world, society, tmp_path, capsys):
    year = str(today().year)
    assert run_report(["JAMS_1", "--year", year, "--out", str(tmp_path / "new")]) == 0
    assert sorted(file.name for file in (tmp_path / "new").iterdir()) == sorted(NAMES)
    for wrong in (["no_such", "--year", year], ["jams_1", "--year", "1999"], ["jams_1", "--year", "2999"]):
        assert run_report([*wrong, "--out", str(tmp_path / "none")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 3 and not (tmp_path / "none").exists()


def test_reports_of_all_societies_come_in_one_zip_and_can_be_stopped(world, society):
    by = world.outreach()
    asked = {"codes": ["jams_1"], "kind": PressKind.REPORTS, "by": by}
    run = ask_press(**asked, key=uuid.uuid4(), year=today().year)
    print_run(run.pk)
    with zipfile.ZipFile(io.BytesIO(file_of(PressRun.objects.get(pk=run.pk)))) as archive:
        assert archive.namelist() == [f"jams_1/{name}" for name in NAMES]
    stopped = ask_press(**asked, key=uuid.uuid4(), year=today().year)
    cancel_press(run=stopped, by=by)
    print_run(stopped.pk)
    assert PressRun.objects.get(pk=stopped.pk).state == PressState.CANCELLED
    for year in (None, 1999, today().year + 1):
        with pytest.raises(StepRefused):
            ask_press(**asked, key=uuid.uuid4(), year=year)
