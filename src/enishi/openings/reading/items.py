"""A text as items: a label and what stands after it, or a free line."""

from collections.abc import Sequence

from enishi.openings.reading import patterns
from enishi.openings.reading.departments import LISTED
from enishi.openings.reading.heads import FACILITY
from enishi.openings.reading.label_heads import BULLET, head_of
from enishi.openings.reading.labels import asked, label_of, leading_label
from enishi.openings.reading.line import NOTHING, Item, Line
from enishi.openings.reading.lines import KIND_HEAD
from enishi.openings.reading.once import once
from enishi.openings.reading.patterns import lazy

_QUESTION = lazy(r"\s*[■●・▼]?\s*[【\[]?(?:Q|問|質問)\s*\d{0,2}\s*[\]】.:)、 ]?\s*(?P<words>[^\n]{2,40})$")
# An interview: 「――当直はどうですか。」, below it what is answered.
_ASKED_IN_TALK = lazy(
    r"\s*[―—–─-]{2,3}\s*(?P<words>[^\n―—–─]{2,40}?(?:か|は|教えてください|お聞かせください)[。?]?)\s*$"
)
_ANSWER = lazy(
    r"\s*[→・]?\s*(?:[【\[](?:A|答|回答)(?:[・ ][^\]】]{1,12})?[\]】]|(?:A(?![はにのもとが、])|答|回答)\s*(?:\d{1,2}(?=[\s.:)、])[\s.:)、]*|[.:)、 ])?)\s*(?P<words>\S.*)$"
)


# 「当直は?」, below it 「ありません。」
_SHORTLY_ASKED = lazy(
    r"(?:(?P<mark>\s*[^\w\s(「]+\s*)(?=\S)|\W*)(?P<words>[^\s。、?]{1,10}?)(?P<topic>は|につい(?:て|ては))?\?$"
)
_ANY_WORDS = lazy(r"\s*(?P<words>\S.*)$")
_ASKS = lazy(r"(?:か|は|\?|教えてください|お聞かせください)[。?]?\s*$")
_ANSWERED_BELOW = frozenset(("night", "on_call", "retirement", "term", "leave", "days", "pay", "housing"))


def _answered(lines: Sequence[Line], index: int) -> tuple[Item, int] | None:
    """A question and the answer in the line below as a label and its words; and the index after them."""
    question = _QUESTION.match(lines[index].text)
    if question is None and (question := _ASKED_IN_TALK.match(lines[index].text)) and index + 1 < len(lines):
        line = lines[index + 1]
        if line.blank or _ASKED_IN_TALK.match(line.text) or head_of(line.text) is not None:
            return None
        fields = asked(question["words"])
        if not fields.isdisjoint(("place", "specialty", "headcount", "institution", "employment", "process")):
            return None  # an answer in several sentences tells of others as well
        words = line.text.lstrip()
        begin = line.start + len(line.text) - len(words)
        return Item(fields, question["words"], words, begin, line.number), index + 2
    shortly = None if question is not None else _SHORTLY_ASKED.match(lines[index].text)
    question = question or shortly
    if question is None or index + 1 >= len(lines):
        return None
    line = lines[index + 1]
    answer = _ANSWER.match(line.text)
    words, after = answer["words"] if answer else "", index + 2
    if answer is None:
        answer = _ANY_WORDS.match(line.text)
        if answer is None or head_of(line.text) is not None or _QUESTION.match(line.text):
            return None
        fields = asked(question["words"])
        if shortly and (
            fields == {"other"} if shortly["mark"] else not shortly["topic"] or fields.isdisjoint(_ANSWERED_BELOW)
        ):
            return None
        if not shortly and not _ASKS.search(question["words"]):
            return None
        words = answer["words"]
    begin = line.start + answer.start("words")
    return Item(asked(question["words"]), question["words"], words, begin, line.number), after


# 「常勤の働き方を教えてください。」: the further lines of the answer tell of that kind too
_OF_ONE_KIND = lazy(r"常勤")


def _goes_on(line: Line) -> bool:
    """Whether a line below an answer goes on with it: it stands deeper and is a sentence."""
    return (
        line.text[:1].isspace()
        and "。" in line.text
        and not (_QUESTION.match(line.text) or _ANSWER.match(line.text) or head_of(line.text))
    )


