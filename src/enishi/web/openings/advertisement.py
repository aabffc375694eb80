"""Sending in an advertisement, and what was found in it. For hospitals and for the desk."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q, QuerySet

from enishi.common.uploads import LARGEST
from enishi.common.workflow import Channel
from enishi.institutions.models import Institution
from enishi.openings.models import Advertisement
from enishi.openings.reading.facts import Reading
from enishi.openings.reading.files import words_of
from enishi.openings.reading.words import OUT_OF_SCOPE, unread_words
from enishi.openings.uploaded import FileProblem
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards
from enishi.web.openings.advertisement_review import other_house, title_of

LONGEST_LINE = 500
LONGEST_HEAD = 40


class AdvertisementForm(EnishiForm):
    """The words, pasted or in a file."""

    text = forms.CharField(
        label="求人の文章",
        help_text="ホームページ、メール、表計算の表などから、そのまま貼り付けてください。読み取るのは、はじめの2万字までです。",
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
    channel = forms.ChoiceField(label="届いた方法", widget=ChoiceCards(two_columns=True))
    field_order = ("institution", "channel", "text", "file")

    def __init__(
        self, *args: Any, among: QuerySet[Institution], ways: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.among = among
        self.fields["channel"].choices = list(ways)  # type: ignore[attr-defined]

    def clean_institution(self) -> Institution:
        return house_named(self.cleaned_data["institution"], self.among)


def house_named(words: str, among: QuerySet[Institution]) -> Institution:
    """The one institution with this number or name. Raises ValidationError with what to do for none and for several."""
    words = words.strip()
    found = among.filter(Q(number__iexact=words) | Q(name=words)).order_by("id")[:6]
    if len(found) == 1:
        return found[0]
    if found:
        numbers = "、".join(one.number for one in found[:5])
        raise forms.ValidationError(f"同じ名前の施設がいくつかあります。番号でご入力ください（{numbers}）。")
    raise forms.ValidationError("登録されている施設に見つかりませんでした。番号か、登録の名前をお確かめください。")


class KeptRow(NamedTuple):
    """A text that lies here. head: its first words; drafts: how many drafts were made of it."""

    kept: Advertisement
    head: str
    way: str
    drafts: int


def kept_rows(rows: Iterable[Advertisement]) -> list[KeptRow]:
    """Texts kept, as a list shows them; rows as `kept_advertisements` gives them."""
    return [
        KeptRow(kept, _first_words(kept.text), Channel(kept.channel).label, kept.drafts_made)  # type: ignore[attr-defined]
        for kept in rows
    ]


def _first_words(text: str) -> str:
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return line if len(line) <= LONGEST_HEAD else f"{line[:LONGEST_HEAD]}…"


def reading_of(kept: Advertisement) -> Reading:
    """What the kept text says; read anew each time, which takes some hundredths of a second."""
    from enishi.openings.reading.reader import read_text  # its patterns take a while, and few pages need them

    return read_text(kept.text)


def summary(kept: Advertisement, reading: Reading) -> dict[str, Any]:
    """For the page that lists the openings of a text: their heads, which ones are drafts already, and why there are none."""
    drafts = {made.place: made.opening.number for made in kept.drafts.select_related("opening")}
    openings = [
        {
            "place": place,
            "title": title_of(opening),
            "institution": opening.value("institution") or "施設名は書かれていません",
            "elsewhere": bool(other_house(opening, kept.institution)),
            "closed": not opening.value("recruiting"),
            "facts": len(opening.facts),
            "draft": drafts.get(place),
        }
        for place, opening in enumerate(reading.openings)
    ]
    return {
        "kept": kept,
        "openings": openings,
        "none": OUT_OF_SCOPE.get(reading.out_of_scope or "", ""),
        "unread": unread_words(reading),
    }
