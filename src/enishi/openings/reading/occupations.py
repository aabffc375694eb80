"""Parts of a text that are somebody else's: other occupations in one list, and people who seek or sell something."""

import itertools
import re
from collections.abc import Sequence

from enishi.openings.reading import notices
from enishi.openings.reading.departments import FULL
from enishi.openings.reading.heads import FACILITY, KIND_OF_WORK, signals_in
from enishi.openings.reading.label_heads import BULLET, head_of
from enishi.openings.reading.line import Line
from enishi.openings.reading.noise import OTHER_WORK, PHYSICIAN
from enishi.openings.reading.patterns import lazy

_OTHER = lazy(
    rf"(?:{OTHER_WORK.pattern}|一般(?:事務|行政)(?:職)?|行政職|事務職?|土木(?:職|技師)?|建築(?:職|技師)?|消防(?:士|職)|技能労務|学芸員|司書|教諭|幼稚園教諭|用務員|医療クラーク|クラーク|病棟クラーク|ドライバー|診療情報管理士|施設管理|受付(?:事務)?(?=さん|\s*\((?:正|准|パート|常勤|非常勤|契約|アルバイト)))"
)
_OURS = lazy(
    rf"(?:(?:常勤|非常勤|嘱託|診療所|病院|勤務|内科|担当|専門|副?所長|副?院長|部長|科長|管理|健診|検診|当直|代診)*医師|{FULL.pattern}(?:医|医師|の先生|担当)?|産業医|嘱託医|校医|診療所長|管理医師|施設長)(?!事務|クラーク|補助|秘書|会|住宅|の指示|の診療)"
)
_JOB_LABELS = frozenset(("職種", "募集職種", "採用職種", "求人職種", "職名", "職"))
_SHARED = lazy(
    r"^\s*[■□●○◆◇▼【〔\[<《*※()・─━=~-]*\s*(?:共\s*通|お?問い?合わせ|応募|連絡先|お?申し?込み?|選考|試験|提出|待遇\(共通|各職種)"
)


_KIND_OF_STAFF = lazy(r"(?:国家|地方)公務員|(?:正規|正|会計年度任用|任期付|常勤|非常勤|嘱託|臨時|契約|パート)職員")
_OF_A_PLACE = lazy(r"^[一-龥ァ-ヶー]{2,8}の(?=[一-龥])")  # 「診療所の看護師」, 「乳幼児健診の医師」


_COUNTED_JOB = lazy(r"\s*[^\s。、:]{3,18}\s+\d{1,2}\s*[名人]\s")  # 「図書館司書 1人 月額…」


_BETWEEN_RULES = lazy(r"\s*[-─━=~]{2,}\s*(?P<words>[^\s─━=~-][^─━=~-]*?)\s*[-─━=~]{2,}\s*")  # 「── 訪問看護師 ──」


# 「◆町の診療所で働く医師をさがしています」
_SOUGHT_BY_A_HEADING = lazy(
    r"\s*[■□●○◆◇▼▽★☆【][^。\n]{0,24}(?<!歯科)(?:医師|お医者さん|先生)を[^。\n、]{0,4}(?:さがし|探し|募集|求め)"
)
# 「◆会計年度任用職員(保育補助)」: as what stands in the brackets
_STAFF_AS = lazy(r"(?:会計年度任用|任期付|臨時|非常勤|嘱託|契約|パート)職員\s*\((?P<job>[^()]{2,16})\)")


