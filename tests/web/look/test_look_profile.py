import re

import pytest

from enishi.common.profile import PACKAGED, ProfileFault, load_profile, profile_from

LEAST = {
    "name": "見本の会",
    "short_name": "見本",
    "phone": "03-0000-0000",
    "mail": "a@example.jp",
    "supporters": ["見本医師会"],
    "operators": [{"name": "見本NPO"}],
}


def test_the_sample_profile_is_complete_and_wholly_fictional():
    sample = load_profile("sample")
    assert sample.sample and sample.missing == ()
    text = (PACKAGED / "sample.toml").read_text(encoding="utf-8")
    assert set(re.findall(r"[\w.-]+@([\w.-]+)", text)) == {"example.jp"}
    assert all(number.startswith("03-0000-") for number in re.findall(r"\b0\d+-\d+-\d+", text))


def test_the_network_knows_what_it_has_still_to_set():
    network = load_profile("md2")
    assert not network.sample and network.licence == "13-ユ-311539" and network.phone_digits == "0366759919"
    assert {"受付時間", "所在地", "職業紹介責任者"} <= set(network.missing)
    assert network.phone_with_hours == "03-6675-9919" and network.full_address == ""


def test_an_operator_may_bring_a_file_of_his_own(tmp_path):
    own = tmp_path / "own.toml"
    own.write_text(
        'responsible = "見本 太郎"\n' + (PACKAGED / "md2.toml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    assert load_profile(str(own)).responsible == "見本 太郎"
    assert "職業紹介責任者" not in load_profile(str(own)).missing


def test_a_file_that_is_not_there_or_cannot_be_read_is_named(tmp_path):
    with pytest.raises(ProfileFault, match="there is no file"):
        load_profile(str(tmp_path / "none.toml"))
    broken = tmp_path / "broken.toml"
    broken.write_text("name = ", encoding="utf-8")
    with pytest.raises(ProfileFault, match="not valid TOML"):
        load_profile(str(broken))


def test_the_smallest_profile_is_enough():
    profile = profile_from(LEAST)
    assert profile.hours == "" and profile.business_words == "有料職業紹介事業" and profile.started_words == ""


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "name is missing"),
        ({"colour": "blue"}, "colour is not a known key"),
        ({"phone": "see the web"}, "phone is 'see the web', expected a Japanese number"),
        ({"licence": "ABC"}, "licence is 'ABC', expected a licence number such as 13-ユ-123456"),
        ({"postcode": "1000000"}, "postcode is '1000000', expected seven digits"),
        ({"mail": "nowhere"}, "expected a mail address"),
        ({"sample": "yes"}, "sample must be true or false"),
        ({"supporters": "見本医師会"}, "supporters must be a list of texts"),
        ({"hours": 9}, "hours must be a text"),
        ({"fees": [{"what": "常勤"}]}, "fees 1: amount is missing"),
        ({"operators": [{"name": "x", "tel": "y"}]}, "operators 1: tel is not a known key"),
        ({"refunds": ["半額"]}, "refunds must be a list of tables"),
        (
            {"business_kind": "free", "fees": [{"what": "x", "amount": "15%", "applies": "any", "percent": "15"}]},
            "fees 1: a free placement business asks no fee",
        ),
    ],
)
def test_a_fault_in_a_profile_is_told_with_its_key(change, sentence):
    with pytest.raises(ProfileFault, match=re.escape(sentence)):
        profile_from({**LEAST, **change}, source="own.toml")


def test_a_free_operator_may_keep_the_table_of_a_paid_time_that_is_over_and_lines_of_nothing():
    rows = [
        {"what": "常勤", "amount": "10%", "applies": "full_time", "percent": "10", "until": "2026-03-31"},
        {"what": "採用", "amount": "0円", "applies": "any", "yen": "0", "since": "2026-04-01"},
    ]
    assert len(profile_from({**LEAST, "business_kind": "free", "fees": rows}, source="own.toml").fees) == 2


def test_all_faults_are_told_at_once():
    with pytest.raises(ProfileFault) as fault:
        profile_from({"phone": "x", "colour": "blue"})
    assert all(key in str(fault.value) for key in ("name", "mail", "phone", "colour"))


def test_a_fault_names_the_field_and_its_line(tmp_path):
    text = (PACKAGED / "sample.toml").read_text(encoding="utf-8")
    text = text.replace('phone = "03-0000-0000"', 'phone = "abc"').replace('share = "半額"', "share = 5")
    text = text.replace('supporter = "見本自治体病院協議会"', 'supporter = ""')
    file = tmp_path / "own.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ProfileFault) as told:
        load_profile(str(file))
    lines = text.splitlines()

    def at(words):
        return next(n for n, line in enumerate(lines, 1) if words in line)

    said = str(told.value)
    assert f"line {at('phone = ')}: phone is 'abc'" in said
    assert f"line {at('share = 5')}: refunds 2: share must be a text" in said
    assert f"line {at('supporter = ' + chr(34) * 2) - 1}: messages 2: supporter is missing" in said


def test_the_real_network_is_a_whole_profile_that_says_what_is_missing():
    profile = load_profile("md2")
    assert len(profile.supporters) == 5 and profile.licence == "13-ユ-311539" and not profile.sample
    assert {"所在地", "職業紹介責任者", "依頼状に名を連ねる方"} <= set(profile.missing)
    assert [signatory.body for signatory in profile.signing] == list(profile.supporters)
