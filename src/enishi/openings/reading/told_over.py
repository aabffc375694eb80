"""Remarks beside several posts that say of one of them that it is over, by its number, mark, day, department, kind of work or name.

「【3】は、10月31日に採用が決まりました」, 「※1 募集を終えました」, 「→ 小児科は採用が決まりました」, 「みどり健診センターは充足しました」.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from enishi.openings.reading import patterns
from enishi.openings.reading.departments import A_SHORT_LIST, LISTED, canonical
from enishi.openings.reading.facts import Found
from enishi.openings.reading.fields import closing
from enishi.openings.reading.line import Item, Line, sentences
from enishi.openings.reading.noise import OTHER_WORK, PHYSICIAN
from enishi.openings.reading.patterns import lazy
from enishi.openings.reading.plausible import Candidate
from enishi.openings.reading.scoping import KIND_CODES, KIND_WORDS, marks_in

_MAY_END = lazy(r"決ま|決定|終了|終わ|終え|充足|締|〆|取り?下げ|停止|中止|見合わせ|内定|成約|打ち?切")
_LEAD = (
    r"[\s・◇◆○●■□★☆→⇒(-]*(?:(?:お知らせ|備考|注記?|追記|連絡|補足)\s*[:】〕]\s*)?"
    r"(?:なお|また|ただし|ちなみに)?、?\s*(?:(?:この|上記の?|以上の)?うち、?)?"
)
_FOOTNOTE = lazy(
    rf"{_LEAD}(?P<sign>※|\*|注)\s?(?P<n>\d)(?!\d)[)\s:.、]*(?P<topic>(?:は|につきましては|については)、?)?"
)
_SUBJECT = lazy(
    rf"{_LEAD}※?\s*(?P<who>[^。\s](?:(?![でに]は、)[^。]){{0,38}}?)(?:の(?:求人|募集|公募|採用|受付|ポスト|件|枠))?(?:(?<!で)(?<!に)(?<!へ)は|につきましては|については|に関しては|を(?!\s*お?\d+\s*[名人])|のみ(?=[^。は]{{1,30}}$))、?"
)
_ENDED = lazy(
    r"(?:の(?:求人|募集|公募|採用|受付|ポスト|件|枠))?[^。、]{0,4}、?[^。、]{0,14}(?:終了|充足|決定|成約|締め?切|取り?下げ)(?:しました|いたしました|です|済み?|となりました|りました|ました)?。?\W*$"
)
_BY_NUMBER = lazy(
    r"[「\s]*(?:(?:No\.?|求人|募集|番号|案件|ポスト|その)?\s*[(\[【<〔]?(?:\d{1,2}|[A-E])[)\]】>〕]?(?:番目?|件目|つ目|号|項)?(?:[、・〜]|と|及び|(?=の(?!うち))|(?=以外)|$)\s*)+"
)
_DAY = lazy(r"\s*(\d{1,2})\s*[月/]\s*(\d{1,2})(?!\d)日?\s*(?:\([^()]*\))?分?")
_BY_DEPARTMENT = lazy(
    rf"(?:(?P<name>[^\s、の][^\s、]{{2,18}}?)の)?(?P<list>{A_SHORT_LIST})(?:の?\(?(?P<kind>非?常勤)\)?)?(?:の?(?:担当|専門)?(?:医師?|先生))?(?:\([^()]*\))?\s*(?:\d\s*[名人])?"
)
_BY_KIND = lazy(r"(?P<kind>非?常勤|スポット)(?:の?(?:医師?|先生|勤務))?")
_NO_NAME = lazy(
    r"^(?:当|本|この|今回|応募|募集|採用|受付|求人|医師|先生|内科医|病院|診療所|クリニック|医院)|[、\d]|曜|午[前後]"
)


@dataclass(frozen=True, slots=True)
class Remark:
    """who: of which post it speaks, empty below a footnote's sign alone; note: this sign; start, end: its place in the normal text."""

    who: str
    note: str
    start: int
    end: int


def remarks_in(lines: Sequence[Line]) -> list[Remark]:
    """The sentences of a text that say of some post that it is over, but for what is quoted of an older letter."""
    return [
        remark
        for line in lines
        if line.text[:1] != ">" and "\t" not in line.text and _MAY_END.search(line.text)
        for remark in _in_a_line(line)
    ]


