"""承認の段 of a version: laid when the version is made, gone through one after another, and what follows from each.

While the steps are under way it is the institution's turn, until the day the next one is expected on: a day that passes stands
on the coordinator's list like any silence. Positions are stored, and notes for the institution and the desk; no names.
"""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from enishi.audit.actions import record
from enishi.candidacies.enums import WAITING, State, TrackAct
from enishi.candidacies.models import AgreementVersion, Candidacy
from enishi.candidacies.notices import tell_track
from enishi.candidacies.terms_models import TrackRecord, TrackStep
from enishi.candidacies.track_rules import OpenStep, against_moving, against_passing, basis_of
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.japanese.working_days import add_working_days
from enishi.common.workflow import Party, Refusal, StepRefused
from enishi.institutions.approval import route_of

OFFER_WITHIN_WORKING_DAYS = 5
"""Once all steps are through: within this the offer is expected, else the coordinator asks."""


def lay_track(*, version: AgreementVersion, before: AgreementVersion | None, by: Actor) -> None:
    """The steps of a new version. Those that decided on the very same words before are counted as they stand."""
    through = {s.label: s for s in before.track.exclude(through_at=None)} if before else {}
    expected, kept = today(), 0
    for no, step in enumerate(route_of(version.candidacy.opening.institution), 1):
        basis = basis_of(version.content, core_only=step.core_only)
        old = through.get(step.label)
        old = old if old is not None and old.basis == basis else None
        kept += old is not None
        expected = expected if old else add_working_days(expected, step.days)
        row = TrackStep.objects.create(
            version=version,
            no=no,
            label=step.label,
            in_person=step.in_person,
            core_only=step.core_only,
            basis=basis,
            expected_on=expected,
            through_at=old.through_at if old else None,
        )
        if old:
            _write(row, TrackAct.KEPT, by, on=decided_on(old))
    if len(through) > kept:
        tell_track(version.candidacy, "E29v", key=f"{version.pk}")


def open_steps(version: AgreementVersion | None) -> list[TrackStep]:
    """Those that are not through yet, in order."""
    return [step for step in version.track.all() if step.through_at is None] if version else []


def decided_on(step: TrackStep) -> date:
    """The day of the decision of a step that is through."""
    last = step.records.filter(act__in=(TrackAct.THROUGH, TrackAct.KEPT)).order_by("-id").first()
    return last.on if last else timezone.localdate(step.through_at)


def has_begun(version: AgreementVersion) -> bool:
    """Whether somebody said something about a step of this very version."""
    return TrackRecord.objects.filter(step__version=version).exclude(act=TrackAct.KEPT).exists()


def is_returned(step: TrackStep) -> bool:
    """Sent back, and nothing since."""
    last = step.records.order_by("-id").first()
    return step.through_at is None and last is not None and last.act == TrackAct.RETURNED


def plain(step: TrackStep) -> OpenStep:
    return OpenStep(step.no, step.label, step.in_person)


@transaction.atomic
def pass_step(
    *, candidacy: Candidacy, by: Actor, no: int, seen_hash: str, on: date, note: str = "", confirmer: str = ""
) -> TrackStep:
    """Step `no` of the version that was read is through since `on`. by the desk: told by `confirmer` (see `by.channel`).

    Raises StepRefused: another version by now, not this step's turn, not for this person, a day that cannot be.
    """
    version = _version_in_terms(candidacy, seen_hash)
    step = next(iter(open_steps(version)), None)
    first = candidacy.agreement_versions.order_by("no").values_list("made_at", flat=True)[0]
    against = against_passing(
        plain(step) if step else None,
        no=no,
        by=by,
        confirmer=confirmer,
        on=on,
        first=timezone.localdate(first),
        today=today(),
    )
    if step is None or against:
        raise StepRefused(*against)
    _through(step, by, on=on, note=note, confirmer=confirmer)
    _audit(candidacy, "pass_track_step", by, step)
    following = next(iter(open_steps(version)), None)
    due = following.expected_on if following else add_working_days(today(), OFFER_WITHIN_WORKING_DAYS)
    _turn(candidacy, Party.INSTITUTION, max(due, today()))
    if following is None or following.in_person:
        tell_track(candidacy, "E30i", key=f"{step.pk}", approvers=True)
    return step


