"""What is added to an advertisement or written in another way and says nothing new of the post makes no fact of it another."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enishi.openings.reading import read_text

CORPUS = Path(__file__).with_name("corpus")
# A fault that is known by name and not mended stands here, so that a new one is seen.
KNOWN = {
    "another_notice": {
        "dev_05", "dev_09", "dev_17", "dev_23", "dev_31", "dev_37", "dev_38", "other_a_03", "other_a_05",
        "other_a_11", "other_a_19", "other_b_16", "other_c_06", "other_d_03", "other_d_09", "other_d_10", "other_d_15", "other_d_16",
        "other_e_07", "other_f_02", "other_f_05", "other_i_01", "other_i_05", "other_i_15", "other_j_08", "other_k_17", "other_l_02",
        "other_l_08", "other_m_05", "other_m_14", "other_m_16", "other_n_14", "other_n_19", "other_o_12", "other_p_02", "other_p_05",
        "other_p_07", "other_p_17", "other_q_05", "other_q_15", "other_q_20", "other_s_03",
    },
    "departments": {"dev_03"},
    "full_stops": {"other_l_08", "other_p_14"},
}  # fmt: skip
"""Texts in which it is otherwise."""
DOUBTFUL = 2
"""Facts that may be told in one text and left unsaid in the other: where they are hardly likely, words around them decide."""
TEXTS = {
    path.stem: path.read_text(encoding="utf-8")
    for path in sorted(CORPUS.glob("*.txt"))
    if re.match(r"dev|other_[a-qs]", path.stem)
}
ADVERTISEMENTS = st.sampled_from(sorted(TEXTS))
FEW = settings(max_examples=25, deadline=None, derandomize=True)

JOBS = ("看護師", "薬剤師", "診療放射線技師", "医療事務員", "介護福祉士", "理学療法士", "管理栄養士")
NOTICES = (
    "{rule}\n【{job}募集】\n職種　{job}（正職員）\n人数　３名\n給与　月給 280,000円〜340,000円\n勤務　月〜土の交代制、夜勤 月5回\n年齢　45歳以下\n定年　60歳\n",
    "{rule}\n■{job}の募集\n常勤1名。月給30万円以上。月〜金 9:00〜17:00。当直なし。定年60歳。社宅あり。\n",
    "{rule}\n◆{job}も募集中\n・時給 1,450円、週3日から\n・60歳まで、1年契約\n",
    "{rule}\n■ 図書館からのお知らせ\n12月28日（日）から1月4日（日）まで休館します。おはなし会は第2土曜の午前です。対象は3歳以上。参加費500円。\n",
)


def openings_of(text: str) -> list[dict[str, Any]]:
    openings: list[dict[str, Any]] = read_text(text).to_json()["openings"]
    return openings


def differing(one: Sequence[dict[str, Any]], other: Sequence[dict[str, Any]]) -> list[tuple[str, Any, Any]]:
    """The facts that another takes the place of, and those that only one text tells where they are more than `DOUBTFUL`."""
    if len(one) != len(other):
        return [("openings", len(one), len(other))]
    apart = [
        (name, value, theirs[name])
        for ours, theirs in zip(sorted(one, key=str), sorted(other, key=str), strict=True)
        for name, value in ours.items()
        if value != theirs[name]
    ]
    others = [
        (name, a, b) for name, a, b in apart if name != "any_specialty" and a not in (None, []) and b not in (None, [])
    ]
    return others or (apart if len(apart) > DOUBTFUL else [])


@FEW
@given(ADVERTISEMENTS, st.sampled_from(NOTICES), st.sampled_from(JOBS), st.sampled_from(["=" * 30, "―" * 16, ""]))
def test_a_notice_for_others_below_an_advertisement_changes_no_post(
    name: str, notice: str, job: str, rule: str
) -> None:
    if name not in KNOWN["another_notice"]:
        text = TEXTS[name]
        assert not differing(openings_of(f"{text}\n\n{notice.format(job=job, rule=rule)}"), openings_of(text))


def full_stops(text: str) -> str:
    """A full stop behind every longer line without one."""
    return "\n".join(
        f"{line}。" if len(line) > 15 and re.search(r"[ぁ-んァ-ヶ一-龥）]$", line) and "\t" not in line else line
        for line in text.split("\n")
    )


@pytest.mark.parametrize("name", ["dev_04", "dev_24", "other_c_04", "other_l_05", "other_q_04", "other_s_06"])
def test_a_list_that_never_says_physician_is_not_outweighed_by_a_notice_for_nurses(name: str) -> None:
    notice = NOTICES[0].format(job="看護師", rule="=" * 30)
    assert openings_of(TEXTS[name])
    assert not differing(openings_of(f"{TEXTS[name]}\n\n{notice}"), openings_of(TEXTS[name]))


@FEW
@given(ADVERTISEMENTS)
def test_full_stops_behind_the_lines_change_no_fact(name: str) -> None:
    if name not in KNOWN["full_stops"]:
        assert not differing(openings_of(full_stops(TEXTS[name])), openings_of(TEXTS[name]))


@FEW
@given(ADVERTISEMENTS, st.sampled_from([" ", "　", "　　", " 　 "]))
def test_blanks_at_the_ends_of_lines_change_no_fact(name: str, blanks: str) -> None:
    assert not differing(openings_of(TEXTS[name].replace("\n", f"{blanks}\n")), openings_of(TEXTS[name]))


# Names of departments of one kind: whatever holds of one holds of the other.
ALIKE = {
    "眼科": "皮膚科",
    "皮膚科": "泌尿器科",
    "泌尿器科": "眼科",
    "産婦人科": "精神科",
    "精神科": "小児科",
    "小児科": "産婦人科",
}
_ALIKE = re.compile("|".join(ALIKE))


@FEW
@given(st.sampled_from([name for name in sorted(TEXTS) if _ALIKE.search(TEXTS[name])]))
def test_other_departments_in_the_places_of_some_change_these_names_alone(name: str) -> None:
    def changed(words: str) -> str:
        return _ALIKE.sub(lambda found: ALIKE[found.group()], words)

    if name not in KNOWN["departments"]:
        told = [{**one, "specialties": sorted(one["specialties"] or [])} for one in openings_of(changed(TEXTS[name]))]
        said = json.loads(changed(json.dumps(openings_of(TEXTS[name]), ensure_ascii=False)))
        assert not differing(told, [{**one, "specialties": sorted(one["specialties"] or [])} for one in said])


@pytest.mark.parametrize("job", JOBS)
def test_a_page_that_looks_for_another_occupation_alone_stays_out(job: str) -> None:
    notice = NOTICES[0].format(job=job, rule="あすなろ病院")
    assert read_text(notice).out_of_scope is not None
