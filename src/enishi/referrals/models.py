"""Partner banks and their keys, referrals to them and from them, and the records the law asks of each handing over.

The facts of a referral are frozen when the consent is asked for, so that what was read, agreed to and sent is one text under
one digest. Everything that names a person is encrypted.
"""

from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from enishi.areas.models import Prefecture
from enishi.common.clock import now, today
from enishi.common.encrypted import EncryptedBytesField, EncryptedTextField
from enishi.common.workflow import Channel
from enishi.institutions.models import Corporation
from enishi.openings.models import Opening
from enishi.outreach.paper_codes import new_paper_code
from enishi.physicians.models import Physician
from enishi.referrals.enums import Arrival, Direction, Level, Outcome, PartnerKind, SheetKind, Standing, Teller, Way


def _user(words: str = "") -> models.ForeignKey:  # type: ignore[type-arg]
    """Who of the staff did it."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=words or None
    )


class Partner(models.Model):
    """A bank with which an agreement stands, or stood. address, representative: what the law asks of a record of provision.

    houses, corporation, prefecture: what it runs or is part of; whoever hides from one of them is never referred to it.
    """

    name = models.CharField("名称", max_length=120, unique=True)
    kind = models.CharField("種類", max_length=12, choices=PartnerKind.choices())
    licence = models.CharField("許可・届出番号", max_length=40, blank=True)
    address = models.CharField("所在地", max_length=200)
    representative = models.CharField("代表者", max_length=60)
    contact = models.CharField("窓口", max_length=60)
    phone = models.CharField("電話", max_length=20, blank=True)
    fax = models.CharField("ファクス", max_length=20, blank=True)
    mail = models.EmailField("メール", blank=True)
    houses = ArrayField(models.CharField(max_length=120), verbose_name="運営・所属する施設", default=list, blank=True)
    corporation = models.ForeignKey(Corporation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    prefecture = models.ForeignKey(
        Prefecture, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="都道府県"
    )
    agreed_on = models.DateField("取り決めの日")
    ended_on = models.DateField("取り決めを終えた日", null=True, blank=True)
    added_at = models.DateTimeField(default=now)
    added_by = _user()

    class Meta:
        verbose_name = "提携先の紹介機関"
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("agreed_on")), name="partner_ended_after_agreed"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def works(self) -> bool:
        """Whether the agreement is in force today."""
        return self.agreed_on <= today() and (self.ended_on is None or self.ended_on > today())


class PartnerKey(models.Model):
    """A public key of a partner. checked_with: the position of who read the fingerprint out on the telephone."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="keys")
    public = models.CharField("公開鍵", max_length=44)
    fingerprint = models.CharField("指紋", max_length=64, unique=True)
    valid_from = models.DateField("使える初めの日")
    valid_until = models.DateField("使える終わりの日")
    checked_with = models.CharField("指紋を読み合わせた方の役職", max_length=60)
    ended_at = models.DateTimeField("止めた日時", null=True)
    added_at = models.DateTimeField(default=now)
    added_by = _user()

    class Meta:
        verbose_name = "提携先の鍵"
        ordering = ("-valid_until", "-id")
        constraints = (
            models.CheckConstraint(condition=Q(valid_until__gte=F("valid_from")), name="partner_key_from_until"),
        )

    def is_good(self, on: date) -> bool:
        return self.ended_at is None and self.valid_from <= on <= self.valid_until


class SigningKey(models.Model):
    """Our own key. One at a time signs; an ended one stays, so that what it signed can still be checked."""

    seed = EncryptedTextField("秘密鍵")
    public = models.CharField("公開鍵", max_length=44)
    fingerprint = models.CharField("指紋", max_length=64, unique=True)
    made_at = models.DateTimeField(default=now)
    made_by = _user()
    valid_until = models.DateField("使える終わりの日")
    ended_at = models.DateTimeField("止めた日時", null=True)

    class Meta:
        verbose_name = "私どもの署名の鍵"
        constraints = (
            models.UniqueConstraint(models.Value(1), condition=Q(ended_at=None), name="signing_key_one_in_force"),
        )


