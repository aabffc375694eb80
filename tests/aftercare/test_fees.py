"""What a fee is reckoned from when work begins: the line of the table, the pay, and nothing guessed."""

import pytest

from enishi.aftercare.enums import FeeKind
from enishi.aftercare.fees import fee_of, kind_of
from enishi.common.profile import FeeLine, ProfileFault, load_profile, profile_from

TABLE = load_profile("sample").fees


@pytest.mark.parametrize(
    ("employment", "half_days", "kind"),
    [
        (["full_time"], 6, FeeKind.FULL_TIME),
        (["full_time", "part_time"], 8, FeeKind.FULL_TIME),
        (["full_time", "part_time"], 4, FeeKind.PART_TIME),
        (["spot"], 1, FeeKind.SPOT),
        ([], 10, FeeKind.PART_TIME),
    ],
)
def test_the_opening_says_which_line_applies_and_the_contract_where_it_leaves_it_open(employment, half_days, kind):
    assert kind_of(employment, half_days) == kind


def test_a_share_of_a_year_and_of_three_months_is_reckoned_down_to_the_yen():
    assert fee_of(TABLE, FeeKind.FULL_TIME, 12_000_000).amount_yen == 1_200_000
    part = fee_of(TABLE, FeeKind.PART_TIME, 9_000_001)
    assert (part.months, part.rate_permille, part.amount_yen) == (3, 100, 225_000)


def test_nothing_is_guessed_and_nought_is_an_amount():
    assert fee_of(TABLE, FeeKind.FULL_TIME, None).amount_yen is None
    assert fee_of(TABLE, FeeKind.SPOT, 100_000).line == ""
    free = (FeeLine("医療機関から", "いただきません", applies="any", yen="0"),)
    assert fee_of(free, FeeKind.SPOT, None).amount_yen == 0
    assert fee_of((FeeLine("常勤", "ご相談", applies="full_time"),), FeeKind.FULL_TIME, 1).amount_yen is None


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ({"applies": "nurse"}, "applies is 'nurse'"),
        ({"percent": "10"}, "figures need applies"),
        ({"applies": "any", "percent": "10", "yen": "0"}, "exclude each other"),
        ({"applies": "any", "percent": "ten"}, "percent is 'ten'"),
    ],
)
def test_a_line_that_could_not_be_reckoned_with_is_refused_at_the_start(line, fault):
    base = {"name": "会", "short_name": "会", "phone": "03-0000-0000", "mail": "a@b.jp", "supporters": ["会"]}
    with pytest.raises(ProfileFault, match=fault):
        profile_from({**base, "operators": [{"name": "会"}], "fees": [{"what": "常勤", "amount": "10%", **line}]})
