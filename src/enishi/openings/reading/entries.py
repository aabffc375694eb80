"""Whether a stretch of lines is a post of its own, and where such a stretch ends."""

import re
from collections.abc import Sequence

from enishi.openings.reading.departments import FULL, LISTED
from enishi.openings.reading.heads import FACILITY, KIND_OF_WORK, NUMBER, NUMBERED, STATE, form_of_mark, signals_in
from enishi.openings.reading.label_heads import head_of
from enishi.openings.reading.line import Line
from enishi.openings.reading.noise import PHYSICIAN
from enishi.openings.reading.once import once

NO_POST, A_LITTLE, A_POST = 0, 1, 2

ENDING = re.compile(
    r"^\s*[■□●○◆◇▼【〔\[<《*※()・]*\s*(?:(?:[A-Eア-オ\d](?:\)?\s*(?:〜|・|、|,|と|及び)\s*\(?[A-Eア-オ\d])+\)?\s*)?(?:とも)?(?:に)?共\s*通|上記(?:共通|いずれも)|全(?:求人|ポスト|職種|科)共通|お問い?合わせ|問い?合わせ?先?|応募方法|連絡先|お申し?込み|申込|選考|備考|注|どちらも|いずれも|各科共通|両方とも|ともに|担当|以上|なお|待遇\(共通|共通の|その他の?職種|同時募集|各職種|全科共通)"
)
RULE = re.compile(
    r"^-{2,}\s*(?:転送(?:された)?(?:メッセージ|メール)|Forwarded message|Original Message|元のメッセージ)|^[\s\-=_*─━—―~〜・\.＊]{5,}$"
)


_REMARK = re.compile(r"\W*備\s*考\W")


def _goes_on(lines: Sequence[Line], at: int) -> bool:
    """Whether a line stands right below another and as far in."""
    return not lines[at - 1].blank and indent(lines[at]) == indent(lines[at - 1])


def _end_of_one(lines: Sequence[Line], start: int) -> int:
    """A post on one line takes the lines below that stand further in."""
    depth = len(lines[start].text) - len(lines[start].text.lstrip())
    at = start + 1
    while at < len(lines) and not lines[at].blank and len(lines[at].text) - len(lines[at].text.lstrip()) > depth:
        at += 1
    return at


def indent(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip())


_ANSWER = re.compile(r"\s*A[.\d]?[.)]?\s*\S.*(?:。|です|ます)\s*$")  # 「A. 月曜〜金曜です。」 is no entry of a list


def ends_of(lines: Sequence[Line], starts: Sequence[int], kind: str) -> list[int]:
    """Where each stretch ends: at the next of its kind, the last one where its like would."""
    if kind in ("oneline", "dayrow"):
        return [_end_of_one(lines, start) for start in starts]
    ends = list(starts[1:])
    inner_blank = kind == "paragraph" or any(
        any(line.blank for line in _trimmed(lines[a:b])) for a, b in zip(starts, ends, strict=False)
    )
    inner_rule = any(
        any(RULE.match(line.text) for line in lines[a + 1 : b - 1]) for a, b in zip(starts, ends, strict=False)
    )
    outer = {form_of(lines[at].text) for at in range(starts[0]) if not _ANSWER.match(lines[at].text)}
    outer -= {"", form_of(lines[starts[0]].text)}
    ends = [
        next(
            (
                at
                for at in range(a + 1, b)
                if not lines[at].blank and form_of(lines[at].text) in outer and indent(lines[at]) <= indent(lines[a])
            ),
            b,
        )
        for a, b in zip(starts, ends, strict=False)
    ]
    ends = [_before_another_note(lines, a, b, kind) for a, b in zip(starts, ends, strict=False)]
    at = starts[-1] + 1
    seen = {
        head[0]
        for a, b in zip(starts, ends, strict=False)
        for line in lines[a:b]
        if not line.blank and (head := head_of(line.text))
    }
    while at < len(lines):
        line = lines[at]
        if line.blank and not inner_blank:
            break
        if (
            ENDING.match(line.text)
            and not (_REMARK.match(line.text) and seen and _goes_on(lines, at))
            and (lines[at - 1].blank or not seen or (head_of(line.text) or ("",))[0] not in seen)
        ):
            break
        if RULE.match(line.text) and not (inner_rule and at <= starts[-1] + 2):
            break
        if not line.blank and form_of(line.text) in outer and indent(line) <= indent(lines[starts[-1]]):
            break  # the next number of the list that these stand in
        if line.blank and inner_blank:
            following = next((other for other in lines[at:] if not other.blank), None)
            if following is None:
                break
            head = head_of(following.text)
            if head is not None and head[0] not in seen and seen:
                break
            if (
                head is None
                and seen
                and not FULL.search(following.text)
                and at - starts[-1] > 3
                and not signals_in(following.text)
            ):
                break
        at += 1
    if all(b - a == 1 for a, b in zip(starts, ends, strict=False)) and signals_in(lines[starts[-1]].text) >= 3:
        at = min(at, _end_of_one(lines, starts[-1]))  # posts of one line each: what stands below is for all
    ends.append(at)
    return ends


