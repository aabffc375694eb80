"""Words of outreach. Pure."""

from enishi.common.choices import Labelled


class Standing(Labelled):
    """Where a piece of news stands; it follows from its dates and is not stored."""

    DRAFT = "draft", "下書き"
    WAITING = "waiting", "公開の日を待っています"
    SHOWN = "shown", "公開中"
    WITHDRAWN = "withdrawn", "取り下げました"


class Consent(Labelled):
    """Whether a society's office agreed to hear from us."""

    UNASKED = "unasked", "まだうかがっていません"
    AGREED = "agreed", "ご連絡してよい"
    REFUSED = "refused", "ご連絡しない"


class ContactWay(Labelled):
    LETTER = "letter", "手紙"
    MAIL = "mail", "メール"
    PHONE = "phone", "電話"
    VISIT = "visit", "訪問・面会"
    FAX = "fax", "ファクス"


class Medium(Labelled):
    """Where the society tells its members."""

    JOURNAL = "journal", "会報・会誌"
    MAIL = "mail", "会員へのメール"
    WEB = "web", "ホームページ"
    MEETING = "meeting", "学術集会・総会"
    ENCLOSED = "enclosed", "郵送物への同封"
    POSTER = "poster", "掲示"
    OTHER = "other", "そのほか"


class Text(Labelled):
    """Which of our words the members read."""

    SHORT = "short", "60字の文"
    MIDDLE = "middle", "200字の文"
    LONG = "long", "600字の文"
    MAIL = "mail", "会員へのメール"
    LEAFLET = "leaflet", "ご案内・冊子・小票"
    OWN = "own", "学会・団体のことば"
    OTHER = "other", "決めていない・そのほか"


class CostKind(Labelled):
    PRINT = "print", "印刷"
    POST = "post", "郵送・送料"
    FEE = "fee", "掲載料・出展料"
    HOURS = "hours", "職員の時間"
    OTHER = "other", "そのほか"


class PressKind(Labelled):
    PRINT = "print", "印刷用の1つのファイル（依頼状）"
    ZIP = "zip", "学会ごとのファイルをまとめたZIP"
    REPORTS = "reports", "学会ごとの年のご報告（ZIP）"


class PressState(Labelled):
    WAITING = "waiting", "順番を待っています"
    RUNNING = "running", "つくっています"
    DONE = "done", "できました"
    CANCELLED = "cancelled", "取りやめました"
    FAILED = "failed", "できませんでした"
