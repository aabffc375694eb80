"""`enishi match`: the main job from two CSV files."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from enishi.engine.files import run_match

DATA = Path(__file__).parent / "data"
AS_OF = "2026-11-23"
FILES = ("suggestions.csv", "proposals.csv", "why_not.csv", "summary.json")
Table = list[dict[str, str]]


def rows_of(name: str) -> Table:
    return list(csv.DictReader(io.StringIO((DATA / name).read_text(encoding="utf-8"))))


def written(path: Path, rows: Table, encoding: str = "utf-8", header: list[str] | None = None) -> Path:
    out = io.StringIO()
    names = header or list(rows[0])
    writer = csv.DictWriter(out, names, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def run(
    tmp_path: Path,
    *more: str,
    physicians: Path = DATA / "physicians.csv",
    openings: Path = DATA / "openings.csv",
    out: str = "out",
) -> int:
    return run_match(
        [
            "--physicians",
            str(physicians),
            "--openings",
            str(openings),
            "--out",
            str(tmp_path / out),
            "--as-of",
            AS_OF,
            *more,
        ]
    )


def result(tmp_path: Path, name: str, out: str = "out") -> Table:
    return list(csv.DictReader(io.StringIO((tmp_path / out / name).read_text(encoding="utf-8-sig"))))


def summary(tmp_path: Path, out: str = "out") -> dict[str, Any]:
    found: dict[str, Any] = json.loads((tmp_path / out / "summary.json").read_text(encoding="utf-8"))
    return found


def contents(tmp_path: Path, out: str) -> list[Any]:
    """All four files, without the clock."""
    return [*((tmp_path / out / name).read_bytes() for name in FILES[:3]), summary(tmp_path, out) | {"seconds": 0}]


def test_the_sample_files_give_the_suggestions_of_the_story(tmp_path: Path) -> None:
    assert run(tmp_path) == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(FILES)
    suggestions = result(tmp_path, "suggestions.csv")
    assert [(row["physician"], row["opening"]) for row in suggestions] == [("D-002", "K-003"), ("D-004", "K-004")]
    first, second = suggestions
    assert (first["rank_for_physician"], first["rank_for_opening"]) == ("1", "1")
    assert "ご専門の循環器内科を、そのまま生かせます。" in first["reasons_physician"]
    assert "当直は、募集では必須です。先生は相談に応じるとのお考えです。" in first["unmet"]
    assert first["smallest_change"].startswith("年収の下限を1,200万円から1,400万円にしていただければ")
    assert "医師資格の確認が、まだ済んでいません" in second["unmet"]
    assert [(row["physician"], row["opening"]) for row in result(tmp_path, "proposals.csv")] == [
        ("D-002", "K-003")
    ]  # D-004 is not verified
    assert list(tmp_path.iterdir()) == [tmp_path / "out"]


def test_whoever_is_left_out_is_told_why_once_each(tmp_path: Path) -> None:
    run(tmp_path)
    left = {(row["side"], row["number"]): row for row in result(tmp_path, "why_not.csv")}
    assert {number for side, number in left if side == "physician"} == {"D-001", "D-003", "D-005", "D-006"}
    assert {number for side, number in left if side == "opening"} == {
        "K-001",
        "K-002",
        "K-005",
        "K-006",
        "K-007",
        "K-008",
    }
    assert left["physician", "D-003"]["condition"] == "on_call"
    assert (
        left["physician", "D-003"]["smallest_change"]
        == "オンコールを「必須」から「相談」に改めていただければ、ご紹介できるようになります。"
    )
    assert left["physician", "D-005"]["condition"] == "no_solicitation"
    assert left["opening", "K-008"]["condition"] == "stale"
    # D-002 hides from 青葉会, whose K-002 would otherwise be the best: nothing about it is said to K-002.
    assert "知られたくない" not in "".join(left["opening", "K-002"].values())


def test_the_summary_counts_and_names_weights_gap_and_area_classes(tmp_path: Path) -> None:
    run(tmp_path)
    found = summary(tmp_path)
    assert found["weights_version"]
    assert found["counts"] == {
        "physicians": 6,
        "openings": 8,
        "seats": 9,
        "suggestions": 2,
        "proposals": 1,
        "physicians_with_suggestions": 2,
        "openings_with_candidates": 2,
        "physicians_unverified": 1,
    }
    assert found["fill_by_area_class"]["priority"] == {"openings": 1, "seats": 1, "proposed": 1, "share": 1.0}
    assert found["certificate"]["gap"] == 0.0
    assert found["seconds"] > 0


def test_sex_and_birth_date_change_nothing(tmp_path: Path) -> None:
    """Where no opening carries the lawful age exception: every result is the same to the last byte."""
    openings = written(tmp_path / "o.csv", [row | {"age_exception": ""} for row in rows_of("openings.csv")])
    people = rows_of("physicians.csv")
    personal = [(row["sex"], row["birth_date"]) for row in people]
    turned = [row | {"sex": sex, "birth_date": born} for row, (sex, born) in zip(people, personal[::-1], strict=True)]
    without = [name for name in people[0] if name not in ("sex", "birth_date")]
    assert [(row["sex"], row["birth_date"]) for row in turned] != personal
    p = tmp_path / "p.csv"
    written(p, people)
    run(tmp_path, physicians=p, openings=openings, out="a")
    written(p, turned)
    run(tmp_path, physicians=p, openings=openings, out="b")
    written(p, people, header=without)
    run(tmp_path, physicians=p, openings=openings, out="c")
    assert contents(tmp_path, "a") == contents(tmp_path, "b") == contents(tmp_path, "c")


def test_the_age_exception_lets_in_whoever_turns_sixty_on_the_day(tmp_path: Path) -> None:
    def admitted(born: str) -> bool:
        people = [
            row | {"birth_date": born, "no_solicitation_until": ""}
            for row in rows_of("physicians.csv")
            if row["number"] == "D-005"
        ]
        run(tmp_path, physicians=written(tmp_path / "p.csv", people), out=born or "blank")
        return any(row["opening"] == "K-006" for row in result(tmp_path, "suggestions.csv", born or "blank"))

    assert admitted("1966-11-23")
    assert not admitted("1966-11-24")
    assert not admitted("")


def test_the_order_of_rows_and_columns_changes_nothing(tmp_path: Path) -> None:
    people, posts = rows_of("physicians.csv"), rows_of("openings.csv")
    run(tmp_path, physicians=written(tmp_path / "p.csv", people), openings=written(tmp_path / "o.csv", posts), out="a")
    written(tmp_path / "p.csv", people[::-1], header=list(people[0])[::-1])
    written(tmp_path / "o.csv", posts[::-1], header=sorted(posts[0]))
    run(tmp_path, physicians=tmp_path / "p.csv", openings=tmp_path / "o.csv", out="b")
    assert contents(tmp_path, "a") == contents(tmp_path, "b")


@pytest.mark.parametrize(
    ("encoding", "said"), [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8 with BOM"), ("cp932", "Shift_JIS")]
)
def test_each_encoding_is_read_and_said(tmp_path: Path, encoding: str, said: str) -> None:
    p = written(tmp_path / "p.csv", rows_of("physicians.csv"), encoding)
    assert run(tmp_path, physicians=p) == 0
    assert summary(tmp_path)["files"]["physicians"]["encoding"] == said
    assert len(result(tmp_path, "suggestions.csv")) == 2


def test_results_open_in_a_spreadsheet_without_running_as_a_formula(tmp_path: Path) -> None:
    people = [
        row | {"number": f"=cmd|{row['number']}"} if row["number"] == "D-002" else row
        for row in rows_of("physicians.csv")
    ]
    assert run(tmp_path, physicians=written(tmp_path / "p.csv", people)) == 0
    assert result(tmp_path, "suggestions.csv")[0]["physician"] == "'=cmd|D-002"
    assert all((tmp_path / "out" / name).read_bytes().startswith(b"\xef\xbb\xbf") for name in FILES[:3])


def test_full_width_digits_and_case_are_the_same_as_half_width(tmp_path: Path) -> None:
    people = [
        row
        | {
            "number": row["number"].replace("D-002", "Ｄ－００２"),
            "max_commute_min": "６０",
            "specialties": row["specialties"].replace("|", "｜"),
        }
        for row in rows_of("physicians.csv")
    ]
    assert run(tmp_path, physicians=written(tmp_path / "p.csv", people)) == 0
    assert result(tmp_path, "suggestions.csv")[0]["physician"] == "D-002"


def test_a_line_break_inside_a_quoted_cell_keeps_the_line_numbers_right(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = rows_of("physicians.csv")
    people[0]["skills"] = "内視鏡\n（上部）"
    people[1]["days_min"] = "六"
    p = written(tmp_path / "p.csv", people)
    assert run(tmp_path, physicians=p) == 2
    assert capsys.readouterr().err.startswith(f"{p}:4: days_min: 「六」は整数ではありません。")


def test_unknown_columns_are_reported_and_not_guessed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    p = written(tmp_path / "p.csv", [row | {"blood_type": "A"} for row in rows_of("physicians.csv")])
    assert run(tmp_path, physicians=p) == 0
    assert summary(tmp_path)["files"]["physicians"]["unknown_columns"] == ["blood_type"]
    assert f"{p}:1: blood_type: " in capsys.readouterr().err


def test_a_shield_that_fits_no_institution_is_pointed_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    people = [row | {"hidden_from": "青菜会"} if row["number"] == "D-002" else row for row in rows_of("physicians.csv")]
    assert run(tmp_path, physicians=written(tmp_path / "p.csv", people)) == 0
    notes = capsys.readouterr().err
    assert ":3: hidden_from: 1件の名前が" in notes
    assert "青菜会" not in notes
    assert ("D-002", "K-002") in {(row["physician"], row["opening"]) for row in result(tmp_path, "suggestions.csv")}


@pytest.mark.parametrize(
    "hidden", ["青葉会 東病院", "青葉会東病院", "医療法人 青葉会", "医療法人社団青葉会", "青葉会", "無関係の会|青葉会"]
)
def test_a_shield_covers_institution_and_corporation_however_they_are_written(tmp_path: Path, hidden: str) -> None:
    people = [row | {"hidden_from": hidden} if row["number"] == "D-002" else row for row in rows_of("physicians.csv")]
    run(tmp_path, physicians=written(tmp_path / "p.csv", people))
    assert {row["opening"] for row in result(tmp_path, "suggestions.csv") if row["physician"] == "D-002"} == {"K-003"}


def test_a_shield_by_name_covers_an_institution_whose_corporation_cell_is_blank(tmp_path: Path) -> None:
    posts = [row | {"corporation": ""} for row in rows_of("openings.csv")]
    run(tmp_path, openings=written(tmp_path / "o.csv", posts))
    assert "K-002" not in {row["opening"] for row in result(tmp_path, "suggestions.csv")}


BAD_PHYSICIAN: list[tuple[str, str, str]] = [
    ("number", "", "空欄です"),
    ("specialties", "魔法科", "診療科は登録にありません"),
    ("specialties", "", "空欄です"),
    ("municipality", "3201", "先頭の0が消えていませんか"),
    ("municipality", "032018", "5桁"),
    ("municipality", "99999", "ありません"),
    ("municipality", "", "空欄です"),
    ("prefectures", "48", "01〜47"),
    ("prefectures", "", "空欄です"),
    ("max_commute_min", "一時間", "整数ではありません"),
    ("max_commute_min", "-5", "範囲の外"),
    ("max_commute_min", "1e3", "整数ではありません"),
    ("relocation", "maybe", "no、weekly、yes"),
    ("employment", "", "空欄です"),
    ("employment", "full_time|sometimes", "sometimes"),
    ("days_min", "8", "範囲の外"),
    ("days_min", "2.5", "整数ではありません"),
    ("days_max", "0", "days_max"),
    ("slots", "mon_noon", "mon_am"),
    ("night_duty", "required", "no、negotiable、yes"),
    ("on_call", "たまに", "no、negotiable、yes"),
    ("min_annual_pay_yen", "1200万", "整数ではありません"),
    ("min_daily_pay_yen", "99999999999", "範囲の外"),
    ("wishes", "housing", "希望:強さ"),
    ("wishes", "castle:must", "希望:強さ"),
    ("wishes", "housing:must|housing:never", "二つの強さ"),
    ("available_from", "2027/04/01", "年-月-日"),
    ("available_from", "令和9年4月1日", "年-月-日"),
    ("available_from", "2027-02-30", "年-月-日"),
    ("available_from", "20270401", "年-月-日"),
    ("weekly_hours_committed", "たくさん", "0〜168"),
    ("weekly_hours_committed", "nan", "0〜168"),
    ("overtime_level", "D", "B_liaison"),
    ("licence_verified", "", "yes、no"),
    ("licence_verified", "maybe", "yes、no"),
    ("no_solicitation_until", "いつまでも", "年-月-日"),
    ("birth_date", "2030-01-01", "先の日付"),
    ("birth_date", "S33.4.5", "年-月-日"),
]
BAD_OPENING: list[tuple[str, str, str]] = [
    ("number", "", "空欄です"),
    ("institution", "", "空欄です"),
    ("municipality", "00000", "ありません"),
    ("specialties", "", "*"),
    ("employment", "fulltime", "full_time"),
    ("headcount", "0", "範囲の外"),
    ("headcount", "", "空欄です"),
    ("days", "9", "範囲の外"),
    ("slots", "tuesday", "mon_am"),
    ("night_duty", "yes", "none、negotiable、required"),
    ("on_call", "no", "none、negotiable、required"),
    ("annual_pay_min_yen", "99000000", "annual_pay_max_yen"),
    ("daily_pay_yen", "NaN", "整数ではありません"),
    ("offers", "castle", "castle"),
    ("starts_on", "来春", "年-月-日"),
    ("designation", "far", "shortage"),
    ("status", "", "open、closed"),
    ("confirmed_on", "11/20", "年-月-日"),
    ("age_exception", "65歳以下", "3-i-ni"),
]


def _spoilt(tmp_path: Path, name: str, row: int, column: str, value: str) -> Path:
    rows = rows_of(name)
    rows[row][column] = value
    return written(tmp_path / name, rows)


@pytest.mark.parametrize(("column", "value", "said"), BAD_PHYSICIAN)
def test_a_bad_cell_of_a_physician_is_one_fault_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], column: str, value: str, said: str
) -> None:
    p = _spoilt(tmp_path, "physicians.csv", 1, column, value)
    assert run(tmp_path, physicians=p) == 2
    place = "days_min" if column == "days_max" else column
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"{p}:3: {place}: ")
    assert said in line
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("column", "value", "said"), BAD_OPENING)
def test_a_bad_cell_of_an_opening_is_one_fault_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], column: str, value: str, said: str
) -> None:
    o = _spoilt(tmp_path, "openings.csv", 1, column, value)
    assert run(tmp_path, openings=o) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"{o}:3: {column}: ")
    assert said in line
    assert not (tmp_path / "out").exists()


def test_all_faults_of_both_files_are_listed_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    people, posts = rows_of("physicians.csv"), rows_of("openings.csv")
    people[0] |= {"specialties": "魔法科", "days_min": "x"}
    people[3]["number"] = "D-001"
    posts[2]["status"] = "maybe"
    p, o = written(tmp_path / "p.csv", people), written(tmp_path / "o.csv", posts)
    assert run(tmp_path, physicians=p, openings=o) == 2
    places = [line.rsplit(": ", 1)[0].split(": ")[0:2] for line in capsys.readouterr().err.splitlines()]
    assert sorted((a, b) for a, b, *_ in places) == sorted(
        [(f"{p}:2", "specialties"), (f"{p}:2", "days_min"), (f"{p}:5", "number"), (f"{o}:4", "status")]
    )


BAD_FILES: list[tuple[bytes, str]] = [
    (b"", ":1: (file): "),
    (b"\xef\xbb\xbf", ":1: (file): "),
    (b"\n\n", ":1: (file): "),
    (b"\xff\xfe\x80\x81", ":1: (file): "),
    (b"\x00\x01\x02", ":1: "),
]


@pytest.mark.parametrize(("raw", "place"), BAD_FILES)
def test_a_file_that_holds_no_table_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], raw: bytes, place: str
) -> None:
    p = tmp_path / "p.csv"
    p.write_bytes(raw)
    assert run(tmp_path, physicians=p) == 2
    assert f"{p}{place}" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_header_without_rows_a_missing_file_and_a_missing_column_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = rows_of("physicians.csv")
    changes: dict[str, Callable[[Path], object]] = {
        "(file): 列名だけで": lambda p: p.write_text(",".join(people[0]) + "\n", encoding="utf-8"),
        "(file): ファイルを開けません": lambda p: p.unlink(missing_ok=True),
        "specialties: 列がありません": lambda p: written(
            p, people, header=[name for name in people[0] if name != "specialties"]
        ),
        "days_max: 列がありません。「days_maximum」は「days_max」のことでしょうか。": lambda p: written(
            p,
            [{("days_maximum" if name == "days_max" else name): cell for name, cell in row.items()} for row in people],
        ),
        "number: 同じ列名が二つ以上": lambda p: p.write_text(
            (DATA / "physicians.csv")
            .read_text(encoding="utf-8")
            .replace("number,specialties,skills", "number,specialties,number,skills")
            .replace(",外科|", ",x,外科|"),
            encoding="utf-8",
        ),
    }
    for said, change in changes.items():
        p = tmp_path / "p.csv"
        change(p)
        assert run(tmp_path, physicians=p) == 2
        assert f"{p}:1: {said}" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_rows_of_another_length_and_open_quotes_are_refused_at_their_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (DATA / "physicians.csv").read_text(encoding="utf-8")
    p = tmp_path / "p.csv"
    p.write_text(text.replace("M,1955-07-30", "M,1955-07-30,more"), encoding="utf-8")
    assert run(tmp_path, physicians=p) == 2
    assert f"{p}:5: (row): 25個の値がありますが、列は24個です。" in capsys.readouterr().err
    p.write_text(text.replace("D-004,", 'D-004,"'), encoding="utf-8")
    assert run(tmp_path, physicians=p) == 2
    assert f"{p}:5: (row): 引用符" in capsys.readouterr().err


def test_a_bad_run_leaves_the_last_good_results_and_foreign_files_alone(tmp_path: Path) -> None:
    run(tmp_path)
    (tmp_path / "out" / "memo.txt").write_text("担当者の覚え書き", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert run(tmp_path, physicians=_spoilt(tmp_path, "physicians.csv", 0, "relocation", "?")) == 2
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before
    assert run(tmp_path, "--top", "1") == 0
    assert (tmp_path / "out" / "memo.txt").exists()
    assert summary(tmp_path)["top"] == 1


def test_a_folder_that_cannot_be_written_is_said_plainly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    assert run(tmp_path) == 2
    assert "書き込めません" in capsys.readouterr().err
    assert (tmp_path / "out").read_text(encoding="utf-8") == "a file"


@pytest.mark.parametrize("argument", [["--top", "-1"], ["--proposals", "x"], ["--as-of", "yesterday"]])
def test_bad_arguments_end_with_two(tmp_path: Path, argument: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, *argument) == 2
    assert argument[0] in capsys.readouterr().err


def test_more_than_64_kinds_of_required_skills_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    posts = rows_of("openings.csv")
    posts[0]["skills_required"] = "|".join(f"skill{n}" for n in range(65))
    o = written(tmp_path / "o.csv", posts)
    assert run(tmp_path, openings=o) == 2
    assert f"{o}:2: skills_required: " in capsys.readouterr().err


def test_every_municipality_of_the_code_list_has_coordinates() -> None:
    from enishi.engine.files.areas import municipalities

    found = municipalities()
    assert len(found) > 1_890
    assert [one.code for one in found.values() if one.place is None] == []
    assert found["01100"].name == "札幌市"
    assert found["22130"].name == "浜松市"
    assert found["13401"].place is not None  # 八丈町
    assert {one.prefecture for one in found.values()} == set(range(47))


def test_the_hours_budget_follows_the_overtime_level() -> None:
    from enishi.engine.hours import minutes_left, minutes_needed

    assert minutes_left("A", 0) == 2400 + 960 * 60 // 52 == 3507
    assert minutes_left("B_liaison", 0) == minutes_left("C2", 0) == 4546
    assert minutes_left("A", 58.5) == 0
    assert minutes_needed(days=2, half_days=3, weekdays=2) == 720
    assert minutes_needed(days=2, half_days=10, weekdays=5) == 960
    assert minutes_needed(days=0, half_days=0, weekdays=0) == 0
