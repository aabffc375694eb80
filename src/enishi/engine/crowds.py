"""Who would come: the physicians behind a what-if, counted exactly. Only `what_if` reads this, and shows it in bands.

Never in a crowd, not even indirectly: physicians who hide from the institution, its corporation or any institution of
it, those within a no-solicitation promise, and those whose licence nobody has verified (so that no invented
registration can be used to gauge an edge). Whether the opening is open, confirmed or has seats plays no part.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from enishi.engine.columns import Physicians, Posts
from enishi.engine.conditions import (
    Condition,
    outside_age_exception,
    reasons_between,
    too_far,
    within_no_solicitation,
)
from enishi.engine.market import Market
from enishi.engine.schema import I64, AnyArray, Bool
from enishi.engine.single_changes import DECIDES, Set, SingleChange, Terms, changed, plain_terms, post_of

_TERMS_ONLY = ~np.uint32(Condition.CLOSED | Condition.STALE)  # the opening's state is not its terms


@dataclass(frozen=True)
class Gain:
    """`terms` after the change; `rows`: the physicians who become compatible, and were not."""

    change: SingleChange
    terms: Terms
    rows: I64


@dataclass(frozen=True)
class Crowd:
    """`terms`: the plain terms asked about. `already`: indices of physicians whom they suit. `gains`: in the order of
    the table, for each change that means something here."""

    terms: Terms
    already: I64
    gains: tuple[Gain, ...]

    @property
    def everyone(self) -> I64:
        """Every physician of the crowd once, ascending."""
        return np.unique(np.concatenate((self.already, *(gain.rows for gain in self.gains))))


class Crowds:
    """Crowds of several openings among the physicians `rows`; what openings of one prefecture share is made once."""

    def __init__(self, market: Market, rows: I64) -> None:
        self._market = market
        self._rows = rows
        self._prefecture = -1
        self._here: dict[int, tuple[I64, Physicians]] = {}  # by specialties asked for, of this prefecture

    def of(self, j: int, changes: tuple[SingleChange, ...]) -> Crowd:
        """The crowd of opening `j`."""
        posts, as_of = self._market.posts, self._market.as_of
        terms = plain_terms(posts, j)
        here = post_of(posts, j, terms)
        rows, p = self._who_could_serve(here)
        fits = ~(too_far(p, here, as_of) | outside_age_exception(p, here, as_of))
        rows, p = rows[fits], p.at(np.flatnonzero(fits))
        bits = reasons_between(p, here, as_of) & _TERMS_ONLY
        gains = []
        for change in changes:
            columns = change.set(terms)
            if columns is None:
                continue
            after = changed(terms, columns)
            blocked = np.flatnonzero((bits != 0) & ((bits & ~np.uint32(_decided(columns))) == 0))
            left = reasons_between(p.at(blocked), post_of(posts, j, after), as_of) & _TERMS_ONLY
            gains.append(Gain(change, after, rows[blocked[left == 0]]))
        return Crowd(terms, rows[bits == 0], tuple(gains))

    def _who_could_serve(self, here: Posts) -> tuple[I64, Physicians]:
        """The physicians who would work in this prefecture and have a specialty for it, after retraining at least: no
        registered change brings others. Kept while the openings that follow are of the same prefecture."""
        prefecture, specialties = int(here.prefecture[0]), int(here.specialties[0])
        if self._prefecture != prefecture:
            self._prefecture, self._here = prefecture, {}
        if specialties not in self._here:
            if 0 not in self._here:
                accepted = self._market.physicians.prefectures[self._rows] >> np.uint64(prefecture) & np.uint64(1)
                rows = self._rows[accepted != 0]
                self._here[0] = rows, self._market.physicians.at(rows)
            rows, p = self._here[0]
            able = np.flatnonzero(((p.serves | p.near) & here.specialties) != 0)
            if specialties:
                self._here[specialties] = rows[able], p.at(able)
        return self._here[specialties]


def countable(market: Market, keys: AnyArray) -> I64:
    """The physicians who may be counted for somebody to whom these keys of institutions and corporations belong."""
    p, shields = market.physicians, market.shields
    owner = np.repeat(np.arange(market.n_physicians), shields.count)
    within = np.arange(len(owner)) - np.repeat(np.cumsum(shields.count) - shields.count, shields.count)
    allowed: Bool = p.licence_verified & ~within_no_solicitation(p, market.posts, market.as_of)
    allowed[owner[np.isin(shields.keys[shields.start[owner] + within], keys)]] = False
    return np.flatnonzero(allowed)


def keys_of(market: Market, j: AnyArray) -> AnyArray:
    """The keys of the institutions and corporations of these openings, and of all institutions of these
    corporations."""
    posts = market.posts
    corporations = np.unique(posts.corporation[j])
    corporations = corporations[corporations != 0]
    sisters = posts.institution[np.isin(posts.corporation, corporations)]
    return np.unique(np.concatenate((posts.institution[j], sisters, corporations)))


def _decided(columns: Set) -> int:
    bits = 0
    for name in columns:
        bits |= DECIDES[name]
    return int(bits)
