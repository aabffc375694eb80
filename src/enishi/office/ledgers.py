"""求人管理簿 and 求職管理簿 (職業安定法32条の15, 同法施行規則24条の7), read from the log and never written.

One row for each accepted opening or seeker, with one line for each referral under it. Items of the opening and of the seeker
are those of the day of acceptance (`ledger_entries`), names of a placement those of its contract. Rows are read by the
hundred: a year of fifty thousand referrals takes no more memory than one page of it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils.timezone import localdate

from enishi.candidacies.enums import State
from enishi.candidacies.models import Candidacy, Placement
from enishi.common.encrypted import decrypt_many
from enishi.law.ledgers import OPENINGS_LEDGER, SEEKERS_LEDGER, Ledger, Per
from enishi.merging.enums import Kind
from enishi.merging.querysets import ledger_places, moved_from
from enishi.office.half_year import stayed_words
from enishi.office.ledger_entries import day_words, opening_items, seeker_items
from enishi.office.models import LedgerEntry, LedgerRemark
from enishi.openings.models import Opening, OpeningVersion
from enishi.physicians.models import Physician

AT_ONCE = 500
"""Rows read together."""
HIRED = {State.CONTRACTED, State.WORKING, State.SETTLED, State.LEFT}
PASSED = {
    State.PHYSICIAN_DECLINED,
    State.INSTITUTION_DECLINED,
    State.COORDINATOR_CLOSED,
    State.OPENING_CLOSED,
    State.CANCELLED_AFTER_AGREEMENT,
}


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """values: text by column name of `ledger`; referrals: the same for columns that belong to each referral.

    number: of the opening or physician, for the link on the page.
    """

    ledger: Ledger
    number: str
    values: Mapping[str, str]
    referrals: list[Mapping[str, str]] = field(default_factory=list)


def row_columns(ledger: Ledger, *, with_remarks: bool = False) -> list[tuple[str, str]]:
    """(name, label) of the columns of the row itself, as the bureau sees them; with_remarks: the internal ones too."""
    return [(c.name, c.label) for c in ledger.columns if c.per is Per.ROW and (with_remarks or not c.internal)]


def referral_columns(ledger: Ledger) -> list[tuple[str, str]]:
    """(name, label) of the columns of each referral."""
    return [(c.name, c.label) for c in ledger.columns if c.per is Per.REFERRAL and not c.internal]


class AnyBook(Protocol):
    """What a page and a file need of a ledger."""

    @property
    def ledger(self) -> Ledger: ...
    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[LedgerRow]: ...
    def __getitem__(self, which: Any) -> Any: ...


class Book(Sequence[LedgerRow]):
    """A ledger of a period, both days included, in the order of acceptance; a slice of it reads no more than its rows."""

    def __init__(self, ledger: Ledger, start: date, end: date) -> None:
        self.ledger = ledger
        if ledger is OPENINGS_LEDGER:
            found = Opening.objects.filter(received_on__range=(start, end)).order_by("received_on", "id")
        elif ledger is SEEKERS_LEDGER:
            found = Physician.objects.filter(accepted_on__range=(start, end)).order_by("accepted_on", "id")
        else:
            raise ValueError(f"{ledger.name} is no book of acceptances")
        self._keys: list[int] = list(found.values_list("pk", flat=True))

    def __len__(self) -> int:
        return len(self._keys)

    def __getitem__(self, which: Any) -> Any:
        keys = self._keys[which]
        return self._rows(keys) if isinstance(which, slice) else self._rows([keys])[0]

    def __iter__(self) -> Iterator[LedgerRow]:
        for begin in range(0, len(self._keys), AT_ONCE):
            yield from self._rows(self._keys[begin : begin + AT_ONCE])

    def _rows(self, keys: list[int]) -> list[LedgerRow]:
        return _opening_rows(keys) if self.ledger is OPENINGS_LEDGER else _seeker_rows(keys)


def openings_ledger(start: date, end: date) -> Book:
    """Openings accepted from `start` to `end`."""
    return Book(OPENINGS_LEDGER, start, end)


def seekers_ledger(start: date, end: date) -> Book:
    """Seekers accepted from `start` to `end`."""
    return Book(SEEKERS_LEDGER, start, end)


def _opening_rows(keys: list[int]) -> list[LedgerRow]:
    rows = Opening.objects.filter(pk__in=keys)
    openings = rows.only("number", "received_on", "valid_until", "close_reason").in_bulk()
    entries = _accepted("opening", keys)
    rest = rows.filter(pk__in=[pk for pk in keys if not entries.get(pk)]).with_terms()
    items = entries | {opening.pk: opening_items(opening) for opening in rest}
    private = _remarks_beside("opening", keys)
    changes = _changes_after(keys, {pk: int(then.get("version", 0)) for pk, then in entries.items()})
    referred = _introduced_under(Kind.OPENING, keys)
    names = _entries_of_seekers(referred)
    return [
        LedgerRow(
            OPENINGS_LEDGER,
            openings[pk].number,
            {
                **items[pk],
                "reception_number": openings[pk].number,
                "received_on": day_words(openings[pk].received_on),
                "valid_until": _validity(openings[pk]),
                "remarks": changes.get(pk, ""),
                "internal_remarks": private.get(pk, ""),
            },
            [
                {"referred_on": day_words(c.introduced_on), "seeker_name": _seeker_name(c, names), **_outcome(c)}
                for c in referred.get(pk, ())
            ],
        )
        for pk in keys
    ]


def _seeker_rows(keys: list[int]) -> list[LedgerRow]:
    rows = Physician.objects.filter(pk__in=keys)
    seekers = rows.only("number", "accepted_on", "valid_until").in_bulk()
    entries = _accepted("physician", keys)
    rest = rows.filter(pk__in=[pk for pk in keys if not entries.get(pk)])
    rest = rest.select_related("identity").prefetch_related("wish_sheets")
    items = entries | {seeker.pk: seeker_items(seeker) for seeker in rest}
    private = _remarks_beside("physician", keys)
    referred = _introduced_under(Kind.PHYSICIAN, keys)
    introduced_for = _openings_of(c for talks in referred.values() for c in talks)
    asked = {opening.pk for opening in introduced_for.values()}
    employers = _accepted("opening", asked)
    return [
        LedgerRow(
            SEEKERS_LEDGER,
            seekers[pk].number,
            {
                **items[pk],
                "reception_number": seekers[pk].number,
                "received_on": day_words(seekers[pk].accepted_on),
                "valid_until": day_words(seekers[pk].valid_until),
                "remarks": "",
                "internal_remarks": private.get(pk, ""),
            },
            [
                {
                    "referred_on": day_words(c.introduced_on),
                    "employer_name": _employer_name(c, introduced_for[c.pk], employers),
                    "opening_reception_number": introduced_for[c.pk].number,
                    **_outcome(c),
                }
                for c in referred.get(pk, ())
            ],
        )
        for pk in keys
    ]


def _introduced_under(kind: Kind, keys: list[int]) -> dict[int, list[Candidacy]]:
    """By the opening or seeker under whose number each was made: since a merge its talk may go on under another.

    Named introductions only: an anonymous outline is no referral (law.md §1.2).
    """
    by = f"{kind}_id"
    found = _referrals(Q(**{f"{by}__in": keys}) | Q(pk__in=moved_from(kind, keys)))
    places, wanted = ledger_places(kind, (c.pk for c in found)), set(keys)
    sorted_out: dict[int, list[Candidacy]] = {}
    for c in found:
        if (under := places.get(c.pk, getattr(c, by))) in wanted:
            sorted_out.setdefault(under, []).append(c)
    return sorted_out


def _openings_of(talks: Iterable[Candidacy]) -> dict[int, Opening]:
    """By talk: the opening it was introduced for, also where that goes on under another number."""
    found = {c.pk: c.opening for c in talks}
    places = ledger_places(Kind.OPENING, found)
    ended = Opening.objects.select_related("institution").in_bulk(set(places.values()))
    return found | {talk: ended[pk] for talk, pk in places.items()}


READ_OF_A_REFERRAL = (
    "state", "introduced_on", "physician", "opening__number", "opening__institution__name",
    *(f"placement__{name}" for name in ("contract_kind", "hired_on", "left_on", "no_solicitation_until", "snapshot", "candidacy")),
)  # fmt: skip


def _accepted(of: str, keys: Iterable[int]) -> dict[int, dict[str, str]]:
    """The items of these openings or seekers as they were accepted; empty where they were erased. Deciphered all at once."""
    entries = LedgerEntry.objects.filter(**{f"{of}__in": keys}).annotate(token=Cast("facts", TextField()))
    tokens = dict(entries.values_list(of, "token"))
    kept = [pk for pk, token in tokens.items() if token]
    texts = decrypt_many([tokens[pk] for pk in kept])
    return {pk: {} for pk in tokens} | {pk: json.loads(text) for pk, text in zip(kept, texts, strict=True)}


def _referrals(which: Q) -> list[Candidacy]:
    found = Candidacy.objects.filter(which, introduced_on__isnull=False).select_related(
        "placement", "opening__institution"
    )
    rows = list(found.only(*READ_OF_A_REFERRAL).order_by("introduced_on", "id"))
    placements = [placement for c in rows if (placement := _placement(c)) and placement.contract_kind == "indefinite"]
    known = stayed_words(placement.pk for placement in placements)
    for placement in placements:
        placement.known_to_stay = known.get(placement.pk, "")  # type: ignore[attr-defined]
    return rows


def _entries_of_seekers(referred: Mapping[int, list[Candidacy]]) -> dict[int, str]:
    """By talk: names as they were accepted; of those introduced before these records began, as they are today."""
    talks = [c for some in referred.values() for c in some]
    places = ledger_places(Kind.PHYSICIAN, (c.pk for c in talks))
    seeker_of = {c.pk: places.get(c.pk, c.physician_id) for c in talks}
    asked = set(seeker_of.values())
    known = {pk: then["seeker_name"] for pk, then in _accepted("physician", asked).items() if then}
    rest = Physician.objects.filter(pk__in=asked - set(known)).select_related("identity")
    names = known | {p.pk: p.identity.full_name for p in rest}
    return {talk: names[seeker] for talk, seeker in seeker_of.items()}


def _remarks_beside(of: str, keys: list[int]) -> dict[int, str]:
    """What the office wrote for itself beside each row, the oldest first."""
    found: dict[int, list[str]] = {}
    rows = LedgerRemark.objects.filter(**{f"entry__{of}__in": keys}).exclude(text="").order_by("at", "id")
    for pk, at, text in rows.values_list(f"entry__{of}", "at", "text"):
        found.setdefault(pk, []).append(f"{day_words(localdate(at))} {text}")
    return {pk: "\n".join(texts) for pk, texts in found.items()}


def _changes_after(keys: list[int], accepted: Mapping[int, int]) -> dict[int, str]:
    """When the terms were changed after the acceptance: a new offer of terms is no new acceptance (則24条の7)."""
    days: dict[int, list[datetime]] = {}
    later = OpeningVersion.objects.filter(opening__in=keys, no__gt=1, opening__current__no__gt=1)
    for pk, no, at in later.order_by("no").values_list("opening_id", "no", "made_at"):
        if no > accepted.get(pk, no):
            days.setdefault(pk, []).append(at)
    return {
        pk: "条件の変更：" + "、".join(dict.fromkeys(day_words(localdate(at)) for at in made))
        for pk, made in days.items()
    }


def _outcome(c: Candidacy) -> dict[str, str]:
    """採否, and for an indefinite term the two-year period and whether the person left within six months."""
    placement = _placement(c)
    if c.state in HIRED and placement is not None:
        indefinite = placement.contract_kind == "indefinite"
        return {
            "selection_result": "採用",
            "hired_on": day_words(placement.hired_on),
            "contract_kind": "無期" if indefinite else "有期",
            "no_solicitation_until": f"{day_words(placement.no_solicitation_until)}まで" if indefinite else "",
            "left_within_six_months": _left(placement) if indefinite else "",
        }
    result = "不採用" if c.state in PASSED else "選考中"
    return {
        "selection_result": result,
        "hired_on": "",
        "contract_kind": "",
        "no_solicitation_until": "",
        "left_within_six_months": "",
    }


def _left(placement: Placement) -> str:
    """離職 within six months of the start; who stayed, when and how that was learned; 不明 until it has been asked."""
    if placement.left_on is None:
        return getattr(placement, "known_to_stay", "") or "不明"
    months = (
        (placement.left_on.year - placement.hired_on.year) * 12 + placement.left_on.month - placement.hired_on.month
    )
    within = months < 6 or (months == 6 and placement.left_on.day <= placement.hired_on.day)
    return f"離職（{day_words(placement.left_on)}）" if within else "離職せず"


def _seeker_name(c: Candidacy, names: Mapping[int, str]) -> str:
    return _then(c).get("seeker_name") or names[c.pk]


def _employer_name(c: Candidacy, opening: Opening, employers: Mapping[int, Mapping[str, str]]) -> str:
    accepted = employers.get(opening.pk, {}).get("employer_name")
    return _then(c).get("employer_name") or accepted or opening.institution.name


def _then(c: Candidacy) -> dict[str, str]:
    placement = _placement(c)
    return placement.then if placement else {}


def _placement(c: Candidacy) -> Placement | None:
    return getattr(c, "placement", None)


def _validity(opening: Opening) -> str:
    if not opening.valid_until:
        return ""
    until = f"{day_words(opening.valid_until)}まで"
    return f"{until}（{opening.get_close_reason_display()}）" if opening.close_reason else until
