"""Whether a text offers a physician's post: how well that is told of writers who were not learnt from, and the weights.

    ./dev bench scope [--write]

Learns from the labelled texts of the tests: the corpus, `told_apart`, `offers` and the layouts, but no `held_out_*`. Prints for each batch how
many texts are judged rightly by weights that were learnt without that batch; the last line is JSON. `--write` learns from all of them
and writes `src/enishi/openings/reading/scope_weights.txt`. The same texts give the same file.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from _stories import layouts
from numpy.typing import NDArray
from scipy.optimize import minimize

from enishi.openings.reading import evidence
from enishi.openings.reading.learnt import Weights
from enishi.openings.reading.normal import normalise
from enishi.openings.reading.scope import ANSWERS, BIAS, shares_of

TEXTS = Path(__file__).parent.parent / "tests" / "openings" / "reading"
WEIGHTS = Path(__file__).parent.parent / "src" / "enishi" / "openings" / "reading" / "scope_weights.txt"
MOST_WORDS = 1200
LEAST_TEXTS = {"word": 5, "head": 5}
"""A sign is weighed if so many texts show it, any other sign from 3."""
STRICT = {"word": 1.5, "head": 1.5}
"""How strongly weights are held near 0 (half the inverse of a variance), those of any other sign by 2."""
LOST = 1.5
"""How much more a physician's post weighs than any other text: one that is lost loses all its fields."""
STORY = 3.0
"""How much more a text counts of which the tests tell facts."""
SMALLEST = 0.065
"""A sign whose weights all lie nearer to 0 is left out of the file."""


class Text(NamedTuple):
    batch: str
    signs: frozenset[str]
    answer: int


def labelled() -> Iterator[tuple[str, str, str]]:
    """(batch, text, answer) of every labelled text."""
    for path in sorted((TEXTS / "corpus").glob("*.json")):
        if not path.stem.startswith("held_out"):
            told = json.loads(path.read_text(encoding="utf-8"))["out_of_scope"] or ANSWERS[0]
            yield re.sub(r"_\d+$", "", path.stem), path.with_suffix(".txt").read_text(encoding="utf-8"), told
    for folder in ("told_apart", "offers"):
        for path in sorted((TEXTS / folder).glob("*.txt")):
            if path.stem.startswith("held_out"):
                continue
            for part in path.read_text(encoding="utf-8").split("\n=== ")[1:]:
                text, _, told = part.partition("\n")[2].partition("\n>>>\n")
                first = told.strip().split("\n")[0]
                batch = folder if folder == "told_apart" else f"{folder}_{path.stem.partition('_')[0]}"
                yield batch, text, ANSWERS[0] if first.startswith("{") else first
    yield from (("layouts", text, told if isinstance(told, str) else ANSWERS[0]) for text, told in layouts())


def _kind(sign: str) -> str:
    return sign.partition(":")[0]


def _words(texts: Sequence[Text]) -> list[str]:
    """The words that part the answers best, none beside a longer one that comes in nearly the same texts."""
    seen: Counter[str] = Counter()
    by = [Counter[str]() for _ in ANSWERS]
    for text in texts:
        words = [sign for sign in text.signs if _kind(sign) in LEAST_TEXTS]
        seen.update(words)
        by[text.answer].update(words)
    of = Counter(text.answer for text in texts)
    tells: dict[str, float] = {}
    for sign, times in seen.items():
        if LEAST_TEXTS[_kind(sign)] <= times <= 0.8 * len(texts):
            expected = [times * of[answer] / len(texts) for answer in range(len(ANSWERS))]
            most = max((by[a][sign] - e) ** 2 / (e + 1) for a, e in enumerate(expected))
            tells[sign] = most * len(texts) / (len(texts) - times)
    kept: list[str] = []
    for sign in sorted(tells, key=lambda sign: (-tells[sign], -len(sign), sign)):
        kind, _, word = sign.partition(":")
        others = (other.partition(":") for other in kept if abs(seen[other] - seen[sign]) <= 0.15 * seen[sign])
        if not any(k == kind and (word in w or w in word) for k, _, w in others):
            kept.append(sign)
        if len(kept) == MOST_WORDS:
            break
    return kept


def learnt(texts: Sequence[Text]) -> Weights:
    """The weights of a multinomial logistic regression with a Gaussian prior."""
    seen = Counter(sign for text in texts for sign in text.signs if _kind(sign) not in LEAST_TEXTS)
    signs = [*sorted(sign for sign, times in seen.items() if times >= 3), *_words(texts), BIAS]
    place = {sign: at for at, sign in enumerate(signs)}
    shown = np.zeros((len(texts), len(signs)))
    shown[:, -1] = 1.0
    for row, text in enumerate(texts):
        shown[row, [place[sign] for sign in text.signs if sign in place]] = 1.0
    strict = np.array([[STRICT.get(_kind(sign), 2.0)] for sign in signs])
    strict[-1] = 0.0
    right = np.eye(len(ANSWERS))[[text.answer for text in texts]]
    counts = 1.0 + (LOST - 1.0) * right[:, :1]
    counts *= np.array([[STORY if text.batch in ("told_apart", "layouts", "offers_own") else 1.0] for text in texts])

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = flat.reshape(-1, len(ANSWERS))
        sums = shown @ weights
        sums -= sums.max(axis=1, keepdims=True)
        logs = sums - np.log(np.exp(sums).sum(axis=1, keepdims=True))
        slope = shown.T @ (counts * (np.exp(logs) - right)) + strict * weights
        return float(-(counts * logs * right).sum() + 0.5 * (strict * weights**2).sum()), slope.ravel()

    found = minimize(loss, np.zeros(len(signs) * len(ANSWERS)), jac=True, method="L-BFGS-B", options={"maxiter": 400})
    rows = found.x.reshape(-1, len(ANSWERS))
    return {
        sign: tuple(round(float(number), 2) for number in row)
        for sign, row in zip(signs, rows, strict=True)
        if np.abs(row).max() >= SMALLEST
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "--write", action="store_true", help="learn from all texts and write the weights of the package"
    )
    options = parser.parse_args()
    texts = [
        Text(batch, frozenset(evidence.of(normalise(text).text)), ANSWERS.index(answer))
        for batch, text, answer in labelled()
    ]
    if options.write:
        weights = learnt(texts)
        head = f"# Learnt from {len(texts)} texts by `./dev bench scope --write`. Sign, tab, weights for: {' '.join(ANSWERS)}\n"
        rows = sorted(weights.items(), key=lambda one: (one[0] != BIAS, one[0]))
        lines = [f"{sign}\t{' '.join(f'{number:g}' for number in row)}\n" for sign, row in rows]
        WEIGHTS.write_text(head + "".join(lines), encoding="utf-8")
        print(json.dumps({"texts": len(texts), "signs": len(weights)}))
        return
    told = []
    for batch in sorted({text.batch for text in texts}):
        weights = learnt([text for text in texts if text.batch != batch])
        right: Counter[str] = Counter()
        total: Counter[str] = Counter()
        for text in texts:
            if text.batch == batch:
                answer = ANSWERS[text.answer]
                shares = shares_of([sign for sign in (BIAS, *text.signs) if sign in weights], weights)
                total[answer] += 1
                right[answer] += max(shares, key=shares.__getitem__) == answer
        row = {"key": batch, "texts": total.total(), "right": right.total()}
        told.append(row | {answer: f"{right[answer]}/{total[answer]}" for answer in ANSWERS if total[answer]})
        print(told[-1])
    print(json.dumps({"rows": told}, ensure_ascii=False))


if __name__ == "__main__":
    main()
