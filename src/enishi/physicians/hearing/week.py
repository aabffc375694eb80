"""Days a week, half-days of the week, and the kind of employment."""

import re
from collections.abc import Iterator

from enishi.common.japanese.halfdays import codes_of, parse_pattern
from enishi.common.japanese.problems import InputProblem
from enishi.physicians.hearing.found import ELSE, ON_CONDITION, Heard, Open, Quote, left_open
from enishi.physicians.hearing.phrases import Clause
from enishi.physicians.hearing.stance import Stance, stance_after, stance_of

_N = r"\d(?:\.5)?"
_DAYS = re.compile(
    rf"(?P<least>最低|少なくとも)?\s*週\s*(?:に|は)?\s*(?P<one>{_N})\s*(?:(?P<u1>日|回)(?P<half1>半)?)?\s*"
    rf"(?:(?:〜|~|-|から|か|、|・|または|でも)\s*(?:週)?\s*(?P<two>{_N})\s*(?P<u2>日|回)?(?:でも)?)?\s*"
    rf"(?P<unit>日|回)?(?P<half>半)?\s*(?:勤務|程度|くらい|ぐらい)?\s*(?P<side>まで|以内|以下|以上|が限度|が上限|未満|は(?=働|ほしい|欲しい|必要))?"
)
_ABOUT = ("程度", "くらい", "ぐらい")
_MOST = re.compile(r"多くても|せいぜい|最大|上限は?")
_OTHER_DAYS = re.compile(
    r"休み|休日|休ん|当直|オンコール|コマ|半日|泊|透析|通院|リハビリ|ゴルフ|孫|介護|デイ|会議|回の|研究日"
)
_W = "月火水木金土日"
_DAY = rf"[{_W}]曜日?"
WEEK = re.compile(
    rf"(?:(?:{_DAY}|(?<![一-龥\d])[{_W}](?=[・、〜~\-][{_W}](?![一-龥])|曜)|(?<=[・、〜~\-])[{_W}](?![一-龥](?<!曜))"
    rf"|(?<![一-龥\d])[{_W}](?=の?(?:午前|午後|終日|夜|朝))|(?<![一-龥\d])(?!月日|土木|日月)[{_W}]{{2,5}}(?=の?(?:午前|午後|終日|\d{{1,2}}[時:])|曜|なら|だけ|のみ|のこと|[はがをに、。]|$)"
    rf"|(?<![一-龥\d])[{_W}]から[{_W}](?=まで|の|なら|[はがに、。]|$)|平日|週末|土日)"
    rf"(?:の?(?:午前中|午前|午後|終日|1日|夜間|夜|朝|夕方|日中)(?:[・と](?:午前|午後))?)?(?:\s*(?:[・、〜~\-と]|から(?=[{_W}]))\s*)?)+"
)
_CLOCK = re.compile(
    r"[のはに]?\s*(?P<p1>午前|午後|朝|夕方|夜)?の?(?P<h1>\d{1,2})(?:時半?|:\d\d)\s*(?:から|〜|~|-)\s*"
    r"(?P<p2>午前|午後|夕方|夜|翌朝?|翌日)?の?(?P<h2>\d{1,2})(?:時半?|:\d\d)(?:まで)?"
)
_PARTS = (("午前", 8.0, 12.5), ("午後", 12.5, 18.0), ("夜", 18.0, 32.0))
_LAST_HALF = re.compile(r"の?(?P<half>午前中?|午後|終日|1日|夜間|夜|朝|夕方|日中)$")
_JOINED = re.compile(r"[\s、・,]*(?:も|と|や|か|または|および)?[\s、・,]*")
_ALONE = re.compile(r"(?:なら|だけ|のみ|で|が?(?:いい|よい|良い|希望))?")
_HALF = re.compile(r"午前中?|午後|終日|夜|朝|夕方|日中|1日")
_TAKEN = re.compile(
    r"(?:今|いま|現在)の(?:病院|職場|勤務|所)|外勤|別の|ほかの|他の|埋ま|先約|孫|通院|透析を受|教室|介護|デイ|大学|研究日|ふさが|塞が|空けられ|空かな"
)
_OPEN_DAYS = re.compile(
    r"空い|空け(?:られる|ます|て)|来られ(?!な)|行け(?!な)|働け(?!な)|入れ(?!な)|大丈夫|可能|希望|いい$|よい|でき(?:る|ます)|たい|OK|都合がつ|動け(?!な)|でも"
)
_SOME_WEEKS = re.compile(r"月\s*(?:に)?\s*\d\s*[回度]|隔週|第\s*\d|たまに|時々|ときどき")
_FREE = re.compile(r"休み|休む|休ん|外し|だめ|無理|行けな|来られな|働けな|入れな|空けら?れな|不可|NG|以外|できない")

