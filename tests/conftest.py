"""What every test may rely on: settings of a test machine, reference data in the database, and `world`, the builder.

Tests that need real commits (two people at once, a live server) use `transactional_db`; afterwards every table is
emptied but those of reference data, append-only ones too, so the next test finds the same world as the first.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator

import pytest

os.environ.setdefault("ENISHI_ENV", "test")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enishi.config.settings")
if "ENISHI_STATE" not in os.environ:
    os.environ["ENISHI_STATE"] = tempfile.mkdtemp(prefix="enishi-test-")
    atexit.register(shutil.rmtree, os.environ["ENISHI_STATE"], ignore_errors=True)

from hypothesis import settings as hypothesis_settings  # noqa: E402

hypothesis_settings.register_profile("enishi", deadline=None)  # a busy machine is no fault of the code
hypothesis_settings.load_profile("enishi")



def pytest_configure() -> None:
    """Django begins here and not in pytest's own settings, so that the environment above stands before it does."""
    import django

    django.setup()


class UndefinedVariable(Exception):
    """A template asked for a name that nobody gave it."""


class FailIfUndefined(str):
    """Django formats `string_if_invalid` with the name of an undefined variable: here that is an error."""

    def __contains__(self, part: object) -> bool:
        return part == "%s"

    def __mod__(self, variable: object) -> str:
        raise UndefinedVariable(str(variable))


@pytest.fixture(scope="session", autouse=True)
def undefined_template_variables_fail() -> None:
    from django.conf import settings
    from django.template import engines

    failing = FailIfUndefined("%s")
    for engine in settings.TEMPLATES:
        engine["OPTIONS"]["string_if_invalid"] = failing
    for engine in engines.all():
        engine.engine.string_if_invalid = failing


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> None:
    """The test database with areas, municipalities and consent texts, which no test removes."""
    from django.test import TransactionTestCase

    from enishi.areas.load import load_reference
    from enishi.physicians.consent_texts import load_consent_texts
    from factories.database import empty_tables

    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        load_reference()
        load_consent_texts()
    TransactionTestCase._fixture_teardown = lambda case: empty_tables()  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def nobody_was_here_before() -> Iterator[None]:
    """Rate limits are counted in the cache: each test begins with none."""
    from django.core.cache import cache

    cache.clear()
    yield


@pytest.fixture
def world(db: None):
    """Physicians, institutions, openings and people, ready to act; see factories/world.py."""
    from factories.world import World

    return World()


@pytest.fixture
def real_world(transactional_db: None):
    """As `world`, with real commits: for stories of two people acting at once."""
    from factories.world import World

    return World()
