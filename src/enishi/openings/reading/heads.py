"""Which kinds of headings of a post a line may be: a number, a mark, a label, a department, a place of work, a date."""

import re

from enishi.openings.reading import duty_calendar, over
from enishi.openings.reading.departments import FULL
from enishi.openings.reading.label_heads import head_of
from enishi.openings.reading.line import Line
from enishi.openings.reading.once import once

NUMBERED = re.compile(
    r"\s*(?:[■□●○◆◇▼▲★☆・♦※]\s*)?(?P<mark>\([^()\d\s]{1,3}[-ー]\d{1,4}\)|[─━]\s*\d{1,2}\s*[─━]|[(\[【<〔《](?:[A-Z]{0,3}|\d{1,4})-?\d{1,5}[)\]】>〕》]|(?<=[◆◇■□●○★☆▼])\d{1,2}[◆◇■□●○★☆▼]|[\[【<〔](?:求人|案件|募集|ポスト|枠|求む|急募)\s*\(?\d+\)?[\]】>〕]|No\.?\s*[\w-]+|求\s?\d{1,4}(?=\s)|(?:求人|案件|募集|その|ポスト|枠|お願い|お仕事|仕事|施設|病院|登録|整理|区分|コース|(?i:position|job|case|type))\s*(?:No\.?\s*)?\(?(?:[A-Z]{1,2}-?\d{2,5}(?=\s)|\d+(?:-\d+)?|[一二三四五](?=[\s、。:]|$)|[A-E](?=[\s、:]))\)?|(?:\d{1,2}|[一二三四五])\s*(?:件|つ|番)[目め](?=[はの:、\s])|(?:もう)?(?:ひとつ|一つ|1つ)(?=は、)|[IVX]{1,4}(?:[.)]|(?=\s))|(?<!\d)\d{1,2}、(?=\s*[^\s\d(])|(?<!\d)\d-\d(?=\s{1,3}[^\s\d(])|(?<!\d)\d{1,2}(?=[.)、](?!\d)|\s{1,3}\S)|[一二三四五六七八九十][、.](?=\s|\S)|[一二三四五六七](?=\s+\S)|[A-Ea-e][.)](?=\s|\S)|[A-Z]{1,2}-\d{1,5}(?=\s)|[A-E](?=\s)|\[[A-Ea-e]\]|【[A-Ea-e]】|<[A-Ea-e]>|[(【\[<〔][A-Ea-eア-オロハニ甲乙丙丁i][)】\]>〕]|[ア-オロハニ甲乙丙丁](?=\s|[.):]))"
)
SYMBOL = re.compile(r"\s*(?P<mark>[■□●○〇◆◇▼▲▽△★☆♦【〔《〈❖◎]|<(?=[^<>\n]{2,20}>)|・|\*)")
DATED = re.compile(
    r"\s*[・○●■◆*\[(]?\s*(?:(?:20\d\d|令和\d+|R\d+)\s*[年/.-]\s*\d{1,2}\s*[月/.-]\s*\d{1,2}\s*日?|\d{1,2}/\d{1,2}\s+\d{1,2}:\d{2})[\])]?(?=[\s【\[(])"
)
NUMBER = re.compile(r"(?:求人|案件|整理|募集|管理|受付|お仕事|仕事|掲載|登録|JOB)(?:番号|No\.?|ID|№|コード)")
FACILITY = re.compile(
    r"病院|医院|クリニック|診療所|センター|療養所|介護医療院|老人ホーム|老健|施設(?!長|名)|保健所|工場|事業所|病棟"
)
KIND_OF_WORK = re.compile(
    r"常勤|スポット|パート|アルバイト|定期|単発|正規?職員|正社員|正規雇用|嘱託|会計年度任用|フルタイム|任期付"
)
STATE = re.compile(
    r"取り?消し|募集(?:は|を)?(?:して|行って)(?:い|おり)(?:ません|ない)|募集(?:を|は)(?:終え(?:ました|て)|終わ(?:りました|った))|募集(?:は|を)?(?:終了|停止|中止)|充足(?!率)|成約(?!者|率)|決定(?:済|し(?:た|ま)|い?たし|$)|決ま(?:り|って|った)|締め?切り?(?:ました|済)|掲載終了|取り?下げ|打ち?切(?:っ|り|る)|内定|(?:就任|着任)の運び"
)
SIGNALS: tuple[re.Pattern[str], ...] = (
    KIND_OF_WORK,
    re.compile(r"\d[\d,.]*\s*(?:万|千)?\d*千?円|\d{2,}\s*万|年俸|日給|時給|給与"),
    re.compile(r"\d{1,2}\s*[名人](?!体制)|若干名|科\s*\(\d{1,2}\)"),
    re.compile(
        r"週\s*\d|[月火水木金土日](?:曜|・[月火水木金土日])|勤務(?:日|時間)|\d{1,2}:\d{2}|\d日?\s*\([月火水木金土日]\)"
    ),
    re.compile(r"当直|オンコール|待機"),
    STATE,
)
"""What a post tells of itself: kind of work, pay, number of people, days, duties, state."""


