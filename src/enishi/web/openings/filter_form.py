"""The filters of the list as plain choices: what a select, a card or a grid shows, with the number each would find."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

from enishi.common.japanese.halfdays import DAYS as WEEK
from enishi.common.japanese.halfdays import PART_WORDS, PARTS
from enishi.engine.specialties import N_BASIC, SPECIALTIES, ancestors
from enishi.openings.enums import Duty, Employment
from enishi.openings.search.filters import DAYS, NOTHING_ASKED, ROLES, SUPPORT, WITHIN
from enishi.openings.search.finding import Found

NIGHT_WORDS = {Duty.NONE: "なし", Duty.NEGOTIABLE: "相談できるものも", Duty.REQUIRED: "ありも含める"}
WEEKDAY_WORDS = dict(zip(WEEK, "月火水木金土日", strict=True))
TREE: tuple[tuple[str, str, int], ...] = tuple(
    (SPECIALTIES[index].key, SPECIALTIES[index].name, len(ancestors(index)))
    for basic in range(N_BASIC)
    for index in (basic, *(i for i in range(N_BASIC, len(SPECIALTIES)) if basic in ancestors(i)))
)
"""(key, name, depth) of all departments, each below its basic area."""
FINER = (
    "words", "days_min", "slots", "roles", "offers", "without", "few", "annual_pay", "daily_pay", "near", "within",
)  # fmt: skip
"""Fields behind 「条件をくわしく」."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One option. count: how many it would find, None where that is not counted; depth: how far it is set in."""

    value: str
    label: str
    chosen: bool = False
    count: int | None = None
    depth: int = 0

    @property
    def words(self) -> str:
        return "　" * self.depth + self.label + ("" if self.count is None else f"（{self.count:,}）")


class Choices(list[Choice]):
    """Options of one control, drawn here: as a loop of a template two hundred of them cost half of the whole page."""

    @property
    def options(self) -> SafeString:
        """The <option> elements of a select."""
        return mark_safe(
            "".join(
                f'<option value="{escape(c.value)}"{" selected" if c.chosen else ""}>{escape(c.words)}</option>'
                for c in self
            )
        )


@dataclass(frozen=True, slots=True)
class Day:
    """One weekday of the grid: (code, word of the half-day, spoken, chosen) for morning, afternoon and night."""

    word: str
    cells: list[tuple[str, str, str, bool]]


