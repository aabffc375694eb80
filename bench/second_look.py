"""What a second look at the facts of an advertisement makes better in texts of writers who were not learnt from, and its weights.

    ./dev bench second_look [--write]
    ./dev bench second_look --record FOLDER

`tests/openings/reading/first_sight` holds what the rules read of texts when these were new to them: what they get wrong now in a text
they were mended by tells nothing of new ones. Each field of a post stands there beside what else its text may say (`second_look.others`),
and the right one by the corpus is learnt. Prints for each sixth of the batches, by weights that were learnt without it, the share of
exact fields and precision before and after; the last line is JSON. `--write` learns from all of them and writes
`src/enishi/openings/reading/second_look_weights.txt`. `--record` adds the texts of a folder (NAME.txt), by the rules as they are: to be done
before the reader is mended by them. The same records and the same reader give the same file.
"""

import argparse
import importlib
import json
import re
import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from _learning import logistic
from _stories import READING, rates, told
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, lil_matrix

from enishi.openings.reading import choice, second_look, several
from enishi.openings.reading.facts import FIELDS, UNSAID, Found, with_spans
from enishi.openings.reading.items import items_of
from enishi.openings.reading.learnt import Weights
from enishi.openings.reading.lines import lines_of
from enishi.openings.reading.normal import Source, normalise
from enishi.openings.reading.reader import every_outcome, lines_for_posts
from enishi.openings.reading.scoring import aligned, comparable, score
from enishi.openings.reading.second_look import others, posts
from enishi.openings.reading.second_look.signs import MOST_PLACES, Candidate, Page, of_values

CORPUS = READING / "corpus"
FIRST_SIGHT = READING / "first_sight"
WORDINGS = READING / "wordings"
WEIGHTS = Path(choice.__file__).with_name("second_look_weights.txt")
STRICT = 10.0
"""How strongly weights are held near 0."""
RAREST = 15
"""Candidates in which a sign is seen at least."""
SMALLEST = 0.07
"""A sign with a weight nearer to 0 is left out of the file."""
WORDING = 3.0
"""How much a field of a wording or a story counts, against one of a text."""
NONE_RIGHT = 0.2
"""How much a field counts of which no candidate is right: to say nothing is better then."""
STRICT_OF_A_POST, RAREST_OF_A_POST, SMALLEST_OF_A_POST = 30.0, 8, 0.01
"""The same for the signs that a post is none."""
FOLDS = 6

Openings = list[dict[str, Found]]


class Record(NamedTuple):
    """A text as it was read at first sight, places in the normal text; only: the fields that are told of."""

    name: str
    source: Source
    told: dict[str, Any]
    openings: Openings
    only: tuple[str, ...] = second_look.LOOKED_AT

    @property
    def batch(self) -> str:
        return re.sub(r"_\d+$", "", self.name)


class Field(NamedTuple):
    """A field of a post with its candidates, the signs of each, and which are right."""

    record: int
    post: int
    name: str
    candidates: list[Candidate]
    signs: list[Counter[int]]
    right: list[bool]
    counts: float


