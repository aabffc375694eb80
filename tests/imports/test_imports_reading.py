"""Files as people save them: encodings, quotes, blank lines, and what is said when one cannot be read."""

import pytest

from enishi.imports.reading import Cells, FileProblem, read_table

COLUMNS = ("code", "name", "since", "index")


def table_of(path, required=("code",)):
    return read_table(path, required=required, known=COLUMNS)


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("cp932", "Shift_JIS"), ("shift_jis", "Shift_JIS")],
)
def test_a_table_reads_the_same_in_every_usual_encoding(write, encoding, said):
    table = table_of(write("表.csv", "code,name", "46991,花渡市", encoding=encoding))
    assert table.encoding == said
    assert [row.values for row in table.rows] == [{"code": "46991", "name": "花渡市"}]


def test_rows_keep_the_line_they_begin_on_past_blank_lines_and_quoted_line_breaks(write):
    table = table_of(write("a.csv", "", "code,name", "1,花渡市", "", ",", '2,"海鳴\n町"', "3,山霧村"))
    assert [(row.number, row.values["code"]) for row in table.rows] == [(3, "1"), (6, "2"), (8, "3")]


def test_columns_come_in_any_order_and_missing_cells_are_empty(write):
    table = table_of(write("a.csv", "name,code,extra", "花渡市,46991"))
    assert table.rows[0].values == {"name": "花渡市", "code": "46991", "extra": ""}


def test_a_row_with_too_many_cells_is_a_fault_and_the_others_are_read(write):
    table = table_of(write("a.csv", "code,name", "1,花渡市,3丁目", "2,海鳴町"))
    assert [row.values["code"] for row in table.rows] == ["2"]
    assert str(table.faults[0]).startswith("a.csv:2: name: 3個のセルがあります")


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("name", "花渡市"), "code の列がありません"),
        (("code,name",), "行がありません"),
        ((), "行がありません"),
        (("code,code", "1,2"), "同じ列が2つ"),
        (("code,name", '1,"花渡市'), "表として読めません"),
    ],
)
def test_a_file_of_no_use_is_refused_with_what_to_do(write, lines, said):
    with pytest.raises(FileProblem, match=said) as refused:
        table_of(write("a.csv", *lines))
    assert str(refused.value).endswith(("。", "name、since、index"))


def test_a_spreadsheet_file_or_no_file_is_refused(tmp_path):
    book = tmp_path / "book.xlsx"
    book.write_bytes(b"PK\x03\x04\x00\x00\xff\xfe\x80\x81")
    with pytest.raises(FileProblem, match="CSV UTF-8"):
        table_of(book)
    with pytest.raises(FileProblem, match="開けません"):
        table_of(tmp_path / "none.csv")


def cells_of(write, **values):
    table = table_of(write("a.csv", ",".join(values), ",".join(f'"{value}"' for value in values.values())))
    return Cells(table, table.rows[0])


def test_cells_are_read_through_full_width_and_thousands_marks(write):
    cells = cells_of(write, code="０３０１", index="１，２３４．５", since="令和8年4月1日")
    assert cells.code("code", (4,), example="0301") == "0301"
    assert str(cells.decimal("index", places=1, example="1", largest="9999")) == "1234.5"
    assert cells.day("since").isoformat() == "2026-04-01"
    assert cells.faults == []


def test_all_wrong_cells_of_a_row_are_told_at_once_with_an_example_each(write):
    cells = cells_of(write, code="301", index="たくさん", since="2026-02-30")
    assert cells.code("code", (4,), example="0301") == ""
    assert cells.decimal("index", places=1, example="205.5", largest="999") is None
    assert cells.day("since") is None
    assert [fault.column for fault in cells.faults] == ["code", "index", "since"]
    assert "例：0301" in str(cells.faults[0])
    assert "例：205.5" in str(cells.faults[1])


@pytest.mark.parametrize("written", ["NaN", "Infinity", "-1", "1000", "1.25", "1e999999"])
def test_a_number_out_of_bounds_or_too_fine_is_a_fault(write, written):
    cells = cells_of(write, code="1", index=written)
    assert cells.decimal("index", places=1, example="205.5", largest="999") is None
    assert len(cells.faults) == 1
