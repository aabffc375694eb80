"""The facts of many pairs at once: each row is taken out of the columns a single time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from types import SimpleNamespace

import numpy as np

from enishi.engine import travel
from enishi.engine.columns import Physicians, Posts
from enishi.engine.market import Market
from enishi.engine.schema import AnyArray
from enishi.engine.words.facts import Facts


def check_indices(market: Market, i: AnyArray, j: AnyArray) -> None:
    """Raise IndexError unless every index is from 0 to the last of its side."""
    for name, index, n in (("physician", i, market.n_physicians), ("opening", j, market.n_openings)):
        if len(index) and (index.min() < 0 or index.max() >= n):
            raise IndexError(f"{name} index out of range: must be from 0 to {n - 1}")


def facts_of(market: Market, i: AnyArray, j: AnyArray) -> Iterator[Facts]:
    """The facts of the aligned pairs (i, j), in their order."""
    minutes = travel.minutes(market.physicians.at(i), market.posts.at(j)).tolist()
    seekers, openings = _rows(market.physicians, i), _rows(market.posts, j)
    for first, second, one_way in zip(i.tolist(), j.tolist(), minutes, strict=True):
        yield Facts(seekers[first], openings[second], one_way, market.as_of, market.schema.skills)


def _rows(columns: Physicians | Posts, index: AnyArray) -> dict[int, SimpleNamespace]:
    wanted = np.unique(index)
    names = [field.name for field in fields(columns)]
    values = [getattr(columns, name)[wanted].tolist() for name in names]
    found: dict[int, SimpleNamespace] = {}
    for key, row in zip(wanted.tolist(), zip(*values, strict=True), strict=True):
        one = SimpleNamespace()
        one.__dict__.update(zip(names, row, strict=True))
        found[key] = one
    return found