_EMPLOYMENT = re.compile(
    r"(?P<part_time>非常勤|パート|アルバイト)|(?P<spot>スポット|単発|短期)|(?P<full_time>(?<!非)常勤|フルタイム)"
)


def days(clause: Clause) -> Iterator[Heard | Open]:
    """`days_min` and `days_max`."""
    for found in _DAYS.finditer(clause.text):
        if not (found["u1"] or found["u2"] or found["unit"] or found.group().rstrip().endswith(_ABOUT)):
            continue
        around = clause.text[max(0, found.start() - 12) : found.end() + 12]
        if _OTHER_DAYS.search(around) or clause.present or clause.keeps:
            continue
        field, quote = "days_max", Quote.of(clause)
        if not clause.plain:
            if (one := left_open(field, clause)) is not None:
                yield one
            continue
        rest = clause.text[found.end() :]
        stance = stance_of(rest)
        if stance in (Stance.NO, Stance.HARD):
            yield Open(
                field, quote, f"「{found.group().strip()}」は難しいとのことです。何日までならよいかをお確かめください。"
            )
            continue
        if clause.under:
            yield Open(field, quote, ON_CONDITION)
            continue
        low = float(found["one"]) + (0.5 if found["half1"] or (found["half"] and not found["two"]) else 0)
        high = float(found["two"]) + (0.5 if found["half"] else 0) if found["two"] else low
        if not 0 < low <= high <= 7:
            continue
        side = found["side"] or ""
        if side.startswith(("以上", "は")) or found["least"]:
            yield Heard("days_min", low, quote, clause.mends)
        elif side or _MOST.search(clause.text[: found.start()]) or rest.startswith(("が限度", "が上限")):
            if side != "未満":
                yield Heard("days_max", high, quote, clause.mends)
        else:
            yield Heard("days_min", low, quote, clause.mends)
            yield Heard("days_max", high, quote, clause.mends)


def slots(clause: Clause) -> Iterator[Heard | Open]:
    """`slots`: the half-days one can come. `not_slots`: those one cannot.

    Each mention of days is judged by the words up to the next one: in 「火曜の午前で水曜は無理」 the no is Wednesday's alone.
    Days that are only joined (「火曜も水曜も無理」) share the judgement of the last.
    """
    named = list(WEEK.finditer(clause.text))
    taken = False
    for at, found in enumerate(named):
        start = named[at - 1].end() if at else 0
        joined = at > 0 and bool(_JOINED.fullmatch(clause.text[start : found.start()]))
        before = clause.text[: found.start()] if not at else ""
        tail = clause.text[found.end() : _judged_until(clause.text, named, at)]
        if (
            not tail.strip("、 ")
            and clause.text.endswith("、")
            and not _HALF.search(found.group())
            and clause.after is not None
        ):
            listed = WEEK.match(clause.after.text)  # 「火曜、水曜は無理」 says it of both
            tail = clause.after.text[listed.end() :] if listed else tail
        taken = bool(_TAKEN.search(before) or _TAKEN.search(tail)) or (joined and taken)
        words, rest = _with_hours(found.group().strip(" ・、と〜~-"), tail)
        try:
            mask = parse_pattern(words)
        except InputProblem:
            continue
        told = clause.after if clause.text.rstrip("、").endswith(("ので", "ため", "から")) else None
        quote = Quote.of(clause, told)
        whole = words in ("土日", "週末")
        if not mask or (
            whole
            and re.match(r"祝?日?[はもが]?\s*(?:絶対(?:に)?|必ず|できれば)?\s*(?:お?休|の?勤務|の?仕事|出勤)", rest)
        ):
            continue  # a wish of its own: 土日の休み
        if clause.others:
            yield Open("slots", quote, ELSE)
            continue
        if not clause.plain:
            if (one := left_open("slots", clause)) is not None:
                yield one
            continue
        if taken or _FREE.search(rest):
            yield Heard("not_slots", codes_of(mask), quote, clause.mends)
        elif clause.present:
            continue
        elif clause.under or _SOME_WEEKS.search(clause.text):
            yield Open("slots", quote, ON_CONDITION)
        elif stance_of(rest) in (Stance.NO, Stance.HARD):
            yield Open(
                "slots", quote, "難しいとのことです。来られない曜日なのか、少なければよいのかをお確かめください。"
            )
        elif _HALF.search(words) or _OPEN_DAYS.search(rest) or "・" in words or _stands_alone(clause, rest):
            yield Heard("slots", codes_of(mask), quote, clause.mends)


