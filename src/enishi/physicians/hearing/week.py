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
_WEEK = re.compile(
    rf"(?:(?:{_DAY}|(?<![一-龥\d])[{_W}](?=[・、〜~\-][{_W}](?![一-龥])|曜)|(?<=[・、〜~\-])[{_W}](?![一-龥](?<!曜))"
    rf"|(?<![一-龥\d])[{_W}](?=の?(?:午前|午後|終日|夜|朝))|(?<![一-龥\d])[{_W}]{{2,5}}(?=の?(?:午前|午後|終日)|曜)|平日|週末|土日)"
    rf"(?:の?(?:午前中|午前|午後|終日|1日|夜間|夜|朝|夕方|日中)(?:[・と](?:午前|午後))?)?(?:\s*(?:[・、〜~\-と]|から(?=[{_W}]))\s*)?)+"
)
_HALF = re.compile(r"午前中?|午後|終日|夜|朝|夕方|日中|1日")
_TAKEN = re.compile(
    r"(?:今|いま|現在)の(?:病院|職場|勤務|所)|外勤|別の|ほかの|他の|埋ま|先約|孫|通院|透析を受|教室|介護|デイ|大学|研究日|ふさが|塞が|空けられ|空かな"
)
_OPEN_DAYS = re.compile(
    r"空い|空け(?:られる|ます|て)|来られ(?!な)|行け(?!な)|働け(?!な)|入れ(?!な)|大丈夫|可能|希望|いい$|よい|できる|たい|OK|都合がつ|動け(?!な)|でも"
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
    """`slots`: the half-days one can come. `not_slots`: those one cannot."""
    for found in _WEEK.finditer(clause.text):
        words = found.group().strip(" ・、と〜~-")
        try:
            mask = parse_pattern(words)
        except InputProblem:
            continue
        told = clause.after if clause.text.rstrip("、").endswith(("ので", "ため", "から")) else None
        rest, quote = clause.text[found.end() :], Quote.of(clause, told)
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
        if _TAKEN.search(clause.text) or _FREE.search(rest):
            yield Heard("not_slots", codes_of(mask), quote, clause.mends)
        elif clause.present:
            continue
        elif clause.under or _SOME_WEEKS.search(clause.text):
            yield Open("slots", quote, ON_CONDITION)
        elif _HALF.search(words) or _OPEN_DAYS.search(rest) or not rest.strip("。、 ") or "・" in words:
            yield Heard("slots", codes_of(mask), quote, clause.mends)


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