@transaction.atomic
def return_step(
    *, candidacy: Candidacy, by: Actor, no: int, seen_hash: str, note: str, confirmer: str = ""
) -> TrackStep:
    """差し戻し at step `no`: the coordinator reads what is to be mended and makes the next version. The physician is not told why."""
    version = _version_in_terms(candidacy, seen_hash)
    step = next(iter(open_steps(version)), None)
    against = against_passing(
        plain(step) if step else None, no=no, by=by, confirmer=confirmer, on=today(), first=today(), today=today()
    )
    if not note.strip():
        against.append(Refusal("note", "直したい所を、ひとことご記入ください。例：賃金を、規程の表に合わせたい"))
    if step is None or against:
        raise StepRefused(*against)
    row = _write(step, TrackAct.RETURNED, by, on=today(), note=note, confirmer=confirmer)
    _audit(candidacy, "return_track_step", by, step)
    _turn(candidacy, Party.COORDINATOR, add_working_days(today(), 1))
    tell_track(candidacy, "E49b", key=f"{row.pk}", actor=by)
    return step


@transaction.atomic
def move_steps(*, candidacy: Candidacy, by: Actor, seen_hash: str, days: Mapping[int, date]) -> list[TrackStep]:
    """New expected days of open steps, by their number. Steps that are through and days that stand already change nothing."""
    version = _version_in_terms(candidacy, seen_hash)
    steps = open_steps(version)
    sent_back = bool(steps) and is_returned(steps[0])
    planned = [days.get(step.no, step.expected_on) for step in steps]
    moved = [(s, day) for s, day in zip(steps, planned, strict=True) if day != s.expected_on]
    against = against_moving(planned, today=today()) if moved else []
    if against:
        raise StepRefused(*against)
    for step, day in moved:
        step.expected_on = day
        step.save(update_fields=["expected_on"])
        _write(step, TrackAct.MOVED, by, on=day)
    if moved:
        record(
            by=by,
            action="move_track_steps",
            object_type="candidacy",
            object_number=candidacy.number,
            steps=[step.no for step, _ in moved],
        )
        if not sent_back:  # then it is still for us to make the next version
            _turn(candidacy, Party.INSTITUTION, planned[0])
    return [step for step, _ in moved]


def finish_track(version: AgreementVersion, by: Actor, *, confirmer: str = "") -> None:
    """What is still open is through with the offer itself: the approver's own last step, or what the desk was told. Part of T17,
    whose guard has looked at it (`track_rules.left_for`)."""
    for step in open_steps(version):
        _through(step, by, on=today(), confirmer=confirmer)


def watch_tracks(on: date) -> int:
    """E49t to the coordinators of steps whose expected day has passed; once for each step and day. Returns how many were due.

    Of ways that have begun, and not of a step that was sent back: there the institution waits for us.
    """
    late = 0
    for candidacy in Candidacy.objects.filter(state=State.TERMS).order_by("pk"):
        version = candidacy.agreement_versions.order_by("-no").first()
        step = next(iter(open_steps(version)), None)
        if version is None or step is None or step.expected_on >= on:
            continue
        if has_begun(version) and not is_returned(step):
            tell_track(candidacy, "E49t", key=f"{step.pk}:{step.expected_on:%Y%m%d}")
            late += 1
    return late


def _version_in_terms(candidacy: Candidacy, seen_hash: str) -> AgreementVersion:
    from enishi.candidacies.agreement import the_version_read

    version = the_version_read(candidacy, seen_hash)
    candidacy.refresh_from_db(fields=["state", "waiting_for", "due_on"])
    if candidacy.state != State.TERMS:
        raise StepRefused(Refusal("state", f"いまは「{candidacy.label}」のため、承認の段は進められません。"))
    return version


def _through(step: TrackStep, by: Actor, *, on: date, note: str = "", confirmer: str = "") -> None:
    step.through_at = now()
    step.save(update_fields=["through_at"])
    _write(step, TrackAct.THROUGH, by, on=on, note=note, confirmer=confirmer)


def _write(step: TrackStep, act: TrackAct, by: Actor, *, on: date, note: str = "", confirmer: str = "") -> TrackRecord:
    return TrackRecord.objects.create(
        step=step,
        act=act,
        on=on,
        note=note.strip(),
        by_id=by.user_id,
        party=by.party,
        channel=by.channel,
        confirmer=confirmer,
    )


def _audit(candidacy: Candidacy, action: str, by: Actor, step: TrackStep) -> None:
    record(
        by=by,
        action=action,
        object_type="candidacy",
        object_number=candidacy.number,
        version=step.version.no,
        step=step.no,
    )


def _turn(candidacy: Candidacy, party: Party, due: date) -> None:
    candidacy.waiting_for, candidacy.due_on = party, due
    candidacy.save(update_fields=["waiting_for", "due_on"])


def back_to_the_desk(candidacy: Candidacy) -> None:
    """A new version was made: whoever takes it through the house begins when he or she has read it; until then we look after it."""
    party, working_days = WAITING[State.TERMS]
    _turn(candidacy, party, add_working_days(today(), working_days))
