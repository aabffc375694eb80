"""Which numbers of the funnel may be shown: people by link, year and season, each at an exact stage."""

from __future__ import annotations

from typing import Any

import numpy as np

from enishi.engine.bands import FEWEST
from enishi.outreach.hiding import exchanges
from enishi.outreach.hiding.exchanges import LINK, MEDIUM, N_TABLES, SEASON, SOCIETY, SOCIETY_YEAR, TEXT, YEAR, Network
from enishi.outreach.hiding.programs import NEARLY, Program


def shown_stages(people: Any, lines: Any, possible: Any, cost: Any) -> Any:
    """bool[L, G]: the numbers of people of each line who reached each stage that may be shown, the others hidden.

    people: int64[K, G], of each kind at each exact stage; the kinds are those that somebody might be of. lines: int64[K, 8], the
    line of each kind in each table, in the order of `exchanges.ALL` and following, numbered through. possible: bool[K, G],
    False where everybody knows that nobody is. cost: float64[L, G], what is lost by hiding a number.

    No number below `FEWEST` is shown. Each such number, and each difference below `FEWEST` of the numbers of two stages that follow
    one another, could be nobody and could be `FEWEST` or more, in whole numbers, for all that is shown. But of a line in which
    there is nobody at all, and of stages that nobody can be at, that may be known.
    """
    people, lines = np.ascontiguousarray(people, np.int64), np.ascontiguousarray(lines, np.int64)
    n_lines, n_stages = cost.shape
    standing = np.zeros((n_lines, n_stages), np.int64)
    reachable = np.zeros((n_lines, n_stages), np.bool_)
    for table in range(N_TABLES):
        np.add.at(standing, lines[:, table], people)
        np.logical_or.at(reachable, lines[:, table], possible)
    reached = standing[:, ::-1].cumsum(1)[:, ::-1]
    shown = reached >= FEWEST
    for parts in (SOCIETY_YEAR, LINK):
        _hide_beside(shown, reached, reachable, lines, parts, cost)
    if not len(people):
        return shown
    cells, which = _small(standing, reached, reachable)
    counts = np.array([standing[line, first : last + 1].sum() for line, first, last in cells], np.int64)
    few, many = counts == 0, counts >= FEWEST
    net, program = network(people, lines, possible, n_lines), Program(people, lines, possible, cost)
    stuck = 0
    while (stuck := exchanges.prove(net, people, standing, shown, cells, which, few, many, stuck // 2)) >= 0:
        cell, upwards = divmod(stuck, 2)
        world = program.cheapest(shown, *cells[cell], FEWEST - counts[cell] if upwards else -counts[cell])
        _mark(world, cells, few, many)
        (many if upwards else few)[cell] = True
    return shown


def _mark(world: Any, cells: Any, few: Any, many: Any) -> None:
    """What this world shows besides of other small numbers. world: float64[L, G], people of each line at each exact stage."""
    sums = np.concatenate([np.zeros((len(world), 1)), world.cumsum(1)], axis=1)
    now = sums[cells[:, 0], cells[:, 2] + 1] - sums[cells[:, 0], cells[:, 1]]
    few |= now < NEARLY
    many |= now > FEWEST - NEARLY


def _hide_beside(shown: Any, reached: Any, reachable: Any, lines: Any, parts: int, cost: Any) -> None:
    """Of a society's number that is shown never hide one part alone, nor parts of fewer than `FEWEST`: what is hidden here would
    be found to tell anyhow, and whoever is treated first finds others hidden with whom to exchange."""
    pairs = np.unique(lines[:, [SOCIETY, parts]], axis=0)
    for society in np.unique(pairs[:, 0]):
        its = pairs[pairs[:, 0] == society, 1]
        for stage in np.flatnonzero(shown[society]):
            hidden = [
                line for line in its if not shown[line, stage] and reached[line, 0] and reachable[line, stage:].any()
            ]
            left = sorted((line for line in its if shown[line, stage]), key=lambda line: (cost[line, stage], line))
            while hidden and left and (len(hidden) < 2 or reached[hidden, stage].sum() < FEWEST):
                hidden.append(left.pop(0))
                shown[hidden[-1], stage] = False


def _small(standing: Any, reached: Any, reachable: Any) -> tuple[Any, Any]:
    """int64[N, 3] small numbers, those of the smallest lines and the last stages first; int64[L, G, 2] where each is."""
    n_lines, n_stages = standing.shape
    cells: list[tuple[int, int, int]] = []
    which = np.full((n_lines, n_stages, 2), -1, np.int64)
    for line in np.lexsort((np.arange(n_lines), reached[:, 0])):
        if not reached[line, 0]:
            continue
        for stage in range(n_stages - 1, -1, -1):
            if reached[line, stage] < FEWEST and reachable[line, stage:].any():
                which[line, stage, 0] = len(cells)
                cells.append((line, stage, n_stages - 1))
            if stage < n_stages - 1 and standing[line, stage] < FEWEST and reachable[line, stage]:
                which[line, stage, 1] = len(cells)
                cells.append((line, stage, stage))
    return np.array(cells, np.int64).reshape(-1, 3), which


def network(people: Any, lines: Any, possible: Any, n_lines: int) -> Network:
    """What the search for exchanges reads."""
    n_kinds, n_stages = people.shape
    kinds = np.arange(n_kinds)
    society, link = _numbered(lines[:, SOCIETY]), _numbered(lines[:, LINK])
    value = np.stack(
        [_numbered(lines[:, YEAR]), _numbered(lines[:, SEASON]), _numbered(lines[:, [MEDIUM, TEXT]])], axis=1
    )
    sizes = value.max(axis=0) + 1
    by_link = np.full((link.max() + 1, *sizes[:2]), exchanges.NOBODY)
    by_link[link, value[:, 0], value[:, 1]] = kinds
    by_society = np.full((society.max() + 1, *sizes), exchanges.NOBODY)
    by_society[society, value[:, 0], value[:, 1], value[:, 2]] = kinds
    group, table = np.zeros(N_TABLES, np.int64), np.zeros(n_lines, np.int64)
    group[[YEAR, SEASON, MEDIUM, TEXT]] = exchanges.OF_YEAR, exchanges.OF_SEASON, exchanges.OF_WORDS, exchanges.OF_WORDS
    for each in range(N_TABLES):
        table[lines[:, each]] = each
    kind, stage = np.nonzero(people)
    width = max(int(sizes.max()), 1)
    buckets = np.concatenate([(axis * width + value[kind, axis]) * n_stages + stage for axis in range(3)])
    return Network(
        lines, group, table, value, society, link, np.ascontiguousarray(possible, np.bool_), by_link, by_society,
        *_members(lines.ravel(), np.repeat(kinds, N_TABLES), n_lines),
        *_members(society, kinds, int(society.max()) + 1),
        *_members(value[:, 2], kinds, int(sizes[2])),
        *_members(buckets, np.tile(kind, 3), 3 * width * n_stages),
        width,
    )  # fmt: skip


def _numbered(column: Any) -> Any:
    return np.unique(column, return_inverse=True, axis=0)[1].ravel().astype(np.int64)


def _members(keys: Any, values: Any, n: int) -> tuple[Any, Any]:
    """Where the values of each key begin, and the values in the order of their keys."""
    starts = np.concatenate([[0], np.cumsum(np.bincount(keys, minlength=n))]).astype(np.int64)
    return starts, np.asarray(values)[np.argsort(keys, kind="stable")].astype(np.int64)
