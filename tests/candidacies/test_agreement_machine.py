"""Whatever anybody presses in whatever order: nothing is agreed without two approvals of one hash and a finished way inside."""

from datetime import date, timedelta
from decimal import Decimal

from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import Phase as Phases
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from enishi.candidacies import actions, agreement, dialogue, placement, track
from enishi.candidacies.enums import NEEDS_HASH, Confirmer, TrackAct
from enishi.candidacies.models import Approval, Candidacy, TrackRecord
from enishi.candidacies.phases import Phase
from enishi.candidacies.track_rules import basis_of
from enishi.common.clock import today
from enishi.common.workflow import StepRefused
from enishi.institutions.approval import save_route
from enishi.institutions.approval_rules import CLINIC, HOSPITAL, MUNICIPAL

PLANS = [
    [],
    [Phase(1, date(2027, 4, 1), Decimal(5)), Phase(2, date(2029, 4, 1), Decimal(3))],
    [Phase(1, date(2027, 4, 1), Decimal(5)), Phase(2, date(2029, 4, 1), Decimal("2.5"), "外来だけ")],
]
WHO = st.sampled_from(["physician", "staff", "approver", "desk", "phone"])
SEEN = st.sampled_from(["now", "now", "now", "before"])
CONFIRMERS = st.sampled_from([Confirmer.SELF, Confirmer.DIRECTOR, Confirmer.STAFF, ""])


