"""The two years without solicitation (許可条件, 2025-01-01): every door by which an opening reaches a physician asks for the locks.

What each door then does is told in tests/aftercare/test_locks.py and beside each list; here stands that none is forgotten.
"""

import ast
import importlib
import inspect
import pkgutil
from pathlib import Path

import enishi
import enishi.matching
from enishi.candidacies.anonymous_requests import outlines_for
from enishi.candidacies.suggesting import current_locks
from enishi.notices.registry import Audience, all_kinds
from enishi.physicians.actions import give_consent
from enishi.physicians.enums import ConsentKind

ROOT = Path(enishi.__file__).parent
LISTS = (
    "suggestions_for", "suggestions_for_opening", "list_for_physician", "list_for_opening", "openings_still_for",
    "physicians_still_for", "near_misses", "near_seekers", "why_not_pair", "explained_now", "match_everything", "load_columns",
)  # fmt: skip
"""Functions of the matching room that name an opening for a physician, or the other way round."""

OF_A_TALK = {"E41", "E43v"}
"""They tell of a talk the physician is in: its opening has ended, its terms were changed."""


def functions():
    for module in pkgutil.iter_modules(enishi.matching.__path__, "enishi.matching."):
        if not module.ispkg:
            for name, function in inspect.getmembers(importlib.import_module(module.name), inspect.isfunction):
                if function.__module__ == module.name:
                    yield name, function


def test_every_list_takes_who_is_locked():
    found = {
        name: inspect.signature(function).parameters.get("locks") for name, function in functions() if name in LISTS
    }
    assert set(found) == set(LISTS)
    assert not [name for name, p in found.items() if p is None]


def test_whoever_calls_one_from_another_room_asks_the_placements_for_the_locks():
    forgotten = []
    for path in sorted(ROOT.rglob("*.py")):
        if path.is_relative_to(ROOT / "matching"):
            continue
        text = path.read_text(encoding="utf-8")
        if "enishi.matching" not in text:
            continue
        taken = {
            alias.name
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("enishi.matching")
            for alias in node.names
        }
        if taken & set(LISTS) and "current_locks" not in text:
            forgotten.append(path.name)
    assert forgotten == []


def test_every_mail_to_physicians_that_speaks_of_openings_is_one_that_a_lock_holds_back_or_that_was_asked_for():
    loose = [
        kind.id
        for kind in all_kinds()
        if kind.audience is Audience.PHYSICIAN
        and "募集" in kind.subject
        and not (kind.urges or kind.own)
        and kind.id not in OF_A_TALK
    ]
    assert loose == []


def test_an_institution_reads_no_outline_of_a_physician_who_may_not_be_urged(world):
    opening = world.opening()
    free, placed = world.physician(), world.candidacy("working", contract_kind="indefinite").physician
    for physician in (free, placed):
        give_consent(physician=physician, kind=ConsentKind.ANONYMOUS, by=world.actor(physician))
    assert placed.pk in current_locks() and free.pk not in current_locks()
    assert placed.pk not in {row.pk for row in outlines_for(opening, by=world.actor(opening.institution))}
