"""Stories as cards: those that people told us, and behind them the made-up ones that are marked 見本."""

from dataclasses import dataclass

from enishi.outreach.enums import Teller
from enishi.outreach.models import Story, StoryVersion
from enishi.web.public.texts import Story as Sample
from enishi.web.public.texts import stories


@dataclass(frozen=True, slots=True)
class Card:
    """One story in a list. told: by a real person with a living consent; picture: its address, "" for none."""

    href: str
    teller: str
    way: str
    way_words: str
    title: str
    work: str
    told: bool
    picture: str = ""
    alt: str = ""


def address_of(story: Story) -> str:
    return f"/stories/{story.number.lower()}"


def picture_address(version: StoryVersion) -> str:
    """Where everybody gets the picture of a shown version, "" if it has none."""
    return f"/stories/pictures/{version.picture.digest[:20]}.jpg" if version.picture else ""


def card_of(story: Story) -> Card:
    """A story that came from `StoryQuerySet.shown`."""
    v: StoryVersion = story.shown_versions[0]  # type: ignore[attr-defined]
    return Card(address_of(story), story.teller, v.way, v.way_words, v.title, v.work, True, picture_address(v), v.alt)


def sample_card(sample: Sample) -> Card:
    return Card(sample.href, sample.teller, sample.way, sample.way_words, sample.title, sample.work, False)


def told_cards(most: int | None = None) -> list[Card]:
    return [card_of(story) for story in Story.objects.shown()[:most]]


def sample_cards() -> list[Card]:
    return [sample_card(sample) for sample in stories()]


def first_cards(most: int, *, of_doctors: bool = False) -> list[Card]:
    """Those told by people first, filled up with made-up ones."""
    every = [*told_cards(), *sample_cards()]
    return [card for card in every if not of_doctors or card.teller == Teller.PHYSICIAN][:most]
