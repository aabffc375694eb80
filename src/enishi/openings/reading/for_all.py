"""What is said once and holds for several posts, or names one of them in passing."""

import itertools
from collections.abc import Sequence
from dataclasses import replace

from enishi.openings.reading import audiences, patterns
from enishi.openings.reading.departments import A_SHORT_LIST, FULL, LISTED, canonical
from enishi.openings.reading.facts import Found
from enishi.openings.reading.fields import any_department, specialties
from enishi.openings.reading.line import Item, sentences
from enishi.openings.reading.patterns import lazy
from enishi.openings.reading.scoping import Post

TERMS_OF_ALL = ("employment", "days", "pay", "night", "on_call", "housing", "age", "retirement", "term")

# 「当直・待機はお願いしておりません。」, 「任期は3年(更新可)。」 below a list
OF_NO_ONE_POST = lazy(
    r"\W*(?:夜間の?)?(?:(?:当直|宿直|日当直|夜勤|オンコール|待機|呼び?出し|任期|ご?契約(?:期間)?|(?:任用|委嘱|雇用)(?:期間)?|定年|医師住宅)[・、やとも]?)+(?:など|等)?(?:(?:は|も|については)|(?:の(?:ある|伴う)|があ(?:る|ります)|を伴う|を(?:お願い|求め)(?:する|して(?:い|お)る))(?:病院|施設|枠|勤務先|ところ|先|医療機関|コマ|求人)は)"
)
_TOLD_OF_ALL = lazy(
    r"\W*(?:なお、|また、|[^。、]{1,8}によると、)?(?:(?:どちら|いずれ)の(?:先生|医師|方|(?:診療)?科|ポスト|お?仕事|勤務)(?:方)?(?:に|で)?も、?|(?:[2-4]|両)(?:つ|人|名|施設|病院)?(?:の)?(?:診療)?(?:科|先生|医師|方|施設|病院|ポスト|職種|枠)?(?:の(?:先生|医師))?(?:とも、?|(?:には?|は)、?(?:いずれ|どちら)も)|どの(?:職種|職|ポスト|科|枠|先生|施設|拠点)(?:の(?:方|先生))?(?:に)?も、?|両拠点とも、?|常勤[・、と]\s?非常勤とも、?)"
)


_BY_MARKS = lazy(r"\W*(?P<marks>(?:その|No\.?\s?)?[\dA-E](?:[・、と](?:その|No\.?\s?)?[\dA-E]){1,4})とも(?:に)?、?")


def _names_so_many(words: str, count: int) -> bool:
    """Whether a sentence speaks of as many posts by their marks: 「その1・その2ともに、当直はありません」."""
    named = _BY_MARKS.match(words)
    return named is not None and len(patterns.findall(r"[\dA-E]", named["marks"].replace("No", ""))) == count


def heard_by_all(posts: Sequence[Post]) -> None:
    """What one post says of all of them is told to the others: 「どちらの先生にも、夜中にお電話することはありません」."""
    told = [
        (post, replace(item, text=words, start=start))
        for post in posts
        for item in post.own
        if not item.label and not item.cell
        for words, start in sentences(item)
        if _TOLD_OF_ALL.match(words) or _names_so_many(words, len(posts))
    ]
    for post in posts if told and len(posts) > 1 else ():
        post.shared = [*post.shared, *(item for teller, item in told if teller is not post and item not in post.own)]


EACH_SO_MANY = lazy(
    r"(?:(?:いずれも|それぞれ)?[^。]{0,12}、?各(?:回|枠|日|科|施設|事業[場所]|病院|会場|職種|番号|号|ポスト)?(?:とも|に)?|それぞれ|いずれも)\s*(\d{1,2})\s*[名人](?!以上)"
)
# 「次の3か所で医師を1名ずつ募集します」
ONE_BY_ONE = lazy(
    r"(?:医師?|先生|ドクター|[か所院科]で|施設で|に)(?:\([^()]*\))?(?:を|は)?、?\s*(?:各々?|お)?(\d{1,2})\s*[名人]ずつ(?=[^。]{0,12}(?:募集|求め|探し|採用|お?迎え|公募|お願い|招|急募)|です|\s|。|$)(?!\s*(?:交代|交替|順|診|面|当直|待機))"
)


