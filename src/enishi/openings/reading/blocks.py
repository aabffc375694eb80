"""Which lines of a text are posts of their own: the best of all ways to part it by headings of one kind, or by ruled lines."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from enishi.openings.reading import cards
from enishi.openings.reading.departments import FULL
from enishi.openings.reading.entries import A_LITTLE, A_POST, NO_POST, RULE, ends_of, strength
from enishi.openings.reading.heads import FACILITY, KIND_OF_WORK, NUMBER, NUMBERED, STATE, SYMBOL, kinds_of, signals_in
from enishi.openings.reading.label_heads import head_of, terms_in
from enishi.openings.reading.labels import OPENING_FIELDS
from enishi.openings.reading.line import Line


@dataclass(frozen=True, slots=True)
class Parting:
    """One way to part a text: stretches of lines (start, end) that are posts, and how much speaks for it."""

    runs: list[tuple[int, int]]
    score: float


_ORDER = (
    "number",
    "oneline",
    "columns",
    "dayrow",
    "numbered",
    "symbol",
    "label",
    "kindhead",
    "dated",
    "heading",
    "facility",
    "paragraph",
)
_EXPLICIT = ("number", "dayrow", "kindhead", "numbered", "symbol", "label", "dated")


def blocks_of(lines: Sequence[Line]) -> tuple[list[list[Line]], list[Line]]:
    """Blocks of lines that are posts of their own, and the lines outside of them."""
    best = max(_partings(lines), key=lambda parting: parting.score, default=None)
    ruled = _ruled(lines)
    if (
        len(ruled) >= 2
        and (
            best is None
            or len(ruled) > len(best.runs)
            or not all(any(a <= start < b for a, b in ruled) for start, _ in best.runs)
        )
        and (best is None or (len(ruled) >= len(best.runs) and _told(lines, ruled) >= _told(lines, best.runs)))
    ):
        best = Parting(ruled, 0.0)
    told = cards.between_rules(lines)
    if best is not None and len(told) >= len(best.runs) and cards.cut(told, best.runs):
        best = Parting(told, 0.0)
    return blocks_at(lines, best.runs) if best is not None else ([], list(lines))


def blocks_at(lines: Sequence[Line], runs: Sequence[tuple[int, int]]) -> tuple[list[list[Line]], list[Line]]:
    """Blocks of the lines at some stretches, each with the headings that hold for it, and the lines outside of them."""
    starts = [start for start, _ in runs]
    sections = (
        _sections(lines, starts)
        or _place_headings(lines, starts)
        or _department_headings(lines, starts)
        or _kind_headings(lines, starts)
    )
    sections = [
        at
        for at in sections
        if not any(a < at < b and terms_in(line.text for line in lines[at:b]) >= ITS_OWN for a, b in runs)
    ]
    taken: set[int] = set()
    blocks = []
    below = _told_of_sections(lines, runs, sections)
    for start, end in runs:
        end = min(_before_a_heading(lines, start, end), below.get(start, (end, []))[0])
        ahead = [at for at in sections if at < start]
        end = min([end, *(at for at in sections if at > start)])
        above = _state_above(lines, start)
        if above is not None and any(a < above < b for a, b in runs):
            above = None  # it belongs to the post before
        above = _state_of_those_below(lines, start) if above is None else above
        block = [
            *(_from_its_section(lines, ahead[-1], start, starts) if ahead else []),
            *([lines[above]] if above is not None else []),
            *lines[start:end],
            *below.get(start, (end, []))[1],
        ]
        block = _without_what_is_for_all(block)
        taken.update(line.number for line in block)
        blocks.append(block)
    return blocks, [line if line.number not in taken else Line("", line.start, line.number) for line in lines]


def _from_its_section(lines: Sequence[Line], section: int, start: int, starts: Sequence[int]) -> list[Line]:
    """The heading of the section of a post, with the rows right below it that stand before the first post."""
    between = lines[section + 1 : start]
    are_its = not any(section < at < start for at in starts) and len(between) <= MOST_ROWS_AHEAD
    return [lines[section], *(between if are_its and all(head_of(line.text) for line in between) else [])]


MOST_ROWS_AHEAD = 3
"""Rows between the heading of a section and its first post that are this one's."""
ITS_OWN = 3
"""Rows of terms below a line within a post from which it heads these and no other posts."""


