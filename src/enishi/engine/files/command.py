"""`enishi match`: two CSV files in; suggestions.csv, proposals.csv, why_not.csv and summary.json out, and lottery.csv where
lots were drawn.

Exit 0 when written; 2 with a line per fault on standard error when the input is bad, and 3 with a line per offending row
when the judges refuse what was found. Then nothing is written.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from enishi.engine import explain
from enishi.engine.cluster import ClusterUnavailable, cluster_lists, connect
from enishi.engine.explain import Explanation
from enishi.engine.files import deciding
from enishi.engine.files.build import Built, build_market
from enishi.engine.files.deciding import Decision, Extras
from enishi.engine.files.tables import Sheet, read_openings, read_physicians
from enishi.engine.files.writer import Results
from enishi.engine.graph import Graph
from enishi.engine.judge import Unsound
from enishi.engine.market import Market
from enishi.engine.ranking import candidates
from enishi.engine.schema import AGE_EXCEPTION_60, AGE_EXCEPTION_OTHER, DESIGNATIONS
from enishi.engine.scores import WEIGHTS_VERSION
from enishi.engine.words.facts import Sentence

SUGGESTIONS = (
    "physician",
    "opening",
    "rank_for_physician",
    "rank_for_opening",
    "reasons_physician",
    "reasons_institution",
    "unmet",
    "smallest_change",
)
PROPOSALS = ("physician", "opening", "reason")
ONE_MORE = "この募集は、予定の半日数を超えます。契約を一つ多くできるか、医療機関におたずねください。"
WHY_NOT = ("side", "number", "condition", "reason", "smallest_change")

Line = tuple[str | int, ...]


@dataclass(frozen=True)
class Outcome:
    """Everything a run found."""

    market: Market
    graph: Graph
    chosen: Decision
    explanations: list[Explanation]  # one per edge of the graph
    by_orders: bool  # the graph is both sides' own orders


def run_match(argv: list[str]) -> int:
    """Run the command with these arguments (without the program's name) and return the exit code."""
    try:
        options = _parser().parse_args(argv)
    except SystemExit as stop:  # argparse has already said what is wrong
        return int(stop.code or 0)
    wrong = list(deciding.unusable(options))
    for sentence in wrong:
        print(sentence, file=sys.stderr)
    return 2 if wrong else _run(options)


def _run(options: argparse.Namespace) -> int:
    began = time.perf_counter()
    physicians = read_physicians(options.physicians, options.as_of)
    openings = read_openings(options.openings, options.as_of)
    faults = [physicians.faults, openings.faults]
    built = None if any(one.found for one in faults) else build_market(physicians, openings, options.as_of)
    extras = None
    if built is not None:
        extras, more = deciding.read_extras(options, built.market, physicians, openings)
        faults += more
    if built is None or extras is None:
        for fault in (fault for one in faults for fault in one.found):
            print(fault, file=sys.stderr)
        return 2
    try:
        graph = extras.graph or _graph(built.market, options.top, options.scheduler)
        outcome = _match(built.market, graph, options, extras)
    except ClusterUnavailable as reason:
        print(f"--scheduler: {reason}", file=sys.stderr)
        return 2
    except Unsound as problem:
        print(f"検算に合わない結果のため、何も書きませんでした。開発元にお知らせください。\n{problem}", file=sys.stderr)
        return 3
    summary = _summary(outcome, built, physicians, openings, options, began)
    summary["notes"] += extras.notes
    try:
        _write(options.out, outcome, summary, began)
    except OSError as error:
        print(
            f"{options.out}: 書き込めません（{error.strerror}）。--out に書き込めるフォルダーを指定してください。",
            file=sys.stderr,
        )
        return 2
    for note in summary["notes"]:
        print(note, file=sys.stderr)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="enishi match", description="医師と募集の CSV から、理由つきのご提案をつくります。"
    )
    parser.add_argument("--physicians", type=Path, required=True, metavar="P.csv", help="医師の一覧")
    parser.add_argument("--openings", type=Path, required=True, metavar="O.csv", help="募集の一覧")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="結果を書くフォルダー")
    parser.add_argument("--top", type=_count, default=20, metavar="20", help="双方の一覧の長さ")
    deciding.add_arguments(parser, _count)
    parser.add_argument(
        "--as-of", type=_day, default=date.today(), metavar="DATE", help="基準の日（年-月-日、既定は今日）"
    )
    parser.add_argument(
        "--scheduler", metavar="tcp://HOST:8786", help="Dask のスケジューラー（一覧づくりを何台かで分けるとき）"
    )
    return parser


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) > 10_000:
        raise argparse.ArgumentTypeError(f"「{text}」は使えません。0〜10000の整数を指定してください")
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"「{text}」は日付として読めません。例: 2026-11-23") from None


