"""The drawing of the retention curve and the row of what came of visits: both pure."""

from hypothesis import given
from hypothesis import strategies as st

from enishi.aftercare.conversion import LEAST, row_of
from enishi.aftercare.rules import Spell, retention
from enishi.visits.enums import VisitKind
from enishi.web.research.curve import HEIGHT, TOP, drawing

SPELLS = st.lists(st.builds(Spell, st.integers(0, 1500), st.booleans()), max_size=40)


@given(SPELLS)
def test_the_curve_never_rises_and_stays_within_its_interval_and_the_paper(spells):
    drawn = drawing(retention(spells))
    if drawn is None:
        assert not any(spell.days > 30 for spell in spells)
        return
    heights = [mark.y for mark in drawn.marks]
    assert heights == sorted(heights)  # downwards is larger
    for mark in drawn.marks:
        assert TOP <= mark.high_y <= mark.y <= mark.low_y <= TOP + HEIGHT
    assert len(drawn.line.split()) == len(drawn.marks) + 1


def test_that_nobody_of_seven_has_left_proves_little():
    (first, *_) = retention([Spell(40, False)] * 7)
    assert first.stays == 1 and 0.5 < first.low < 0.7


@given(st.tuples(*[st.integers(0, 40)] * 3))
def test_what_came_of_trials_points_at_nobody(counts):
    row = row_of(VisitKind.TRIAL, dict(zip(("began", "goes_on", "ended"), counts, strict=True)))
    assert all(count is None or count == 0 or count >= 5 for _, count in row.cells)
    if row.share is not None:
        assert row.began + row.ended >= LEAST and 0 <= row.share <= 100
