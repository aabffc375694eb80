"""The lists on a real local cluster of two workers: the same to the last bit, also when one of them is killed midway."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from distributed import Client, LocalCluster

from enishi.engine import cluster
from enishi.engine.cluster import ClusterUnavailable, cluster_lists, connect
from enishi.engine.files import run_match
from enishi.engine.lists import Block, Lists, Side, best_lists
from enishi.engine.market import Market
from enishi.engine.simulate.population import national

DATA = Path(__file__).with_name("data")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Two worker processes behind a scheduler, reached over TCP."""
    settings = {"dashboard_address": ":0", "host": "127.0.0.1"}
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, **settings) as local:
        yield local.scheduler_address


@pytest.fixture(scope="module")
def country() -> Market:
    return Market.from_columns(*national(6000, 900))


def same(a: Lists, b: Lists) -> bool:
    sides = ((a.physician, b.physician), (a.opening, b.opening))
    return all((getattr(x, f.name) == getattr(y, f.name)).all() for x, y in sides for f in fields(Side))


def test_a_worker_killed_midway_changes_nothing(address: str, country: Market) -> None:
    killed: list[int] = []
    with connect(address) as client:
        pids = client.run(os.getpid)

        def kill_one(block: Block) -> None:
            if not killed:
                killed.append(next(iter(pids.values())))
                os.kill(killed[0], signal.SIGKILL)

        lists = cluster_lists(client, country, 20, 20, on_block=kill_one)
        assert same(lists, best_lists(country, 20, 20))
        client.wait_for_workers(2)
        assert killed and killed[0] not in client.run(os.getpid).values()


def test_the_command_writes_the_same_files_with_a_cluster_and_without(address: str, tmp_path: Path) -> None:
    files = ["--physicians", str(DATA / "physicians.csv"), "--openings", str(DATA / "openings.csv")]
    day = ["--as-of", "2026-11-23"]
    assert run_match([*files, *day, "--out", str(tmp_path / "alone")]) == 0
    assert run_match([*files, *day, "--out", str(tmp_path / "many"), "--scheduler", address]) == 0
    for name in ("suggestions.csv", "proposals.csv", "why_not.csv"):
        assert (tmp_path / "many" / name).read_bytes() == (tmp_path / "alone" / name).read_bytes()


def test_a_scheduler_that_is_not_there_is_named_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 1)
    files = ["--physicians", str(DATA / "physicians.csv"), "--openings", str(DATA / "openings.csv")]
    assert run_match([*files, "--out", str(tmp_path / "out"), "--scheduler", "tcp://127.0.0.1:1"]) == 2
    assert "tcp://127.0.0.1:1 に届きません" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_cluster_without_workers_is_refused() -> None:
    settings = {"dashboard_address": ":0", "host": "127.0.0.1"}
    with (
        LocalCluster(n_workers=0, processes=True, **settings) as empty,
        Client(empty),
        pytest.raises(ClusterUnavailable, match="一つもありません"),
    ):
        connect(empty.scheduler_address)