def _graph(market: Market, top: int, scheduler: str | None) -> Graph:
    if scheduler is None:
        return candidates(market, k=top, m=top)
    with connect(scheduler) as client:
        return cluster_lists(client, market, top, top).graph(market)


def _match(market: Market, graph: Graph, options: argparse.Namespace, extras: Extras) -> Outcome:
    per_physician = 1 if options.proposals is None else options.proposals
    chosen = deciding.decide(market, graph, options.method, per_physician, extras)
    explanations = list(explain.pairs(market, graph.physician, graph.opening))
    return Outcome(market, graph, chosen, explanations, extras.graph is not None)


def _said(sentences: tuple[Sentence, ...]) -> str:
    return "".join(sentence.text for sentence in sentences)


def _changed(change: dict[str, Any] | None) -> str:
    return str(change["text"]) if change else ""


def _suggestions(outcome: Outcome) -> Iterator[Line]:
    """By physician's number, best first."""
    graph = outcome.graph
    if outcome.by_orders:
        for_physician, for_opening = graph.rank_for_physician_by(graph.u), graph.rank_for_opening_by(graph.v)
    else:
        for_physician, for_opening = graph.rank_for_physician(), graph.rank_for_opening()
    order = np.lexsort((for_physician, outcome.market.physician_number[graph.physician]))
    for edge in order.tolist():
        one = outcome.explanations[edge]
        unmet = "".join(f"{point.text}（おたずねすること: {point.question}）" for point in one.unmet)
        yield (
            one.physician,
            one.opening,
            int(for_physician[edge]),
            int(for_opening[edge]),
            _said(one.reasons_physician),
            _said(one.reasons_institution),
            unmet,
            _changed(one.smallest_change),
        )


def _proposals(outcome: Outcome) -> Iterator[Line]:
    played = outcome.chosen.played
    full = set() if played is None or played.ask is None else set(played.ask.tolist())
    for edge in outcome.chosen.edge.tolist():
        one = outcome.explanations[edge]
        reason = _said(one.reasons_physician[:1]) + _said(one.reasons_institution[:1])
        yield one.physician, one.opening, reason + (ONE_MORE if int(outcome.graph.opening[edge]) in full else "")


def _why_not(outcome: Outcome) -> Iterator[Line]:
    market, graph = outcome.market, outcome.graph
    for i in np.setdiff1d(np.arange(market.n_physicians), graph.physician).tolist():
        reason = explain.why_no_opening(market, i)
        yield (
            "physician",
            str(market.physician_number[i]),
            reason.key,
            _said(reason.physician),
            _changed(reason.smallest_change),
        )
    for j in np.setdiff1d(np.arange(market.n_openings), graph.opening).tolist():
        reason = explain.why_no_physician(market, j)
        yield (
            "opening",
            str(market.opening_number[j]),
            reason.key,
            _said(reason.desk),
            _changed(reason.smallest_change),
        )


