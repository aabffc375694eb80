"""Any user, root included, and any folder."""

import os
import shutil
import stat
import subprocess
from pathlib import Path

import psycopg
import pytest

from enishi.localpg import ClusterError, destroy, status, stop
from enishi.localpg import ensure as ensure_durable
from enishi.localpg.binaries import find_binaries
from enishi.localpg.privileges import is_root, moved_home, real_data, service_for

STRANGER = 54321
NOBODY = 65534


def ensure(data: Path) -> str:
    """These stories are not about power cuts, so the disk need not be waited for."""
    return ensure_durable(data, durable=False)


def one(uri: str, question: str = "select 1") -> object:
    with psycopg.connect(uri) as connection:
        row = connection.execute(question).fetchone()
    assert row
    return row[0]


def user_of(data: Path) -> int:
    """Uid of the server's process."""
    pid = status(data).pid
    return int(subprocess.run(["ps", "-o", "uid=", "-p", str(pid)], capture_output=True, text=True, check=True).stdout)


def reachable_binaries(home: Path, *, copy: bool = False) -> Path:
    """The programs in a place that every user may enter, as a virtual environment under /root is not."""
    binaries = find_binaries()
    probe = subprocess.run(
        ["/bin/sh", "-c", 'test -x "$0"', str(binaries / "postgres")],
        user=NOBODY,
        extra_groups=[],
        cwd="/",
        check=False,
    )
    if probe.returncode == 0 and not copy:
        return binaries
    package = binaries.parent.parent
    target = home / "programs" / package.name / binaries.parent.name
    shutil.copytree(binaries.parent, target, symlinks=True)
    if (libraries := package.with_name(f"{package.name}.libs")).is_dir():
        shutil.copytree(libraries, home / "programs" / libraries.name)
    return target / binaries.name


def test_an_ordinary_user_runs_it_as_themselves(home: Path, child) -> None:
    if not is_root():
        assert one(ensure(home / "pg")) == 1
        assert user_of(home / "pg") == os.geteuid() == (home / "pg").stat().st_uid
        return
    place = home / "of an ordinary user"
    place.mkdir()
    os.chown(place, NOBODY, NOBODY)
    start = child("start-as", NOBODY, place / "pg", PG_BINDIR=str(reachable_binaries(home)))
    words, complaint = start.communicate(timeout=300)
    assert start.returncode == 0, complaint

    uri, _, uid = words.splitlines()
    assert int(uid) == NOBODY
    assert one(uri) == 1
    assert user_of(place / "pg") == NOBODY == (place / "pg").stat().st_uid


@pytest.mark.skipif(not is_root(), reason="root's own way; the ordinary user's is told above")
def test_root_runs_it_in_a_user_namespace_with_its_files_still_its_own(home: Path) -> None:
    service = service_for(home / "pg", find_binaries())
    if subprocess.run(["unshare", "-U", "true"], capture_output=True, check=False).returncode:
        assert service.user, "without user namespaces it is another user, told below"
        return
    assert service.prefix == ("unshare", "-U")

    assert one(ensure(home / "pg")) == 1
    assert (home / "pg").stat().st_uid == 0
    pid = status(home / "pg").pid
    assert Path(f"/proc/{pid}/ns/user").readlink() != Path("/proc/self/ns/user").readlink()


@pytest.mark.skipif(not is_root(), reason="root's own way; the ordinary user's is told above")
def test_root_without_namespaces_becomes_another_user_with_the_data_under_var_tmp(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A PATH without unshare is a machine without namespaces; root's closed folder keeps the programs from the other user.
    monkeypatch.setenv("PATH", str(home / "empty"))
    monkeypatch.setenv("PG_BINDIR", str(reachable_binaries(home, copy=True)))
    (home / "programs").chmod(0o700)
    uri = ensure(home / "pg")
    monkeypatch.undo()

    moved = moved_home(home / "pg")
    assert one(uri, "select current_database()") == "enishi"
    assert real_data(home / "pg") == moved / "home" / "data"
    assert user_of(home / "pg") == (moved / "home").stat().st_uid != 0
    assert stat.S_IMODE((moved / "home").stat().st_mode) == 0o700
    assert stat.S_IMODE((home / "programs").stat().st_mode) == 0o700, "no private folder was opened"
    assert not (home / "pg").exists()
    assert stop(home / "pg")
    assert one(ensure(home / "pg")) == 1, "and it stays there when namespaces come back"
    assert user_of(home / "pg") != 0

    destroy(home / "pg")
    assert not moved.exists()


@pytest.mark.skipif(not is_root(), reason="only root could be fooled into using another user's folder")
def test_root_does_not_trust_a_folder_that_someone_else_made_under_var_tmp(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted = moved_home(home / "pg")
    (planted / "home" / "data").mkdir(parents=True)
    os.chown(planted, STRANGER, STRANGER)
    try:
        assert real_data(home / "pg") == home / "pg"
        monkeypatch.setenv("PATH", str(home / "empty"))
        with pytest.raises(ClusterError, match="cannot be trusted"):
            ensure(home / "pg")
    finally:
        shutil.rmtree(planted)


@pytest.mark.skipif(not is_root(), reason="only root can start a server in somebody else's folder")
def test_root_runs_the_cluster_of_an_ordinary_user_as_that_user(home: Path, child) -> None:
    place = home / "theirs"
    place.mkdir()
    os.chown(place, NOBODY, NOBODY)
    binaries = str(reachable_binaries(home))
    assert child("start-as", NOBODY, place / "pg", PG_BINDIR=binaries).wait(300) == 0
    assert stop(place / "pg")

    again = child("start", place / "pg", PG_BINDIR=binaries)
    assert again.wait(300) == 0, again.stderr.read()
    assert user_of(place / "pg") == NOBODY


def test_a_folder_with_japanese_and_blanks_and_other_mischief(home: Path) -> None:
    data = home / '縁 の データ\'s $HOME "x" %20' / "pg"

    uri = ensure(data)

    assert one(uri) == 1
    assert status(data).uri == uri
    assert (data / ".s.PGSQL.5432").exists()


@pytest.mark.parametrize("name", ["長" * 40, "a,b"], ids=["longer than a socket may be", "with a comma"])
def test_a_path_no_socket_can_have_puts_the_socket_into_a_private_folder(home: Path, name: str) -> None:
    data = home / name / "pg"

    uri = ensure(data)

    assert one(uri) == 1
    folder = Path(uri.partition("?host=")[2])
    assert folder.parent == Path("/tmp") and len(os.fsencode(folder)) < 60
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stop(data)
    assert not folder.exists()


def test_a_socket_folder_that_someone_else_prepared_is_refused(home: Path) -> None:
    data = home / ("深" * 40) / "pg"
    folder = Path(ensure(data).partition("?host=")[2])
    stop(data)

    folder.mkdir()
    folder.chmod(0o777)
    (folder / "planted").touch()
    try:
        with pytest.raises(ClusterError, match="cannot be trusted"):
            ensure(data)
    finally:
        shutil.rmtree(folder)

    (home / ".s.PGSQL.5432").write_text("somebody's")
    folder.symlink_to(home)
    try:
        with pytest.raises(ClusterError, match="cannot be trusted"):
            ensure(data)
        assert (home / ".s.PGSQL.5432").exists(), "nor is anything removed through a link"
    finally:
        folder.unlink()
    assert one(ensure(data)) == 1
