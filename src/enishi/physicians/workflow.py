"""A physician's registration. Pure.

P7 and P8 are taken by `enishi.merging` alone, which says where to. A rest that was merged is a rest again after P8: the state
before the rest travels in the log row of P7.
"""

from enishi.common.workflow import STORED, Party, Workflow, step
from enishi.physicians.enums import PhysicianState as S

DESK = {Party.COORDINATOR, Party.SUPERVISOR}

WORKFLOW = Workflow(
    "physician",
    S,
    [S.CLOSED],
    step("P1", [None], S.REGISTERED, DESK | {Party.PHYSICIAN}, "登録する"),
    step("P2", [S.REGISTERED], S.INTERVIEWING, DESK, "聞きとりを始める"),
    step("P3", [S.REGISTERED, S.INTERVIEWING], S.ACTIVE, DESK | {Party.SYSTEM}, "求職を受理して紹介を始める"),
    step("P4", [S.REGISTERED, S.INTERVIEWING, S.ACTIVE], S.PAUSED, DESK | {Party.PHYSICIAN}, "お休みする", holds=True),
    step("P5", [S.PAUSED], STORED, DESK | {Party.PHYSICIAN}, "再開する"),
    step("P6", [S.REGISTERED, S.INTERVIEWING, S.ACTIVE, S.PAUSED], S.CLOSED, DESK | {Party.PHYSICIAN}, "登録を終える"),
    step(
        "P7", [S.REGISTERED, S.INTERVIEWING, S.ACTIVE, S.PAUSED], S.MERGED, DESK, "ほかの登録と一つにする", holds=True
    ),
    step("P8", [S.MERGED], STORED, DESK, "一つにした登録を元に戻す"),
)
