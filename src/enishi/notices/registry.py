"""The registry of notices: id, to whom, subject, text. Apps add their own in their `notices.py`; ids are those of the plan (E01…).

A subject is neutral: it names neither the other side nor money. A body to a physician holds no name of an institution and no
amount; it carries a path that opens a page (and never acts on GET) and tells how to answer by telephone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from string import Template
from typing import Any

from enishi.common.choices import Labelled


class Audience(Labelled):
    PHYSICIAN = "physician", "医師"
    INSTITUTION = "institution", "医療機関"
    APPROVER = "approver", "承認者"
    COORDINATOR = "coordinator", "担当者"
    SUPERVISOR = "supervisor", "責任者"
    SOCIETY = "society", "学会・団体"
    READER = "reader", "催しとお便りの方"


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """subject and body are `string.Template` texts; allowed variables are checked when a notice is queued.

    path: template of the page to open, e.g. "/my/proposals/$number"; urgent: goes out in quiet hours too (the reader is waiting);
    secret: the body is wiped once sent (sign-in codes). own: the reader's own act or appointment called it forth, so it
    does not count as an automatic mail. statutory: goes by the way chosen for the explanations the law asks for.
    may_be_stopped: the reader can do without it; the mail says how, its headers too. several: subject for $count at once.
    urges: it may move somebody to look for other work, so it never goes to whom the law forbids to urge.
    """

    id: str
    audience: Audience
    subject: str
    body: str
    path: str = ""
    urgent: bool = False
    secret: bool = False
    own: bool = False
    statutory: bool = False
    may_be_stopped: bool = False
    several: str = ""
    urges: bool = False

    @property
    def counts(self) -> bool:
        """Whether it is one of the automatic mails of which a physician gets two a week at most."""
        return self.audience is Audience.PHYSICIAN and not (self.own or self.urgent or self.secret)


_KINDS: dict[str, NoticeKind] = {}


def register(*kinds: NoticeKind) -> None:
    """Add kinds to the registry. Raises ValueError if an id is taken."""
    for kind in kinds:
        if _KINDS.get(kind.id, kind) != kind:
            raise ValueError(f"notice {kind.id} is registered twice")
        _KINDS[kind.id] = kind


def kind_of(notice_id: str) -> NoticeKind:
    """Raises KeyError for a notice that no app registered."""
    return _KINDS[notice_id]


def all_kinds() -> list[NoticeKind]:
    return [_KINDS[k] for k in sorted(_KINDS)]


def fill(text: str, values: Mapping[str, Any]) -> str:
    """The text with its variables; raises KeyError naming a variable that is missing."""
    return Template(text).substitute(values)
