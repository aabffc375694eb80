"""Draw every figure of the yearly report anew, from a frozen cut alone. Needs Python and pyarrow, nothing else of Enishi.

    python redraw.py CUT OUT      CUT: the folder with SHA256SUMS; OUT: where the SVG files and figures.csv go

The yearly report itself is drawn by these functions: a copy of this file lies in every cut.
"""

import csv
import hashlib
import math
import sys
from collections import Counter
from pathlib import Path
from typing import Any

INK, SOFT, DEEP, PALE, LINE = "#16212b", "#45566a", "#14496b", "#cfe0ec", "#c9d3dc"
FONT = "Noto Sans JP, sans-serif"
HIDDEN = "伏せた方"
MONTH = 30.4375
SCHEMES = ("index", "class", "designated", "prefecture")
SCHEME_LABELS = {
    "index": "圏域の指標",
    "class": "圏域の区分",
    "designated": "指標と指定",
    "prefecture": "都道府県の指標",
}
LABELS = {
    "hokkaido": "北海道", "tohoku": "東北", "kanto": "関東", "chubu": "中部", "kinki": "近畿", "chugoku": "中国",
    "shikoku": "四国", "kyushu": "九州・沖縄", "few": "医師少数", "middle": "中程度", "many": "医師多数", "": HIDDEN,
    "employed": "勤務している", "owner": "開業している", "retired": "退職した・休職中", "unknown": "伺っていない",
}  # fmt: skip


def check(folder: Path) -> None:
    """Raises ValueError for a file that is not as it was frozen."""
    for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        digest, name = line.split("  ", 1)
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != digest:
            raise ValueError(f"{name} is not as it was frozen")


def read(folder: Path, name: str) -> list[dict[str, Any]]:
    import pyarrow.parquet as pq

    return list(pq.read_table(folder / f"{name}.parquet").to_pylist())


# -- numbers ---------------------------------------------------------------------------------------
def counted(rows: list[dict[str, Any]], column: str) -> list[tuple[str, int]]:
    """Label and number, in the order of LABELS, what is blank last."""
    order = {key: place for place, key in enumerate(LABELS)}
    found = Counter(row[column] for row in rows)
    keys = sorted(found, key=lambda key: (key == "", order.get(key, 99), key))
    return [(LABELS.get(key, key), found[key]) for key in keys]


def kaplan_meier(rows: list[dict[str, Any]]) -> list[tuple[int, float, float, float]]:
    """Months, share that stays, its 95 % interval (Greenwood's variance on the log(-log) scale), while five are observed.

    Where nobody has left, or everybody, the variance says nothing: then the exact binomial bound of those still observed.
    """
    spells = [(row["months"], row["left"]) for row in rows if row["months"] is not None]
    share, spread = 1.0, 0.0
    points: list[tuple[int, float, float, float]] = []
    for month in sorted({m for m, _ in spells}):
        risk = sum(m >= month for m, _ in spells)
        gone = sum(m == month and left for m, left in spells)
        if risk < 5:
            break
        share *= 1 - gone / risk
        if gone and gone < risk:
            spread += gone / (risk * (risk - gone))
        bound = 0.025 ** (1 / risk)
        low, high = (bound, 1.0) if share == 1 else (0.0, 1 - bound)
        if 0 < share < 1:
            theta = 1.959963984540054 * math.sqrt(spread) / math.log(share)
            low, high = sorted((share ** math.exp(theta), share ** math.exp(-theta)))
        points.append((month, share, low, high))
    return points


def effects(rows: list[dict[str, Any]]) -> list[tuple[str, float, float]]:
    """Scheme, net effect when the hours moved, when they did not; in full-time physicians."""
    return [
        (SCHEME_LABELS[s], sum(row[f"effect_{s}"] for row in rows), sum(row[f"gain_{s}"] for row in rows))
        for s in SCHEMES
    ]


