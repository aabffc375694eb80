"""何のために: asked before a file with the data of many people leaves, and kept beside the log of files taken out."""

from collections.abc import Iterable, Mapping

from enishi.common.actor import Actor
from enishi.common.workflow import Refusal, StepRefused
from enishi.office.enums import Why
from enishi.office.models import FilePurpose

LONGEST = 200


def say_purpose(*, what: str, why: Why, words: str, by: Actor) -> FilePurpose:
    """what: code of the file (`files_taken`). Raises StepRefused for another purpose without words."""
    words = " ".join(words.split())[:LONGEST]
    if why is Why.OTHER and not words:
        raise StepRefused(Refusal("words", "何のためか、ひとことご記入ください。例：引っ越しの前の控え"))
    return FilePurpose.objects.create(what=what, why=why, words=words, by_id=by.user_id)


def purpose_words(entries: Iterable[Mapping[str, object]]) -> list[str]:
    """For the data of each entry of the log, its purpose in words; "" where none was asked. One query."""
    given = list(entries)
    rows = FilePurpose.objects.in_bulk([pk for data in given if isinstance(pk := data.get("purpose"), int)])
    return [_words(data, rows) for data in given]


def _words(data: Mapping[str, object], rows: Mapping[int, FilePurpose]) -> str:
    code, pk = str(data.get("why", "")), data.get("purpose")
    said = rows[pk].words if isinstance(pk, int) and pk in rows else ""
    if code not in set(Why):
        return said
    label = "そのほか" if code == Why.OTHER else Why(code).label
    return f"{label}：{said}" if said else label
