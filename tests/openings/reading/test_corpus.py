"""The advertisements of the corpus have the form that the reader is judged by; nothing here runs the reader."""

import json
import re
import unicodedata
from pathlib import Path

CORPUS = Path(__file__).with_name("corpus")
FIELDS = {
    "recruiting",
    "institution",
    "prefecture",
    "municipality",
    "specialties",
    "any_specialty",
    "employment",
    "headcount",
    "days_per_week",
    "slots",
    "pay",
    "night_duty",
    "on_call",
    "housing",
    "age_limit",
    "retirement_age",
    "fixed_term",
}
SLOT = re.compile(r"(mon|tue|wed|thu|fri|sat|sun)_(am|pm|night)")
TERMS = {None, "none", "required", "negotiable"}


def test_every_text_has_its_expected_facts() -> None:
    texts = {path.stem for path in CORPUS.glob("*.txt")}
    assert len(texts) >= 280
    assert texts == {path.stem for path in CORPUS.glob("*.json")}


def test_expected_facts_have_the_form_of_the_specification() -> None:
    for path in sorted(CORPUS.glob("*.json")):
        expected = json.loads(path.read_text(encoding="utf-8"))
        assert expected.keys() == {"openings", "out_of_scope"}, path.name
        assert expected["out_of_scope"] in {None, "resident_training", "not_physician", "not_an_ad"}, path.name
        assert bool(expected["openings"]) == (expected["out_of_scope"] is None), path.name
        text = "".join(unicodedata.normalize("NFKC", path.with_suffix(".txt").read_text(encoding="utf-8")).split())
        for opening in expected["openings"]:
            assert opening.keys() - {"notes"} == FIELDS, path.name
            for name in ("institution", "municipality"):
                words = opening[name]
                # a company and its site may stand apart in the text
                assert words is None or all(part in text for part in words.split()), (path.name, words)
            assert opening["prefecture"] is None or 1 <= int(opening["prefecture"]) <= 47, path.name
            assert not (opening["any_specialty"] and opening["specialties"]), path.name
            assert set(opening["employment"] or []) <= {"full_time", "part_time", "spot"}, path.name
            assert all(SLOT.fullmatch(slot) for slot in opening["slots"] or []), path.name
            assert len(set(opening["slots"] or [])) == len(opening["slots"] or []), path.name
            assert {opening["night_duty"], opening["on_call"]} <= TERMS, path.name
            low, high = opening["days_per_week"] or (None, None)
            assert low is None or high is None or low <= high, path.name
            for rate in opening["pay"] or []:
                assert rate["unit"] in {"year", "month", "day", "half_day", "hour", "duty"}, path.name
                assert rate["max_yen"] is None or 0 < rate["min_yen"] <= rate["max_yen"], path.name
