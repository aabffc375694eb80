"""Reading a table from a file, and telling what is wrong with it row by row."""

import csv
import io
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from enishi.common.japanese import InputProblem
from enishi.common.japanese.date_parsing import parse_date
from enishi.common.japanese.widths import half_width
from enishi.decoding import NotText, decoded

LARGEST_BYTES = 100 * 1024 * 1024


class FileProblem(Exception):
    """The file cannot be used at all; the message is a sentence for the person, with what to do."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One wrong cell: shown as `FILE:ROW: COLUMN: what is wrong, what is expected`. Row 1 is the header."""

    file: str
    row: int
    column: str
    problem: str

    def __str__(self) -> str:
        return f"{self.file}:{self.row}: {self.column}: {self.problem}"


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    values: dict[str, str]


@dataclass(slots=True)
class Table:
    """A file's rows by column name, cells trimmed; rows with too many cells are in `faults`, not in `rows`."""

    name: str
    encoding: str
    columns: tuple[str, ...]
    rows: list[Row]
    faults: list[Fault] = field(default_factory=list)


def read_table(path: Path, *, required: Collection[str], known: Collection[str]) -> Table:
    """The CSV file at this path: in any encoding `enishi.decoding` knows, with a header row.

    required: columns without which the file is of no use; known: those and the optional ones.
    Raises FileProblem when there is no file, no table, no row, or a required column is missing.
    """
    text, encoding = text_of(path)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    table: Table | None = None
    begin = 1
    try:
        for cells in reader:
            begin, number = reader.line_num + 1, begin
            cells = [cell.strip() for cell in cells]
            if not any(cells):
                continue
            if table is None:
                _check_header(cells, path.name, required, known)
                table = Table(path.name, encoding, tuple(cells), [])
            else:
                _add_row(table, number, cells)
    except csv.Error as error:
        raise FileProblem(
            f"{path.name} の{begin}行目あたりを表として読めません（{error}）。"
            '引用符（"）が閉じているかをお確かめのうえ、CSV形式で保存し直してください。'
        ) from error
    if table is None or not (table.rows or table.faults):
        raise FileProblem(f"{path.name} に行がありません。見出しの行の下に、1行に1件ずつ書いてください。")
    return table


def text_of(path: Path) -> tuple[str, str]:
    """What the file says, and the name of its encoding. Raises FileProblem."""
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise FileProblem(f"{path.name} は大きすぎます（100MBまで）。都道府県ごとに分けてください。")
        data = path.read_bytes()
    except OSError as error:
        raise FileProblem(f"{path} を開けません。ファイルの場所と名前をお確かめください。") from error
    try:
        found = decoded(data)
    except NotText:
        raise FileProblem(
            f"{path.name} は文字の表として読めません。表計算ソフトで「CSV UTF-8」形式を選んで保存し直してください。"
        ) from None
    return found.text, found.encoding.removesuffix(" with BOM")


def _check_header(cells: list[str], name: str, required: Collection[str], known: Collection[str]) -> None:
    if missing := [column for column in required if column not in cells]:
        raise FileProblem(
            f"{name} の見出しに {'、'.join(missing)} の列がありません。"
            f"1行目に列の名前を書いてください。読める列：{'、'.join(known)}"
        )
    if twice := sorted({cell for cell in cells if cell and cells.count(cell) > 1}):
        raise FileProblem(f"{name} の見出しに同じ列が2つあります：{'、'.join(twice)}。どちらかを消してください。")


def _add_row(table: Table, number: int, cells: list[str]) -> None:
    if any(cells[len(table.columns) :]):
        problem = (
            f'{len(cells)}個のセルがあります。見出しは{len(table.columns)}列です。カンマを含む値は"で囲んでください'
        )
        table.faults.append(Fault(table.name, number, table.columns[-1], problem))
        return
    padded = cells[: len(table.columns)] + [""] * (len(table.columns) - len(cells))
    table.rows.append(Row(number, dict(zip(table.columns, padded, strict=True))))


class Cells:
    """The cells of one row, read as what they should be; each wrong one becomes a fault and reads as empty."""

    def __init__(self, table: Table, row: Row) -> None:
        self.table, self.row = table, row
        self.faults: list[Fault] = []

    def has(self, column: str) -> bool:
        return column in self.table.columns

    def wrong(self, column: str, problem: str) -> None:
        self.faults.append(Fault(self.table.name, self.row.number, column, problem))

    def text(self, column: str, *, longest: int, required: bool = False) -> str:
        value = unicodedata.normalize("NFC", self.row.values.get(column, ""))
        if required and not value:
            self.wrong(column, "空です。必ず書いてください")
        if len(value) > longest:
            self.wrong(column, f"{len(value)}文字あります。{longest}文字までにしてください")
            return ""
        return value

    def code(self, column: str, digits: Iterable[int], *, example: str, required: bool = True) -> str:
        """A number of so many digits whose zeros count."""
        value, lengths = half_width(self.row.values.get(column, "")), tuple(digits)
        if not value and not required:
            return ""
        if not (value.isascii() and value.isdigit() and len(value) in lengths):
            wanted = "か".join(map(str, lengths))
            self.wrong(column, f"「{value}」は{wanted}桁の数字ではありません。頭の0も書いてください。例：{example}")
            return ""
        return value

    def decimal(
        self, column: str, *, places: int, example: str, smallest: str = "0", largest: str, required: bool = False
    ) -> Decimal | None:
        """A number between the bounds, both allowed; None when empty. More decimals than `places` are a fault."""
        written = half_width(self.row.values.get(column, "")).replace(",", "")
        if not written:
            if required:
                self.wrong(column, f"空です。数を書いてください。例：{example}")
            return None
        try:
            value = Decimal(written)
            fits = Decimal(smallest) <= value <= Decimal(largest) and round(value, places) == value
        except InvalidOperation:
            fits = False
        if not fits:
            kind = "整数" if places == 0 else f"小数点以下{places}桁までの数"
            self.wrong(
                column, f"「{written}」は読めません。{smallest}から{largest}までの{kind}で書いてください。例：{example}"
            )
            return None
        return value

    def integer(self, column: str, *, example: str, largest: int, required: bool = False) -> int | None:
        value = self.decimal(column, places=0, example=example, largest=str(largest), required=required)
        return None if value is None else int(value)

    def day(self, column: str, *, required: bool = False) -> date | None:
        written = self.row.values.get(column, "")
        if not written and not required:
            return None
        try:
            return parse_date(written, label=column)
        except InputProblem as problem:
            self.wrong(column, f"「{written}」：{problem.sentence}")
            return None
