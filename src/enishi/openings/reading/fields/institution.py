"""The place of work by name: without the corporation before it, with 町立, 国保 and the like."""

from collections.abc import Sequence

from enishi.openings.reading import patterns
from enishi.openings.reading.departments import FULL
from enishi.openings.reading.facts import Found
from enishi.openings.reading.fields import bodies, company_sites, headlines, other_places
from enishi.openings.reading.fields.bare_names import CORPORATION, alone
from enishi.openings.reading.fields.facility_names import (
    A_PART,
    BRANCH,
    BRANCH_APART,
    BRANCH_ROOM,
    BY_DEPARTMENT,
    KIND,
    LABEL_WITHIN,
    OF_A_UNIVERSITY,
    SURE,
    TWO_OF_THEM,
    WITH_A_NAME,
    candidates,
    own_part,
)
from enishi.openings.reading.fields.municipalities import is_a_town, named_in
from enishi.openings.reading.fields.name_forms import NAME_CHARS, kinds_within
from enishi.openings.reading.fields.place import ANY_OFFICE, NOBODY_SOUGHT
from enishi.openings.reading.labels import label_of
from enishi.openings.reading.line import Item, sentences
from enishi.openings.reading.once import once
from enishi.openings.reading.patterns import lazy


@once
def read(items: Sequence[Item], text: str) -> Found | None:
    """The name as the form asks: NFKC, one space between a company and its site."""
    if (event := bodies.of_an_event(items)) is not None:
        return event
    items = [item for item in items if not (other_places.of_others(item) or other_places.of_a_section(item))]
    if any(item.about("institution") and _kept_back(item.text) for item in items):
        return None
    for item in sorted(items, key=_who_calls):
        if (
            item.about("institution")
            and item.text.strip()
            and not TWO_OF_THEM.search(item.text)
            and (made := _labelled(item)) is not None
        ):
            if (
                company_sites.SITE.search(made.value)
                and (both := company_sites.before_site(made, items, text)) is not None
            ):
                return both
            if (
                company_sites.COMPANY.search(made.value)
                and (site := company_sites.at_the_place(items)) is not None
                and site.value not in made.value
            ):
                return Found(f"{made.value} {site.value}", (*made.places, *site.places))
            if (_BODY_ONLY.search(made.value) or _EMPLOYER.match(item.label)) and (
                site := _facility_at_the_place(items)
                or _site_in_place(items)
                or _called_otherwise(items, item)
                or _of_the_university(items)
            ) is not None:
                return site
            if CORPORATION.match(made.value) and (
                site := _site_in_place(items) or _where_one_works(items) or _beside_the_post(items)
            ):
                return site
            if _WHOSE_FORM.match(item.label) and (site := _where_one_works(items)) is not None:
                return site
            return made
    made = (
        headlines.before_its_corporation(items)
        or _at_the_place(items, text)
        or company_sites.own(items)
        or company_sites.of_the_page(text)
        or company_sites.of_the_physician(items, text)
        or bodies.of_offices(items, text)
        or _named([item for item in items if not _several(item)], text)
        or bodies.at_head(items)
    )
    if (
        made is not None
        and company_sites.COMPANY.fullmatch(made.value)
        and (site := company_sites.in_brackets(items)) is not None
    ):
        return Found(f"{made.value} {site.value}", (*made.places, *site.places))
    return made


# A body that has places of work rather than being one.
_BODY_ONLY = lazy(
    r"(?:法人本部|本部|事務局|大学|学園|[都道府県市町村区]長?|知事|企業団|協会|機構|財団|組合|連合会|事業団|連盟|法人(?:社団|財団)?\s?\S*会)$"
)


def only_a_body(name: Found) -> bool:
    """Whether a name is that of a body that has places of work: 「みちのく輸血協会」."""
    return _BODY_ONLY.search(str(name.value)) is not None or CORPORATION.match(str(name.value)) is not None


# Labels of who employs, which need not be where the work is.
_EMPLOYER = lazy(r"求人者|雇用主|採用元|募集元|求人元|依頼[者主元]|申込者|事業主")


