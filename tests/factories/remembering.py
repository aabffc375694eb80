"""What the builders made is made once by the real actions and put back by its rows when a later test asks for the same.

Half of the time of the stories with a database went into the same dozen beginnings: an institution, an opening, a
physician, a candidacy walked to a state. The state of the database after a chain of builders is a function of that chain,
as long as nothing else has written, so a process remembers it:

* Only the fixture `world` remembers, and only in a transaction that has written nothing yet.
* Each call of a builder is a step: its name, what was given, the settings, the day and the clock. A step that was taken
  before in the same chain is not made again: its rows are put back as they were, its objects as they were, with the same
  keys (sequences never go back, so none is taken).
* The first statement that is no plain SELECT ends the remembering for this test; so do things of which we do not know what
  they are, objects that were changed in memory, `monkeypatch`, a builder that fails.
* Put back are rows only when somebody asks the database. Triggers that do something on their own (the chain of the audit
  log, the search's notes of changes) run as ever.

`ENISHI_TEST_REMEMBER=0` switches it off: every test then makes everything itself.
"""

import io
import os
import pickle
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import copy_context
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from decimal import Decimal
from enum import Enum
from functools import lru_cache, wraps
from inspect import signature
from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.db import connection, models
from django.test import Client
from psycopg import Cursor

from enishi.common.clock import today
from factories.database import in_one_savepoint, tables_to_empty

Rows = dict[str, list[str]]
"""Table → each of its rows as PostgreSQL writes a row as text."""

PLAIN = (type(None), str, bytes, int, float, bool, date, datetime, time_of_day, timedelta, Decimal, UUID, Enum)
WITH_TRIGGERS = ("audit_entry", "openings_opening")
"""Filled with their triggers on: they chain the log at the end, and tell the search what changed."""
WITHOUT_EFFECT = {"MARKET_FOLDER", "DATABASES"}
"""Settings that builders do not look at."""
KEPT_FOR = 600.0
"""Seconds after which it is made anew: what is young when it is made shall not be old when it is put back."""
MOST_KEPT = 3000
"""Steps, of some ten thousand bytes each; then everything is forgotten."""
NOTED = """INSERT INTO openings_searchchange (subject, subject_id, xid, noted_at)
  SELECT 'institution', id, pg_current_xact_id()::text::bigint, clock_timestamp() FROM institutions_institution"""
"""An institution that a builder makes is changed afterwards, of which a trigger tells the search."""
MARKS = ("SAVEPOINT", "RELEASE SAVEPOINT")
WRITES = ("procrastinate_", "nextval(", "setval(", "set_config(", "pg_advisory")

WRITTEN_NOW = """SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND
 pg_stat_get_xact_tuples_inserted(oid) + pg_stat_get_xact_tuples_updated(oid) + pg_stat_get_xact_tuples_deleted(oid) > 0
 ORDER BY relname"""
"""Tables to which this transaction has written, by triggers and functions too, whether it was taken back or not: nothing stands
in any other one. To read all two hundred after each step was a third of what the database did."""


class Unknown(Exception):
    """Nothing we could tell apart or put back."""


@dataclass(eq=False, repr=False)
class Kept:
    """The whole state after a step: rows of all tables; result and objects as pickled; arguments as they were before."""

    rows: Rows
    objects: bytes = b""
    before: list[Any] = field(default_factory=list)
    base: "Kept | None" = None
    until: float = 0.0


@dataclass(eq=False, repr=False)
class Step:
    """A place in the tree of all chains. kept: what stands there."""

    kept: Kept | None = None
    next: dict[Any, "Step"] = field(default_factory=dict)


