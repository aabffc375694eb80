"""漏えい等の報告: when a leak of personal data has to be reported to 個人情報保護委員会 and until when. Pure.

個人情報保護法26条, 同法施行規則7条 (which cases) and 8条 (deadlines), in force since 2022-04-01. 速報: 「速やかに」, which the
commission's guideline (通則編 3-5-3-3) takes as about 3 to 5 days from when anybody in the business knew; 確報: within 30
days, 60 where the purpose may be wrongful. Days count from the day after it was known (民法140条).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from enishi.law.parameters import value


@dataclass(frozen=True, slots=True)
class Leak:
    """people: of whom data leaked, or may have; a guess at first."""

    known_on: date
    people: int
    sensitive: bool
    harmful: bool
    malicious: bool


@dataclass(frozen=True, slots=True)
class Duty:
    """grounds: cases of 施行規則7条 that make it reportable; without one no report is due and both days are None."""

    grounds: tuple[str, ...]
    prompt_from: date | None
    prompt_by: date | None
    final_by: date | None

    @property
    def reportable(self) -> bool:
        return bool(self.grounds)


def duty_of(leak: Leak) -> Duty:
    """What the law asks for. Raises NotInForce for a day before 2022-04-01."""
    more_than = value("leak_people_more_than", leak.known_on)
    cases = (
        (leak.sensitive, "要配慮個人情報が含まれる（施行規則7条1号）"),
        (leak.harmful, "財産的被害が生じるおそれがある（同条2号）"),
        (leak.malicious, "不正の目的をもって行われたおそれがある（同条3号）"),
        (leak.people > more_than, f"本人の数が{more_than:,}人を超える（同条4号）"),
    )
    grounds = tuple(words for holds, words in cases if holds)
    if not grounds:
        return Duty((), None, None, None)
    final = value("leak_final_days_malicious" if leak.malicious else "leak_final_days", leak.known_on)
    first, last = value("leak_prompt_days_from", leak.known_on), value("leak_prompt_days", leak.known_on)
    return Duty(
        grounds,
        leak.known_on + timedelta(days=first),
        leak.known_on + timedelta(days=last),
        leak.known_on + timedelta(days=final),
    )
