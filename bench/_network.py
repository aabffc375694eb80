"""How the network of the second look is learnt: gradients by hand, batches of fields, Adam; and the file that it is kept in.

The loss of a field is less the logarithm of what its right candidates have of all its candidates' exponentials.
"""

import zipfile
from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from enishi.openings.reading.second_look.scales import FILE, Floats, Net, Row
from enishi.openings.reading.second_look.signs import BUCKETS, Buckets

WIDE, HIDDEN = 24, 48
"""Numbers of a vector of signs, and units of the hidden layer."""
RAREST = 15
"""Candidates in which a sign of a whole fact is seen at least."""
BATCH, ROUNDS, STEP = 128, 6, 3e-3
DECAY, DROPPED = 0.01, 0.3
"""How much of each weight is taken back at each step, against its size; the share of numbers that are left out as it learns."""


class Asked(NamedTuple):
    """A field of a post. rows: its candidates, their places as numbers among the words of `Learner`; right: of each; counts: how much it weighs."""

    rows: list[Row]
    right: list[bool]
    counts: float


class Learner:
    """Learns from fields whose candidates hang on words. words: of each place, the buckets of its signs."""

    def __init__(self, words: Sequence[Buckets], asked: Sequence[Asked], fields: Sequence[str], seed: int = 0) -> None:
        self._random = np.random.default_rng(seed)
        self._words = words
        self._fields = {name: at for at, name in enumerate(fields)}
        times = Counter(sign for one in asked for row in one.rows for sign in row.signs)
        self._signs = {sign: at for at, sign in enumerate(sorted(s for s, seen in times.items() if seen >= RAREST))}
        self._matters = {m: at for at, m in enumerate(sorted({row.matter for one in asked for row in one.rows}))}
        self._asked = [self._numbered(one) for one in asked]
        scale = {"letters": 0.02, "signs": 0.05, "fields": 0.2, "of_field": 0.2, "of_matter": 0.2}
        into = 1 / np.sqrt(3 * WIDE)
        shapes = {
            "letters": (BUCKETS, WIDE),
            "signs": (len(self._signs), WIDE),
            "straight": (len(self._signs),),
            "fields": (len(fields), WIDE),
            "into": (3 * WIDE, HIDDEN),
            "start": (HIDDEN,),
            "of_field": (len(fields), HIDDEN),
            "of_matter": (len(self._matters), HIDDEN),
            "bias": (len(self._matters),),
        }
        self._w: dict[str, Floats] = {
            name: (self._random.standard_normal(shape) * scale.get(name, 0.0)).astype(np.float32)
            for name, shape in shapes.items()
        }
        self._w["into"] = self._random.uniform(-into, into, shapes["into"]).astype(np.float32)
        self._mean = {name: np.zeros_like(w) for name, w in self._w.items()}
        self._square = {name: np.zeros_like(w) for name, w in self._w.items()}
        self._steps = 0

    def _numbered(self, one: Asked) -> "_Field":
        return _Field(
            self._fields[one.rows[0].name],
            [np.array(row.places, np.int32) for row in one.rows],
            [np.array([self._signs[s] for s in row.signs if s in self._signs], np.int32) for row in one.rows],
            np.array([self._matters[row.matter] for row in one.rows]),
            np.array(one.right, np.float32),
            one.counts,
        )

    def learn(self) -> Net:
        """The network after all rounds."""
        for turn in range(ROUNDS):
            order = self._random.permutation(len(self._asked))
            for at in range(0, len(order), BATCH):
                self._step([self._asked[i] for i in order[at : at + BATCH]], STEP * (1 - turn / ROUNDS) + STEP / 15)
        return Net(*self._w.values(), self._signs, self._fields, self._matters)

    def _step(self, batch: Sequence["_Field"], rate: float) -> None:
        w = self._w
        sizes = np.array([len(one.matters) for one in batch])
        of = np.repeat(np.arange(len(batch)), sizes)
        begins = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        fields = np.repeat([one.field for one in batch], sizes)
        matters = np.concatenate([one.matters for one in batch])
        right = np.concatenate([one.right for one in batch])
        counts = np.array([one.counts for one in batch], np.float32)
        used, inverse = np.unique(np.concatenate([p for one in batch for p in one.places]), return_inverse=True)
        of_lines = _rows([p for one in batch for p in one.places], inverse, len(used))
        letters = _rows([self._words[place] for place in used], None, BUCKETS)
        words = of_lines @ letters
        facts = _rows([s for one in batch for s in one.signs], None, len(self._signs))
        # forward
        told, seen = np.tanh(words @ w["letters"]), np.tanh(facts @ w["signs"])
        kept_in = self._kept((len(of), 3 * WIDE))
        whole = np.concatenate([told, seen, w["fields"][fields]], axis=1) * kept_in
        before = whole @ w["into"] + w["start"]
        kept = self._kept(before.shape)
        hidden = np.maximum(before, 0) * kept
        outward = w["of_field"][fields] + w["of_matter"][matters]
        sums = (hidden * outward).sum(1) + facts @ w["straight"] + w["bias"][matters]
        likely = np.exp(sums - np.maximum.reduceat(sums, begins)[of])
        every = np.add.reduceat(likely, begins)
        good = np.maximum(np.add.reduceat(likely * right, begins), 1e-9)
        steep = (counts[of] * (likely / every[of] - likely * right / good[of]) / len(batch)).astype(np.float32)
        # backward
        back = steep[:, None] * outward * kept * (before > 0)
        into = back @ w["into"].T * kept_in
        out = steep[:, None] * hidden
        grown = {
            "letters": words.T @ (into[:, :WIDE] * (1 - told**2)),
            "signs": facts.T @ (into[:, WIDE : 2 * WIDE] * (1 - seen**2)),
            "straight": facts.T @ steep,
            "fields": _summed(fields, into[:, 2 * WIDE :], len(w["fields"])),
            "into": whole.T @ back,
            "start": back.sum(0),
            "of_field": _summed(fields, out, len(w["of_field"])),
            "of_matter": _summed(matters, out, len(w["of_matter"])),
            "bias": _summed(matters, steep[:, None], len(w["bias"]))[:, 0],
        }
        self._steps += 1
        near, far = 1 - 0.9**self._steps, 1 - 0.999**self._steps
        for name, by in grown.items():
            at = np.flatnonzero(by.any(1)) if name == "letters" else slice(None)  # the rest of the letters wait
            g = by[at]
            mean, square = self._mean[name], self._square[name]
            mean[at] = 0.9 * mean[at] + 0.1 * g
            square[at] = 0.999 * square[at] + 0.001 * g * g
            if name != "letters":
                w[name] *= 1 - rate * DECAY
            w[name][at] -= rate * (mean[at] / near) / (np.sqrt(square[at] / far) + 1e-8)

    def _kept(self, shape: tuple[int, ...]) -> Floats:
        kept = self._random.random(shape, np.float32) >= DROPPED
        return kept.astype(np.float32) / np.float32(1 - DROPPED)


