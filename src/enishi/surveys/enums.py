"""Words of surveys. Pure."""

from enishi.common.choices import Labelled


class Standing(Labelled):
    """Of a survey as a whole."""

    DRAFT = "draft", "下書き"
    WAITING = "waiting", "確認を待っています"
    OPEN = "open", "受け付けています"
    CLOSED = "closed", "終わりました"


class Way(Labelled):
    """How one comes to a survey."""

    INVITED = "invited", "ご案内した方だけ（お一人ずつのリンク）"
    OPEN = "open", "どなたでも（共通のリンク、お名前なし）"


class Age(Labelled):
    UNDER_50 = "u50", "50歳未満"
    FIFTIES = "50s", "50代"
    SIXTIES = "60s", "60代"
    SEVENTIES = "70s", "70歳以上"
    UNKNOWN = "unknown", "不明"


class Post(Labelled):
    """Whether work has begun through us."""

    LOOKING = "looking", "お探しの先生"
    PLACED = "placed", "着任された先生"


class Trait(Labelled):
    """What a panel is chosen by and results are laid out by; never anything finer."""

    POST = "post", "立場"
    AGE = "age", "年代"
    REGION = "region", "お住まいの地方"
    WORK = "work", "ご希望の働き方"


class Language(Labelled):
    JAPANESE = "ja", "日本語"
    ENGLISH = "en", "English"
