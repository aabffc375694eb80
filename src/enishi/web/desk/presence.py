"""Two of the desk at one record know of each other on every page where something of it is written over.

Who is here is read from the log of readings (ADR 0038, 0050): a page of this table that was opened is logged as `read:edit`,
which is all a GET may write, and whoever opens one within ten minutes reads who else did. `tests/meta/test_meta_presence.py`
holds the table against the addresses of the desk.
"""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse

from enishi.accounts.roles import DESK_ROLES
from enishi.audit.actions import record_reading
from enishi.common.actor import Actor
from enishi.desk.records import record_for
from enishi.desk.timeline import also_here, readers_of

RECORD = "record"
"""A physician, an institution, an opening or a talk, by the first letter of its number."""

EDIT_PAGES: dict[str, str] = {
    "desk_doctor_identity": RECORD,
    "desk_doctor_wishes": RECORD,
    "desk_doctor_anonymous": RECORD,
    "desk_doctor_scope_group": RECORD,
    "desk_doctor_assign": RECORD,
    "desk_doctor_erase": RECORD,
    "desk_doctor_heard": RECORD,
    "desk_doctor_talk": RECORD,
    "desk_guide": RECORD,
    "desk_sheet": RECORD,
    "desk_sheet_approval": RECORD,
    "desk_family_answer": RECORD,
    "desk_intake_rest": RECORD,
    "desk_merge": RECORD,
    "desk_document": RECORD,
    "desk_institution_check": RECORD,
    "desk_institution_refuse": RECORD,
    "desk_institution_suspend": RECORD,
    "desk_institution_declaration": RECORD,
    "desk_institution_invite": RECORD,
    "desk_institution_family": RECORD,
    "desk_openings_import": RECORD,
    "desk_openings_import_check": RECORD,
    "desk_opening_check": RECORD,
    "desk_opening_confirm": RECORD,
    "desk_inquiry": RECORD,
    "desk_proposal": RECORD,
    "desk_introduction": RECORD,
    "desk_joint": RECORD,
    "desk_relay": RECORD,
    "desk_step": RECORD,
    "desk_start": RECORD,
    "desk_reopen": RECORD,
    "desk_terms": RECORD,
    "desk_visit": RECORD,
    "desk_visit_find": RECORD,
    "desk_visit_reflection": RECORD,
    "desk_talk_questions": RECORD,
    "desk_talk_answers": RECORD,
    "desk_talk_clauses": RECORD,
    "desk_talk_loose": RECORD,
    "desk_talk_accept": RECORD,
    "desk_talk_withdraw": RECORD,
    "desk_talk_letters": RECORD,
    "desk_talk_common": RECORD,
    "desk_talk_held": RECORD,
    "desk_paper": "paper",
    "desk_trip": "trip",
    "desk_trip_stop": "trip",
    "desk_trip_stop_new": "trip",
    "desk_shared_post": "relay_post",
    "desk_checkin": "checkin",
    "desk_quality_item": "quality",
    "desk_word_template": "template",
    "desk_slate_leave": "slate_line",
    "desk_ad_review": "advertisement",
}
"""Address → what kind of thing its first variable part names."""

ALONE = {
    "desk_own_time": "one's own appointment: nobody else opens it",
    "desk_doctor_licence": "a form of the physician's page, which is led back to",
    "desk_doctor_shield": "a form of the physician's page; it only adds",
    "desk_doctor_call": "the page of a call: who rings is told there that somebody else is ringing",
    "desk_doctor_match": "writes nothing: what was asked is only shown",
    "desk_opening_match": "writes nothing: what was asked is only shown",
    "desk_doctor_choose": "only adds; a pair already in talks is refused",
    "desk_doctor_elsewhere": "only adds; the same bank told twice stands once",
    "desk_doctor_refer": "asks for a new referral; each is read and agreed to as a whole",
    "desk_opening_refer": "as desk_doctor_refer",
    "desk_talk_notes": "notes of one's own, which nobody else writes over",
    "desk_talk_note_drop": "a note of one's own",
    "desk_survey": "what differs from the typing before is shown, and nothing is taken in until two agree",
    "desk_talk_papers": "a paper is added; none is written over",
    "desk_talk_paper_back": "a paper of one's own",
}
"""Pages with a form of one record on which nobody can write over anybody, and why."""


class DeskPresence:
    """Logs that a page of the table was opened, and lays out who else opened it: `request.also_here`, names in order."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.respond(request)
        place = getattr(request, "edits", None)
        if place is not None and request.method == "GET" and response.status_code == 200:
            actor, kind, number = place
            record_reading(by=actor, what="edit", object_type=kind, object_number=number, level=1)
        return response

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: dict[str, object]) -> None:
        actor: Actor | None = getattr(request, "actor", None)
        match = request.resolver_match
        kind = EDIT_PAGES.get(match.url_name or "") if match else None
        if kind is None or actor is None or actor.role not in DESK_ROLES or not kwargs:
            return
        number = str(next(iter(kwargs.values())))
        if kind == RECORD:
            kind = KINDS.get(number[:1].upper(), RECORD)
        request.edits = (actor, kind, number)  # type: ignore[attr-defined]


KINDS = {"P": "physician", "I": "institution", "O": "opening", "C": "candidacy"}


def here(request: HttpRequest) -> dict[str, object]:
    """Context processor: `also_here`, asked only where a page of the table is drawn."""
    place = getattr(request, "edits", None)
    if place is None:
        return {"also_here": ()}
    actor, kind, number = place
    if kind in KINDS.values():
        try:
            return {"also_here": also_here(record_for(actor, number), actor)}
        except Http404:  # the page being drawn is the one that says so
            return {"also_here": ()}
    return {"also_here": readers_of({kind: number}, actor)}
