"""From shield entries to the institutions they hide a physician from: by name, by corporation, by group."""

from collections.abc import Iterable

from django.db.models import Q

from enishi.institutions.models import Institution
from enishi.physicians.models import Physician, ShieldEntry
from enishi.physicians.rules import shield_covers


def hidden_institutions(physician: Physician, institutions: Iterable[Institution] | None = None) -> set[int]:
    """Primary keys of all institutions that must never learn of this physician.

    A shielded institution hides its whole corporation and group too: colleagues there talk to each other.
    """
    every = list(institutions if institutions is not None else Institution.objects.select_related("corporation"))
    return hidden_for(list(physician.shield.filter(ended_at=None)), every)


def is_hidden_from(physician: Physician, institution: Institution) -> bool:
    """Whether this one institution must never learn of the physician; looks at its corporation and group only."""
    family = Q(pk=institution.pk)
    if institution.corporation:
        family |= Q(corporation=institution.corporation)
        if institution.corporation.group:
            family |= Q(corporation__group=institution.corporation.group)
    relatives = list(Institution.objects.filter(family).select_related("corporation"))
    return institution.pk in hidden_for(list(physician.shield.filter(ended_at=None)), relatives)


def hidden_for(entries: list[ShieldEntry], every: list[Institution]) -> set[int]:
    """As `hidden_institutions`, for entries already read."""
    hit = {i.pk for i in every if any(_covers(entry, i) for entry in entries)}
    corporations = {i.corporation_id for i in every if i.pk in hit and i.corporation_id}
    groups = {i.corporation.group for i in every if i.pk in hit and i.corporation and i.corporation.group}
    return hit | {
        i.pk
        for i in every
        if i.corporation
        and (i.corporation_id in corporations or (i.corporation.group and i.corporation.group in groups))
    }


def _covers(entry: ShieldEntry, institution: Institution) -> bool:
    if entry.institution_id is not None:
        return entry.institution_id == institution.pk
    corporation = institution.corporation
    return shield_covers(
        entry.name, institution.name, corporation.name if corporation else "", corporation.group if corporation else ""
    )
