"""The marks at the heads of lines, whichever sign a writer takes for them: ■ ◆ ● ▼ for headings, ・ ○ for points,
【】 for words in brackets, (1) (2) for what counts.

A sign tells nothing by its shape. What it heads tells what it is: lines with others below them are headings, lines one below
another are points. Signs that stand elsewhere too, or that a legend explains, may mean something and stay.
"""

import re
from collections.abc import Iterator

from enishi.openings.reading.patterns import lazy

HEADINGS = "■◆●▼"
POINTS = "・○"
_KNOWN = "〇〓§‣•⇒"
_SIGN = lazy(rf"[{_KNOWN}\u2580-\u259f\u25a0-\u25ff\u2600-\u27bf\u2b00-\u2bff]")
_MEANS = lazy("[◯✓✔✕✖✗✘☐☑☒]")
_LEGEND = lazy(r"\s*(?:[=:…]|は|印|が)")
_AIRY = lazy(r"^([ \t]*[(\[【<〔]) ([0-9A-Zア-オ]{1,2}) ([)\]】>〕])", re.M)  # 「[ 1 ] 常勤医師」
_REMARK_ALONE = lazy(r"\s*\([^()]*\)\s*")  # 「○(月1回)」 below a label
_PAIRS = ("■□", "●○", "◆◇", "▼▽", "▲△", "★☆")
LONGEST_HEADING = 30
_BRACKETS = ("〖〗", "〚〛", "«»", "‹›", "≪≫", "⟪⟫", "⟨⟩", "{}", "『』", "〈〉", "《》", "〔〕", "[]")
_HEADED = r"^[ \t]*{0}([^{0}{1}\n]{{1,30}}){1}"
_BETWEEN = "★☆◆◇■□●○*"
_NUMBER = lazy(r"(?:No\.?)?\s?[A-Za-zア-オ]?-?\d{0,6}")


def canonical(text: str) -> str:
    """The text with other signs at the heads of lines; of the same length."""
    text = _counted_in_digits(_between_signs(_in_our_brackets(_boxes(_AIRY.sub(r"\1\2\3  ", text)))))
    lines = text.split("\n")
    heads = [_head(line) for line in lines]
    other = {sign: mark for sign, mark in _marks(text, lines, heads) if sign != mark}
    if not other:
        return text
    return "\n".join(
        f"{line[: head[0]]}{other[head[1]]}{line[head[0] + 1 :]}" if head and head[1] in other else line
        for line, head in zip(lines, heads, strict=True)
    )


# A heading in a frame of its own: 「┏━━━┓」, 「　常勤　内科　１名」, 「┗━━━┛」.
_FRAME = lazy(
    r"^(?P<top>[ \u3000\t]*[┏┌╔╭][━─═]{3,}[┓┐╗╮][ \u3000\t]*)\n(?P<words>[^\n]*\S[^\n]*)\n(?P<foot>[ \u3000\t]*[┗└╚╰][━─═]{3,}[┛┘╝╯][ \u3000\t]*)$",
    re.M,
)
_SIDE = lazy(r"[┃│║|｜]")


def framed(text: str) -> str:
    """Headings in frames with a mark before them and no frame, of the same length; those without a blank for the mark stay."""
    mark = next((sign for sign in HEADINGS if sign not in text), "")

    def headed(found: re.Match[str]) -> str:
        words = _SIDE.sub(" ", found["words"])
        if not mark or not words[:1].isspace():
            return found.group()
        at = len(words) - len(words.lstrip())
        return "\n".join((" " * len(found["top"]), words[: at - 1] + mark + words[at:], " " * len(found["foot"])))

    return _FRAME.sub(headed, text)


# An entry drawn at its left side alone: 「┏ 12/7(日)」, 「┃埼玉県加須市…」, 「┗ 応募する」.
_LEFT_TOP, _LEFT_SIDE = (
    lazy(r"^([ \u3000\t]*)[┏┌╔╭](?=[ \u3000][^━─═\n])", re.M),
    lazy(r"^([ \u3000\t]*)[┃│║┗└╚╰](?![━─═])", re.M),
)


def sided(text: str) -> str:
    """Entries drawn at their left side with a mark at their head and no side, of the same length; the text where there are not two."""
    mark = next((sign for sign in HEADINGS if sign not in text), "")
    if not mark or len(_LEFT_TOP.findall(text)) < 2:
        return text
    return _LEFT_SIDE.sub(r"\1 ", _LEFT_TOP.sub(rf"\1{mark}", text))


# Ticked and empty boxes, drawn with brackets or with a tick alone: 「[✓]常勤 [ ]非常勤」, 「(レ)有 ( )無」, 「✓有 □無」.
_DRAWN = (
    (lazy(r"\[ ?[✓✔レxXvV×■●*] ?\]"), lazy(r"\[ {1,3}\]")),
    (lazy(r"\( ?[✓✔レvV] ?\)(?= ?[^\W\d])"), lazy(r"\( {1,2}\)(?= ?[^\W\d])")),
    (lazy(r"[✓✔レ](?= ?[^\W\d])(?<![^\s□][✓✔レ])"), lazy(r"□(?= ?[^\W\d])")),
)


