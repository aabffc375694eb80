"""Themes of free words: one form for each word, nothing that fewer than five say, no sentence with a sign of a person."""

from enishi.physicians.telling_signs import signs_in
from enishi.surveys.themes import has_name, themes, words_of


def _signs(text):
    return [sign.found for sign in signs_in(text)]


def test_words_come_in_one_form_and_names_and_empty_words_stay_out():
    assert "引っ越し" in words_of("引越しが大変です") and "引っ越し" in words_of("引っ越しは大変")
    found = words_of("田中先生に当直のことを相談しました。仙台で3回です")
    assert {"当直", "相談"} <= found.keys()
    assert not {"田中", "仙台", "先生", "こと", "事", "為る"} & found.keys()


def test_a_word_that_fewer_than_five_use_is_never_told():
    few = ["当直が負担です。"] * 4 + ["住まいに満足です。"] * 4
    assert themes(few, _signs) == []
    told = themes([*few, "当直の負担が大きい。"], _signs)
    assert {theme.word for theme in told} == {"当直", "負担"}
    assert told[0].people == 5 and told[0].beside == (("負担" if told[0].word == "当直" else "当直", 5),)


def test_a_sentence_with_a_sign_of_a_person_is_no_quote():
    texts = [
        "当直が多いです。",
        "当直の回数が約束と違う。",
        "2019年から当直をしています。",
        "青葉会みなと病院の当直です。",
        "院長が当直を断る。",
        "当直は田中さんが代わる。",
    ]
    (theme,) = [t for t in themes(texts, _signs) if t.word == "当直"]
    assert theme.people == 6
    assert set(theme.quotes) == {"当直が多いです。", "当直の回数が約束と違う。"}
    assert has_name("田中さんが代わる") and not has_name("当直が多い")
