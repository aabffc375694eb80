"""The place of work by name: without the corporation before it, with 町立, 国保 and the like."""

from collections.abc import Sequence

from enishi.openings.reading import patterns
from enishi.openings.reading.departments import FULL
from enishi.openings.reading.facts import Found
from enishi.openings.reading.fields import bodies, company_sites, other_places
from enishi.openings.reading.fields.facility_names import (
    BEFORE_A_NAME,
    BODY,
    BRANCH,
    BRANCH_ROOM,
    BY_DEPARTMENT,
    KIND,
    KIND_AND_QUOTE,
    LABEL_WITHIN,
    SURE,
    TWO_OF_THEM,
    WITH_A_NAME,
    candidates,
    own_part,
)
from enishi.openings.reading.fields.place import ANY_OFFICE, NOBODY_SOUGHT, is_a_town, named_in
from enishi.openings.reading.labels import label_of
from enishi.openings.reading.line import Item, sentences
from enishi.openings.reading.patterns import lazy

_CORPORATION = lazy(
    r"^(?:(?:特定|特別)?医療法人(?:社団|財団)?|社会医療法人(?:社団|財団)?|社会福祉法人|(?:公益|一般)?(?:社団|財団)法人|\(?[医社福財公一特学宗独]+\)|学校法人|宗教法人|(?:地方)?独立行政法人|国立大学法人|公立大学法人|特定非営利活動法人|NPO法人|日本赤十字社(?=\s)|\S{2,16}(?:協同組合(?:連合会)?|厚生連|共済組合(?:連合会)?)(?=\s+\S{2,}(?:病院|診療所|クリニック|医院|センター))|医療生協|生活協同組合|合同会社)"
)