MOST_HEADINGS = 40
"""Headings of a kind, of which more make no other way to part a text: such a list is read by the rules alone."""


def every_run(lines: Sequence[Line]) -> Iterator[list[tuple[int, int]]]:
    """Every way to part the lines that makes at least two stretches, however little speaks for it."""
    seen: list[list[tuple[int, int]]] = []
    for kind, starts in _headings(lines):
        if len(starts) > MOST_HEADINGS:
            continue
        ends = ends_of(lines, starts, kind)
        judged = [strength(lines[a:b], kind) for a, b in zip(starts, ends, strict=True)]
        for least in (NO_POST, A_LITTLE, A_POST):
            runs = [(a, b) for a, b, one in zip(starts, ends, judged, strict=True) if one >= least]
            if len(runs) >= 2 and runs not in seen:
                seen.append(runs)
                yield runs
    for runs in (_ruled(lines), *cards.every_run(lines)):
        if len(runs) >= 2 and runs not in seen:
            seen.append(runs)
            yield runs
    for at, line in enumerate(lines):
        if at and _ALSO.match(line.text) and (before := [(0, at), (at, _end_of_paragraph(lines, at))]) not in seen:
            seen.append(before)
            yield before
    paragraphs = _paragraphs(lines)
    for least in (A_LITTLE, A_POST):
        runs = [(a, b) for a, b in paragraphs if strength(lines[a:b], "paragraph") >= least]
        if len(runs) >= 2 and runs not in seen:
            seen.append(runs)
            yield runs


# 「それから、土曜の午前だけの先生もさがしています」: the paragraph of a second post.
_ALSO = re.compile(
    r"\s*(?:それから|また|(?:この|その)ほか|(?:ほか|他)に[はも]?|加えて|さらに|あわせて|併せて|別に|もう(?:一人|ひとり|一方)|同時に|一方|他方|なお)"
    rf"(?![^。\n]*(?:ましたら|次第|検討中))(?=[^。\n]*(?:先生|ドクター|医|{FULL.pattern}))[^。\n]*(?:探し|さがし|募[集っり]|求め|お願い|公募|(?:先生|医師)(?:を|も)\s?お?\d\s?[名人]|{STATE.pattern})"
)


def _end_of_paragraph(lines: Sequence[Line], start: int) -> int:
    """Where the lines that no empty one parts from `start` end."""
    return next((at for at in range(start, len(lines)) if lines[at].blank), len(lines))


