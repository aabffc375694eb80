"""Dated figures: each says what held on which day, and on what ground."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.law.parameter_table import TABLE
from enishi.law.parameters import Evidence, Ground, NotInForce, Parameter, ParameterTable, parameter, value
from enishi.law.periods import last_day_after, last_day_of_period

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("name", "on", "figure"),
    [
        ("no_solicitation_years", TODAY, 2),
        ("no_solicitation_years", date(2025, 1, 1), 2),
        ("ledger_retention_years", TODAY, 2),
        ("regular_from_months", TODAY, 4),
        ("temporary_from_months", TODAY, 1),
        ("overtime_a_total_hours", TODAY, 960),
        ("overtime_linked_b_own_hours", TODAY, 960),
        ("overtime_linked_b_total_hours", TODAY, 1860),
        ("overtime_b_total_hours", date(2036, 3, 31), 1860),
        ("overtime_c2_total_hours", date(2040, 1, 1), 1860),
        ("publication_years", date(2023, 10, 22), 2),
        ("publication_years", date(2023, 10, 23), 5),
        ("pension_top_grade_yen", date(2027, 8, 31), 650_000),
        ("pension_top_grade_yen", date(2027, 9, 1), 680_000),
        ("pension_top_grade_yen", date(2029, 9, 1), 750_000),
        ("identity_image_retention_days", TODAY, 30),
    ],
)
def test_a_figure_is_that_of_its_day(name, on, figure):
    assert value(name, on) == figure


@pytest.mark.parametrize(
    ("name", "on"),
    [
        ("no_solicitation_years", date(2017, 12, 31)),
        ("overtime_a_total_hours", date(2024, 3, 31)),
        ("overtime_b_total_hours", date(2036, 4, 1)),
        ("fee_rate_exempt_placements", date(2025, 3, 31)),
    ],
)
def test_outside_its_span_a_figure_is_not_in_force(name, on):
    with pytest.raises(NotInForce, match=name):
        value(name, on)


def test_an_unknown_figure_is_a_mistake_of_ours():
    with pytest.raises(KeyError):
        value("no_such_figure", TODAY)


def test_the_two_year_rule_became_a_licence_condition_in_2025():
    assert parameter("no_solicitation_years", date(2024, 12, 31)).ground is Ground.GUIDELINE
    assert parameter("no_solicitation_years", date(2025, 1, 1)).ground is Ground.LICENCE_CONDITION


def test_every_figure_names_its_source_and_our_own_policies_are_marked_as_such():
    for figure in TABLE.in_force(TODAY):
        assert figure.source and figure.label and figure.unit
        assert figure.value > 0
        assert (figure.ground is Ground.POLICY) == ("内部規程" in figure.source)
    assert any(figure.evidence is Evidence.TO_CONFIRM for figure in TABLE.in_force(TODAY))


def _row(first, last=None, number=1):
    return Parameter("rule", number, "years", "規則", "出典", first, last)


def test_a_change_of_law_is_a_new_row_from_its_first_day():
    table = ParameterTable([_row(date(2030, 4, 1), number=2), _row(date(2020, 4, 1), date(2030, 3, 31))])
    assert table.value("rule", date(2030, 3, 31)) == 1
    assert table.value("rule", date(2030, 4, 1)) == 2
    assert [row.value for row in table.history("rule")] == [1, 2]


def test_two_values_on_one_day_and_a_span_turned_round_are_refused():
    with pytest.raises(ValueError, match="two values"):
        ParameterTable([_row(date(2020, 4, 1)), _row(date(2030, 4, 1), number=2)])
    with pytest.raises(ValueError, match="ends before"):
        ParameterTable([_row(date(2020, 4, 1), date(2020, 3, 31))])


@given(st.dates(date(2000, 1, 1), date(2060, 12, 31)))
def test_no_figure_has_two_values_on_any_day(day):
    names = [figure.name for figure in TABLE.in_force(day)]
    assert len(names) == len(set(names))
    for name in names:
        assert TABLE.parameter(name, day).in_force_on(day)


@pytest.mark.parametrize(
    ("first", "span", "last"),
    [
        (date(2026, 4, 1), {"years": 2}, date(2028, 3, 31)),
        (date(2024, 2, 29), {"years": 2}, date(2026, 2, 28)),
        (date(2024, 2, 29), {"years": 4}, date(2028, 2, 28)),
        (date(2026, 3, 1), {"years": 2}, date(2028, 2, 29)),
        (date(2026, 1, 31), {"months": 1}, date(2026, 2, 28)),
        (date(2026, 11, 30), {"months": 3}, date(2027, 2, 28)),
        (date(2026, 4, 1), {"months": 4}, date(2026, 7, 31)),
        (date(2026, 4, 1), {"days": 30}, date(2026, 4, 30)),
    ],
)
def test_a_period_ends_the_day_before_the_corresponding_day(first, span, last):
    assert last_day_of_period(first, **span) == last
    assert last_day_after(first - timedelta(days=1), **span) == last


@pytest.mark.parametrize("span", [{}, {"days": -1}, {"months": -3}, {"years": 1, "days": 1}])
def test_a_period_without_length_is_refused(span):
    with pytest.raises(ValueError, match="period"):
        last_day_of_period(date(2026, 4, 1), **span)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(1, 120))
def test_months_follow_each_other_without_gap_in_order(first, months):
    shorter, longer = (last_day_of_period(first, months=count) for count in (months, months + 1))
    assert first <= shorter < longer
    assert 28 <= (longer - shorter).days <= 31 or first.day > 28
