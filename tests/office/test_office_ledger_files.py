"""A ledger handed to the labour bureau: the same rows in CSV, Excel and on paper, and nothing a spreadsheet works out."""

import csv
import io
import re
from datetime import timedelta
from urllib.parse import urlencode

import openpyxl
import pypdf
import pytest

from enishi.cli import main
from enishi.common.clock import today
from enishi.law.ledgers import FEES_LEDGER, OPENINGS_LEDGER, SEEKERS_LEDGER
from enishi.office import ledger_files
from enishi.office.ledgers import LedgerRow, openings_ledger, seekers_ledger
from factories.tagged_pdf import tagged_faults


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


class Rows(list):
    """A book with these rows."""

    def __init__(self, ledger, rows):
        super().__init__(rows)
        self.ledger = ledger


class SeveralPages(Rows):
    """Forty acceptances, the eighth with a remark of many pages, the ninth with sixty referrals."""

    def __init__(self):
        rows = [LedgerRow(OPENINGS_LEDGER, f"K-{n:03}", {"received_on": "2026年4月1日"}) for n in range(40)]
        rows[7] = LedgerRow(OPENINGS_LEDGER, "K-007", {"received_on": "2026年4月1日", "remarks": "鰯" * 1600})
        rows[8] = LedgerRow(
            OPENINGS_LEDGER,
            "K-008",
            {"received_on": "2026年5月1日"},
            [{"seeker_name": f"見本{n}さん"} for n in range(60)],
        )
        super().__init__(OPENINGS_LEDGER, rows)


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


def words_on(file):
    with io.BytesIO(file.read_bytes()) as data:
        return [page.extract_text() for page in pypdf.PdfReader(data, strict=True).pages]


def test_on_paper_no_acceptance_is_missing_and_one_too_long_for_a_page_goes_on_under_its_number(world, tmp_path):
    book = SeveralPages()
    with (tmp_path / "l.pdf").open("wb") as file:
        file.writelines(ledger_files.pdf_parts(book, today(), today(), with_remarks=True))
    pages = words_on(tmp_path / "l.pdf")
    whole = "".join(pages).replace("\n", "")
    assert [f"K-{n:03}" for n in range(40)] == re.findall(r"K-\d{3}(?!（)", whole)
    assert "K-007（つづき）" in whole and whole.count("鰯") == 1600
    assert sum(f"見本{n}さん" in whole for n in range(60)) == 60 and whole.count("紹介年月日") >= 2
    assert all(f"{n}／" in page for n, page in enumerate(pages, 1)) and len(pages) > 10
    assert tagged_faults((tmp_path / "l.pdf").read_bytes()) == []


def test_a_ledger_of_fees_says_its_labels_on_every_page(world, tmp_path):
    rows = [
        LedgerRow(FEES_LEDGER, str(n), {"payer_name": f"青葉会{n}番", "collected_on": "2026年4月1日"})
        for n in range(90)
    ]
    with (tmp_path / "l.pdf").open("wb") as file:
        file.writelines(ledger_files.pdf_parts(Rows(FEES_LEDGER, rows), today(), today()))
    pages = words_on(tmp_path / "l.pdf")
    assert len(pages) == 3 and all("手数料の算出の根拠" in page for page in pages)
    assert re.findall(r"青葉会(\d+)番", "".join(pages)) == [str(n) for n in range(90)]
    assert tagged_faults((tmp_path / "l.pdf").read_bytes()) == []


def test_a_period_with_nothing_says_so_on_paper(world, tmp_path):
    assert ledger("seekers", tmp_path / "l.pdf") == 0
    assert "この期間に受け付けたものはありません。" in words_on(tmp_path / "l.pdf")[0]
    assert tagged_faults((tmp_path / "l.pdf").read_bytes()) == []


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
