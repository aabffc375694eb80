"""The posts of a text: which lines are whose, what holds for all, and posts that one line names together."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from enishi.openings.reading import tables
from enishi.openings.reading.departments import FULL, LISTED, canonical
from enishi.openings.reading.facts import Found
from enishi.openings.reading.lines import Item, Line, head_of, items_of, sentences
from enishi.openings.reading.noise import OTHER_WORK, PHYSICIAN


@dataclass(slots=True)
class Post:
    """own: what is said of this post; shared: what may hold for it too; given: facts that parting the posts decided."""

    own: list[Item]
    shared: list[Item]
    given: dict[str, Found] = field(default_factory=dict)


@dataclass(slots=True)
class Found_:
    posts: list[Post]
    common: list[Item]
    listed: bool
    thousands: int = 0


def parted(lines: Sequence[Line], text: str) -> Found_:
    """The posts of the lines that are read. listed: they name places of work of their own."""
    table = tables.find(lines)
    if table is not None and table.rows:
        rest = [line if line.number not in table.lines else Line("", line.start, line.number) for line in lines]
        common = items_of(rest, text) + table.headings
        listed = all(any(item.about("institution") for item in row) for row in table.rows)
        posts = [Post(row, common) for row in table.rows]
        return Found_(_scope_shared(_split_all(posts), listed), common, listed, _thousands(common))
    blocks, outside = _blocks(lines)
    if len(blocks) >= 2:
        common = items_of(outside, text)
        posts = []
        for block in blocks:
            items = items_of(block, text)
            if not _other_occupation(items):
                posts.append(Post(items, common))
        posts = _with_dittos(posts)
        listed = sum(_has_institution(post.own) for post in posts) >= max(1, len(posts) - 1)
        if posts:
            return Found_(_scope_shared(_split_all(posts), listed), common, listed)
    items = items_of(list(lines), text)
    return Found_(_split_all([Post(items, [])]), [], False)


def _scope_shared(posts: list[Post], listed: bool) -> list[Post]:
    """What holds for all, without what is said of another post's department alone."""
    if listed or len(posts) < 2:
        return posts
    departments = [
        set(post.given["specialties"].value)
        if "specialties" in post.given
        else {
            canonical(m.group())
            for item in post.own[:4]
            if item.about("specialty", "title") or not item.fields
            for m in LISTED.finditer(item.text)
        }
        for post in posts
    ]
    for post, mine in zip(posts, departments, strict=True):
        others = set().union(*departments) - mine
        if not mine or not others:
            continue

        def owner(words: str, mine: set[str] = mine, others: set[str] = others) -> bool | None:
            seen = {canonical(m.group()) for m in LISTED.finditer(words)}
            if seen & mine:
                return True
            return False if seen & others else None

        post.shared = [piece for item in post.shared for piece in scoped(item, owner)]
    return posts


def _thousands(items: Sequence[Item]) -> int:
    for item in items:
        if found := re.search(
            r"単位[はが:\s]*(千円|万円|円)|(千円|万円)単位|年俸[^。\n]{0,6}(千円|万円)", item.text + item.label
        ):
            return {"千円": 1000, "万円": 10000, "円": 1}[found[1] or found[2] or found[3]]
        if "単位" in item.label and (found := re.match(r"\s*(千円|万円|円)", item.text)):
            return {"千円": 1000, "万円": 10000, "円": 1}[found[1]]
    return 0


