"""What a merge of two records would do, before anybody presses a button."""

import hashlib
import json
from typing import Any

from django.core import signing
from django.db import connection, models

from enishi.merging.clashes import clashing, key_of, rows_of, table_of
from enishi.merging.enums import Fate, Side
from enishi.merging.handling import SALT, Choice, Handling, Line, Plan
from enishi.merging.kinds import handling_of
from enishi.merging.rows import columns_of, is_same, read

DAY = 24 * 60 * 60
REST = "そのほかの記録"


def plan_of(kept: Any, absorbed: Any) -> Plan:
    """Of two physicians, institutions or openings. Identities are read: the caller has written the access log."""
    handling = handling_of(kept)
    plan = Plan(kept, absorbed, handling.refusals(kept, absorbed))
    if {r.code for r in plan.refusals} & {"same", "over"}:
        return plan
    handling.compare(plan)
    counted = survey(handling, kept.pk, absorbed.pk)
    for model, of, relation in table_of(handling.model, handling.relations):
        beside, count, digest = counted[key_of(model, of)]
        if relation.fate is not Fate.LATER:  # what nobody may know of is no fact either
            title = relation.title or REST
            plan.facts[title] = plan.facts.get(title, "") + digest
        if not count:
            continue
        if relation.fate is Fate.CHOOSE:
            _choose(plan, handling, model, of, relation.title)
        elif relation.fate is Fate.MOVE and relation.title:
            held = len(clashing(model, of, kept.pk, absorbed.pk)) if beside else 0
            plan.moves += [Line(relation.title, count - held)] * (count > held)
            plan.stays += [Line(relation.title, held, relation.why or "残すほうに同じものがあります。")] * bool(held)
        elif relation.fate is Fate.STAY and relation.title:
            plan.stays.append(Line(relation.title, count, relation.why))
    handling.finish(plan)
    plan.facts["ご登録の状態"] = _digest_rows(handling.model, [kept.pk, absorbed.pk])
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


def _choose(plan: Plan, handling: Handling, model: type[models.Model], of: Any, title: str) -> None:
    one = rows_of(model, of, plan.kept.pk).first()
    other = rows_of(model, of, plan.absorbed.pk).first()
    say = handling.say[model.__name__]
    if one is None:
        plan.fills.append((title, say(other)))
        return
    when = handling.latest.get(model.__name__)
    both = read(model, [one.pk, other.pk], columns_of(model, but=[of.column, when or ""]))
    if any(not is_same(model, name, value, both[other.pk][name]) for name, value in both[one.pk].items()):
        later = bool(when) and getattr(other, when or "") > getattr(one, when or "")
        default = Side.ABSORBED if later else Side.KEPT
        plan.choices.append(Choice(model._meta.label, title, say(one), say(other), default))


def survey(handling: Handling, kept: int, absorbed: int) -> dict[str, tuple[int, int, str]]:
    """Relation → (rows of the kept one, rows of the other, digest of all of them), in one query for all relations."""
    quote = connection.ops.quote_name
    parts, values = [], []
    for model, of, _ in table_of(handling.model, handling.relations):
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


def _digest_rows(model: type[models.Model], pks: list[int]) -> str:
    text = json.dumps(sorted(read(model, pks, columns_of(model)).items()), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
