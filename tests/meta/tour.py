"""A walk of every role past every address, once a session; the tests of this folder read what it saw.

Each request runs in a savepoint that is taken back, so that no visit changes what a later one meets. What the tour
returns are plain values: nothing of it stands in the database afterwards.
"""

import logging
import os
import re
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any, TypeVar
from zlib import crc32

from django.core.signals import got_request_exception
from django.db import connection, transaction
from django.template.base import Template
from django.test import Client
from django.urls import Resolver404, resolve

from enishi.accounts.roles import Role
from meta.addresses import ROLES, VISITOR, Address, Entry, addresses, table
from meta.town import Town
from meta.town_objects import Values

WRITING = re.compile(r"^\s*(INSERT|UPDATE|DELETE|TRUNCATE|ALTER|CREATE|DROP)\b[^\"]*\"?([a-z_]+)?", re.I)
MAY_ALWAYS_WRITE = {"INSERT audit_entry", "INSERT outreach_visitcount"}
ALL, FEW, LINKS = 99, 3, 8
ONLY = re.compile(os.environ.get("ENISHI_ONLY_PAGES", ""))
"""Set by `./dev check --only`: the walk goes past these addresses alone."""
ALIKE = {str(Role.DESK), str(Role.SUPERVISOR), str(Role.INSTITUTION_ADMIN)}
"""Their rooms are those of a role that looks at every object there; at an address that is open to one of `CLOSELY` too, one
object of their own, one of others and one that is none are enough: what the page makes of its objects was seen there."""
CLOSELY = (str(Role.COORDINATOR), str(Role.COMPLIANCE), str(Role.INSTITUTION_STAFF))
BY_EACH_METHOD = {VISITOR, str(Role.PHYSICIAN)}
"""Who is refused is refused before anybody asks by which method (`accounts.middleware.DenyByDefault`). These two try each
method of each address; the others, where they may not come, the one by which they could do harm."""
READERS = {VISITOR, str(Role.PHYSICIAN), str(Role.INSTITUTION_STAFF), str(Role.COORDINATOR)}
"""Who looks at the pages that are for everybody, at each of them."""
T = TypeVar("T")
SAVEPOINT = re.compile(r'^SAVEPOINT "(\w+)"')
ROLLBACK = re.compile(r'^ROLLBACK TO SAVEPOINT "(\w+)"')
JOBS = re.compile(r"procrastinate_\w+\(", re.I)


@dataclass(frozen=True, slots=True)
class Visit:
    """One request and what came of it. whose: own, foreign, or "" where the address has no variable part."""

    role: str
    name: str
    method: str
    path: str
    whose: str
    allowed: bool
    status: int
    location: str
    content_type: str
    html: str
    writes: tuple[str, ...]
    queries: int
    problem: str

    @property
    def is_right(self) -> bool:
        """Whether the answer is the one the table asks for. An own object may be beyond its moment (404), never refused."""
        entry = table()[self.name]
        if not self.allowed:
            return self.location.startswith("/login?next=") if self.role == VISITOR else self.status == 403
        if self.status in entry.may_answer:
            return True
        if self.method not in entry.methods:
            return self.status in ((404, 405) if self.whose else (405,))
        if self.whose == "foreign":
            return self.status in (404, 410)
        if self.method == "POST":  # an empty form: answered with sentences
            return self.status < 500 and self.status not in (403, 405)
        return self.status in (200, 302, 410) or (self.status == 404 and self.whose == "own")

    @property
    def changes(self) -> list[str]:
        """Writes that stay, but for those every request may do: session, reading log, visit count, count of look-ups."""
        passing = (" accounts_session", " cache_entry")  # of the cache: how often somebody looked up a code
        return [w for w in self.writes if w not in MAY_ALWAYS_WRITE and not w.endswith(passing)]

    @property
    def is_page(self) -> bool:
        """A whole page; a part of one, which htmx asks for, is none."""
        return "<html" in self.html

    @property
    def line(self) -> str:
        """For the message of a failing test."""
        return f"{self.role} {self.method} {self.path} ({self.name}, {self.whose}): {self.status} {self.location} {self.problem}"


@dataclass(eq=False)
class Tour:
    """visits: everything that was asked; personal: names, mail addresses and telephone numbers of the people met;
    log: what the programs wrote to their log meanwhile; links: for each role, local addresses linked from its pages."""

    visits: list[Visit] = field(default_factory=list)
    personal: list[str] = field(default_factory=list)
    log: list[str] = field(default_factory=list)
    links: list[Visit] = field(default_factory=list)

    def of(self, role: str) -> list[Visit]:
        return [visit for visit in self.visits if visit.role == role]

    @property
    def pages(self) -> list[Visit]:
        return [visit for visit in [*self.visits, *self.links] if visit.is_page]


