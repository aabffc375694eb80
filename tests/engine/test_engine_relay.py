"""リレー常勤: a post shared by several physicians, against brute force and against the judge."""

from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from enishi.engine.errors import MarketError
from enishi.engine.relay.judge import faults
from enishi.engine.relay.plan import Gap, Plan, Stint
from enishi.engine.relay.problem import CELLS, Member, Post, Task
from enishi.engine.relay.solve import plan_relay

MON_AM, MON_PM, MON_NIGHT, TUE_AM, TUE_PM = 0, 1, 2, 3, 4
WEEKDAYS = sum(1 << day * 3 + part for day in range(5) for part in (0, 1))
YEAR = (1 << 12) - 1


def half_days(*cells: int) -> int:
    return sum(1 << cell for cell in cells)


def member(key: str, pattern: int = WEEKDAYS, months: int = YEAR, **given: float) -> Member:
    return Member(key, pattern, months, given.get("days", 5), int(given.get("minutes", 2400)), most=given.get("most"))  # type: ignore[arg-type]


def test_four_physicians_of_three_months_each_make_one_year_and_meet_at_every_change() -> None:
    task = Task(Post(WEEKDAYS, 12, stay=3), tuple(member(name, most=3) for name in "ABCD"))
    plan = plan_relay(task)
    assert (plan.is_whole, plan.people, plan.hand_overs, len(plan.meetings)) == (True, 4, 3, 3)
    assert sorted(len(stint.patterns) for stint in plan.stints) == [3, 3, 3, 3]
    assert faults(task, plan) == []


def test_two_who_like_half_a_week_share_it_without_any_hand_over() -> None:
    task = Task(Post(WEEKDAYS, 6), (member("A", days=2.5), member("B", days=2.5)))
    plan = plan_relay(task)
    assert (plan.is_whole, plan.people, plan.hand_overs) == (True, 2, 0)
    assert all(len(set(stint.patterns)) == 1 for stint in plan.stints), "nobody's weekdays change without need"


def test_one_who_can_come_always_is_better_than_two() -> None:
    plan = plan_relay(Task(Post(WEEKDAYS, 3), (member("A", days=3), member("B", days=2), member("C"))))
    assert [stint.member for stint in plan.stints] == [2]


def test_of_two_equal_physicians_the_nearer_comes() -> None:
    far, near = (Member(key, WEEKDAYS, YEAR, 5, 2400, travel) for key, travel in (("far", 120), ("near", 20)))
    assert [stint.member for stint in plan_relay(Task(Post(WEEKDAYS, 2), (far, near))).stints] == [1]


def test_what_nobody_can_take_is_named_by_half_day_and_months_and_the_rest_is_planned() -> None:
    early = member("A", months=0b000111)
    late = member("B", pattern=WEEKDAYS & ~half_days(TUE_PM), months=0b111000)
    task = Task(Post(WEEKDAYS, 6), (early, late))
    plan = plan_relay(task)
    assert plan.gaps == (Gap(TUE_PM, 3, 5),)
    assert plan.missing == 3
    assert faults(task, plan) == []


def test_with_nobody_at_all_everything_is_missing() -> None:
    plan = plan_relay(Task(Post(half_days(MON_AM, TUE_AM), 2), ()))
    assert plan.gaps == (Gap(MON_AM, 0, 1), Gap(TUE_AM, 0, 1))
    assert plan.stints == ()


def test_two_who_are_never_there_together_cannot_hand_over() -> None:
    task = Task(Post(half_days(MON_AM), 2), (member("A", months=0b01), member("B", months=0b10)))
    plan = plan_relay(task)
    assert (plan.gaps, plan.unmet, plan.is_whole) == ((), ((1, 1),), False)


def test_after_a_night_without_permission_nobody_works_the_next_day() -> None:
    wanted = half_days(MON_NIGHT, TUE_AM)
    alone = (member("A", pattern=(1 << CELLS) - 1),)
    assert plan_relay(Task(Post(wanted, 1, permitted=True), alone)).is_whole
    assert plan_relay(Task(Post(wanted, 1, permitted=False), alone)).missing == 1


def test_hours_left_of_the_week_are_kept() -> None:
    assert plan_relay(Task(Post(half_days(MON_AM, MON_PM), 1), (member("A", minutes=479),))).missing == 1


