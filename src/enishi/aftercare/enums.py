"""Words of the time after the contract. Pure."""

from enishi.common.choices import Labelled


class CheckKind(Labelled):
    """When both sides are asked, each apart: months after the first day of work; EXIT when somebody has left."""

    DAYS_3 = "d3", "3日後"
    MONTH_1 = "m1", "1か月"
    MONTHS_3 = "m3", "3か月"
    MONTHS_6 = "m6", "6か月"
    MONTHS_12 = "m12", "12か月"
    EXIT = "exit", "離職のとき"


MONTHS = {CheckKind.MONTH_1: 1, CheckKind.MONTHS_3: 3, CheckKind.MONTHS_6: 6, CheckKind.MONTHS_12: 12}
AUDITED = frozenset({*MONTHS, CheckKind.EXIT})
"""Check-ins that go through the agreed clauses; after three days it is too early to judge one."""


class Standing(Labelled):
    """How a clause of the agreed sheet stands (product.md N17)."""

    KEPT = "kept", "守られている"
    PARTLY = "partly", "一部"
    NOT_YET = "not_yet", "まだ"
    CHANGED = "changed", "事情が変わった"


class Light(Labelled):
    GREEN = "green", "順調"
    YELLOW = "yellow", "気になる点があります"
    RED = "red", "すぐにお話をうかがいます"


class TaskKind(Labelled):
    RED = "red", "困りごとのお答え"
    DIFFERENCE = "difference", "約束の見方の違い"
    SILENT = "silent", "ご様子のお答えがない"
    SIBLING = "sibling", "ほかに進むお話"
    LEFT = "left", "離職のあとの確認"
    CONTRACT = "contract", "合意書と違う契約"


class LeaveCause(Labelled):
    TERM_ENDED = "term_ended", "契約の期間が終わった"
    HEALTH = "health", "ご本人の健康"
    FAMILY = "family", "ご家族のご事情"
    WORK = "work", "仕事の内容・量が聞いていたことと違った"
    NIGHTS = "nights", "当直・オンコールの負担"
    PAY = "pay", "報酬・待遇"
    PEOPLE = "people", "職場の人間関係"
    LIVING = "living", "暮らし・住まい・通勤"
    NEXT = "next", "ほかの仕事に移った"
    RETIRED = "retired", "引退した"
    HOUSE = "house", "医療機関の事情"
    OTHER = "other", "そのほか"


class LeaveHow(Labelled):
    """Whether it was a dismissal: the yearly figures leave dismissals out (職業安定法施行規則24条の8)."""

    OWN = "own", "ご本人の申し出"
    AGREED = "agreed", "双方の合意"
    TERM = "term", "期間の満了"
    DISMISSED = "dismissed", "解雇"


class StartItem(Labelled):
    """What has to be ready on the first day; both sides see every mark."""

    LICENCE = "licence", "医師免許証の原本を拝見する"
    INSURANCE_REGISTRATION = "insured_doctor", "保険医の登録を確かめる"
    LIABILITY = "liability", "医賠責保険の担い手を確かめる"
    CONTRACT_PAPER = "contract_paper", "労働条件通知書・契約書を双方が持つ"
    SOCIAL = "social", "社会保険・税の書類を交わす"
    RECORDS = "records", "電子カルテの利用者登録と練習の日を決める"
    HOUSING = "housing", "住まい・鍵・駐車場の用意"
    KEY_PEOPLE = "key_people", "困ったときの相談相手（診療・事務）をお伝えする"
    FIRST_WEEK = "first_week", "最初の1週間の予定表をお渡しする"
    HEALTH = "health", "雇入れ時の健康診断"


BY_PHYSICIAN = frozenset({StartItem.INSURANCE_REGISTRATION, StartItem.SOCIAL, StartItem.HEALTH})
"""Items the physician sets about; the institution sees to the others."""


class FeeScheme(Labelled):
    """Kind of fee as the ledger of fees names it (職業安定法32条の3第1項, 同法施行規則20条)."""

    FILED = "filed", "届出制手数料"
    CAPPED = "capped", "上限制手数料"


class FeeKind(Labelled):
    """Which line of the fee table an employment falls under."""

    FULL_TIME = "full_time", "常勤の採用"
    PART_TIME = "part_time", "非常勤の採用"
    SPOT = "spot", "単発・短期の採用"
