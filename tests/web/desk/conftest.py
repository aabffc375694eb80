import html
import re

import pytest


@pytest.fixture
def desk(world):
    """The browser of Ms Miura, the coordinator who acts where a story names nobody."""
    return world.signed_in(world.ms_miura)


@pytest.fixture
def words():
    """The text of a page without tags."""

    def read(response) -> str:
        return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", response.content.decode())))

    return read
