"""The same advertisement says the same in other clothes: as a page, a sheet, with or without empty lines, in other codes."""

import html
import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from enishi.openings.reading import read_text
from enishi.openings.reading.files import words_of

CORPUS = Path(__file__).with_name("corpus")


def a_paragraph_for_each_line(text: str) -> bytes:
    lines = "\n".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n"))
    return f"<html><body>\n{lines}\n</body></html>".encode("cp932", "xmlcharrefreplace")


def preformatted(text: str) -> bytes:
    return f"<html><body><pre>{html.escape(text)}</pre></body></html>".encode()


def a_sheet(text: str) -> bytes:
    book = openpyxl.Workbook()
    for row, line in enumerate(text.split("\n"), 1):
        for column, words in enumerate(line.split("\t"), 1):
            if words:
                book.active.cell(row, column).value = words
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def an_empty_line_after_each(text: str) -> bytes:
    return text.replace("\n", "\n\n").encode()


def no_empty_line(text: str) -> bytes:
    return "\n".join(line for line in text.split("\n") if line.strip()).encode()


def windows(text: str) -> bytes:
    return text.replace("\n", "　\r\n").encode("cp932", "replace")


@pytest.mark.parametrize("name", ["dev_01", "dev_14"])
@pytest.mark.parametrize(
    "dressed", [a_paragraph_for_each_line, preformatted, a_sheet, an_empty_line_after_each, no_empty_line, windows]
)
def test_an_advertisement_is_read_alike_in_other_clothes(name: str, dressed: Callable[[str], bytes]) -> None:
    text = (CORPUS / f"{name}.txt").read_text(encoding="utf-8")
    assert read_text(words_of(dressed(text))).to_json() == read_text(text).to_json()


UNROLLED = """町立あまのがわ病院
・看護師・助産師（随時募集中）
・薬剤師の募集は終了しました

医師募集要項
診療科　人数　身分　備考
泌尿器科
１名
正規職員
透析を含みます
糖尿病内科
２名
任期付職員
専門医の方を歓迎します
勤務時間　月曜日〜金曜日
定年　６５歳
"""


def test_a_table_that_a_page_unrolled_ends_with_its_last_row_and_not_only_at_an_empty_line() -> None:
    read = [
        (o.value("specialties"), o.value("headcount"), o.value("retirement_age")) for o in read_text(UNROLLED).openings
    ]
    assert read == [(["泌尿器科"], 1, 65), (["糖尿病内科"], 2, 65)]
