"""Why not these two: what a round, a plan or a list decided, said to each side without a word about anybody else."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from engine.random_markets import friendly_sides
from engine.test_engine_explain import texts
from engine.world import Row, market, opening, physician, wishes
from enishi.engine import explain
from enishi.engine.conditions import reasons
from enishi.engine.explain import Reason
from enishi.engine.graph import Graph
from enishi.engine.lists import Lists, Side
from enishi.engine.market import Market
from enishi.engine.scores import score
from enishi.engine.solvers.assignment import assign
from enishi.engine.solvers.bundles import unsplittable_da
from enishi.engine.solvers.deferred import deferred_acceptance
from enishi.engine.solvers.flexible import flexible_da
from enishi.engine.solvers.weekly import many_to_many_da
from enishi.engine.words.outcomes import OUTCOMES

NEUTRAL = "いまはご紹介できる状況にありません。"


def strong(number: str, **more: Any) -> Row:
    """Needed more: the opening's own specialty."""
    return physician(number, "internal_medicine", **more)


def modest(number: str, **more: Any) -> Row:
    """Needed less: serves it from a neighbouring specialty."""
    return physician(number, "cardiology", **more)


def candidates(world: Market, k: int = 20, m: int = 20) -> Graph:
    """Each side's best few, taken from all eligible pairs."""
    everybody, everywhere = np.arange(world.n_physicians), np.arange(world.n_openings)
    i, j = np.nonzero(reasons(world, everybody[:, None], everywhere[None, :]) == 0)
    u, v = score(world, i, j)
    size = world.n_physicians, world.n_openings
    graph = Graph.from_edges(*size, i, j, u, v, world.posts.capacity)
    kept = (graph.rank_for_physician() <= k) | (graph.rank_for_opening() <= m)
    edges = (graph.physician[kept], graph.opening[kept], graph.u[kept], graph.v[kept])
    return Graph.from_edges(*size, *edges, world.posts.capacity)


def asked(world: Market, who: str, where: str, solution: Any, graph: Graph | None = None) -> Reason:
    return explain.why_not(world, world.physician_index(who), world.opening_index(where), solution, graph)


def test_a_seat_that_went_to_somebody_needed_more_is_said_without_him() -> None:
    world = market([strong("D-1"), modest("D-2")], [opening("K-1")])
    round_ = deferred_acceptance(candidates(world))
    reason = asked(world, "D-2", "K-1", round_)
    assert reason.key == "outranked"
    assert texts(reason.physician) == [
        "この募集の枠は、今回はほかの先生へのご提案で埋まりました。枠が空きましたら、あらためてご案内します。"
    ]
    assert texts(reason.institution) == ["この募集の枠は、今回はほかの先生へのご提案で埋まっています。"]
    assert reason.smallest_change == {
        "key": "capacity",
        "side": "opening",
        "set": {"capacity": 2},
        "text": "募集の人数を1名から2名に増やしていただければ、ご紹介できるようになります。",
    }
    assert asked(world, "D-1", "K-1", round_).key == "matched"


def test_one_seat_more_is_only_offered_to_the_next_in_line() -> None:
    last = modest("D-3", licence_verified=True, hours_left_min=960)
    world = market([strong("D-1"), modest("D-2"), last], [opening("K-1")])
    round_ = deferred_acceptance(candidates(world))
    assert asked(world, "D-2", "K-1", round_).smallest_change is not None
    reason = asked(world, "D-3", "K-1", round_)
    assert (reason.key, reason.smallest_change) == ("outranked", None)


def test_that_a_physician_has_something_better_is_nobodys_business_but_his() -> None:
    offers = [opening("K-1", offers=wishes("housing")), opening("K-2")]
    world = market([strong("D-1", want=wishes("housing"))], offers)
    for solution in (deferred_acceptance(candidates(world)), assign(candidates(world))):
        reason = asked(world, "D-1", "K-2", solution, candidates(world))
        assert reason.key == "prefers"
        assert texts(reason.physician) == ["先生のご希望により近い募集がありましたので、そちらをご提案しています。"]
        assert [one.to_dict() for one in reason.institution] == [{"key": "unavailable", "text": NEUTRAL, "facts": {}}]


def test_a_seat_in_greater_demand_has_a_price() -> None:
    world = market([strong("D-1"), modest("D-2")], [opening("K-1")])
    graph = candidates(world)
    reason = asked(world, "D-2", "K-1", assign(graph), graph)
    assert reason.key == "price"
    assert "ご希望の重なる募集" in texts(reason.physician)[0]
    assert texts(reason.institution) == ["この募集の枠には、今回はほかの先生へのご提案を優先しています。"]


