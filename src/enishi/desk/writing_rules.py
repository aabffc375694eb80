"""Papers the desk hands out, and texts with fields from which letters are written. Pure."""

import re
from collections.abc import Mapping

from enishi.common.choices import Labelled
from enishi.common.workflow import Refusal


class WritingKind(Labelled):
    """The papers of one record, by the letter of its number in `OF_RECORD`."""

    JOB = "job", "求人票"
    CONDITIONS = "conditions", "労働条件明示書"
    SEEKER = "seeker", "求職票"
    REFERRAL = "referral", "紹介状"
    SCHEDULE = "schedule", "面談日程表"
    ITINERARY = "itinerary", "旅程"
    WORDS = "words", "文例からの文書"


WHY = {
    WritingKind.JOB: "募集の内容を、先生にお渡しする1枚です。",
    WritingKind.CONDITIONS: "職業安定法5条の3で求められる11項目を、先生に書面で明らかにします。",
    WritingKind.SEEKER: "先生のご希望をまとめた控えです。先生にお確かめいただくときにも使います。",
    WritingKind.REFERRAL: "先生を医療機関にご紹介する書面です。先生の同意のある段階までを載せます。",
    WritingKind.SCHEDULE: "決まった日時、またはお選びいただく候補です。ファクスでもお返事いただけます。",
    WritingKind.ITINERARY: "決まった面談・見学の、行き来と一日の流れです。",
    WritingKind.WORDS: "礼状、送付状、ファクスなどを、決まった文例から作ります。",
}
OF_RECORD: dict[str, tuple[WritingKind, ...]] = {
    "physician": (WritingKind.SEEKER, WritingKind.WORDS),
    "institution": (WritingKind.WORDS,),
    "opening": (WritingKind.JOB, WritingKind.CONDITIONS, WritingKind.WORDS),
    "candidacy": (
        WritingKind.JOB, WritingKind.CONDITIONS, WritingKind.REFERRAL, WritingKind.SCHEDULE, WritingKind.ITINERARY,
        WritingKind.WORDS,
    ),
}  # fmt: skip

STATUTORY = (
    ("業務の内容（変更の範囲を含む）", ("duties",)),
    ("契約期間", ("contract",)),
    ("契約を更新する場合の基準（期間・回数の上限を含む）", ("renewal",)),
    ("試用期間", ("probation",)),
    ("就業の場所（変更の範囲を含む）", ("place",)),
    ("勤務の日と時間、休憩、休日、所定外労働、当直・呼び出し", ("days", "working_hours", "breaks", "holidays", "overtime", "night_duty", "on_call")),
    ("賃金", ("pay", "pay_details")),
    ("健康保険・厚生年金・労災保険・雇用保険", ("insurance",)),
    ("募集する者の氏名または名称", ("employer",)),
    ("派遣労働者として雇用するか", ()),
    ("受動喫煙を防ぐための措置", ("smoking",)),
)  # fmt: skip
"""The eleven items of 職業安定法施行規則4条の2第3項, with the additions of 2024-04-01, and the terms that answer them."""


class Use(Labelled):
    """What a text is for."""

    THANKS = "thanks", "礼状"
    GREETING = "greeting", "紹介状のあいさつ"
    LETTER = "letter", "手紙"
    FAX = "fax", "ファクス"
    MAIL = "mail", "メール"
    CALL = "call", "お電話の台本"


class HandedBy(Labelled):
    """How a paper reached its reader. By fax the conditions of work are not made known (職業安定法施行規則4条の2第4項)."""

    PAPER = "paper", "郵送"
    HAND = "hand", "手渡し"
    MAIL = "mail", "メール（ご本人のご希望）"
    FAX = "fax", "ファクス"


class Reader(Labelled):
    PHYSICIAN = "physician", "先生"
    INSTITUTION = "institution", "医療機関"