# 「当直(なし)」 says all there is; what stands below a gap is no value of it
_VALUE_IN_BRACKETS = lazy(r"\((?:なし|無し?|あり|有り?|応?相談|免除|不?可|[○◯×])[^()]*\)\s*$")
# 「報酬(千円)」, 「出務料(1回あたり)」
_UNIT_OF_LABEL = lazy(
    r"\((?:(?P<yen>千円|万円|円)|1?(?:回|時間|日|コマ|枠)(?:につき|あたり|当たり|の額)?|半日|[日月年時][額給収俸]|1勤務)\)"
)


_BEFORE_A_LABEL = lazy(r"\s*[/|]\s*(?=[^\s/|:()。、]{1,10}[\s:])")


def _labels_in_a_row(line: Line) -> list[Line]:
    """The parts of a line that is a row of labels with their values: 「診療科 内科 / 雇用形態 常勤 / 定年 65歳」."""
    if line.text.count("/") + line.text.count("|") < 2:
        return [line]
    cuts = [cut for cut in _BEFORE_A_LABEL.finditer(line.text) if leading_label(line.text[cut.end() :])]
    if len(cuts) < 2 or leading_label(line.text.lstrip(" ・")) is None:
        return [line]
    places = zip([0, *(cut.end() for cut in cuts)], [*(cut.start() for cut in cuts), len(line.text)], strict=True)
    return [Line(line.text[begin:end], line.start + begin, line.number) for begin, end in places]


def items_of(lines: Sequence[Line], text: str) -> list[Item]:
    """The items of some lines in a row. A label takes the lines after it until the next label or an empty line."""
    return [*_items_of(lines, text)]


@once
def _items_of(lines: Sequence[Line], text: str) -> list[Item]:
    lines = [part for line in lines for part in _labels_in_a_row(line)]
    items: list[Item] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        if line.blank:
            index += 1
            continue
        if (answered := _answered(lines, index)) is not None:
            item, index = answered
            items.append(item)
            while _OF_ONE_KIND.search(item.label) and index < len(lines) and _goes_on(lines[index]):
                more = lines[index].text.lstrip()
                start = lines[index].start + len(lines[index].text) - len(more)
                items.append(Item(NOTHING, item.label, more, start, lines[index].number))
                index += 1
            continue
        head = head_of(line.text)
        if head is None or (head[0] in ("御礼", "お礼") and not line.text[head[2] :].strip()):  # the title of a letter
            items += _pieces(line)
            index += 1
            continue
        if _counts_those_sought(lines, index):
            begin = line.start + len(line.text) - len(line.text.lstrip())
            items.append(Item(_SOUGHT, "", line.text.strip(), begin, line.number))
            index += 1
            continue
        words, fields, value_at = head
        if (unit := _UNIT_OF_LABEL.search(line.text[:value_at])) and (unit["yen"] or "pay" in fields):
            words += unit.group()
        following = index + 1
        alone = not line.text[value_at:].strip()
        if alone and (bracket := _VALUE_IN_BRACKETS.search(line.text)):
            value_at, alone = bracket.start(), False
        if alone and fields.isdisjoint(("process", "remark", "title")) and _value_below_a_gap(lines, following, index):
            following += 1
        end = line.start + len(line.text.rstrip())
        while following < len(lines) and _belongs(
            lines,
            following,
            alone and following <= index + 2 and not text[line.start + value_at : end].strip(),
            alone,
            line,
        ):
            end = lines[following].start + len(lines[following].text.rstrip())
            following += 1
        if alone and following == index + 1 and line.text.rstrip().endswith(")") and "(" in line.text:
            value_at = line.text.index("(")  # 「医師住宅（家賃無料）」: the brackets are all there is
        begin = min(line.start + value_at, end)
        value = text[begin:end]
        if unit := patterns.match(r"\s*\(?(千円|万円)\)?\s+(?=\S)", value):
            words += f"({unit[1]})"
        if patterns.fullmatch(r"\s*(?:同上|同\s上|〃)\s*", value) and items and items[-1].label:
            of_another_post = "institution" in fields and items[-1].about("process", "site")
            same = (value, begin) if of_another_post else (items[-1].text, items[-1].start)
            items.append(Item(fields, words, *same, line.number))
            index = following
            continue
        if not alone and (parts := _parts_with_labels(line, words, fields, value_at, value)):
            items += [item for part in parts for item in ([part] if isinstance(part, Item) else items_of([part], text))]
            index = following
            continue
        skipped = len(value) - len(value.lstrip())
        if alone and (dash := patterns.match(r"\s*(?:-\s+|・\s*(?=\S))", value)) and "\n" not in value.strip():
            skipped = dash.end()  # 「- 所在地」, below it 「- 新潟県十日町市」
        items.append(Item(fields, words, value[skipped:], begin + skipped, line.number))
        index = following
    return items


