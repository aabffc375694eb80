"""Words of physicians, as in the file formats of the matching core. Pure."""

from enishi.common.choices import Labelled


class PhysicianState(Labelled):
    REGISTERED = "registered", "ご登録済み（担当者からご連絡します）"
    INTERVIEWING = "interviewing", "ご希望をうかがっています"
    ACTIVE = "active", "ご紹介できます"
    PAUSED = "paused", "お休み中"
    CLOSED = "closed", "ご登録を終えました"


class Willingness(Labelled):
    """Night duty or on-call, as a physician wishes it."""

    NO = "no", "なしがよい"
    NEGOTIABLE = "negotiable", "話し合って決める"
    YES = "yes", "引き受けられる"


class Relocation(Labelled):
    NO = "no", "転居しない"
    WEEKLY = "weekly", "週の何日か滞在できる"
    YES = "yes", "転居できる"


class OvertimeLevel(Labelled):
    A = "A", "A水準"
    B_LIAISON = "B_liaison", "連携B水準"
    B = "B", "B水準"
    C1 = "C1", "C-1水準"
    C2 = "C2", "C-2水準"


class WishLevel(Labelled):
    MUST = "must", "必ず"
    WANT = "want", "できれば"
    NEVER = "never", "避けたい"


class ConsentKind(Labelled):
    PLACEMENT = "placement", "求職のための個人情報の利用"
    ANONYMOUS = "anonymous", "医療機関への匿名の概要紹介"
    RESEARCH = "research", "調査研究への利用"
    NEWS = "news", "お知らせメール"


class Present(Labelled):
    EMPLOYED = "employed", "勤務している"
    OWNER = "owner", "開業している"
    RETIRED = "retired", "退職した・休職中"


class ShieldKind(Labelled):
    """What a physician may hide from."""

    INSTITUTION = "institution", "医療機関"
    CORPORATION = "corporation", "法人"
    GROUP = "group", "グループ"
    DEPARTMENT = "department", "医局"
    AREA = "area", "地域"
    NAME = "name", "名前"


class Delivery(Labelled):
    """How the statutory explanations are delivered (職業安定法施行規則24条の5)."""

    MAIL = "mail", "メールで受け取る"
    PAPER = "paper", "紙で受け取る"


class DisclosureLevel(Labelled):
    L1 = "L1", "匿名の概要"
    L2 = "L2", "匿名の詳細"
    L3 = "L3", "お名前と経歴"
    L4 = "L4", "書類"