@pytest.mark.parametrize(
    ("make", "column"),
    [
        (lambda: Post(0, 3), "post.pattern"),
        (lambda: Post(1, 25), "post.months"),
        (lambda: Post(1, 3, stay=4), "post.stay"),
        (lambda: member("A", days=0), "members.days"),
        (lambda: member("A", pattern=1 << CELLS), "members.pattern"),
        (lambda: member("A", minutes=-1), "members.months"),
        (lambda: member("A", most=0), "members.most"),
        (lambda: Task(Post(1, 1), (member("A"), member("A"))), "members.key"),
        (lambda: Task(Post(1, 1), tuple(member(str(i)) for i in range(13))), "members.key"),
    ],
)
def test_malformed_needs_are_refused_by_name(make: object, column: str) -> None:
    with pytest.raises(MarketError) as refused:
        make()  # type: ignore[operator]
    assert refused.value.column == column


def test_the_judge_sees_a_plan_that_breaks_its_promises() -> None:
    task = Task(Post(half_days(MON_AM, MON_PM), 2), (member("A", days=0.5), member("B", months=0b01)))
    wrong = Plan((Stint(0, 0, (3, 3)),), (), (), (), True)
    assert any("too many days" in fault for fault in faults(task, wrong))
    absent = Plan((Stint(1, 0, (3, 3)),), (), (), (), True)
    assert any("not possible" in fault for fault in faults(task, absent))
    unseen = Plan((Stint(1, 0, (3,)), Stint(0, 1, (1,))), (), (Gap(MON_PM, 1, 1),), (), True)
    assert any("meets nobody" in fault for fault in faults(task, unseen))


tasks = st.builds(
    lambda pattern, months, stay, permitted, members: Task(
        Post(pattern, months, min(stay, months), permitted),
        tuple(Member(f"M{i}", *given) for i, given in enumerate(members)),
    ),
    st.sampled_from([half_days(MON_AM), half_days(MON_AM, TUE_AM), half_days(MON_NIGHT, TUE_AM)]),
    st.integers(1, 3),
    st.integers(1, 2),
    st.booleans(),
    st.lists(
        st.tuples(
            st.sampled_from([half_days(MON_AM, MON_NIGHT), half_days(TUE_AM), half_days(MON_AM, MON_NIGHT, TUE_AM)]),
            st.integers(1, 7),
            st.sampled_from([0.5, 1.0, 2.0]),
            st.sampled_from([240, 480, 2400]),
            st.just(0),
            st.sampled_from([None, 1, 2]),
        ),
        max_size=3,
    ),
)


@settings(max_examples=60)
@given(tasks)
@example(Task(Post(half_days(MON_AM), 3), (Member("M0", 1, 0b011, 1, 480), Member("M1", 1, 0b110, 1, 480))))
def test_no_plan_has_less_missing_or_fewer_people_than_the_best_of_all_plans(task: Task) -> None:
    plan = plan_relay(task, seconds=60)
    assert faults(task, plan) == []
    assert plan.proved
    best = min(_worth(task, crew) for crew in _all_crews(task))
    assert plan.missing == best[0]
    if plan.is_whole and task.post.months == 1:
        assert plan.people == best[1]
    elif plan.is_whole:
        assert plan.people >= best[1], "a meeting at each hand-over may ask for one more"


def _all_crews(task: Task) -> list[tuple[int, ...]]:
    """For every (month, cell) a member or nobody (-1)."""
    places = task.post.months * len(task.post.cells)
    return list(product(range(-1, len(task.members)), repeat=places))


def _worth(task: Task, crew: tuple[int, ...]) -> tuple[int, int]:
    """(missing, people), or the worst when somebody comes who may not; without regard to meetings."""
    cells, weeks = task.post.cells, {}
    for at, who in enumerate(crew):
        if who >= 0:
            month, cell = divmod(at, len(cells))
            weeks[who, month] = weeks.get((who, month), 0) | 1 << cells[cell]
    stints = []
    for (who, month), pattern in sorted(weeks.items()):
        if stints and stints[-1].member == who and stints[-1].last == month - 1:
            stints[-1] = Stint(who, stints[-1].first, (*stints[-1].patterns, pattern))
        else:
            stints.append(Stint(who, month, (pattern,)))
    gaps = tuple(
        Gap(cells[at % len(cells)], at // len(cells), at // len(cells)) for at, who in enumerate(crew) if who < 0
    )
    unmet = tuple((stint.first, stint.member) for stint in stints)
    plan = Plan(tuple(stints), (), gaps, unmet, True)
    return (plan.missing, plan.people) if not faults(task, plan) else (10**6, 10**6)
