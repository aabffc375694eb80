"""Which lines of a text are posts of their own: by numbers, marks, labels that come again, headings, or ruled lines."""

import itertools
import re
from collections.abc import Sequence

from enishi.openings.reading.departments import FULL, LISTED
from enishi.openings.reading.labels import OPENING_FIELDS
from enishi.openings.reading.lines import Line, head_of
from enishi.openings.reading.noise import PHYSICIAN

_NUMBERED = re.compile(
    r"\s*(?:[■□●○◆◇▼▲★☆・♦※]\s*)?(?P<mark><\d+>|\[\d+\]|\(\d+\)|【\d+】|No\.?\s*[\w-]+|(?:求人|案件|募集|その|ポスト|枠|お願い|お仕事|仕事|施設|病院)\s*(?:No\.?\s*)?\(?(?:\d+|[一二三四五](?=[\s、。:]|$))\)?|\d{1,2}\s*(?:件|つ|番)目(?=[はの:、\s])|(?<!\d)\d{1,2}(?=[.)、](?!\d)|\s{1,3}\S)|[A-Ea-e][.)](?=\s|\S)|[A-Z]{1,2}-\d{1,5}(?=\s)|[A-E](?=\s)|\[[A-Ea-e]\]|【[A-Ea-e]】|<[A-Ea-e]>|\([A-Ea-eア-オ]\)|[ア-オ](?=\s|[.)]))"
)
_SYMBOL = re.compile(r"\s*(?P<mark>[■□●○◆◇▼▲▽△★☆♦【〔《〈❖◎]|<(?=[^<>\n]{2,20}>)|・|\*)")
_NUMBER = re.compile(r"(?:求人|案件|整理|募集|管理|受付|お仕事|仕事|掲載|登録|JOB)(?:番号|No\.?|ID|№|コード)")
FACILITY = re.compile(r"病院|医院|クリニック|診療所|センター|療養所|老健|施設|保健所|工場|事業所|病棟")
_EMPLOYMENT = re.compile(
    r"常勤|スポット|パート|アルバイト|定期|単発|正規?職員|正社員|正規雇用|嘱託|会計年度任用|フルタイム|任期付"
)
_SIGNALS: tuple[re.Pattern[str], ...] = (
    _EMPLOYMENT,
    re.compile(r"\d[\d,.]*\s*(?:万|千)?\d*千?円|\d{3,}万|年俸|日給|時給|給与"),
    re.compile(r"\d{1,2}\s*[名人](?!体制)|若干名"),
    re.compile(
        r"週\s*\d|[月火水木金土日](?:曜|・[月火水木金土日])|勤務(?:日|時間)|\d{1,2}:\d{2}|\d日?\s*\([月火水木金土日]\)"
    ),
    re.compile(r"当直|オンコール|待機"),
    re.compile(r"募集(?:は)?(?:終了|停止|中止)|充足(?!率)|成約(?!者|率)|決定済|締め切りました"),
)


_REFERS = re.compile(
    r"[)\]】>]?\s*(?:は|〜|、|・|と|に(?!ほん)|の(?:方|件|定年|契約|先生)|から|及び|および)"
)  # 「(1)は常勤、(2)は…」


def _class_of(line: Line, previous: str | None) -> list[str]:
    """The kinds of headings this line may be one of."""
    if line.blank:
        return []
    kinds = []
    if (
        "。" not in line.text.rstrip("。 ")
        and not line.text.rstrip().endswith("。")
        and FACILITY.search(line.text)
        and sum(bool(signal.search(line.text)) for signal in _SIGNALS) >= 2
    ):
        kinds.append("oneline")
    if _NUMBER.search(line.text):
        kinds.append("number")
    if (numbered := _NUMBERED.match(line.text)) and (
        "目" in numbered["mark"] or not _REFERS.match(line.text, numbered.end("mark"))
    ):
        kinds.append("numbered " + re.sub(r"[\dA-Za-zア-オ一二三四五]+", "0", numbered["mark"]))
    if symbol := _SYMBOL.match(line.text):
        kinds.append("symbol " + symbol["mark"] + ("in" if line.text[: symbol.start("mark")] else ""))
    if head := head_of(line.text):
        if not head[1].isdisjoint(("institution", "specialty", "title", "place", "employment", "headcount")):
            kinds.append("label " + "".join(head[0].split()))
    elif (
        len(line.text.strip()) <= 40
        and FULL.search(line.text)
        and re.search(r"医師|科医|(?:非)?常勤|募集|の先生", line.text)
        and not line.text.strip().endswith("。")
    ):
        kinds.append("heading")
    elif (
        (previous is None or not previous.strip())
        and FULL.search(line.text[:40])
        and re.search(r"医師|科医|(?:非)?常勤|の先生|外来", line.text[:50])
    ):
        kinds.append("paragraph")
    elif (
        len(line.text.strip()) <= 40
        and FACILITY.search(line.text)
        and not re.search(r"[。、]|募集|一覧", line.text)
        and (previous is None or not previous.strip())
    ):
        kinds.append("facility")
    return kinds