def test_a_region_that_is_full_says_so() -> None:
    world = market([strong("D-1"), strong("D-2")], [opening("K-1", capacity=2)])
    graph = candidates(world)
    zero = np.zeros(1, np.int32)
    capped = flexible_da(graph, region_of=zero, target=zero, regional_cap=np.array([1], np.int32))
    (left,) = np.flatnonzero(capped.opening_of < 0)
    reason = explain.why_not(world, int(left), 0, capped)
    assert reason.key == "regional_cap"
    assert texts(reason.physician)[0].startswith("この地域で今回ご提案できる人数に達しました。")


def test_a_region_whose_floor_comes_first_says_so() -> None:
    """His own choice has room, and still he is proposed where the floor needs him."""
    rows = [opening("K-1", offers=wishes("housing")), opening("K-2", prefecture=4)]
    world = market([strong("D-1", want=wishes("housing"))], rows)
    graph = candidates(world)
    region = np.where(world.posts.prefecture == 4, 1, 0)
    plan = assign(graph, region=region, floor=np.array([0, 1]))
    assert plan.opening_of[0] == world.opening_index("K-2")
    reason = asked(world, "D-1", "K-1", plan, graph)
    assert reason.key == "regional_price"
    assert texts(reason.institution) == [NEUTRAL]


def test_a_licence_still_to_be_checked_is_told_to_the_physician_alone() -> None:
    world = market([strong("D-1", licence_verified=False)], [opening("K-1")])
    empty = deferred_acceptance(Graph.from_edges(1, 1, [], [], [], [], [1]))  # type: ignore[arg-type]
    reason = asked(world, "D-1", "K-1", empty)
    assert reason.key == "licence_unverified"
    assert texts(reason.physician) == ["医師資格の確認が済みましたら、この募集もご提案できるようになります。"]
    assert texts(reason.institution) == [NEUTRAL]


def best_of_each(world: Market) -> Lists:
    """Lists of one name."""
    graph = candidates(world, k=1, m=1)

    def side(rank: Any, owner: Any, other: Any, n: int) -> Side:
        lists = Side.empty(n, 1)
        lists.index[owner[rank == 1], 0] = other[rank == 1]
        return lists

    return Lists(
        side(graph.rank_for_physician(), graph.physician, graph.opening, world.n_physicians),
        side(graph.rank_for_opening(), graph.opening, graph.physician, world.n_openings),
    )


def test_a_pair_on_neither_list_is_not_yet_looked_at() -> None:
    crowd = [strong(f"D-{n}") for n in range(4)] + [modest("D-9", want=wishes("housing"))]
    world = market(crowd, [opening("K-1", offers=wishes("housing")), opening("K-2")])
    lists = best_of_each(world)
    assert asked(world, "D-9", "K-1", lists).key == "listed"
    for solution in (lists, deferred_acceptance(candidates(world, k=1, m=1))):
        reason = asked(world, "D-9", "K-2", solution)
        assert reason.key == "not_listed"
        assert texts(reason.institution) == [NEUTRAL]


def test_a_list_is_not_a_proposal_and_the_institution_cannot_tell_who_is_on_it() -> None:
    world = market([strong("D-1"), strong("D-2", licence_verified=False)], [opening("K-1")])
    lists = best_of_each(world)
    on_it = asked(world, "D-1", "K-1", lists)
    assert texts(on_it.physician) == ["条件が合い、ご案内の候補に入っている募集です。"]
    assert texts(on_it.institution) == [NEUTRAL]
    unverified = asked(world, "D-2", "K-1", lists)
    assert unverified.key == "licence_unverified"
    assert texts(unverified.institution) == [NEUTRAL]


def test_who_is_held_before_his_licence_is_checked_is_not_called_proposed() -> None:
    world = market([strong("D-1", licence_verified=False)], [opening("K-1")])
    round_ = deferred_acceptance(candidates(world))
    assert round_.opening_of.tolist() == [0]
    assert asked(world, "D-1", "K-1", round_).key == "licence_unverified"


def test_the_seats_of_a_round_are_those_of_its_graph() -> None:
    """One of two seats was given out: whoever is left over met no regional cap, and is promised no further seat."""
    world = market([strong("D-1"), modest("D-2")], [opening("K-1", capacity=2)])
    whole = candidates(world)
    edges = (whole.physician, whole.opening, whole.u, whole.v)
    for seats, key in ((1, "outranked"), (0, "not_listed")):
        round_ = deferred_acceptance(Graph.from_edges(2, 1, *edges, np.array([seats])))
        reason = asked(world, "D-2", "K-1", round_, whole)
        assert (reason.key, reason.smallest_change) == (key, None)


