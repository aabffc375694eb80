"""「ご一緒のお話」 as one reader sees it: how many go together and whether that still holds; of the others nothing else."""

from dataclasses import dataclass

from enishi.candidacies.joint import live_seats
from enishi.candidacies.models import AgreementVersion, Candidacy
from enishi.common.workflow import Party


@dataclass(frozen=True, slots=True)
class Together:
    """others: how many more talks are linked with this one; broken: one of them ended, the physician has a choice;
    approved: this physician has approved the latest version and waits for the others."""

    number: str
    others: int
    broken: bool
    approved: bool


def together(candidacy: Candidacy, version: AgreementVersion | None) -> Together | None:
    """None for a talk that goes alone. version: the latest one of the agreement, None before there is any."""
    seats = live_seats(candidacy)
    if not seats:
        return None
    joint = seats[0].joint
    approved = version is not None and version.approvals.filter(side=Party.PHYSICIAN).exists()
    return Together(joint.number, len(seats) - 1, joint.broken_at is not None, approved)
