"""What each entry of a shield covers among the institutions the public knows of, for the physician who wrote it.

The shield itself covers all of them (`shield.hidden_institutions`); but who merely is our customer is told to nobody.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Q

from enishi.institutions.models import Institution
from enishi.openings.houses import known_to_the_public
from enishi.physicians.enums import ShieldKind
from enishi.physicians.families import Target, covers, hidden, target
from enishi.physicians.models import Physician, ShieldEntry
from enishi.physicians.shield import members_of


@dataclass(frozen=True, slots=True)
class Coverage:
    """title: whom the entry is against, in words; met: institutions it meets themselves; with_them: of the same corporation
    or group. Names, in order; only of institutions with an opening that is or was in public."""

    entry: ShieldEntry
    title: str
    met: tuple[str, ...]
    with_them: tuple[str, ...]

    @property
    def count(self) -> int:
        return len(self.met) + len(self.with_them)

    @property
    def names(self) -> tuple[str, ...]:
        return self.met + self.with_them


def shield_of(physician: Physician) -> list[ShieldEntry]:
    """The entries in force, oldest first, with what their words need."""
    rows = physician.shield.filter(ended_at=None).order_by("id")
    return list(
        rows.select_related(
            "institution", "listed", "corporation", "prefecture", "area__prefecture", "municipality__prefecture"
        )
    )


def coverage_of(entries: Iterable[ShieldEntry]) -> list[Coverage]:
    """In the order given; a fixed number of queries."""
    public = known_to_the_public()
    known = Institution.objects.filter(Q(pk__in=public.values("pk")) | Q(merged_into__in=public.values("pk")))
    members = members_of(known.order_by(F("merged_into").asc(nulls_first=True), "kana", "name", "pk"))
    name_of: dict[int, str] = {}
    for m in members:  # the name that ended comes last, and says nothing
        name_of.setdefault(m.institution, m.name)
    found = []
    for entry in entries:
        against = target_of(entry)
        met = {m.institution for m in members if covers(against, m)}
        all_hidden = hidden([against], members)
        found.append(
            Coverage(
                entry,
                title_of(entry),
                tuple(name for pk, name in name_of.items() if pk in met),
                tuple(name for pk, name in name_of.items() if pk in all_hidden - met),
            )
        )
    return found


def target_of(entry: ShieldEntry) -> Target:
    """What this entry is against; `listed` is read with it."""
    listed = (entry.listed.pk, entry.listed.name, entry.listed.corporation) if entry.listed else None
    return target(entry.kind, entry.name, entry.institution_id, listed, entry.corporation_id, entry.place)


def title_of(entry: ShieldEntry) -> str:
    """「青葉会 中央病院」「医療法人 青葉会（法人）」「岩手県久慈市（地域）」."""
    match entry.kind:
        case ShieldKind.INSTITUTION:
            return str(entry.institution.name if entry.institution else entry.name)
        case ShieldKind.CORPORATION:
            return f"{entry.corporation.name if entry.corporation else entry.name}（法人）"
        case ShieldKind.AREA if entry.municipality:
            return f"{entry.municipality.prefecture.name}{entry.municipality.name}（地域）"
        case ShieldKind.AREA if entry.area:
            return f"{entry.area.prefecture.name}の{entry.area.name}医療圏（地域）"
        case ShieldKind.AREA:
            return f"{entry.prefecture.name}の全域（地域）" if entry.prefecture else ""
        case ShieldKind.GROUP | ShieldKind.DEPARTMENT:
            return f"{entry.name}（{ShieldKind(entry.kind).label}）"
    return str(entry.name)
