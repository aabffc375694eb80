"""A candidacy and everything that grows on it: proposal, dialogue, agreement, placement."""

import json

from django.conf import settings
from django.db import models
from django.db.models import Q

from enishi.candidacies.enums import ENDS, NEEDS_HASH, Confirmer, State
from enishi.candidacies.querysets import CandidacyQuerySet
from enishi.candidacies.talk_models import (
    Attachment,
    CommonAnswer,
    HeldMessage,
    Introduction,
    Message,
    PrivateNote,
    TalkNews,
)
from enishi.candidacies.terms_models import TermsWish, TrackRecord, TrackStep
from enishi.common.clock import now
from enishi.common.encrypted import EncryptedTextField
from enishi.common.transitions import Stateful, TransitionRow
from enishi.common.workflow import Channel, Party
from enishi.openings.enums import ContractKind
from enishi.openings.models import Opening, OpeningVersion
from enishi.physicians.models import Physician

TALK_MODELS = (Attachment, CommonAnswer, HeldMessage, Introduction, Message, PrivateNote, TalkNews)
TERMS_MODELS = (TermsWish, TrackRecord, TrackStep)
SIDES = [(p.value, p.label) for p in (Party.PHYSICIAN, Party.INSTITUTION)]


class Candidacy(Stateful):
    """One physician × one opening. While it is open it has an owner, somebody whose turn it is, and a date (invariant c)."""

    number = models.CharField("番号", max_length=12, unique=True)
    physician = models.ForeignKey(Physician, on_delete=models.PROTECT, related_name="candidacies")
    opening = models.ForeignKey(Opening, on_delete=models.PROTECT, related_name="candidacies")
    version_seen = models.ForeignKey(
        OpeningVersion, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="お示しした条件"
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="owned_candidacies"
    )
    waiting_for = models.CharField("待っている相手", max_length=20, choices=Party.choices(), blank=True)
    due_on = models.DateField("期日", null=True)
    resume_on = models.DateField("再開の日", null=True)
    introduced_on = models.DateField("紹介年月日", null=True)
    by_own_wish = models.BooleanField("本人発意", default=False)
    agreed_hash = models.CharField("合意した条件の指紋", max_length=64, blank=True)
    previous = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)

    objects = CandidacyQuerySet.as_manager()

    class Meta:
        verbose_name = "お引き合わせ"
        constraints = (
            models.CheckConstraint(condition=Q(state__in=[s.value for s in State]), name="candidacy_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=sorted(s.value for s in ENDS))
                | (Q(owner__isnull=False, due_on__isnull=False) & ~Q(waiting_for="")),
                name="candidacy_open_has_owner_turn_and_date",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(s.value for s in NEEDS_HASH)) | ~Q(agreed_hash=""),
                name="candidacy_agreed_has_hash",
            ),
            models.CheckConstraint(
                condition=~Q(state="on_hold") | ~Q(stored_state=""), name="candidacy_hold_is_stored"
            ),
            models.UniqueConstraint(
                fields=("physician", "opening"),
                condition=~Q(state__in=sorted(s.value for s in ENDS)),
                name="candidacy_open_once",
            ),
        )
        indexes = (models.Index(fields=("state", "due_on"), name="candidacy_by_due"),)

    def __str__(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        return self.state not in ENDS

    @property
    def label(self) -> str:
        return State(self.state).label


class CandidacyTransition(TransitionRow):
    candidacy = models.ForeignKey(Candidacy, on_delete=models.PROTECT, related_name="transitions")

    class Meta(TransitionRow.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(party=Party.SYSTEM) | Q(actor__isnull=False), name="candidacy_step_has_actor"
            ),
            models.CheckConstraint(
                condition=Q(party__in=[p.value for p in Party], channel__in=[c.value for c in Channel])
                & Q(to_state__in=[s.value for s in State]),
                name="candidacy_step_says_who_how_and_where",
            ),
        )


