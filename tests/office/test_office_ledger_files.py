"""A ledger handed to the labour bureau: the same rows in CSV, Excel and on paper, and nothing a spreadsheet works out."""

import csv
import io
import zipfile
from datetime import timedelta
from urllib.parse import urlencode

import openpyxl
import pypdf
import pytest

from enishi.cli import main
from enishi.common.clock import today
from enishi.law.ledgers import OPENINGS_LEDGER, SEEKERS_LEDGER
from enishi.office import ledger_files
from enishi.office.ledgers import openings_ledger, seekers_ledger


def ledger(book, file, *more):
    return main(
        ["ledger", book, "--from", str(today() - timedelta(days=1)), "--to", str(today()), "--out", str(file), *more]
    )


def read_csv(file):
    text = file.read_text(encoding="utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def read_xlsx(file):
    with io.BytesIO(file.read_bytes()) as data:
        book = openpyxl.load_workbook(data)
        return [["" if cell.value is None else cell.value for cell in row] for row in book.active.iter_rows()]


@pytest.mark.parametrize(("name", "law"), [("openings", OPENINGS_LEDGER), ("seekers", SEEKERS_LEDGER)])
def test_csv_and_excel_hold_the_same_whole_lines_one_for_each_referral(world, tmp_path, name, law):
    world.candidacy("working"), world.candidacy("dialogue"), world.opening(), world.physician()
    assert ledger(name, tmp_path / "l.csv") == ledger(name, tmp_path / "l.xlsx") == 0
    lines = read_csv(tmp_path / "l.csv")
    assert lines == read_xlsx(tmp_path / "l.xlsx")
    assert sorted(lines[0]) == sorted(law.labels) and "内部備考" not in lines[0]
    book = openings_ledger if name == "openings" else seekers_ledger
    rows = list(book(today(), today()))
    assert len(lines) - 1 == sum(max(1, len(row.referrals)) for row in rows) >= 3
    assert {line[0] for line in lines[1:]} == {row.number for row in rows}


def test_words_that_look_like_a_formula_stay_words(world, tmp_path):
    world.opening(world.institution("=HYPERLINK(1)病院"))
    assert ledger("openings", tmp_path / "l.csv") == ledger("openings", tmp_path / "l.xlsx") == 0
    assert "'=HYPERLINK(1)病院" in read_csv(tmp_path / "l.csv")[1]
    with io.BytesIO((tmp_path / "l.xlsx").read_bytes()) as data:
        cells = [cell for row in openpyxl.load_workbook(data).active.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if str(cell.value).startswith("=")} == {"s"}


def test_on_paper_it_is_a4_landscape_with_names_and_referrals(world, tmp_path):
    candidacy = world.candidacy("working")
    assert ledger("openings", tmp_path / "l.pdf") == 0
    with io.BytesIO((tmp_path / "l.pdf").read_bytes()) as data:
        paper = pypdf.PdfReader(data)
        words, (width, height) = paper.pages[0].extract_text(), paper.pages[0].mediabox[2:]
    assert (round(float(width)), round(float(height))) == (842, 595)
    assert "求人管理簿" in words and candidacy.opening.number in words and "採用" in words


def test_too_much_for_paper_is_told_and_leaves_nothing(world, tmp_path, monkeypatch, capsys):
    world.opening(), world.opening()
    monkeypatch.setattr(ledger_files, "MOST_ON_PAPER", 1)
    assert ledger("openings", tmp_path / "l.pdf") == 2
    assert "期間を分けるか" in capsys.readouterr().err and list(tmp_path.iterdir()) == []


def test_a_long_ledger_comes_on_paper_in_parts_and_none_is_missing(world, tmp_path, monkeypatch):
    openings = [world.opening() for _ in range(3)]
    monkeypatch.setattr(ledger_files, "MOST_ON_PAPER", 1)
    monkeypatch.setattr(ledger_files, "IN_A_PART", 2)
    assert ledger("openings", tmp_path / "l.zip") == 0
    with zipfile.ZipFile(tmp_path / "l.zip") as file:
        assert file.namelist() == ["求人管理簿-001.pdf", "求人管理簿-002.pdf"] and file.testzip() is None
        pages = [pypdf.PdfReader(io.BytesIO(file.read(name))).pages for name in file.namelist()]
        words = ["".join(page.extract_text() for page in some).replace(" ", "") for some in pages]
    assert "3件（2冊のうち1冊目）" in words[0] and "2冊目" in words[1]
    assert [sum(o.number in part for o in openings) for part in words] == [2, 1]


@pytest.mark.parametrize(("acceptances", "told"), [(0, (1, 0)), (1_000, (1, 0)), (1_001, (5, 1)), (50_000, (200, 7))])
def test_the_page_says_how_many_volumes_and_minutes_a_long_ledger_takes(acceptances, told):
    assert ledger_files.parts_on_paper(acceptances) == told


def test_a_file_is_made_piece_by_piece_and_stops_with_its_reader(world, monkeypatch):
    for _ in range(3):
        world.opening()
    monkeypatch.setattr(ledger_files, "AT_ONCE", 1)
    parts = ledger_files.parts_of(openings_ledger(today(), today()), today(), today(), "csv")
    assert len([next(parts), *parts]) == 4  # the heading and three rows, each given before the next is read


def test_letters_that_xml_does_not_hold_are_left_out_of_excel(world, tmp_path):
    world.opening(world.institution("青葉\x0b<会>&\x1f病院"))
    assert ledger("openings", tmp_path / "l.xlsx") == 0
    assert "青葉<会>&病院" in read_xlsx(tmp_path / "l.xlsx")[1]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (["--from", "昨日", "--out", "l.csv"], "2026-04-01 の形"),
        (["--from", "2026-05-01", "--to", "2026-04-01", "--out", "l.csv"], "初めの日より前"),
        (["--from", "2026-04-01", "--out", "l.doc"], ".xlsx、.pdf、.csv"),
        (["--from", "2026-04-01", "--out", "nowhere/l.csv"], "書き込めませんでした"),
    ],
)
def test_what_cannot_be_is_told_in_a_sentence(db, tmp_path, monkeypatch, capsys, given, sentence):
    monkeypatch.chdir(tmp_path)
    assert main(["ledger", "openings", *given]) == 2
    assert sentence in capsys.readouterr().err and list(tmp_path.iterdir()) == []


def test_the_office_saves_a_period_and_its_reading_is_logged_but_the_desk_does_not(world):
    candidacy = world.candidacy("working")
    asked = {"start": str(today()), "end": str(today())}
    office, desk = world.signed_in(world.office()), world.signed_in(world.desk())
    answer = office.post(f"/ops/ledgers/seekers/file/csv?{urlencode(asked)}", {"why": "inspection"})
    words = answer.getvalue().decode("utf-8-sig")
    assert candidacy.physician.identity.full_name in words and answer["Cache-Control"] == "no-store, private"
    assert answer["Content-Disposition"] == f'attachment; filename="seekers-{today():%Y%m%d}-{today():%Y%m%d}.csv"'
    assert desk.get("/ops/ledgers/seekers/file/csv", asked).status_code in (403, 404)
    assert office.get("/ops/ledgers/seekers/file/doc", asked).status_code == 404
    assert office.get("/ops/ledgers/seekers/file/csv", {"start": "x"}).status_code == 302
