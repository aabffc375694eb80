"""Every act of the domain as a short story: what stands before, and the act itself, ready to be done once."""

import importlib
import inspect
import pkgutil
import re
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.db import connection

import enishi
from enishi.accounts import actions as accounts
from enishi.accounts.models import Membership, User
from enishi.accounts.roles import Role
from enishi.candidacies import actions as candidacies
from enishi.candidacies import agreement, dialogue, inquiries, placement, readiness, track
from enishi.candidacies.anonymous_requests import request_talk
from enishi.candidacies.leaving import leave
from enishi.common.actor import SYSTEM
from enishi.common.clock import today
from enishi.common.workflow import Channel, Party
from enishi.desk.callbacks import record_call
from enishi.desk.enums import CallResult
from enishi.institutions import actions as institutions
from enishi.law.periods import last_day_of_period
from enishi.office import concerns
from enishi.openings import actions as openings
from enishi.openings.scope import save_needs
from enishi.physicians import actions as physicians
from enishi.physicians.enums import DisclosureLevel
from factories.walking import BOTH_SAID_YES
from factories.world import World
from meta.acts_aftercare import AFTERCARE_ACTS
from meta.acts_cases import CASE_ACTS
from meta.acts_checker import CHECKER_ACTS
from meta.acts_contact import CONTACT_ACTS
from meta.acts_explained import EXPLAINED_ACTS
from meta.acts_institutions import INSTITUTION_ACTS
from meta.acts_joint import JOINT_ACTS
from meta.acts_keeping import KEEPING_ACTS
from meta.acts_merging import MERGING_ACTS
from meta.acts_newsletter import NEWSLETTER_ACTS
from meta.acts_office import OFFICE_ACTS
from meta.acts_openings import OPENINGS_ACTS
from meta.acts_outreach import OUTREACH_ACTS
from meta.acts_physicians import PHYSICIAN_ACTS
from meta.acts_referrals import REFERRAL_ACTS
from meta.acts_relays import RELAY_ACTS
from meta.acts_research import RESEARCH_ACTS
from meta.acts_safety import SAFETY_ACTS
from meta.acts_seminars import SEMINAR_ACTS
from meta.acts_stories import STORY_ACTS
from meta.acts_surveys import SURVEY_ACTS
from meta.acts_talks import TALK_ACTS
from meta.acts_team import TEAM_ACTS
from meta.acts_visits import VISIT_ACTS
from meta.telling import Act, house_of, pair, physician_of, with_opening, with_physician, with_talk

DOMAIN = (
    "accounts", "audit", "notices", "institutions", "openings", "physicians", "matching", "candidacies", "relays", "visits", "aftercare",
    "outreach", "surveys", "merging", "keeping", "referrals", "complaints", "desk", "office", "research",
)  # fmt: skip


def _record_call(world: World) -> Act:
    asked = world.callback()
    return lambda: record_call(callback=asked, result=CallResult.SPOKE, by=world.ms_miura)


def _grant_role(world: World) -> Act:
    return lambda: accounts.grant_role(email="new@staff.example.jp", name="新任", role=Role.DESK, by=SYSTEM)


def _end_membership(world: World) -> Act:
    held = Membership.objects.get(user_id=world.desk().user_id)
    return lambda: accounts.end_membership(membership=held, by=SYSTEM)


def _register_institution(world: World) -> Act:
    return lambda: world.institution("あおば診療所", corporation="青葉会", active=False)


def _activate(world: World) -> Act:
    found = world.institution(active=False)
    return lambda: institutions.activate_institution(institution=found, by=world.ms_miura)


def _change_family(world: World) -> Act:
    found = world.institution()
    return lambda: institutions.change_family(
        institution=found, by=world.ms_miura, name="あおば診療所", corporation="つばめ会", group="青葉グループ"
    )


def _draft_opening(world: World) -> Act:
    hospital = world.institution()
    world.actor(hospital)
    return lambda: world.opening(hospital, state="draft")


def _question(candidacy: Any, world: World) -> Any:
    return dialogue.ask(candidacy=candidacy, by=physician_of(candidacy, world), text="夜間は", key=uuid.uuid4())


def _clause(candidacy: Any, world: World) -> Any:
    return dialogue.propose_clause(candidacy=candidacy, by=house_of(candidacy, world), text="夜間は呼ばない")


