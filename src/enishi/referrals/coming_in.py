"""ほかの機関からの紹介: a signed file, or its printed twin typed, is checked, looked at by a person, and taken in or given back.

Whatever is wrong with a file is said in one sentence and nothing is kept of it.
"""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import IntegrityError, transaction

from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.japanese.date_parsing import parse_date
from enishi.common.japanese.emails import parse_email
from enishi.common.japanese.kana import parse_reading
from enishi.common.japanese.phones import parse_phone
from enishi.common.japanese.problems import InputProblem
from enishi.common.models import next_number
from enishi.common.uploads import CleanFile
from enishi.common.workflow import Refusal, StepRefused
from enishi.openings.models import Opening
from enishi.physicians.models import Physician
from enishi.physicians.registration import Registration, register_physician
from enishi.referrals.enums import Arrival, Level, Outcome, SheetKind, Teller
from enishi.referrals.models import AlsoHeld, Arrived, Elsewhere, Partner, PartnerKey, Referral
from enishi.referrals.notices import tell_coordinator
from enishi.referrals.partners import as_bank, need_our_key, us
from enishi.referrals.provisions import note_in
from enishi.referrals.rules import (
    IDENTITY_FACTS,
    LIVES_DAYS,
    Bank,
    Faulty,
    Sheet,
    Signed,
    in_order,
    is_for,
    plain_name,
    read,
    shown,
)
from enishi.referrals.signing import holds, sign

PREFIX = "U"


def check_file(data: bytes) -> tuple[Signed, PartnerKey]:
    """A file that may be taken: read, addressed to us, signed with a key of a partner at work. Raises Faulty; writes nothing."""
    signed = read(data, today=today())
    key = PartnerKey.objects.select_related("partner").filter(fingerprint=signed.key).first()
    if key is None:
        raise Faulty("知らない鍵で署名されています。提携先として登録した機関の鍵か、事務局にお確かめください。")
    if not key.partner.works:
        raise Faulty(f"{key.partner.name}との取り決めは、いま有効ではありません。事務局にお確かめください。")
    if not holds(signed, key.public):
        raise Faulty(
            "署名が合いません。途中で書き換えられたか、壊れたファイルです。相手の機関に、送り直していただいてください。"
        )
    if not key.is_good(today()):
        raise Faulty("この鍵は、期限が過ぎたか、止めてあります。相手の機関に、今の鍵で出し直していただいてください。")
    if not _is_from(signed.sheet.sender, as_bank(key.partner)):
        raise Faulty(f"署名は{key.partner.name}のものですが、差出人の名前が違います。相手の機関にお確かめください。")
    if not is_for(signed.sheet, us()):
        raise Faulty("私どもではなく、ほかの機関にあてた紹介です。読まずに、相手の機関へお知らせください。")
    if Arrived.objects.filter(sheet_id=signed.sheet.id).exists():
        raise Faulty("このファイルは、もう受け取っています。同じ紹介は二度お預かりしません。")
    return signed, key


def _is_from(sender: Bank, partner: Bank) -> bool:
    if sender.licence and partner.licence:
        return plain_name(sender.licence) == plain_name(partner.licence)
    return plain_name(sender.name) == plain_name(partner.name)


@transaction.atomic
def receive(*, data: bytes, by: Actor) -> Arrived:
    """Keep a file that passed every check. A word about a referral of ours is acted on at once: nothing is to be decided there.

    Raises Faulty with one sentence; then nothing is kept.
    """
    signed, key = check_file(data)
    sheet = signed.sheet
    about = _spoken_of(sheet, key.partner)
    facts = json.dumps(dict(sheet.facts), ensure_ascii=False) if sheet.facts else ""
    made = _keep(
        sheet_id=sheet.id, partner=key.partner, partner_key=key, kind=sheet.kind, code=sheet.code, level=sheet.level,
        facts=facts, consent="・".join(filter(None, sheet.consent)), digest=sheet.digest, issued_on=sheet.issued_on,
        expires_on=sheet.expires_on, about=about if isinstance(about, Referral) else None, by=by,
    )  # fmt: skip
    if isinstance(about, Referral):
        _note_outcome(about, Outcome(sheet.outcome), made, by)
    elif isinstance(about, Arrived):
        _note_withdrawal(about, made, by)
    return made