class Referral(models.Model):
    """One physician, or one opening, to one partner.

    facts: JSON of key → words, frozen when it was asked; digest: of the sheet as it will be signed; code: on the printed twin.
    withdrawn_told_at: when the partner was told on paper that the consent had ended. ended_at: from then on the same may be
    referred to the same partner anew.
    """

    number = models.CharField("番号", max_length=12, unique=True)
    sheet_id = models.UUIDField(unique=True, editable=False)
    key = models.UUIDField(unique=True, editable=False)
    code = models.CharField("紹介票の番号", max_length=8, unique=True, default=new_paper_code, editable=False)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="referrals", verbose_name="紹介先")
    physician = models.ForeignKey(Physician, null=True, on_delete=models.PROTECT, related_name="referrals")
    opening = models.ForeignKey(Opening, null=True, on_delete=models.PROTECT, related_name="referrals")
    level = models.CharField("伝える範囲", max_length=10, choices=Level.choices(), blank=True)
    facts = EncryptedTextField("伝える内容")
    asked_at = models.DateTimeField("お尋ねした日時", default=now)
    asked_by = _user("お尋ねした人")
    expires_on = models.DateField("期限")
    consented_at = models.DateTimeField("同意の日時", null=True)
    consent_channel = models.CharField("同意の方法", max_length=10, choices=Channel.choices(), blank=True)
    consent_by = models.CharField("同意した方", max_length=60, blank=True)
    heard_by = _user("うかがった人")
    digest = models.CharField("指紋", max_length=64, blank=True)
    refused_at = models.DateTimeField("お断りの日時", null=True)
    withdrawn_at = models.DateTimeField("取り消しの日時", null=True)
    withdrawn_told_at = models.DateTimeField("取り消しを伝えた日時", null=True)
    sent_at = models.DateTimeField("渡した日時", null=True)
    outcome = models.CharField("結果", max_length=10, choices=Outcome.choices(), blank=True)
    outcome_at = models.DateTimeField("結果の日時", null=True)
    ended_at = models.DateTimeField("終えた日時", null=True)

    class Meta:
        verbose_name = "ほかの機関への紹介"
        ordering = ("-asked_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(physician__isnull=False, opening=None) & ~Q(level="")
                | Q(physician=None, opening__isnull=False, level=""),
                name="referral_of_one",
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(consented_at__isnull=False) & ~Q(digest=""),
                name="referral_sent_with_consent",
            ),
            models.CheckConstraint(condition=Q(consented_at=None) | Q(refused_at=None), name="referral_yes_or_no"),
            models.UniqueConstraint(
                fields=("partner", "physician"),
                condition=Q(ended_at=None),
                name="referral_one_open_of_physician",
            ),
            models.UniqueConstraint(
                fields=("partner", "opening"),
                condition=Q(ended_at=None),
                name="referral_one_open_of_opening",
            ),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def standing(self) -> Standing:
        """Where it stands today; what a person said comes before the clock."""
        if self.refused_at:
            return Standing.REFUSED
        if self.withdrawn_at:
            return Standing.WITHDRAWN
        if self.outcome_at:
            return Standing.ANSWERED
        if self.expires_on < today():
            return Standing.EXPIRED
        if self.sent_at:
            return Standing.SENT
        return Standing.CONSENTED if self.consented_at else Standing.ASKED

    @property
    def is_good(self) -> bool:
        """Whether what was handed over may still be used: all that a printed twin's code tells to whoever asks."""
        return self.standing in (Standing.SENT, Standing.ANSWERED) and not self.withdrawn_at

    @property
    def owes_word(self) -> bool:
        """Whether the partner holds something that was taken back and has not been told."""
        return bool(self.withdrawn_at and self.sent_at and not self.withdrawn_told_at)


