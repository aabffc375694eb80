"""What stands against showing a story: no living yes to exactly this text, or a fact that nobody agreed to. Pure."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from enishi.common.giveaways import Kind, giveaways_in
from enishi.common.workflow import Refusal
from enishi.outreach.enums import StoryFact

LONGEST_YEARS = 3
"""Nobody agrees for longer at once: after that the person is asked anew."""
SOON_DAYS = 60
"""So many days before the end the office is told to ask again."""
SHORTEST_NAME = 2
_AGE = re.compile(r"(?<![0-9])[0-9]{2}\s*[歳才]")


@dataclass(frozen=True, slots=True)
class Yes:
    """A consent as the rules see it."""

    name: str
    employer: str
    facts: frozenset[str]
    agreed_on: date
    until: date
    withdrawn: bool

    def lives_on(self, day: date) -> bool:
        return not self.withdrawn and self.agreed_on <= day <= self.until


def fingerprint(words: Mapping[str, str], picture: str) -> str:
    """SHA-256 of all that a reader sees. words: the text fields; picture: digest of its bytes, "" for none."""
    return hashlib.sha256(json.dumps([sorted(words.items()), picture], ensure_ascii=False).encode()).hexdigest()


def last_day(agreed_on: date) -> date:
    """The last day for which a yes may be given."""
    try:
        return agreed_on.replace(year=agreed_on.year + LONGEST_YEARS)
    except ValueError:  # 29 February
        return agreed_on.replace(year=agreed_on.year + LONGEST_YEARS, day=28)


def against_showing(
    text: str,
    *,
    has_picture: bool,
    yes: Iterable[Yes],
    day: date,
    houses: Collection[str] = (),
    places: Collection[str] = (),
) -> list[Refusal]:
    """Everything at once that stands against showing this text today.

    text: all words of the version; yes: the consents to exactly this version; houses, places: names of institutions and of
    municipalities that are known to us, looked for in the text.
    """
    living = [one for one in yes if one.lives_on(day)]
    found: list[Refusal] = []
    if not living:
        found.append(Refusal("consent", "この版の文面への同意が、まだ控えられていません（または期限が過ぎています）。"))
    facts = frozenset(fact for one in living for fact in one.facts)
    return found + facts_beyond(text, has_picture=has_picture, facts=facts, people=living, houses=houses, places=places)


def facts_beyond(
    text: str,
    *,
    has_picture: bool,
    facts: frozenset[str],
    people: Collection[Yes],
    houses: Collection[str],
    places: Collection[str],
) -> list[Refusal]:
    """Facts in the text that tell who somebody is and to which nobody agreed."""
    found: list[Refusal] = []
    plain = _plain(text)

    def refuse(fact: StoryFact, what: str) -> None:
        if fact not in facts:
            found.append(
                Refusal(
                    fact, f"{what}があります。「{fact.label}」への同意がないので、ぼかすか、同意をいただいてください。"
                )
            )

    if has_picture:
        refuse(StoryFact.PICTURE, "写真")
    told = giveaways_in(text)
    names = [
        part for one in people for part in one.name.split() if len(part) >= SHORTEST_NAME and _plain(part) in plain
    ]
    names += [g.words for g in told if g.kind is Kind.NAME]
    if names:
        refuse(StoryFact.NAME, f"お名前らしいことば「{names[0]}」")
    contacts = [g for g in told if g.kind not in (Kind.NAME, Kind.PLACE)]
    if contacts:
        found.append(
            Refusal("contact", f"{contacts[0].kind.label}「{contacts[0].words}」があります。お話には載せられません。")
        )
    employers = [one.employer for one in people if one.employer and _plain(one.employer) in plain]
    employers += [name for name in houses if len(name) > SHORTEST_NAME and _plain(name) in plain]
    if employers:
        refuse(StoryFact.EMPLOYER, f"医療機関の名前「{employers[0]}」")
    towns = [name for name in places if len(name) > SHORTEST_NAME and _plain(name) in plain]
    if towns and StoryFact.EMPLOYER not in facts:
        refuse(StoryFact.PLACE, f"市町村の名前「{towns[0]}」")
    if age := _AGE.search(plain):
        refuse(StoryFact.AGE, f"年齢「{age.group()}」")
    return found


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