_DRAWN = re.compile(r"[\s【】┬┴┼─━—\-=_+]{4,}")
# 「── DS-7712 ────」, 「━━ その1 ━━━━━」
_RULED_CODE = re.compile(
    r"\s*[─━—=*-]{2,}\s*(?:[A-Z]{1,3}-?\d{2,6}|(?:その|求人|案件|募集|No\.?)\s?\d{1,2}|\d{1,2}\s*[─━—=*-]{2,})(?=\s)"
)
_FRAMED = re.compile(
    r"(?P<bar>[-─━―=])(?P=bar){0,5}\s*(?=\S*[^\s\-─━―=])[^。、\-─━―=]{2,24}\s*(?P=bar){1,6}"
)  # 「── 常勤の先生 ──」
_REFERS = re.compile(
    r"[)\]】>.]?\s*(?:は|〜|、|・|と|に(?!ほん)|の(?:方|件|定年|契約|先生|[一-龥]{2,8}[はも])|から|及び|および)"
)  # 「(1)は常勤、(2)は…」


_KIND_AND_MORE = re.compile(
    r"\s*[\[【<〔(]\s*(?:[日当宿]{1,2}直(?=[^\n]*[月火水木金土日](?:曜|・|、|の))(?=[^\n]*円)|産業医|嘱託医|校医|健診医?(?=[^\n]*円))\s*[\]】>〕)]\s*(?=\S)|"
    r"\s*[\[【<〔(]\s*(?:非?常勤|スポット|定期(?:非常勤)?|単発)(?:医師?)?\s*[\]】>〕)]\s*(?=\S)(?!.*(?:定年|契約|任期|\d年))"
)  # 「[常勤] 泌尿器科 …」


# How a paragraph of a tale begins that goes on about the same post.
_GOES_ON_ABOUT = re.compile(
    r"\s*(?:(?:着任|就任|赴任)する(?:の|先生|医師)は|[^。]{0,30}\d\s*[名人](?:が|で)(?:そろ|足り|在籍|勤務)|対象は|条件は|待遇は|年[収俸]は|給与は|同(?:病院|院|町|市|村|診療所|センター)[はでのに]|現在は|昨年度?は|これまで|このため|[町市村県]に?は|[町市村県]によると|応募は|求め(?:てい)?(?:た|る)のは|院長は)"
)


# One thing after another in a letter: 「まず、…」, 「次に、…」, 「それから、…」.
_IN_TURN = re.compile(
    r"\s*(?:まず(?:は|初めに)?|(?:初め|はじめ|最初)に|第[一二三1-3]に|(?:次|つぎ)に|次は|続いて|つづいて|それから|さらに|(?:最後|終わり|おわり)に|[一二三四1-4](?:つ|件|番)[目め](?:は|に|の(?:求人|募集|お願い)は)|(?:もう|あと|残る|最後の)(?:一|1|ひと)[つ件]は)、(?=[^。]*(?:先生|医師|ドクター|科|当直|日直|健診|産業医|外来))"
)


_EXAMINATION = re.compile(
    r"\S{2,4}科(?:の)?(?:検診|健診|ドック)"
)  # 「婦人科検診、胃カメラはありません」 names no department
# 「小児科は、大学から週2日、医師の派遣を受けているが」
_LENT = re.compile(r"(?:医師|先生)の(?:派遣|応援)(?:を|が)|から(?:派遣|応援)")
# A paragraph about the physicians who are there already.
_WHO_IS_THERE = re.compile(r"体制|在籍|常勤医(?:師)?[はが]\d+[名人](?!を)")


# What a heading that names a place of work does not hold, but in brackets: 「(秋田県鹿角市、無床)」.
_NO_NAME_OF_A_HOUSE = re.compile(r"[。、](?![^()]*\))|募集|一覧")


