"""Words of visits and trial work. Pure."""

from enishi.common.choices import Labelled


class VisitKind(Labelled):
    """TRIAL is employment, the others are not: nothing leads from one to the other but a new visit (product.md N9)."""

    ONLINE = "online", "画面かお電話での面談"
    MEETING = "meeting", "お会いしての面談"
    TOUR = "tour", "見学（診療はしません）"
    TRIAL = "trial", "体験勤務（給与のある短い勤務）"


WITHOUT_WORK = (VisitKind.ONLINE, VisitKind.MEETING, VisitKind.TOUR)


class Length(Labelled):
    """How long it takes. Of several days the last ends at five in the afternoon."""

    HOUR = "hour", "1時間ほど"
    HALF_DAY = "half_day", "半日（3時間ほど）"
    DAY = "day", "1日"
    TWO_DAYS = "two_days", "1泊2日"
    THREE_DAYS = "three_days", "2泊3日"
    FIVE_DAYS = "five_days", "4泊5日"


class Payer(Labelled):
    INSTITUTION = "institution", "医療機関・自治体"
    OPERATOR = "operator", "事務局"
    PHYSICIAN = "physician", "先生"
    NONE = "none", "かかりません"


class CostItem(Labelled):
    TRAVEL = "travel", "先生の交通費"
    LODGING = "lodging", "お泊まり"
    MEALS = "meals", "お食事"
    FAMILY = "family", "ご家族の交通費"


class VisitEnd(Labelled):
    DONE = "done", "済みました"
    CANCELLED = "cancelled", "取りやめ"


class Liability(Labelled):
    """Whose liability insurance answers for the days of a trial."""

    INSTITUTION = "institution", "医療機関の保険が、先生個人の責任まで担う"
    OWN = "own", "先生ご自身の医賠責保険が担う"


class NextWish(Labelled):
    """What a side would like next; told to the coordinator alone."""

    TERMS = "terms", "条件のお話に進みたい"
    TRIAL = "trial", "体験勤務をしてみたい"
    TALK = "talk", "もう少しお話ししたい"
    THINK = "think", "少し考えたい"
    END = "end", "今回は見送りたい"