def _judged_until(text: str, named: list[re.Match[str]], at: int) -> int:
    """Where the words end that judge the mention: at the next one that is more than joined to it."""
    for here, following in zip(named[at:], named[at + 1 :], strict=False):
        if not _JOINED.fullmatch(text[here.end() : following.start()]):
            return following.start()
    return len(text)


def _with_hours(words: str, rest: str) -> tuple[str, str]:
    """The days with the halves that the hours after them cover (two hours of one make it), and what comes then.

    「火曜と木曜」「の9時から5時」→「火曜と木曜の午前・午後」; hours that cover no half leave the words as they are.
    """
    if half := re.match(
        rf"は(?P<half>{_HALF.pattern})(?=だけ|のみ|なら|は|が|に|[、。]|$)", rest
    ):  # 「火曜は午前だけ」
        words, rest = f"{words}の{half['half']}", rest[half.end() :]
    if rest.startswith("まで"):  # 「月から水まで」, 「火曜から木曜までの午前」
        rest = rest.removeprefix("まで")
        if half := re.match(rf"の?(?:{_HALF.pattern})", rest):
            words, rest = words + half.group(), rest[half.end() :]
    clock = _CLOCK.match(rest)
    if clock is None:
        return words, rest
    last = _LAST_HALF.search(words)
    first = clock["p1"] or (last["half"] if last else "")
    start, end = int(clock["h1"]), int(clock["h2"])
    if start < 12 and (first in ("午後", "夕方", "夜", "夜間") or (not first and start < 7)):
        start += 12
    if clock["p2"] in ("午後", "夕方", "夜") and end < 12:
        end += 12
    while end <= start:
        end += 12
    halves = [half for half, since, until in _PARTS if min(end, until) - max(start, since) >= 2]
    if not halves:
        return words, rest
    days = words[: last.start()] if last else words
    return f"{days}の{'・'.join(halves)}", rest[clock.end() :]


def _stands_alone(clause: Clause, rest: str) -> bool:
    """Nothing judges the days, here or in the clause they lead to: 「火木なら」 is what one can do."""
    bare = rest.strip("。、 ")
    if not _ALONE.fullmatch(bare):
        return False
    if not bare.startswith("なら") or clause.after is None:
        return True
    return clause.after.plain and stance_of(clause.after.text) not in (Stance.NO, Stance.HARD, None)


def employment(clause: Clause) -> Iterator[Heard | Open]:
    """`employment`: each way that is wished for; `not_employment`: what is not."""
    found = list(_EMPLOYMENT.finditer(clause.text))
    for at, mention in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(clause.text)
        rest, key = clause.text[mention.end() : end], mention.lastgroup or ""
        stance, said = stance_after(clause, mention.end(), end)
        if re.match(r"医|の先生|の医師|は(?:何人|いる|おら)|換算", rest):
            continue
        shares = rest.startswith(("でも", "か", "や", "・")) and at + 1 < len(found)
        if shares:
            stance, said = stance_of(clause.text[mention.end() :]), clause
        terse = bool(re.fullmatch(r"(?:で|だけ|のみ|がいい|で探す)?(?:、.*)?[。]?", rest)) and not clause.present
        if not (clause.plain and said.plain):
            if stance and (one := left_open("employment", clause if not clause.plain else said)) is not None:
                yield one
            continue
        quote = Quote.of(clause, said)
        if stance in (Stance.WANT, Stance.YES, Stance.MAYBE) or (
            stance is None and terse and (rest or len(found) == 1)
        ):
            if clause.present and stance is not Stance.WANT:
                continue
            if clause.under:
                yield Open("employment", quote, ON_CONDITION)
            else:
                yield Heard("employment", key, quote, clause.mends)
        elif stance is Stance.NO:
            yield Heard("not_employment", key, quote, clause.mends)