_SOUGHT = frozenset(("headcount", "employment"))
# 「常勤1名・非常勤2名」 stays together
_KINDS_COUNTED = lazy(
    r"(?<!非)(?:常勤|非常勤)(?:医師?)?\s?\d{1,2}\s?[名人]\s*[・、/と]\s*(?:常勤|非常勤)(?:医師?)?\s?\d{1,2}\s?[名人](?=[\s。、/(]|$)"
)
_OF_A_KIND = lazy(r"\s*[・○●◎-]?\s*非?常勤(?:の)?医師?\s*:?\s*\d{1,2}\s*[名人]\s*")


def _counts_those_sought(lines: Sequence[Line], index: int) -> bool:
    """Whether 「常勤医師 1名」 counts who is sought and not who is there: right below the heading of one department, and alone."""
    above = lines[index - 1].text if index else ""
    following = lines[index + 1].text if index + 1 < len(lines) else ""
    return (
        bool(_OF_A_KIND.fullmatch(lines[index].text))
        and not _OF_A_KIND.fullmatch(following)
        and len(LISTED.findall(above)) == 1
        and len(above.strip()) <= 24
        and not patterns.search(r"\d|現在|体制|概要|標榜", above)
    )


_NEXT_PART = lazy(
    r"\s*/\s*(?=[計各]?\d{1,2}\s*[名人](?:程度|募集)?\s*$|(?:当直|宿直|日直|夜勤|オンコール|待機|呼び?出し?|定年|年齢|期間の定め|契約|任期|住宅|医師住宅|宿舎|公舎|住まい|週\s*\d(?![^/]*円)))|\s*\|\s*(?=科目?(?:は|を)?[不問]|[計各]?\d{1,2}\s*[名人](?:程度)?\s*(?:$|\|)|若干名|(?:寝?当直|オンコール|待機|定年|契約|任期|医師住宅|宿舎)(?!室))"
)


# 「人数 1人  診療科 内科、外科」: a label of its own behind a wide gap
_NEXT_LABEL = lazy(r"\s{2,}(?=([^\s:()、。\d]{2,6})\s+\S)|(?<=円)\s{2,}(?=[各計]?\d{1,2}\s?[名人](?:\s|\(|$))")
_TOLD_APART = frozenset(("specialty", "employment", "headcount", "retirement", "term", "age", "night", "on_call"))


def _parts_with_labels(line: Line, words: str, fields: frozenset[str], value_at: int, value: str) -> list[Item | Line]:
    """What stands behind strokes after the words of a label, with labels of its own: 「年俸 1,700万円 / 当直 月1回」. Else none.

    Also 「医師住宅(無料)  定年70歳」, whose bracket is the value.
    """
    begin = line.start + value_at
    if "\n" in value:
        return []
    bracket = patterns.search(r"\([^()]*\)\s*$", line.text[:value_at])
    if bracket is not None and "housing" in fields and (head_of(value) or patterns.match(r"定年|当直|待機", value)):
        inside = Item(fields, words, bracket.group().strip(), line.start + bracket.start(), line.number)
        return [inside, Line(value, begin, line.number)]
    cuts = [*_NEXT_PART.finditer(value)] if "。" not in value else []
    if "employment" in fields:
        cuts = [cut for cut in cuts if not value.startswith("週", cut.end())]  # 「週4日以上(常勤)/週3日以下(非常勤)」
    cuts = cuts or (
        [m for m in _NEXT_LABEL.finditer(value) if m[1] is None or label_of(m[1]) & _TOLD_APART]
        if "。" not in patterns.sub(r"\([^()]*\)", "", value)
        else []
    )
    if not cuts:
        return []
    first = value[: cuts[0].start()]
    lead = len(first) - len(first.lstrip())
    parts: list[Item | Line] = [Item(fields, words, first.strip(), begin + lead, line.number)]
    for cut, after in zip(cuts, [*cuts[1:], None], strict=True):
        end = after.start() if after else len(value)
        parts.append(Line(value[cut.end() : end], begin + cut.end(), line.number))
    return parts