def _in_a_line(line: Line) -> Iterator[Remark]:
    for words, start in sentences(Item(frozenset(), "", line.text, line.start, line.number)):
        if OTHER_WORK.search(words) and not PHYSICIAN.search(words):
            continue
        note = _FOOTNOTE.match(words)
        subject = _SUBJECT.match(words, note.end() if note and not note["topic"] else 0)
        end = start + len(words.rstrip())
        if note is not None and _is_over(words[note.end() :], line, "1"):
            who = note["n"] if note["topic"] else subject["who"] if subject else ""
            yield Remark(who, note["sign"] + note["n"], start, end)
        elif note is None and subject is not None and _is_over(words[subject.end("who") :], line, subject["who"]):
            yield Remark(re.sub(r"だけ$", "", subject["who"].strip("「」 ")), "", start, end)


def _is_over(words: str, line: Line, who: str) -> bool:
    if closing.SOMETHING_ELSE.search(words) or closing.OF_A_DAY.match(words.removeprefix("は")):
        return False
    if (_BY_NUMBER.match(who) or _BY_DEPARTMENT.fullmatch(who)) and _ENDED.match(words):
        return True
    return (
        closing.read_closed([Item(frozenset(), "", words, line.start, line.number)], whole=False, note=True) is not None
    )


def close(candidates: Sequence[Candidate], remarks: Sequence[Remark]) -> list[Candidate]:
    """The posts, those over of which a remark says so, and none that is made of such a remark alone."""
    if len(candidates) < 2:
        return [*candidates]
    left = [*candidates]
    for remark in remarks:
        inside = [one for one in left if all(remark.start <= item.start < remark.end for item in one.post.own)]
        others = [one for one in left if one not in inside]
        meant = _meant(others, remark)
        if not meant or len(meant) == len(others):
            continue
        left = others
        for one in others:
            found = one.facts.get("recruiting")
            if one in meant:
                one.facts["recruiting"] = Found.at(False, remark.start, remark.end)
            elif found is not None and any(remark.start <= at < remark.end for at, _ in found.places):
                del one.facts["recruiting"]
    return left


def _meant(posts: Sequence[Candidate], remark: Remark) -> list[Candidate]:
    """Of which posts a remark speaks; none where that is not sure."""
    if remark.note:
        signed = rf"[^\s・][ ]*{re.escape(remark.note[:-1])}\s?{remark.note[-1]}(?!\d)"
        if bearing := [one for one in posts if any(patterns.search(signed, item.text) for item in one.post.own)]:
            return bearing
    if remark.who.endswith("以外"):
        but = _meant(posts, replace(remark, who=remark.who[:-2], note=""))
        return [one for one in posts if one not in but] if but else []
    if numbers := _BY_NUMBER.match(remark.who):
        marks = marks_in(f"({remark.who})は" if remark.who.isdigit() else f"{remark.who}は")
        marks |= {*re.findall(r"\d{1,2}|[A-E]", numbers.group())}
        return [one for one in posts if one.post.mark and one.post.mark in marks]
    if day := _DAY.fullmatch(remark.who):
        theirs = [one for one in posts if any(_is_on(day, item.text) for item in one.post.own[:3])]
        return theirs if len(theirs) == 1 else []
    if department := _BY_DEPARTMENT.fullmatch(remark.who):
        named = {canonical(m.group()) for m in LISTED.finditer(department["list"])}
        kind = _kind(department["kind"] or "")
        found = [
            one
            for one in posts
            if one.departments
            and one.departments <= named
            and kind in (None, one.value("employment"))
            and (not department["name"] or department["name"] in str(one.value("institution")))
        ]
        return found if len({str(one.value("institution")) for one in found}) == 1 else []
    if of_a_kind := _BY_KIND.fullmatch(remark.who):
        return [one for one in posts if one.value("employment") == _kind(of_a_kind["kind"])]
    name = re.sub(r"^.*:|の?(?:勤務)?(?:医師?|先生)$", "", remark.who)
    if len(name) < 4 or _NO_NAME.search(name):
        return []
    called = [
        one
        for one in posts
        if name in str(one.value("institution"))
        or any(name in item.text and not item.start <= remark.start < item.end for item in one.post.own[:2])
    ]
    return called if len(called) == 1 else []


def _is_on(day: re.Match[str], words: str) -> bool:
    told = _DAY.match(words)
    return told is not None and told.groups() == day.groups()


def _kind(words: str) -> list[str] | None:
    found = KIND_WORDS.match(words)
    return [KIND_CODES[str(found.lastgroup)]] if found else None
