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
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from _learning import logistic, write
from _network import Asked, Learner, kept, mean_of, rounded
from _stories import READING, rates, told
from scipy.sparse import lil_matrix

from enishi.openings.reading import choice, second_look, several
from enishi.openings.reading.facts import FIELDS, UNSAID, Found, with_spans
from enishi.openings.reading.items import items_of
from enishi.openings.reading.learnt import Weights
from enishi.openings.reading.lines import lines_of
from enishi.openings.reading.normal import Source, normalise
from enishi.openings.reading.reader import every_outcome, lines_for_posts
from enishi.openings.reading.scoring import aligned, comparable, score
from enishi.openings.reading.second_look import others, posts
from enishi.openings.reading.second_look.scales import Net, Row
from enishi.openings.reading.second_look.signs import Buckets, Candidate, Page, Posts, matter_of

CORPUS = READING / "corpus"
FIRST_SIGHT = READING / "first_sight"
WORDINGS = READING / "wordings"
WEIGHTS = Path(choice.__file__).with_name("second_look_weights.txt")
WORDING = 4.0
"""How much a field of a wording or a story counts, against one of a text."""
NONE_RIGHT = 0.2
"""How much a field counts of which no candidate is right: to say nothing is better then."""
STRICT_OF_A_POST, RAREST_OF_A_POST, SMALLEST_OF_A_POST = 30.0, 8, 0.01
"""The same for the signs that a post is none."""
FOLDS = 6
TOGETHER = 3
"""Networks whose mean the package has: each alone loses some fact of the tests by the order in which it saw them."""

Openings = list[dict[str, Found]]


class Record(NamedTuple):
    """A text as it was read at first sight, places in the normal text; only: of each post the fields that are told of, None for all of all."""

    name: str
    source: Source
    told: dict[str, Any]
    openings: Openings
    only: list[tuple[str, ...]] | None = None

    @property
    def batch(self) -> str:
        return re.sub(r"_\d+$", "", self.name)


class Field(NamedTuple):
    """A field of a post with its candidates, and which are right."""

    record: int
    post: int
    name: str
    candidates: list[Candidate]
    right: list[bool]


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
            told = row["gold"] if name in ("place", "specialties") else {name: row["gold"]}
            only = tuple(one for one in told if one in second_look.LOOKED_AT) if isinstance(told, dict) else ()
            for kind in (0, 1) if path.stem.startswith("ours") else (framed.frame_of(row["snippet"]),):
                source = normalise(framed.framed(name, row["snippet"], kind))
                best = choice.best(every_outcome(source), source.text) if only else None
                if best is not None and len(best.openings) == 1:
                    openings = {"openings": [_told(best.openings[0]) | told], "out_of_scope": None}
                    yield Record(f"{path.stem}_{at}", source, openings, best.openings, [only])


def stories() -> Iterator[Record]:
    """The texts of which the tests tell some facts of each post, as the rules read them now, where they make as many posts."""
    for name, text, wanted in told():
        source = normalise(text)
        best = choice.best(every_outcome(source), source.text) if wanted else None
        if best is None or len(best.openings) != len(wanted) or several.begins(source.text):
            continue
        only = [tuple(name for name in second_look.LOOKED_AT if name in post) for post in wanted]
        expected = [
            _told(read) | {name: rates(value) if name == "pay" else value for name, value in post.items()}
            for read, post in zip(best.openings, wanted, strict=True)
        ]
        yield Record(name, source, {"openings": expected}, best.openings, only)


def _normal(source: Source, spans: Sequence[Sequence[int]]) -> tuple[tuple[int, int], ...]:
    """Places of the original in the normal text."""
    found = ((bisect_left(source.origin, begin), bisect_left(source.origin, end)) for begin, end in spans)
    return tuple((begin, max(end, begin + 1)) for begin, end in found if begin < len(source.text))


class Known(NamedTuple):
    """What is learnt from: the fields, of each one what its network is asked, and the words of every place."""

    fields: list[Field]
    asked: list[Asked]
    words: list[Buckets]