_SELF = (
    (
        lazy(
            rf"(?:{LISTED.pattern})(?:\s*(?:[・、,/&]|または|又は|or|と)\s*(?:{LISTED.pattern}))*(?:\s*の?いずれか)?(?:\([^()]*\))?$"
        ),
        "specialty",
    ),
    (
        lazy(r"(?:計|各)?\d{1,2}\s*[名人](?:程度)?\s*(?:\([^()]*\)|【[^】]*(?:】|$)|\[[^\]]*(?:\]|$))?$|若干名$"),
        "headcount",
    ),
    (
        lazy(
            r"(?:非?常勤(?:医師?|職員)?|スポット|定期非常勤|パート(?:タイム)?|アルバイト|単発|定期|任期付|正規?(?:職員|雇用|社員)|嘱託(?:職員)?|フルタイム)(?:\s*(?:または|又は|もしくは|・|or|、|/|と)\s*(?:非?常勤|スポット|定期非常勤|パート|単発|定期))*(?:\([^()]*\))?(?:\s*(?:いずれも|とも|どちら(?:でも)?)?可)?$"
        ),
        "employment",
    ),
)
_OVER = lazy(r"(?:採用|募集|受付)?(?:決定|充足|終了|成約|締め?切り?|取り?下げ|満枠)(?:済み?|(?:いた)?しました)?")
_PIECE = lazy(
    r"(?<!\d)(?<![月火水木金土日](?=/[月火水木金土日](?:[/\s(午終曜]|$)))\s*/\s*(?!年(?![俸収額間報齢令])|月(?![給額収俸曜・〜、火水木金土日 午終当AP]|\d)|日(?![給当額曜直・])|週(?!\d)|[回時](?!給|間給)|コ(?!マ\s*\d)|半(?!日[給額]?\s*\d)|1(?:日|回|コマ|時間)(?!\s*\d))|\s/\s|\s{2,}|\s(?=(?:非?常勤|スポット)?\s*[計各]?\d{1,2}[名人]|非?常勤|スポット|若干名)|(?<=常勤)(?=\d{1,2}[名人])|(?<=常勤)\s(?=\S{2,6}[市町村区](?:\s|$))|(?<=】)\s*"
    rf"|\s*\|\s*|(?<=\))\s+(?=(?:{LISTED.pattern})(?:[・、/](?:非?常勤|スポット))?(?:\s|$))|(?<=\d[名人])\s+(?=年[収俸額]|日[給額当]|月[給額]|時給|報酬|給与)"
)
_HEAD_DEPARTMENT = lazy(rf"\s*(?:{LISTED.pattern})(?:\s*(?:[・、,&]|または|又は|or)\s*(?:{LISTED.pattern}))*(?=\s)")


_COUNTED = lazy(
    rf"(?<![一-龥ァ-ヶ])(?:{LISTED.pattern})医?師?\s?\d{{1,2}}[名人](?:\s?[、,・/]\s?(?:{LISTED.pattern})医?師?\s?\d{{1,2}}[名人])+(?:\((?:いずれも|各|とも)?[^()]{{0,10}}常勤[^()]{{0,8}}\))?(?=\s|$|\(|、)"
)


_ARE_THERE = lazy(r"[^。\n]{0,24}?(?:[名人]ほか|、?常勤医\d|が(?:勤務|在籍|診療)して|で(?:足り|診療)|体制)")
# 「常勤医4名(」, 「常勤医は」, 「診療科の体制」
_WHO_IS_THERE = lazy(
    r"(?:常勤医師?|医師|先生)(?:は|が)?\s*\d+\s*[名人]\s*\(\s*$|(?<!非)(?:常勤|在籍|在職)(?:医師?|の(?:医師|先生))(?:数)?(?:は|が|:)、?\s*$|(?:体制|現員|在籍|陣容)\W{0,3}$|登録(?:医師?)?(?:数)?(?:は|:)、?\s*$"
)