def _with_clause(act: Callable[[Any, World], object]) -> Callable[[World], Act]:
    def story(world: World) -> Act:
        clause = _clause(world.candidacy("dialogue"), world)
        return lambda: act(clause, world)

    return story


def _answer(world: World) -> Act:
    candidacy = world.candidacy("dialogue")
    question = _question(candidacy, world)
    return lambda: dialogue.answer(
        question=question, by=house_of(candidacy, world), text="ありません", key=uuid.uuid4()
    )


def _raise_concern(world: World) -> Act:
    physician, _ = world.physician(), world.supervisor()
    return lambda: concerns.raise_concern(physician=physician, entry=1, words="", by=world.actor(physician))


def _confirm_contract(world: World) -> Act:
    candidacy = world.candidacy("agreed")
    _contract(candidacy, world)
    return lambda: placement.confirm_contract(candidacy=candidacy, by=physician_of(candidacy, world))


def _contract(candidacy: Any, world: World) -> object:
    return placement.record_contract(
        candidacy=candidacy,
        by=house_of(candidacy, world),
        contract_kind="fixed",
        starts_on=today(),
        ends_on=last_day_of_period(today(), years=1),
        half_days_per_week=4,
    )


def _answer_inquiry(world: World) -> Act:
    talk = world.candidacy("physician_asked")
    asked = inquiries.inquire(candidacy=talk, by=physician_of(talk, world), text="駐車場は", key=uuid.uuid4())
    return lambda: inquiries.answer_inquiry(inquiry=asked, by=world.ms_miura, text="あります")


C, O = "candidacies.actions.", "openings.actions."  # noqa: E741


def _request(w: World) -> Act:
    opening, physician = w.opening(), w.physician()
    coordinator = User.objects.get(pk=w.ms_miura.user_id)
    physicians.assign_coordinator(physician=physician, coordinator=coordinator, by=w.ms_miura)
    return lambda: request_talk(physician=physician, opening=opening, by=w.actor(opening.institution))


