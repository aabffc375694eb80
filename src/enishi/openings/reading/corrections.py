"""What a text takes back of itself: of 「年俸 1,600万円 → 1,850万円」 and 「定年を60歳から65歳に変更」 only what holds now is read."""

import re
from collections.abc import Sequence
from dataclasses import replace

from enishi.openings.reading import patterns
from enishi.openings.reading.departments import LISTED
from enishi.openings.reading.label_heads import terms_in
from enishi.openings.reading.labels import label_of
from enishi.openings.reading.line import Item, Line, blanked
from enishi.openings.reading.once import once
from enishi.openings.reading.patterns import lazy

# Two values are of one sort when the second can stand in the place of the first.
_SORTS: tuple[re.Pattern[str], ...] = tuple(
    lazy(words)
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
_ARROW = lazy(r"[ ]*(?:→|⇒|➡|->|=>)[ ]*")
# A department that is not looked for after all: 「皮膚科は今回は見送り、内科のみとします」.
_LEFT_OUT = lazy(
    rf"(?:{LISTED.pattern})(?:は|については)、?(?:今回は|今年度は|当面)?、?(?:見送|取りやめ|除[きい]て?|募集(?:し|いたし)ません|外し)[^。、\n]{{0,8}}[、。]?"
)
_NOT_SOUGHT = lazy(
    rf"(?:^|(?<=[。\s、※・]))(?:{LISTED.pattern})(?:は|については)(?![^。\n]*(?:曜|当直))[^。\n]{{0,40}}(?:募集|公募)は?(?:して(?:い|おり)?ません|ありません|ございません|行って(?:い|おり)?ません|いたしません)[^。\n]*。?"
)
# 「60歳まで」は消してください, 「年齢の欄(65歳以下)は削除」
_DELETED = lazy(
    r"(?:「[^「」]{1,30}」|\([^()]{1,20}\))(?:の(?:一文|文言|記載|欄))?(?:は|を)、?(?:消し|削除|取り?消し|外し|はずし)[^。\n]*"
)
# A limit or a term that is given up: 「「65歳未満」としていた年齢の条件と、3年の任期はいずれもなくす」.
_GIVEN_UP = lazy(
    r"[^。\n]*(?:年齢|任期|上限)[^。\n]{0,24}(?:なくす|なくし(?:た|ます)|無くす|撤廃|廃止|取り払|外す|外し(?:た|ます)|設けない(?:こと|もの)に)[^。\n]*"
)
_OLD_FIGURE = lazy(r"「?\d{2}\s*歳(?:未満|以下|まで)?」?(?:としていた|だった|という)?|\d年の(?=任期)")
_THE_REST_STANDS = lazy(
    r"^(?:Subject|件名)\s*:.*(?:訂正|変更|修正|差し?替え)|(?:変更|訂正|修正|直し)の(?:ない|なかった)(?:ところ|項目|点|箇所|部分|条件)[^。\n]{0,12}(?:まま|とおり|通り|同じ)|(?:書いて|記載して|触れて|挙げて)(?:い)?ない(?:ところ|項目|点|こと|もの)(?:は|については)[^。\n]{0,24}(?:まま|変わり|変更|同じ|とおり|通り)|(?:ほか|他|以外)(?:の(?:点|条件|項目|内容|ところ))?(?:は|については|につきましては)?、?[^。\n]{0,12}(?:変わり|変更は?(?:あり|ござい)ません|変更(?:は)?なし|前回|従来|これまで|同じ|今まで|以前|(?:昨日|先日|前|元|もと|そ|登録|掲載)の(?:まま|とおり|通り)|そのまま)"
)
_UNCHANGED = lazy(r"\((?:変更|増減)(?:は|点は)?(?:なし|無し|ありません|ございません)\)")
_STATE = lazy(r"決ま|決定|充足|終了|停止|締切|〆切|取り?下げ|成約|満枠|埋ま|済")
_ADDED = lazy(r"[^。、(]*(?:も|を)\s?(?:新たに)?(?:追加|加え|増や|新設)")
_THEREAFTER = lazy(
    r"(?:その|定年|退職|満了)?(?:後|以降|以後)|(?:その先|再雇用|嘱託|継続|延長)"
)  # what follows replaces nothing
_BREAKS = lazy(r"[。:\n\t|]|\s{2,}")
_CHANGED = r"(?:変更|変わ|引き?[上下]げ|見直|改め|改定|改正|訂正|減ら|減|増|延長|延ば|短縮|拡大|緩和|修正|上げ|下げ|なりました|なった)"
_QUOTED_VALUES = lazy(
    rf"「(?P<old>[^「」]{{1,30}})」(?:を|(?:とあ(?:る|ります)の)?は)、?「?(?P<new>[^「」。]{{1,30}})」?(?:(?:に|へと?){_CHANGED}|の(?:誤り|間違い|誤植))"
)
_MOVED = lazy(
    rf"(?P<old>(?:[^。、:\n]{{1,16}}?(?:これまで|従来|現行|現在|今)の)?[^。、:\n]{{1,24}}?)から、?\s*(?P<new>[^。、\n]{{1,24}}?)(?=(?:に|へと?)(?:、[^。\n]{{0,48}}?(?:に|へと?))?、?(?:それぞれ)?{_CHANGED})"
)


def older_letter(lines: Sequence[Line]) -> list[Line]:
    """The lines of a letter quoted below one that says of everything it does not change that it stands, or takes it all back; else none.

    The marks of the quotation are blanks, so that places stay.
    """
    newer, older = [line.text for line in of_the_letter(lines)], _quoted(lines)
    if any(map(_THE_REST_STANDS.search, newer)):
        return older
    return (
        older
        if _withdraws(newer, older) and not any(map(_ASKS_ANEW.search, newer)) and terms_in(map(str.strip, newer)) < 2
        else []
    )


def taken_back(lines: Sequence[Line]) -> list[Line]:
    """The lines of a letter quoted below one that takes back the post whose terms stand there, and asks for another; else none."""
    newer, older = [line.text for line in of_the_letter(lines)], _quoted(lines)
    return older if _withdraws(newer, older) and any(map(_ASKS_ANEW.search, newer)) else []


def of_the_letter(lines: Sequence[Line]) -> list[Line]:
    """The lines that are no quotation."""
    return [line for line in lines if not _QUOTED.match(line.text)]


def _quoted(lines: Sequence[Line]) -> list[Line]:
    return [
        replace(line, text=" " * found.end() + line.text[found.end() :])
        for line in lines
        if (found := _QUOTED.match(line.text)) and not _OF_THE_LETTER.match(line.text, found.end())
    ]


LEAST_TERMS = 3
"""Rows of terms of a post that a letter quotes which takes it back."""
TAKES_BACK = lazy(
    r"(?:取り?下げ|掲載(?:を|の)?(?:終了|停止|取り?消し|取りやめ)|募集(?:を|は)?(?:終了|停止|取りやめ|打ち切|終え))"
)
_ASKS_ANEW = lazy(
    r"(?:先生|医師)[^。\n]{0,24}(?:探し|募集(?:し|いた)|求め|必要)|(?:別|新た|あらため)[なにの]*(?:お願い|募集|求人)|代わりに|かわりに"
)


def _withdraws(newer: Sequence[str], older: Sequence[Line]) -> bool:
    """Whether a letter takes back the post whose terms it quotes."""
    return any(map(TAKES_BACK.search, newer)) and terms_in(line.text.strip() for line in older) >= LEAST_TERMS


# What a letter changes is named at the head of a line: 「(訂正3)年齢 制限なし」, 「・住宅 津山駅の近くに…」, 「(5) 年齢「65歳まで」を削除」.
_CHANGED_HERE = lazy(
    r"\W*(?:\(?(?:訂正|変更|修正)(?:点|箇所)?\s*\d{0,2}\)?)?\W*(?:\d{1,2}\W+)?(?P<label>[一-龥ァ-ヶー]{2,8}?)(?=[\s:は「(]|の(?:欄|項|条件)|$)"
)
_AS_BEFORE = lazy(
    r"変わり(?:は|が)?(?:あり|ござい)|変わらず|変更(?:は)?(?:なし|あり|ござい)|そのまま|(?:従来|前回|これまで)(?:どおり|の?とおり)"
)


def still_standing(older: Sequence[Item], letter: Sequence[Line]) -> list[Item]:
    """An older letter without the limits that the newer one names: a limit that is dropped there leaves nothing behind."""
    changed: set[str] = set()
    for line in letter:
        named = _CHANGED_HERE.match(line.text)
        if named is not None and not _QUOTED.match(line.text) and not _AS_BEFORE.search(line.text):
            changed |= label_of(named["label"])
    return [item for item in older if item.fields.isdisjoint(changed & _CAN_BE_DROPPED)]


# What a letter can change into nothing: 「年齢 制限なし」. Of everything else its own words are read first anyhow.
_CAN_BE_DROPPED = {"age", "retirement"}
_QUOTED = lazy(r"[ ]{0,4}(?:[>|][ ]{0,4}){1,3}")
_OF_THE_LETTER = lazy(
    r"\s*(?:From|To|Cc|Date|Sent|Subject|差出人|宛先|送信(?:日時|者|元)|件名|日付|日時)\s*:|\s*(?:20\d\d|R\d|令和)[\d年/.\-月日 ]+\d{1,2}:\d{2}"
)


@once
def as_corrected(line: Line) -> Line:
    """The line with blanks where something stood that the same line replaces; places stay."""
    words = _UNCHANGED.sub(lambda found: " " * len(found.group()), line.text)
    words = _LEFT_OUT.sub(lambda found: " " * len(found.group()), words)
    words = _DELETED.sub(lambda found: " " * len(found.group()), words)
    if "募集" in words or "公募" in words:
        words = _NOT_SOUGHT.sub(lambda found: " " * len(found.group()), words)
    for given_up in [*_GIVEN_UP.finditer(words)]:
        for figure in [*_OLD_FIGURE.finditer(words, *given_up.span())]:
            words = blanked(words, *figure.span())
    if _ARROW.search(words):
        for arrow in [*_ARROW.finditer(words)]:
            words = blanked(words, *_replaced_by(words, arrow.start(), arrow.end()))
    for moved in [*_QUOTED_VALUES.finditer(words)]:
        if _first_of_a_sort(moved["old"], moved["new"]) is not None:
            words = blanked(words, moved.start(), moved.start("new"))
    if "から" in words:
        for moved in [*_MOVED.finditer(words)]:
            begin = _first_of_a_sort(moved["old"], moved["new"])
            if begin is not None:
                words = blanked(words, moved.start("old") + begin, moved.start("new"))
    return line if words == line.text else replace(line, text=words)


def _replaced_by(words: str, begin: int, end: int) -> tuple[int, int]:
    """Where the value before an arrow stands that the one behind it replaces; an empty stretch if none does."""
    new = patterns.split(r"[。、\n]|\s{2,}", words[end:].strip())[0]
    if not new or _STATE.search(words[end:].strip()[:24]) or _THEREAFTER.match(new) or _ADDED.match(new):
        return begin, begin
    lead = max((stop.end() for stop in _BREAKS.finditer(words, 0, begin)), default=0)
    for start in (max(lead, words.rfind("、", 0, begin) + 1), lead):
        if (first := _first_of_a_sort(words[start:begin], new)) is not None:
            return start + first, end
    return begin, begin


def _first_of_a_sort(old: str, new: str) -> int | None:
    """Where in some words the first value begins whose sort the other words begin with or hold as well."""
    places = [found.start() for sort in _SORTS if (found := sort.search(old)) and sort.search(new)]
    if places and (before := patterns.search(r"(?:これまで|従来|現行|現在|今)の\s*$", old[: min(places)])):
        return before.start()
    return min(places, default=None)
