"""Days a week, from numbers of days in the text only."""

import re
from collections.abc import Sequence
from dataclasses import replace

from enishi.openings.reading import patterns
from enishi.openings.reading.facts import Found, merged
from enishi.openings.reading.fields.research_days import less_research
from enishi.openings.reading.line import Item, sentences
from enishi.openings.reading.noise import OTHERS
from enishi.openings.reading.once import once
from enishi.openings.reading.patterns import lazy

_N = r"\d(?:\.\d)?"
_DAYS = lazy(
    rf"(?:(?<!隔)週|[1一]週間?(?:に|あたり|当たり)?|毎週)\s*(?:の?うち|に|あたり|当たり|平均|約|最低|最大|原則)?\s*(?P<one>{_N})\s*(?P<half>日半)?(?:日)?(?P<more_one>以上|から)?\s*"
    rf"(?:(?P<range>[〜~\-ー]|から|または|又は|もしくは|あるいは|ないし|乃至|or|か|と(?=\s*(?:週)?\s*\d日(?:から|より|の(?:どちら|いずれ|うち|2通り)|で選|を選))|、|,|・|/)\s*(?:、?(?:多くても|せいぜい|もしくは))?(?:週)?\s*(?:(?P<two>{_N})(?!日\s*(?:\d{{1,2}}(?:[.:]\d+)?時間|あたり|につき)))?)?\s*(?P<unit>日)(?P<half2>半|と半日(?!の?(?:研|外))|\+半日(?!の?(?:研|外)))?"
    rf"\s*(?P<side>以上|から|より|〜|以内|まで|以下|未満|を(?:超え|越え|上回)(?:る(?:こと)?(?:は|が)?(?:あり|ござい|な)|(?:ませ|な)))?"
    rf"(?:\s*(?:勤務)?\s*[(、]\s*(?P<also>{_N})\s*日(?:勤務|間)?(?:も|でも|への短縮も)?\s*(?:可|応?相談|ご?相談|結構|お受け|選べ))?"
)
_OF_THE_NAMED = lazy(
    rf"(?:[月火水木金土日]曜日?|[・、〜][月火水木金土日])\s*[(、]?\s*(?:の)?うち、?\s*(?:いずれか|お好きな|ご?都合の(?:よ|良|つ)[いく]|任意の)?\s*(?P<one>{_N})\s*(?:[〜-]\s*(?P<two>{_N}))?日(?:(?P<half>半)|(?P<side>以上|から)?(?![はが間半]|を(?!お願い|ご?担当|ご?勤務|お?選|募集)))"
)
_PER_WEEK = lazy(
    rf"(?P<one>{_N})\s*(?:日)?\s*(?:(?:〜|または|か|・)\s*(?P<two>{_N}))?\s*日(?:勤務)?(?P<open>以上|から|〜)?\s*(?:/\s*1?週|\(週\))|週(?:間)?\s{{0,6}}(?:の|あたりの?|当たりの?)?(?:(?:所定)?(?:勤務|出勤|労働|就業)(?:日数|日|の日数)?|日数)(?:は|:)\s*(?P<three>{_N})日"
)
_AT_LEAST = lazy(r"(?:最低(?:でも)?|少なくとも)\s*$")
_NOT_THIS = lazy(
    r"(?:検査|健診|診察|訪問|手術|外来)(?:日)?は|外来に(?:出|立|入)[^、。]{0,8}のは|バス|便|在宅|テレワーク|休|コマ|派遣(?!先で)|応援|学会|外勤|訪問診療|往診|救急当番|リハビリ|透析|回診|常勤医が|診療所へ|開院|診療して|オペ|手術日|託児|保育|看護|定休|専門外来"
)
# 「待遇 年俸1,700万円/週5日」
_BESIDE_PAY = lazy(rf"[/、]\s*週\s*{_N}(?:\s*[〜-]\s*{_N})?日(?=[\s、。/(]|$)")