def _facility_at_the_place(items: Sequence[Item]) -> Found | None:
    """「勤務場所 羽越医科大学附属病院(山形県酒田市)」 beside 「機関名 羽越医科大学」."""
    for item in items:
        if not item.about("place") or _several(item):
            continue
        words = patterns.split(r"[※。\n(、]|(?<=\S)\s{2,}", item.text)[0]
        begin = len(words) - len(words.lstrip())
        words = words.strip()
        if patterns.search(rf"(?:{SURE})$", words) or BY_DEPARTMENT.fullmatch(words) or WITH_A_NAME.match(words):
            made = alone(words, item.start + begin)
            if made is not None and not _GENERIC.match(made.value):
                return made
    return None


def _called_otherwise(items: Sequence[Item], body: Item) -> Found | None:
    """「勤務先 羽後医科大学附属病院」 beside 「機関名 羽後医科大学」: both labels may name the place of work."""
    for item in items:
        if item is not body and item.about("institution") and item.text.strip():
            made = _labelled(item)
            if (
                made is not None
                and patterns.search(rf"(?:{SURE})$", str(made.value))
                and not _GENERIC.match(made.value)
            ):
                return made
    return None


def _of_the_university(items: Sequence[Item]) -> Found | None:
    """「部署名 べっぷ湾国際大学保健管理センター」 beside 「機関名 べっぷ湾国際大学」."""
    for item in items:
        if (found := OF_A_UNIVERSITY.match(item.text)) is not None:
            return Found.at(" ".join(found.group().split()), item.start, item.start + found.end())
    return None


_OWNER = lazy(r"(?:開設|設置|運営|経営|事業)(?:者|主|主体|母体|法人)|法人(?!・)|(?<!求人)(?<!雇用)会社|企業|団体")


def _who_calls(item: Item) -> int:
    """Place of work before the body that owns it, and that before the sender of a letter."""
    if item.label.startswith(("発信", "依頼", "申込")):
        return 2
    return int((_OWNER.match(item.label) or _EMPLOYER.match(item.label)) is not None)


_KEPT_BACK = lazy(
    r"\s*\(?(?:非公開|会員限定|限定公開|非公表|仮称|ご?登録後|面談(?:時|の際))|\s*(?:某\S*|(?:[A-Z]{1,2}|[〇○×△●]+)(?:病院|医院|クリニック|診療所|施設))\s*(?:\(|$)"
)
_TOLD_LATER = lazy(
    r"(?:お?伝え|お?知らせ|お?話し|ご?(?:案内|説明|回答|開示|公開|連絡|通知|提示|紹介|相談))(?:$|[。()]|いた|しま|予定|させ|申し)"
)


def _kept_back(words: str) -> bool:
    """Whether what stands under a label of the name says that it will be told another time: 「面談のときにお知らせします」."""
    first = words.strip().split("\n")[0]
    later = _TOLD_LATER.search(first) is not None and not patterns.search(rf"{SURE}|[「『]|[はで]、", first)
    return later or _KEPT_BACK.match(first) is not None


_LEADING_KIND = lazy(r"献血ルーム|診療所|クリニック|健診プラザ")


_ANYWHERE = lazy(r"(?:または|又は|あるいは|及び|および|もしくは)\S{0,3}[都道府県市町村]内(?:各地|の|\d)")


def _several(item: Item) -> bool:
    """Whether an item lists several places of work, of which none is the one: 「倉吉保健所、米子保健所又は県庁」."""
    words = patterns.sub(
        r"\((?![^()]*[市町村][^()]*、[^()]*[市町村])[^()]*\)", "()", patterns.split(r"[。\n]", item.text)[0]
    )
    return item.about("institution", "place") and bool(
        patterns.search(r"(?:所|院|クリニック|センター|庁|役場)(?:\([^()]*\))?(?:または|又は|もしくは|あるいは)", words)
        or TWO_OF_THEM.search(words)
        or patterns.search(r"、.+(?:または|又は|もしくは|あるいは|及び|および|のいずれか)|、.+、", words)
    )


_BEFORE_A_SITE = lazy(r"(?:^|\s)(?P<name>[ァ-ヶー]{2,}[一-龥ァ-ヶー]{0,8}|[一-龥]{2,8}[ァ-ヶー]{2,8})\s+$")


