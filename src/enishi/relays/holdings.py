"""What plans of shared posts hold of a physician."""

from typing import Any

from enishi.common.holdings import Stage, hold
from enishi.physicians.models import Physician
from enishi.relays.models import RelayMember

THOUGHT = "担当者の机での思案です。先生にお示しした内容は、お引き合わせの記録でお渡しします。"


def _members(physician: Physician) -> Any:
    return RelayMember.objects.filter(physician=physician)


def _erase(physician: Physician, _: Stage) -> int:
    """A plan nobody decided on loses him or her; in one decided on the times stay with the talk, without what was possible."""
    gone, _rows = _members(physician).filter(candidacy=None).delete()
    kept = _members(physician).exclude(pattern=0)
    return gone + int(kept.update(pattern=0, months=0, minutes=0, travel=0, most=None))


hold(RelayMember, title="分け合う席の案", order=52, find=_members, not_exported=THOUGHT, erase=_erase)
