"""The national list of hospitals, as published: to find an institution by name instead of typing its address.

A row is a public fact of the list, no customer of ours. It comes by `enishi import institutions`.
"""

import unicodedata
from datetime import date
from typing import Self

from django.db import models
from django.db.models import CheckConstraint, Q, QuerySet

from enishi.areas.models import Municipality, Prefecture
from enishi.areas.rules import Point
from enishi.common.japanese.kana import to_hiragana

# Lists write small kana large, and variant kanji as they please; a search must not depend on either.
_LARGE_KANA = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖぢづ", "あいうえおつやゆよわかけじず")
_PLAIN_KANJI = str.maketrans("髙﨑濵濱澤邉邊齋齊斎嶋島廣會國德髪龍瀧", "高崎浜浜沢辺辺斉斉斉島島広会国徳髪竜滝")


def folded_name(text: str) -> str:
    """A name for comparing: NFKC, lower case, usual kanji, no blanks, brackets, dots or dashes."""
    plain = unicodedata.normalize("NFKC", text).translate(_PLAIN_KANJI).casefold()
    return "".join(c for c in plain if unicodedata.category(c)[0] in "LN" or c == "ー")


def folded_reading(text: str) -> str:
    """A reading for comparing: hiragana with small kana written large, nothing but kana, letters and digits."""
    return folded_name(to_hiragana(text)).translate(_LARGE_KANA)


class ListedFacilities(QuerySet["ListedFacility"]):
    def open_today(self) -> Self:
        """Still on the newest list that was imported."""
        return self.filter(withdrawn_on=None)

    def in_prefecture(self, code: str) -> Self:
        return self.filter(prefecture=code)

    def in_municipality(self, code: str) -> Self:
        """In the municipality, or in any ward of the city."""
        return self.filter(Q(municipality=code) | Q(municipality__city=code))

    def named(self, words: str) -> Self:
        """Whose name or reading holds every one of the words, whatever their width, kana or kanji variant.

        >>> ListedFacility.objects.open_today().named("ｶﾏｲｼ 病院")
        """
        found = self
        wanted = words.split()
        for word in wanted:
            name, reading = folded_name(word), folded_reading(word)
            if not name:
                return self.none()
            found = found.filter(Q(name_folded__contains=name) | Q(reading_folded__contains=reading))
        return found if wanted else self.none()

    def not_on_the_list_of(self, day: date) -> Self:
        """Last seen on an older list than the one of this day."""
        return self.filter(edition__lt=day)


class ListedFacility(models.Model):
    """A hospital. `edition` is the newest list it stands on, `withdrawn_on` the first list without it."""

    number = models.CharField("一覧の番号", max_length=20, unique=True)
    name = models.CharField("名称", max_length=100)
    kana = models.CharField("フリガナ", max_length=150, blank=True)
    short_name = models.CharField("略称", max_length=60, blank=True)
    corporation = models.CharField("開設法人", max_length=100, blank=True)
    prefecture = models.ForeignKey(Prefecture, on_delete=models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    postcode = models.CharField("郵便番号", max_length=8, blank=True)
    address = models.CharField("所在地", max_length=200)
    latitude = models.FloatField("緯度", null=True, blank=True)
    longitude = models.FloatField("経度", null=True, blank=True)
    url = models.CharField("ウェブサイト", max_length=300, blank=True)
    beds_general = models.PositiveIntegerField("一般病床", null=True, blank=True)
    beds_longterm = models.PositiveIntegerField("療養病床", null=True, blank=True)
    beds_psychiatric = models.PositiveIntegerField("精神病床", null=True, blank=True)
    beds_tb = models.PositiveIntegerField("結核病床", null=True, blank=True)
    beds_infectious = models.PositiveIntegerField("感染症病床", null=True, blank=True)
    beds_total = models.PositiveIntegerField("病床合計", null=True, blank=True)
    name_folded = models.CharField(max_length=160, editable=False)
    reading_folded = models.CharField(max_length=160, editable=False, blank=True)
    source = models.CharField("出典", max_length=200)
    edition = models.DateField("一覧の日付")
    withdrawn_on = models.DateField("一覧から消えた日", null=True, blank=True)

    objects = ListedFacilities.as_manager()

    class Meta:
        app_label = "institutions"
        verbose_name = "全国の病院一覧"
        ordering = ("number",)
        indexes = (
            models.Index(fields=("prefecture", "reading_folded"), name="listed_by_prefecture"),
            models.Index(fields=("reading_folded",), name="listed_by_reading"),
        )
        constraints = (
            CheckConstraint(
                condition=Q(latitude=None, longitude=None) | Q(latitude__range=(20, 46), longitude__range=(122, 154)),
                name="listed_in_japan",
            ),
            CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gt=models.F("edition")),
                name="listed_withdrawn_after_last_seen",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def point(self) -> Point | None:
        """Where it is by the list; None for the few hundred rows without coordinates (use the municipality's then)."""
        if self.latitude is None or self.longitude is None:
            return None
        return Point(self.latitude, self.longitude)

    def fold(self) -> None:
        """Fill the columns that searches compare, from name and reading."""
        self.name_folded = f"{folded_name(self.name)} {folded_name(self.short_name)}".strip()
        self.reading_folded = folded_reading(self.kana)