def _boxes(text: str) -> str:
    """☑ and □ for the boxes of a form, whichever way they are drawn, where it has ticked and empty ones."""
    for ticked, empty in _DRAWN:
        if ticked.search(text) and empty.search(text):
            text = ticked.sub(lambda found: "☑".rjust(len(found.group())), text)
            text = empty.sub(lambda found: "□".rjust(len(found.group())), text)
    return text


def _in_our_brackets(text: str) -> str:
    """Other brackets around the first words of lines as 【】, around their numbers as []: the kind that most lines begin with."""
    found = {pair: re.findall(_HEADED.format(*map(re.escape, pair)), text, re.M) for pair in _BRACKETS}
    pair = max(found, key=lambda pair: len(found[pair]))
    ours = "[]" if all(map(_NUMBER.fullmatch, found[pair])) else "【】"
    if ours[0] in text or {text.count(sign) for sign in pair} != {len(found[pair])}:
        return text
    return text.translate({ord(pair[0]): ours[0], ord(pair[1]): ours[1]})


def _between_signs(text: str) -> str:
    """Words at the head of lines between two signs as 【】: 「★求む★ 半田市…」, 「◆五島市◆ 国保…診療所」."""
    for sign in _BETWEEN:
        pattern = re.compile(
            rf"^([ \t]*){re.escape(sign)}([^{re.escape(sign)}\s\n]{{1,14}}){re.escape(sign)}(?=\s|$)", re.M
        )
        found = pattern.findall(text)
        if len(found) >= 2 and text.count(sign) == 2 * len(found) and "【" not in text:
            return pattern.sub(r"\1【\2】", text)
    return text


def _counted_in_digits(text: str) -> str:
    """Letters in round brackets that count lines from the first on, (A) (B) or (ア) (イ), as (1) (2), where the text has no (1)."""
    if "(1)" in text:
        return text
    for letters in ("ABCDEFGHI", "abcdefghi", "アイウエオカキクケ"):
        counted = [letter for letter in letters if re.search(rf"^[ \t]*\({letter}\)", text, re.M)]
        if len(counted) >= 2 and counted == list(letters[: len(counted)]):
            if re.search(rf"(?<![A-Za-zァ-ヶー一-龥(])[{''.join(counted)}](?=[・、はのにもと]|とも|共通)", text):
                return text  # 「A・Bは当直を伴いません」 names them without brackets
            return re.sub(rf"\(([{''.join(counted)}])\)", lambda found: f"({letters.index(found[1]) + 1})", text)  # noqa: B023
    return text


def _head(line: str) -> tuple[int, str] | None:
    """Where the sign at the head of a line stands, and the sign."""
    at = len(line) - len(line.lstrip())
    return (at, line[at]) if at < len(line) and _SIGN.match(line[at]) and not _MEANS.match(line[at]) else None


def _marks(text: str, lines: list[str], heads: list[tuple[int, str] | None]) -> Iterator[tuple[str, str]]:
    """Each sign that is a mark and nothing else, and the mark that it is."""
    headed: dict[str, list[int]] = {}
    for number, head in enumerate(heads):
        if head is not None:
            headed.setdefault(head[1], []).append(number)
    free = {sign: at for sign, at in headed.items() if _only_a_mark(sign, at, text, lines, heads)}
    taken = {sign for sign in {*HEADINGS, *POINTS} if sign in headed and sign not in free}
    if any(line.lstrip().startswith("・") for line in lines):
        taken.add("・")
    headings, points = iter([m for m in HEADINGS if m not in taken]), iter([m for m in POINTS if m not in taken])
    for sign, at in free.items():
        mark = next(headings if _is_heading(sign, at, lines, heads) else points, None)
        if mark is not None:
            yield sign, mark


def _only_a_mark(sign: str, at: list[int], text: str, lines: list[str], heads: list[tuple[int, str] | None]) -> bool:
    if any(sign in pair and other in text for pair in _PAIRS for other in pair if other != sign):
        return False
    for number in at:
        begin = heads[number][0] + 1  # type: ignore[index]
        rest = lines[number][begin:]
        if (
            not rest.strip()
            or _REMARK_ALONE.fullmatch(rest)
            or _LEGEND.match(rest)
            or sign in rest.rstrip().rstrip(sign)
        ):
            return False
    return text.count(sign) == sum(lines[number].count(sign) for number in at)


def _is_heading(sign: str, at: list[int], lines: list[str], heads: list[tuple[int, str] | None]) -> bool:
    """Whether other lines stand below most of the lines of a sign."""
    if len(at) == 1:
        words = lines[at[0]].strip()
        return len(words) <= LONGEST_HEADING and "。" not in words
    followed, headed = 0, set(at)
    for number in at:
        below = next((i for i in range(number + 1, len(lines)) if lines[i].strip()), None)
        followed += below is not None and below not in headed
    return followed > len(at) / 2
