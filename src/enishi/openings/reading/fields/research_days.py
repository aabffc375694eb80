"""Days of research, which leave fewer days of work in the week: fixed ones, and those on request."""

from collections.abc import Sequence

from enishi.openings.reading import patterns
from enishi.openings.reading.line import Item, sentences
from enishi.openings.reading.patterns import lazy

_RESEARCH = lazy(
    r"(?:(?:希望|申し?出|相談)[^。\n]{0,10})?(?:研究日|研修日|外勤日|自己研鑽日)[^。、\n]{0,8}?(?:週)?\s*(?P<n>0\.5|\d|半)?\s*日?[^。\n]{0,14}"
)
_RESEARCH_BEFORE = lazy(
    r"(?:うち|内|、|の)?\s*(?:週)?(?P<n>0\.5|\d|半)\s*日(?:間|分)?(?:は|を|が|の)?(?:自主|院外|大学での)?(?:研究日|研修日|外勤日|自己研鑽|、?[^。\d]{0,28}?研究日(?:を過ご|にあて|に充て)|、?[^。、]{0,12}での研修や研究|研修や研究|研究や研修|研究(?:や|・)研修|研修(?:や|・)研究|研究(?=に|のため)|研修(?=に充|のため))[^。、\n]{0,12}"
)
# 「うち1日は、全員が院外で研修する研究日です」, 「うち半日は全員に研究の時間としてお使いいただきます」
_OF_WHICH = lazy(
    r"うち、?(?:毎)?(?:週)?(?P<n>0\.5|\d|半)\s*日(?:間|分)?(?:は|を|が)、?[^。\d]{0,28}?(?:研究日|研修日|外勤日|自己研鑽|(?:研修|研究|勉強)(?:する|される)?(?:の?時間|の?日)?(?:に[あ充]て|として|とし|と(?:決|定)|と?に?なって|です))[^。、\n]{0,14}"
)
_FOR_EVERYBODY = lazy(r"全員|どな(?:た|たさま)(?:に|で)?も|必ず|みなさん|皆さん|一律")
_ON_REQUEST = lazy(
    r"つけられ|設けられ|[あ充]てられ|使え|希望|可|取れ|取得でき|相談|応じ|まで|選べ|申し?出|認め|任意|でき(?:ます|る(?!よう))"
)
# The days of work are told beside the research day, so that nothing is left to take off.
_WORK_ITSELF = lazy(
    r"残(?:る|りの?)\s*\d日|研究日[^。]{0,24}(?:勤務|出勤|診療)(?:日数)?(?:は|を|:)?\s*(?:実質)?\s*週\s*\d|実働|実勤務|実質(?:勤務)?\s*週?\s*\d"
)


# 「水曜は研究日と決まっていて」, 「うち金曜の午後は大学での研修日とします」, 「研究日は毎週水曜に固定」
_DAY_OF_RESEARCH = lazy(
    r"[月火水木金]曜日?(?:の(?:1日|一日|終日|(?P<half>午前|午後|半日)))?[はをが]、?[^。、\d]{0,24}?(?:研究日|研修日|外勤日|自己研鑽日)(?:\([^()]*\))?(?:と(?:決|定|固定|し|な)|に(?:な|し|固定|定|決|充|あて|でき)|です|で、?|として|の(?:ため|扱い))|(?:研究日|研修日|外勤日)(?:は|:|が|\()\s*(?:毎週)?[月火水木金]曜日?(?:に|で|と)?(?:固定|決|です|定め|\)|で、)"
)


# 「研究日は希望者のみ、最大2日まで」
_UP_TO = lazy(r"(?:研究日|研修日|外勤日)[^。\n]{0,14}(?:最大|最高|上限)(?:で)?\s*(?:週)?\s*(?P<n>[12])日")


def less_research(
    items: Sequence[Item], least: float | None, most: float | None, *, apart: bool = False
) -> tuple[float | None, float | None, list[tuple[int, int]]]:
    for item in items:
        if item.about("site", "process"):
            continue
        for words, start in sentences(item):
            if least is not None and (up_to := _UP_TO.search(words)) is not None:
                place = [(start + up_to.start(), start + up_to.end())]
                return max(least - float(up_to["n"]), 0.5), most, place
            if (
                _WORK_ITSELF.search(words)
                or patterns.search(r"別に|ほかに|他に|のほか|に加え", words)
                or ((most or 0) < 5 and patterns.search(r"[月火水木金土]曜日?は(?:研究日|研修日)", words))
                or "別途" in words
                or patterns.search(r"含ま(?:ず|な|れ?ません)", words)
                or ("除く" in words and "研究日" in words)
            ):
                continue
            if (
                patterns.search(r"研究日|研修日|外勤日", item.label)
                and (
                    lone := patterns.search(
                        r"(?:週|月に?)?\s*(?P<n>0\.5|\d|半)\s*日|(?P<m>あり(?!ま?せん|ま?すか)|有(?!無)|可(?!能性))",
                        words,
                    )
                )
                and "勤務" not in words
            ):
                number = {"半": 0.5, None: 1.0}.get(lone["n"]) or float(lone["n"])
                place = [(start + lone.start(), start + lone.end())]
                if number <= 2 and "月" not in lone.group():
                    most_left = most if _ON_REQUEST.search(words) else None if most is None else max(most - number, 0.5)
                    return (None if least is None else max(least - number, 0.5)), most_left, place
            if most == 5 and (own := _DAY_OF_RESEARCH.search(words)) is not None:
                number = 0.5 if own["half"] else 1.0
                fixed = least if least is None or (least != most and least < 4) else max(least - number, 0.5)
                at = [(start + own.start(), start + own.end())]
                asked = patterns.search(r"希望|申し?出|相談|任意", words[max(own.start() - 8, 0) : own.start()])
                asked = asked or _ON_REQUEST.search(words[own.start() : own.end() + 6])
                return fixed, most if asked else max(most - number, 0.5), at
            for found in [*_OF_WHICH.finditer(words), *_RESEARCH_BEFORE.finditer(words), *_RESEARCH.finditer(words)]:
                whole = patterns.split(r"[。\n]", words[max(0, found.start() - 12) : found.start()])[-1] + found.group()
                if patterns.search(
                    r"なし|無し|ありません|ございません|ありますか|手当|費|[+＋]|プラス|日と研", whole
                ) or not (found["n"] or patterns.search(r"1日|週", whole) or patterns.search(r"あり|有|可|取", whole)):
                    continue
                number = {"半": 0.5, None: 1.0}.get(found["n"]) or float(found["n"] or 1)
                if found["n"] is None and patterns.search(
                    r"週に?\s*(?:0\.5|半)\s*日", whole + words[found.end() : found.end() + 6]
                ):
                    number = 0.5
                if number > 2:
                    continue
                place = [(start + found.start(), start + found.end())]
                if _ON_REQUEST.search(whole) and not _FOR_EVERYBODY.search(whole):
                    if apart and least is not None and most is not None and most - number == least:
                        return least, most, place  # 「希望者には週1日の研究日を認め、週4日とすることもできます」
                    return (None if least is None else max(least - number, 0.5)), most, place
                if apart and least is not None and most is not None and most - number == least:
                    return least, least, place  # 「週4日を診療に、研究日を含めて週5日」
                fixed = least if least is None or (least != most and least < 4) else max(least - number, 0.5)
                return fixed, (None if most is None else max(most - number, 0.5)), place
    return least, most, []
