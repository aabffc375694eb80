"""What else a post may tell of a field: what each line and sentence tells when it is read alone, whoever's it is."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from enishi.openings.reading.choices import ticked
from enishi.openings.reading.facts import Found
from enishi.openings.reading.fields import (
    ages,
    contract,
    days,
    duty,
    headcount,
    housing,
    institution,
    municipalities,
    pay,
    retirement,
    slots,
    specialties,
    terms,
)
from enishi.openings.reading.line import Item, sentences
from enishi.openings.reading.scoring import comparable
from enishi.openings.reading.second_look.signs import Candidate
from enishi.openings.reading.second_look.wide import answers

MOST_ALONE = 8
"""Values of one field that are looked at, from lines read alone."""

LONGEST_LIST = 300
"""Letters of a line of departments that is read alone: a longer one is hostile."""

_READERS: dict[str, Callable[[Sequence[Item]], Found | None]] = {
    "pay": lambda items: pay.read(items, {}),
    "headcount": headcount.read_headcount,
    "days_per_week": days.read,
    "slots": slots.read,
    "night_duty": duty.read_night,
    "on_call": duty.read_on_call,
    "housing": housing.read,
    "age_limit": lambda items: ages.read_limit(items, items),
    "retirement_age": retirement.read,
    "fixed_term": contract.read_fixed_term,
    "employment": terms.read_employment,
    "specialties": lambda items: specialties.read(items)[0],
}


class Alone:
    """What the items of a text and their sentences tell when each is read for itself."""

    def __init__(self, items: Sequence[Item], text: str) -> None:
        self._items = items
        self._text = text
        self._known: dict[str, list[Candidate]] = {}
        self._wide: dict[str, list[Candidate]] = {}

    def of(self, name: str) -> list[Candidate]:
        """As a field: every value once, in the order of the text, at most `MOST_ALONE`."""
        if name not in self._known:
            found: dict[str, Candidate] = {}
            for part in self._parts:
                for one in self._told(name, part):
                    found.setdefault(repr(comparable(name, one.value)), Candidate("alone", one.value, one.places))
                if len(found) >= MOST_ALONE:
                    break
            self._known[name] = list(found.values())[:MOST_ALONE]
        return self._known[name]

    def wide(self, name: str) -> list[Candidate]:
        """Every answer for a field that a word of the text could mean."""
        if name not in self._wide:
            self._wide[name] = [Candidate("wide", one.value, one.places) for one in answers(name, self._text)]
        return self._wide[name]

    @cached_property
    def _parts(self) -> list[Item]:
        """The items, each before its sentences where it has several."""
        parts = []
        for item in map(ticked, self._items):
            parts.append(item)
            if len(told := sentences(item)) > 1:
                parts += [replace(item, text=words, start=start) for words, start in told]
        return parts

    def _told(self, name: str, item: Item) -> Iterator[Found]:
        if name == "specialties" and len(item.text) > LONGEST_LIST:
            one = None
        elif name in _READERS:
            one = _READERS[name]([item])
        elif name == "institution":
            one = institution.read([item], self._text)
        else:
            one = None
        if one is not None:
            yield one
        if name in ("municipality", "prefecture"):
            for place in municipalities.named_in(item.text):
                if value := place.municipality if name == "municipality" else place.prefecture:
                    yield Found.at(value, item.start + place.start, item.start + place.end)