def read(items: Sequence[Item]) -> Found | None:
    """[least, most] days a week; an open side is null. A research day on request lowers the least, a fixed one both."""
    sides: list[tuple[float | None, float | None]] = []
    places: list[tuple[int, int]] = []
    items = [_as_it_is_now(item) for item in items]
    for item in items:
        if not item.about("site", "process", "leave") and (real := _ACTUAL.search(item.text)) is not None:
            if real["k"] and patterns.search(
                r"希望|場合|申し?出|[とす]れば", item.text[: real.start()].rpartition("。")[2]
            ):
                continue  # 「希望により研究日をとれば、院内での勤務は週4日」
            number = _whole(
                float(real["n"] or real["m"] or real["k"] or real["rest"] or real["rest2"] or real["rest3"])
            )
            return Found.at([number, number], item.start + real.start(), item.start + real.end())
    for item in items:
        if (
            item.about("site", "process", "leave", "pay", "housing", "night", "on_call")
            and not item.about("days", "employment")
            and not (item.about("night") and patterns.search(r"週\s?\d日の?勤務", item.text))
            and not (
                item.about("leave")
                and patterns.search(
                    r"(?:労働|勤務|出勤)日数|週\s?\d日(?:間)?(?:の?勤務|、[^。休]{0,30}の?勤務)", item.text
                )
            )
            and (not item.about("pay") or (item.label in ("待遇", "処遇") and not _BESIDE_PAY.search(item.text)))
        ):
            continue
        if item.cell and item.about("other") and "研究" not in item.label:
            continue  # what is done in a cell: 「手術（週2日）」
        if patterns.search(r"研究|研修|外勤", item.label) and not patterns.search(r"勤務|週\s?\d日の?うち", item.text):
            continue
        if item.label in ("診療日", "開院日") and "休診" in item.text:
            continue  # when the house is open
        if patterns.fullmatch(r"(?:訪問診療|往診|外来|手術|検査|健診|透析|回診|内視鏡)(?:日|等)?", item.label):
            continue  # what is done: 「訪問診療 週2日」
        if _ASKS_HOW_MANY.search(item.label) and "週" not in item.text:
            for figure in _A_NUMBER.finditer(item.text):
                sides.append((float(figure["n"]), None if figure["side"] else float(figure["n"])))
                places.append((item.start + figure.start(), item.start + figure.end()))
            if sides:
                continue
        for words, start in sentences(item):
            for found in (m for pattern in _TOLD_PLAINLY for m in pattern.finditer(words)):
                sides.append(_plain(found))
                places.append((start + found.start(), start + found.end()))
            for found in _DAYS.finditer(words):
                if any(a <= start + found.start() < b for a, b in places):
                    continue
                if _another_matter(words, found) or (sides and _OF_THE_WEEK.match(words, found.end())):
                    continue
                told = _sides(found)
                if (
                    told[1] is None
                    and sides
                    and _OUT_OF_THESE.match(words, found.end())
                    and _OR.search(words, 0, found.start())
                ):
                    told = told[0], told[0]  # 「週4日、週4.5日、週5日から選べます」
                if told[0] == told[1] and _LATER_FULL_TIME.search(words[: found.start()]):
                    # 「非常勤で週2日から、いずれ常勤(週4日)も」
                    sides = [
                        (low, told[1] if high is None and low and low <= (told[1] or 0) else high)
                        for low, high in sides
                    ]
                sides.append(told)
                places.append((start + found.start(), start + found.end()))
            for also in _ALSO.finditer(words) if sides else ():
                number = float(next(group for group in also.groups() if group))
                sides.append((number, number))
                places.append((start + also.start(), start + also.end()))
        if (
            item.about("days")
            and (
                bare := patterns.match(
                    rf"(?:週\s*)?({_N})(?:日?\s*([〜\-]|以上)\s*({_N})?)?\s*日?(?:程度|間|くらい)?(?:\s*\((?:[^()\d]*|(?:週)?(?P<fewer>{_N})日(?:の?勤務|間)?(?:も|でも)[^()\d]*)\))?(?:$|(?<=日)\s{{2}}(?!\s*[〜\d]))",
                    item.text.strip(),
                )
            )
        ) and ("週" in item.label or "日数" in item.label or (item.cell and item.text.strip().endswith("日"))):
            if not sides or bare["fewer"]:
                sides.append((float(bare[1]), None if bare[2] and not bare[3] else float(bare[3] or bare[1])))
                places.append((item.start, item.end))
            if bare["fewer"]:
                sides.append((float(bare["fewer"]), float(bare["fewer"])))
    if not sides:
        return None
    if (
        len(sides) == 2
        and {s[0] is None for s in sides} == {True, False}
        and {s[1] is None for s in sides} == {True, False}
    ):
        # 「週4日から(上限 週5日)」
        sides = [(next(s[0] for s in sides if s[0] is not None), next(s[1] for s in sides if s[1] is not None))]
    # 「週2日からの復職」 above 「週2〜3日の非常勤」
    ranged = {low for low, high in sides if low is not None and high is not None and low < high}
    sides = [side for side in sides if side[1] is not None or side[0] not in ranged]
    if any(high is None for _, high in sides) and any(
        _BY_KIND.search(item.text)
        or (_FROM_SO_MANY.search(item.text) and len(patterns.findall(rf"週(?:に|間に)?\s*{_N}日", item.text)) > 1)
        for item in items
    ):
        # 「週5日を基本としますが、子育て中の先生は週3日からで結構です」, 「常勤は週5日、非常勤は週2日から」
        top = max((high for _, high in sides if high is not None), default=None)
        sides = [(low, high if high is not None or top is None or (low or 0) >= top else top) for low, high in sides]
    least = None if any(low is None for low, _ in sides) else min(low for low, _ in sides if low is not None)
    most = None if any(high is None for _, high in sides) else max(high for _, high in sides if high is not None)
    if (least is not None and not 0 < least <= 7) or (most is not None and not 0 < most <= 7):
        return None
    least, most, place = less_research(items, least, most, apart=len(sides) > 1)
    return Found([_whole(least), _whole(most)], merged(places + place))


