"""Which reading of a text is the best: how well that is told of writers who were not learnt from, and the weights.

    ./dev bench choice [--write]
    ./dev bench choice --record

`tests/openings/reading/ways` holds what the ways to part each text look like, and how many of its fields each of them has exact; how likely its
posts begin where they do is told by weights that were learnt without its batch. The texts of which the tests tell some facts of each post are
learnt from as well, so that they stay right. Each reading that is worse than the best of its text is a pair with that. Prints for each sixth of the batches, by weights that were learnt without it, the
share of fields that are exact by the rules' own reading, by the chosen one, and by the best of all; the last line is JSON. `--write`
learns from all of them and writes `src/enishi/openings/reading/choice_weights.txt`. `--record` reads all texts anew, by the rules as they are
(six minutes). The same records give the same file.
"""

import argparse
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import beginnings
import numpy as np
from _learning import logistic, write
from _stories import READING, rates
from _stories import told as stories_told
from numpy.typing import NDArray

from enishi.openings.reading import choice
from enishi.openings.reading.facts import FIELDS, UNSAID, Found
from enishi.openings.reading.learnt import Weights
from enishi.openings.reading.normal import normalise
from enishi.openings.reading.reader import every_outcome
from enishi.openings.reading.scoring import comparable

WAYS = READING / "ways"
WEIGHTS = Path(choice.__file__).with_name("choice_weights.txt")
STRICT = 10.0
"""How strongly weights are held near 0, against the sum over texts of how much worse a reading is."""
FOLDS = 6
AS_GOOD, WORSE = 0.01, 0.03
"""Shares of exact fields below the best by which a reading is as good as it, and by which it is learnt as worse."""
SMALLEST = 0.005


class Text(NamedTuple):
    """batch: whose; signs: of each outcome; exact: its share of exact fields, the rules' own first."""

    batch: str
    signs: list[dict[str, float]]
    exact: list[float]


def records(folder: Path = WAYS) -> Iterator[Text]:
    """All that were kept."""
    for path in sorted(folder.glob("*.jsonl")):
        head, *lines = path.read_text(encoding="utf-8").splitlines()
        names = json.loads(head)["signs"]
        for line in lines:
            kept = json.loads(line)
            signs = [dict(zip(names, way["signs"], strict=True)) for way in kept["ways"]]
            yield Text(path.stem, signs, [way["exact"] for way in kept["ways"]])


def stories() -> Iterator[Text]:
    """The texts of which the tests tell some facts, each way as the rules read it now."""
    for _, text, wanted in stories_told():
        source = normalise(text)
        apart = choice.different(list(every_outcome(source)), source.text) if wanted else []
        if len(apart) > 1:
            right = [share_told(outcome.openings, wanted) for outcome, _ in apart]
            yield Text("", [shown for _, shown in apart], right)


def share_told(openings: Sequence[Mapping[str, Found]], wanted: Sequence[Mapping[str, Any]]) -> float:
    """The share of the facts of a story that are told so; none with another number of posts."""
    if len(openings) != len(wanted):
        return 0.0
    right = sum(
        comparable(name, post[name].value if name in post else UNSAID[name])
        == comparable(name, rates(value) if name == "pay" else value)
        for post, expected in zip(openings, wanted, strict=True)
        for name, value in expected.items()
        if name in FIELDS
    )
    return right / max(sum(map(len, wanted)), 1)


def record() -> int:
    """Keeps what the ways to part each text look like; how many texts that are."""
    begins = {batch: known for ours, known in beginnings.learnt_without(beginnings.known()) for batch in ours}
    kept: dict[str, list[str]] = {}
    for name, source, wanted in beginnings.texts():
        batch = beginnings.batch_of(name)
        words = choice.Words(source.text, begins.get(batch))
        apart = choice.different(list(every_outcome(source)), source.text, words)
        ways = []
        for outcome, shown in apart:
            share = beginnings.exact(wanted, source, outcome.openings)
            ways.append({"exact": round(share, 4), "signs": [round(shown[sign], 3) for sign in sorted(shown)]})
        if len(ways) > 1:
            lines = kept.setdefault(batch, [json.dumps({"signs": sorted(apart[0][1])})])
            lines.append(json.dumps({"text": name, "ways": ways}, separators=(",", ":")))
    for batch, lines in kept.items():
        (WAYS / f"{batch}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return sum(len(lines) - 1 for lines in kept.values())


def learnt(known: Sequence[Text]) -> Weights:
    """The weights of a logistic regression over pairs of readings of one text, with a Gaussian prior on signs of one spread."""
    names = sorted({name for text in known for name in text.signs[0]})
    every = np.array([[shown.get(name, 0.0) for name in names] for text in known for shown in text.signs])
    spread = every.std(0) + 1e-9
    pairs: list[NDArray[np.float64]] = []
    counts: list[float] = []
    for text in known:
        rows = np.array([[shown.get(name, 0.0) for name in names] for shown in text.signs]) / spread
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


def measured(every: Sequence[Text], taken: Callable[[Text, Weights], int]) -> Iterator[dict[str, Any]]:
    """Of each sixth of the batches, what is exact by the rules' own readings, by those `taken` with weights learnt without it, and by the best."""
    batches = sorted({text.batch for text in every} - {""})
    for fold in range(FOLDS):
        ours = {*batches[fold::FOLDS]}
        known = learnt([text for text in every if text.batch not in ours])
        mine = [text for text in every if text.batch in ours]
        took = [taken(text, known) for text in mine]
        yield {
            "key": f"{fold + 1} of {FOLDS}",
            "texts": len(mine),
            "rules": round(float(np.mean([text.exact[0] for text in mine])), 4),
            "chosen": round(float(np.mean([text.exact[at] for text, at in zip(mine, took, strict=True)])), 4),
            "best": round(float(np.mean([max(text.exact) for text in mine])), 4),
            "changed": sum(at > 0 for at in took),
            "worse": sum(text.exact[at] < text.exact[0] for text, at in zip(mine, took, strict=True)),
        }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true", help="learn from all records and write the package's weights")
    parser.add_argument(
        "--record", action="store_true", help="read all texts anew and keep what the ways to part them look like"
    )
    options = parser.parse_args()
    if options.record:
        print(json.dumps({"recorded": record()}))
        return
    every = [*records(), *stories()]
    if options.write:
        weights = learnt(every)
        write(WEIGHTS, weights, len(every), "choice")
        print(json.dumps({"texts": len(every), "signs": len(weights)}))
        return
    rows = []
    for row in measured(every, chosen):
        print(row)
        rows.append(row)
    print(json.dumps({"rows": rows}))


if __name__ == "__main__":
    main()
