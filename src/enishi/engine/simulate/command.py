"""`enishi simulate`: the ways of listing and of proposing, played in made-up markets; simulation.json and
simulation.svg out.

Exit 0 when written; 2 with a sentence on standard error when an argument cannot be used; 3 with the offending rows when
an outcome is not what its method promises. Then no result is written.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from enishi.engine.judge import Unsound
from enishi.engine.schema import PREFECTURES
from enishi.engine.scores import WEIGHTS_VERSION
from enishi.engine.simulate.by_lists import BETA, LENGTH, run_lists
from enishi.engine.simulate.by_rounds import METHODS, Propose, run_rounds
from enishi.engine.simulate.chart import MODES, chart
from enishi.engine.simulate.outcome import Outcome, spread, summed_up
from enishi.engine.simulate.scene import INSTITUTION, PHYSICIAN, SCOPE, make_scene

RATIOS = {
    "product_vs_one_sided": ("lists", "product", "one_sided"),
    "tu_vs_one_sided": ("lists", "tu", "one_sided"),
    "deferred_acceptance_vs_one_sided": ("proposals", "deferred_acceptance", "one_sided"),
    "assignment_vs_deferred_acceptance": ("proposals", "assignment", "deferred_acceptance"),
}
Play = dict[str, dict[str, Outcome]]  # mode, method


def run_simulate(argv: list[str]) -> int:
    """Run the command with these arguments (without the program's name) and return the exit code."""
    try:
        options = _parser().parse_args(argv)
    except SystemExit as stop:  # argparse has already said what is wrong
        return int(stop.code or 0)
    try:
        options.out.mkdir(parents=True, exist_ok=True)
        result = simulate(options.physicians, options.openings, options.seeds, options.rounds)
        (options.out / "simulation.json").write_text(
            json.dumps(result, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
        )
        (options.out / "simulation.svg").write_text(chart(result), encoding="utf-8")
    except OSError as error:
        print(
            f"{options.out}: 書き込めません（{error.strerror}）。--out に書き込めるフォルダーを指定してください。",
            file=sys.stderr,
        )
        return 2
    except Unsound as problem:
        print(f"検算に合わない結果のため、何も書きませんでした。開発元にお知らせください。\n{problem}", file=sys.stderr)
        return 3
    print(table(result))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="enishi simulate",
        description="架空の医師と募集で、一覧の並べ方と引き合わせ方を比べます。simulation.json と simulation.svg を書きます。",
    )
    parser.add_argument("--physicians", type=_from(1, 20_000), default=3_000, metavar="3000", help="医師の人数")
    parser.add_argument("--openings", type=_from(1, 20_000), default=1_200, metavar="1200", help="募集の件数")
    parser.add_argument("--seeds", type=_from(1, 1_000), default=20, metavar="20", help="乱数の種をかえて行う回数")
    parser.add_argument("--rounds", type=_from(1, 20), default=3, metavar="3", help="引き合わせの回数")
    parser.add_argument("--out", type=Path, default=Path("simulation"), metavar="DIR", help="結果を書くフォルダー")
    return parser


def _from(low: int, high: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        if not (text.isascii() and text.isdecimal()) or not low <= int(text) <= high:
            raise argparse.ArgumentTypeError(f"「{text}」は使えません。{low}〜{high}の整数を指定してください")
        return int(text)

    return number


def simulate(n_physicians: int, n_openings: int, seeds: int, rounds: int) -> dict[str, Any]:
    """What simulation.json holds: for each method every metric's mean and standard deviation over the seeds 0, 1, …"""
    began = time.perf_counter()
    plays = [play(n_physicians, n_openings, seed, rounds) for seed in range(seeds)]
    return {
        "physicians": n_physicians,
        "openings": n_openings,
        "seeds": seeds,
        "rounds": rounds,
        "weights_version": WEIGHTS_VERSION,
        "scope": {
            "prefectures": [PREFECTURES[index] for index in SCOPE.prefectures],
            "departments": list(SCOPE.departments),
        },
        "assumptions": {
            "physician": asdict(PHYSICIAN),
            "institution": asdict(INSTITUTION),
            "list_length": LENGTH,
            "examination": "1 / log2(place + 1)",
            "beta": BETA,
        },
        **{mode: _methods(plays, mode) for mode, _, _ in MODES},
        "ratios": {name: _ratio(plays, *ratio) for name, ratio in RATIOS.items()},
        "seconds": round(time.perf_counter() - began, 3),
    }


def play(n_physicians: int, n_openings: int, seed: int, rounds: int, methods: Mapping[str, Propose] = METHODS) -> Play:
    """Every way of listing, and these methods of proposing, in the market of one seed."""
    scene = make_scene(n_physicians, n_openings, seed)
    return {"lists": run_lists(scene), "proposals": run_rounds(scene, rounds, seed, methods)}


def _methods(plays: list[Play], mode: str) -> dict[str, Any]:
    return {method: summed_up([one[mode][method] for one in plays]) for method in plays[0][mode]}


def _ratio(plays: list[Play], mode: str, method: str, against: str) -> dict[str, float]:
    """Matches with a method over matches with another, seed by seed; seeds without any match are left out."""
    pairs = [(one[mode][method].matches, one[mode][against].matches) for one in plays]
    return spread([ours / theirs for ours, theirs in pairs if theirs > 0] or [1.0])


def table(result: dict[str, Any]) -> str:
    """A small table for the terminal: one line per method."""
    lines = [
        f"医師 {result['physicians']:,}人・募集 {result['openings']:,}件、{result['seeds']}回の平均 ± 標準偏差"
        f"（{result['seconds']:.1f}秒）"
    ]
    for mode, title, names in MODES:
        lines.append(f"\n{title}")
        for method, name in names.items():
            found = result[mode][method]
            lines.append(
                f"  決定 {found['matches']['mean']:7,.1f} ±{found['matches']['sd']:5.1f}人"
                f"  少数区域の充足 {found['short_fill']['mean']:5.1%}"
                f"  本人の {found['depth']['mean']:4.1f}番目  {name}"
            )
    ratios = result["ratios"]
    lines.append(
        f"\n混み具合もみた順 ÷ 自分の希望の順 {ratios['tu_vs_one_sided']['mean']:.2f}倍"
        f"、割当 ÷ 受入保留 {ratios['assignment_vs_deferred_acceptance']['mean']:.2f}倍"
    )
    return "\n".join(lines)