def read(items: Sequence[Item], text: str) -> Found | None:
    """The name as the form asks: NFKC, one space between a company and its site."""
    items = [item for item in items if not (other_places.of_others(item) or other_places.of_a_section(item))]
    if any(item.about("institution") and _KEPT_BACK.match(item.text) for item in items):
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
                site := _facility_at_the_place(items) or _site_in_place(items) or _called_otherwise(items, item)
            ) is not None:
                return site
            if _CORPORATION.match(made.value) and (site := _site_in_place(items)) is not None:
                return site
            return made
    made = (
        _at_the_place(items)
        or company_sites.own(items)
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


# Labels of who employs, which need not be where the work is.
_EMPLOYER = lazy(r"求人者|雇用主|採用元|募集元|求人元|依頼[者主元]|申込者|事業主")


def _facility_at_the_place(items: Sequence[Item]) -> Found | None:
    """「勤務場所 羽越医科大学附属病院(山形県酒田市)」 beside 「機関名 羽越医科大学」."""
    for item in items:
        if not item.about("place") or _several(item):
            continue
        first = patterns.split(r"[※。\n]", item.text)[0]
        name = patterns.match(
            rf"\s*(?P<name>[^\s、。()]{{3,30}}?(?:{SURE})|(?:献血ルーム|健診プラザ)\s?[^\s、。()]{{2,14}})\s*(?=$|[(、])",
            first,
        )
        if (
            name is None
            and (clinic := BY_DEPARTMENT.match(first.strip())) is not None
            and not FULL.fullmatch(clinic.group())
        ):
            return _clean(clinic.group(), item.start + first.index(clinic.group()))
        if name is None and (home := WITH_A_NAME.match(first.strip())) is not None:
            return _clean(home.group(), item.start + first.index(home.group()))
        if name is not None and not _GENERIC.match(name["name"]):
            made = _clean(name["name"], item.start + name.start("name"))
            if made is not None:
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


_OWNER = lazy(r"(?:開設|設置|運営|経営|事業)(?:者|主|主体|母体|法人)|法人(?!・)|(?<!求人)(?<!雇用)会社|企業|団体")


def _who_calls(item: Item) -> int:
    """Place of work before the body that owns it, and that before the sender of a letter."""
    if item.label.startswith(("発信", "依頼", "申込")):
        return 2
    return int((_OWNER.match(item.label) or _EMPLOYER.match(item.label)) is not None)


_KEPT_BACK = lazy(r"\s*\(?(?:非公開|会員限定|限定公開|非公表|ご?登録後|面談(?:時|の際))")


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


def _at_the_place(items: Sequence[Item]) -> Found | None:
    """The site that an address names in a word of its own: 「勤務場所 倉敷市 献血ルームすずのね」, for a company 「勤務地 室蘭製造所」."""
    if any(item.about("institution") and item.text.strip() for item in items):
        return None
    for item in items:
        if not item.about("place") or _several(item):
            continue
        words = patterns.split(r"[(※。\n]", item.text)[0]
        for part in patterns.finditer(r"[^\s、]{3,24}", words):
            start = item.start + part.start()
            if company_sites.SITE.search(part.group()):
                if (firm := _BEFORE_A_SITE.search(words[: part.start()])) and not named_in(firm["name"]):
                    both = f"{firm['name']} {part.group()}"  # 「ミライ電装 亀山工場」
                    return Found.at(both, item.start + firm.start("name"), start + len(part.group()))
                return company_sites.before_site(Found.at(part.group(), start, start + len(part.group())), items)
            if (
                named_in(part.group())
                or _GENERIC.match(part.group())
                or patterns.search(r"または|又は|あるいは|内の|や(?=[一-龥])", part.group())
                or patterns.match(r"健康管理|医務|診療室", part.group())
            ):
                continue
            branch = BRANCH.fullmatch(part.group())
            if (
                BRANCH_ROOM.fullmatch(part.group())
                or (BY_DEPARTMENT.fullmatch(part.group()) and not FULL.fullmatch(part.group()))
                or (branch is not None and is_a_town(branch["branch"]))
                or patterns.search(rf"(?:{SURE})$", part.group())
                or _LEADING_KIND.match(part.group())
                or patterns.fullmatch(r"\S{2,10}センター[ぁ-んァ-ヶー]{2,8}", part.group())
            ):
                return _clean(part.group(), start)
    return None


def _site_in_place(items: Sequence[Item]) -> Found | None:
    """Where only the employer is named and the name of the site stands behind its address."""
    for item in items:
        if item.about("place"):
            for part in patterns.finditer(rf"\S*(?:{KIND})\S*", item.text):
                made = _clean(part.group(), item.start + part.start())
                if made is not None and not named_in(part.group()):
                    return made
    return None


def _labelled(item: Item) -> Found | None:
    if _ANYWHERE.search(item.text.split("\n")[0]) or ANY_OFFICE.search(item.text.split("\n")[0]):
        return None  # 「県庁(盛岡市)または県内各地の保健所」
    if patterns.fullmatch(r"[ァ-ヶー\s]{8,}", item.text):
        return None  # how a name is read, which stands in the line below
    first = _HOW_READ.sub(lambda m: " " * len(m.group()), item.text.split("\n")[0])
    second = item.text.split("\n")[1].strip() if "\n" in item.text else ""
    words = patterns.split(r"[。;※]|\s{3,}(?=[^\s]*(?:TEL|電話|〒|担当))", first)[0]
    if (inner := LABEL_WITHIN.search(words)) is not None:
        return _clean(words[inner.end() :], item.start + inner.end())
    if patterns.search(
        r"(?<![ぁ-ん])[をにへ]|[をにへ](?![ぁ-ん])|、.+、|、.+(?:または|又は|もしくは|あるいは|及び|のいずれか)|^(?:同上|県内|当院|弊院)",
        words,
    ) and not patterns.search(r"「", words):
        return None
    if second and patterns.fullmatch(r"[ァ-ヶー\s]{6,}", words) and not patterns.search(r"[をにへ、]", second):
        return _clean(second, item.start + item.text.index(second))  # its reading stands above the name
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
        "法人" in item.label
        and patterns.match(r"[^\s]*法人\S+$", words)
        and second
        and patterns.search(rf"(?:{SURE})", second)
    ):
        start = item.start + item.text.index(second)
        return _clean(second, start)
    return _clean(words, item.start + begin)


_HOW_READ = lazy(r"(?<=\S)\([ぁ-んァ-ヶー・\s]{2,}\)(?=\s*\S)")  # 「機音会(はたおとかい) ちりめん坂病院」


_UNDER_A_LABEL = lazy(r"\s*(?P<label>[一-龥]{2,6})(?:\s+|は(?=\S)|:\s*)(?=\S{3})")


