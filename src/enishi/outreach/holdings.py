"""What outreach holds of a physician: the yes to a story that he or she told. With the leaving the story ends."""

from collections.abc import Iterable, Mapping
from typing import Any

from enishi.common.holdings import Stage, hold
from enishi.outreach import stories
from enishi.outreach.enums import AgreedBy, StoryFact
from enishi.outreach.models import StoryConsent
from enishi.physicians.models import Physician


def _consents(physician: Physician) -> Any:
    return StoryConsent.objects.filter(physician=physician)


def _export(physician: Physician) -> Iterable[Mapping[str, Any]]:
    """The yes with the words it was given to."""
    for row in _consents(physician).select_related("version__story").order_by("pk"):
        version = row.version
        yield {
            "number": version.story.number, "no": version.no, "title": version.title, "body": version.body, "hard": version.hard,
            "after": version.after, "agreed_on": row.agreed_on.isoformat(), "until": row.until.isoformat(),
            "how": AgreedBy(row.how).label, "facts": [StoryFact(fact).label for fact in row.facts],
            "withdrawn_at": row.withdrawn_at.isoformat() if row.withdrawn_at else None,
        }  # fmt: skip


LABELS = {
    "number": "お話の番号", "no": "版", "title": "題", "body": "お話", "hard": "難しかったこと", "after": "いま", "agreed_on": "同意の日",
    "until": "いつまで", "how": "方法", "facts": "載せてよいこと", "withdrawn_at": "取り消しの日時",
}  # fmt: skip


def _erase(physician: Physician, stage: Stage) -> int:
    return stories.end_with_leaving(physician) if stage is Stage.AT_ONCE else 0


hold(StoryConsent, title="お話の掲載への同意", order=60, find=_consents, export=_export, labels=LABELS, erase=_erase)
