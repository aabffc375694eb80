"""A question to the database that is asked at every page and always has the same shape: Django words it once a process.

    LEVELS = Worded(lambda: DisclosureGrant.objects.filter(physician=Given("physician"), until__gte=Given("day")))
    LEVELS.all(physician=3, day=today())        # a list of what the queryset gives, with its select_related
    LEVELS.first(physician=3, day=today())      # the first of them, or None

Making SQL out of a queryset costs Django two to five times what PostgreSQL takes to answer it. What is kept here is the
wording alone, never an answer: each call asks the database. The queryset is made when it is first asked, so nothing in it may
depend on the moment, the reader or a setting; all that comes in through `Given`. `__any_of=Given("pks")` takes a list of
any length: `.filter(physician__pk__any_of=Given("pks"))`. Rows are never locked by it (`select_for_update` checks that a
transaction is open while it is worded, which would then be looked at once only).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Expression, Field, Lookup, QuerySet

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class _Blank:
    """Stands in the parameters for a value that comes later."""

    name: str


class Given(Expression):
    """The value `name` of each call."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        return "%s", [_Blank(self.name)]


@Field.register_lookup
class AnyOf(Lookup):  # type: ignore[type-arg]
    """`pk__any_of=Given("pks")`: IN with a list whose length does not change the SQL."""

    lookup_name = "any_of"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        left, before = self.process_lhs(compiler, connection)
        _, values = self.process_rhs(compiler, connection)
        return f"{left} = ANY(%s)", [*before, *values]


@dataclass(frozen=True, slots=True)
class _Wording:
    """What Django made of the queryset: the compiler knows its columns, `converters` how each is read."""

    queryset: Any
    compiler: Any
    sql: str
    params: tuple[Any, ...]
    converters: Any


class _Filled:
    """A query with its values: all that an iterable of a queryset asks of one."""

    def __init__(self, wording: _Wording, values: dict[str, Any]) -> None:
        self._wording = wording
        self._params = tuple(values[p.name] if type(p) is _Blank else p for p in wording.params)
        if None in self._params:
            raise ValueError("a question with a value that is None has another shape (IS NULL)")

    def __getattr__(self, name: str) -> Any:
        return getattr(self._wording.queryset.query, name)

    def get_compiler(self, using: str) -> Any:
        """A compiler of this thread's connection that does not compile any more."""
        known, compiler = self._wording, _twin(self._wording.compiler)
        compiler.connection = connections[using]
        compiler.as_sql = lambda: (known.sql, self._params)
        compiler.get_converters = lambda expressions: known.converters
        return compiler


class Worded(Generic[Row]):
    """`ask`: makes the queryset, with `Given` where a value comes in. Two threads may word it at once; either is right."""

    def __init__(self, ask: "Callable[[], QuerySet[Any, Row]]") -> None:
        self._ask = ask
        self._wording: _Wording | None = None

    def all(self, **values: Any) -> list[Row]:
        """What stands now, in one question. No value that is used may be None. `values` may hold more than is used."""
        known = self._wording or self._word()
        if not known.sql:
            return []
        asked = _twin(known.queryset)
        asked._query = _Filled(known, values)
        return list(asked)

    def first(self, **values: Any) -> Row | None:
        """The first of them in the order of the queryset, which should itself end with `[:1]`."""
        return next(iter(self.all(**values)), None)

    def _word(self) -> _Wording:
        queryset = self._ask()
        if queryset.query.select_for_update:
            raise TypeError("rows are locked by a queryset of the moment")
        compiler = queryset.query.get_compiler(queryset.db)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:  # it can never find anything: `none()`
            self._wording = _Wording(queryset, compiler, "", (), None)
            return self._wording
        columns = [column for column, *_ in compiler.select[: compiler.col_count]]
        self._wording = _Wording(queryset, compiler, sql, tuple(params), compiler.get_converters(columns))
        return self._wording


def hold(instance: Any, name: str, rows: Iterable[Any]) -> None:
    """Let `instance.<name>.all()` give these rows, as `prefetch_related` would: all that belong to it, in their order."""
    manager = getattr(instance, name)
    queryset = manager.get_queryset()
    queryset._result_cache, queryset._prefetch_done = list(rows), True
    for row in queryset._result_cache:
        setattr(row, manager.field.name, instance)
    instance.__dict__.setdefault("_prefetched_objects_cache", {})[name] = queryset


def _twin(thing: Any) -> Any:
    """Another object with the same attributes; `copy` would evaluate a queryset."""
    twin = thing.__class__.__new__(thing.__class__)
    twin.__dict__.update(thing.__dict__)
    return twin
