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

from enishi.common.bulk_paper.breaking import NO_BEGIN, NO_END, broken
from enishi.common.bulk_paper.font import font_of
from enishi.common.bulk_paper.letters import Letters
from enishi.common.bulk_paper.shapes import LEFT, RIGHT, Columned, Grid, Labelled
from enishi.common.bulk_paper.sheets import Paper

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
    return float(len(text))


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
    read = pypdf.PdfReader(io.BytesIO(printed()), strict=True)
    tree = read.trailer["/Root"]["/StructTreeRoot"]
    marks_of = {}
    for leaf in tree["/ParentTree"]["/Kids"]:
        pairs = leaf.get_object()["/Nums"]
        marks_of.update(zip(map(int, pairs[::2]), pairs[1::2], strict=True))
    for page in read.pages:
        tags = marks_of[int(page["/StructParents"])].get_object()
        words = page.get_contents().get_data().decode("latin-1")
        marked = [int(part.split(">>")[0]) for part in words.split("<</MCID ")[1:]]
        assert marked == list(range(len(tags)))
        for mark, tag in enumerate(tags):
            leaf = tag.get_object()
            assert leaf["/K"] == mark and leaf["/Pg"].get_object() == page
            assert leaf["/S"] in ("/H1", "/H2", "/P", "/TH", "/TD")
            assert leaf["/S"] != "/TH" or leaf["/A"]["/Scope"] in ("/Row", "/Column")
    kinds = walked(tree["/K"], tree)
    assert kinds.count("/Sect") == 90 and kinds.count("/Table") == 180 and kinds.count("/H1") == 1
    assert kinds.count("/TR") == 90 * (2 + 3) and kinds.count("/TH") == 90 * (3 + 2)


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
        paper.turn()
