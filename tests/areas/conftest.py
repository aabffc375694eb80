"""The bundled tables, which the test database holds from the start."""

import pytest

from enishi.areas.load import Report, load_reference


@pytest.fixture
def bundled(db: None) -> Report:
    """The report on the tables; loading them again changes nothing."""
    return load_reference()
