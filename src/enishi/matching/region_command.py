"""`enishi what-if region AREA [--snapshot DIR] [--json]` and `enishi what-if regions`.

AREA: a prefecture by code or name (03, 岩手県), or a designation (shortage, priority, spot). Exit code 0: answered.
1: there is no snapshot yet. 2: unknown region or wrong arguments.
"""

import argparse
import json
import sys
from pathlib import Path

from enishi.engine import RegionBands
from enishi.engine.live import Full
from enishi.engine.snapshot import Snapshot, SnapshotError
from enishi.matching.folder import open_snapshot
from enishi.matching.regions import AREAS, answer_all_regions, ask_region

ANSWERED, NO_SNAPSHOT, UNUSABLE = 0, 1, 2


def run_what_if(arguments: list[str]) -> int:
    """Run the command; the answer goes to standard output, refusals to standard error."""
    try:
        given = _parser().parse_args(arguments)
    except SystemExit as end:  # argparse has said why already
        return UNUSABLE if end.code else ANSWERED
    if given.what == "regions":
        print(f"{answer_all_regions()} regions answered")
        return ANSWERED
    area = _area(given.area)
    if area is None:
        print(
            f"{given.area}: is neither a prefecture (01 … 47, or its name) nor shortage, priority, spot",
            file=sys.stderr,
        )
        return UNUSABLE
    try:
        snapshot = (
            Snapshot.open(Path(given.snapshot), with_lists=False) if given.snapshot else open_snapshot(with_lists=False)
        )
    except (SnapshotError, Full) as problem:
        print(
            str(problem) or "too much has changed since the snapshot was written; match the whole market",
            file=sys.stderr,
        )
        return NO_SNAPSHOT
    if snapshot is None:
        print("there is no snapshot yet; `enishi match-all` writes one", file=sys.stderr)
        return NO_SNAPSHOT
    bands = ask_region(snapshot.live.market, area)
    print(json.dumps(bands.to_dict(), ensure_ascii=False) if given.json else _table(AREAS[area], bands))
    return ANSWERED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="enishi what-if")
    what = parser.add_subparsers(dest="what", required=True)
    region = what.add_parser("region", help="one region, out of the snapshot as it stands now")
    region.add_argument("area", help="03, 岩手県, shortage, priority or spot")
    region.add_argument("--snapshot", metavar="DIR", help="another snapshot folder than that of the database")
    region.add_argument("--json", action="store_true")
    what.add_parser("regions", help="every region, kept for the pages")
    return parser


def _area(word: str) -> str | None:
    if word in AREAS:
        return word
    return next((code for code, name in AREAS.items() if name == word), None)


def _table(name: str, bands: RegionBands) -> str:
    if not bands.n_openings:
        return f"{name}　公開中の募集はありません"
    lines = [
        f"{name}　公開中の募集 {bands.n_openings}件",
        f"いま、合う募集のある先生 {bands.physicians.text}／合う先生が5名以上いる募集 {bands.openings.text}",
        "すべての募集がそろって一つ変えると（新たに合う先生／合う先生が新たに5名以上になる募集）",
    ]
    lines += [f"  {e.phrase}：{e.newly.text}／{e.reaching.text}" for e in bands.effects]
    return "\n".join(lines)
