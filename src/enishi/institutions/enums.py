"""Words of institutions. Pure."""

from enishi.common.choices import Labelled


class InstitutionState(Labelled):
    APPLIED = "applied", "申し込みを受け付けました"
    ACTIVE = "active", "登録済み"
    SUSPENDED = "suspended", "停止中"
    CLOSED = "closed", "登録を終えました"
    MERGED = "merged", "ほかのご登録と一つにしました"


OVER = (InstitutionState.CLOSED, InstitutionState.MERGED)
"""States of an institution nobody works with any more."""


class InstitutionKind(Labelled):
    HOSPITAL = "hospital", "病院"
    CLINIC = "clinic", "診療所"
    CARE_FACILITY = "care_facility", "介護老人保健施設"
    MUNICIPALITY = "municipality", "自治体"


class NumberSource(Labelled):
    """Where staff found the number they called: never from the application itself."""

    LISTED_SITE = "listed_site", "国の一覧に載るウェブサイト"
    PUBLIC_LIST = "public_list", "都道府県・地方厚生局などの公表資料"
    MUNICIPALITY = "municipality", "市区町村の代表番号・公表資料"
    DIRECTORY = "directory", "電話帳・番号案内"


class FactState(Labelled):
    """Of a fact about a region."""

    PROPOSED = "proposed", "確認中"
    SHOWN = "shown", "掲載中"
    REPLACED = "replaced", "新しい事実に替わりました"
    DECLINED = "declined", "見送りました"


class NotAccepted(Labelled):
    """Why no opening of an institution is accepted (求人不受理, 職業安定法5条の6第1項, numbering since 2022-10-01)."""

    UNLAWFUL = "unlawful", "1号　内容が法令に違反する求人"
    UNFIT = "unfit", "2号　労働条件が著しく不適当な求人"
    SANCTIONED = "sanctioned", "3号　労働関係法令の違反で処分・公表などを受けた求人者"
    NOT_STATED = "not_stated", "4号　労働条件の明示がない求人"
    GANGS = "gangs", "5号　暴力団員などに当たる、または支配される求人者"
    NO_REPORT = "no_report", "6号　正当な理由なく、確認の求めに応じない求人者"
    OTHER = "other", "その他（不受理ではない停止）"


def with_ground(reason_code: str, reason: str) -> str:
    """「3号　…：reason」 where the code of a step is a ground of 求人不受理, else the reason alone."""
    return f"{NotAccepted(reason_code).label}：{reason}" if reason_code in set(NotAccepted) else reason
