"""What a merge of two registrations would do, before anybody presses a button."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core import signing
from django.db import connection, models
from django.utils.timezone import localdate

from enishi.common.clock import today
from enishi.common.japanese.date_display import birth_echo, western
from enishi.common.workflow import Refusal
from enishi.merging.clashes import clashing, key_of, rows_of, table_of
from enishi.merging.enums import Fate, Side
from enishi.merging.refusals import refusals_for
from enishi.merging.relations import PHYSICIAN
from enishi.merging.rows import columns_of, is_same, read
from enishi.merging.words_of_person import consents_that_end, disclosures_that_end
from enishi.physicians.models import Identity, Physician

IDENTITY_FIELDS = (
    "family_name", "given_name", "family_kana", "given_kana", "birth_date", "sex", "mail", "phone", "postcode",
    "address", "employer", "licence_number", "career",
)  # fmt: skip
LATEST = {"DeliveryChoice": "chosen_at", "AnonymousDetail": "written_at", "ScopeSheet": "saved_at"}
"""The day of what may be chosen, where it has one: the later word is proposed."""
SALT = "enishi.merging.plan"
DAY = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing of which only one side's goes on. kept, absorbed: as they are shown; default: what is proposed."""

    key: str
    title: str
    kept: str
    absorbed: str
    default: Side


@dataclass(frozen=True, slots=True)
class Line:
    title: str
    count: int
    why: str = ""


@dataclass(slots=True)
class Plan:
    """choices: to be decided; fills: what the kept registration lacked; moves, stays: rows by kind; ends: sentences."""

    kept: Physician
    absorbed: Physician
    refusals: list[Refusal]
    choices: list[Choice] = field(default_factory=list)
    fills: list[tuple[str, str]] = field(default_factory=list)
    moves: list[Line] = field(default_factory=list)
    stays: list[Line] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)
    account: str = ""
    facts: dict[str, str] = field(default_factory=dict)

    @property
    def token(self) -> str:
        """What was seen, signed: whoever confirms says by it what the page showed."""
        return signing.dumps([self.kept.pk, self.absorbed.pk, self.facts], salt=SALT)


def plan_of(kept: Physician, absorbed: Physician) -> Plan:
    """Reads both identities: the caller has written the access log."""
    plan = Plan(kept, absorbed, refusals_for(kept, absorbed))
    if {r.code for r in plan.refusals} & {"same", "over"}:
        return plan
    _compare_identities(plan)
    counted = survey(kept.pk, absorbed.pk)
    for model, of, relation in table_of(Physician, PHYSICIAN):
        beside, count, digest = counted[key_of(model, of)]
        if relation.fate is not Fate.LATER:  # what nobody may know of is no fact either
            plan.facts[relation.title or model._meta.label] = digest
        if not count:
            continue
        if relation.fate is Fate.CHOOSE:
            _choose(plan, model, of, relation.title)
        elif relation.fate is Fate.MOVE:
            held = len(clashing(model, of, kept.pk, absorbed.pk)) if beside else 0
            plan.moves += [Line(relation.title, count - held)] * (count > held)
            plan.stays += [Line(relation.title, held, "残すほうに同じものがあります。")] * bool(held)
        elif relation.fate is Fate.STAY and relation.title:
            plan.stays.append(Line(relation.title, count, relation.why))
    plan.ends = _endings(kept, absorbed)
    plan.account = account_words(kept, absorbed)
    plan.facts["ご登録の状態"] = _digest_rows(Physician, [kept.pk, absorbed.pk], columns_of(Physician))
    return plan


def changed_since(token: str, plan: Plan) -> list[str]:
    """Titles of what is no longer as the page showed it; a token of another pair, a forged or an old one: everything."""
    try:
        kept, absorbed, facts = signing.loads(token, salt=SALT, max_age=DAY)
    except signing.BadSignature:
        return ["この画面の内容"]
    if (kept, absorbed) != (plan.kept.pk, plan.absorbed.pk):
        return ["この画面の内容"]
    return [title for title in plan.facts if facts.get(title) != plan.facts[title]]


def _compare_identities(plan: Plan) -> None:
    one, other = plan.kept.identity, plan.absorbed.identity
    for name in IDENTITY_FIELDS:
        a, b = getattr(one, name), getattr(other, name)
        title = str(Identity._meta.get_field(name).verbose_name)
        if not b or a == b:
            continue
        if name == "mail" and (plan.kept.user_id or plan.absorbed.user_id):
            continue  # the address of the account that goes on
        if a:
            plan.choices.append(Choice(f"identity.{name}", title, _shown(name, a), _shown(name, b), Side.KEPT))
        else:
            plan.fills.append((title, _shown(name, b)))