def _write(folder: Path, outcome: Outcome, summary: dict[str, Any], began: float) -> None:
    with Results(folder) as results:
        results.table("suggestions.csv", SUGGESTIONS, _suggestions(outcome))
        results.table("proposals.csv", PROPOSALS, _proposals(outcome))
        results.table("why_not.csv", WHY_NOT, _why_not(outcome))
        if outcome.chosen.lottery is not None:
            results.table("lottery.csv", deciding.LOTTERY, deciding.lots(outcome.market, outcome.chosen.lottery))
        summary["seconds"] = round(time.perf_counter() - began, 3)
        results.summary("summary.json", summary)
        results.publish()


def _summary(
    outcome: Outcome, built: Built, physicians: Sheet, openings: Sheet, options: argparse.Namespace, began: float
) -> dict[str, Any]:
    market, graph, chosen = outcome.market, outcome.graph, outcome.chosen
    return {
        "as_of": options.as_of.isoformat(),
        "weights_version": WEIGHTS_VERSION,
        "top": options.top,
        "proposals_per_physician": 1 if options.proposals is None else options.proposals,
        "counts": {
            "physicians": market.n_physicians,
            "openings": market.n_openings,
            "seats": int(market.posts.capacity.sum()),
            "suggestions": graph.n_edges,
            "proposals": len(chosen.edge),
            "physicians_with_suggestions": len(np.unique(graph.physician)),
            "openings_with_candidates": len(np.unique(graph.opening)),
            "physicians_unverified": int((~market.physicians.licence_verified).sum()),
        },
        **deciding.summed_up(market, graph, chosen),
        "fill_by_area_class": _fill(outcome),
        "files": {
            "physicians": {"encoding": physicians.table.encoding, "unknown_columns": physicians.table.unknown_columns},
            "openings": {"encoding": openings.table.encoding, "unknown_columns": openings.table.unknown_columns},
        },
        "notes": list(_notes(market, built, physicians, openings)),
        "seconds": round(time.perf_counter() - began, 3),
    }


def _fill(outcome: Outcome) -> dict[str, dict[str, int | float]]:
    """Seats and proposals by designation; an opening with two designations counts in both, `none` has neither."""
    posts = outcome.market.posts
    proposed = np.bincount(outcome.graph.opening[outcome.chosen.edge], minlength=outcome.market.n_openings)
    classes = {name: (posts.designation & (1 << bit)) != 0 for bit, name in enumerate(DESIGNATIONS)}
    fill: dict[str, dict[str, int | float]] = {}
    for name, inside in {**classes, "none": posts.designation == 0}.items():
        seats, filled = int(posts.capacity[inside].sum()), int(proposed[inside].sum())
        fill[name] = {
            "openings": int(inside.sum()),
            "seats": seats,
            "proposed": filled,
            "share": round(filled / max(seats, 1), 4),
        }
    return fill


def _notes(market: Market, built: Built, physicians: Sheet, openings: Sheet) -> Iterator[str]:
    """What a person should look at although nothing is wrong."""
    seekers, posts = physicians.faults.file, openings.faults.file
    for sheet in (physicians, openings):
        for name in sheet.table.unknown_columns:
            yield f"{sheet.faults.file}:1: {name}: この列は使いません。列名が正しいかお確かめください。"
    for line, count in built.unmatched_shields:
        what = f"{count}件の名前が、募集のどの医療機関・法人にも当たりません。書き方をお確かめください。"
        yield f"{seekers}:{line}: hidden_from: {what}"
    if (market.posts.age_exception == AGE_EXCEPTION_60).any() and not market.physicians.is_60_or_over.any():
        what = "60歳以上に限る募集がありますが、当てはまる生年月日の記入がありません。"
        yield f"{seekers}:1: birth_date: {what}"
    others = int((market.posts.age_exception == AGE_EXCEPTION_OTHER).sum())
    if others:
        what = f"3-i-ni のほかの例外事由が{others}件あります。当てはまるかは担当者がお確かめください。"
        yield f"{posts}:1: age_exception: {what}"
