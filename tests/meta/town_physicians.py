"""What only a physician's own pages name: shields, consents, papers, calls, letters, family pages."""

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

from enishi.accounts.roles import DESK_ROLES, INSTITUTION_ROLES, OFFICE_ROLES, Role
from enishi.audit.readings import entries_of
from enishi.candidacies.enums import State
from enishi.common.clock import now
from enishi.physicians import contact, family, interviews
from enishi.physicians.enums import ConsentKind
from enishi.physicians.models import ContactEvent, FamilyLink, FamilyQuestion, Relation, TalkWay
from meta.town_objects import Objects, put

if TYPE_CHECKING:
    from meta.town import Town


def speak_with_physicians(town: "Town") -> None:
    """Calls, a letter that waits, times for a talk, and a family page with a question, of each physician."""
    miura = town.world.ms_miura
    town.calls: list[ContactEvent] = []
    town.links: list[tuple[FamilyLink, str]] = []
    town.asked: list[FamilyQuestion] = []
    town.on_paper = town.world.physician(mail="", phone="09077778888")
    opening = town.opening
    for physician in (town.physician, town.other_physician):
        town.calls.append(contact.start_call(physician=physician, by=miura, about="ご様子", override="お急ぎの件"))
        slots = [now() + timedelta(days=3), now() + timedelta(days=4)]
        interviews.offer_slots(physician=physician, by=miura, way=TalkWay.PHONE, slots=slots)
        link, token = family.open_family_link(
            physician=physician,
            by=town.world.actor(physician),
            relation=Relation.SPOUSE,
            days=30,
            openings=[opening],
        )
        town.links.append((link, token))
        question = family.ask_as_family(link=link, text="雪は深いですか", key=uuid.uuid4())
        family.pass_to_coordinator(question=question, by=town.world.actor(physician))
        town.asked.append(question)


def put_own_promises(town: "Town", found: Objects, role: str) -> None:
    """Shields, disclosures and consents, which only the physician's own pages name."""
    physician, other, mine = town.physician, town.other_physician, role == Role.PHYSICIAN
    for about, related in (
        ("shield", "shield"),
        ("disclosure", "disclosures"),
        ("search", "searches"),
        ("companion", "companion_wishes"),
        ("document", "documents"),
        ("career_post", "career_posts"),
        ("qualification", "qualifications"),
    ):
        own = [(row.pk,) for row in getattr(physician, related).order_by("pk")]
        others = [(row.pk,) for row in getattr(other, related).order_by("pk")]
        put(found, (about,), own if mine else [], others if mine else own + others, 999999)
        if about == "disclosure":
            shared = [(g.pk,) for g in physician.disclosures.filter(level="L4")]
            others = [(g.pk,) for g in other.disclosures.filter(level="L4")]
            put(found, ("document_grant",), shared if mine else [], others if mine else shared + others, 999999)
    papers = [(physician.number, *own) for own in physician.documents.values_list("pk")]
    papers += [(other.number, *own) for own in other.documents.values_list("pk")]
    crossed = [(physician.number, *pk) for pk in other.documents.values_list("pk")]
    everything = role in DESK_ROLES | OFFICE_ROLES
    own, foreign = (papers, crossed) if everything else ([], papers)
    put(found, ("physician", "document"), own, foreign, "P-2026-9999", 1)
    talk = next(t for t in town.talks if t.state == State.DIALOGUE)
    asked = next(t for t in town.talks if t.state == State.INSTITUTION_ASKED)
    own_papers = [(talk.number, *pk) for pk in physician.documents.values_list("pk")]
    before = [(asked.number, *pk) for pk in physician.documents.values_list("pk")]
    theirs = [(town.other_talk.number, *pk) for pk in other.documents.values_list("pk")]
    inside = role in INSTITUTION_ROLES
    foreign = [*theirs, *before] if inside else [*own_papers, *theirs]
    put(found, ("candidacy", "document"), own_papers if inside else [], foreign, "C-2026-9999", 1)
    read = [
        [(e.pk,) for e in entries_of(p.number, since=p.registered_at, but_of=p.user_id)[:1]] for p in (physician, other)
    ]
    put(found, ("reading",), read[0] if mine else [], read[1] if mine else [*read[0], *read[1]], 999999)
    put(found, ("consent",), [(str(kind),) for kind in ConsentKind], [], "no_such_consent")


def put_contacts(town: "Town", found: Objects, role: str, everything: bool) -> None:
    """Calls, letters and family pages."""
    calls = [(e.physician.number, e.pk) for e in town.calls]
    put(found, ("physician", "call"), calls * everything, calls * (not everything), "P-2026-9999", 9)
    asked = [(q.link.physician.number, q.pk) for q in town.asked]
    own, foreign = asked * everything, asked * (not everything)
    put(found, ("physician", "family_question"), own, foreign, "P-2026-9999", 9)
    own, foreign = [(town.on_paper.number,)] * everything, [(town.on_paper.number,)] * (not everything)
    put(found, ("with_letters",), own, foreign, "P-2026-9999")
    pages = [(link.pk,) for link, _ in town.links]
    questions = [(q.link.pk, q.pk) for q in town.asked]
    mine = role == Role.PHYSICIAN
    put(found, ("family",), pages[:1] if mine else [], pages[1:] if mine else pages, 999999)
    put(
        found, ("family", "question"), questions[:1] if mine else [], questions[1:] if mine else questions, 999999, 9
    )  # fmt: skip
    put(found, ("readiness_group",), [("geography",), ("place",)], [], "no_such_group")
    put(found, ("readiness_token",), [(town.readiness_token,)], [], "no-such-token")
    opened = [(town.readiness_token, "support")]
    put(found, ("readiness_token", "readiness_group"), opened, [], "no-such-token", "support")
    put(found, ("family_token",), [(token,) for _, token in town.links], [], "no-such-token")