def its_number(shared: Sequence[Item], departments: Sequence[str]) -> Found | None:
    """The number of people that what is said to all gives to one department: 「小児科 1名  眼科 2名」 above their columns."""
    for item, after in itertools.pairwise([*shared, *shared[:1]]):
        for found in LISTED.finditer(item.text):
            behind = item.text[found.end() :].strip() or (after.text if after.line == item.line else "")
            number = patterns.match(
                r"[\s(:]*(?:の?(?:先生|外来|常勤医?)|医師?)?\s*(\d{1,2})\s*[名人](?!体制|が|で)", behind
            )
            if number and [canonical(found.group())] == list(departments):
                return Found.at(int(number[1]), item.start + found.start(), item.start + found.end())
    return None


_KINDS = {"full_time": r"(?<!非)常勤", "part_time": "非常勤", "spot": "スポット|単発|代診"}


def number_of_its_kind(shared: Sequence[Item], kinds: Sequence[str]) -> Found | None:
    """The number of people that what is said to all gives to one kind of work: 「内科の先生を、常勤1名、非常勤2名募集」."""
    if len(kinds) != 1:
        return None
    pattern = lazy(
        rf"(?:{_KINDS[kinds[0]]})(?:医師?|の(?:先生|医師))?(?:を|が|は)?\s*(?P<n>\d{{1,2}})\s*[名人](?!体制|が|で(?!す)|\(\d{{2}}歳|\([^()]*\)\s*(?:で|が|体制))"
    )
    for item in shared:
        if (found := pattern.search(item.text)) and not (
            item.about("site")
            or patterns.search(
                r"(?:医師|先生|スタッフ)(?:数)?(?:は[^。]*|\d+名\([^()]*)$|患者[^。]{0,60}$", item.text[: found.start()]
            )
            or patterns.search(r"体制|在籍|が(?:い|おり)ます|診療して|チーム|勤めて", item.text[found.end() :])
        ):
            return Found.at(int(found["n"]), item.start + found.start(), item.start + found.end())
    return None


_COMMON_HEAD = lazy(
    r"\W*(?:グループ|全施設|法人内|各施設)?(?:(?:\W{0,2}[A-E\d]{1,2}\W{0,2}(?:から|及び|と)?){2,8}に?|全?\d?件?に?|各?(?:求人|募集|ポスト)に?)?共\s*通(?:事項|条件|の?(?:(?:応募|勤務|採用)?(?:条件|資格|要件)|待遇|項目|事項)|する(?:こと|条件|事項))?\W*"
)


_POINTS = tuple("・○●-*")


def below_common(shared: Sequence[Item]) -> list[Item]:
    """What stands below the heading 共通事項: it holds for posts at places of their own as well."""
    heads = [index for index, item in enumerate(shared) if _COMMON_HEAD.fullmatch(f"{item.label}{item.text}")]
    some = [item for _, items in audiences.told_to_some(shared) for item in items]
    return some + [
        item
        for item in (shared[heads[0] + 1 :] if heads else [])
        if (item.label or item.text.lstrip()[:1] in _POINTS) and not item.about("process")
    ]


# What a post says of itself goes before what the head of the text says of them all: 「【変更・取下げ】」.
STILL_SOUGHT = lazy(r"継続|引き?続き|募集中|(?:探して|募集して|お待ちして)(?:い|お)り?ま|変更(?:して|のうえ|の上)")
OF_ONE_QUOTED = lazy(r"「[^」]{2,24}」[^。]{0,4}(?:は|につきましては|については)、?")  # of another post by its name
GOES_ON = lazy(r"継続|続け|引き?続き")
SIGNATURE = lazy(r"\d{2,5}-\d{2,4}-\d{3,4}|株式会社|\(株\)|有限会社")  # who sends a list, not who seeks

_LIST_OF_A_KIND = lazy(
    r"(?<!非)(?P<full>常勤)(?:医師?)?の?\s?(?:求人|募集|案件)|(?P<part>非常勤(?:医師?)?の?\s*(?:求人|募集|案件|(?:空き)?枠)|外勤(?:先|枠|(?:\([^()]*\))?の(?:募集|求人|ご?案内))|非常勤を\s?\d+\s?件)|(?P<spot>スポット|単発)(?:勤務|バイト)?の?\s?(?:求人|募集|案件)"
)


_HEADS_A_LIST = lazy(r"外勤|求人|募集|枠|(?:お願い|ご?案内|ご?紹介|公募)")


def department_of_the_list(shared: Sequence[Item], own: Sequence[Item]) -> Found | None:
    """The one department that the words above a list name for all its posts: 「来年4月からの外勤(耳鼻咽喉科の非常勤)につきまして」."""
    first = min((item.start for item in own), default=0)
    above = [item for item in shared if item.start < first and not item.label and _HEADS_A_LIST.search(item.text)]
    mentions = specialties.spoken(above)
    names = {mention.name for mention in mentions}
    return Found.at([names.pop()], mentions[0].start, mentions[0].end) if len(names) == 1 else None


