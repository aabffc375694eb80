import pytest

from factories.remembering import remembered


@pytest.fixture
@remembered
def story(world):
    """A candidacy's people and places; see story.py."""
    from web.physician.story import Story  # needs the apps to be ready

    return Story(world)