def _clean(words: str, start: int) -> Found | None:
    """Without corporation, remark in brackets and post: what is left names the site."""
    lead = patterns.match(
        r"\s*(?:[A-Hア-オ]\s+(?=[^\sA-Za-z]{4})|(?:[A-Za-z]{2,8}\.?|案件|求人|ポスト|募集)\s?\d{1,3}\s*[─━―–:|/-]\s*(?=\S{3})|(?:医師|先生)\s+\d{1,2}[名人](?:程度)?\s+(?=\S{3})|(?:施設|病院|医療機関|診療所|勤務先|勤務地|配属先|派遣先)(?:名称?)?\s+(?=\S{3})|[^\s、。]{1,10}(?:する|たる|いただく|働く|勤める)(?:場所|ところ|先|病院|施設)\s+(?=\S{3})|(?:発信元?|差出人|送信元|FROM|From)\s*:?\s+|(?:いずれも|すべて|勤務先は?|勤務地は?)\s*(?=[^\s、。]{2,}(?:院|所|ンター|クリニック))|(?:登録|求人|整理|受付|案件)?(?:番号|No\.?)?\s*[A-Z]{0,3}-?\d[\d-]*\s*(?:【[^】]*】)?\s*[─━―-]\s+|(?:(?:登録|求人|整理|受付|案件)(?:番号|No\.?)?\s*)?[A-Z]{0,3}-?\d{3,}[\d-]*\s+(?=\S{3})|【[^】]*】|#{1,6}\s*|\*{1,2}(?=[^*\s])|[IVX]{1,4}\s+(?=\S{3})|[\[<〔《]\s*(?:[A-Z]{0,3}|\d{1,4})-?\d{1,5}\s*[\]>〕》]|[◆◇■□●○★☆▼▽▲△]?\s?\d{1,2}\s?[◆◇■□●○★☆▼▽▲△]|\*{1,3}[^*]{2,12}\*{1,3}|\d{1,2}[).](?=\D)|\d{1,2}\s+(?=[^\s\d]{3,}(?:院|所|クリニック|センター)(?:\s|\(|$))|〈\d+〉|《\d+》|\(\d+\)|[■□●○◎◆◇▼▽▲△★☆・※♦]|-\s|No\.\S+|その\s*[\d一二三四五]\s+|[A-Za-zア-オ]\s*[:.)](?=\S))\s*",
        words,
    )
    if lead and len(words) > lead.end():
        return _clean(words[lead.end() :], start + lead.end())
    if kind := KIND_AND_QUOTE.search(words):
        return Found.at(kind["kind"] + kind["name"], start + kind.start(), start + kind.end())
    if (
        dated := patterns.match(
            r"\s*(?:\d{4}年)?\d{1,2}[月/]\d{1,2}日?\s*(?:\([^()]*\))?\s*(?:〜|から|・|、|-)?\s*(?:(?:\d{1,2}[月/])?\d{1,2}日?\s*(?:\([^()]*\))?)?[のは]?\s+(?=\S{3})",
            words,
        )
    ) is not None:
        return _clean(words[dated.end() :], start + dated.end())
    quoted = patterns.search(r"[「『]([^」』]{2,30})[」』]", words)
    if quoted and patterns.search(rf"(?:{KIND})$", quoted[1]):
        return _clean(quoted[1], start + quoted.start(1))
    if (
        patterns.match(r"\S*法人", words)
        and (slash := patterns.search(r"(?<=会|団)\s*[/|]\s*(?=\S{3})", words)) is not None
    ):
        return _clean(words[slash.end() :], start + slash.end())  # 「医療法人社団 晴耕会/晴耕堂病院」
    if (before := BEFORE_A_NAME.match(words)) is not None:
        return _clean(words[before.end() :], start + before.end())
    if (under := _UNDER_A_LABEL.match(words)) is not None and label_of(under["label"]) & {"institution", "place"}:
        return _clean(words[under.end() :], start + under.end())
    at = 0
    bare = words
    if of := patterns.match(r"(?:北海道|[一-龥]{2,3}[都府県])の(?=\S{2,}[市町村]立)", words):
        return _clean(words[of.end() :], start + of.end())  # 「山形県の朝日町立…病院」
    if (facility := WITH_A_NAME.search(words)) and "(" not in words[: facility.start()]:
        return Found.at(" ".join(facility.group().split()), start + facility.start(), start + facility.end())
    if bracket := patterns.search(r"\s*(?:\((?![医社福財公一特学宗独株有]{1,2}\))|[〔\[【]).*$", bare[2:]):
        bare = bare[: 2 + bracket.start()]
    if (group := patterns.match(rf"[^\s、。()]{{1,8}}会\s+(?=\S+(?:{SURE})$)", bare)) and not patterns.search(
        rf"(?:{KIND})", group.group()
    ):
        return _clean(bare[group.end() :], start + group.end())  # 「緑風会 ときわ台クリニック」
    if not patterns.match(r"[一-龥]{2,4}[都道府県市町村]立\s", bare) and (named := named_in(bare)):
        first = named[0]
        tail = bare.rsplit(" ", 1)[-1]
        if first.start == 0 and first.written and tail != bare and patterns.search(rf"(?:{KIND})$", tail):
            at = len(bare) - len(tail)
            return _clean(tail, start + at) if at else None
        # An address before the name: 「高知県四万十町 国保…病院」
        if (
            first.start == 0
            and patterns.match(r"[\sの]+", bare[first.end :])
            and (first.written or patterns.match(r"\s", bare[first.end :]))
            and len(bare) - first.end > 3
        ):
            skip = patterns.match(r"[\sの]+", bare[first.end :])
            at = first.end + (skip.end() if skip else 0)
            bare = bare[at:]
    if corporation := _CORPORATION.match(bare):
        cut = _after_corporation(bare, corporation.end())
        at += cut
        bare = bare[cut:]
    bare = patterns.split(
        r"\s+(?:事務(?:長|局|部|(?=\s))|院長|理事長|総務|人事|医局|採用|医師|内科|外科|求人|様|御中|所長|病床|\d+床|〒|TEL|担当|在宅|地域連携|常勤|非常勤)",
        bare,
    )[0]
    bare = patterns.sub(
        r"\s*(?:様|御中|の医師募集.*|医師募集.*|採用情報|公式サイト|ホームページ|求人票)$", "", bare.rstrip(" 、。・:")
    )
    bare = patterns.split(r"(?<=\S{4})\s+(?=〒|(?:北海道|東京都|大阪府|京都府|[一-龥]{2,3}県)\S*[市区町村])", bare)[0]
    bare = bare.rstrip(" 、。・:")
    bare = patterns.sub(
        r"(?<=[院所場社])(?:の|\s)?(?:医務課|医務部|健康管理課)?の?(?:診療室|医務室|医務課|健康管理室)$",
        "",
        bare.rstrip(),
    )
    bare = bare.rstrip(" *")
    if (
        len(bare) < 2
        or len(bare) > 40
        or FULL.fullmatch(bare.strip("「」『』"))
        or other_places.BLANK_TO_FILL.fullmatch(bare)
        or patterns.fullmatch(r"[\d\s\-/月日年()曜〜・火水木金土]+|なし|同上|〃|未定", bare)
    ):
        return None
    value = patterns.sub(r"(?<=[都道府県市町村]立) (?=\S)", "", " ".join(bare.split()))
    return Found.at(value, start + at, start + at + len(bare))