# 「外勤日1日を含む週5日」: what the number of days holds.
_WITH_RESEARCH = lazy(r"(?:研究日|研修日|外勤日)\s*(?:週)?\d?日?を?(?:含む|含めて?|含み)、?\s*$")
_A_WEEK = lazy(r"(?:1|一)週間?(?:につき|あたり|当たり|に)")
_BETWEEN = lazy(
    rf"(?<![\d.])(?P<one1>{_N})日でも、?(?P<two1>{_N})日でも、?(?=週|[^。]{{0,6}}(?:勤務|出勤)日数)|週\s*(?P<one>{_N})\s*日(?:(?:以上|から)、?\s*週?(?={_N}\s*日(?:以下|以内|まで|の範囲))|でも、?週?(?={_N}日でも))(?P<two>{_N})\s*日"
)


# 「週5日(うち1日は研究日とし、実際の出勤は週4日です)」
_ACTUAL = lazy(
    rf"(?:実際の?|実質的?な?|実働|実勤務|正味)(?:の)?(?:出勤|勤務|診療|日数)?(?:は|が)?\s*週\s*(?P<n>{_N})\s*日(?!以上|から|〜)|(?:除いた|差し引いた)\s*(?P<m>{_N})日|残(?:り|る|った|りの?)(?:の)?\s*(?P<rest>{_N})\s*日(?:間)?(?:を|が|は)?、?(?:院内|病院|当院|診療所)?(?:での?|の)?(?:診療|勤務|出勤|外来)(?!日)|(?:診療|勤務|出勤|お勤め|お?仕事)(?:日)?(?:は|が)、?残(?:り|る)の?\s*(?P<rest2>{_N})\s*日|(?:院内(?:での?)?の?(?:勤務|診療|お?仕事|出勤)|病院(?:に|へ)(?:出る|来る|お越しいただく)の)は、?(?:週に?)?\s*(?P<k>{_N})\s*日(?!以上|から|〜)"
    rf"|(?:研究日|研修日)(?:で|とし|です)[^。\d]{{0,10}}(?:診療|勤務|出勤)[^。\d]{{0,4}}は、?週に?\s*(?P<rest3>{_N})\s*日(?!以上|から|〜)"
)


