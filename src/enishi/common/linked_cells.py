"""Several tables of the same people, with small cells hidden so that no adding and subtracting across them tells one. Pure.

`safe_cells` keeps one column safe against its own total. Where people stand in several tables at once (by society, by medium,
by season, and each with every stage they have reached), numbers of one table can be taken from those of another. So what an
attacker could find is asked by linear programs: the counts of all atoms are unknown and not negative, every number shown is
an equation. A cell that must stay hidden is safe where it could be nobody and could be `FEWEST` or more.

Fischetti and Salazar, "Solving the cell suppression problem on tabular data with linear constraints", Management Science 47
(2001): the attacker's problems of its section 2, solved greedily (what the bound rests on is hidden, the least important
first), so that more may be hidden than need be but never less.
"""

from collections.abc import Hashable, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar

from enishi.engine.bands import FEWEST

K = TypeVar("K", bound=Hashable)
Atoms = frozenset[int]
_NEARLY = 1e-6


def shown_cells(counts: Sequence[int], cells: Mapping[K, Atoms], secrets: Sequence[Atoms] = ()) -> dict[K, int | None]:
    """The cells as they may be shown: their count, None where hidden.

    counts: people in each atom (those who are alike in everything the tables ask). cells: what shall be shown, the most
    important first. secrets: sums that no table shows and that must be as safe as a hidden cell, such as those who
    reached one stage and not the next.
    """
    sums = {key: sum(counts[at] for at in atoms) for key, atoms in cells.items()}
    shown = [key for key, count in sums.items() if count >= FEWEST]
    unsafe = {atoms for key, atoms in cells.items() if sums[key] < FEWEST and atoms}
    unsafe |= {atoms for atoms in secrets if atoms and sum(counts[at] for at in atoms) < FEWEST}
    rank = {key: place for place, key in enumerate(cells)}
    few, many = set(unsafe), set(unsafe)  # not yet known to be possibly nobody, possibly many
    while few or many:
        attack = _Attack(len(counts), [cells[key] for key in shown], [sums[key] for key in shown])
        tight = _what_it_rests_on(attack, few, many)
        if tight is None:
            break
        shown.remove(max((shown[at] for at in tight), key=lambda key: rank[key]))
    kept = set(shown)
    attack = _Attack(len(counts), [cells[key] for key in shown], [sums[key] for key in shown])
    kept |= {
        key for key, atoms in cells.items() if sums[key] >= FEWEST and key not in kept and attack.can_add_up(atoms)
    }
    return {key: count if key in kept else None for key, count in sums.items()}


class _Attack:
    """What somebody knows who can read the shown numbers."""

    def __init__(self, n_atoms: int, shown: Sequence[Atoms], sums: Sequence[int]) -> None:
        from scipy import sparse  # slow to load, and asked once a month

        self.n, self.n_shown = n_atoms, len(shown)
        rows = [row for row, atoms in enumerate(shown) for _ in atoms]
        columns = [at for atoms in shown for at in atoms]
        self.equations = sparse.csr_matrix(([1.0] * len(rows), (rows, columns)), shape=(len(shown), n_atoms))
        self.sums = list(map(float, sums))

    def can_add_up(self, atoms: Atoms) -> bool:
        """Whether the number of these follows from the shown ones by adding and subtracting: then hiding it is for nothing."""
        import numpy as np

        if not self.n_shown:
            return False
        wanted = np.zeros(self.n)
        wanted[list(atoms)] = 1.0
        return bool(np.abs(wanted - self.basis @ (self.basis.T @ wanted)).max() < _NEARLY)

    @cached_property
    def basis(self) -> Any:
        """Orthonormal columns that span all sums and differences of the shown numbers."""
        from scipy import linalg

        return linalg.orth(self.equations.toarray().T)

    def extreme(self, atoms: Atoms, *, most: bool) -> tuple[float, Any, list[int]]:
        """The least that atoms of a small cell can be, or the most (up to `FEWEST`), counts that bring it, the shown numbers
        it rests on."""
        import numpy as np
        from scipy.optimize import linprog

        aim = np.zeros(self.n)
        aim[list(atoms)] = -1.0 if most else 1.0
        known = {"A_eq": self.equations, "b_eq": self.sums} if self.n_shown else {}
        # The truth is below `FEWEST`, so to look just so far takes nothing away, and there is always an end.
        known |= {"A_ub": -aim[None, :], "b_ub": [float(FEWEST)]} if most else {}
        found = linprog(aim, bounds=(0, None), method="highs", **known)
        worth = np.abs(found.eqlin.marginals) if self.n_shown else np.zeros(0)
        return abs(found.fun), found.x, [int(at) for at in np.flatnonzero(worth > _NEARLY)]


def _what_it_rests_on(attack: _Attack, few: set[Atoms], many: set[Atoms]) -> list[int] | None:
    """Take out of both sets what is safe; the shown numbers that betray the first one that is not, None where all are safe.

    One way the counts could be clears every cell that is nobody, or many, in it.
    """
    for waiting, most in ((few, False), (many, True)):
        for atoms in sorted(waiting, key=lambda each: (len(each), sorted(each))):
            if atoms not in waiting:
                continue
            value, world, rests = attack.extreme(atoms, most=most)
            safe = value >= FEWEST - _NEARLY if most else value <= _NEARLY
            if not safe:
                return rests or list(range(attack.n_shown))
            totals = {each: world[list(each)].sum() for each in few | many}
            few.difference_update([each for each in few if totals[each] <= _NEARLY])
            many.difference_update([each for each in many if totals[each] >= FEWEST - _NEARLY])
            waiting.discard(atoms)
    return None