class Memory:
    """Of one process; `world` and everything below it are of the test that runs."""

    def __init__(self) -> None:
        self.root, self.fresh = Step(), Kept(rows={}, until=float("inf"))
        self.world: Any = None
        self.step: Step | None = None
        self.stands: Kept | None = None  # what the database and the objects are equal to, if it was ever kept
        self.written: Kept | None = None  # what of it has been put into the database
        self.known: list[Any] = []  # objects that tests and builders share, in the order in which they came up
        self.patched: Callable[[], bool] = lambda: False
        self.depth = self.put_back = self.made = self.kept = 0
        self.wrote = False

    # -- a test begins and ends ---------------------------------------------------------------------
    @contextmanager
    def of(self, world: Any, *, patched: Callable[[], bool] = lambda: False, is_fresh: bool = False) -> Iterator[None]:
        """Remember what this world builds, until the test ends. patched: whether the test has put code in the place of ours;
        is_fresh: the caller knows that nothing stands in the database, because all that was written is taken back."""
        if not _possible(is_fresh):
            yield
            return
        if self.kept > MOST_KEPT:
            self.root, self.kept = Step(), 0
        self.world, self.step, self.stands, self.written = world, self.root, self.fresh, self.fresh
        self.known, self.depth, self.patched = [], 0, patched
        connection.execute_wrappers.append(self._watch)
        try:
            yield
            if is_fresh and self.written is not self.stands:
                self._put_back()
        finally:
            connection.execute_wrappers.remove(self._watch)
            self.world = self.step = self.stands = self.written = None
            self.known = []

    def _watch(self, execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        """Around every statement: put back what it may look at; notice who else writes."""
        if self.written is not self.stands:
            self._put_back()
        if self.step is not None and not _only_reads(sql) and not (self.depth and str(sql).startswith(MARKS)):
            self.wrote = True
            if not self.depth:
                self.step = None
        return execute(sql, params, many, context)

    # -- a builder is called ------------------------------------------------------------------------
    def call(
        self, build: Callable[..., Any], world: Any, args: tuple[Any, ...], given: dict[str, Any], *, of_steps: bool
    ) -> Any:
        """What the builder returns, by whichever way. of_steps: all that it does is done by other builders."""
        if self.step is None or getattr(world, "world", world) is not self.world or self.depth:
            return in_one_savepoint(build)(world, *args, **given)
        try:
            if self.patched():
                raise Unknown
            step = self._step_of(build, (world, *args), given)
        except Unknown:
            self.step = None
            return in_one_savepoint(build)(world, *args, **given)
        kept = step.kept
        if kept and kept.base is self.stands and time.monotonic() < kept.until and self._before() == kept.before:
            self.step, self.stands = step, kept
            self.put_back += 1
            return self._result(kept)
        base, before, known = self.stands, self._before(), [*self.known]
        self.wrote = False
        if of_steps:
            result = build(world, *args, **given)
            self.known = known
        else:
            result = self._make(build, world, args, given)
        self._keep(step, result, base, before)
        return result

    def _make(self, build: Callable[..., Any], world: Any, args: tuple[Any, ...], given: dict[str, Any]) -> Any:
        """By the real actions."""
        self.depth, self.made = 1, self.made + 1
        try:
            return in_one_savepoint(build)(world, *args, **given)
        except BaseException:
            self.step = None
            raise
        finally:
            self.depth = 0
            if self.wrote:
                self.stands = self.written = None

    def _keep(self, step: Step, result: Any, base: Kept | None, before: list[Any]) -> None:
        """We stand at `step` now, and keep what stands there."""
        if self.step is None:
            return
        self.step = step
        if base is not None:
            try:
                rows = self.stands.rows if self.stands else self._rows(base)
                until = min(base.until, time.monotonic() + KEPT_FOR)
                step.kept = kept = Kept(rows, self._objects(result), before, base, until)
            except Unknown:
                self.step = None
                return
            self.kept += 1
            self.stands, self.written = kept, kept if self.written is self.stands else self.written
        self._know(result)

    # -- the key of a step --------------------------------------------------------------------------
    def _step_of(self, build: Callable[..., Any], args: tuple[Any, ...], given: dict[str, Any]) -> Step:
        assert self.step is not None
        counted = self.world._count.value, "ms_miura" in self.world.__dict__
        asked = self._plain(args), self._plain(given)
        around = today(), _context(), self._plain(_overridden())
        key = (build.__module__, build.__qualname__, counted, asked, around)
        return self.step.next.setdefault(key, Step())

    def _plain(self, value: Any) -> Any:
        """The value as something that can be compared. An object of the database is the how-manieth that came up."""
        if isinstance(value, PLAIN):
            return type(value).__qualname__, value
        if isinstance(value, list | tuple):
            return type(value).__name__, tuple(map(self._plain, value))
        if isinstance(value, set | frozenset):
            return "set", frozenset(map(self._plain, value))
        if isinstance(value, dict):
            return "dict", tuple((self._plain(k), self._plain(v)) for k, v in value.items())
        if value is self.world:
            return "world"
        for number, known in enumerate(self.known):
            if known is value:
                return "known", number
        if isinstance(value, models.Model):
            place = self._place(value)
            self.known.append(value)
            return place
        if is_dataclass(value) and not isinstance(value, type):
            return type(value).__qualname__, tuple(self._plain(getattr(value, f.name)) for f in fields(value))
        raise Unknown(type(value))

    def _place(self, value: models.Model) -> Any:
        """Where an object hangs that came up inside of another one."""
        for number, known in enumerate(self.known):
            inside = known._state.fields_cache if isinstance(known, models.Model) else known.__dict__
            for name, related in inside.items():
                if related is value:
                    return "of", number, name
        return "new", value._meta.label, value.pk

    def _before(self) -> list[Any]:
        """The columns of every known object, as they stand in memory."""
        return [_columns(known) for known in self.known]

    def _know(self, result: Any) -> None:
        """What came of it may be given to the next builder: objects of the database, and stories that hold some."""
        for found in result if isinstance(result, tuple | list) else (result,):
            is_story = getattr(found, "world", None) is self.world
            if (is_story or isinstance(found, models.Model)) and not any(known is found for known in self.known):
                self.known.append(found)

    # -- objects ------------------------------------------------------------------------------------
    def _objects(self, result: Any) -> bytes:
        """The result, the world and every known object as they stand after the step."""
        places = {id(known): number for number, known in enumerate(self.known)} | {id(self.world): -1}

        class Pickler(pickle.Pickler):
            def persistent_id(self, found: Any) -> int | None:
                return places.get(id(found))

            def reducer_override(self, found: Any) -> Any:
                return (
                    (_browser, (found.cookies.output(header="", sep=";"),)) if type(found) is Client else NotImplemented
                )

        target = io.BytesIO()
        states = [known.__dict__ for known in self.known]
        try:
            Pickler(target, pickle.HIGHEST_PROTOCOL).dump((result, self.world.__dict__, states))
        except (pickle.PicklingError, TypeError, AttributeError) as fault:
            raise Unknown(fault) from fault
        return target.getvalue()

    def _result(self, kept: Kept) -> Any:
        """The result as it was; known objects, which the test holds too, get the state they had after the step."""
        known, world = self.known, self.world

        class Unpickler(pickle.Unpickler):
            def persistent_load(self, number: Any) -> Any:
                return world if number < 0 else known[number]

        result, of_world, states = Unpickler(io.BytesIO(kept.objects)).load()
        for one, state in [(world, of_world), *zip(known, states, strict=True)]:
            one.__dict__.clear()
            one.__dict__.update(state)
        self._know(result)
        return result

    # -- rows ---------------------------------------------------------------------------------------
    def _rows(self, base: Kept) -> Rows:
        """Everything that stands in the tables now; equal rows are those of `base`, so that they take no room twice."""
        found: Rows = {}
        written = tuple(name for (name,) in _raw(WRITTEN_NOW, prepare=True) if name in _emptied())
        for name, rows in _raw(_reading(written)) if written else ():
            had = {row: row for row in base.rows.get(name, ())}
            if rows:
                found[name] = [had.get(row, row) for row in rows]
        if "audit_link" in found:
            raise Unknown("the audit log is chained already, which cannot be put back")
        return found

    def _put_back(self) -> None:
        """Make the database what it was after the step; one round trip."""
        target, had = self.stands, self.written
        assert target is not None and had is not None
        self.written = target
        changed = [n for n in {**had.rows, **target.rows} if had.rows.get(n) != target.rows.get(n)]
        quiet = [n for n in changed if n not in WITH_TRIGGERS]
        orders = ["SET LOCAL session_replication_role = replica"]
        orders += [f'DELETE FROM "{name}"' for name in changed if name in had.rows and name != "audit_entry"]
        orders += [_filling(name, target.rows[name]) for name in quiet if name in target.rows]
        orders += ["SET LOCAL session_replication_role = origin"]
        for name in WITH_TRIGGERS:
            rows = target.rows.get(name, []) if name in changed else []
            if name == "audit_entry":  # only ever grows
                stood = set(had.rows.get(name, ()))
                rows = [row for row in rows if row not in stood]
            if rows:
                orders.append(_filling(name, rows))
        if "institutions_institution" in changed:
            orders.append(NOTED)
        _raw("; ".join(orders))


MEMORY = Memory()
Builder = TypeVar("Builder", bound=Callable[..., Any])


def remembered(build: Builder) -> Builder:
    """A builder: a method of `World` or of a story that has its `world`, or a fixture whose first argument is one of them."""
    return _through_memory(build, of_steps=False)


def of_remembered_steps(build: Builder) -> Builder:
    """As `remembered`, for a builder that changes nothing but by builders: a longer way finds the shorter one made."""
    return _through_memory(build, of_steps=True)


def _through_memory(build: Builder, *, of_steps: bool) -> Builder:
    first = next(iter(signature(build).parameters))

    @wraps(build)
    def built(*args: Any, **given: Any) -> Any:
        args = args or (given.pop(first),)  # a fixture is called with names
        return MEMORY.call(build, args[0], args[1:], given, of_steps=of_steps)

    return built  # type: ignore[return-value]


def _possible(is_fresh: bool) -> bool:
    """Whether this test's own transaction is open, has written nothing, and may leave triggers aside."""
    if os.environ.get("ENISHI_TEST_REMEMBER") == "0" or not connection.in_atomic_block:
        return False
    if connection.savepoint_ids and not is_fresh:
        return False
    untouched = "true" if is_fresh else "pg_current_xact_id_if_assigned() IS NULL"
    found = _raw(
        f"SELECT {untouched} AND current_setting('is_superuser') = 'on'"
        " AND current_setting('session_replication_role') = 'origin'"
    )
    return bool(found[0][0])


def _only_reads(sql: Any) -> bool:
    text = sql if isinstance(sql, str) else str(sql)
    return text.startswith(("SELECT", "EXPLAIN")) and not any(word in text for word in WRITES)


def _context() -> tuple[Any, ...]:
    """The clock's shift, the silence of a demo and their like."""
    return tuple(sorted((v.name, str(value)) for v, value in copy_context().items() if isinstance(value, PLAIN)))


def _browser(cookies: str) -> Client:
    client = Client()
    client.cookies.load(cookies)
    return client


def _columns(known: Any) -> dict[str, Any] | None:
    if not isinstance(known, models.Model):
        return None
    return {f.attname: known.__dict__.get(f.attname) for f in known._meta.concrete_fields}


def _overridden() -> dict[str, Any]:
    """Settings that a test has put in the place of the project's."""
    layer, found = settings._wrapped, {}
    while hasattr(layer, "default_settings"):
        for name, value in layer.__dict__.items():
            if name.isupper() and name not in WITHOUT_EFFECT:
                found.setdefault(name, value)
        layer = layer.default_settings
    return found


def _raw(sql: str, *, prepare: bool = False) -> Any:
    """Past Django: no log and no wrapper of a test sees it. prepare: planned once for each connection."""
    with Cursor(connection.connection) as cursor:
        cursor.execute(sql, prepare=prepare)
        return cursor.fetchall() if cursor.description else None


@lru_cache(maxsize=1)
def _emptied() -> frozenset[str]:
    return frozenset(tables_to_empty())


def _reading(names: tuple[str, ...]) -> str:
    """One question for all rows of these tables, each as text, in the order in which they stand."""
    order = {"audit_entry": "id"}
    return " UNION ALL ".join(
        f"SELECT '{n}', (SELECT array_agg(t::text ORDER BY {order.get(n, 'ctid')}) FROM \"{n}\" t)" for n in names
    )


def _filling(name: str, rows: list[str]) -> str:
    values = ",".join("'" + row.replace("'", "''") + "'" for row in rows)
    return f'INSERT INTO "{name}" SELECT r.* FROM unnest(ARRAY[{values}]::"{name}"[]) r'
