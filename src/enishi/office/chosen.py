"""中立性 (N25): each proposal keeps the list it was chosen from, and the year's proposals are laid beside the year's lists."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from enishi.aftercare.fees import fee_of, kind_of
from enishi.candidacies.models import Candidacy
from enishi.common.clock import today
from enishi.common.profile import FeeLine, load_profile
from enishi.common.transitions import TransitionRow
from enishi.common.workflow import Step
from enishi.institutions.enums import InstitutionKind
from enishi.matching.models import MatchRun, Suggestion
from enishi.office.models import ChosenFrom
from enishi.office.safety_enums import PassedOver
from enishi.openings.enums import OVER
from enishi.openings.models import Opening, OpeningVersion

MOST_KEPT = 20
"""Openings of a list that are kept with a proposal; the desk looks at ten."""


def keep_list(candidacy: Candidacy, step: Step, row: TransitionRow, given: Mapping[str, Any]) -> None:
    """Effect of T2, the first time: the physician's list of this moment, and why each other opening was passed over."""
    if step.id != "T2" or ChosenFrom.objects.filter(candidacy=candidacy).exists():
        return
    run = MatchRun.objects.covering_physician(candidacy.physician_id).newest_first().first()
    found = Suggestion.objects.filter(run=run, physician=candidacy.physician_id, rank_for_physician__isnull=False)
    rows = list(
        found.order_by("rank_for_physician", "id").values_list("opening", "opening__number", "opening__state")[
            :MOST_KEPT
        ]
        if run
        else ()
    )
    others = Candidacy.objects.filter(physician=candidacy.physician_id).exclude(pk=candidacy.pk)
    talked = set(others.values_list("opening", flat=True))
    places = {opening: place for place, (opening, _, _) in enumerate(rows, 1)}
    place = places.get(candidacy.opening_id)
    entries = [
        {"opening": number, "place": n, "why": str(_why(pk, state, n, candidacy.opening_id, place, talked))}
        for n, (pk, number, state) in enumerate(rows, 1)
    ]
    kept = ChosenFrom(
        candidacy=candidacy, run=run.pk if run else None, weights_version=run.weights_version if run else "",
        place=place, entries=entries,
    )  # fmt: skip
    kept.save(force_insert=True)


def _why(opening: int, state: str, n: int, chosen: int, place: int | None, talked: set[int]) -> PassedOver:
    if opening == chosen:
        return PassedOver.CHOSEN
    if opening in talked:
        return PassedOver.TALKED
    if state in OVER:
        return PassedOver.CLOSED
    return PassedOver.LOWER if place is not None and n > place else PassedOver.PERSON


@dataclass(frozen=True, slots=True)
class ShareRow:
    """in_lists: share of this class in the lists, each list counting as one; proposed: its share of the proposals. 0 to 1."""

    label: str
    in_lists: float
    proposed: float
    count: int

    @property
    def difference(self) -> float:
        """In percentage points."""
        return (self.proposed - self.in_lists) * 100

    @property
    def in_lists_percent(self) -> str:
        return f"{self.in_lists * 100:.1f}"

    @property
    def proposed_percent(self) -> str:
        return f"{self.proposed * 100:.1f}"

    @property
    def difference_words(self) -> str:
        return f"{self.difference:+.1f}ポイント"


@dataclass(frozen=True, slots=True)
class Neutrality:
    """The proposals of a fiscal year: all, those with a list, and from which place of it they were chosen."""

    year: int
    proposals: int
    with_list: int
    places: list[tuple[str, int]]
    by_kind: list[ShareRow]
    by_fee: list[ShareRow]
    versions: list[str]


FEE_BANDS = (
    (0, "0円"),
    (500_000, "50万円まで"),
    (1_000_000, "50万円を超え100万円まで"),
    (2_000_000, "100万円を超え200万円まで"),
)
FEE_MORE, FEE_OPEN = "200万円を超える", "届け出た表だけでは決まらない"
FEE_ORDER = (*(label for _, label in FEE_BANDS), FEE_MORE, FEE_OPEN)
PLACES = ("1番目", "2番目・3番目", "4番目から後", "一覧の外から")


def neutrality_of(year: int) -> Neutrality:
    """Share of proposals by kind of institution and by the fee they could bring, against their share in the lists they were
    chosen from. The fee is worked out here, after the fact, by the table as filed today: no list and no proposal knows it.
    """
    first, last = date(year, 4, 1), date(year + 1, 3, 31)
    rows = ChosenFrom.objects.filter(at__date__range=(first, last))
    kept = list(rows.order_by("pk").values_list("place", "entries", "weights_version", "candidacy__opening__number"))
    lists = [(place, [e["opening"] for e in entries], chosen) for place, entries, _, chosen in kept if entries]
    kinds, fees = _classes({number for _, entries, chosen in lists for number in (*entries, chosen)})
    return Neutrality(
        year,
        len(kept),
        len(lists),
        [(word, n) for word, n in zip(PLACES, _places(lists), strict=True)],
        _shares(lists, kinds, [kind.label for kind in InstitutionKind]),
        _shares(lists, fees, list(FEE_ORDER)),
        sorted({version for _, _, version, _ in kept if version}),
    )


def _places(lists: list[tuple[int | None, list[str], str]]) -> tuple[int, int, int, int]:
    found = Counter(3 if p is None else 0 if p == 1 else 1 if p <= 3 else 2 for p, _, _ in lists)
    return found[0], found[1], found[2], found[3]


def _shares(lists: list[tuple[int | None, list[str], str]], of: Mapping[str, str], order: list[str]) -> list[ShareRow]:
    in_lists: defaultdict[str, float] = defaultdict(float)
    proposed: Counter[str] = Counter()
    for _, entries, chosen in lists:
        for number in entries:
            in_lists[of[number]] += 1 / len(entries)
        proposed[of[chosen]] += 1
    whole = len(lists) or 1
    return [
        ShareRow(label, in_lists[label] / whole, proposed[label] / whole, proposed[label])
        for label in order
        if in_lists[label] or proposed[label]
    ]


def _classes(numbers: set[str]) -> tuple[dict[str, str], dict[str, str]]:
    """(kind of institution, band of the fee) by number of the opening."""
    lines = load_profile(settings.PROFILE).fees_on(today())
    kinds, fees = {}, {}
    for opening in Opening.objects.filter(number__in=numbers).select_related("institution", "current"):
        kinds[opening.number] = InstitutionKind(opening.institution.kind).label
        fees[opening.number] = fee_band(lines, opening.current)
    return kinds, fees


def fee_band(lines: tuple[FeeLine, ...] | list[FeeLine], terms: OpeningVersion | None) -> str:
    """What a placement on these terms would bring by the table, in bands."""
    if terms is None:
        return FEE_OPEN
    pay = terms.annual_pay_min_yen or terms.annual_pay_max_yen
    amount = fee_of(lines, kind_of(terms.employment, int((terms.days or 0) * 2)), pay).amount_yen
    if amount is None:
        return FEE_OPEN
    return next((label for most, label in FEE_BANDS if amount <= most), FEE_MORE)