class Proposal(models.Model):
    """What the physician is shown: drafted from stored facts, edited by the coordinator, frozen when sent (N1).

    reasons_physician, reasons_institution: [{"text", "key", "facts"}]; unmet: [{"text", "question", …}].
    """

    candidacy = models.OneToOneField(Candidacy, on_delete=models.PROTECT, related_name="proposal")
    opening_words = models.TextField("はじめのことば", blank=True)
    reasons_physician = models.JSONField("なぜ先生に合うか", default=list)
    reasons_institution = models.JSONField("なぜ医療機関に合うか", default=list)
    unmet = models.JSONField("まだ合っていない点", default=list)
    smallest_change = models.TextField("あと一つ", blank=True)
    weights_version = models.CharField(max_length=20, blank=True)
    sent_at = models.DateTimeField(null=True)
    content_hash = models.CharField("指紋", max_length=64, blank=True)

    class Meta:
        verbose_name = "ご提案"
        constraints = (
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | ~Q(content_hash=""), name="proposal_sent_has_hash"
            ),
        )


class Inquiry(models.Model):
    """お尋ね: what the physician asks the coordinator before answering a proposal. `key` comes with the form."""

    candidacy = models.ForeignKey(Candidacy, on_delete=models.PROTECT, related_name="inquiries")
    key = models.UUIDField(unique=True)
    text = EncryptedTextField("お尋ね")
    channel = models.CharField(max_length=10, choices=Channel.choices())
    asked_at = models.DateTimeField("お尋ねの日時", default=now)
    due_on = models.DateField("お答えの期日")
    answer = EncryptedTextField("お答え", blank=True)
    answered_at = models.DateTimeField("お答えの日時", null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "お尋ね"
        ordering = ("asked_at", "id")


class Question(models.Model):
    """A question in the dialogue. `key` comes with the form, so a message sent twice stands once.

    bank: key of the entry of the question bank it began with, "" for free words.
    """

    candidacy = models.ForeignKey(Candidacy, on_delete=models.PROTECT, related_name="questions")
    key = models.UUIDField(unique=True)
    side = models.CharField("どちらから", max_length=20, choices=SIDES)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel.choices())
    text = models.TextField("質問")
    bank = models.CharField("質問の手がかり", max_length=30, blank=True)
    asked_at = models.DateTimeField(default=now)
    due_on = models.DateField("回答の期日")

    class Meta:
        verbose_name = "質問"
        ordering = ("asked_at", "id")