def _before_another_note(lines: Sequence[Line], start: int, end: int, kind: str) -> int:
    """Where a note headed by words in brackets ends before one of another kind: 「【求む1】…」 before 「【ゆずる】…」."""
    mark = lines[start].text.strip()[:1]
    if not kind.startswith("numbered") or mark not in "【[〔<《〈":
        return end
    return next(
        (
            at
            for at in range(start + 1, end)
            if lines[at].text.startswith(mark) and lines[at - 1].blank and head_of(lines[at].text) is None
        ),
        end,
    )


def form_of(words: str) -> str:
    """The form of the number at the head of some words, 「(0)」 for 「(3)」; empty without one."""
    found = NUMBERED.match(words)
    return form_of_mark(found["mark"]) if found else ""


def _trimmed(lines: Sequence[Line]) -> Sequence[Line]:
    end = len(lines)
    while end and lines[end - 1].blank:
        end -= 1
    return lines[:end]


_LEADING = re.compile(
    r"^\s*(?:<\d+>|\[\d+\]|\(\d+\)|\d{1,2}[.)]|[■□●○◎◆◇▼▽△▲★☆・♦※*(【〔]|[A-Ea-eア-オ][.)]|[A-E](?=\s))*\s*"
)
_DATED_HEAD = re.compile(
    rf"(?:毎週|毎月|第\d|隔週)?(?:(?:\d{{4}}年)?\d{{1,2}}\s*[月/]\s*\d{{1,2}}|[月火水木金土日](?:曜|[・\s(、])|午前|午後|\d{{1,2}}[:時]|日直|当直|宿直|毎週|隔週|平日|土日)(?!.*(?:[市町村区][)/、 ]|病院|クリニック|医院|診療所|科目|不問|{FULL.pattern}|の先生))"
)


# A heading below which a place of work tells of itself, or of what is sold with it.
_OF_THE_PLACE = re.compile(
    r"(?:のこと|の(?:あらまし|概要|ご?紹介|特色|診療日?|診療時間|ご?案内)|について|診療のお知らせ|お譲り(?:する|の)?(?:条件)?|譲渡(?:の)?条件|承継の条件|(?:登録|利用)(?:いただ|され)[^。]{0,8}(?:先生|方)へ)\W*(?:\(参考\))?\W*$"
)
# 「[1] 掲載日 2025/11/19」: the number and the day of an entry, whose place and title stand below.
_DATED_NUMBER = re.compile(r"^\W*\d+\W*(?:掲載|更新|登録|受付|公開)日\W*\d")


@once
def strength(lines: Sequence[Line], kind: str) -> int:
    """A_POST, A_LITTLE (something of a post that its neighbours explain) or NO_POST, for lines below a heading of a kind."""
    if _is_post(lines, kind):
        return A_POST
    return A_LITTLE if _short_entry(lines) else NO_POST


_KIND_IN_BRACKETS = re.compile(
    rf"\W*(?:{FULL.pattern})\s*\((?:非?常勤|スポット)[^()]{{0,12}}\)\s*$"
)  # 「◎放射線科(常勤)」


