"""A column of short notices, each headed by what it is: 「【求人】」, 「●求職」, 「《ゆずります》」. Those that seek no physician are nobody's post."""

import re
from collections.abc import Sequence

from enishi.openings.reading.departments import LISTED
from enishi.openings.reading.heads import FACILITY, STATE, signals_in
from enishi.openings.reading.line import Line
from enishi.openings.reading.noise import OTHER_WORK, PHYSICIAN
from enishi.openings.reading.patterns import lazy

_THEIRS = (
    r"求職|職を(?:求め|探|さが)|仕事(?:を|お)?(?:探|さが)|就職希望|勤務希望(?!日|者|地)|お?(?:譲|ゆず)り(?!渡す側)|(?:譲|ゆず)(?:渡(?!(?:する)?側)|って)"
    r"|売り?ます|売りたし|貸し?たし|売却|買い?ます|求む機器|貸し?ます|貸室|貸店舗|賃貸|テナント|(?:継承|承継)(?!を希望|まで|の(?:条件|時期)|後)"
    r"|催し|行事|講演|研修会|学術|集談会|セミナー|訃報|おくやみ|お悔やみ|慶弔|会員の(?:動き|うごき|異動)|入会|退会|開院のお知らせ|閉院|移転|編集後記|あとがき"
)
_OPEN, _CLOSE = r"[〈《<【\[〔(]", r"[〉》>】\]〕)]"
_FRAME = r"[-=─━—―~〜]{1,6}"
_BULLET = r"[▽▼○〇●◎◇◆□■・*☆★◯△▲-]"
# A heading that stands alone: 「《求職》」, 「■ ゆずります」, 「== 求 職 ==」.
_SECTION = lazy(
    rf"\s*(?>(?:{_OPEN}|{_BULLET}|[-=─━—―~〜#])+)\s*(?P<words>[^〉》>】\]〕\n。、]{{1,16}}?)\s*(?:{_CLOSE}|{_FRAME})?\s*"
)
# A note with its words behind what it is: 「〔求職〕 内科医、58歳男性。…」, 「・譲ります 手術用ルーペ 3万円」, 「2 求職 …」.
_NOTE = lazy(
    rf"\s*(?:{_BULLET}|\d{{1,2}}[.)]?(?!\d))?\s*(?:{_OPEN}\s*(?P<words>[^〕】\]>》〉)\n]{{1,14}}){_CLOSE}\s*(?=\S)"
    rf"|(?:(?<={_BULLET})|(?<=[\d.)])(?!\s*(?:継承|承継)))\s*(?P<bare>求人(?=\s|:)|(?:{_THEIRS})[^\s:。、・]{{0,6}})\W)"
)
# The same without a mark: 「求 職 の 部」.
_PART = lazy(r"(?P<words>[一-龥ぁ-ん]{2,8}?)(?:の部|欄|コーナー)")
# Who looks for work tells it in short: 「職031 62歳、男性、消化器外科。週3日、日額9万円以上を希望。当直不可。」.
_WHO_LOOKS = lazy(
    rf"[^。\n]{{0,16}}?(?:{LISTED.pattern}|\W)医?(?:\(|、|\s)?(?:\d{{2}}|[三四五六七]十[一二三四五六七八九]?)(?:歳|代)[)、・\s]*(?:男性?|女性?|(?:{LISTED.pattern})|[^\n、。]{{0,8}}(?:週|通勤|勤務))"
)
_WISHES = lazy(r"希望|不可|不要|通える|通勤可")
LONGEST_HEADING = 20
_SOUGHT = lazy(r"求人|募集|求む")
_TELLS_OF_ONE = lazy(
    r"(?:ご?(?:成約|採用|決定|充足)(?:の)?)?お?(?:知らせ|断り|報告|礼|詫び)|御礼|ご報告|訂正(?:とお詫び)?|続報"
)
_NOT_OURS = lazy(_THEIRS)
_SEEKING = lazy(
    r"(?:仕事|勤務先|職場|勤め先|お勤め|就職先|働き口|職|勤務)(?:を|口を)\s*(?:探し|さがし|求[めむ]|希望し)|求職中|勤務を希望(?:します|しています)"
)
_FOR_SOMEBODY = lazy(r"募集|先生(?:を|が)|お探しの先生|方(?:を|は)|ませんか|[?？]")
# Who takes over a practice is a physician: such a note is a post.
_A_PRACTICE = lazy(r"譲|ゆず|継承|承継")
_TAKES_OVER = lazy(r"後継|引き?継|継いで|(?:承継|継承)(?:する|していただ|まで)|後を(?:託|任)")
_SUM = lazy(r"(?:年[俸収額]|月[給額収]|給与|給料)[^\n]{0,12}?\d[\d,.]*\s*万")
_MARK = lazy(rf"\s*(?P<mark>{_OPEN}|{_BULLET})")


