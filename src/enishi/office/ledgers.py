"""求人管理簿 and 求職管理簿 (職業安定法32条の15, 同法施行規則24条の7), read from the log and never written.

One row for each accepted opening or seeker, with one line for each referral under it. Names and addresses of a placement
are those of its snapshot; before a placement, those of today.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from enishi.candidacies.enums import State
from enishi.candidacies.models import Candidacy, Placement
from enishi.law.ledgers import OPENINGS_LEDGER, SEEKERS_LEDGER, Ledger, Per
from enishi.openings.conditions import as_conditions, pay_text, readable_terms
from enishi.openings.models import Opening
from enishi.physicians.models import Physician

OCCUPATION = "医師"
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


def row_columns(ledger: Ledger) -> list[tuple[str, str]]:
    """(name, label) of the columns of the row itself, as the bureau sees them."""
    return [(c.name, c.label) for c in ledger.columns if c.per is Per.ROW and not c.internal]


def referral_columns(ledger: Ledger) -> list[tuple[str, str]]:
    """(name, label) of the columns of each referral."""
    return [(c.name, c.label) for c in ledger.columns if c.per is Per.REFERRAL and not c.internal]


def openings_ledger(start: date, end: date) -> list[LedgerRow]:
    """Openings accepted from `start` to `end`, both days included, in the order of acceptance."""
    openings = list(Opening.objects.filter(received_on__range=(start, end)).with_terms().order_by("received_on", "id"))
    referred = _introduced(opening__in=openings)
    return [_opening_row(o, [c for c in referred if c.opening_id == o.pk]) for o in openings]


def seekers_ledger(start: date, end: date) -> list[LedgerRow]:
    """Seekers accepted from `start` to `end`, both days included, in the order of acceptance."""
    seekers = list(
        Physician.objects.filter(accepted_on__range=(start, end))
        .select_related("identity")
        .prefetch_related("wish_sheets")
        .order_by("accepted_on", "id")
    )
    referred = _introduced(physician__in=seekers)
    return [_seeker_row(p, [c for c in referred if c.physician_id == p.pk]) for p in seekers]


def _introduced(**which: Iterable[object]) -> list[Candidacy]:
    """Named introductions only: an anonymous outline is no referral (law.md §1.2)."""
    return list(
        Candidacy.objects.filter(introduced_on__isnull=False, **which)
        .with_everything()
        .select_related("placement")
        .order_by("introduced_on", "id")
    )


def _opening_row(o: Opening, referred: list[Candidacy]) -> LedgerRow:
    institution, version = o.institution, o.current
    version.opening = o  # the row is here already; the terms would fetch it again for every line
    terms = {row.key: row.text for row in readable_terms(version)}
    return LedgerRow(
        OPENINGS_LEDGER,
        o.number,
        {
            "reception_number": o.number,
            "employer_name": institution.name,
            "employer_address": institution.address,
            "contact_person": institution.contact_name,
            "contact_phone": institution.phone,
            "received_on": _day(o.received_on),
            "valid_until": _validity(o.valid_until, o.close_reason, o.get_close_reason_display()),
            "openings_count": f"{version.headcount}人",
            "occupation": OCCUPATION,
            "place": str(as_conditions(version)["place"]),
            "employment_term": terms["contract"],
            "pay": pay_text(version),
            "remarks": "",
        },
        [{"referred_on": _day(c.introduced_on), "seeker_name": _seeker_name(c), **_outcome(c)} for c in referred],
    )


def _seeker_row(p: Physician, referred: list[Candidacy]) -> LedgerRow:
    identity = p.identity
    return LedgerRow(
        SEEKERS_LEDGER,
        p.number,
        {
            "reception_number": p.number,
            "seeker_name": identity.full_name,
            "seeker_address": identity.address,
            "birth_date": _day(date.fromisoformat(identity.birth_date)) if identity.birth_date else "",
            "wished_occupation": f"{OCCUPATION}（{'・'.join(p.wishes.specialties)}）",
            "received_on": _day(p.accepted_on),
            "valid_until": _day(p.valid_until),
            "remarks": "",
        },
        [
            {
                "referred_on": _day(c.introduced_on),
                "employer_name": _then(c).get("employer_name") or c.opening.institution.name,
                "opening_reception_number": c.opening.number,
                **_outcome(c),
            }
            for c in referred
        ],
    )


def _outcome(c: Candidacy) -> dict[str, str]:
    """採否, and for an indefinite term the two-year period and whether the person left within six months."""
    placement = _placement(c)
    if c.state in HIRED and placement is not None:
        indefinite = placement.contract_kind == "indefinite"
        return {
            "selection_result": "採用",
            "hired_on": _day(placement.hired_on),
            "contract_kind": "無期" if indefinite else "有期",
            "no_solicitation_until": f"{_day(placement.no_solicitation_until)}まで" if indefinite else "",
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
    """離職 within six months of the start, 不明 until it has been asked."""
    if placement.left_on is None:
        return "不明"
    months = (
        (placement.left_on.year - placement.hired_on.year) * 12 + placement.left_on.month - placement.hired_on.month
    )
    within = months < 6 or (months == 6 and placement.left_on.day <= placement.hired_on.day)
    return f"離職（{_day(placement.left_on)}）" if within else "離職せず"


def _seeker_name(c: Candidacy) -> str:
    return _then(c).get("seeker_name") or c.physician.identity.full_name


def _then(c: Candidacy) -> dict[str, str]:
    placement = _placement(c)
    return placement.then if placement else {}


def _placement(c: Candidacy) -> Placement | None:
    return getattr(c, "placement", None)


def _validity(until: date | None, close_code: str, close_words: str) -> str:
    return f"{_day(until)}まで（{close_words}）" if close_code else f"{_day(until)}まで" if until else ""


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
