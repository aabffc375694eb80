"""Words of physicians, as in the file formats of the matching core. Pure."""

from enishi.common.choices import Labelled


class PhysicianState(Labelled):
    REGISTERED = "registered", "ご登録済み（担当者からご連絡します）"
    INTERVIEWING = "interviewing", "ご希望をうかがっています"
    ACTIVE = "active", "ご紹介できます"
    PAUSED = "paused", "お休み中"
    CLOSED = "closed", "ご登録を終えました"
    MERGED = "merged", "ほかのご登録と一つにしました"


OVER = (PhysicianState.CLOSED, PhysicianState.MERGED)
"""Registrations that nobody works with any more."""


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


class HeardOf(Labelled):
    """Where a physician heard of us, as he or she says."""

    JOURNAL = "journal", "会報・会誌"
    MAIL = "mail", "学会・医師会からのメール"
    WEB = "web", "ホームページ・検索"
    MEETING = "meeting", "学術集会・講演会"
    POST = "post", "郵便・ちらし"
    PERSON = "person", "知人・同僚から"
    NEWS = "news", "新聞・雑誌・テレビ"
    OTHER = "other", "そのほか"


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


class DocumentKind(Labelled):
    """What a stored document is."""

    LICENCE = "licence", "医師免許証の写し"
    INSURED = "insured", "保険医登録票の写し"
    BOARD = "board", "専門医・認定医の証書"
    TRAINING = "training", "臨床研修修了登録証"
    LIABILITY = "liability", "医師賠償責任保険の証書"
    RESUME = "resume", "履歴書・業績"
    OTHER = "other", "そのほかの書類"


class Position(Labelled):
    """The rank of a post, in words that name no employer: what disclosure level 2 may say."""

    RESIDENT = "resident", "研修医・専攻医"
    STAFF = "staff", "勤務医（医員・医長）"
    HEAD = "head", "部長・診療科長"
    DIRECTOR = "director", "院長・副院長・施設長"
    OWNER = "owner", "開業・経営"
    ACADEMIC = "academic", "大学の教員・研究"
    PUBLIC = "public", "行政・保健所"
    INDUSTRY = "industry", "産業医・健診"
    OTHER = "other", "そのほか"
