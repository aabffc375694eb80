"""Whose a part of a sentence is when several posts share it: 「常勤は…、非常勤は…」, 「(外科のみ)」."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace

from enishi.openings.reading import patterns
from enishi.openings.reading.departments import LISTED, canonical
from enishi.openings.reading.facts import Found
from enishi.openings.reading.labels import label_of
from enishi.openings.reading.line import Item
from enishi.openings.reading.once import once
from enishi.openings.reading.patterns import lazy


@dataclass(slots=True)
class Post:
    """own: what is said of this post; shared: what may hold for it too; given: facts that parting the posts decided.

    earlier: of `shared` what an older letter said of this post.
    """

    own: list[Item]
    shared: list[Item]
    given: dict[str, Found] = field(default_factory=dict)
    mark: str = ""
    earlier: list[Item] = field(default_factory=list)


KIND_WORDS = lazy(r"(?P<part>非常勤|パート)|(?P<full>(?<!非)常勤|正規?職員)|(?P<spot>スポット|単発)")
KIND_CODES = {"part": "part_time", "full": "full_time", "spot": "spot"}
# What regular staff are and others not, where kinds of work do not tell them apart: 「正規職員の定年は65歳です。任期付職員には定年の適用はありません」.
_STATUS = lazy(r"(?P<term>任期付|有期|期間職員|契約(?:職員|社員)|嘱託)|(?P<regular>(?<!非)正規|正職員|正社員|無期)")
_OTHER_THAN = lazy(r"(?:番|\d|[A-E])(?:の)?(?:ほか|以外|他)は")  # 「2番のほかは当直もコールもありません」
_BUT = lazy(r"(?:は|を|については)?\s*(?:除[くき]|対象外|適用(?:され|し)?(?:ません|ない))")


# Posts by their numbers or letters: 「(1)〜(3)に」, 「Bの契約は」.
_REF = lazy(
    r"(?=[(\[【<〔\d\sA-Zア-オ甲乙丙募求番そ])(?:"  # most letters begin none: the rest is not tried at each of them
    r"[(\[【<〔](?P<a>\d{1,2}|[A-E])[)\]】>〕](?:\s*(?:〜|から|-)\s*[(\[【<〔](?P<b>\d{1,2}|[A-E])[)\]】>〕])?"
    r"|(?:^|(?<=[、。\s※]))(?P<dots>(?:\d\.){1,5})(?=の|は|に|で|とも)|(?P<code>[A-Z]{1,2}-\d{1,4}|(?<![\d,.:/-])\d{3,6}(?=\([^()]{1,12}\)[はも、と]|は、?(?:引|充|取|採|募|成)))|(?<![\d(年月日歳])(?P<n>\d)\)(?=[^\d)]|\d{1,2}(?:年|歳|回|日|名|か月|万))|(?:^|(?<=[、。\s]))(?P<m>\d)(?=の(?:先生|医師|方)(?:には?|は)|は(?=定年|\d年契約|住宅|当直))|(?<![一-龥ァ-ヶ])No\.?\s?(?P<no>\d{1,2})(?=[のはにもと・、])|(?:No\.?|募集|求人)\s*(?P<list>\d{1,2}(?:[、,・]\s*\d{1,2})+)(?=は|とも|の|に)|(?:^|(?<=[、。\s※(★]))(?:No\.?\s?|番号|募集|求人)?(?P<row>\d{1,2})は(?![\d割倍])|(?:募集|求人)(?P<only>\d{1,2})(?=の(?:先生|方|医師)|に|も)|^\s*\((?P<of>[ア-オ])\)(?=\s)"
    r"|(?<![A-Za-z0-9])(?P<c>[A-E])(?:\s*(?:〜|から|-)\s*(?P<d>[A-E]))?(?=[はのにもと・、]|とも|共通)|(?:^|(?<=[、。をで※\s]))(?P<kana>[ア-オ甲乙丙])(?=[はのにも・、]|とも)|(?<![A-Za-z])(?P<run>[A-E]{2,5})(?=共通|とも|は)|(?P<nth>\d{1,2})(?:(?:件|番|つ)目|番(?=[とはに、]|(?:の)?(?:ほか|以外|他)は))|(?<=番号)(?P<num>\d{1,2})(?=\s)|(?:求人|募集)?その(?P<sono>\d)(?!\d))"
)


@once
def marks_in(words: str) -> set[str]:
    """The marks of posts that some words name; a range with all between."""
    seen: set[str] = set()
    for found in _REF.finditer(words):
        if found["run"]:
            seen |= set(found["run"])
            continue
        if found["list"]:
            seen |= set(patterns.findall(r"\d+", found["list"]))
            continue
        if found["dots"]:
            seen |= set(found["dots"].split(".")) - {""}
            continue
        if found["code"]:
            seen.add(found["code"])
            continue
        if (
            alone := found["kana"]
            or found["only"]
            or found["of"]
            or found["nth"]
            or found["num"]
            or found["sono"]
            or found["no"]
        ):
            seen.add(alone)
            continue
        first = found["a"] or found["c"] or found["n"] or found["m"] or found["row"]
        last = found["b"] or found["d"] or first
        if first.isdigit() and last.isdigit():
            seen |= {str(number) for number in range(int(first), min(int(last), int(first) + 20) + 1)}
        elif not first.isdigit() and not last.isdigit():
            seen |= {chr(code) for code in range(ord(first), ord(last) + 1)}
    return seen


STATUSES = frozenset(("term", "regular"))


@once
def statuses_in(words: str) -> set[str]:
    """Of `STATUSES` those that some words name."""
    return {str(m.lastgroup) for m in _STATUS.finditer(words)}


@once
def _named_in(words: str) -> tuple[set[str], set[str], set[str]]:
    """The departments, statuses and kinds of employment that some words name."""
    departments = {
        canonical(m.group())
        for m in LISTED.finditer(words)
        if not OF_A_NAME.match(words, m.end())  # 「みつば坂内科クリニック」 names no department
    }
    return departments, statuses_in(words), {KIND_CODES[str(m.lastgroup)] for m in KIND_WORDS.finditer(words)}


def owner_of(
    mine: Collection[str],
    others: Collection[str],
    kinds: Collection[str] = (),
    other_kinds: Collection[str] = (),
    mark: str = "",
) -> Callable[[str], bool | None]:
    """Judges words by the departments they name, else by the kind of employment: True ours, False another's, None nobody's."""

    def owner(words: str) -> bool | None:
        if mark and (marks := marks_in(words)) and (mark not in marks or not LISTED.search(words)):
            return (mark in marks) is not bool(_OTHER_THAN.search(words))
        departments, status, employment = _named_in(words)
        for seen, ours, theirs in (
            (departments, mine, others),
            (status, STATUSES & {*kinds}, STATUSES & {*other_kinds}),
            (employment, kinds, other_kinds),
        ):
            if seen & {*ours} and theirs:
                return not _BUT.search(words)
            if seen & {*theirs}:
                return bool(_BUT.search(words))
        return None

    return owner


OF_A_NAME = lazy(
    r"系(?!の?(?:先生|医師|医))|(?:・?(?:(?![はを])[一-龥ぁ-んァ-ヶ]){2,6}?){0,2}(?:クリニック|医院|病院|診療所)"
)
_EVERY = lazy(r"いずれも|すべて|全て|ともに|共に|どちらも|両方|各科|各診療科|全員|以上")


_THE_REST = lazy(r"(?:ほか|他|その他|それ以外|以外)の\d?(?:つの)?(?:診療)?科(?!学)")
_LIST = lazy(rf"(?:{LISTED.pattern})(?:、(?:{LISTED.pattern}))+")
# A remark that says for whom alone, or for whom not, the words before it hold: 「住宅あり(麻酔科のみ)」.
_REMARK = lazy(
    r"(?P<words>[^、。\n;()/]*)(?P<remark>\(([^()]{1,24}(?:のみ|だけ|に限る|限定|を?除く|は対象外|の(?:方|先生|医師)))\)|(?<=歳)(?<=定年\d\d歳)\((?:非?常勤)\))"
)


_OCCASION = lazy(rf"(?:{LISTED.pattern})は[^()]*(?:とき|時|場合|際|日|間|週|月)(?:のみ|だけ)")


def _without_remarks_for_others(item: Item, owner: Callable[[str], bool | None]) -> Item:
    text = item.text
    for found in _REMARK.finditer(item.text):
        said = owner(found["remark"])
        if said is None:
            continue
        # 「あり(麻酔科は緊急手術のときのみ)」 limits the occasion for that department, and leaves the words to the others
        gone = found["words"] if said is False and not _OCCASION.search(found["remark"]) else ""
        begin = found.start() if gone else found.start("remark")
        text = text[:begin] + " " * (found.end() - begin) + text[found.end() :]
    return replace(item, text=text) if text != item.text else item


_NEXT_OWNER = rf"\s(?=\d\)|〔\d〕|(?:{LISTED.pattern})\s?[:は]|(?:非?常勤|スポット)\s?[:は]|(?:{LISTED.pattern})\s+(?:年[額俸]|月[額給]|[日時][額給]|半日|1回)?\s*約?\d[\d,]*(?:万|千?円)|(?:{LISTED.pattern})\s+(?:なし|あり|[無有](?=\s|$)|免除|応?相談|[月週]\s?\d))"
_STOPS = lazy(rf"(?:(?!\s{{2}}|{_NEXT_OWNER})[^、。()\n;/])*(?:[、。()\n;/]+|\s{{2,}}|{_NEXT_OWNER}|$)")
# 「日額 10万円(麻酔科)」
_ITS_DEPARTMENT = lazy(rf"\((?P<name>{LISTED.pattern})(?:[。、][^()]*)?\)\s*$")


_LEADS = lazy(rf"\W{{0,3}}(?:{LISTED.pattern})(?:医師?)?\s*:")
_SPEAKS_OF = lazy(rf"\W{{0,3}}(?:{LISTED.pattern})(?:医|の(?:常勤|非常勤)?(?:医師?|先生))?(?:の[^。、の]{{1,8}})?は、?")
_HEADED = lazy(
    rf"\s*(?:\(\d\)|・)?\s*(?:{LISTED.pattern})(?:(?:[・、と]|及び|および)(?:{LISTED.pattern}))*(?=[\s:は]|$)"
)


_TOPIC = lazy(r"\s*(?P<topic>当直|宿直|日当直|宿日直|オンコール|待機|自宅待機|住宅|定年)は、")


def scoped(item: Item, owner: Callable[[str], bool | None]) -> list[Item]:
    """The parts of an item that are not about another post alone. owner: True ours, False another's, None nobody's."""
    if "\n" in item.text and not item.label.startswith("備"):
        lines = [m for m in patterns.finditer(r"[^\n]+", item.text) if m.group().strip()]
        whose = [owner(m.group()) for m in lines]
        alone = all(len({canonical(d.group()) for d in LISTED.finditer(m.group())}) <= 1 for m in lines)
        alone = alone or all(_HEADED.match(m.group()) for m in lines)
        if alone and len(lines) >= 2 and None not in whose and True in whose and False in whose:
            # a line for each: 「日額 10万円(麻酔科)」, 「日額 8万円(放射線科)」
            return [
                replace(item, text=m.group(), start=item.start + m.start())
                for m, ours_alone in zip(lines, whose, strict=True)
                if ours_alone
            ]
    lead = _LEADS.match(item.text) or (None if _EVERY.search(item.text) else _SPEAKS_OF.match(item.text))
    if not item.label and lead is not None and (its := owner(lead.group())) is not None:
        rest = owner(item.text[lead.end() :])
        if (rest is None and not _THE_REST.search(item.text)) or rest == its:
            return [item] if its else []  # 「麻酔科:年俸…。当直免除。」 is all of it that department's
    if item.label.endswith(("。", "か", "?")) and (by_label := owner(item.label)) is not None:
        return [item] if by_label else []  # 「常勤医の年俸は。」
    if (
        owner(item.text) is None
        and not _REF.search(item.text)
        and not (_THE_REST.search(item.text) and LISTED.search(item.text))
    ):
        return [item]
    if item.label and (by_label := owner(item.label)) is not None:
        return [item] if by_label else []
    if not item.fields and not item.label and (topic := _TOPIC.match(item.text)) is not None:
        # the sentences that go on about it name it no more: 「オンコールは、泌尿器科では月6日です。小児科にはありません。」
        begin = topic.end()
        item = Item(label_of(topic["topic"]), topic["topic"], item.text[begin:], item.start + begin, item.line)
    bare = patterns.sub(r"\([^()]{2,}\)", "", item.text).strip("。\n ")
    if owner(bare) is False and marks_in(bare) and not patterns.search(r"[。\n]", bare):
        return []  # one sentence about other posts: 「医師住宅(3LDK)をアの方にご用意します」
    if item.about("pay") and (named := _ITS_DEPARTMENT.search(item.text)) and owner(named["name"]) is not None:
        return [item] if owner(named["name"]) else []
    item = _without_remarks_for_others(item, owner)
    kept: list[tuple[int, int]] = []
    ours: list[tuple[int, int]] = []
    state: bool | None = None
    carried: bool | None = None
    mine_named = any(owner(m.group()) is True for m in LISTED.finditer(item.text))
    listed = _LIST.sub(lambda found: found.group().replace("、", "・"), item.text)
    listed = _REF.sub(lambda found: found.group().replace("(", "〔").replace(")", "〕"), listed)
    listed = patterns.sub(r"(?<=〕)、(?=〔)", "・", listed)
    for stop in _STOPS.finditer(listed):
        if stop.start() == stop.end():
            continue
        said = owner(stop.group())
        if _THE_REST.search(stop.group()):
            said = not mine_named
        if said is not None:
            state = carried = said
        elif carried and item.about("night", "on_call") and state is None and not _EVERY.search(stop.group()):
            state = True  # the sentence goes on about the same: 「常勤は月2回。ご事情により軽減します。」
        elif _EVERY.search(stop.group()):
            state = None
        if state or (said is None and ours and _EVERY.search(stop.group())):
            if ours and ours[-1][1] == stop.start():
                ours[-1] = (ours[-1][0], stop.end())
            else:
                ours.append((stop.start(), stop.end()))
        if state is not False:
            if kept and kept[-1][1] == stop.start():
                kept[-1] = (kept[-1][0], stop.end())
            else:
                kept.append((stop.start(), stop.end()))
        if patterns.search(r"[。\n;]$", stop.group()):
            state = None
    told_of_us = "".join(item.text[a:b] for a, b in ours)
    if told_of_us and (item.about("night", "on_call") or (item.about("retirement") and "歳" in told_of_us)):
        kept = ours
    return [_with_its_topic(item, a, b) for a, b in kept if item.text[a:b].strip()]


# What a sentence is about that tells it of several: 「年収は小児科が1,700万円、産婦人科が2,100万円」.
_TOPIC_OF_SEVERAL = lazy(
    rf"(?:^|(?<=。))\s*(?:なお、|また、)?(?P<topic>[^\s、。()]{{2,10}})は、?(?=(?:{LISTED.pattern}|非?常勤|スポット)[^、。]{{0,4}}[がはにで\d])"
)
# What the first half of a sentence may have named alone: 「Aは呼び出しがありますが、Bはありません」.
_NAMED = lazy(r"日?当直|宿直|夜勤|オンコール|待機|呼び?出し|医師住宅|住宅|宿舎|公舎|社宅|住まい|定年|任期|契約")


def _with_its_topic(item: Item, begin: int, end: int) -> Item:
    """A part of an item, below or behind what its sentence is about where others' words stood between."""
    at = item.text.rfind("。", 0, begin) + 1
    told = _TOPIC_OF_SEVERAL.match(item.text, at) if at < begin and not item.label else None
    if told is not None and told.end() <= begin and label_of(told["topic"]):
        words = told["topic"] + "は"
        gap = " " * (begin - told.start("topic") - len(words))
        return replace(item, text=words + gap + item.text[begin:end], start=item.start + told.start("topic"))
    words = patterns.sub(r"\(\d{1,2}\)(?:のみ|だけ)は?", lambda m: " " * len(m.group()), item.text[begin:end])
    part = replace(item, text=words, start=item.start + begin)
    named = {found.group() for found in _NAMED.finditer(patterns.split(r"\n", item.text[at:begin])[-1])}
    if len(named) != 1 or _NAMED.search(words.split("。")[0]) or item.about(*label_of(topic := named.pop())):
        return part
    return replace(part, fields=label_of(topic), label=topic)