def walk() -> Tour:
    """Build the town, visit everything, take it all back."""
    tour = Tour()
    with transaction.atomic(), everything_logged(tour.log), plainly_rendered():
        town = Town()
        with connection.cursor() as cursor:  # chain the audit log now, as a commit would
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            cursor.execute("ANALYZE")
        tour.personal = town.personal
        for role in ROLES:
            walker = Walker(role, town)
            tour.visits += walker.visits()
            tour.links += walker.follow(tour.of(role))
        transaction.set_rollback(True)
    return tour


class Walker:
    """One role's browser."""

    def __init__(self, role: str, town: Town) -> None:
        self.role, self.objects = role, town.objects(role)
        self.client: Client = Client() if role == VISITOR else town.world.signed_in(town.people[role])
        self.client.raise_request_exception = False
        self.cookies = self.client.cookies.output(header="", sep=";")

    def visits(self) -> Iterator[Visit]:
        for address in addresses():
            entry = table().get(address.name)
            if entry is None or not ONLY.search(address.route):
                continue  # another test says that it is missing
            allowed = entry.rule.allows(None if self.role == VISITOR else self.role)
            for method in self._methods(entry, allowed):
                only_read = method == "GET" and entry.methods == ("GET",)
                many = 1 if self._passes_by(entry) else self._many(entry, only_read)
                for whose, values in self._values(entry.about, allowed, many, address.name):
                    yield self._visit(address, method, values, whose, allowed)

    def _methods(self, entry: Entry, allowed: bool) -> tuple[str, ...]:
        if self._passes_by(entry):
            return ("GET",)
        if allowed:
            return ("GET", "POST")
        return entry.methods if self.role in BY_EACH_METHOD else entry.methods[-1:]

    def _many(self, entry: Entry, only_read: bool) -> int:
        """How many own objects to look at, and how many of others at most: `FEW`."""
        if self.role in ALIKE:
            return 1 if any(entry.rule.allows(role) for role in CLOSELY) else FEW
        return ALL if only_read else FEW

    def _values(self, about: tuple[str, ...], allowed: bool, many: int, name: str) -> Iterator[tuple[str, Values]]:
        """What to ask for: every own object where a page is only read, else a few, other ones at each address."""
        if not about:
            yield "", ()
            return
        own, foreign = self.objects.own[about], self.objects.foreign[about]
        if not allowed:
            yield "foreign", (own or foreign)[0]
            return
        yield from (("own", values) for values in some(own, many, name))
        yield from (("foreign", values) for values in [*some(foreign[:-1], min(many, FEW), name), foreign[-1]])

    def _passes_by(self, entry: Entry) -> bool:
        """A page for everybody, which others have looked at closely: this role sees that it may come, and goes on."""
        return entry.rule.public and self.role not in READERS

    def _visit(self, address: Address, method: str, values: Values, whose: str, allowed: bool) -> Visit:
        return self.ask(method, address.path(*values), name=address.name, whose=whose, allowed=allowed)

    def ask(self, method: str, path: str, *, name: str = "", whose: str = "", allowed: bool = True) -> Visit:
        """One request in a savepoint of its own, with the cookies of the beginning."""
        self.client.cookies = SimpleCookie(self.cookies)
        problems: list[str] = []
        writes: list[str] = []
        marks: dict[str, int] = {}
        count = 0

        def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            nonlocal count
            count += 1
            if moment := SAVEPOINT.match(sql):
                marks[moment[1]] = len(writes)
            elif taken_back := ROLLBACK.match(sql):
                del writes[marks[taken_back[1]] :]
            elif found := WRITING.match(sql):
                writes.append(f"{found[1].upper()} {_table_of(sql)}")
            elif JOBS.search(sql):
                writes.append("INSERT procrastinate_jobs")
            return execute(sql, params, many, context)

        with transaction.atomic():
            with noticing(problems), connection.execute_wrapper(watch):
                response = self.client.get(path) if method == "GET" else self.client.post(path, {})
                content = b"".join(response.streaming_content) if response.streaming else response.content
            transaction.set_rollback(True)
        return Visit(
            role=self.role,
            name=name,
            method=method,
            path=path,
            whose=whose,
            allowed=allowed,
            status=response.status_code,
            location=response.headers.get("Location", ""),
            content_type=response.headers.get("Content-Type", ""),
            html="" if _is_saved(response) else _page(content, response.headers.get("Content-Type", "")),
            writes=tuple(writes),
            queries=count,
            problem="; ".join(problems),
        )

    def follow(self, seen: list[Visit]) -> Iterator[Visit]:
        """Open the local addresses that the pages of this role link to and that were not opened yet.

        Of links to one and the same address, such as the filters of a list or the pages of hundreds of regions, a few.
        """
        known = {visit.path for visit in seen if visit.method == "GET"}
        found: dict[str, dict[str, str]] = {}
        for visit in {v.html: v for v in seen if v.is_page and v.status == 200}.values():
            for target in re.findall(r'<a [^>]*?href="([^"#]+)', visit.html):
                path = target.replace("&amp;", "&")
                path = visit.path.partition("?")[0] + path if path.startswith("?") else path
                if path.startswith("/") and not path.startswith(("/static/", "//")) and path not in known:
                    found.setdefault(_name_of(path), {}).setdefault(path, visit.path)
        for name, ways in found.items():
            if name in table() and self._passes_by(table()[name]):
                continue
            for path in filter(ONLY.search, some(sorted(ways), LINKS, name)):
                yield self.ask("GET", path, name=f"linked from {ways[path]}")


