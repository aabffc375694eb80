"""From the database to the rows research may look at: those who agreed to it, the first placement of each, nobody's name."""

import secrets
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from enishi.aftercare.enums import CheckKind, LeaveHow, Standing
from enishi.aftercare.models import ClauseAudit
from enishi.areas.enums import DesignationKind
from enishi.areas.models import AreaEdition, AreaMember, Designation, MedicalArea, Prefecture, PrefectureIndex
from enishi.candidacies.enums import State
from enishi.candidacies.models import CandidacyTransition, Placement
from enishi.common.workflow import Party
from enishi.matching.exceptions import birth_dates
from enishi.physicians.enums import ConsentKind, Present
from enishi.physicians.models import Consent, Physician, PhysicianTransition, ShieldEntry, WishSheet
from enishi.research.figures import age_band, field_of
from enishi.research.need import Site, weights
from enishi.research.records import Employment, Person, Records

HIRED = (State.CONTRACTED, State.WORKING, State.SETTLED, State.LEFT)
SUPPORT = frozenset({"housing", "travel_paid", "retraining", "family_support"})
LOOKED_AT = (CheckKind.MONTH_1, CheckKind.MONTHS_3)
DESIGNATED = (DesignationKind.SHORTAGE_SPOT, DesignationKind.PRIORITY_AREA)
INTERVIEW_STEPS, PROPOSAL_STEPS = ("P2", "P3"), ("T2", "T3")


def agreed(until: date) -> set[int]:
    """Physicians whose consent to research is in force, given by the end of this day."""
    given = Consent.objects.filter(text__kind=ConsentKind.RESEARCH, withdrawn_at=None, given_at__lt=_end(until))
    return set(given.values_list("physician", flat=True))


def gather(until: date) -> Records:
    """Everything up to this day. Keys are drawn anew each time, and rows stand in their order."""
    pks = agreed(until)
    keys = {pk: secrets.token_hex(4) for pk in pks}
    people = sorted(_people(pks, keys, until), key=lambda person: person.key)
    return Records(until, people, sorted(_employments(pks, keys, until), key=lambda one: one.key))


def _end(until: date) -> datetime:
    return timezone.make_aware(datetime.combine(until + timedelta(days=1), time.min))


def _people(pks: set[int], keys: Mapping[int, str], until: date) -> list[Person]:
    end = _end(until)
    rows = Physician.objects.filter(pk__in=pks, registered_at__lt=end, merged_into=None)
    found = list(rows.values_list("pk", "registered_at", "present"))
    regions = dict(Prefecture.objects.values_list("code", "region"))
    sheets = _first_wishes(pks)
    born = birth_dates([pk for pk, _, _ in found])
    heard = set(
        PhysicianTransition.objects.filter(step__in=INTERVIEW_STEPS, at__lt=end).values_list("physician", flat=True)
    )
    proposed = set(
        CandidacyTransition.objects.filter(step__in=PROPOSAL_STEPS, at__lt=end).values_list(
            "candidacy__physician", flat=True
        )
    )
    made = []
    for pk, at, present in found:
        day = timezone.localdate(at)
        prefecture, specialties = sheets.get(pk, ("", []))
        stage = "proposed" if pk in proposed else "interviewed" if pk in heard else "registered"
        made.append(
            Person(
                keys[pk], day.year, regions.get(prefecture, ""), field_of(specialties),
                age_band(born.get(pk, ""), day), present, stage,
            )
        )  # fmt: skip
    return made


def _first_wishes(pks: Iterable[int]) -> dict[int, tuple[str, list[str]]]:
    """Prefecture of the home and specialties as they were told first."""
    rows = WishSheet.objects.filter(physician__in=pks).order_by("physician", "no").distinct("physician")
    return {
        pk: (prefecture or "", specialties)
        for pk, prefecture, specialties in rows.values_list("physician", "municipality__prefecture", "specialties")
    }


