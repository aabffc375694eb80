"""The bundled tables, loaded once for a module and rolled back after it."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from enishi.areas.load import Report, load_reference


@pytest.fixture(scope="module")
def bundled(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Report]:
    """The report of the first load; every test of the module sees the tables, no test outside it does."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        yield load_reference()
        transaction.set_rollback(True)
