"""Notices to a physician about his or her own registration, the way he or she wants to be told, and what calls them forth."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from enishi.accounts.models import Membership, User
from enishi.accounts.roles import Role
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.explanations import Audience, as_letter, explanation
from enishi.common.japanese.date_display import date_with_weekday
from enishi.common.japanese.times import time_words
from enishi.common.profile import Profile, load_profile
from enishi.common.transitions import TransitionRow
from enishi.common.worded import Given, Worded
from enishi.common.workflow import Channel, Party, Step
from enishi.notices.actions import Wanted, queue_notice, queue_notices
from enishi.notices.models import Notice
from enishi.notices.ways import By, Way, find_ways_with
from enishi.physicians import notice_kinds as notice_kinds  # registers the texts
from enishi.physicians.enums import Delivery
from enishi.physicians.models import (
    ContactPromise,
    DeliveryChoice,
    FamilyLink,
    Interview,
    Physician,
    TalkWay,
    WishSheet,
)

DONE = {
    "P4": "お休みの手続きが済みました。\nお休みの間、新しいご提案はお送りしません。いつでも再開できます。",
    "P5": "再開の手続きが済みました。\nまた、合う募集をお探しします。",
    "P6": "ご登録を終える手続きが済みました。\nこれまで、ありがとうございました。",
}


# -- by which way -----------------------------------------------------------------------------------
BY_OF = {Channel.PHONE: By.PHONE, Channel.PAPER: By.LETTER, Channel.FAX: By.LETTER}


def way_of(user: User | None, number: str) -> Way | None:
    """How this physician is told; None for somebody who is no physician."""
    found = _BY_USER.first(user=user.pk) if user else _BY_NUMBER.first(number=number) if number else None
    if found is None:
        return None
    promise: ContactPromise | None = getattr(found, "contact_promise", None)
    delivery: DeliveryChoice | None = getattr(found, "delivery", None)
    reachable = found.user is not None
    by = BY_OF.get(Channel(promise.channel), By.MAIL) if promise else By.MAIL
    if by is By.MAIL and not reachable:
        by = By.LETTER
    paper = delivery is not None and delivery.method == Delivery.PAPER
    return Way(
        by=by,
        number=found.number,
        name=found.user.name if found.user else "",
        sender=found.coordinator.name if found.coordinator else "",
        statutory_by=By.LETTER if paper or not reachable else By.MAIL,
        a_week=promise.mails_per_week if promise else 2,
        promise=promise.promise.words if promise else "",
    )


def _told(**given: Any) -> "QuerySet[Physician]":
    rows = Physician.objects.filter(**given).order_by("pk")[:1]
    return rows.select_related("user", "coordinator", "contact_promise", "delivery")


_BY_USER = Worded(lambda: _told(user=Given("user")))
_BY_NUMBER = Worded(lambda: _told(number=Given("number")))
find_ways_with(way_of)


def tell(
    physician: Physician,
    notice_id: str,
    *,
    key: str,
    about: str = "",
    own_act: bool = False,
    values: Mapping[str, Any] | None = None,
) -> Notice:
    """Queue a notice to a physician, with or without a sign-in, by the way he or she chose."""
    return queue_notices([telling(physician, notice_id, key=key, about=about, own_act=own_act, values=values)])[0]


def telling(
    physician: Physician,
    notice_id: str,
    *,
    key: str,
    about: str = "",
    own_act: bool = False,
    values: Mapping[str, Any] | None = None,
) -> Wanted:
    """What `tell` queues, for those who queue it together with others."""
    return Wanted(
        notice_id, physician.user, key, about or physician.number, values or {}, physician.number, own_act=own_act
    )


# -- what calls them forth --------------------------------------------------------------------------
def tell_done(physician: Physician, step: Step, row: TransitionRow, given: Mapping[str, Any]) -> None:
    """Effect of the physicians' machine: E10 when a rest begins or ends, or the registration ends."""
    if step.id in DONE:
        tell(
            physician,
            "E10",
            key=f"E10:{physician.number}:{row.pk}",
            own_act=row.party == Party.PHYSICIAN,
            values={"what": DONE[step.id]},
        )


def tell_sheet(physician: Physician, sheet: WishSheet, by: Actor) -> None:
    """E06 when the desk has written down what it heard; the physician's own changes need no telling."""
    if by.party is not Party.PHYSICIAN and sheet.no > 1 and not _waits(physician, "E06"):
        tell(physician, "E06", key=f"E06:{physician.number}:{sheet.no}")