def _employments(pks: set[int], keys: Mapping[int, str], until: date) -> list[Employment]:
    rows = (
        Placement.objects.filter(
            candidacy__state__in=HIRED, hired_on__lte=until, candidacy__physician__in=pks,
            candidacy__physician__merged_into=None,
        )
        .order_by("candidacy__physician", "hired_on", "pk")
        .distinct("candidacy__physician")
        .select_related("candidacy__physician", "candidacy__opening__current",
                        "candidacy__opening__institution__municipality__prefecture", "leave_event")
    )  # fmt: skip
    placements = list(rows)
    born = birth_dates([row.candidacy.physician_id for row in placements])
    origins = _origins([row.candidacy.physician_id for row in placements])
    atlas = _Atlas(placements[0].hired_on if placements else until)
    promises = _promises([row.pk for row in placements], until)
    made = []
    for row in placements:
        physician, opening = row.candidacy.physician, row.candidacy.opening
        house = opening.institution.municipality
        to_area, to_site = atlas.site(house.code, row.hired_on)
        from_area, from_site = atlas.site(origins.get(physician.pk, ""), row.hired_on)
        event = getattr(row, "leave_event", None)
        left_on = row.left_on if row.left_on is not None and row.left_on <= until else None
        left = left_on is not None and (event is None or event.how != LeaveHow.TERM)
        ends = [day for day in (left_on, row.ends_on, until) if day is not None and day <= until]
        last = left_on if left and left_on else min(ends)
        terms = opening.current
        audited, kept = promises.get(row.pk, (0, 0))
        made.append(
            Employment(
                key=secrets.token_hex(4),
                person=keys[physician.pk],
                year=row.hired_on.year,
                region=house.prefecture.region,
                to_area=f"{to_area.name}（{house.prefecture.name}）" if to_area else "",
                to_class=to_area.area_class if to_area else "",
                from_class=from_area.area_class if from_area else "",
                moved=physician.present in (Present.EMPLOYED, Present.OWNER),
                half_days=row.half_days_per_week,
                term=row.contract_kind,
                field=field_of(terms.specialties if terms else ()),
                age=age_band(born.get(physician.pk, ""), row.hired_on),
                supported=bool(terms and SUPPORT & set(terms.offers)),
                days=(last - row.starts_on).days if row.starts_on <= until else -1,
                left=left and row.starts_on <= until,
                cause=event.cause if left and event else "",
                audited=audited,
                kept=kept,
                to_need=weights(to_site),
                from_need=weights(from_site),
            )
        )
    return made


def _origins(pks: list[int]) -> dict[int, str]:
    """Municipality of the employer where the shield names one of the list, else of the home: by physician."""
    homes = WishSheet.objects.filter(physician__in=pks).order_by("physician", "no").distinct("physician")
    found = {pk: code or "" for pk, code in homes.values_list("physician", "municipality")}
    employers = ShieldEntry.objects.filter(physician__in=pks, is_employer=True).order_by("pk")
    for pk, own, listed in employers.values_list("physician", "institution__municipality", "listed__municipality"):
        if code := own or listed:
            found[pk] = code
    return found


def _promises(pks: list[int], until: date) -> dict[int, tuple[int, int]]:
    """Clauses the physician judged at the first month and the third, each as judged last, and how many are kept."""
    rows = ClauseAudit.objects.filter(
        checkin__placement__in=pks, checkin__side=Party.PHYSICIAN, checkin__kind__in=LOOKED_AT,
        checkin__answered_at__lt=_end(until),
    ).order_by("checkin__answered_at", "pk")  # fmt: skip
    latest = {(placement, key): s for placement, key, s in rows.values_list("checkin__placement", "key", "standing")}
    audited = Counter(placement for placement, _ in latest)
    kept = Counter(placement for (placement, _), standing in latest.items() if standing == Standing.KEPT)
    return {pk: (audited[pk], kept[pk]) for pk in audited}


class _Atlas:
    """Areas by edition, so that both ends of a move are read from the one in force on its day; two vintages never mix.

    first: the earliest day asked for. Before the first edition that one counts.
    """

    def __init__(self, first: date) -> None:
        self.editions = list(AreaEdition.objects.order_by("valid_from"))
        areas = {area.pk: area for area in MedicalArea.objects.select_related("prefecture")}
        self.areas: dict[tuple[int, str], set[MedicalArea]] = {}
        rows = AreaMember.objects.values_list("edition", "area", "municipality", "municipality__city")
        for edition, area, place, city in rows:
            for code in (place, city):
                if code:
                    self.areas.setdefault((edition, code), set()).add(areas[area])
        self.prefectures = {
            (edition, code): float(index)
            for edition, code, index in PrefectureIndex.objects.values_list("edition", "prefecture", "index")
        }
        self.named = list(Designation.objects.filter(kind__in=DESIGNATED).select_related("municipality__city"))

    def site(self, code: str, day: date) -> tuple[MedicalArea | None, Site | None]:
        """The area that holds the municipality and the place in the scales of need; None where it cannot be told."""
        begun = [one for one in self.editions if one.valid_from <= day] or self.editions
        edition = begun[-1] if begun and begun[-1].valid_from <= day else begun[0] if begun else None
        found = self.areas.get((edition.pk, code), set()) if edition else set()
        if edition is None or len(found) != 1:  # a city whose wards lie in several has none
            return None, None
        (area,) = found
        if edition.national_index is None:
            return area, None
        national = float(edition.national_index)
        prefecture = self.prefectures.get((edition.pk, area.prefecture_id), national)
        return area, Site(float(area.index), national, area.area_class, prefecture, self._designated(code, area, day))

    def _designated(self, code: str, area: MedicalArea, day: date) -> bool:
        return any(
            (one.municipality_id == code or one.area_id == area.pk)
            and one.since <= day
            and (one.until is None or one.until >= day)
            for one in self.named
        )
