"""What a letter to many may say, and when it needs a second person. Pure."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping

from enishi.common.giveaways import giveaways_in

HANDFUL = 5
"""Up to so many readers, who wrote the letter lets it go; beyond, a second person does."""

BATCH = 20
"""So many enter the outbox at once, then comes a pause in which the sending can be stopped."""

PAUSE_SECONDS = 60

MARK = re.compile(r"[{｛]([^{}｛｝\n]{1,20})[}｝]")
MONEY = re.compile(r"[0-9０-９]+\s*(円|万)|年俸|日額|報酬|給与")


def marks_in(text: str) -> list[str]:
    """What stands in braces: 「{宛名}」 → ["宛名"]."""
    return list(dict.fromkeys(MARK.findall(text)))


def filled(text: str, words: Mapping[str, str]) -> str:
    """The text of one reader. Raises KeyError for a mark without words."""
    return MARK.sub(lambda found: words[found.group(1)], text)


def subject_faults(subject: str) -> list[str]:
    """Sentences on what a subject must not hold: it stands on locked screens and in the lists of shared machines."""
    faults = []
    if marks_in(subject):
        faults.append("件名には、｛宛名｝のような印を入れられません。本文にお入れください。")
    if found := giveaways_in(subject):
        faults.append(
            f"件名に{found[0].kind.label}が入っているようです。件名は人目にふれるため、本文にお書きください。"
        )
    if MONEY.search(subject):
        faults.append("件名に金額や報酬のことが入っているようです。本文にお書きください。")
    return faults


def fingerprint(subject: str, body: str, readers: Iterable[tuple[int, str, str, str, str]]) -> str:
    """SHA-256 of exactly what is approved. readers: (user or 0, physician's number, address, own words as JSON, whose).

    A reader without `whose` is told as before there was one, so that an approval asked for then still stands.
    """
    told = [[*reader, whose] if whose else reader for *reader, whose in readers]
    said = json.dumps([subject, body, told], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()
