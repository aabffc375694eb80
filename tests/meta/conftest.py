"""The tour is made once a session and kept as plain values; workers that test side by side share it."""

import pickle
from pathlib import Path

import pytest

from enishi.localpg import locking
from meta.tour import Tour, walk


@pytest.fixture(scope="session")
def tour(
    django_db_setup: None,
    django_db_blocker: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    worker_id: str,
) -> Tour:
    if worker_id == "master":
        return _walk(django_db_blocker)
    shared = tmp_path_factory.getbasetemp().parent / "tour"
    with locking.exclusive(Path(f"{shared}.lock")):
        if not shared.exists():
            shared.write_bytes(pickle.dumps(_walk(django_db_blocker)))
        found: Tour = pickle.loads(shared.read_bytes())
        return found


def _walk(django_db_blocker: pytest.FixtureRequest) -> Tour:
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        return walk()