def form_of_mark(mark: str) -> str:
    """The form of a number at the head of a line: 「(0)」 for 「(3)」, one for 「ひとつ」 and 「もうひとつ」."""
    if mark.endswith("つ"):
        return "0つ"
    return re.sub(r"[\dA-Za-zア-オロハニ甲乙丙丁一二三四五六七八九十]+", "0", mark)


@once
def signals_in(words: str) -> int:
    """How many of the things a post tells of itself stand in some words."""
    return sum(bool(signal.search(words)) for signal in SIGNALS)


def _margin(words: str) -> int:
    return len(words) - len(words.lstrip())


def _in_columns(bare: str) -> bool:
    """Whether words stand in columns without a heading, a department in one of them: 「北小学校    内科    おひとり    年額 24万円」."""
    cells = re.split(r"\s{2,}|\t", bare)
    return len(cells) >= 3 and "。" not in bare and any(map(FULL.search, cells)) and signals_in(bare) >= 1


_ANSWERS = re.compile(
    r"(?<![A-Za-z])(?:Re|RE|返信)\s*:"
)  # the number of an answer on a board: 「[No.5529] Re: 投稿者」
_COUNTED = re.compile(rf"\W{{0,2}}(?:{FULL.pattern})\s+\d{{1,2}}\s*[名人](?:\s|$)")  # 「総合診療科 2名」
# What stands above the first of those who are there, or above the next: a post has terms below its head.
_OF_STAFF = re.compile(rf"体制|在籍|スタッフ|医師数|{_COUNTED.pattern}")


@once
def kinds_of(line: Line, previous: str | None) -> list[str]:
    """The kinds of headings this line may be one of; two lines are of one kind when these words are the same."""
    if line.blank or _DRAWN.fullmatch(line.text):
        return []
    words, bare = line.text, line.text.strip()
    first = previous is None or not previous.strip() or _margin(previous) > _margin(words)
    kinds = []
    if (
        "。" not in words.rstrip("。 ")
        and not bare.endswith("。")
        and FACILITY.search(words)
        and signals_in(words) >= 2
    ):
        kinds.append("oneline")
    if _in_columns(bare):
        kinds.append("columns")
    if duty_calendar.at_a_place(words):
        kinds.append("dayrow")
    if NUMBER.search(words) and not _ANSWERS.search(words):
        kinds.append("number")
    if _KIND_AND_MORE.match(words):
        kinds.append("kindhead")
    if DATED.match(words):
        kinds.append("dated")
    if (numbered := NUMBERED.match(words)) and (
        re.search("目|め|つ", numbered["mark"]) or not _REFERS.match(words, numbered.end("mark"))
    ):
        kinds.append("numbered " + form_of_mark(numbered["mark"]))
    if _IN_TURN.match(words):
        kinds.append("numbered in turn")
    if _RULED_CODE.match(words):
        kinds.append("numbered rule")
    if _FRAMED.fullmatch(bare):
        kinds.append("symbol framed")
    if symbol := SYMBOL.match(words):
        kinds.append("symbol " + symbol["mark"] + ("in" if words[: symbol.start("mark")] else ""))
    if head := head_of(words):
        if not head[1].isdisjoint(("institution", "specialty", "title", "place", "employment", "headcount")):
            kinds.append("label " + "".join(head[0].split()))
    elif (
        len(bare) <= 40
        and FULL.search(words)
        and (
            re.search(r"医師|科医|(?:非)?常勤|募集|の先生", words)
            or (_COUNTED.match(bare) and not _OF_STAFF.search(previous or ""))
        )
        and not bare.endswith("。")
    ):
        kinds.append("heading")
    elif (
        (first or (previous or "").rstrip().endswith("。"))
        and (len(bare) > 45 or "。" in words)  # no headline
        and FULL.search(_EXAMINATION.sub("", words[:60]))
        and re.search(r"医師|科医|(?:非)?常勤|の先生|外来|引き?続き|募集", words[:80])
        and not _GOES_ON_ABOUT.match(words)
        and not (_LENT.search(told := words.split("。")[0]) and not re.search(r"募[集っ]|求め|探し|公募", told))
        and not (bare.startswith(("なお", "また", "ただし")) and over.said(bare))
        and not (_WHO_IS_THERE.search(words) and not re.search(r"募集|探し|求め|お願い", words))
    ):
        kinds.append("paragraph")
    elif len(bare) <= 40 and FACILITY.search(words) and first and not _NO_NAME_OF_A_HOUSE.search(words):
        kinds.append("facility")
    return kinds
