"""Words of institutions. Pure."""

from enishi.common.choices import Labelled


class InstitutionState(Labelled):
    APPLIED = "applied", "申し込みを受け付けました"
    ACTIVE = "active", "登録済み"
    SUSPENDED = "suspended", "停止中"
    CLOSED = "closed", "登録を終えました"


class InstitutionKind(Labelled):
    HOSPITAL = "hospital", "病院"
    CLINIC = "clinic", "診療所"
    CARE_FACILITY = "care_facility", "介護老人保健施設"
    MUNICIPALITY = "municipality", "自治体"
