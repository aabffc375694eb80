"""Looking over what was read in an advertisement: each fact beside the words it came from. For hospitals and for the desk."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django import forms
from django.core.files.uploadedfile import UploadedFile

from enishi.common.japanese.problems import InputProblem
from enishi.common.uploads import LARGEST
from enishi.institutions.listed import folded_name
from enishi.institutions.models import Institution
from enishi.openings.advertisements import TAKEN
from enishi.openings.models import Advertisement
from enishi.openings.reading import FIELDS, Fact, Reading, ReadOpening, read_text
from enishi.openings.reading.edited import EXAMPLES, value_of
from enishi.openings.reading.files import words_of
from enishi.openings.reading.words import EMPLOYMENT, LABELS, OUT_OF_SCOPE, words_for
from enishi.openings.uploaded import FileProblem
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards

YES, EDIT, LEAVE = "yes", "edit", "leave"
CHOICES = [(YES, "このとおり"), (EDIT, "直して使う"), (LEAVE, "使わない")]
LONGEST_LINE = 500
AROUND = 24
"""Characters of the text shown before and after the words a fact came from."""

WHY_NOT_TAKEN = {
    "age_limit": "年齢の制限は、法律の例外にあたるときだけ書けます。下書きには入れません（労働施策総合推進法9条）。",
    "retirement_age": "定年は、下書きの「契約と場所」で書き足してください。",
    "recruiting": "終わった募集のようです。続けるときだけ、下書きをおつくりください。",
}


class AdvertisementForm(EnishiForm):
    """The words, pasted or in a file."""

    text = forms.CharField(
        label="求人の文章",
        help_text="ホームページ、メール、表計算の表などから、そのまま貼り付けてください。読み取るのは、はじめの3万字までです。",
        required=False,
        max_length=100_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    file = forms.FileField(
        label="ファイル",
        help_text="文字・HTML・PDF・Word（.docx）・Excel（.xlsx）、10MBまで。写真は読み取れません。",
        required=False,
        error_messages={"empty": "ファイルの中身がありません。もう一度お選びください。"},
    )

    def clean_file(self) -> str:
        sent: UploadedFile | None = self.cleaned_data["file"]
        if sent is None:
            return ""
        if (sent.size or 0) > LARGEST:
            raise forms.ValidationError("ファイルが大きすぎます。10MBまで読み取れます。")
        try:
            return words_of(sent.read())
        except FileProblem as problem:
            raise forms.ValidationError(problem.sentence) from problem

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned.get("text", "").strip() and not cleaned.get("file"):
            self.add_error("text", "求人の文章を貼り付けるか、ファイルをお選びください。")
        return cleaned

    @property
    def words(self) -> str:
        """What was sent: the file where there is one, else the pasted text. NUL, which no database keeps, is left out.

        Lines of thousands of characters are broken at a sentence or a blank: a reader of words takes ever longer over them.
        """
        sent: str = self.cleaned_data["file"] or self.cleaned_data["text"]
        return "\n".join(part for line in sent.replace("\x00", "").split("\n") for part in _short_lines(line))


def _short_lines(line: str) -> Iterator[str]:
    while len(line) > LONGEST_LINE:
        cut = max(line.rfind(mark, 0, LONGEST_LINE) for mark in "。、　 \t") + 1 or LONGEST_LINE
        yield line[:cut]
        line = line[cut:]
    yield line


class DeskAdvertisementForm(AdvertisementForm):
    """The same, for the institution that sent it."""

    institution = forms.CharField(
        label="どの医療機関の募集ですか",
        help_text="登録の番号か、施設名をご入力ください。例：I-2026-0001",
        max_length=80,
        widget=forms.TextInput(attrs={"class": "w-l"}),
    )
    field_order = ("institution", "text", "file")

    def __init__(self, *args: Any, among: Iterable[Institution], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.among = among

    def clean_institution(self) -> Institution:
        words = self.cleaned_data["institution"].strip()
        found = [one for one in self.among if words in (one.number, one.name)]
        if len(found) == 1:
            return found[0]
        if found:
            numbers = "、".join(one.number for one in found[:5])
            raise forms.ValidationError(f"同じ名前の施設が{len(found)}つあります。番号でご入力ください（{numbers}）。")
        raise forms.ValidationError("登録されている施設に見つかりませんでした。番号か、登録の名前をお確かめください。")


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


class ReviewForm(EnishiForm):
    """For each fact: take it, take it in other words, or leave it out."""

    title = forms.CharField(
        label="見出し", max_length=80, help_text="一覧に出る題です。", widget=forms.TextInput(attrs={"class": "w-l"})
    )

    def __init__(self, *args: Any, opening: ReadOpening, **kwargs: Any) -> None:
        super().__init__(*args, initial={"title": title_of(opening)}, **kwargs)
        self.opening = opening
        self.taken = [name for name in TAKEN if name in opening.facts]
        for name in self.taken:
            label = LABELS[name]
            self.fields[f"use_{name}"] = forms.ChoiceField(
                label=f"{label}をどうしますか",
                choices=CHOICES,
                initial=YES,
                widget=ChoiceCards(),
                error_messages={"required": f"{label}をどうするか、お選びください。"},
            )
            self.fields[f"new_{name}"] = forms.CharField(
                label=f"直した{label}",
                required=False,
                max_length=300,
                initial=words_for(name, opening.value(name)),
                help_text=f"「直して使う」のときに使います。例：{EXAMPLES[name]}",
                widget=forms.TextInput(attrs={"class": "w-l"}),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.facts: dict[str, Any] = {}
        for name in self.taken:
            use = cleaned.get(f"use_{name}")
            if use == YES:
                self.facts[name] = self.opening.value(name)
            elif use == EDIT:
                try:
                    self.facts[name] = value_of(name, cleaned.get(f"new_{name}", ""))
                except InputProblem as problem:
                    self.add_error(f"new_{name}", str(problem))
        return cleaned

    @property
    def pairs(self) -> list[tuple[FactRow, Any, Any]]:
        """(the fact, its choice, its own words) for each fact a draft can hold."""
        return [(self.rows[name], self[f"use_{name}"], self[f"new_{name}"]) for name in self.taken]

    @property
    def shown_only(self) -> list[FactRow]:
        """What was read but does not go into the draft."""
        return [row for name, row in self.rows.items() if name not in self.taken and name != "any_specialty"]

    rows: dict[str, FactRow]


def review_form(data: Any, reading: Reading, place: int) -> ReviewForm:
    """The form for one opening of a reading."""
    form = ReviewForm(data, opening=reading.openings[place])
    form.rows = {name: _row(reading, fact) for name, fact in reading.openings[place].facts.items()}
    return form


def reading_of(kept: Advertisement) -> Reading:
    """What the kept text says; read anew each time, which takes some hundredths of a second."""
    return read_text(kept.text)


def summary(kept: Advertisement, reading: Reading) -> dict[str, Any]:
    """For the page that lists the openings of a text: their heads, which ones are drafts already, and why there are none."""
    drafts = {made.place: made.opening.number for made in kept.drafts.select_related("opening")}
    openings = [
        {
            "place": place,
            "title": title_of(opening),
            "institution": opening.value("institution") or "施設名は書かれていません",
            "elsewhere": _elsewhere(opening, kept.institution),
            "closed": not opening.value("recruiting"),
            "facts": len(opening.facts),
            "draft": drafts.get(place),
        }
        for place, opening in enumerate(reading.openings)
    ]
    return {"kept": kept, "openings": openings, "none": OUT_OF_SCOPE.get(reading.out_of_scope or "", "")}


def _elsewhere(opening: ReadOpening, own: Institution) -> bool:
    """Whether the advertisement names another house than the one the draft would belong to."""
    named, ours = folded_name(opening.value("institution") or ""), folded_name(own.name)
    return bool(named) and named not in ours and ours not in named


def title_of(opening: ReadOpening) -> str:
    """内科・外科（常勤）: a heading made of what was read."""
    names = "・".join(opening.value("specialties") or []) or "科目不問の医師"
    ways = "・".join(EMPLOYMENT[kind].removesuffix("（定期）") for kind in opening.value("employment") or [])
    return (f"{names}（{ways}）" if ways else names)[:80]


def marked_text(reading: Reading, place: int) -> list[Piece]:
    """The whole text, with the words of this opening's facts marked."""
    spans = sorted(span for fact in reading.openings[place].facts.values() for span in fact.spans)
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

__all__ = ["FIELDS", "AdvertisementForm", "DeskAdvertisementForm", "review_form", "summary"]