_ORDER = ("number", "oneline", "numbered", "symbol", "label", "heading", "facility", "paragraph")


def blocks_of(lines: Sequence[Line]) -> tuple[list[list[Line]], list[Line]]:
    """Blocks of lines that are posts of their own, and the lines outside of them."""
    kinds: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        for kind in _class_of(line, lines[index - 1].text if index else None):
            kinds.setdefault(kind, []).append(index)
    best: tuple[float, list[int], list[int]] | None = None
    for kind, starts in kinds.items():
        if len(starts) < 2:
            continue
        if kind.startswith("label"):
            starts = [_moved_back(lines, start) for start in starts]
        ends = _ends(lines, starts, kind)
        chosen = [i for i, (a, b) in enumerate(zip(starts, ends, strict=True)) if _is_post(lines[a:b], kind)]
        if len(chosen) < 2 or (
            len(chosen) < len(starts) * 0.6 and kind.split()[0] not in ("number", "label", "numbered")
        ):
            continue
        if kind.split()[0] == "numbered" and len(chosen) < len(starts) * 0.5:
            continue
        if kind.split()[0] in ("numbered", "symbol", "number", "label"):
            chosen = [i for i in range(len(starts)) if i in chosen or _short_entry(lines[starts[i] : ends[i]])]
        runs = [(starts[i], ends[i]) for i in chosen]
        if _one_form(lines, starts) or (kind == "paragraph" and _the_same(lines, runs)):
            continue
        score = len(chosen) * 10 - _ORDER.index(kind.split()[0]) + sum(b - a for a, b in runs) * 0.5
        if best is None or score > best[0]:
            best = (score, [a for a, _ in runs], [b for _, b in runs])
    ruled = _ruled(lines)
    if (
        len(ruled) >= 2
        and (best is None or len(ruled) > len(best[1]) or not all(any(a <= s < b for a, b in ruled) for s in best[1]))
        and (best is None or len(ruled) >= len(best[1]))
    ):
        best = (0.0, [a for a, _ in ruled], [b for _, b in ruled])
    if best is None:
        return [], list(lines)
    _, starts, ends = best
    sections = _sections(lines, starts) or _place_headings(lines, starts) or _department_headings(lines, starts)
    taken: set[int] = set()
    blocks = []
    for start, end in zip(starts, ends, strict=True):
        ahead = [at for at in sections if at < start]
        end = min([end, *(at for at in sections if at > start)])
        block = [*([lines[ahead[-1]]] if ahead else []), *lines[start:end]]
        taken.update(line.number for line in block)
        blocks.append(block)
    return blocks, [line if line.number not in taken else Line("", line.start, line.number) for line in lines]


def _short_entry(lines: Sequence[Line]) -> bool:
    """An entry among others of its like that tells little: a place of work with a department, or with its state."""
    whole = "\n".join(line.text for line in lines[:6])
    return (
        bool(FACILITY.search(whole))
        and bool(
            re.search(r"科目?不問|問わず|問いません|募集(?:は)?終了|充足|成約|決定|締め?切", whole)
            or FULL.search(whole)
        )
        and bool(_EMPLOYMENT.search(whole) or re.search(r"募集(?:は)?終了|充足|成約|決定|締め?切", whole))
    )


def _one_form(lines: Sequence[Line], starts: Sequence[int]) -> bool:
    """Whether most of these lines are the labels of one form, each of them another: 「■所在地：…」「■給与：…」."""
    heads = [head for start in starts if (head := head_of(lines[start].text)) is not None]
    fields = [head[1] for head in heads if not head[1].isdisjoint(OPENING_FIELDS)]
    labels = [head[0] for head in heads]
    return len(fields) >= 4 and len(heads) >= len(starts) * 0.7 and len(set(labels)) >= len(labels) - 1


def _the_same(lines: Sequence[Line], runs: Sequence[tuple[int, int]]) -> bool:
    """Whether two paragraphs of a letter speak of the same departments: of one post, that is."""
    named = [
        frozenset(m.group() for m in FULL.finditer(lines[a].text))
        | frozenset(m.group() for m in re.finditer(rf"[^\s、。()「」]*(?:{FACILITY.pattern})", lines[a].text))
        for a, _ in runs
    ]
    return len(set(named)) < len(named)


