"""Tables in bulk on paper: letters as fontTools reads them, lines as a printer breaks them, a file that readers and tags agree on."""

import io
from pathlib import Path

import pylopdf_fonts_jp
import pypdf
import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from pypdf.generic import NameObject

from enishi.common.bulk_paper.breaking import NO_BEGIN, NO_END, broken
from enishi.common.bulk_paper.font import font_of
from enishi.common.bulk_paper.letters import Letters
from enishi.common.bulk_paper.shapes import LEFT, RIGHT, Columned, Grid, Labelled
from enishi.common.bulk_paper.sheets import Paper
from enishi.common.bulk_paper.tags import AT_ONCE
from factories.tagged_pdf import tagged_faults

FILES = [Path(pylopdf_fonts_jp.sans_path()), Path(pylopdf_fonts_jp.serif_path())]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_codes_widths_and_outlines_are_those_that_fonttools_reads(file):
    font, read = font_of(file), TTFont(io.BytesIO(file.read_bytes()), lazy=True)
    glyph_of, advances = read.getBestCmap(), read["hmtx"]
    assert {point: int(name[3:]) for point, name in glyph_of.items() if name != ".notdef"} == font.cids
    assert all(font.width(font.cids[point]) == advances[name][0] for point, name in glyph_of.items())
    kept = CFFFontSet()
    kept.decompile(io.BytesIO(font.program([font.cids[ord("髙")]])), None)
    whole, outlines = read["CFF "].cff.topDictIndex[0].CharStrings, kept.topDictIndex[0].CharStrings
    for letter, program in (("髙", None), ("亜", ["endchar"])):
        name = glyph_of[ord(letter)]
        outlines[name].decompile(), whole[name].decompile()
        assert outlines[name].program == (program or whole[name].program)
    assert font.name == file.stem


def by_letters(text):
    return [1] * len(text)


WORDS = st.text(alphabet="医師見本、。」「（）ー髙𠮷 ab1,200円\n", max_size=120)