def _spoken_of(sheet: Sheet, partner: Partner) -> Referral | Arrived | None:
    """What an outcome or a withdrawal speaks of. Raises Faulty where this partner never had it, or never gave it."""
    if sheet.kind is SheetKind.OUTCOME:
        rows: Any = Referral.objects.select_for_update(of=("self",)).select_related("physician__coordinator")
        found = rows.filter(sheet_id=sheet.about, partner=partner).exclude(sent_at=None).first()
    elif sheet.kind is SheetKind.WITHDRAWAL:
        found = Arrived.objects.select_for_update().filter(sheet_id=sheet.about, partner=partner).defer("image").first()
    else:
        return None
    if found is None:
        raise Faulty("どの紹介についての知らせか、見つかりません。相手の機関にお確かめください。")
    return found  # type: ignore[no-any-return]


def _keep(*, by: Actor, **columns: Any) -> Arrived:
    try:
        with transaction.atomic():
            made = Arrived.objects.create(number=next_number(PREFIX), arrived_by_id=by.user_id, **columns)
    except IntegrityError:
        raise Faulty("この紹介は、もう受け取っています。同じ紹介は二度お預かりしません。") from None
    record(by=by, action="receive_referral", object_type="arrival", object_number=made.number, kind=str(made.kind))
    if made.kind in (SheetKind.PHYSICIAN, SheetKind.OPENING):
        facts = facts_of(made)
        name = f"{facts.get('family_name', '')} {facts.get('given_name', '')}".strip()
        note_in(
            made, person=name or f"お名前は伏せてあります（{made.code}）", keys=list(facts), consent=made.consent, by=by
        )
    return made


def _note_outcome(about: Referral, outcome: Outcome, made: Arrived, by: Actor) -> None:
    about.outcome, about.outcome_at = outcome, now()
    if outcome in (Outcome.DECLINED, Outcome.PLACED):
        about.ended_at = about.ended_at or now()
    about.save(update_fields=["outcome", "outcome_at", "ended_at"])
    made.standing, made.decided_at, made.physician_id = Arrival.NOTED, now(), about.physician_id
    made.save(update_fields=["standing", "decided_at", "physician"])
    tell_coordinator(about, f"紹介先から「{outcome.label}」とのお知らせがありました")


def _note_withdrawal(about: Arrived, made: Arrived, by: Actor) -> None:
    """What was not taken in yet is wiped; of a registration made of it the coordinator speaks with the physician."""
    if about.standing == Arrival.HERE:
        about.facts = ""
    about.standing, about.decided_at, about.decided_by_id = Arrival.WITHDRAWN, now(), by.user_id
    about.save(update_fields=["facts", "standing", "decided_at", "decided_by"])
    made.standing, made.decided_at, made.physician_id = Arrival.NOTED, now(), about.physician_id
    made.save(update_fields=["standing", "decided_at", "physician"])


@transaction.atomic
def type_twin(
    *,
    partner: Partner,
    code: str,
    level: Level,
    facts: Mapping[str, str],
    issued_on: date,
    consent_on: date,
    by: Actor,
    image: CleanFile | None = None,
) -> Arrived:
    """A printed twin, typed. Its code stands for its id, so the paper comes once, and not beside the file of the same code.

    Nobody can check a signature on paper: the page of what arrived says so. Raises StepRefused for days that make no sense,
    for a partner no longer at work, and for a paper known already.
    """
    problem = _paper_problem(partner, issued_on, consent_on)
    if problem:
        raise StepRefused(Refusal("paper", problem))
    sheet = Sheet(
        id=uuid5(NAMESPACE_URL, f"paper:{partner.pk}:{code}"), kind=SheetKind.PHYSICIAN, code=code,
        sender=as_bank(partner), recipient=us(), issued_on=issued_on, expires_on=issued_on + timedelta(days=LIVES_DAYS),
        level=level, consent=(consent_on.isoformat(), "紙", "先生ご本人"), facts=in_order(SheetKind.PHYSICIAN, facts),
    )  # fmt: skip
    if not sheet.facts:
        raise StepRefused(Refusal("facts", "紹介票に書かれている内容を、1つ以上ご入力ください。"))
    try:
        return _keep(
            sheet_id=sheet.id, partner=partner, kind=sheet.kind, code=code, level=level,
            facts=json.dumps(dict(sheet.facts), ensure_ascii=False), consent="・".join(sheet.consent),
            digest=sheet.digest, issued_on=sheet.issued_on, expires_on=sheet.expires_on, by=by,
            image=image.data if image else None, image_type=image.content_type if image else "",
        )  # fmt: skip
    except Faulty as fault:
        raise StepRefused(Refusal("known", fault.sentence)) from None