def _paragraphs(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Stretches of lines between empty ones."""
    edges = [-1, *(at for at, line in enumerate(lines) if line.blank), len(lines)]
    return [(a + 1, b) for a, b in itertools.pairwise(edges) if b > a + 1]


def _told(lines: Sequence[Line], runs: Sequence[tuple[int, int]]) -> int:
    """How many things some stretches tell of posts."""
    return sum(signals_in("\n".join(line.text for line in lines[a:b])) for a, b in runs)


_FOR_ALL = re.compile(r"[^。、\n]{0,12}(?:どちらも|いずれも|両方とも|ともに、|とも、|全員|共通)")


def _without_what_is_for_all(block: list[Line]) -> list[Line]:
    """A block less its last paragraph where that speaks of all posts: 「産業医はどちらも、…」 after an empty line."""
    last = next((at for at in range(len(block) - 1, 0, -1) if block[at - 1].blank and not block[at].blank), None)
    if last is None or not any(head_of(line.text) for line in block[1:last] if not line.blank):
        return block
    return block[:last] if _FOR_ALL.match(block[last].text.lstrip(" ※*・")) else block


def _told_of_sections(
    lines: Sequence[Line], runs: Sequence[tuple[int, int]], sections: Sequence[int]
) -> dict[int, tuple[int, list[Line]]]:
    """For each run where it ends, and the lines below the last of its section that hold for the section: 「◎共通の条件」."""
    found: dict[int, tuple[int, list[Line]]] = {}
    for head, after in itertools.pairwise([*sections, len(lines)]):
        inside = [(a, min(b, after)) for a, b in runs if head < a < after]
        if len(inside) < 2 or any(_OF_A_SECTION.match(line.text) for a, b in inside[:-1] for line in lines[a:b]):
            continue
        last, end = inside[-1]
        cut = next((at for at in range(last + 1, end) if _OF_A_SECTION.match(lines[at].text)), None)
        if cut is not None:
            gap = Line("", lines[cut].start, lines[cut].number)
            for a, b in inside:
                found[a] = (min(b, cut), [gap, *lines[cut:end]])
    return found


def _before_a_heading(lines: Sequence[Line], start: int, end: int) -> int:
    """Where a post ends before the heading of what follows: 「◇成約のご報告◇」 after an empty line."""
    last = end - 1
    while last > start and lines[last].blank:
        last -= 1
    words = lines[last].text.strip()
    heading = (
        len(words) <= 28 and bool(SYMBOL.match(words)) and not head_of(words) and not re.search(r"\d|[。、]", words)
    )
    return last if last > start + 1 and lines[last - 1].blank and heading else end


def _state_above(lines: Sequence[Line], start: int) -> int | None:
    """The line right above a post that tells its state: 「4 募集を取り下げた職」, 「◇成約のご報告◇」."""
    above = start - 1
    while above >= 0 and lines[above].blank:
        above -= 1
    if above < 0 or len(lines[above].text.strip()) > 28 or signals_in(lines[above].text) > 1:
        return None
    return above if STATE.search(lines[above].text) and not re.search(r"[。、]", lines[above].text) else None


_THOSE_BELOW = re.compile(r"(?:下記|次|以下)の?(?:とおり|求人|医師|病院|ポスト|募集|件|施設|先生)")
_STILL_OPEN = re.compile(r"引き?続き|募集中|募集してい|お待ち|ご?応募(?:くだ|をお)|新規")


def _state_of_those_below(lines: Sequence[Line], start: int) -> int | None:
    """The sentence that closes the posts below it, until another opens them again: 「下記の求人は充足しました」."""
    for at in range(start - 1, -1, -1):
        words = lines[at].text
        if not _THOSE_BELOW.search(words) or len(words) > 80:
            continue
        return at if STATE.search(words) and not _STILL_OPEN.search(words) else None
    return None


_QUESTION = re.compile(r"\s*(?:Q|問)\s*\d{0,2}\s*[.:、 ]|\s*Q\d{1,2}\s")
_QUESTION_OR_ANSWER = re.compile(r"\s*(?:Q|A|問|答)\s*\d{0,2}\s*[.:、 ]")


def _headings(lines: Sequence[Line]) -> Iterator[tuple[str, list[int]]]:
    """Each kind of headings that comes at least twice, and where its posts would begin."""
    kinds: dict[str, list[int]] = {}
    answered = sum(bool(_QUESTION.match(line.text)) for line in lines) >= 3
    for index, line in enumerate(lines):
        if answered and _QUESTION_OR_ANSWER.match(line.text):
            continue  # no answer heads a post
        for kind in kinds_of(line, lines[index - 1].text if index else None):
            kinds.setdefault(kind, []).append(index)
    for kind, starts in kinds.items():
        family = kind.split()[0]
        if family in ("label", "number"):
            starts = [_moved_back(lines, start) for start in starts]
        elif family == "paragraph":
            starts = _by_department(lines, starts)
        if len(starts) >= 2:
            yield kind, starts


_NUMBERED_DEPARTMENT = re.compile(rf"{NUMBERED.pattern}[.)、:]?\s*(?:{FULL.pattern})(?=[\s(]|$)")


def _partings(lines: Sequence[Line]) -> Iterator[Parting]:
    """Every way to part the lines by headings of one kind that makes at least two posts."""
    for kind, starts in _headings(lines):
        family = kind.split()[0]
        if _one_form(lines, starts) or (family == "numbered" and _rows_of_one(lines, starts)):
            continue
        ends = ends_of(lines, starts, kind)
        judged = [strength(lines[a:b], kind) for a, b in zip(starts, ends, strict=True)]
        if family not in _EXPLICIT:
            judged = [
                NO_POST
                if one == A_LITTLE and not (family in ("paragraph", "oneline") and KIND_OF_WORK.search(lines[a].text))
                else one
                for a, one in zip(starts, judged, strict=True)
            ]
        if family == "numbered" and judged.count(NO_POST) == 1 and len(judged) >= 3:
            left = judged.index(NO_POST)  # all others are posts, and its number heads a department
            judged[left] = A_LITTLE if _NUMBERED_DEPARTMENT.match(lines[starts[left]].text) else NO_POST
        posts, little = judged.count(A_POST), judged.count(A_LITTLE)
        if (
            posts + little < 2
            or posts < 1
            or (posts < 2 and family not in ("numbered", "symbol", "dated", "paragraph"))
        ):
            continue
        least = {"number": 0.0, "label": 0.0, "dated": 0.0, "numbered": 0.5}.get(family, 0.6)
        if posts + little < len(starts) * least:
            continue
        runs = [(a, b) for a, b, one in zip(starts, ends, judged, strict=True) if one]
        yield Parting(runs, _score(lines, family, runs, posts, little))


def _score(lines: Sequence[Line], family: str, runs: Sequence[tuple[int, int]], posts: int, little: int) -> float:
    """More posts and more lines in them speak for a parting; a label twice in one post, or a post cut out of the middle
    of a paragraph while its like begin one, against it."""
    begun = sum(lines[start - 1].blank for start, _ in runs[1:])
    twice = 0
    for a, b in runs:
        labels = [head[0] for line in lines[a:b] if not line.blank and (head := head_of(line.text))]
        twice += len(labels) - len(set(labels)) >= 2
    numbered = 8 if family == "number" else 0  # 「求人番号 …」 heads a post and nothing else
    return (
        numbered
        + 10 * posts
        + 6 * little
        - _ORDER.index(family)
        + 0.5 * sum(b - a for a, b in runs)
        + 0.4 * begun
        - 6 * twice
    )


_NAMED = re.compile(
    rf"(?<![^\s。、「(])(?:町営|村営|市営|町立|村立|市立)?[^\s、。()「」のは]+(?:の[^\s、。()「」はの]{{1,3}})?(?:病院|医院|クリニック|診療所)(?=では|\(|」|の(?:募集|医師|{FULL.pattern}))"
)


def _by_department(lines: Sequence[Line], starts: Sequence[int]) -> list[int]:
    """Paragraphs that begin another department's or place's matter: what goes on about the same one stays with it."""
    departments: set[str] = set()
    places: set[str] = set()
    kinds: set[str] = set()
    chosen: list[int] = []
    for start in starts:
        kind = set(re.findall(r"非常勤|(?<!非)常勤|スポット", lines[start].text[:40]))
        another = bool(kind) and kind.isdisjoint(kinds) and signals_in(lines[start].text) >= 4
        kinds |= kind
        named = {m.group() for m in FULL.finditer(lines[start].text)}
        where = {m.group() for m in _NAMED.finditer(lines[start].text)}
        if named.isdisjoint(departments) or not where <= places or another:
            chosen.append(start)
        departments |= named
        places |= where
    return chosen


def _rows_of_one(lines: Sequence[Line], starts: Sequence[int]) -> bool:
    """Whether the same numbers come round below several headings and name times or sums, no posts: 「(A)水曜 …」, 「(A)1回 …」."""
    told = [found["mark"] for start in starts if (found := NUMBERED.match(lines[start].text))]
    named = sum(
        bool(FULL.search(lines[s].text) or FACILITY.search(lines[s].text) or KIND_OF_WORK.search(lines[s].text))
        for s in starts
    )
    return len(told) >= 4 and len(set(told)) * 2 <= len(told) and not named


def _one_form(lines: Sequence[Line], starts: Sequence[int]) -> bool:
    """Whether most of these lines are the labels of one form, each of them another: 「■所在地：…」「■給与：…」."""
    heads = [head for start in starts if (head := head_of(lines[start].text)) is not None]
    fields = [head[1] for head in heads if not head[1].isdisjoint(OPENING_FIELDS)]
    labels = [head[0] for head in heads]
    return len(fields) >= 4 and len(heads) >= len(starts) * 0.7 and len(set(labels)) >= len(labels) - 1


# The head of a letter tells of a letter, not of a post.
_OF_A_MAIL = re.compile(
    r"\s*(?:From|To|Cc|Bcc|Date|Sent|Subject|差出人|宛先|送信(?:日時|者|元)|受信日時|件名|日付|日時)\s*[::]", re.I
)


def _ruled(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Stretches between ruled lines that are posts."""
    rules = [i for i, line in enumerate(lines) if RULE.match(line.text) and line.text.strip()]
    if len(rules) < 1:
        return []
    edges = [-1, *rules, len(lines)]
    found = [
        (a + 1, b)
        for a, b in itertools.pairwise(edges)
        if b - a > 2
        and strength([line for line in lines[a + 1 : b] if not _OF_A_MAIL.match(line.text)], "ruled") == A_POST
    ]
    words = ["\n".join(line.text for line in lines[a:b]) for a, b in found]
    heads = ["\n".join([line.text for line in lines[a:b] if not line.blank][:3]) for a, b in found]
    # what stands between rules and names neither a place of work nor a department is a slogan of the page
    at_places = [run for run, head in zip(found, heads, strict=True) if FACILITY.search(head)]
    for_departments = [run for run, part in zip(found, words, strict=True) if FULL.search(part) or "科目" in part]
    told = [
        run
        for run, head, part in zip(found, heads, words, strict=True)
        if sum(map(_labels_a_fact, part.split("\n"))) >= 2
        and (FACILITY.search(head) or re.search(rf"{FULL.pattern}|科目|不問", part))
    ]
    best = max(told, at_places, for_departments, key=len)
    return best if len(best) >= max(2, len(found) - 1) else []


def _labels_a_fact(words: str) -> bool:
    head = head_of(words)
    return head is not None and not head[1].isdisjoint(OPENING_FIELDS)


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
        and not re.search(r"[。、]|募集(?!を?(?:停止|終了|中止|休止|締))|求人|一覧|連絡|問い?合|採用", line.text)
        and (SYMBOL.match(line.text) or NUMBERED.match(line.text) or index == 0 or lines[index - 1].blank)
        and head_of(line.text) is None
    ]
    # below a line with the number of a post stands its place of work, not the heading of the posts below
    second = {start + 2 for start in starts if start + 2 < len(lines) and NUMBER.search(lines[start].text)}
    second |= {at + 1 for at in starts if re.fullmatch(r"\W*[A-Z]{0,3}[\d-]{2,9}\W*", lines[at].text)}
    found = [at for at in found if at not in second]
    inside = [at for at in found if starts[0] < at < starts[-1]]
    return found if inside else []


