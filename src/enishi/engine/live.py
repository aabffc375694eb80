"""A market that goes on living: rows are changed, added and taken away, and exactly the lists that this touches are made
right again.

What a full run over the changed market would find is what stands in the lists after every change, to the last bit. Rows
stay where they are, so indices stay good; the order of the rows, which only breaks ties, is renewed by the next full
run.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, fields
from typing import Any, Self

import numpy as np

from enishi.engine.columns import Physicians, Posts
from enishi.engine.directory import Directory
from enishi.engine.errors import MarketError
from enishi.engine.growing import RESERVE, Growing
from enishi.engine.kernels.bounds import entry_rows
from enishi.engine.kernels.buckets import PostBuckets, SeekerBuckets
from enishi.engine.kernels.tables import SEEKER
from enishi.engine.lists import Lists, Side
from enishi.engine.market import Market
from enishi.engine.rows import opening_row, physician_row
from enishi.engine.schema import I32, AnyArray, Column, Schema
from enishi.engine.shields import Shields
from enishi.engine.tables import Tables, weights
from enishi.engine.upkeep import Upkeep
from enishi.engine.validation import checked

NUMBER_LENGTH = 24  # characters, at least, that a new number may have
LISTED = tuple(field.name for field in fields(Side))


@dataclass(frozen=True)
class Affected:
    """int32 indices whose lists a change touched, the changed one's own included."""

    physicians: I32
    openings: I32


class Full(Exception):
    """No row or no room is left for another change: make everything anew."""


