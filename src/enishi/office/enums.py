"""Words of the office's money and reports. Pure."""

from enishi.common.choices import Labelled


class EntryKind(Labelled):
    """What a row of the fees ledger says: money came, money went back, or a row before it was wrong."""

    COLLECTED = "collected", "徴収"
    RETURNED = "returned", "返戻"
    CORRECTION = "correction", "訂正"


class RefundKind(Labelled):
    LEAVING = "leaving", "早期の離職"
    CORRECTION = "correction", "請求の訂正"


class AskedBy(Labelled):
    """How somebody was asked whether a person still works there after six months."""

    PHONE = "phone", "お電話"
    MAIL = "mail", "メール"
    LETTER = "letter", "書面"
    VISIT = "visit", "訪問"


class StillThere(Labelled):
    STAYS = "stays", "離職せず"
    UNKNOWN = "unknown", "不明（お返事なし）"


class ReportKind(Labelled):
    FORM8 = "form8", "職業紹介事業報告書（様式第8号）"
    PORTAL = "portal", "人材サービス総合サイトの掲載事項"


class Why(Labelled):
    """For what a file with the data of many people is taken out (個人情報保護法18条・23条: within the purpose, under supervision)."""

    INSPECTION = "inspection", "労働局などの調査・求めに応じる"
    REPORT = "report", "事業報告や年度のまとめをつくる"
    ACCOUNTS = "accounts", "会計・監査"
    CHECK = "check", "業務の点検・間違いの直し"
    CONTACT = "contact", "ご連絡・発送・当日の受付"
    ASKED = "asked", "ご本人のお求めに応じる"
    RESEARCH = "research", "調査研究"
    OTHER = "other", "そのほか（下にご記入ください）"


class RunState(Labelled):
    """Of the table of printed ledgers, which is gone since a year is printed while one waits; its migration names this."""

    WAITING = "waiting", "順番を待っています"
