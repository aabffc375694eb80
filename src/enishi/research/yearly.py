"""`enishi research-report --year 2026 --out DIR`: the frozen cut of a year, and the report drawn from it alone."""

import argparse
import hashlib
import io
import sys
import tempfile
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from enishi.common.clock import today
from enishi.common.documents import pdf
from enishi.common.profile import load_profile
from enishi.common.whole_files import whole_file
from enishi.research import cut, redraw
from enishi.research.figures import last_whole_month
from enishi.research.gathering import gather
from enishi.research.models import YearlyCut

FROZEN_ON = (1, 15)
"""Month and day: what happened in the last days of the year has been written down by then."""
STAMP = (1980, 1, 1, 0, 0, 0)
FIGURES = {
    "people_by_region": ("お住まいの地方", "調査研究に同意された先生の、ご登録のときのお住まいの地方です。"),
    "people_by_age": ("年代", "ご登録のときの年代です。"),
    "placements_by_class": ("採用の圏域の区分", "お一人につきはじめの採用の、二次医療圏の区分です。"),
    "net_effect": ("偏在への純効果", "点は、もとの勤務から同じ時間が移ったとみた値、帯の先は、もとの勤務は減らなかったとみた値です。単位は、全国平均の地域で週5日働く医師の何人分かです。"),
    "staying": ("定着", "着任からの月数ごとの、離職していない割合です（カプラン・マイヤー法）。淡い帯は95%の区間、期間の満了は離職としません。"),
}  # fmt: skip


def until_of(year: int, on: date) -> date:
    """The last day of the year, or of the last whole month while the year goes on."""
    return min(date(year, 12, 31), last_whole_month(on))


def cut_of(year: int, on: date) -> tuple[dict[str, bytes], bool]:
    """The files of the year's cut, and whether it is frozen: after its end it is made once and kept for ever."""
    kept = freeze(year) if year < on.year else None
    if kept is not None:
        with zipfile.ZipFile(io.BytesIO(bytes(kept.archive))) as opened:
            return {name: opened.read(name) for name in opened.namelist()}, True
    return cut.files_of(gather(until_of(year, on)), year), False


def freeze(year: int) -> YearlyCut:
    """The cut of a year that is over, made now if nobody made it before. Whoever asks second gets the first one's."""
    kept = YearlyCut.objects.filter(year=year).first()
    if kept is not None:
        return kept
    archive = zipped(cut.files_of(gather(date(year, 12, 31)), year))
    made, _ = YearlyCut.objects.get_or_create(
        year=year, defaults={"archive": archive, "digest": hashlib.sha256(archive).hexdigest()}
    )
    return made


def freeze_last_year(on: date) -> YearlyCut | None:
    """The cut of the year before, from FROZEN_ON of this one; None before that day, and where it stands already."""
    year = on.year - 1
    if (on.month, on.day) < FROZEN_ON or YearlyCut.objects.filter(year=year).exists():
        return None
    return freeze(year)


def zipped(files: dict[str, bytes]) -> bytes:
    """The same files always give the same archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, STAMP), data)
    return out.getvalue()


def report_of(folder: Path, year: int, until: date, *, frozen: bool) -> bytes:
    """The report as PDF, all of its numbers and figures from the cut in this folder."""
    found, drawn = redraw.tables(folder), redraw.figures(folder)
    people = sum(n for _, n in found["people_by_region"])
    placed = sum(n for _, n in found["placements_by_class"])
    moved, kept = [v for _, v, _ in found["net_effect"]], [v for _, _, v in found["net_effect"]]
    parts = [
        {"title": title, "says": says, "svg": drawn[key], "alt": f"{title}の図。数は下の表にあります。", "rows": _rows(key, found[key])}
        for key, (title, says) in FIGURES.items()
        if key in drawn and found[key]
    ]  # fmt: skip
    sums = (folder / "SHA256SUMS").read_text(encoding="utf-8")
    data: dict[str, Any] = {
        "year": year, "until": f"{until.year}年{until.month}月{until.day}日", "frozen": frozen, "sender": load_profile(settings.PROFILE).name,
        "people": people, "placed": placed, "parts": parts, "digest": hashlib.sha256(sums.encode()).hexdigest(),
        "net": f"{min(moved):+.1f}〜{max(kept):+.1f}人分" if placed else "",
    }  # fmt: skip
    return pdf("research/typst/yearly.typ", data)


def _rows(key: str, rows: list[tuple[Any, ...]]) -> dict[str, Any]:
    if key == "net_effect":
        return {"head": ["目盛り", "移った", "減らない"], "lines": [[a, f"{b:+.1f}", f"{c:+.1f}"] for a, b, c in rows]}  # fmt: skip
    if key == "staying":
        last = rows[-1][0]
        months = [
            (m, *[row for row in rows if row[0] <= m][-1][1:]) for m in (1, 3, 6, 12, 24, 36) if rows[0][0] <= m <= last
        ]
        return {"head": ["着任から", "続けた割合", "95%の区間"], "lines": [[f"{m}か月", f"{s:.0%}", f"{low:.0%}〜{high:.0%}"] for m, s, low, high in months]}  # fmt: skip
    unit = "件" if key.startswith("placements") else "人"
    return {"head": ["区分", "数"], "lines": [[label, f"{n}{unit}"] for label, n in rows]}


def files_of_report(year: int, on: date) -> dict[str, bytes]:
    """The report, its figures and the cut. Raises ValueError for a year that has not begun or is before any record."""
    if not 2020 <= year <= on.year or until_of(year, on).year < year:
        raise ValueError(f"{year}")
    files, frozen = cut_of(year, on)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, data in files.items():
            (folder / file).write_bytes(data)
        redraw.check(folder)
        made = {f"report-{year}.pdf": report_of(folder, year, until_of(year, on), frozen=frozen)}
        made |= {f"figures/{key}.svg": svg.encode() for key, svg in redraw.figures(folder).items()}
    return made | {f"cut/{file}": data for file, data in files.items()} | {f"cut-{year}.zip": zipped(files)}


def run_research_report(arguments: list[str]) -> int:
    """Exit 0, or 2 with one sentence on stderr."""
    parser = argparse.ArgumentParser(
        prog="enishi research-report", description="The yearly report of research as PDF, with its frozen cut."
    )
    parser.add_argument("--year", type=int, help="calendar year; this one unless told")
    parser.add_argument("--out", required=True, metavar="DIR", help="folder; made where it is missing")
    given = parser.parse_args(arguments)
    year = given.year or today().year
    try:
        files = files_of_report(year, today())
    except ValueError:
        print(f"{year}年の記録は、まだありません。", file=sys.stderr)
        return 2
    folder = Path(given.out)
    try:
        for name, data in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            with whole_file(folder / name) as file:
                file.write(data)
    except OSError as fault:
        print(f"{given.out}: 書き込めませんでした（{fault.strerror}）。場所と名前をお確かめください。", file=sys.stderr)
        return 2
    print(f"{folder}: {len(files)}件（{year}年）")
    return 0
