"""PITR: with WAL archiving the private cluster comes back to a moment between two writes (docs/operations.md)."""

import shutil
import subprocess
import time

import pytest

from enishi.backups.making import client_environment
from enishi.localpg import destroy, ensure
from enishi.localpg.binaries import find_binaries
from enishi.localpg.cluster import real_data

ARCHIVING = {"wal_level": "replica", "archive_mode": "on", "max_wal_senders": "3", "synchronous_commit": "on"}


def ask(uri, statement):
    command = [
        str(find_binaries() / "psql"),
        "--no-psqlrc",
        "-tAqX",
        "-v",
        "ON_ERROR_STOP=1",
        "-d",
        uri,
        "-c",
        statement,
    ]
    done = subprocess.run(command, text=True, capture_output=True, check=True, env=client_environment({}))
    return done.stdout.strip()


@pytest.mark.skipif(not hasattr(shutil, "chown"), reason="needs cp and a socket")
def test_a_cluster_comes_back_to_the_moment_asked_for(tmp_path):
    archive = tmp_path / "wal"
    archive.mkdir(mode=0o777)
    archive.chmod(0o777)
    live, back = tmp_path / "live", tmp_path / "back"
    uri = ensure(live, durable=False, settings={**ARCHIVING, "archive_command": f"cp %p {archive}/%f"})
    try:
        if real_data(live) != live:
            pytest.skip("the cluster lies with another user here, who may not write the archive")
        ask(uri, "CREATE TABLE said (word text)")
        base = [str(find_binaries() / "pg_basebackup"), "-D", str(back), "-d", uri, "-X", "none", "-c", "fast"]
        subprocess.run(base, check=True, capture_output=True, env=client_environment({}))
        ask(uri, "INSERT INTO said VALUES ('first')")
        moment = ask(uri, "SELECT clock_timestamp()")
        time.sleep(0.2)
        ask(uri, "INSERT INTO said VALUES ('second')")
        assert ask(uri, "SELECT string_agg(word, ',' ORDER BY word) FROM said") == "first,second"
        last = ask(uri, "SELECT pg_walfile_name(pg_switch_wal())")
        deadline = time.monotonic() + 20
        while ask(uri, "SELECT coalesce(last_archived_wal, '') FROM pg_stat_archiver") < last:
            assert time.monotonic() < deadline, "nothing was archived"
            time.sleep(0.05)
    finally:
        destroy(live)  # the disaster
    for left in ("postmaster.pid", "server.log"):
        (back / left).unlink(missing_ok=True)
    (back / "recovery.signal").touch()
    target = {
        "restore_command": f"cp {archive}/%f %p",
        "recovery_target_time": moment,
        "recovery_target_action": "promote",
    }
    try:
        again = ensure(back, durable=False, settings=target)
        deadline = time.monotonic() + 20
        while ask(again, "SELECT pg_is_in_recovery()") == "t" and time.monotonic() < deadline:
            time.sleep(0.1)
        assert ask(again, "SELECT string_agg(word, ',') FROM said") == "first"
    finally:
        destroy(back)
