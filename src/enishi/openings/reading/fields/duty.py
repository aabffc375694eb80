"""Duties of the night and of being called: none, required or open to talk."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from enishi.openings.reading import patterns
from enishi.openings.reading.departments import LISTED, canonical
from enishi.openings.reading.facts import Found
from enishi.openings.reading.fields import whose_duty
from enishi.openings.reading.fields.calls import by_phone
from enishi.openings.reading.fields.duty_behind import goes_on, let_off_after, next_sentence
from enishi.openings.reading.fields.duty_words import CALL, CONSULTED, HARDLY, MAYBE, NIGHT, NO, NO_PATIENTS, YES
from enishi.openings.reading.labels import label_of
from enishi.openings.reading.line import Item, clauses, sentences
from enishi.openings.reading.negations import plain
from enishi.openings.reading.once import once
from enishi.openings.reading.patterns import lazy


def read_night(items: Sequence[Item]) -> Found | None:
    return _read(items, "night", NIGHT)


def read_on_call(items: Sequence[Item]) -> Found | None:
    return _read(items, "on_call", CALL)


def _read(items: Sequence[Item], field: str, words: re.Pattern[str]) -> Found | None:
    items = [item for item in items if not whose_duty.OF_OTHER_STAFF.search(item.label)]
    labelled = [item for item in items if item.about(field)]
    for item in labelled:
        if not _own_label(item, field):
            continue
        if (said := _answered(item, words) or _of_value(item, field, words)) is not None:
            for other in labelled:  # another part of the same value: 「外科は月2回。どちらも57歳以上は免除」
                if said[0] == "required" and other is not item and (other.label, other.line) == (item.label, item.line):
                    more = _of_value(other, field, words)
                    if more is not None and (more[0] == "negotiable" or _FROM_AN_AGE.search(other.text)):
                        said = ("negotiable", more[1])
            if said[0] == "required" and (spared := _spared(items, words, item)) is not None:
                said = ("negotiable", spared)
            return Found.at(said[0], *said[1])
    best: tuple[int, Found] | None = None
    for item in items:
        if (often := _paid_so_often(item, field)) is not None:
            best = (1, Found.at("required", *often))
        if (
            item.about("process", "site", "housing", "leave")
            and not item.about("days", "night", "on_call", "title", "remark")
            and not _OF_THE_PHYSICIAN.search(item.text)
        ):
            continue
        for judgement, start, end, rank in _of_text(item, words, items):
            if best is None or rank > best[0]:
                best = (rank, Found.at(judgement, start, end))
    if best is None and field == "on_call":
        return by_phone(items)
    return best[1] if best else None


_OF_THE_PHYSICIAN = lazy(
    r"先生(?:の|に|が|への?)[^。、]{0,6}(?:待機|当直|呼び?出)|先生をお呼び|\((?:当直|オンコール|待機|呼び?出し)(?:は|も)?(?:なし|ありません)\)"
)


def _spared(items: Sequence[Item], words: re.Pattern[str], but: Item) -> tuple[int, int] | None:
    """A remark elsewhere that exempts from some age on: 「待機は60歳以上免除可」."""
    for item in items:
        if item is but or item.about("process", "site", "pay"):
            continue
        for found in _SPARED.finditer(item.text):
            if words.search(found["duty"] or found["duty2"]):
                return item.start + found.start(), item.start + found.end()
    return None


_SPARED = lazy(
    r"(?P<duty>当直|宿直|夜勤|オンコール|待機|呼び?出し)は、?\d{2}歳(?:以上|から|を過ぎ)[^。、]{0,8}免除"
    r"|\d{2}歳(?:以上|から|を過ぎ)[^。、]{0,6}(?P<duty2>当直|宿直|夜勤|オンコール|待機|呼び?出し)[^。、]{0,4}免除"
)
# What a duty pays says not that it is to be done: 「当直1回につき4万円」.
_FEE_OF_A_TIME = lazy(
    r"(?<![月週年に])1\s*回(?:につき|あたり|当たり|ごとに?)?、?[^。、\d]{0,4}\d[\d,.]*\s*(?:万|千)?円(?:を?(?:別途)?支給)?"
)
_SO_OFTEN = lazy(r"(?:月|週|年)に?\s*\d+(?:\s*[〜-]\s*\d+)?\s*(?:回|日)")


@once
def _paid_so_often(item: Item, field: str) -> tuple[int, int] | None:
    """How often a duty is done whose fee alone has a label: 「当直手当 1回4万円(月1〜3回)」."""
    name = (
        r"(?:[当宿]直|夜勤)(?:手当|料|報酬)" if field == "night" else r"(?:オンコール|待機|呼び?出し)(?:手当|料|報酬)"
    )
    found = _SO_OFTEN.search(item.text) if patterns.search(name, item.label) else None
    found = found or patterns.search(
        rf"{name}\s*\((?:月|週|年)に?\s*\d+(?:〜\d+)?\s*回分?|{name}は[^。]{{0,20}}、(?:月|週|年)に?\s*\d+(?:〜\d+)?\s*回(?:ほど)?(?:お願い|ご?担当|入)",
        item.text,
    )
    return None if found is None else (item.start + found.start(), item.start + found.end())


_FROM_AN_AGE = lazy(r"\d{2}歳(?:以上|以降|を|から|に)[^。]{0,12}免除")
_ONLY = lazy(
    rf"(?P<duty>オンコール|待機|呼び?出し?|拘束|宅直|当直|宿直|夜勤)?(?:当番)?(?:は|が|:)?\s*(?P<list>(?:{LISTED.pattern})(?:[・、と](?:{LISTED.pattern})){{0,9}})(?:の(?:先生|医師))?(?:のみ|だけ)(?![^ 、。]{{0,8}}(?:なし|免除|ありません))"
)


def only_for(items: Sequence[Item], names: Sequence[str]) -> dict[str, Found]:
    """待機は外科のみ: required of the posts of those departments, none for the others of the same advertisement."""
    facts: dict[str, Found] = {}
    for item in items:
        if item.about("pay", "site", "process", "headcount", "specialty") or not (
            "のみ" in item.text or "だけ" in item.text
        ):
            continue  # its pattern is tried at every character
        for found in _ONLY.finditer(item.text):
            word = found["duty"] or ""
            night = bool(patterns.search(r"直|夜勤", word) and word != "宅直") or (not word and item.about("night"))
            if not word and not item.about("night", "on_call"):
                continue
            said = "required" if {canonical(m.group()) for m in LISTED.finditer(found["list"])} & set(names) else "none"
            place = Found.at(said, item.start + found.start(), item.start + found.end())
            facts.setdefault("night_duty" if night else "on_call", place)
    return facts


_YES_OR_NO = lazy(r"\s*(?:(?P<yes>はい|ええ|そうです|さようです)|(?P<no>いいえ|いえ))(?=[、。,\s]|$)")


def _answered(item: Item, words: re.Pattern[str]) -> tuple[str, tuple[int, int]] | None:
    """はい or いいえ to a question for the duty; None where the answer itself says more."""
    found = _YES_OR_NO.match(item.text)
    if found is None or not words.search(item.label):
        return None
    rest = item.text[found.end() :]
    said = judged(rest, bare=False) if words.search(rest) or patterns.search(r"免除|月|回|相談|希望", rest) else None
    without = patterns.search(r"なし|ない|無し|免除", item.label)
    open_ = patterns.search(r"でも|でき|可能|構|よ[いろ]", item.label)
    told = ("negotiable" if open_ else "none") if without else "required"
    if found["no"]:
        told = "required" if without else "none"
    return said or told, (item.start, item.start + len(item.text.rstrip()))


def _own_label(item: Item, field: str) -> bool:
    """Whether a label names the duty: 夜間 does not, and a fee does with a number of times."""
    if field == "night" and item.label in ("夜", "夜間", "時間外"):
        return False  # its words name the duty, or say nothing of it
    if patterns.search(r"料|手当|報酬", item.label):
        return field == "night" and bool(patterns.search(r"(?:月|週)に?\s*\d+(?:\s*[〜-]\s*\d+)?\s*回", item.text))
    return True


def _in_their_order(item: Item, field: str) -> Item:
    """Of as many answers as the label names duties the one for this: 「当直・オンコール」 「なし・月5回」."""
    names, answers = patterns.split(r"[・/]", item.label), [*clauses(item.text, item.start, r"\s*[・/]\s*")]
    if (
        len(names) == len(answers) == 2
        and "。" not in item.text
        and all(judged(words, bare=True) for words, _ in answers)
    ):
        for name, (words, start) in zip(names, answers, strict=True):
            if field in label_of(name):
                return replace(item, fields=frozenset((field,)), text=words, start=start)
    return item


def _of_value(item: Item, field: str, words: re.Pattern[str]) -> tuple[str, tuple[int, int]] | None:
    """From the words after the label: a part that names the other duty is left to that one."""
    item = _in_their_order(item, field)
    text = item.text
    other = CALL if field == "night" else NIGHT
    parts: list[tuple[str, int]] = []
    of_the_other = False
    for sentence, start in sentences(item):
        for part, at in clauses(
            sentence,
            start,
            r"[。;\n]|、(?=[^、]{0,8}(?:オンコール|待機|呼|当直|宿直|日直|夜勤))|[/](?=\s*(?:オンコール|待機|当直|宿直|日直))|(?<=\S)\s+(?=(?:オンコール|待機|呼び?出|当直|宿直|夜勤)\s|期間の定め|任期|契約|定年|(?:満)?\d{2}\s?歳(?:まで|以下|未満)(?:\s|$))",
        ):
            outside = patterns.sub(r"\([^()]*\)", "", part)  # 「なし(助産師と院外待機で対応)」
            told = outside if outside.strip() else part
            if words.search(told) or other.search(told):
                of_the_other = not words.search(told)
            if parts and not words.search(told) and _OF_ANOTHER_MATTER.search(told):
                continue  # 「週1回」, in the next line 「定年65歳。期間の定めなし」
            if of_the_other and (other.search(told) or len(item.fields) > 1):
                continue  # also what goes on about the other, below a label of both
            if (
                field == "night"
                and patterns.match(r"[\s※]*日直", part)
                and len(item.fields) == 1
                and not NIGHT.search(part)
            ):
                continue
            if (
                patterns.search(r"許可", part)
                and not YES.search(patterns.sub(r"(?:宿日直|宿直|当直|日直)?許可(?:は)?[^、。)]*", "", part))
                and not MAYBE.search(part)
            ):
                continue
            if not _NOT_ALONE.match(part):
                parts.append((part, at))
    if any(NO.search(part) for part, _ in parts):
        parts = [(part, at) for part, at in parts if not _ONLY_IF_WISHED.match(part)]
    if not parts:
        return None
    joined = "。".join(part for part, _ in parts)
    if field == "night" and patterns.match(r"\W*(?:日勤|日中)(?:のみ|だけ)", joined):
        return "none", (parts[0][1], parts[-1][1] + len(parts[-1][0]))
    place = (parts[0][1], parts[-1][1] + len(parts[-1][0]))
    if text[place[0] - item.start : place[1] - item.start].strip() == "":
        return None
    if text.rstrip().endswith("。") and words.search(joined):
        best = max(_of_text(item, words), key=lambda one: one[3], default=None)
        if best is not None:
            return best[0], (best[1], best[2])
    joined = _FEE_OF_A_TIME.sub("", joined)
    if (of_both := _OF_BOTH.search(text)) and of_both.group() not in joined:
        joined += of_both.group()
    said = judged(
        patterns.sub(r"\(?(?:宿日直|宿直|日直|当直|断続的)[^、。()]{0,8}許可[^、。()]{0,12}\)?", "", joined), bare=True
    )
    return None if said is None else (said, place)


_OF_BOTH = lazy(r"\((?:いずれも|ともに|どちらも|両方)[^()]*\)\s*$")
_OF_ANOTHER_MATTER = lazy(
    r"定年|期間の定め|任期|契約|(?:医師)?住宅|公舎|官舎|宿舎|家賃|年俸|年収|賞与|退職金|交通費|駐車場|保育|託児|年齢|試用期間|社会保険|^\s*(?:満)?\d{2}\s?歳(?:まで|以下|未満)\s*$"
)


# 「待機はありません。希望される方にだけ、1晩2万円の手当でお願いしています」 is none.
_ONLY_IF_WISHED = lazy(
    r"\s*(?:ただし|なお|また)?、?ご?希望(?:される|の|する)(?:方|先生)(?:に|は|のみ)[^。]*(?:お願い|可能|でき|担当)[^。]*。?"
)


_ORDINARILY_NONE = lazy(
    r"(?:ふだん|普段|通常|平素|いつも)(?:は|の)?、?[^。、()]{0,6}(?:ありません|ございません|な(?:し|い|く))|^(?:は)?な(?:く|いため)、|^(?:あり|ござい)ませんが、ご?希望"
)
_NO_SUCH_WORK = lazy(
    r"(?:[や・、]\S{1,6}?)?の(?:ある|必要な|発生する)(?:お?仕事|勤務|業務|枠|募集|日程)では(?:あり|ござい)ません"
)
_UNDECIDED = lazy(
    r"未定|(?:記載|記入|情報)(?:は)?(?:なし|ありません)|検討中|(?:まだ|現時点では|これから|決まり次第)[^。]{0,16}(?:決ま|公表|定ま|お?示し|お?伝え)|公表して(?:い|おり)ません|決め(?:て(?:い|おり))?ません|非公開"
)


_A_NUMBER_OF_TIMES = (
    r"(?:月|週|年)(?:に|あたり|平均)?\s*(?:約|平均)?[1-9]\d?(?:\s*[、〜・-]\s*\d+)?\s*(?:回|度|晩|夜|日(?!勤|当|直|間))"
)
# What is there in the first words stays, whatever is not in the next: 「あり(駆けつけは不要)」, 「は月2回ですが、救急車は来ません」.
_ASSERTED_FIRST = lazy(
    rf"\W*(?:あり(?![まの])|有り?(?=$|[\s(。、:・/月週年]|です))|[はがをも(]?、?(?:平均|約|おおむね|概ね|原則(?:として)?|平日は?に?|お?[1一]人)?\s*{_A_NUMBER_OF_TIMES}|[がも](?:あり(?:、|ます)|ございます)"
)
_BUT_NOT_OURS = lazy(
    r"(?:(?:が|けれども?|ものの)、|ただし|但し)[^。]*(?:先生|今回|この|本|ご?着任|新し|新任)[^。]*(?:免除|ません|な(?:い|し)|外[しれ])|(?:でした|だった|していました|おりました)(?:が|けれど)"
)
_WAS_BEFORE = lazy(r"^[^→。]{1,24}→\s*(?=な[しい]|無|あり|有|月|週|応?相談|免除|\d)")  # 「月4回 → なし」
_SO_OFTEN_THE = lazy(rf"{_A_NUMBER_OF_TIMES}(?:ほど|程度|くらい|ぐらい)?の(?:夜間の?|夜の)?$")


def judged(words: str, *, bare: bool) -> str | None:
    """none, negotiable or required; None if the words decide nothing. bare: they stand right after the label."""
    if _NO_SUCH_WORK.match(words):
        return "none"
    words = plain(_WAS_BEFORE.sub("", words))
    if _UNDECIDED.search(words):
        return None
    words = patterns.sub(
        r"[一-龥]{2,4}(?:で|の)ない(?:夜|日|週)(?!は)|(?:当直|当番)(?:で|の)ない(?:夜|日|週)", "", words
    )
    stripped = NO_PATIENTS.sub("", HARDLY.sub("", words)).strip(" :・、。.…‥")
    if not stripped and HARDLY.search(words) and patterns.search(r"\d\s*回", words):
        return "required"  # 「月に2回あるかないかです」
    stripped = stripped or words.strip(" :・、。")  # 「当直　入院がないのでありません」
    if (
        bare
        and patterns.match(r"(?:毎週|第\d|平日|週末|土日|[月火水木金土日](?:曜|[・、]))", stripped)
        and not NO.search(stripped)
        and not MAYBE.search(stripped)
    ):
        return "required"
    if (
        bare
        and patterns.match(r"(?:お)?電話(?:のみ|対応|での?ご?(?:対応|指示|助言|相談)|だけ)", stripped)
        and not patterns.search(r"なし|ありません", stripped)
    ):
        return "required"
    if bare and _ASSERTED_FIRST.match(stripped) and not _BUT_NOT_OURS.search(stripped):
        return "negotiable" if MAYBE.search(CONSULTED.sub("", stripped)) else "required"
    if patterns.match(
        r"(?:原則(?:として)?|一切|基本(?:的に)?(?:は)?|いずれも|どちらも|とも(?:に)?|ともに|[はも]|両方)?\s*(?:な(?:し|い)|無(?:し|い)?(?=$|[\s(、。※])|ありません|ございません|完全免除|完全に免除|行(?:って|なって)(?:い|おり)?ません|不要|求めません|対象外|(?:当直|宿直|日直|夜勤|待機|オンコール)(?:業務|勤務)?(?:は|の)?(?:な(?:し|い)(?!でも|も)|免除(?=$|[\s(。])|ありません|ございません|無し)|免除(?=$|[\s(、。])|[×✕])(?!\s*(?:〜|から|も|でも|での|をご?(?:希望|相談)|の(?:ご)?(?:相談|希望|働き方|勤務|形|採用|契約|条件|お約束|雇用)(?:も|に(?:も)?(?:でき|する)|で(?:も|きる)|(?:を|が)(?:希望|選|でき)|、?応?相談|可)|の(?:ご)?(?:相談|希望)|(?:可|相談)))",
        stripped,
    ):
        return "none"
    if _ORDINARILY_NONE.search(stripped) or _none_but_for_the_willing(stripped):
        return "none"
    if MAYBE.search(CONSULTED.sub("", stripped)):
        return "negotiable"
    if NO.search(stripped):
        return "none"
    if YES.search(stripped) or (bare and patterns.match(r"(?:約|概ね|おおむね|平均)?\s*\d+", stripped)):
        return "required"
    return None


# 「大学の先生で埋まっていますので、ありません(ご希望の方は入れます)」
_FOR_THE_WILLING = lazy(
    r"\((?:ただし|なお|もちろん)?、?(?:ご?希望(?:の|が|され|する|者|でしたら|なら|に)|(?:入り|やり|し)たい)[^()]*\)"
)
_ENDS_WITH_NONE = lazy(
    r"(?:ありません|ございません|な(?:し|い)|無し?|免除|お願いして(?:い|おり)ません|求めません)(?:です)?$"
)


def _none_but_for_the_willing(words: str) -> bool:
    """Whether the duty is denied, and brackets behind it say that who wishes may do it all the same."""
    without = _FOR_THE_WILLING.sub("", words).strip(" 。、")
    return without != words.strip(" 。、") and bool(_ENDS_WITH_NONE.search(without)) and not MAYBE.search(without)


_DEPARTMENTS_OWN = lazy(rf"(?P<name>{LISTED.pattern})(?:の(?:先生方?|医師)(?:は|が)?、?|の|は)$")


def _of_another_department(before: str, items: Sequence[Item]) -> bool:
    """Whether a duty is told of a department that nothing else of the post names: 「産科の当直は大学から…」."""
    named = _DEPARTMENTS_OWN.search(before)
    if named is None:
        return False
    name = canonical(named["name"])
    sought = {
        canonical(m.group())
        for item in items
        if before not in item.text
        for m in LISTED.finditer(f"{item.label} {item.text}")
    }
    return bool(sought) and name not in sought


def _of_text(item: Item, words: re.Pattern[str], items: Sequence[Item] = ()) -> Iterator[tuple[str, int, int, int]]:
    for sentence, start in sentences(item):
        for found in words.finditer(sentence):
            begin = max((sentence.rfind(mark, 0, found.start()) for mark in "。、,(\n;"), default=-1) + 1
            end_match = patterns.search(
                r"[。;\n]|\s+(?=(?:満)?\d{2}\s?歳(?:まで|以下|未満)(?:\s|$))|、(?=[^、。]{0,10}(?:オンコール|待機|呼び?出|当直|宿直|日直|定年|住宅|年俸|週))|(?:(?<=回)・?|(?<=し)・?|(?<=り)・?|(?<=無)・?|(?<=有)・?|(?<=除)・?|(?<=可)・?|(?<=談)・?|(?<=\d)・?|(?<=度)・?|(?<=\)))\s*/?\s*(?=オンコール|OC(?![A-Za-z])|待機|呼び?出|当直|宿直|定年|住宅)",
                sentence[found.end() :],
            )
            if (
                end_match and end_match.start() <= 1 and sentence[found.end()] not in "無有"
            ):  # 「呼び出しは、当直の先生が対応するためありません」
                end_match = patterns.search(r"[。;\n]", sentence[found.end() :])
            end = found.end() + (end_match.start() if end_match else len(sentence) - found.end())
            part = sentence[found.start() : end]
            before = sentence[begin : found.start()]
            if patterns.search(
                r"院長(?!「|(?:や[^、]*)?と)|勤務日以外|当院の常勤|大学(?!.*と交[代替互])", before
            ) and not NO.search(part):
                continue
            if item.fields == {"night"} and found.group().startswith("呼ばれ"):
                continue  # 「当直 月1回(呼ばれることは少ないです)」
            if _NOT_ALONE.match(part, len(found.group())):
                continue
            said = "required" if _ONLY_THIS.fullmatch(part[len(found.group()) :]) else None
            told = _SOUGHT_UNTIL_NOW.sub("", _without_brackets_about_permits(part[len(found.group()) :]))
            told = _FEE_OF_A_TIME.sub("", told)
            said = said or judged(told, bare=True)
            if said is None and _BOTH_BEHIND.match(told) and _DENIED_BEFORE.search(sentence, 0, found.start()):
                said = "none"
            if patterns.match(r"(?:は|です)?か[。?]", part[len(found.group()) :]):  # 「当直ですか。ありませんよ」
                said = judged(next_sentence(item, start + len(sentence)), bare=True)
            if said is None and (after := goes_on(item, start + len(sentence))):
                said = judged(after, bare=False)
            if said == "required" and let_off_after(item, start + len(sentence), items):
                said = "negotiable"
            if said == "none" and _SO_OFTEN_THE.search(sentence[: found.start()]) and not _BUT_NOT_OURS.search(part):
                said = "required"  # 「月4回の当直があり、翌日は半日でお帰りいただけます」
            if said == "none" and (
                _OF_SOME_AGE.search(sentence[: found.start()]) or _IF_WISHED.search(sentence[: found.start()])
            ):
                said = "negotiable"
            if said is None and patterns.search(
                r"(?:ノー|なし|免除|無(?:し|の))(?!の?(?:夜|日|週))[^い]{0,3}$", before[-6:]
            ):
                said = "none"
            if said is None and patterns.search(
                r"月に?\s*\d|お願い(?:し|いた)|(?:いただ|頂)[きく][^。]{0,10}\s*\($|あり$|\d[日回]が$",
                before or sentence[: found.start()][-14:],
            ):
                said = "required"
            if said is None and patterns.match(r"泊まって(?:いただ|頂)[きく]", part):
                said = "required"
            if said is None and _TASKS.match(sentence) and not part[len(found.group()) :].strip("、。 "):
                said = "required"
            if _of_another_department(sentence[: found.start()], items):
                continue
            if whose_duty.NO_DUTY_OF_OURS.search(sentence[: found.start()]) or whose_duty.BY_OTHER_STAFF.match(
                sentence, found.end()
            ):
                continue  # 「面接の当日は、控室でご待機いただきます」, 「薬剤師当直あり」
            if said != "none" and (
                (whose_duty.OTHER_STAFF_DO.search(sentence[: found.start()]) and not found.group().startswith("お呼び"))
                or whose_duty.TOLD_OF_STAFF.match(sentence)
            ):
                continue  # 「臨床検査技師が毎晩当直しております」
            if said == "none" and patterns.search(
                r"(?:[月火水木金土日]曜日?|平日|(?:ほか|他|それ以外)の(?:日|曜日))の$", sentence[: found.start()]
            ):
                continue  # 「日曜の当直は募集していません」
            if said == "required" and whose_duty.done_by_others(sentence, found.end()):
                continue
            if said == "required" and whose_duty.OF_OTHER_STAFF.search(before):
                continue  # 「看護師の夜間待機は月5回」
            if (
                said == "required"
                and whose_duty.OF_COLLEAGUES.search(sentence[: found.end()])
                and not whose_duty.OURS_TOO.search(sentence)
            ):
                continue  # 「常勤医の当直は平均して月3回です」
            without_brackets = patterns.sub(r"\([^()]*\)", "", sentence)
            if said is None or (said == "required" and patterns.search(r"昨年|前任|これまで", without_brackets)):
                continue
            rank = {"none": 2, "negotiable": 3, "required": 1}[said]
            yield said, start + found.start(), start + end, rank


# 「夜の当番 なし(当直もオンコールも)」
_DENIED_BEFORE = lazy(r"(?:な(?:し|い)|無し?|ありません|ございません)\s*\((?:[^()。]{0,16}[・、やと/もし])?$")
_BOTH_BEHIND = lazy(r"[^()。]{0,12}(?:も|とも)(?:に)?\)")
# 「日勤だけ、当直だけの募集はしておりません」: both are to be done
_NOT_ALONE = lazy(
    r"(?:[^。、]*、)?(?:[^。、]*[直勤])?(?:だけ|のみ)(?:の|で(?:の|も|は)?)?、?(?:募集|ご?応募|お?申し?込み?|ご?勤務|お引き?受け|ご?契約)[^。]*(?:ません|な[いし]|お断り|ご遠慮|できかね)"
)
_ONLY_THIS = lazy(r"\s*\((?:平日|週末|土日祝?|休日|夜間)(?:のみ)?\)\s*|\s*(?:のみ|だけ)(?:です|お願いします)?[\s。)]*")
# 「当直月3回でお願いしておりましたが、なかなかご縁がなく」: what came of the search
_SOUGHT_UNTIL_NOW = lazy(r"(?:お願い|募集|お?探し)(?:いた)?(?:し(?:て)?)?(?:おり|い|き)?ましたが、.*")
# A list of what is to be done, which a duty ends: 「仕事は外来と、当直のない夜の呼び出し。」
_TASKS = lazy(r"\s*(?:主な)?(?:仕事|業務|職務|勤務|担当)(?:の?内容)?は")
# 「60歳以上の医師には当直を免除する」
_OF_SOME_AGE = lazy(
    r"(?:育児|介護|妊娠|子育て|お子さん)[^。、]{0,14}(?:間|期間|時期|中|うち)は、?$|(?:遠方|通われる|お住まい)[^。、]{0,10}(?:先生|方)(?:に)?は、?$|\d{2}歳[^。、]{0,10}(?:過ぎ|超え|迎え|なっ|達し)(?:たら|れば|ると|て(?:から)?は?|た後は?)[^。、]{0,4}$|(?:お子さん|お子さま|介護|育児|子育て|妊娠|ご?高齢|ご?事情|持病|ご?病気|\d{2}歳)[^。、]{0,14}(?:先生|方|医師)(?:に|から)?は、?$|\d{2}歳(?:以上|を(?:超え|過ぎ)[^、。]{0,3}|になれば|から)の?(?:方|先生|医師)?(?:に|は|には)?、?[^、。()免]{0,6}$"
)


_IF_WISHED = lazy(
    r"ご?希望(?:が|で)?(?:あれば|でしたら|なら|の場合|により|に応じ|次第|の(?:方|先生))[^。]{0,10}$|ご?事情(?:が|に|により)[^。]{0,10}$"
)


def _without_brackets_about_permits(words: str) -> str:
    return patterns.sub(r"\([^()]*許可[^()]*\)|(?:宿日直)?許可(?:は)?(?:取得|あり|済|有)[^、。]*", "", words)
