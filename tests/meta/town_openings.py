"""Openings of the town, the lists and papers that come in for them, and the groups of the scope sheet."""

import uuid
from typing import TYPE_CHECKING

from enishi.accounts.roles import DESK_ROLES, INSTITUTION_ROLES, OFFICE_ROLES, Role
from enishi.desk.models import PaperSheet
from enishi.openings.models import IntakeSheet, SpotDay
from meta.town_objects import Objects, put

if TYPE_CHECKING:
    from meta.town import Town


def put_openings(town: "Town", found: Objects, role: str) -> None:
    public = [(town.opening.number,)]
    hidden = [(o.number,) for o in (town.draft, town.closed)]
    other_public, other_hidden = [(town.other_talk.opening.number,)], [(town.other_draft.number,)]
    unknown = "O-2026-9999"
    if role in DESK_ROLES | OFFICE_ROLES | {Role.ADMIN}:
        put(found, ("opening",), public + hidden + other_public + other_hidden, [], unknown)
    elif role in INSTITUTION_ROLES:
        put(found, ("opening",), public + hidden, other_hidden, unknown)
    else:
        put(found, ("opening",), public + other_public, hidden + other_hidden, unknown)
    found.own[("public_opening",)] = public + other_public
    found.foreign[("public_opening",)] = [*hidden[1:], *other_hidden, (unknown,)]


def put_sheets(town: "Town", found: Objects, role: str) -> None:
    """Lists of openings that wait for a yes."""
    sheets = {s.institution_id: s for s in IntakeSheet.objects.order_by("id")}
    mine, theirs = sheets[town.hospital.pk], sheets[town.other_hospital.pk]
    inside, desk = role in INSTITUTION_ROLES, role in DESK_ROLES
    nowhere = uuid.UUID(int=0)
    put(found, ("sheet",), [(mine.key,)] if inside else [], [(theirs.key,)], nowhere)
    own = [(town.hospital.number, mine.key), (town.other_hospital.number, theirs.key)]
    crossed = [(town.hospital.number, theirs.key)]
    about = ("institution", "sheet")
    put(found, about, own if desk else [], crossed if desk else own, "I-2026-9999", nowhere)

    sheets_of_paper = {s.institution_id: s.code for s in PaperSheet.objects.all()}
    papers = [(sheets_of_paper[town.hospital.pk],)]
    other_papers = [(sheets_of_paper[town.other_hospital.pk],)]
    put(
        found,
        ("paper_sheet",),
        papers + other_papers if desk else papers if inside else [],
        [] if desk else other_papers,
        "AAAA-AAAA",
    )
    for about, own, others, unknown in town.shared.objects(desk=desk, inside=inside):
        put(found, about, own, others, *unknown)
    spots = {s.opening.institution_id: s.pk for s in SpotDay.objects.select_related("opening")}
    acts = ("fill", "open", "withdraw")
    mine_days = [(spots[town.hospital.pk], act) for act in acts] if inside else []
    put(found, ("spot_day", "spot_act"), mine_days, [(spots[town.other_hospital.pk], "fill")], 999999, "fill")


def put_scope_groups(found: Objects) -> None:
    """Groups of the scope sheet, alone and of an opening or a physician."""
    put(found, ("scope_group",), [("chronic",), ("health",)], [], "no_such_group")
    for about in ("opening", "physician"):
        own, foreign = found.own[(about,)], found.foreign[(about,)]
        if about == "opening":
            found.own[(about, "opening_step")] = [(*values, 1 + n % 5) for n, values in enumerate(own)]
            found.foreign[(about, "opening_step")] = [(*values, 1) for values in foreign]
        found.own[(about, "scope_group")] = [(*values, "wounds") for values in own]
        found.foreign[(about, "scope_group")] = [(*values, "wounds") for values in foreign]
