"""Another mail address: it is proved by a code sent there, and the old one is told."""

import hashlib
import hmac
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from enishi.accounts.models import User
from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import now
from enishi.common.workflow import Refusal, StepRefused
from enishi.notices.unregistered import queue_to_address
from enishi.physicians.indices import INDICES, index_identity
from enishi.physicians.models import Identity, Physician
from enishi.physicians.reminders import claim_reminders

LIFE = timedelta(minutes=15)
TRIES = 5


@dataclass(slots=True)
class Asked:
    """A change begun, as the browser's session keeps it (encrypted). digest: keyed, of the code; tries: wrong codes so far."""

    address: str
    digest: str
    expires_at: str
    tries: int = 0

    @property
    def is_over(self) -> bool:
        return self.tries >= TRIES or datetime.fromisoformat(self.expires_at) < now()

    def plain(self) -> dict[str, Any]:
        return asdict(self)


@transaction.atomic
def send_code(*, physician: Physician, address: str) -> Asked:
    """Send six digits to the new address. One that somebody signs in with already gets none, and nobody learns of it."""
    code = f"{secrets.randbelow(1_000_000):06d}"
    if not User.objects.filter(email__iexact=address).exists():
        key = f"E01m:{physician.number}:{now().timestamp()}"
        queue_to_address(notice_id="E01m", address=address, key=key, about=physician.number, values={"code": code})
    return Asked(address, _digest(physician, code), (now() + LIFE).isoformat())


def is_right(physician: Physician, asked: Asked, code: str) -> bool:
    return not asked.is_over and hmac.compare_digest(asked.digest, _digest(physician, code))


@transaction.atomic
def change_mail(*, physician: Physician, by: Actor, address: str) -> None:
    """The proved address is from now on the one to sign in with and to write to; the old one is told, in case of theft."""
    user = User.objects.select_for_update().get(pk=physician.user_id)
    old = user.email
    try:
        with transaction.atomic():
            User.objects.filter(pk=user.pk).update(email=address.lower())
    except IntegrityError:
        raise StepRefused(
            Refusal("taken", "このアドレスは、お使いになれません。別のアドレスをお試しください。")
        ) from None
    user.sign_in_links.filter(used_at=None).delete()
    identity = Identity.objects.get(physician=physician)
    claim_reminders(physician=physician, address=identity.mail)
    identity.mail = address
    index_identity(identity)
    identity.save(update_fields=["mail", *INDICES])
    record(by=by, action="change_mail", object_type="physician", object_number=physician.number)
    key = f"E10m:{physician.number}:{now().timestamp()}"
    queue_to_address(notice_id="E10m", address=old, key=key, about=physician.number)


def _digest(physician: Physician, code: str) -> str:
    text = f"{physician.pk}|{code}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), text, hashlib.sha256).hexdigest()
