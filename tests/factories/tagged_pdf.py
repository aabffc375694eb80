"""What ISO 14289-1 (PDF/UA-1) and ISO 32000-1, 14.7–14.8, ask of the tags of a document in tables, read by pypdf and not by us."""

import io
import re
from collections import Counter

import pypdf
from pypdf.generic import ContentStream, DictionaryObject, IndirectObject

DRAWN = {b"Tj", b"TJ", b"'", b'"', b"Do", b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"sh", b"EI"}
KIDS = {
    "/Document": {"/H1", "/P", "/Sect", "/Table"}, "/Sect": {"/H2", "/P", "/Table"}, "/Table": {"/TR"},
    "/TR": {"/TH", "/TD"}, "/TH": set(), "/TD": set(), "/H1": set(), "/H2": set(), "/P": set(),
}  # fmt: skip


def tagged_faults(data: bytes) -> list[str]:
    """All faults found, in English; empty for a document whose tags a reading machine can follow."""
    reader = pypdf.PdfReader(io.BytesIO(data), strict=True)
    root = reader.trailer["/Root"]
    faults = _of_catalog(root)
    tree = root["/StructTreeRoot"]
    lists = _numbered(tree["/ParentTree"])
    if sorted(lists) != list(range(len(reader.pages))) or tree["/ParentTreeNextKey"] != len(reader.pages):
        faults.append("the tree of parents does not know each page once")
    marks, meanings = {}, {}
    for number, page in enumerate(reader.pages):
        shown, more = _marks_of(page, reader, meanings)
        faults += [f"page {number + 1}: {fault}" for fault in more]
        if page.get("/StructParents") != number or page.get("/Tabs") != "/S":
            faults.append(f"page {number + 1}: no order of its tags")
        named = lists.get(number, IndirectObject(0, 0, reader)).get_object() or []
        if shown != list(range(len(named))):
            faults.append(f"page {number + 1}: marks {shown[:5]}… are not those that have a tag, each once")
        marks |= {(page.indirect_reference.idnum, mark): tag.idnum for mark, tag in enumerate(named)}
    faults += _of_tree(tree, marks)
    return faults


def _of_catalog(root: DictionaryObject) -> list[str]:
    about = root["/Metadata"].get_data().decode()
    asked = {
        "no language": root.get("/Lang") == "ja-JP",
        "not marked": root.get("/MarkInfo", {}).get("/Marked") is not None and bool(root["/MarkInfo"]["/Marked"]),
        "the title is not shown": bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle")),
        "no title": re.search(r"<dc:title><rdf:Alt><rdf:li[^>]*>[^<]+", about) is not None,
        "not said to be PDF/UA-1": "<pdfuaid:part>1</pdfuaid:part>" in about,
    }
    return [fault for fault, holds in asked.items() if not holds]


def _numbered(node: DictionaryObject) -> dict[int, IndirectObject]:
    """A number tree (7.9.7), whose limits must be those of what is under them."""
    found: dict[int, IndirectObject] = {}
    for kid in node.get("/Kids", []):
        found |= _numbered(kid.get_object())
    pairs = node.get("/Nums", [])
    own = {
        int(key): pairs.get(2 * n + 1) if hasattr(pairs, "get") else pairs[2 * n + 1]
        for n, key in enumerate(pairs[::2])
    }
    found |= own
    if "/Limits" in node:
        assert list(map(int, node["/Limits"])) == [min(found), max(found)]
    return found


