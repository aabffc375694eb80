"""The attack: people of every institution a physician hides from walk past every address, before he comes and after.

What they are answered must be the same to the letter: status, text, order, counts, redirects, queries, and not one notice.
A colleague at the place he talks to sees him, so the walk is known to look where there is something to see.
"""

import io
import re
import zipfile
from dataclasses import dataclass

import pytest
from django.db import connection, transaction
from django.test import Client

from enishi.accounts.roles import INSTITUTION_ROLES, Role
from enishi.areas.models import Prefecture
from enishi.candidacies import dialogue
from enishi.candidacies.suggesting import openings_for, physicians_for
from enishi.institutions.actions import change_family
from enishi.notices.models import Notice
from enishi.physicians.actions import add_shield
from enishi.physicians.enums import ShieldKind
from meta.addresses import VISITOR, addresses, table

CHANGING = re.compile(
    r"\b[0-9a-f]{8}-[0-9a-f-]{27}\b|\b[A-Za-z0-9]{64}\b|\b[0-9a-f]{16}\b|(?<=nonce=\")[^\"]+|<lastBuildDate>[^<]+"
)
"""Keys of forms, tokens and nonces: drawn anew for each page; and the minute a feed was made in."""
DRAWN_ANEW = ("mfa_", "account_", "token")
"""Pages of the sign-in library that show a new secret each time; they know of nobody but the reader."""
ANYTHING = {
    "candidacy": ["C-2026-0001", "C-2026-0002"], "opening": [], "physician": ["P-2026-0001", "P-2026-0002"],
    "institution": [], "version": ["1"], "question": ["1"], "clause": ["1"], "ledger": ["seekers"], "ledger_form": ["csv"], "step": ["1"],
    "sheet": ["00000000-0000-4000-8000-000000000009"], "advertisement": ["00000000-0000-4000-8000-000000000009"],
}  # fmt: skip


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    text: str
    queries: int


class Watch:
    """One person's browser, and everything it is answered."""

    def __init__(self, world, actor):
        self.actor = actor
        self.role = actor.role if actor else VISITOR
        self.client = world.signed_in(actor) if actor else Client()
        self.cookies = self.client.cookies.output(header="", sep=";")

    def answers(self, known):
        found = {}
        for address in addresses():
            entry = table()[address.name]
            if address.name.startswith(DRAWN_ANEW):
                continue
            if not entry.rule.allows(None if self.role == VISITOR else self.role):
                continue
            if self.role != VISITOR and entry.rule.public:
                continue  # the same for everybody: the visitor walks past them
            for path in self._paths(address, entry, known):
                for method in entry.methods if "candidacy" in entry.about else ("GET",):
                    if method in entry.methods:
                        found[method, path] = self._ask(method, path)
        return found

    def _paths(self, address, entry, known):
        values = [[]]
        for about in entry.about:
            options = known.get(about, ["999999"])
            values = [[*chosen, option] for chosen in values for option in options]
        return [address.path(*chosen) for chosen in values]

    def _ask(self, method, path):
        asked = []

        def count(execute, sql, params, many, context):
            asked.append(1)
            return execute(sql, params, many, context)

        with transaction.atomic(), connection.execute_wrapper(count):
            response = getattr(self.client, method.lower())(path)
            body = b"".join(response.streaming_content) if response.streaming else response.content
            transaction.set_rollback(True)
        kind = response.headers.get("Content-Type", "")
        if "spreadsheetml" in kind:
            body = _cells(body)
        is_text = not kind.startswith("application/pdf")  # it holds the second
        text = CHANGING.sub("", body.decode("utf-8", "replace")) if is_text else ""
        return Answer(response.status_code, response.headers.get("Location", ""), text, len(asked))