def _whose(line: Line) -> str | None:
    """ "ours" or "other" where a line is the heading of an occupation's post."""
    if _SOUGHT_BY_A_HEADING.match(line.text):
        return "ours"
    if line.blank or re.search(r"(?:。|こちら(?:から)?|ます|ました|ません|ください)[)」】\]\s]*$", line.text):
        return None
    mark = BULLET.match(line.text)
    rest = line.text[mark.end() if mark else 0 :]
    head = head_of(line.text)
    if head is not None and head[0] in _JOB_LABELS:
        rest = re.sub(r"(?<=\s)(?:専属|嘱託)(?=産業医)", "", line.text[head[2] :])
    elif head is not None and head[1] != frozenset(("other",)):
        return None
    if between := _BETWEEN_RULES.fullmatch(line.text):
        rest = between["words"]
    rest = re.sub(r"^(?:[A-E][.):、]?|その\s?\d{1,2}[.):、]?)\s+", "", rest.lstrip(" \t【〔[<《「(※急募:"))
    rest = _OF_A_PLACE.sub("", rest)
    other, ours = _OTHER.match(rest), _OURS.match(rest)
    if other and (ours is None or other.end() > ours.end()):
        said_of = re.match(r"(?:さん)?(?:から|が|に|へ|や)", rest[other.end() :])  # 「看護師からの電話に応じる」
        return None if said_of or PHYSICIAN.search(rest[other.end() : other.end() + 8]) else "other"
    if ours is not None:
        return "ours"
    if staff := _STAFF_AS.match(rest):
        job = staff["job"]
        known = _OTHER.match(job) or (_ANY_JOB.fullmatch(job) and not _KIND_OF_STAFF.fullmatch(job))
        return "other" if known and not _ours(job) else None
    phrase = re.split(r"[(\s:】〕\]》>」]", rest)[0]
    if _KIND_OF_STAFF.fullmatch(phrase) or (
        re.match(r"[町市村県]?職員", phrase) and re.search(r"募集|採用", line.text)
    ):
        return None  # 「1 正規職員(常勤)」, 「町職員を募集します」 say how somebody is employed, not as what
    marked = (
        bool(mark and mark.group().strip())
        or line.text.lstrip()[:1] in "【〔[《<「"
        or between is not None
        or (_COUNTED_JOB.match(line.text) is not None and bool(_WAGE.search(line.text)))
    )
    if marked and 3 <= len(phrase) <= 18 and _ANY_JOB.fullmatch(phrase) and not _ours(phrase):
        return "other"
    return None


def _numbered(line: Line) -> tuple[str, int] | None:
    """The form of a number at the head of a line, and the number: 「(1)」 and 「(4)」 are of one form."""
    mark = re.match(r"\s*(?:(?:\(\d{1,2}\)|\[\d{1,2}\]|<\d{1,2}>)|\d{1,2}[.)、]|\d{1,2}(?=\s))", line.text)
    return (re.sub(r"\d+", "0", mark.group()).strip(), int(re.sub(r"\D", "", mark.group()))) if mark else None


def _begins_alike(above: Line, line: Line) -> bool:
    """Whether two lines are entries of one list: 「・看護師」, below it 「・専攻医を希望される方」."""
    marks = [re.match(r"\s*[・●○■□◆◇▼※*-]", one.text) for one in (above, line)]
    return marks[0] is not None and marks[1] is not None and marks[0].group() == marks[1].group()


def _heads_a_place(lines: Sequence[Line], at: int, other: Line | None, depth: int) -> bool:
    """Whether a line is the heading of the next place of work, with a mark of a higher rank than the entries above it."""
    line = lines[at]
    marked = bool(BULLET.match(line.text).group().strip())  # type: ignore[union-attr]
    outer = (
        other is not None
        and marked
        and not _begins_alike(other, line)
        and len(line.text) - len(line.text.lstrip()) <= depth
    )
    return outer and lines[at - 1].blank and bool(FACILITY.search(line.text))


def without_others(lines: Sequence[Line]) -> list[Line]:
    """The lines, those blank that belong to other occupations' posts in a list that has a physician's post as well."""
    whose = [_whose(line) for line in lines]
    if "ours" not in whose or whose.count("other") < 1:
        return list(lines)
    lines = _without_what_their_marks_tell(lines, whose)
    kept: list[Line] = []
    state: str | None = None
    depth, deeper = 0, False
    ours_mark: tuple[str, int] | None = None
    other_line: Line | None = None
    told = True  # whether something was told of the other occupation before an empty line
    forms: set[str] = set()  # of the numbers that headed lines before the other occupations
    for index, (line, said) in enumerate(zip(lines, whose, strict=True)):
        if (
            state == "other"
            and said is None
            and not line.blank
            and not told
            and index
            and lines[index - 1].blank
            and head_of(line.text) is None
            and not BULLET.match(line.text).group().strip()  # type: ignore[union-attr]
        ):
            state = None  # it was an entry of a menu: 「・看護師・助産師(随時募集中)」
        beside = index > 0 and _begins_alike(lines[index - 1], line)
        told = (told or (said is None and not line.blank and not beside)) and said != "other"
        indent = len(line.text) - len(line.text.lstrip())
        if (
            said is None
            and state == "ours"
            and ours_mark
            and (numbered := _numbered(line)) is not None
            and (
                numbered[0] == ours_mark[0]
                and numbered[1] == ours_mark[1] + 1
                and re.search(r"\d\s*[名人]|若干名|[月日時]給|月額", line.text)
                and not _ours(line.text)
                and not head_of(line.text)
            )
        ):
            said = "other"  # the next number of a list of occupations, of one that no table knows
        if (
            said is None
            and state == "other"
            and other_line is not None
            and _begins_alike(other_line, line)
            and _ours(line.text)
        ):
            said = "ours"  # the next note of a bulletin
        form = numbered[0] if (numbered := _numbered(line)) is not None else ""
        if said is None and state == "other" and form in forms and other_line is not None:
            state = None if (_numbered(other_line) or ("",))[0] != form else state  # the next section: 「2.受験資格」
        if state != "other" and said != "other" and form:
            forms.add(form)
        if said == "other":
            other_line = line
        if said is not None and not (state == "ours" and said == "other" and indent > depth):
            state, depth, deeper = said, indent, False
            ours_mark = _numbered(line) if said == "ours" else ours_mark
        elif (
            state is not None
            and not line.blank
            and (_SHARED.match(line.text) or re.match(r"[\s\-=_*─━]{5,}$", line.text))
        ) or (state == "other" and _heads_a_place(lines, index, other_line, depth)):
            state = None
        elif state is not None and not line.blank:
            if indent > depth or BULLET.match(line.text).group().strip():  # type: ignore[union-attr]
                deeper = deeper or indent > depth
            elif deeper and (head_of(line.text) is None or lines[index - 1].blank):
                state = None  # back at the margin, as the signature of a page stands
        kept.append(Line("", line.start, line.number) if state == "other" else line)
    return kept


