"""What the desk has typed of a registration when the call breaks off: kept like a person's own, found again by the desk.

No browser holds a key to these: the role opens them (`draft_key` has the prefix in the clear, where a digest never has one).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from enishi.common.clock import now
from enishi.physicians.drafts import DESK, draft_data, kept_for, save_draft
from enishi.physicians.models import Physician, RegistrationDraft

PAGE = 1
"""The desk's page is one: everything is kept as this step."""

Typed = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Begun:
    """One line of the list. name: as far as it was typed; by: who typed last, "" if unknown."""

    key: str
    name: str
    by: str
    saved_at: datetime


def draft_key(key: str) -> str:
    """key: the page's UUID, or the number of the physician whose registration is completed."""
    return f"{DESK}{key}"


def find_desk_draft(key: str) -> RegistrationDraft | None:
    """The draft of this page, also when it was sent already; not an old one."""
    return RegistrationDraft.objects.filter(key=draft_key(key), saved_at__gt=now() - kept_for()).first()


def draft_of_desk(*, key: str) -> RegistrationDraft:
    """The row by which the desk's page, sent twice, is known again; begun if there is none."""
    draft, _ = RegistrationDraft.objects.get_or_create(key=draft_key(key))
    return draft


@transaction.atomic
def keep_at_desk(
    *, key: str, by_user: int, typed: Typed, page: str = "", seen: int | None = None, turn: int = 0
) -> bool:
    """Keep what was typed, right or wrong; False if another page has saved something newer (see `save_draft`)."""
    if not typed and find_desk_draft(key) is None:
        return True
    draft = draft_of_desk(key=key)
    kept = save_draft(draft=draft, step=PAGE, data=typed, page=page, seen=seen, turn=turn)
    if kept and draft.physician_id is None:
        RegistrationDraft.objects.filter(pk=draft.pk).update(typed_by=by_user)
    return kept


def typed_at_desk(draft: RegistrationDraft | None) -> dict[str, list[str]]:
    return dict(draft_data(draft).get(str(PAGE), {})) if draft else {}


def begun_at_desk() -> list[Begun]:
    """New registrations that were typed and not sent, the latest first; those of known physicians stand with these."""
    rows = RegistrationDraft.objects.filter(
        key__startswith=DESK, physician=None, saved_at__gt=now() - kept_for()
    ).select_related("typed_by")
    found = []
    for row in rows.exclude(key__startswith=f"{DESK}P-").order_by("-saved_at", "id"):
        if typed := typed_at_desk(row):
            name = " ".join(word for part in ("family", "given") for word in typed.get(f"s1-{part}_name", [])[-1:])
            found.append(Begun(row.key.removeprefix(DESK), name.strip(), _name_of(row), row.saved_at))
    return found


def begun_for(physicians: list[Physician]) -> dict[str, Begun]:
    """Of those who wait for the rest of their registration: what was typed already, by the physician's number."""
    keys = [draft_key(p.number) for p in physicians]
    rows = RegistrationDraft.objects.filter(key__in=keys, saved_at__gt=now() - kept_for()).select_related("typed_by")
    return {
        (number := row.key.removeprefix(DESK)): Begun(number, "", _name_of(row), row.saved_at)
        for row in rows
        if typed_at_desk(row)
    }


def drop_desk_draft(*, key: str) -> None:
    """What was typed goes: the caller does not wish it, or it is registered now. A sent registration's row stays."""
    RegistrationDraft.objects.filter(key=draft_key(key), physician=None).delete()


def _name_of(row: RegistrationDraft) -> str:
    return row.typed_by.name if row.typed_by else ""
