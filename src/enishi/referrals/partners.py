"""The registry of partner banks, their keys, and our own key. Kept by the office and the supervisor."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.profile import load_profile
from enishi.common.workflow import Refusal, StepRefused
from enishi.referrals.models import Partner, PartnerKey, SigningKey
from enishi.referrals.rules import Bank
from enishi.referrals.signing import NotAKey, fingerprint, new_seed, parse_public, public_of

OUR_KEY_LIVES = timedelta(days=3 * 365)
LONGEST_KEY = timedelta(days=5 * 366)


def us() -> Bank:
    """Who we are in a file: the operator's name and licence."""
    profile = load_profile(settings.PROFILE)
    return Bank(profile.name, profile.licence)


def as_bank(partner: Partner) -> Bank:
    return Bank(partner.name, partner.licence)


@transaction.atomic
def add_partner(*, by: Actor, given: Mapping[str, Any]) -> Partner:
    """given: columns of `Partner`. Raises StepRefused for a name that stands there already."""
    try:
        with transaction.atomic():
            made = Partner.objects.create(**given, added_by_id=by.user_id)
    except IntegrityError:
        raise StepRefused(Refusal("name", "この名称の機関は、もう登録されています。")) from None
    record(by=by, action="add_partner", object_type="partner", object_number=str(made.pk))
    return made


@transaction.atomic
def change_partner(*, partner: Partner, by: Actor, given: Mapping[str, Any]) -> Partner:
    """What is known of it. Raises StepRefused for another's name. Records of provision keep what stood there before."""
    row = Partner.objects.select_for_update(of=("self",)).get(pk=partner.pk)
    for name, value in given.items():
        setattr(row, name, value)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise StepRefused(Refusal("name", "この名称の機関は、もう登録されています。")) from None
    record(by=by, action="change_partner", object_type="partner", object_number=str(row.pk))
    return row


@transaction.atomic
def end_partner(*, partner: Partner, by: Actor) -> Partner:
    """The agreement ends today: nothing goes there and nothing is taken from there any more; its keys end with it."""
    row = Partner.objects.select_for_update(of=("self",)).get(pk=partner.pk)
    if row.ended_on is not None:
        raise StepRefused(Refusal("ended", "この機関との取り決めは、もう終えています。"))
    row.ended_on = max(today(), row.agreed_on)
    row.save(update_fields=["ended_on"])
    row.keys.filter(ended_at=None).update(ended_at=now())
    record(by=by, action="end_partner", object_type="partner", object_number=str(row.pk))
    return row


@transaction.atomic
def add_key(
    *, partner: Partner, by: Actor, public: str, read_out: str, checked_with: str, valid_from: date, valid_until: date
) -> PartnerKey:
    """A key, once its fingerprint was compared by voice. read_out: the last eight digits as the partner read them.

    Raises StepRefused for what is no key, for digits that differ, for days that make no sense, and for a key known already.
    """
    try:
        plain = parse_public(public)
    except NotAKey:
        raise StepRefused(
            Refusal(
                "public", "公開鍵を読み取れませんでした。44文字の英数字（最後は「=」）を、そのまま貼りつけてください。"
            )
        ) from None
    digest = fingerprint(plain)
    if "".join(read_out.split()).casefold() != digest[-8:]:
        raise StepRefused(
            Refusal(
                "read_out",
                "読み合わせた8文字が、この鍵の指紋と違います。鍵が途中で差し替えられたおそれがあります。相手の方と、もう一度お確かめください。",
            )
        )
    if valid_until < max(valid_from, today()) or valid_until - valid_from > LONGEST_KEY:
        raise StepRefused(Refusal("valid", "使える期間は、今日より先に終わる、5年以内の期間にしてください。"))
    if PartnerKey.objects.filter(fingerprint=digest).exists() or SigningKey.objects.filter(fingerprint=digest).exists():
        raise StepRefused(Refusal("known", "この鍵は、もう登録されています。"))
    made = PartnerKey.objects.create(
        partner=partner, public=plain, fingerprint=digest, valid_from=valid_from, valid_until=valid_until,
        checked_with=checked_with.strip(), added_by_id=by.user_id,
    )  # fmt: skip
    record(by=by, action="add_partner_key", object_type="partner", object_number=str(partner.pk), key=digest[:16])
    return made


@transaction.atomic
def end_key(*, key: PartnerKey, by: Actor) -> PartnerKey:
    """From now on nothing signed with it is taken: it was lost, or another took its place."""
    row = PartnerKey.objects.select_for_update(of=("self",)).get(pk=key.pk)
    if row.ended_at is not None:
        raise StepRefused(Refusal("ended", "この鍵は、もう止めてあります。"))
    row.ended_at = now()
    row.save(update_fields=["ended_at"])
    record(
        by=by,
        action="end_partner_key",
        object_type="partner",
        object_number=str(row.partner_id),
        key=row.fingerprint[:16],
    )
    return row


@transaction.atomic
def make_our_key(*, by: Actor) -> SigningKey:
    """A new key of ours; the one before ends. Partners must be told: what is signed from now on bears the new fingerprint."""
    list(SigningKey.objects.select_for_update().filter(ended_at=None))
    SigningKey.objects.filter(ended_at=None).update(ended_at=now())
    seed = new_seed()
    public = public_of(seed)
    made = SigningKey.objects.create(
        seed=seed, public=public, fingerprint=fingerprint(public), made_by_id=by.user_id,
        valid_until=today() + OUR_KEY_LIVES,
    )  # fmt: skip
    record(by=by, action="make_signing_key", object_type="signing_key", object_number=made.fingerprint[:16])
    return made


def our_key() -> SigningKey | None:
    """The key that signs today; None before the first and once it is too old."""
    return SigningKey.objects.filter(ended_at=None, valid_until__gte=today()).first()


def need_our_key() -> SigningKey:
    """Raises StepRefused where there is none."""
    found = our_key()
    if found is None:
        raise StepRefused(
            Refusal(
                "key",
                "署名の鍵がないか、期限が過ぎています。事務局に、「提携先の紹介機関」の画面で鍵をつくるようお伝えください。",
            )
        )
    return found
