"""Which of the readings that come near to the rules' own is the best, now that a second look tells how sure their facts are.

    ./dev bench sure [--write]
    ./dev bench sure --record

`tests/openings/reading/looked_ways` holds what the near ways to part each text look like after a second look by networks that were learnt
without its batch, and how many fields each of them has exact then. Prints for each sixth of the batches, by weights that were learnt without
it, the share of exact fields by the rules' own reading, by the chosen one and by the best; the last line is JSON. `--write` learns from all of
them and the stories of the tests and writes `src/enishi/openings/reading/sure_weights.txt`. `--record` learns the six networks and keeps what they see (half an hour).
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import beginnings
import choice as ways
import second_look as facts
from _learning import write
from _stories import told

from enishi.openings.reading import choice, several
from enishi.openings.reading.again import Again
from enishi.openings.reading.learnt import Weights, weights
from enishi.openings.reading.lines import lines_of
from enishi.openings.reading.normal import normalise
from enishi.openings.reading.reader import every_outcome
from enishi.openings.reading.second_look.scales import Net

LOOKED = ways.READING / "looked_ways"
WEIGHTS = Path(choice.__file__).with_name("sure_weights.txt")


def record() -> int:
    """Keeps what the near ways of every text look like; how many texts that are."""
    begins = {batch: one for ours, one in beginnings.learnt_without(beginnings.known()) for batch in ours}
    known = [*facts.records(), *facts.wordings(), *facts.stories()]
    every, whole = facts.fields(known), list(facts.wholes(known))
    return sum(
        _record(batch, net, of_posts, begins.get(batch))
        for ours, net, of_posts in facts.learnt_without(known, every, whole)
        for batch in sorted(ours)
    )


def _record(batch: str, net: Net, of_posts: Weights, begins: Weights | None) -> int:
    lines: list[str] = []
    for path in sorted(facts.CORPUS.glob(f"{batch}_*.json")):
        wanted = json.loads(path.read_text(encoding="utf-8"))
        source = normalise(path.with_suffix(".txt").read_text(encoding="utf-8"))
        if wanted["out_of_scope"] is not None or several.begins(source.text):
            continue
        again = Again(source, lines_of(source.text), net, of_posts)
        kept = []
        words = choice.Words(source.text, begins)
        for outcome, shown in _near(choice.different(list(every_outcome(source)), source.text, words)):
            signs = {**shown, **(again.signs(outcome) or {})}
            kept.append((beginnings.exact(wanted["openings"], source, again.openings(outcome)), signs))
        if len(kept) > 1 and len({frozenset(signs) for _, signs in kept}) == 1:
            names = sorted(kept[0][1])
            lines = lines or [json.dumps({"signs": names})]
            rows = [{"exact": round(exact, 4), "signs": [round(one[name], 3) for name in names]} for exact, one in kept]
            lines.append(json.dumps({"text": path.stem, "ways": rows}, separators=(",", ":")))
    if lines:
        (LOOKED / f"{batch}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return max(len(lines) - 1, 0)


def _near(apart: list[tuple[choice.Outcome, dict[str, float]]]) -> Iterator[tuple[choice.Outcome, dict[str, float]]]:
    known = weights("choice_weights.txt")
    for at in choice.near_to_first([choice.sum_of(shown, known) for _, shown in apart]) if apart else ():
        yield apart[at]


def stories() -> Iterator[ways.Text]:
    """The near ways of the texts of which the tests tell some facts, as the package's network sees them: what is told there stays so."""
    for _, text, wanted in told():
        source = normalise(text)
        near = [*_near(choice.different(list(every_outcome(source)), source.text))] if wanted else []
        if len(near) < 2 or several.begins(source.text):
            continue
        again = Again(source, lines_of(source.text))
        signs = [{**shown, **(again.signs(outcome) or {})} for outcome, shown in near]
        right = [ways.share_told(again.openings(outcome), wanted) for outcome, _ in near]
        if len({frozenset(one) for one in signs}) == 1:
            yield ways.Text("", signs, right)


def chosen(text: ways.Text, known: Weights) -> int:
    """The reading that `choice.best` takes of those that it looks at again."""
    return choice.chosen([choice.sum_of(shown, known) for shown in text.signs], choice.SURE_AGAIN)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true", help="learn from all records and write the package's weights")
    parser.add_argument("--record", action="store_true", help="keep what second looks at the ways of all texts see")
    options = parser.parse_args()
    if options.record:
        print(json.dumps({"recorded": record()}))
        return
    every = [*ways.records(LOOKED), *stories()]
    if options.write:
        learnt = ways.learnt(every)
        write(WEIGHTS, learnt, len(every), "sure")
        print(json.dumps({"texts": len(every), "signs": len(learnt)}))
        return
    rows = []
    for row in ways.measured(every, chosen):
        print(row)
        rows.append(row)
    print(json.dumps({"rows": rows}))


if __name__ == "__main__":
    main()
