"""What candidates for the facts of a text weigh: a small network over their signs, learnt by `./dev bench second_look --write`.

The signs of the words and those of the whole fact are each summed as vectors; with the vector of the field they go through one hidden layer,
whose units count by the field and by the kind of answer. The signs of the whole fact have a weight of their own besides. The numbers lie in
`second_look.npz`, those of letters in a byte each.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from enishi.openings.reading.second_look.signs import Buckets

Floats = NDArray[np.float32]
FILE = Path(__file__).with_name("second_look.npz")


class Row(NamedTuple):
    """A candidate for a field: what kind of answer it is, where its words stand, the signs of the whole fact."""

    name: str
    matter: str
    places: Sequence[Hashable]
    signs: Sequence[str]


class Net(NamedTuple):
    """letters: float32[BUCKETS, e]; signs: [s, e], straight: [s], at `sign_at`; fields: [f, e] and of_field: [f, h], at `field_at`;
    into: [3e, h], start: [h]; of_matter: [m, h], bias: [m], at `matter_at`.
    """

    letters: Floats
    signs: Floats
    straight: Floats
    fields: Floats
    into: Floats
    start: Floats
    of_field: Floats
    of_matter: Floats
    bias: Floats
    sign_at: Mapping[str, int]
    field_at: Mapping[str, int]
    matter_at: Mapping[str, int]

    def weigh(self, letters_of: Callable[[Any], Buckets], rows: Sequence[Row]) -> NDArray[np.float64]:
        """float64[rows]: each of them; what was never learnt weighs nothing. letters_of: the signs of the words at a place."""
        if not rows:
            return np.zeros(0)
        places: dict[Hashable, int] = {}
        of_rows = [[places.setdefault(place, len(places)) for place in row.places] for row in rows]
        words = np.zeros((len(places) + 1, self.letters.shape[1]), np.float32)
        for place, at in places.items():
            words[at] = self.letters[letters_of(place)].sum(0)
        fields = np.array([self.field_at[row.name] for row in rows])
        matters = np.array([self.matter_at.get(row.matter, -1) for row in rows])
        seen = [[self.sign_at[sign] for sign in row.signs if sign in self.sign_at] for row in rows]
        told = np.array([words[one].sum(0) for one in of_rows])
        facts = np.array([self.signs[one].sum(0) for one in seen])
        whole = np.concatenate([np.tanh(told), np.tanh(facts), self.fields[fields]], axis=1)
        hidden = np.maximum(whole @ self.into + self.start, 0)
        known = matters >= 0
        outward = self.of_field[fields] + np.where(known[:, None], self.of_matter[matters], 0)
        straight = np.array([self.straight[one].sum() for one in seen])
        return np.asarray((hidden * outward).sum(1) + straight + np.where(known, self.bias[matters], 0), np.float64)


@lru_cache
def learnt() -> Net:
    """The learnt one."""
    with np.load(FILE) as kept:
        letters = kept["letters"].astype(np.float32) * kept["letters_step"]
        arrays = [kept[name].astype(np.float32) for name in Net._fields[1:9]]
        names = [
            {str(name): at for at, name in enumerate(kept[f"{what}_names"])} for what in ("sign", "field", "matter")
        ]
    return Net(letters, *arrays, *names)