def _pieces_of(line: Line) -> list[Item]:
    return _pieces(line) if line.text.strip(" 、。/|()[]【】■□●○◆◇▼▲・※0123456789") else []


_ROUND = "【】[]<>〔〕◎○●★ "


# 「当直△ 待機○ 住宅-」: signs right behind what they tell of
_SIGNED = lazy(
    r"(?<!\S)(?P<label>日?当直|宿直|宿日直|オンコール|待機|呼び?出し?|(?:医師)?住宅|宿舎|公舎)\s?(?P<sign>[○◯〇◎△×✕✗]|-(?=\s|$))(?=\s|$)"
)


@once
def _pieces(line: Line) -> list[Item]:
    """A free line; parted at bars and gaps if a part of it is a department, a number of people or a kind of employment."""
    if len(signs := [*_SIGNED.finditer(line.text)]) > 1:
        told = [
            Item(label_of(one["label"]), one["label"], one["sign"], line.start + one.start("sign"), line.number)
            for one in signs
        ]
        front = Line(line.text[: signs[0].start()], line.start, line.number)
        rest = Line(line.text[signs[-1].end() :], line.start + signs[-1].end(), line.number)
        return [*_pieces_of(front), *told, *_pieces_of(rest)]
    mark = BULLET.match(line.text)
    at = mark.end() if mark else 0
    if KIND_HEAD.match(line.text, at):
        return [Item(NOTHING, "", line.text, line.start, line.number)]  # 「【常勤】定年65歳」 holds for that kind
    parts: list[tuple[int, str]] = []
    if first := _HEAD_DEPARTMENT.match(line.text, at):
        parts.append((at, first.group()))
        at = first.end()
    if (
        (many := _COUNTED.search(line.text)) is not None
        and many.end() > at
        and not _WHO_IS_THERE.search(line.text[: many.start()])
        and not _ARE_THERE.match(line.text, many.end())
    ):
        # 「外科 2名、麻酔科 1名」 stays together
        front = Line(line.text[: many.start()], line.start, line.number)
        rest = Line(line.text[many.end() :], line.start + many.end(), line.number)
        together = Item(frozenset(("specialty",)), "", many.group(), line.start + many.start(), line.number)
        return [*_pieces_of(front), together, *_pieces_of(rest)]
    if (kinds := _KINDS_COUNTED.search(line.text, at)) is not None and patterns.search(
        r"\d\s*万|円|募集|求人", line.text
    ):
        front = Line(line.text[: kinds.start()], line.start, line.number)
        rest = Line(line.text[kinds.end() :], line.start + kinds.end(), line.number)
        return [
            *_pieces_of(front),
            Item(_SOUGHT, "", kinds.group(), line.start + kinds.start(), line.number),
            *_pieces_of(rest),
        ]
    cells = list(patterns.finditer(r"\S+", line.text[at:]))
    if (
        len(cells) >= 5
        and "/" not in line.text
        and any(LISTED.fullmatch(cell.group()) for cell in cells)
        and "。" not in line.text
    ):
        kept: list[tuple[int, int]] = []
        for cell in cells:
            if kept and patterns.fullmatch(
                r"当直|宿直|夜勤|オンコール|待機|定年|住宅", line.text[at:][slice(*kept[-1])]
            ):
                kept[-1] = (kept[-1][0], cell.end())  # 「当直 月2回」
            else:
                kept.append(cell.span())
        return [_piece(line, at + a, line.text[at + a : at + b]) for a, b in kept]
    for gap in _PIECE.finditer(line.text, at):
        if gap.start() < at or line.text.count("(", at, gap.start()) > line.text.count(")", at, gap.start()):
            continue  # 「(唐津虹の病院/佐賀県唐津市)」 stays whole
        if (
            "/" in gap.group()
            and "。" in line.text
            and LISTED.match(line.text, gap.end())
            and _A_DEPARTMENT.search(line.text, at, gap.start())
        ):
            continue  # so does 「循環器科/眼科の先生」
        parts.append((at, line.text[at : gap.start()]))
        at = gap.end()
    parts.append((at, line.text[at:]))
    parts = [(begin, part) for begin, part in parts if part.strip()]
    named = [next((field for pattern, field in _SELF if pattern.match(part.strip(_ROUND))), None) for _, part in parts]
    if len(parts) > 2 and _OVER.fullmatch(parts[-1][1].strip(_ROUND + "()")) and FACILITY.search(line.text):
        named[-1] = "recruiting"  # 「唐津虹の病院  毎週土曜の午前  半日5万円  決定済」
    if not any(named) and not (line.text.count("/") >= 1 and "。" not in line.text and len(parts) > 1):
        return [Item(NOTHING, "", line.text, line.start, line.number)]
    items = []
    for (begin, part), field in zip(parts, named, strict=True):
        bare = part.strip(_ROUND) if field else part.strip()
        start = line.start + begin + part.index(bare)
        if field is None and (head := head_of(bare)) is not None and bare[head[2] :].strip():
            items.append(Item(head[1], head[0], bare[head[2] :], start + head[2], line.number))
            continue
        items.append(Item(frozenset((field,)) if field else NOTHING, "", bare, start, line.number))
    return items


