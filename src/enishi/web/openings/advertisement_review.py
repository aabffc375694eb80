"""Looking over one opening that was read in an advertisement: each fact beside the words it came from.

What decides whether a physician can come (pay, term, nights, the house itself) counts as unseen until a person says that it
was compared with the words; one mark does for a group. Everything else is taken as read unless it is put right or left out.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django import forms

from enishi.common.japanese.problems import InputProblem
from enishi.institutions.listed import folded_name
from enishi.institutions.models import Institution
from enishi.openings.advertisements import TAKEN
from enishi.openings.reading.facts import DRAFT_FIELDS, Fact, Reading, ReadOpening
from enishi.openings.reading.words import EMPLOYMENT, LABELS, words_for
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import CheckCard, ChoiceCards

YES, EDIT, LEAVE = "yes", "edit", "leave"
CHOICES = [(YES, "このとおり"), (EDIT, "直して使う"), (LEAVE, "使わない")]
AROUND = 24
"""Characters of the text shown before and after the words a fact came from."""

CRITICAL: dict[str, tuple[str, tuple[str, ...]]] = {
    "pay": ("お金と期間", ("pay", "fixed_term")),
    "duty": ("当直と呼び出し", ("night_duty", "on_call")),
}
"""Group → its heading and facts: unseen until somebody says otherwise."""

WHY_NOT_TAKEN = {
    "age_limit": "年齢の制限は、法律の例外にあたるときだけ書けます。下書きには入れません（労働施策総合推進法9条）。",
    "retirement_age": "定年は、下書きの「契約と場所」で書き足してください。",
    "recruiting": "終わった募集のようです。続けるときだけ、下書きをおつくりください。",
}


class Piece(NamedTuple):
    """Some words of the text, and whether a fact came from them."""

    words: str
    marked: bool


class FactRow(NamedTuple):
    """field, label and value in words; excerpts: where the text says so; why_not: for what no draft holds."""

    field: str
    label: str
    words: str
    excerpts: list[list[Piece]]
    why_not: str


class Part(NamedTuple):
    """Facts that are looked over together. seen: the mark of a critical group, None for the rest. rows: (the fact, its choice,
    its own words, whether the fold is open)."""

    key: str
    heading: str
    seen: Any
    rows: list[tuple[FactRow, Any, Any, bool]]


class ReviewForm(EnishiForm):
    """For each fact: take it, take it in other words, or leave it out; for a critical group the mark that it was compared."""

    title = forms.CharField(
        label="見出し", max_length=80, help_text="一覧に出る題です。", widget=forms.TextInput(attrs={"class": "w-l"})
    )

    def __init__(self, *args: Any, opening: ReadOpening, own: Institution, **kwargs: Any) -> None:
        super().__init__(*args, initial={"title": title_of(opening)}, **kwargs)
        self.opening = opening
        self.taken = [name for name in TAKEN if name in opening.all_facts]
        self.other_house = other_house(opening, own)
        self.critical = {
            key: names
            for key, (_, asked) in CRITICAL.items()
            if (names := [name for name in asked if name in self.taken])
        }
        for name in self.taken:
            self._ask(name)
        for key, names in self.critical.items():
            labels = "・".join(LABELS[name] for name in names)
            self.fields[f"seen_{key}"] = _mark(
                f"{labels}を、もとの言葉と見比べました",
                "直さないところは、このとおり使います",
                f"{labels}をもとの言葉と見比べて、印をお付けください。",
            )
        if self.other_house:
            self.fields["seen_house"] = _mark(
                f"{own.name}の募集に間違いありません",
                f"文章には「{self.other_house}」とあります",
                "どの施設の募集かをお確かめのうえ、印をお付けください。",
            )

    def _ask(self, name: str) -> None:
        # The patterns of the fields are loaded where somebody looks over a reading.
        from enishi.openings.reading.edited import EXAMPLES

        label, unseen = LABELS[name], any(name in names for names in self.critical.values())
        self.fields[f"use_{name}"] = forms.ChoiceField(
            label=f"{label}をどうしますか",
            choices=CHOICES,
            initial=None if unseen else YES,
            required=False,
            widget=ChoiceCards(short=True),
        )
        self.fields[f"new_{name}"] = forms.CharField(
            label=f"直した{label}",
            required=False,
            max_length=300,
            initial=words_for(name, self.opening.all_facts[name].value),
            help_text=f"「直して使う」のときに使います。例：{EXAMPLES[name]}",
            widget=forms.TextInput(attrs={"class": "w-l"}),
        )

    def clean(self) -> dict[str, Any]:
        """`facts`: what goes into the draft. An unseen group, and the advertisement of another house, lack their mark."""
        from enishi.openings.reading.edited import value_of

        cleaned = super().clean() or self.cleaned_data
        self.facts: dict[str, Any] = {}
        seen = {name for key, names in self.critical.items() if cleaned.get(f"seen_{key}") for name in names}
        unseen = {name for names in self.critical.values() for name in names} - seen
        for name in self.taken:
            use = cleaned.get(f"use_{name}") or ("" if name in unseen else YES)
            if use == YES:
                self.facts[name] = self.opening.all_facts[name].value
            elif use == EDIT:
                try:
                    self.facts[name] = value_of(name, cleaned.get(f"new_{name}", ""))
                except InputProblem as problem:
                    self.add_error(f"new_{name}", str(problem))
        for key, names in self.critical.items():
            if all(cleaned.get(f"use_{name}") for name in names):  # each was decided by itself: nothing is unseen
                self.errors.pop(f"seen_{key}", None)
        return cleaned

    @property
    def parts(self) -> list[Part]:
        """The critical groups first, then everything else a draft can hold."""
        critical = [
            Part(key, CRITICAL[key][0], self[f"seen_{key}"], [self._line(name) for name in names])
            for key, names in self.critical.items()
        ]
        grouped = {name for names in self.critical.values() for name in names}
        rest = [self._line(name) for name in self.taken if name not in grouped]
        return [*critical, *([Part("rest", "そのほか", None, rest)] if rest else [])]

    def _line(self, name: str) -> tuple[FactRow, Any, Any, bool]:
        use, new = self[f"use_{name}"], self[f"new_{name}"]
        return self.rows[name], use, new, bool(use.errors or new.errors or use.value() in (EDIT, LEAVE))

    @property
    def shown_only(self) -> list[FactRow]:
        """What was read but does not go into the draft."""
        return [row for name, row in self.rows.items() if name not in self.taken and name != "any_specialty"]

    @property
    def not_said(self) -> list[str]:
        """What the advertisement leaves open though a physician asks it first."""
        return [LABELS[name] for name in TAKEN if name not in self.opening.all_facts and name not in DRAFT_FIELDS]

    rows: dict[str, FactRow]


def _mark(text: str, small: str, missing: str) -> forms.BooleanField:
    """A yes that has to be given: never set beforehand."""
    return forms.BooleanField(label=text, widget=CheckCard(small=small), error_messages={"required": missing})


def review_form(data: Any, reading: Reading, place: int, own: Institution) -> ReviewForm:
    """The form for one opening of a reading, to become a draft of `own`."""
    form = ReviewForm(data, opening=reading.openings[place], own=own)
    form.rows = {name: _row(reading, fact) for name, fact in reading.openings[place].all_facts.items()}
    return form


def title_of(opening: ReadOpening) -> str:
    """内科・外科（常勤）: a heading made of what was read. 医師 where the advertisement names no specialty at all."""
    names = "・".join(opening.value("specialties") or []) or (
        "科目不問の医師" if "specialties" in opening.facts else "医師"
    )
    ways = "・".join(EMPLOYMENT[kind].removesuffix("（定期）") for kind in opening.value("employment") or [])
    return (f"{names}（{ways}）" if ways else names)[:80]


def other_house(opening: ReadOpening, own: Institution) -> str:
    """How the advertisement calls the house or the place if that is not the one the draft would belong to; "" if it may be."""
    named, ours = str(opening.value("institution") or ""), folded_name(own.name)
    if (folded := folded_name(named)) and folded not in ours and ours not in folded:
        return named
    prefecture = str(opening.value("prefecture") or "")
    return PREFECTURES.get(prefecture, prefecture) if prefecture not in ("", own.municipality.prefecture_id) else ""


def marked_text(reading: Reading, openings: Iterable[ReadOpening]) -> list[Piece]:
    """The whole text, with the words marked from which these openings' facts came."""
    facts = [fact for opening in openings for fact in opening.all_facts.values()]
    spans = sorted(span for fact in facts for span in fact.spans)
    return _pieces(reading.text, 0, len(reading.text), spans)


