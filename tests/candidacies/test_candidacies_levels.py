"""What each level of disclosure says: a fact of a level stands in no lower one, whatever the facts are."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.candidacies.levels import LEVELS, PersonFacts, rows_at
from enishi.candidacies.persons import person_facts
from enishi.candidacies.summary import outline_of
from enishi.physicians.actions import complete_identity, save_wishes
from enishi.physicians.anonymity import write_anonymous_detail
from enishi.physicians.enums import DisclosureLevel
from enishi.physicians.telling_signs import signs_in

LEVEL_OF = {
    "outline": "L1", "posts": "L2", "detail": "L2", "can": "L2", "learn": "L2", "name": "L3", "kana": "L3", "career": "L3",
    "documents": "L4",
}  # fmt: skip
SOME = st.text("あいうえおかきくけこ、。\n", max_size=30)


def everything(level, facts):
    return "\n".join(f"{label}\n{text}" for label, text in rows_at(facts, level))


@given(SOME, st.lists(SOME, max_size=3).map(tuple), st.sampled_from(sorted(LEVEL_OF)))
def test_a_fact_of_a_level_never_stands_in_a_lower_one(text, lines, marked):
    """A marker in any one field shows from its level on, and at none before."""
    plain = PersonFacts(
        outline=text, posts=lines, detail=text, can=lines, learn=lines, name=text, kana=text, career=text
    )
    marker = "★★印★★"
    facts = replace(plain, **{marked: (marker,) if isinstance(getattr(plain, marked), tuple) else marker})
    shown = {level: marker in everything(level, facts) for level in DisclosureLevel}
    expected = {level: level >= LEVEL_OF[marked] for level in DisclosureLevel}
    if marked == "kana":  # stands beside the name
        expected = {level: level >= "L3" for level in DisclosureLevel}
    assert shown == expected


def test_every_fact_has_a_level_and_every_level_a_function():
    assert set(LEVEL_OF) == {f.name for f in fields(PersonFacts)}
    assert set(LEVELS) == set(DisclosureLevel)


MARKED = {
    "family_name": "印姓", "given_name": "印名", "family_kana": "しるしせい", "given_kana": "しるしめい", "phone": "09099998888",
    "postcode": "0281234", "address": "岩手県印町一番地", "employer": "印記念病院", "licence_number": "987654", "career": "印経歴文",
}  # fmt: skip


@pytest.mark.parametrize("level", DisclosureLevel)
def test_nothing_of_a_real_record_slips_below_its_level(world, level):
    """A marker in every field of the identity, in the notes, skills and wishes: none at L1 or L2, the name from L3 on."""
    physician = world.physician()
    complete_identity(physician=physician, by=world.ms_miura, fields=MARKED)
    save_wishes(
        physician=physician,
        by=world.ms_miura,
        wishes={"note": "印覚書", "skills": ["印技能"], "specialties": ["感染症内科"]},
    )
    write_anonymous_detail(physician=physician, text="匿名の詳しい話", by=world.actor(physician))
    talk = world.candidacy("dialogue", physician=physician)
    talk.physician.refresh_from_db()
    shown = everything(level, person_facts(talk, level, by=world.ms_miura))
    public = {"family_name", "given_name", "family_kana", "given_kana", "career"}
    for name, text in MARKED.items():
        assert (text in shown) == (level >= "L3" and name in public), name
    for never in ("印覚書", "印技能", "感染症", physician.number, talk.physician.wishes.municipality.name):
        assert never not in shown
    assert ("匿名の詳しい話" in shown) == (level >= "L2")
    assert outline_of(talk) in shown


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("外来と往診を長く続け、訪問看護の方々と働いてきました。", []),
        ("２００３年から教授でした", ["2003年", "教授"]),
        ("昭和58年に見本大学を出て、しるし学会の理事をしました", ["見本大学", "しるし学会", "理事", "昭和58年"]),
        ("連絡は taro@mail.example.jp か 090-1111-2222 へ", ["taro@mail.example.jp", "090-1111-2222"]),
        ("印 記念 病院に勤めました", ["印記念病院"]),
        ("久慈市で開業", ["久慈市"]),
        ("病院での当直、地域医療、市民講座", []),
    ],
)
def test_telling_signs_of_a_free_text_are_named(text, found):
    signs = {sign.found for sign in signs_in(text, ["印記念病院", "姓"])}
    assert set(found) <= signs
    assert found or not signs
