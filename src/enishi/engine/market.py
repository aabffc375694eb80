"""A market: physicians and openings as validated, sorted, frozen columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Self

import numpy as np

from enishi.engine import specialties
from enishi.engine.columns import Physicians, Posts
from enishi.engine.directory import Directory
from enishi.engine.errors import MarketError
from enishi.engine.schema import (
    I32,
    PHYSICIAN_COLUMNS,
    POST_COLUMNS,
    U64,
    AnyArray,
    Column,
    Schema,
    day_number,
)
from enishi.engine.shields import Shields
from enishi.engine.tables import Tables
from enishi.engine.validation import check_names, checked, checked_numbers, checked_shields, refuse_where

_SPECIAL = {"number"}
_SHIELDS = {"shield_row", "shield_key"}


@dataclass(frozen=True)
class Market:
    """The frozen snapshot every query reads. Build it with `from_columns`.

    Physicians are sorted by (main specialty, home prefecture, number), openings by (prefecture, lowest specialty,
    number). Every index in the engine's API is a position in that order, so that the order of the caller's rows
    changes no result: ties break by the smaller index. `physician_row[i]` and `opening_row[j]` give back the caller's
    row; `physician_index(number)` and `opening_index(number)` find an index.
    """

    schema: Schema
    as_of: int  # day number
    physicians: Physicians
    posts: Posts
    physician_number: AnyArray  # unicode[n_physicians]
    opening_number: AnyArray  # unicode[n_openings]
    physician_row: I32
    opening_row: I32
    shields: Shields

    @classmethod
    def from_columns(cls, physicians: Mapping[str, AnyArray], posts: Mapping[str, AnyArray], schema: Schema) -> Self:
        """Validate, sort and freeze.

        `physicians`: `number`, the columns of `schema.PHYSICIAN_COLUMNS`, and the pairs `shield_row`, `shield_key`
        (any length; rows of the caller's arrays and keys of institutions or corporations to hide from). `posts`:
        `number` and `schema.POST_COLUMNS`. Raises MarketError naming column and row.
        """
        if len(schema.skills) > 64:
            raise MarketError("schema.skills", 64, "a market holds at most 64 skills")
        seekers = _checked_side("physicians", physicians, PHYSICIAN_COLUMNS, _SHIELDS)
        openings = _checked_side("posts", posts, POST_COLUMNS, set())
        _check_physicians(seekers, schema)
        _check_posts(openings, schema)
        shield_row, shield_key = checked_shields(physicians, len(seekers["number"]))
        physician_row = np.lexsort((seekers["number"], seekers["home_prefecture"], seekers["main_specialty"])).astype(
            np.int32
        )
        lowest = openings["specialties"] & (~openings["specialties"] + np.uint64(1))
        opening_row = np.lexsort((openings["number"], lowest, openings["prefecture"])).astype(np.int32)
        seekers = {name: values[physician_row] for name, values in seekers.items()}
        openings = {name: values[opening_row] for name, values in openings.items()}
        position = np.empty(len(physician_row), np.int64)
        position[physician_row] = np.arange(len(physician_row))
        market = cls(
            schema=schema,
            as_of=day_number(schema.as_of),
            physicians=_physicians(seekers),
            posts=_posts(openings),
            physician_number=seekers["number"],
            opening_number=openings["number"],
            physician_row=physician_row,
            opening_row=opening_row,
            shields=Shields.of(len(physician_row), position[shield_row], shield_key),
        )
        market._freeze()
        return market

    @property
    def n_physicians(self) -> int:
        return len(self.physician_number)

    @property
    def n_openings(self) -> int:
        return len(self.opening_number)

    def physician_index(self, number: str) -> int:
        """The index of the physician with this number; KeyError when there is none."""
        return self.physician_directory.find(number)

    def opening_index(self, number: str) -> int:
        """The index of the opening with this number; KeyError when there is none."""
        return self.opening_directory.find(number)

    @cached_property
    def tables(self) -> Tables:
        """What the kernels read; made at the first query."""
        return Tables.of(self)

    @cached_property
    def physician_directory(self) -> Directory:
        return Directory.of(self.physician_number)

    @cached_property
    def opening_directory(self) -> Directory:
        return Directory.of(self.opening_number)

    def __getstate__(self) -> dict[str, object]:
        """Sent to another process, a market leaves behind what can be made again."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def _freeze(self) -> None:
        for rows in (self.physicians, self.posts, self.shields, self):
            for field in fields(rows):
                value = getattr(rows, field.name)
                if isinstance(value, np.ndarray):
                    value.setflags(write=False)


def _checked_side(
    side: str, given: Mapping[str, AnyArray], columns: tuple[Column, ...], extra: set[str]
) -> dict[str, AnyArray]:
    check_names(side, given, {column.name for column in columns} | _SPECIAL | extra)
    numbers = checked_numbers(side, given["number"])
    found = {column.name: checked(side, column, given[column.name], len(numbers)) for column in columns}
    return {"number": numbers, **found}


def _known_bits(count: int) -> np.uint64:
    return np.uint64((1 << count) - 1)


def _check_physicians(columns: dict[str, AnyArray], schema: Schema) -> None:
    known = _known_bits(len(specialties.SPECIALTIES))
    refuse_where("physicians.specialties", (columns["specialties"] & ~known) != 0, "has a bit that names no specialty")
    main = np.left_shift(np.uint64(1), columns["main_specialty"].astype(np.uint64))
    refuse_where("physicians.main_specialty", (columns["specialties"] & main) == 0, "is not one of `specialties`")
    skills = ~_known_bits(len(schema.skills))
    refuse_where("physicians.skills", (columns["skills"] & skills) != 0, "has a bit that names no skill")
    refuse_where("physicians.days_min", columns["days_min"] > columns["days_max"], "is more than `days_max`")
    refuse_where(
        "physicians.never",
        (columns["never"] & (columns["must"] | columns["want"])) != 0,
        "has a wish that is also in `must` or `want`",
    )
    refuse_where("physicians.want", (columns["want"] & columns["must"]) != 0, "has a wish that is also in `must`")


def _check_posts(columns: dict[str, AnyArray], schema: Schema) -> None:
    known = _known_bits(len(specialties.SPECIALTIES))
    refuse_where("posts.specialties", (columns["specialties"] & ~known) != 0, "has a bit that names no specialty")
    skills = ~_known_bits(len(schema.skills))
    refuse_where("posts.skills_required", (columns["skills_required"] & skills) != 0, "has a bit that names no skill")
    low, high = columns["annual_pay_min_yen"], columns["annual_pay_max_yen"]
    refuse_where("posts.annual_pay_min_yen", (high > 0) & (low > high), "is more than `annual_pay_max_yen`")


def _unit_vectors(columns: dict[str, AnyArray]) -> dict[str, AnyArray]:
    lat, lon = np.radians(columns["lat"]), np.radians(columns["lon"])
    return {"x": np.cos(lat) * np.cos(lon), "y": np.cos(lat) * np.sin(lon), "z": np.sin(lat)}


def _union_of(table: tuple[int, ...], bits: U64) -> U64:
    """For each row, the union of the table's masks over the row's bits."""
    out = np.zeros(len(bits), np.uint64)
    for index, mask in enumerate(table):
        out |= np.where(bits >> np.uint64(index) & np.uint64(1), np.uint64(mask), np.uint64(0))
    return out


def _physicians(columns: dict[str, AnyArray]) -> Physicians:
    serves = _union_of(specialties.SERVES, columns["specialties"])
    near = _union_of(specialties.NEAR, columns["specialties"]) & ~serves
    stored = {column.name: columns[column.name] for column in PHYSICIAN_COLUMNS}
    return Physicians(**stored, serves=serves, near=near, **_unit_vectors(columns))


def _posts(columns: dict[str, AnyArray]) -> Posts:
    return Posts(**{column.name: columns[column.name] for column in POST_COLUMNS}, **_unit_vectors(columns))
