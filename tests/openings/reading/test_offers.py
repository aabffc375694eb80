"""Whether a text offers a physician's post: the texts it was learnt from, what may not sway it, and how it says why."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.openings.reading import learnt, read_text, scope
from enishi.openings.reading.normal import normalise

FOLDER = Path(__file__).with_name("offers")


def _texts(path: Path) -> Iterator[tuple[str, str]]:
    for part in path.read_text(encoding="utf-8").split("\n=== ")[1:]:
        text, _, told = part.partition("\n")[2].partition("\n>>>\n")
        yield text, "physician" if told.strip().startswith("{") else told.strip()


@pytest.mark.parametrize("writer", ["a", "b", "c", "d", "f", "g", "own"])
def test_texts_that_were_learnt_from_are_judged_as_they_were_labelled(writer: str) -> None:
    texts = (pair for path in sorted(FOLDER.glob(f"{writer}*.txt")) for pair in _texts(path))
    judged = [(scope.judged(normalise(text).text).answer, told) for text, told in texts]
    assert len(judged) >= 50
    assert sum(answer == told for answer, told in judged) >= 0.95 * len(judged)
    assert set(Counter(told for _, told in judged)) == set(scope.ANSWERS)


def test_whole_texts_that_nothing_was_learnt_from_lose_hardly_a_post() -> None:
    """Of twenty that only look like offers half are read as one: the reader would rather ask about too many."""
    texts = [pair for path in sorted(FOLDER.glob("held_out*.txt")) for pair in _texts(path)]
    right = Counter(told for text, told in texts if scope.judged(normalise(text).text).answer == told)
    of = Counter(told for _, told in texts)
    assert of == {"physician": 24, "resident_training": 8, "not_physician": 8, "not_an_ad": 20}
    assert right["physician"] >= 23
    assert right["resident_training"] + right["not_physician"] >= 15
    assert right["not_an_ad"] >= 10


def test_the_same_clinic_looks_for_a_nurse_a_physician_a_resident_and_nobody() -> None:
    place = "\nかささぎ病院（佐賀県武雄市）　常勤\n"
    told = {
        "看護師を募集しています 2名 月給26万円": "not_physician",
        "内科の医師を募集しています 1名 年俸1,500万円": None,
        "内科専攻医を募集しています 定員2名 専門研修プログラム": "resident_training",
        "内科の医師が着任しました 診療時間と休診のお知らせ": "not_an_ad",
    }
    assert {words: read_text(words + place).out_of_scope for words in told} == told


def test_a_judgement_names_the_signs_that_decided_in_words_a_person_reads() -> None:
    judgement = scope.judged(normalise("眼科の医師を募集しています。年俸1,600万円。").text)
    assert judgement.reason is None
    assert sum(judgement.shares.values()) == pytest.approx(1.0)
    assert {"calls:physician", "pay:large"} <= set(judgement.signs)
    assert judgement.otherwise in scope.ANSWERS[1:]


def test_a_text_of_nothing_offers_nothing() -> None:
    assert scope.judged("").reason == scope.judged(" \n\t\n").reason == "not_an_ad"


def test_every_weight_is_of_a_sign_of_a_known_kind() -> None:
    kinds = {sign.partition(":")[0] for sign in learnt.weights("scope_weights.txt")}
    assert scope.BIAS in kinds
    assert kinds <= {
        *("always", "came", "ended", "entry", "head", "is", "job", "licence", "mode", "mostly", "names", "not_sought", "offers"),
        *("only", "pay", "please", "please_last", "title", "title_asks", "title_calls", "wishes", "word"),
        *(f"{sign}{how}" for sign in ("asks", "calls", "list", "pay_large", "pay_small")
          for how in ("", "_asked", "_counted", "_ruled", "_told", "_wished")),
    }  # fmt: skip
    assert len(learnt.weights("scope_weights.txt")) <= 1100
    assert all(
        len(row) == len(scope.ANSWERS) and max(map(abs, row)) < 10
        for row in learnt.weights("scope_weights.txt").values()
    )


@given(st.text(alphabet="医師看護募集名万円年俸研修 \n\t・■12。(（", max_size=200))
def test_any_text_gets_shares_and_the_answer_is_the_largest(text: str) -> None:
    judgement = scope.judged(normalise(text).text)
    assert sum(judgement.shares.values()) == pytest.approx(1.0)
    assert judgement.shares[judgement.answer] == max(judgement.shares.values())
    assert all(re.match(r"[a-z_]+(:|$)", sign) for sign in judgement.signs)


def test_a_post_that_stands_only_in_what_looks_like_other_occupations_is_read_all_the_same() -> None:
    text = (
        "★ 献血ルーム「あおば」（北海道北見市）\n　問診のお仕事・シニアの先生も活躍中\n\n　曜日　土・日のうち月2回から\n"
        "　手当　1日 50,000円\n　条件　医師免許をお持ちの方。科は問わず\n　人数　2名\n\n　同時に募集：看護師（採血、常勤3名）、受付（パート1名）\n"
    )
    reading = read_text(text).to_json()
    assert reading["out_of_scope"] is None
    assert [o["headcount"] for o in reading["openings"]] == [2]


def test_kinds_of_staff_number_posts_and_the_next_section_of_a_list_of_occupations_is_read() -> None:
    kinds = (
        "市立あけぼの医療センター　医師募集\n1 正規職員（常勤）\n　産婦人科　1名\n　・年収 1,600万円\n"
        "2 会計年度任用職員（非常勤）\n　皮膚科　1名\n　・報酬 半日 45,000円\n\nそのほかの職種\n　薬剤師（正規）1名\n"
    )
    found = read_text(kinds).to_json()["openings"]
    assert [(o["specialties"], o["employment"]) for o in found] == [
        (["産婦人科"], ["full_time"]),
        (["皮膚科"], ["part_time"]),
    ]
    sections = (
        "職員を募集します（岩手県葛巻町）\n\n1.職種・人数\n(1)医師（内科） 1名 年俸1,500万円\n(2)保健師 2名\n(3)介護支援専門員 1名\n\n"
        "2.受験資格\n(1)医師免許をお持ちで、採用日現在で62歳以下の方\n(2)保健師免許を有する方\n"
    )
    (opening,) = read_text(sections).to_json()["openings"]
    assert (opening["headcount"], opening["age_limit"]) == (1, {"min": None, "max": 62})
