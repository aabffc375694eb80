"""What parts a label from its value, whichever sign a writer takes for it: 「勤務地／東かがわ市」, 「年俸→1,500万円」 as 「勤務地:東かがわ市」."""

from enishi.openings.reading.labels import label_of
from enishi.openings.reading.patterns import lazy

LEAST = 3
"""Lines that begin with a label and the sign, from which on it parts labels from values in this text."""
_SIGNS = ("/", "→", "⇒", " - ", " > ")
_LONGEST = 16
_BEGINS = lazy(r"(?:^|(?<=[ \t]))[^\w\n\t ]{0,2} ?(?=[^\W\d])")
_WORD = lazy(r"[^\s/:→⇒()]+")


def canonical(text: str) -> str:
    """The text with colons between labels and values; of the same length."""
    for sign in _SIGNS:
        if text.count(sign) >= LEAST:
            lines = text.split("\n")
            told = [_with_colons(line, sign) for line in lines]
            if sum(new != old for new, old in zip(told, lines, strict=True)) >= LEAST:
                text = "\n".join(told)
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
    """Whether the word that begins there is a label too: 「当直/オンコール」 is one label of two things."""
    value = _WORD.match(line, at)
    return value is None or bool(label_of(value.group()))
