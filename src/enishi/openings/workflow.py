"""An opening from draft to close. Stale and hidden are not states: they follow from the date of the last confirmation. Pure.

O6 and O7 are taken by `enishi.merging` alone, which says where to.
"""

from enishi.common.workflow import STORED, Party, Reason, Workflow, step
from enishi.openings.enums import OpeningState as S

BOTH = {Party.INSTITUTION, Party.COORDINATOR}
DESK = {Party.COORDINATOR, Party.SUPERVISOR}

WORKFLOW = Workflow(
    "opening",
    S,
    [S.CLOSED],
    step("O1", [None], S.DRAFT, BOTH, "下書きをつくる"),
    step("O2", [S.DRAFT], S.CHECKING, BOTH, "内容を確かめてもらう"),
    step("O3", [S.CHECKING], S.DRAFT, BOTH, "直してもらう", reason=Reason.OPTIONAL),
    step("O4", [S.DRAFT, S.CHECKING], S.PUBLISHED, BOTH, "公開する"),
    step(
        "O5",
        [S.DRAFT, S.CHECKING, S.PUBLISHED],
        S.CLOSED,
        BOTH | {Party.SYSTEM},
        "募集を終える",
        reason=Reason.OPTIONAL,
    ),
    step("O6", [S.DRAFT, S.CHECKING, S.PUBLISHED], S.MERGED, DESK, "ほかの募集と一つにする", holds=True),
    step("O7", [S.MERGED], STORED, DESK, "一つにした募集を元に戻す"),
)
