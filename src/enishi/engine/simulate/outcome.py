"""What a method brought about, and many outcomes as means and spreads."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields

import numpy as np

from enishi.engine.schema import I64, AnyArray
from enishi.engine.simulate.scene import Scene


@dataclass(frozen=True)
class Outcome:
    """`matches`: placements. `expected`: mutual interest or placements to be expected from the chances of a yes.
    `short_fill`: share of the seats in areas short of physicians that are filled. `depth`: mean place of the placement
    in the physician's own true order, 1 = favourite. `depth_cost`: how much deeper than with the first method, over
    those placed by both. `wish`, `need`: mean scores of the placements. Means over nothing are 0."""

    matches: float
    expected: float
    short_fill: float
    depth: float
    depth_cost: float
    wish: float
    need: float


METRICS: tuple[str, ...] = tuple(field.name for field in fields(Outcome))


def outcome_of(scene: Scene, placed: I64, expected: float, first: I64 | None) -> Outcome:
    """`placed`, `first`: edges of the placements with this method and with the first one."""
    graph = scene.graph
    seats = int(graph.capacity[scene.short].sum())
    return Outcome(
        matches=float(len(placed)),
        expected=expected,
        short_fill=float(scene.short[graph.opening[placed]].sum()) / max(seats, 1),
        depth=_mean(scene.own_place[placed]),
        depth_cost=0.0 if first is None else _deeper(scene, placed, first),
        wish=_mean(scene.wish[placed]),
        need=_mean(scene.need[placed]),
    )


def _mean(values: AnyArray) -> float:
    return float(np.mean(values)) if len(values) else 0.0


def _deeper(scene: Scene, placed: I64, first: I64) -> float:
    place = np.zeros((2, scene.graph.n_physicians))
    for row, edges in enumerate((placed, first)):
        place[row, scene.graph.physician[edges]] = scene.own_place[edges]
    both = (place > 0).all(axis=0)
    return _mean(place[0, both] - place[1, both])


def summed_up(outcomes: list[Outcome]) -> dict[str, dict[str, float]]:
    """For each metric its mean and standard deviation over the seeds (0 for a single seed)."""
    return {name: spread([float(asdict(one)[name]) for one in outcomes]) for name in METRICS}


def spread(values: list[float]) -> dict[str, float]:
    sd = float(np.std(values, ddof=1)) if len(values) > 1 else 0.0
    return {"mean": round(float(np.mean(values)), 4), "sd": round(sd, 4)}
