"""The words of a file that somebody sent: plain text, HTML, PDF, Word or Excel, known by its content and never by its name.

Nothing in a file is run and nothing outside of it is fetched. What cannot be read is refused with one Japanese sentence.
"""

import io
import re
import zipfile
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from enishi.decoding import NotText, decoded
from enishi.openings.uploaded import MOST_UNPACKED, FileProblem, check_archive

if TYPE_CHECKING:
    from pypdf import PageObject

LARGEST = 10 * 1024 * 1024
"""Bytes of one file."""

MOST_PAGES, MOST_ROWS, MOST_CHARACTERS = 60, 5_000, 200_000

MOST_COMMANDS = 1024 * 1024
"""Bytes of drawing commands of all pages of a PDF together; a page full of words takes some 20 kB. Their reading is slow."""


def words_of(data: bytes) -> str:
    """The text of a file: lines, and cells of tables parted by tabs. At most MOST_CHARACTERS.

    Raises FileProblem for an empty, too large, damaged, locked or unknown file, and for one that holds no letters.
    """
    if not data.strip():
        raise FileProblem("ファイルの中身がありません。もう一度お選びください。")
    if len(data) > LARGEST:
        raise FileProblem(f"ファイルが大きすぎます（{len(data) / 1024 / 1024:.1f}MB）。10MBまで読み取れます。")
    words = _words(data)[:MOST_CHARACTERS]
    if not words.strip():
        raise FileProblem("文字が見つかりませんでした。文字をコピーして、貼り付けてください。")
    return words