class Pressing(RuleBasedStateMachine):
    """pk, house, people: set by the test, one talk at its terms; each run is taken back. reached: states any run came to."""

    pk = 0
    house = None
    people: dict[str, object] = {}
    reached: set[str] = set()

    def __init__(self):
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.hashes = [agreement.latest_version(self.talk).content_hash]

    def teardown(self):
        transaction.savepoint_rollback(self.savepoint)

    @property
    def talk(self):
        return Candidacy.objects.get(pk=self.pk)

    def who(self, name):
        return self.people[name]

    def seen(self, when):
        return self.hashes[-1] if when == "now" else self.hashes[0]

    def press(self, act, **given):
        """Does it, or is refused in words: anything else is a fault."""
        try:
            with transaction.atomic():
                act(**given)
        except StepRefused:
            pass
        found = agreement.latest_version(self.talk).content_hash
        if found != self.hashes[-1]:
            self.hashes.append(found)

    # -- what people press --------------------------------------------------------------------------------
    @rule(pay=st.sampled_from(["1日9万円（税込）", "1日10万円（税込）"]), plan=st.sampled_from(PLANS))
    def edit(self, pay, plan):
        self.press(agreement.revise_terms, candidacy=self.talk, by=self.who("desk"), changes={"pay": pay}, phases=plan)

    @rule(both=st.booleans())
    def speak_of_a_clause(self, both):
        def act():
            clause = dialogue.propose_clause(candidacy=self.talk, by=self.who("staff"), text="駅まで送迎を行う")
            if both:
                dialogue.accept_clause(clause=clause, by=self.who("physician"))

        self.press(act)

    @rule(who=WHO, no=st.integers(1, 4), seen=SEEN, confirmer=CONFIRMERS)
    def pass_a_step(self, who, no, seen, confirmer):
        given = {"no": no, "seen_hash": self.seen(seen), "on": today(), "confirmer": confirmer}
        self.press(track.pass_step, candidacy=self.talk, by=self.who(who), **given)

    def go_on(self):
        """As far as it goes if nobody errs: the steps inside, the offer, the physician's yes."""
        talk, seen = self.talk, {"seen_hash": self.hashes[-1]}
        steps = track.open_steps(agreement.latest_version(talk))
        if talk.state == "offered":
            self.press(agreement.agree, candidacy=talk, by=self.who("physician"), hours_seen=True, **seen)
        elif talk.state == "terms" and (not steps or (len(steps) == 1 and steps[0].in_person)):
            self.press(agreement.offer, candidacy=talk, by=self.who("approver"), **seen)
        elif talk.state == "terms":
            by = self.who("approver" if steps[0].in_person else "staff")
            self.press(track.pass_step, candidacy=talk, by=by, no=steps[0].no, on=today(), **seen)

    @rule(times=st.integers(1, 4))
    def nobody_errs(self, times):
        for _ in range(times):
            self.go_on()

    @rule()
    def nobody_errs_at_all(self):
        for _ in range(6):
            self.go_on()

    @rule(no=st.integers(1, 2))
    def send_back(self, no):
        given = {"no": no, "seen_hash": self.hashes[-1], "note": "賃金を規程に合わせたい"}
        self.press(track.return_step, candidacy=self.talk, by=self.who("staff"), **given)

    @rule(route=st.sampled_from([(), CLINIC, HOSPITAL, MUNICIPAL]))
    def go_another_way_from_now_on(self, route):
        save_route(institution=self.house, by=self.who("staff"), steps=route)

    @rule(who=WHO, seen=SEEN, confirmer=CONFIRMERS, told=st.booleans())
    def offer(self, who, seen, confirmer, told):
        given = {"seen_hash": self.seen(seen), "confirmer": confirmer, "track_through": told}
        self.press(agreement.offer, candidacy=self.talk, by=self.who(who), **given)

    @rule(who=WHO, seen=SEEN, confirmer=CONFIRMERS)
    def agree(self, who, seen, confirmer):
        given = {"seen_hash": self.seen(seen), "confirmer": confirmer, "hours_seen": True}
        self.press(agreement.agree, candidacy=self.talk, by=self.who(who), **given)

    @rule(who=st.sampled_from(["physician", "approver"]), step_id=st.sampled_from(["T18", "T20"]))
    def counter_or_void(self, who, step_id):
        given = {"by": self.who(who), "step_id": step_id, "reason": "曜日を変えたい"}
        self.press(agreement.reopen_terms, candidacy=self.talk, **given)

    @rule(step_id=st.sampled_from(["T27", "T27b"]))
    def rest_or_go_on(self, step_id):
        more = {"resume_on": today() + timedelta(days=30)} if step_id == "T27" else {}
        self.press(actions.take_step, candidacy=self.talk, step_id=step_id, by=self.who("desk"), **more)

    @rule(sure=st.integers(0, 7))
    def withdraw(self, sure):
        if sure == 0:
            self.press(actions.decline, candidacy=self.talk, by=self.who("physician"), step_id="T25")

    @rule()
    def conclude(self):
        """Record a contract and confirm it, as if the papers had been signed."""

        def act():
            first = today() + timedelta(days=30)
            given = {"contract_kind": "indefinite", "starts_on": first, "half_days_per_week": 4}
            self.record(self.talk, **given)
            placement.confirm_contract(candidacy=self.talk, by=self.who("physician"))

        self.press(act)

    # -- what always holds ----------------------------------------------------------------------------------
    @invariant()
    def nothing_is_agreed_by_itself(self):
        talk, version = self.talk, agreement.latest_version(self.talk)
        self.reached.add(talk.state)
        if talk.state in NEEDS_HASH:
            assert talk.agreed_hash == version.content_hash == agreement.content_hash(version.content)
            given = Approval.objects.filter(version=version, content_hash=talk.agreed_hash)
            assert set(given.values_list("side", flat=True)) == {"physician", "institution"}
            assert track.open_steps(version) == []
        else:
            assert talk.agreed_hash == ""

    @invariant()
    def a_step_counts_for_the_words_it_saw(self):
        version = agreement.latest_version(self.talk)
        for step in version.track.exclude(through_at=None):
            assert step.basis == basis_of(version.content, core_only=step.core_only)
            if step.records.filter(act=TrackAct.KEPT).exists():
                said = TrackRecord.objects.filter(
                    act=TrackAct.THROUGH,
                    step__version__candidacy=self.pk,
                    step__label=step.label,
                    step__basis=step.basis,
                )
                assert said.exists()

    @invariant()
    def the_database_agrees(self):
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def test_nothing_is_agreed_without_two_approvals_of_one_hash_and_a_finished_way_inside(world):
    talk = world.candidacy("terms")
    house = talk.opening.institution
    Pressing.pk, Pressing.house, Pressing.reached = talk.pk, house, set()
    Pressing.record = staticmethod(world.record_contract)
    Pressing.people = {
        "physician": world.actor(talk.physician),
        "staff": world.actor(house),
        "approver": world.approver(house),
        "desk": world.ms_miura,
        "phone": world.by_phone(),
    }
    run_state_machine_as_test(
        Pressing,
        settings=settings(
            max_examples=8,
            stateful_step_count=12,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
            phases=[Phases.generate],
        ),
    )
    assert {"terms", "offered", "agreed"} <= Pressing.reached
