"""The facts of many pairs at once: each row is taken out of the columns a single time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from types import SimpleNamespace
from typing import Any

import numpy as np

from enishi.engine import travel
from enishi.engine.columns import Physicians, Posts
from enishi.engine.market import Market
from enishi.engine.schema import I32, AnyArray
from enishi.engine.words.facts import Facts


def facts_of(market: Market, i: AnyArray, j: AnyArray) -> Iterator[Facts]:
    """The facts of the aligned pairs (i, j), in their order."""
    seekers, openings = (np.unique(index, return_inverse=True) for index in (i, j))
    return facts_between(
        market.physicians.at(seekers[0]), market.posts.at(openings[0]), market.as_of, market.schema.skills,
        zip(seekers[1].tolist(), openings[1].tolist(), strict=True), travel.minutes(market.physicians.at(i), market.posts.at(j)),
    )  # fmt: skip


def facts_between(
    p: Physicians, o: Posts, as_of: int, skills: tuple[str, ...], pairs: Iterable[tuple[int, int]], minutes: I32
) -> Iterator[Facts]:
    """The facts of `pairs` of rows of these columns. `minutes`: int32[number of pairs], one way."""
    seekers, openings = _rows(p, "physician"), _rows(o, "opening")
    for (first, second), one_way in zip(pairs, minutes.tolist(), strict=True):
        (seeker, about_seeker), (post, about_post) = seekers[first], openings[second]
        yield Facts(seeker, post, one_way, as_of, skills, {**about_seeker, **about_post, "pair.minutes": one_way})


def _rows(columns: Physicians | Posts, side: str) -> list[tuple[SimpleNamespace, dict[str, Any]]]:
    """Each row as plain numbers: by the columns' names, and by their full names."""
    names = [field.name for field in fields(columns)]
    full = [f"{side}.{name}" for name in names]
    rows = []
    for values in zip(*(getattr(columns, name).tolist() for name in names), strict=True):
        one = SimpleNamespace()
        one.__dict__.update(zip(names, values, strict=True))
        rows.append((one, dict(zip(full, values, strict=True))))
    return rows