def _at_the_place(items: Sequence[Item], text: str) -> Found | None:
    """The site that an address names in a word of its own: 「勤務場所 倉敷市 献血ルームすずのね」, for a company 「勤務地 室蘭製造所」."""
    if any(item.about("institution") and item.text.strip() for item in items):
        return None
    for item in items:
        if not item.about("place") or _several(item):
            continue
        words = patterns.split(r"[(※。\n]", item.text)[0]
        if branch := BRANCH_APART.search(words) or OF_A_UNIVERSITY.search(words):
            return Found.at(branch.group(), item.start + branch.start(), item.start + branch.end())
        for part in patterns.finditer(r"[^\s、]{3,24}|(?<!\S)本社(?!\S)", words):
            start = item.start + part.start()
            if company_sites.SITE.search(part.group()):
                if (firm := _BEFORE_A_SITE.search(words[: part.start()])) and not named_in(firm["name"]):
                    both = f"{firm['name']} {part.group()}"  # 「ミライ電装 亀山工場」
                    return Found.at(both, item.start + firm.start("name"), start + len(part.group()))
                of_a_firm = Found.at(part.group(), start, start + len(part.group()))
                whole = company_sites.before_site(of_a_firm, items) or company_sites.with_company(of_a_firm, [], text)
                return whole if whole is not of_a_firm else None
            if (
                named_in(part.group())
                or _GENERIC.match(part.group())
                or patterns.search(
                    r"または|又は|あるいは|内の|や(?=[一-龥])|の(?:いずれか|うち|どれか)|^当(?:院|センター|施設|所)",
                    part.group(),
                )
                or patterns.match(r"健康管理|医務|診療室", part.group())
            ):
                continue
            branch = BRANCH.fullmatch(part.group())
            within = [*kinds_within(part.group())]
            if (
                BRANCH_ROOM.fullmatch(part.group())
                or (_ENDS_WITH_A_DEPARTMENT.fullmatch(part.group()) and not FULL.fullmatch(part.group()))
                or (branch is not None and is_a_town(branch["branch"]))
                or patterns.search(rf"(?:{SURE})$", part.group())
                or _LEADING_KIND.match(part.group())
                or (within and within[0][0] == part.group())
            ):
                return alone(part.group(), start)
    return None


_ENDS_WITH_A_DEPARTMENT = lazy(rf"(?!(?:小児|総合|一般)(?:外|内)科){NAME_CHARS}{{2,14}}?{FULL.pattern}")


def _site_in_place(items: Sequence[Item]) -> Found | None:
    """Where only the employer is named and the name of the site stands behind its address."""
    for item in items:
        if item.about("place"):
            for part in patterns.finditer(rf"\S*(?:{KIND})\S*", item.text):
                made = alone(part.group(), item.start + part.start())
                if made is not None and not named_in(part.group()):
                    return made
    return None


_WHOSE_FORM = lazy(r"(?:求人)?事業所(?:名称?)?$")  # of a form of the labour office, which tells apart where the work is
_WORKPLACE = lazy(r"就業|勤務|働く|配属|赴任|従事")


def _where_one_works(items: Sequence[Item]) -> Found | None:
    """The place of work that an address names, on the line below as well: 「就業場所 所在地と異なる / 岩手県洋野町 みさき灯台病院」."""
    for item in items:
        if not (item.about("place") and _WORKPLACE.search(item.label)) or _several(item):
            continue
        below = [other for other in items if other.line == item.line + 1 and not other.fields and not other.label]
        for one in (item, *below[: named_in(item.text) == ()]):
            words = patterns.split(r"[※。(]", one.text.split("\n")[0])[0]
            made = alone(words.strip(), one.start + len(words) - len(words.lstrip())) if words.strip() else None
            if made is not None and own_part(made.value) == 1 and _A_HOUSE.fullmatch(made.value):
                return made
    return None


_A_HOUSE = lazy(rf"{NAME_CHARS}{{2,24}}(?:{SURE}|分院|本院)|{WITH_A_NAME.pattern}")


