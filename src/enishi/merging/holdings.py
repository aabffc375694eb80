"""What merges hold of a physician: values of before and after, for taking a merge back and nothing else."""

from typing import Any

from django.db.models import Q

from enishi.common.holdings import Stage, hold
from enishi.merging.enums import Kind
from enishi.merging.models import KeptApart, Merge, MergeChange
from enishi.physicians.models import Physician


def _merges(physician: Physician) -> Any:
    mine = Q(kept=physician.pk) | Q(absorbed=physician.pk)
    return Merge.objects.filter(mine, kind=Kind.PHYSICIAN)


def _changes(physician: Physician) -> Any:
    return MergeChange.objects.filter(merge__in=_merges(physician))


def _apart(physician: Physician) -> Any:
    mine = Q(one=physician.pk) | Q(other=physician.pk)
    return KeptApart.objects.filter(mine, kind=Kind.PHYSICIAN)


def _erase_reasons(physician: Physician, _: Stage) -> int:
    return int(_merges(physician).exclude(reason="").update(reason=""))


def _erase_values(physician: Physician, _: Stage) -> int:
    """Where a referral stands in the ledger is kept as long as the ledger is; it holds numbers alone."""
    return int(_changes(physician).exclude(before="", after="").update(before="", after=""))


hold(
    Merge,
    title="ご登録を一つにした記録",
    order=12,
    find=_merges,
    leave_out=("kind", "kept", "absorbed", "by", "marks", "undone_by"),
    erase=_erase_reasons,
)
hold(
    MergeChange,
    title="ご登録を一つにしたときの控え",
    find=_changes,
    not_exported="一つにしたご登録を元に戻すための控えです。中身は、ほかの項目でお渡しします。",
    erase=_erase_values,
)
hold(
    KeptApart,
    title="別の方と確かめた記録",
    find=_apart,
    not_exported="似ているご登録が別の方のものと確かめた記録で、お相手の番号を含みます。",
)