def _cells(workbook):
    """All sheets and their words, without the second they were made in."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as parts:
        return b"".join(parts.read(name) for name in sorted(parts.namelist()) if name.startswith("xl/"))


@pytest.fixture
def town(world):
    """The employer, its corporation, its group, a sister by department, a neighbour; and the place he will talk to."""
    places = {
        "employer": world.institution("青葉会 中央病院", corporation="医療法人 青葉会", group="青葉グループ"),
        "corporation": world.institution("にしやま診療所", corporation="医療法人 青葉会", place="盛岡市"),
        "group": world.institution("きた川病院", corporation="医療法人 北会", group="青葉グループ", place="盛岡市"),
        "department": world.institution("みずうみ病院", corporation="湖会", affiliations=["見本大学第二内科"]),
        "neighbour": world.institution("なんごく病院", corporation="南会", place="那覇市"),
        "open": world.institution("こもれび病院", corporation="木会"),
    }
    openings = {name: world.opening(place) for name, place in places.items()}
    return places, openings


@pytest.fixture
def people(world, town):
    places, _ = town
    found = {f"employer {role}": world.member(places["employer"], role) for role in sorted(INSTITUTION_ROLES)}
    found |= {name: world.member(places[name]) for name in ("corporation", "group", "department", "neighbour")}
    found["both, at the open one"] = world.member(places["open"], Role.INSTITUTION_ADMIN)
    email = world.user(found["both, at the open one"]).email
    found["both, at the hidden one"] = world.member(places["group"], Role.INSTITUTION_STAFF, email=email)
    found["colleague"] = world.member(places["open"])
    return found


def arrive(world, openings):
    """He registers, hides, is accepted and found, agrees to one talk and is talked with."""
    physician = world.physician(works_at="青葉会 中央病院", family_name="北川", given_name="誠")
    add_shield(physician=physician, by=world.ms_miura, kind=ShieldKind.DEPARTMENT, name="見本大学 第二内科")
    okinawa = Prefecture.objects.get(code="47")
    add_shield(physician=physician, by=world.ms_miura, kind=ShieldKind.AREA, prefecture=okinawa)
    openings_for(physician, by=world.ms_miura)
    for opening in openings.values():
        physicians_for(opening, by=world.ms_miura)
    talk = world.candidacy("dialogue", physician=physician, opening=openings["open"])
    dialogue.ask(candidacy=talk, by=world.actor(physician), text="夜間は", key="00000000-0000-4000-8000-000000000001")
    return physician, talk


def test_who_is_hidden_from_learns_nothing_not_even_a_count(world, town, people):
    places, openings = town
    watches = {name: Watch(world, actor) for name, actor in people.items()} | {"visitor": Watch(world, None)}
    known = ANYTHING | {
        "opening": [openings["employer"].number, openings["open"].number],
        "institution": [places["employer"].number, places["open"].number],
    }
    watches["visitor"].answers(known)  # what the process keeps for ten minutes is kept from here on
    with transaction.atomic():  # first as it is with him, then as if he had never come: the numbers are the same
        physician, talk = arrive(world, openings)
        known["candidacy"], known["physician"] = [talk.number], [physician.number]
        known["question"] = [str(talk.questions.get().pk)]
        _chain()
        after = {name: watch.answers(known) for name, watch in watches.items()}
        told = {name: _letters(actor) for name, actor in people.items()}
        transaction.set_rollback(True)
    before = {name: watch.answers(known) for name, watch in watches.items()}

    assert talk.number in after["colleague"]["GET", "/inst/candidates"].text
    assert after["colleague"]["GET", f"/inst/talks/{talk.number}"].status == 200
    assert before["colleague"]["GET", f"/inst/talks/{talk.number}"].status == 404
    assert told.pop("colleague")
    assert not any(told.values()), told
    after.pop("colleague")
    learned = [
        f"{name}: {method} {path} {before[name][method, path].status} → {answer.status}"
        f" {before[name][method, path].queries} → {answer.queries} queries {_difference(before[name][method, path], answer)}"
        for name, answers in after.items()
        for (method, path), answer in answers.items()
        if answer != before[name][method, path]
    ]
    assert not learned, "\n".join(learned)
    assert sum(map(len, after.values())) > 300


def test_a_shield_of_today_and_a_merger_of_today_close_every_page_that_was_open(world, town, people):
    """What was seen yesterday answers 404 like what never was, on every address of the talk, reading and writing."""
    places, openings = town
    physician = world.physician(shields="青葉会")
    talk = world.candidacy("dialogue", physician=physician, opening=openings["open"])
    watch = Watch(world, people["colleague"])
    known = {"candidacy": [talk.number]}
    rooms = [a for a in addresses() if a.name.startswith("inst_talk") and table()[a.name].about == ("candidacy",)]
    paths = [
        (m, a.path(talk.number))
        for a in rooms
        for m in table()[a.name].methods
        if table()[a.name].rule.allows(watch.role)
    ]
    assert len(paths) > 8 and known
    assert {watch._ask("GET", path).status for _, path in paths if path.endswith(talk.number)} == {200}
    change_family(institution=places["open"], by=world.ms_miura, name="こもれび病院", corporation="医療法人 青葉会")
    assert {watch._ask(method, path).status for method, path in paths} == {404}
    assert talk.number not in watch._ask("GET", "/inst").text + watch._ask("GET", "/inst/candidates").text


def _letters(actor):
    return list(Notice.objects.filter(recipient_id=actor.user_id).values_list("kind", flat=True))


def _chain():
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _difference(one, other):
    """The first line that differs, for the message."""
    pairs = zip(one.text.splitlines(), other.text.splitlines(), strict=False)
    return next((f"“{a[:120]}” → “{b[:120]}”" for a, b in pairs if a != b), "")
