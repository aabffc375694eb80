"""How names of places of work are built, and what in running words may be one."""

from collections.abc import Iterator

from enishi.openings.reading import patterns
from enishi.openings.reading.departments import FULL, LISTED
from enishi.openings.reading.fields.place import is_a_town, named_in
from enishi.openings.reading.patterns import lazy

KIND = (
    r"総合病院|中央病院|記念病院|病院|医院|クリニック|診療所|医療センター|健診センター|健診所|健康管理センター|健康センター|リハビリテーションセンター|リハビリセンター|こころの?センター|救命救急センター|がんセンター|検診センター|予防医学センター|保健センター|"
    r"介護老人保健施設[^\s、。()「」]{2,12}|老人保健施設|老健施設|療養所|療養園|介護医療院|ホスピス|保健所|血液センター|献血ルーム|医療福祉センター|療育センター|福祉センター|透析センター|メディカルセンター|ホスピタル|診療室|ケアセンター|医務室|健康管理室|矯正医療センター|"
    r"刑務所|刑務支所|拘置所|拘置支所|少年鑑別所|少年院|検疫所|医大|医科大学|大学病院|特別養護老人ホーム[^\s、。()「」]{2,12}|工場|事業所|製作所|支社|事業場|物流センター|研究所|園|医療院|総合医療センター|厚生院|レディースクリニック|内科|外科|眼科|皮膚科|整形外科|小児科|耳鼻咽喉科|産婦人科|婦人科|泌尿器科|老健|健診プラザ|検診機関"
)
BODY = r"病院企業団|医療企業団|教育委員会|企業団|病院組合|医療組合|広域連合|病院事業局|病院局|(?<=[都道府県市])医療局|健康保険組合|医師会|事務組合|病院機構"
SURE = r"総合病院|刑務支?所|拘置支?所|少年鑑別所|病院|医院|クリニック|診療所|医療センター|健診センター|健診所|センター|保健所|老人保健施設|療養所|介護医療院|ホスピタル|診療室|急患室|健診プラザ"
NAME_CHARS = r"[^\s#*、。,:;()「」『』【】\[\]〔〕《》〈〉<>|/\"'!?※〜=■□●○◎◆◇▼▽▲△★☆≫→・]"
# A kind of facility with its name after it: 介護老人保健施設 ひだまり苑, 特別養護老人ホームつばき荘.
WITH_A_NAME = lazy(
    r"(?:(?:[一-龥]{1,4}[市町村]立|[市町村]立|国保)?(?:介護老人保健施設|老人保健施設|特別養護老人ホーム|介護医療院|養護老人ホーム|ケアハウス|障害者支援施設|重症心身障害児者?施設|地域密着型介護老人福祉施設|介護老人福祉施設|救護施設|(?<![一-龥])老健(?=\s?[ぁ-んァ-ヶ]{2,})|(?<![一-龥])総合病院(?=\s?[ぁ-んァ-ヶ一-龥]{2,8}(?:$|[\s(、。])(?<!院))))"
    r"\s?(?![のはをでに、。(])(?:[^\s、。()「」:/|・,]{1,10}?(?:苑|園|荘|の?里|の?郷|館|ホーム|の?家|の?森|ハイツ|ガーデン|の[一-龥]{1,2}(?=$|[\s、。()]|(?:の|では|で|が|は|から|を|です)))|[^\s、。()「」:/|・,]{2,12}?)(?=$|[\s、。()「」:/|・,※]|の[おご]?[一-龥]|(?:では|で|が|は|から|に|を|です)(?:[一-龥ぁ-ん]))"
)
_CANDIDATE = lazy(
    rf"(?<![^\s「『(、。のは■□●○◎◆◇▼▽▲△★☆・])(?:(?:[ァ-ヶー]{{0,8}}|訪問診療|在宅(?:医療|診療)?)クリニック|[ァ-ヶー]{{0,6}}ホスピタル|市民病院|診療所)(?!では|です|での|でご|から|まで|として|にて|など|より|とも|には)[ぁ-んァ-ヶー]{{2,10}}(?=では|です|から|$|[\s「」『』()、。])|{NAME_CHARS}{{1,24}}?(?:{SURE})(?![一-龥ァ-ヶ]*(?:{SURE}))|(?:株式会社|\(株\))\s?\S{{1,16}}(?:\s\S{{1,12}}(?:工場|事業所|支社|製作所|本社|事業場|物流センター))|{NAME_CHARS}{{1,16}}(?:株式会社|\(株\))(?:\s?{NAME_CHARS}{{0,12}}?(?:工場|事業所|支社|製作所|本社|事業場|センター|研究所))"
)
_BREAK = lazy(r"\s+(?:--+|[-/|])\s+|\s*[|]\s*")
_COMMON = lazy(
    r"[はがをにへ]|での|から|より|ので|して|する|した|として|および|または|ください|^[のでもとや](?=[一-龥ァ-ヶ])|また|募集|求人|医師の|など|ほか|である|より"
)
_NO_QUOTED_NAME = lazy(
    r"(?:できる|する|ある|なる)(?=[一-龥])|[一-龥][はがをにへ](?=[一-龥])|での|から|より|ので|して|する|した|として|および|または|ください|^[のでもとや](?=[一-龥ァ-ヶ])|また|募集|求人|医師の|など|ほか|である"
)
_CUT = lazy(
    r"^.*?(?:[はをにへ]|が(?![丘浜原崎岳峰峯森谷窪池島台沢野関瀬岡城根洞里平])|から|より|で|での|にある|(?<=[席欠])になる|となる|となった|させる|ている|(?<=.)ました|です|ます|ある|する(?=[市町村国県公道府都]立|国保|「)|だった|ていた)(?=[^\sぁ-ん])"
)
# 「ゆきぐに中央病院」: the に belongs to the name, unless an adverb ends with it
_KANA_NAME = lazy(
    r"(?!さらに|すぐに|とくに|ともに|まれに|ここに|そこに|これ|それ|おもに|じきに|つぎに|ほかに|いっしょに|ただちに|あらたに|とき|ため)[ぁ-ん]{2,6}[はがにへで]"
)
# 「飯豊町国保いいで清流診療所」: the で belongs to the name.
_OF_A_TOWN = lazy(
    r"(?:[^\s、。はがをに]{1,6}[市町村])?(?:国保|国民健康保険)[ぁ-ん]{1,3}[でにはとが][一-龥]{1,4}(?:診療所|病院)$"
)
_WITH_BRACKETS = lazy(
    rf"(?:^|[。、\s])(?P<name>(?!\d{{1,2}}\s*月|[ぁ-ん]{{1,3}}[、。]){NAME_CHARS}{{2,16}})\((?P<inside>[^()]{{2,24}})\)"
)
_FACILITY_INSIDE = lazy(r"特別養護老人ホーム|老人保健施設|介護医療院|障害者(?:支援)?施設|有料老人ホーム|療育センター")
# 「介護老人保健施設「あんずの丘」」
KIND_AND_QUOTE = lazy(
    r"(?P<kind>介護老人保健施設|特別養護老人ホーム|介護医療院|養護老人ホーム|障害者支援施設|救護施設)[「『](?P<name>[^」』\s]{2,16})[」』]"
)


