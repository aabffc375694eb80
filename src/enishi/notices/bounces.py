"""Mails that came back: read from a mailbox, put down in the outbox, told to the room that keeps the reader."""

import logging
import mailbox
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.db import transaction

from enishi.notices.bounce_reading import Bounce, read_bounce
from enishi.notices.models import Notice

log = logging.getLogger("enishi.notices")
Told = Callable[[Notice, bool], None]
_told: list[Told] = []
CAME_BACK = {True: "メールが戻りました（宛先がありません）", False: "メールが戻りました（一時的な不達）"}


def when_bounced(tell: Told) -> None:
    """To be called once, when the application starts. tell: the notice, and whether its address will never take a mail."""
    if tell not in _told:
        _told.append(tell)


@transaction.atomic
def take_bounce(bounce: Bounce) -> bool:
    """Put it down and tell the rooms; False for a mail we do not know, or one that was put down before."""
    notice = Notice.objects.select_for_update(of=("self",)).filter(message_id=bounce.message_id).first()
    if notice is None or notice.status != Notice.Status.SENT:
        return False
    notice.status, notice.problem = Notice.Status.FAILED, f"{CAME_BACK[bounce.hard]}　{bounce.status}"
    notice.save(update_fields=["status", "problem"])
    told_bounced(notice, hard=bounce.hard)
    return True


def told_bounced(notice: Notice, *, hard: bool) -> None:
    for tell in _told:
        tell(notice, hard)


def take_all(mails: Iterator[bytes]) -> tuple[int, int]:
    """How many were read, how many were returned mails of ours."""
    read = ours = 0
    for data in mails:
        read += 1
        found = read_bounce(data)
        ours += found is not None and take_bounce(found)
    return read, ours


def mails_in(path: Path) -> Iterator[bytes]:
    """The new mails of a Maildir (each then stands among the read ones), or all of an mbox or of one mail in a file."""
    if path.is_dir():
        box = mailbox.Maildir(path, create=False)
        for key, message in list(box.iteritems()):
            if message.get_subdir() != "new":
                continue
            data = box.get_bytes(key)
            yield data  # moved only after it was taken, so that a crash loses nothing
            message.set_subdir("cur")
            message.add_flag("S")
            box[key] = message
    elif path.read_bytes()[:5] == b"From ":
        yield from (
            mailbox.mbox(path, create=False).get_bytes(key) for key in mailbox.mbox(path, create=False).iterkeys()
        )
    else:
        yield path.read_bytes()


def read_folder() -> tuple[int, int]:
    """The Maildir named by ENISHI_BOUNCES, if there is one."""
    if not settings.BOUNCES:
        return 0, 0
    return take_all(mails_in(Path(settings.BOUNCES)))


def run_bounces(arguments: list[str]) -> int:
    """`enishi bounces PATH`, or `-` for one mail from standard input, as a mail server pipes it."""
    if len(arguments) != 1:
        print("usage: enishi bounces PATH|-", file=sys.stderr)
        return 2
    where = arguments[0]
    if where != "-" and not Path(where).exists():
        print(f"{where}: there is nothing", file=sys.stderr)
        return 1
    read, ours = take_all(iter([sys.stdin.buffer.read()]) if where == "-" else mails_in(Path(where)))
    print(f"{read} mails read, {ours} of ours had come back")
    return 0