_NUMBERED = re.compile(
    r"\s*(?:[■□●○◆◇▼▲★☆・♦※]\s*)?(?P<mark><\d+>|\[\d+\]|\(\d+\)|【\d+】|No\.?\s*[\w-]+|(?:求人|案件|募集|その|ポスト|枠)\s*(?:No\.?\s*)?\(?\d+\)?|(?<!\d)\d{1,2}(?=[.)、](?!\d)|\s{1,3}\S)|[A-Ea-e][.)](?=\s|\S)|[A-E](?=\s)|\([A-Ea-eア-オ]\)|[ア-オ](?=\s|[.)]))"
)
_SYMBOL = re.compile(r"\s*(?P<mark>[■□●○◆◇▼▲▽△★☆♦【〔《〈❖◎]|・|\*)")
_NUMBER = re.compile(r"(?:求人|案件|整理|募集|管理|受付)(?:番号|No\.?|ID|№|コード)")
_FACILITY = re.compile(r"病院|医院|クリニック|診療所|センター|療養所|老健|施設|保健所|工場|事業所|病棟")
_EMPLOYMENT = re.compile(r"常勤|スポット|パート|アルバイト|定期|単発")
_SIGNALS: tuple[re.Pattern[str], ...] = (
    _EMPLOYMENT,
    re.compile(r"\d[\d,.]*\s*(?:万|千)?\d*千?円|\d{3,}万|年俸|日給|時給|給与"),
    re.compile(r"\d{1,2}\s*[名人](?!体制)|若干名"),
    re.compile(r"週\s*\d|[月火水木金土日](?:曜|・[月火水木金土日])|勤務(?:日|時間)|\d{1,2}:\d{2}"),
    re.compile(r"当直|オンコール|待機"),
)


def _class_of(line: Line, previous: str | None) -> list[str]:
    """The kinds of headings this line may be one of."""
    if line.blank:
        return []
    kinds = []
    if _NUMBER.search(line.text):
        kinds.append("number")
    if numbered := _NUMBERED.match(line.text):
        kinds.append("numbered " + re.sub(r"[\dA-Za-zア-オ]+", "0", numbered["mark"]))
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
        and _FACILITY.search(line.text)
        and not re.search(r"[。、]|募集|一覧", line.text)
        and (previous is None or not previous.strip())
    ):
        kinds.append("facility")
    return kinds


_ORDER = ("number", "numbered", "symbol", "label", "heading", "facility", "paragraph")


def _blocks(lines: Sequence[Line]) -> tuple[list[list[Line]], list[Line]]:
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
        ends = _ends(lines, starts)
        chosen = [i for i, (a, b) in enumerate(zip(starts, ends, strict=True)) if _is_post(lines[a:b], kind)]
        if len(chosen) < 2 or (
            len(chosen) < len(starts) * 0.6 and kind.split()[0] not in ("number", "label", "numbered")
        ):
            continue
        if kind.split()[0] == "numbered" and len(chosen) < len(starts) * 0.5:
            continue
        runs = [(starts[i], ends[i]) for i in chosen]
        score = len(chosen) * 10 - _ORDER.index(kind.split()[0]) + sum(b - a for a, b in runs) * 0.5
        if best is None or score > best[0]:
            best = (score, [a for a, _ in runs], [b for _, b in runs])
    ruled = _ruled(lines)
    if len(ruled) >= 2 and (
        best is None or len(ruled) > len(best[1]) or not all(any(a <= s < b for a, b in ruled) for s in best[1])
    ):
        if best is None or len(ruled) >= len(best[1]):
            best = (0.0, [a for a, _ in ruled], [b for _, b in ruled])
    if best is None:
        return [], list(lines)
    _, starts, ends = best
    sections = _sections(lines, starts)
    taken: set[int] = set()
    blocks = []
    for start, end in zip(starts, ends, strict=True):
        ahead = [at for at in sections if at < start]
        end = min([end, *(at for at in sections if at > start)])
        block = [*([lines[ahead[-1]]] if ahead else []), *lines[start:end]]
        taken.update(line.number for line in block)
        blocks.append(block)
    return blocks, [line if line.number not in taken else Line("", line.start, line.number) for line in lines]