def _beside_the_post(items: Sequence[Item]) -> Found | None:
    """The site that stands beside what is sought, where only its body is named: 「職種 医師(内科)/介護医療院つむぎ野」."""
    for item in items:
        if item.about("specialty", "title"):
            for name, start, _, _ in candidates(item.text):
                if patterns.search(r"[/(\s・]$", item.text[:start]) and own_part(name) == 1:
                    made = alone(name, item.start + start)
                    if made is not None and _A_HOUSE.fullmatch(made.value):
                        return made
    return None


def _labelled(item: Item) -> Found | None:
    if _ANYWHERE.search(item.text.split("\n")[0]) or ANY_OFFICE.search(item.text.split("\n")[0]):
        return None  # 「県庁(盛岡市)または県内各地の保健所」
    if patterns.fullmatch(r"[^。、「]{0,24}(?:ます|ました|ません|ください)[。)]?", item.text.strip()):
        return None  # said of it, no name
    if patterns.search(r"(?:の|な)(?:先生|医師|ドクター|方)$", item.text.strip().split("\n")[0]):
        return None  # who is sought
    if patterns.fullmatch(r"[ァ-ヶー\s]{8,}", item.text):
        return None  # how a name is read, which stands in the line below
    first = _HOW_READ.sub(lambda m: " " * len(m.group()), item.text.split("\n")[0])
    second = item.text.split("\n")[1].strip() if "\n" in item.text else ""
    words = patterns.split(r"[。;※]|\s{3,}(?=[^\s]*(?:TEL|電話|〒|担当))", first)[0]
    if (inner := LABEL_WITHIN.search(words)) is not None:
        return alone(words[inner.end() :], item.start + inner.end())
    if patterns.search(
        r"(?<![ぁ-ん])[をにへ]|[をにへ](?![ぁ-ん])|、.+、|、.+(?:または|又は|もしくは|あるいは|及び|のいずれか)|^(?:同上|県内|当(?:院|センター|施設|園|所|病院|クリニック|診療所|会)|弊院|[有無]床|入所|通所|定員|病床|[^\s]{0,8}\d+[名床人])",
        words,
    ) and not patterns.search(r"「", words):
        return None
    if second and patterns.fullmatch(r"[ァ-ヶー\s]{6,}", words) and not patterns.search(r"[をにへ、]", second):
        return alone(second, item.start + item.text.index(second))  # its reading stands above the name
    if (
        patterns.search(r"非公開|限定公開|会員限定|非公表|会員登録|お問い?合わせ|登録後|名称は|ご案内", first)
        or not words.strip()
    ):
        return None
    begin = len(words) - len(words.lstrip())
    words = words.strip()
    if patterns.fullmatch(r"(?:\S\s+){4,}\S", words):
        return Found.at(
            "".join(words.split()), item.start + begin, item.start + begin + len(words)
        )  # 「は く ち ょ う 病 院」
    if (
        patterns.match(r"[^\s]*法人\s?\S+$", words)
        and ("法人" in item.label or _A_HOUSE.fullmatch(second))
        and second
        and patterns.search(rf"(?:{SURE})", second)
    ):
        start = item.start + item.text.index(second)
        return alone(second, start)
    made = alone(words, item.start + begin)
    described = made is not None and _DESCRIBED_BY_PLACE.match(made.value) and own_part(made.value) == 0
    return None if described else made


# 「都内の有名クリニック」, 「駅前の眼科クリニック」
_DESCRIBED_BY_PLACE = lazy(r"駅前の|(?:[都道府県市町村]内|郊外|近郊|地方|地域|大手|有名|人気|ある)")


_HOW_READ = lazy(r"(?<=\S)\([ぁ-んァ-ヶー・\s]{2,}\)(?=\s*\S)")  # 「機音会(はたおとかい) ちりめん坂病院」


