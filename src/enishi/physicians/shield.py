"""From shield entries to the institutions they hide a physician from, as everything stands at this moment."""

from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet

from enishi.areas.models import AreaMember
from enishi.common.worded import Given, Worded
from enishi.institutions.models import Institution
from enishi.physicians.deciphering import shields_of
from enishi.physicians.families import Member, hidden
from enishi.physicians.models import Physician


def hidden_institutions(physician: Physician, institutions: Iterable[Member] | None = None) -> set[int]:
    """Primary keys of all institutions that must never learn of this physician; all there are if nothing can be read.

    A shielded institution hides its whole corporation and group too: colleagues there talk to each other.
    """
    every = list(institutions) if institutions is not None else members_of(Institution.objects.all())
    shields, unreadable = shields_of([physician.pk])
    return {m.institution for m in every} if unreadable else hidden(shields.get(physician.pk, []), every)


def is_hidden_from(physician: Physician, institution: Institution) -> bool:
    """Whether this one institution must never learn of the physician; looks at its corporation and group only."""
    return physician.pk in hiding_from([institution.pk], [physician.pk])


def hiding_from(institutions: Iterable[int], physicians: "QuerySet[Physician] | Iterable[int]") -> set[int]:
    """Of these physicians, those who hide from at least one of the institutions (primary keys on all sides).

    Two queries, as many for nobody as for many: how long an answer takes tells nothing.
    """
    shields, unreadable = shields_of(physicians)
    wanted = set(institutions)
    family = family_of(wanted)
    return unreadable | {pk for pk, targets in shields.items() if wanted & hidden(targets, family)}


def family_of(institutions: Iterable[int]) -> list[Member]:
    """These (primary keys) and all that share a corporation or a group with one of them, each also under the names of
    registrations that were merged into it. One query."""
    return [_member(*row) for row in _FAMILY.all(institutions=list(institutions))]


def _family() -> "QuerySet[Institution]":
    own = Institution.objects.filter(pk__any_of=Given("institutions"))
    wanted = Q()
    for of in ("", "merged_into__"):
        wanted |= Q(**{f"{of}pk__any_of": Given("institutions")})
        wanted |= Q(**{f"{of}corporation__in": own.exclude(corporation=None).values("corporation")})
        wanted |= Q(**{f"{of}corporation__group__in": own.exclude(corporation__group="").values("corporation__group")})
    return Institution.objects.filter(wanted)


def members_of(institutions: "QuerySet[Institution]") -> list[Member]:
    """Each as a shield sees it, in the order given, without making objects of thousands of rows. One query.

    Its places are its municipality, the city of a ward, its prefecture and its medical areas of every edition. A registration
    that was merged into another is that other one under one more name, in one more place: who hides from the name that
    ended stays hidden.
    """
    return [_member(*row) for row in _columns(institutions)]


def _columns(institutions: "QuerySet[Institution]") -> "QuerySet[Institution, tuple[Any, ...]]":
    areas = AreaMember.objects.filter(municipality=OuterRef("municipality")).values("area")
    return institutions.values_list(
        "pk", "corporation", "corporation__name", "corporation__group", "merged_into", "merged_into__corporation",
        "merged_into__corporation__name", "merged_into__corporation__group", "name", "listed", "affiliations",
        "municipality", "municipality__city", ArraySubquery(areas),
    )  # fmt: skip


_FAMILY = Worded(lambda: _columns(_family()))


def _member(*row: Any) -> Member:
    *owners, name, listed, sent_by, code, city, within = row
    pk, corporation, called, group = owners[:4] if owners[4] is None else owners[4:]
    places = {f"m{code}", f"p{code[:2]}", *((f"m{city}",) if city else ()), *(f"a{area}" for area in within)}
    belongs = (corporation, called or "", group or "")
    return Member(pk, name, *belongs, listed, tuple(sent_by), frozenset(places))
