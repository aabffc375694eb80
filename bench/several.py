"""Where one advertisement ends and the next begins: how well that is told of writers who were not learnt from, and the weights.

    ./dev bench several [--write]

Learns from the texts that `scope.py` learns from: alone, with another gap between two of their paragraphs, and two or
three of them one after the other. Prints by weights that were learnt without their writers how many are parted rightly; the last line
is JSON. `--write` learns from all of them and writes `src/enishi/openings/reading/several_weights.txt`. The same texts give the same file.
"""

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from _learning import logistic, write
from scope import labelled

from enishi.openings.reading import several
from enishi.openings.reading.learnt import Weights
from enishi.openings.reading.normal import normalise
from enishi.openings.reading.scope import ANSWERS

WEIGHTS = Path(several.__file__).with_name("several_weights.txt")
GAPS = (
    *("\n\n", "\n\n\n", "\n\n\n\n", "\n\n---\n\n", "\n\n* * *\n\n", "\n――――――――――――\n", "\n\n――――――――――\n\n"),
    *(
        "\n------------\n",
        "\n\n================================\n\n",
        "\n\n----------------------------------------\n\n",
    ),
)
_GAP = re.compile(r"\n[ \u3000]*\n+|\n[-=─―━＝]{4,}\n")
WEIGHS = (5, *(1,) * 9)
TIMES = 3
"""How often each text begins a text of several."""
SHORTEST = 100
"""Characters of a text that is learnt from."""
FOLDS = 6
SMALLEST = 0.05
"""A sign with a weight nearer to 0 is left out of the file."""


class Made(NamedTuple):
    """A text. names: of whose parts; begins: the paragraphs with which its advertisements but the first begin."""

    kind: str
    names: tuple[str, ...]
    told: list[several.Paragraph]
    begins: set[int]


def joined(texts: Sequence[str], gaps: Sequence[str]) -> tuple[str, list[int]]:
    """The texts one after the other, and where each but the first begins."""
    whole, begins = texts[0].strip("\n"), []
    for text, gap in zip(texts[1:], gaps, strict=True):
        whole = whole.rstrip() + gap
        begins.append(len(whole))
        whole += text.strip("\n")
    return whole, begins


def made(seed: int = 7) -> Iterator[Made]:
    """The texts that are learnt from."""
    lot = random.Random(seed)
    every = [(f"{batch}_{at}", text.strip("\n"), told) for at, (batch, text, told) in enumerate(labelled())]
    texts = {name: text for name, text, _ in every if len(text) >= SHORTEST}
    names = list(texts)
    offers = [name for name, text, told in every if told == ANSWERS[0] and len(text) >= SHORTEST]
    for name in names:
        yield Made("alone", (name,), several.paragraphs(normalise(texts[name]).text), set())
        if gaps := list(_GAP.finditer(texts[name])):
            for gap in lot.choices(gaps, k=2):
                text = texts[name][: gap.start()] + lot.choice(GAPS) + texts[name][gap.end() :].lstrip("\n")
                yield Made("other gap", (name,), several.paragraphs(normalise(text).text), set())
    for name in lot.sample(offers, len(offers)) * TIMES:
        parts = name, lot.choice(offers if lot.random() < 0.8 else names), lot.choice(offers)
        parts = parts[: 2 if lot.random() < 0.8 else 3]
        if len(set(parts)) < len(parts):
            continue
        text, begins = joined([texts[part] for part in parts], lot.choices(GAPS, WEIGHS, k=len(parts) - 1))
        source = normalise(text)
        shown = several.paragraphs(source.text)
        first = {min((n for n, p in enumerate(shown) if source.origin[p.start] >= at), default=-1) for at in begins}
        yield Made("several", parts, shown, first)


def learnt(texts: Sequence[Made]) -> Weights:
    """The weights of a logistic regression with a Gaussian prior."""
    gaps = [(shown, at in text.begins) for text in texts for at, shown in several.signs(text.told)]
    signs = sorted({sign for shown, _ in gaps for sign in shown})
    place = {sign: at for at, sign in enumerate(signs)}
    rows = np.zeros((len(gaps), len(signs)))
    for row, (shown, _) in enumerate(gaps):
        rows[row, [place[sign] for sign in shown]] = 1.0
    right = np.array([float(cut) for _, cut in gaps])
    counts = 1.0 + 2.0 * right

    found = logistic(rows, right, counts, strict=1.0)
    return {sign: (round(float(w), 2),) for sign, w in zip(signs, found, strict=True) if abs(w) >= SMALLEST}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true", help="learn from all texts and write the package's weights")
    options = parser.parse_args()
    texts = list(made())
    if options.write:
        weights = learnt(texts)
        write(WEIGHTS, weights, len(texts), "several")
        print(json.dumps({"texts": len(texts), "signs": len(weights)}))
        return
    told: Counter[tuple[str, str]] = Counter()
    batches = sorted({name.rpartition("_")[0] for text in texts for name in text.names})
    for fold in range(FOLDS):
        ours = set(batches[fold::FOLDS])
        known = learnt([text for text in texts if not ours & {name.rpartition("_")[0] for name in text.names}])
        for text in texts:
            if ours >= {name.rpartition("_")[0] for name in text.names}:
                cuts = set(several.cuts(text.told, known))
                kind = text.kind + (
                    ""
                    if text.kind != "several"
                    else " plain"
                    if all(not text.told[at].rule and text.told[at].empty < 2 for at in text.begins)
                    else " marked"
                )
                told[kind, "texts"] += 1
                told[kind, "right"] += cuts == text.begins
                told[kind, "cut too often"] += bool(cuts - text.begins)
    kinds = sorted({kind for kind, _ in told})
    rows_told = [{"key": kind} | {what: n for (k, what), n in told.items() if k == kind} for kind in kinds]
    print(json.dumps({"rows": rows_told}, ensure_ascii=False))


if __name__ == "__main__":
    main()
