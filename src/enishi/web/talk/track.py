"""承認の段 on the screen: to the physician one chip, to the desk the positions, to the institution who, when and its own notes."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from enishi.accounts.roles import INSTITUTION_ROLES
from enishi.candidacies.enums import Confirmer, State, TrackAct
from enishi.candidacies.models import AgreementVersion, Candidacy, TrackRecord, TrackStep
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.workflow import Channel, Party
from enishi.institutions.approval import waiting_for_decision


@dataclass(frozen=True, slots=True)
class TrackEvent:
    """What happened at a step. words: 「11月20日 済みました」; who: a name inside the institution, a position for the desk; note:
    the institution's own words."""

    words: str
    who: str
    note: str


@dataclass(frozen=True, slots=True)
class TrackLine:
    """One step. on: the day of its decision; late_days: how long the expected day has passed, of the next step alone."""

    no: int
    label: str
    through: bool
    is_next: bool
    returned: bool
    in_person: bool
    core_only: bool
    on: date | None
    expected_on: date
    late_days: int
    events: tuple[TrackEvent, ...]


@dataclass(frozen=True, slots=True)
class TrackView:
    """The way of one version inside the institution. words: what everybody may read, "" before it began and where there is none;
    lines: empty for the physician."""

    words: str
    through: bool
    lines: tuple[TrackLine, ...]

    @property
    def next(self) -> TrackLine | None:
        return next((line for line in self.lines if line.is_next), None)

    @property
    def left(self) -> int:
        return sum(not line.through for line in self.lines)


def track_of(candidacy: Candidacy, version: AgreementVersion, actor: Actor) -> TrackView:
    """As this reader may see it; at most three queries."""
    steps = list(version.track.all())
    rows = list(TrackRecord.objects.filter(step__version=version).select_related("by")) if steps else []
    by_step: dict[int, list[TrackRecord]] = {step.pk: [] for step in steps}
    for row in rows:
        by_step[row.step_id].append(row)
    waiting = [step for step in steps if step.through_at is None]
    lines = () if actor.party is Party.PHYSICIAN else tuple(_line(s, waiting, by_step[s.pk], actor) for s in steps)
    begun = any(row.act != TrackAct.KEPT for row in rows)
    return TrackView(_words(candidacy, waiting, begun=begun), bool(steps) and not waiting, lines)


def _words(candidacy: Candidacy, waiting: list[TrackStep], *, begun: bool) -> str:
    """「町内決裁待ち（10月5日ごろ）」: the whole way, by the day the last step is expected on."""
    if candidacy.state != State.TERMS or not waiting or not begun:
        return ""
    last = max(step.expected_on for step in waiting)
    kind = waiting_for_decision(candidacy.opening.institution)
    return f"{kind}（{last.month}月{last.day}日ごろ）" if last >= today() else f"{kind}（予定の日を過ぎています）"


def _line(step: TrackStep, waiting: list[TrackStep], rows: list[TrackRecord], actor: Actor) -> TrackLine:
    is_next = bool(waiting) and waiting[0].pk == step.pk
    decided = [row for row in rows if row.act in (TrackAct.THROUGH, TrackAct.KEPT)]
    return TrackLine(
        no=step.no,
        label=step.label,
        through=step.through_at is not None,
        is_next=is_next,
        returned=step.through_at is None and bool(rows) and rows[-1].act == TrackAct.RETURNED,
        in_person=step.in_person,
        core_only=step.core_only,
        on=decided[-1].on if decided else None,
        expected_on=step.expected_on,
        late_days=max(0, (today() - step.expected_on).days) if is_next else 0,
        events=tuple(_event(row, actor) for row in rows),
    )


def _event(row: TrackRecord, actor: Actor) -> TrackEvent:
    said = timezone.localdate(row.at)
    act = TrackAct(row.act)
    if act is TrackAct.MOVED:
        words = f"{said.month}月{said.day}日　予定を{row.on.month}月{row.on.day}日にしました"
    else:
        words = f"{row.on.month}月{row.on.day}日　{act.label}"
    return TrackEvent(words, _who(row, actor), row.note)


def _who(row: TrackRecord, actor: Actor) -> str:
    if row.channel != Channel.WEB:
        told = f"{Confirmer(row.confirmer).label}から" if row.confirmer else ""
        return f"{told}{Channel(row.channel).label}でうかがい、担当者が記録"
    if row.party == Party.INSTITUTION and actor.role in INSTITUTION_ROLES:
        return f"{row.by.name}さん" if row.by and row.by.name else ""
    return "医療機関の画面から" if row.party == Party.INSTITUTION else "担当者が版をつくったとき"


def earlier_tracks(candidacy: Candidacy, version: AgreementVersion, actor: Actor) -> list[tuple[int, TrackView]]:
    """Of the versions before, the newest first, as far as anything happened there: what was once decided stays to be read."""
    found = []
    for earlier in candidacy.agreement_versions.filter(no__lt=version.no).order_by("-no"):
        view = track_of(candidacy, earlier, actor)
        if any(line.events for line in view.lines):
            found.append((earlier.no, view))
    return found