@given(WORDS, st.integers(3, 30))
def test_every_line_fits_and_no_letter_is_lost_but_spaces_at_its_ends(text, room):
    lines = broken(text, room, by_letters)
    assert all(len(line) <= room for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(st.text(alphabet="医師見本、。」「（）髙", max_size=120).filter(lambda text: "、" * 2 not in text))
def test_no_line_begins_with_a_full_stop_or_ends_with_an_opened_bracket(text):
    lines = broken(text, 12, by_letters)
    runs = [len(run) for run in _runs(text)]
    if max(runs, default=0) <= 12:
        assert not any(line[0] in NO_BEGIN for line in lines[1:] if line)
        assert not any(line[-1] in NO_END for line in lines[:-1] if line)


def _runs(text):
    """Units that must stay together, counted apart from the code: a letter, what may not end before it, not begin after it."""
    run = ""
    for letter in text:
        if run and not (letter in NO_BEGIN or run[-1] in NO_END):
            yield run
            run = ""
        run += letter
    yield run


def test_a_number_stays_whole_and_a_word_wider_than_its_cell_is_cut():
    assert broken("年俸は1,200万円です", 7, by_letters) == ["年俸は", "1,200万円", "です"]
    assert broken("https://example.jp/a", 8, by_letters) == ["https://", "example.", "jp/a"]


def test_letters_are_found_in_one_of_the_fonts_or_shown_as_a_printer_shows_what_he_lacks():
    letters = Letters(9)
    assert letters.set("", 50) == (1, letters.shown("—"))
    assert letters.shown("髙﨑𠮷").count("Tj") == 1, "all in the gothic"
    assert letters.shown("😀") == letters.shown("〓")
    only = next(chr(point) for point in letters.fonts[1].cids if point not in letters.fonts[0].cids)
    assert letters.shown(f"亜{only}").split()[1] == "/F2" and letters.shown(f"亜{only}").endswith("/F1 9 Tf")
    assert letters.set("葛\U000e0100城\t", 200)[1] == letters.shown("葛城 ")


def printed(rows=90, note=""):
    paper = Paper(title="名簿 <試し> & 見本", sender="縁")
    paper.open([["事務局"], ["左", "中", "右"]])
    items = Labelled(paper.letters, Grid((LEFT, LEFT + 80, 400, 480, RIGHT), labels=("氏名", "住所", "備考")))
    below = Columned(paper.letters, Grid((LEFT, 300, RIGHT), ("日", "結果")))
    made = []
    for n in range(rows):
        parts = [
            items.part([f"髙﨑 𠮷{n}", "見本県", "二行\nあります"]),
            below.part([[f"{n}日", "採用"], ["", "不採用"]]),
        ]
        made.append(paper.add(parts, heading=paper.letters.shown(f"番号{n}"), chapter=f"章{n}" if n % 30 == 0 else ""))
    return b"".join([*made, paper.close()])


def test_pages_are_numbered_and_the_contents_lead_to_them():
    read = pypdf.PdfReader(io.BytesIO(printed()), strict=True)
    assert len(read.pages) == 23, "three blocks under the title, four on each other page"
    assert [entry.title for entry in read.outline] == ["章0", "章30", "章60"]
    first = read.pages[0].extract_text()
    assert "髙﨑 𠮷0" in first and "1／" in first
    assert read.get_destination_page_number(read.outline[2]) > read.get_destination_page_number(read.outline[1]) > 0
    root = read.trailer["/Root"]
    assert root["/Lang"] == "ja-JP" and root["/MarkInfo"]["/Marked"] and root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert (
        b"&lt;\xe8\xa9\xa6\xe3\x81\x97&gt; &amp;" in root["/Metadata"].get_data()
        and b"pdfuaid:part>1<" in root["/Metadata"].get_data()
    )


def test_every_mark_of_every_page_has_its_tag_and_every_tag_its_parent():
    """ISO 14289-1, 7.1: all content is tagged or an artifact; ISO 32000-1, 14.7.4.4: the tree leads from marks to tags and back."""
    data = printed()
    assert tagged_faults(data) == []
    tree = pypdf.PdfReader(io.BytesIO(data), strict=True).trailer["/Root"]["/StructTreeRoot"]
    kinds = walked(tree["/K"], tree)
    assert kinds.count("/Sect") == 90 and kinds.count("/Table") == 180 and kinds.count("/H1") == 1
    assert kinds.count("/TR") == 90 * (2 + 3) and kinds.count("/TH") == 90 * (3 + 2)


def test_letters_of_both_fonts_and_signs_of_a_page_s_own_language_can_be_read_back():
    """A CID may hold any byte, also those that end a string or a line of the page."""
    paper = Paper(title="字", sender="縁")
    paper.open([["見本"]])
    letters = paper.letters
    low = {
        byte: next(chr(point) for point, cid in letters.fonts[0].cids.items() if cid & 255 == byte and point > 0x4E00)
        for byte in b"()\\\r\n"
    }
    high = [
        chr(point) for point, cid in letters.fonts[0].cids.items() if cid >> 8 in b"()\\\r" and 0x4E00 < point < 0x9FFF
    ]
    only = next(chr(point) for point in letters.fonts[1].cids if point > 0x4E00 and point not in letters.fonts[0].cids)
    words = "".join([*low.values(), *high[:3], only, "亜"])
    table = Columned(letters, Grid((LEFT, RIGHT), ("氏名",)))
    data = b"".join([paper.add([table.part([[words]])]), paper.close()])
    assert tagged_faults(data) == []
    assert words in pypdf.PdfReader(io.BytesIO(data), strict=True).pages[0].extract_text()


def _no_language(writer):
    del writer.root_object["/Lang"]


def _words_beside(writer):
    page = writer.pages[1]
    page[NameObject("/Contents")].get_object().set_data(
        page.get_contents().get_data() + b"BT /F1 9 Tf (\x00\x22)Tj ET\n"
    )


def _twice(writer):
    page = writer.pages[1]
    words = page.get_contents().get_data().replace(b"<</MCID 3>>", b"<</MCID 2>>")
    page[NameObject("/Contents")].get_object().set_data(words)


def _no_scope(writer):
    del a_tag(writer, "/TH")["/A"]


def _leads_elsewhere(writer):
    tag = a_tag(writer, "/TD")
    tag[NameObject("/P")] = tag["/P"]["/P"].indirect_reference


def _lost(writer):
    row = a_tag(writer, "/TR")
    del row["/K"][-1]


def a_tag(writer, kind):
    return next(
        tag for tag in writer._objects if isinstance(tag, dict) and tag.get("/S") == kind and tag.get("/K") != 0
    )


@pytest.mark.parametrize(
    ("harm", "fault"),
    [
        (_no_language, "no language"), (_words_beside, "Tj beside all marks"), (_twice, "each once"), (_no_scope, "heads nothing"),
        (_leads_elsewhere, "does not lead back"), (_lost, "reached"),
    ],
)  # fmt: skip
def test_a_harm_done_to_the_tags_is_found(harm, fault):
    """The reading of tags in these tests sees what it should."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(printed(rows=9)))
    assert tagged_faults(saved(writer)) == []
    harm(writer)
    assert any(fault in found for found in tagged_faults(saved(writer)))


def saved(writer):
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


def walked(element, parent):
    assert element["/P"] == parent
    found = [element["/S"]]
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else []:
        found += walked(kid.get_object(), element)
    return found


def test_rows_of_a_table_have_the_same_columns_even_where_items_end_early():
    read = pypdf.PdfReader(io.BytesIO(printed(rows=1)), strict=True)
    section = read.trailer["/Root"]["/StructTreeRoot"]["/K"]["/K"][-1].get_object()
    for table in section["/K"][1:]:
        assert len({len(row.get_object()["/K"]) for row in table.get_object()["/K"]}) == 1


def test_stopping_half_way_leaves_no_thread_that_works_on():
    paper = Paper(title="名簿", sender="縁")
    table = Columned(paper.letters, Grid((LEFT, RIGHT), ("氏名",)))
    paper.add([table.part([["見本 太郎"]])])
    paper.turn()
    paper.stop()
    with pytest.raises(RuntimeError):
        for _ in range(AT_ONCE):
            paper.turn()
