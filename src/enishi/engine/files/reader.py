"""Reading a CSV file into rows of cells, with every fault noted and none fatal to the rest."""

from __future__ import annotations

import csv
import difflib
import io
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from enishi.decoding import NotText, decoded

WHOLE_FILE, WHOLE_ROW = "(file)", "(row)"


@dataclass(frozen=True)
class Fault:
    """One thing wrong in a file. Prints as `FILE:ROW: COLUMN: what is wrong, what is expected`; the header is row 1."""

    file: str
    row: int
    column: str
    problem: str

    def __str__(self) -> str:
        return f"{self.file}:{self.row}: {self.column}: {self.problem}"


@dataclass
class Faults:
    """The faults of one file, in the order found."""

    file: str
    found: list[Fault] = field(default_factory=list)

    def add(self, row: int, column: str, problem: str) -> None:
        self.found.append(Fault(self.file, row, column, problem))


@dataclass(frozen=True)
class Row:
    """One record: the file's line where it starts, and its cells by column, half-width and stripped."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Table:
    """`encoding`: how the file was written, in words; `unknown_columns`: header words nobody asked for."""

    rows: list[Row]
    encoding: str
    unknown_columns: list[str]


def normal(text: str) -> str:
    """Full-width digits, letters, `｜` and `：` become half-width (NFKC); outer spaces go."""
    return unicodedata.normalize("NFKC", text).strip()


def read_table(path: Path, required: Sequence[str], optional: Sequence[str], faults: Faults) -> Table:
    """The file's rows. Faults are added for an unreadable file, a missing or repeated column, and rows of another
    length."""
    text, encoding = _decoded(path, faults)
    records = _records(text, faults)
    if not records:
        if not faults.found:
            faults.add(1, WHOLE_FILE, "ファイルが空です。1行目に列名、2行目から内容を書いてください。")
        return Table([], encoding, [])
    header = [normal(cell) for cell in records[0][1]]
    unknown = [name for name in header if name and name not in required and name not in optional]
    _check_header(header, required, unknown, faults)
    rows = []
    for line, cells in records[1:]:
        if len(cells) != len(header):
            faults.add(
                line,
                WHOLE_ROW,
                f'{len(cells)}個の値がありますが、列は{len(header)}個です。値の中のコンマや改行は " で囲んでください。',
            )
            continue
        rows.append(Row(line, {name: normal(cell) for name, cell in zip(header, cells, strict=True)}))
    if not records[1:]:
        faults.add(1, WHOLE_FILE, "列名だけで、内容の行がありません。2行目から1行に1件を書いてください。")
    return Table(rows, encoding, unknown)


def _decoded(path: Path, faults: Faults) -> tuple[str, str]:
    try:
        raw = path.read_bytes()
    except OSError as error:
        faults.add(1, WHOLE_FILE, f"ファイルを開けません（{error.strerror}）。ファイルの場所と名前をお確かめください。")
        return "", "unknown"
    try:
        found = decoded(raw)
    except NotText:
        faults.add(1, WHOLE_FILE, "文字コードを読み取れません。UTF-8 または Shift_JIS の CSV で保存し直してください。")
        return "", "unknown"
    return found.text, found.encoding


def _records(text: str, faults: Faults) -> list[tuple[int, list[str]]]:
    """(line where the record starts, cells) of every record that is not blank."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                records.append((line, cells))
            line = reader.line_num + 1
    except csv.Error:
        faults.add(
            line, WHOLE_ROW, '引用符 " の対応が取れていません。値を " で囲み、値の中の " は "" と重ねてください。'
        )
    return records


def _check_header(header: list[str], required: Sequence[str], unknown: list[str], faults: Faults) -> None:
    for name in sorted({name for name in header if header.count(name) > 1 and name}):
        faults.add(1, name, "同じ列名が二つ以上あります。一つにしてください。")
    for name in required:
        if name not in header:
            close = difflib.get_close_matches(name, unknown, n=1)
            hint = f"「{close[0]}」は「{name}」のことでしょうか。" if close else ""
            faults.add(1, name, f"列がありません。{hint}列名「{name}」を1行目に加えてください。")