def _ruled(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Stretches between ruled lines that are posts."""
    rules = [i for i, line in enumerate(lines) if _RULE.match(line.text) and line.text.strip()]
    if len(rules) < 1:
        return []
    edges = [-1, *rules, len(lines)]
    found = [(a + 1, b) for a, b in itertools.pairwise(edges) if b - a > 2 and _is_post(lines[a + 1 : b], "ruled")]
    words = ["\n".join(line.text for line in lines[a:b]) for a, b in found]
    heads = ["\n".join([line.text for line in lines[a:b] if not line.blank][:3]) for a, b in found]
    # what stands between rules and names neither a place of work nor a department is a slogan of the page
    at_places = [run for run, head in zip(found, heads, strict=True) if FACILITY.search(head)]
    for_departments = [run for run, part in zip(found, words, strict=True) if FULL.search(part) or "科目" in part]
    best = max(at_places, for_departments, key=len)
    return best if len(best) >= max(2, len(found) - 1) else []


def _sections(lines: Sequence[Line], starts: Sequence[int]) -> list[int]:
    """Headings with a place of work, under which posts without one of their own stand."""
    if sum(bool(FACILITY.search(lines[start].text)) for start in starts) > len(starts) * 0.4:
        return []
    found = [
        index
        for index, line in enumerate(lines)
        if index not in starts
        and len(line.text.strip()) <= 45
        and FACILITY.search(line.text)
        and not re.search(r"[。、]|募集|求人|一覧|連絡|問い?合|採用", line.text)
        and (_SYMBOL.match(line.text) or _NUMBERED.match(line.text) or index == 0 or lines[index - 1].blank)
        and head_of(line.text) is None
    ]
    inside = [at for at in found if starts[0] < at < starts[-1]]
    return found if inside else []


def _place_headings(lines: Sequence[Line], starts: Sequence[int]) -> list[int]:
    """Headings that name the town of the posts below: 【唐津市】, ■ 県北."""
    found = [
        index
        for index, line in enumerate(lines)
        if index not in starts
        and len(line.text.strip()) <= 16
        and re.search(r"[市町村区郡県]", line.text)
        and _SYMBOL.match(line.text)
        and head_of(line.text) is None
        and not re.search(r"募集|求人|医師|連絡|問", line.text)
    ]
    return found if any(starts[0] < at < starts[-1] for at in found) else []


def _department_headings(lines: Sequence[Line], starts: Sequence[int]) -> list[int]:
    """Headings that name the department of the posts below: 「<内視鏡> 消化器内科」, below it a post on each line."""
    if any(FULL.search(lines[start].text) for start in starts):
        return []
    found = [
        index
        for index, line in enumerate(lines)
        if index not in starts
        and len(line.text.strip()) <= 32
        and FULL.search(line.text)
        and not re.search(r"[。:]|募集|求人|医師|病院|クリニック|診療所", line.text)
        and not any(signal.search(line.text) for signal in _SIGNALS)
    ]
    return (
        found if len(found) >= 2 and found[0] < starts[0] and any(starts[0] < at < starts[-1] for at in found) else []
    )


def _moved_back(lines: Sequence[Line], start: int) -> int:
    """Up over the heading that stands right above a label."""
    at = start
    while at > 0 and not lines[at - 1].blank and head_of(lines[at - 1].text) is None and start - at < 4:
        if re.match(r"\s*[≫>→]|\s*※|^\s*\(", lines[at - 1].text) or lines[at - 1].text.rstrip().endswith("。"):
            break
        if lines[at - 1].text.startswith((" ", "\t")) and not lines[start].text.startswith((" ", "\t")):
            break
        at -= 1
    # one heading line apart by an empty line: 「○ 内科医師」, empty, 「勤務地：…」
    if (
        at == start
        and at > 1
        and lines[at - 1].blank
        and not lines[at - 2].blank
        and head_of(lines[at - 2].text) is None
        and FULL.search(lines[at - 2].text)
        and len(lines[at - 2].text.strip()) < 36
    ):
        at -= 2
    return at


_ENDING = re.compile(
    r"^\s*[■□●○◆◇▼【〔\[<《*※()・]*\s*(?:(?:[A-Eア-オ\d](?:\)?\s*(?:〜|・|、|,|と|及び)\s*\(?[A-Eア-オ\d])+\)?\s*)?(?:とも)?(?:に)?共\s*通|上記(?:共通|いずれも)|全(?:求人|ポスト|職種|科)共通|お問い?合わせ|問い?合わせ?先?|応募方法|連絡先|お申し?込み|申込|選考|備考|注|どちらも|いずれも|各科共通|両方とも|ともに|担当|以上|なお|待遇\(共通|共通の|その他の?職種|同時募集|各職種|全科共通)"
)
_RULE = re.compile(
    r"^-{2,}\s*(?:転送(?:された)?(?:メッセージ|メール)|Forwarded message|Original Message|元のメッセージ)|^[\s\-=_*─━—―~〜・\.＊]{5,}$"
)


def _end_of_one(lines: Sequence[Line], start: int) -> int:
    """A post on one line takes the lines below that stand further in."""
    depth = len(lines[start].text) - len(lines[start].text.lstrip())
    at = start + 1
    while at < len(lines) and not lines[at].blank and len(lines[at].text) - len(lines[at].text.lstrip()) > depth:
        at += 1
    return at


def _ends(lines: Sequence[Line], starts: Sequence[int], kind: str = "") -> list[int]:
    """Where each block ends: at the next, the last one where its like would."""
    if kind == "oneline":
        return [_end_of_one(lines, start) for start in starts]
    ends = list(starts[1:])
    inner_blank = any(any(line.blank for line in _trimmed(lines[a:b])) for a, b in zip(starts, ends, strict=False))
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
        if _ENDING.match(line.text) and (
            lines[at - 1].blank or not seen or (head_of(line.text) or ("",))[0] not in seen
        ):
            break
        if _RULE.match(line.text):
            break
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
                and not any(s.search(following.text) for s in _SIGNALS)
            ):
                break
        at += 1
    if all(b - a == 1 for a, b in zip(starts, ends, strict=False)) and _told_enough(lines[starts[-1]].text):
        at = min(at, _end_of_one(lines, starts[-1]))  # posts of one line each: what stands below is for all
    ends.append(at)
    return ends


def _told_enough(words: str) -> bool:
    return sum(bool(signal.search(words)) for signal in _SIGNALS) >= 3


def _trimmed(lines: Sequence[Line]) -> Sequence[Line]:
    end = len(lines)
    while end and lines[end - 1].blank:
        end -= 1
    return lines[:end]


_LEADING = re.compile(r"^\s*(?:<\d+>|\[\d+\]|\(\d+\)|\d{1,2}[.)]|[■□●○◎◆◇▼▽△▲★☆・♦※*(【〔]|[A-Ea-eア-オ][.)])*\s*")
_DATED_HEAD = re.compile(
    r"(?:毎週|毎月|第\d|隔週)?(?:(?:\d{4}年)?\d{1,2}\s*[月/]\s*\d{1,2}|[月火水木金土日](?:曜|[・\s(、])|午前|午後|\d{1,2}[:時]|日直|当直|宿直|毎週|隔週|平日|土日)(?!.*(?:[市町村区][)/、 ]|病院|クリニック|医院|診療所|科目|不問|内科|外科|の先生))"
)


def _is_post(lines: Sequence[Line], kind: str) -> bool:
    lines = [line for line in lines if not line.blank]
    if not lines:
        return False
    title_only = len(lines[0].text.strip()) <= 12 or not kind.startswith(("symbol", "paragraph"))
    head = " ".join(line.text for line in lines[: 3 if title_only else 1])
    whole = "\n".join(line.text for line in lines)
    if _DATED_HEAD.match(_LEADING.sub("", lines[0].text)) and not kind.startswith("label"):
        return False
    if re.match(
        r"\s*(?:[■●○◆◇【(\[<]\s*)?(?:\d+[.)]?\s*)?(?:給与|待遇|処遇|勤務|応募|年収|モデル|例)", lines[0].text
    ) and not kind.startswith("label"):
        return False
    named = (
        LISTED.search(head)
        or FULL.search(whole)
        or (FACILITY.search(head) and (len(lines) > 1 or PHYSICIAN.search(whole)))
        or re.search(
            r"医師|先生|当直|日直|健診|検診|産業医|管理医|嘱託医|施設長|所長|院長|読影|科目|専門|透析|ドクター", head
        )
        or re.match(
            r"\W*(?:\w{1,3}\W\s*)?(?:非?常勤|単発|スポット|定期)\s*(?:医師?|の先生)?[\s\])】>]*\s*(?:\d\s*[名人]|若干名|\d{1,2}[月/])",
            head,
        )
        or re.search(r"(?:訪問診療|外来|病棟|往診|回診|救急)[^。]*(?:常勤|\d\s*[名人]|若干名)", head)
    )
    signals = sum(bool(signal.search(whole)) for signal in _SIGNALS)
    first = lines[0].text
    if kind.startswith(("numbered", "symbol")) and head_of(first) is not None and not _NUMBER.search(first):
        title = re.sub(r"^\W*\d*\W*", "", first)
        physician = re.fullmatch(
            r"(?:(?:非?常勤|日?当直|日直|健診|外来|代診|嘱託)・?)*(?:医師?|の先生)\s*(?:\([^()]*\))?\s*[>】\]〕》]?\s*(?:\d{1,2}\s*[名人]|若干名|数名)?\s*",
            title,
        )
        if physician is None and (
            not (FULL.search(title[:16]) or FACILITY.search(title))
            or (head_of(first) or ("", frozenset()))[1].isdisjoint(("specialty", "title", "institution"))
        ):
            return False
    return bool(named) and signals >= 2
