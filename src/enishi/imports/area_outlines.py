"""Outlines of medical areas from a TopoJSON file into `AreaOutline`. What the file must hold is in docs/imports.md."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from enishi.areas.models import AreaEdition, AreaOutline, MedicalArea
from enishi.imports.areas import looks_like_another_vintage
from enishi.imports.plan import Difference, Plan
from enishi.imports.reading import LARGEST_BYTES, Fault, FileProblem

PLACES = 4
"""Decimals of a degree that are kept: ten metres."""
LEAST_POINTS = 3
MOST_POINTS = 500_000
WEST, EAST, SOUTH, NORTH = 122.0, 154.0, 20.0, 46.0

Rings = list[list[list[float]]]


def plan(options: argparse.Namespace) -> Plan:
    """Compare the file with the outlines of the edition. Raises FileProblem for an unusable file or an unknown edition."""
    if not options.edition:
        raise FileProblem("どの版の圏域かを --edition で書いてください。例：--edition 2024-01")
    edition = AreaEdition.objects.filter(code=options.edition).first()
    areas = {area.code: area for area in MedicalArea.objects.filter(edition=edition)} if edition else {}
    if not areas:
        raise FileProblem(
            f"{options.edition} 版の圏域がまだありません。先に `enishi import areas` で圏域の表を取り込んでください。"
        )
    if not options.source.strip():
        raise FileProblem("出典が分かりません。--source に書いてください。例：--source '国土数値情報 A38、国土交通省'")
    shapes = _shapes(options.file)
    if not options.accept_renames:
        looks_like_another_vintage(
            options.edition, [(areas[code], name) for code, name, _ in shapes if code in areas and name]
        )
    found, faults = _read(shapes, areas, options.file.name)
    standing = {o.area.code: o for o in AreaOutline.objects.filter(area__edition=edition).select_related("area")}
    difference, to_write = Difference(), []
    for code, rings in found.items():
        old, name = standing.get(code), f"{code} {areas[code].name}"
        points = sum(map(len, rings))
        if old is None:
            difference.added.append(f"{name}：{points}点")
        elif old.rings != rings:
            difference.changed.append(f"{name}：{sum(map(len, old.rings))}点 → {points}点")
        elif old.source != options.source.strip():
            difference.changed.append(f"{name}：出典 {old.source} → {options.source.strip()}")
        else:
            difference.unchanged += 1
            continue
        to_write.append(code)
    difference.missing = [f"{code} {o.area.name}" for code, o in standing.items() if code not in found]
    lacking = [f"{code} {area.name}" for code, area in areas.items() if code not in found and code not in standing]
    notes = [f"{options.edition} 版、{len(found)}圏域"]
    if lacking:
        notes.append(f"形のない圏域：{'、'.join(lacking[:5])}{f' ほか{len(lacking) - 5}' if len(lacking) > 5 else ''}")

    def write() -> None:
        # New rows instead of changed ones: drawings are kept by the newest key.
        AreaOutline.objects.filter(area__in=[areas[code] for code in to_write]).delete()
        AreaOutline.objects.bulk_create(
            AreaOutline(area=areas[code], rings=found[code], source=options.source.strip()) for code in to_write
        )

    return Plan(f"圏域の形：{options.file.name}", difference, faults, len(found), notes, write)


def _shapes(path: Path) -> list[tuple[str, str, Rings | None]]:
    """(code, name, rings) of each geometry in the order of the file; None for one that is no polygon."""
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise FileProblem(f"{path.name} は大きすぎます（100MBまで）。形を簡略にしてください。")
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise FileProblem(f"{path} を開けません。ファイルの場所と名前をお確かめください。") from error
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise FileProblem(f"{path.name} をJSONとして読めません。TopoJSON形式のファイルをお使いください。") from error
    try:
        arcs = _arcs(data)
        geometries = [g for one in data["objects"].values() for g in one.get("geometries", [one])]
        return [_shape(g, arcs) for g in geometries]
    except (AttributeError, IndexError, KeyError, OverflowError, TypeError, ValueError) as error:
        raise FileProblem(
            f"{path.name} はTopoJSONの形をしていません（objects、arcs、圏域ごとの properties.code が要ります）。"
        ) from error


def _arcs(data: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """Arcs in degrees (TopoJSON 1.0, §2.1.3): with a transform each point is a step from the one before, in whole units."""
    if data["type"] != "Topology":
        raise ValueError(data["type"])
    if sum(len(arc) for arc in data["arcs"]) > MOST_POINTS:
        raise FileProblem(f"点が多すぎます（{MOST_POINTS:,}まで）。形を簡略にしてください。")
    transform = data.get("transform")
    if transform is None:
        return [[(float(point[0]), float(point[1])) for point in arc] for arc in data["arcs"]]
    (scale_x, scale_y), (left, bottom) = transform["scale"], transform["translate"]
    arcs = []
    for arc in data["arcs"]:
        x = y = 0
        points = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            points.append((x * scale_x + left, y * scale_y + bottom))
        arcs.append(points)
    return arcs


def _shape(geometry: dict[str, Any], arcs: Sequence[Sequence[tuple[float, float]]]) -> tuple[str, str, Rings | None]:
    properties = geometry.get("properties") or {}
    code, name = str(properties.get("code", geometry.get("id", ""))), str(properties.get("name_ja", ""))
    if geometry["type"] not in ("Polygon", "MultiPolygon"):
        return code, name, None
    parts = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    # Holes are left out: what lies in one is an area of its own and drawn where it is.
    return code, name, [_ring(ring, arcs) for part in parts for ring in part[:1]]


def _ring(numbers: Sequence[int], arcs: Sequence[Sequence[tuple[float, float]]]) -> list[list[float]]:
    """Arcs end to end, a negative number backwards (§2.1.4); the last point, which is the first again, is left out."""
    points: list[tuple[float, float]] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return [[round(x, PLACES), round(y, PLACES)] for x, y in points[:-1]]


def _read(
    shapes: Sequence[tuple[str, str, Rings | None]], areas: dict[str, MedicalArea], file: str
) -> tuple[dict[str, Rings], list[Fault]]:
    found: dict[str, Rings] = {}
    faults: list[Fault] = []
    for number, (code, _, rings) in enumerate(shapes, 1):
        problem = _problem(code, rings, areas, found)
        if problem or rings is None:
            faults.append(Fault(file, number, "code", problem))
        else:
            found[code] = [ring for ring in rings if len(ring) >= LEAST_POINTS]
    return found, faults


def _problem(code: str, rings: Rings | None, areas: dict[str, MedicalArea], found: dict[str, Rings]) -> str:
    if code not in areas:
        return f"「{code}」という圏域はこの版にありません"
    if code in found:
        return f"{code} の形がもう1つあります。1つにしてください"
    if rings is None or not any(len(ring) >= LEAST_POINTS for ring in rings):
        return f"{code} は面の形（Polygon、MultiPolygon）ではありません"
    if not all(WEST <= x <= EAST and SOUTH <= y <= NORTH for ring in rings for x, y in ring):
        return f"{code} の形が日本の外にあります。経度・緯度の順の度で書いてください"
    return ""
