"""What an institution may read of a drafted sentence at its level: by the facts it stands on, and nothing else."""

from dataclasses import fields

from hypothesis import given
from hypothesis import strategies as st

from enishi.candidacies.fact_levels import LEVEL_OF_FACT, readable_rows
from enishi.candidacies.question_bank import BANK, TOPICS, bank_for
from enishi.common.workflow import Party
from enishi.engine.columns import Physicians, Posts
from enishi.physicians.enums import DisclosureLevel

FACTS = st.sampled_from([
    *(f"physician.{f.name}" for f in fields(Physicians)), *(f"opening.{f.name}" for f in fields(Posts)),
    "pair.minutes", "pair.minutes_within", "pair.hours_spare", "pair.slots_met", "pair.wishes_met", "pair.wishes_avoided",
    "pair.skills_missing", "continuity.planned_end", "unheard.of",
])  # fmt: skip
ROWS = st.lists(
    st.fixed_dictionaries({"text": st.text(max_size=8), "facts": st.dictionaries(FACTS, st.integers(), max_size=4)})
)


@given(ROWS, st.sampled_from([DisclosureLevel.L1, DisclosureLevel.L2, DisclosureLevel.L3]))
def test_no_sentence_stands_on_a_fact_that_its_level_hides(rows, level):
    for row in readable_rows(rows, level):
        assert row["facts"]
        for key in row["facts"]:
            assert key.startswith("opening.") or LEVEL_OF_FACT[key] <= level


@given(ROWS)
def test_a_higher_level_reads_all_that_a_lower_one_does(rows):
    low, high = (readable_rows(rows, level) for level in (DisclosureLevel.L1, DisclosureLevel.L2))
    assert all(row in high for row in low)


@given(ROWS)
def test_a_sentence_that_somebody_reworded_stands_on_nothing(rows):
    assert not readable_rows([row | {"edited": True} for row in rows], DisclosureLevel.L4)


def test_pay_home_other_work_and_limits_are_open_at_no_level():
    for name in (
        "min_daily_pay_yen",
        "min_annual_pay_yen",
        "lat",
        "lon",
        "home_prefecture",
        "hours_left_min",
        "max_commute_min",
    ):
        assert f"physician.{name}" not in LEVEL_OF_FACT


def test_the_question_bank_has_sixty_questions_on_ten_topics_for_both_sides():
    assert len(BANK) >= 60
    assert len(TOPICS) == 10
    assert len({e.key for e in BANK}) == len({e.text for e in BANK}) == len(BANK)
    for side in (Party.PHYSICIAN, Party.INSTITUTION):
        assert all(entries for _, entries in bank_for(side))
