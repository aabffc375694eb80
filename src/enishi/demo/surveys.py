"""Surveys nobody held, answered by people who do not exist: one that is over, one that is open to everybody, one that waits to be opened."""

import json
import random
import uuid
from datetime import timedelta
from typing import Any

from enishi.common.actor import SYSTEM, Actor
from enishi.common.clock import ago, now, today
from enishi.common.instrument import Kind, Option, Question, ShowIf, kept
from enishi.common.workflow import Channel
from enishi.surveys import actions
from enishi.surveys.access import draft_of, version_in_use
from enishi.surveys.crossing import make_cross
from enishi.surveys.enums import Way
from enishi.surveys.inviting import new_seat
from enishi.surveys.models import Survey, SurveySeat

ANSWERS, ASKED = 62, 96
ETHICS = (
    "見本倫理審査委員会の承認（見本-2026-03）を受けています。お答えは研究担当者だけが読み、5人未満の数は公表しません。"
    "結果は、このページと学会で公表します。"
)
ETHICS_ENGLISH = "Approved by a fictional ethics committee (sample-2026-03). Only researchers read the answers; counts below five are never published."


def _options(*pairs: tuple[str, str, str]) -> tuple[Option, ...]:
    return tuple(Option(*one) for one in pairs)


YES_NO = _options(("yes", "はい", "Yes"), ("no", "いいえ", "No"))
QUESTIONS = (
    Question(
        "now", Kind.SINGLE, "いまの働き方に、近いものはどれですか", "Which is closest to how you work now?",
        options=_options(
            ("full", "常勤で働いている", "Full time"), ("part", "非常勤で働いている", "Part time"), ("rest", "いまは休んでいる", "Not working now")
        ),
    ),
    Question(
        "days", Kind.NUMBER, "週に何日、働いておられますか", "How many days a week do you work?", low=0, high=7, unit="日",
        show_if=(ShowIf("now", ("full", "part")),),
    ),
    Question(
        "content", Kind.SCALE, "いまの働き方に、どのくらい満足しておられますか", "How content are you with it?", low=1, high=5,
        low_words="不満", high_words="満足", show_if=(ShowIf("now", ("full", "part")),),
    ),
    Question(
        "matters", Kind.MULTI, "次のお仕事で、大切にされることをお選びください", "What matters in your next post?",
        options=_options(
            ("hours", "勤務の時間が短いこと", "Short hours"), ("nights", "当直・オンコールがないこと", "No night duty"),
            ("needed", "必要とされる土地であること", "Being needed there"), ("support", "困ったときに相談できる人", "Somebody to ask"),
            ("pay", "報酬", "Pay"), ("home", "自宅から通えること", "Near home"),
        ),
    ),
    Question(
        "worries", Kind.MATRIX, "地域の病院で働くとしたら、気がかりですか", "Would these worry you at a hospital in the country?",
        options=YES_NO, rows=_options(("scope", "診療の範囲", "Scope of practice"), ("family", "ご家族の暮らし", "Family life"), ("housing", "住まい", "Housing")),
    ),
    Question(
        "words", Kind.TEXT, "どのような支えがあれば、地域で働いてみたいと思われますか", "What support would make you try?", required=False,
        hint="お名前や施設の名前は、お書きにならないでください。",
    ),
)  # fmt: skip
SAID = (
    "当直の負担が軽ければ考えます。", "住まいの手配と引っ越しの支援があると助かります。", "週に2日から始められる体制がほしい。", "困ったときに相談できる医師がいる体制が大切です。",
    "当直がなく、相談できる相手がいれば働きたい。", "家族の暮らしと住まいが心配です。", "専門外の患者を診るときの支援と研修があるとよい。", "住まいが用意され、当直の負担が少ないこと。",
    "短い期間の体験から始めたい。", "研修を受けて診療の範囲を広げたい。", "搬送の体制と相談の体制がはっきりしていること。", "",
)  # fmt: skip