# 「対馬市国民健康保険 あそうの浜診療所」
_INSURED = lazy(
    rf"(?<![^\s「『(、。])[^\s、。()]{{0,8}}(?:国民健康保険|国保)\s{NAME_CHARS}{{2,16}}?(?:病院|診療所|医院)(?=[\s、。()「」]|では|の|$)"
)


BRANCH = lazy(
    rf"(?<![^\s「『(、。のは■□●○◎◆◇▼▽▲△★☆・])(?P<name>{NAME_CHARS}{{2,18}}?(?:クリニック|診療所|病院|医院)(?P<branch>[一-龥]{{2,4}}))(?=[」』)(\s、。]|$|では|で|の(?:副?院長|医師|先生|募集))"
)


def candidates(words: str) -> Iterator[tuple[str, int, int, float]]:
    """What may be names of places of work in some words: name, start, end and how much speaks for it."""
    for named in WITH_A_NAME.finditer(words):
        yield named.group(), named.start(), named.end(), 2.0
    for kind in KIND_AND_QUOTE.finditer(words):
        yield kind["kind"] + kind["name"], kind.start(), kind.end(), 4.5
    for named in _INSURED.finditer(words):
        yield named.group(), named.start(), named.end(), 4.0
    for quoted in patterns.finditer(r"[「『]([^」』]{2,30}?)[」』]", words):
        if (
            patterns.search(rf"(?:{KIND})$", quoted[1])
            and not _NO_QUOTED_NAME.search(quoted[1])
            and not FULL.fullmatch(quoted[1])
        ):
            yield quoted[1], quoted.start(1), quoted.end(1), 4.0
    # a short line or the beginning of a sentence: a name with its town, or with its kind, in brackets
    for named in _WITH_BRACKETS.finditer(words):
        inside, name = named["inside"], named["name"]
        kind = patterns.search(rf"(?:{KIND}|整形$)", name) and patterns.search(r"[都道府県市区町村]", inside)
        if (kind or (_FACILITY_INSIDE.search(inside) and not WITH_A_NAME.search(inside))) and not (
            _COMMON.search(name.replace("の", "")) or FULL.fullmatch(name)
        ):
            yield name, named.start("name"), named.end("name"), 2.5
    for named in patterns.finditer(
        rf"(?<![^\s、。])(?P<name>[一-龥]{{2,4}}[都道府県市町村]立\s{NAME_CHARS}{{2,16}}?(?:{SURE}))", words
    ):
        yield named["name"], named.start("name"), named.end("name"), 2.5
    for gap in [*_BREAK.finditer(words)][-1:]:
        tail = words[gap.end() :].strip()
        if patterns.fullmatch(rf"[^。、!?\s]{{2,30}}?(?:{SURE})", tail):
            at = words.index(tail, gap.end())
            yield tail, at, at + len(tail), 3.0
    stripped = words.strip()
    lead = len(words) - len(words.lstrip())
    if patterns.fullmatch(
        rf"[^。、!?]{{2,40}}?(?:{SURE})(?:\s*[(〔].{{1,40}}[)〕])?", stripped
    ) and not patterns.search(r"募集|求人|一覧|\s(?:--|[-/|])\s", stripped):
        bare = patterns.sub(r"\s*[(〔].*$", "", stripped)
        yield bare, lead, lead + len(bare), 3.0
    for named in patterns.finditer(
        rf"(?:^|[。、\s])(?P<name>(?:[ぁ-んァ-ヶー一-龥](?!の先生)){{2,10}}?(?:{FULL.pattern})(?:・(?:{LISTED.pattern}))+)(?=\s*\()",
        words,
    ):
        if patterns.search(r"[ぁ-んァ-ヶ]{2}", named["name"].split("・")[0]) or not FULL.match(named["name"]):
            yield named["name"], named.start("name"), named.end("name"), 2.5
    for named in patterns.finditer(
        rf"法人\S{{0,14}}\s+(?P<name>{NAME_CHARS}{{2,24}}(?:{KIND}|{FULL.pattern}))(?=$|\s|[(〔【\[])", words
    ):
        if not FULL.fullmatch(named["name"]):
            yield named["name"], named.start("name"), named.end("name"), 2.5
    for named in patterns.finditer(
        rf"(?:^|[。、\s])({NAME_CHARS}{{1,12}}(?:内科|外科|眼科|皮膚科|小児科|耳鼻科|産婦人科|整形外科))\s*\((?=[^()]*[市町村区])",
        words,
    ):
        if not FULL.fullmatch(named[1]) and not patterns.search(r"医師|募集|の", named[1]):
            yield named[1], named.start(1), named.end(1), 2.5
    for named in patterns.finditer(
        rf"(?:^|[。、\s])({NAME_CHARS}{{1,12}}(?:内科|外科|眼科|皮膚科|小児科|耳鼻科|耳鼻咽喉科|産婦人科|整形外科|泌尿器科))(?=の(?:院長|事務|理事長|管理者|(?!求人|募集|後任)[一-龥]{{1,4}}(?:です|と申))|\s*院長|です[。(])",
        words,
    ):
        if not FULL.fullmatch(named[1]) and not patterns.search(r"医師|募集|の$|[一-龥](?:に|した|する)", named[1]):
            yield named[1], named.start(1), named.end(1), 2.5
    if (
        (
            alone := patterns.fullmatch(
                rf"{NAME_CHARS}{{2,12}}(?:内科|外科|眼科|皮膚科|皮フ科|皮ふ科|小児科|耳鼻科|耳鼻咽喉科|産婦人科|泌尿器科)",
                stripped,
            )
        )
        and patterns.match(r"(?:(?!皮[フふ])[^内外眼皮小耳産泌])*[ぁ-んァ-ヶ]{2}", alone.group())
        and not FULL.fullmatch(alone.group())
        and not patterns.search(r"募集|医師|外来|の先生|訪問|求", alone.group())
    ):
        yield alone.group(), lead, lead + len(alone.group()), 1.5  # 「新見さくら眼科」 on a line of its own
    for named in patterns.finditer(
        rf"(?<=[市区町村])(?:\s+|\s*[|/]\s*)(?P<name>{NAME_CHARS}{{2,14}}(?:内科|外科|眼科|皮膚科|皮フ科|皮ふ科|小児科|耳鼻科|耳鼻咽喉科|産婦人科|泌尿器科))(?=$|\s|\()",
        words,
    ):
        if patterns.search(r"[ぁ-んァ-ヶ]{2}", named["name"]) and not patterns.search(
            r"医師|募集|外来|の先生|求", named["name"]
        ):
            yield named["name"], named.start("name"), named.end("name"), 2.5  # 「豊島区 池袋ゆりのき皮膚科」
    for named in BRANCH.finditer(words):
        if is_a_town(named["branch"]):
            yield named["name"], named.start("name"), named.end("name"), 6.0  # 「ほのか在宅クリニック板橋」
    for match in _CANDIDATE.finditer(words):
        name, start = match.group(), match.start()
        # 「高知県四万十町の国保いわつばめ病院」: cut after a place and の, and after other words that end before a name
        for place in named_in(name):
            after = name[place.end :]
            if (
                skip := patterns.match(
                    r"の|\s|にある|内の|町営|村営|では|には|内[でに]|[でにはが](?=[^\sぁ-ん])", after
                )
            ) and len(after) > 3:
                name, start = after[skip.end() :], match.start() + place.end + skip.end()
                break
        while (
            (cut := _CUT.search(name))
            and len(name) - cut.end() >= 4
            and not _OF_A_TOWN.match(name)
            and not (
                _KANA_NAME.fullmatch(name[: cut.end()]) and (not words[:start].strip() or words[start - 1] in " 「(")
            )
        ):
            name, start = name[cut.end() :], start + cut.end()
        weight = 1.0
        before = words[:start]
        if not before.strip() or before.endswith(("法人", " ")) or patterns.search(r"[(「:・>■]\s*$", before):
            weight += 1.0
        if _COMMON.search(
            patterns.sub(
                r"(?:が(?=[丘浜原崎岳峰谷島台沢野])|こころ|みなと|丘|森|海|里|杜|郷|風|空|木|花|まち|いのち)の",
                "",
                name,
            )
        ):
            weight -= 1.5
        yield name, start, start + len(name), weight