_FROM_SO_MANY = lazy(
    rf"最低(?:でも)?、?週に?\s*{_N}日、?でき(?:れば|る(?:なら|だけ))|週に?\s*{_N}日(?:から|〜(?!\s*\d))"
)
# 「火曜から土曜までの5日間」, 「5日間(月〜金)」
_OF_A_RANGE = lazy(
    rf"[月火水木金土日](?:曜日?)?(?:から|〜)[月火水木金土日](?:曜日?)?(?:まで)?の(?P<one>{_N})日間?|平日の(?P<three>{_N})日間|(?<![\d月])(?P<one1>{_N})日間?\s*\([月火水木金土日](?:曜日?)?(?:〜|から|・)[^()]*\)(?=の?勤務)"
)
# 「週5」, 「週3〜」 where nothing else stands, and 「週4勤務」
_WEEK_ALONE = lazy(
    r"^\W*(?:勤務\W*)?週(?P<one>[1-6](?:\.5)?)(?:[〜-](?P<two>[1-6](?:\.5)?)|(?P<open>〜|以上))?(?:(?=\W*$)|(?=勤(?:務|$|\W)|\((?:うち|研究|外勤)))"
)
_HOURS_OF_A_WEEK = lazy(
    rf"週(?:あたり|に)?\s*\d{{2}}(?:\.\d+)?時間(?:\d{{1,2}}分)?(?:以上)?\s*[(、・]\s*(?P<one>{_N})日(?P<side>以上)?(?=\)|[、。\s]|$)"
)
_TOLD_PLAINLY = (_PER_WEEK, _WEEK_ALONE, _OF_A_RANGE, _HOURS_OF_A_WEEK, _OF_THE_NAMED, _BETWEEN)
# What may be as well, once a number of days is told: 「4日でも結構」, 「3日まで減らせます」, 「5日すべてでも」.
_ALSO = lazy(
    rf"(?<![\d.])(?:週)?({_N})日(?:間|勤務)?(?:も|でも|の)(?:、(?=\d|[^。]{{0,10}}\d日でも)|\s*(?:ご?相談|可|結構|構いま|かまいま|お受け)|(?<=でも)[。、]?$)"
    rf"|(?<![\d.])(?:週)?({_N})日(?:間)?(?:来|出|働|勤め|勤務)[^。、\d]{{0,10}}(?:なら|ば|たら|ても|場合)[^。\d]{{0,10}}(?:可|結構|歓迎|構|かま|ありがた|助か|うれし)"
    rf"|(?<![\d.])({_N})日(?:まで|に|へ)(?:と)?(?:減ら|短縮|縮め|軽減|抑え)|(?<!\d)(\d)日(?:間)?(?:すべて|とも|全部)(?:でも|も可)"
)


def _plain(found: re.Match[str]) -> tuple[float, float | None]:
    """The least and the most days of a match whose groups name them; an open side is None."""
    groups = found.groupdict()
    if groups.get("half"):
        most = float(groups.get("two") or groups["one"]) + 0.5
        return (float(groups["one"]) if groups.get("two") else most), most
    one = groups["one"] or groups.get("one1") or groups.get("three")
    two = groups.get("two") or groups.get("two1") or one
    return float(one or 0), None if groups.get("open") or groups.get("side") else float(two or 0)


_ASKS_HOW_MANY = lazy(r"週に?(?:は)?何日|何日(?:間)?(?:働|勤務|来|出)")
_A_NUMBER = lazy(rf"(?<![\d.月])(?P<n>{_N})日(?!目|前|以内|\s*\()(?P<side>以上|から)?")
_KANJI = "一二三四五六七"
_IN_KANJI = lazy(
    r"(?<![一-龥])[一二三四五六七](?=日(?:間|半|で|も|は|を|の|か|と|ま|お|勤|以|、|。))|(?<=のうち)[一二三四五六七](?=日)|(?<=[週での〜か])[一二三四五六七](?=日)|(?<=週)[一二三四五六七](?=[〜か、・勤]|ない|乃至)|(?<=ないし)[一二三四五六七](?=日)|(?<=週\s{4})[一二三四五六七](?=日)|(?<=週\s{3})[一二三四五六七](?=日)|(?<=週\s{2})[一二三四五六七](?=日)|(?<=も)[一二三四五六七](?=日)"
)


