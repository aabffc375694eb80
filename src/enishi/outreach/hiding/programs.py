"""What to hide where exchanges find nothing: the least dear change of the numbers shown that lets a small one be nobody, or many."""

from __future__ import annotations

from typing import Any

import numpy as np

from enishi.engine.bands import FEWEST
from enishi.outreach.hiding.exchanges import N_TABLES, SOCIETY

NEARLY = 1e-6
_NEAR, _FAR = 200, 700
"""Places of people that a program looks at; more of them where the first asked for a price, all where nothing else helps."""


class Program:
    """Linear programs over the places (kind, stage) around a small number (Fischetti and Salazar, Management Science 47, 2001).

    Arrays as those of `stages.shown_stages`.
    """

    def __init__(self, people: Any, lines: Any, possible: Any, cost: Any) -> None:
        from scipy import sparse  # slow to load, and asked once a month

        self.shape, self.cost = cost.shape, np.asarray(cost, np.float64).ravel()
        n_stages = self.shape[1]
        self.kind, self.stage = np.nonzero(possible)
        self.people = people[self.kind, self.stage].astype(np.float64)
        places = np.arange(len(self.kind))
        self.line = lines[self.kind]
        rows = (self.line * n_stages + self.stage[:, None]).ravel()
        ones = np.ones(rows.size)
        self.exact = sparse.csc_matrix((ones, (rows, np.repeat(places, N_TABLES))), shape=(cost.size, len(places)))
        upto = sparse.kron(sparse.eye(self.shape[0]), np.triu(np.ones((n_stages, n_stages))))
        self.reached = sparse.csc_matrix(upto @ self.exact)
        self.standing = self.exact @ self.people

    def cheapest(self, shown: Any, line: int, first: int, last: int, change: int) -> Any:
        """Hide in `shown` what stands in the way of this change of the people of a line at stages first to last. A world with it:
        float64[L, G], people at each exact stage."""
        inside = (self.line == line).any(axis=1) & (self.stage >= first) & (self.stage <= last)
        distance = self._distance(shown, line, inside)
        for most in (_NEAR, _FAR, len(distance)):
            near = np.argpartition(distance, most)[:most] if most < len(distance) else np.arange(len(distance))
            solved = self._solved(shown, np.sort(near), inside, change)
            if solved is not None and (most >= _FAR or solved[0] <= NEARLY):
                break
        assert solved is not None  # with all places there is always a way: nobody else need come, nor go elsewhere
        _, moved, in_the_way = solved
        shown.ravel()[in_the_way] = False
        return (self.standing + self.exact @ moved).reshape(self.shape)

    def _distance(self, shown: Any, line: int, inside: Any) -> Any:
        """Of each place: those inside first, then of the line, of its societies, where somebody is, where most is hidden."""
        own = (self.line == line).any(axis=1)
        societies = np.zeros(self.shape[0], np.bool_)
        societies[self.line[own, SOCIETY]] = True
        its = societies[self.line[:, SOCIETY]]
        n_shown = shown.sum(axis=1)[self.line].sum(axis=1) / (N_TABLES * self.shape[1])
        return 16.0 * ~inside + 8.0 * ~own + 4.0 * ~its + 2.0 * (self.people == 0) + n_shown

    def _solved(self, shown: Any, at: Any, inside: Any, change: int) -> tuple[float, Any, Any] | None:
        """(price, moves of each place, numbers in the way); None where these places cannot do it at any price."""
        from scipy import sparse
        from scipy.optimize import linprog

        table = self.reached[:, at].tocsr()
        rows = np.flatnonzero(shown.ravel() & (np.diff(table.indptr) > 0))
        known = table[rows]
        slack = sparse.identity(len(rows), format="csr")
        aim = sparse.csr_matrix(inside[at].astype(np.float64))
        none = sparse.csr_matrix((1, 2 * len(rows)))
        equations = sparse.vstack([sparse.hstack([known, -slack, slack]), sparse.hstack([aim, none])], format="csc")
        price = np.concatenate([np.zeros(len(at)), self.cost[rows], self.cost[rows]])
        least = np.concatenate([-self.people[at], np.zeros(2 * len(rows))])
        most = np.concatenate([np.full(len(at), float(FEWEST)), np.full(2 * len(rows), np.inf)])
        found = linprog(
            price, A_eq=equations, b_eq=np.append(np.zeros(len(rows)), float(change)),
            bounds=np.stack([least, most], axis=1), method="highs", options={"presolve": False},
        )  # fmt: skip
        if found.x is None:
            return None
        moved = np.zeros(len(self.people))
        moved[at] = found.x[: len(at)]
        gone = found.x[len(at) : len(at) + len(rows)] + found.x[len(at) + len(rows) :]
        return float(found.fun), moved, rows[gone > NEARLY]