def without_theirs(lines: Sequence[Line]) -> list[Line]:
    """The lines, those blank in which somebody seeks a post, sells or lets something, or seeks others than physicians."""
    kept: list[Line] = []
    theirs, of_theirs, of_a_note = False, "", False
    several = sum(_NOTE.match(line.text) is not None for line in lines) > 1
    for at, line in enumerate(lines):
        if of_a_note and (line.blank or ((mark := _MARK.match(line.text)) and mark["mark"] == of_theirs)):
            theirs = of_a_note = False
        note = _NOTE.match(line.text)
        short = len(line.text.strip()) <= LONGEST_HEADING
        section = (_SECTION.fullmatch(line.text) or _PART.fullmatch("".join(line.text.split()))) if short else None
        if several and note is not None and _TELLS_OF_ONE.fullmatch(note["words"] or "") and STATE.search(line.text):
            begin, end = note.span("words")  # as a label it would keep what stands behind it from being a post's
            line = Line(line.text[:begin] + " " * (end - begin) + line.text[end:], line.start, line.number)
        if section is not None and not re.search(r"\d", section["words"]):
            words = section["words"]
            theirs = _NOT_OURS.search(words) is not None and not re.search(r"求人|募集|勤務", words)
            theirs = theirs and not _seeks_who_takes_over(_below(lines, at))
            of_theirs, of_a_note = line.text.strip()[:1], False
        elif note is not None and (of_a_note or not theirs):
            words, told = note["words"] or note["bare"], _paragraph(lines, at)[note.end() :]
            if _SOUGHT.search(words):
                theirs = of_a_note = _of_others(told)
            elif _NOT_OURS.search(words):
                theirs = of_a_note = not (_A_PRACTICE.search(words) and _to_take_over(told, several))
            of_theirs = line.text.strip()[:1]
        elif not of_a_note and line.text.strip()[:1] == of_theirs != "":
            theirs = False  # the next of these headings, with words behind it
        seeking = (_SEEKING.search(line.text) is not None or _looks_for_work(line.text)) and not _FOR_SOMEBODY.search(
            line.text
        )
        kept.append(Line("", line.start, line.number) if theirs or seeking else line)
    return kept


def _looks_for_work(words: str) -> bool:
    """Whether a line tells of a doctor who looks for work, with age and wishes."""
    return _WHO_LOOKS.match(words) is not None and _WISHES.search(words) is not None and FACILITY.search(words) is None


def _paragraph(lines: Sequence[Line], at: int) -> str:
    end = next((n for n in range(at + 1, len(lines)) if lines[n].blank or _NOTE.match(lines[n].text)), len(lines))
    return "\n".join(line.text for line in lines[at:end])


def _below(lines: Sequence[Line], at: int) -> str:
    """The words below a heading up to the next one of its mark."""
    mark = lines[at].text.strip()[:1]
    end = next((n for n in range(at + 1, len(lines)) if lines[n].text.strip()[:1] == mark and _SECTION.fullmatch(lines[n].text)), len(lines))  # fmt: skip
    return "\n".join(line.text for line in lines[at + 1 : end])


def _seeks_who_takes_over(words: str) -> bool:
    """Whether what stands below 「ゆずります」 tells on which terms whoever takes over works there first."""
    return bool(_TAKES_OVER.search(words) and _SUM.search(words)) and signals_in(words) >= 4


def _of_others(words: str) -> bool:
    """Whether a note seeks other occupations alone."""
    return bool(OTHER_WORK.search(words)) and not PHYSICIAN.search(words)


def _to_take_over(told: str, several: bool) -> bool:
    """Whether a note hands a practice over, not its instruments: among others it must say that it seeks who takes over."""
    return bool("後継" in told or (FACILITY.search(told) and (not several or PHYSICIAN.search(told))))


def stand_beside_posts(lines: Sequence[Line]) -> bool:
    """Whether what posts are headed by heads some of the notes: 「【求人】」 beside 「【求職】」."""
    heads = [_NOTE.match(line.text) or _SECTION.fullmatch(line.text) for line in lines]
    words = [head["words"] or head.groupdict().get("bare") or "" for head in heads if head is not None]
    return any(map(_SOUGHT.search, words)) and any(map(_NOT_OURS.search, words))
