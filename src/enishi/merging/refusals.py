"""What people must settle before two registrations can be one, in sentences that say how."""

from enishi.candidacies.models import Candidacy, JointSeat, Placement
from enishi.candidacies.querysets import CandidacyQuerySet
from enishi.common.workflow import Refusal
from enishi.merging.clashes import clashing, table_of
from enishi.merging.relations import PHYSICIAN
from enishi.physicians.enums import OVER, PhysicianState
from enishi.physicians.models import Physician

ASKING = ("T1", "T2")
"""Steps by which we urge somebody to change jobs (invariant d)."""


def refusals_for(kept: Physician, absorbed: Physician) -> list[Refusal]:
    """Everything against it at once."""
    if kept.pk == absorbed.pk:
        return [Refusal("same", "同じ番号です。一つにする二つの番号をお選びください。")]
    over = [p for p in (kept, absorbed) if p.state in OVER]
    if over:
        words = "・".join(p.number for p in over)
        return [Refusal("over", f"{words} は、退会されたか、すでにほかの登録と一つになっています。")]
    return [
        *_of_licence(kept, absorbed),
        *_of_ledger(kept, absorbed),
        *_of_rest(kept, absorbed),
        *_of_clashes(kept, absorbed),
        *_of_joint_talks(kept, absorbed),
        *_of_lock(kept, absorbed),
    ]


def _of_licence(kept: Physician, absorbed: Physician) -> list[Refusal]:
    one, other = kept.identity.licence_index, absorbed.identity.licence_index
    if one and other and one != other:
        return [
            Refusal(
                "licence",
                "医籍登録番号が違うため、別の方です。書き間違いであれば、正しい番号に直してから、お進みください。",
            )
        ]
    return []


def _of_ledger(kept: Physician, absorbed: Physician) -> list[Refusal]:
    """The registration that goes on must stand in the seekers' ledger if the other does: its talks go on under it."""
    if absorbed.accepted_on and not kept.accepted_on:
        return [
            Refusal(
                "ledger",
                f"{absorbed.number} は求職を受理した登録です。{absorbed.number} を残すほうに入れかえてください。",
            )
        ]
    return []


def _of_rest(kept: Physician, absorbed: Physician) -> list[Refusal]:
    """Who asked for a rest must not be written to because of a merge."""
    if absorbed.state == PhysicianState.PAUSED and kept.state != PhysicianState.PAUSED:
        return [
            Refusal(
                "rest",
                f"{absorbed.number} はお休み中です。先生にお確かめのうえ、{kept.number} もお休みにするか、"
                f"{absorbed.number} を再開してから、お進みください。",
            )
        ]
    return []


def _of_clashes(kept: Physician, absorbed: Physician) -> list[Refusal]:
    return [
        Refusal(f"clash:{model._meta.model_name}", relation.refuse)
        for model, field, relation in table_of(Physician, PHYSICIAN)
        if relation.refuse and clashing(model, field, kept.pk, absorbed.pk)
    ]


def _of_joint_talks(kept: Physician, absorbed: Physician) -> list[Refusal]:
    seats = JointSeat.objects.filter(released_at=None)
    both = seats.filter(candidacy__physician=kept).values("joint")
    if seats.filter(candidacy__physician=absorbed, joint__in=both).exists():
        return [
            Refusal(
                "joint",
                "ご一緒のお話に、両方の番号が加わっています。どちらかのお話を離してから、お進みください。",
            )
        ]
    return []


def _of_lock(kept: Physician, absorbed: Physician) -> list[Refusal]:
    """One person is locked whatever the number (許可条件, 2025-01-01: two years after an indefinite-term placement)."""
    open_talks = urged_while_locked(kept, absorbed).still_open() | urged_while_locked(absorbed, kept).still_open()
    if numbers := sorted({c.number for c in open_talks}):
        return [
            Refusal(
                "lock",
                f"一方の番号でご紹介したお勤めの転職勧奨禁止期間に、もう一方の番号でこちらからお勧めしたお話（{'・'.join(numbers)}）"
                "が進んでいます。そのお話を終えてから、お進みください。",
            )
        ]
    if urged_while_locked(kept, absorbed).exists():
        return [
            Refusal(
                "lock_order",
                f"{absorbed.number} のご紹介のお勤めを、{kept.number} へ移せません。{absorbed.number} を残すほうに入れかえてください。",
            )
        ]
    return []


def urged_while_locked(of: Physician, locked: Physician) -> CandidacyQuerySet:
    """Talks of `of` that we began by ourselves while a placement of `locked` forbade to urge."""
    found = Candidacy.objects.none()
    confirmed = Placement.objects.filter(
        candidacy__physician=locked, confirmed_at__isnull=False, no_solicitation_until__isnull=False
    )
    for placement in confirmed:
        found = found | Candidacy.objects.filter(
            physician=of,
            by_own_wish=False,
            transitions__step__in=ASKING,
            transitions__at__gt=placement.confirmed_at,
            transitions__at__date__lte=placement.no_solicitation_until,
        )
    return found
