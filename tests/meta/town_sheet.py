"""The town's interview and its weekly slate."""

from enishi.common.actor import Actor
from enishi.desk.slates import LeftWhy, leave_line
from enishi.matching.models import Slate, SlateLine, SlateState, Suggestion
from enishi.physicians.interview_notes import Typed, mark_of, write_notes
from enishi.physicians.models import Physician


def _note_talk(physician: Physician, by: Actor) -> None:
    """Words of which some become lines and one stays open."""
    words = {"pace": "当直はもう無理。夜の運転がつらい", "family": "妻は当直をやめてほしいと言っている"}
    typed = {topic: Typed(text, mark_of(""), "") for topic, text in words.items()}
    write_notes(physician=physician, by=by, typed=typed, page="town")


def slates_of(suggestions: list[Suggestion], by: Actor, physician: Physician) -> list[Slate]:
    """One that is done, a line of it left with a reason, and one that is being computed. `physician`: was talked with."""
    _note_talk(physician, by)
    done = Slate.objects.create(made_by_id=by.user_id, state=SlateState.DONE, shortage_weight=0.5, gap=0.0)
    for row in suggestions:
        SlateLine.objects.create(slate=done, physician=row.physician, opening=row.opening, explanation=row.explanation)
    leave_line(line=done.lines.earliest("pk"), by=by, code=LeftWhy.LATER, reason="雪のない季節に")
    running = Slate.objects.create(made_by_id=by.user_id, state=SlateState.RUNNING, stage="読んでいます", share=5)
    return [done, running]


def told_of(suggestions: list[Suggestion], slates: list[Slate]) -> dict[str, list[int]]:
    """What the addresses of the desk name of them, by primary key."""
    lines = [line.pk for line in slates[0].lines.all()]
    return {"suggestion": [s.pk for s in suggestions], "slate": [s.pk for s in slates], "slate_line": lines}
