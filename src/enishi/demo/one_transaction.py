"""All or nothing, and quicker for it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_transaction() -> Iterator[None]:
    """One transaction without savepoints inside: two statements in five would set or release one, and none is returned to.

    An error anywhere undoes everything, which is what a half-loaded demo deserves.
    """
    with transaction.atomic():
        connection.features.uses_savepoints = False
        try:
            yield
        finally:
            del connection.features.uses_savepoints
