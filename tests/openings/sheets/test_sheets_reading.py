"""A list that somebody sent: read cell by cell, whatever wrote it, and never believed."""

import io
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enishi.openings.sheets.columns import BY_HEADING, COLUMNS, CellProblem, remark_of, text_of, with_remarks
from enishi.openings.sheets.files import MOST_ROWS, rows_in
from enishi.openings.sheets.reading import read_rows
from enishi.openings.sheets.writing import workbook
from enishi.openings.uploaded import FileProblem

HEAD = "管理番号,見出し,診療科,働き方,週の日数,曜日と時間,日額（万円）,始まりの日"
GOOD = 'R8-01,海辺の外来,"内科、循環器内科",非常勤（定期）,２日半,火曜の午前,9,令和9年4月1日'


def listed(*lines, encoding="utf-8"):
    return read_rows(rows_in("\r\n".join([HEAD, *lines]).encode(encoding)))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_a_csv_of_any_machine_is_read(encoding):
    (row,) = listed(GOOD, encoding=encoding)
    assert row.errors == () and row.external_number == "R8-01"
    assert row.facts["specialties"] == ["内科", "循環器内科"] and row.facts["employment"] == ["part_time"]
    assert (float(row.facts["days"]), row.facts["slots"]) == (2.5, ["tue_am"])
    assert (row.facts["daily_pay_yen"], row.facts["starts_on"].isoformat()) == (90_000, "2027-04-01")


def test_every_cell_that_cannot_be_read_is_named_as_excel_names_it():
    (row,) = listed(",見出し,ほげ科,バイト,8,いつか,90000000,R9.13.1")
    found = {error.cell: error.sentence for error in row.errors}
    assert set(found) == {"A2", "C2", "D2", "E2", "F2", "G2", "H2"}
    assert (
        "ほげ科" in found["C2"] and "常勤" in found["D2"] and "7までの数字" in found["E2"] and "万円の欄" in found["G2"]
    )
    assert all("。" in sentence for sentence in found.values())


def test_one_number_in_two_rows_is_a_slip():
    first, second = listed(GOOD, GOOD)
    assert first.errors == () and "2行目と同じ番号" in second.errors[0].sentence


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "中身がありません"),
        (b"\x00" * 100, "中身がありません"),
        (b"x" * (5 * 1024 * 1024 + 1), "大きすぎます"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "古い形式"),
        (b"PK\x03\x04 this is no archive", "開けませんでした"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xfe\xfd", "ExcelもCSVも" if False else "お預かりできるのは"),
        ("名前,住所\nあ,い".encode(), "見出しが見つかりません"),
        ("管理番号,給料\nR1,い".encode(), "「給料」という見出しはありません"),
        ("管理番号,見出し".encode(), "募集が書かれていません"),
        ("管理番号,見出し,見出し\nR1,い,う".encode(), "二つあります"),
        ('管理番号,見出し\nR1,"閉じない'.encode(), "閉じ忘れ"),
    ],
)
def test_a_file_that_is_none_gets_a_sentence(data, words):
    with pytest.raises(FileProblem) as caught:
        read_rows(rows_in(data))
    assert words in caught.value.sentence


def zipped(**files):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def with_part(data, name, content):
    made = io.BytesIO(data)
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return made.getvalue()


def test_bombs_macros_and_damage_are_refused_before_anything_is_unpacked():
    whole = workbook([{"external_number": "R8-01", "title": "外来"}], with_example=True)
    for data, words in (
        (zipped(**{"xl/worksheets/sheet1.xml": b"0" * 40_000_000}), "大きすぎて"),
        (with_part(whole, "xl/vbaProject.bin", b"macro"), "マクロ"),
        (zipped(**{"word/document.xml": "<w/>"}), "開けませんでした"),
        (whole[:-40], "開けませんでした"),
    ):
        with pytest.raises(FileProblem) as caught:
            rows_in(data)
        assert words in caught.value.sentence, words


def test_an_xml_that_multiplies_itself_is_refused():
    laughs = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'
    whole = workbook([], with_example=True)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as copy:
        for entry in source.infolist():
            copy.writestr(
                entry.filename, laughs if entry.filename == "xl/worksheets/sheet1.xml" else source.read(entry)
            )
    with pytest.raises(FileProblem):
        rows_in(made.getvalue())


def test_too_many_rows_are_refused():
    with pytest.raises(FileProblem) as caught:
        listed(*[f"R{n},外来" for n in range(MOST_ROWS + 1)])
    assert "行が多すぎます" in caught.value.sentence


