"""Words of referrals. Pure."""

from enishi.common.choices import Labelled


class PartnerKind(Labelled):
    """What a partner bank is."""

    PREFECTURE = "prefecture", "都道府県のドクターバンク"
    ASSOCIATION = "association", "医師会のドクターバンク"
    MINISTRY = "ministry", "国の委託によるドクターバンク"
    SOCIETY = "society", "学会・大学の紹介窓口"
    OTHER = "other", "そのほかの職業紹介事業者"


class Level(Labelled):
    """How much of a physician goes out."""

    OUTLINE = "outline", "お名前を伏せた概要だけ"
    IDENTITY = "identity", "お名前とご連絡先を含める"


class SheetKind(Labelled):
    """What a signed file is about."""

    PHYSICIAN = "physician", "医師のご紹介"
    OPENING = "opening", "募集のご紹介"
    OUTCOME = "outcome", "結果のお知らせ"
    WITHDRAWAL = "withdrawal", "ご同意の取り消しのお知らせ"


class Standing(Labelled):
    """How far a referral of ours has come."""

    ASKED = "asked", "ご同意を待っています"
    REFUSED = "refused", "同意なさいませんでした"
    CONSENTED = "consented", "ご同意があります。まだ渡していません"
    SENT = "sent", "渡しました。結果を待っています"
    ANSWERED = "answered", "結果の知らせがありました"
    WITHDRAWN = "withdrawn", "ご同意が取り消されました"
    EXPIRED = "expired", "期限が過ぎました"


class Way(Labelled):
    """How it was handed over."""

    FILE = "file", "署名のあるファイル"
    PAPER = "paper", "印刷した紹介票（郵送・手渡し）"
    FAX = "fax", "印刷した紹介票（ファクス）"


class Outcome(Labelled):
    """What the receiving side says came of it."""

    ACCEPTED = "accepted", "お引き受けしました"
    DECLINED = "declined", "お引き受けできませんでした"
    PLACED = "placed", "お勤め先が決まりました"


class Arrival(Labelled):
    """Where a referral that came in stands."""

    HERE = "here", "確かめています"
    TAKEN = "taken", "お引き受けしました"
    DECLINED = "declined", "お引き受けしませんでした"
    NOTED = "noted", "記録しました"
    WITHDRAWN = "withdrawn", "相手の機関が取り消しました"
    EXPIRED = "expired", "期限が過ぎ、内容を消しました"


class Direction(Labelled):
    """Of a record of provision (個人情報の保護に関する法律29条, 30条)."""

    OUT = "out", "提供した（29条の記録）"
    IN = "in", "受け取った（30条の記録）"


class Teller(Labelled):
    """Who told of a registration elsewhere."""

    PHYSICIAN = "physician", "先生ご本人"
    PARTNER = "partner", "相手の機関"
