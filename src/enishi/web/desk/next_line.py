"""次にすること in one line, at the head of a workspace: what, by when and who; it is decided on the record's own page."""

from typing import Any

from enishi.common.clock import today
from enishi.desk.next_actions import next_of
from enishi.desk.records import subject_of
from enishi.web.desk.today import due_chip


def next_line(row: Any) -> dict[str, Any]:
    """For `desk/next_line.html`; empty of what has ended, and of a talk of which nobody set anything: its own turn stands there.

    row: a physician, an institution, an opening or a talk that has come through its own door.
    """
    subject = subject_of(row)
    standing = next_of(subject)
    if standing is None or (subject.kind == "candidacy" and standing.action is None):
        return {}
    return {"next": {"standing": standing, "chip": due_chip(standing.due, today()), "number": subject.number}}
