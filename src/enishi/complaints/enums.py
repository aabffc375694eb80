"""Words of complaints. Pure."""

from enishi.common.choices import Labelled


class CameBy(Labelled):
    """How a complaint reached us."""

    WEB = "web", "画面"
    PHONE = "phone", "お電話"
    PAPER = "paper", "手紙・ファクス"
    STAFF = "staff", "お会いしたとき・そのほか"


class Side(Labelled):
    """Who complains."""

    PHYSICIAN = "physician", "医師"
    INSTITUTION = "institution", "医療機関・自治体"
    FAMILY = "family", "ご家族"
    OTHER = "other", "そのほか"


class Outcome(Labelled):
    """How a complaint ended."""

    MENDED = "mended", "私どもに非があり、直した"
    EXPLAINED = "explained", "ご説明し、ご理解をいただいた"
    PASSED_ON = "passed_on", "労働局などの窓口をご案内した"
    WITHDRAWN = "withdrawn", "お申し出を取り下げられた"


class Standing(Labelled):
    """How far a complaint has come, as the person reads it too."""

    RECEIVED = "received", "お申し出が届きました"
    ACKNOWLEDGED = "acknowledged", "承りました。調べています"
    ANSWERED = "answered", "お答えしました"
    CLOSED = "closed", "お手続きを終えました"