class FilterForm:
    """The form of one search; `asked` is what was typed for fields that keep a wrong text."""

    def __init__(self, found: Found, typed: Mapping[str, str]) -> None:
        self.found, self.filters, self.typed = found, found.filters, typed

    @property
    def finer(self) -> int:
        """How many of the finer filters are set; the chips above the list name them."""
        return sum(getattr(self.filters, name) != getattr(NOTHING_ASKED, name) for name in FINER)

    def specialties(self) -> Choices:
        """The whole tree, each department under its basic area."""
        counts, chosen = self.found.by_specialty, self.filters.specialties
        choices = [_nothing("すべての診療科", chosen)]
        for key, name, depth in TREE:
            choices.append(Choice(key, name, chosen == (key,), counts[key], depth))
        return _with_several(choices, chosen)

    def prefectures(self) -> Choices:
        names = self.found.places.prefectures
        return self._places("すべての都道府県", self.found.by_prefecture, names, self.filters.prefectures)

    @property
    def _prefecture(self) -> str:
        """The one prefecture whose parts can be chosen."""
        places, filters = self.found.places, self.filters
        if len(filters.prefectures) == 1:
            return filters.prefectures[0]
        within = {places.areas[code][1] for code in filters.areas}
        within |= {places.prefecture[places.position[code]] for code in filters.municipalities}
        return within.pop() if len(within) == 1 and not filters.prefectures else ""

    def areas(self) -> Choices:
        """The medical areas of the chosen prefecture, none before one is chosen."""
        if not self._prefecture:
            return Choices()
        names = {code: name for code, (name, _) in self.found.places.areas.items()}
        return self._places("すべての医療圏", self.found.by_area(self._prefecture), names, self.filters.areas)

    def municipalities(self) -> Choices:
        """The municipalities there that have openings."""
        if not self._prefecture:
            return Choices()
        area = self.filters.areas[0] if len(self.filters.areas) == 1 else ""
        places = self.found.places
        counts = self.found.by_municipality(self._prefecture, area)
        counts |= {code: counts.get(code, 0) for code in self.filters.municipalities}
        names = {code: places.names[places.position[code]] for code in counts}
        return self._places("すべての市区町村", counts, names, self.filters.municipalities)

    def _places(
        self, nothing: str, counts: Mapping[str, int], names: Mapping[str, str], chosen: tuple[str, ...]
    ) -> Choices:
        options = [Choice(code, names[code], chosen == (code,), count) for code, count in counts.items()]
        return _with_several([_nothing(nothing, chosen), *options], chosen)

    def employment(self) -> list[Choice]:
        return [Choice(str(e), e.label, str(e) in self.filters.employment) for e in Employment]

    def days_min(self) -> Choices:
        return _days("指定なし", "以上", self.filters.days_min)

    def days_max(self) -> Choices:
        return _days("指定なし", "まで", self.filters.days_max)

    def nights(self) -> Choices:
        return Choices(Choice(str(d), words, d == self.filters.most_night) for d, words in NIGHT_WORDS.items())

    def calls(self) -> Choices:
        return Choices(Choice(str(d), words, d == self.filters.most_call) for d, words in NIGHT_WORDS.items())

    def roles(self) -> list[Choice]:
        return [Choice(code, words, code in self.filters.roles) for code, words in ROLES.items()]

    def offers(self) -> list[Choice]:
        """What an opening may offer; one that only a link asked for stands here too, so that it is not lost."""
        known = SUPPORT | {code: ROLES.get(code, code) for code in self.filters.offers if code not in SUPPORT}
        return [Choice(code, words, code in self.filters.offers) for code, words in known.items()]

    def within(self) -> Choices:
        chosen = self.filters.within
        options = [Choice(str(m), f"{m}分まで", m == chosen) for m in sorted({*WITHIN, *([chosen] if chosen else [])})]
        return Choices([Choice("", "指定なし", chosen is None), *options])

    def sorts(self) -> Choices:
        near = self.filters.by_distance
        return Choices([Choice("", "確認の新しい順", not near), Choice("near", "出発地に近い順", near)])

    def week(self) -> list[Day]:
        return [
            Day(
                word,
                [
                    (f"{day}_{part}", part_word, f"{word}曜の{part_word}", f"{day}_{part}" in self.filters.slots)
                    for part, part_word in zip(PARTS, PART_WORDS, strict=True)
                ],
            )
            for day, word in WEEKDAY_WORDS.items()
        ]

    @property
    def words(self) -> str:
        return " ".join(self.filters.words) or self.typed.get("q", "")

    @property
    def near(self) -> str:
        """What was typed, or the place it was understood as."""
        code = self.filters.near
        return self.found.places.words_of(code) if code else self.typed.get("near", "")

    @property
    def annual_pay(self) -> str:
        return str(self.filters.annual_pay or self.typed.get("annual_pay", ""))

    @property
    def daily_pay(self) -> str:
        return str(self.filters.daily_pay or self.typed.get("daily_pay", ""))


def _nothing(words: str, chosen: Iterable[str]) -> Choice:
    return Choice("", words, not tuple(chosen))


def _with_several(choices: list[Choice], chosen: tuple[str, ...]) -> Choices:
    """A link may ask for several at once, where the form asks for one: then they are one option."""
    if len(chosen) < 2:
        return Choices(choices)
    labels = {choice.value: choice.label for choice in choices}
    several = Choice(",".join(chosen), "・".join(labels.get(code, code) for code in chosen), chosen=True)
    return Choices([choices[0], several, *choices[1:]])


def _days(nothing: str, behind: str, chosen: float | None) -> Choices:
    shown = sorted({*(d for d in DAYS if d <= 5), *([chosen] if chosen else [])})
    options = [Choice(f"{days:g}", f"週{days:g}日{behind}", days == chosen) for days in shown]
    return Choices([Choice("", nothing, chosen is None), *options])
