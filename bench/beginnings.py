"""Where the posts of a text begin: how well a line tells that of writers who were not learnt from, and the weights.

    ./dev bench beginnings [--write]
    ./dev bench beginnings --record

`tests/openings/reading/beginnings.jsonl` holds at which lines the posts of the known texts begin: of the ways to part a text the one that has
most of its fields exact, where it makes as many posts as there are. Prints for each sixth of the batches, by weights that were learnt
without it, the mean of the logarithms of what the right answers had been given, and how much it is when every line is given the same; the last
line is JSON. `--write` learns from all of them and writes `src/enishi/openings/reading/beginnings_weights.txt`. `--record` reads all texts
anew, by the rules as they are (six minutes). The same records give the same file.
"""

import argparse
import json
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from _learning import logistic, write
from _stories import READING
from scipy.sparse import csr_matrix

from enishi.openings.reading import beginnings, choice, several
from enishi.openings.reading.facts import Found, with_spans
from enishi.openings.reading.learnt import Weights
from enishi.openings.reading.normal import Source, normalise
from enishi.openings.reading.reader import every_outcome
from enishi.openings.reading.scoring import score

CORPUS = READING / "corpus"
RECORD = READING / "beginnings.jsonl"
WEIGHTS = Path(choice.__file__).with_name("beginnings_weights.txt")
FOLDS = 6
STRICT, RAREST, SMALLEST = 8.0, 8, 0.05
"""How strongly weights are held near 0; lines in which a sign is seen at least; the least weight that is kept."""
GOOD = 0.8
"""The share of exact fields from which a way to part a text is taken for the right one."""


class Line(NamedTuple):
    """batch: whose; signs: of a line; begins: whether a post begins with it."""

    batch: str
    signs: set[str]
    begins: bool


def texts() -> Iterator[tuple[str, Source, list[dict[str, Any]]]]:
    """The name of each text of the corpus that offers something and is no list of others, the text, and its posts."""
    for path in sorted(CORPUS.glob("*.json")):
        told = json.loads(path.read_text(encoding="utf-8"))
        source = normalise(path.with_suffix(".txt").read_text(encoding="utf-8"))
        if told["out_of_scope"] is None and not several.begins(source.text):
            yield path.stem, source, told["openings"]


def exact(wanted: Sequence[dict[str, Any]], source: Source, openings: Sequence[Mapping[str, Found]]) -> float:
    """The share of fields that a way to read a text has exact."""
    read = [with_spans(source, facts).to_json() for facts in openings]
    told, got = ({"openings": posts, "out_of_scope": None} for posts in (wanted, read))
    return score([("", told, got)]).exact_share


def batch_of(name: str) -> str:
    return re.sub(r"_\d+$", "", name)


def record() -> int:
    """Keeps where the posts of each text begin; how many texts that are."""
    rows: list[str] = []
    for name, source, wanted in texts():
        best, begins = 0.0, None
        for outcome, _ in choice.different(list(every_outcome(source)), source.text):
            if (share := exact(wanted, source, outcome.openings)) > best:
                best = share
                begins = outcome.begins if len(outcome.openings) == len(wanted) and share >= GOOD else None
        if begins is not None:
            starts = [0, *(at + 1 for at, letter in enumerate(source.text) if letter == "\n")]
            lines = sorted({bisect_right(starts, place) - 1 for place in begins}) if len(wanted) > 1 else []
            rows.append(json.dumps({"text": name, "begins": lines}, separators=(",", ":")))
    RECORD.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return len(rows)


def known() -> list[Line]:
    """The lines of all texts that were kept."""
    found = []
    for row in map(json.loads, RECORD.read_text(encoding="utf-8").splitlines()):
        text = normalise((CORPUS / f"{row['text']}.txt").read_text(encoding="utf-8")).text
        batch, begins = batch_of(row["text"]), {*row["begins"]}
        found += [Line(batch, signs, number in begins) for number, signs in beginnings.signs_of(text)]
    return found


def learnt(lines: Sequence[Line]) -> Weights:
    """The weights of the signs that a post begins with a line."""
    times = Counter(sign for one in lines for sign in one.signs)
    names = sorted(
        sign for sign, seen in times.items() if seen >= RAREST and sign.splitlines() == [sign] and "\t" not in sign
    )
    columns = {sign: at for at, sign in enumerate(names)}
    seen = [[columns[sign] for sign in one.signs if sign in columns] for one in lines]
    ends = np.cumsum([0, *map(len, seen)])
    rows = csr_matrix((np.ones(ends[-1]), [at for one in seen for at in one], ends), shape=(len(lines), len(names)))
    found = logistic(rows, np.array([one.begins for one in lines], float), np.ones(len(lines)), STRICT)
    return {sign: (round(float(w), 3),) for sign, w in zip(names, found, strict=True) if abs(w) >= SMALLEST}


def learnt_without(lines: Sequence[Line]) -> Iterator[tuple[set[str], Weights]]:
    """Each sixth of the batches, with the weights that are learnt without it."""
    batches = sorted({one.batch for one in lines})
    for fold in range(FOLDS):
        ours = {*batches[fold::FOLDS]}
        yield ours, learnt([one for one in lines if one.batch not in ours])


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true", help="learn from all records and write the package's weights")
    parser.add_argument("--record", action="store_true", help="read all texts anew and keep where their posts begin")
    options = parser.parse_args()
    if options.record:
        print(json.dumps({"recorded": record()}))
        return
    lines = known()
    if options.write:
        weights = learnt(lines)
        write(WEIGHTS, weights, len(lines), "beginnings")
        print(json.dumps({"lines": len(lines), "signs": len(weights)}))
        return
    rows = []
    for fold, (ours, weights) in enumerate(learnt_without(lines)):
        mine = [one for one in lines if one.batch in ours]
        odds = np.array([sum(weights[sign][0] for sign in one.signs if sign in weights) for one in mine])
        right = np.array([one.begins for one in mine], float)
        share = right.mean()
        row = {
            "key": f"{fold + 1} of {FOLDS}",
            "lines": len(mine),
            "loss": round(float((np.logaddexp(0, odds) - right * odds).mean()), 4),
            "loss of one answer": round(float(-(share * np.log(share) + (1 - share) * np.log(1 - share))), 4),
        }
        print(row)
        rows.append(row)
    print(json.dumps({"rows": rows}))


if __name__ == "__main__":
    main()