class Answer(models.Model):
    """One answer to a question; a later answer is added, the earlier one stays."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    key = models.UUIDField(unique=True)
    side = models.CharField("どちらから", max_length=20, choices=SIDES)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel.choices())
    confirmer = models.CharField("お答えになった方", max_length=40, blank=True)
    text = models.TextField("回答")
    answered_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = "回答"
        ordering = ("answered_at", "id")


class Clause(models.Model):
    """合意事項: a sentence both sides accept. `withdrawn_at` when it was replaced or dropped."""

    candidacy = models.ForeignKey(Candidacy, on_delete=models.PROTECT, related_name="clauses")
    question = models.ForeignKey(Question, null=True, on_delete=models.PROTECT, related_name="clauses")
    no = models.PositiveSmallIntegerField("条")
    text = models.TextField("合意事項")
    proposed_by = models.CharField(max_length=20, choices=Party.choices())
    proposed_at = models.DateTimeField(default=now)
    accepted_by_physician_at = models.DateTimeField(null=True)
    accepted_by_institution_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "合意事項"
        ordering = ("no",)
        constraints = (models.UniqueConstraint(fields=("candidacy", "no"), name="clause_number_once"),)

    @property
    def is_agreed(self) -> bool:
        return bool(self.accepted_by_physician_at and self.accepted_by_institution_at and not self.withdrawn_at)


class AgreementVersion(models.Model):
    """条件合意書, one version: terms and clauses as they stand, and the hash of exactly that. Never altered."""

    candidacy = models.ForeignKey(Candidacy, on_delete=models.PROTECT, related_name="agreement_versions")
    no = models.PositiveSmallIntegerField("版")
    content = models.JSONField("内容")
    content_hash = models.CharField("指紋", max_length=64)
    made_at = models.DateTimeField(default=now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    offer_valid_until = models.DateField("提示の期限", null=True)

    class Meta:
        verbose_name = "条件合意書"
        ordering = ("no",)
        constraints = (models.UniqueConstraint(fields=("candidacy", "no"), name="agreement_version_once"),)


class Approval(models.Model):
    """One side approves one version. It counts only while that version is the latest."""

    version = models.ForeignKey(AgreementVersion, on_delete=models.PROTECT, related_name="approvals")
    side = models.CharField(max_length=20, choices=SIDES)
    content_hash = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel.choices())
    confirmer = models.CharField("お返事をくださった方", max_length=10, choices=Confirmer.choices(), blank=True)
    at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = "承認"
        constraints = (models.UniqueConstraint(fields=("version", "side"), name="approval_once"),)


class Placement(models.Model):
    """The employment that came of it, with names and addresses as they were then (ledgers never change afterwards).

    snapshot: items of both ledgers at the time of the contract, encrypted JSON, see `placement.py`.
    """

    candidacy = models.OneToOneField(Candidacy, on_delete=models.PROTECT, related_name="placement")
    contract_kind = models.CharField("契約期間", max_length=12, choices=ContractKind.choices())
    hired_on = models.DateField("採用年月日")
    starts_on = models.DateField("就業の開始")
    ends_on = models.DateField("契約の終わり", null=True)
    expected_annual_pay_yen = models.PositiveIntegerField("見込みの年収（円）", null=True)
    half_days_per_week = models.PositiveSmallIntegerField("週のコマ数")
    no_solicitation_until = models.DateField("転職勧奨禁止期間の終わり", null=True)
    recorded_at = models.DateTimeField(default=now)
    confirmed_at = models.DateTimeField("先生の確認", null=True)
    licence_original_seen_on = models.DateField("免許証原本の確認日", null=True)
    left_on = models.DateField("離職の日", null=True)
    snapshot = EncryptedTextField("そのときの記載", blank=True)

    class Meta:
        verbose_name = "就業"
        constraints = (
            models.CheckConstraint(
                condition=Q(contract_kind="indefinite", ends_on__isnull=True)
                | Q(contract_kind="fixed", ends_on__isnull=False, ends_on__gte=models.F("starts_on")),
                name="placement_term_fits_kind",
            ),
            models.CheckConstraint(
                condition=Q(contract_kind="fixed") | Q(no_solicitation_until__isnull=False),
                name="placement_indefinite_is_locked",
            ),
        )

    @property
    def then(self) -> dict[str, str]:
        """The ledger items as they were when the contract was confirmed; empty before."""
        return dict(json.loads(self.snapshot)) if self.snapshot else {}


class CompanionWish(models.Model):
    """「この先生と、ご一緒に移りたい」: one physician names another by number. It counts only once both named each other,
    so that naming somebody tells nothing of whether he or she is registered here."""

    physician = models.ForeignKey(Physician, on_delete=models.PROTECT, related_name="companion_wishes")
    named = models.CharField("お相手の番号", max_length=12, db_index=True)
    made_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField("取りやめた日時", null=True)

    class Meta:
        verbose_name = "ご一緒のご希望"
        constraints = (
            models.UniqueConstraint(
                fields=("physician", "named"), condition=Q(ended_at=None), name="companion_wish_once"
            ),
        )


class JointTalk(models.Model):
    """ご一緒のお話: talks of several physicians of which all come to an agreement, or none (N10).

    broken_at: one of them ended or went on alone; until each of the others has chosen, nothing of theirs becomes final.
    """

    number = models.CharField("番号", max_length=12, unique=True)
    made_at = models.DateTimeField(default=now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField("うかがった方法", max_length=10, choices=Channel.choices())
    broken_at = models.DateTimeField("解けた日時", null=True)

    class Meta:
        verbose_name = "ご一緒のお話"

    def __str__(self) -> str:
        return self.number


class JointSeat(models.Model):
    """One talk's place in a joint talk. released_at: since then it goes its own way, or has ended."""

    joint = models.ForeignKey(JointTalk, on_delete=models.PROTECT, related_name="seats", verbose_name="ご一緒のお話")
    candidacy = models.ForeignKey(Candidacy, on_delete=models.PROTECT, related_name="seats", verbose_name="お話")
    released_at = models.DateTimeField("離れた日時", null=True)

    class Meta:
        verbose_name = "ご一緒のお話の席"
        constraints = (
            models.UniqueConstraint(fields=("candidacy",), condition=Q(released_at=None), name="joint_seat_once"),
            models.UniqueConstraint(fields=("joint", "candidacy"), name="joint_seat_of_a_talk_once"),
        )