def _after_corporation(words: str, end: int) -> int:
    """Where the site's name begins after 医療法人○○会; 0 keeps all where nothing but the body is named."""
    rest = words[end:]
    if patterns.match(rf"\S{{2,16}}(?:{SURE})$", rest) and words[:end].endswith("行政法人"):
        return end
    spaces = list(patterns.finditer(r"\s+", rest))
    for space in spaces:
        tail = rest[space.end() :]
        if patterns.match(rf"\S*(?:{KIND}|{BODY})|[^\s]{{3,}}", tail) and not patterns.match(
            r"(?:事務|院長|理事長|総務|人事|担当)", tail
        ):
            if space.start() == 0:
                inner = patterns.search(r"\s+", tail)
                if inner and patterns.search(rf"(?:{KIND})", tail[inner.end() :]):
                    return end + space.end() + inner.end()
                glued = patterns.match(rf"[^\s]{{1,8}}?会(?=[^\s]{{2,}}(?:{KIND})$)", tail)
                return (
                    end + space.end() + glued.end()
                    if glued
                    else (0 if not patterns.search(rf"(?:{KIND})$", tail.split()[0]) else end + space.end())
                )
            return end + space.end()
    glued = patterns.match(
        rf"\s*(?:社団|財団)?[^\s]{{1,9}}?(?:会|財団|団|学園|協会|機構|事業団)(?!館)(?=\S{{2,}}(?:{KIND}))", rest
    )
    return end + glued.end() if glued else 0


