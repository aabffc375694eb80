"""Names, numbers and addresses in a text, however they are written."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.common.giveaways import Kind, Person, giveaways_in, pieces

KITAGAWA = Person("北川", "誠", "きたがわ", "まこと", "みさき丘病院")


@pytest.mark.parametrize(
    "text, kind, words",
    [
        ("北 川 です。よろしく", Kind.NAME, "北 川"),
        ("キタガワ　マコトと申します", Kind.NAME, "キタガワ　マコト"),
        ("ｷﾀｶﾞﾜﾏｺﾄ", Kind.NAME, "ｷﾀｶﾞﾜﾏｺﾄ"),
        ("きたがわ先生にお伝えください", Kind.NAME, "きたがわ"),
        ("いまはみさき丘 病院におります", Kind.PLACE, "みさき丘 病院"),
        ("０９０－１２３４－５６７８まで", Kind.PHONE, "０９０－１２３４－５６７８"),
        ("〇九〇の一二三四の五六七八です", Kind.PHONE, "〇九〇の一二三四の五六七八"),
        ("(03) 1234 5678 です", Kind.PHONE, "03) 1234 5678"),
        ("+81 90 1234 5678", Kind.PHONE, "+81 90 1234 5678"),
        ("a.b＠example.jp まで", Kind.MAIL, "a.b＠example.jp"),
        ("taro アット example ドット jp", Kind.MAIL, "taro アット example ドット jp"),
        ("LINEのIDはabc123です", Kind.CONTACT, "LINEのIDはabc123"),
    ],
)
def test_it_is_found_as_it_was_typed(text, kind, words):
    (found,) = giveaways_in(text, KITAGAWA)
    assert (found.kind, found.words) == (kind, words)
    assert text[found.start : found.end] == words


@pytest.mark.parametrize(
    "text",
    [
        "北川県の救急はどうなっていますか", "2026年11月25日の10:30から12:00まで", "まことに恐れ入ります",
        "求人番号 O-2026-0012 の件です", "1日12,000円、年900万円です", "院長先生にお会いできますか", "〒028-0061",
        "定員は100000000人ではありません", "オンコールは月4回、1回30分です", "",
    ],
)  # fmt: skip
def test_harmless_words_stay_unnoticed(text):
    assert not giveaways_in(text, KITAGAWA)


def test_without_knowing_the_person_only_what_looks_like_a_name_is_found():
    assert [g.words for g in giveaways_in("北川さん、佐藤先生、誠です")] == ["佐藤"]


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(["０９０ー１２３４ー５６７８", "09012345678"]))
def test_a_number_is_found_in_any_surroundings_without_digits(before, after, number):
    before, after = (
        "".join(c for c in t if not c.isalnum() and c not in "+.@＠-‐‑‒–—―−ー〜~()/の (（）") for t in (before, after)
    )
    assert Kind.PHONE in {g.kind for g in giveaways_in(f"{before}、{number}、{after}")}


@given(st.text(max_size=80))
def test_the_pieces_of_a_text_are_the_text(text):
    found = giveaways_in(text, KITAGAWA)
    assert "".join(words for words, _ in pieces(text, found)) == text
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