def test_the_template_has_choices_to_pull_down_and_its_example_is_never_taken_in():
    data = workbook([], with_example=True)
    with pytest.raises(FileProblem, match="募集が書かれていません"):
        read_rows(rows_in(data))
    sheet = openpyxl.load_workbook(io.BytesIO(data))["募集"]
    choices = {c for v in sheet.data_validations.dataValidation for c in str(v.sqref).split()}
    assert len(choices) > 20 and sheet.freeze_panes == "D2"
    # What the example shows can be read.
    for column in COLUMNS:
        if column.example:
            assert column.read(column.example) not in (None, ""), column.heading


def test_words_that_begin_like_a_formula_stay_words():
    data = workbook([{"external_number": "=1+1", "title": "+81は国番号"}], with_example=False)
    cells = openpyxl.load_workbook(io.BytesIO(data))["募集"]
    assert [c.data_type for c in cells[2] if c.value] and all(c.data_type == "s" for c in cells[2] if c.value)
    (row,) = read_rows(rows_in(data))
    assert row.external_number == "=1+1" and row.facts["title"] == "+81は国番号"


@settings(max_examples=150)
@given(st.binary(max_size=300))
def test_no_bytes_whatever_make_it_fall_over(data):
    for sent in (data, b"PK\x03\x04" + data, HEAD.encode() + b"\r\n" + data):
        try:
            read_rows(rows_in(sent))
        except FileProblem as problem:
            assert problem.sentence.endswith("。")


@settings(max_examples=60)
@given(st.text(max_size=40))
def test_any_words_in_any_column_are_read_or_get_a_sentence(text):
    cell = text_of(text)
    for column in COLUMNS[::7]:
        if cell:
            try:
                column.show(column.read(cell))
            except ValueError as problem:
                assert getattr(problem, "sentence", "").endswith(("。", text[-1:])) or problem


def test_headings_stand_for_one_column_each():
    assert len(BY_HEADING) == len(COLUMNS) > 110


@pytest.mark.parametrize(
    ("heading", "text", "shown"),
    [
        ("働き方", "非常勤", "非常勤（定期）"), ("働き方", "非常勤(定期)", "非常勤（定期）"), ("働き方", "スポット", "単発・短期"),
        ("始まりの日", "令和9年4月", "2027-04-01"), ("始まりの日", "R9.4", "2027-04-01"), ("始まりの日", "R9.4.1", "2027-04-01"),
        ("始まりの日", "Ｒ９．４．１", "2027-04-01"), ("始まりの日", "2027/4", "2027-04-01"), ("始まりの日", "２０２７年４月", "2027-04-01"),
        ("契約の終わりの日", "令和10年2月", "2028-02-29"), ("契約の終わりの日", "R10.3.31", "2028-03-31"),
        ("日額（万円）", "約120", "120"), ("日額（万円）", "約120万円", "120"), ("日額（万円）", "１２０程度", "120"),
        ("日額（万円）", "90,000円", "9"), ("日額（万円）", "約９万円", "9"), ("年俸の下限（万円）", "約１，２００", "1200"),
        ("当直", "無", "なし"), ("当直", "応相談", "相談できる"), ("人数", "２名", "2"), ("契約期間", "有期", "期間の定めあり"),
    ],
)  # fmt: skip
def test_a_cell_is_understood_as_people_write_it(heading, text, shown):
    column = BY_HEADING.get(heading) or next(c for c in COLUMNS if heading in c.heading)
    assert column.show(column.read(text)) == shown


@pytest.mark.parametrize("text", ["いつか", "令和9年13月", "9年", "2027年", "13月", "来春", "R9.4.31", "4"])
def test_a_day_that_is_none_stays_a_question(text):
    with pytest.raises(CellProblem):
        BY_HEADING["始まりの日"].read(text)


@given(st.integers(1, 9_000), st.sampled_from(["約{}", "およそ{}", "{}程度", "{}くらい", "約{}万円", "約 {} 万"]))
def test_about_so_much_in_a_column_of_ten_thousands_is_so_many_ten_thousands_and_is_remembered(man, said):
    column = BY_HEADING["年俸の下限（万円）"]
    text = said.format(man)
    assert column.read(text) == man * 10_000
    assert remark_of(column, text, column.read(text)).startswith("年俸の下限は、約")
    assert remark_of(column, str(man), column.read(str(man))) == ""
    assert with_remarks("賞与あり", ["年俸の下限は、約900万円です。"]) == "賞与あり\n年俸の下限は、約900万円です。"