_GENERIC = lazy(
    r"^(?:介護)?老人保健施設$|^特別養護老人ホーム$|^介護医療院$|^(?:当社|弊社|自社)の\S*$|^(?:\d+床の|駅前の?|住宅街の|県内の?|都内の?|郊外の)?(?:(?:当|本|貴|同|自|他|各|全|総合|大学|近隣の?|関連|基幹|協力|地域(?:の|医療)?|支援|中核|急性期|療養型?|公立|村営|町営|市営|民間|へき地|公的|拠点|転院先?の?|連携|隣町?の?|県立?|市立?|町立?|村立?|町内の|市内の|県内の|救急|精神科|ケアミックス|この|その|どの|ほかの|ほか|別の|二次救急|災害拠点|臨床研修|指定|派遣先?の?|協力型|子?会社|地域医療支援|一般|中小|大|小規模の?|有床|無床|唯一の|の|お|ご|入院|母|大きな|回復期|保険|三次救急|医師|転職|紹介|医師紹介|人材|コール|サポート|相談|情報|支援|研修|教育研修|キャリア|地域包括支援|デイサービス|保健福祉|総合相談|コミュニティ|医療|ショッピング|カスタマー|給食|透析|訓練|内視鏡|健診|人間ドック|リハビリテーション|血液浄化|手術|こども|所内|構内|社内|院内|場内|工場内|[市町村区県]の|急病|離島の?|無医地区の?)*)"
    r"(?:病院|医院|クリニック|診療所|医療センター|健診センター|センター|保健所|施設|療養所|診療室|総合病院|ホスピタル)$"
)
# No particle and no "in the prefecture" stands inside a name, except in the names made of words: こころの, 森の.
_NO_NAME = lazy(
    r"^某|^[都道府県市町村]内(?:各地|の|\d)|[一-龥]で(?:病院|医院|診療所|クリニック)$|[〇○×△●]{2}|^[A-Z]{1,2}(?:病院|医院|クリニック|診療所)$|^(?:[都県市町村道府]内)?(?:の)?(?:有名|人気|大手|中堅|老舗|新|後方支援|支援|協力|連携)(?:の)?(?:病院|クリニック|医院|診療所)|(?:予定|仮称|仮名)|(?:医療|医師|地域医療|人材)(?:支援|確保|紹介)(?:センター|機構)|紹介(?:センター|所|事業所?)$|人材|(?:ドクター|医師)バンク|(?:科|専門|担当|常勤)の?医師$|…|\.{2,}|^-|^各|できる|一つの|ひとつの|ただ|当番医(?:院)?$|(?:継承|承継)(?:ひろば|バンク|センター|の)|^医院継承|[一-龥](?:と|及び|および|ならびに)(?:病院|診療所|医院|クリニック|施設)$|の大学病院$|(?:無床|有床)(?:診療所|クリニック)$|[一-龥][はがをも](?:病院|医院|診療所|クリニック|センター|施設)$|^\d{1,2}日|^(?:勤務|配属|派遣|担当)(?:する|される)|^[\d一二三四五]つの|^住まい|(?:見える|ある|のない|足りない|できる|している|ている|された|(?<!の)した|続ける|支える|小さな|大きな|静かな|新しい|古い|近い|遠い|体制の|床の|運営する|営む)(?:公立|公的|民間|総合|中核|基幹|地域の)?(?:病院|診療所|クリニック|医院|施設|センター)$|地域の(?:公立|公的|民間|自治体)?(?:病院|診療所)|^\d件目|(?:開院|新設|建設|統合|移転|開業|閉院)(?:予定|した|する)?の?(?:病院|診療所)$|[一-龥]や[一-龥]|^(?:[一-龥]{0,3}[町村島市県郡国]|湖畔|海辺|海|山|地域|地元|山間|郊外|離島|駅前|都会|いくつかの?|ふたつの?|二つの?)の(?:[市町村県国公]立|国保)?(?:総合)?(?:病院|診療所|医院|クリニック|センター|保健所)$|[一-龥]では|[一-龥]を|[市町村]と[^の]{1,6}の(?:病院|診療所)$|^.{1,8}の(?:民間|私立|中核|基幹|公的|公立)(?:総合)?病院$|などの|[都道府県市町村区]内[でのに]|している|および|または"
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
    for item in items:
        if item.about("pay", "leave", "housing", "night", "age", "term", "retirement"):
            continue
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
            for name, a, b, weight in candidates(words):
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
                if other_places.ELSEWHERE.search(around) or other_places.ELSEWHERE.search(name):
                    weight -= 4
                made = _clean(name, start + a)
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
    return bodies.named(items)


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
