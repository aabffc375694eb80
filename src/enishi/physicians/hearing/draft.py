"""The draft of a wish sheet from the notes of an interview: lines with their words, and what is still to be asked.

Nothing is invented: a line stands only where the notes say it of the physician, now, without a doubt. Words that contradict
each other give no line but a question; what was taken back (「やっぱり」) no longer counts. And nothing is lost: a sentence with
a weekday, a place, pay or duty in it gives a line or a question (`left`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from enishi.common.japanese.halfdays import codes_of, mask_of
from enishi.physicians.hearing import duty, left, place, terms, week, wishes
from enishi.physicians.hearing.found import CONTRARY, Heard, Open, Quote
from enishi.physicians.hearing.phrases import Clause, clauses
from enishi.physicians.hearing.topics import BY_KEY, LONGEST_NOTE
from enishi.physicians.hearing.wishes import NONE

_TOGETHER = ("prefectures", "employment", "slots", "specialties")
"""Fields whose values add up."""


@dataclass(frozen=True, slots=True)
class Line:
    """One field of the sheet (`wish:` + key for one of the twenty wishes) as the notes give it."""

    field: str
    value: Any
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    lines: tuple[Line, ...]
    questions: tuple[Open, ...]

    def changes(self, wishes: Mapping[str, str]) -> dict[str, Any]:
        """Fields of WishSheet with their new values. wishes: those of the last sheet, which the drafted ones join."""
        plain = {line.field: line.value for line in self.lines if not line.field.startswith("wish:")}
        drafted = {
            line.field.removeprefix("wish:"): line.value for line in self.lines if line.field.startswith("wish:")
        }
        joined = {key: level for key, level in {**wishes, **drafted}.items() if level != NONE}
        return plain | ({"wishes": joined} if drafted else {})


def draft(notes: Mapping[str, str], today: date) -> Draft:
    """notes: topic → text; unknown topics are left. Deterministic, and the same for every machine."""
    heard: dict[str, list[Heard]] = {}
    questions: list[Open] = []
    for key in BY_KEY:
        for sentence in _sentences(clauses(key, notes.get(key, "")[:LONGEST_NOTE])):
            made = [one for clause in sentence for one in _of_clause(clause, today)]
            for one in (*made, *left.read(sentence, made)):
                if isinstance(one, Open):
                    questions.append(one)
                else:
                    heard.setdefault(one.field, []).append(one)
    lines: list[Line] = []
    for field, found in heard.items():
        if field.startswith("not_"):
            continue
        line, contrary = _merged(field, found)
        if line:
            lines.append(line)
        questions += contrary
    lines = _without(lines, heard, questions)
    lines = _in_order(lines, questions)
    begins = any(line.field == "available_from" for line in lines)
    asked = [question for question in dict.fromkeys(questions) if not (begins and question.why == terms.LEAVES)]
    return Draft(tuple(lines), tuple(asked))


def _sentences(found: list[Clause]) -> Iterator[list[Clause]]:
    sentence: list[Clause] = []
    for clause in found:
        sentence.append(clause)
        if clause.after is None:
            yield sentence
            sentence = []


def _of_clause(clause: Clause, today: date) -> Iterator[Heard | Open]:
    yield from terms.fields(clause)
    yield from duty.read(clause)
    yield from wishes.read(clause)
    yield from week.days(clause)
    yield from week.slots(clause)
    yield from week.employment(clause)
    yield from place.prefectures(clause)
    yield from place.commute(clause)
    yield from place.moving(clause)
    yield from terms.pay(clause)
    yield from terms.begins(clause, today)
    yield from terms.hours(clause)


def _merged(field: str, found: list[Heard]) -> tuple[Line | None, list[Open]]:
    """One value of several words, or the question which of them holds."""
    last = max((at for at, one in enumerate(found) if one.mends), default=0)
    found = found[last:]
    quotes = tuple(dict.fromkeys(one.quote for one in found))
    if field in _TOGETHER:
        if field == "prefectures" and any(one.value == () for one in found):
            if any(one.value for one in found):
                return None, [Open(field, quote, CONTRARY) for quote in quotes]
            return Line(field, [], quotes), []
        values = [value for one in found for value in ((one.value,) if isinstance(one.value, str) else one.value)]
        return Line(field, list(dict.fromkeys(values)), quotes), []
    values = list(dict.fromkeys(one.value for one in found))
    if field.startswith("wish:") and set(values) == {"must", "want"}:
        values = ["must"]
    if len(values) > 1:
        return None, [Open(field, quote, CONTRARY) for quote in quotes]
    return Line(field, values[0], quotes), []


def _without(lines: list[Line], heard: dict[str, list[Heard]], questions: list[Open]) -> list[Line]:
    """Half-days and kinds of employment less those that were ruled out; where nothing else was said, they are asked about."""
    kept: list[Line] = []
    for line in lines:
        ruled_out = heard.get(f"not_{line.field}", [])
        if line.field == "slots" and ruled_out:
            away = mask_of(code for one in ruled_out for code in one.value)
            rest = mask_of(line.value) & ~away
            quotes = line.quotes + tuple(one.quote for one in ruled_out)
            if rest:
                kept.append(Line("slots", list(codes_of(rest)), tuple(dict.fromkeys(quotes))))
            else:
                questions += [Open("slots", quote, CONTRARY) for quote in quotes]
        elif line.field == "employment" and ruled_out:
            both = {one.value for one in ruled_out} & set(line.value)
            if both:
                questions += [Open("employment", quote, CONTRARY) for quote in line.quotes]
            else:
                kept.append(line)
        else:
            kept.append(line)
    fields = {line.field for line in lines}
    if "slots" not in fields:
        questions += [
            Open("slots", one.quote, "来られない曜日のお話です。来られる曜日と時間をお確かめください。")
            for one in heard.get("not_slots", [])
        ]
    if "employment" not in fields:
        questions += [
            Open("employment", one.quote, "お望みでない働き方のお話です。どの働き方がよいかをお確かめください。")
            for one in heard.get("not_employment", [])
        ]
    return kept


def _in_order(lines: list[Line], questions: list[Open]) -> list[Line]:
    """Days from fewest to most, else they are asked."""
    by_field = {line.field: line for line in lines}
    low, high = by_field.get("days_min"), by_field.get("days_max")
    if low and high and low.value > high.value:
        questions += [Open("days_max", quote, CONTRARY) for quote in dict.fromkeys(low.quotes + high.quotes)]
        return [line for line in lines if line.field not in ("days_min", "days_max")]
    return lines
