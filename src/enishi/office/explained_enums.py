"""Words of the register of explanations and of the certification folder. Pure."""

from enishi.common.choices import Labelled


class ToldBy(Labelled):
    """By which way one version reached somebody (職業安定法施行規則24条の5第2項: paper, or mail at the person's wish)."""

    SCREEN = "screen", "画面"
    MAIL = "mail", "メール"
    LETTER = "letter", "郵送"
    PAPER = "paper", "紙をお渡し"
    ALOUD = "aloud", "お電話で読み上げ"


class ReceivedBy(Labelled):
    """How we learned that it arrived."""

    SCREEN = "screen", "画面でのお知らせ"
    PAPER = "paper", "受領書"
    PHONE = "phone", "お電話"


class Standing(Labelled):
    """How a criterion stands at a review."""

    MET = "met", "満たしている"
    PARTLY = "partly", "一部が足りない"
    NOT_MET = "not_met", "満たしていない"