_BETWEEN_BARS = re.compile(r"\s*[-─━―=]+\s*[^\s\-─━―=][^\-─━―=]*[-─━―=]{2,}\s*")


def _place_headings(lines: Sequence[Line], starts: Sequence[int]) -> list[int]:
    """Headings that name the town of the posts below: 【唐津市】, ■ 県北, ――唐津市――――."""
    found = [
        index
        for index, line in enumerate(lines)
        if index not in starts
        and len(line.text.strip(" -─━―=")) <= 16
        and re.search(r"[市町村区郡県]", line.text)
        and (SYMBOL.match(line.text) or _BETWEEN_BARS.fullmatch(line.text))
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
        and head_of(line.text) is None
        and not re.search(r"[。:]|募集|求人|医師|病院|クリニック|診療所", line.text)
        and not signals_in(line.text)
    ]
    return (
        found if len(found) >= 2 and found[0] < starts[0] and any(starts[0] < at < starts[-1] for at in found) else []
    )


_KIND_ALONE = re.compile(
    r"\W*(?:\d{1,2}[.)]?\s+)?(?:非?常勤|スポット|単発|定期)(?:医師?)?(?:の(?:部|求人|募集))?\s*(?:\([^()\n]{1,24}\))?\W*"
)
_OF_A_SECTION = re.compile(r"\s*[◎※●■◇◆▼*・○]\s*(?:共\s*通|いずれも|どちらも|待遇|条件|当直|待機|給与|住宅)")


def _kind_headings(lines: Sequence[Line], starts: Sequence[int]) -> list[int]:
    """Headings that name the kind of work of the posts below: 「■常勤」, 「■非常勤」."""
    found = [
        index
        for index, line in enumerate(lines)
        if index not in starts and not line.blank and _KIND_ALONE.fullmatch(line.text)
    ]
    return found if len(found) >= 2 and found[0] < starts[0] else []


def _moved_back(lines: Sequence[Line], start: int) -> int:
    """Up over the heading that stands right above a label."""
    at = start
    last = start + 1 == len(lines) or lines[start + 1].blank or RULE.match(lines[start + 1].text) is not None
    if last and lines[start].text.strip()[:1] in "([【":  # the number of a card stands at its foot: 「(求人ID 77003)」
        while at > 0 and not lines[at - 1].blank and not RULE.match(lines[at - 1].text):
            at -= 1
        return at
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
