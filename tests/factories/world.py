"""`world`: people, institutions, openings and candidacies, made by the real actions, for tests that read as stories.

    def test_…(world):
        tanaka = world.physician(works_at="青葉会 中央病院", shields="青葉会")     Physician, active, licence verified
        hospital = world.institution("青葉会 東病院", corporation="青葉会")      Institution, active
        opening = world.opening(institution=hospital)                          Opening, published, complete by law
        opening = world.opening(days=3, night_duty="required", conditions={"smoking": ""}, state="draft")
        talk = world.candidacy(state="dialogue", physician=…, opening=…)       walked there step by step
        page = world.signed_in(tanaka).get("/my")                              Django test client

People are Actors, as every action takes one: `world.coordinator()`, `supervisor()`, `office()`, `admin()`,
`outreach()`, `researcher()`, `desk()` (a new person each time; `world.staff(Role.X, name=…)` for any role),
`world.society_member("見本学会")`, `world.member(hospital)` (staff), `world.approver(hospital)`,
`world.actor(x)` (a physician, an institution's first member, a user or a membership as Actor), `world.user(x)`.

`world.ms_miura` is the coordinator who acts where a story names none (made at first use).
`world.municipality("久慈市")`, `world.walk(candidacy, "agreed")` takes an existing candidacy further,
`world.messages(x)` are the notices to a person, oldest first, `world.seen_hash(candidacy)` the hash on the screen now.
Names and addresses are fictional; every physician and institution differs, in a fixed order.
"""

import secrets
import time
import uuid
from collections.abc import Iterable
from datetime import timedelta
from functools import cached_property
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.contrib import auth
from django.test import Client

from enishi.accounts.access import SESSION_KEY, actor_of
from enishi.accounts.actions import grant_role
from enishi.accounts.models import Membership, User
from enishi.accounts.roles import STAFF_ROLES, Role
from enishi.accounts.sessions import SessionStore
from enishi.areas.models import Municipality
from enishi.candidacies.models import Candidacy, Placement
from enishi.common.actor import SYSTEM, Actor
from enishi.common.clock import ago, today
from enishi.common.workflow import Channel, Party
from enishi.desk.callbacks import request_callback
from enishi.desk.enums import Caller, DayPart
from enishi.desk.models import CallbackRequest
from enishi.institutions.actions import activate_institution, register_institution
from enishi.institutions.declaration_rules import wording_on
from enishi.institutions.declarations import declare, last_declaration, publishing_refusals
from enishi.institutions.joining import APPLICANT, Applicant, apply_for_institution
from enishi.institutions.models import Application, Declaration, Institution
from enishi.notices.models import Notice
from enishi.openings.actions import close_opening, draft_opening, publish_opening
from enishi.openings.models import Opening
from enishi.outreach.actions import add_society
from enishi.outreach.models import NewsItem
from enishi.outreach.news import publish_news, withdraw_news, write_news
from enishi.physicians import actions as physicians
from enishi.physicians.enums import ConsentKind, Delivery
from enishi.physicians.models import Physician
from enishi.physicians.registration import Registration, register_physician
from enishi.web.public.callback import VISITOR
from factories import walking
from factories.remembering import KEPT_FOR, of_remembered_steps, remembered

CONDITIONS: dict[str, Any] = {
    "duties": "外来診療と訪問診療",
    "duties_change_scope": "変更なし",
    "contract_kind": "fixed",
    "contract_months": 12,
    "renewal": "possible",
    "renewal_criteria": "業務量と本人の希望により判断します",
    "renewal_limit": "上限なし",
    "probation": False,
    "place_change_scope": "変更なし",
    "working_hours": "午前9時〜午後5時",
    "breaks": "正午から60分",
    "holidays": "土曜・日曜・祝日・年末年始",
    "overtime": "なし",
    "pay_details": "手当なし",
    "fixed_overtime": False,
    "insurance": "健康保険、厚生年金、労災保険、雇用保険",
    "smoking": "敷地内禁煙",
}
"""The statutory items of an opening, complete for any day from 2024-04."""

