"""A registration in progress: nothing typed is lost, nobody else sees it, and after 30 days it is gone."""

import json
import secrets
import unicodedata
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from enishi.accounts.actions import digest_of
from enishi.common.clock import now, today
from enishi.law.parameters import value
from enishi.openings.models import Opening
from enishi.physicians.models import RegistrationDraft

DESK = "desk:"
"""Before the key of what the desk typed (`desk_drafts`); a digest never begins so."""

NEVER_SAVED = (0, "", 0)
MOST_TRIES = 5
"""Wrong names at the mailed link; then it opens nothing any more."""


def start_draft(*, campaign_code: str = "", opening: Opening | None = None) -> tuple[str, RegistrationDraft]:
    """A new draft and the key that opens it again; only the digest of the key is stored."""
    key = secrets.token_urlsafe(24)
    return key, RegistrationDraft.objects.create(key=digest_of(key), campaign_code=campaign_code, opening=opening)


def find_draft(key: str) -> RegistrationDraft | None:
    """The draft of this key, also when it was sent already (the page then shows what happens next); not an old one.

    A browser that came by the mailed link holds the link's token, which `resume_draft` gave it.
    """
    if not key:
        return None
    digest = digest_of(key)
    return _living().filter(Q(key=digest) | Q(resume=digest)).first()


def draft_data(draft: RegistrationDraft) -> dict[str, Any]:
    """What was typed, by the number of the step: {"1": {"family_name": ["北川"]}}."""
    return dict(json.loads(draft.data or "{}"))


def times_saved(draft: RegistrationDraft | None, step: int) -> int:
    """How often this step was saved: a page opened now has seen so much."""
    return int(draft.saves.get(str(step), NEVER_SAVED)[0]) if draft else 0


@transaction.atomic
def save_draft(
    *,
    draft: RegistrationDraft,
    step: int,
    data: Mapping[str, Any],
    page: str = "",
    seen: int | None = None,
    turn: int = 0,
) -> bool:
    """Keep what was typed on a step, right or wrong; False if something newer stands there and was left alone.

    page: a word by which the opened page is known; seen: `times_saved` when it was opened, None if nobody knows; turn: how
    often this page has sent before, as what is kept while typing may arrive after what was sent by the button. A page may
    always save over its own earlier words. One that was opened before another page saved the step would put old words over
    newer ones: that is refused, and the person asked. `draft` is brought up to date.
    """
    row = RegistrationDraft.objects.select_for_update().get(pk=draft.pk)
    everything = draft_data(row)
    number, last_page, last_turn = row.saves.get(str(step), NEVER_SAVED)
    same = everything.get(str(step)) == dict(data)
    stale = seen is not None and seen < number and page != last_page and not same
    overtaken = page == last_page and turn < last_turn
    if row.physician_id is None and not (stale or same or overtaken):
        row.data = json.dumps(everything | {str(step): dict(data)}, ensure_ascii=False)
        row.saves = row.saves | {str(step): [number + 1, page, turn]}
        row.step, row.saved_at = step, now()
        row.save(update_fields=["data", "saves", "step", "saved_at"])
    draft.refresh_from_db()
    return not stale


def note_origin(*, draft: RegistrationDraft, campaign_code: str, opening: Opening | None) -> None:
    """A link followed later: the first society stays, the newest opening counts."""
    fields = {}
    if campaign_code and not draft.campaign_code:
        fields["campaign_code"] = campaign_code
    if opening and draft.opening_id != opening.pk:
        fields["opening"] = opening
    if fields and draft.physician_id is None:
        for name, value in fields.items():
            setattr(draft, name, value)
        draft.save(update_fields=list(fields))


def discard_draft(*, draft: RegistrationDraft) -> None:
    """What was typed is erased at the person's own wish (a shared computer); a registration that was sent stays."""
    RegistrationDraft.objects.filter(pk=draft.pk, physician=None).update(
        data="", saves={}, resume="", step=1, saved_at=now()
    )


# -- the mailed link -----------------------------------------------------------------------------------
@transaction.atomic
def make_resume_link(*, draft: RegistrationDraft) -> str:
    """The token of a link by which the draft is opened elsewhere; stored as a digest, an earlier one ends."""
    token = secrets.token_urlsafe(24)
    RegistrationDraft.objects.filter(pk=draft.pk).update(resume=digest_of(token), resume_tries=0, reminded_at=now())
    return token


def draft_of_link(token: str) -> RegistrationDraft | None:
    """The unsent draft behind a mailed link, if it may still be opened."""
    return _living().filter(resume=digest_of(token), physician=None, resume_tries__lt=MOST_TRIES).first()


@transaction.atomic
def resume_draft(*, token: str, family_name: str) -> RegistrationDraft | None:
    """The draft, if the name is the one typed in it; the mail may have gone to somebody else's address.

    Each wrong name counts; after five the link is dead, and the browser that typed the draft still has it.
    """
    found = draft_of_link(token)
    row = RegistrationDraft.objects.select_for_update().get(pk=found.pk) if found else None
    if row is None or row.resume_tries >= MOST_TRIES:
        return None
    typed = draft_data(row).get("1", {}).get("family_name") or [""]
    if _plain(family_name) and _plain(typed[-1]) == _plain(family_name):
        return row
    row.resume_tries += 1
    row.save(update_fields=["resume_tries"])
    return None


def erase_by_link(*, token: str) -> None:
    """Whoever got the mail may end it: nothing is kept and nothing more is sent."""
    if (draft := draft_of_link(token)) is not None:
        discard_draft(draft=draft)


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def kept_for() -> timedelta:
    """How long what was begun and not sent is kept, from its last saving; the pages of registration say so."""
    return timedelta(days=value("unfinished_registration_days", today()))


def _living() -> Any:
    return RegistrationDraft.objects.filter(saved_at__gt=now() - kept_for())


def forget_old_drafts() -> int:
    """Erase what was last saved that long ago and not sent, and the keys of what was sent; how many rows went."""
    removed, _ = RegistrationDraft.objects.filter(saved_at__lte=now() - kept_for()).delete()
    return removed
