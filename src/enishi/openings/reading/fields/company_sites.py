"""A company and the one site of it where the work is: 「瀬戸内重工業株式会社 尾道造船所」."""

from collections.abc import Sequence

from enishi.openings.reading import patterns
from enishi.openings.reading.facts import Found
from enishi.openings.reading.line import Item
from enishi.openings.reading.once import once
from enishi.openings.reading.patterns import lazy

SITE = lazy(
    r"(?:工場|造船所|発電所|製鉄所|製油所|製造所|鉱業所|製作所|支社|本社|事業場|営業所|物流センター|研究所|(?:開発|技術|テクニカル)センター|支店|事業所)$"
)
COMPANY = lazy(
    r"(?:株式会社|有限会社|\(株\))\s?[ぁ-んー]{2,7}[一-龥]{0,4}?(?:電子|精機|工業|製鋼|電機|製薬|化学|機械|食品|建設|運輸|印刷|産業(?!医)|重工|製紙|自動車)|(?:株式会社|有限会社|\(株\))\s?[^\s、。()\[\]【】「」:/はがのを]{2,16}|(?:は(?=[ぁ-ん]))?[^\s、。()\[\]【】「」:/はがのを]{2,16}(?:株式会社|\(株\))"
)


# 「勤務地 尾道造船所(広島県尾道市)」, 「勤務地 茅野工場 長野県茅野市…」, 「勤務地:石川県小松市(小松工場)」
_AT_AN_ADDRESS = lazy(
    rf"\s*(?:[^\s、。()]{{2,5}}[都道府県]?[^\s、。()]{{1,6}}[市町村区]\s*\((?=[^()]*{SITE.pattern[:-1]}\)))?(?P<name>[^\s、。()]{{2,14}})(?=\s*(?:[()]|$|\n|※|、)|\s+(?:〒|北海道|東京都|(?:京都|大阪)府|[一-龥]{{2,3}}県|[^\s、。()]{{1,6}}[市町村区]))"
)
_TO_VISIT = lazy(rf"\s*ご?訪問先\s+(?P<name>[^\s、。()]{{1,12}}?{SITE.pattern[:-1]})(?=\s*\()")


def at_the_place(items: Sequence[Item]) -> Found | None:
    """「勤務地 尾道造船所(広島県尾道市)」 below 「会社名 瀬戸内重工業株式会社」."""
    for item in items:
        found = _AT_AN_ADDRESS.match(item.text) if item.about("place", "institution") else _TO_VISIT.match(item.text)
        if found and SITE.search(found["name"]):
            return Found.at(found["name"], item.start + found.start("name"), item.start + found.end("name"))
    return None


# 「伊勢はなび電機 人事部安全健康課」: who sends, without the form of the company
_SENDER = lazy(
    r"(?<!\S)(?P<name>[^\s、。()「」:/]{2,12}(?:電機|精機|電子|工業|製鋼|スチール|製薬|化学|機械|食品|自動車|重工|製紙|鉄鋼))\s+(?:人事|総務|健康|安全|労務)\S{0,8}(?:部|課|室)"
)
_FIRM = r"(?:電機|精機|電子|精工|電装|工業|製鋼|スチール|製薬|化学|ケミカル|機械|食品|自動車|重工|造船|製紙|鉄鋼|硝子|ガラス|金属|化成)"
_OF_A_FIRM = lazy(rf"[^\s、。()]{{2,12}}{_FIRM}(?=[^\s、。()]{{1,6}}(?:工場|製作所|事業所|営業所|研究所|支社|支店)$)")
# 「碧海精機 RECRUIT」, 「はやぶさ精工|採用サイト」 above all else
_FIRM_AT_HEAD = lazy(rf"\s*(?P<name>[^\s、。()「」:/|]{{2,12}}{_FIRM})(?=\s|[|]|$)")
_SITE_WITH_TOWN = lazy(
    rf"(?<![^\s、。の])(?P<site>本社|[^\s、。.()「」の]{{1,12}}?{SITE.pattern[:-1]})(?=\([^()]*[市町村区])"
)


