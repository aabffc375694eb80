"""States of a candidacy, in the words the physician reads (product.md §4.4). Pure."""

from enishi.common.choices import Labelled
from enishi.common.workflow import Party


class State(Labelled):
    SUGGESTED = "suggested", "候補（内部のみ）"
    PHYSICIAN_ASKED = "physician_asked", "ご提案中"
    PHYSICIAN_YES = "physician_yes", "お話を希望"
    INSTITUTION_ASKED = "institution_asked", "医療機関に確認中"
    DIALOGUE = "dialogue", "意見交換中"
    VISIT_ARRANGING = "visit_arranging", "面談・見学の日程調整中"
    VISIT_FIXED = "visit_fixed", "面談・見学の予定"
    VISITED = "visited", "面談・見学を終えて"
    TRIAL = "trial", "体験勤務中"
    TERMS = "terms", "条件のすり合わせ中"
    OFFERED = "offered", "正式な条件のご提示"
    AGREED = "agreed", "双方が合意"
    CONTRACTED = "contracted", "入職の準備"
    WORKING = "working", "勤務中（見守り期間）"
    SETTLED = "settled", "定着（1年）"
    ON_HOLD = "on_hold", "お休み中"
    PHYSICIAN_DECLINED = "physician_declined", "先生が見送り"
    INSTITUTION_DECLINED = "institution_declined", "医療機関が見送り"
    COORDINATOR_CLOSED = "coordinator_closed", "担当者が終了"
    OPENING_CLOSED = "opening_closed", "募集終了"
    CANCELLED_AFTER_AGREEMENT = "cancelled_after_agreement", "合意後の取り消し"
    LEFT = "left", "離職"


ENDS = frozenset(
    {
        State.SETTLED,
        State.PHYSICIAN_DECLINED,
        State.INSTITUTION_DECLINED,
        State.COORDINATOR_CLOSED,
        State.OPENING_CLOSED,
        State.CANCELLED_AFTER_AGREEMENT,
        State.LEFT,
    }
)
OPEN = [s for s in State if s not in ENDS and s is not State.ON_HOLD]
BEFORE_AGREED = OPEN[: OPEN.index(State.AGREED)]
AFTER_INSTITUTION_YES = frozenset(OPEN[OPEN.index(State.DIALOGUE) :]) | {State.SETTLED, State.LEFT}
"""States in which the institution has said yes, so names may be shown as far as the physician consented."""

INSTITUTION_SEES = AFTER_INSTITUTION_YES | {State.INSTITUTION_ASKED, State.ON_HOLD}
"""States that an institution can see at all (with a live disclosure); before, nobody asked it; after an end, nothing."""

NEEDS_HASH = frozenset(
    {State.AGREED, State.CONTRACTED, State.WORKING, State.SETTLED, State.LEFT, State.CANCELLED_AFTER_AGREEMENT}
)

WAITING: dict[State, tuple[Party, int]] = {
    State.SUGGESTED: (Party.COORDINATOR, 5),
    State.PHYSICIAN_ASKED: (Party.PHYSICIAN, 7),
    State.PHYSICIAN_YES: (Party.COORDINATOR, 1),
    State.INSTITUTION_ASKED: (Party.INSTITUTION, 5),
    State.DIALOGUE: (Party.COORDINATOR, 3),
    State.VISIT_ARRANGING: (Party.COORDINATOR, 5),
    State.VISIT_FIXED: (Party.COORDINATOR, 10),
    State.VISITED: (Party.COORDINATOR, 1),
    State.TRIAL: (Party.COORDINATOR, 10),
    State.TERMS: (Party.COORDINATOR, 10),
    State.OFFERED: (Party.PHYSICIAN, 10),
    State.AGREED: (Party.INSTITUTION, 20),
    State.CONTRACTED: (Party.INSTITUTION, 20),
    State.WORKING: (Party.COORDINATOR, 20),
    State.ON_HOLD: (Party.COORDINATOR, 120),
}
"""For each open state: whose turn it is, and within how many working days (product.md §4.4, target time)."""


class DeclineReason(Labelled):
    """Why a side passes; of a physician it is never demanded, and never told to the other side."""

    DISTANCE = "distance", "場所・通いやすさ"
    DUTY = "duty", "当直・オンコール"
    DAYS = "days", "日数・曜日"
    PAY = "pay", "報酬"
    CONTENT = "content", "仕事の内容"
    FAMILY = "family", "ご家族のご事情"
    TIMING = "timing", "時期"
    NO_ANSWER = "no_answer", "お返事がないため"
    OTHER = "other", "そのほか"


class CloseCode(Labelled):
    """Why the desk ends a talk by itself (T29)."""

    DUPLICATE = "duplicate", "同じお話が二つある"
    LAW = "law", "法令・許可の条件に合わない"
    SAFETY = "safety", "安全・ご体調への心配"
    CONFLICT = "conflict", "伏せる相手だった"
    OTHER = "other", "そのほか"


class Confirmer(Labelled):
    """Who told the desk what a side decided: the position alone, so that the log holds no further name."""

    SELF = "self", "先生ご本人"
    FAMILY = "family", "ご家族・秘書の方"
    DIRECTOR = "director", "院長"
    MANAGER = "manager", "事務長"
    TOWN = "town", "首長部局の方"
    STAFF = "staff", "ご担当の方"


OF_PHYSICIAN = (Confirmer.SELF, Confirmer.FAMILY)
OF_INSTITUTION = (Confirmer.DIRECTOR, Confirmer.MANAGER, Confirmer.TOWN, Confirmer.STAFF)
BINDING = {"T17": (Confirmer.DIRECTOR, Confirmer.MANAGER, Confirmer.TOWN), "T19": (Confirmer.SELF,)}
"""Whose word the desk may pass on where a side binds itself: the one who may approve, or the physician in person."""


class TrackAct(Labelled):
    """What may happen at a step inside the institution."""

    THROUGH = "through", "済みました"
    RETURNED = "returned", "差し戻し"
    MOVED = "moved", "予定の日を変えました"
    KEPT = "kept", "前の版の承認をそのまま数えます"
