"""`enishi import WHAT FILE [--write]`; WHAT is one of `KINDS`.

Exit code 0: all rows good. 1: some rows broken (each named by line; the good ones are written all the same).
2: nothing could be used, nothing was written.
"""

import argparse
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import django
from django.apps import apps
from django.db import transaction

from enishi.common.japanese import InputProblem
from enishi.common.japanese.date_parsing import parse_date
from enishi.imports.plan import Plan
from enishi.imports.reading import FileProblem

KINDS = (
    "areas", "prefecture-index", "area-outlines", "institutions", "designations", "population", "physician-counts",
    "workforce", "patient-flows", "region-facts",
)  # fmt: skip
GOOD, SOME_BROKEN, UNUSABLE = 0, 1, 2


def run_import(argv: list[str]) -> int:
    """Run `enishi import` with these arguments (without the word import); the report goes to standard output.

    Broken rows and refusals go to standard error. Needs DJANGO_SETTINGS_MODULE, as any entry to the database.
    """
    try:
        options = _parser().parse_args(argv)
    except SystemExit as end:  # argparse has printed usage already
        return UNUSABLE if end.code else GOOD
    if not apps.ready:
        django.setup()
    try:
        plan = _planner(options.what)(options)
        _refuse_if_nothing_is_good(plan)
    except FileProblem as problem:
        print(problem, file=sys.stderr)
        return UNUSABLE
    if options.write:
        with transaction.atomic():
            plan.write()
            _record(options, plan)
    _report(plan, options)
    return SOME_BROKEN if plan.faults else GOOD


def _planner(what: str) -> Callable[[argparse.Namespace], Plan]:
    # Imported here: models can only be imported once Django is set up.
    from enishi.imports import (
        area_outlines,
        areas,
        designations,
        institutions,
        patient_flows,
        physician_counts,
        population,
        prefecture_index,
        region_facts,
        workforce,
    )

    return {
        "area-outlines": area_outlines.plan,
        "areas": areas.plan,
        "designations": designations.plan,
        "institutions": institutions.plan,
        "patient-flows": patient_flows.plan,
        "physician-counts": physician_counts.plan,
        "population": population.plan,
        "prefecture-index": prefecture_index.plan,
        "region-facts": region_facts.plan,
        "workforce": workforce.plan,
    }[what]


def _refuse_if_nothing_is_good(plan: Plan) -> None:
    if plan.good:
        return
    shown = "\n".join(str(fault) for fault in plan.faults[:20])
    raise FileProblem(
        f"{shown}\n使える行がひとつもありません。何も変えていません。列の意味は docs/imports.md をご覧ください。"
    )


def _record(options: argparse.Namespace, plan: Plan) -> None:
    from enishi.audit.actions import record
    from enishi.common.actor import SYSTEM

    difference = plan.difference
    record(
        by=SYSTEM,
        action=f"import:{options.what}",
        object_type="import",
        object_number=options.file.name[:40],
        added=len(difference.added),
        changed=len(difference.changed),
        unchanged=difference.unchanged,
        broken=len(plan.faults),
    )


