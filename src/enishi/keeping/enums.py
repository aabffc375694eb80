"""What may come of one thing whose time is over, and of a proof."""

from enishi.common.choices import Labelled


class Outcome(Labelled):
    ERASED = "erased", "消去した"
    HELD = "held", "保全のため止めた"
    FAILED = "failed", "できなかった"


class Scope(Labelled):
    """What an erasure was to leave."""

    LEDGER = "ledger", "管理簿のほかを消去"
    ALL = "all", "すべてを消去"
