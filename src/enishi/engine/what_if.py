"""What would open the door: how many physicians each single change of an opening, or of a region, would bring.

Answers are bands: `engine.bands` says precisely what nobody can learn from them, `engine.crowds` who is never counted.
No fee is an input, and no free value: only the changes of `single_changes.SINGLE_CHANGES`. The caller passes the
installation's secret as `key` and keeps to `may_ask`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from hashlib import blake2b
from typing import Any

import numpy as np

from enishi.engine.bands import FEWEST, Band, band, counted, secret
from enishi.engine.crowds import Crowd, Crowds, countable, keys_of
from enishi.engine.errors import MarketError
from enishi.engine.indices import check_index
from enishi.engine.market import Market
from enishi.engine.schema import DESIGNATIONS, I64, PREFECTURES, AnyArray
from enishi.engine.single_changes import TERMS, SingleChange, Terms, chosen

QUESTIONS_A_DAY = 3


@dataclass(frozen=True)
class Effect:
    """What one change would do. `band`: the physicians it would newly bring."""

    key: str
    phrase: str
    band: Band

    def to_dict(self) -> dict[str, Any]:
        return {"key": self.key, "phrase": self.phrase, **self.band.to_dict()}


@dataclass(frozen=True)
class Bands:
    """The answer for one opening.

    `question`: what was asked, for `may_ask`; equal terms of one institution or corporation are one question.
    `already`: the physicians whom its terms suit as they are. `effects`: in the order of the table, never by size;
    changes that mean nothing for this opening are left out.
    """

    opening: str
    question: str
    already: Band
    effects: tuple[Effect, ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "opening": self.opening,
            "question": self.question,
            "already": self.already.to_dict(),
            "effects": [effect.to_dict() for effect in self.effects],
        }


@dataclass(frozen=True)
class RegionEffect:
    """What one change, made by every opening of the region, would do. `physicians`: those with at least one compatible
    opening there, as it is or after the change; `newly`: those among them who had none before; `openings`: those with at
    least five such candidates; `reaching`: those among them that had fewer before. Two bands of the same kind, before and
    after, may differ by their draws alone: what a change does is said by `newly` and `reaching`."""

    key: str
    phrase: str
    newly: Band
    physicians: Band
    reaching: Band
    openings: Band

    def to_dict(self) -> dict[str, Any]:
        return {
            "key": self.key,
            "phrase": self.phrase,
            "newly": self.newly.to_dict(),
            "physicians": self.physicians.to_dict(),
            "reaching": self.reaching.to_dict(),
            "openings": self.openings.to_dict(),
        }


@dataclass(frozen=True)
class RegionBands:
    """The answer for a region: `n_openings` looked at, both bands before any change, and the effect of each."""

    area: str
    n_openings: int
    physicians: Band
    openings: Band
    effects: tuple[RegionEffect, ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "area": self.area,
            "n_openings": self.n_openings,
            "physicians": self.physicians.to_dict(),
            "openings": self.openings.to_dict(),
            "effects": [effect.to_dict() for effect in self.effects],
        }


def what_if(market: Market, j: int, changes: Iterable[str] | None = None, *, key: bytes | None = None) -> Bands:
    """How many physicians become compatible with opening `j` by each single change, in bands.

    `changes`: keys of `single_changes.SINGLE_CHANGES`, None for all. `key`: the installation's secret, kept for good;
    without one it is drawn from the snapshot itself: repeatable, but the promises of `engine.bands` then hold only
    towards those who do not know the whole snapshot. For trials. Deterministic; thread-safe, no parallel kernels.
    Raises MarketError for an opening out of range or a change that is not registered.
    """
    j = check_index("opening", j, market.n_openings)
    return shown(market, j, crowd_of(market, j, chosen(changes)), _snapshot_key(market) if key is None else key)


def crowd_of(market: Market, j: int, changes: tuple[SingleChange, ...]) -> Crowd:
    """The physicians behind `what_if`, exactly: not for showing."""
    return Crowds(market, countable(market, keys_of(market, np.array([j])))).of(j, changes)


def shown(market: Market, j: int, crowd: Crowd, key: bytes) -> Bands:
    """A crowd in bands, under this key."""
    drawn = secret(key)
    sampled = np.zeros(market.n_physicians, np.bool_)
    sampled[_sampled(market, drawn, crowd.everyone)] = True
    asked = _asker(market, j) + _words(crowd.terms)

    def size(rows: I64) -> int:
        return int(np.count_nonzero(sampled[rows]))

    effects = tuple(
        Effect(gain.change.key, gain.change.phrase, band(drawn, asked + _words(gain.terms), size(gain.rows)))
        for gain in crowd.gains
    )
    question = blake2b(asked, digest_size=12).hexdigest()
    return Bands(str(market.opening_number[j]), question, band(drawn, asked, size(crowd.already)), effects)


def may_ask(question: str, asked_today: Iterable[str]) -> bool:
    """Whether an institution may have this answer today.

    `asked_today`: the questions (`Bands.question`) answered to it, or to its corporation, on this day. What it already
    asked costs nothing: the answer is the same.
    """
    asked = set(asked_today)
    return question in asked or len(asked) < QUESTIONS_A_DAY


def what_if_region(
    market: Market, area: int | str, changes: Iterable[str] | None = None, *, key: bytes | None = None
) -> RegionBands:
    """What each change would do if every opening of a region made it, where it means something.

    `area`: a prefecture (its name, or its index 0 … 46) or a designation (`shortage`, `priority`, `spot`). Only open
    openings are looked at. Not counted: whoever hides from any institution or corporation of the region. An opening is
    counted from five candidates of the sample on, so that none stands on one physician; for these counts only the
    promise "at most seven times in eight" of `engine.bands` holds, because one physician may suit several openings.
    `changes` and `key` as in `what_if`. A nation takes minutes: for a batch. Raises MarketError for an unknown area or
    change.
    """
    asked = chosen(changes)
    name, openings = openings_in(market, area)
    drawn = secret(_snapshot_key(market) if key is None else key)
    rows = counted_in(market, openings, key)
    crowds = Crowds(market, rows)
    suits = np.zeros((len(asked) + 1, market.n_physicians), np.bool_)
    with_candidates = np.zeros(len(asked) + 1, np.int64)
    reaching = np.zeros(len(asked) + 1, np.int64)
    place = {change.key: at for at, change in enumerate(asked, start=1)}
    for j in openings.tolist():
        crowd = crowds.of(j, asked)
        suits[:, crowd.already] = True
        more = np.zeros(len(asked) + 1, np.int64)
        for gain in crowd.gains:
            suits[place[gain.change.key], gain.rows] = True
            more[place[gain.change.key]] = len(gain.rows)
        enough = len(crowd.already) + more >= FEWEST
        with_candidates += enough
        reaching += enough & ~enough[0]

    def told(word: str, of: str, count: int) -> Band:
        return band(drawn, f"region\0{name}\0{word}\0{of}".encode(), count, openings=of in ("openings", "reaching"))

    def effect(at: int, change: SingleChange) -> RegionEffect:
        word, now = change.key, suits[at]
        return RegionEffect(
            word,
            change.phrase,
            told(word, "newly", int(np.count_nonzero(now & ~suits[0]))),
            told(word, "physicians", int(now.sum())),
            told(word, "reaching", int(reaching[at])),
            told(word, "openings", int(with_candidates[at])),
        )

    before = told("already", "physicians", int(suits[0].sum())), told("already", "openings", int(with_candidates[0]))
    effects = tuple(effect(at, change) for at, change in enumerate(asked, start=1))
    return RegionBands(name, len(openings), *before, effects)


def openings_in(market: Market, area: int | str) -> tuple[str, I64]:
    """(name, indices of the open openings) of a region, as `what_if_region` reads it. Raises MarketError for an unknown one."""
    name, inside = _area(market, area)
    openings = np.flatnonzero(inside & market.posts.open)
    return name, openings[np.argsort(market.posts.prefecture[openings], kind="stable")]


def counted_in(market: Market, openings: AnyArray, key: bytes | None = None) -> I64:
    """The physicians who are ever counted for these openings together: not who hides from any of their institutions or
    corporations, nor who may not be counted at all, nor the one in four whom `key` leaves out."""
    drawn = secret(_snapshot_key(market) if key is None else key)
    return _sampled(market, drawn, countable(market, keys_of(market, openings)))


def _area(market: Market, area: int | str) -> tuple[str, AnyArray]:
    """(name, bool[n_openings])."""
    posts = market.posts
    if area in DESIGNATIONS:
        return str(area), (posts.designation & (1 << DESIGNATIONS.index(str(area)))) != 0
    if area in PREFECTURES:
        area = PREFECTURES.index(str(area))
    if not isinstance(area, int) or not 0 <= area < len(PREFECTURES):
        raise MarketError("area", None, f"{area!r} is neither a prefecture nor a designation")
    return PREFECTURES[area], posts.prefecture == area


def _sampled(market: Market, drawn: bytes, rows: I64) -> I64:
    """Those of these physicians who are ever counted."""
    return rows[counted(drawn, market.physician_number[rows])]


def _asker(market: Market, j: int) -> bytes:
    """Who asks: a corporation with all its institutions, or an institution of none."""
    corporation = int(market.posts.corporation[j])
    return (
        f"corporation {corporation}".encode() if corporation else f"institution {market.posts.institution[j]}".encode()
    )


def _words(terms: Terms) -> bytes:
    return "".join(f"\0{getattr(terms, name)}" for name in TERMS).encode()


def _snapshot_key(market: Market) -> bytes:
    """A key from everything known of the physicians."""
    digest = blake2b(digest_size=32)
    digest.update(market.physician_number.tobytes())
    for field in fields(market.physicians):
        digest.update(getattr(market.physicians, field.name).tobytes())
    return digest.digest()