def _paper_problem(partner: Partner, issued_on: date, consent_on: date) -> str:
    if not partner.works:
        return "この機関との取り決めは、いま有効ではありません。"
    if issued_on > today() or consent_on > issued_on:
        return "日付の順が合いません。同意の日、紹介票の日の順で、今日までの日をご入力ください。"
    if issued_on + timedelta(days=LIVES_DAYS) < today():
        return "この紹介票の期限が過ぎています。相手の機関に、新しく出していただいてください。"
    return ""


def facts_of(arrived: Arrived) -> dict[str, str]:
    found: dict[str, str] = json.loads(arrived.facts) if arrived.facts else {}
    return found


def rows_of(arrived: Arrived) -> list[tuple[str, str]]:
    return shown(arrived.kind, facts_of(arrived))


def _waiting(arrived: Arrived) -> Arrived:
    row = Arrived.objects.select_for_update(of=("self",)).select_related("partner").defer("image").get(pk=arrived.pk)
    if row.standing != Arrival.HERE:
        raise StepRefused(
            Refusal("standing", f"この紹介は「{Arrival(row.standing).label}」です。画面を開き直してください。")
        )
    return row


def lacks(arrived: Arrived) -> str:
    """Why no registration can be made of it; "" where one can."""
    facts = facts_of(arrived)
    if arrived.level != Level.IDENTITY:
        return "お名前を伏せた紹介のため、登録はつくれません。関心があるときは、お名前を含む紹介を相手の機関にお願いしてください。"
    if not facts.get("family_name") or not (facts.get("phone") or facts.get("mail")):
        return (
            "お名前か、電話番号・メールアドレスが書かれていないため、登録はつくれません。相手の機関にお確かめください。"
        )
    return ""


@transaction.atomic
def register_arrived(*, arrived: Arrived, identity: Mapping[str, str], by: Actor) -> Physician:
    """A new registration of what arrived, for a call: consents and wishes are asked by us, as of anybody (「続きはお電話で」).

    identity: columns of Identity, as the person who confirms saw and mended them. Raises StepRefused where it was decided on
    already, is too old, or names nobody.
    """
    row = _waiting(arrived)
    if problem := lacks(row) or too_old(row):
        raise StepRefused(Refusal("lacks", problem))
    made = register_physician(
        registration=Registration(
            identity=identity, wishes={}, present="", consents=frozenset(), delivery=None, call_only=True
        ),
        by=by,
    )
    _join(row, made, by)
    return made


@transaction.atomic
def join_arrived(*, arrived: Arrived, physician: Physician, by: Actor) -> Physician:
    """The person is registered here already: what arrived stands beside that registration, and nothing of it changes."""
    row = _waiting(arrived)
    if problem := too_old(row):
        raise StepRefused(Refusal("old", problem))
    _join(row, physician, by)
    return physician


def too_old(row: Arrived) -> str:
    """Why it may no longer be taken; "" while it may."""
    return (
        "この紹介の期限が過ぎました。相手の機関に、新しく出していただいてください。" if row.expires_on < today() else ""
    )


def _join(row: Arrived, physician: Physician, by: Actor) -> None:
    row.physician = physician
    decide(row, Arrival.TAKEN, Outcome.ACCEPTED, "", by)
    Elsewhere.objects.get_or_create(
        physician=physician, partner=row.partner, ended_at=None,
        defaults={"told_by": Teller.PARTNER, "channel": by.channel, "noted_by_id": by.user_id},
    )  # fmt: skip


