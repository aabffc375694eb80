"""What every test may rely on: settings of a test machine, reference data in the database, and `world`, the builder.

Tests that need real commits (two people at once, a live server) use `transactional_db`; afterwards every table is
emptied but those of reference data, append-only ones too, so the next test finds the same world as the first.
"""

import atexit
import gc
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("ENISHI_ENV", "test")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enishi.config.settings")
# Whatever state a test or a program it starts has: the compiled kernels are those of the last run.
os.environ.setdefault(
    "NUMBA_CACHE_DIR", str(Path(os.environ.get("ENISHI_STATE") or Path(__file__).parents[1] / ".local") / "numba")
)
if "ENISHI_STATE" not in os.environ:
    os.environ["ENISHI_STATE"] = tempfile.mkdtemp(prefix="enishi-test-")
    atexit.register(shutil.rmtree, os.environ["ENISHI_STATE"], ignore_errors=True)

import django
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

gc.set_threshold(20_000, 20, 20)  # the heap is large and lives long: the default looks for rubbish all the time
django.setup()  # here and not through pytest's own settings: by now the environment above stands

pytest_plugins = ["journeys.chromium", "factories.letterbox"]
if os.environ.get("ENISHI_TEST_SPENT"):
    pytest_plugins.append("factories.spending")

# A busy machine is no fault of the code.
hypothesis_settings.register_profile("enishi", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("enishi")


def pytest_sessionstart(session: pytest.Session) -> None:
    """Once and ahead, where there are several workers: each would compile the kernels for itself, amid a test."""
    if getattr(session.config.option, "numprocesses", None):
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        subprocess.run([sys.executable, "-m", "enishi.engine.warm"], env=environment, check=True)


@pytest.hookimpl(wrapper=True)  # around the shuffling
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """The longest stories begin first, so that no worker sits over one when the others are done."""
    from factories.sharing import rank

    yield
    items.sort(key=lambda item: rank(item.path))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """File by file, unless another way was asked for; see factories/sharing.py."""
    from factories.sharing import ByFile

    return ByFile(config, log) if config.getvalue("dist") == "loadfile" else None


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
def django_db_setup(
    django_test_environment: None,
    django_db_blocker: Any,
    django_db_keepdb: bool,
    django_db_modify_db_settings: None,
) -> Iterator[None]:
    """The test database with areas, municipalities and consent texts, which no test removes.

    It stands in the place of pytest-django's own, which makes no database for fixtures wider than one test.
    """
    from django.test import TransactionTestCase

    from factories.database import empty_tables
    from factories.prepared import drop_test_database, make_test_database

    with django_db_blocker.unblock():
        make_test_database()
    TransactionTestCase._fixture_teardown = lambda case: empty_tables()  # type: ignore[method-assign]
    yield
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            drop_test_database()


@pytest.fixture
def world(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Physicians, institutions, openings and people, ready to act; see factories/world.py.

    What it builds is made once and put back by its rows after that; see factories/remembering.py.
    """
    from factories.remembering import MEMORY
    from factories.world import World

    made = World()
    with MEMORY.of(made, patched=lambda: bool(monkeypatch._setattr or monkeypatch._setitem)):
        yield made


@pytest.fixture
def real_world(transactional_db: None):
    """As `world`, with real commits: for stories of two people acting at once."""
    from factories.world import World

    return World()