_GENERIC = lazy(
    r"^(?:介護)?老人保健施設$|^特別養護老人ホーム$|^介護医療院$|^(?:当社|弊社|自社)の\S*$|^(?:\d+床の|駅前の?|住宅街の|県内の?|都内の?|郊外の)?(?:(?:当|本|貴|同|自|他|各|全|標記の?|表記の?|掲記の?|上記の?|下記の?|総合|大学|近隣の?|関連|基幹|協力|地域(?:の|医療)?|支援|中核|急性期|療養型?|公立|村営|町営|市営|民間|へき地|公的|拠点|転院先?の?|連携|隣町?の?|県立?|市立?|町立?|村立?|町内の|市内の|県内の|外来|予約|救急|精神科|ケアミックス|この|その|どの|ほかの|ほか|別の|二次救急|災害拠点|臨床研修|指定|派遣先?の?|協力型|子?会社|地域医療支援|一般|中小|大|小規模の?|有床|無床|唯一の|の|お|ご|入院|母|大きな|回復期|保険|三次救急|医師|転職|紹介|医師紹介|人材|コール|サポート|相談|情報|支援|研修|教育研修|キャリア|地域包括支援|デイサービス|保健福祉|総合相談|コミュニティ|医療|ショッピング|カスタマー|給食|透析|訓練|内視鏡|健診|人間ドック|リハビリテーション|血液浄化|手術|こども|所内|構内|社内|院内|場内|工場内|[市町村区県]の|急病|離島の?|無医地区の?)*)"
    r"(?:病院|医院|クリニック|診療所|医療センター|健診センター|センター|保健所|施設|療養所|診療室|総合病院|ホスピタル)$"
)
# No particle and no "in the prefecture" stands inside a name, except in the names made of words: こころの, 森の.
_NO_NAME = lazy(
    r"^某|を(?:病院|医院|クリニック|診療所|施設|センター)$|^(?:病院|診療所|医院)(?:わき|脇|そば|横|隣|近く|裏|前|内)$|(?:自治|コミュニティ|公民|交流|文化|スポーツ|商業|物流)センター$|^[都道府県市町村]内(?:各地|の|\d)|[一-龥]で(?:病院|医院|診療所|クリニック)$|[〇○×△●]{2}|^[A-Z]{1,2}(?:病院|医院|クリニック|診療所)$|^(?:[都県市町村道府]内)?(?:の)?(?:有名|人気|大手|中堅|老舗|新|後方支援|支援|協力|連携)(?:の)?(?:病院|クリニック|医院|診療所)|(?:予定|仮称|仮名)|(?:医療|医師|地域医療|人材)(?:支援|確保|紹介)(?:センター|機構)|紹介(?:センター|所|事業所?)$|人材|(?:ドクター|医師)バンク|(?:科|専門|担当|常勤)の?医師$|…|\.{2,}|^-|^各|できる|一つの|ひとつの|^ただ|当番医(?:院)?$|(?:継承|承継)(?:ひろば|バンク|センター|の)|^医院継承|[一-龥](?:と|及び|および|ならびに)(?:病院|診療所|医院|クリニック|施設)$|の大学病院$|(?:無床|有床)(?:診療所|クリニック)$|(?:[一-龥]|お[一-龥ぁ-ん]{2,4}|合わ?せ)[はがをも](?:病院|医院|診療所|クリニック|センター|施設)$|^跡の|(?:私|院長|医局|事務|部長)か(?:病院|医院|診療所|クリニック)|[年月日]まで|^\d{1,2}日|^(?:勤務|配属|派遣|担当)(?:する|される)|^[\d一二三四五]つの|^住まい|(?:見える|ある|のない|足りない|できる|している|ている|された|(?<!の)した|続ける|支える|小さな|大きな|静かな|新しい|古い|近い|遠い|体制の|床の|運営する|営む)(?:公立|公的|民間|総合|中核|基幹|地域の)?(?:病院|診療所|クリニック|医院|施設|センター)$|地域の(?:公立|公的|民間|自治体)?(?:病院|診療所)|^\d件目|(?:開院|新設|建設|統合|移転|開業|閉院)(?:予定|した|する)?の?(?:病院|診療所)$|[一-龥]や[一-龥]|^(?:[一-龥]{0,3}[町村島市県郡国]|湖畔|海辺|海|山|地域|地元|山間|郊外|離島|駅前|都会|いくつかの?|ふたつの?|二つの?)の(?:[市町村県国公]立|国保)?(?:総合)?(?:病院|診療所|医院|クリニック|センター|保健所)$|[一-龥]では|[一-龥]を|[市町村]と[^の]{1,6}の(?:病院|診療所)$|^.{1,8}の(?:民間|私立|中核|基幹|公的|公立)(?:総合)?病院$|などの|[都道府県市町村区]内[でのに]|している|および|または"
)