def _words(data: bytes) -> str:
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return _pdf(data)
    if data.startswith(b"PK\x03\x04"):
        return _office(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise FileProblem(
            "古い形式か、パスワードつきのWord・Excelです。パスワードを外し、.docxか.xlsxで保存し直してください。"
        )
    if data.startswith((b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")) or data[4:8] == b"ftyp":
        raise FileProblem("写真や画像の文字は読み取れません。文字を打ち込むか、文字の入ったPDFをお選びください。")
    if data.startswith(b"{\\rtf"):
        raise FileProblem("リッチテキスト（.rtf）は読み取れません。文字をコピーして、貼り付けてください。")
    try:
        text = decoded(data).text
    except NotText:
        raise FileProblem(
            "この種類のファイルは読み取れません。文字・HTML・PDF・Word（.docx）・Excel（.xlsx）をお選びください。"
        ) from None
    return _html(text) if _looks_like_html(text) else text


def _looks_like_html(text: str) -> bool:
    head = text[:4000].lower()
    return bool(
        re.match(r"\s*(?:<!doctype html|<html|<\?xml[^>]*\?>\s*<!doctype html|<head|<body|<table|<div|<p>)", head)
    )


_BEGIN_P, _END_P = "\x01", "\x02"


def _paragraphs(words: str) -> str:
    """Paragraphs with an empty line between them; on a page that puts each line in one, the lines without."""
    told = re.findall(f"{_BEGIN_P}([^{_END_P}]*){_END_P}", words)
    lines = len(told) >= 6 and sum("\n" not in one.strip("\n") for one in told) >= len(told) * 0.8
    words = re.sub(f"{_END_P}\\s*(?={_BEGIN_P})", "" if lines else "\n", words)
    return re.sub(f"[{_BEGIN_P}{_END_P}]", "\n", words)


class _Page(HTMLParser):
    """Block elements end a line, cells end with a tab; scripts, styles, menus and footers are left."""

    LEFT = frozenset({"script", "style", "noscript", "template", "svg", "nav", "select", "button", "title"})
    BLOCKS = frozenset(
        "p div br tr li dt dd h1 h2 h3 h4 h5 h6 table section article header footer main ul ol dl form caption pre hr".split()
    )

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.left = 0
        self.cells = 0
        self.kept = 0  # inside <pre>, where line ends and spaces stay as they are

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.kept += tag == "pre"
        if tag in self.LEFT:
            self.left += 1
        elif tag in ("td", "th"):
            if self.cells:
                self.parts.append("\t")
            self.cells += 1
        elif tag == "tr":
            self.cells = 0
            self.parts.append("\n")
        elif tag == "p" and not self.cells:
            self.parts.append(_BEGIN_P)
        elif tag in self.BLOCKS:
            self.parts.append(" " if self.cells and tag in ("p", "div", "br", "ul", "li") else "\n")

    def handle_endtag(self, tag: str) -> None:
        self.kept = max(0, self.kept - (tag == "pre"))
        if tag in self.LEFT:
            self.left = max(0, self.left - 1)
        elif tag in ("tr", "table"):
            self.cells = 0
            self.parts.append("\n")
        elif tag in self.BLOCKS and not self.cells:
            self.parts.append(_END_P if tag == "p" else "\n")

    def handle_data(self, data: str) -> None:
        if not self.left and self.kept:
            self.parts.append(data.replace(_BEGIN_P, "").replace(_END_P, ""))
        elif not self.left:
            # a tab between words parts cells of a sheet that was pasted; any other white space is one space
            self.parts.append(re.sub(r"[ \r\n\x01\x02]+|(?<![\t\S])\t++|\t++(?!\S)", " ", data))


def _html(text: str) -> str:
    page = _Page()
    page.feed(text[: 4 * MOST_CHARACTERS])
    page.close()
    lines = [re.sub(r" *\t *", "\t", line).strip(" ") for line in _paragraphs("".join(page.parts)).split("\n")]
    return re.sub(r"\n{5,}", "\n\n\n\n", "\n".join(lines)).strip("\n")


def _commands(page: "PageObject") -> int:
    """Bytes of the drawing commands of a page and of the forms it names, unpacked but not yet read."""
    contents = page.get("/Contents")
    streams = contents.get_object() if contents is not None else []
    found = [item.get_object() for item in (streams if isinstance(streams, list) else [streams])]
    resources = page.get("/Resources")
    named = resources.get_object().get("/XObject") if resources is not None else None
    forms = [item.get_object() for item in named.get_object().values()] if named is not None else []
    found += [form for form in forms if form.get("/Subtype") == "/Form"]
    return sum(len(stream.get_data()) for stream in found)


def _pdf(data: bytes) -> str:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise FileProblem("パスワードのかかったPDFは読み取れません。パスワードを外してお選びください。")
        pages, length, commands = [], 0, 0
        for page in reader.pages[:MOST_PAGES]:
            commands += _commands(page)
            if commands > MOST_COMMANDS:
                raise FileProblem("PDFの中身が大きすぎて開けません。文字をコピーして貼り付けてください。")
            words = page.extract_text()
            pages.append(words)
            length += len(words)
            if length > MOST_CHARACTERS:
                break
    except FileProblem:
        raise
    except (
        PyPdfError,
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        AttributeError,
        RecursionError,
        OSError,
        NotImplementedError,
        AssertionError,
        OverflowError,
        MemoryError,
    ):
        raise FileProblem(
            "このPDFは開けませんでした。もう一度保存し直すか、文字をコピーして貼り付けてください。"
        ) from None
    words = _closed_up("\n".join(pages))
    if not words.strip():
        raise FileProblem("このPDFには文字が入っていません（紙を写した画像のようです）。文字を打ち込んでください。")
    return words


_APART, _TOGETHER = re.compile(r"(?<=[0-9]) (?=[一-龥ァ-ヶ])"), re.compile(r"[0-9](?=[一-龥ァ-ヶ])")


def _closed_up(words: str) -> str:
    """Without the little gap that some programs set between a figure and the Japanese letter behind it: 「45,000 円」."""
    apart = len(_APART.findall(words))
    return _APART.sub("", words) if apart >= 3 and apart > 4 * len(_TOGETHER.findall(words)) else words


def _office(data: bytes) -> str:
    try:
        check_archive(data)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "word/document.xml" in names:
                return _word(_part(archive, "word/document.xml"))
            if "xl/workbook.xml" in names:
                return _sheets(archive, names)
    except FileProblem:
        raise
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        ValueError,
        KeyError,
        OSError,
        EOFError,
        NotImplementedError,
        SyntaxError,
        RuntimeError,
        IndexError,
    ):
        raise FileProblem("ファイルが壊れているようです。もう一度保存し直してから、お選びください。") from None
    raise FileProblem(
        "この種類のファイルは読み取れません。文字・HTML・PDF・Word（.docx）・Excel（.xlsx）をお選びください。"
    )


def _part(archive: zipfile.ZipFile, name: str) -> Element:
    """One part of the archive as XML. What it unpacks to is counted while reading: a header may lie."""
    from defusedxml.ElementTree import fromstring

    with archive.open(name) as stream:
        data = stream.read(MOST_UNPACKED + 1)
    if len(data) > MOST_UNPACKED:
        raise FileProblem("ファイルの中身が大きすぎて開けません。必要な部分だけを保存し直してください。")
    root: Element = fromstring(data)
    return root


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _word(root: Element) -> str:
    lines: list[str] = []
    body = next((child for child in root if _local(child) == "body"), root)
    for block in body:
        if _local(block) == "tbl":
            for row in (child for child in block.iter() if _local(child) == "tr"):
                cells = [
                    " ".join(_paragraph(p) for p in cell.iter() if _local(p) == "p")
                    for cell in row
                    if _local(cell) == "tc"
                ]
                lines.append("\t".join(cells))
        else:
            lines += [_paragraph(p) for p in block.iter() if _local(p) == "p"]
    return "\n".join(lines)


def _paragraph(paragraph: Element) -> str:
    marks = {"tab": "\t", "br": "\n", "cr": "\n"}
    return "".join(
        (e.text or "") if _local(e) == "t" else marks.get(_local(e), "")
        for e in paragraph.iter()
        if _local(e) in ("t", *marks)
    )


def _sheets(archive: zipfile.ZipFile, names: set[str]) -> str:
    shared: list[str] = []
    if "xl/sharedStrings.xml" in names:
        for entry in _part(archive, "xl/sharedStrings.xml"):
            shared.append("".join(e.text or "" for e in entry.iter() if _local(e) == "t" and not e.get("phonetic")))
    lines: list[str] = []
    for name in sorted(
        (n for n in names if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", n)),
        key=lambda n: int(re.sub(r"\D", "", n.rsplit("/", 1)[1])),
    ):
        last = 0
        for row in (e for e in _part(archive, name).iter() if _local(e) == "row"):
            cells: dict[int, str] = {}
            for cell in row:
                words = _cell(cell, shared)
                column = _column(cell.get("r") or "", len(cells))
                if words and column < 200:
                    cells[column] = re.sub(r"[\r\n\t]+", " ", words).strip()
            number = row.get("r") or ""
            if number.isdigit():  # rows without a cell are not kept in the file
                lines += [""] * min(3, max(0, int(number) - last - 1))
                last = int(number)
            lines.append("\t".join(cells.get(i, "") for i in range(max(cells) + 1)) if cells else "")
            if len(lines) > MOST_ROWS:
                return "\n".join(lines)
        lines.append("")
    return "\n".join(lines)


def _column(reference: str, otherwise: int) -> int:
    letters = re.match(r"[A-Z]{1,3}", reference)
    if not letters:
        return otherwise
    number = 0
    for letter in letters.group():
        number = number * 26 + ord(letter) - 64
    return number - 1


def _cell(cell: Element, shared: list[str]) -> str:
    value = next((e.text or "" for e in cell if _local(e) == "v"), "")
    if cell.get("t") == "s":
        return shared[int(value)] if value.isdigit() and int(value) < len(shared) else ""
    if cell.get("t") == "inlineStr":
        return "".join(e.text or "" for e in cell.iter() if _local(e) == "t")
    return re.sub(r"\.0$", "", value)
