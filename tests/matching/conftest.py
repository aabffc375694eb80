"""A market folder of each test's own."""

import pytest

from enishi.candidacies.matching_jobs import run_all
from enishi.matching import serving


@pytest.fixture(autouse=True)
def market_folder(settings, tmp_path):
    settings.MARKET_FOLDER = tmp_path / "market"
    serving.forget()
    yield settings.MARKET_FOLDER
    serving.forget()


@pytest.fixture
def night():
    """Let a night pass: the whole market is matched."""
    return run_all