_ONE_WORKS_THERE = lazy(r"(?:\([^()]*\))?(?:で|にて|において)、?[^。]{0,40}(?:働い|勤務し|勤めて|従事し|務めて)")
_OR_ANOTHER = lazy(
    r"(?:\([^()]*\))?(?:、|(?:または|又は|もしくは|あるいは|か|や))\S{0,8}?(?:本庁|県庁|都庁|府庁|道庁|本部|役場)(?!\S{0,4}へ)"
)


def _named(items: Sequence[Item], text: str) -> Found | None:
    """A name in running words: the one at the head of a line or signature, or that is said most often."""
    if patterns.search(
        r"(?:病院|施設|医療機関|クリニック)名は[^。]{0,24}(?:のみ|非公開|面談|面接|お伝え|お会い|応募|別途|後日|登録|お問い?合|後に|伏せ|お知らせ)",
        "\n".join(f"{item.label}は{item.text}" if item.label else item.text for item in items),
    ):
        return None
    found: dict[str, tuple[float, Found]] = {}
    first_line = min((item.line for item in items if item.text.strip()), default=0)
    in_turn = any(_TAKE_TURNS.search(item.text + item.label) for item in items)
    for item in items:
        if A_PART.fullmatch(item.label) or (
            item.about("pay", "leave", "housing", "night", "age", "term", "retirement")
            and not other_places.in_thanks(item)
        ):
            continue
        if in_turn and patterns.match(r"\s*(?:\d{1,2}[月/])?\d{1,2}日?\s*(?:\([^()]*\))?\s*[^\d\s]", item.text):
            continue  # 「4日 もがみ医院」
        told = [*sentences(item)]
        if (
            item.label
            and not label_of(item.label)
            and len(item.label) > 5
            and text.startswith(item.label, item.start - len(item.label) - 1)
        ):
            told.append((item.label, item.start - len(item.label) - 1))  # 「市立なでしこ病院 院長の手紙:」
        for words, start in told:
            if NOBODY_SOUGHT.search(words):
                continue
            listed = len(others := _A_LIST_OF_NAMES.findall(words)) > 1 and len(set(others)) > 1
            for name, a, b, weight in candidates(words):
                weight -= 3.0 * listed  # 「4日 もがみ医院 / 11日 かじか沢クリニック」
                if other_places.NOT_THIS.match(words, b):
                    continue
                weight += other_places.weighed(words, a, b, under_a_label=bool(item.label))
                if item.line <= first_line and start == item.start:
                    weight += 1.2  # the head of a page names it
                if patterns.search(r"(?:勤務先|勤務地|就業場所|働く場所|勤め先)は[^、。]{0,16}$", words[:a]):
                    weight += 4.0
                if patterns.match(r"(?:の|、)?[一-龥]{1,4}(?:です|と申し|でございます)", words[b:]):
                    weight += 1.5
                if _OR_ANOTHER.match(words, b):
                    continue  # 「県の広域健康福祉センター(保健所)又は本庁」
                if patterns.match(r"(?:病院)?(?:企業団|組合|事務組合|広域連合)", words[b:]):
                    continue  # the body that runs it
                if _GENERIC.match(name) or patterns.match(r"[やのもと](?=[一-龥])", name):
                    continue
                if (
                    (item.label or not item.about("remark"))
                    and item.about("other", "site", "days", "remark")
                    and not _ONE_WORKS_THERE.match(words, b)
                ):
                    weight -= 3
                if item.about("process"):
                    weight -= 0.5
                if patterns.match(r"の?(?:外来)?(?:担当)?医師|外来(?:の|担当)", words[b:]) and "センター" in name[-4:]:
                    weight -= 3  # 「予防医療センター医師」: a part of the place
                around = words[max(0, a - 6) : a] + "|" + words[b : b + 6]
                if (
                    other_places.ELSEWHERE.search(around) or other_places.ELSEWHERE.search(name)
                ) and not other_places.WITH_ITS_TOWN.match(words, b):
                    weight -= 4
                made = alone(name, start + a)
                if made is None or _NO_NAME.search(made.value) or _GENERIC.match(made.value):
                    continue
                if (own := own_part(made.value)) == 0:
                    continue
                weight += 1.2 * min(4, text.count(made.value))
                if own < 1:
                    weight -= 1.0 if named_in(made.value) else 3.5
                if _IN_A_TOWN.fullmatch(made.value) and named_in(f"{made.value.split('の')[0]}町"):
                    weight -= 3.5
                elif patterns.fullmatch(
                    r".{1,4}の(?:[市町村県公]立)?(?:病院|診療所|医院|クリニック|センター)", made.value
                ):
                    weight -= (
                        3.5
                        if patterns.search(
                            r"[市町村島県]の[市町村県公立]*\S{2,4}$|の(?:[市町村県]立|公立)(?:病院|診療所)$", made.value
                        )
                        else 1.5
                    )  # rather 「倉吉の市立病院」, a paraphrase, than a name, where another name stands
                if patterns.match(r"\s*(?:では|は、|で|の医師|医師|、医師|\()", words[b:]):
                    weight += 0.5
                earlier = found.get(made.value)
                if earlier is None or earlier[0] < weight:
                    found[made.value] = (weight, made)
    if any(
        patterns.match(r"\W*(?:(?:施設|病院|医療機関)名\s*)?(?:非公開|名称非公開)", item.text)
        or patterns.search(
            r"[(〔【]\s*(?:施設|病院|医療機関)?名称?(?:[・、]所在地?|等)?は?、?(?:非公開|[^()]{0,12}(?:お伝え|お知らせ|ご案内|お話し|開示|公開))",
            item.text,
        )
        for item in items
    ):
        return None
    if found:
        _prefer_longer(found, text)
        for spaced in [name for name in found if " " in name and name.replace(" ", "") in found]:
            del found[spaced]
        proper = {name for name, (weight, _) in found.items() if weight > 0 and own_part(name) == 1}
        for name in [name for name in found if proper and name not in proper and own_part(name) < 1]:
            del found[name]  # a headline's 「にかほ市立病院」 beside its name
        best = max(found.values(), key=lambda pair: (pair[0], -pair[1].places[0][0]))
        if best[0] > 0:
            return best[1]
    return headlines.at_head(items) or bodies.named(items)


