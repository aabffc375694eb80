"""The kit of a society: every length kept, every code readable from paper, every name as it is written."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from enishi.common import qr
from enishi.common.documents import pdf, pictures
from enishi.common.profile import load_profile
from enishi.outreach.enums import Medium
from enishi.outreach.kit.build import FOLDER, PIECES, Kit, files_of
from enishi.outreach.kit.mail import html_mail, plain_mail
from enishi.outreach.kit.papers import QR_LETTER_MM, Invitation, leaflet, letters, link_parts, pieces
from enishi.outreach.kit.seasons import season_words
from enishi.outreach.kit.texts import LENGTHS, Facts, text_of
from enishi.outreach.kit.wording import PLACES, Wording, faults_of, filled, point_faults

LINK = "https://enishi.example.jp/s/jams_1"
DAY = date(2026, 11, 27)
LONG = "日本髙﨑𠮷<b>総合</b>地域医療連携推進学術" * 9


def invitation(society="日本こもれび内科学会（見本）", link=LINK, **more):
    given = {"occasion": "2027年1月号の会報", "medium": Medium.JOURNAL, "head_title": "理事長", "head": "髙﨑 𠮷太郎"}
    return Invitation("jams_1", "ABCDEFGH", society, link, **given | more)


def kit(of=None, profile="sample", wording=None):
    return Kit(of or invitation(), load_profile(profile), wording or Wording(), DAY, "会員の先生へ")


def read(made):
    return "".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages).replace("\u200b", "")


def letter_of(*invitations, profile="sample"):
    return pdf(f"{FOLDER}/letter.typ", letters(invitations, load_profile(profile), Wording(), DAY))


def test_the_whole_kit_has_every_file_the_society_needs():
    files = files_of(kit())
    assert set(files) == set(PIECES) >= {"letter.pdf", "flyer.pdf", "slip.pdf", "qr.svg", "mail.html"}
    for name, data in files.items():
        assert data, name
        if name.endswith(".pdf"):
            root = PdfReader(BytesIO(data)).trailer["/Root"]
            assert root["/MarkInfo"]["/Marked"] and root["/Lang"].startswith("ja"), name


def test_papers_have_the_size_and_number_of_pages_they_promise():
    sizes = {
        "letter": (210, 297, 1),
        "flyer": (210, 297, 1),
        "brochure": (210, 297, 2),
        "slip": (105, 148, 1),
        "slide": (320, 180, 1),
    }
    for name, (width, height, n) in sizes.items():
        pages = PdfReader(BytesIO(PIECES[f"{name}.pdf"].make(kit()))).pages
        shown = [
            (round(float(p.mediabox.width) / 72 * 25.4), round(float(p.mediabox.height) / 72 * 25.4)) for p in pages
        ]
        assert shown == [(width, height)] * n, name


@given(
    st.sampled_from(LENGTHS),
    st.integers(2, 32),
    st.sampled_from(["https://a.jp", "https://enishi.example.jp", "http://127.0.0.1:8000", "https://s.md2-rm.org"]),
    st.integers(0, 200),
    st.sampled_from(["03-0000-0000", "03-0000-0000（平日 午前9時〜午後5時）"]),
)
def test_a_text_is_never_longer_and_nearly_as_long_as_promised(length, code, base, society, phone):
    facts = Facts("医師と地域を結ぶ連絡協議会", "学" * society, f"{base}/s/{'a' * code}", phone)
    made = text_of(length, facts)
    assert len(made) <= length
    assert len(made) >= 0.9 * length or (length == 60 and code > 12)
    assert facts.link.partition("//")[2] in made and made == made.strip()


def test_a_link_that_has_no_room_at_all_is_refused():
    with pytest.raises(ValueError, match="no room"):
        text_of(60, Facts("会", "", "https://" + "a" * 80, "03-0000-0000"))


@pytest.mark.parametrize("code", [2, 12, 32])
@pytest.mark.parametrize("base", ["https://a.jp", "https://enishi.long-name.example.jp"])
def test_no_module_of_a_printed_code_is_below_the_smallest(code, base):
    link = f"{base}/s/{'z' * code}"
    assert qr.module_mm(link, qr.smallest_mm(link)) >= qr.SMALLEST_MODULE_MM
    for of in (leaflet(invitation(link=link), load_profile("sample")),):
        assert all(qr.module_mm(link, of[key]) >= qr.SMALLEST_MODULE_MM for key in ("qr-mm", "qr-small-mm"))
    with pytest.raises(qr.TooSmall):
        qr.module_mm(link, qr.smallest_mm(link) - 2)


def modules_in(picture, side):
    """The dark modules of the only code on a page, read from its picture: found by its outline, sampled at each middle."""
    grey = picture.convert("L")
    left, top, right, bottom = grey.point(lambda v: 255 * (v < 96)).getbbox()
    step = (right - left) / side
    assert abs((bottom - top) / side - step) < 0.5
    return [
        [grey.getpixel((int(left + (x + 0.5) * step), int(top + (y + 0.5) * step))) < 128 for x in range(side)]
        for y in range(side)
    ]


@pytest.mark.parametrize("code", ["ab", "jams_1", "a" * 32])
def test_the_code_on_paper_says_the_link_module_by_module(code):
    """The printed letter at 300 dots an inch: what a telephone would see is what was encoded."""
    link = f"https://enishi.example.jp/s/{code}"
    matrix = [[bool(cell) for cell in row] for row in qr.code_of(link).matrix]
    side = len(matrix)
    (page, *_) = pictures(
        f"{FOLDER}/letter.typ",
        letters([invitation(link=link)], load_profile("sample"), Wording(), DAY),
        dots_an_inch=300,
    )
    seen = Image.open(BytesIO(page))
    mm = 300 / 25.4
    width = max(QR_LETTER_MM, qr.smallest_mm(link))
    right = int((210 - 26) * mm)
    column = seen.crop((int(right - width * mm), int(130 * mm), right, int(215 * mm)))
    # In this column stand the code and lines of text; the code is the block as wide as it should be.
    found = None
    for top in range(0, column.height - int(width * mm), 4):
        piece = column.crop((0, top, column.width, top + int(width * mm)))
        box = piece.convert("L").point(lambda v: 255 * (v < 96)).getbbox()
        quiet = 4 * width * mm / (side + 8)
        if box and abs(box[0] - quiet) < 4 and abs(box[1] - quiet) < 4 and abs(box[3] - box[1] - side * quiet / 4) < 5:
            found = piece
            break
    assert found is not None
    assert modules_in(found, side) == matrix


def test_rare_letters_names_and_the_japanese_year_stand_on_the_letter():
    text = read(letter_of(invitation()))
    for words in (
        "令和8年11月27日",
        "日本こもれび内科学会",
        "髙﨑 𠮷太郎",
        "晩秋の候",
        "記",
        "以上",
        "ABCD-EFGH",
        "見本 次郎",
        "代表理事",
    ):
        assert words in text, words


def test_without_named_signatories_the_bodies_alone_sign():
    text = read(letter_of(invitation(), profile="md2"))
    assert "日本医師会" in text and "全国自治体病院協議会" in text and "未設定" not in text and "None" not in text


def test_a_society_without_a_known_head_is_addressed_all_the_same():
    assert "代表者" in read(letter_of(invitation(head="", head_title="")))


def test_each_letter_of_a_print_file_counts_its_own_pages():
    made = PdfReader(BytesIO(letter_of(invitation(), invitation(society="見本学会"))))
    assert [page.extract_text().count("1／1") for page in made.pages] == [1, 1]


def test_names_of_two_hundred_characters_and_with_markup_are_words_everywhere():
    name = LONG[:200]
    assert len(name) == 200
    of = invitation(society=name, link="https://enishi.example.jp/s/" + "a" * 32)
    made = files_of(kit(of))
    html = made["mail.html"].decode()
    assert "<b>総合" not in html and "&lt;b&gt;総合" in html
    for paper, pages in (("letter", (1, 2)), ("flyer", (1,)), ("brochure", (2,)), ("slip", (1,)), ("slide", (1,))):
        text = read(made[f"{paper}.pdf"])
        assert len(PdfReader(BytesIO(made[f"{paper}.pdf"])).pages) in pages, paper
        assert "<b>総合</b>" in text.replace("\n", ""), paper


def test_what_somebody_typed_is_never_run_as_typst():
    of = invitation(society='#read("/etc/passwd")学会', head='#panic("x")')
    assert '#read("/etc/passwd")' in read(letter_of(of))


def test_the_two_mails_say_the_same_and_carry_no_picture_or_script():
    html, plain = (
        html_mail(invitation(), load_profile("sample"), "<i>ことば</i>"),
        plain_mail(invitation(), load_profile("sample")),
    )
    assert "<img" not in html and "<script" not in html and "<i>ことば" not in html
    for words in (LINK, "先生から費用をいただくことはありません。", "00-ユ-000000"):
        assert words in html and words in plain


@pytest.mark.parametrize(
    ("day", "words"),
    [((1, 1), "新春"), ((2, 4), "余寒"), ((8, 7), "盛夏"), ((8, 8), "残暑"), ((11, 27), "晩秋"), ((12, 31), "師走")],
)
def test_the_season_of_a_letter_follows_the_day(day, words):
    assert season_words(date(2027, *day)) == words


def test_a_place_that_does_not_exist_is_named_and_filled_words_are_not_filled_again():
    assert not faults_of("".join(f"{{{name}}}" for name in PLACES))
    assert "{先生}" in faults_of("{先生}へ")[0] and faults_of("開いたまま{")
    assert point_faults("題のない行") and not point_faults("お願い：{お願い}")
    assert filled("{学会名}", {"学会名": "{機会}", "機会": "会報"}) == "{機会}"


@given(st.text(max_size=60))
def test_cutting_a_name_or_a_link_into_pieces_loses_nothing(text):
    assert "".join(pieces(text)) == text and all(len(piece) <= 16 for piece in pieces(text))
    assert "".join(link_parts(text)) == text


BANDS = {"flyer": [(238, 245, 247), None, (11, 43, 65)], "slip": [(238, 245, 247), None, (11, 43, 65)]}


@pytest.mark.parametrize("name", BANDS)
def test_the_leaflets_look_as_drawn(name):
    """A coarse look: the pale band on top, the dark one at the foot with a white field for the code, nothing over the edge."""
    (page,) = pictures(f"{FOLDER}/{name}.typ", leaflet(invitation(), load_profile("sample")), dots_an_inch=36)
    seen = Image.open(BytesIO(page)).convert("RGB")
    top = seen.getpixel((seen.width - 3, 3))
    foot = seen.getpixel((3, int(seen.height * (0.84 if name == "flyer" else 0.9))))
    assert max(abs(a - b) for a, b in zip(top, BANDS[name][0], strict=True)) < 8
    assert max(abs(a - b) for a, b in zip(foot, BANDS[name][2], strict=True)) < 8
    ink = sum(seen.convert("L").histogram()[:100]) / (seen.width * seen.height)
    assert 0.12 < ink < 0.4


@pytest.mark.parametrize(("name", "span"), [("flyer", 480), ("brochure", 460), ("slip", 460), ("slide", 900)])
def test_the_knot_is_drawn_whole_up_to_its_upper_curve(name, span):
    """Cut off, its top is a straight edge of a sixth of its width; a curve begins with a few points of ink."""
    page = pictures(f"{FOLDER}/{name}.typ", leaflet(invitation(), load_profile("sample")), dots_an_inch=288)[0]
    seen = np.asarray(Image.open(BytesIO(page)).convert("RGB")).astype(int)
    red_of, green_of, blue_of = np.moveaxis(seen, 2, 0)
    green = (green_of - red_of > 30) & (green_of - blue_of > 10) & (green_of < 160)
    top = green[np.flatnonzero(green.any(axis=1))[0]]
    assert np.ptp(np.flatnonzero(top)) < 0.1 * seen.shape[1] * 156 / span


def test_where_no_supporter_speaks_the_brochure_says_what_the_network_aims_at():
    network, sample = (
        read(pdf(f"{FOLDER}/brochure.typ", leaflet(invitation(), load_profile(which)))) for which in ("md2", "sample")
    )
    assert "めざすこと" in network and "支えている団体からのことば" not in network
    assert "めざすこと" not in sample and "支えている団体からのことば" in sample
    bare = replace(load_profile("md2"), purposes=())
    assert "めざすこと" not in read(pdf(f"{FOLDER}/brochure.typ", leaflet(invitation(), bare)))
