"""`enishi match --method …`: every way of choosing proposals, from the files alone, judged before anything is written."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from engine.test_engine_files import contents, result, run, summary, written
from engine.world import market as world
from engine.world import opening, physician
from enishi.engine import verify
from enishi.engine.files import deciding

HALF_DAYS = ("mon_am", "tue_am", "wed_am", "thu_am")
FREE = {"specialties": "内科", "skills": "", "municipality": "04101", "prefectures": "*", "max_commute_min": "", "relocation": "yes",
        "employment": "part_time|full_time", "days_min": "", "days_max": "", "slots": "", "night_duty": "negotiable",
        "on_call": "negotiable", "min_annual_pay_yen": "", "min_daily_pay_yen": "", "wishes": "", "available_from": "",
        "weekly_hours_committed": "", "overtime_level": "A", "licence_verified": "yes", "hidden_from": "",
        "no_solicitation_until": "", "sex": "", "birth_date": ""}  # fmt: skip
PLAIN = {"institution": "青浜町立診療所", "corporation": "", "municipality": "04101", "specialties": "*", "skills_required": "",
         "employment": "part_time", "headcount": "1", "days": "1", "slots": "", "night_duty": "none", "on_call": "none",
         "annual_pay_min_yen": "", "annual_pay_max_yen": "", "daily_pay_yen": "", "offers": "", "starts_on": "",
         "designation": "", "status": "open", "confirmed_on": "2026-11-20", "age_exception": ""}  # fmt: skip


def market(tmp_path: Path, people: list[dict[str, str]], posts: list[dict[str, str]]) -> dict[str, Path]:
    """Plain people D-1, D-2 … and openings K-1, K-2 … with what is said of each."""
    first = [{"number": f"D-{at}", **FREE, **one} for at, one in enumerate(people, 1)]
    second = [{"number": f"K-{at}", **PLAIN, **one} for at, one in enumerate(posts, 1)]
    return {
        "physicians": written(tmp_path / "p.csv", first),
        "openings": written(tmp_path / "o.csv", second),
    }


def table(tmp_path: Path, name: str, header: str, *lines: str) -> str:
    path = tmp_path / name
    path.write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")
    return str(path)


def proposed(tmp_path: Path) -> list[tuple[str, str]]:
    return sorted((row["physician"], row["opening"]) for row in result(tmp_path, "proposals.csv"))


def test_a_physician_who_wants_three_posts_gets_one_on_each_half_day_and_never_two(tmp_path: Path) -> None:
    posts = [{"slots": slot, "days": "1", "institution": f"院{at}"} for at, slot in enumerate((*HALF_DAYS, "mon_am"))]
    files = market(tmp_path, [{"max_posts": "3"}, {"max_posts": "1"}], posts)
    assert run(tmp_path, "--method", "weekly", "--seed", "5", **files) == 0
    found = proposed(tmp_path)
    assert [who for who, _ in found] == ["D-1"] * 3 + ["D-2"]
    held = {posts[int(opening[2:]) - 1]["slots"] for who, opening in found if who == "D-1"}
    assert len(held) == 3
    assert summary(tmp_path)["round"]["fewer_posts_for_a_full_week"] == []


@pytest.mark.parametrize(
    "why",
    [{"weekly_hours_committed": "50"}, {"days_max": "1"}],
)
def test_a_week_that_would_be_too_full_gets_fewer_posts_and_the_summary_says_whose(
    tmp_path: Path, why: dict[str, str]
) -> None:
    files = market(tmp_path, [{"max_posts": "3", **why}], [{"days": "1", "institution": f"院{at}"} for at in range(3)])
    assert run(tmp_path, "--method", "weekly", **files) == 0
    assert len(proposed(tmp_path)) == 1
    assert summary(tmp_path)["round"]["fewer_posts_for_a_full_week"] == ["D-1"]


def test_listed_half_days_of_two_openings_that_meet_are_never_both_promised(tmp_path: Path) -> None:
    both = [{"days": "1", "slots": slots} for slots in ("mon_am|mon_pm", "mon_pm|tue_pm")]
    files = market(tmp_path, [{"max_posts": "2"}], both)
    assert run(tmp_path, "--method", "weekly", **files) == 0
    assert len(proposed(tmp_path)) == 1


def test_a_cap_holds_a_region_back_and_the_seats_elsewhere_are_filled(tmp_path: Path) -> None:
    posts = [{"headcount": "3", "offers": "housing"}, {"headcount": "3", "municipality": "03201"}]
    files = market(tmp_path, [{"wishes": "housing:want"}] * 3, posts)
    regions = table(tmp_path, "r.csv", "region,prefectures,floor,cap", "宮城,04,,1")
    assert run(tmp_path, "--method", "regional-caps", "--regions", regions, **files) == 0
    assert sorted(opening for _, opening in proposed(tmp_path)) == ["K-1", "K-2", "K-2"]
    assert summary(tmp_path)["regions"] == [
        {"region": "宮城", "seats": 3, "proposed": 1, "cap": 1},
        {"region": "", "seats": 3, "proposed": 2, "cap": None},
    ]


def test_a_floor_brings_proposals_to_a_region_by_price_and_says_what_stays_unmet(tmp_path: Path) -> None:
    posts = [{"headcount": "3", "offers": "housing"}, {"headcount": "3", "municipality": "03201"}]
    files = market(tmp_path, [{"wishes": "housing:want"}] * 3, posts)
    regions = table(tmp_path, "r.csv", "region,prefectures,floor,cap", "岩手,03,2,", "沖縄,47,1,")
    assert run(tmp_path, **files) == 0
    assert {opening for _, opening in proposed(tmp_path)} == {"K-1"}
    assert run(tmp_path, "--regions", regions, **files) == 0
    assert sorted(opening for _, opening in proposed(tmp_path)) == ["K-1", "K-2", "K-2"]
    iwate, okinawa, elsewhere = summary(tmp_path)["regions"]
    assert (iwate["proposed"], iwate["unmet"], okinawa["unmet"]) == (2, 0, 1)
    assert iwate["price"] > 0 == elsewhere["price"]


def test_a_contract_is_held_whole_and_the_institution_is_asked_for_one_more(tmp_path: Path) -> None:
    people = [{"days_max": "2"}, {"days_max": "2"}, {"days_max": "2"}]
    files = market(tmp_path, people, [{"days": "", "half_days": "6"}, {"days": "1", "offers": "housing"}])
    assert run(tmp_path, "--method", "whole-contracts", **files) == 0
    # Six half-days take one contract of four and begin a second one.
    assert [opening for _, opening in proposed(tmp_path)].count("K-1") == 2
    assert summary(tmp_path)["round"]["ask_for_one_contract_more"] == ["K-1"]
    asked = [row["opening"] for row in result(tmp_path, "proposals.csv") if "契約を一つ多く" in row["reason"]]
    assert asked == ["K-1", "K-1"]


def test_both_sides_own_orders_decide_and_a_wish_lifts_no_shield(tmp_path: Path) -> None:
    posts = [{"institution": "青葉会病院"}, {"institution": "つばめ病院"}]
    files = market(tmp_path, [{"hidden_from": "青葉会病院"}, {}, {}], posts)
    wishes = table(
        tmp_path, "po.csv", "physician,opening,rank", "D-1,K-1,1", "D-1,K-2,2", "D-2,K-2,1", "D-2,K-1,2", "D-3,K-1,1"
    )
    needs = table(tmp_path, "oo.csv", "physician,opening,rank", "D-1,K-1,1", "D-2,K-1,2", "D-2,K-2,2", "D-1,K-2,1")
    orders = ("--physician-orders", wishes, "--opening-orders", needs)
    assert run(tmp_path, "--method", "stable", *orders, **files) == 0
    assert proposed(tmp_path) == [("D-1", "K-2"), ("D-2", "K-1")]
    suggestions = {(row["physician"], row["opening"]): row for row in result(tmp_path, "suggestions.csv")}
    assert set(suggestions) == {("D-1", "K-2"), ("D-2", "K-2"), ("D-2", "K-1")}  # D-3 stands on one list only
    assert suggestions["D-2", "K-2"]["rank_for_physician"] == "1"
    assert any(":2: opening:" in note for note in summary(tmp_path)["notes"])


def test_equals_are_told_apart_by_lots_that_are_written_and_can_be_handed_in_again(tmp_path: Path) -> None:
    files = market(tmp_path, [{}] * 6, [{}])
    winners = set()
    for seed in range(8):
        assert run(tmp_path, "--method", "stable", "--seed", str(seed), **files) == 0
        lots = {
            row["number"]: int(row["lottery"]) for row in result(tmp_path, "lottery.csv") if row["side"] == "physician"
        }
        ((winner, _),) = proposed(tmp_path)
        assert lots[winner] == min(lots.values()) and sorted(lots.values()) == list(range(6))
        winners.add(winner)
    assert len(winners) > 1
    before = contents(tmp_path, "out")
    drawn = str(tmp_path / "out" / "lottery.csv")
    assert run(tmp_path, "--method", "stable", "--lottery", drawn, out="again", **files) == 0
    assert contents(tmp_path, "again") == before


def test_lots_do_not_depend_on_the_order_of_the_rows(tmp_path: Path) -> None:
    people = [{"number": f"D-{at}", **FREE} for at in range(5)]
    posts = written(tmp_path / "o.csv", [{"number": "K-1", **PLAIN}])
    for name, rows in (("a", people), ("b", people[::-1])):
        run(tmp_path, "--method", "stable", physicians=written(tmp_path / "p.csv", rows), openings=posts, out=name)
    assert contents(tmp_path, "a") == contents(tmp_path, "b")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--method", "regional-caps"), "--regions"),
        (("--method", "weekly", "--proposals", "2"), "max_posts"),
        (("--seed", "1"), "--method"),
        (("--method", "stable", "--physician-orders", "x.csv"), "二つそろえて"),
        (("--method", "stable", "--seed", "1", "--lottery", "x.csv"), "どちらか一つ"),
        (("--method", "fair"), "invalid"),
        (("--method", "stable", "--lottery", "none.csv"), "none.csv:1"),
    ],
)
def test_options_that_do_not_go_together_are_said_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    assert run(tmp_path, *arguments) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("name", "lines", "said"),
    [
        ("regions", ("東北,02|03,,1", "岩手,03,,1"), "r.csv:3: prefectures:"),
        ("regions", ("東北,02,5,1",), "r.csv:2: floor:"),
        ("regions", ("東北,02,,-1",), "r.csv:2: cap:"),
        ("orders", ("D-001,K-999,1",), "r.csv:2: opening:"),
        ("orders", ("D-001,K-001,1", "D-001,K-002,1"), "r.csv:3: rank:"),
        ("orders", ("D-001,K-001,1", "D-001,K-001,2"), "r.csv:3: opening:"),
        ("lottery", ("physician,D-001,1", "physician,D-002,1"), "r.csv:3: lottery:"),
        ("lottery", ("physician,D-001,1",), "くじがありません"),
    ],
)
def test_a_fault_in_a_file_beside_the_lists_names_its_row_and_column(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, lines: tuple[str, ...], said: str
) -> None:
    headers = {
        "regions": "region,prefectures,floor,cap",
        "orders": "physician,opening,rank",
        "lottery": "side,number,lottery",
    }
    path = table(tmp_path, "r.csv", headers[name], *lines)
    options = {
        "regions": ("--method", "regional-caps", "--regions", path),
        "orders": ("--method", "stable", "--physician-orders", path, "--opening-orders", path),
        "lottery": ("--method", "stable", "--lottery", path),
    }
    assert run(tmp_path, *options[name]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("method", ["assignment", "stable", "weekly", "whole-contracts"])
def test_what_the_judges_refuse_is_named_and_not_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    """A solver gone wrong, made by hand: it proposes an unverified physician."""

    def wrong(solver):  # type: ignore[no-untyped-def]
        def solve(market, *given):  # type: ignore[no-untyped-def]
            everybody = market.physicians.licence_verified.copy()
            market.physicians.licence_verified.setflags(write=True)
            market.physicians.licence_verified[:] = True
            found = solver(market, *given)
            market.physicians.licence_verified[:] = everybody
            return found

        return solve

    monkeypatch.setattr(deciding, "solve", wrong(deciding.solve))
    monkeypatch.setattr(deciding.proposals, "choose", wrong(deciding.proposals.choose))
    assert run(tmp_path, "--method", method) == 3
    said = capsys.readouterr().err
    assert "physician D-004, opening K-004: the licence is not verified" in said
    assert not (tmp_path / "out").exists()


def test_the_judge_of_pairs_finds_exactly_those_that_break_a_condition() -> None:
    small = world(
        [physician("D-1"), physician("D-2", licence_verified=False)], [opening("K-1"), opening("K-2", open=False)]
    )
    i, j = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])
    closed = small.opening_index("K-2")
    assert verify.ineligible(small, i, j).tolist() == np.flatnonzero(j == closed).tolist()


def test_the_sample_files_pass_under_every_method(tmp_path: Path) -> None:
    for method in ("stable", "weekly", "whole-contracts"):
        assert run(tmp_path, "--method", method) == 0
        assert proposed(tmp_path) == [("D-002", "K-003")]
