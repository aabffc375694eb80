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


class Season(Labelled):
    SPRING = "spring", "春（3〜5月）"
    SUMMER = "summer", "夏（6〜8月）"
    AUTUMN = "autumn", "秋（9〜11月）"
    WINTER = "winter", "冬（12〜2月）"


class Stage(Labelled):
    """How far somebody who came by a link has gone; who reached one has reached those before."""

    REGISTERED = "registered", "ご登録"
    INTERVIEWED = "interviewed", "お話をうかがった"
    PROPOSED = "proposed", "ご提案"
    PLACED = "placed", "就業"
    YEAR_OVER = "year_over", "着任から1年がたった"
    STAYED = "stayed", "1年続いている"

    @property
    def place(self) -> int:
        return list(type(self)).index(self)


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


class Teller(Labelled):
    """Whose story it is."""

    PHYSICIAN = "doctor", "医師"
    HOSPITAL = "hospital", "医療機関・まちの方"
    FAMILY = "family", "ご家族"


class StoryFact(Labelled):
    """What a story may tell beyond the bare experience, each only with its own yes."""

    NAME = "name", "お名前"
    PICTURE = "picture", "写真"
    EMPLOYER = "employer", "勤め先・医療機関の名前"
    PLACE = "place", "市町村の名前"
    AGE = "age", "年齢（○歳）"


class AgreedBy(Labelled):
    """How somebody agreed to a text."""

    SIGNED = "signed", "署名のある同意書"
    MAIL = "mail", "メールのお返事"
    READ_OUT = "read_out", "お電話で読み上げて"
    IN_PERSON = "in_person", "お会いして"


class WithdrawnBy(Labelled):
    LINK = "link", "ご本人が画面で"
    PHONE = "phone", "お電話で"
    OTHER = "other", "そのほかの方法で"
    LEFT = "left", "退会により"


class StoryStanding(Labelled):
    """Where a story stands; it follows from its versions and consents and is not stored."""

    DRAFT = "draft", "下書き"
    ASKED = "waiting", "承認を待っています"
    SHOWN = "shown", "公開中"
    EXPIRED = "expired", "同意の期限が過ぎ、載っていません"
    WITHDRAWN = "withdrawn", "取り下げました"


class SeminarWay(Labelled):
    HALL = "hall", "会場"
    ONLINE = "online", "オンライン"
    BOTH = "both", "会場とオンライン"


class SeminarStanding(Labelled):
    """Where a seminar stands; it follows from its dates and is not stored."""

    DRAFT = "draft", "下書き"
    OPEN = "shown", "受付中"
    CLOSED = "closed", "受付を終えました"
    OVER = "over", "終わりました"
    CANCELLED = "cancelled", "取りやめました"


class EntryState(Labelled):
    """Of one who wants to come. ASKED: the mail with the link went out, nothing is certain yet."""

    ASKED = "asked", "メールの確認を待っています"
    SEATED = "seated", "お席があります"
    WAITING = "waiting", "空きをお待ちです"
    CANCELLED = "cancelled", "お取りやめ"


class StopHow(Labelled):
    """How a reader of the newsletter ended it."""

    PAGE = "page", "ご本人が画面で"
    ONE_CLICK = "one_click", "メールソフトの配信停止で"
    BOUNCED = "bounced", "届かなくなったため"
    OFFICE = "office", "お申し出を受けて事務局が"