_TAKE_TURNS = lazy(r"当番医(?!を|の先生)|(?:休日|夜間)(?:当番|の?診療(?:案内|のご?案内|\s))")
_A_LIST_OF_NAMES = lazy(
    rf"(?:^|[\s/、・:()日])({NAME_CHARS}{{2,16}}(?:病院|医院|クリニック|診療所|内科|外科|眼科|[児膚鼻]科))(?=\s*(?:\([^()]*\))?\s*(?:[/、・)]|$))"
)
_IN_A_TOWN = lazy(r".{1,4}の(?:[市町村県公]立)?(?:病院|診療所)")  # a headline's paraphrase: 「五ヶ瀬の診療所」
_FRONT = lazy(
    r"(?:国民健康保険|国保|公立|組合立|[^\s、。()]{1,6}[都道府県市町村]立|[都道府県市町村]立|県民|市民|町民|独立行政法人|総合病院|厚生連|\S{1,16}(?:株式会社|\(株\))|(?:株式会社|\(株\))\s?\S{1,16}|JA\S{1,8}|国立|日本赤十字社?|済生会|労災)\s?$"
)


def _prefer_longer(found: dict[str, tuple[float, Found]], text: str) -> None:
    """国保いわつばめ病院 rather than いわつばめ病院: what belongs to the name in front of it, and the short one counts only alone."""
    for short, (weight, made) in list(found.items()):
        inside = max((text.count(long) for long in found if long != short and long.endswith(short)), default=0)
        found[short] = (weight - 1.2 * (min(4, text.count(short)) - min(4, text.count(short) - inside)), made)
    for long, (weight, made) in list(found.items()):
        for short, (other, _) in list(found.items()):
            if long != short and long.endswith(short) and _FRONT.fullmatch(long[: -len(short)]):
                found[long] = (max(weight, other) + 1, made)