_MARKS = lazy(
    r"\s*(?P<marks>[ア-オA-E甲乙丙](?:[・、,][ア-オA-E甲乙丙])*|\((?:\d{1,2}|[ア-オA-E甲乙丙])\)|[①-⑨])[.)、:]?(?=\s|[(（]?\S)"
)
_MARK_ALONE = lazy(r"[ア-オA-E甲乙丙①-⑨]|\d{1,2}")


def _marks_at(line: Line) -> frozenset[str]:
    """The letters or numbers that begin a line as marks of a list: 「イ・ウ 月額…」."""
    found = _MARKS.match(line.text)
    if found is None or (
        found["marks"][0] not in "(①②③④⑤⑥⑦⑧⑨" and not re.match(r"[\s.)、:は]", line.text[found.end("marks") :])
    ):
        return frozenset()
    return frozenset(_MARK_ALONE.findall(found["marks"]))


def _numbers_a_label(line: Line) -> bool:
    """Whether a line is a label with a number, which counts labels rather than occupations: 「(2) 応募資格」."""
    return not re.match(r"\s*\(?[ア-オA-E甲乙丙]", line.text) and head_of(line.text) is not None


def _without_what_their_marks_tell(lines: Sequence[Line], whose: Sequence[str | None]) -> list[Line]:
    """The lines, those blank that begin with the mark of another occupation: below 「イ 看護師」 also 「イ 月額 24万円」."""
    marks = {
        job: frozenset().union(*(_marks_at(line) for line, one in zip(lines, whose, strict=True) if one == job))
        for job in ("ours", "other")
    }
    if not marks["ours"] or not marks["other"] or marks["ours"] & marks["other"]:
        return list(lines)
    return [
        Line("", line.start, line.number)
        if said is None and (told := _marks_at(line)) and told <= marks["other"] and not _numbers_a_label(line)
        else line
        for line, said in zip(lines, whose, strict=True)
    ]


_NOTE = lazy(r"\s*(?:募集\s+)?([◎○●◯◇◆□■▽▼△▲・*＊☆★-])\s*(?=\S)")
_WORKER = lazy(
    r"[一-龥ァ-ヶー]{1,12}(?:員|士|師|係|スタッフ|職|手)(?:さん)?(?:を|の)?(?:若干名)?(?:急?募|募集|求む|求人)"
)
_WAGE = lazy(r"時給|月給|日給|賃金|時間給|給料|夜勤|月額|日額")