def in_brackets(items: Sequence[Item]) -> Found | None:
    """The one site with its town beside a company's post: 「● 産業医(専属) 西浜造船所(今治市) 1名」."""
    found = [(item, m) for item in items for m in _SITE_WITH_TOWN.finditer(item.text)]
    if len({m["site"] for _, m in found}) != 1:
        return None
    item, m = found[0]
    return Found.at(m["site"], item.start + m.start("site"), item.start + m.end("site"))


_OWN_SITE = lazy(
    r"(?:当社|弊社)(?:の|、)?(?P<site>[^\s、。()「」]{2,12}?(?:工場|製作所|事業所|造船所|発電所|研究所|支社|事業場))(?=\(|で|の|に|、)"
)
_COMPANY_AT_HEAD = lazy(
    r"\s*(?P<name>(?:株式会社|有限会社)[^\s、。()「」\[\]【】:]{2,16}|[^\s、。()「」\[\]【】:]{2,16}株式会社)(?=\s|$)"
)


def own(items: Sequence[Item]) -> Found | None:
    """「当社の茨城工場」 below a line with the name of the company."""
    site = next(((item, m) for item in items if (m := _OWN_SITE.search(item.text))), None)
    company = next(((item, m) for item in items if (m := _COMPANY_AT_HEAD.match(item.text))), None)
    if site is None or company is None:
        return None
    spans = tuple(
        (item.start + m.start(g), item.start + m.end(g)) for (item, m), g in ((company, "name"), (site, "site"))
    )
    return Found(f"{company[1]['name']} {site[1]['site']}", spans)


_SITE_OF_THE_PHYSICIAN = lazy(
    rf"(?<![^\s、。:【】「の])(?:このたび|今回|今般)?(?P<site>(?!たび|同|当|各|本|両|他|※)[^\s、。()「」【】のではが]{{1,10}}?{SITE.pattern[:-1]})(?=(?:\([^()]*\))?(?:の|で(?:は|の)?)?、?(?:専属|嘱託)?の?産業医|(?:\([^()]*\))?で、[^。]{{0,24}}産業医|では?、?従業員|で、?嘱託)"
)


def of_the_physician(items: Sequence[Item], text: str) -> Found | None:
    """The one site of a company that a letter says its physician is for: 「神栖工場の嘱託産業医について」."""
    found = [(item, m) for item in items for m in _SITE_OF_THE_PHYSICIAN.finditer(item.text)]
    if len({m["site"] for _, m in found}) != 1:
        return None
    item, m = found[0]
    return before_site(
        Found.at(m["site"], item.start + m.start("site"), item.start + m.end("site")), items, text.lstrip()
    )


_SITE_IN_A_TITLE = lazy(
    rf"(?:産業医|嘱託医)(?:\([^()]*\))?[\s/・|]+(?P<behind>[^\s、。()]{{1,14}}?{SITE.pattern[:-1]})(?=\s*(?:\([^()]*\))?\s*$)|(?:産業医|嘱託医|医師)\s*\((?P<site>[^\s、。()]{{1,14}}?{SITE.pattern[:-1]})(?:\s[^()]*)?\)"
    rf"|^\W*(?:(?:求人|募集|ポスト|案件|No\.?)?\s?(?:[A-Eア-オ]|\d{{1,2}})[\])】〕.:]?\s*)?(?P<lead>本社|[^\s、。.()【】]{{1,12}}?{SITE.pattern[:-1]})(?=\s*(?:\([^()]*[都道府県市町村区][^()]*\)|専属|嘱託|産業医|$))"
)


def in_the_title(items: Sequence[Item], text: str) -> Found | None:
    """「■募集1 専属産業医(大府工場)」, 「(B)亀山工場(三重県亀山市)」 on a page that is headed by the name of its company."""
    head = text.lstrip().split("\n")[0]
    item, found = next(
        ((i, m) for i in items if (m := _SITE_IN_A_TITLE.search(i.text)) and (m["site"] or i is items[0])), (None, None)
    )
    if item is None or found is None or _GO_BETWEEN.search(head):
        return None
    group = str(found.lastgroup)
    site = Found.at(found[group], item.start + found.start(group), item.start + found.end(group))
    firms = {m.group().strip() for m in COMPANY.finditer(text)}
    head = firms.pop() if len(firms) == 1 else head
    return before_site(site, [], head) or (site if found["lead"] else None)