FIELDS: dict[str, str] = {
    "先生のお名前": "見本 太郎 先生",
    "医療機関のお名前": "見本町立病院",
    "募集の名前": "内科（外来と病棟）",
    "面談の日時": "12月8日（火）午前10時〜午後5時",
    "お話の番号": "C-2026-0001",
    "担当者のお名前": "三浦 早苗",
    "団体のお名前": "見本の会",
    "電話番号": "0120-000-000",
    "今日の日付": "2026年（令和8年）11月26日",
}
"""Field → a sample for the preview. Everything else between {{ and }} is refused."""
_FIELD = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_HALF = re.compile(r"\{\{|\}\}")
NEEDS_CONSENT = "先生のお名前"


def fields_in(words: str) -> list[str]:
    """The fields of a text, each once, in order."""
    return list(dict.fromkeys(_FIELD.findall(words)))


def template_refusals(words: str) -> list[Refusal]:
    """Fields nobody knows, and braces that do not close."""
    found = [
        Refusal("field", f"「{{{{{name}}}}}」という差し込みはありません。使えるもの：{'、'.join(FIELDS)}")
        for name in fields_in(words)
        if name not in FIELDS
    ]
    if _HALF.search(_FIELD.sub("", words)):
        found.append(Refusal("braces", "「{{」と「}}」の組になっていない所があります。例：{{先生のお名前}}"))
    return found


def fill(words: str, values: Mapping[str, str]) -> str:
    """The text with its fields put in. Raises KeyError for a field without a value; ask `missing` first."""
    return _FIELD.sub(lambda m: values[m[1]], words)


def missing(words: str, values: Mapping[str, str]) -> list[str]:
    return [name for name in fields_in(words) if not values.get(name)]


DEFAULTS: tuple[tuple[Use, str, str], ...] = (
    (
        Use.THANKS, "見学のお礼（医療機関へ）",
        "{{医療機関のお名前}} 御中\n\nこのたびは、お忙しいなか{{面談の日時}}の見学をお受け入れくださり、まことにありがとうございました。\n\n"
        "皆さまに院内と町をご案内いただき、先生も、これからの働き方をゆっくりお考えになれたことと存じます。"
        "ご感想をうかがい、あらためてご連絡いたします。\n\n引き続き、どうぞよろしくお願い申し上げます。",
    ),
    (
        Use.THANKS, "面談のお礼（先生へ）",
        "{{先生のお名前}}\n\nこのたびは、貴重なお時間をいただき、まことにありがとうございました。\n\n"
        "うかがったことは、ご希望のシートにまとめてお送りします。お気づきのことがありましたら、{{電話番号}}までお知らせください。",
    ),
    (
        Use.GREETING, "紹介状のあいさつ",
        "時下ますますご清祥のこととお喜び申し上げます。\n\nこのたび、貴院の「{{募集の名前}}」につきまして、下記の先生をご紹介申し上げます。"
        "ご検討のほど、どうぞよろしくお願い申し上げます。",
    ),
    (
        Use.FAX, "ファクスの送付状",
        "{{医療機関のお名前}} ご担当者さま\n\nいつもお世話になっております。{{お話の番号}}の件で、次の書類をお送りします。"
        "お名前は書いておりません。ご不明の点は{{電話番号}}までお願いいたします。",
    ),
    (
        Use.CALL, "お返事をお願いするお電話",
        "{{団体のお名前}}の{{担当者のお名前}}と申します。{{お話の番号}}の件で、お返事のご様子をうかがいたく、お電話しました。\n\n"
        "いま、3分ほどよろしいでしょうか。ご都合が悪ければ、かけ直します。",
    ),
    (
        Use.MAIL, "日程のお願い",
        "{{医療機関のお名前}} ご担当者さま\n\n{{お話の番号}}の面談・見学につきまして、ご都合のよい日時を3つまで、お知らせください。\n\n"
        "{{団体のお名前}} {{担当者のお名前}}（{{電話番号}}）",
    ),
)  # fmt: skip
"""What there is to begin with: supervisors change it or write others."""
