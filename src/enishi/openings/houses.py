"""Institutions that the public knows of, because an opening of theirs was published once. Who merely is our customer is not."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.http import Http404

from enishi.common.merged import MergedAway
from enishi.institutions.models import Institution
from enishi.institutions.querysets import InstitutionQuerySet
from enishi.openings.enums import OpeningState
from enishi.openings.models import Opening, OpeningTransition
from enishi.openings.portrait import Group, Question, of_group

OF_THE_PLACE = (Group.BACKING, Group.LIVING)
"""What openings say of the place itself, and not of one post in it."""


@dataclass(frozen=True, slots=True)
class Said:
    """One fact of a place, as its opening confirmed last said it."""

    question: Question
    text: str
    opening: Opening


def known_to_the_public() -> InstitutionQuerySet:
    """Active institutions of which an opening is or was in public, whether it still stands there or not."""
    shown = OpeningTransition.objects.filter(opening__institution=OuterRef("pk"), to_state=OpeningState.PUBLISHED.value)
    return Institution.objects.active().filter(Exists(shown))


def public_institution(number: str) -> Institution:
    """The institution with this number, if the public knows of it; else 404, the same for one there is and one there is not.

    Raises MergedAway for one that goes on under another number which the public knows.
    """
    known = known_to_the_public()
    places = known.select_related("corporation", "municipality__prefecture", "municipality__city")
    found = places.filter(number=number).first()
    if found is None:
        goes_on = known.filter(absorbed__number=number).first()
        raise MergedAway(number, goes_on.number, "institution") if goes_on else Http404
    return found


def said_of(openings: Iterable[Opening], group: Group) -> list[Said]:
    """The facts of one group that these openings tell of their place. Of several answers the first one's, so give the one confirmed last first."""
    told = list(openings)
    found = []
    for question in of_group(group):
        for opening in told:
            text = str(opening.current.portrait.get(question.key, ""))
            if text:
                found.append(Said(question, text, opening))
                break
    return found
