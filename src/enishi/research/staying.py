"""How long placements last, by their kind, with what chance alone could do; why some ended; whether kept promises go with staying. Pure.

Kaplan and Meier's product limit with Greenwood's variance on the log(-log) scale (`common.survival`), the log-rank test for any
number of groups (Peto and Peto, JRSS A 135, 1972; with the hypergeometric variance of Mantel, Cancer Chemother. Rep. 50, 1966).
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from enishi.aftercare.enums import LeaveCause
from enishi.aftercare.rules import MONTH_DAYS, Spell, retention
from enishi.common.safe_cells import safe_column, safe_count
from enishi.research.cubes import AGES, CLASSES
from enishi.research.records import Employment

LEAST = 10
"""A curve of fewer employments tells of persons, so none is drawn (as for all together, `aftercare.retention`)."""
BANDS = (LEAST, 20, 50, 100, 200, 500, 1000)
LANDMARK_DAYS = round(3 * MONTH_DAYS)
"""Who left before a promise could be judged cannot be compared by it: the count begins after the third month."""


@dataclass(frozen=True, slots=True)
class Parting:
    """A way of parting employments. groups: key → label."""

    key: str
    label: str
    groups: Mapping[str, str]
    of: Callable[[Employment], str]


PARTINGS = (
    Parting("class", "採用の圏域の区分", {k: v for k, v in CLASSES.items() if k}, lambda e: e.to_class),
    Parting("time", "勤務の時間", {"full": "週4日以上", "part": "週4日より少ない"}, lambda e: "full" if e.full_time else "part"),
    Parting("term", "契約", {"indefinite": "期間の定めなし", "fixed": "期間の定めあり"}, lambda e: e.term),
    Parting("age", "採用のときの年代", {k: v for k, v in AGES.items() if k != "unknown"}, lambda e: e.age),
    Parting("support", "支援", {"yes": "住まい・学び直しなどの支援あり", "no": "支援の記載なし"}, lambda e: "yes" if e.supported else "no"),
)  # fmt: skip
PROMISES = Parting(
    "promises", "約束（3か月まで）", {"kept": "確かめた約束がすべて守られた", "broken": "守られていない約束があった"},
    lambda e: "" if not e.audited else "kept" if e.kept == e.audited else "broken",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Test:
    """Log-rank: chi-square with its degrees of freedom, and how often chance alone would part the groups as much."""

    statistic: float
    degrees: int
    p: float


def log_rank(groups: Sequence[Sequence[Spell]]) -> Test | None:
    """Whether the groups last alike; None for fewer than two groups, or where nobody left.

    At each day d with deaths: observed less expected by group, n_g·d/n, with the covariance of a hypergeometric draw.
    """
    import numpy as np
    from scipy import stats  # slow to load

    if len(groups) < 2 or not all(groups):
        return None
    days = np.array([spell.days for group in groups for spell in group])
    left = np.array([spell.left for group in groups for spell in group])
    member = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
    gap, spread = np.zeros(len(groups)), np.zeros((len(groups), len(groups)))
    for day in np.unique(days[left]):
        risk = np.bincount(member[days >= day], minlength=len(groups)).astype(float)
        gone = np.bincount(member[(days == day) & left], minlength=len(groups)).astype(float)
        n, d = risk.sum(), gone.sum()
        share = risk / n
        gap += gone - d * share
        if n > 1:
            spread += d * (n - d) / (n - 1) * (np.diag(share) - np.outer(share, share))
    if not spread.any():
        return None
    statistic = float(gap[1:] @ np.linalg.pinv(spread[1:, 1:]) @ gap[1:])
    degrees = len(groups) - 1
    return Test(statistic, degrees, float(stats.chi2.sf(statistic, degrees)))


def spells(rows: Sequence[Employment], since: int = 0) -> list[Spell]:
    """Of those that had begun and were still there after `since` days, counted from then."""
    return [Spell(row.days - since, row.left) for row in rows if row.days >= since]


def parted(
    rows: Sequence[Employment], parting: Parting, since: int = 0, once_hidden: Sequence[str] = ()
) -> dict[str, Any]:
    """The curve of each group that is large enough, and the test between those that are drawn.

    Groups below `LEAST` are hidden, and where these together count fewer than `LEAST`, the smallest of the others too: nothing
    can be had by taking groups from the whole. once_hidden: groups the edition before hid, the first to go.
    """
    of = {key: spells([row for row in rows if parting.of(row) == key], since) for key in parting.groups}
    rest = len(spells([row for row in rows if parting.of(row) not in parting.groups], since))
    hidden = {key for key, found in of.items() if len(found) < LEAST}
    order = sorted(of.keys() - hidden, key=lambda key: (key not in once_hidden, len(of[key]), key))
    small = rest + sum(len(of[key]) for key in hidden)
    while 0 < small < LEAST and order:
        hidden.add(order[0])
        small += len(of[order.pop(0)])
    shown = [key for key in of if key not in hidden]
    test = log_rank([of[key] for key in shown])
    return {
        "key": parting.key, "label": parting.label,
        "groups": [[key, label, band(len(of[key])) if key in shown else None, curve(of[key]) if key in shown else []]
                   for key, label in parting.groups.items()],
        "test": [round(test.statistic, 3), test.degrees, round(test.p, 4)] if test else None,
    }  # fmt: skip


def band(count: int) -> str:
    """How many, not to the last one: with it the share would tell how many left."""
    low = next(low for low in reversed(BANDS) if low <= count)
    higher = [high for high in BANDS if high > count]
    return f"{low}〜{higher[0] - 1}件" if higher else f"{low}件以上"


def curve(found: Sequence[Spell]) -> list[list[float | int]]:
    """months, share that stays, low, high: the points at least five still reach, a share to the hundredth."""
    return [
        [p.months, round(p.stays, 2), round(p.low, 2), round(p.high, 2)]
        for p in retention(found)
        if safe_count(p.at_risk)
    ]


def causes(rows: Sequence[Employment], once_hidden: Sequence[str] = ()) -> dict[str, Any]:
    """Why placements ended, not by their mere term; small numbers hidden with what would tell them."""
    count = Counter(row.cause or LeaveCause.OTHER for row in rows if row.left)
    column = safe_column({cause.value: count[cause.value] for cause in LeaveCause}, once_hidden=once_hidden)
    return {"total": column.total, "cells": [[key, LeaveCause(key).label, n] for key, n in column.cells.items()]}


def made(rows: Sequence[Employment], before: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """All of it as an edition keeps it. before: of the edition before. Where fewer than five have come since, it stands still."""
    begun = [row for row in rows if row.days >= 0]
    if before and abs(len(begun) - before["begun"]) < 5:
        return dict(before)
    earlier = {one["key"]: one for one in before["partings"]} if before else {}

    def was_hidden(key: str) -> list[str]:
        return [g[0] for g in earlier[key]["groups"] if g[2] is None] if key in earlier else []

    whole = spells(begun)
    gone = [key for key, _, n in before["causes"]["cells"] if n is None] if before else []
    return {
        "begun": len(begun),
        "band": band(len(whole)) if len(whole) >= LEAST else None,
        "all": curve(whole) if len(whole) >= LEAST else [],
        "partings": [parted(begun, parting, once_hidden=was_hidden(parting.key)) for parting in PARTINGS],
        "promises": parted(begun, PROMISES, LANDMARK_DAYS),
        "causes": causes(begun, gone),
    }
