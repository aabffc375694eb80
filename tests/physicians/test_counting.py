"""The live count of openings: the same answer as the rules say, and which single wish costs most."""

import pytest

from enishi.physicians.counting import count_openings

PERMITTED = {"night_duty_permission": "all"}


@pytest.fixture
def openings(world):
    return [
        world.opening(days=2, night_duty="none", offers=["housing"]),
        world.opening(days=2, night_duty="required", conditions=PERMITTED, offers=["housing"]),
        world.opening(days=5, night_duty="required", conditions=PERMITTED, slots=[], offers=["remote_island"]),
        world.opening(days=2, state="draft"),
        world.opening(days=2, confirmed_days_ago=60),
    ]


def test_only_public_openings_count_and_each_wish_says_what_it_costs(openings):
    everything = count_openings({})
    assert (everything.openings, everything.public, everything.gains) == (3, 3, ())
    counted = count_openings({"night_duty": "no"})
    assert counted.openings == 1
    assert [(gain.words, gain.more) for gain in counted.gains] == [("当直なし", 2)]


def test_the_dearest_wish_comes_first_and_what_costs_nothing_is_not_named(openings):
    counted = count_openings(
        {
            "night_duty": "no",
            "days_min": 1,
            "days_max": 2,
            "prefectures": ["03"],
            "wishes": {"housing": "must", "online": "never"},
        }
    )
    assert counted.openings == 1
    assert [gain.words for gain in counted.gains] == ["当直なし"]


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [
        ({"specialties": ["循環器内科"]}, 3),  # serves 内科 too
        ({"specialties": ["眼科"]}, 0),
        ({"employment": ["full_time"]}, 0),
        ({"prefectures": ["02"]}, 0),
        ({"days_min": 3, "days_max": 5}, 1),
        ({"slots": ["tue_am", "tue_pm", "thu_am", "thu_pm"]}, 2),  # five days without a list need five weekdays
        ({"slots": ["tue_am", "tue_pm"]}, 0),
        ({"slots": [f"{d}_am" for d in ("mon", "tue", "wed", "thu", "fri")]}, 1),
        ({"min_daily_pay_yen": 100_000}, 0),
        ({"min_daily_pay_yen": 90_000}, 3),
        ({"min_annual_pay_yen": 20_000_000}, 3),  # nothing is stated by the year
        ({"wishes": {"remote_island": "never"}}, 2),
        ({"wishes": {"remote_island": "must"}}, 1),
        ({"wishes": {"remote_island": "want"}}, 3),
    ],
)
def test_each_wish_asks_what_the_matching_asks(openings, wishes, expected):
    assert count_openings(wishes).openings == expected


def test_counting_is_one_query_for_the_openings(openings, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        count_openings(
            {
                "specialties": ["内科"],
                "prefectures": ["03"],
                "night_duty": "no",
                "slots": ["tue_am"],
                "wishes": {"housing": "must"},
            }
        )