# At the head of a page of posts of many companies stands who made it.
_GO_BETWEEN = lazy(r"転職|紹介|ナビ|キャリア(?!採用)|エージェント|人材|ドクター")


_LETTERS_OF_A_HEAD = 200
_TITLE_OF_ONE = lazy(rf"(?:産業医|嘱託医)\((?P<site>[^\s、。()]{{1,14}}?{SITE.pattern[:-1]})\)")


@once
def of_the_page(text: str) -> Found | None:
    """The site that the head of a company's page names beside the physician whom it seeks: 「キャリア採用 > 管理部門 > 産業医(佐野工場)」."""
    found = [*_TITLE_OF_ONE.finditer(text, 0, _LETTERS_OF_A_HEAD)]
    if len({m["site"] for m in found}) != 1 or text.count(found[0]["site"]) < 2:
        return None
    firms = {m.group().strip() for m in COMPANY.finditer(text)}
    if len(firms) != 1:
        return None
    return before_site(Found.at(found[0]["site"], *found[0].span("site")), [], firms.pop())


_COMPANY_AND_SITE = lazy(
    rf"(?P<firm>(?:株式会社|有限会社)[^\sの]{{2,16}}|[^\sの]{{2,16}}(?:株式会社|有限会社))の(?P<site>\S{{1,12}}{SITE.pattern}"
    r")"
)


def with_company(name: Found, items: Sequence[Item], text: str) -> Found:
    """The name, with that of its company where it is the site of one and the company stands in these items or heads the page."""
    head = text.lstrip().split("\n")[0]
    if (both := _COMPANY_AND_SITE.fullmatch(str(name.value))) is not None:
        return Found(f"{both['firm']} {both['site']}", name.places)  # 「北浜製紙株式会社の人吉工場」
    if SITE.search(str(name.value)) is None:
        return name
    head = "" if _GO_BETWEEN.search(head) else head
    return before_site(name, items, head) or before_site(name, [], _the_only_company(text)) or name


# 「当社では、従業員の健康を守る産業医の先生を」: the page is that of the company which it names
_ITS_OWN_PAGE = lazy(r"(?:当社|弊社|わが社|我が社)(?:で|の|は|が)|社員の|従業員の|従業員\s*約?\d")


def _the_only_company(text: str) -> str:
    """The one company that a page of its own names in a line that begins with it; nothing where there are more."""
    firms = {m["name"].strip() for line in text.split("\n") if (m := _COMPANY_AT_HEAD.match(line))}
    others = {m.group().strip() for m in COMPANY.finditer(text)} - firms
    return firms.pop() if len(firms) == 1 and not others and _ITS_OWN_PAGE.search(text) else ""


def before_site(site: Found, items: Sequence[Item], text: str = "") -> Found | None:
    """The company's name before that of its site, where only the site stands under the label."""
    if " " in site.value or patterns.search(r"株式会社|有限会社|\(株\)", site.value) or _OF_A_FIRM.match(site.value):
        return None  # 「はやぶさ精密工業高岡工場」
    for item in items:
        if found := _COMPANY_AT_HEAD.match(item.text) or COMPANY.search(item.text):
            group = "name" if found.re.groups else 0
            name = " ".join(found[group].split())
            span = item.start + found.start(group), item.start + found.end(group)
            return Found(f"{name} {site.value}", (span, *site.places))
    # the head of the page
    if found := _COMPANY_AT_HEAD.search(text[:160]) or _SENDER.search(text[:160]) or _FIRM_AT_HEAD.match(text[:160]):
        if str(site.value).startswith(patterns.sub(r"株式会社|有限会社", "", found["name"])):
            return None
        name = found["name"] + "株式会社" * (
            f"{found['name']}株式会社" in text
        )  # 「ちくし精密工業 人事部」 above its full name
        return Found(f"{name} {site.value}", ((found.start("name"), found.end("name")), *site.places))
    return None
