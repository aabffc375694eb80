"""What is said about a pair: reasons, unmet points, smallest changes, and what is never said."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.random_markets import friendly_sides, sides
from engine.world import TODAY, Row, market, one_pair, opening, physician, slots, wishes
from enishi.engine import Condition, MarketError, explain
from enishi.engine.conditions import reasons, reasons_between
from enishi.engine.explain import Explanation
from enishi.engine.explain.rows import facts_between
from enishi.engine.market import Market
from enishi.engine.travel import minutes
from enishi.engine.what_if import what_if
from enishi.engine.words import changes
from enishi.engine.words.facts import Facts
from enishi.engine.words.refusals import REFUSALS
from enishi.engine.words.unmet import points


def told(p: Row, o: Row) -> Explanation:
    return explain.pair(one_pair(p, o), 0, 0)


def texts(items: Any) -> list[str]:
    return [item.text for item in items]


def kitagawa(**changes: Any) -> Row:
    """A surgeon who wants to rest at night and to teach."""
    base: Row = {
        "slots": slots("tue_am", "tue_pm", "thu_am", "thu_pm"),
        "days_max": 3,
        "night_duty": 0,
        "on_call": 0,
        "min_daily_pay_yen": 90_000,
        "want": wishes("mentoring", "retraining"),
        "available_from": TODAY + 100,
    }
    return physician("D-7", "surgery", **(base | changes))


def aohama(**changes: Any) -> Row:
    base: Row = {
        "slots": slots("tue_am", "tue_pm", "thu_am", "thu_pm"),
        "offers": wishes("mentoring", "outpatient"),
        "daily_pay_yen": 90_000,
        "starts_on": TODAY + 129,
    }
    return opening("K-7", "surgery", "general_practice", **(base | changes))


def test_the_reasons_speak_from_the_facts_to_each_side() -> None:
    story = told(kitagawa(), aohama())
    assert story.eligible
    assert texts(story.reasons_physician) == [
        "ご専門の外科を、そのまま生かせます。",
        "当直も夜間や休日の呼び出しもありません。",
        "ご自宅から車で約10分（目安）です。",
    ]
    assert texts(story.reasons_institution)[0] == "お探しの外科を専門とされています。"
    assert "2027年4月1日に着任できます" in "".join(texts(story.reasons_institution))
    assert story.reasons_physician[0].facts == {
        "physician.main_specialty": 4,
        "physician.specialties": 1 << 4,
        "opening.specialties": 1 << 4 | 1 << 18,
    }


def test_every_unmet_point_comes_with_a_question_and_somebody_to_ask() -> None:
    story = told(kitagawa(licence_verified=False), aohama(on_call=1))
    assert [(point.key, point.ask) for point in story.unmet] == [
        ("licence_unverified", "desk"),
        ("on_call", "institution"),
        ("wish_retraining", "institution"),
    ]
    assert story.unmet[1].text == "オンコールは、募集では相談となっています。先生はご希望ではありません。"
    assert story.unmet[1].question == "オンコールは月に何回ほどで、免除や交代はできますか"


def test_the_last_missing_wish_completes_everything() -> None:
    change = told(kitagawa(), aohama()).smallest_change
    assert change == {
        "key": "offer_retraining",
        "side": "opening",
        "set": {"offers": aohama()["offers"] | wishes("retraining")},
        "text": "「学び直しの支援」を加えていただければ、ご希望がすべてそろいます。",
    }
    assert told(kitagawa(want=wishes("mentoring")), aohama()).smallest_change is None


def test_a_refused_pair_says_why_and_the_smallest_change_that_mends_it() -> None:
    reason = explain.why_not(one_pair(kitagawa(), aohama(on_call=2)), 0, 0)
    assert reason.conditions == ("on_call",)
    assert texts(reason.physician) == [
        "オンコールが必須の募集です。先生は、夜間や休日の呼び出しをご希望ではありません。"
    ]
    assert reason.smallest_change is not None
    assert (
        reason.smallest_change["text"]
        == "オンコールを「必須」から「相談」に改めていただければ、ご紹介できるようになります。"
    )


@pytest.mark.parametrize(
    ("who", "what", "text"),
    [
        ({"min_daily_pay_yen": 100_000}, {}, "報酬を1日9万円から10万円にしていただければ"),
        ({}, {"days": 3, "slots": 0, "weekly_min": 1440}, "勤務を週3日から週2日に改めていただければ"),
        ({"days_max": 1}, {}, "勤務を週2日から週1日に改めていただければ"),
        ({}, {"confirmed_on": TODAY - 60}, "募集の内容をいま一度お確かめいただければ"),
        ({"must": wishes("housing"), "want": 0}, {}, "「住まいの用意」を加えていただければ"),
        ({"must": wishes("housing", "research_day"), "want": 0}, {}, None),
        ({"max_commute_min": 100}, {"lat": 39.29, "lon": 140.5}, "通勤の上限を100分から135分に広げていただければ"),
        ({"hours_left_min": 720}, {}, "週の勤務を16時間から12時間に減らしていただければ"),
        ({"employment": 1}, {}, "常勤での勤務も受け入れていただければ"),
        ({"prefectures": 1 << 4}, {}, "岩手県も候補に加えていただければ"),
        ({"slots": slots("tue_am", "tue_pm", "thu_am")}, {}, "木曜午後の勤務を外していただければ"),
        ({"hides_from": (1,)}, {}, None),
        ({"no_solicitation_until": TODAY + 9}, {}, None),
    ],
)
def test_the_smallest_change_of_a_refused_pair(who: Row, what: Row, text: str | None) -> None:
    story = told(kitagawa(**who), aohama(**what))
    assert not story.eligible
    assert (story.smallest_change and story.smallest_change["text"]) == (
        text and f"{text}、ご紹介できるようになります。"
    )


def test_an_institution_never_learns_that_a_physician_hides_from_it() -> None:
    story = told(kitagawa(hides_from=(1,)), aohama())
    assert texts(story.blocked_physician) == ["「知られたくない」とご指定の先です。先生のことは何も伝わりません。"]
    (said,) = story.blocked_institution
    assert (said.key, said.text, said.facts) == ("unavailable", "いまはご紹介できる状況にありません。", {})
    promised = told(kitagawa(no_solicitation_until=TODAY + 1), aohama())
    assert promised.blocked_institution == story.blocked_institution


def test_nor_by_counting() -> None:
    seen = explain.why_no_physician(market([kitagawa(hides_from=(1,))], [aohama()]), 0)
    empty = explain.why_no_physician(market([], [aohama()]), 0)
    assert seen == empty
    beside_another = market([kitagawa(hides_from=(1,)), physician("D-8", "ophthalmology")], [aohama()])
    without_him = market([physician("D-8", "ophthalmology")], [aohama()])
    assert explain.why_no_physician(beside_another, 0) == explain.why_no_physician(without_him, 0)


def test_a_physician_without_openings_hears_what_stood_last_in_the_way() -> None:
    openings = [opening(f"K-{n}", "surgery", on_call=2) for n in range(3)] + [
        opening("K-9", "ophthalmology", on_call=2)
    ]
    reason = explain.why_no_opening(market([kitagawa(slots=kitagawa()["slots"])], openings), 0)
    assert reason.key == "on_call"
    assert texts(reason.physician) == ["ほかの条件がすべて合う募集が3件ありますが、オンコールの条件が合いません。"]
    assert reason.smallest_change is not None


def test_a_promise_not_to_solicit_is_the_reason_whatever_else_is_wrong() -> None:
    reason = explain.why_no_opening(
        market([kitagawa(no_solicitation_until=TODAY + 30)], [aohama(), opening("K-2", "surgery", on_call=2)]), 0
    )
    assert texts(reason.physician) == ["2026年12月23日までは、転職をお勧めしないお約束の期間です。"]


def test_physicians_are_never_counted_to_an_institution_here() -> None:
    """Numbers are what_if's affair, in bands."""

    def for_crowd(size: int) -> list[str]:
        crowd = market([kitagawa() | {"number": f"D-{n}"} for n in range(size)], [aohama(on_call=2)])
        return texts(explain.why_no_physician(crowd, 0).desk)

    said = ["ほかの条件がすべて合う先生はいらっしゃいますが、オンコールの条件が合いません。"]
    assert for_crowd(1) == for_crowd(4) == for_crowd(5) == for_crowd(40) == said


