import pytest

from factories.remembering import remembered


@pytest.fixture
@remembered
def clinic(world):
    """青浜町立診療所, its people and the browsers they sit at; see clinic.py."""
    from web.institution.clinic import Clinic  # needs the apps to be ready

    return Clinic(world)
