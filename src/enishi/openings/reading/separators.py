"""What parts a label from its value, whichever sign a writer takes for it: 「勤務地／東かがわ市」, 「年俸→1,500万円」 as 「勤務地:東かがわ市」."""

from enishi.openings.reading.labels import label_of
from enishi.openings.reading.patterns import lazy

LEAST = 3
"""Lines that begin with a label and the sign, from which on it parts labels from values in this text."""
_SIGNS = ("/", "→", "⇒", " - ", " > ")
LEAST_GAPS = 5
"""The same for a gap of one blank, which parts words of one value as well."""
_GAPPED = lazy(
    r"(?m)^[ \t]*(?:[・○◇▷※*-] ?|[(]?\d{1,2}[.)] ?)?(?P<label>[^\W\d]{2,8}) (?=[^\s:/=|.…‥・─→⇒-])(?!.*[ ][▷◇○・])"
)
_A_POST = lazy(r"医師|常勤|先生")
_LONGEST = 16
_BEGINS = lazy(r"(?:^|(?<=[ \t]))[^\w\n\t ]{0,2} ?(?=[^\W\d])")
_WORD = lazy(r"[^\s/:→⇒()]+")
_A_SUM = lazy(r"\S{1,4}\s*約?\d")


def canonical(text: str) -> str:
    """The text with colons between labels and values; of the same length."""
    for sign in _SIGNS:
        if text.count(sign) >= LEAST:
            lines = text.split("\n")
            told = [_with_colons(line, sign) for line in lines]
            if sum(new != old for new, old in zip(told, lines, strict=True)) >= LEAST:
                text = "\n".join(told)
    gaps = [
        m
        for m in _GAPPED.finditer(text)
        if label_of(m["label"])
        and not _A_POST.search(m["label"])
        and not all(map(label_of, text[m.end() :].split("\n", 1)[0].split()[:3]))  # the heads of columns
    ]
    if len(gaps) >= LEAST_GAPS:
        for m in gaps:
            text = f"{text[: m.end() - 1]}:{text[m.end() :]}"
    return text


def _with_colons(line: str, sign: str) -> str:
    if sign not in line:
        return line
    for begin in _BEGINS.finditer(line):
        at = line.find(sign, begin.end() + 1, begin.end() + _LONGEST)
        while at >= 0 and _is_label(line, at + len(sign)):
            at = line.find(sign, at + 1, begin.end() + _LONGEST)
        if at >= 0 and label_of(line[begin.end() : at]):
            line = f"{line[:at]}:{' ' * (len(sign) - 1)}{line[at + len(sign) :]}"
    return line


def _is_label(line: str, at: int) -> bool:
    """Whether the word that begins there is a label too: 「当直/オンコール」 is one label of two things, 「報酬/日額 82,000円」 is not."""
    value = _WORD.match(line, at)
    return value is None or (bool(label_of(value.group())) and not _A_SUM.match(line, at))