def tables(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Everything the figures show, as numbers, by the name of the figure."""
    people, placed = read(folder, "people"), read(folder, "employments")
    return {
        "people_by_region": list(counted(people, "region")),
        "people_by_age": list(counted(people, "age")),
        "placements_by_class": list(counted(placed, "to_class")),
        "staying": list(kaplan_meier(placed)),
        "net_effect": list(effects(placed)),
    }


# -- drawings --------------------------------------------------------------------------------------
def _svg(width: int, height: int, body: list[str]) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="{FONT}" font-size="14">'
    )
    return "\n".join([head, f'<rect width="{width}" height="{height}" fill="#ffffff"/>', *body, "</svg>\n"])


def _text(x: float, y: float, words: str, anchor: str = "start", fill: str = INK) -> str:
    safe = words.replace("&", "&amp;").replace("<", "&lt;")
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{fill}">{safe}</text>'


def bars(lines: list[tuple[str, int]], unit: str) -> str:
    most, body = max((n for _, n in lines), default=1), []
    for place, (label, count) in enumerate(lines):
        y = 8 + 30 * place
        wide = 380 * count / most
        body += [
            _text(150, y + 16, label, "end"),
            f'<rect x="160" y="{y}" width="{wide:.1f}" height="22" rx="2" fill="{DEEP if label != HIDDEN else PALE}"/>',
            _text(166 + wide, y + 16, f"{count}{unit}", fill=SOFT),
        ]
    return _svg(640, 16 + 30 * len(lines), body)


def curve(points: list[tuple[int, float, float, float]]) -> str:
    last = max((p[0] for p in points), default=0) or 1

    def x(month: float) -> float:
        return 60 + 540 * month / last

    def y(share: float) -> float:
        return 16 + 220 * (1 - share)

    body = []
    for share in (0, 0.25, 0.5, 0.75, 1):
        body += [
            f'<line x1="60" x2="600" y1="{y(share):.1f}" y2="{y(share):.1f}" stroke="{LINE}"/>',
            _text(52, y(share) + 5, f"{share:.0%}", "end", SOFT),
        ]
    step, upper, lower = [], [], []
    for (month, share, low, high), after in zip(points, [*points[1:], points[-1]], strict=True):
        for at in (month, after[0]):
            step.append(f"{x(at):.1f},{y(share):.1f}")
            upper.append(f"{x(at):.1f},{y(high):.1f}")
            lower.append(f"{x(at):.1f},{y(low):.1f}")
    body.append(f'<polygon points="{" ".join(upper + lower[::-1])}" fill="{PALE}"/>')
    body.append(f'<polyline points="{" ".join(step)}" fill="none" stroke="{DEEP}" stroke-width="3"/>')
    ticks = list(range(0, last + 1, 12 if last > 36 else 6 if last > 12 else 3))
    body += [_text(x(m), 260, f"{m}か月", "middle", SOFT) for m in ticks]
    return _svg(640, 270, body)


def ranges(lines: list[tuple[str, float, float]]) -> str:
    """From the effect when the hours moved to the one when they did not."""
    ends = [0.0, *(v for _, a, b in lines for v in (a, b))]
    low, high = min(ends), max(ends)
    wide = high - low or 1.0

    def x(value: float) -> float:
        return 170 + 380 * (value - low) / wide

    body = [f'<line x1="{x(0):.1f}" x2="{x(0):.1f}" y1="4" y2="{12 + 34 * len(lines)}" stroke="{SOFT}"/>']
    for place, (label, moved, kept) in enumerate(lines):
        y = 12 + 34 * place
        left, right = sorted((moved, kept))
        body += [
            _text(158, y + 16, label, "end"),
            f'<rect x="{x(left):.1f}" y="{y + 6}" width="{max(x(right) - x(left), 2):.1f}" height="10" rx="5" fill="{PALE}"/>',
            f'<circle cx="{x(moved):.1f}" cy="{y + 11}" r="7" fill="{DEEP}"/>',
            _text(x(right) + 12, y + 16, f"{moved:+.1f}〜{kept:+.1f}", fill=SOFT),
        ]
    return _svg(640, 24 + 34 * len(lines), body)


def figures(folder: Path) -> dict[str, str]:
    """Name → SVG, of every figure of the report."""
    found = tables(folder)
    drawn = {
        "people_by_region": bars(found["people_by_region"], "人"),
        "people_by_age": bars(found["people_by_age"], "人"),
        "placements_by_class": bars(found["placements_by_class"], "件"),
        "net_effect": ranges(found["net_effect"]),
    }
    if len(found["staying"]) > 1:
        drawn["staying"] = curve(found["staying"])
    return drawn


def main(arguments: list[str]) -> int:
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    cut, out = Path(arguments[0]), Path(arguments[1])
    check(cut)
    out.mkdir(parents=True, exist_ok=True)
    for name, drawing in figures(cut).items():
        (out / f"{name}.svg").write_text(drawing, encoding="utf-8")
    with (out / "figures.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        for name, rows in tables(cut).items():
            writer.writerows([name, *row] for row in rows)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