def _row(reading: Reading, fact: Fact) -> FactRow:
    excerpts: list[tuple[int, int]] = []
    for span in fact.spans[:8]:
        line_start = reading.text.rfind("\n", 0, span.start) + 1
        line_end = reading.text.find("\n", span.end)
        begin = max(line_start, span.start - AROUND)
        end = min(line_end if line_end >= 0 else len(reading.text), span.end + AROUND)
        if excerpts and begin <= excerpts[-1][1]:
            begin, end = excerpts.pop()[0], max(end, span.end)
        excerpts.append((begin, end))
    words = words_for(fact.field, fact.value)
    if fact.field == "prefecture":
        words = PREFECTURES.get(fact.value, fact.value)
    shown = [_pieces(reading.text, begin, end, fact.spans) for begin, end in excerpts]
    return FactRow(fact.field, LABELS[fact.field], words, shown, WHY_NOT_TAKEN.get(fact.field, ""))


def _pieces(text: str, begin: int, end: int, spans: Iterable[tuple[int, int]]) -> list[Piece]:
    pieces, at = [], begin
    for start, stop in spans:
        if stop <= at:
            continue
        if start >= end:
            break
        start, stop = max(start, at), min(stop, end)
        pieces += [Piece(text[at:start], False), Piece(text[start:stop], True)]
        at = stop
    return [piece for piece in [*pieces, Piece(text[at:end], False)] if piece.words]


PREFECTURES = dict(
    zip(
        (f"{code:02}" for code in range(1, 48)),
        (
            "北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 群馬県 埼玉県 千葉県 東京都 神奈川県 新潟県 富山県 "
            "石川県 福井県 山梨県 長野県 岐阜県 静岡県 愛知県 三重県 滋賀県 京都府 大阪府 兵庫県 奈良県 和歌山県 鳥取県 島根県 "
            "岡山県 広島県 山口県 徳島県 香川県 愛媛県 高知県 福岡県 佐賀県 長崎県 熊本県 大分県 宮崎県 鹿児島県 沖縄県"
        ).split(),
        strict=True,
    )
)