def hold_surveys(staff: dict[str, Actor]) -> None:
    """A second of work: the answers of the closed one are laid down at once, held to the questions as if they had been sent."""
    rng = random.Random(54)
    researcher, office = staff["researcher"], staff["office"]
    with ago(timedelta(days=120)):
        over = _opened(
            "これからの働き方の調査（見本）",
            Way.INVITED,
            researcher,
            office,
            closes_in=60,
            english="Survey on future work (sample)",
        )
        _answer(over, rng)
        actions.keep_margins(
            survey=over,
            margins={"age": {"50s": 30, "60s": 45, "70s": 25}},
            source="見本の統計（実在しません）",
            by=researcher,
        )
    with ago(timedelta(days=59)):
        actions.close_survey(survey=over, by=SYSTEM)
        make_cross(survey=over, row="now", column="post", by=researcher)
    with ago(timedelta(days=10)):
        _opened(
            "医師の多い町・少ない町についての調査（見本）",
            Way.OPEN,
            researcher,
            office,
            closes_in=60,
            english="Survey on towns with many and few physicians (sample)",
        )
    with ago(timedelta(days=1)):
        waiting = _written("医局を離れるときの調査（見本）", Way.INVITED, researcher, closes_in=90)
        actions.ask_opening(survey=waiting, by=researcher)


def _written(title: str, way: Way, by: Actor, *, closes_in: int, english: str = "") -> Survey:
    facts: dict[str, Any] = {
        "title": title, "title_english": english, "way": way, "kept_months": 60, "closes_on": today() + timedelta(days=closes_in),
        "purpose": "先生方がこれからの働き方に何を望まれ、何を気がかりに思われるかを知り、地域の医療を続けるしくみに生かすためです。",
        "purpose_english": "To learn what physicians wish and worry about when they think of their next years of work." if english else "",
        "ethics": ETHICS, "ethics_english": ETHICS_ENGLISH if english else "",
    }  # fmt: skip
    survey = actions.write_survey(facts=facts, key=uuid.uuid4(), by=by)
    actions.save_questions(survey=survey, questions=QUESTIONS, seen=0, by=by)
    return survey


def _opened(title: str, way: Way, by: Actor, opener: Actor, *, closes_in: int, english: str) -> Survey:
    survey = _written(title, way, by, closes_in=closes_in, english=english)
    actions.ask_opening(survey=survey, by=by)
    draft = draft_of(survey)
    return actions.open_version(survey=survey, seen=draft.changes if draft else 0, by=opener)


def _answer(survey: Survey, rng: random.Random) -> None:
    version = version_in_use(survey)
    seats = []
    for at in range(ASKED):
        seat = new_seat(survey, Way.INVITED)
        seat.traits = {
            "post": rng.choice(["looking", "looking", "placed"]), "age": rng.choice(["50s", "60s", "60s", "60s", "70s"]),
            "region": rng.choice(["tohoku", "kanto", "kanto", "chubu", "kinki", "kyushu"]), "work": rng.choice(["full_time", "part_time", "part_time", "spot"]),
        }  # fmt: skip
        if at < ANSWERS:
            given = kept(QUESTIONS, _given(rng, seat.traits["age"]))
            seat.version, seat.answers, seat.begun_at = version, json.dumps(given, ensure_ascii=False), now()
            seat.sent_at = now() + timedelta(days=rng.randint(1, 55))
            seat.channel = rng.choice([Channel.WEB, Channel.WEB, Channel.PAPER])
        seats.append(seat)
    SurveySeat.objects.bulk_create(seats)


def _given(rng: random.Random, age: str) -> dict[str, Any]:
    now_is = rng.choices(["full", "part", "rest"], [5, 4, 1] if age != "70s" else [1, 6, 3])[0]
    given: dict[str, Any] = {
        "now": now_is, "days": rng.choice([4, 5, 5, 6] if now_is == "full" else [1, 2, 2, 3]), "content": str(rng.choice([2, 3, 3, 4, 4, 5])),
        "matters": [code for code, often in (("hours", 5), ("nights", 6), ("needed", 4), ("support", 6), ("pay", 3), ("home", 4)) if rng.random() * 10 < often]
        or ["support"],
        "worries": {"scope": rng.choice(["yes", "yes", "no"]), "family": rng.choice(["yes", "no"]), "housing": rng.choice(["yes", "no", "no"])},
    }  # fmt: skip
    if words := rng.choice(SAID):
        given["words"] = words
    return given