def any_above(shared: Sequence[Item], own: Sequence[Item]) -> Found | None:
    """Where the words above a list say that no department is asked for: 「診療科も問いません」."""
    first = min((item.start for item in own), default=0)
    return any_department.read([item for item in shared if item.start < first and not item.label], labelled_only=False)


_OF_A_LIST = {"full": "full_time", "part": "part_time", "spot": "spot"}


def kind_of_the_list(shared: Sequence[Item], own: Sequence[Item]) -> Found | None:
    """The kind of work that the head of a list names for all its posts: 「栃木県の常勤求人」; None where it names both."""
    first = min((item.start for item in own), default=0)
    named = [(item, m) for item in shared if item.start < first for m in _LIST_OF_A_KIND.finditer(item.text)]
    kinds = {str(m.lastgroup) for _, m in named}
    besides = r"常勤|定期" if kinds == {"spot"} else r"スポット|単発|[・/、]非?常勤"
    if len(kinds) != 1 or any(patterns.search(besides, item.text) for item, _ in named):
        return None
    item, m = named[0]
    return Found.at([_OF_A_LIST[kinds.pop()]], item.start + m.start(), item.start + m.end())


_NAMES = lazy(A_SHORT_LIST)


_ILLNESS = lazy(
    r"標榜|(?:派遣|応援)[^。、(]{0,6}\(|スタッフは|在籍|体制|血圧|肝炎|疾患|病気|の(?:管理|治療)|を診"
)  # 「高血圧、糖尿病、肝炎の管理」


_GOES_ON_OTHERWISE = lazy(rf"[・、/]\s*{A_SHORT_LIST}[はがにもで]")  # 「眼科・耳鼻科は週1回、大学から来ています」


def said_alone(own: Sequence[Item]) -> Found | None:
    """Departments that stand between stops in a short note: 「▽非常勤、皮膚科、木曜終日」."""
    for item in own[:4]:
        if item.fields and not item.about("title", "institution"):
            continue
        parts = [
            p
            for p in patterns.finditer(r"[^、。\s/▽▼○●・()]+", item.text)
            if _NAMES.fullmatch(p.group()) and not _GOES_ON_OTHERWISE.match(item.text, p.end())
        ]
        if parts and len(item.text) <= 160 and not _ILLNESS.search(item.text):
            names = list(dict.fromkeys(canonical(m.group()) for p in parts for m in LISTED.finditer(p.group())))
            return Found(names, tuple((item.start + p.start(), item.start + p.end()) for p in parts))
    return None


_ITS_DEPARTMENT = lazy(
    rf"(?P<first>{FULL.pattern})?(?P<name>{FULL.pattern})(?:医院|クリニック|診療所)?(?:\s?{FULL.pattern}|[ぁ-ん]{{0,6}})$"
)


def of_the_house(name: Found, items: Sequence[Item]) -> Found | None:
    """The department that a place is called by, where its post names none: 「はまなす眼科」 seeks an eye specialist."""
    called = _ITS_DEPARTMENT.search(str(name.value))
    if called is None or called["first"] or any(_NOT_OF_A_DEPARTMENT.search(f"{i.label} {i.text}") for i in items):
        return None
    return Found([canonical(called["name"])], name.places)


_NOT_OF_A_DEPARTMENT = lazy(r"産業医|校医|健診医|検診医|施設長|不問|問いません")
_SHORT_OF_A_PERSON = lazy(rf"(?:{LISTED.pattern})(?=(?:の)?(?:先生|医師|専門医))")


def the_only_department(own: Sequence[Item]) -> Found | None:
    """The one department that the words of one of several posts name, where they name no other."""
    named: dict[str, tuple[int, int]] = {}
    for item in own:
        if item.about("site", "process", "institution", "housing", "pay"):
            continue
        for pattern in (FULL, _SHORT_OF_A_PERSON):
            for m in pattern.finditer(item.text):
                if patterns.match(r"クリニック|医院|病院|\)", item.text[m.end() :]) or patterns.search(
                    r"(?:大学|応援|歓迎|経験)[^。、]{0,6}$", item.text[: m.start()]
                ):
                    continue
                named.setdefault(canonical(m.group()), (item.start + m.start(), item.start + m.end()))
    if len(named) != 1:
        return None
    name, place_of = next(iter(named.items()))
    return Found.at([name], *place_of)
