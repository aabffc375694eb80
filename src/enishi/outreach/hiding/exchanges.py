"""The search for another world that looks the same: people exchange their places until a small number is nobody, or many.

A person stands at a kind (link × year × season) and an exact stage; a number shown counts the people of one line of a table
who reached a stage. A move takes one person from (kind, stage) to (kind, stage). Moves that leave every number shown as it is
prove that nobody who reads these numbers knows better: the counts stay whole and never below nothing, so each world is one that
could be. To hide more makes more worlds possible and never fewer, so what was proved stays proved.

A base is one person who changes kind, one who changes stage, or two who change stages. What it changes in the counts of years,
of seasons and of what people read (medium × text), others elsewhere undo, each by one move that is seen nowhere.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from enishi.engine.bands import FEWEST
from enishi.engine.compiled import kernel

N_TABLES = 8
ALL, YEAR, SOCIETY, SOCIETY_YEAR, MEDIUM, TEXT, SEASON, LINK = range(N_TABLES)
NOBODY = -1
HERE, OF_YEAR, OF_SEASON, OF_WORDS = range(4)
"""Groups of tables: those a base must leave alone itself; those that others can put right again."""
_AXES = 3
_MOST_MOVES = 24


class Network(NamedTuple):
    """What the search reads; arrays of int64 but where told.

    line[K, N_TABLES]: of each kind, numbered through all tables. group[N_TABLES]; table[L]: of each line.
    value[K, 3]: year, season and words of a kind. society, link[K]. possible: bool[K, G].
    by_link[link, year, season], by_society[society, year, season, words]: a kind, or NOBODY.
    Starts and members: kinds of a line, of a society, of words; people's kinds by (axis × value) and stage,
    `width` values of an axis.
    """

    line: Any
    group: Any
    table: Any
    value: Any
    society: Any
    link: Any
    possible: Any
    by_link: Any
    by_society: Any
    line_starts: Any
    line_kinds: Any
    society_starts: Any
    society_kinds: Any
    words_starts: Any
    words_kinds: Any
    people_starts: Any
    people_kinds: Any
    width: int


@kernel
def _seen(net, shown, moves, n, group):
    """Whether n moves, together, change a number that is shown in the tables of a group."""
    for t in range(N_TABLES):
        if net.group[t] != group:
            continue
        for end in range(2 * n):
            kind = moves[end // 2, 2 * (end % 2)]
            if kind < 0:
                continue
            line = net.line[kind, t]
            for stage in range(moves[end // 2, 2 * (end % 2) + 1] + 1):
                if not shown[line, stage]:
                    continue
                change = 0
                for other in range(2 * n):
                    k = moves[other // 2, 2 * (other % 2)]
                    if k >= 0 and net.line[k, t] == line and moves[other // 2, 2 * (other % 2) + 1] >= stage:
                        change += 2 * (other % 2) - 1
                if change != 0:
                    return True
    return False


@kernel
def _turned(net, axis, kind, value):
    """The kind that differs in this axis alone: the same link at another time, or the same society's and time's other words."""
    year, season = net.value[kind, 0], net.value[kind, 1]
    if axis == 0:
        return net.by_link[net.link[kind], value, season]
    if axis == 1:
        return net.by_link[net.link[kind], year, value]
    return net.by_society[net.society[kind], year, season, value]


@kernel
def _mended(net, people, shown, moves, n_base, n, axis, line, first, last):
    """n and as many moves more as give every value of the axis back what the base took, at each stage; 0 where there are none.

    None of them is seen in the tables of the group HERE, nor goes in or out of the cell (line, stages first to last).
    """
    table = net.table[line]
    lost, won = np.zeros(4, np.int64), np.zeros(4, np.int64)
    n_stages = shown.shape[1]
    for stage in range(n_stages):
        n_lost = n_won = 0
        for at in range(n_base):
            if moves[at, 0] >= 0 and moves[at, 1] == stage:
                lost[n_lost] = net.value[moves[at, 0], axis]
                n_lost += 1
            if moves[at, 2] >= 0 and moves[at, 3] == stage:
                won[n_won] = net.value[moves[at, 2], axis]
                n_won += 1
        if n_lost != n_won:
            return 0
        if n_lost == 2 and (lost[0] == won[1] or lost[1] == won[0]):
            won[0], won[1] = won[1], won[0]
        for at in range(n_lost):
            if lost[at] == won[at]:
                continue
            bucket = (axis * net.width + won[at]) * n_stages + stage
            found = False
            for one in range(net.people_starts[bucket], net.people_starts[bucket + 1]):
                kind = net.people_kinds[one]
                taken = 0
                for move in range(n):
                    taken += moves[move, 0] == kind and moves[move, 1] == stage
                other = _turned(net, axis, kind, lost[at])
                if people[kind, stage] <= taken or other < 0 or not net.possible[other, stage]:
                    continue
                inside = first <= stage <= last
                if inside and (net.line[kind, table] == line) != (net.line[other, table] == line):
                    continue
                moves[n, 0], moves[n, 1], moves[n, 2], moves[n, 3] = kind, stage, other, stage
                if not _seen(net, shown, moves[n : n + 1], 1, HERE):
                    found = True
                    break
            if not found or n + 1 >= _MOST_MOVES:
                return 0
            n += 1
    return n


@kernel
def _unseen(net, people, shown, moves, n_base, line, first, last):
    """How many moves the base and its mendings are that nobody sees; 0 where there are none."""
    if _seen(net, shown, moves, n_base, HERE):
        return 0
    n = n_base
    for axis in range(_AXES):
        if n and _seen(net, shown, moves, n_base, OF_YEAR + axis):
            n = _mended(net, people, shown, moves, n_base, n, axis, line, first, last)
    return n


@kernel
def _found(net, people, shown, line, first, last, upwards, moves):
    """Fill moves so that somebody goes out of the cell, or (upwards) into it, and nobody sees it. How many; 0 where none.

    Tried with each kind of the line: the kinds of its society, those of the same words, nobody.
    """
    table, n_stages = net.table[line], people.shape[1]
    for at in range(net.line_starts[line], net.line_starts[line + 1]):
        mine = net.line_kinds[at]
        society, words = net.society[mine], net.value[mine, 2]
        n_near = net.society_starts[society + 1] - net.society_starts[society]
        n_far = net.words_starts[words + 1] - net.words_starts[words]
        for which in range(n_near + n_far + 1):
            other = NOBODY
            if which < n_near:
                other = net.society_kinds[net.society_starts[society] + which]
            elif which < n_near + n_far:
                other = net.words_kinds[net.words_starts[words] + which - n_near]
            if other >= 0 and net.line[other, table] == line:
                continue
            for stage in range(n_stages):
                inside = first <= stage <= last
                for its in range(n_stages):
                    n = 1
                    if stage == its:
                        start, end = (other, mine) if upwards else (mine, other)
                        if not inside or (start >= 0 and people[start, stage] <= 0):
                            continue
                        if end >= 0 and not net.possible[end, stage]:
                            continue
                        moves[0, 0], moves[0, 1], moves[0, 2], moves[0, 3] = start, stage, end, stage
                    else:
                        if inside == upwards or (first <= its <= last) != upwards or people[mine, stage] <= 0:
                            continue
                        if not net.possible[mine, its]:
                            continue
                        moves[0, 0], moves[0, 1], moves[0, 2], moves[0, 3] = mine, stage, mine, its
                        if other >= 0:
                            if people[other, its] <= 0 or not net.possible[other, stage]:
                                continue
                            moves[1, 0], moves[1, 1], moves[1, 2], moves[1, 3] = other, its, other, stage
                            n = 2
                    n_moves = _unseen(net, people, shown, moves, n, line, first, last)
                    if n_moves:
                        return n_moves
    return 0


@kernel
def _apply(net, moves, n, people, standing, sign):
    """Make the moves (sign 1) or take them back (-1). standing: int64[L, G], people of each line at each exact stage."""
    for at in range(n):
        for side in range(2):
            kind, stage = moves[at, 2 * side], moves[at, 2 * side + 1]
            if kind >= 0:
                change = sign * (2 * side - 1)
                people[kind, stage] += change
                for t in range(N_TABLES):
                    standing[net.line[kind, t], stage] += change


@kernel
def _clear(net, moves, n, standing, which, few, many):
    """Of every line the moves touch, mark the small numbers that are nobody, or many, in this world."""
    n_stages = standing.shape[1]
    for at in range(n):
        for side in range(2):
            kind = moves[at, 2 * side]
            if kind < 0:
                continue
            for t in range(N_TABLES):
                line, reached = net.line[kind, t], 0
                for stage in range(n_stages - 1, -1, -1):
                    reached += standing[line, stage]
                    for form in range(2):
                        cell = which[line, stage, form]
                        if cell >= 0:
                            count = reached if form == 0 else standing[line, stage]
                            few[cell] |= count == 0
                            many[cell] |= count >= FEWEST


@kernel
def prove(net, people, standing, shown, cells, which, few, many, start):
    """Go through the small numbers from `start` and mark in few and many what each can be. Where exchanges do not show it, stop:
    2 × cell, + 1 where it is not known that it can be many; -1 at the end.

    people: int64[K, G]; standing: int64[L, G]; shown: bool[L, G]; cells: int64[N, 3], line and stages from and to of each
    small number; which: int64[L, G, 2], its place in cells as number and as difference, or -1; few, many: bool[N], known
    already. people and standing are as before afterwards.
    """
    moves, made = np.zeros((_MOST_MOVES, 4), np.int64), np.zeros((FEWEST * _MOST_MOVES, 4), np.int64)
    for cell in range(start, len(cells)):
        line, first, last = cells[cell]
        count = standing[line, first : last + 1].sum()
        for upwards in (False, True):
            if many[cell] if upwards else few[cell]:
                continue
            n, n_moves = 0, 1
            for _ in range(FEWEST - count if upwards else count):
                n_moves = _found(net, people, shown, line, first, last, upwards, moves)
                if n_moves == 0:
                    break
                _apply(net, moves, n_moves, people, standing, 1)
                made[n : n + n_moves] = moves[:n_moves]
                n += n_moves
            _clear(net, made, n, standing, which, few, many)
            _apply(net, made, n, people, standing, -1)
            if n_moves == 0:
                return 2 * cell + upwards
    return -1
