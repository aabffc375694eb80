"""Documents on paper: what a person typed is text, never code, and every letter of a name is there."""

from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from multiprocessing import get_context

import psutil
import pytest
from pypdf import PdfReader

from enishi.common import documents
from enishi.common.writing import Block, Writing

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


LONG = "common/typst/writing.typ"
MEGABYTE = 2**20


def part_of_a_list(no: int, people: int) -> dict[str, object]:
    rows = tuple(
        tuple(f"項目{i} 見本 太郎{no}-{n}" if i % 2 else f"青葉会 中央病院{n}" for i in range(8))
        for n in range(2 * people)
    )
    table = Block("table", head=tuple(f"項目{i}" for i in range(8)), rows=rows)
    return Writing("名簿", "", "", (table,), operator="事務局").as_data()


def kept_in_megabytes() -> float:
    """What this process holds more after ten parts of a list than after two."""
    process = psutil.Process()
    documents.pdf(LONG, part_of_a_list(0, 150))
    documents.pdf(LONG, part_of_a_list(1, 150))
    begun = process.memory_info().rss
    for no in range(2, 12):
        documents.pdf(LONG, part_of_a_list(no, 150))
    return (process.memory_info().rss - begun) / MEGABYTE


def test_a_long_list_in_many_small_parts_takes_no_more_memory_than_two_of_them():
    """Each part is shorter than what may be remembered; together they are ten times as long. Told by a process of its own: one that
    ran a thousand tests before grows by what they left."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        assert pool.submit(kept_in_megabytes).result() < 80, "nothing kept from part to part"
