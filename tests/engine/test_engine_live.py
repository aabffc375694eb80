"""A market that goes on living: after any change the lists are what a full run would find, here and in every process."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.random_markets import friendly_sides, openings, physicians
from engine.world import Row, market, opening, physician, wishes
from enishi.engine.errors import MarketError
from enishi.engine.kernels import buckets
from enishi.engine.lists import Lists, best_lists
from enishi.engine.live import Full, Live
from enishi.engine.market import Market
from enishi.engine.ranking import query_opening, query_physician
from enishi.engine.schema import PHYSICIAN_COLUMNS, POST_COLUMNS
from enishi.engine.snapshot import CHANGES, POINTER, Snapshot, SnapshotError, write

PHYSICIAN_NAMES = [column.name for column in PHYSICIAN_COLUMNS]
POST_NAMES = [column.name for column in POST_COLUMNS]


def afresh(live: Live) -> Market:
    """The same columns, with nothing that was kept up to date."""
    return replace(live.market)


def same(a: Lists, b: Lists) -> bool:
    return all(
        (x == y).all()
        for one, other in ((a.physician, b.physician), (a.opening, b.opening))
        for x, y in zip(one.arrays(), other.arrays(), strict=True)
    )


def put(to: Any, row: Row) -> Any:
    """Change or add the row of either kind in a Live, or in a Snapshot for everybody."""
    if "main_specialty" in row:
        done = to.put_physician(row["number"], {name: row[name] for name in PHYSICIAN_NAMES}, row["hides_from"])
    else:
        done = to.put_opening(row["number"], {name: row[name] for name in POST_NAMES})
    if isinstance(to, Snapshot):
        to.keep()
    return done


@st.composite
def lives(draw: st.DrawFn) -> tuple[list[Row], list[Row], list[tuple[str, Row]]]:
    """A market and what happens in it: rows put (changed or new) or removed."""
    doctors, posts = draw(friendly_sides())
    happens = []
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, 8))
        row = draw(st.one_of(physicians(at), openings(at)))
        happens.append((draw(st.sampled_from(["put", "put", "remove"])), row))
    return doctors, posts, happens


@settings(max_examples=60, deadline=None)
@given(lives(), st.integers(0, 3), st.integers(0, 3))
def test_after_every_change_the_lists_are_those_of_a_full_run(
    story: tuple[list[Row], list[Row], list[tuple[str, Row]]], k: int, m: int
) -> None:
    doctors, posts, happens = story
    world = market(doctors, posts)
    live = Live.of(world, best_lists(world, k, m))
    for act, row in happens:
        before = live.lists
        assert before is not None
        kept = [[array.copy() for array in side.arrays()] for side in (before.physician, before.opening)]
        if act == "put":
            affected = put(live, row)
        else:
            remove = live.remove_physician if "main_specialty" in row else live.remove_opening
            try:
                affected = remove(row["number"])
            except KeyError:
                continue
        lists = live.lists
        assert lists is not None
        assert same(lists, best_lists(afresh(live), k, m))
        for side, old, touched in zip(
            (lists.physician, lists.opening), kept, (affected.physicians, affected.openings), strict=True
        ):
            changed = [n for n in range(len(old[1])) if (side.index[n] != old[1][n]).any()]
            assert set(changed) <= set(touched.tolist())


def test_a_query_after_a_change_sees_it_at_once() -> None:
    live = Live.of(market([physician("D-1"), physician("D-2")], [opening("K-1"), opening("K-2")]))
    put(live, physician("D-1", "surgery"))
    put(live, opening("K-3", offers=wishes("housing")))
    assert query_physician(live.market, live.market.physician_index("D-1")).index.tolist() == []
    assert query_physician(live.market, live.market.physician_index("D-2")).index.tolist() == [0, 1, 2]
    assert query_opening(live.market, live.market.opening_index("K-3")).index.tolist() == [1]
    live.remove_physician("D-2")
    assert query_opening(live.market, 0).index.tolist() == []
    put(live, physician("D-2", hides_from=(1,)))
    assert query_opening(live.market, 0).index.tolist() == []
    with pytest.raises(KeyError):
        live.remove_opening("K-9")


def test_the_market_it_was_made_from_stays_as_it_was() -> None:
    world = market([physician("D-1"), physician("D-2")], [opening("K-1")])
    before = best_lists(world)
    live = Live.of(world, before)
    put(live, opening("K-1", night_duty=2))
    put(live, physician("D-2", "surgery"))
    live.remove_physician("D-1")
    put(live, opening("K-2"))
    assert same(best_lists(world), before)
    assert query_opening(world, 0).index.tolist() == [0, 1]


def test_a_malformed_change_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    world = market([physician()], [opening()])
    write(tmp_path, Live.of(world, best_lists(world)))
    snapshot = Snapshot.open(tmp_path)
    for row, column in (
        (physician("D-1", days_min=9), "physicians.days_min"),
        (physician("D-1", lat=float("nan")), "physicians.lat"),
        (opening("K-1", capacity=-1), "posts.capacity"),
        (opening("K-" + "1" * 40), "posts.number"),
        (opening("K-1\0"), "posts.number"),
    ):
        with pytest.raises(MarketError) as caught:
            put(snapshot, row)
        assert caught.value.column == column
    assert same(snapshot.live.lists, best_lists(world))
    assert Snapshot.open(tmp_path).live.market.n_openings == 1


def test_more_changes_than_an_index_has_room_for_are_still_right(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(buckets, "SPARE", 2)
    world = market([physician(f"D-{n}") for n in range(5)], [opening(f"K-{n}") for n in range(5)])
    live = Live.of(world, best_lists(world, 2, 2))
    for n in range(5):
        put(live, opening(f"K-{n}", offers=1 << n, prefecture=n))
        put(live, physician(f"D-{n}", want=1 << n))
        assert same(live.lists, best_lists(afresh(live), 2, 2))


def test_an_opening_moved_after_the_index_was_made_anew_is_still_found_by_everyone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(buckets, "SPARE", 2)
    doctors = [physician(f"D-{n}", "internal_medicine", "dermatology") for n in range(3)]
    posts = [opening("K-A"), opening("K-B", "dermatology"), opening("K-C"), opening("K-D")]
    live = Live.of(market(doctors, posts), best_lists(market(doctors, posts), 5, 5))
    live.remove_opening("K-B")
    live.remove_opening("K-C")
    put(live, opening("K-D"))
    put(live, opening("K-A", "dermatology"))
    for n in range(3, 6):
        put(live, physician(f"D-{n}", "internal_medicine", "dermatology"))
    assert query_opening(live.market, live.market.opening_index("K-A")).index.tolist() == list(range(6))
    assert same(live.lists, best_lists(afresh(live), 5, 5))


@pytest.mark.parametrize("key", [0, -3, 1.5, float("nan"), "青葉会", 2**70])
def test_a_shield_that_names_nobody_is_refused(key: Any) -> None:
    world = market([physician("D-1")], [opening("K-1", corporation=0)])
    live = Live.of(world, best_lists(world))
    with pytest.raises(MarketError) as caught:
        put(live, physician("D-1", hides_from=(key,)))
    assert caught.value.column == "physicians.shield_key"
    assert same(live.lists, best_lists(world))


def test_of_a_removed_physician_nothing_stays_but_the_number() -> None:
    live = Live.of(market([physician("D-1", hides_from=(7,), want=wishes("housing"))], [opening()]))
    live.remove_physician("D-1")
    row = vars(live.market.physicians.row(0))
    assert not any(row.values())
    assert live.market.shields.of_physician(0).tolist() == []


def test_a_full_snapshot_says_so_instead_of_losing_a_change(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("enishi.engine.growing.RESERVE", 1)
    live = Live.of(market([physician()], [opening()]))
    put(live, physician("D-2"))
    with pytest.raises(Full):
        put(live, physician("D-3"))
    assert live.market.n_physicians == 2


# -- the folder ---------------------------------------------------------------------------------------
@settings(max_examples=25, deadline=None)
@given(lives())
def test_every_process_sees_the_same_market(
    tmp_path_factory: pytest.TempPathFactory, story: tuple[list[Row], list[Row], list[tuple[str, Row]]]
) -> None:
    doctors, posts, happens = story
    folder = tmp_path_factory.mktemp("market")
    world = market(doctors, posts)
    write(folder, Live.of(world, best_lists(world, 3, 3)), {"digest": "abc"})
    writer, early = Snapshot.open(folder), Snapshot.open(folder, with_lists=False)
    for act, row in happens:
        if act == "put":
            put(writer, row)
    late = Snapshot.open(folder)
    assert early.refresh() == sum(act == "put" for act, _ in happens)
    assert early.refresh() == 0
    assert early.notes == {"digest": "abc"}
    assert early.live.lists is None
    assert same(late.live.lists, writer.live.lists)
    for i in range(late.live.market.n_physicians):
        for other in (early, writer):
            assert (
                query_physician(other.live.market, i).index.tolist()
                == query_physician(late.live.market, i).index.tolist()
            )


def test_a_new_snapshot_takes_the_place_of_the_old_in_one_step(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError):
        Snapshot.open(tmp_path)
    write(tmp_path, Live.of(market([physician("D-1")], [opening()])))
    reader = Snapshot.open(tmp_path)
    for n in range(2, 5):
        write(tmp_path, Live.of(market([physician(f"D-{n}")], [opening()])))
    assert not reader.is_current
    assert reader.live.market.physician_index("D-1") == 0  # still readable
    assert Snapshot.open(tmp_path).live.market.physician_number.tolist() == ["D-4"]
    assert len(list(tmp_path.glob("market-*"))) == 2


def test_a_writer_that_dies_leaves_the_snapshot_and_the_whole_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = market([physician("D-1")], [opening("K-1")])
    write(tmp_path, Live.of(world, best_lists(world)))
    put(Snapshot.open(tmp_path), opening("K-2"))

    def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(np, "save", die)
        with pytest.raises(KeyboardInterrupt):
            write(tmp_path, Live.of(market([], [])))
    changes = tmp_path / (tmp_path / POINTER).read_text().strip() / CHANGES
    with changes.open("ab") as file:
        file.write(b'{"put": "opening", "num')
    assert Snapshot.open(tmp_path).live.market.n_openings == 2
    writer = Snapshot.open(tmp_path)
    put(writer, opening("K-3"))
    assert Snapshot.open(tmp_path).live.market.opening_number.tolist() == ["K-1", "K-2", "K-3"]


def test_a_change_to_a_snapshot_that_no_longer_counts_is_refused_and_not_lost(tmp_path: Path) -> None:
    write(tmp_path, Live.of(market([physician("D-1")], [opening()])))
    late = Snapshot.open(tmp_path)
    write(tmp_path, Live.of(market([physician("D-1")], [opening()])))
    with pytest.raises(SnapshotError, match="newer"):
        put(late, physician("D-2"))


def test_a_change_that_was_not_kept_is_known_to_nobody_else_and_can_be_made_again(tmp_path: Path) -> None:
    write(tmp_path, Live.of(market([physician("D-1")], [opening("K-1")])))
    writer = Snapshot.open(tmp_path)
    writer.remove_opening("K-1")
    assert query_physician(Snapshot.open(tmp_path).live.market, 0).index.tolist() == [0]
    again = Snapshot.open(tmp_path)
    again.remove_opening("K-1")
    again.keep()
    again.keep()
    assert query_physician(Snapshot.open(tmp_path).live.market, 0).index.tolist() == []


def test_a_line_that_was_written_whole_but_for_its_end_counts_for_nobody(tmp_path: Path) -> None:
    write(tmp_path, Live.of(market([physician("D-1")], [opening("K-1")])))
    changes = tmp_path / (tmp_path / POINTER).read_text().strip() / CHANGES
    with changes.open("ab") as file:
        file.write(b'{"remove": "opening", "number": "K-1"}')
    reader = Snapshot.open(tmp_path)
    put(Snapshot.open(tmp_path), opening("K-2"))
    reader.refresh()
    for snapshot in (reader, Snapshot.open(tmp_path)):
        assert query_physician(snapshot.live.market, 0).index.tolist() == [0, 1]


def test_a_draft_that_another_writer_is_filling_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "draft-other").mkdir()
    old = tmp_path / "draft-dead"
    old.mkdir()
    os.utime(old, (0, 0))
    write(tmp_path, Live.of(market([physician()], [opening()])))
    assert [one.name for one in tmp_path.glob("draft-*")] == ["draft-other"]


def test_a_damaged_snapshot_is_refused_in_words(tmp_path: Path) -> None:
    home = write(tmp_path, Live.of(market([physician()], [opening()])))
    (home / "keys.npy").write_bytes(b"")
    with pytest.raises(SnapshotError):
        Snapshot.open(tmp_path)
    reader = home / CHANGES
    reader.unlink()
    with pytest.raises(SnapshotError):
        Snapshot.open(tmp_path)


def test_a_snapshot_of_other_weights_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, Live.of(market([physician()], [opening()])))
    monkeypatch.setattr("enishi.engine.snapshot.WEIGHTS_VERSION", "1999-1")
    with pytest.raises(SnapshotError, match="other weights"):
        Snapshot.open(tmp_path)


def test_a_forked_child_can_ask_the_mapped_market(tmp_path: Path) -> None:
    world = market([physician()], [opening()])
    write(tmp_path, Live.of(world, best_lists(world)))
    snapshot = Snapshot.open(tmp_path)
    assert query_physician(snapshot.live.market, 0).index.tolist() == [0]
    child = os.fork()
    if child == 0:  # never returns into the tests
        os._exit(0 if query_physician(snapshot.live.market, 0).index.tolist() == [0] else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
