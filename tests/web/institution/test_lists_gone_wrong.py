"""Lists and files that are wrong, malicious or sent twice: each gets a sentence, none a broken page, none changes anything."""

import io
import uuid
import zipfile

import openpyxl
import pytest

from enishi.openings.models import Opening
from enishi.openings.sheets.columns import BY_HEADING, CellProblem
from enishi.openings.sheets.files import LARGEST, rows_in
from enishi.openings.sheets.writing import workbook
from enishi.openings.uploaded import FileProblem
from web.institution.clinic import text_of
from web.institution.test_lists import ROWS, say_yes, send

MANY_DIGITS = "9" * 5000
ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'


def words_after(client, rows):
    sent = send(client, rows)
    assert sent.status_code == 302
    words = text_of(client.get(sent["Location"]))
    assert say_yes(client, sent).status_code == 200  # refused
    return words


def changed_workbook(change):
    """A workbook of one opening, each part as `change(name, bytes)` makes it; None leaves the part out."""
    source = zipfile.ZipFile(io.BytesIO(workbook([{"external_number": "R1", "title": "外来"}], with_example=False)))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            if (data := change(name, source.read(name))) is not None:
                archive.writestr(name, data)
    return made.getvalue()


def first_sheet(change):
    return changed_workbook(lambda name, data: change(data) if name.endswith("sheet1.xml") else data)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (first_sheet(lambda data: ENTITIES + data.replace("見出し".encode(), b"&b;", 1)), "開けませんでした"),
        (first_sheet(lambda data: ENTITIES + data.replace("見出し".encode(), b"&f;", 1)), "開けませんでした"),
        (first_sheet(lambda data: b"<a>" + b" " * 70_000_000), "大きすぎて"),
        (changed_workbook(lambda name, data: data if "workbook" not in name else None), "開けませんでした"),
        (b"a" * (LARGEST + 1), "5MBまで"),
        (b"\x00" * (LARGEST + 1), "5MBまで"),
        (b"MZ\x90\x00" + bytes(900), "お預かりできるのは"),
        (b"PK\x03\x04 and nothing after it", "開けませんでした"),
    ],
    ids=["entities", "foreign entity", "bomb", "no workbook", "large", "large and empty", "program", "cut off"],
)
def test_a_file_made_to_harm_gets_a_sentence(data, sentence):
    with pytest.raises(FileProblem, match=sentence):
        rows_in(data)


@pytest.mark.parametrize("text", [MANY_DIGITS, "1e999999999", "NaN", "令和" + MANY_DIGITS + "年4月1日", "-1"])
@pytest.mark.parametrize(
    "heading",
    ["週の日数", "人数", "呼び出しの回数（月）", "年俸の下限（万円）", "始まりの日", "契約の月数", "曜日と時間"],
)
def test_no_number_is_so_strange_that_a_cell_breaks(heading, text):
    with pytest.raises(CellProblem):
        BY_HEADING[heading].read(text)


def test_two_rows_for_one_number_or_one_opening_are_told_apart_before_anything_is_saved(clinic):
    one, other = clinic.opening(state="draft"), clinic.opening(state="draft")
    rows = f"募集番号,管理番号,見出し\r\n{one.number},X,一\r\n{other.number},X,二"
    assert "2行目と同じ番号です" in (words := words_after(clinic.clerk, rows)) and "B3（管理番号）" in words
    rows = f"募集番号,管理番号,見出し\r\n,X,新しい外来\r\n{one.number},X,一"
    assert "2行目と同じ番号です" in words_after(clinic.clerk, rows)
    Opening.objects.filter(pk=one.pk).update(external_number="A")
    rows = f"募集番号,管理番号,見出し\r\n{one.number},,一\r\n,A,二"
    assert "2行目と同じ募集です" in words_after(clinic.clerk, rows)
    assert Opening.objects.count() == 2


def test_a_yes_that_is_pressed_twice_takes_in_once_and_is_told_kindly(clinic):
    sent = send(clinic.clerk, ROWS)
    digest = clinic.clerk.get(sent["Location"]).context["plan"].digest
    assert clinic.clerk.post(sent["Location"], {"digest": digest})["Location"] == "/inst/openings"
    again = clinic.clerk.post(sent["Location"], {"digest": digest}, follow=True)
    assert "もう取り込みが済んだ" in text_of(again) and Opening.objects.count() == 2


def test_who_goes_back_and_chooses_the_mended_file_sees_the_mended_file(clinic):
    key = str(uuid.uuid4())
    assert "取り込めない 1件" in text_of(
        clinic.clerk.get(send(clinic.clerk, ROWS.replace(",5", ",いつか"), key=key)["Location"])
    )
    assert "新しい募集 2件" in text_of(clinic.clerk.get(send(clinic.clerk, ROWS, key=key)["Location"]))


def test_a_download_holds_words_only_no_formulas_and_no_signs_that_excel_refuses(clinic):
    for sign in ("=", "+", "-", "@"):
        clinic.opening(state="draft", title=f"{sign}cmd|'/C calc'!A0")
    unseen = clinic.opening(state="draft", title="内科\x0b外来", portrait={"winter": "雪\x0c少し"})
    assert (unseen.current.title, unseen.current.portrait["winter"]) == ("内科 外来", "雪 少し")
    book = openpyxl.load_workbook(io.BytesIO(clinic.clerk.get("/inst/openings/export.xlsx").content))
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert "=cmd|'/C calc'!A0" in [cell.value for cell in cells] and {cell.data_type for cell in cells} <= {"s", "n"}


def test_versions_that_no_opening_has_are_compared_with_nothing(clinic):
    opening = clinic.opening()
    for odd in ("²", "９", "9" * 30, MANY_DIGITS):
        page = clinic.clerk.get(f"/inst/openings/{opening.number}/versions", {"from": odd, "to": "1"})
        assert page.status_code == 200 and page.context["compared"] is None
