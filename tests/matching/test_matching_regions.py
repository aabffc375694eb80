"""What raising offers would do in a region: asked every night, kept as bands, and the same on the command line."""

import json
import subprocess
from datetime import timedelta

import pytest

from enishi.candidacies.matching_jobs import answer_regions, match_all
from enishi.common.clock import now
from enishi.matching import batch
from enishi.matching.folder import market_folder, open_snapshot
from enishi.matching.models import MatchRun, RegionAnswer
from enishi.matching.region_command import run_what_if
from enishi.matching.regions import AREAS, answer_all_regions, ask_region, newest_answer, newest_answers


@pytest.fixture
def tohoku(world, night):
    """A night with openings in Iwate and Okinawa and somebody whom more pay would win."""
    world.opening(world.institution("せせらぎ病院", place="久慈市"))
    world.opening(world.institution("みなみ病院", place="那覇市"))
    world.physician(prefectures=[], relocation="yes", min_daily_pay_yen=999_000)
    return night


def test_every_region_is_answered_once_a_night_and_only_those_with_openings_are_listed(tohoku):
    assert answer_all_regions() == 0 and newest_answer("03") is None  # before the first night
    tohoku()
    assert answer_all_regions() == len(AREAS) == 50
    assert [area for area in newest_answers() if area.isdecimal()] == ["03", "47"]
    assert newest_answer("03").answer == ask_region(open_snapshot(with_lists=False).live.market, "03").to_dict()
    assert newest_answer("13").n_openings == 0
    assert answer_all_regions() == 0


def test_answers_broken_off_in_the_middle_are_taken_up_where_they_ended(tohoku):
    run = tohoku()
    kept = RegionAnswer.objects.create(run=run, area="03", n_openings=9, answer={})
    assert answer_all_regions() == len(AREAS) - 1
    assert newest_answer("03") == kept


def test_an_old_night_goes_with_its_answers_and_the_newest_one_counts(tohoku, settings):
    first = tohoku()
    answer_all_regions()
    MatchRun.objects.filter(pk=first.pk).update(started_at=now() - timedelta(days=settings.KEEP_RUNS_DAYS + 1))
    second = tohoku()
    assert not MatchRun.objects.filter(pk=first.pk).exists() and newest_answer("03") is None
    answer_all_regions()
    assert newest_answer("03").run == second


def test_nobody_who_hides_from_one_institution_of_a_region_changes_any_answer_of_it(world, tohoku):
    tohoku()
    answer_all_regions()
    before = newest_answer("03").answer
    for _ in range(2):
        world.physician(prefectures=[], relocation="yes", shields="せせらぎ病院")
    tohoku()
    answer_all_regions()
    assert newest_answer("03").answer == before


def test_the_command_answers_for_a_region_by_code_name_or_designation_and_from_a_folder(tohoku, capsys):
    tohoku()
    answers = []
    for word in (["03"], ["岩手県"], ["03", "--snapshot", str(market_folder())]):
        assert run_what_if(["region", *word, "--json"]) == 0
        answers.append(json.loads(capsys.readouterr().out))
    assert answers[0] == answers[1] == answers[2] and answers[0]["n_openings"] == 1
    assert run_what_if(["region", "shortage"]) == 0
    assert "医師少数区域" in capsys.readouterr().out
    assert run_what_if(["regions"]) == 0 and newest_answer("03").answer == answers[0]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["region", "48"], 2, "neither a prefecture"),
        (["region"], 2, "area"),
        (["region", "03"], 1, "no snapshot yet"),
        (["region", "03", "--snapshot", "/nowhere"], 1, "no snapshot"),
    ],
)
def test_the_command_says_why_it_has_no_answer(db, capsys, words, code, said):
    assert run_what_if(words) == code
    assert said in capsys.readouterr().err


def test_the_job_asks_after_each_night_in_a_process_of_its_own_and_fails_aloud(tohoku, monkeypatch):
    asked = []
    codes = iter((0, 1))

    def process(command, **how):
        asked.append(command[-2:])
        if command[-1] == "match-all":
            tohoku()
            return subprocess.CompletedProcess(command, 0)
        return subprocess.CompletedProcess(command, next(codes))

    monkeypatch.setattr(subprocess, "run", process)
    match_all()
    answer_regions()
    assert asked[-1] == ["what-if", "regions"]
    with pytest.raises(Exception, match="exit code 1"):
        answer_regions()


def test_a_night_that_fails_asks_nothing_new(tohoku, monkeypatch):
    tohoku()
    answer_all_regions()
    before = newest_answer("03")
    monkeypatch.setattr(batch, "load_columns", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        tohoku()
    assert answer_all_regions() == 0 and newest_answer("03") == before