_A_DEPARTMENT = lazy(rf"(?:{LISTED.pattern})$")


def _indent(words: str) -> int:
    return len(words) - len(words.lstrip())


def _value_below_a_gap(lines: Sequence[Line], at: int, index: int) -> bool:
    """Whether one empty line stands between a label and its value; an empty cell below labels with their values has none."""
    above = head_of(lines[index - 1].text) if index else None
    if above is not None and lines[index - 1].text[above[2] :].strip():
        return False
    return at + 1 < len(lines) and lines[at].blank and not lines[at + 1].blank and head_of(lines[at + 1].text) is None


_COUNTS = lazy(r"\s*\(?\d{1,2}(?P<form>[.)、: ])")


def _piece(line: Line, begin: int, words: str) -> Item:
    """One cell of a line, with what it speaks of where it says so itself."""
    field = next((field for pattern, field in _SELF if pattern.match(words)), None)
    return Item(frozenset((field,)) if field else NOTHING, "", words, line.start + begin, line.number)


# Words that are a label of some forms, and in others what stands below one.
_KINDS_ALONE = lazy(r"(?:非?常勤|パート|スポット)(?:(?:・|/|、|または|又は)(?:非?常勤|パート|スポット))+")
_KIND_BELOW = lazy(r"(?:定期)?(?:非?常勤)(?:の)?(?:医師?|先生)(?:\([^()]*\))?")


def _of_kind(head: Line) -> bool:
    """Whether a label asks for the kind of work: below it 「常勤医師」 answers, and is no label itself."""
    found = head_of(head.text)
    return found is not None and "employment" in found[1]


def _belongs(lines: Sequence[Line], index: int, first_of_empty: bool, alone: bool, head: Line) -> bool:
    line = lines[index]
    if line.blank:
        return False
    if not alone and _indent(line.text) <= _indent(head.text):
        return False  # what belongs to a label stands further in than the label
    if (inner := head_of(line.text)) is not None and not (
        first_of_empty
        and (
            _KINDS_ALONE.fullmatch(line.text.strip())
            or (inner[2] >= len(line.text.rstrip()) and _KIND_BELOW.fullmatch(line.text.strip()) and _of_kind(head))
        )
    ):
        return False
    own, next_one = _COUNTS.match(head.text), _COUNTS.match(line.text)
    if own and next_one and own["form"] and own["form"] == next_one["form"]:
        return False  # 「7 呼び出し」, below it 「8 住居の提供 空きあり」
    stripped = line.text.lstrip()
    if patterns.match(r"[□■☑☒✓✔]\s?[月火水木金土日](?:曜日?)?(?=[\s(]|$)", stripped):
        return True  # the boxes of the weekdays, one below the other
    if patterns.match(r"[■□●◆◇▼▲★☆【〔《〈≫]|<\d+>|\[\d+\]|No\.", stripped):
        return first_of_empty and stripped[0] not in "■□●◆◇▼▲★☆【〔《〈≫<[N"
    if not first_of_empty and patterns.match(
        r"(?:(?:社会|特定)?医療法人|社会福祉法人|(?:公益|一般)?(?:社団|財団)法人|学校法人|〒|株式会社|(?:北海道|東京都|大阪府|京都府|[一-龥]{2,3}県)[一-龥ぁ-んァ-ヶ]{1,6}[市郡区町村])",
        stripped,
    ):
        return False
    return not patterns.fullmatch(r"[-=_*─━—ー~〜・]{5,}", stripped.strip())
