"""A second look at what the ways to read one text tell: the facts of each, and how sure they are. Each is looked at once."""

from collections.abc import Sequence

from enishi.openings.reading import choice, learnt, second_look
from enishi.openings.reading.facts import Found
from enishi.openings.reading.items import items_of
from enishi.openings.reading.line import Line
from enishi.openings.reading.normal import Source
from enishi.openings.reading.second_look import scales
from enishi.openings.reading.second_look.others import Alone
from enishi.openings.reading.second_look.signs import Page

MOST_TOLD = 17
"""Posts of all ways together after which no other way is tried, and of one way that is not looked at again: a list of many is not read often."""


class Again:
    """A second look at what the ways to read a text tell; a list of many posts is not looked at. lines: all of the text."""

    def __init__(
        self,
        source: Source,
        lines: Sequence[Line],
        known: scales.Net | None = None,
        of_posts: learnt.Weights | None = None,
    ) -> None:
        self._source, self._lines, self._known, self._of_posts = source, lines, known, of_posts
        self._by_itself = Alone(items_of(lines, source.text), source.text)
        self._looked: list[tuple[choice.Outcome, second_look.Looked]] = []

    def openings(self, outcome: choice.Outcome) -> list[dict[str, Found]]:
        """The facts of each post that stands."""
        return outcome.openings if len(outcome.openings) > MOST_TOLD else self._at(outcome).openings

    def signs(self, outcome: choice.Outcome) -> dict[str, float] | None:
        """How sure they are; None of a list of many posts."""
        return None if len(outcome.openings) > MOST_TOLD else self._at(outcome).signs

    def _at(self, outcome: choice.Outcome) -> second_look.Looked:
        for one, seen in self._looked:
            if one is outcome:
                return seen
        settled = [second_look.settled(*outcome.told_by[at], one) for at, one in enumerate(outcome.openings)]
        page = Page(self._source.text, self._lines, outcome.kept)
        seen = second_look.again(outcome.openings, settled, page, self._by_itself, self._known, self._of_posts)
        self._looked.append((outcome, seen))
        return seen