FAMILY_NAMES = "北川 南條 東山 西野 春日 夏目 秋葉 冬木 朝倉 夕月 青柳 赤城 白鳥 黒岩 緑川 銀林".split()
GIVEN_NAMES = "誠 進 茂 実 清 勝 明 昇 和子 節子 久美 静江 勉 博 隆 正".split()
PLACES = "みさき丘 こもれび はるかぜ せせらぎ やまなみ ひだまり しらかば ふじなみ わかくさ なぎさ".split()


class Counter:
    """1, 2, 3, …; `value` is the last one, 0 at first."""

    def __init__(self) -> None:
        self.value = 0

    def __next__(self) -> int:
        self.value += 1
        return self.value


class World:
    """One builder for one test."""

    def __init__(self) -> None:
        self._count = Counter()

    # -- people -----------------------------------------------------------------------------------
    @remembered
    def staff(self, role: Role, name: str = "") -> Actor:
        """A new member of staff in this role."""
        number = next(self._count)
        _, membership = grant_role(
            email=f"{role}{number}@staff.example.jp", name=name or f"{role.label} {number}", role=role, by=SYSTEM
        )
        return actor_of(membership)

    def coordinator(self, name: str = "") -> Actor:
        return self.staff(Role.COORDINATOR, name)

    def desk(self) -> Actor:
        return self.staff(Role.DESK)

    def supervisor(self) -> Actor:
        return self.staff(Role.SUPERVISOR)

    def office(self) -> Actor:
        """The licensee's office (compliance)."""
        return self.staff(Role.COMPLIANCE)

    def outreach(self) -> Actor:
        return self.staff(Role.OUTREACH)

    def researcher(self) -> Actor:
        return self.staff(Role.RESEARCHER)

    def admin(self) -> Actor:
        return self.staff(Role.ADMIN)

    @remembered
    def society_member(self, society: str) -> Actor:
        """A new society and a person of it."""
        made = add_society(name=society, by=self.ms_miura)
        _, membership = grant_role(
            email=f"society{next(self._count)}@society.example.jp",
            name=f"{society} 事務局",
            role=Role.SOCIETY,
            by=SYSTEM,
            organisation=made.organisation,
        )
        return actor_of(membership)

    @remembered
    def member(self, institution: Institution, role: Role = Role.INSTITUTION_STAFF, *, email: str = "") -> Actor:
        """A new person of the institution (an existing one if the address is known)."""
        number = next(self._count)
        _, membership = grant_role(
            email=email or f"member{number}@hospital.example.jp",
            name=f"事務長 {number}",
            role=role,
            by=SYSTEM,
            organisation=institution.organisation,
        )
        return actor_of(membership)

    @remembered
    def approver(self, institution: Institution) -> Actor:
        """Who may approve an offer there: the one there is, else a new person."""
        held = Membership.objects.in_force().select_related("user")
        held = held.filter(organisation=institution.organisation_id, role=Role.INSTITUTION_APPROVER)
        return actor_of(held[0]) if held else self.member(institution, Role.INSTITUTION_APPROVER)

    @cached_property
    def ms_miura(self) -> Actor:
        """The coordinator of every story that names none."""
        held = Membership.objects.in_force().select_related("user").filter(role=Role.COORDINATOR).first()
        return actor_of(held) if held else self.coordinator("三浦 早苗")

    @remembered
    def actor(self, who: Any) -> Actor:
        """A physician, an institution (a member of its staff), a user, a membership or an actor, as Actor."""
        if isinstance(who, Actor):
            return who
        if isinstance(who, Membership):
            return actor_of(who)
        if isinstance(who, Institution):
            held = Membership.objects.in_force().select_related("user")
            held = held.filter(organisation=who.organisation_id, role=Role.INSTITUTION_STAFF)
            return actor_of(held[0]) if held else self.member(who)
        user = who.user if isinstance(who, Physician) else who
        return actor_of(Membership.objects.in_force().select_related("user").filter(user=user).order_by("id")[0])

    @remembered
    def user(self, who: Any) -> User:
        return User.objects.get(pk=self.actor(who).user_id)

    def signed_in(self, who: Any, *, second_factor: bool = True) -> Client:
        """A browser of this person; staff have passed their second factor unless told otherwise."""
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = self.session(self.actor(who), second_factor=second_factor)
        return client

    @remembered
    def session(self, actor: Actor, *, second_factor: bool) -> str:
        """The key of a new session of this person."""
        held = Membership.objects.in_force().select_related("user")
        membership = held.get(user=actor.user_id, role=actor.role, organisation=actor.organisation_id)
        user = membership.user
        at = time.time() + KEPT_FOR  # signed in just now also for whom it is put back for
        methods = [{"method": "code", "at": at, "email": user.email}]
        if second_factor and actor.role in STAFF_ROLES:
            if not Authenticator.objects.filter(user=user).exists():
                TOTP.activate(user, generate_totp_secret())
            methods.append({"method": "mfa", "type": "totp", "at": at})
        # What Django's login leaves behind, in one statement: signing in was a tenth of all queries of the page tests.
        session = SessionStore(secrets.token_hex(16))
        row = session.create_model_instance(
            {
                auth.SESSION_KEY: str(user.pk),
                auth.BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
                auth.HASH_SESSION_KEY: user.get_session_auth_hash(),
                SESSION_KEY: membership.pk,
                "account_authentication_methods": methods,
            }
        )
        row.save(force_insert=True)
        return str(row.session_key)

    def messages(self, who: Any) -> list[Notice]:
        """Notices to this person, oldest first."""
        return list(Notice.objects.filter(recipient_id=self.actor(who).user_id).order_by("id"))

    # -- places -----------------------------------------------------------------------------------
    @remembered
    def municipality(self, name: str = "久慈市") -> Municipality:
        return Municipality.objects.get(name=name, valid=True)

    @remembered
    def institution(
        self,
        name: str = "",
        *,
        corporation: str = "",
        group: str = "",
        active: bool = True,
        place: str = "久慈市",
        **facts: Any,
    ) -> Institution:
        number = next(self._count)
        place_word = PLACES[number % len(PLACES)]
        institution = register_institution(
            name=name or f"{place_word}記念病院{number}",
            corporation=corporation or f"医療法人{place_word}会{number}",
            group=group,
            by=self.ms_miura,
            **{
                "kind": "hospital",
                "municipality": self.municipality(place),
                "address": f"岩手県{place}見本町{number}-1",
                "phone": "0194-00-0000",
                **facts,
            },
        )
        if not active:
            return institution
        self.declaration(institution)
        return activate_institution(institution=institution, by=self.ms_miura)

    @remembered
    def declaration(self, institution: Institution, *, applies: str = "") -> Declaration:
        """The yearly declaration of an institution by telephone; applies: the code of an item that does."""
        answers = {code: code == applies for code, _, _ in wording_on(today()).items}
        return declare(institution=institution, by=self.by_phone(), answers=answers, declarer="事務長")

    @remembered
    def application(self, *, place: str = "久慈市", **facts: Any) -> Application:
        """Somebody who applied on the public page for an institution that nobody knows yet."""
        number = next(self._count)
        applicant = Applicant(
            name="申込 花子", position="事務長", phone="0194000001", mail=f"apply{number}@hospital.example.jp"
        )
        given = {
            "name": f"{PLACES[number % len(PLACES)]}申込病院{number}",
            "kind": "hospital",
            "municipality": self.municipality(place),
            "address": f"岩手県{place}見本町{number}-1",
            "phone": "0194-00-0001",
            **facts,
        }
        return apply_for_institution(key=uuid.uuid4(), applicant=applicant, by=APPLICANT, **given)

    @remembered
    def opening(
        self,
        institution: Institution | str | None = None,
        *,
        state: str = "published",
        confirmed_days_ago: int = 0,
        conditions: dict[str, Any] | None = None,
        **terms: Any,
    ) -> Opening:
        """An opening with all statutory items; `conditions` overlays them, `terms` are fields of OpeningVersion."""
        if not isinstance(institution, Institution):
            institution = self.institution(institution or "")
        by = self.actor(institution)
        given = {
            "title": "内科外来と訪問診療",
            "specialties": ["内科"],
            "employment": ["part_time"],
            "headcount": 1,
            "days": 2,
            "slots": ["tue_am", "tue_pm", "thu_am", "thu_pm"],
            "daily_pay_yen": 90_000,
            "starts_on": today() + timedelta(days=60),
            "offers": ["travel_paid", "outpatient", "home_visits"],
            "conditions": CONDITIONS | (conditions or {}),
            "honest_note": "冬は雪が深く、最寄りの駅から車で40分かかります。",
        } | terms
        given.setdefault("any_specialty", not given["specialties"])
        with ago(timedelta(days=confirmed_days_ago)):
            opening = draft_opening(institution=institution, by=by, terms=given)
            if state != "draft":
                if last_declaration(institution) and publishing_refusals(institution):  # stories jump over years
                    self.declaration(institution)
                publish_opening(opening=opening, by=by, confirmed_by="事務長")
            if state == "closed":
                close_opening(opening=opening, by=by, close_reason="withdrawn")
        opening.refresh_from_db()
        return opening

    # -- physicians -------------------------------------------------------------------------------
    def registration(self, **given: Any) -> Registration:
        """What a physician types in the four steps; keys of identity, wishes and Registration may be given."""
        number = next(self._count)
        identity = {
            "family_name": FAMILY_NAMES[number % len(FAMILY_NAMES)],
            "given_name": GIVEN_NAMES[number // 2 % len(GIVEN_NAMES)],
            "family_kana": "きたがわ",
            "given_kana": f"まこと{_sounds(number)}",  # born on one day, but nobody's double
            "mail": f"physician{number}@mail.example.jp",
            "phone": f"0900000{number:04d}",
            "birth_date": "1958-04-05",
            "address": "岩手県久慈市見本町1-1",
        }
        wishes = {
            "specialties": ["内科"],
            "employment": ["part_time"],
            "days_min": 1,
            "days_max": 3,
            "prefectures": ["03"],
            "municipality": self.municipality(),
            "wishes": {"outpatient": "want"},
        }
        rest = {
            "present": "employed",
            "consents": frozenset({ConsentKind.PLACEMENT, ConsentKind.ANONYMOUS}),
            "delivery": Delivery.MAIL,
        }
        for key, value in given.items():
            home = wishes if key in WISHES else identity if key in IDENTITY else rest
            home[key] = value
        return Registration(identity=identity, wishes=wishes, **rest)

    @remembered
    def callback(self, *, phone: str = "09077778888", **facts: Any) -> CallbackRequest:
        """Somebody without an account who asked to be called back; open unless the story records the call."""
        said = {"name": "見本 太郎", "caller": Caller.INSTITUTION, "wished_on": None, "part": DayPart.ANY, **facts}
        return request_callback(phone=phone, by=VISITOR, **said)

    @remembered
    def news(self, title: str = "年末年始のお休み", *, state: str = "published", **facts: Any) -> NewsItem:
        """Something the office tells everybody; state: draft, published or withdrawn."""
        by = self.outreach()
        given = {"body": "12月29日から1月3日まで、お電話をお休みします。", "day": today(), "key": uuid.uuid4(), **facts}
        item = write_news(title=title, by=by, **given)
        if state != "draft":
            item = publish_news(news=item, seen=item.changes, by=self.supervisor())
        return withdraw_news(news=item, by=by) if state == "withdrawn" else item

    @remembered
    def physician(
        self,
        *,
        works_at: str = "",
        shields: str | Iterable[str] = (),
        state: str = "active",
        licence: bool = True,
        **given: Any,
    ) -> Physician:
        """A registered physician; active (求職受理) and with a verified licence unless told otherwise."""
        names = (shields,) if isinstance(shields, str) else tuple(shields)
        assert self.ms_miura
        physician = register_physician(
            registration=self.registration(employer=works_at, shield_names=names, **given), by=self.ms_miura
        )
        if state != "registered":
            physicians.begin_interview(physician=physician, by=self.ms_miura)
        if licence:
            physicians.verify_licence(physician=physician, by=self.ms_miura, on=today())
        if state in ("active", "paused", "closed"):
            physicians.accept_physician(physician=physician, by=self.ms_miura)
        if state in ("paused", "closed"):
            physicians.MACHINE.perform(physician, "P4" if state == "paused" else "P6", by=self.ms_miura)
        return physician

    @remembered
    def caller(self) -> Physician:
        """Someone who left name and contact only, to be called (「続きはお電話で」)."""
        whole = self.registration()
        names = ("family_name", "given_name", "family_kana", "given_kana", "mail", "phone")
        registration = Registration(
            identity={name: whole.identity[name] for name in names},
            wishes={},
            present="",
            consents=frozenset(),
            delivery=None,
            promise={"channel": "phone", "days": ["tue"], "hours": ["pm"]},
            call_only=True,
        )
        assert self.ms_miura
        return register_physician(registration=registration, by=Actor(None, Party.PHYSICIAN, Role.PHYSICIAN.value))

    # -- candidacies ------------------------------------------------------------------------------
    @of_remembered_steps
    def candidacy(
        self, state: str = "dialogue", *, physician: Physician | None = None, opening: Opening | None = None, **how: Any
    ) -> Candidacy:
        """A candidacy in any state, walked there by real actions; `how` as in `walking.walk`."""
        return walking.begin(self, state, physician or self.physician(), opening or self.opening(), **how)

    @of_remembered_steps
    def walk(self, candidacy: Candidacy, state: str, **how: Any) -> Candidacy:
        """Take a candidacy further along the way to `state`."""
        return walking.walk(self, candidacy, state, **how)

    def seen_hash(self, candidacy: Candidacy) -> str:
        """The hash of the version that stands on both screens now."""
        return walking.seen_hash(candidacy)

    def through_track(self, candidacy: Candidacy) -> None:
        """Every step inside the institution is through, but a last one that the approver gives with the offer."""
        walking.through_track(self, candidacy)

    def record_contract(self, candidacy: Candidacy, **terms: Any) -> Placement:
        """The institution records its contract, having confirmed whatever differs from the agreement."""
        return walking.record_contract(self, candidacy, **terms)

    def by_phone(self) -> Actor:
        """The coordinator passing on what somebody said on the telephone."""
        return self.ms_miura.by(Channel.PHONE)


def _sounds(number: int) -> str:
    """Two kana that no other of 1,225 numbers has."""
    kana = "かきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもらりるれろ"
    return kana[number % len(kana)] + kana[number // len(kana) % len(kana)]


IDENTITY = {
    "family_name", "given_name", "family_kana", "given_kana", "mail", "phone", "birth_date", "address", "employer",
    "sex", "postcode", "licence_number", "career",
}  # fmt: skip
WISHES = {
    "specialties", "skills", "employment", "days_min", "days_max", "prefectures", "municipality", "wishes", "slots",
    "max_commute_min", "relocation", "night_duty", "on_call", "min_annual_pay_yen", "min_daily_pay_yen",
    "available_from", "weekly_hours_committed", "overtime_level", "note",
}  # fmt: skip
