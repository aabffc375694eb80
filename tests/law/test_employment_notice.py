"""The draft of a 労働条件通知書: every item of the regulation, from the agreement or to be written by the employer."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from enishi.law.employment_notice import ITEMS, notice_lines

TODAY = date(2026, 11, 26)
TERMS = {key: f"合意した{key}" for item in ITEMS for key in item.terms}


def test_a_fixed_term_contract_states_renewal_and_the_chance_of_an_indefinite_one() -> None:
    fixed = [line.label for line in notice_lines(TERMS, fixed_term=True, part_time=False, on=TODAY)]
    open_ended = [line.label for line in notice_lines(TERMS, fixed_term=False, part_time=False, on=TODAY)]
    assert "更新の基準と、期間・回数の上限" in fixed and "無期転換の申込みと、転換後の労働条件" in fixed
    assert "更新の基準と、期間・回数の上限" not in open_ended


def test_before_april_2024_nothing_was_said_of_the_indefinite_contract() -> None:
    lines = notice_lines(TERMS, fixed_term=True, part_time=False, on=date(2024, 3, 31))
    assert not any(line.label.startswith("無期転換") for line in lines)


def test_part_time_and_fixed_term_work_name_who_answers_questions() -> None:
    for fixed, part, named in ((False, False, False), (True, False, True), (False, True, True)):
        lines = notice_lines(TERMS, fixed_term=fixed, part_time=part, on=TODAY)
        assert any(line.label == "雇用管理の相談窓口" for line in lines) is named


@given(
    st.dictionaries(st.sampled_from(sorted(TERMS)), st.sampled_from(["", " ", "—", "毎日 9時から"])),
    st.booleans(),
    st.booleans(),
)
def test_no_item_is_left_without_words_or_a_line_to_write_on(terms: dict[str, str], fixed: bool, part: bool) -> None:
    lines = notice_lines(terms, fixed_term=fixed, part_time=part, on=TODAY)
    assert all(line.text or line.ask for line in lines)
    assert "—" not in {line.text for line in lines}
