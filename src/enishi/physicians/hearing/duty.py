"""Night duty and on-call: what the physician takes, and how often."""

import re
from collections.abc import Iterator

from enishi.physicians.hearing.found import HARD, ON_CONDITION, Heard, Open, Quote, left_open
from enishi.physicians.hearing.phrases import Clause
from enishi.physicians.hearing.stance import Stance, stance_after

DUTY = re.compile(
    r"(?P<on_call>オンコール|待機|呼び?出し)|(?P<night_duty>(?:宿|日|副)?当直(?!室|料|手当|明け|許可)|宿直|夜勤|夜の?勤務)"
)
_TIMES = re.compile(
    r"月\s*(?:に)?\s*(\d{1,2})\s*(?:回|日|度)\s*(?:くらい|ぐらい|程度)?\s*(?:まで|以内|以下|なら|が限度)"
)
_WILL = {Stance.NO: "no", Stance.MAYBE: "negotiable", Stance.YES: "yes", Stance.WANT: "yes"}


def read(clause: Clause) -> Iterator[Heard | Open]:
    found = list(DUTY.finditer(clause.text))
    for at, mention in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(clause.text)
        field = mention.lastgroup or ""
        stance, said = stance_after(clause, mention.end(), end)
        if stance is None or stance is Stance.NEEDLESS:
            continue
        quote = Quote.of(clause, said)
        if not (clause.plain and said.plain):
            if (one := left_open(field, clause if not clause.plain else said)) is not None:
                yield one
            continue
        if stance is Stance.HARD:
            yield Open(field, quote, HARD)
            continue
        # 「当直のない所がいい」: what is wished for is that there is none.
        times = _TIMES.search(clause.text[mention.end() : end]) if stance is not Stance.NO else None
        value = _WILL[stance]
        if value == "yes" and (clause.under or said.under):
            value = "negotiable"
        if (times and field == "night_duty") or (stance is Stance.MAYBE and times is None and clause.under):
            value = "negotiable"
        if times and field == "on_call":
            if 1 <= int(times[1]) <= 31:
                yield Heard("max_on_call_per_month", int(times[1]), quote, clause.mends)
            value = "negotiable" if clause.under else "yes"
        yield Heard(field, value, quote, clause.mends)
        if times and field == "night_duty":
            yield Open(
                field,
                quote,
                f"当直は月{int(times[1])}回まで、とのことです。「お伝えになりたいこと」にもお書きください。",
            )
        elif clause.under and stance is not Stance.NO:
            yield Open(field, quote, ON_CONDITION)
