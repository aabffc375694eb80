"""Every model is audited, or says why not; what the table promises is seen to happen."""

import gc
import tomllib
from functools import lru_cache
from pathlib import Path

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from enishi.audit.effects import record_transition
from enishi.audit.models import Entry
from enishi.common.transitions import Machine, Stateful, TransitionRow
from enishi.office.audit_words import action_words, object_words
from factories.remembering import MEMORY
from factories.world import World
from meta import acts

TABLE = Path(__file__).with_name("models.toml")
KINDS = {"machine", "log", "audited", "unaudited", "reference"}


@lru_cache(maxsize=1)
def table():
    """(label of the model) → (kind, reason)."""
    sections = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return {
        f"{app}.{model}": tuple(part.strip() for part in text.partition(":")[::2])
        for app, models in sections.items()
        for model, text in models.items()
    }


def models():
    return [m for m in apps.get_models(include_auto_created=True) if m.__module__.startswith("enishi.")]


def of_kind(kind):
    return [model for model in models() if table().get(model._meta.label, ("",))[0] == kind]


def test_the_table_lists_exactly_the_models_of_the_project():
    assert sorted(model._meta.label for model in models()) == sorted(table())


def test_what_is_not_audited_says_why():
    for label, (kind, reason) in table().items():
        assert kind in KINDS, label
        assert bool(reason) == (kind == "unaudited"), label


def test_every_model_with_a_state_has_a_machine_that_audits():
    machines = {m.model: m for m in gc.get_objects() if type(m) is Machine}
    assert set(of_kind("machine")) == {m for m in models() if issubclass(m, Stateful)} == set(machines)
    for model, machine in machines.items():
        assert record_transition in machine.effects, model
        assert issubclass(machine.log, TransitionRow), model


def test_the_log_of_every_machine_is_a_log():
    assert {m for m in models() if issubclass(m, TransitionRow)} <= set(of_kind("log"))


@pytest.mark.parametrize("model", of_kind("log"), ids=lambda model: model._meta.label)
def test_the_database_itself_refuses_to_change_a_log(world, model):
    world.candidacy("dialogue")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # chain the audit log as a commit would
        table_name = connection.ops.quote_name(model._meta.db_table)
        key = connection.ops.quote_name(model._meta.pk.column)
        cursor.execute(f"SELECT count(*) FROM {table_name}")
        assert cursor.fetchone()[0] > 0
        for change in (f"UPDATE {table_name} SET {key} = {key}", f"DELETE FROM {table_name}"):
            with pytest.raises(DatabaseError), transaction.atomic():
                cursor.execute(change)


def test_every_act_of_the_domain_is_watched():
    """A function that takes `by` and changes something is an act; each has its story in acts.py."""
    assert acts.in_the_code() == set(acts.ACTS) | acts.NOT_ACTS


def test_every_act_is_audited_in_its_own_transaction_and_has_words_in_the_log(db):
    """Each act in a world of its own; together they write every table that is called audited."""
    written, wrong = set(), []
    for name, make in acts.ACTS.items():
        world = World()
        with transaction.atomic():
            with MEMORY.of(world, is_fresh=True):  # each is taken back, and many begin alike
                act = make(world)
            before = Entry.objects.count()
            with acts.watching() as tables:
                act()
            entries = Entry.objects.order_by("id")[before:]
            wrong += [f"{name}: wrote no log"] * (not entries) + [f"{name}: changed nothing"] * (
                tables <= {"audit_entry"}
            )
            wrong += [f"{name}: no words for {e.action}" for e in entries if not _has_words(e)]
            written |= tables
            transaction.set_rollback(True)
    assert not wrong, "\n".join(wrong)
    missing = [m._meta.label for m in of_kind("audited") if m._meta.db_table not in written | acts.WITH_ANOTHER]
    assert not missing, missing


def _has_words(entry):
    said, thing = action_words(entry.action, entry.object_type), object_words(entry.object_type, "1")
    return said != entry.action and not thing.startswith(entry.object_type)