ACTS: dict[str, Callable[[World], Act]] = {
    "accounts.actions.grant_role": _grant_role,
    "accounts.actions.end_membership": _end_membership,
    "institutions.actions.register_institution": _register_institution,
    "institutions.actions.activate_institution": _activate,
    "institutions.actions.change_family": _change_family,
    O + "draft_opening": _draft_opening,
    O + "copy_opening": with_opening("published", lambda o, by: openings.copy_opening(opening=o, by=by)),
    O + "revise_opening": with_opening("published", lambda o, by: openings.revise_opening(opening=o, by=by, terms={"days": 3})),
    O + "publish_opening": with_opening("draft", lambda o, by: openings.publish_opening(opening=o, by=by, confirmed_by="事務長")),
    O + "confirm_opening": with_opening("published", lambda o, by: openings.confirm_opening(opening=o, by=by, confirmed_by="事務長")),
    O + "close_opening": with_opening("published", lambda o, by: openings.close_opening(opening=o, by=by, close_reason="withdrawn")),
    "openings.scope.save_needs": with_opening(
        "draft", lambda o, by: save_needs(opening=o, by=by, group="wounds", needs={"suture": "must"})
    ),
    "candidacies.leaving.leave": with_physician(lambda p, by, w: leave(physician=p, by=w.actor(p))),
    "candidacies.inquiries.inquire": with_talk(
        "physician_asked",
        lambda c, w: inquiries.inquire(candidacy=c, by=physician_of(c, w), text="駐車場は", key=uuid.uuid4()),
    ),
    "candidacies.inquiries.answer_inquiry": _answer_inquiry,
    C + "suggest": pair(lambda p, o, w: candidacies.suggest(physician=p, opening=o, by=w.ms_miura)),
    C + "edit_proposal": with_talk("suggested", lambda c, w: candidacies.edit_proposal(candidacy=c, by=w.ms_miura, opening_words="先生へ")),
    C + "ask_to_talk": pair(
        lambda p, o, w: candidacies.ask_to_talk(physician=p, opening=o, by=w.actor(p), level=DisclosureLevel.L2)
    ),
    C + "propose": with_talk("suggested", lambda c, w: candidacies.propose(candidacy=c, by=w.ms_miura)),
    C + "accept_proposal": with_talk(
        "physician_asked", lambda c, w: candidacies.accept_proposal(candidacy=c, by=physician_of(c, w), level=DisclosureLevel.L3)
    ),
    C + "pass_on": with_talk("physician_yes", lambda c, w: candidacies.pass_on(candidacy=c, by=w.ms_miura)),
    C + "welcome": with_talk("institution_asked", lambda c, w: candidacies.welcome(candidacy=c, by=house_of(c, w))),
    C + "raise_disclosure": with_talk(
        "dialogue",
        lambda c, w: candidacies.raise_disclosure(candidacy=c, by=physician_of(c, w), level=DisclosureLevel.L3),
        level=DisclosureLevel.L2,
    ),
    C + "decline": with_talk("dialogue", lambda c, w: candidacies.decline(candidacy=c, by=physician_of(c, w), step_id="T25")),
    C + "take_step": with_talk("dialogue", lambda c, w: candidacies.take_step(candidacy=c, by=w.ms_miura, step_id="T10")),
    C + "close_opening_and_talks": with_opening(
        "published", lambda o, by: candidacies.close_opening_and_talks(opening=o, by=by, close_reason="withdrawn")
    ),
    "candidacies.dialogue.ask": with_talk("dialogue", _question),
    "candidacies.dialogue.answer": _answer,
    "candidacies.dialogue.propose_clause": with_talk("dialogue", _clause),
    "candidacies.dialogue.accept_clause": _with_clause(lambda x, w: dialogue.accept_clause(clause=x, by=physician_of(x.candidacy, w))),
    "candidacies.dialogue.withdraw_clause": _with_clause(lambda x, w: dialogue.withdraw_clause(clause=x, by=house_of(x.candidacy, w))),
    "candidacies.dialogue.replace_clause": _with_clause(
        lambda x, w: dialogue.replace_clause(
            clause=x, by=w.ms_miura.by(Channel.PHONE), text="夜間はお電話だけ", **_spoken(dialogue.replace_clause)
        )
    ),
    "candidacies.agreement.begin_terms": with_talk("dialogue", lambda c, w: agreement.begin_terms(candidacy=c, by=w.ms_miura, heard=BOTH_SAID_YES)),
    "candidacies.agreement.revise_terms": with_talk(
        "terms", lambda c, w: agreement.revise_terms(candidacy=c, by=w.ms_miura, changes={"breaks": "90分"})
    ),
    "candidacies.agreement.offer": with_talk(
        "terms", lambda c, w: w.through_track(c) or agreement.offer(
            candidacy=c, by=w.approver(c.opening.institution), seen_hash=w.seen_hash(c)
        )
    ),
    "candidacies.track.pass_step": with_talk("terms", lambda c, w: w.through_track(c)),
    "candidacies.track.return_step": with_talk(
        "terms", lambda c, w: track.return_step(candidacy=c, by=house_of(c, w), no=1, seen_hash=w.seen_hash(c), note="賃金を規程に合わせたい")
    ),
    "candidacies.track.move_steps": with_talk(
        "terms", lambda c, w: track.move_steps(candidacy=c, by=house_of(c, w), seen_hash=w.seen_hash(c), days={2: today() + timedelta(days=60)})
    ),
    "candidacies.anonymous_requests.request_talk": _request,
    "candidacies.readiness.wish_terms": with_talk("dialogue", lambda c, w: readiness.wish_terms(candidacy=c, by=physician_of(c, w))),
    "candidacies.agreement.agree": with_talk(
        "offered", lambda c, w: agreement.agree(candidacy=c, by=physician_of(c, w), seen_hash=w.seen_hash(c), hours_seen=True)
    ),
    "candidacies.agreement.reopen_terms": with_talk(
        "offered", lambda c, w: agreement.reopen_terms(candidacy=c, by=physician_of(c, w), step_id="T18", reason="曜日")
    ),
    "desk.callbacks.request_callback": lambda w: lambda: w.callback(),
    "desk.callbacks.record_call": _record_call,
    "candidacies.placement.record_contract": with_talk("agreed", _contract),
    "candidacies.placement.confirm_contract": _confirm_contract,
    "candidacies.placement.start_work": with_talk(
        "contracted", lambda c, w: placement.start_work(candidacy=c, by=house_of(c, w), licence_original_seen_on=today())
    ),
    "candidacies.placement.record_leaving": with_talk(
        "working", lambda c, w: placement.record_leaving(candidacy=c, by=house_of(c, w), left_on=today(), reason="ご家族の介護")
    ),
    "office.concerns.raise_concern": _raise_concern,
}  # fmt: skip
ACTS |= (
    CHECKER_ACTS
    | CASE_ACTS
    | JOINT_ACTS
    | KEEPING_ACTS
    | MERGING_ACTS
    | CONTACT_ACTS
    | OFFICE_ACTS
    | SAFETY_ACTS
    | EXPLAINED_ACTS
    | OPENINGS_ACTS
    | OUTREACH_ACTS
    | STORY_ACTS
    | SURVEY_ACTS
    | NEWSLETTER_ACTS
    | SEMINAR_ACTS
    | RESEARCH_ACTS
    | PHYSICIAN_ACTS
    | INSTITUTION_ACTS
    | TALK_ACTS
    | RELAY_ACTS
    | REFERRAL_ACTS
    | TEAM_ACTS
    | VISIT_ACTS
    | AFTERCARE_ACTS
)
NOT_ACTS: set[str] = {
    "physicians.documents.open_document", "physicians.export.export_of", "physicians.export.export_pdf",
    # The audit log's own functions, and readings, which are recorded as such.
    "audit.actions.record", "audit.actions.record_reading", "audit.actions.record_readings",
    "audit.actions.record_export",
    "physicians.access.identity_of", "physicians.access.identities_of", "candidacies.access.disclosed_identity",
    "candidacies.persons.person_facts", "candidacies.attachments.open_attachment",
    # Written with each handing over and each receipt, which are acts.
    "referrals.provisions.note_out", "referrals.provisions.note_in",
    # A paper of the office's own folder; its taking out is recorded as an export.
    "office.certification.open_evidence",
    # Said before a file leaves, whose entry in the log names it.
    "office.purposes.say_purpose",
    # One row of a list that an act takes in, which tells of the whole list.
    "openings.sheets.plan.take_line",
    # Rules, and the steps of a version, which are laid by whatever makes it.
    "candidacies.track_rules.against_passing", "candidacies.track.lay_track",
    # They look at words that are to be sent.
    "candidacies.giveaways.giveaways_for", "candidacies.giveaways.giveaways_before_name", "candidacies.giveaways.refuse_giveaways", "candidacies.dialogue.look_at_words",
    "desk.callbacks.read_callbacks", "desk.paper.read_image", "institutions.joining.read_application", "institutions.continuity.read_for_coordinator",
    # Asking the engine changes nothing in the world; each run is a record itself (models.toml).
    "matching.actions.suggestions_for", "matching.actions.suggestions_for_opening",
    # Needs a night's market: seen to be audited in tests/web/institution/test_inst_insight.py.
    "matching.asking.ask",
    "candidacies.anonymous_requests.outlines_for", "candidacies.suggesting.openings_for", "candidacies.suggesting.physicians_for",
}  # fmt: skip
WITH_ANOTHER = {"accounts_signinlink", "matching_insightanswer"}
"""Written by acts that take no `by`, or need a night's market: tests/web/sign_in and test_inst_insight.py see them audited."""


def _spoken(function: Callable[..., object]) -> dict[str, object]:
    """For whom the coordinator speaks, where the act asks for it."""
    asks = "speaks_for" in inspect.signature(function).parameters
    return {"speaks_for": Party.INSTITUTION} if asks else {}


def in_the_code() -> set[str]:
    """Public functions of the domain with a keyword-only `by`, named app.module.function."""
    found = set()
    for module in pkgutil.walk_packages(enishi.__path__, "enishi."):
        app = module.name.split(".")[1]
        if app not in DOMAIN or ".migrations" in module.name:
            continue
        for name, function in inspect.getmembers(importlib.import_module(module.name), inspect.isfunction):
            plain = inspect.unwrap(function)
            by = inspect.signature(plain).parameters.get("by")
            if plain.__module__ == module.name and not name.startswith("_") and by and by.kind is by.KEYWORD_ONLY:
                found.add(f"{module.name.removeprefix('enishi.')}.{name}")
    return found


@contextmanager
def watching() -> Iterator[set[str]]:
    """The tables that are written meanwhile."""
    tables: set[str] = set()

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if found := re.match(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?([a-z_]+)"?', sql, re.I):
            tables.add(found[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield tables
