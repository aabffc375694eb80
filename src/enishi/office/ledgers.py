"""求人管理簿 and 求職管理簿 (職業安定法32条の15, 同法施行規則24条の7), read from the log and never written.

One row for each accepted opening or seeker, with one line for each referral under it. Items of the opening and of the seeker
are those of the day of acceptance (`ledger_entries`), names of a placement those of its contract. Rows are read by the
thousand: a year of fifty thousand referrals takes no more memory than one page of it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, Protocol

from django.utils.timezone import localdate

from enishi.candidacies.enums import State
from enishi.law.ledgers import OPENINGS_LEDGER, SEEKERS_LEDGER, Ledger, Per
from enishi.law.parameters import value
from enishi.law.periods import last_day_after
from enishi.merging.enums import Kind
from enishi.merging.querysets import ledger_places
from enishi.office.half_year import stayed_words
from enishi.office.ledger_entries import day_words, opening_items, seeker_items
from enishi.office.ledger_sql import (
    Acceptance,
    Referral,
    acceptances,
    accepted_items,
    changes,
    ends,
    referrals,
    remarks,
    same_day,
)
from enishi.openings.enums import CloseReason
from enishi.openings.models import Opening
from enishi.physicians.models import Physician

AT_ONCE = 1_000
"""Rows read together."""
CLOSED: dict[str, str] = dict(CloseReason.choices())
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
        self.ledger, self._start, self._end = ledger, start, end
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
        if self.ledger is OPENINGS_LEDGER:
            return _opening_rows(keys, self._together)
        return _seeker_rows(keys)

    @cached_property
    def _together(self) -> dict[int, int]:
        return same_day(self._start, self._end)


def openings_ledger(start: date, end: date) -> Book:
    """Openings accepted from `start` to `end`."""
    return Book(OPENINGS_LEDGER, start, end)


def seekers_ledger(start: date, end: date) -> Book:
    """Seekers accepted from `start` to `end`."""
    return Book(SEEKERS_LEDGER, start, end)


def _opening_rows(keys: list[int], together: Mapping[int, int]) -> list[LedgerRow]:
    openings, entries = acceptances(Kind.OPENING, keys), accepted_items(Kind.OPENING, keys)
    rest = Opening.objects.filter(pk__in=[pk for pk in keys if not entries.get(pk)]).with_terms()
    items = entries | {opening.pk: opening_items(opening) for opening in rest}
    private = _remarks_beside(Kind.OPENING, keys)
    later = _changes_after(keys, {pk: int(then.get("version", 0)) for pk, then in entries.items()})
    closed = ends(keys)
    referred = _introduced_under(Kind.OPENING, keys)
    names = _entries_of_seekers(referred)
    return [
        LedgerRow(
            OPENINGS_LEDGER,
            openings[pk].number,
            {
                **items[pk],
                "reception_number": openings[pk].number,
                "received_on": day_words(openings[pk].accepted_on),
                "valid_until": _validity(openings[pk], closed.get(pk)),
                "remarks": "\n".join(filter(None, (_apart(together.get(pk, 0)), later.get(pk, "")))),
                "internal_remarks": private.get(pk, ""),
            },
            [
                {"referred_on": day_words(r.introduced_on), "seeker_name": _seeker_name(r, names), **_outcome(r, known)}
                for r, known in referred.get(pk, ())
            ],
        )
        for pk in keys
    ]


def _seeker_rows(keys: list[int]) -> list[LedgerRow]:
    seekers, entries = acceptances(Kind.PHYSICIAN, keys), accepted_items(Kind.PHYSICIAN, keys)
    rest = Physician.objects.filter(pk__in=[pk for pk in keys if not entries.get(pk)])
    rest = rest.select_related("identity").prefetch_related("wish_sheets")
    items = entries | {seeker.pk: seeker_items(seeker) for seeker in rest}
    private = _remarks_beside(Kind.PHYSICIAN, keys)
    referred = _introduced_under(Kind.PHYSICIAN, keys)
    introduced_for = _openings_of(r for some in referred.values() for r, _ in some)
    employers = accepted_items(Kind.OPENING, {opening for opening, _, _ in introduced_for.values()})
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
                    "referred_on": day_words(r.introduced_on),
                    "employer_name": _employer_name(r, introduced_for[r.talk], employers),
                    "opening_reception_number": introduced_for[r.talk][1],
                    **_outcome(r, known),
                }
                for r, known in referred.get(pk, ())
            ],
        )
        for pk in keys
    ]


def _introduced_under(kind: Kind, keys: list[int]) -> dict[int, list[tuple[Referral, str]]]:
    """By the opening or seeker under whose number each was made: since a merge its talk may go on under another. Beside each
    what is known of its staying for six months.

    Named introductions only: an anonymous outline is no referral (law.md §1.2).
    """
    found = referrals(kind, keys)
    known = stayed_words(r.placement for r in found if r.placement and r.contract_kind == "indefinite")
    places, wanted = ledger_places(kind, (r.talk for r in found)), set(keys)
    sorted_out: dict[int, list[tuple[Referral, str]]] = {}
    for r in found:
        own = r.opening if kind is Kind.OPENING else r.physician
        if (under := places.get(r.talk, own)) in wanted:
            sorted_out.setdefault(under, []).append((r, known.get(r.placement or 0, "")))
    return sorted_out


def _openings_of(talks: Iterable[Referral]) -> dict[int, tuple[int, str, str]]:
    """By talk: key, number and institution of the opening it was introduced for, also where it goes on under another."""
    found = {r.talk: (r.opening, r.opening_number, r.institution_name) for r in talks}
    places = ledger_places(Kind.OPENING, found)
    ended = Opening.objects.select_related("institution").in_bulk(set(places.values())) if places else {}
    return found | {talk: (pk, ended[pk].number, ended[pk].institution.name) for talk, pk in places.items()}


def _entries_of_seekers(referred: Mapping[int, list[tuple[Referral, str]]]) -> dict[int, str]:
    """By talk: names as they were accepted; of those introduced before these records began, as they are today."""
    talks = [r for some in referred.values() for r, _ in some]
    places = ledger_places(Kind.PHYSICIAN, (r.talk for r in talks))
    seeker_of = {r.talk: places.get(r.talk, r.physician) for r in talks}
    asked = set(seeker_of.values())
    known = {pk: then["seeker_name"] for pk, then in accepted_items(Kind.PHYSICIAN, asked).items() if then}
    if unknown := asked - set(known):
        rest = Physician.objects.filter(pk__in=unknown).select_related("identity")
        known |= {p.pk: p.identity.full_name for p in rest}
    return {talk: known[seeker] for talk, seeker in seeker_of.items()}


def _remarks_beside(kind: Kind, keys: list[int]) -> dict[int, str]:
    """What the office wrote for itself beside each row, the oldest first."""
    found: dict[int, list[str]] = {}
    for pk, at, text in remarks(kind, keys):
        found.setdefault(pk, []).append(f"{day_words(localdate(at))} {text}")
    return {pk: "\n".join(texts) for pk, texts in found.items()}


def _changes_after(keys: list[int], accepted: Mapping[int, int]) -> dict[int, str]:
    """When the terms were changed after the acceptance: a new offer of terms is no new acceptance (則24条の7)."""
    days: dict[int, list[datetime]] = {}
    for pk, no, at in changes(keys):
        if no > accepted.get(pk, no):
            days.setdefault(pk, []).append(at)
    return {
        pk: "条件の変更：" + "、".join(dict.fromkeys(day_words(localdate(at)) for at in made))
        for pk, made in days.items()
    }


def _outcome(r: Referral, known: str) -> Mapping[str, str]:
    """採否, and for an indefinite term the two-year period and whether the person left within six months."""
    if r.state in HIRED and r.placement is not None:
        indefinite = r.contract_kind == "indefinite"
        return {
            "selection_result": "採用",
            "hired_on": day_words(r.hired_on),
            "contract_kind": "無期" if indefinite else "有期",
            "no_solicitation_until": f"{day_words(r.no_solicitation_until)}まで" if indefinite else "",
            "left_within_six_months": _left(r, known) if indefinite else "",
        }
    return NOT_TAKEN if r.state in PASSED else STILL_ASKED


_NOTHING_YET = dict.fromkeys(("hired_on", "contract_kind", "no_solicitation_until", "left_within_six_months"), "")
NOT_TAKEN = {"selection_result": "不採用", **_NOTHING_YET}
STILL_ASKED = {"selection_result": "選考中", **_NOTHING_YET}


def _left(r: Referral, known: str) -> str:
    """離職 within six months of the start; who stayed, when and how that was learned; 不明 until it has been asked."""
    if r.left_on is None or r.hired_on is None:
        return known or "不明"
    last = last_day_after(r.hired_on, months=value("early_leaving_months", r.hired_on))
    return f"離職（{day_words(r.left_on)}）" if r.left_on <= last else "離職せず"


def _seeker_name(r: Referral, names: Mapping[int, str]) -> str:
    return r.then.get("seeker_name") or names[r.talk]


def _employer_name(r: Referral, opening: tuple[int, str, str], employers: Mapping[int, Mapping[str, str]]) -> str:
    accepted = employers.get(opening[0], {}).get("employer_name")
    return r.then.get("employer_name") or accepted or opening[2]


def _validity(opening: Acceptance, closed: datetime | None) -> str:
    """Until when, and each end of it with its day (則24条の7: 有効期間, and that it ended)."""
    if not opening.valid_until:
        return ""
    until = f"{day_words(opening.valid_until)}まで"
    if not opening.close_reason:
        return until
    on = f"{day_words(localdate(closed))}に" if closed else ""
    return f"{until}（{on}{CLOSED[opening.close_reason]}）"


def _apart(count: int) -> str:
    """Several of one employer on one day that were not applied for together are said to be so (求人受付年月日, 業務運営要領)."""
    return f"同じ日に、この求人者から{count}件を受け付けました（1件ずつ、別の受付）" if count else ""
