"""The tour is made once a session and kept as plain values."""

import pytest

from meta.tour import Tour, walk


@pytest.fixture(scope="session")
def tour(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Tour:
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        return walk()
