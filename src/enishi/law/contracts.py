"""The kind of an employment contract, which decides which rules apply to it."""

from enum import StrEnum


class ContractKind(StrEnum):
    """無期 (期間の定めなし) or 有期. Dispatch is no kind of ours: physicians are employed directly."""

    INDEFINITE = "indefinite"
    FIXED = "fixed"