def test_an_institution_cannot_tell_none_from_one_or_how_far_he_is() -> None:
    """None, one who fails on one point, one who fails on several, one who suits: one sentence, without key or facts."""
    crowds = (
        [],
        [kitagawa(on_call=0)],
        [physician("D-1", "ophthalmology", on_call=0)],
        [kitagawa(on_call=2)],
        [kitagawa(hides_from=(1,))],
    )
    told = [explain.why_no_physician(market(crowd, [aohama(on_call=2)]), 0) for crowd in crowds]
    assert [reason.key for reason in told] == ["unavailable", "on_call", "specialty", "eligible", "unavailable"]
    said = {
        "key": "unavailable",
        "text": "ご紹介できる先生がいらっしゃいましたら、担当者からご連絡いたします。",
        "facts": {},
    }
    for reason in told:
        assert reason.to_dict()["institution"] == [said]


def test_a_closed_or_stale_opening_is_its_own_reason() -> None:
    assert explain.why_no_physician(market([kitagawa()], [aohama(open=False)]), 0).key == "closed"
    for ended in (explain.why_no_physician(market(who, [aohama(open=False)]), 0) for who in ([], [kitagawa()])):
        assert ended.key == "closed"
        assert texts(ended.institution) == texts(ended.desk) == ["受付を終えています。"]
    stale = explain.why_no_physician(market([], [aohama(confirmed_on=0)]), 0)
    assert stale.smallest_change is not None
    assert stale.smallest_change["key"] == "confirm"
    assert explain.why_no_opening(market([kitagawa()], [aohama(open=False)]), 0).key == "no_counterpart"