def _short_entry(lines: Sequence[Line]) -> bool:
    """An entry among others of its like that tells little: a place of work with a department, or with its state."""
    if not lines:
        return False
    whole = "\n".join(line.text for line in lines[:6])
    named = bool(FACILITY.search(whole)) or bool(re.search(r"\([^()]*[市町村区][^()]*\)", whole))
    department = bool(FULL.search(whole)) or bool(
        re.search(r"科目?不問|問わず|問いません|読影|健診|産業医|施設長", whole)
    )
    state = bool(STATE.search(whole))
    if (named and state) or _KIND_IN_BRACKETS.match(lines[0].text):
        return True
    return (
        named
        and department
        and bool(KIND_OF_WORK.search(whole) or (len(lines) == 1 and PHYSICIAN.search(whole)) or "読影医" in whole)
    ) or (department and state)


def _is_post(lines: Sequence[Line], kind: str) -> bool:
    lines = [line for line in lines if not line.blank]
    if not lines:
        return False
    if kind == "dayrow":
        return signals_in("\n".join(line.text for line in lines)) >= 2
    title_only = (
        len(lines[0].text.strip()) <= 12
        or re.search(r"常勤|スポット|No\.", lines[0].text)
        or _DATED_NUMBER.search(lines[0].text)
        or not kind.startswith(("symbol", "paragraph"))
    )
    head = " ".join(line.text for line in lines[: 3 if title_only else 1])
    whole = "\n".join(line.text for line in lines)
    if re.search(r"並び替え|検索条件|検索結果|件を?表示", lines[0].text):
        return False
    if _OF_THE_PLACE.search(lines[0].text) and not kind.startswith("label"):
        return False
    if (
        _DATED_HEAD.match(_LEADING.sub("", lines[0].text))
        and not kind.startswith("label")
        and not (kind.startswith(("numbered", "ruled")) and any(FACILITY.search(line.text) for line in lines[1:3]))
    ):
        return False
    if re.match(
        r"\s*(?:[■●○◆◇【(\[<]\s*)?(?:\d+[.)]?\s*)?(?:給与|待遇|処遇|勤務|応募|年収|モデル|例)", lines[0].text
    ) and not kind.startswith("label"):
        return False
    named = (
        LISTED.search(head)
        or FULL.search(whole)
        or (FACILITY.search(head) and (len(lines) > 1 or PHYSICIAN.search(whole) or signals_in(whole) > 2))
        or re.search(
            r"医師|先生|当直|日直|健診|検診|ドック|問診|診察|予防接種|産業医|管理医|嘱託医|施設長|所長|院長|読影|科目|専門|透析|ドクター",
            head,
        )
        or re.match(
            r"\W*(?:\w{1,3}\W\s*)?(?:非?常勤|単発|スポット|定期)\s*(?:医師?|の先生)?[\s\])】>]*\s*(?:\d\s*[名人]|若干名|\d{1,2}[月/])",
            head,
        )
        or re.search(r"(?:訪問診療|外来|病棟|往診|回診|救急)[^。]*(?:常勤|\d\s*[名人]|若干名)", head)
    )
    signals = signals_in(whole)
    first = lines[0].text
    if kind.startswith("label") and signals:
        told = [one[1] for line in lines if (one := head_of(line.text)) is not None]
        if all(any(name in one for one in told) for name in ("institution", "specialty")):
            return True  # a place of work and a department under labels of their own
    if (
        kind.startswith(("numbered", "symbol"))
        and head_of(first) is not None
        and not (kind.startswith("numbered") and any(FACILITY.search(line.text) for line in lines[1:3]))
        and not (NUMBER.search(first) or _DATED_NUMBER.search(first))
    ):
        title = re.sub(r"^\W*\d*\W*", "", first)
        physician = re.fullmatch(
            r"(?:(?:非?常勤|日?当直|日直|健診|外来|代診|嘱託)・?)*(?:医師?|の先生)\s*(?:\([^()]*\))?\s*[>】\]〕》]?\s*(?:[各計]?\s*\d{1,2}\s*[名人]|若干名|数名)?\s*",
            title,
        )
        if physician is None and (
            not (FULL.search(title[:16]) or FACILITY.search(title))
            or (head_of(first) or ("", frozenset()))[1].isdisjoint(("specialty", "title", "institution"))
        ):
            return False
    return bool(named) and signals >= 2
