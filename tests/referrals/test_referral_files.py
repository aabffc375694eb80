"""The file of a referral: one form, one signature, one sentence for each fault; nothing is believed."""

import json
import uuid
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.referrals.enums import Level, Outcome, SheetKind
from enishi.referrals.rules import (
    LARGEST_BYTES,
    WORK_FACTS,
    Bank,
    Faulty,
    Sheet,
    body_of,
    canonical,
    facts_allowed,
    in_order,
    is_for,
    read,
)
from enishi.referrals.signing import NotAKey, fingerprint, holds, new_seed, parse_public, public_of, sign

TODAY = date(2026, 11, 26)
SEED = new_seed()
US = Bank("見本の縁", "13-ユ-000000")


def sheet(**given):
    facts = {
        "id": uuid.UUID(int=7), "kind": SheetKind.PHYSICIAN, "code": "ABCDEFGH", "sender": Bank("見本県", ""),
        "recipient": US, "issued_on": TODAY, "expires_on": TODAY + timedelta(days=30), "level": "identity",
        "consent": ("2026-11-20", "画面", "先生ご本人"), "facts": (("family_name", "見本"), ("phone", "09011112222")),
    }  # fmt: skip
    return Sheet(**(facts | given))


def changed(change):
    outer = json.loads(sign(sheet(), SEED))
    change(outer)
    return json.dumps(outer, ensure_ascii=False).encode()


def test_what_is_signed_is_read_back_word_for_word_and_its_signature_holds():
    signed = read(sign(sheet(), SEED), today=TODAY)
    assert signed.sheet == sheet() and signed.sheet.digest == sheet().digest
    assert signed.key == fingerprint(public_of(SEED)) and holds(signed, public_of(SEED))
    assert not holds(signed, public_of(new_seed()))


def test_one_changed_letter_breaks_the_signature_and_the_digest():
    signed = read(changed(lambda o: o["body"]["facts"][0].update(value="見木")), today=TODAY)
    assert not holds(signed, public_of(SEED)) and signed.sheet.digest != sheet().digest


FAULTS = {
    "empty": (b" \n", "中身がありません"),
    "too large": (b"{" + b" " * LARGEST_BYTES + b"}", "大きすぎます"),
    "no text": (b"\xff\xfe\x00{", "UTF-8ではありません"),
    "a picture": (b"%PDF-1.7", "形が決まりと違います"),
    "deep": (b"[" * 5000 + b"]" * 5000, "形が決まりと違います"),
    "another file": (b'{"format":"other"}', "紹介のファイルではない"),
    "a list": (b"[1]", "紹介のファイルではない"),
    "newer version": (changed(lambda o: o.update(version=2)), "版は、まだ読めません"),
    "true as version": (changed(lambda o: o.update(version=True)), "版は、まだ読めません"),
    "no signature": (changed(lambda o: o.update(signature=None)), "署名が付いていない"),
    "another algorithm": (changed(lambda o: o["signature"].update(algorithm="none")), "署名が付いていない"),
    "short signature": (changed(lambda o: o["signature"].update(value="ab")), "形が決まりと違います"),
    "more outside": (changed(lambda o: o.update(more=1)), "形が決まりと違います"),
    "unknown fact": (changed(lambda o: o["body"]["facts"].append({"key": "religion", "value": "x"})), "知らない項目"),
    "a fact twice": (changed(lambda o: o["body"]["facts"].append(o["body"]["facts"][0])), "形が決まりと違います"),
    "name in an outline": (changed(lambda o: o["body"].update(level="outline")), "知らない項目"),
    "no consent": (changed(lambda o: o["body"].pop("consent")), "同意の日が書かれていません"),
    "expired": (sign(sheet(issued_on=date(2026, 1, 1), expires_on=date(2026, 11, 25)), SEED), "期限（2026年11月25日）が過ぎています"),
    "of the future": (sign(sheet(issued_on=TODAY + timedelta(days=2)), SEED), "先の日になっています"),
    "a number as a name": (changed(lambda o: o["body"]["from"].update(name=1)), "形が決まりと違います"),
    "control letters": (changed(lambda o: o["body"]["facts"][0].update(value="a\u0000b")), "形が決まりと違います"),
    "two values of one name": (sign(sheet(), SEED).replace(b'"version": 1', b'"version": 1, "version": 1'), "形が決まりと違います"),
    "not a number": (sign(sheet(), SEED).replace(b'"version": 1', b'"version": NaN'), "形が決まりと違います"),
    "half a surrogate": (sign(sheet(), SEED).replace("見本県".encode(), b"\\ud800"), "形が決まりと違います"),
    "outcome about nothing": (changed(lambda o: o["body"].update(kind="outcome")), "形が決まりと違います"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_of_a_file_has_one_sentence(name):
    data, words = FAULTS[name]
    with pytest.raises(Faulty, match=words) as told:
        read(data, today=TODAY)
    assert told.value.sentence.endswith("。") and len(told.value.sentence) < 90


@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_no_bytes_at_all_bring_more_than_a_sentence(data):
    with pytest.raises(Faulty):
        read(data, today=TODAY)


WORDS = st.text(min_size=1, max_size=60)


@given(st.dictionaries(st.sampled_from(sorted(facts_allowed("physician", "identity"))), WORDS, min_size=1))
def test_whatever_words_go_out_they_come_in_the_same(facts):
    told = in_order(SheetKind.PHYSICIAN, facts)
    if not told:
        return
    one = sheet(facts=told)
    signed = read(sign(one, SEED), today=TODAY)
    assert signed.sheet == one and holds(signed, public_of(SEED))


def test_the_canonical_form_knows_neither_order_nor_composition():
    assert canonical({"b": 1, "a": "か\u3099"}) == canonical({"a": "が", "b": 1}) == '{"a":"が","b":1}'.encode()


def test_an_outline_holds_the_outline_and_nothing_else():
    assert facts_allowed(SheetKind.PHYSICIAN, Level.OUTLINE) == {"outline"}
    assert WORK_FACTS.keys() <= facts_allowed(SheetKind.PHYSICIAN, Level.IDENTITY)


def test_an_outcome_says_one_word_about_one_referral():
    about = uuid.uuid4()
    told = sheet(kind=SheetKind.OUTCOME, level="", consent=("", "", ""), facts=(), about=about, outcome=Outcome.PLACED)
    back = read(sign(told, SEED), today=TODAY).sheet
    assert (back.about, back.outcome) == (about, "placed") and "facts" not in body_of(back)


def test_the_addressee_is_known_by_the_licence_and_without_one_by_name():
    assert is_for(sheet(), Bank("別の名前", "１３－ユ－０００００0".replace("－", "-")))
    assert not is_for(sheet(), Bank("見本の縁", "14-ユ-000000"))
    assert is_for(sheet(recipient=Bank("見本の縁")), US) and not is_for(sheet(recipient=Bank("見本の園")), US)


def test_only_what_is_a_key_is_taken_for_one():
    public = public_of(SEED)
    assert parse_public(f" {public[:20]}\n{public[20:]} ") == public
    for wrong in ("", "abc", public[:-2], "あ" * 44):
        with pytest.raises(NotAKey):
            parse_public(wrong)
