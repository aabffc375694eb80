"""Somebody who left and asked for everything to be erased, one whose data is held, and last night's report."""

from datetime import timedelta

from enishi.candidacies.models import Candidacy
from enishi.common.actor import Actor
from enishi.common.clock import ago, now
from enishi.common.workflow import Channel
from enishi.demo.applicants import Applicant
from enishi.keeping.erasure import erase_at_wish
from enishi.keeping.models import Backup, RestoreTest
from enishi.keeping.retention import run_retention
from enishi.physicians import holds
from enishi.physicians.enums import PhysicianState
from enishi.physicians.models import Physician


def leave_and_hold(applicants: list[Applicant], staff: dict[str, Actor]) -> None:
    """Of those without a talk that runs: the last left by telephone, the one before left under a hold, a third is held."""
    busy = Candidacy.objects.still_open().values("physician")
    free = list(
        Physician.objects.filter(
            pk__in=[a.physician.pk for a in applicants if not a.pinned], state=PhysicianState.ACTIVE
        )
        .exclude(pk__in=busy)
        .order_by("-pk")[:3]
    )
    if len(free) < 3:
        return
    gone, kept, third = free
    with ago(timedelta(days=2)):
        holds.place_hold(physician=kept, by=staff["office"], reason="前の勤務先との調停のため（通知を受け取りました）")
        erase_at_wish(physician=kept, by=staff["coordinator"].by(Channel.PAPER), identified="wrote_back")
    with ago(timedelta(days=1)):
        run_retention()
        hold = holds.place_hold(physician=third, by=staff["office"], reason="役所のお調べがあり、記録を残すため")
    holds.ask_to_lift(hold=hold, by=staff["office"], why="お調べが終わったと、書面で知らせがありました")
    erase_at_wish(physician=gone, by=staff["coordinator"].by(Channel.PHONE), identified="called_back")


def tell_of_backups() -> None:
    """Three nights of backups, one of which found no room, and the restore that was tried last Sunday."""
    for days, size, fault in (
        (3, 2_610_000, ""),
        (2, 0, "there is not enough room; no backup was made."),
        (1, 2_824_722, ""),
    ):
        at = now() - timedelta(days=days)
        name = "" if fault else f"enishi-{at:%Y%m%dT%H%M%SZ}.backup"
        Backup.objects.create(name=name, made_at=at, seconds=9, bytes=size, fault=fault)
    tried = now() - timedelta(days=4)
    RestoreTest.objects.create(name=f"enishi-{tried:%Y%m%dT%H%M%SZ}.backup", tried_at=tried, seconds=48, rules=55)
