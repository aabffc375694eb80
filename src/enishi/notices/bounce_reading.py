"""What a mail that came back says (RFC 3464, delivery status notifications), and which of our mails it was. Pure."""

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage, Message
from uuid import UUID

LARGEST = 2 * 1024 * 1024
"""Bytes of one returned mail that are read; servers send back the headers or a short text."""
_STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
_OURS = re.compile(r"<([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})@", re.I)
_FULL = {"2.2"}
"""Status classes that say 5 and pass all the same: a mailbox that is full."""


@dataclass(frozen=True, slots=True)
class Bounce:
    """One recipient to whom our mail did not come. message_id: of the notice; hard: it never will."""

    message_id: UUID
    status: str
    hard: bool


def read_bounce(data: bytes) -> Bounce | None:
    """None for whatever is no report that one of our mails failed: an answer by a person, an automatic reply, a delay, spam."""
    try:
        message = email.message_from_bytes(data[:LARGEST], policy=policy.default)
        return _read(message)
    except (LookupError, ValueError, AttributeError, TypeError, RecursionError):  # mails can be broken in any way
        return None


def _read(message: Message) -> Bounce | None:
    status, ours = "", None
    for part in message.walk():
        kind = part.get_content_type()
        if kind == "message/delivery-status":
            status = status or next(_failures(part), "")
        elif kind == "message/rfc822" or kind == "text/rfc822-headers":
            ours = ours or _message_id(part)
    if not status or ours is None:
        return None
    first, detail = status.split(".", 1)
    return Bounce(ours, status, first == "5" and detail not in _FULL)


def _failures(part: Message) -> Iterator[str]:
    """Statuses of the recipients whose delivery failed for good or is given up; a mere delay is none."""
    blocks = part.get_payload()
    for block in blocks if isinstance(blocks, list) else []:
        action = str(block.get("Action", "")).strip().lower()
        found = _STATUS.search(str(block.get("Status", "")))
        if action == "failed":
            yield ".".join(found.groups()) if found else "5.0.0"


def _message_id(part: Message) -> UUID | None:
    """Of the mail that is sent back whole or as headers only; our Message-ID is <uuid@…> (`notices.rendering.headers`)."""
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        text = str(inner[0].get("Message-ID", "")) if isinstance(inner, list) and inner else ""
    else:
        body = part.get_content() if isinstance(part, EmailMessage) else part.get_payload(decode=True)
        words = body.decode("utf-8", "replace") if isinstance(body, bytes) else str(body)
        text = str(email.message_from_string(words).get("Message-ID", ""))
    found = _OURS.search(text)
    return UUID(found[1]) if found else None