def fields(known: Sequence[Record]) -> Known:
    """Every field of the posts for which a text has more than one answer."""
    found = Known([], [], [])
    for at, record in enumerate(known):
        text = record.source.text
        page = _page(record)
        by_itself = others.Alone(items_of(lines_of(text), text), text)
        posts = Posts(page, record.openings)
        places: dict[tuple[int, int], int] = {}
        said = [_told(one) for one in record.openings]
        partner = {got: want for want, got in aligned(record.told["openings"], said) if got is not None}
        for post in range(len(record.openings)):
            want = partner.get(post)
            for name in second_look.LOOKED_AT if record.only is None else record.only[post]:
                candidates = second_look.candidates(record.openings, post, name, by_itself)
                if len(candidates) < 2:
                    continue
                right = [
                    want is not None
                    and comparable(name, record.told["openings"][want][name]) == comparable(name, one.value)
                    for one in candidates
                ]
                counts = 1.0 if record.only is None else WORDING
                taken = right
                if not any(right):
                    counts, taken = NONE_RIGHT, [one.value == UNSAID[name] for one in candidates]
                rows = []
                for one, signs in zip(candidates, posts.signs(post, name, candidates), strict=True):
                    for place in one.weighed:
                        if place not in places:
                            places[place] = len(found.words)
                            found.words.append(page.letters(place).astype(np.int32))
                    at_places = [places[place] for place in one.weighed]
                    rows.append(Row(name, matter_of(page, name, one), at_places, signs))
                if any(taken):
                    found.fields.append(Field(at, post, name, candidates, right))
                    found.asked.append(Asked(rows, taken, counts))
    return found


def _told(facts: dict[str, Found]) -> dict[str, Any]:
    return {name: facts[name].value if name in facts else UNSAID[name] for name in FIELDS}


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
    return {sign: (round(float(w), 3),) for sign, w in told if abs(w) >= SMALLEST_OF_A_POST}


def _page(record: Record) -> Page:
    kept = frozenset(line.number for line in lines_for_posts(record.source)[1] if not line.blank)
    return Page(record.source.text, lines_of(record.source.text), kept)


def _can_be_kept(sign: str) -> bool:
    """Whether a line of the file can hold it."""
    return sign.splitlines() == [sign] and "\t" not in sign


def corrected(known: Known, of: Sequence[int], net: Net, openings: list[Openings]) -> None:
    """Gives the fields with some numbers the candidate that weighs most in the openings."""
    for at in of:
        field = known.fields[at]
        weighed = net.weigh(known.words.__getitem__, known.asked[at].rows)
        best = second_look.likeliest(field.name, field.candidates, weighed)
        if best is not field.candidates[0]:
            second_look.tell(openings[field.record][field.post], field.name, best)


def learnt_without(
    known: Sequence[Record], every: Known, whole: Sequence[Whole]
) -> Iterator[tuple[set[str], Net, Weights]]:
    """Each sixth of the batches, with the network and the weights of posts that are learnt without it."""
    batches = sorted({record.batch for record in known if record.only is None})
    for fold in range(FOLDS):
        ours = set(batches[fold::FOLDS])
        asked = [
            one for one, field in zip(every.asked, every.fields, strict=True) if not _is_of(known[field.record], ours)
        ]
        net = rounded(Learner(every.words, asked, second_look.LOOKED_AT).learn())
        yield ours, net, learnt_of_posts([one for one in whole if not _is_of(known[one.record], ours)])


def _is_of(record: Record, batches: set[str]) -> bool:
    return record.only is None and record.batch in batches


def measured(known: Sequence[Record], every: Known, whole: Sequence[Whole]) -> Iterator[dict[str, Any]]:
    """Of each sixth of the batches, what weights that were learnt without it make of the readings at first sight."""
    for fold, (ours, net, of_posts) in enumerate(learnt_without(known, every, whole)):
        apart = [_is_of(known[field.record], ours) for field in every.fields]
        after = [[dict(one) for one in record.openings] for record in known]
        corrected(every, np.flatnonzero(apart).tolist(), net, after)
        weighed = [
            (one, sum(of_posts.get(sign, (0.0,))[0] * n for sign, n in one.signs.items()))
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
    every, whole = fields(known), list(wholes(known))
    if options.write:
        write(WEIGHTS, learnt_of_posts(whole), len(known), "second_look")
        nets = [Learner(every.words, every.asked, second_look.LOOKED_AT, seed).learn() for seed in range(TOGETHER)]
        net = mean_of(nets)
        kept(net)
        print(json.dumps({"texts": len(known), "fields": len(every.fields), "signs": len(net.sign_at)}))
        return
    rows = []
    for row in measured(known, every, whole):
        print(row)
        rows.append(row)
    print(json.dumps({"rows": rows}))


if __name__ == "__main__":
    main()
