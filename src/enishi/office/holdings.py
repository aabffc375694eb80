"""What the office keeps of a person: the seekers' ledger's own copy."""

from collections.abc import Iterator

from enishi.common.holdings import Row, Stage, hold
from enishi.office.models import LedgerEntry
from enishi.physicians.models import Physician


def _of(physician: Physician) -> "list[LedgerEntry]":
    return list(LedgerEntry.objects.filter(physician=physician))


def _export(physician: Physician) -> Iterator[Row]:
    for entry in _of(physician):
        yield {"accepted_on": entry.accepted_on.isoformat(), **entry.then}


def _erase(physician: Physician, stage: Stage) -> int:
    """Name and address of the ledger stay as long as the law asks for them."""
    if stage is Stage.AT_ONCE:
        return 0
    return int(LedgerEntry.objects.filter(physician=physician).exclude(facts="").update(facts=""))


hold(
    LedgerEntry,
    title="求職管理簿の記載",
    order=19,
    find=lambda physician: LedgerEntry.objects.filter(physician=physician),
    export=_export,
    labels={
        "accepted_on": "受付年月日", "seeker_name": "氏名", "seeker_address": "住所", "birth_date": "生年月日",
        "wished_occupation": "希望職種",
    },
    erase=_erase,
)  # fmt: skip
