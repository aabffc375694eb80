"""ご一緒のお話 (N10): couples and teams whose talks come to an agreement together, or not at all.

Each physician is asked apart, and nothing of one talk is shown in another: not the place, not the answer, not the reason.
An approval given first waits; the last one makes all agreements in one transaction. Locks are taken in one order (talks by
primary key, then the joint talk), so that two who act at once wait for each other and never in a ring.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from enishi.areas.rules import distance_km, minutes_by_car
from enishi.audit.actions import record
from enishi.candidacies import joint_parting, rules
from enishi.candidacies.agreement import approve_version, latest_version, the_version_read
from enishi.candidacies.enums import BEFORE_AGREED, State
from enishi.candidacies.machine import MACHINE, confirmed_by
from enishi.candidacies.models import Candidacy, CompanionWish, JointSeat, JointTalk
from enishi.candidacies.notices import tell_companions, tell_joint
from enishi.common.actor import SYSTEM, Actor
from enishi.common.clock import now
from enishi.common.models import next_number
from enishi.common.worded import Given, Worded
from enishi.common.workflow import Channel, Party, Refusal, StepRefused
from enishi.physicians.models import Physician

LINKABLE = frozenset({*BEFORE_AGREED, State.ON_HOLD})


@dataclass(frozen=True, slots=True)
class Apart:
    """How far two places of work lie from each other. minutes by car, an estimate, None where unknown; months between the
    days on which work would begin, None where one is open."""

    minutes: int | None
    months: float | None


def live_seats(candidacy: Candidacy) -> list[JointSeat]:
    """The seats of the joint talk this talk is in now, its own too; empty if it goes alone. `joint` is read with them."""
    return _SEATS.all(candidacy=candidacy.pk)


def live_partners(candidacy: Candidacy) -> list[JointSeat]:
    """As `live_seats`, with everything the desk shows of the other talks."""
    return _WHOLE_SEATS.all(candidacy=candidacy.pk) if live_seats(candidacy) else []


def _live_seats() -> QuerySet[JointSeat]:
    own = JointSeat.objects.filter(candidacy=Given("candidacy"), released_at=None).order_by().values("joint")
    return JointSeat.objects.filter(joint__in=own, released_at=None).order_by("pk")


_SEATS = Worded(lambda: _live_seats().select_related("joint"))
_WHOLE_SEATS = Worded(
    lambda: _live_seats().select_related(
        "joint", "candidacy__physician", "candidacy__opening__current", "candidacy__opening__institution__municipality"
    )
)


def apart(one: Candidacy, other: Candidacy) -> Apart:
    """Between the institutions of two talks; two queries at most where they are not read yet."""
    here, there = one.opening.institution.municipality, other.opening.institution.municipality
    known = here.point is not None and there.point is not None
    minutes = minutes_by_car(distance_km(here.point, there.point)) if known else None
    days = [c.opening.current.starts_on if c.opening.current else None for c in (one, other)]
    first, second = days
    months = abs((first - second).days) / 30.4 if first and second else None
    return Apart(minutes, months)


@transaction.atomic
def link_talks(*, candidacies: Sequence[Candidacy], by: Actor, knowingly: bool = False) -> JointTalk:
    """Make these talks one joint talk. Needs each physician's own wish: both named each other, or each was asked apart
    (`by.channel` says how). knowingly: the places lie far apart or begin far apart, and all know it.

    Raises StepRefused with every reason against it.
    """
    pks = sorted({c.pk for c in candidacies})
    held = list(
        Candidacy.objects.select_for_update(of=("self",))
        .filter(pk__in=pks)
        .select_related("physician__user", "owner", "opening__current", "opening__institution__municipality")
        .order_by("pk")
    )
    found = rules.reasons_against_joining(
        physicians=[c.physician_id for c in held],
        open_before_agreed=[c.state in LINKABLE for c in held],
        already_joined=JointSeat.objects.filter(candidacy__in=pks, released_at=None).exists(),
        wished=by.channel != Channel.WEB or wish_each_other([c.physician for c in held]),
        apart=[] if knowingly else [(a.minutes, a.months) for a in _all_apart(held)],
    )
    if found:
        raise StepRefused(*found)
    joint = JointTalk.objects.create(number=next_number("J"), made_by_id=by.user_id, channel=by.channel)
    for candidacy in held:
        JointSeat.objects.create(joint=joint, candidacy=candidacy)
        record(by=by, action="link_talk", object_type="candidacy", object_number=candidacy.number, joint=joint.number)
        tell_joint(candidacy, "EJ1", joint)
    return joint


def _all_apart(held: Sequence[Candidacy]) -> list[Apart]:
    return [apart(one, other) for i, one in enumerate(held) for other in held[i + 1 :]]


@transaction.atomic
def approve_together(
    *, candidacy: Candidacy, by: Actor, seen_hash: str, hours_seen: bool, confirmer: str = ""
) -> Candidacy:
    """T19 of a talk that may be one of several: alone, or together with the last of the others; before that the approval waits.

    The talk comes back as `offered` while it waits for the others, as `agreed` once all have approved.
    """
    partners = _hold_all(candidacy)
    if not partners:
        from enishi.candidacies.agreement import agree

        return agree(candidacy=candidacy, by=by, seen_hash=seen_hash, hours_seen=hours_seen, confirmer=confirmer)
    version = the_version_read(candidacy, seen_hash)
    given = {
        "version": version.no,
        "hash": version.content_hash,
        "hours_seen": hours_seen,
        **confirmed_by(confirmer),
    }
    approve_version(version, Party.PHYSICIAN, by, confirmer)
    candidacy.refresh_from_db()
    against = [r for r in MACHINE.refusals(candidacy, "T19", by=by, **given) if r.code != "partners"]
    if against:
        raise StepRefused(*against)
    record(by=by, action="approve_jointly", object_type="candidacy", object_number=candidacy.number, version=version.no)
    if all(joint_parting.has_both_approvals(c) for c in partners):
        try:
            with transaction.atomic():
                _agree_all(candidacy, by, given, partners)
        except StepRefused:  # something stands against another's talk: no word of it here, the coordinator looks
            for each in partners:
                tell_joint(each, "EJ3", None)
    candidacy.refresh_from_db()
    return candidacy


def _agree_all(candidacy: Candidacy, by: Actor, given: dict[str, object], partners: Sequence[Candidacy]) -> None:
    """Whoever approved last acts in his or her own talk; in the others the system does what their own approval was for."""
    for each in (candidacy, *partners):
        if each.state == State.OFFERED:
            version = latest_version(each)
            assert version is not None
            Candidacy.objects.filter(pk=each.pk).update(agreed_hash=version.content_hash)
            own = each.pk == candidacy.pk
            # The others' own approvals were refused unless they had seen their hours.
            said = given if own else {"version": version.no, "hash": version.content_hash, "hours_seen": True}
            MACHINE.perform(each, "T19", by=by if own else SYSTEM, **said)


def _hold_all(candidacy: Candidacy) -> list[Candidacy]:
    """The other talks of the joint talk, all locked with this one in order of their keys. Raises StepRefused if the link
    changed meanwhile."""
    before = {seat.candidacy_id for seat in live_seats(candidacy)}
    list(Candidacy.objects.select_for_update(of=("self",)).filter(pk__in=before | {candidacy.pk}).order_by("pk"))
    now_linked = {seat.candidacy_id for seat in live_seats(candidacy)}
    if now_linked != before:
        raise StepRefused(
            Refusal("state", "ご一緒のお話のつながりが、たったいま変わりました。画面を開き直してご確認ください。")
        )
    return list(Candidacy.objects.filter(pk__in=before - {candidacy.pk}).order_by("pk"))


@transaction.atomic
def go_alone(*, candidacy: Candidacy, by: Actor, confirmer: str = "") -> Candidacy:
    """The physician goes on by himself or herself: this talk leaves the joint talk, and the others are asked what they wish.

    The desk passes it on with the way it was told. Nothing to leave: nothing changes.
    """
    if by.party is Party.COORDINATOR and by.channel == Channel.WEB:
        raise StepRefused(Refusal("channel", "先生から、どの方法でお聞きになったかをお選びください。"))
    Candidacy.objects.select_for_update(of=("self",)).get(pk=candidacy.pk)
    if joint_parting.part(candidacy):
        record(
            by=by, action="go_alone", object_type="candidacy", object_number=candidacy.number, confirmer=str(confirmer)
        )
    return candidacy


# -- wishes of both -----------------------------------------------------------------------------------
@transaction.atomic
def wish_companion(*, physician: Physician, number: str, by: Actor) -> CompanionWish:
    """Name another physician by number; told to both once both did. The same number twice stands once.

    Whether the number exists is never said. Raises StepRefused for one's own number.
    """
    number = number.strip().upper()
    if number == physician.number:
        raise StepRefused(Refusal("own", "ご自分の番号です。お相手の先生の番号をご入力ください。"))
    Physician.objects.select_for_update(of=("self",)).get(pk=physician.pk)
    wish, created = CompanionWish.objects.get_or_create(physician=physician, named=number, ended_at=None)
    if created:
        record(by=by, action="wish_companion", object_type="physician", object_number=physician.number)
        for other in companions_of(physician):
            if other.number == number:
                tell_companions([physician, other])
    return wish


@transaction.atomic
def end_companion_wish(*, wish: CompanionWish, by: Actor) -> None:
    """Taken back; talks that are linked already stay so until somebody goes alone."""
    if CompanionWish.objects.filter(pk=wish.pk, ended_at=None).update(ended_at=now()):
        record(by=by, action="end_companion_wish", object_type="physician", object_number=wish.physician.number)


def companions_of(physician: Physician) -> list[Physician]:
    """Physicians whom this one named and who named this one, by living wishes."""
    named = CompanionWish.objects.filter(physician=physician, ended_at=None).values("named")
    back = CompanionWish.objects.filter(named=physician.number, ended_at=None).values("physician")
    return list(Physician.objects.filter(number__in=named, pk__in=back).order_by("pk"))


def wish_each_other(physicians: Sequence[Physician]) -> bool:
    """Whether every one of them named every other, and was named."""
    wishes = set(
        CompanionWish.objects.filter(physician__in=physicians, ended_at=None).values_list("physician__number", "named")
    )
    numbers = [p.number for p in physicians]
    return all((one, other) in wishes for one in numbers for other in numbers if one != other)


def linkable_with(candidacy: Candidacy) -> list[Candidacy]:
    """Open talks of the companions of this physician that may be linked with this one."""
    free = Candidacy.objects.filter(physician__in=companions_of(candidacy.physician), state__in=sorted(LINKABLE))
    joined = JointSeat.objects.filter(released_at=None).values("candidacy")
    found = free.exclude(pk__in=joined).select_related(
        "physician", "opening__current", "opening__institution__municipality"
    )
    return list(found.order_by("pk"))
