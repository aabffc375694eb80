"""A table to take away: as Excel reads it, harmless, and made while it is handed out where it is long."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from enishi.common.csv_files import csv_file, csv_parts

CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\n"), max_size=8)


def read(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), max_size=6))
def test_a_file_says_what_the_rows_say_but_for_an_apostrophe_before_what_a_spreadsheet_would_work_out(rows):
    assert [[cell.removeprefix("'") for cell in row] for row in read(csv_file(rows))] == [
        [cell.removeprefix("'") for cell in row] for row in rows
    ]


def test_words_are_no_formula_and_numbers_stay_numbers():
    assert read(csv_file([["氏名", "数"], ["=HYPERLINK(1)", -3], ["-3", "＋1万円"]])) == [
        ["氏名", "数"], ["'=HYPERLINK(1)", "-3"], ["-3", "'＋1万円"]
    ]  # fmt: skip
    assert csv_file([]).hex() == "efbbbf", "the mark by which Excel knows UTF-8"


def test_a_long_table_is_made_row_by_row_as_it_is_taken():
    made = []

    def rows():
        for n in range(3):
            made.append(n)
            yield [n, "あ"]

    parts = csv_parts(rows())
    assert next(parts) == b"\xef\xbb\xbf" and made == []
    assert next(parts).decode() == "0,あ\r\n" and made == [0]
    assert b"".join(parts).decode() == "1,あ\r\n2,あ\r\n"
