"""What one needs on one page before the interview: what we know, what is missing, what to ask, what was promised."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from enishi.candidacies.models import Inquiry
from enishi.common.actor import Actor
from enishi.common.japanese.date_display import date_with_weekday
from enishi.common.japanese.times import time_words
from enishi.common.scope_items import progress_of
from enishi.notices.models import Notice
from enishi.physicians.access import identity_of
from enishi.physicians.actions import has_consented
from enishi.physicians.career import career_lines
from enishi.physicians.contact import interests_of, promise_of
from enishi.physicians.contact_log import ledger
from enishi.physicians.enums import ConsentKind, Present
from enishi.physicians.hearing.found import Open
from enishi.physicians.hearing.topics import TOPICS, Topic
from enishi.physicians.interviews import interview_of
from enishi.physicians.models import FamilyQuestion, Identity, Physician, TalkWay, WishSheet
from enishi.physicians.registration import employer_is_unknown
from enishi.physicians.scope import Mark, marks_of
from enishi.physicians.wish_drafts import draft_of
from enishi.web.desk.sheets import Row, shield_rows, wish_rows

SHOWN_CALLS = 3
ALWAYS_THERE = {"日数", "転居", "都道府県", "当直・オンコール", "続けるお勤め"}
"""Rows of the sheet that read as if something had been said although nobody has asked yet."""


@dataclass(frozen=True, slots=True)
class Ask:
    """topic and its questions; why: what is missing or open there, empty where everything is known."""

    topic: Topic
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prep:
    name: str
    known: list[Row]
    missing: list[str]
    asks: list[Ask]
    promises: list[str]
    talk: str


def prep_of(physician: Physician, actor: Actor) -> Prep:
    """Everything of the sheet of preparation; the reading of the identity is logged."""
    identity, sheet = identity_of(physician, by=actor), physician.wishes
    open_points = draft_of(physician).questions
    missing = _missing(physician, identity, sheet)
    return Prep(
        name=identity.full_name,
        known=_known(physician, identity, sheet),
        missing=missing,
        asks=[Ask(topic, _why(topic, sheet, open_points)) for topic in TOPICS],
        promises=_promises(physician),
        talk=_talk(physician),
    )


def _known(physician: Physician, identity: Identity, sheet: WishSheet) -> list[Row]:
    scope = "、".join(p.group.label for p in progress_of(marks_of(physician), Mark) if p.answered)
    career = "\n".join(career_lines(physician)) or identity.career
    came = physician.came_for
    rows = [
        ("いまのお立場", Present(physician.present).label if physician.present else ""),
        ("きっかけの募集", f"{came.current.title}（{came.number}）" if came and came.current else ""),
        ("聞いてみたい募集", "\n".join(interests_of(physician))),
        ("経歴", career),
        ("診療できる範囲", scope),
        *wish_rows(sheet),
        ("伏せる相手", "、".join(shield_rows(physician))),
    ]
    return [(label, words) for label, words in rows if words]


def _missing(physician: Physician, identity: Identity, sheet: WishSheet) -> list[str]:
    """In the order in which they stop something: the ledger, the introduction, the search."""
    lacks = [
        (not identity.address, "ご住所（求職管理簿に要ります）"),
        (not identity.birth_date, "生年月日（求職管理簿に要ります）"),
        (not has_consented(physician, ConsentKind.PLACEMENT), "個人情報の利用へのご同意（読み上げてうかがいます）"),
        (physician.licence_verified_on is None, "医籍の確認（ご提案の前に要ります）"),
        (employer_is_unknown(physician), "いまのお勤め先（はじめに伏せます）"),
        (not sheet.specialties, "ご希望の診療科"),
        (not sheet.employment, "働き方（常勤・非常勤・単発）"),
        (not sheet.slots, "曜日と時間"),
        (sheet.municipality is None, "お住まいの市区町村（通える時間を量れません）"),
        (sheet.available_from is None, "始められる時期"),
        (not sheet.wishes, "必ず・できれば・避けたいこと"),
        (not marks_of(physician), "診療できる範囲"),
    ]
    return [words for lacking, words in lacks if lacking]


def _why(topic: Topic, sheet: WishSheet, open_points: tuple[Open, ...]) -> tuple[str, ...]:
    said = {label: words for label, words in wish_rows(sheet) if words}
    unknown = [f"{label}が、まだ分かりません" for label in topic.know if label not in said]
    unknown += [
        f"{label}（ご登録は「{said[label]}」）を、面談でうかがう"
        for label in topic.know
        if label in ALWAYS_THERE and sheet.no == 1
    ]
    return (
        *dict.fromkeys(unknown),
        *(f"「{o.quote.text}」　{o.why}" for o in open_points if o.quote.topic == topic.key),
    )


def _promises(physician: Physician) -> list[str]:
    found = [f"連絡の約束：{promise_of(physician).words}"]
    if physician.contact_by and physician.state == "registered":
        found.append(f"{date_with_weekday(physician.contact_by)}までにご連絡するお約束")
    found += [
        "　".join(filter(None, (_day(line.at), line.how, line.about, line.outcome)))
        for line in ledger(physician)[:SHOWN_CALLS]
    ]
    for question in FamilyQuestion.objects.filter(
        link__physician=physician, to_coordinator_at__isnull=False, answered_at=None
    ):
        found.append(f"ご家族のご質問にお答えする：{question.text[:60]}")
    for inquiry in Inquiry.objects.filter(candidacy__physician=physician, answered_at=None).select_related("candidacy"):
        found.append(f"{inquiry.candidacy.number} のお尋ねにお答えする：{inquiry.text[:60]}")
    return found


def _talk(physician: Physician) -> str:
    talk = interview_of(physician)
    if talk is None or talk.fixed_for is None:
        return ""
    local = timezone.localtime(talk.fixed_for)
    return f"{date_with_weekday(local.date())}{time_words(local.time())}　{TalkWay(talk.way).label}"


def _day(at: datetime) -> str:
    return date_with_weekday(timezone.localdate(at))


def explained(physician: Physician) -> str:
    """How the statutory explanations (職業安定法32条の13) reached the physician; "" while nothing was accepted."""
    row = (
        Notice.objects.to_physician(physician.number, physician.user_id).filter(kind="E07").order_by("-pk").first()
        if physician.accepted_on
        else None
    )
    if row is None:
        return ""
    if row.sent_at:
        return f"{_day(row.sent_at)}に{'メール' if row.status == Notice.Status.SENT else '手紙'}でお渡ししました"
    return (
        "手紙でお渡しします（「手紙と電話」に入っています）"
        if row.status == Notice.Status.BY_HAND
        else "メールをお送りしています"
    )
