"""Which proposals `enishi match` makes: the method, what it is told beside the two lists, and the judges' word on it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from enishi.engine import judge, proposals
from enishi.engine.files.orders import ordered_graph, read_lottery, read_order
from enishi.engine.files.reader import Faults
from enishi.engine.files.regions import Regions, anywhere, by_index, read_regions
from enishi.engine.files.tables import Sheet
from enishi.engine.graph import Graph
from enishi.engine.market import Market
from enishi.engine.proposals import Proposals
from enishi.engine.rounds import NO_CAP, Method, Round, Rules, lottery_by_number, solve
from enishi.engine.schema import I32
from enishi.engine.solvers.lottery import Lottery

LOTTERY = ("side", "number", "lottery")


@dataclass(frozen=True)
class Extras:
    """`regions`: of regions.csv, or one without limits. `graph`: of both sides' own orders, None = the best of each list.
    `notes`: what a person should look at."""

    regions: Regions
    rules: Rules
    graph: Graph | None
    notes: list[str]


@dataclass(frozen=True)
class Decision:
    """`edge`: int32 edges of the graph to be proposed. One of `assigned` and `played` says how they were found."""

    method: Method
    edge: I32
    regions: Regions
    assigned: Proposals | None = None
    played: Round | None = None
    lottery: Lottery | None = None


def add_arguments(parser: argparse.ArgumentParser, count: Any) -> None:
    """The options of choosing. `count`: reads a whole number of at least 0."""
    parser.add_argument(
        "--method",
        type=Method,
        choices=list(Method),
        default=Method.ASSIGNMENT,
        help="ご提案の決め方。assignment 全体の割り当て（既定）、stable 安定な組み合わせ、regional-caps 地域の上限つき、"
        "weekly 週の掛け持ち（max_posts 列）、whole-contracts 分けない契約（half_days 列）",
    )
    parser.add_argument(
        "--proposals", type=count, metavar="N", help="医師一人あたりのご提案の上限（assignment だけ。既定は1）"
    )
    parser.add_argument(
        "--regions",
        type=Path,
        metavar="R.csv",
        help="地域ごとの下限（assignment の floor）か上限（regional-caps の cap）。列は region,prefectures,floor,cap",
    )
    parser.add_argument(
        "--physician-orders", type=Path, metavar="PO.csv", help="医師の順位表（列は physician,opening,rank）"
    )
    parser.add_argument(
        "--opening-orders", type=Path, metavar="OO.csv", help="募集の順位表（列は同じ。二つそろえて指定）"
    )
    parser.add_argument("--seed", type=count, metavar="0", help="同点を決めるくじの種（lottery.csv に数を書きます）")
    parser.add_argument("--lottery", type=Path, metavar="L.csv", help="よそで引いたくじ（列は side,number,lottery）")


def unusable(options: argparse.Namespace) -> Iterator[str]:
    """What does not go together, one sentence each."""
    is_round = options.method != Method.ASSIGNMENT
    if options.method == Method.REGIONAL_CAPS and not options.regions:
        yield "--method regional-caps: --regions に地域の上限の CSV を指定してください。"
    if options.regions and options.method not in (Method.ASSIGNMENT, Method.REGIONAL_CAPS):
        yield "--regions: --method assignment か regional-caps とともに指定してください。"
    if is_round and options.proposals is not None:
        yield "--proposals: --method assignment のときだけ指定できます。掛け持ちは weekly と max_posts 列をお使いください。"
    for name in ("physician_orders", "opening_orders", "lottery", "seed"):
        if not is_round and getattr(options, name) is not None:
            yield f"--{name.replace('_', '-')}: --method に assignment のほかの決め方を指定してください。"
    if bool(options.physician_orders) != bool(options.opening_orders):
        yield "--physician-orders と --opening-orders は、二つそろえて指定してください。"
    if options.lottery and options.seed is not None:
        yield "--seed と --lottery は、どちらか一つを指定してください。"


def read_extras(
    options: argparse.Namespace, market: Market, physicians: Sheet, openings: Sheet
) -> tuple[Extras | None, list[Faults]]:
    """The files beside the two lists; None, and what is wrong with them."""
    faults: list[Faults] = []
    regions, graph, notes = anywhere(market), None, []
    if options.regions:
        sheet = read_regions(options.regions, "floor" if options.method == Method.ASSIGNMENT else "cap")
        faults.append(sheet.faults)
        regions = sheet.over(market)
    lottery: Lottery | None = lottery_by_number(market, options.seed or 0)
    if options.lottery:
        lottery, wrong = read_lottery(options.lottery, market)
        faults.append(wrong)
    if options.physician_orders and options.opening_orders:
        own = read_order(options.physician_orders, market, "physician")
        theirs = read_order(options.opening_orders, market, "opening")
        faults += [own.faults, theirs.faults]
        if not own.faults.found and not theirs.faults.found:
            graph, barred = ordered_graph(market, own, theirs)
            file = own.faults.file
            notes = [f"{file}:{line}: opening: 条件に合わない組のため、使いませんでした。" for line in barred]
    if lottery is None or any(one.found for one in faults):
        return None, faults
    posts = by_index(physicians, market.physician_row.tolist(), "max_posts")
    half_days = by_index(openings, market.opening_row.tolist(), "half_days")
    rules = Rules(lottery, regions.of_opening, regions.cap, posts, half_days)
    return Extras(regions, rules, graph, notes), faults


def decide(market: Market, graph: Graph, method: Method, per_physician: int, extras: Extras) -> Decision:
    """The proposals. Raises judge.Unsound when the judges find anything wrong with them or with the lists."""
    judge.refuse(judge.pairs(market, graph.physician, graph.opening), market)
    regions, rules = extras.regions, extras.rules
    if method == Method.ASSIGNMENT:
        wanted = (regions.of_opening, regions.floor) if regions.floor.any() else (None, None)
        assigned = proposals.choose(market, graph, per_physician, *wanted)
        judge.refuse(judge.assignments(graph, assigned, per_physician), market)
        judge.refuse(judge.proposed(market, graph, assigned.edge), market)
        return Decision(method, assigned.edge, regions, assigned=assigned)
    played = solve(market, graph, method, rules)
    judge.refuse(judge.of_round(market, played, rules), market)
    judge.refuse(judge.proposed(market, graph, played.edge), market)
    return Decision(method, played.edge, regions, played=played, lottery=rules.lottery)


def lots(market: Market, lottery: Lottery) -> Iterator[tuple[str, str, int]]:
    """lottery.csv: everybody's number, by side and number."""
    sides = (
        ("physician", market.physician_number, lottery.physician),
        ("opening", market.opening_number, lottery.opening),
    )
    for side, numbers, drawn in sides:
        for at in np.argsort(numbers, kind="stable").tolist():
            yield side, str(numbers[at]), int(drawn[at])