class Arrived(models.Model):
    """A sheet that came from a partner: its words, who signed, what became of it. A file comes once (`sheet_id`).

    partner_key None: typed from the printed twin, so nobody has checked a signature; image: the paper. answer: our own
    signed word about it, its id and day, so that the same file can be handed out again.
    """

    number = models.CharField("番号", max_length=12, unique=True)
    sheet_id = models.UUIDField(unique=True, editable=False)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="arrivals", verbose_name="送った機関")
    partner_key = models.ForeignKey(PartnerKey, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("種類", max_length=12, choices=SheetKind.choices())
    code = models.CharField("紹介票の番号", max_length=8)
    level = models.CharField("範囲", max_length=10, choices=Level.choices(), blank=True)
    facts = EncryptedTextField("内容", blank=True)
    consent = EncryptedTextField("同意", blank=True)
    digest = models.CharField("指紋", max_length=64)
    issued_on = models.DateField("出した日")
    expires_on = models.DateField("期限")
    about = models.ForeignKey(Referral, null=True, on_delete=models.PROTECT, related_name="answers")
    image = EncryptedBytesField("届いた紙", null=True)
    image_type = models.CharField(max_length=40, blank=True)
    arrived_at = models.DateTimeField("届いた日時", default=now)
    arrived_by = _user("受け取った人")
    standing = models.CharField("状態", max_length=10, choices=Arrival.choices(), default=Arrival.HERE)
    decided_at = models.DateTimeField("決めた日時", null=True)
    decided_by = _user("決めた人")
    reason = EncryptedTextField("理由", blank=True)
    physician = models.ForeignKey(Physician, null=True, on_delete=models.PROTECT, related_name="arrivals")
    opening = models.ForeignKey(Opening, null=True, on_delete=models.PROTECT, related_name="arrivals")
    outcome = models.CharField("お返事", max_length=10, choices=Outcome.choices(), blank=True)
    answer_id = models.UUIDField(null=True, unique=True)
    answered_on = models.DateField("お返事の日", null=True)

    class Meta:
        verbose_name = "ほかの機関からの紹介"
        ordering = ("-arrived_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("partner", "code"),
                condition=Q(kind__in=[SheetKind.PHYSICIAN, SheetKind.OPENING]),
                name="arrived_code_once_a_partner",
            ),
            models.CheckConstraint(
                condition=~Q(standing=Arrival.TAKEN)
                | Q(physician__isnull=False)
                | Q(opening__isnull=False)
                | Q(level=Level.OUTLINE),
                name="arrived_taken_leads_somewhere",
            ),
        )

    def __str__(self) -> str:
        return self.number


class Provision(models.Model):
    """One handing over, as the law has it recorded: 個人情報の保護に関する法律29条 (out) and 30条 (in), kept three years.

    partner_words: name, address and representative as they stood that day; person: name of whom it was about; items: names
    of the facts, not the facts. Rows are only added; the person's name is wiped when the three years are over.
    """

    direction = models.CharField("向き", max_length=4, choices=Direction.choices())
    referral = models.ForeignKey(Referral, null=True, on_delete=models.PROTECT, related_name="provisions")
    arrived = models.ForeignKey(Arrived, null=True, on_delete=models.PROTECT, related_name="provisions")
    partner_words = models.CharField("相手の名称・住所・代表者", max_length=400)
    person = EncryptedTextField("ご本人", blank=True)
    items = ArrayField(models.CharField(max_length=40), verbose_name="項目")
    basis = models.CharField("同意", max_length=200)
    gained = models.CharField("相手が得たいきさつ", max_length=200, blank=True)
    way = models.CharField("方法", max_length=8, choices=Way.choices())
    digest = models.CharField("指紋", max_length=64)
    at = models.DateTimeField("日時", default=now)
    by = _user("行った人")
    keep_until = models.DateField("保存する終わりの日")

    class Meta:
        verbose_name = "第三者提供の記録"
        ordering = ("-at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(direction=Direction.OUT, referral__isnull=False, arrived=None)
                | Q(direction=Direction.IN, referral=None, arrived__isnull=False),
                name="provision_of_one",
            ),
        )


class Elsewhere(models.Model):
    """「ほかの紹介機関にも登録している」, as the physician or a partner told. partner: one of ours; name: any other."""

    physician = models.ForeignKey(Physician, on_delete=models.PROTECT, related_name="elsewhere")
    partner = models.ForeignKey(Partner, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="機関")
    name = EncryptedTextField("機関の名前", blank=True)
    told_by = models.CharField("だれから", max_length=10, choices=Teller.choices(), default=Teller.PHYSICIAN)
    channel = models.CharField("方法", max_length=10, choices=Channel.choices())
    noted_at = models.DateTimeField("うかがった日時", default=now)
    noted_by = _user()
    ended_at = models.DateTimeField("終わった日時", null=True)

    class Meta:
        verbose_name = "ほかの機関への登録"
        ordering = ("noted_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(partner__isnull=False, name="") | Q(partner=None) & ~Q(name=""), name="elsewhere_names_whom"
            ),
            models.UniqueConstraint(
                fields=("physician", "partner"), condition=Q(ended_at=None), name="elsewhere_once_a_partner"
            ),
        )


class AlsoHeld(models.Model):
    """A partner holds this opening too, as far as we know: whoever is registered there may hear of it twice."""

    opening = models.ForeignKey(Opening, on_delete=models.PROTECT, related_name="also_held")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="also_held")
    noted_at = models.DateTimeField(default=now)
    noted_by = _user()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "提携先も持つ募集"
        constraints = (
            models.UniqueConstraint(
                fields=("opening", "partner"), condition=Q(ended_at=None), name="also_held_once_a_partner"
            ),
        )
