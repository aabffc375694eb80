"""ほかの機関への紹介: asked, agreed to, handed over, taken back. Nothing leaves without a living consent to exactly its words."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.utils import timezone

from enishi.audit.actions import record
from enishi.candidacies.models import Placement
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.models import next_number
from enishi.common.workflow import Channel, Party, Refusal, StepRefused
from enishi.openings.enums import OpeningState
from enishi.openings.models import Opening
from enishi.physicians.enums import OVER
from enishi.physicians.models import Physician
from enishi.referrals.enums import Level, SheetKind, Standing, Way
from enishi.referrals.hiding import is_hidden_from_partner
from enishi.referrals.models import Partner, Referral
from enishi.referrals.notices import tell_asked, tell_coordinator
from enishi.referrals.partners import as_bank, need_our_key, us
from enishi.referrals.provisions import note_out
from enishi.referrals.rules import IDENTITY_FACTS, LIVES_DAYS, Sheet, facts_allowed, in_order, shown
from enishi.referrals.signing import sign

PREFIX = "X"
THEMSELVES = (Party.PHYSICIAN, Party.INSTITUTION)
"""Who answers for themselves, so that the coordinator is told."""
HIDDEN = Refusal(
    "shield",
    "この機関か、関わる施設が、先生の伏せる相手に当たるため、紹介できません。先生のことは何も伝わっていません。",
)
LOCKED = "無期雇用のご就職から2年のあいだは、こちらから転職をお勧めできません。先生からのお申し出のときだけ、印を付けてお進みください。"


def facts_of(referral: Referral) -> dict[str, str]:
    """Key → words, as they go out."""
    found: dict[str, str] = json.loads(referral.facts) if referral.facts else {}
    return found


def rows_of(referral: Referral) -> list[tuple[str, str]]:
    """(label, words) in their order."""
    return shown(kind_of(referral), facts_of(referral))


def kind_of(referral: Referral) -> SheetKind:
    return SheetKind.PHYSICIAN if referral.physician_id else SheetKind.OPENING


def refusals_to_refer(physician: Physician, partner: Partner, *, own_wish: bool) -> list[Refusal]:
    """Everything that forbids it today, whoever agreed."""
    found = []
    if not partner.works:
        found.append(Refusal("partner", "この機関との取り決めは、いま有効ではありません。"))
    if physician.state in OVER:
        found.append(Refusal("over", "ご登録を終えた先生は、紹介できません。"))
    if is_hidden_from_partner(physician, partner):
        found.append(HIDDEN)
    if not own_wish and _is_locked(physician):
        found.append(Refusal("locked", LOCKED))
    return found


def _is_locked(physician: Physician) -> bool:
    """転職勧奨の禁止: two years after an indefinite-term placement of ours (許可条件, 2025-01-01)."""
    return Placement.objects.filter(
        candidacy__physician=physician, no_solicitation_until__gte=today(), confirmed_at__isnull=False
    ).exists()


@transaction.atomic
def ask_physician(
    *,
    physician: Physician,
    partner: Partner,
    level: Level,
    facts: Mapping[str, str],
    own_wish: bool,
    key: UUID,
    by: Actor,
) -> Referral:
    """Ask the physician for consent to these words for this partner. The same form twice asks once.

    facts: key → words; what the level does not allow is left out. Raises StepRefused for a partner that is hidden from or no
    longer works, for one that was asked about already, and where nothing is left to say.
    """
    Physician.objects.select_for_update(of=("self",)).get(pk=physician.pk)
    if found := Referral.objects.filter(key=key).first():
        return found
    if refusals := refusals_to_refer(physician, partner, own_wish=own_wish):
        raise StepRefused(*refusals)
    if level == Level.IDENTITY and not ({"phone", "mail", "address"} & facts.keys()):
        raise StepRefused(
            Refusal("contact", "相手の機関からご連絡できるよう、電話・メール・ご住所のどれかを残してください。")
        )
    made = _ask(SheetKind.PHYSICIAN, str(level), facts, partner, key, by, physician=physician)
    tell_asked(made)
    return made


@transaction.atomic
def ask_institution(*, opening: Opening, partner: Partner, facts: Mapping[str, str], key: UUID, by: Actor) -> Referral:
    """Ask the institution whether this outline may go to a partner; it answers on its own screen, or the desk hears it.

    The same form twice asks once. Raises StepRefused for an opening that is not in public, and as `ask_physician`."""
    Opening.objects.select_for_update(of=("self",)).get(pk=opening.pk)
    if found := Referral.objects.filter(key=key).first():
        return found
    if opening.state != OpeningState.PUBLISHED or not partner.works:
        raise StepRefused(Refusal("state", "公開中の募集を、取り決めが有効な機関にだけ、紹介できます。"))
    made = _ask(SheetKind.OPENING, "", facts, partner, key, by, opening=opening)
    tell_asked(made)
    return made


def _ask(
    kind: SheetKind, level: str, facts: Mapping[str, str], partner: Partner, key: UUID, by: Actor, **whom: Any
) -> Referral:
    allowed = facts_allowed(kind, level)
    kept = dict(in_order(kind, {k: v for k, v in facts.items() if k in allowed}))
    if not kept:
        raise StepRefused(Refusal("facts", "伝える内容を、1つ以上お選びください。"))
    open_rows = Referral.objects.filter(partner=partner, ended_at=None, **whom)
    open_rows.filter(expires_on__lt=today()).update(ended_at=now())
    if standing := open_rows.first():
        raise StepRefused(
            Refusal("open", f"この機関への紹介が、もう進んでいます（{standing.number}）。そちらをご覧ください。")
        )
    made = Referral.objects.create(
        number=next_number(PREFIX), sheet_id=uuid4(), key=key, partner=partner, level=level,
        facts=json.dumps(kept, ensure_ascii=False), asked_by_id=by.user_id,
        expires_on=today() + timedelta(days=LIVES_DAYS), **whom,
    )  # fmt: skip
    record(
        by=by, action="ask_referral", object_type="referral", object_number=made.number, level=level, items=len(kept)
    )
    return made


def _held(referral: Referral) -> Referral:
    rows = Referral.objects.select_related("partner", "physician", "opening__institution")
    return rows.select_for_update(of=("self",)).get(pk=referral.pk)


@transaction.atomic
def consent(*, referral: Referral, by: Actor, channel: Channel, confirmer: str = "") -> Referral:
    """The yes: on the own screen, by telephone or on paper.

    confirmer: the position of who said yes for an institution. Said twice it stands once. Raises StepRefused where it was
    refused or taken back, where the time is over, and where a shield or the end of an agreement came in between.
    """
    row = _held(referral)
    if row.consented_at and not row.withdrawn_at:
        return row
    if row.standing is not Standing.ASKED:
        raise StepRefused(Refusal("standing", f"この紹介は「{row.standing.label}」です。画面を開き直してください。"))
    if row.opening and (row.opening.state != OpeningState.PUBLISHED or not row.partner.works):
        raise StepRefused(
            Refusal("state", "この募集の公開か、この機関との取り決めが終わったため、紹介はいたしません。")
        )
    if row.physician:
        if refusals := refusals_to_refer(row.physician, row.partner, own_wish=True):
            raise StepRefused(*refusals)
        row.consent_by = "先生ご本人"
    elif confirmer.strip():
        row.consent_by = confirmer.strip()
    else:
        raise StepRefused(Refusal("confirmer", "どなたの同意か、役職をご記入ください。例：事務長"))
    row.consented_at, row.consent_channel = now(), channel
    row.heard_by_id = None if by.party in THEMSELVES else by.user_id
    row.digest = sheet_of(row).digest
    row.save()
    record(by=by.by(channel), action="consent_referral", object_type="referral", object_number=row.number)
    if by.party in THEMSELVES:
        tell_coordinator(row, "ご紹介への同意がありました")
    return row


@transaction.atomic
def refuse(*, referral: Referral, by: Actor, channel: Channel) -> Referral:
    """The no; nothing has gone out and nothing will."""
    row = _held(referral)
    if row.refused_at:
        return row
    if row.standing is not Standing.ASKED:
        raise StepRefused(Refusal("standing", f"この紹介は「{row.standing.label}」です。画面を開き直してください。"))
    row.refused_at = row.ended_at = now()
    row.save(update_fields=["refused_at", "ended_at"])
    record(by=by.by(channel), action="refuse_referral", object_type="referral", object_number=row.number)
    if by.party in THEMSELVES:
        tell_coordinator(row, "ご紹介には同意なさいませんでした")
    return row


@transaction.atomic
def withdraw(*, referral: Referral, by: Actor, channel: Channel) -> Referral:
    """The consent ends at once: nothing more is handed over; a partner that holds something is told on paper (`told`)."""
    row = _held(referral)
    if row.withdrawn_at:
        return row
    if not row.consented_at:
        raise StepRefused(Refusal("standing", f"この紹介は「{row.standing.label}」です。画面を開き直してください。"))
    row.withdrawn_at = now()
    row.ended_at = row.ended_at or row.withdrawn_at
    row.save(update_fields=["withdrawn_at", "ended_at"])
    record(by=by.by(channel), action="withdraw_referral", object_type="referral", object_number=row.number)
    if by.party in THEMSELVES:
        more = "。紹介先へ、取り消しのお知らせを送ってください" if row.sent_at else ""
        tell_coordinator(row, f"ご紹介への同意が取り消されました{more}")
    return row


def sheet_of(referral: Referral) -> Sheet:
    """The words that are signed: the same as long as the row stands. Of a referral that was agreed to."""
    given = timezone.localdate(referral.consented_at)
    kind = kind_of(referral)
    return Sheet(
        id=referral.sheet_id, kind=kind, code=referral.code, sender=us(), recipient=as_bank(referral.partner),
        issued_on=given, expires_on=referral.expires_on, level=referral.level,
        consent=(given.isoformat(), Channel(referral.consent_channel).label, referral.consent_by),
        facts=in_order(kind, facts_of(referral)),
    )  # fmt: skip


@transaction.atomic
def hand_over(*, referral: Referral, by: Actor, way: Way) -> bytes:
    """Hand it over, once or again: the signed file (the same bytes each time), a delivery and a record of provision.

    Raises StepRefused without a living consent, for a partner or shield that forbids it by now, without a key, and where
    names of ours or the partner changed since, so that what was agreed to is not what would be signed.
    """
    row = _held(referral)
    if row.standing not in (Standing.CONSENTED, Standing.SENT) and not (
        row.standing is Standing.ANSWERED and row.ended_at is None
    ):
        raise StepRefused(
            Refusal("consent", f"この紹介は「{row.standing.label}」です。有効なご同意がないため、渡せません。")
        )
    if row.physician and (refusals := refusals_to_refer(row.physician, row.partner, own_wish=True)):
        raise StepRefused(*refusals)
    if not row.partner.works:
        raise StepRefused(Refusal("partner", "この機関との取り決めは、いま有効ではありません。"))
    sheet = sheet_of(row)
    if sheet.digest != row.digest:
        raise StepRefused(
            Refusal(
                "digest",
                "ご同意のあとに、機関の名称か番号が変わりました。お手数ですが、ご同意をいただき直してください。",
            )
        )
    data = sign(sheet, need_our_key().seed)
    row.sent_at = row.sent_at or now()
    row.save(update_fields=["sent_at"])
    items = [label for label, _ in rows_of(row)]
    note_out(row, way=way, person=_person(row), items=items, by=by)
    record(by=by, action="hand_over_referral", object_type="referral", object_number=row.number, way=str(way))
    return data


def _person(row: Referral) -> str:
    """Who it is about, as far as the partner can tell: by name, else by our number."""
    if row.opening:
        return f"{row.opening.institution.name}（{row.opening.number}）"
    assert row.physician is not None
    facts = facts_of(row)
    name = f"{facts.get('family_name', '')} {facts.get('given_name', '')}".strip()
    return f"{name}（{row.physician.number}）" if name else row.physician.number


@transaction.atomic
def told(*, referral: Referral, by: Actor) -> Referral:
    """The partner was told on paper that the consent had ended."""
    row = _held(referral)
    if row.owes_word:
        row.withdrawn_told_at = now()
        row.save(update_fields=["withdrawn_told_at"])
        record(by=by, action="tell_withdrawal", object_type="referral", object_number=row.number)
    return row


def withdrawal_file(referral: Referral) -> bytes:
    """The same word as a signed file. Raises StepRefused without a key, ValueError for one that was not taken back."""
    if referral.withdrawn_at is None:
        raise ValueError(referral.number)
    day = timezone.localdate(referral.withdrawn_at)
    notice = Sheet(
        id=uuid5(referral.sheet_id, "withdrawal"), kind=SheetKind.WITHDRAWAL, code=referral.code, sender=us(),
        recipient=as_bank(referral.partner), issued_on=day, expires_on=day + timedelta(days=LIVES_DAYS),
        about=referral.sheet_id,
    )  # fmt: skip
    return sign(notice, need_our_key().seed)


def names_somebody(referral: Referral) -> bool:
    """Whether what goes out says who the physician is."""
    return bool(IDENTITY_FACTS.keys() & facts_of(referral).keys())
