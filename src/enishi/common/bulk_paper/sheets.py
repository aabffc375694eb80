"""Tables in bulk, printed without end: pages with their tags, footers and numbers, one block after the other.

A block is a heading with tables under it and stays on one page. What is the same for all blocks of a shape is worked out once
(`shapes`); the words are put in as text, the numbers of a page's tags all together.
"""

import hashlib
from collections.abc import Sequence
from xml.sax.saxutils import escape

from enishi.common.bulk_paper.font import Font
from enishi.common.bulk_paper.letters import Letters
from enishi.common.bulk_paper.pdf_stream import PdfStream, text_string
from enishi.common.bulk_paper.shapes import (
    BELOW,
    BOLD,
    BOTTOM,
    CAP,
    HIGH,
    LEADING,
    LEFT,
    RIGHT,
    SIZE,
    TOP,
    WIDE,
    Grid,
    Part,
    line_of,
    shape_of,
)
from enishi.common.bulk_paper.tags import Tags

FOOT, FOOT_SIZE, HEADING_SIZE, TITLE_SIZE = 24.0, 10, 14, 18
ROOM_FOR_TOTAL = 34.0
"""Of the number of all pages, up to 99,999, which is written at the end."""
PIECE = 400_000
"""Bytes given at a time, some seventy pages: each piece costs whoever hands it on a change of threads."""
KIDS = 64
"""Pages in one node of their tree."""


