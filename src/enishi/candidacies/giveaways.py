"""Before the name may be shown: what in somebody's words would give it away, or lead around the coordinator."""

from collections.abc import Iterable

from enishi.candidacies.access import level_for_institution
from enishi.candidacies.models import Candidacy
from enishi.common.actor import Actor
from enishi.common.giveaways import Giveaway, Person, giveaways_in, kinds_of
from enishi.common.workflow import Party, Refusal, StepRefused
from enishi.physicians.enums import DisclosureLevel

CODE = "giveaway"


def name_is_shown(candidacy: Candidacy) -> bool:
    """Whether the institution may read the physician's name in this candidacy now."""
    return shows_name(level_for_institution(candidacy))


def shows_name(level: DisclosureLevel | None) -> bool:
    """Whether a name may be read at this level of a candidacy (`level_for_institution`)."""
    return level is not None and level >= DisclosureLevel.L3


def giveaways_for(candidacy: Candidacy, text: str, *, by: Actor) -> list[Giveaway]:
    """What is found in words of this writer; nothing once the name may be read."""
    return [] if not text.strip() or name_is_shown(candidacy) else giveaways_before_name(candidacy, text, by=by)


def giveaways_before_name(candidacy: Candidacy, text: str, *, by: Actor) -> list[Giveaway]:
    """What is found in words of this writer while the name may not be read.

    The physician and the desk know the name, so it is looked for in their words. In the institution's words only what
    looks like a name by itself: a warning that knew the name would tell who guessed it.
    """
    return giveaways_in(text, None if by.party is Party.INSTITUTION else person_of(candidacy))


def person_of(candidacy: Candidacy) -> Person:
    """Read for a comparison inside the program: nobody is shown it, so nothing stands in the log of readings."""
    identity = candidacy.physician.identity
    return Person(
        identity.family_name, identity.given_name, identity.family_kana, identity.given_kana, identity.employer
    )


def sentence_for(found: Iterable[Giveaway]) -> str:
    """「お名前と電話番号のようなことばがあります（「北川」「090-…」）。」"""
    rows = list(found)
    words = "".join(f"「{' '.join(g.words.split())}」" for g in rows)
    return f"{kinds_of(rows)}のようなことばがあります（{words}）。"


def refuse_giveaways(candidacy: Candidacy, texts: Iterable[str], *, by: Actor) -> None:
    """Raises StepRefused with the words that were found."""
    found = [g for text in texts for g in giveaways_for(candidacy, text, by=by)]
    if found:
        raise StepRefused(
            Refusal(CODE, f"{sentence_for(found)}お名前を伝えるご同意の前ですので、除いてからお送りください。")
        )
