"""An opening from draft to close. Stale and hidden are not states: they follow from the date of the last confirmation. Pure."""

from enishi.common.workflow import Party, Reason, Workflow, step
from enishi.openings.enums import OpeningState as S

BOTH = {Party.INSTITUTION, Party.COORDINATOR}

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
)