@transaction.atomic
def note_opening(*, arrived: Arrived, opening: Opening | None, by: Actor) -> Arrived:
    """An opening that a partner told of: one of ours that they hold too, else only read (None) and kept for the desk."""
    row = _waiting(arrived)
    if row.kind != SheetKind.OPENING:
        raise StepRefused(Refusal("kind", "募集の紹介ではありません。"))
    row.opening = opening
    if opening is not None:
        AlsoHeld.objects.get_or_create(
            opening=opening, partner=row.partner, ended_at=None, defaults={"noted_by_id": by.user_id}
        )
    decide(row, Arrival.TAKEN if opening else Arrival.NOTED, Outcome.ACCEPTED if opening else "", "", by)
    return row


@transaction.atomic
def give_back(*, arrived: Arrived, reason: str, by: Actor) -> Arrived:
    """Not taken in. The facts are wiped; that it came, from whom and when stays, as the law asks."""
    row = _waiting(arrived)
    if not reason.strip():
        raise StepRefused(Refusal("reason", "お引き受けしない理由を、ひとことお書きください。"))
    row.facts = ""
    decide(row, Arrival.DECLINED, Outcome.DECLINED, reason.strip(), by)
    return row


def decide(row: Arrived, standing: Arrival, outcome: str, reason: str, by: Actor) -> None:
    """Where it stands from now on, and our word about it ("" for none), within the caller's transaction."""
    row.standing, row.decided_at, row.decided_by_id, row.reason = standing, now(), by.user_id, reason
    if outcome:
        _answer(row, outcome)
    row.save()
    record(by=by, action="decide_arrival", object_type="arrival", object_number=row.number, standing=str(standing))


def _answer(row: Arrived, outcome: str) -> None:
    """Each word of ours has an id of its own, so that the partner takes it once."""
    row.outcome, row.answer_id, row.answered_on = outcome, uuid5(row.sheet_id, outcome), today()


@transaction.atomic
def tell_placed(*, arrived: Arrived, by: Actor) -> Arrived:
    """「お勤め先が決まりました」, where the physician of what was taken in began to work through us."""
    row = Arrived.objects.select_for_update(of=("self",)).select_related("partner").defer("image").get(pk=arrived.pk)
    if row.standing != Arrival.TAKEN or row.outcome != Outcome.ACCEPTED or row.physician_id is None:
        raise StepRefused(Refusal("standing", "お引き受けした先生についてだけ、お知らせできます。"))
    _answer(row, Outcome.PLACED)
    row.save(update_fields=["outcome", "answer_id", "answered_on"])
    record(by=by, action="answer_arrival", object_type="arrival", object_number=row.number, outcome=row.outcome)
    return row


def answer_file(arrived: Arrived) -> bytes:
    """Our word about it as a signed file. Raises StepRefused without a key, ValueError where there is no word yet.

    It says accepted, declined or placed, and nothing else of the person.
    """
    if arrived.answer_id is None or arrived.answered_on is None:
        raise ValueError(arrived.number)
    sheet = Sheet(
        id=UUID(str(arrived.answer_id)), kind=SheetKind.OUTCOME, code=arrived.code, sender=us(),
        recipient=as_bank(arrived.partner), issued_on=arrived.answered_on,
        expires_on=arrived.answered_on + timedelta(days=LIVES_DAYS), about=arrived.sheet_id, outcome=arrived.outcome,
    )  # fmt: skip
    return sign(sheet, need_our_key().seed)


def identity_in(arrived: Arrived) -> dict[str, str]:
    """Its facts that are columns of Identity, in the form in which ours are stored, as far as they can be read."""
    found = {key: words for key, words in facts_of(arrived).items() if key in IDENTITY_FACTS}
    for key, read_as in READERS.items():
        if found.get(key):
            with suppress(InputProblem):
                found[key] = read_as(found[key])
    return found


READERS: dict[str, Callable[[str], str]] = {
    "phone": lambda text: parse_phone(text).digits,
    "mail": lambda text: parse_email(text).address,
    "birth_date": lambda text: parse_date(text).isoformat(),
    "family_kana": parse_reading,
    "given_kana": parse_reading,
}