def _ruled(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Stretches between ruled lines that are posts."""
    rules = [i for i, line in enumerate(lines) if _RULE.match(line.text) and line.text.strip()]
    if len(rules) < 1:
        return []
    edges = [-1, *rules, len(lines)]
    return [
        (a + 1, b) for a, b in zip(edges, edges[1:], strict=False) if b - a > 2 and _is_post(lines[a + 1 : b], "ruled")
    ]


def _sections(lines: Sequence[Line], starts: Sequence[int]) -> list[int]:
    """Headings with a place of work, under which posts without one of their own stand."""
    if sum(bool(_FACILITY.search(lines[start].text)) for start in starts) > len(starts) * 0.4:
        return []
    found = [
        index
        for index, line in enumerate(lines)
        if index not in starts
        and len(line.text.strip()) <= 45
        and _FACILITY.search(line.text)
        and not re.search(r"[。、]|募集|求人|一覧|連絡|問い?合|採用", line.text)
        and (_SYMBOL.match(line.text) or _NUMBERED.match(line.text) or index == 0 or lines[index - 1].blank)
        and head_of(line.text) is None
    ]
    inside = [at for at in found if starts[0] < at < starts[-1]]
    return found if inside else []


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
    r"^\s*[■□●○◆◇▼【〔\[<《*※()・]*\s*(?:共\s*通|お問い?合わせ|問い?合わせ?先?|応募方法|連絡先|お申し?込み|申込|選考|備考|注|どちらも|いずれも|各科共通|両方とも|ともに|担当|以上|なお|待遇\(共通|共通の|その他の?職種|同時募集|各職種|全科共通)"
)
_RULE = re.compile(r"^[\s\-=_*─━—―~〜・\.＊]{5,}$")


def _ends(lines: Sequence[Line], starts: Sequence[int]) -> list[int]:
    """Where each block ends: at the next, the last one where its like would."""
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
    ends.append(at)
    return ends


def _trimmed(lines: Sequence[Line]) -> Sequence[Line]:
    end = len(lines)
    while end and lines[end - 1].blank:
        end -= 1
    return lines[:end]


_LEADING = re.compile(r"^\s*(?:<\d+>|\[\d+\]|\(\d+\)|\d{1,2}[.)]|[■□●○◆◇▼▲★☆・♦※*(【〔]|[A-Ea-eア-オ][.)])*\s*")
_DATED_HEAD = re.compile(
    r"(?:毎週|毎月|第\d|隔週)?(?:(?:\d{4}年)?\d{1,2}\s*[月/]\s*\d{1,2}|[月火水木金土日](?:曜|[・\s(、])|午前|午後|\d{1,2}[:時]|日直|当直|宿直|毎週|隔週|平日|土日)(?!.*(?:病院|クリニック|医院|診療所))"
)


def _is_post(lines: Sequence[Line], kind: str) -> bool:
    lines = [line for line in lines if not line.blank]
    if not lines:
        return False
    head = " ".join(line.text for line in lines[:3])
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
        or (_FACILITY.search(head) and (len(lines) > 1 or PHYSICIAN.search(whole)))
        or re.search(r"医師|先生|当直|日直|健診|産業医|読影|科目", head)
    )
    signals = sum(bool(signal.search(whole)) for signal in _SIGNALS)
    first = lines[0].text
    if kind.startswith(("numbered", "symbol")) and head_of(first) is not None and not _NUMBER.search(first):
        title = re.sub(r"^\W*\d*\W*", "", first)
        if not (FULL.search(title[:16]) or _FACILITY.search(title)) or (head_of(first) or ("", frozenset()))[
            1
        ].isdisjoint(("specialty", "title", "institution")):
            return False
    return bool(named) and signals >= 2


def _other_occupation(items: Sequence[Item]) -> bool:
    head = " ".join(f"{item.label} {item.text}" for item in items[:3])
    jobs = [item for item in items if item.about("specialty") and "職種" in item.label]
    if jobs:
        return bool(OTHER_WORK.search(jobs[0].text)) and not PHYSICIAN.search(jobs[0].text)
    return bool(OTHER_WORK.search(head)) and not PHYSICIAN.search(head) and not FULL.search(head)


def _has_institution(items: Sequence[Item]) -> bool:
    return any(item.about("institution") for item in items) or any(
        _FACILITY.search(item.text) for item in items[:3] if not item.fields or item.about("title", "process")
    )


_SAME = re.compile(r"^[\s【】\[\]■◆・()\w]*同\s*上|〃")


def _with_dittos(posts: list[Post]) -> list[Post]:
    """「同上」 at the head of a block takes the head of the one before."""
    done: list[Post] = []
    for post in posts:
        if done and any(_SAME.search(item.text) and len(item.text.strip()) < 16 for item in post.own[:2]):
            names = [
                item for item in done[-1].own[:3] if _FACILITY.search(item.text) or item.about("institution", "place")
            ]
            post = Post([*names, *(item for item in post.own if not _SAME.search(item.text))], post.shared, post.given)
        done.append(post)
    return done


_MANY = re.compile(
    rf"(?P<list>(?:{LISTED.pattern})(?:\s*(?:[・、,/&]|または|又は|もしくは|及び|および|と|or)\s*(?:{LISTED.pattern}))*)(?:\([^()\d]{{1,12}}\))?\s*(?:の)?(?:常勤|非常勤)?(?:医師|医|の先生|担当)?[\s:…・.(]*(?P<each>各々?|それぞれ)?\s*(?P<count>\d{{1,2}}\s*[名人](?!以上)|若干名)"
)


def _split_all(posts: list[Post]) -> list[Post]:
    return [part for post in posts for part in _split(post)]


def _split(post: Post) -> list[Post]:
    """One post for each department or kind of employment that has a number of people of its own."""
    for item in post.own:
        if item.about("site", "process", "pay", "night", "other", "housing", "remark") or (
            item.fields and not item.about("specialty", "headcount", "title", "employment")
        ):
            continue
        for words, start in (
            [(item.text, item.start)] if item.about("specialty", "headcount") else list(sentences(item))
        ):
            if not item.fields and not re.search(r"募集|急募|採用|求人|求め|探し|^\s*[■●・◆○]", words):
                continue
            if re.search(r"いずれか|のうち|合わせて|計\s*\d", words):
                continue
            found = [m for m in _MANY.finditer(words)]
            tails: dict[tuple[str, ...], tuple[int, int | None]] = {}
            parts = _departments(found, start, tails)
            if len(parts) >= 2:
                made = [_scoped_by_department(post, item, part, [other for other, _ in parts]) for part in parts]
                for one, (names, _) in zip(made, parts, strict=True):
                    begin, end = tails[names]
                    rest = words[begin:end].split("\n")[0] if end is None else words[begin:end]
                    if rest.strip(" 、。・\n"):
                        one.own.append(Item(frozenset(("remark",)), "", rest, start + begin, item.line))
                return made
    both = _departments_apart(post)
    if both:
        return both
    return _by_employment(post)


def _departments(
    found: Sequence[re.Match[str]], start: int, tails: dict[tuple[str, ...], tuple[int, int | None]]
) -> list[tuple[tuple[str, ...], dict[str, Found]]]:
    parts: list[tuple[tuple[str, ...], dict[str, Found]]] = []
    for index, one in enumerate(found):
        names = [
            (canonical(m.group()), start + one.start("list") + m.start(), start + one.start("list") + m.end())
            for m in LISTED.finditer(one["list"])
        ]
        groups = [[name] for name in names] if one["each"] else [names]
        for group in groups:
            given = {"specialties": Found([n for n, _, _ in group], tuple((a, b) for _, a, b in group))}
            if number := re.match(r"\d+", one["count"]):
                given["headcount"] = Found.at(int(number.group()), start + one.start("count"), start + one.end("count"))
            tails[tuple(n for n, _, _ in group)] = (
                one.end(),
                found[index + 1].start() if index + 1 < len(found) else None,
            )
            parts.append((tuple(n for n, _, _ in group), given))
    keys = [names for names, _ in parts]
    return parts if len(set(keys)) == len(keys) else []


def _departments_apart(post: Post) -> list[Post]:
    """「内科、外科」 under 診療科 and 「各1名」 under 人数."""
    counts = [
        item
        for item in post.own
        if item.about("headcount") and re.match(r"\s*(?:各々?|それぞれ)(?:科|診療科)?\s*\d", item.text)
    ]
    if not counts:
        counts = [
            item
            for item in post.own
            if item.about("specialty") and re.search(r"各(?:科|診療科)?\s*\d+\s*[名人]", item.text)
        ]
    if not counts:
        return []
    number = re.search(r"(?:各々?|それぞれ)(?:科|診療科)?\s*(\d+)", counts[0].text)
    special = next((item for item in post.own if item.about("specialty")), None)
    if number is None or special is None:
        return []
    names = [
        (canonical(m.group()), special.start + m.start(), special.start + m.end())
        for m in LISTED.finditer(special.text.split("\n")[0])
    ]
    if len(names) < 2:
        return []
    count = Found.at(int(number[1]), counts[0].start + number.start(), counts[0].start + number.end())
    parts = [((name,), {"specialties": Found.at([name], a, b), "headcount": count}) for name, a, b in names]
    return [_scoped_by_department(post, special, part, [other for other, _ in parts]) for part in parts]


def _scoped_by_department(
    post: Post, source: Item, part: tuple[tuple[str, ...], dict[str, Found]], everybody: Sequence[tuple[str, ...]]
) -> Post:
    names, given = part
    others = {name for group in everybody for name in group} - set(names)

    def owner(words: str) -> bool | None:
        seen = {canonical(m.group()) for m in LISTED.finditer(words)}
        if seen & set(names):
            return True
        return False if seen & others else None

    own = [piece for item in post.own if item is not source for piece in scoped(item, owner)]
    shared = [piece for item in post.shared for piece in scoped(item, owner)]
    rest = replace(source, fields=frozenset(("remark",))) if not source.cell else source
    more = (
        [piece for piece in scoped(rest, owner) if piece.text.strip()]
        if not source.about("headcount", "specialty")
        else []
    )
    return Post([*own, *more], shared, {**post.given, **given})


def scoped(item: Item, owner: Callable[[str], bool | None]) -> list[Item]:
    """The parts of an item that are not about another post alone. owner: True ours, False another's, None nobody's."""
    if owner(item.text) is None:
        return [item]
    if item.label and (by_label := owner(item.label)) is not None:
        return [item] if by_label else []
    kept: list[tuple[int, int]] = []
    ours: list[tuple[int, int]] = []
    state: bool | None = None
    for stop in re.finditer(r"[^、。()\n;/]*(?:[、。()\n;/]+|$)", item.text):
        if stop.start() == stop.end():
            continue
        said = owner(stop.group())
        if said is not None:
            state = said
        if state:
            ours.append((stop.start(), stop.end()))
        if state is not False:
            if kept and kept[-1][1] == stop.start():
                kept[-1] = (kept[-1][0], stop.end())
            else:
                kept.append((stop.start(), stop.end()))
        if re.search(r"[。\n;]$", stop.group()):
            state = None
    if item.about("night", "on_call") and ours:
        kept = ours
    return [replace(item, text=item.text[a:b], start=item.start + a) for a, b in kept if item.text[a:b].strip()]


_BY_KIND = re.compile(
    r"(?P<kind>(?<!非)常勤|非常勤|スポット)(?:医師?|の先生)?[\s:は(]*(?P<count>\d{1,2}\s*[名人]|若干名)"
)


def _by_employment(post: Post) -> list[Post]:
    """常勤1名、非常勤2名 are two posts with terms of their own."""
    for item in post.own:
        if not (item.about("headcount", "employment", "specialty") or item.label in ("募集", "職種")):
            continue
        found = list(_BY_KIND.finditer(item.text))
        kinds = [one["kind"] for one in found]
        if len(found) < 2 or len(set(kinds)) < len(kinds):
            continue
        posts = []
        for one in found:
            code = {"常勤": "full_time", "非常勤": "part_time", "スポット": "spot"}[one["kind"]]
            given = {"employment": Found.at([code], item.start + one.start("kind"), item.start + one.end("kind"))}
            if number := re.match(r"\d+", one["count"]):
                given["headcount"] = Found.at(
                    int(number.group()), item.start + one.start("count"), item.start + one.end("count")
                )

            def owner(words: str, kind: str = one["kind"], others: Sequence[str] = tuple(kinds)) -> bool | None:
                seen = set(re.findall(r"非常勤|(?<!非)常勤|スポット", words))
                if kind in seen:
                    return True
                return False if seen & set(others) else None

            own = [
                piece
                for other in post.own
                if other is not item or not item.about("headcount")
                for piece in scoped(other, owner)
            ]
            posts.append(
                Post(own, [piece for other in post.shared for piece in scoped(other, owner)], {**post.given, **given})
            )
        return posts
    return [post]