def _shown(name: str, value: str) -> str:
    """As people read it: a birthday with its era, of a telephone number the end alone, which can be told from the other
    and not be called: whole numbers stand on the page for calling, within the promise (N7)."""
    if name == "phone":
        return f"下4けたが {value[-4:]} の番号"
    return birth_echo(date.fromisoformat(value), today()) if name == "birth_date" else value


def _choose(plan: Plan, model: type[models.Model], of: Any, title: str) -> None:
    one = rows_of(model, of, plan.kept.pk).first()
    other = rows_of(model, of, plan.absorbed.pk).first()
    say = SAY[model.__name__]
    if one is None:
        plan.fills.append((title, say(other)))
        return
    when = LATEST.get(model.__name__)
    both = read(model, [one.pk, other.pk], columns_of(model, but=[of.column, when or ""]))
    if any(not is_same(model, name, value, both[other.pk][name]) for name, value in both[one.pk].items()):
        later = bool(when) and getattr(other, when or "") > getattr(one, when or "")
        default = Side.ABSORBED if later else Side.KEPT
        plan.choices.append(Choice(model._meta.label, title, say(one), say(other), default))


def _day(moment: datetime) -> str:
    return f"（{western(localdate(moment))}）"


SAY: Mapping[str, Callable[[Any], str]] = {
    "ContactPromise": lambda row: row.promise.words,
    "DeliveryChoice": lambda row: f"{row.get_method_display()}{_day(row.chosen_at)}",
    "AnonymousDetail": lambda row: f"{row.text or 'まだ書かれていません'}{_day(row.written_at)}",
    "ScopeSheet": lambda row: f"{len(row.marks)}項目のお答え{_day(row.saved_at)}",
}


def _endings(kept: Physician, absorbed: Physician) -> list[str]:
    """What ends because the person said otherwise later, in sentences."""
    of_consents = [
        f"「{row.text.get_kind_display()}」のご同意は、もう一方の登録であとから取り消されているため、終わります。"
        for row in consents_that_end(kept, absorbed)
    ]
    of_grants = [
        f"{row.institution.name}への「{row.get_level_display()}」の公開は、もう一方の登録にあとのお返事があるため、終わります。"
        for row in disclosures_that_end(kept, absorbed)
    ]
    return of_consents + of_grants


def account_words(kept: Physician, absorbed: Physician) -> str:
    """How the person signs in afterwards."""
    if kept.user_id and absorbed.user_id:
        return (
            f"{kept.number} のアカウントとメールアドレスでログインします。{absorbed.number} のアカウントでは、ログインできなくなります。"
            "先生にお知らせします。"
        )
    if absorbed.user_id:
        return f"{absorbed.number} のアカウントとメールアドレスを引き継いで、ログインします。"
    if kept.user_id:
        return f"{kept.number} のアカウントで、これまでどおりログインします。"
    return "どちらの登録にも、ログインのアカウントはありません。"


def survey(kept: int, absorbed: int) -> dict[str, tuple[int, int, str]]:
    """Relation → (rows of the kept one, rows of the other, digest of all of them), in one query for all relations."""
    quote = connection.ops.quote_name
    parts, values = [], []
    for model, of, _ in table_of(Physician, PHYSICIAN):
        owner = f"t.{quote(of.column)}"
        files = [f.column for f in model._meta.concrete_fields if isinstance(f, models.BinaryField)]
        row = "to_jsonb(t)" + "".join(f" - '{name}'" for name in files)
        if model._meta.model_name == "candidacy":  # a date that goes on by itself is no change
            row = f"jsonb_build_array(t.id, {owner}, t.state)"
        parts.append(
            f"SELECT %s, count(*) FILTER (WHERE {owner} = %s), count(*) FILTER (WHERE {owner} = %s), coalesce(left(encode("
            f"sha256(convert_to(string_agg(({row})::text, '|' ORDER BY t.id), 'UTF8')), 'hex'), 16), '')"
            f" FROM {quote(model._meta.db_table)} t WHERE {owner} IN (%s, %s)"
        )
        values += [key_of(model, of), kept, absorbed, kept, absorbed]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        return {key: (one, other, digest) for key, one, other, digest in cursor.fetchall()}


def _digest_rows(model: type[models.Model], pks: list[int], columns: list[str]) -> str:
    text = json.dumps(sorted(read(model, pks, columns).items()), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
