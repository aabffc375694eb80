"""Readings, their order, and names of any character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.common.japanese import InputProblem
from enishi.common.japanese.kana import collation_key, guess_reading, is_reading, parse_reading, to_hiragana
from enishi.common.japanese.names import addressed, full_name, name_warnings, parse_name
from enishi.common.japanese.widths import arabic_numerals, half_width


@pytest.mark.parametrize(
    ("written", "reading"),
    [
        ("たなか", "たなか"),
        ("タナカ", "たなか"),
        ("ﾀﾅｶ", "たなか"),
        ("ﾔﾏﾀﾞ　ｼﾞｭﾝ", "やまだ じゅん"),
        ("さとー", "さとー"),
        ("ｵｵﾊﾞ", "おおば"),
        (" やまだ ", "やまだ"),
        ("か゛わ", "がわ"),
        ("ヴァン", "ゔぁん"),
    ],
)
def test_a_reading_becomes_hiragana_whatever_kana_is_typed(written, reading):
    assert parse_reading(written) == reading


@pytest.mark.parametrize(("written", "strange"), [("田中", "田"), ("tanaka", "t"), ("たなか1", "1")])
def test_a_reading_with_other_characters_names_the_first_of_them(written, strange):
    with pytest.raises(InputProblem, match=f"ふりがなに「{strange}」が入っています"):
        parse_reading(written)
    assert not is_reading(written)


def test_an_empty_reading_is_asked_for():
    with pytest.raises(InputProblem, match="ふりがなをひらがなでご入力ください"):
        parse_reading(" ")


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        ("田中", "たなか"),
        ("髙﨑", "たかさき"),
        ("𠮷田", "よしだ"),
        ("渡邉", "わたなべ"),
        ("佐々木", "ささき"),
        ("健一", "けんいち"),
        ("ヤマダ", "やまだ"),
    ],
)
def test_a_reading_is_proposed_also_for_variant_characters(name, reading):
    assert guess_reading(name) == reading


@pytest.mark.parametrize("name", ["", "John", "123", "\ue000"])
def test_no_reading_is_proposed_for_what_the_dictionary_does_not_know(name):
    assert guess_reading(name) == ""


def test_names_sort_as_in_a_telephone_book():
    in_order = [
        "あ",
        "あい",
        "おおの",
        "きょう",
        "キヨウ",
        "さとう",
        "さどう",
        "はし",
        "ばし",
        "パシ",
        "はしい",
        "はしだ",
        "ん",
    ]
    shuffled = in_order[::2] + in_order[1::2]
    assert sorted(shuffled, key=collation_key) == in_order


def test_people_of_one_family_name_sort_by_their_given_name():
    people = [("たなか", "いちろう"), ("たなか", "じろう"), ("たなかだて", "あい"), ("だなか", "あい")]
    assert sorted(people, key=lambda person: collation_key(*person)) == [people[3], people[0], people[1], people[2]]


@given(st.text("アイウエオカガキギハバパャュョッーヴンｱｲｶﾊ"))
def test_hiragana_stays_hiragana_and_katakana_leaves_no_trace(text):
    hiragana = to_hiragana(text)
    assert to_hiragana(hiragana) == hiragana
    assert not any("ァ" <= character <= "ヶ" for character in hiragana)


@given(st.text("あいかがはばぱやゃーつっ", max_size=8), st.text("あいかがはばぱやゃーつっ", max_size=8))
def test_the_order_of_kana_does_not_depend_on_the_kind_of_kana(first, second):
    katakana = str.maketrans({chr(code): chr(code + 0x60) for code in range(0x3041, 0x3097)})
    assert collation_key(first, second) == collation_key(first.translate(katakana), second.translate(katakana))
    assert "\x00" not in collation_key(first, second)


@pytest.mark.parametrize("name", ["髙﨑", "𠮷田", "神\ufe00", "葛\U000e0100城", "\ufa19", "O'Brien", "Müller", "山田"])
def test_a_name_is_kept_character_by_character(name):
    assert parse_name(f" {name}　") == name
    assert name_warnings(name) == []


def test_a_name_gets_full_width_kana_and_single_spaces():
    assert parse_name("ﾔﾏﾀﾞ") == "ヤマダ"
    assert parse_name("ファン　　アン") == "ファン アン"


def test_a_character_from_a_private_font_is_pointed_out_but_accepted():
    assert parse_name("山\ue000") == "山\ue000"
    assert "2文字目" in name_warnings("山\ue000")[0]
    assert name_warnings("山\u200b田")


@pytest.mark.parametrize("name", ["", "　", "あ" * 61])
def test_no_name_and_an_endless_name_are_refused(name):
    with pytest.raises(InputProblem, match="お名前"):
        parse_name(name)


def test_doctors_are_addressed_as_sensei():
    assert full_name("田中", "太郎") == "田中 太郎"
    assert full_name("田中", "") == "田中"
    assert addressed("田中") == "田中先生"
    assert addressed("田中", "太郎") == "田中 太郎 先生"


@pytest.mark.parametrize(
    ("kanji", "arabic"),
    [
        ("三十三", "33"),
        ("十", "10"),
        ("二十", "20"),
        ("百一", "101"),
        ("千二百", "1200"),
        ("一九五八", "1958"),
        ("二〇二六", "2026"),
        ("廿一", "21"),
        ("昭和三十三年", "昭和33年"),
    ],
)
def test_kanji_numerals_become_arabic(kanji, arabic):
    assert arabic_numerals(kanji) == arabic


def test_ligatures_and_spacing_marks_are_unified():
    assert half_width("㍼３３") == "昭和33"
    assert half_width("ﾊ゜") == "パ"