def test_a_far_place_is_not_given_a_driving_time() -> None:
    far = told(kitagawa(relocation=2, max_commute_min=60), aohama(lat=26.2, lon=127.7, prefecture=46))
    (point,) = [one for one in far.unmet if one.key == "lodging"]
    assert point.text == "ご自宅から3時間を超える道のり（目安）ですが、住まいの用意は募集に書かれていません。"


def test_a_wanted_start_is_the_institutions_and_one_that_has_passed_means_as_soon_as_possible() -> None:
    def start(starts_on: int) -> tuple[str, str] | None:
        story = told(kitagawa(available_from=TODAY + 200), aohama(starts_on=starts_on))
        found = [one for one in story.unmet if one.key == "start"]
        assert len(found) <= 1
        return (found[0].text, found[0].remedy.clause) if found and found[0].remedy else None

    ahead, past, today = start(TODAY + 129), start(TODAY - 400), start(TODAY)
    assert ahead and past and today
    assert ahead[0].startswith("医療機関がお望みの着任は2027年4月1日です。先生がお始めになれるのは、2027年")
    assert past[0].startswith("医療機関は、できるだけ早い着任をお望みです。先生がお始めになれるのは、2027年")
    assert today == past
    assert all("からとお考えいただければ" in one[1] and "お待ち" not in one[1] for one in (ahead, past))
    assert start(0) is None
    assert start(TODAY + 300) is None


def test_the_specialty_that_opens_the_door_is_the_one_named() -> None:
    story = told(physician("D-1", "pathology", "cardiology"), opening("K-1", "internal_medicine"))
    assert "循環器内科のご経験を、内科の診療に生かせます。" in texts(story.reasons_physician)


def test_prices_are_kept_with_the_explanation() -> None:
    assert explain.pair(one_pair(physician(), opening()), 0, 0, prices=np.array([0.25])).price == 0.25
    for wrong in ([np.nan], [np.inf], [], [0.1, 0.2], [[0.1]]):
        with pytest.raises(MarketError, match=r"query\.prices"):
            explain.pair(one_pair(physician(), opening()), 0, 0, prices=np.array(wrong))


