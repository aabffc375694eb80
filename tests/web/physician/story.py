"""A physician, an institution and the people between them, brought by the real actions to any point of their story."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from django.test import Client

from enishi.accounts.access import actor_of
from enishi.accounts.actions import grant_role
from enishi.accounts.models import Organisation, User
from enishi.accounts.roles import Role
from enishi.areas.models import Municipality
from enishi.candidacies import actions, agreement, dialogue, placement
from enishi.candidacies.models import Candidacy
from enishi.common.actor import SYSTEM, Actor
from enishi.common.clock import today
from enishi.institutions.actions import activate_institution, register_institution
from enishi.openings.actions import draft_opening, publish_opening
from enishi.openings.models import Opening
from enishi.physicians import actions as physician_actions
from enishi.physicians.enums import ConsentKind, Delivery, DisclosureLevel
from enishi.physicians.models import Physician
from enishi.physicians.registration import Registration, register_physician

_numbers = count(1)
CONDITIONS = {
    "duties": "内科外来",
    "duties_change_scope": "変更なし",
    "contract_kind": "fixed",
    "ends_on": "2029-03-31",
    "renewal": "possible",
    "renewal_criteria": "業務量により判断する",
    "renewal_limit": "上限なし",
    "probation": False,
    "place_change_scope": "変更なし",
    "working_hours": "午前9時〜午後5時",
    "breaks": "60分",
    "holidays": "土日祝",
    "overtime": "なし",
    "pay_details": "手当なし",
    "fixed_overtime": False,
    "insurance": "健康保険、厚生年金、労災保険",
    "smoking": "敷地内禁煙",
}


@dataclass
class Person:
    user: User
    actor: Actor

    def browser(self) -> Client:
        client = Client()
        client.force_login(self.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client


def person(name: str, role: Role, organisation: Organisation | None = None) -> Person:
    user, membership = grant_role(
        email=f"person{next(_numbers)}@demo.example", name=name, role=role, by=SYSTEM, organisation=organisation
    )
    return Person(user, actor_of(membership))


class Story:
    """北川 誠, 青浜町立診療所 and the coordinator 三浦 早苗. Each method takes the candidacy one stage further."""

    def __init__(self) -> None:
        self.coordinator = person("三浦 早苗", Role.COORDINATOR)
        self.town = Municipality.objects.filter(name__contains="久慈").first() or Municipality.objects.first()
        self.institution = register_institution(
            name="青浜町立診療所",
            by=self.coordinator.actor,
            corporation="青浜町",
            kind="clinic",
            municipality=self.town,
            address="青浜町1-1",
            phone="0194-00-0000",
        )
        activate_institution(institution=self.institution, by=self.coordinator.actor)
        self.clerk = person("事務 一郎", Role.INSTITUTION_STAFF, self.institution.organisation)
        self.director = person("院長 花子", Role.INSTITUTION_APPROVER, self.institution.organisation)
        self.opening = self.new_opening()
        self.physician = self.new_physician()
        self.doctor = Person(self.physician.user, actor_of(self.physician.user.memberships.get()))

    def new_opening(self, title: str = "内科外来") -> Opening:
        opening = draft_opening(
            institution=self.institution,
            by=self.clerk.actor,
            terms={
                "title": title,
                "specialties": ["内科"],
                "employment": ["part_time"],
                "days": 2,
                "slots": ["tue_am", "tue_pm"],
                "daily_pay_yen": 90_000,
                "starts_on": today() + timedelta(days=120),
                "conditions": CONDITIONS,
            },
        )
        return publish_opening(opening=opening, by=self.clerk.actor, confirmed_by="事務長")

    def new_physician(self, family: str = "北川", given: str = "誠", **identity: str) -> Physician:
        physician = register_physician(
            registration=Registration(
                identity={
                    "family_name": family,
                    "given_name": given,
                    "mail": f"person{next(_numbers)}@demo.example",
                    "birth_date": "1958-04-05",
                    "address": "岩手県久慈市",
                    "employer": "中央病院",
                    **identity,
                },
                wishes={"specialties": ["内科"], "employment": ["part_time"], "days_min": 1, "days_max": 2, "municipality": self.town},
                present="employed",
                consents=frozenset({ConsentKind.PLACEMENT}),
                delivery=Delivery.MAIL,
            ),
            by=self.coordinator.actor,
        )
        by = self.coordinator.actor
        physician_actions.begin_interview(physician=physician, by=by)
        physician_actions.verify_licence(physician=physician, by=by, on=today())
        return physician_actions.accept_physician(physician=physician, by=by)

    def proposed(self, physician: Physician | None = None, opening: Opening | None = None) -> Candidacy:
        candidacy = actions.suggest(
            physician=physician or self.physician,
            opening=opening or self.opening,
            by=self.coordinator.actor,
            reasons={
                "physician": [{"text": "夜間の呼び出しがありません。", "key": "on_call"}],
                "institution": [{"text": "火曜の外来を任せられます。", "key": "days"}],
                "unmet": [{"text": "報酬がご希望に届きません。", "question": "往診の手当は別にありますか。"}],
                "smallest_change": "報酬が1日10万円になれば、ご希望がすべてそろいます。",
            },
        )
        return actions.propose(candidacy=candidacy, by=self.coordinator.actor)

    def asked(self, level: DisclosureLevel = DisclosureLevel.L3) -> Candidacy:
        candidacy = self.proposed()
        actions.accept_proposal(candidacy=candidacy, by=self.doctor.actor, level=level)
        return actions.pass_on(candidacy=candidacy, by=self.coordinator.actor)

    def talking(self, level: DisclosureLevel = DisclosureLevel.L3) -> Candidacy:
        return actions.welcome(candidacy=self.asked(level), by=self.clerk.actor)

    def answered(self, level: DisclosureLevel = DisclosureLevel.L3) -> Candidacy:
        candidacy = self.talking(level)
        question = dialogue.ask(candidacy=candidacy, by=self.doctor.actor, text="夜間の電話はありますか。", key=uuid.uuid4())
        dialogue.answer(
            question=question, by=self.clerk.actor, text="ありません。", key=uuid.uuid4(), confirmer="事務長"
        )
        return candidacy

    def offered(self) -> Candidacy:
        candidacy = self.answered()
        clause = dialogue.propose_clause(
            candidacy=candidacy, by=self.clerk.actor, text="夜間の呼び出しは行わない。", question=candidacy.questions.get()
        )
        dialogue.accept_clause(clause=clause, by=self.doctor.actor)
        agreement.begin_terms(candidacy=candidacy, by=self.coordinator.actor)
        version = agreement.revise_terms(
            candidacy=candidacy, by=self.coordinator.actor, changes={"breaks": "午後0時から60分"}
        )
        agreement.offer(candidacy=candidacy, by=self.director.actor, seen_hash=version.content_hash)
        candidacy.refresh_from_db()
        return candidacy

    def agreed(self) -> Candidacy:
        candidacy = self.offered()
        version = agreement.latest_version(candidacy)
        agreement.agree(candidacy=candidacy, by=self.doctor.actor, seen_hash=version.content_hash)
        return candidacy

    def contract_recorded(self) -> Candidacy:
        candidacy = self.agreed()
        start = today() + timedelta(days=30)
        placement.record_contract(
            candidacy=candidacy,
            by=self.clerk.actor,
            contract_kind="fixed",
            starts_on=start,
            ends_on=date(start.year + 1, start.month, 1),
            half_days_per_week=4,
            expected_annual_pay_yen=9_000_000,
        )
        return candidacy