def without_notes_of_others(lines: Sequence[Line]) -> list[Line]:
    """The lines, without the short notes of a bulletin that look for other workers, where a note looks for a physician."""
    notes: dict[str, list[tuple[int, int]]] = {}
    at = 0
    while at < len(lines):
        mark = _NOTE.match(lines[at].text)
        if mark is None or (head_of(lines[at].text) is not None and not re.match(r"募集\s", lines[at].text.strip())):
            at += 1
            continue
        end = at + 1
        depth = len(lines[at].text) - len(lines[at].text.lstrip())
        while end < len(lines) and not lines[end].blank:
            other = _NOTE.match(lines[end].text)
            deeper = len(lines[end].text) - len(lines[end].text.lstrip()) > depth
            lower = other is not None and other[1] in "・*＊-" and mark[1] not in "・*＊-"
            if other is not None and (other[1] == mark[1] or not (deeper or lower)):
                break
            end += 1  # notes with a mark of their own that stand further in belong to it
        notes.setdefault(mark[1], []).append((at, end))
        at = end
    gone: set[int] = set()
    for group in notes.values():
        words = ["\n".join(line.text for line in lines[a:b]) for a, b in group]
        if any(_ours(w.split("\n")[0]) and "募集" in w.split("\n")[0] for w in words):
            # a bulletin's sections: of those that call somebody only what calls physicians is read
            sought = [
                not _ours(w)
                and bool(re.search(r"募集|入居者|参加者|当番医|献血|うごき|予防接種|図書", w.split("\n")[0]))
                for w in words
            ]
            gone.update(i for (a, b), other in zip(group, sought, strict=True) if other for i in range(a, b))
        jobs = [_job(w.split("\n")[0]) for w in words]
        if "ours" in jobs:
            gone.update(
                i for (a, b), job in zip(group, jobs, strict=True) if job == "other" for i in _of_a_note(lines, a, b)
            )
        theirs = [bool((OTHER_WORK.search(w) or _WORKER.search(w)) and _WAGE.search(w) and not _ours(w)) for w in words]
        if any(_ours(w.split("\n")[0]) and re.search(r"募集|求|探|お願い", w) for w in words):
            gone.update(i for (a, b), other in zip(group, theirs, strict=True) if other for i in range(a, b))
    return [Line("", line.start, line.number) if i in gone else line for i, line in enumerate(lines)]


_ANY_JOB = lazy(
    r"[一-龥ぁ-んァ-ヶー・]{1,18}(?:(?<![人定会])員|士|師|係|職|手|司書|スタッフ|補助|事務|パート|隊|技術者|管理者|エンジニア|マネー?ジャー|デザイナー|プログラマー|オペレーター|ドライバー|アシスタント|コーディネーター|ワーカー|クラーク|設計|営業|経理)"
)


def _job(head: str) -> str | None:
    """Whose the occupation is that ends the head of a note: "other", "ours" of 「▽みどり診療所 医師」, else None."""
    words = re.sub(r"\([^()]*\)", " ", head.strip()).lstrip("○●◯◇◆□■▽▼△▲・*＊☆★- ")
    pieces = list(itertools.takewhile(lambda piece: not re.search(r"\d|若干名|数名", piece), words.split()))
    last = (pieces or [""])[-1]
    first = (pieces or [""])[0]
    if (_OURS.fullmatch(last) or _OURS.fullmatch(first)) and not head_of(head):
        return "ours"
    other = any(_ANY_JOB.fullmatch(word) and not _ours(word) for word in (first, last))
    return "other" if other and len(" ".join(pieces)) <= 30 else None


def _of_a_note(lines: Sequence[Line], begin: int, end: int) -> list[int]:
    """The head of a note and the lines below it that stand further in, or all of them where none does."""
    depth = len(lines[begin].text) - len(lines[begin].text.lstrip())
    at = begin + 1
    inner = [len(line.text) - len(line.text.lstrip()) > depth for line in lines[at:end]]
    while (
        at < end
        and (inner[at - begin - 1] or not any(inner))
        and not _SHARED.match(lines[at].text)
        and "process" not in (head_of(lines[at].text) or ("", ()))[1]
    ):
        at += 1
    return [*range(begin, at)]


def _ours(words: str) -> bool:
    words = re.sub(r"医師(?:の(?:診療|指示|補助|事務|募集は|採用は)|事務|や)[^。\n]*", "", words)
    return bool(PHYSICIAN.search(words) or re.search(rf"(?:{FULL.pattern})医|先生", words))


