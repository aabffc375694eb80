"""How an institution comes to be registered. Pure.

I6 and I7 are taken by `enishi.merging` alone, which says where to.
"""

from enishi.common.workflow import STORED, Party, Reason, Workflow, step
from enishi.institutions.enums import InstitutionState as S

STAFF = {Party.COORDINATOR, Party.SUPERVISOR}

WORKFLOW = Workflow(
    "institution",
    S,
    [S.CLOSED],
    step("I1", [None], S.APPLIED, {Party.INSTITUTION, Party.COORDINATOR, Party.SUPERVISOR}, "登録を申し込む"),
    step("I2", [S.APPLIED, S.SUSPENDED], S.ACTIVE, STAFF, "確認して登録する"),
    step("I3", [S.ACTIVE], S.SUSPENDED, STAFF, "停止する", reason=Reason.REQUIRED),
    step("I5", [S.APPLIED], S.CLOSED, STAFF, "申し込みをお断りする", reason=Reason.REQUIRED),
    step("I4", [S.APPLIED, S.ACTIVE, S.SUSPENDED], S.CLOSED, STAFF | {Party.INSTITUTION}, "登録を終える"),
    step("I6", [S.APPLIED, S.ACTIVE, S.SUSPENDED], S.MERGED, STAFF, "ほかの登録と一つにする", holds=True),
    step("I7", [S.MERGED], STORED, STAFF, "一つにした登録を元に戻す"),
)
