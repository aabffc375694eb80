"""A table of e-Stat's 医師・歯科医師・薬剤師統計, prefecture × age, as it is downloaded: 医師 第5表 of 2024 (`statInfId=000040383757`).

    令和６年,医師・歯科医師・薬剤師統計,令和６（2024）年12月31日現在,人
    ,第５表　医療施設従事医師数，…
    ,,,,総数,24歳以下,25-29,…,80-84,85歳以上
    総数,,全国,,331092,…
    総数,０１北海道,,,…
    男,…

Two lines of titles stand over the header; a cell may be 「-」 for none; both sexes come first, then each; designated cities stand
again under the prefectures. Read are the rows of both sexes of the 47 prefectures, and only if they add up: every row to its own
sum, all rows to the nation's.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from enishi.areas.models import Prefecture
from enishi.imports.physician_tables import YEAR
from enishi.imports.reading import Fault, FileProblem, Row, Table, text_of

SURVEY = re.compile(r"医師・歯科医師・薬剤師(?:統計|調査)")
TOTAL, NATION = "総数", "全国"
NONE = frozenset({"-", "－", "―", "‐"})
COLUMNS = ("prefecture", "specialty", "age_from", "age_to", "sex", "physicians", YEAR)

Line = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Band:
    """One column of ages: inclusive, high "" without an upper end."""

    at: int
    label: str
    low: str
    high: str


def read_estat(path: Path) -> tuple[Table, str, list[str]] | None:
    """The file's figures as rows of `physician-counts`, its source, and remarks; None where it is no table of this survey.

    Raises FileProblem where it is one, but not of physicians by prefecture and age, or where it does not add up.
    """
    text, encoding = text_of(path)
    lines = _lines(text)
    if not lines or not any(SURVEY.search(cell) for cell in lines[0][1]):
        return None
    head = next((place for place, (_, cells) in enumerate(lines) if len(_bands(cells)) > 1 and TOTAL in cells), None)
    title = _title(lines[1 : head or 2])
    if head is None or "医師数" not in title.replace("歯科医師数", "").replace("薬剤師数", ""):
        raise FileProblem(
            f"{path.name} は、医師数を都道府県と年齢階級で分けた表ではありません（{title or '題名なし'}）。"
            "e-Statの「医師・歯科医師・薬剤師統計」の医師の第5表（医療施設従事医師数）をお使いください。"
        )
    found = re.search(r"(\d{4})年?\)?年?12月31日", "".join(map(_plain, lines[0][1])))
    if found is None:
        raise FileProblem(f"{path.name} の1行目に「（2024）年12月31日現在」のような日付がありません。受け取ったままのファイルをお使いください。")  # fmt: skip
    year, bands, all_at = found[1], _bands(lines[head][1]), lines[head][1].index(TOTAL)
    table = Table(path.name, encoding, COLUMNS, [])
    names = {code: re.sub(r"[都府県]$", "", name) for code, name in Prefecture.objects.values_list("code", "name")}
    nation: list[int] | None = None
    sums, passed, seen = [0] * len(bands), 0, set()
    for number, cells in lines[head + 1 :]:
        code, is_nation = _place(cells[:all_at], names)
        if next(filter(None, cells)) != TOTAL or not (code or is_nation):
            passed += 1
            continue
        counts = _counts(table, number, cells, bands, all_at)
        if counts is None:
            continue
        if is_nation:
            nation = nation or counts
        elif code in seen:
            table.faults.append(Fault(table.name, number, "prefecture", f"{code} の男女計の行がもう1つあります"))
        else:
            seen.add(code)
            sums = [one + more for one, more in zip(sums, counts, strict=True)]
            table.rows += [_row(number, code, band, count, year) for band, count in zip(bands, counts, strict=True)]
    if not table.faults and (len(seen) != len(names) or (nation is not None and nation != sums)):
        raise FileProblem(
            f"{path.name} の{len(seen)}都道府県の合計が、全国の行と合いません。受け取ったままのファイルをお使いください。"
        )
    source = f"{_plain(lines[0][1][0])} {SURVEY.search(''.join(lines[0][1]))[0]} {_number(title)}、厚生労働省"  # type: ignore[index]
    remarks = ["e-Statの表をそのまま読みました。47都道府県の合計は、年齢ごとに全国の行と一致します。"]
    if passed:
        remarks.append(f"男女別・市などの再掲・注の行（使いません）：{passed}")
    return table, source, remarks


def _lines(text: str) -> list[Line]:
    reader = csv.reader(io.StringIO(text, newline=""))
    begin, lines = 1, []
    for cells in reader:
        begin, number = reader.line_num + 1, begin
        if any(cell.strip() for cell in cells):
            lines.append((number, [cell.strip() for cell in cells]))
    return lines


def _plain(cell: str) -> str:
    """With half-width digits and brackets, without blanks."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", cell))


def _title(lines: Sequence[Line]) -> str:
    return max((cell for _, cells in lines for cell in cells), key=len, default="")


def _number(title: str) -> str:
    """医師 第5表."""
    found = re.search(r"第(\d+)表", _plain(title))
    return f"医師 第{found[1]}表" if found else "医師数の表"


def _bands(cells: Sequence[str]) -> list[Band]:
    bands = []
    for at, cell in enumerate(cells):
        plain = _plain(cell)
        if found := re.fullmatch(r"(\d+)歳以下", plain):
            bands.append(Band(at, cell, "0", found[1]))
        elif found := re.fullmatch(r"(\d+)歳?[-~〜～－−](\d+)歳?", plain):
            bands.append(Band(at, cell, found[1], found[2]))
        elif found := re.fullmatch(r"(\d+)歳以上", plain):
            bands.append(Band(at, cell, found[1], ""))
    return bands


def _place(cells: Sequence[str], names: dict[str, str]) -> tuple[str, bool]:
    """(two digits, False) of a prefecture written as 「０１北海道」, ("", True) of the nation, ("", False) of anything else."""
    for plain in map(_plain, cells):
        if plain == NATION:
            return "", True
        found = re.fullmatch(r"(\d\d)(\D+)", plain)
        if found and names.get(found[1]) in (found[2], re.sub(r"[都府県]$", "", found[2])):
            return found[1], False
    return "", False


def _counts(table: Table, number: int, cells: Sequence[str], bands: Sequence[Band], all_at: int) -> list[int] | None:
    """By band; None, and a fault, where a cell is no count or the row does not add up."""
    read: list[int] = []
    for at, label in ((all_at, TOTAL), *((band.at, band.label) for band in bands)):
        plain = _plain(cells[at]).replace(",", "") if at < len(cells) else ""
        if plain not in NONE and not plain.isdecimal():
            table.faults.append(Fault(table.name, number, label, f"「{plain}」は人数として読めません。例：123"))
            return None
        read.append(0 if plain in NONE else int(plain))
    if read[0] != sum(read[1:]):
        table.faults.append(
            Fault(table.name, number, TOTAL, f"{read[0]} が年齢ごとの合計 {sum(read[1:])} と合いません")
        )
        return None
    return read[1:]


def _row(number: int, code: str, band: Band, count: int, year: str) -> Row:
    return Row(
        number, {"prefecture": code, "age_from": band.low, "age_to": band.high, "physicians": str(count), YEAR: year}
    )
