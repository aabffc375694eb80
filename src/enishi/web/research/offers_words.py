"""What the simulation of better offers says, in words that say no more than it does."""

from typing import Any

from enishi.common.long_runs import UNDER_WAY
from enishi.engine.bands import FEWEST
from enishi.engine.simulate.raised import Spread
from enishi.matching.models import SlateState
from enishi.research.models import Scenario
from enishi.research.offers import Row, is_lost, phrases, rows_of
from enishi.research.places import PLACES
from enishi.research.scenarios import REGISTERED

FEW = f"{FEWEST}人未満"


def told(scenario: Scenario) -> dict[str, Any]:
    """A simulation as its page tells it, whatever its state."""
    asked, found = scenario.asked, scenario.found or {}
    words: dict[str, Any] = {
        "state": SlateState(scenario.state).label, "under_way": scenario.state in UNDER_WAY, "lost": is_lost(scenario),
        "done": scenario.state == SlateState.DONE, "area": PLACES[asked["area"]], "changes": phrases(asked["changes"]),
        "seeds": asked["seeds"], "last_seed": asked["seeds"] - 1, "few": FEW,
        "registered": asked["who"] == REGISTERED,
    }  # fmt: skip
    if words["done"]:
        rows = rows_of(found, asked["who"])
        words |= {
            "found": found,
            "rows": [_line(row, asked["who"]) for row in rows],
            "says": sentence(rows[0], words, found),
        }
    return words


def _line(row: Row, who: str) -> dict[str, str]:
    fewest = FEWEST if who == REGISTERED else 0
    before, after = spread(row.before, fewest), spread(row.after, fewest)
    return {"label": row.label, "before": before, "after": after, "gain": gain(row.gain)}


def spread(one: Spread | None, fewest: int) -> str:
    """12人（9〜15人）; below fewest only that it is few."""
    if one is None:
        return FEW
    low = f"{one.low}" if one.low >= fewest else FEW
    return f"{one.median}人（{low}〜{one.high}人）"


def gain(one: Spread | None) -> str:
    """＋2人（−1〜＋5人）."""
    return "—" if one is None else f"{signed(one.median)}人（{signed(one.low)}〜{signed(one.high)}人）"


def signed(number: int) -> str:
    return f"{number:+d}".replace("-", "−").replace("+", "＋") if number else "0"


def sentence(here: Row, words: dict[str, Any], found: dict[str, Any]) -> str:
    """What came out for the region, in one sentence that says no more than that."""
    if not found["openings"]:
        return f"{words['area']}には、公開中の募集がありませんでした。"
    if not found["changed"]:
        return f"{words['area']}の公開中の募集{found['openings']}件には、この条件でよくなるところがありませんでした。"
    whole = f"{words['area']}の公開中の募集{found['openings']}件のうち{found['changed']}件がよくすると、"
    if here.before is None or here.after is None or here.gain is None:
        return f"{whole}決まる先生は、よくする前か後が{FEW}で、差をお示しできる大きさになりませんでした。"
    # Of the differences, run by run: the medians of before and after may lie apart where most runs show no difference.
    middle = here.gain.median
    said = f"{whole}決まる先生の数の差は、中央値で{signed(middle)}人です。"
    if not middle:
        said = f"{whole}決まる先生の数は、変わりません（差の中央値0人）。"
    if here.gain.low > 0:
        return f"{said}差は、くり返しの9割で{here.gain.low}人以上増えるほうです。"
    if here.gain.high < 0:
        return f"{said}差は、くり返しの9割で減るほうです。"
    return f"{said}差の幅は0をまたぐため、増えるとは言い切れません。"
