"""Words of openings, as in the file formats of the matching core. Pure."""

from enishi.common.choices import Labelled


class OpeningState(Labelled):
    DRAFT = "draft", "下書き"
    CHECKING = "checking", "確認中"
    PUBLISHED = "published", "公開中"
    CLOSED = "closed", "募集終了"


class Employment(Labelled):
    FULL_TIME = "full_time", "常勤"
    PART_TIME = "part_time", "非常勤（定期）"
    SPOT = "spot", "単発・短期"


class Duty(Labelled):
    """Night duty or on-call, as an opening offers it."""

    NONE = "none", "なし"
    NEGOTIABLE = "negotiable", "相談できる"
    REQUIRED = "required", "あり"


class ContractKind(Labelled):
    INDEFINITE = "indefinite", "期間の定めなし"
    FIXED = "fixed", "期間の定めあり"


class CloseReason(Labelled):
    FILLED = "filled", "充足"
    EXPIRED = "expired", "期限切れ"
    WITHDRAWN = "withdrawn", "取り下げ"
