"""What visits hold of a physician. What the institution said of a visit is its own and is never handed out."""

from typing import Any

from enishi.candidacies.holdings import shown
from enishi.common.holdings import Stage, columns_of, hold, row_of
from enishi.common.workflow import Party
from enishi.physicians.models import Physician
from enishi.visits.models import Reflection, TripCost, TripStop, Visit, VisitTime
from enishi.visits.reflection_questions import FAMILY

HIDDEN = ("uid", "sequence", "institution_words", "candidacy")


def _visits(physician: Physician) -> Any:
    return Visit.objects.filter(candidacy__in=shown(physician))


def _erase_visits(physician: Physician, stage: Stage) -> int:
    """Words and plans at once; the days of a trial stand as employment records stand."""
    return (
        Visit.objects.filter(candidacy__physician=physician).update(
            physician_words="", institution_words="", plan={}, licence_seen_by=""
        )
        if stage is Stage.AT_THE_END
        else Visit.objects.filter(candidacy__physician=physician).update(
            physician_words="", institution_words="", plan={}
        )
    )


def _export_visits(physician: Physician) -> Any:
    columns = columns_of(Visit, HIDDEN)
    return [row_of(row, columns) for row in _visits(physician).order_by("pk")]


def _export_times(physician: Physician) -> Any:
    columns = columns_of(VisitTime, ("author", "visit"))
    return [row_of(row, columns) for row in VisitTime.objects.filter(visit__in=_visits(physician)).order_by("pk")]


def _export_reflections(physician: Physician) -> Any:
    columns = columns_of(Reflection, ("author", "visit"))
    own = Reflection.objects.filter(visit__in=_visits(physician), side__in=(Party.PHYSICIAN, FAMILY))
    return [row_of(row, columns) for row in own.order_by("pk")]


hold(
    Visit,
    title="面談・見学・体験勤務",
    order=29,
    find=lambda p: Visit.objects.filter(candidacy__physician=p),
    leave_out=HIDDEN,
    export=_export_visits,
    erase=_erase_visits,
)
hold(
    VisitTime,
    title="面談・見学の候補の日時",
    order=30,
    find=lambda p: VisitTime.objects.filter(visit__candidacy__physician=p),
    leave_out=("author", "visit"),
    export=_export_times,
)
hold(
    Reflection,
    title="面談・見学のご感想",
    order=31,
    find=lambda p: Reflection.objects.filter(visit__candidacy__physician=p),
    leave_out=("author", "visit"),
    export=_export_reflections,
)


WAY = "担当者の出張の予定と費用です。先生のことは、お引き合わせの番号のほかに入っていません。"


def _stops(physician: Physician) -> Any:
    return TripStop.objects.filter(candidacy__physician=physician)


hold(
    TripStop,
    title="担当者の出張の行き先",
    order=59,
    find=_stops,
    not_exported=WAY,
    erase=lambda p, _: int(_stops(p).update(purpose="", candidacy=None)),
)
hold(
    TripCost,
    title="担当者の出張の費用",
    order=60,
    find=lambda p: TripCost.objects.filter(stop__candidacy__physician=p),
    not_exported=WAY,
    not_erased="担当者の旅費の記録です。先生のことは入っていません。",
)
