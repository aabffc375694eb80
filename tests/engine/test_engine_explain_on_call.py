"""On-call by the number of times a month: said with both numbers, and mended by the smaller one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from engine.test_engine_explain import aohama, kitagawa, texts, told
from engine.test_engine_files import result, rows_of, run, written
from engine.world import Row


def willing(level: int, most: int = 255, **more: Any) -> Row:
    return kitagawa(on_call=level, max_on_call_per_month=most, want=0, **more)


def asking(level: int, times: int = 0, **more: Any) -> Row:
    return aohama(on_call=level, on_call_per_month=times, **more)


@pytest.mark.parametrize(
    ("who", "what", "physician", "institution", "change"),
    [
        (
            willing(1, 2),
            asking(2, 4),
            "オンコールは月4回の募集で、ご希望の月2回までを超えます。",
            "月4回のオンコールは、先生のご希望の回数を超えます。",
            "オンコールを月4回から2回にしていただければ、ご紹介できるようになります。",
        ),
        (
            willing(0),
            asking(2, 4),
            "月4回のオンコールが必須の募集です。先生は、夜間や休日の呼び出しをご希望ではありません。",
            "オンコールをお引き受けになるご希望がありません。",
            "オンコールを「必須」から「相談」に改めていただければ、ご紹介できるようになります。",
        ),
        (
            willing(2, 0),
            asking(2, 1),
            "月1回のオンコールが必須の募集です。先生は、夜間や休日の呼び出しをご希望ではありません。",
            "オンコールをお引き受けになるご希望がありません。",
            "オンコールを「必須」から「相談」に改めていただければ、ご紹介できるようになります。",
        ),
    ],
)
def test_required_on_call_that_comes_too_often_is_refused_with_its_numbers(
    who: Row, what: Row, physician: str, institution: str, change: str
) -> None:
    story = told(who, what)
    assert story.conditions == ("on_call",)
    assert texts(story.blocked_physician) == [physician]
    assert texts(story.blocked_institution) == [institution]
    assert story.smallest_change is not None
    assert story.smallest_change["text"] == change


def test_the_institution_reads_its_own_number_and_not_the_physicians() -> None:
    (said,) = told(willing(1, 2), asking(2, 4)).blocked_institution
    assert said.facts == {"opening.on_call": 2, "opening.on_call_per_month": 4}


def test_the_physician_may_be_the_one_who_moves() -> None:
    from engine.world import one_pair
    from enishi.engine.explain.rows import facts_of
    from enishi.engine.words.mends import for_on_call

    def by_physician(who: Row) -> tuple[str, dict[str, int]]:
        world = one_pair(who, asking(2, 4))
        zero = world.physician_row[:1]
        (change,) = [one for one in for_on_call(next(facts_of(world, zero, zero))) if one.side == "physician"]
        return change.clause, change.set

    assert by_physician(willing(1, 2)) == (
        "オンコールを月4回までお引き受けいただければ",
        {"max_on_call_per_month": 4},
    )
    assert by_physician(willing(0, 2)) == (
        "オンコール（月4回）をお考えいただければ",
        {"on_call": 1, "max_on_call_per_month": 4},
    )


def test_where_on_call_may_be_talked_about_a_number_too_high_is_a_point_to_ask() -> None:
    story = told(willing(2, 2), asking(1, 4))
    assert story.eligible
    (point,) = story.unmet
    assert point.text == "オンコールは、募集では月4回です。先生のご希望は月2回までです。"
    assert point.question == "オンコールの回数について、ご相談できますか"
    assert story.smallest_change is not None
    assert story.smallest_change["text"] == "オンコールを月4回から2回にしていただければ、ご希望がすべてそろいます。"


@pytest.mark.parametrize(("most", "times"), [(4, 4), (255, 4), (2, 0)])
def test_a_number_that_fits_or_is_not_stated_is_no_point(most: int, times: int) -> None:
    assert told(willing(2, most), asking(1, times)).unmet == ()
    assert told(willing(2, most), asking(2, times)).eligible


def test_a_number_that_fits_is_a_reason_for_both() -> None:
    story = told(willing(2, 4, night_duty=2), asking(2, 2))
    assert "オンコールは月2回で、ご希望の月4回までに収まります。" in texts(story.reasons_physician)
    assert "オンコール（月2回）を引き受けられるとのことです。" in texts(story.reasons_institution)
    more_than_he_takes = told(willing(2, 2), asking(1, 4))
    assert not any("オンコール" in text for text in texts(more_than_he_takes.reasons_institution))


def test_nobody_is_said_to_take_on_call_who_takes_none_a_month() -> None:
    story = told(willing(2, 0), asking(1, 4))
    assert not any("オンコール" in text for text in texts(story.reasons_institution))
    assert [point.key for point in story.unmet] == ["on_call"]


def _files(tmp_path: Path, most: str, times: str) -> dict[str, dict[str, str]]:
    """why_not.csv by number, with D-003 willing to take on-call and K-005 requiring it."""
    people = [row | {"max_on_call_per_month": ""} for row in rows_of("physicians.csv")]
    posts = [row | {"on_call_per_month": ""} for row in rows_of("openings.csv")]
    for row in people:
        if row["number"] == "D-003":
            row |= {"on_call": "yes", "max_on_call_per_month": most}
    for row in posts:
        if row["number"] == "K-005":
            row |= {"on_call_per_month": times}
    p, o = written(tmp_path / "p.csv", people), written(tmp_path / "o.csv", posts)
    assert run(tmp_path, physicians=p, openings=o) == 0
    return {row["number"]: row for row in result(tmp_path, "why_not.csv")}


def test_the_files_may_state_the_numbers(tmp_path: Path) -> None:
    left = _files(tmp_path, most="2", times="4")
    assert left["D-003"]["condition"] == "on_call"
    assert left["D-003"]["smallest_change"].startswith("オンコールを月4回から2回にしていただければ")
    assert left["K-005"]["condition"] == "on_call"


@pytest.mark.parametrize(("most", "times"), [("4", "4"), ("", "31"), ("0", "")])
def test_numbers_that_fit_or_are_left_blank_refuse_nobody(tmp_path: Path, most: str, times: str) -> None:
    assert "D-003" not in _files(tmp_path, most, times)


@pytest.mark.parametrize(
    ("name", "row", "column", "value"),
    [
        ("physicians.csv", 1, "max_on_call_per_month", "32"),
        ("physicians.csv", 1, "max_on_call_per_month", "週1"),
        ("openings.csv", 1, "on_call_per_month", "-1"),
        ("openings.csv", 1, "on_call_per_month", "2.5"),
    ],
)
def test_a_number_of_times_that_cannot_be_is_a_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, row: int, column: str, value: str
) -> None:
    rows = [one | {column: ""} for one in rows_of(name)]
    rows[row][column] = value
    path = written(tmp_path / name, rows)
    assert run(tmp_path, **{name.removesuffix(".csv"): path}) == 2
    assert capsys.readouterr().err.startswith(f"{path}:3: {column}: ")
