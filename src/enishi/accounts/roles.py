"""The roles of people who sign in, and the party each may act as in a workflow. Pure."""

from enishi.common.choices import Labelled
from enishi.common.workflow import Party


class Role(Labelled):
    PHYSICIAN = "physician", "医師"
    INSTITUTION_ADMIN = "institution_admin", "医療機関（院長・事務長）"
    INSTITUTION_STAFF = "institution_staff", "医療機関（担当）"
    INSTITUTION_APPROVER = "institution_approver", "医療機関・首長部局（承認）"
    COORDINATOR = "coordinator", "コーディネーター"
    DESK = "desk", "受付（紙・電話の入力）"
    SUPERVISOR = "supervisor", "統括"
    COMPLIANCE = "compliance", "職業紹介責任者・事務局"
    OUTREACH = "outreach", "広報"
    RESEARCHER = "researcher", "研究者"
    SOCIETY = "society", "学会"
    ADMIN = "admin", "管理者"


INSTITUTION_ROLES = frozenset({Role.INSTITUTION_ADMIN, Role.INSTITUTION_STAFF, Role.INSTITUTION_APPROVER})
STAFF_ROLES = frozenset(
    {Role.COORDINATOR, Role.DESK, Role.SUPERVISOR, Role.COMPLIANCE, Role.OUTREACH, Role.RESEARCHER, Role.ADMIN}
)
"""Roles that must pass a second factor (product.md §4.1)."""

DESK_ROLES = frozenset({Role.COORDINATOR, Role.DESK, Role.SUPERVISOR})
OFFICE_ROLES = frozenset({Role.COMPLIANCE, Role.SUPERVISOR})

PARTY_OF: dict[Role, Party] = {
    Role.PHYSICIAN: Party.PHYSICIAN,
    Role.INSTITUTION_ADMIN: Party.INSTITUTION,
    Role.INSTITUTION_STAFF: Party.INSTITUTION,
    Role.INSTITUTION_APPROVER: Party.INSTITUTION,
    Role.COORDINATOR: Party.COORDINATOR,
    Role.DESK: Party.COORDINATOR,
    Role.SUPERVISOR: Party.SUPERVISOR,
    Role.COMPLIANCE: Party.SUPERVISOR,
}
"""Roles outside this table take no step in any workflow."""
