"""What legends, columns and remarks beside a list of posts say of the sums in its rows."""

from typing import Any

import pytest

from enishi.openings.reading import read_text

HEAD = "番号\t施設\t市町村\t科\t形態\t人数\t{}\t当直\t摘要"
ROWS = (
    "1\tつばき原病院\t志布志市\t内科\t常勤\t2\t{}\tなし\t",
    "2\t町立うみほたる診療所\t肝付町\t外科\t非常勤\t1\t{}\tなし\t",
)


def rows_of(legend: str, columns: str, *cells: str, below: str = "") -> list[Any]:
    lines = [
        "医師募集状況一覧",
        legend,
        HEAD.format(columns),
        *(row.format(c) for row, c in zip(ROWS, cells, strict=True)),
    ]
    openings = read_text("\n".join([*lines, "", below, ""])).openings
    return [
        [(row["unit"], row["min_yen"], row["max_yen"]) for row in opening.value("pay") or []] for opening in openings
    ]


YEAR = ("year", 16_500_000, 21_000_000)


@pytest.mark.parametrize(
    ("legend", "columns", "first", "second", "rate"),
    [
        ("※報酬は常勤＝年額（万円）、非常勤＝1日あたり（万円）", "報酬", "1,650〜2,100", "9", ("day", 90_000, 90_000)),
        ("給与：常勤は年額（万円）、非常勤は日額（円）", "給与", "1,650〜2,100", "90,000", ("day", 90_000, 90_000)),
        ("年俸と半日額はいずれも万円", "年俸\t半日額", "1,650〜2,100\t", "\t4.5", ("half_day", 45_000, 45_000)),
        ("報酬Ａ＝年額（万円）　報酬Ｂ＝半日あたり（円）", "報酬Ａ\t報酬Ｂ", "1,650〜2,100\t-", "-\t45,000", ("half_day", 45_000, 45_000)),
        ("", "報酬\t単位", "1,650〜2,100\t万円／年", "4.5\t万円／半日", ("half_day", 45_000, 45_000)),
        ("", "給与年額（万円）", "1,650〜2,100", "日額 9", ("day", 90_000, 90_000)),
        ("年俸は万円、日給は円", "年俸\t日給", "1,650〜2,100\t—", "—\t90,000", ("day", 90_000, 90_000)),
        ("", "年俸（万円）\t1日(円)", "1,650〜2,100\t—", "—\t90,000", ("day", 90_000, 90_000)),
    ],
)  # fmt: skip
def test_a_sum_counts_in_what_is_told_of_its_kind_its_column_or_beside_it(
    legend: str, columns: str, first: str, second: str, rate: tuple[str, int, int]
) -> None:
    assert rows_of(legend, columns, first, second) == [[YEAR], [rate]]


def test_a_fee_for_each_time_stands_in_a_column_that_says_so() -> None:
    assert rows_of("", "料金(円/回)", "55,000", "48,000") == [[("duty", 55_000, 55_000)], [("duty", 48_000, 48_000)]]


@pytest.mark.parametrize("column", ["住宅手当(円/月)", "家賃(円)", "前年度実績(万円/年)"])
def test_a_column_of_other_money_is_no_pay(column: str) -> None:
    assert rows_of("", column, "45,000", "48,000") == [[], []]


def test_a_remark_below_the_rows_holds_for_those_that_it_names() -> None:
    text = "\n".join(
        ["医師募集一覧", HEAD.format("給与"), *(row.format("") for row in ROWS), "", "備考1　番号1の施設は定年65歳。番号2は毎週水曜の午前。1コマ5万円。"]
    )  # fmt: skip
    first, second = read_text(text).openings
    assert (first.value("retirement_age"), first.value("pay")) == (65, None)
    assert second.value("retirement_age") is None
    assert second.value("pay") == [{"unit": "half_day", "min_yen": 50_000, "max_yen": 50_000}]