def _marks_of(page, reader, meanings) -> tuple[list[int], list[str]]:
    """(marks in the order of the page, faults): all that is drawn stands in one mark, or in an artifact, and in nothing else."""
    open_, marks, faults, font, in_text = [], [], [], None, False
    fonts = page["/Resources"]["/Font"]
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        if operator in (b"BMC", b"BDC"):
            mark = operands[1].get("/MCID") if operator == b"BDC" else None
            if open_:
                faults.append("a mark within a mark")
            if mark is None and operands[0] != "/Artifact":
                faults.append(f"{operands[0]} without a mark")
            open_.append((operands[0], mark))
            marks += [] if mark is None else [int(mark)]
        elif operator == b"EMC":
            open_.pop()
        elif operator in (b"BT", b"ET"):
            in_text = operator == b"BT"
        elif operator == b"Tf":
            font = operands[0]
        if operator in DRAWN and not open_:
            faults.append(f"{operator.decode()} beside all marks")
        if operator == b"Tj":
            if not in_text:
                faults.append("words outside a text object")
            known = meanings.setdefault(font, _meanings(fonts[font]))
            raw = bytes(operands[0].original_bytes if isinstance(operands[0], str) else operands[0])
            codes = {int.from_bytes(raw[n : n + 2], "big") for n in range(0, len(raw), 2)}
            if len(raw) % 2 or not codes <= known:
                faults.append(f"letters without a meaning: {sorted(codes - known)[:5]}")
    if open_:
        faults.append("a mark that does not end")
    return marks, faults


def _meanings(font) -> set[int]:
    """Codes that a reader can turn into letters (7.21.7), of a font that is in the file (7.21.4.1); 0 is no letter (7.21.8)."""
    assert font["/Encoding"] == "/Identity-H"
    descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
    assert len(descriptor["/FontFile3"].get_data()) > 1_000
    said = font["/ToUnicode"].get_data().decode("latin-1")
    return {int(code, 16) for code in re.findall(r"^<([0-9a-f]{4})> <[0-9a-f]+>$", said, re.MULTILINE)} - {0}


def _of_tree(tree, marks) -> list[str]:
    """Every mark of every page is reached from the root exactly once, by a path of tags that lead back up the same way."""
    faults, reached, headings = [], Counter(), []

    def walk(kid, parent) -> None:
        tag = kid.get_object()
        kind = tag["/S"]
        if tag.raw_get("/P").idnum != parent.idnum:
            faults.append(f"{kind} {kid.idnum} does not lead back")
        if kind not in KIDS:
            faults.append(f"{kind} is no tag of ours")
        if kind in ("/H1", "/H2"):
            headings.append(kind)
        kids = tag.get("/K", [])
        if not isinstance(kids, list):
            place = tag.raw_get("/Pg").idnum, int(kids)
            reached[place] += 1
            if marks.get(place) != kid.idnum:
                faults.append(f"{kind} {kid.idnum} is not the tag of its mark")
            if KIDS.get(kind):
                faults.append(f"{kind} {kid.idnum} has words of its own")
            kids = []
        if kind == "/TH" and (tag.get("/A", {}).get("/O"), tag.get("/A", {}).get("/Scope")) not in (
            ("/Table", "/Row"),
            ("/Table", "/Column"),
        ):
            faults.append(f"TH {kid.idnum} heads nothing")
        if kind in ("/Sect", "/Table", "/TR") and not kids:
            faults.append(f"{kind} {kid.idnum} is empty")
        below = [one.get_object()["/S"] for one in kids]
        if not set(below) <= KIDS.get(kind, set()):
            faults.append(f"{below} in {kind}")
        if kind == "/Table":
            rows = [[cell.get_object()["/S"] for cell in row.get_object()["/K"]] for row in kids]
            if len({len(row) for row in rows}) != 1:
                faults.append(f"rows of several lengths in table {kid.idnum}")
            if not any("/TH" in row for row in rows):
                faults.append(f"table {kid.idnum} without headings")
        for one in kids:
            walk(one, kid)

    document = tree.raw_get("/K")
    if document.get_object()["/S"] != "/Document":
        faults.append("the root holds no document")
    walk(document, document.get_object().raw_get("/P"))
    if reached != Counter(dict.fromkeys(marks, 1)):
        faults.append(f"{len(marks)} marks, {sum(reached.values())} reached")
    if headings[:1] != ["/H1"] or headings.count("/H1") != 1:
        faults.append("the first heading is not the title")
    return faults
