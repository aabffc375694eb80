"""What a text takes back of itself: of 「年俸 1,600万円 → 1,850万円」 and 「定年を60歳から65歳に変更」 only what holds now is read."""

import re
from dataclasses import replace

from enishi.openings.reading.departments import LISTED
from enishi.openings.reading.line import Line

# Two values are of one sort when the second can stand in the place of the first.
_SORTS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(words)
    for words in (
        r"\d[\d,.]*\s*(?:億|万|千)?円?\s*(?:〜|から|-)\s*\d[\d,.]*\s*(?:億|万|千)?円?|\d[\d,.]*\s*(?:億|万|千)円?|\d[\d,.]*\s*円",
        r"週\s*\d(?:\.\d)?\s*(?:〜\s*(?:週\s*)?\d(?:\.\d)?\s*)?日?|\d(?:\.\d)?\s*日",
        r"月\s*\d+(?:\s*〜\s*\d+)?\s*回?|\d+\s*回",
        r"\d{2}\s*[歳才]",
        r"\d{1,2}\s*[名人]",
        r"あり|なし|有|無|免除|応?相談|任意|必須|不可|可",
        r"非?常勤|スポット",
        r"[月火水木金土日](?:・[月火水木金土日])*曜",
        LISTED.pattern,
    )
)
_ARROW = re.compile(r"[ ]*(?:→|⇒|➡|->|=>)[ ]*")
_UNCHANGED = re.compile(r"\((?:変更|増減)(?:は|点は)?(?:なし|無し|ありません|ございません)\)")
_STATE = re.compile(r"決ま|決定|充足|終了|停止|締切|〆切|取り?下げ|成約|満枠|埋ま|済")
_BREAKS = re.compile(r"[。:\n\t|]|\s{2,}")
_CHANGED = r"(?:変更|変わ|引き?[上下]げ|見直|改め|改定|改正|訂正|減ら|減|増|延長|延ば|短縮|拡大|緩和|修正|上げ|下げ)"
_MOVED = re.compile(
    rf"(?P<old>[^。、:\n]{{1,24}}?)から、?\s*(?P<new>[^。、\n]{{1,24}}?)(?:に|へと?)、?(?:それぞれ)?{_CHANGED}"
)


def as_corrected(line: Line) -> Line:
    """The line with blanks where something stood that the same line replaces; places stay."""
    words = _UNCHANGED.sub(lambda found: " " * len(found.group()), line.text)
    if _ARROW.search(words):
        for arrow in [*_ARROW.finditer(words)]:
            words = _blanked(words, *_replaced_by(words, arrow.start(), arrow.end()))
    if "から" in words:
        for moved in [*_MOVED.finditer(words)]:
            begin = _first_of_a_sort(moved["old"], moved["new"])
            if begin is not None:
                words = _blanked(words, moved.start("old") + begin, moved.start("new"))
    return line if words == line.text else replace(line, text=words)


def _replaced_by(words: str, begin: int, end: int) -> tuple[int, int]:
    """Where the value before an arrow stands that the one behind it replaces; an empty stretch if none does."""
    new = re.split(r"[。、\n]|\s{2,}", words[end:].strip())[0]
    if not new or _STATE.search(words[end:].strip()[:24]):
        return begin, begin
    lead = max((stop.end() for stop in _BREAKS.finditer(words, 0, begin)), default=0)
    for start in (max(lead, words.rfind("、", 0, begin) + 1), lead):
        if (first := _first_of_a_sort(words[start:begin], new)) is not None:
            return start + first, end
    return begin, begin


def _first_of_a_sort(old: str, new: str) -> int | None:
    """Where in some words the first value begins whose sort the other words begin with or hold as well."""
    places = [found.start() for sort in _SORTS if (found := sort.search(old)) and sort.search(new)]
    return min(places, default=None)


def _blanked(words: str, begin: int, end: int) -> str:
    return words[:begin] + " " * (end - begin) + words[end:]