def _name_of(path: str) -> str:
    """The address that a path belongs to; the path itself where there is none, so that each dead link is tried."""
    try:
        return resolve(path.partition("?")[0]).url_name or path
    except Resolver404:
        return path


PASSING = re.compile(
    r'(name="csrfmiddlewaretoken" value="|nonce="|name="next" value="|property="og:url" content=")[^"]+'
)
"""The token, the nonce, and where a page names its own address: two thirds of the pages are refusals that differ in that alone."""


def _is_saved(response: Any) -> bool:
    """A file to be saved is no page, even where it is HTML for somebody's mail."""
    return str(response.headers.get("Content-Disposition", "")).startswith("attachment")


def _page(content: bytes, content_type: str) -> str:
    """The text of a page; what differs at each look or by the address alone is evened out, so that equal pages are equal."""
    return sys.intern(PASSING.sub(r"\1same", content.decode())) if content_type.startswith("text/html") else ""


def some(values: list[T], many: int, name: str) -> list[T]:
    """At most `many`, evenly spread, beginning at a place that depends on the name."""
    if len(values) <= many:
        return values
    step, first = len(values) // many, crc32(name.encode()) % len(values)
    return [values[(first + i * step) % len(values)] for i in range(many)]


def _table_of(sql: str) -> str:
    found = re.search(r'(?:INTO|UPDATE|FROM|TABLE)\s+(?:ONLY\s+)?"?([a-z_]+)"?', sql, re.I)
    return found[1] if found else "?"


@contextmanager
def noticing(problems: list[str]) -> Iterator[None]:
    """Collect what views raise: the client turns it into a page 500."""

    def notice(sender: object, **_: object) -> None:
        kind, value, trace = sys.exc_info()
        where = traceback.extract_tb(trace)[-1] if trace else None
        problems.append(
            f"{kind.__name__ if kind else ''}: {value} at {where.filename if where else ''}:{where.lineno if where else ''}"
        )

    got_request_exception.connect(notice, weak=False)
    try:
        yield
    finally:
        got_request_exception.disconnect(notice)


@contextmanager
def plainly_rendered() -> Iterator[None]:
    """Without the copy of every context of every template that Django's test client keeps: nobody asks for them here."""
    kept = Template._render
    Template._render = lambda template, context: template.nodelist.render(context)
    try:
        yield
    finally:
        Template._render = kept


class Keeping(logging.Handler):
    def __init__(self, lines: list[str]) -> None:
        super().__init__(logging.DEBUG)
        self.lines = lines
        self.setFormatter(logging.Formatter("%(levelname)s %(name)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        if not record.name.startswith(("asyncio", "faker")):
            self.lines.append(self.format(record))


@contextmanager
def everything_logged(lines: list[str]) -> Iterator[None]:
    """Keep each line that reaches a handler of ours, with its traceback."""
    handler = Keeping(lines)
    loggers = [logging.getLogger(name) for name in ("", "django.request", "django.security", "enishi")]
    for logger in loggers:
        logger.addHandler(handler)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeHandler(handler)