class _Field(NamedTuple):
    field: int
    places: list[NDArray[np.int32]]
    signs: list[NDArray[np.int32]]
    matters: NDArray[np.intp]
    right: Floats
    counts: float


def _rows(parts: Sequence[NDArray[np.int32] | Buckets], columns: Buckets | None, wide: int) -> csr_matrix:
    ends = np.concatenate([[0], np.cumsum([len(one) for one in parts])])
    at = np.concatenate(parts) if columns is None else columns
    return csr_matrix((np.ones(len(at), np.float32), at, ends), shape=(len(parts), wide))


def _summed(at: NDArray[np.intp], rows: Floats, many: int) -> Floats:
    into = csr_matrix((np.ones(len(at), np.float32), (at, np.arange(len(at)))), shape=(many, len(at)))
    return np.asarray(into @ rows, np.float32)


def mean_of(nets: Sequence[Net]) -> Net:
    """One network that weighs every candidate as the mean of several that were learnt from the same fields, side by side in it."""
    n, wide, hidden = len(nets), nets[0].letters.shape[1], nets[0].into.shape[1]

    def beside(name: str) -> Floats:
        return np.concatenate([getattr(net, name) for net in nets], axis=-1)

    into = np.zeros((3 * wide * n, hidden * n), np.float32)
    for at, net in enumerate(nets):
        for part in range(3):
            rows = (part * n + at) * wide
            into[rows : rows + wide, at * hidden : (at + 1) * hidden] = net.into[part * wide : (part + 1) * wide]
    return nets[0]._replace(
        letters=beside("letters"),
        signs=beside("signs"),
        straight=np.mean([net.straight for net in nets], axis=0),
        fields=beside("fields"),
        into=into,
        start=beside("start"),
        of_field=beside("of_field") / n,
        of_matter=beside("of_matter") / n,
        bias=np.mean([net.bias for net in nets], axis=0),
    )


def rounded(net: Net) -> Net:
    """The network as it is read again from its file."""
    step = _step_of(net)
    whole = np.round(net.letters / step) * step
    return net._replace(letters=whole, **{n: getattr(net, n).astype(np.float16).astype(np.float32) for n in _HALVES})


_HALVES = Net._fields[1:9]


def _step_of(net: Net) -> Floats:
    return np.maximum(np.abs(net.letters).max(0), 1e-6).astype(np.float32) / 127


def kept(net: Net) -> None:
    """Writes the file of the package; the same network gives the same bytes."""
    step = _step_of(net)
    arrays: dict[str, NDArray[np.generic]] = {
        "letters": np.round(net.letters / step).astype(np.int8),
        "letters_step": step,
    }
    arrays |= {name: getattr(net, name).astype(np.float16) for name in _HALVES}
    arrays |= {
        f"{what}_names": np.array([*names])
        for what, names in (("sign", net.sign_at), ("field", net.field_at), ("matter", net.matter_at))
    }
    with zipfile.ZipFile(FILE, "w", zipfile.ZIP_DEFLATED) as file:
        for name, array in arrays.items():
            into = BytesIO()
            np.save(into, array)
            info = zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(info, into.getvalue())