_HEAD_OF_A_MATTER = lazy(
    r"(?P<mark>[■□●○◇◆▼▽▲△★☆◎【〔《〈<\[])? ?(?P<number>\(?\d{1,2}[).、 ])? ?(?P<words>\S.{0,38})$"
)
# What a bulletin, a page or a letter tells besides: nothing below such a heading is of a post.
_MATTER = lazy(
    r"コラム|エッセイ|編集後記|休日(?:夜間)?(?:の)?当番医|当番医(?:のお知らせ|一覧|表)?|予防接種|ワクチン|休診のお知らせ|外来(?:の)?(?:担当)?(?:表|医師?表|案内|変更)|診療(?:日程|案内)|健康(?:教室|講座)|献血|ボランティア|催し|イベント|訃報|お悔やみ"
    r"|(?:他|その他|そのほか|ほか)の?職種|(?:その他|そのほか|ほか)の(?:お知らせ|募集)|読者の声|よくある(?:ご)?質問|FAQ|ごみ(?:の)?収集|図書館|(?:教室|講習会?|大会|ツアー)の?参加者|交通事故相談|(?:町|村|市)の人口|人のうごき|相談会|健診の(?:日程|お知らせ)|休館|水道|用語(?:の)?(?:解説|説明)|先輩(?:医師|の声)|スタッフ(?:の声|紹介|募集)"
)
_GOES_ON_APPLYING = lazy(
    r"\s*[■□●○◇◆▼▽★☆◎※【〔《〈<\[]*\s*(?:お?問い?合わせ|連絡先|応募|お?申し?込|発行|編集|〒|[━─=*-]{4,})"
)


def without_other_matters(lines: Sequence[Line]) -> list[Line]:
    """The lines, those blank that stand below the heading of another matter until the next heading with its mark."""
    kept: list[Line] = []
    theirs: str | None = None
    ours_before = False
    for at, line in enumerate(lines):
        head = _HEAD_OF_A_MATTER.match(line.text.strip()[:64])
        form = f"{head['mark'] or ''}{'0' if head['number'] else ''}" if head else ""
        if form and head is not None:
            if (
                _is_of_another_matter(head["words"]) and not _labels_a_fact(line) and not _tells_a_post(lines[at:])
            ) or (ours_before and _of_another_occupation(head["words"])):
                theirs = form
            elif theirs is not None and (form == theirs or _ours_sought(head["words"])):
                theirs = None
        if theirs is not None and (_GOES_ON_APPLYING.match(line.text) or (form and _labels_a_fact(line))):
            theirs = None
        ours_before = ours_before or (
            theirs is None and bool(_ours(line.text) or re.search(r"診療科|募集科|科目", line.text))
        )
        kept.append(Line("", line.start, line.number) if theirs is not None else line)
    return kept


# 「■薬剤師の募集」, 「【看護師・保健師募集】」 beside a physician's post.
_SOUGHT_BESIDE = lazy(
    r"(?P<jobs>[^\s。、:()]{2,24}?)(?:\([^()]{1,12}\)|等|など|さん)*\s*[のも]?(?:急?募集?|求人|採用)"
    r"(?:要項|要領|案内|情報|の?(?:お知らせ|ご案内)|について|も(?:あります|しています)?|して(?:います|おります)|中)?(?:です)?\W*"
)
_OF_NO_KIND = lazy(r"(?:職員|スタッフ|医療職|専門職|技術職)$")  # a physician may be among them


def _of_another_occupation(words: str) -> bool:
    """Whether a heading looks for other occupations alone, known ones or such as end like one."""
    found = _SOUGHT_BESIDE.fullmatch(words)
    if found is None or _ours(words):
        return False
    jobs = re.split(r"[・/と]|及び|および", found["jobs"])
    return all(_OTHER.fullmatch(job) or (_ANY_JOB.fullmatch(job) and not _OF_NO_KIND.search(job)) for job in jobs)


def _tells_a_post(lines: Sequence[Line]) -> bool:
    """Whether the paragraph of a heading tells a post: 「【1】献血ルームこもれび」, below it 「非常勤 1名」 and 「日給 4万円」."""
    below = [line.text for line in itertools.takewhile(lambda line: not line.blank, lines)][1:]
    words = "\n".join(below)
    return (
        signals_in(words) >= 3
        and bool(KIND_OF_WORK.search(words) and re.search(r"科目|専門|診療科|医師|問診|\d\s*[名人]", words))
        and not OTHER_WORK.search(words)
    )


def _is_of_another_matter(words: str) -> bool:
    told = (
        re.search(r"(?:ます|ません|です|ました|。)\W*$", words)
        or signals_in(words)
        or "|" in words
        or FULL.search(words)
        or re.search(r"科目|問診|企業", words)
        or _ours_sought(words)
    )
    return bool(_MATTER.search(words)) and not told


def _labels_a_fact(line: Line) -> bool:
    head = head_of(line.text)
    return head is not None and not head[1] <= {"other", "site", "leave"}


def _ours_sought(words: str) -> bool:
    return _ours(words) and bool(re.search(r"募集|求人|急募|公募|採用", words))


def ours(lines: Sequence[Line]) -> list[Line]:
    """The lines without what is other people's: blank lines stand in their places."""
    return without_other_matters(without_others(without_notes_of_others(notices.without_theirs(lines))))
