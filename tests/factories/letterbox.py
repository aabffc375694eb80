"""A mail server of the tests: takes every letter over SMTP but those to addresses that it refuses (550 at RCPT)."""

import socket
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from typing import Any

import pytest
from aiosmtpd.controller import Controller


class Letterbox:
    """Takes every letter but those to `refused`."""

    def __init__(self) -> None:
        self.letters: list[Message] = []
        self.refused: set[str] = set()

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if address in self.refused:
            return "550 no such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.letters.append(message_from_bytes(envelope.content))
        return "250 OK"


def returned(notice: Any, *, action: str = "failed", status: str = "5.1.1") -> bytes:
    """A report as a mail server writes it (RFC 3464)."""
    return (
        "From: MAILER-DAEMON@mx.example.jp\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\nMIME-Version: 1.0\n\n"
        "--b\nContent-Type: text/plain\n\nNot delivered.\n"
        f"--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.jp\n\nFinal-Recipient: rfc822; reader@example.jp\n"
        f"Action: {action}\nStatus: {status}\n"
        f"\n--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <{notice.message_id}@example.jp>\nSubject: x\n\n--b--\n"
    ).encode()


@pytest.fixture
def letterbox(settings: Any) -> Iterator[Letterbox]:
    box = Letterbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    settings.SMTP_URL = "smtp://127.0.0.1"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield box
    controller.stop()
