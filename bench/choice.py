"""Which reading of a text is the best: how well that is told of writers who were not learnt from, and the weights.

    ./dev bench choice [--write]

Learns from the corpus of the reader but `held_out_*`: every way to part a text is read and compared with what it says; each reading
that is worse than the best of its text is a pair with that. Prints for each batch, by weights that were learnt without it, the
share of fields that are exact by the rules' own reading, by the chosen one, and by the best of all; the last line is JSON. `--write`
learns from all of them and writes `src/enishi/openings/reading/choice_weights.txt`. The same texts give the same file.
"""

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from _learning import logistic, write
from numpy.typing import NDArray

from enishi.openings.reading import choice
from enishi.openings.reading.facts import with_spans
from enishi.openings.reading.learnt import Weights
from enishi.openings.reading.normal import normalise
from enishi.openings.reading.reader import every_outcome
from enishi.openings.reading.scoring import score

CORPUS = Path(__file__).parent.parent / "tests" / "openings" / "reading" / "corpus"
WEIGHTS = Path(choice.__file__).with_name("choice_weights.txt")
STRICT = 150.0
"""How strongly weights are held near 0, against the sum over texts of how much worse a reading is."""
AS_GOOD, WORSE = 0.01, 0.03
"""Shares of exact fields below the best by which a reading is as good as it, and by which it is learnt as worse."""
SMALLEST = 0.005


class Text(NamedTuple):
    """batch: whose; signs: of each outcome; exact: its share of exact fields, the rules' own first."""

    batch: str
    signs: list[dict[str, float]]
    exact: list[float]


def texts() -> Iterator[Text]:
    """The texts of the corpus that offer something and of which the rules make something."""
    for path in sorted(CORPUS.glob("*.json")):
        told = json.loads(path.read_text(encoding="utf-8"))
        if path.stem.startswith("held_out") or told["out_of_scope"] is not None:
            continue
        source = normalise(path.with_suffix(".txt").read_text(encoding="utf-8"))
        apart = choice.signs(list(every_outcome(source)), source.text)
        exact = []
        for outcome, _ in apart:
            read = [with_spans(source, facts).to_json() for facts in outcome.openings]
            exact.append(score([("", told, {"openings": read, "out_of_scope": None})]).exact_share)
        if exact:
            yield Text(re.sub(r"_\d+$", "", path.stem), [shown for _, shown in apart], exact)


def learnt(known: Sequence[Text]) -> Weights:
    """The weights of a logistic regression over pairs of readings of one text, with a Gaussian prior on signs of one spread."""
    names = sorted(known[0].signs[0])
    every = np.array([[shown[name] for name in names] for text in known for shown in text.signs])
    spread = every.std(0) + 1e-9
    pairs: list[NDArray[np.float64]] = []
    counts: list[float] = []
    for text in known:
        rows = np.array([[shown[name] for name in names] for shown in text.signs]) / spread
        best = max(text.exact)
        good = [at for at, exact in enumerate(text.exact) if exact >= best - AS_GOOD][:2]
        bad = [at for at, exact in enumerate(text.exact) if exact < best - WORSE]
        for one in good:
            for other in bad:
                pairs.append(rows[one] - rows[other])
                counts.append((text.exact[one] - text.exact[other]) / len(bad) / len(good))
    found = logistic(np.array(pairs), np.ones(len(pairs)), np.array(counts) * 20, STRICT) / spread
    return {name: (round(float(w), 3),) for name, w in zip(names, found, strict=True) if abs(w) >= SMALLEST}


def chosen(text: Text, known: Weights) -> int:
    """The reading that `choice.best` takes."""
    if choice.beyond_doubt(text.signs[0], known):
        return 0
    return choice.chosen([choice.sum_of(shown, known) for shown in text.signs])


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true", help="learn from all texts and write the package's weights")
    options = parser.parse_args()
    every = list(texts())
    if options.write:
        weights = learnt(every)
        write(WEIGHTS, weights, len(every), "choice")
        print(json.dumps({"texts": len(every), "signs": len(weights)}))
        return
    told = []
    for batch in sorted({text.batch for text in every}):
        known = learnt([text for text in every if text.batch != batch])
        ours = [text for text in every if text.batch == batch]
        took = [chosen(text, known) for text in ours]
        told.append(
            {
                "key": batch,
                "texts": len(ours),
                "rules": round(float(np.mean([text.exact[0] for text in ours])), 4),
                "chosen": round(float(np.mean([text.exact[at] for text, at in zip(ours, took, strict=True)])), 4),
                "best": round(float(np.mean([max(text.exact) for text in ours])), 4),
                "changed": sum(at > 0 for at in took),
                "worse": sum(text.exact[at] < text.exact[0] for text, at in zip(ours, took, strict=True)),
            }
        )
        print(told[-1])
    print(json.dumps({"rows": told}))


if __name__ == "__main__":
    main()