@dataclass
class Live:
    """Columns, packed rows, indexes and, where they are kept, the lists. `market` is always the present one; its arrays
    change under it, so whoever reads in another thread does it under the lock that the caller of the changes holds."""

    schema: Schema
    as_of: int
    seekers: Growing
    openings: Growing
    keys: AnyArray  # int64[], of all shields
    keys_used: int
    by_post: PostBuckets
    by_seeker: SeekerBuckets
    has_lists: bool
    directories: tuple[Directory, Directory]  # of physicians, of openings

    def __post_init__(self) -> None:
        self._look_again()

    @classmethod
    def of(cls, market: Market, lists: Lists | None = None) -> Self:
        """A living copy of a market and of its lists."""
        tables, shields = market.tables, market.shields
        seekers: dict[str, AnyArray] = {f.name: getattr(market.physicians, f.name) for f in fields(Physicians)}
        openings: dict[str, AnyArray] = {f.name: getattr(market.posts, f.name) for f in fields(Posts)}
        seekers |= {"number": _wide(market.physician_number), "row": market.physician_row}
        openings |= {"number": _wide(market.opening_number), "row": market.opening_row}
        seekers |= {"packed": tables.seekers, "shield_start": shields.start, "shield_count": shields.count}
        openings |= {"packed": tables.posts}
        seekers["moved"], openings["moved"] = tables.by_seeker.moved, tables.by_post.moved
        if lists is not None:
            for columns, side in ((seekers, lists.physician), (openings, lists.opening)):
                columns |= {f"list_{name}": getattr(side, name) for name in LISTED}
                columns["floor"] = _floors(side)
        keys = np.concatenate((shields.keys, np.zeros(RESERVE, np.int64)))
        growing = Growing.of(seekers), Growing.of(openings)
        return cls(
            schema=market.schema,
            as_of=market.as_of,
            seekers=growing[0],
            openings=growing[1],
            keys=keys,
            keys_used=len(shields.keys),
            by_post=deepcopy(tables.by_post),
            by_seeker=deepcopy(tables.by_seeker),
            has_lists=lists is not None,
            directories=(Directory.of(growing[0].views()["number"]), Directory.of(growing[1].views()["number"])),
        )

    @property
    def lists(self) -> Lists | None:
        """Both sides' lists as they stand, when they are kept."""
        if not self.has_lists:
            return None
        sides = (self.seekers.views(), self.openings.views())
        return Lists(*(Side(*(side[f"list_{name}"] for name in LISTED)) for side in sides))

    # -- changes --------------------------------------------------------------------------------------
    def put_physician(self, number: str, columns: Mapping[str, Any], shield_keys: Iterable[int] = ()) -> Affected:
        """Change or add one physician. `columns`: a value for each of `schema.PHYSICIAN_COLUMNS`.

        MarketError for a malformed value; Full when there is no room.
        """
        self._check_number(0, number)
        row, packed = physician_row(number, columns, self.schema)
        keys = np.unique(checked_keys(list(shield_keys)))
        if self.keys_used + len(keys) > len(self.keys):
            raise Full
        index, before = self._place(0, number)
        start, self.keys_used = self.keys_used, self.keys_used + len(keys)
        self.keys[start : self.keys_used] = keys
        shield = {"shield_start": start, "shield_count": len(keys)}
        self.seekers.write(index, {**row, **shield, "number": number, "packed": packed})
        return self._physician_changed(index, before)

    def remove_physician(self, number: str) -> Affected:
        """Nobody meets this physician any more. KeyError for an unknown number."""
        index, before = self._place(0, self._known(0, number))
        gone = {f.name: 0 for f in fields(Physicians)} | {"shield_start": 0, "shield_count": 0}
        self.seekers.write(
            index, {**gone, "packed": np.zeros((), SEEKER)}
        )  # nothing of the person stays but the number
        return self._physician_changed(index, before)

    def put_opening(self, number: str, columns: Mapping[str, Any]) -> Affected:
        """Change or add one opening. `columns`: a value for each of `schema.POST_COLUMNS`. As `put_physician`."""
        self._check_number(1, number)
        row, packed = opening_row(number, columns, self.schema)
        index, before = self._place(1, number)
        self.openings.write(index, {**row, "number": number, "packed": packed})
        return self._opening_changed(index, before)

    def remove_opening(self, number: str) -> Affected:
        """Nobody meets this opening any more. KeyError for an unknown number."""
        index, before = self._place(1, self._known(1, number))
        packed = self.openings.buffers["packed"][index].copy()
        packed["live"] = 0
        self.openings.write(index, {"open": False, "packed": packed})
        return self._opening_changed(index, before)

    # -- how ------------------------------------------------------------------------------------------
    def _check_number(self, side: int, number: str) -> None:
        room = (self.seekers, self.openings)[side].buffers["number"].dtype.itemsize // 4
        if len(number) > room:
            raise MarketError(("physicians", "posts")[side] + ".number", 0, f"must have at most {room} characters")

    def _known(self, side: int, number: str) -> str:
        self.directories[side].find(number)
        return number

    def _place(self, side: int, number: str) -> tuple[int, I32]:
        """(index of the row, a new one for an unknown number; the other side's rows in whose lists it stands)."""
        growing, directory = (self.seekers, self.openings)[side], self.directories[side]
        try:
            index = directory.find(number)
        except KeyError:
            if growing.is_full:
                raise Full from None
            index = growing.grow()
            directory.added[number] = index
            growing.write(index, {"row": -1})
            if self.has_lists:
                growing.write(index, {"list_index": -1, "floor": -np.inf})
            self._look_again()
            return index, np.zeros(0, np.int32)
        if not self.has_lists:
            return index, np.zeros(0, np.int32)
        upkeep = self._upkeep()
        return index, upkeep.listed_by_openings(index) if side == 0 else upkeep.listed_by_physicians(index)

    def _upkeep(self) -> Upkeep:
        lists = self.lists
        assert lists is not None
        return Upkeep(self.market, lists, self.seekers.views()["floor"], self.openings.views()["floor"])

    def _physician_changed(self, index: int, before: I32) -> Affected:
        views = self.seekers.views()
        if not views["moved"][index]:
            views["moved"][index] = 1
            if not self.by_seeker.append(index):
                self.by_seeker = SeekerBuckets.of(views["packed"], self.by_post)
                views["moved"][:] = 0
        self._look_again()
        own = np.array([index], np.int32)
        return Affected(own, self._upkeep().physician_changed(index, before) if self.has_lists else before)

    def _opening_changed(self, index: int, before: I32) -> Affected:
        views = self.openings.views()
        packed = views["packed"]
        was_known = self.by_seeker.knows(packed[index])
        if not self.by_post.put(
            index, *entry_rows(packed[index : index + 1], weights()), is_new=not views["moved"][index]
        ):
            self.by_post = PostBuckets.of(packed, weights())
            views["moved"][:] = 0
        elif not views["moved"][index]:
            views["moved"][index] = 1
        self.by_post.widen(packed[index])  # always: an index made anew knows only the posts of its day
        if not was_known:
            self.by_seeker = SeekerBuckets.of(self.seekers.views()["packed"], self.by_post)
            self.seekers.views()["moved"][:] = 0
        self._look_again()
        own = np.array([index], np.int32)
        return Affected(self._upkeep().opening_changed(index, before) if self.has_lists else before, own)

    def _look_again(self) -> None:
        """`market` over the arrays as they are now."""
        p, o = self.seekers.views(), self.openings.views()
        self.by_post.moved, self.by_seeker.moved = o["moved"], p["moved"]
        shields = Shields(p["shield_start"], p["shield_count"], self.keys)
        market = Market(
            schema=self.schema,
            as_of=self.as_of,
            physicians=Physicians(**{f.name: p[f.name] for f in fields(Physicians)}),
            posts=Posts(**{f.name: o[f.name] for f in fields(Posts)}),
            physician_number=p["number"],
            opening_number=o["number"],
            physician_row=p["row"],
            opening_row=o["row"],
            shields=shields,
        )
        tables = Tables(p["packed"], o["packed"], self.by_post, (shields.start, shields.count, shields.keys), weights())
        tables.__dict__["by_seeker"] = self.by_seeker
        market.__dict__["tables"] = tables
        market.__dict__["physician_directory"], market.__dict__["opening_directory"] = self.directories
        self.market = market


def checked_keys(keys: list[Any]) -> AnyArray:
    """Keys of institutions and corporations as int64; MarketError for what is none."""
    return checked(
        "physicians", Column("shield_key", np.int64, 1, float(2**62)), np.array(keys or np.zeros(0, int)), None
    )


def _wide(numbers: AnyArray) -> AnyArray:
    """With room for the numbers that may come."""
    return numbers.astype(np.promote_types(numbers.dtype, f"U{NUMBER_LENGTH}"))


def _floors(side: Side) -> AnyArray:
    """float32[n]: the value of the last of a full list, else -inf; +inf where lists have no places."""
    if side.index.shape[1] == 0:
        return np.full(len(side.index), np.inf, np.float32)
    return np.where(side.index[:, -1] >= 0, side.value[:, -1], np.float32(-np.inf)).astype(np.float32)
