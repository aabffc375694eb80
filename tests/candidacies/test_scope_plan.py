"""診療できる範囲: the plan that grows out of what is needed and what can be done."""

from hypothesis import given
from hypothesis import strategies as st

from enishi.candidacies.scope_plan import plan_of
from enishi.common.scope_items import GROUPS, ITEM_OF, group_after, progress_of
from enishi.openings.scope import Need
from enishi.physicians.scope import Mark

codes = st.sampled_from(sorted(ITEM_OF))
marks = st.dictionaries(codes, st.sampled_from([str(m) for m in Mark]))
needs = st.dictionaries(codes, st.sampled_from([str(n) for n in Need]))


def test_the_sheet_has_ten_groups_of_eight_items_and_no_code_twice():
    assert len(GROUPS) == 10 and all(len(group.items) == 8 for group in GROUPS)
    assert len(ITEM_OF) == 80
    assert group_after("chronic").code == "acute" and group_after("health") is None


def test_what_can_be_learnt_names_who_backs_up_which_course_and_by_when():
    plan = plan_of({"suture": "learn"}, {"suture": "must"}, ["suture"], {"wounds": "外科の常勤医"})
    row = plan.rows[0]
    assert (plan.needed, plan.able) == (1, 0)
    assert row.backup == "外科の常勤医が支える"
    assert row.course and row.by_when == "勤務の開始から3か月"
    assert row.clause == (
        "けがの縫合は、勤務の開始から3か月の間、外科の常勤医が支える。先生はその間に学び直し、一人で行うかどうかを双方で確かめる。"
    )


def test_what_a_physician_does_not_do_is_taken_over_or_asked_about():
    taken = plan_of({"suture": "not"}, {"suture": "must"}, ["suture"], {"wounds": "外科の常勤医"}).rows[0]
    asked = plan_of({"suture": "not"}, {"suture": "must"}, [], {}).rows[0]
    assert taken.clause == "けがの縫合は、外科の常勤医が受け持ち、先生は行わない。"
    assert "尋ねる" in asked.backup and not asked.course


def test_a_welcome_item_is_no_difference_unless_the_physician_wants_to_learn_it():
    assert plan_of({"suture": "not"}, {"suture": "plus"}, [], {}).rows == ()
    assert plan_of({}, {"suture": "plus"}, [], {}).rows == ()
    assert len(plan_of({"suture": "learn"}, {"suture": "plus"}, [], {}).rows) == 1


def test_an_unanswered_item_that_is_needed_is_told_as_not_yet_asked():
    assert plan_of({}, {"suture": "must"}, [], {}).rows[0].mark_words == "まだうかがっていない"


@given(marks, needs)
def test_every_needed_item_is_either_done_now_or_stands_in_the_plan(marks, needs):
    plan = plan_of(marks, needs, [], {})
    in_plan = {row.item.code for row in plan.rows if row.need == "must"}
    needed = {code for code, need in needs.items() if need == "must"}
    assert plan.needed == len(needed) == plan.able + len(in_plan)
    assert in_plan == {code for code in needed if marks.get(code) != "can"}
    assert len({row.clause for row in plan.rows}) == len(plan.rows)
    assert all(len(row.clause) <= 500 for row in plan.rows)


@given(marks)
def test_progress_counts_every_answer_once(marks):
    lines = progress_of(marks, Mark)
    assert sum(line.answered for line in lines) == len(marks)
    assert sum(n for line in lines for _, n in line.counts) == len(marks)
