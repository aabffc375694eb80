"""Words of what the office answers for. Pure."""

from enishi.common.choices import Labelled


class ReviewDecision(Labelled):
    KEEP = "keep", "続けて必要"
    END = "end", "終えた"


class WatchKind(Labelled):
    """What is told as unusual; each is counted for one person and one day."""

    MANY = "many", "1時間に多くの方の記録"
    NIGHT = "night", "夜間（22時から翌6時）の閲覧"
    OUTSIDE = "outside", "担当していない先生の記録"
    SEARCH = "search", "氏名での検索のくり返し"
    FILES = "files", "大勢の方の情報が入ったファイル"


class IncidentEntryKind(Labelled):
    MEASURE = "measure", "手当てをした"
    PROMPT = "prompt", "速報をした"
    PERSONS = "persons", "ご本人に知らせた"
    FINAL = "final", "確報をした"
    NOTE = "note", "控え"


class PassedOver(Labelled):
    """Why an opening that stood on the list was not the one proposed, as far as the records know."""

    CHOSEN = "chosen", "ご提案した募集"
    TALKED = "talked", "この先生と、すでにお話があった"
    CLOSED = "closed", "募集が終わっていた"
    LOWER = "lower", "順番が後"
    PERSON = "person", "担当者の判断（順番は前）"
