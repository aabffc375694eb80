"""From shield entries to the institutions they hide a physician from, as everything stands at this moment."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from django.db.models import Q, QuerySet

from enishi.areas.models import Municipality
from enishi.institutions.models import Institution
from enishi.physicians.deciphering import shields_of
from enishi.physicians.families import Member, Target, hidden, target
from enishi.physicians.models import Physician, ShieldEntry

Places = Mapping[str, frozenset[str]]


def hidden_institutions(physician: Physician, institutions: Iterable[Institution] | None = None) -> set[int]:
    """Primary keys of all institutions that must never learn of this physician; all there are if nothing can be read.

    A shielded institution hides its whole corporation and group too: colleagues there talk to each other.
    """
    every = list(institutions if institutions is not None else Institution.objects.select_related("corporation"))
    shields, unreadable = shields_of([physician.pk])
    return {i.pk for i in every} if unreadable else hidden_for(shields.get(physician.pk, []), every)


def is_hidden_from(physician: Physician, institution: Institution) -> bool:
    """Whether this one institution must never learn of the physician; looks at its corporation and group only."""
    return physician.pk in hiding_from([institution.pk], [physician.pk])


def hiding_from(institutions: Iterable[int], physicians: "QuerySet[Physician] | Iterable[int]") -> set[int]:
    """Of these physicians, those who hide from at least one of the institutions (primary keys on all sides).

    Three queries, as many for nobody as for many: how long an answer takes tells nothing.
    """
    shields, unreadable = shields_of(physicians)
    wanted = set(institutions)
    family = family_of(wanted)
    places = places_of(i.municipality_id for i in family)
    members = [member_of(i, places) for i in family]
    return unreadable | {
        pk for pk, entries in shields.items() if wanted & hidden((target_of(e) for e in entries), members)
    }


def hidden_for(entries: list[ShieldEntry], every: list[Institution]) -> set[int]:
    """The primary keys of those among `every` that these entries, already read, hide from."""
    return hidden_for_each({0: entries}, every)[0] if entries else set()


def hidden_for_each(shields: Mapping[int, list[ShieldEntry]], every: Collection[Institution]) -> dict[int, set[int]]:
    """As `hidden_for`, for several physicians (by primary key) at once; places are looked up once, if anybody hides from one."""
    with_place = any(entry.place for entries in shields.values() for entry in entries)
    places = places_of(i.municipality_id for i in every) if with_place else {}
    members = [member_of(i, places) for i in every]
    return {pk: hidden((target_of(entry) for entry in entries), members) for pk, entries in shields.items()}


def members_of_all(*, with_places: bool) -> list[Member]:
    """Every institution as a shield sees it, without making objects of thousands of rows. `with_places`: whether an
    entry is against a place; else none are looked up. One query, two with places."""
    columns = ("pk", "name", "corporation", "corporation__name", "corporation__group", "listed", "affiliations")
    rows = list(Institution.objects.values_list(*columns, "municipality"))
    places = places_of(row[-1] for row in rows) if with_places else {}
    nowhere: frozenset[str] = frozenset()
    return [
        Member(pk, name, corporation, called or "", group or "", listed, tuple(sent_by), places.get(code, nowhere))
        for pk, name, corporation, called, group, listed, sent_by, code in rows
    ]


def family_of(institutions: Iterable[int]) -> list[Institution]:
    """These (primary keys) and all that share a corporation or a group with one of them. One query."""
    own = Institution.objects.filter(pk__in=list(institutions))
    wanted = (
        Q(pk__in=own.values("pk"))
        | Q(corporation__in=own.exclude(corporation=None).values("corporation"))
        | Q(corporation__group__in=own.exclude(corporation__group="").values("corporation__group"))
    )
    return list(Institution.objects.filter(wanted).select_related("corporation"))


def target_of(entry: ShieldEntry) -> Target:
    """What this entry is against; `listed` is read with it."""
    listed = (entry.listed.pk, entry.listed.name, entry.listed.corporation) if entry.listed else None
    return target(entry.kind, entry.name, entry.institution_id, listed, entry.corporation_id, entry.place)


def member_of(institution: Institution, places: Places) -> Member:
    """The institution as a shield sees it; `corporation` is read with it."""
    corporation = institution.corporation
    return Member(
        institution.pk,
        institution.name,
        institution.corporation_id,
        corporation.name if corporation else "",
        corporation.group if corporation else "",
        institution.listed_id,
        tuple(institution.affiliations),
        places.get(institution.municipality_id, frozenset()),
    )


def places_of(municipalities: Iterable[str]) -> Places:
    """Municipality code → itself, its city, its prefecture and its medical areas of every edition, as keys. One query."""
    found: dict[str, set[str]] = defaultdict(set)
    rows = Municipality.objects.filter(pk__in=set(municipalities)).values_list("pk", "city", "memberships__area")
    for code, city, area in rows:
        found[code] |= (
            {f"m{code}", f"p{code[:2]}"} | ({f"m{city}"} if city else set()) | ({f"a{area}"} if area else set())
        )
    return {code: frozenset(keys) for code, keys in found.items()}