class Paper:
    """One document. Give it blocks, take its bytes as they come: `open`, `add` …, `close`."""

    def __init__(self, *, title: str, sender: str) -> None:
        self.letters = Letters(SIZE)
        self._heading, self._large = self.letters.sized(HEADING_SIZE), self.letters.sized(TITLE_SIZE)
        self._small = self.letters.sized(FOOT_SIZE)
        self._title, self._sender = title, sender
        pdf = self._pdf = PdfStream()
        (
            self._root,
            self._pages,
            self._tree,
            self._document,
            self._things,
            self._total,
            self._marks,
            self._meta,
            self._scopes,
            self._scope_of_row,
            self._outline,
        ) = range(first := pdf.new(11), first + 11)
        self._tags = Tags(pdf, self._document, self._scopes)
        self._nodes: list[int] = []
        self._node_kids: dict[int, str] = {}
        self._node = pdf.new()
        self._count = 0
        self._chapters: list[tuple[str, int, float]] = []
        self._begin()

    @property
    def left(self) -> float:
        """The height that is left on this page, in points."""
        return self._y - BOTTOM

    def turn(self) -> bytes:
        """What comes next stands on a new page. Returns what is ready of the document."""
        made = self._end_page()
        self._begin()
        return made

    def stop(self) -> None:
        """For whoever stops half-way; nothing after `close`."""
        self._pdf.close()

    def large(self, words: str) -> str:
        """Words of a heading in large letters, as shown."""
        return f"/F1 {HEADING_SIZE} Tf {self._heading.shown(words)} /F1 {SIZE} Tf"

    def _begin(self) -> None:
        self._page = self._pdf.new(2)
        """Its content has the next number."""
        self._y, self._mark = TOP, 0
        self._content = [f"/F1 {SIZE} Tf {LEADING} TL {BOLD} w\n"]
        self._tags.page(self._page)

    def open(self, lines: Sequence[Sequence[str]]) -> None:
        """The title and the lines under it, each of one part, or of several along the line."""
        self._y -= 13.2
        self._single("H1", LEFT, self._y, f"/F1 18 Tf 2 Tr {self._large.shown(self._title)} 0 Tr /F1 {SIZE} Tf")
        self._y -= 2 * BELOW
        for given in lines:
            for parts in [given] if len(given) > 1 else [[line] for line in self.letters.lines(given[0], RIGHT - LEFT)]:
                self._y -= CAP
                gap, x = (RIGHT - LEFT - sum(map(self.letters.width, parts))) / max(1, len(parts) - 1), LEFT
                for part in parts:
                    self._single("P", x, self._y, self.letters.shown(part))
                    x += self.letters.width(part) + gap
                self._y -= BELOW

    def note(self, words: str) -> None:
        self._y -= CAP
        self._single("P", LEFT, self._y, self.letters.shown(words))

    def _single(self, kind: str, x: float, y: float, shown: str) -> None:
        self._content.append(f"/{kind}<</MCID {self._mark}>>BDC BT {x:.2f} {y:.2f} Td {shown} ET EMC\n")
        self._tags.add(line_of(kind), self._mark)
        self._mark += 1

    def add(self, parts: Sequence[Part], *, heading: str = "", note: str = "", chapter: str = "") -> bytes:
        """A block, on this page or the next. heading, note: as shown; chapter: a line of the contents that leads here.

        Without a heading there is one part. Returns what is ready of the document.
        """
        named: list[Grid | tuple[int, ...]] = []
        words = [heading] if heading else []
        for part in parts:
            named += (part.grid, part.lines)
            words += part.words
        if note:
            words.append(note)
        shape = shape_of(bool(heading), bool(note), *named)
        made = b""
        if self._y - shape.height < BOTTOM - 0.01 and self._mark:
            made = self.turn()
        if chapter:
            self._chapters.append((chapter, self._page, self._y))
        pairs: list[object] = [self._y] * (2 * shape.cells + 1)
        pairs[1::2], pairs[2::2] = range(self._mark, self._mark + shape.cells), words
        self._content.append(shape.content % tuple(pairs))
        self._tags.add(shape, self._mark)
        self._mark += shape.cells
        self._y -= shape.height
        return made

    def _end_page(self) -> bytes:
        self._count += 1
        number = self._small.shown(f"{self._count:,}／")
        x = RIGHT - ROOM_FOR_TOTAL - self._small.width(f"{self._count:,}／")
        self._content.append(
            f"/Artifact<</Type/Pagination/Subtype/Footer>>BDC BT /F1 {FOOT_SIZE} Tf {LEFT:.2f} {FOOT} Td {self._small.shown(self._sender)} ET\n"
            f"BT {x:.2f} {FOOT} Td {number} ET q 1 0 0 1 {RIGHT - ROOM_FOR_TOTAL:.2f} {FOOT} cm /Total Do Q EMC\n"
        )
        self._pdf.stream(self._page + 1, "", "".join(self._content).encode("latin-1"))
        self._node_kids[self._page] = (
            f"<</Type/Page/Parent {self._node} 0 R/MediaBox[0 0 {WIDE} {HIGH}]/Resources {self._things} 0 R"
            f"/Contents {self._page + 1} 0 R/StructParents {self._count - 1}/Tabs/S>>"
        )
        if len(self._node_kids) == KIDS:
            self._end_node()
            self._node = self._pdf.new()
        return self._pdf.taken(PIECE)

    def _end_node(self) -> None:
        if pages := self._node_kids:
            kids = " ".join(f"{n} 0 R" for n in pages)
            node = f"<</Type/Pages/Parent {self._pages} 0 R/Count {len(pages)}/Kids[{kids}]>>"
            self._pdf.packed([self._node, *pages], [node, *pages.values()])
            self._nodes.append(self._node)
            self._node_kids = {}

    def close(self) -> bytes:
        """The last page, the letters, the tree of tags and the table of contents of the file."""
        made = self._end_page()
        self._end_node()
        self._tags.end()
        pdf = self._pdf
        total = self._small.shown(f"{self._count:,}")
        pdf.stream(
            self._total, f"/Type/XObject/Subtype/Form/BBox[0 -4 {ROOM_FOR_TOTAL} 12]/Resources {self._things} 0 R",
            f"BT /F1 {FOOT_SIZE} Tf {total} ET".encode("latin-1"),
        )  # fmt: skip
        fonts = [self._font(n, font) for n, font in enumerate(self.letters.fonts) if self.letters.used[n]]
        named = "".join(f"/F{n + 1} {number} 0 R" for n, number in fonts)
        texts = {
            self._things: f"<</Font<<{named}>>/XObject<</Total {self._total} 0 R>>>>",
            self._pages: f"<</Type/Pages/Count {self._count}/Kids[{' '.join(f'{n} 0 R' for n in self._nodes)}]>>",
            self._scopes: "<</O/Table/Scope/Column>>",
            self._scope_of_row: "<</O/Table/Scope/Row>>",
            self._document: f"<</S/Document/P {self._tree} 0 R/K[{' '.join(f'{n} 0 R' for n in self._tags.tops)}]>>",
            self._tree: f"<</Type/StructTreeRoot/K {self._document} 0 R/ParentTree {self._marks} 0 R/ParentTreeNextKey {self._count}>>",
        }
        texts |= self._parent_tree() | self._outlines()
        outline = f"/Outlines {self._outline} 0 R/PageMode/UseOutlines" if self._chapters else ""
        if not self._chapters:
            texts[self._outline] = "null"
        texts[self._root] = (
            f"<</Type/Catalog/Pages {self._pages} 0 R/Lang(ja-JP)/MarkInfo<</Marked true>>/StructTreeRoot {self._tree} 0 R"
            f"/ViewerPreferences<</DisplayDocTitle true>>/Metadata {self._meta} 0 R{outline}>>"
        )
        pdf.packed(list(texts), list(texts.values()))
        xmp = _XMP.format(title=escape(self._title), sender=escape(self._sender)).encode()
        pdf.stream(self._meta, "/Type/Metadata/Subtype/XML", xmp)
        digest = hashlib.sha256(f"{self._title}{self._count}{self._tags.tops[-1:]}".encode()).digest()[:16]
        return made + pdf.end(self._root, digest)

    def _parent_tree(self) -> dict[int, str]:
        leaves = {}
        kids = []
        for first in range(0, len(self._tags.lists), KIDS):
            some = self._tags.lists[first : first + KIDS]
            number = self._pdf.new()
            pairs = " ".join(f"{first + n} {parent} 0 R" for n, parent in enumerate(some))
            leaves[number] = f"<</Limits[{first} {first + len(some) - 1}]/Nums[{pairs}]>>"
            kids.append(f"{number} 0 R")
        return leaves | {self._marks: f"<</Kids[{' '.join(kids)}]>>"}

    def _outlines(self) -> dict[int, str]:
        if not self._chapters:
            return {}
        first = self._pdf.new(len(self._chapters))
        last = first + len(self._chapters) - 1
        made = {self._outline: f"<</Type/Outlines/First {first} 0 R/Last {last} 0 R/Count {len(self._chapters)}>>"}
        for n, (words, page, y) in enumerate(self._chapters, first):
            beside = (f"/Prev {n - 1} 0 R" if n > first else "") + (f"/Next {n + 1} 0 R" if n < last else "")
            made[n] = (
                f"<</Title{text_string(words)}/Parent {self._outline} 0 R{beside}/Dest[{page} 0 R/XYZ null {y:.2f} null]>>"
            )
        return made

    def _font(self, n: int, font: Font) -> tuple[int, int]:
        """The font with the letters that were used, and what each means (9.7, 9.10.3)."""
        used = {ord(code): point for point, code in self.letters.used[n].items()}
        number = self._pdf.new(5)
        descendant, descriptor, program, meaning = range(number + 1, number + 5)
        name = "AAAAAA+" + font.name
        widths = " ".join(f"{cid}[{font.width(cid)}]" for cid in sorted(used) if font.width(cid) != 1000)
        box = " ".join(map(str, font.box))
        self._pdf.packed(
            [number, descendant, descriptor],
            [
                f"<</Type/Font/Subtype/Type0/BaseFont/{name}-Identity-H/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]/ToUnicode {meaning} 0 R>>",
                f"<</Type/Font/Subtype/CIDFontType0/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
                f"/FontDescriptor {descriptor} 0 R/DW 1000/W[{widths}]>>",
                f"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[{box}]/ItalicAngle 0/Ascent {font.ascent}/Descent {font.descent}"
                f"/CapHeight {font.cap_height}/StemV 80/FontFile3 {program} 0 R>>",
            ],
        )
        self._pdf.stream(program, "/Subtype/CIDFontType0C", font.program(used))
        self._pdf.stream(meaning, "", _meanings(used).encode())
        return n, number


def _meanings(used: dict[int, int]) -> str:
    lines = [f"<{cid:04x}> <{chr(point).encode('utf-16-be').hex()}>" for cid, point in sorted(used.items())]
    blocks = [lines[n : n + 100] for n in range(0, len(lines), 100)]
    said = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        f"{said}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part><dc:language><rdf:Bag><rdf:li>ja-JP</rdf:li></rdf:Bag></dc:language>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{sender}</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
