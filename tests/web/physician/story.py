"""北川 誠, 青浜町立診療所 and the coordinator between them, taken to any point of their story by the real actions."""

import uuid
from datetime import timedelta
from typing import Any

from enishi.accounts.roles import Role
from enishi.candidacies import actions, agreement, dialogue, placement
from enishi.candidacies.models import Candidacy
from enishi.common.clock import today
from enishi.law.periods import last_day_of_period
from enishi.physicians.enums import DisclosureLevel
from factories.remembering import of_remembered_steps, remembered
from factories.walking import BOTH_SAID_YES

REASONS = {
    "physician": [{"text": "夜間の呼び出しがありません。", "key": "on_call"}],
    "institution": [{"text": "火曜の外来を任せられます。", "key": "days"}],
    "unmet": [{"text": "報酬がご希望に届きません。", "question": "往診の手当は別にありますか。"}],
    "smallest_change": "報酬が1日10万円になれば、ご希望がすべてそろいます。",
}


class Story:
    """Each method takes the candidacy one stage further than the one before."""

    def __init__(self, world: Any) -> None:
        self.world = world
        self.coordinator = world.ms_miura
        self.institution = world.institution("青浜町立診療所", corporation="青浜町")
        self.clerk = world.actor(self.institution)
        self.director = world.member(self.institution, Role.INSTITUTION_APPROVER)
        self.opening = world.opening(self.institution)
        self.physician = world.physician(family_name="北川", given_name="誠", works_at="中央病院")
        self.doctor = world.actor(self.physician)

    @remembered
    def proposed(self) -> Candidacy:
        candidacy = actions.suggest(
            physician=self.physician, opening=self.opening, by=self.coordinator, reasons=REASONS
        )
        return actions.propose(candidacy=candidacy, by=self.coordinator)

    @of_remembered_steps
    def asked(self, level: DisclosureLevel = DisclosureLevel.L3) -> Candidacy:
        return self.world.walk(self.proposed(), "institution_asked", level=level)

    @of_remembered_steps
    def talking(self, level: DisclosureLevel = DisclosureLevel.L3) -> Candidacy:
        return self.world.walk(self.proposed(), "dialogue", level=level)

    @of_remembered_steps
    def answered(self, level: DisclosureLevel = DisclosureLevel.L3) -> Candidacy:
        return self._answer(self.talking(level))

    @remembered
    def _answer(self, candidacy: Candidacy) -> Candidacy:
        question = dialogue.ask(candidacy=candidacy, by=self.doctor, text="夜間の電話はありますか。", key=uuid.uuid4())
        dialogue.answer(question=question, by=self.clerk, text="ありません。", key=uuid.uuid4(), confirmer="事務長")
        return candidacy

    @of_remembered_steps
    def offered(self) -> Candidacy:
        """Version 2 is offered; its breaks differ from the advertised ones."""
        return self._offer(self.answered())

    @remembered
    def _offer(self, candidacy: Candidacy) -> Candidacy:
        clause = dialogue.propose_clause(
            candidacy=candidacy, by=self.clerk, text="夜間の呼び出しは行わない。", question=candidacy.questions.get()
        )
        dialogue.accept_clause(clause=clause, by=self.doctor)
        agreement.begin_terms(candidacy=candidacy, by=self.coordinator, heard=BOTH_SAID_YES)
        version = agreement.revise_terms(candidacy=candidacy, by=self.coordinator, changes={"breaks": "正午から75分"})
        self.world.through_track(candidacy)
        agreement.offer(candidacy=candidacy, by=self.director, seen_hash=version.content_hash)
        candidacy.refresh_from_db()
        return candidacy

    @of_remembered_steps
    def contract_recorded(self) -> Candidacy:
        return self._record(self.world.walk(self.offered(), "agreed"))

    @remembered
    def _record(self, candidacy: Candidacy) -> Candidacy:
        start = today() + timedelta(days=30)
        placement.record_contract(
            candidacy=candidacy,
            by=self.clerk,
            contract_kind="fixed",
            starts_on=start,
            ends_on=last_day_of_period(start, years=1),
            half_days_per_week=4,
            expected_annual_pay_yen=9_000_000,
        )
        return candidacy