def _in_digits(words: str) -> str:
    """Numbers of days in digits, as long as before: 「火曜から土曜までの五日間」."""
    words = _A_WEEK.sub(lambda found: "週".ljust(len(found.group())), words)
    return _IN_KANJI.sub(lambda found: str(_KANJI.index(found.group()) + 1), words)


# A day of the week spent in another house counts as one of research: 「うち1日は学外診療日とする」.
_OUTSIDE = lazy(
    r"(?<=日)(?P<of>[はをにの]?、?)(?P<there>(?:学外|院外|外部|他院)(?:の?(?:病院|医療機関|施設))?(?:での|で|の)?(?:診療|勤務|非常勤|業務|外来)日?)"
)
_OR = lazy(r"(?:または|又は|もしくは|あるいは|か|[、・/])\s*$")
_OUT_OF_THESE = lazy(r"(?:の(?:中から)?)?、?(?:お?選|いずれか|どれか)")
# What the number of days was: 「週5日としていたのを週4日に改め」, 「週5日→週4日」.
_WAS = lazy(
    rf"週\s*{_N}日(?:以上|勤務)?(?:を求め|を条件)?(?:(?:と|に)?して(?:いた|きた|おりました|いました)(?:のを|ものを|が|ところ)|(?:だった|でした|であった)(?:が|の[をがで]|勤務[をが]|ところ)|から、?(?=[^。]{{0,14}}(?:変更|改め|改定|見直し|減ら[しす]|短縮し|緩和し|増や(?!せ|すこと|していただ)|引き[上下]げ))|\s*[→⇒])"
)


@once
def _as_it_is_now(item: Item) -> Item:
    """With digits, without what had been, and with a day elsewhere by the name of 外勤日; places stay."""
    words = _WAS.sub(lambda found: " " * len(found.group()), _in_digits(item.text))
    return replace(item, text=_OUTSIDE.sub(lambda m: (m["of"] + "外勤日").ljust(len(m.group())), words))


_BY_KIND = lazy(
    r"(?<!非)常勤(?:は|:|\s)?[^。、]{0,6}週\s*\d[^。]{0,24}非常勤[^。、]{0,6}週\s*\d(?:\.\d)?日(?:から|以上|〜)"
)


# A colleague's own way: 「週3日の非常勤から始め、今は常勤です」.
_OF_ANOTHERS_WAY = lazy(r"[^。、]{0,10}から(?:始め|スタート)[^。、]{0,4}、?(?:今|いま|現在)は")
# Who has been here: 「前任の先生(週4.5日)が転居され」, and who comes in between: 「応援が来ます(週1日、日額8万円)」
_OF_WHO_WAS = lazy(
    r"(?:前任|先任|前の|退職(?:した|された|する|される)|(?:いま|今|現在)の)(?:者|の?(?:先生|医師|所長|院長|担当者))?\([^()。]{0,12}$|(?:応援|代診|代わり|派遣)の?(?:医師|先生)?(?:が|に|を|は)[^。、()]{0,16}\([^()。]{0,8}$"
)
# 「常勤医2人が週4日の婦人科外来を続けている」, 「週2日、非常勤医師が妊婦健診を担っている」
_WHO_GOES_ON = r"(?:医師?|先生|ドクター|医)(?:ら)?(?:[\d一二三四五]{1,2}人)?(?:が|で|は)[^。週]{0,24}"
_GOING_ON = r"[^。週]{0,24}(?:続け|担っ|担当し|支え|守っ|診|来|通っ|務め|勤め|回し|賄っ|やりくりし)て(?:い|お|き)(?:る|た|ます|ました|り)"
_OTHERS_GO_ON = (lazy(_WHO_GOES_ON + "$"), lazy(_GOING_ON))
_OTHERS_GO_ON_BEHIND = lazy(r"[^。週]{0,10}" + _WHO_GOES_ON + _GOING_ON)
# 「保健師(週3日)と」, 「看護師2名(うち1名は週3日勤務)」, 「看護師は週4日、事務は週5日」
_OF_OTHER_STAFF = lazy(rf"(?:{OTHERS}|事務|受付)(?:さん)?(?:\d{{1,2}}[名人])?(?:は|が|も|\([^()、。]{{0,8}})\s*$")


