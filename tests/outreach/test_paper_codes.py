"""Codes that are read out from paper: slips are noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.outreach.paper_codes import (
    ALPHABET,
    LENGTH,
    NotACode,
    check_character,
    new_paper_code,
    parse_paper_code,
    shown,
)

BODIES = st.text(alphabet=ALPHABET, min_size=LENGTH - 1, max_size=LENGTH - 1)


@given(BODIES)
def test_a_code_is_read_back_in_any_way_of_writing(body):
    code = body + check_character(body)
    wide = "".join(chr(ord(c) + 0xFEE0) for c in code)
    for written in (code, shown(code), shown(code).lower(), f" {code[:4]} {code[4:]} ", wide):
        assert parse_paper_code(written) == code


@given(BODIES, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_noticed(body, place, other):
    code = body + check_character(body)
    if code[place] == other:
        return
    with pytest.raises(NotACode, match="1文字"):
        parse_paper_code(code[:place] + other + code[place + 1 :])


def test_new_codes_are_codes_without_look_alikes():
    for _ in range(200):
        code = new_paper_code()
        assert parse_paper_code(code) == code
        assert not set(code) & set("01OI")
