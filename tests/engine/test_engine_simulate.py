"""The market simulator: published expectations, fair comparisons, and a command that says what it cannot use."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest

from enishi import cli
from enishi.engine.graph import Graph
from enishi.engine.simulate import by_lists, by_rounds
from enishi.engine.simulate.by_lists import edges_of, expected_matches, run_lists
from enishi.engine.simulate.by_rounds import first_come, run_rounds
from enishi.engine.simulate.command import play, simulate
from enishi.engine.simulate.outcome import outcome_of
from enishi.engine.simulate.scene import INSTITUTION, PHYSICIAN, make_scene
from enishi.engine.solvers.equilibrium import rank_tu
from enishi.engine.solvers.matching import Matching

# CyberAgentAILab/FairReciprocalRecommendation, experiments.ipynb, experiment 1: seed, naive, product, TU.
PUBLISHED = (
    (0, 17.60842105984251, 18.688271746801888, 18.878958793092856),
    (1, 17.336265054555607, 18.461396791303038, 18.202807700960946),
)


def published_market(seed):
    """20 × 20 chances of a yes as in that experiment (λ = 0.8), as a full graph, and the two matrices in float64."""
    random = np.random.RandomState(seed)
    left, right = random.random_sample((20, 20)), random.random_sample((20, 20))
    popular = np.linspace(1, 0, 20)
    u, v = 0.2 * left + 0.8 * popular, (0.2 * right + 0.8 * popular).T
    i, j = np.divmod(np.arange(400), 20)
    return Graph.from_edges(20, 20, i, j, u.ravel(), v.ravel(), np.ones(20, np.int32)), u.ravel(), v.ravel()


@pytest.mark.parametrize(("seed", "naive", "product", "tu"), PUBLISHED)
def test_expected_matches_of_the_three_orders_are_those_published(seed, naive, product, tu):
    graph, u, v = published_market(seed)
    flow = rank_tu(graph, beta=1.0, tol=1e-9).log_mu
    for expected, (first, second) in ((naive, (u, v)), (product, (u * v, u * v)), (tu, (flow, flow))):
        places = graph.rank_for_physician_by(first), graph.rank_for_opening_by(second)
        assert expected_matches(u, v, *places) == pytest.approx(expected, rel=1e-9)


@pytest.fixture(scope="module")
def scene():
    return make_scene(600, 240, seed=4)


def test_the_chance_of_a_yes_goes_through_the_two_stated_points():
    for answer in (PHYSICIAN, INSTITUTION):
        assert answer.yes(answer.typical) == pytest.approx(answer.typical_yes)
        assert answer.yes(answer.best) == pytest.approx(answer.best_yes)


def test_people_say_yes_as_often_as_the_chances_say(scene):
    for answers, chances in ((scene.wants, scene.graph.u), (scene.accepts, scene.graph.v)):
        spread = np.sqrt((chances.astype(float) * (1 - chances)).sum())
        assert abs(answers.sum() - chances.sum(dtype=float)) < 5 * spread


def test_everyone_likes_what_they_say_yes_to_better_than_what_they_decline(scene):
    assert (scene.likes[scene.wants] > 0).all() and (scene.likes[~scene.wants] <= 0).all()
    first = scene.own_place == 1
    best = np.full(600, -np.inf)
    np.maximum.at(best, scene.graph.physician, scene.likes)
    assert (scene.likes[first] == best[scene.graph.physician[first]]).all()


def test_the_same_seed_is_the_same_market_with_the_same_answers(scene):
    again = make_scene(600, 240, seed=4)
    assert (again.graph.u == scene.graph.u).all() and (again.likes == scene.likes).all()
    assert make_scene(600, 240, seed=5).graph.n_edges != scene.graph.n_edges


def test_nobody_looks_beyond_the_end_of_the_list_and_everybody_at_its_head():
    seen = by_lists.examination(np.arange(1, 23))
    assert seen[0] == 1.0 and seen[20] == 0.0 and (np.diff(seen[:20]) < 0).all()


def _spy(monkeypatch, module):
    kept = []
    monkeypatch.setattr(
        module, "outcome_of", lambda scene, placed, *rest: kept.append(placed) or outcome_of(scene, placed, *rest)
    )
    return kept


@pytest.mark.parametrize("mode", ["lists", "rounds"])
def test_every_placement_is_wanted_by_both_and_has_a_seat(scene, monkeypatch, mode):
    kept = _spy(monkeypatch, by_lists if mode == "lists" else by_rounds)
    found = run_lists(scene) if mode == "lists" else run_rounds(scene, 3, seed=4)
    assert [one.matches for one in found.values()] == [len(placed) for placed in kept]
    for name, placed in zip(found, kept, strict=True):
        assert len(placed) > 0
        assert scene.wants[placed].all() and scene.accepts[placed].all()
        assert np.bincount(scene.graph.physician[placed]).max() == 1
        opening = scene.graph.opening[placed]
        if name == "whole_contracts":  # filled beyond its half-days by less than one contract
            used = np.bincount(opening, scene.contract[placed], scene.graph.n_openings)
            assert (used < scene.half_days + scene.contract.max()).all()
        else:
            assert (np.bincount(opening, minlength=scene.graph.n_openings) <= scene.graph.capacity).all()


def test_a_further_round_never_undoes_a_placement(scene):
    one, three = run_rounds(scene, 1, seed=4), run_rounds(scene, 3, seed=4)
    assert all(three[name].matches >= one[name].matches for name in one)


def test_the_first_come_get_the_best_seat_still_free():
    u = np.array([0.9, 0.5, 0.8, 0.4, 0.7])
    graph = Graph.from_edges(3, 2, [0, 0, 1, 1, 2], [0, 1, 0, 1, 0], u, u, [1, 1])
    for seed in range(6):
        chosen = first_come(graph, seed)
        turn = np.random.default_rng(seed).permutation(3).tolist()
        assert chosen[turn[0]] == 0
        assert sorted(chosen[chosen >= 0].tolist()) in ([0], [0, 1])
        assert len(edges_of(graph, chosen)) == (chosen >= 0).sum()


def test_depth_and_its_cost_are_places_in_the_physicians_own_true_order(scene):
    first = np.flatnonzero(scene.own_place == 1)
    second = np.flatnonzero(scene.own_place == 2)
    shallow, deep = outcome_of(scene, first, 0.0, None), outcome_of(scene, second, 0.0, first)
    assert (shallow.depth, shallow.depth_cost, deep.depth, deep.depth_cost) == (1.0, 0.0, 2.0, 1.0)


def test_congestion_aware_lists_and_assignment_place_more_people():
    plays = [play(1_500, 600, seed, rounds=3) for seed in range(2)]
    total = {
        (mode, name): sum(one[mode][name].matches for one in plays)
        for mode in ("lists", "proposals")
        for name in plays[0][mode]
    }
    assert total["lists", "tu"] > total["lists", "product"] > total["lists", "one_sided"]
    assert total["proposals", "assignment"] > total["proposals", "deferred_acceptance"]


@pytest.mark.parametrize(("physicians", "openings"), [(1, 1), (40, 1), (1, 40)])
def test_a_market_too_small_for_any_match_is_told_as_zeros(physicians, openings):
    result = simulate(physicians, openings, seeds=2, rounds=2)
    assert result["lists"]["tu"]["matches"]["mean"] <= 1
    assert all(np.isfinite(ratio["mean"]) for ratio in result["ratios"].values())


def test_the_command_writes_numbers_and_a_picture_without_scripts(tmp_path, capsys):
    arguments = ["--physicians", "300", "--openings", "120", "--seeds", "2", "--rounds", "2", "--out", str(tmp_path)]
    assert cli.main(["simulate", *arguments]) == 0
    result = json.loads((tmp_path / "simulation.json").read_text(encoding="utf-8"))
    assert set(result["lists"]) == {"one_sided", "product", "tu"}
    assert list(result["proposals"]) == list(by_rounds.METHODS)
    picture = ElementTree.fromstring((tmp_path / "simulation.svg").read_text(encoding="utf-8"))
    words = "".join(picture.itertext())
    assert f"{result['proposals']['assignment']['matches']['mean']:,.0f}人" in words
    assert not any(element.tag.endswith(("script", "image", "foreignObject")) for element in picture.iter())
    assert "全体での割当" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [["--physicians", "0"], ["--openings", "many"], ["--seeds", "-1"], ["--rounds", "1.5"], ["--seed", "x", "--what"]],
)
def test_arguments_that_cannot_be_used_are_said_and_nothing_is_written(tmp_path, capsys, arguments):
    out = tmp_path / "result"
    assert cli.main(["simulate", "--out", str(out), *arguments]) == 2
    assert capsys.readouterr().err
    assert not out.exists()


def test_a_folder_that_cannot_be_written_is_said(tmp_path, capsys):
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    assert cli.main(["simulate", "--physicians", "5", "--openings", "5", "--out", str(tmp_path / "taken")]) == 2
    assert "書き込めません" in capsys.readouterr().err


def test_a_round_that_breaks_its_promise_is_named_and_nothing_is_written(tmp_path, capsys, monkeypatch):
    """A solver gone wrong, made by hand: nobody is placed, though they would rather have each other."""

    def nobody(graph, **_):
        return Matching(graph, None, np.full(graph.n_physicians, -1, np.int32), 0)

    monkeypatch.setattr(by_rounds, "deferred_acceptance", nobody)
    arguments = ["--physicians", "60", "--openings", "30", "--seeds", "1", "--rounds", "1", "--out", str(tmp_path)]
    assert cli.main(["simulate", *arguments]) == 3
    said = capsys.readouterr().err
    assert "both would rather have each other" in said and "in all" in said
    assert not list(tmp_path.iterdir())
