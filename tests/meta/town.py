"""The people and objects the tour meets: two of everything, so that each has a foreign counterpart."""

import uuid
from datetime import timedelta
from typing import Any
from unittest import mock

from enishi.accounts.actions import SHELL_LINK_LIFE, make_sign_in_link
from enishi.accounts.models import Membership
from enishi.accounts.roles import DESK_ROLES, INSTITUTION_ROLES, OFFICE_ROLES, Role
from enishi.aftercare.access import PLACED
from enishi.aftercare.enums import TaskKind
from enishi.aftercare.models import CareTask, CheckIn
from enishi.aftercare.steps import open_task
from enishi.candidacies import dialogue, rules
from enishi.candidacies.enums import INSTITUTION_SEES, State
from enishi.candidacies.inquiries import inquire
from enishi.candidacies.joint import wish_companion
from enishi.candidacies.leaving import leave
from enishi.candidacies.models import Candidacy
from enishi.candidacies.suggesting import openings_for
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.uploads import CleanFile
from enishi.common.workflow import Channel
from enishi.desk.enums import PaperKind
from enishi.desk.models import CallbackRequest
from enishi.desk.paper import make_sheet, receive_sheet
from enishi.institutions import readiness
from enishi.institutions.readiness_items import ITEM_OF
from enishi.openings.advertisements import keep_advertisement
from enishi.openings.enums import SpotPart
from enishi.openings.scope import save_needs
from enishi.openings.search import Filters
from enishi.openings.sheets.plan import keep_sheet
from enishi.openings.sheets.writing import workbook
from enishi.openings.spots import add_spot_days
from enishi.outreach.models import Campaign
from enishi.physicians.access import identity_of
from enishi.physicians.career import save_post, save_qualification
from enishi.physicians.documents import share_documents, store_document
from enishi.physicians.drafts import make_resume_link, save_draft, start_draft
from enishi.physicians.enums import DocumentKind
from enishi.physicians.scope import save_scope
from enishi.physicians.searches import save_search
from enishi.research.figures import last_whole_month, make_edition
from factories.world import World
from meta.town_desk import keep_calendars, put_calendars, put_desk, write_down
from meta.town_doubles import Doubles
from meta.town_houses import Houses
from meta.town_keeping import KeepingThings, put_keeping
from meta.town_objects import Objects, Values, put
from meta.town_office import OfficeThings, put_office
from meta.town_openings import put_openings, put_scope_groups, put_sheets
from meta.town_outreach import put_outreach, tell_societies
from meta.town_physicians import put_contacts, put_own_promises, speak_with_physicians
from meta.town_referrals import Referrals
from meta.town_relays import SharedPosts
from meta.town_research import count_research, put_research
from meta.town_sheet import slates_of, told_of
from meta.town_stories import put_stories, tell_stories
from meta.town_surveys import Surveys
from meta.town_talks import put_around_talks, speak_around
from meta.town_team import TeamThings

STATES = (
    "suggested", "physician_asked", "physician_yes", "institution_asked", "dialogue", "visit_arranging", "visit_fixed",
    "visited", "trial", "terms", "offered", "agreed", "contracted", "working", "on_hold", "physician_declined",
)  # fmt: skip