def tell_accepted(physician: Physician) -> None:
    """E07, once: 求職受理, with the explanations of 職業安定法32条の13 and 施行規則24条の5 in the chosen form."""
    day = physician.accepted_on
    tell(
        physician,
        "E07",
        key=f"E07:{physician.number}",
        values={
            "day": date_with_weekday(day) if day else "",
            "explanations": explanations(load_profile(settings.PROFILE)),
        },
    )


def tell_visibility(physician: Physician, by: Actor) -> None:
    """E08 when a consent or a disclosure was changed; one that waits already says it too."""
    if not _waits(physician, "E08"):
        tell(physician, "E08", key=f"E08:{physician.number}:{now().timestamp()}", own_act=by.party is Party.PHYSICIAN)


def tell_coordinator(physician: Physician, coordinator: User) -> None:
    """E04 to the physician, E49 to the new coordinator."""
    stamp = now().timestamp()
    tell(physician, "E04", key=f"E04:{physician.number}:{stamp}", values={"coordinator": coordinator.name})
    queue_notice(
        notice_id="E49",
        recipient=coordinator,
        key=f"E49:{physician.number}:assigned:{stamp}",
        about=physician.number,
        values={
            "what": "新しく担当になりました",
            "day": date_with_weekday(timezone.localdate(now())),
            "path": f"/desk/doctors/{physician.number}",
        },
    )


def tell_interview(physician: Physician, interview: Interview, *, reminder: bool = False) -> None:
    """E05: fixed, or the day before. The physician agreed to the time, so neither is counted as an automatic mail."""
    assert interview.fixed_for is not None
    local = timezone.localtime(interview.fixed_for)
    key = f"E05:{interview.pk}:{local:%Y%m%d%H%M}{':before' if reminder else ''}"
    tell(
        physician,
        "E05",
        key=key,
        values={"when": moment_words(local), "way": TalkWay(interview.way).label},
    )


def tell_slots(physician: Physician, interview: Interview) -> None:
    """E05a: times to choose from."""
    tell(physician, "E05a", key=f"E05a:{interview.pk}:{now().timestamp()}")


def tell_talk_wish(physician: Physician, what: str) -> None:
    """E49m to the coordinator: the physician chose, or asks for something else."""
    if physician.coordinator:
        queue_notice(
            notice_id="E49m",
            recipient=physician.coordinator,
            key=f"E49m:{physician.number}:{now().timestamp()}",
            about=physician.number,
            values={"what": what},
        )


def tell_override(physician: Physician, contact: int) -> None:
    """E56 to every supervisor: somebody called outside the promise."""
    for user in holders(Role.SUPERVISOR):
        queue_notice(notice_id="E56", recipient=user, key=f"E56:{contact}:{user.pk}", about=physician.number)


def tell_family_question(link: FamilyLink, question: int) -> None:
    """E57 to the physician; one that waits already covers the next question too."""
    if not _waits(link.physician, "E57"):
        tell(link.physician, "E57", key=f"E57:{question}")


def tell_family_help(physician: Physician, question: int) -> None:
    """E49k to the coordinator: the physician passed a question of the family on."""
    if physician.coordinator:
        queue_notice(notice_id="E49k", recipient=physician.coordinator, key=f"E49k:{question}", about=physician.number)


def _waits(physician: Physician, kind: str) -> bool:
    waiting = (Notice.Status.WAITING, Notice.Status.BY_HAND)
    rows = Notice.objects.to_physician(physician.number, physician.user_id)
    return rows.filter(kind=kind, status__in=waiting).exists()


def holders(role: Role) -> Iterable[User]:
    """Everybody who holds this role of the staff now."""
    held = Membership.objects.in_force().filter(role=role, organisation=None)
    return User.objects.filter(pk__in=held.values("user"))


def moment_words(local: datetime) -> str:
    """12月8日（火）午後2時."""
    return f"{date_with_weekday(local.date())}{time_words(local.time())}"


def explanations(profile: Profile) -> str:
    """All that 施行規則24条の5 wants told, in exactly the words that the office's register keeps as a version."""
    return as_letter(explanation(profile, Audience.SEEKER, today()))