def _another_matter(words: str, found: re.Match[str]) -> bool:
    if patterns.search(r"(?:今|いま|現在)も、?\s*$", words[: found.start()]):
        return True  # what a colleague does: 「前副院長は、今も週3日、外来を診ています」
    if patterns.search(r"うち、?\s*$", words[: found.start()]) and patterns.match(
        r"(?:間|分)?[はをが]、?[^。\d]{0,28}(?:研究|研修|外勤)", words[found.end() :]
    ):
        return True  # 「うち毎週1日は、大学での研修日です」
    if _OF_OTHER_STAFF.search(words[: found.start()]) or _OF_WHO_WAS.search(words[: found.start()]):
        return True
    if _OTHERS_GO_ON_BEHIND.match(words, found.end()) or (
        _OTHERS_GO_ON[0].search(words[: found.start()]) and _OTHERS_GO_ON[1].match(words, found.end())
    ):
        return True
    if patterns.match(
        r"(?:も)?(?:働かせ|とは(?:申し|言い|いい))[^。]{0,4}(?:ません|ない)|では(?:足り|不足|手が)",
        words[found.end() :],
    ):
        return True
    before = patterns.split(r"[。、(\n,]|週休\s*\d日[・/]?", _WITH_RESEARCH.sub("", words[: found.start()]))[-1]
    after = patterns.split(r"[。、)\n,(]", words[found.end() :])[0]
    return bool(
        _NOT_THIS.search(before[-14:])
        or patterns.search(r"(?:研究日|研修日|外勤日|自己研鑽日)\s*\(\s*$", words[: found.start()])
        or patterns.match(
            r"[^()]{0,6}\)が(?:おり|い)|の(?:先生|医師|方)も?(?:在籍|い(?:ます|らっしゃ))", words[found.end() :]
        )
        or patterns.match(
            r"(?:間)?(?:だけ|ほど|くらい)?、?[^。、]{0,6}診て(?:い|お)(?:り|る|ます)", words[found.end() :]
        )
        or patterns.match(r"(?:は|を)[^\d、。]{2,14}で(?:の|、)?(?:研究日|研修日|外勤日)", after)
        or patterns.match(r"(?:間)?は、?(?:自宅|在宅|リモート|遠隔|分院|別の|関連|併設|系列|町内の|村内の|出張)", after)
        or patterns.match(
            r"(?:間)?(?:は|を)、?(?:透析|外来|手術|オペ|検査|訪問|内視鏡|病棟|健診|往診|回診)(?!と|や|・)",
            words[found.end() :],
        )
        or patterns.search(r"(?:私|わたし|院長|所長|常勤医師?|現任者|前任者)(?:が|は|も)[^、。]{0,8}$", before)
        or patterns.search(r"(?:若い(?:ころ|頃)|昔|当時)は、?\s*$", words[: found.start()])
        or patterns.match(
            r"[、。]?\s*(?:(?:大学|医局|県|病院)から(?:お越し|来|の応援)|応援を)|に(?:絞|限っ)", words[found.end() :]
        )
        or patterns.search(r"(?:病院|大学|県|医局)から\s*$", before)
        or patterns.search(r"(?:待機|当直|宿直|オンコール|呼び?出し|当番)日?[がはを]\s*$", before)
        or patterns.search(r"先輩の声|スタッフの声|職員の声", words)
        or _OF_ANOTHERS_WAY.match(words, found.end())
        or (words.lstrip().startswith("「") and patterns.search(r"(?:今|いま|現在)は、?\s*$", words[: found.start()]))
        or patterns.search(
            r"(?:病院|大学|県|医局|派遣|法人|系列|本院|関連)[^、。]{0,4}の?(?:医師|先生)[がは]\s*$", before
        )
        or (
            patterns.search(r"(?:医師?|先生)が\s*$", before)
            and patterns.search(r"来て|来ま|来られ|お越し|診て|手伝", words)
        )
        or patterns.match(
            r"(?:間|ほど)?、?(?:お?手伝い|応援|サポート|補佐)(?:し(?:ます|て(?:い|お|くれ))|に(?:来|入|うかが|行))",
            words[found.end() :],
        )
        or patterns.search(r"(?:兼業|副業|院外|外部|大学)[^。]{0,24}$", words[: found.start()])
        or patterns.match(
            r"\s*(?:の)?(?:休|(?:ずつ|程度)?、?応援|医師を派遣|派遣|応援|訪問|来(?!てい(?:ただ|らっしゃ)|て(?:頂|ほし|くださ|もら)|られる(?:先生|方|医師))|コマ|は派遣|の外来を開|の診療を続|だけ開)",
            after,
        )
        or patterns.search(
            r"派遣|応援に|開診|開院|今も|^[^。、]{0,4}行って(?:い|お)|実施|稼働|開いて|開けて|診療しています|診療している",
            after,
        )
        or patterns.search(
            r"(?:研究日|研修日|外勤日|自己研鑽日?)(?:として|に|[はをがの:][^。、\d]{0,12})?\s*(?:週)?$", before
        )
        or patterns.match(
            r"(?!\s*(?:間|勤務|の勤務)?\s*(?:[+＋]|プラス|と|の?うち))(?:は|を|が|の|間)?[^\d、。]{0,6}(?:研究|研修|外勤|自己研鑽)",
            after,
        )
        or (patterns.search(r"派遣(?!先)", words) and not patterns.search(r"募集|勤務", words))
    )


