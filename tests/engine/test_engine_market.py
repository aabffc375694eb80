"""What a market takes in, and what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from engine.world import AS_OF, columns, market, opening, physician
from enishi.engine import Market, MarketError, Schema
from enishi.engine.rows import physician_row
from enishi.engine.schema import FORBIDDEN_COLUMNS, PHYSICIAN_COLUMNS, POST_COLUMNS, Column
from enishi.engine.validation import checked

Columns = dict[str, Any]


def build(change: Callable[[Columns, Columns], object]) -> Market:
    p, o = columns([physician("D-1"), physician("D-2")], [opening("K-1"), opening("K-2")])
    change(p, o)
    return Market.from_columns(p, o, Schema(AS_OF))


def put(side: int, name: str, values: Any) -> Callable[[Columns, Columns], object]:
    return lambda p, o: (p, o)[side].__setitem__(name, np.array(values))


@pytest.mark.parametrize(
    ("change", "column", "row"),
    [
        (put(0, "lat", [39.0, np.nan]), "physicians.lat", 1),
        (put(0, "days_min", [0.5, 1]), "physicians.days_min", 0),
        (put(0, "days_min", [0, 8]), "physicians.days_min", 1),
        (put(0, "days_max", [7, -1]), "physicians.days_max", 1),
        (put(0, "main_specialty", [0, 64]), "physicians.main_specialty", 1),
        (put(0, "main_specialty", [0, 3]), "physicians.main_specialty", 1),
        (put(0, "specialties", np.array([1, 2**63], np.uint64)), "physicians.specialties", 1),
        (put(0, "specialties", [1, 0]), "physicians.specialties", 1),
        (put(0, "specialties", [1, 2.0**64]), "physicians.specialties", 1),
        (put(0, "skills", [2**65, 0]), "physicians.skills", 0),
        (put(0, "skills", np.array([0, -(2**65)], object)), "physicians.skills", 1),
        (lambda p, o: p.__setitem__("skills", [[0], [0, 1]]), "physicians.skills", None),
        (put(0, "home_prefecture", [47, 0]), "physicians.home_prefecture", 0),
        (put(0, "prefectures", [1, 2**47]), "physicians.prefectures", 1),
        (put(0, "skills", [0, 1]), "physicians.skills", 1),
        (put(0, "never", [0, 0]), None, None),
        (put(0, "number", ["D-1", "D-1"]), "physicians.number", 1),
        (put(0, "number", ["", "D-1"]), "physicians.number", 0),
        (put(0, "number", ["D-1", "D\n1"]), "physicians.number", 1),
        (put(0, "number", ["D\0001", "D-1"]), "physicians.number", 0),
        (put(0, "number", ["D-1", "D-2\x7f"]), "physicians.number", 1),
        (put(0, "number", np.array(["D-1", "D-1\0"], object)), "physicians.number", 1),
        (put(0, "number", np.array(["D-1", None])), "physicians.number", 1),
        (put(0, "number", np.array(["D-1", 7], object)), "physicians.number", 1),
        (put(0, "number", [1, 2]), "physicians.number", None),
        (put(0, "number", np.array([b"D-1", b"D-2"])), "physicians.number", None),
        (put(0, "number", "D-1"), "physicians.number", None),
        (lambda p, o: p.__setitem__("number", ["D-1", "D-1\0"]), "physicians.number", 1),
        (put(0, "shield_row", [2]), "physicians.shield_row", 0),
        (put(0, "shield_key", [1]), "physicians.shield_key", None),
        (put(0, "slots", [[1, 2]]), "physicians.slots", None),
        (put(0, "slots", [1]), "physicians.slots", None),
        (put(0, "slots", ["a", "b"]), "physicians.slots", None),
        (put(1, "capacity", [1, -1]), "posts.capacity", 1),
        (put(1, "annual_pay_min_yen", [0, -5]), "posts.annual_pay_min_yen", 1),
        (put(1, "annual_pay_max_yen", [10, 2**40]), "posts.annual_pay_max_yen", 1),
        (put(1, "night_duty", [3, 0]), "posts.night_duty", 0),
        (put(1, "institution", [1, 0]), "posts.institution", 1),
        (put(1, "number", ["K-9", "K-9"]), "posts.number", 1),
        (lambda p, o: o.pop("days"), "posts.days", None),
        (put(1, "salary", [1, 1]), "posts.salary", None),
    ],
)
def test_a_malformed_column_is_refused_by_name_and_row(
    change: Callable[..., object], column: str | None, row: int | None
) -> None:
    if column is None:
        assert build(change).n_physicians == 2
        return
    with pytest.raises(MarketError) as caught:
        build(change)
    assert (caught.value.column, caught.value.row) == (column, row)
    assert str(caught.value).startswith(column)


def test_numbers_are_taken_as_text_of_any_kind_and_byte_order() -> None:
    for numbers in (["医-2", "D-1"], np.array(["医-2", "D-1"], ">U9"), np.array(["医-2", "D-1"], object)):
        p, o = columns([physician("D-1"), physician("D-2")], [opening()])
        world = Market.from_columns(p | {"number": numbers}, o, Schema(AS_OF))
        assert sorted(world.physician_number.tolist()) == ["D-1", "医-2"]


@pytest.mark.parametrize(
    ("values", "dtype", "row"),
    [
        ([0.0, 2.0**63], np.int64, 1),
        ([2.0**64, 0.0], np.uint64, 0),
        (np.array([0, 2**63], np.uint64), np.int64, 1),
        ([2**65, 0], np.int64, 0),
        ([2.0**63 - 1024, -(2.0**63)], np.int64, None),
        ([2.0**64 - 2048, 0.0], np.uint64, None),
        (np.array([0, 2**64 - 1], np.uint64), np.uint64, None),
        (np.array([0, 2**63 - 1], np.int64), np.int64, None),
    ],
)
def test_a_number_too_large_for_its_column_is_refused_and_the_largest_is_kept(
    values: Any, dtype: type[np.generic], row: int | None
) -> None:
    wide = Column("bits", dtype, -(2.0**63), 2.0**64)
    if row is None:
        assert checked("side", wide, values, 2).tolist() == [int(value) for value in values]
        return
    with pytest.raises(MarketError) as caught:
        checked("side", wide, values, 2)
    assert (caught.value.column, caught.value.row) == ("side.bits", row)


@pytest.mark.parametrize("value", [2**64, 2**65, -(2**65), 2.0**64])
def test_one_row_with_a_number_no_column_holds_is_refused_like_a_whole_market(value: Any) -> None:
    row = physician(skills=value)
    given = {column.name: row[column.name] for column in PHYSICIAN_COLUMNS}
    with pytest.raises(MarketError) as caught:
        physician_row("D-1", given, Schema(AS_OF))
    assert (caught.value.column, caught.value.row) == ("physicians.skills", 0)


def test_wishes_that_contradict_each_other_are_refused() -> None:
    for changes, column in (
        ({"must": 1, "never": 1}, "physicians.never"),
        ({"must": 2, "want": 2}, "physicians.want"),
        ({"days_min": 5, "days_max": 2}, "physicians.days_min"),
    ):
        with pytest.raises(MarketError) as caught:
            market([physician("D-1"), physician("D-2", **changes)], [opening()])
        assert (caught.value.column, caught.value.row) == (column, 1)
    with pytest.raises(MarketError, match=r"posts\.annual_pay_min_yen\[0\]"):
        market([physician()], [opening(annual_pay_min_yen=20, annual_pay_max_yen=10)])


@pytest.mark.parametrize("name", sorted(FORBIDDEN_COLUMNS))
def test_a_personal_attribute_is_never_an_input(name: str) -> None:
    assert name not in {column.name for column in (*PHYSICIAN_COLUMNS, *POST_COLUMNS)}
    with pytest.raises(MarketError, match="never an input") as caught:
        build(put(0, name, [1, 2]))
    assert caught.value.column == f"physicians.{name}"


def test_the_sixty_or_over_mark_is_read_by_no_score() -> None:
    from enishi.engine.scores import score

    pairs = np.zeros(1, int), np.zeros(1, int)
    young = score(market([physician(is_60_or_over=False)], [opening()]), *pairs)
    old = score(market([physician(is_60_or_over=True)], [opening()]), *pairs)
    assert [value.tolist() for value in young] == [value.tolist() for value in old]


def test_a_market_is_frozen_and_leaves_the_callers_arrays_alone() -> None:
    p, o = columns([physician("D-2"), physician("D-1")], [opening()])
    world = Market.from_columns(p, o, Schema(AS_OF))
    with pytest.raises(ValueError, match="read-only"):
        world.physicians.days_min[0] = 3
    with pytest.raises(ValueError, match="read-only"):
        world.physician_number[0] = "x"
    p["days_min"][0] = 3
    assert world.physicians.days_min.tolist() == [0, 0]


def test_indices_follow_the_canonical_order_and_lead_back_to_the_callers_rows() -> None:
    world = market(
        [physician("D-9", "surgery"), physician("D-2"), physician("D-1")],
        [opening("K-3", prefecture=5), opening("K-1", prefecture=9), opening("K-2", prefecture=5)],
    )
    assert world.physician_number.tolist() == ["D-1", "D-2", "D-9"]
    assert world.opening_number.tolist() == ["K-2", "K-3", "K-1"]
    assert world.physician_row.tolist() == [2, 1, 0]
    assert world.opening_index("K-1") == 2
    with pytest.raises(KeyError):
        world.physician_index("D-7")