def _report(plan: Plan, options: argparse.Namespace) -> None:
    print(plan.title)
    for line in (*plan.notes, *plan.difference.lines(options.show)):
        print(line)
    for fault in plan.faults:
        print(fault, file=sys.stderr)
    if plan.faults:
        print(f"直していただく所が{len(plan.faults)}か所あります。その行は使っていません。", file=sys.stderr)
    if options.write:
        print("書き込みました。")
    else:
        print("試しに比べただけで、まだ何も変えていません。書き込むには --write を付けてください。")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="enishi import", description="表を取り込みます。まず違いを示し、--write で書き込みます。"
    )
    kinds = parser.add_subparsers(dest="what", required=True, metavar="|".join(KINDS))
    areas = _kind(kinds, "areas", "二次医療圏と医師偏在指標", "版。例：2027-01（必須）")
    areas.add_argument("--members", type=Path, help="構成市区町村の表（area_code, municipalities）")
    areas.add_argument("--title", default="", help="新しい版の表の名前")
    areas.add_argument("--source", default="", help="新しい版の出典。例：医師偏在指標、厚生労働省、2027年1月公表")
    areas.add_argument("--valid-from", type=_day, help="新しい版の適用開始日。例：2027-04-01")
    areas.add_argument("--many-from", help="新しい版の医師多数の境目（以上）。例：217.6")
    areas.add_argument("--few-below", help="新しい版の医師少数の境目（未満）。例：179.3")
    areas.add_argument("--accept-renames", action="store_true", help="多くの圏域の名前が変わってもよい")
    institutions = _kind(
        kinds, "institutions", "全国の病院一覧", "一覧の日付。例：2025-06-01（省略時はファイル名から）"
    )
    institutions.add_argument("--source", default="医療情報ネット オープンデータ、厚生労働省", help="出典")
    institutions.add_argument("--accept-withdrawals", action="store_true", help="多くの病院が一覧から消えてもよい")
    _kind(kinds, "designations", "区域の指定", "圏域の番号を読む版（省略時は今日の版）")
    counts = _kind(
        kinds,
        "physician-counts",
        "医師数（都道府県×診療科×年齢×性別）",
        "何年末の数か。例：2026（年の列がなければ必須。e-Statの表には要りません）",
    )
    counts.add_argument(
        "--source",
        default="",
        help="出典（e-Statの表のほかは必須）。例：医師・歯科医師・薬剤師統計、厚生労働省、2026年",
    )
    _kind(kinds, "prefecture-index", "都道府県の医師偏在指標", "版。例：2027-01（必須）")
    outlines = _kind(kinds, "area-outlines", "二次医療圏の形（TopoJSON）", "どの版の圏域か。例：2024-01（必須）")
    outlines.add_argument("--source", default="", help="出典（必須）。例：国土数値情報 A38、国土交通省")
    outlines.add_argument("--accept-renames", action="store_true", help="多くの圏域の名前が違ってもよい")
    people = _kind(kinds, "population", "人口（5歳ごと）", "いつの人口か。例：2025-01-01（省略時はファイル名から）")
    people.add_argument("--source", default="", help="出典（必須）。例：住民基本台帳に基づく人口、総務省、2025年")
    staff = _kind(kinds, "workforce", "有床施設の医師数（常勤換算）", "何年度の報告か。例：R7（必須）")
    staff.add_argument("--source", default="", help="出典（必須）。例：病床機能報告、厚生労働省、令和7年度")
    staff.add_argument("--areas-edition", default="", help="area_code の列がどの版の圏域か。例：2024-01")
    flows = _kind(kinds, "patient-flows", "患者の流出と流入（圏域ごとの割合）", "何年度の公表か。例：R8（必須）")
    flows.add_argument("--source", default="", help="出典（必須）。例：構想区域の病床数等、厚生労働省、令和8年度")
    flows.add_argument("--areas-edition", default="", help="圏域の番号をどの版で読むか（必須）。例：2024-01")
    _kind(kinds, "region-facts", "地域の事実（市区町村×問い、出典と日付つき）", "使いません")
    return parser


def _kind(
    kinds: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, words: str, edition: str
) -> argparse.ArgumentParser:
    parser = kinds.add_parser(name, help=words, description=words)
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="CSVファイル（UTF-8 または Shift_JIS。圏域の形はTopoJSON）"
    )
    parser.add_argument("--edition", default="", help=edition)
    parser.add_argument("--write", action="store_true", help="書き込む（付けなければ比べるだけ）")
    parser.add_argument("--show", type=int, default=10, metavar="N", help="違いを何件まで示すか（既定 10）")
    return parser


def _day(text: str) -> date:
    try:
        return parse_date(text)
    except InputProblem as problem:
        raise argparse.ArgumentTypeError(problem.sentence) from problem