# 「週3日に満たないご勤務は、お受けしておりません」
_NOT_BELOW = lazy(
    r"\s*(?:に満たない|を下回る|より少ない|未満の)[^。]{0,24}(?:お?断り|ご?遠慮|お?控え|(?:お受け|ご?対応|採用|ご?相談)[^。、]{0,8}(?:ません|かね))"
)


def _sides(found: re.Match[str]) -> tuple[float | None, float | None]:
    one = float(found["one"]) + (0.5 if found["half"] else 0)
    two = float(found["two"]) if found["two"] else None
    if found["half2"]:
        one, two = (one, two + 0.5) if two is not None else (one + 0.5, None)
    side = found["side"] or ""
    if _NOT_BELOW.match(found.string, found.end()):
        return one, None
    if two is None and not side and _AT_LEAST.search(found.string[: found.start()]):
        return one, None
    if two is None and not side and patterns.search(r"(?:上限|最大|最高)(?:は|で)?\s*$", found.string[: found.start()]):
        return None, one
    if found["also"] and two is None:
        two = float(found["also"])
    if two is not None and found["more_one"] == "以上":
        return one, max(one, two)
    if two is not None:
        return min(one, two), max(one, two)
    if side in ("以上", "から", "より", "〜") or found["more_one"] or found["range"] in ("〜", "から"):
        return one, None
    if side == "まで" and patterns.match(
        r"(?:に|へ|と)?(?:短縮|減ら|軽減|縮め|増[やえ]|延ば|広げ)", found.string[found.end() :]
    ):
        return one, one
    if side in ("以内", "まで", "以下") or (len(side) > 2 and side[0] == "を"):
        return None, one
    return one, one


_LATER_FULL_TIME = lazy(r"から[^。]{2,24}(?<!非)常勤\s*[(・、]?\s*$")
# 「週4日…(週5日のうち1日は研究日)」: the days of work stand before.
_OF_THE_WEEK = lazy(r"の?うち[^、。()]{0,8}\d日(?:は|を|が)[^、。()]{0,8}(?:研究|研修|外勤)")


def _whole(days: float | None) -> float | int | None:
    return int(days) if days is not None and days == int(days) else days
