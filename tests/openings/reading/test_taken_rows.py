"""What a row of days says of itself: that somebody has it, that there will be none, or something else altogether."""

import pytest

from enishi.openings.reading.fields.taken_rows import is_taken


@pytest.mark.parametrize(
    "said",
    ["→先方の都合で中止", "手配ずみ", "確保できました", "募集終了", "応援不要", "→ 決まりました", "(今の先生が続けてくださいます)", "※お引き受けいただきました"],
)  # fmt: skip
def test_a_row_that_somebody_has_says_so(said: str) -> None:
    assert is_taken(f"1/20(火) 8:30〜12:00 {said}")


@pytest.mark.parametrize(
    "said",
    ["前泊のホテルを手配します", "9:00開始 12:00終了", "専門医資格不要", "予約不要", "雨天中止", "募集中(夜は院長が入ります)", "空き"],
)  # fmt: skip
def test_a_row_that_is_to_be_had_is_not_taken_for_what_else_it_says(said: str) -> None:
    assert not is_taken(f"1/20(火) {said}")
