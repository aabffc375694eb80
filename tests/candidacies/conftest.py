"""A gallery: one candidacy in every state, walked there once for a whole file of tests."""

from collections.abc import Iterator
from typing import Any

import pytest

from factories.world import World


class Gallery(World):
    """As `World`, but a candidacy of which nothing is asked but its state stands there already."""

    def __init__(self) -> None:
        super().__init__()
        self.standing: dict[str, int] = {}

    def fill(self) -> None:
        from enishi.candidacies.enums import State

        self.standing = {str(state): super(Gallery, self).candidacy(state).pk for state in State}

    def candidacy(self, state: str = "dialogue", **how: Any) -> Any:
        from enishi.candidacies.models import Candidacy

        if how or state not in self.standing:
            return super().candidacy(state, **how)
        return Candidacy.objects.get(pk=self.standing[state])


@pytest.fixture(scope="module")
def gallery(django_db_setup: None, django_db_blocker: Any) -> Iterator[Gallery]:
    """In a transaction that is taken back when the file is done; tests go there through `hung`."""
    from django.db import connection, transaction

    with django_db_blocker.unblock(), transaction.atomic():
        made = Gallery()
        made.fill()
        with connection.cursor() as cursor:  # what a commit would check and chain, once and not in every test
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        yield made
        transaction.set_rollback(True)
    connection.close()


@pytest.fixture
def hung(gallery: Gallery, django_db_blocker: Any) -> Iterator[Gallery]:
    """The gallery for one test; what the test does is taken back."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield gallery
        transaction.set_rollback(True)
