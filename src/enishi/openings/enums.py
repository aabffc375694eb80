"""Words of openings, as in the file formats of the matching core. Pure."""

from enishi.common.choices import Labelled


class OpeningState(Labelled):
    DRAFT = "draft", "下書き"
    CHECKING = "checking", "確認中"
    PUBLISHED = "published", "公開中"
    CLOSED = "closed", "募集終了"
    MERGED = "merged", "ほかの募集と一つにしました"


OVER = (OpeningState.CLOSED, OpeningState.MERGED)
"""States of an opening nobody is sought for any more."""


class Employment(Labelled):
    FULL_TIME = "full_time", "常勤"
    PART_TIME = "part_time", "非常勤（定期）"
    SPOT = "spot", "単発・短期"


class Duty(Labelled):
    """Night duty or on-call, as an opening offers it."""

    NONE = "none", "なし"
    NEGOTIABLE = "negotiable", "相談できる"
    REQUIRED = "required", "あり"


class Rotation(Labelled):
    """How several physicians share one post between them."""

    WEEKS = "weeks", "1週間ごとに交代"
    HALF_MONTHS = "half_months", "半月ごとに交代"
    MONTHS = "months", "1か月ごとに交代"
    WEEKDAYS = "weekdays", "曜日で分担"


class ConfirmWay(Labelled):
    """How an institution wants to be asked whether its openings are still true."""

    MAIL = "mail", "メール"
    FAX = "fax", "ファクス"
    PHONE = "phone", "お電話"


class SpotPart(Labelled):
    """The half day of a spot day."""

    AM = "am", "午前"
    PM = "pm", "午後"
    NIGHT = "night", "夜間"


class ContractKind(Labelled):
    INDEFINITE = "indefinite", "期間の定めなし"
    FIXED = "fixed", "期間の定めあり"


class CloseReason(Labelled):
    FILLED = "filled", "充足"
    EXPIRED = "expired", "期限切れ"
    WITHDRAWN = "withdrawn", "取り下げ"


class SheetState(Labelled):
    """How far a list of openings is: short ones end with the yes, long ones are taken in by a job."""

    READ = "read", "内容の確認を待っています"
    WAITING = "waiting", "順番を待っています"
    RUNNING = "running", "取り込んでいます"
    DONE = "done", "取り込みました"
    STOPPED = "stopped", "取りやめました"
    FAILED = "failed", "途中で止まりました"