def summed_up(market: Market, graph: Graph, decision: Decision) -> dict[str, Any]:
    """What summary.json says of the method: the certificate, or the round and its limits."""
    found: dict[str, Any] = {"method": str(decision.method)}
    if assigned := decision.assigned:
        found["certificate"] = {
            "value": round(assigned.value, 6),
            "bound": round(assigned.bound, 6),
            "gap": round(assigned.gap, 6),
        }
    if played := decision.played:
        found["round"] = {"stable": True, "steps": int(played.solved.proposals)}
        if played.ask is not None:
            found["round"]["ask_for_one_contract_more"] = market.opening_number[played.ask].tolist()
        if played.lowered is not None:
            found["round"]["fewer_posts_for_a_full_week"] = market.physician_number[played.lowered].tolist()
    regions = decision.regions
    if len(regions.names) > 1:
        found["regions"] = list(_regions(market, graph, decision))
    return found


def _regions(market: Market, graph: Graph, decision: Decision) -> Iterator[dict[str, Any]]:
    regions, n = decision.regions, len(decision.regions.names)
    seats = np.bincount(regions.of_opening, weights=market.posts.capacity, minlength=n).astype(np.int64)
    proposed = np.bincount(regions.of_opening[graph.opening[decision.edge]], minlength=n)
    for at, name in enumerate(regions.names):
        one: dict[str, Any] = {"region": name, "seats": int(seats[at]), "proposed": int(proposed[at])}
        if decision.assigned and regions.floor.any():
            one |= {"floor": int(regions.floor[at]), "unmet": int(decision.assigned.unmet[at])}
            one |= {"price": round(float(decision.assigned.region_price[at]), 6)}
        if decision.played:
            one |= {"cap": None if regions.cap[at] == NO_CAP else int(regions.cap[at])}
        yield one