@pytest.mark.parametrize("wrong", [-1, 2, 0.0, 1.5, np.float64(0), "0", None])
def test_an_index_that_is_not_there_is_named_and_never_wraps_around(wrong: Any) -> None:
    world = market([physician("D-1"), physician("D-2")], [opening("K-1"), opening("K-2")])
    asking: dict[str, tuple[Callable[[], object], ...]] = {
        "physician": (
            lambda: explain.pair(world, wrong, 0),
            lambda: explain.why_not(world, wrong, 0),
            lambda: explain.why_no_opening(world, wrong),
            lambda: explain.pairs(world, np.array([0, wrong]), np.array([0, 0])),
        ),
        "opening": (
            lambda: explain.pair(world, 0, wrong),
            lambda: explain.why_not(world, 0, wrong),
            lambda: explain.why_no_physician(world, wrong),
            lambda: what_if(world, wrong),
            lambda: explain.pairs(world, np.array([0, 0]), np.array([0, wrong])),
        ),
    }
    for name, questions in asking.items():
        for ask in questions:
            with pytest.raises(MarketError) as refused:
                ask()
            assert refused.value.column == name
            assert refused.value.row == (wrong if isinstance(wrong, int) else None)


def test_numbers_of_numpy_are_indices_and_both_sides_have_one_length() -> None:
    world = market([physician()], [opening()])
    assert explain.pair(world, np.int32(0), np.uint8(0)) == explain.pair(world, 0, 0)  # type: ignore[arg-type]
    assert list(explain.pairs(world, np.array([]), np.array([]))) == []
    with pytest.raises(MarketError, match="rows like `physician`"):
        explain.pairs(world, np.array([0]), np.array([0, 0]))
    with pytest.raises(MarketError, match="there is none"):
        explain.pair(market([], [opening()]), 0, 0)


def _all_texts(story: Explanation) -> list[str]:
    said = texts(
        (
            *story.reasons_physician,
            *story.reasons_institution,
            *story.blocked_physician,
            *story.blocked_institution,
            *story.unmet,
        )
    )
    return [
        *said,
        *(point.question for point in story.unmet),
        *([story.smallest_change["text"]] if story.smallest_change else []),
    ]


@settings(max_examples=60, deadline=None)
@given(sides(most=3))
def test_every_sentence_is_whole_and_keeps_its_promises(rows: tuple[list[Row], list[Row]]) -> None:
    world = market(*rows)
    i, j = (index.ravel() for index in np.indices((world.n_physicians, world.n_openings)))
    for story in explain.pairs(world, i, j):
        for text in _all_texts(story):
            assert not any(mark in text for mark in ("%", "％", "{", "}", "None", "nan", "「」", "、。", "。。"))
            assert story.physician not in text
            assert story.opening not in text
        assert len(story.reasons_physician) <= 3
        assert len(story.reasons_institution) <= 3
        if story.eligible:
            assert story.reasons_physician
            assert story.reasons_institution
        assert json.loads(json.dumps(story.to_dict())) == story.to_dict()
        assert story.eligible == (not story.conditions) == (not story.blocked_physician)
        assert not {"shield", "no_solicitation"} & {item.key for item in story.blocked_institution}


def _after(world: Market, i: int, j: int, change: dict[str, Any]) -> tuple[int, Facts]:
    """The reason bits and facts of a pair after its smallest change."""
    made = changes.Change(change["key"], change["side"], change["set"], "", 0.0)
    p, o = changes.applied(world.physicians.at([i]), world.posts.at([j]), made)
    (facts,) = facts_between(p, o, world.as_of, world.schema.skills, [(0, 0)], minutes(p, o))
    return int(reasons_between(p, o, world.as_of)[0]), facts


@settings(max_examples=100, deadline=None)
@given(st.one_of(sides(most=3), friendly_sides(most=3)))
def test_the_smallest_change_really_mends(rows: tuple[list[Row], list[Row]]) -> None:
    """A refused pair becomes eligible; an eligible pair stays so and has one unmet point fewer."""
    world = market(*rows)
    i, j = (index.ravel() for index in np.indices((world.n_physicians, world.n_openings)))
    for story, first, second in zip(explain.pairs(world, i, j), i, j, strict=True):
        if story.smallest_change is None:
            continue
        bits, facts = _after(world, int(first), int(second), story.smallest_change)
        assert bits == 0
        assert not int(reasons(world, np.array([first]), np.array([second]))[0]) & Condition.SHIELD
        if story.eligible:
            left = {point.key for point in points(facts)}
            assert left < {point.key for point in story.unmet}


def test_every_condition_has_a_sentence_for_each_side() -> None:
    assert set(REFUSALS) == set(Condition)
    for refusal in REFUSALS.values():
        assert refusal.physician.endswith("。")
        assert refusal.institution.endswith("。")