def records() -> Iterator[Record]:
    """All that were kept whose texts offer something."""
    for path in sorted(FIRST_SIGHT.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            kept = json.loads(line)
            told = json.loads((CORPUS / f"{kept['text']}.json").read_text(encoding="utf-8"))
            source = normalise((CORPUS / f"{kept['text']}.txt").read_text(encoding="utf-8"))
            if told["out_of_scope"] is not None:
                continue
            openings = [
                {name: Found(value, _normal(source, spans)) for name, (value, spans) in post.items() if spans}
                for post in kept["posts"]
            ]
            yield Record(kept["text"], source, told, openings)


def wordings() -> Iterator[Record]:
    """The wordings of one fact that the tests hold, each in its frame, with what the rules read of it now: what they know stays known."""
    sys.path.append(str(READING))
    framed = importlib.import_module("framed")
    for path in sorted(WORDINGS.glob("*.jsonl")):
        for at, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            row = json.loads(line)
            name = row.get("field", path.stem)
            told = row["gold"] if name == "place" else {name: row["gold"]}
            only = tuple(one for one in told if one in second_look.LOOKED_AT) if isinstance(told, dict) else ()
            for kind in (0, 1) if path.stem.startswith("ours") else (framed.frame_of(row["snippet"]),):
                source = normalise(framed.framed(name, row["snippet"], kind))
                best = choice.best(every_outcome(source), source.text) if only else None
                if best is not None and len(best.openings) == 1:
                    openings = {"openings": [_told(best.openings[0]) | told], "out_of_scope": None}
                    yield Record(f"{path.stem}_{at}", source, openings, best.openings, only)


def stories() -> Iterator[Record]:
    """The texts of which the tests tell some facts of each post, as the rules read them now, where they make as many posts."""
    for name, text, wanted in told():
        source = normalise(text)
        best = choice.best(every_outcome(source), source.text) if wanted else None
        if best is None or len(best.openings) != len(wanted) or several.begins(source.text):
            continue
        only = tuple(name for name in second_look.LOOKED_AT if all(name in post for post in wanted))
        expected = [
            _told(read) | {name: rates(value) if name == "pay" else value for name, value in post.items()}
            for read, post in zip(best.openings, wanted, strict=True)
        ]
        yield Record(name, source, {"openings": expected}, best.openings, only)


def _normal(source: Source, spans: Sequence[Sequence[int]]) -> tuple[tuple[int, int], ...]:
    """Places of the original in the normal text."""
    found = ((bisect_left(source.origin, begin), bisect_left(source.origin, end)) for begin, end in spans)
    return tuple((begin, max(end, begin + 1)) for begin, end in found if begin < len(source.text))


def fields(known: Sequence[Record], numbers: dict[str, int]) -> Iterator[Field]:
    """Every field of the posts for which a text has more than one answer. numbers: of the signs, filled as they are seen."""
    for at, record in enumerate(known):
        text = record.source.text
        page = _page(record)
        by_itself = others.Alone(items_of(lines_of(text), text), text)
        words: dict[tuple[str, tuple[int, int]], list[int]] = {}
        said = [_told(one) for one in record.openings]
        partner = {got: want for want, got in aligned(record.told["openings"], said) if got is not None}
        for post in range(len(record.openings)):
            want = partner.get(post)
            for name in record.only:
                found = second_look.candidates(record.openings, post, name, by_itself.of(name))
                if len(found) < 2:
                    continue
                signs = [
                    Counter({numbers.setdefault(sign, len(numbers)): times for sign, times in seen.items()})
                    for seen in of_values(page, record.openings, post, name, found)
                ]
                for one, seen in zip(found, signs, strict=True):
                    for place in one.places[:MOST_PLACES]:
                        if (name, place) not in words:
                            words[name, place] = [
                                numbers.setdefault(sign, len(numbers))
                                for sign in second_look.signs_of(page, name, place)
                            ]
                        seen.update(words[name, place])
                right = [
                    want is not None
                    and comparable(name, record.told["openings"][want][name]) == comparable(name, one.value)
                    for one in found
                ]
                counts = 1.0 if record.only == second_look.LOOKED_AT else WORDING
                yield Field(at, post, name, found, signs, right, counts)


def _told(facts: dict[str, Found]) -> dict[str, Any]:
    return {name: facts[name].value if name in facts else UNSAID[name] for name in FIELDS}


def learnt(known: Sequence[Field], numbers: dict[str, int]) -> Weights:
    """The weights by which the right candidate of each field is the likeliest, with a Gaussian prior on each."""
    times = Counter(chain.from_iterable(signs for field in known for signs in field.signs))
    names = {number: sign for sign, number in numbers.items() if times[number] >= RAREST and _can_be_kept(sign)}
    columns = {number: at for at, number in enumerate(names)}
    rows = [signs for field in known for signs in field.signs]
    picked = [[(columns[number], times) for number, times in signs.items() if number in columns] for signs in rows]
    begins = np.concatenate([[0], np.cumsum([len(one) for one in picked])])
    every = list(chain.from_iterable(picked))
    matrix = csr_matrix(
        (
            np.array([times for _, times in every], float),
            np.array([column for column, _ in every], np.int32),
            begins.astype(np.int32),
        ),
        shape=(len(rows), len(columns)),
    )
    sizes = [len(field.candidates) for field in known]
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    of_field = np.repeat(np.arange(len(known)), sizes)
    right = np.concatenate([field.right for field in known]).astype(float)
    counts = np.array([field.counts for field in known])
    for at, field in enumerate(known):
        if not any(field.right):
            counts[at] = NONE_RIGHT
            for i, one in enumerate(field.candidates):
                right[starts[at] + i] = float(one.value == UNSAID[field.name])
    across = matrix.T.tocsr()

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        sums = matrix @ weights
        likely = np.exp(sums - np.maximum.reduceat(sums, starts)[of_field])
        every, good = np.add.reduceat(likely, starts), np.maximum(np.add.reduceat(likely * right, starts), 1e-12)
        lost = float((counts * (np.log(every) - np.log(good))).sum() + 0.5 * STRICT * (weights**2).sum())
        steep = counts[of_field] * (likely / every[of_field] - likely * right / good[of_field])
        return lost, across @ steep + STRICT * weights

    found = minimize(loss, np.zeros(len(columns)), jac=True, method="L-BFGS-B", options={"maxiter": 120}).x
    return {
        sign: (round(float(weight), 2),)
        for (_, sign), weight in zip(names.items(), found, strict=True)
        if abs(weight) >= SMALLEST
    }


class Whole(NamedTuple):
    """One of several posts of a text, its signs, and whether it is none."""

    record: int
    post: int
    signs: Counter[str]
    none: bool


def wholes(known: Sequence[Record]) -> Iterator[Whole]:
    """Every post of the texts of which several were read."""
    for at, record in enumerate(known):
        if len(record.openings) < 2:
            continue
        page = _page(record)
        pairs = aligned(record.told["openings"], [_told(one) for one in record.openings])
        real = {got for want, got in pairs if want is not None}
        for post in range(len(record.openings)):
            yield Whole(at, post, posts.signs_of(page, record.openings, post), post not in real)


def learnt_of_posts(known: Sequence[Whole]) -> Weights:
    """The weights of the signs that a post is none."""
    times = Counter(sign for one in known for sign in one.signs)
    names = [sign for sign, seen in times.items() if seen >= RAREST_OF_A_POST and _can_be_kept(sign)]
    columns = {sign: at for at, sign in enumerate(names)}
    rows = lil_matrix((len(known), len(names)))
    for at, one in enumerate(known):
        for sign, seen in one.signs.items():
            if sign in columns:
                rows[at, columns[sign]] = seen
    right = np.array([one.none for one in known], float)
    found = logistic(rows.tocsr(), right, np.ones(len(known)), STRICT_OF_A_POST)
    told = zip(names, found, strict=True)
    return {second_look.OF_A_POST + sign: (round(float(w), 3),) for sign, w in told if abs(w) >= SMALLEST_OF_A_POST}


def _page(record: Record) -> Page:
    kept = frozenset(line.number for line in lines_for_posts(record.source)[1] if not line.blank)
    return Page(record.source.text, lines_of(record.source.text), kept)


def _can_be_kept(sign: str) -> bool:
    """Whether a line of the file can hold it."""
    return sign.splitlines() == [sign] and "\t" not in sign


def corrected(known: Sequence[Field], weights: Weights, numbers: dict[str, int], openings: list[Openings]) -> None:
    """Gives each field of the openings the candidate that weighs most."""
    of_number = {numbers[sign]: weight for sign, (weight,) in weights.items() if sign in numbers}
    for field in known:
        sums = [
            sum(of_number[number] * times for number, times in signs.items() if number in of_number)
            for signs in field.signs
        ]
        best = second_look.likeliest(field.name, field.candidates, sums)
        if best is not field.candidates[0]:
            second_look.tell(openings[field.record][field.post], field.name, best)


def measured(
    known: Sequence[Record], every: Sequence[Field], whole: Sequence[Whole], numbers: dict[str, int]
) -> Iterator[dict[str, Any]]:
    """Of each sixth of the batches, what weights that were learnt without it make of the readings at first sight."""
    batches = sorted({record.batch for record in known if record.only == second_look.LOOKED_AT})
    for fold in range(FOLDS):
        ours = set(batches[fold::FOLDS])
        weights = learnt([field for field in every if known[field.record].batch not in ours], numbers)
        of_posts = learnt_of_posts([one for one in whole if known[one.record].batch not in ours])
        after = [[dict(one) for one in record.openings] for record in known]
        corrected([field for field in every if known[field.record].batch in ours], weights, numbers, after)
        weighed = [
            (one, sum(of_posts.get(second_look.OF_A_POST + sign, (0.0,))[0] * n for sign, n in one.signs.items()))
            for one in whole
            if known[one.record].batch in ours
        ]
        gone = [one for one, weight in weighed if weight > second_look.NO_POST]
        for one in reversed(gone):
            if len(after[one.record]) > 1:
                del after[one.record][one.post]
        mine = [at for at, record in enumerate(known) if record.batch in ours]
        was, then = (
            score(
                [
                    (known[at].name, known[at].told, {"openings": [*map(_told, read[at])], "out_of_scope": None})
                    for at in mine
                ]
            )
            for read in ([record.openings for record in known], after)
        )
        yield {
            "key": f"{fold + 1} of {FOLDS}",
            "texts": len(mine),
            "exact": [round(was.exact_share, 4), round(then.exact_share, 4)],
            "precision": [round(was.precision, 4), round(then.precision, 4)],
            "posts taken out": len(gone),
            "of them rightly": sum(one.none for one in gone),
            "posts too many": sum(one.none for one, _ in weighed),
        }


def record(folder: Path) -> int:
    """Keeps what the rules read of the texts of a folder; how many that are."""
    kept: dict[str, list[str]] = {}
    for path in sorted(folder.glob("*.txt")):
        source = normalise(path.read_text(encoding="utf-8"))
        best = choice.best(every_outcome(source), source.text)
        if best is None or several.begins(source.text):
            continue
        read = [with_spans(source, facts) for facts in best.openings]
        row = {
            "text": path.stem,
            "posts": [
                {name: [fact.value, [list(span) for span in fact.spans]] for name, fact in post.facts.items()}
                for post in read
            ],
        }
        line = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
        kept.setdefault(re.sub(r"_\d+$", "", path.stem), []).append(line)
    for batch, lines in kept.items():
        (FIRST_SIGHT / f"{batch}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return sum(map(len, kept.values()))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true", help="learn from all records and write the package's weights")
    parser.add_argument("--record", type=Path, help="keep what the rules read of the texts of a folder")
    options = parser.parse_args()
    if options.record:
        print(json.dumps({"recorded": record(options.record)}))
        return
    known = [*records(), *wordings(), *stories()]
    numbers: dict[str, int] = {}
    every, whole = list(fields(known, numbers)), list(wholes(known))
    if options.write:
        weights = learnt(every, numbers) | learnt_of_posts(whole)
        head = f"# Learnt from {len(known)} texts by `./dev bench second_look --write`. Sign, tab, weight.\n"
        lines = (f"{sign}\t{weight:g}\n" for sign, (weight,) in sorted(weights.items()))
        WEIGHTS.write_text(head + "".join(lines), encoding="utf-8")
        print(json.dumps({"texts": len(known), "fields": len(every), "signs": len(weights)}))
        return
    rows = []
    for row in measured(known, every, whole, numbers):
        print(row)
        rows.append(row)
    print(json.dumps({"rows": rows}))


if __name__ == "__main__":
    main()
