"""Documents on paper: what a person typed is text, never code, and every letter of a name is there."""

from io import BytesIO

import psutil
import pytest
from pypdf import PdfReader

from enishi.common import documents

SHEET = """#import "/common/typst/base.typ": *
#show: sheet.with(title: data.title, sender: data.sender, code: data.code)
= #data.title
#lines(data.words)
#facts(data.rows)
"""


@pytest.fixture
def source(tmp_path, monkeypatch):
    """A source of our own beside the real base: the package's folder, linked into another."""
    (tmp_path / "common").symlink_to(documents.ROOT / "common")
    (tmp_path / "sheet.typ").write_text(SHEET, encoding="utf-8")
    monkeypatch.setattr(documents, "ROOT", tmp_path)
    return "sheet.typ"


def read(made: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages)


def test_a_document_is_tagged_names_its_language_and_shows_rare_letters(source):
    made = documents.pdf(
        source,
        {
            "title": "お預かりしている情報",
            "sender": "事務局",
            "code": "P-1",
            "words": "髙﨑𠮷\n二行目",
            "rows": [["ご住所", ""]],
        },
    )
    root = PdfReader(BytesIO(made)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"].startswith("ja")
    text = read(made)
    assert "髙﨑𠮷" in text and "二行目" in text and "未確認" in text and "P-1" in text


def test_what_somebody_typed_is_never_run(source):
    words = '#read("/etc/passwd") $ * _ = [ #import'
    made = documents.pdf(source, {"title": "題", "sender": "", "code": "", "words": words, "rows": []})
    assert '#read("/etc/passwd")' in read(made) and "root:" not in read(made)


LEDGER = "office/typst/ledger.typ"
MEGABYTE = 2**20


def part_of_a_ledger(no: int, acceptances: int) -> dict[str, object]:
    rows = [
        {
            "number": f"P-{no}-{n}",
            "items": [[f"項目{i}", f"見本 太郎{no}-{n}"] for i in range(8)],
            "referrals": [[[f"項目{i}", f"青葉会 中央病院{n}"] for i in range(8)]],
        }
        for n in range(acceptances)
    ]
    return {
        "title": "求職管理簿",
        "sender": "事務局",
        "office": "",
        "number": "受付番号",
        "period": "",
        "count": "",
        "printed": "",
        "rows": rows,
    }


def test_a_long_ledger_in_many_small_parts_takes_no_more_memory_than_two_of_them():
    """Each part is shorter than what may be remembered; together they are ten times as long."""
    process = psutil.Process()
    documents.pdf(LEDGER, part_of_a_ledger(0, 150))
    documents.pdf(LEDGER, part_of_a_ledger(1, 150))
    begun = process.memory_info().rss
    for no in range(2, 12):
        documents.pdf(LEDGER, part_of_a_ledger(no, 150))
    assert (process.memory_info().rss - begun) / MEGABYTE < 80, "nothing kept from part to part"