@pytest.mark.parametrize(("half_days", "slack"), [(4, 0), (6, 2)])
def test_a_round_of_half_days_is_full_by_half_days(half_days: int, slack: int) -> None:
    """Two physicians of four half-days each: the opening is full with one of them, whatever its number of heads."""
    world = market([strong("D-1"), modest("D-2")], [opening("K-1", capacity=3)])
    whole = candidates(world)
    graph = Graph.from_edges(2, 1, whole.physician, whole.opening, whole.u, whole.v, np.array([half_days]))
    round_ = unsplittable_da(graph, size=half_days - slack, slack=slack)
    assert round_.opening_of.tolist() == [0, -1]
    reason = asked(world, "D-2", "K-1", round_)
    assert (reason.key, reason.smallest_change) == ("outranked", None)


def test_a_weekly_round_knows_several_posts() -> None:
    world = market([strong("D-1"), modest("D-2")], [opening("K-1", days=1), opening("K-2", days=1)])
    graph = candidates(world)
    week = many_to_many_da(graph, np.array([2, 2], np.int32))
    assert asked(world, "D-1", "K-1", week).key == asked(world, "D-1", "K-2", week).key == "matched"
    assert asked(world, "D-2", "K-1", week).key == "outranked"


def test_a_broken_condition_comes_before_any_decision() -> None:
    world = market([strong("D-1", hides_from=(1,)), strong("D-2")], [opening("K-1", night_duty=2)])
    reason = asked(world, "D-1", "K-1", deferred_acceptance(candidates(world)))
    assert (reason.key, texts(reason.institution)) == ("shield", [NEUTRAL])
    assert asked(world, "D-2", "K-1", None).key == "eligible"


def test_every_outcome_is_a_whole_sentence_about_nobody_else() -> None:
    for outcome in OUTCOMES.values():
        for text in (outcome.physician, outcome.institution or NEUTRAL):
            assert text.endswith("。")
            assert not any(letter.isdigit() for letter in text)
            assert not any(word in text for word in ("順位", "点", "%", "より優れ", "評価"))


@settings(max_examples=25, deadline=None)
@given(friendly_sides(most=4))
def test_every_pair_of_every_solution_has_its_reason(rows: tuple[list[Row], list[Row]]) -> None:
    """And the reason is true: checked against the solution by its definition."""
    world = market(*rows)
    graph = candidates(world, k=3, m=3)
    region = world.posts.prefecture.astype(np.int32)
    wide = np.full(47, 2, np.int32)
    stable = deferred_acceptance(graph)
    capped = flexible_da(graph, region_of=region, target=np.zeros(world.n_openings, np.int32), regional_cap=wide)
    plan = assign(graph)
    edges = set(zip(graph.physician.tolist(), graph.opening.tolist(), strict=True))
    for i, j in np.ndindex(world.n_physicians, world.n_openings):
        for solution in (stable, capped, plan, deferred_acceptance(graph, side="opening")):
            reason = explain.why_not(world, i, j, solution, graph)
            assert reason.physician
            assert reason.institution
            own = int(solution.opening_of[i])
            wish, need = (float(values[0]) for values in score(world, np.array([i]), np.array([j])))
            if reason.conditions:
                assert reason.key == reason.conditions[0]
            elif reason.key == "matched":
                assert own == j
            elif reason.key == "licence_unverified":
                assert not world.physicians.licence_verified[i]
            elif reason.key == "not_listed":
                assert (i, j) not in edges
            elif reason.key == "outranked":
                holders = solution.holders(j)  # type: ignore[union-attr]
                assert len(holders) == world.posts.capacity[j]
                assert (score(world, holders, np.full(len(holders), j))[1] >= need).all()
            elif reason.key == "prefers":
                held = [float(values[0]) for values in score(world, np.array([i]), np.array([own]))]
                assert own >= 0
                assert held[0] >= wish if solution is not plan else held[0] * held[1] >= wish * need
            elif reason.key == "price":
                assert solution is plan
                assert plan.seat_price[j] > 0
            else:
                assert reason.key == "regional_cap"
                assert solution is capped
                assert len(capped.holders(j)) < world.posts.capacity[j]
                assert (region[capped.opening_of[capped.opening_of >= 0]] == region[j]).sum() >= 2


@settings(max_examples=30, deadline=None)
@given(friendly_sides(most=4))
def test_one_seat_more_really_brings_the_physician(rows: tuple[list[Row], list[Row]]) -> None:
    """Solved again with the seat: he is there, or somewhere he likes better."""
    world = market(*rows)
    graph = candidates(world)
    before = deferred_acceptance(graph)
    for i, j in np.ndindex(world.n_physicians, world.n_openings):
        reason = explain.why_not(world, i, j, before)
        if reason.key != "outranked" or reason.smallest_change is None:
            continue
        seats = graph.capacity.copy()
        seats[j] += 1
        more = Graph.from_edges(
            world.n_physicians, world.n_openings, graph.physician, graph.opening, graph.u, graph.v, seats
        )
        after = deferred_acceptance(more, seed=before.lottery)
        own = int(after.opening_of[i])
        assert own >= 0
        there, here = (score(world, np.array([i]), np.array([one]))[0][0] for one in (own, j))
        assert there >= here