class Town:
    """One physician and one institution whose pages are looked at, and one of each that must stay hidden from them."""

    def __init__(self) -> None:
        self.world = world = World()
        self.people: dict[str, Actor] = {}
        self.hospital = world.institution("みさき丘病院")
        self.other_hospital = world.institution("せせらぎ病院")
        self.unknown_house = world.institution("ふじなみ医院")
        for role in Role:
            if role not in INSTITUTION_ROLES | {Role.SOCIETY, Role.PHYSICIAN}:
                self.people[role] = world.staff(role)
        for role in INSTITUTION_ROLES:
            self.people[role] = world.member(self.hospital, role)
        self.people[Role.SOCIETY] = world.society_member("見本学会")
        self.readiness_token = self._readiness()
        world.society_member("もう一つの学会")
        self.physician = world.physician(works_at="すみれ医院", shields="つばめ会", phone="09011112222")
        self.other_physician = world.physician(phone="09033334444", shields="つばめ会")
        for physician in (self.physician, self.other_physician):
            save_search(
                physician=physician, by=world.actor(physician), name="週2日", filters=Filters(days_max=2), weekly=True
            )
        self.newcomer = world.physician(state="registered", licence=False)
        self.caller = world.caller()
        self.people[Role.PHYSICIAN] = world.actor(self.physician)
        with mock.patch.object(rules, "PROPOSALS_A_WEEK", len(STATES)):  # one physician in every state at once
            self.talks = [self._talk(state) for state in STATES]
        self.other_talk = world.candidacy(
            "dialogue", physician=self.other_physician, opening=world.opening(self.other_hospital)
        )
        self.other_placed = world.candidacy(
            "working", physician=self.other_physician, opening=world.opening(self.other_hospital)
        )
        CheckIn.objects.filter(kind="d3").update(due_on=today())
        open_task(
            TaskKind.RED, self.other_placed, "困りごとをうかがう", checkin=CheckIn.objects.filter(kind="d3").first()
        )
        self._papers()
        self.keeping = KeepingThings(world)
        self.left = leave(physician=(gone := world.physician()), by=world.actor(gone))[1]
        self.opening = world.opening(self.hospital)
        write_down(world, [self.physician, self.hospital, self.opening, self.other_talk], self.people[Role.COORDINATOR])
        self.calendar_token = keep_calendars(world, self.people[Role.COORDINATOR])
        self.draft = world.opening(self.hospital, state="draft", conditions={"smoking": ""})
        self.closed = world.opening(self.hospital, state="closed")
        self.other_draft = world.opening(self.other_hospital, state="draft")
        self.advertisements = [
            keep_advertisement(
                institution=house, by=world.actor(house), text="医師募集（内科・常勤）\n当直：なし\n", key=uuid.uuid4()
            )
            for house in (self.hospital, self.other_hospital)
        ]
        for candidacy in (next(t for t in self.talks if t.state == "dialogue"), self.other_talk):
            self._speak(candidacy)
            save_needs(
                opening=candidacy.opening,
                by=world.actor(candidacy.opening.institution),
                group="wounds",
                needs={"suture": "must", "abscess": "plus", "fracture": "must"},
                backed=["suture"],
                backer="外科の常勤医",
            )
            save_scope(
                physician=candidacy.physician,
                by=world.actor(candidacy.physician),
                group="wounds",
                marks={"suture": "learn", "abscess": "can", "fracture": "not"},
            )
        for house in (self.hospital, self.other_hospital):
            row = {"external_number": "R8-01", "title": "内科外来", "days": 2}
            on_paper = make_sheet(kind=PaperKind.CONFIRM, by=world.actor(house), institution=house)
            receive_sheet(
                sheet=on_paper, by=self.people[Role.DESK], channel=Channel.FAX, image=CleanFile("image/png", b"picture")
            )
            spot = world.opening(house, employment=["spot"], title="代診")
            add_spot_days(
                opening=spot, by=world.actor(house), first=today() + timedelta(days=9), parts=[SpotPart.AM], what="外来"
            )
            keep_sheet(
                institution=house, by=world.actor(house), name="一覧.xlsx", data=workbook([row], with_example=True),
                key=uuid.uuid4(),
            )  # fmt: skip
        self.shared = SharedPosts(world, self.hospital, self.other_hospital)
        self.shared.plan_for(self.physician, self.people[Role.COORDINATOR])
        for talk in (next(t for t in self.talks if t.state == State.PHYSICIAN_ASKED),):
            by = world.actor(talk.physician)
            self.inquiry = inquire(candidacy=talk, by=by, text="駐車場はありますか", key=uuid.uuid4())
        for one, named in ((self.physician, self.other_physician), (self.other_physician, self.physician)):
            wish_companion(physician=one, number=named.number, by=world.actor(one))
        for someone in (self.physician, self.other_physician):
            identity_of(someone, by=self.people[Role.COORDINATOR])
        self.suggestions = openings_for(self.other_physician, by=self.people[Role.COORDINATOR], limit=2)
        self.slates = slates_of(self.suggestions, self.people[Role.COORDINATOR], self.physician)
        outreach = self.people[Role.OUTREACH]
        tell_societies(outreach)
        tell_stories(world)
        count_research(self.people[Role.RESEARCHER])
        self.surveys = Surveys(world)
        self.figures = make_edition(last_whole_month(today() + timedelta(days=31)))
        self.news = [world.news(), world.news(state="draft"), world.news(state="withdrawn")]
        world.callback(phone="09055556666")
        self.resume = self._draft()
        self.token = make_sign_in_link(
            user=world.user(self.physician), made_by="shell", life=SHELL_LINK_LIFE
        ).rpartition("/")[2]
        speak_with_physicians(self)
        self.doubles = Doubles(world)
        asked_about = (self.opening, self.other_talk.opening)
        self.referrals = Referrals(world, self.physician, self.other_physician, asked_about)
        self.team = TeamThings(world)
        self.office = OfficeThings(self.people[Role.COMPLIANCE])
        self.houses = Houses(world, self.hospital, self.other_hospital)

    def _readiness(self) -> str:
        """The hospital's check, answered from both seats and shared; the token of its link."""
        by, everything = self.people[Role.INSTITUTION_STAFF], dict.fromkeys(ITEM_OF, "done")
        row, token = readiness.open_link(institution=self.hospital, by=by)
        row.office, row.physician, row.shared_at = everything, everything | {"cover": "todo"}, now()
        row.save()
        return token

    def _draft(self) -> str:
        """A registration that rests; the token of the link that was mailed."""
        _, draft = start_draft()
        save_draft(draft=draft, step=1, data={"family_name": ["途中"], "mail": ["rests@mail.example.jp"]})
        return make_resume_link(draft=draft)

    def _talk(self, state: str) -> Candidacy:
        return self.world.candidacy(state, physician=self.physician, opening=self.world.opening(self.hospital))

    def _papers(self) -> None:
        """Documents, career and one institution that may see the documents, of either physician."""
        for physician, house in ((self.physician, self.hospital), (self.other_physician, self.other_hospital)):
            by = self.world.actor(physician)
            store_document(
                physician=physician, by=by, kind=DocumentKind.LICENCE, file=CleanFile("application/pdf", b"%PDF-1")
            )
            share_documents(physician=physician, institution=house, until=today() + timedelta(days=30), by=by)
            post = {"since": "1990-04", "until": "", "place": "かもめ病院", "position": "staff", "duties": ""}
            save_post(physician=physician, by=by, fields=post)
            save_qualification(physician=physician, by=by, fields={"name": "総合内科専門医", "expires_on": today()})

    def _speak(self, candidacy: Candidacy) -> None:
        """A question, its answer and a clause, so that every part of the board is drawn."""
        physician = self.world.actor(candidacy.physician)
        member = self.world.actor(candidacy.opening.institution)
        question = dialogue.ask(candidacy=candidacy, by=physician, text="夜間のお電話はありますか", key=uuid.uuid4())
        dialogue.answer(question=question, by=member, text="ありません", key=uuid.uuid4())
        dialogue.ask(candidacy=candidacy, by=member, text="お車で通われますか", key=uuid.uuid4())
        dialogue.propose_clause(candidacy=candidacy, by=member, text="夜間の呼び出しは行わない", question=question)
        speak_around(self.world, candidacy)

    # -- what the variable parts name ---------------------------------------------------------------
    def objects(self, role: str) -> Objects:
        """Values for every kind of variable part, as this role stands to them."""
        found = Objects()
        mine, others = self._candidacies(role)
        put(found, ("candidacy",), [(c.number,) for c in mine], [(c.number,) for c in others], "C-2026-9999")
        put(
            found,
            ("candidacy", "question"),
            _pairs(mine, "questions", "pk"),
            _pairs(others, "questions", "pk"),
            "C-2026-9999",
            999999,
        )
        put(
            found,
            ("candidacy", "clause"),
            _pairs(mine, "clauses", "no"),
            _pairs(others, "clauses", "no"),
            "C-2026-9999",
            999999,
        )
        put(
            found, ("candidacy", "version"), _versions(mine), _versions(others) or [(c.number, 1) for c in others],
            "C-2026-9999", 1,
        )  # fmt: skip
        put_around_talks(put, found, role, mine, others)
        everything = role in DESK_ROLES | OFFICE_ROLES
        people = [(p.number,) for p in (self.physician, self.other_physician, self.newcomer)]
        put(found, ("physician",), people if everything else [], [] if everything else people, "P-2026-9999")
        put_openings(self, found, role)
        put_office(put, found, role, self.office, self.hospital)
        put_keeping(put, found, self.keeping)
        put_sheets(self, found, role)
        houses = [(i.number,) for i in (self.hospital, self.other_hospital)]
        put(found, ("institution",), houses if everything else [], [] if everything else houses, "I-2026-9999")
        put(found, ("month",), [(str(self.figures),)], [], "1999-01")
        shown, kept = [(n.number,) for n in self.news[:1]], [(n.number,) for n in self.news[1:]]
        put(found, ("public_news",), shown, kept, "N-2026-9999")
        put(found, ("news",), shown + kept, [], "N-2026-9999")
        put(found, ("public_institution",), houses, [(self.unknown_house.number,)], "I-2026-9999")
        own_ad, other_ad = ([(kept.key,)] for kept in self.advertisements)
        ads = (own_ad + other_ad, []) if everything else (own_ad, other_ad)
        put(found, ("advertisement",), *ads, uuid.UUID(int=0))
        put(
            found, ("advertisement", "place"), *([(*values, 0) for values in some] for some in ads), uuid.UUID(int=0), 0
        )
        callers: list[Values] = [(self.caller.number,)]
        put(found, ("caller",), callers * everything, callers * (not everything), "P-2026-9999")
        put(found, ("resume",), [(self.resume,)], [], "no-such-token")
        put(found, ("paper",), [(Campaign.objects.get(code="jams_1").paper_code,)], [], "AAAA-AAAA")
        put(found, ("ledger",), [(name,) for name in ("openings", "seekers", "fees", "form30")], [], "notes")
        files = [("openings", "pdf"), ("seekers", "xlsx"), ("seekers", "csv"), ("fees", "pdf"), ("form30", "xlsx")]
        put(found, ("ledger", "ledger_form"), files, [("openings", "doc")], "notes", "csv")
        put(found, ("token",), [(self.token,)], [], "no-such-token")
        put_outreach(found, role)
        put_research(found, role)
        put(found, ("key",), [], [], 999999)
        put_scope_groups(found)
        put_desk(put, found, role)
        put_calendars(put, found, self.people[Role.COORDINATOR], role, self.calendar_token)
        put(found, ("step",), [(1,), (2,), (3,), (4,)], [], 5)
        for about, pks in told_of(self.suggestions, self.slates).items():
            put(found, (about,), [(pk,) for pk in pks], [], 999999)
        for about, words in (
            ("heard", ("physician-yes", "institution-yes", "institution-no")),
            ("act", ("T10", "T13", "T27", "T29")),
            ("own_act", ("T27", "T27b", "T20", "T30")),
        ):
            pairs = [(c.number, word) for c in mine for word in words]
            theirs = [(c.number, words[0]) for c in others]
            put(found, ("candidacy", about), pairs, theirs, "C-2026-9999", words[0])
        self._after_the_contract(found, role, at_desk=role in DESK_ROLES)
        put_own_promises(self, found, role)
        asked = [(self.inquiry.candidacy.number, self.inquiry.pk)]
        sides = (asked, []) if everything else ([], asked)
        put(found, ("candidacy", "inquiry"), *sides, "C-2026-9999", 1)
        put(found, ("left",), [(self.left,)], [], "no-such-key")
        put_contacts(self, found, role, everything)
        put(found, ("link",), [("jams_1",), ("other_1",)], [], "no_such_code")
        calls = [(c.number,) for c in CallbackRequest.objects.order_by("id")]
        put(found, ("callback",), calls if everything else [], [] if everything else calls, "K-2026-9999")
        put_stories(found, role)
        self.surveys.put(found, role)
        put(found, ("region",), [("03",), ("0301",), (self.hospital.municipality_id,)], [], "9999")
        put(found, ("market_region",), [("03",), ("shortage",)], [], "48")
        put(found, ("map_prefecture",), [("03",)], [], "48")
        for about, (own, foreign, unknown) in self.houses.values(role).items():
            put(found, (about,), [(v,) for v in own], [(v,) for v in foreign], unknown)
        members = Membership.objects.in_force().order_by("id")[:2].values_list("pk")
        put(found, ("membership",), list(members), [], 999999)
        self.doubles.put(put, found, everything)
        self.team.put(put, found, role)
        self.referrals.put(put, found, role)
        return found

    def _candidacies(self, role: str) -> tuple[list[Candidacy], list[Candidacy]]:
        every = [*self.talks, self.other_talk]
        if role in DESK_ROLES | OFFICE_ROLES:
            return every, []
        if role == Role.PHYSICIAN:
            return [t for t in self.talks if t.state != State.SUGGESTED], [self.talks[0], self.other_talk]
        if role in INSTITUTION_ROLES:
            seen = [t for t in self.talks if t.state in INSTITUTION_SEES]
            return seen, [t for t in every if t not in seen]
        return [], every

    def _after_the_contract(self, found: Objects, role: str, *, at_desk: bool) -> None:
        """Placements, check-ins and the desk's tasks of either physician and either house."""
        mine = {t.pk for t in self.talks}
        placed = [t for t in (*self.talks, self.other_placed) if t.state in PLACED]
        numbers = [(t.number,) for t in placed if t.pk in mine]
        inside, own_side = role in INSTITUTION_ROLES, role == Role.PHYSICIAN
        other = [(self.other_placed.number,)]
        put(found, ("placement",), numbers if inside or own_side else [], other, "C-2026-9999")
        rows = list(CheckIn.objects.order_by("pk").values_list("pk", "side", "placement__candidacy"))
        side = "physician" if own_side else "institution"
        own = [(pk,) for pk, of, talk in rows if at_desk or ((inside or own_side) and of == side and talk in mine)]
        put(found, ("checkin",), own[:3], [(pk,) for pk, *_ in rows if (pk,) not in own][:3], 999999)
        tasks = [(task.pk,) for task in CareTask.objects.order_by("pk")]
        put(found, ("care_task",), tasks if at_desk else [], [] if at_desk else tasks, 999999)

    @property
    def personal(self) -> list[str]:
        """Every name, mail address and telephone number of the physicians, as they could stand in a log or a URL."""
        found: list[str] = []
        for physician in (self.physician, self.other_physician, self.newcomer, self.caller):
            i: Any = physician.identity
            found += [f"{i.family_name}{i.given_name}", i.full_name, i.mail, i.phone, i.address]
        return [text for text in found if text]


def _pairs(candidacies: list[Candidacy], related: str, by: str) -> list[Values]:
    return [(c.number, getattr(row, by)) for c in candidacies for row in getattr(c, related).all()]


def _versions(candidacies: list[Candidacy]) -> list[Values]:
    return [(c.number, v.no) for c in candidacies for v in c.agreement_versions.all()]
