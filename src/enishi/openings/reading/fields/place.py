"""Prefecture and municipality of the place of work."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from enishi.openings.reading import patterns
from enishi.openings.reading.facts import Found
from enishi.openings.reading.fields import other_places
from enishi.openings.reading.fields.company_sites import SITE
from enishi.openings.reading.fields.municipalities import Named, named_in, places, prefecture_code
from enishi.openings.reading.fields.rows import rows_whole
from enishi.openings.reading.line import Item, sentences
from enishi.openings.reading.once import once
from enishi.openings.reading.patterns import lazy

_NOT_HERE = lazy(
    r"異動|転勤|隣|から(?:車|電車|バス|ほど(?:近|ちか)(?!い?\|)|近(?![いく]?\|)|すぐ(?!の?\|)|特急|約|は|船|フェリー|飛行機|飛行|空路|高速|新幹線|単身|ヘリ|\d|[一二三四五六七八九十]+(?:分|時間))|まで(?:車|約|電車|バス)|出身|在住|方面|へも|\|への(?:出張|出向|応援)|応援に|派遣元|近郊|より車|周辺の|本社(?!工場|ビル)|本部|大学|通勤|旧|連携|姉妹|友好|経由|空港|インター|IC|駅まで|搬送|生まれ|診療圏|\|内の(?:病院|大学|医院|(?:協力|連携|後方|提携|高度|基幹|中核|専門)\S{0,2})|救急搬送|住んで|ベッドタウン"
)


_SENDS = lazy(r"の\S{0,4}(?:病院|大学)から[^。、]{0,10}(?:医師|先生|派遣|応援)")


_SHORT = lazy(
    r"北海道|東京|京都|大阪|神奈川|和歌山|鹿児島|青森|岩手|宮城|秋田|山形|福島|茨城|栃木|群馬|埼玉|千葉|新潟|富山|石川|福井|山梨|長野|岐阜|静岡|愛知|三重|滋賀|兵庫|奈良|鳥取|島根|岡山|広島|山口|徳島|香川|愛媛|高知|福岡|佐賀|長崎|熊本|大分|宮崎|沖縄"
)


def works_in(words: str) -> bool:
    """Whether some words name a town that does not only send a physician."""
    return any(n.municipality and not _SENDS.match(words, n.end) for n in named_in(words))


# Where people meet is where the work is only when nothing else is told.
_OF_A_MEETING = lazy(r"(?:説明会|面接|面談|見学会|試験|選考|開催)?(?:の)?(?:会場|開催地|開催場所)")
_MEETING = lazy(r"説明会|面接会|相談会|セミナー|フェア|見学会")


@once
def read(items: Sequence[Item], institution: str | None, place_of: Found | None) -> tuple[Found | None, Found | None]:
    """(prefecture, municipality). institution: the name as read, whose own words may hold the town."""
    if any(_MEETING.search(item.text) for item in items) and any(
        named_in(item.text) for item in items if not _OF_A_MEETING.fullmatch(item.label)
    ):
        items = [item for item in items if not _OF_A_MEETING.fullmatch(item.label)]
    if _any_office(items):
        written = [one for item in items for one in _in_item(item, short=False) if one.prefecture]
        codes = {one.prefecture for one in written}
        return (Found.at(written[0].prefecture, written[0].start, written[0].end) if len(codes) == 1 else None), None
    labelled = [item for item in items if item.about("place")]
    named = [_without_remarks(item) for item in items if item.about("institution")]
    if not labelled and any(len({n.municipality for n in named_in(item.text) if n.municipality}) > 1 for item in named):
        labelled = named
    labelled = [_without_remarks(item) for item in labelled]
    of_work = [
        _with_the_next(item, items)
        for item in labelled
        if patterns.search(r"就業|勤務|働く|配属|赴任|従事", item.label)
    ]
    if of_work and any(n.municipality for item in of_work for n in named_in(item.text)):
        labelled = of_work  # beside the address of who employs
    spoken = _decide([(named, item) for item in labelled for named in _in_item(item, short=True)], several=True)
    if (
        spoken[1] is not None
        or len({n.municipality for item in labelled for n in _in_item(item, short=False) if n.municipality}) > 1
    ):
        return spoken
    said = _said_of_the_work(items, institution)
    if any(n.municipality for n, _ in said):
        return _decide(said, several=True)
    addresses = [(named, item) for item in rows_whole(items) for named in _addresses(item, institution)]
    if institution and (own := [(n, i) for n, i in addresses if _in_its_name(n.municipality, institution)]):
        addresses = own  # 「京丹後市立うらしお病院」 is in 京丹後市
    beside = _beside_its_name(items, institution)
    if len({n.municipality for n, _ in beside if n.municipality}) == 1 and not _side_by_side(addresses):
        addresses = beside + [(n, i) for n, i in addresses if n.municipality is None]
    addresses = [(n, i) for n, i in addresses if not other_places.owned_by_another(n.municipality, institution)]
    near = _decide(addresses, several=_side_by_side(addresses))
    if near[1] is not None and (spoken[0] is None or near[0] is None or near[0].value == spoken[0].value):
        return near[0] or spoken[0], near[1]
    if spoken[0] is not None:
        return spoken
    if near[0] is not None:
        return near
    return None, None


def _with_the_next(item: Item, items: Sequence[Item]) -> Item:
    """The name of a place of work, or the line right below it that gives its address."""
    if any(n.municipality for n in named_in(item.text)):
        return item
    below = (other for other in items if other.line == item.line + 1 and not other.fields)
    return next((one for one in below if any(n.municipality and n.written for n in named_in(one.text))), item)


def _in_its_name(municipality: str | None, institution: str) -> bool:
    """Whether a name tells its town: 「京丹後市立うらしお病院」, 「しろつめこどもクリニック草津」."""
    return municipality is not None and (
        municipality in institution
        or (SITE.search(institution) is not None and institution.split(" ")[-1].startswith(municipality[:-1]))
        or (
            len(municipality) > 2
            and bool(patterns.search(rf"(?:クリニック|病院|医院|診療所){re.escape(municipality[:-1])}$", institution))
        )
    )


# 「こまくさ健診プラザ」(栗原市築館), 市立清流病院総務課(北秋田市米内沢); not 「健診センター(本部:甲府市)」
_IN_BRACKET = lazy(
    r"[」』】]?(?:\S{0,3}(?:課|室|事務局|事務部|医局))?\s*\((?![^()]*(?:本部|本社(?!ビル)|事務局|から|まで|隣|近く))([^()]{2,40})\)"
)


def _beside_its_name(items: Sequence[Item], institution: str | None) -> list[tuple[Named, Item]]:
    """The places in the bracket right behind the name: 「湖東工場(滋賀県東近江市)」."""
    last = (institution or "").split(" ")[-1]
    found: list[tuple[Named, Item]] = []
    for item in items if len(last) >= 3 else ():
        at = item.text.find(last)
        while at >= 0:
            if (bracket := _IN_BRACKET.match(item.text, at + len(last))) is not None:
                a = item.start + bracket.start(1)
                found += [
                    (Named(n.prefecture, n.municipality, a + n.start, a + n.end, n.written), item)
                    for n in named_in(bracket[1])
                ]
            at = item.text.find(last, at + len(last))
    return found


# 「大阪市住吉区(訪問先は堺市の一部)」: who owns it, or where its patients live
_OF_THE_OWNER = lazy(
    r"\([^()]*(?:本部|本社(?!ビル)|事務局|から|まで|(?:訪問|往診|巡回|診療|送迎|担当)(?:先|エリア|地域|範囲|圏))[^()]*\)"
)
# 「葛飾区の当院です。訪問先は松戸市の一部です」: what is told behind the answer of other towns


# 「系列の三田市のクリニックへの異動はありません」
_A_MOVE = lazy(r"異動|転勤|出向")
_MOVES = lazy(rf"[^。\s(]*(?:{_A_MOVE.pattern})[^。\n]*")


def _without_remarks(item: Item) -> Item:
    """The words under a label of a place without the remarks below a place that they name."""
    words = _OF_THE_OWNER.sub(lambda m: " " * len(m.group()), item.text)
    item = item if words == item.text else replace(item, text=words)
    if _A_MOVE.search(item.text):
        item = replace(item, text=_MOVES.sub(lambda m: " " * len(m.group()), item.text))
    if there := patterns.search(
        r"^[^。]*[市町村区](?:に(?:ある|あります|所在)[^。]*|(?:の[当本弊](?:院|施設|会|社|センター|クリニック))?です)。",
        item.text,
    ):
        item = replace(item, text=there.group())  # 「かほく市にある、…です。金沢市から通う方もいます。」
    first = patterns.split(r"\n\s*[※(]|※|\n(?=\s*(?:(?:なお|また)、|(?:法人)?(?:本社|本部)(?:は|所在地)))", item.text)[
        0
    ]
    return replace(item, text=first) if any(n.municipality for n in named_in(first)) else item


def several(items: Sequence[Item]) -> bool:
    """Whether the words of a post name several municipalities of work side by side."""
    return _any_office(items) or _side_by_side(
        [(named, item) for item in rows_whole(items) for named in _addresses(item, None)]
    )


# 「木は浜田市」, 「4月14日(火)午前 七尾市 公民館」
_AT_A_TIME = lazy(
    r"[月火水木金土日](?:曜日?)?は[^、。]{0,6}$|\d{1,2}\s*[月/]\s*\d{1,2}\s*日?\s*\([月火水木金土日][^()]*\)[^、。\n]{0,30}$"
)


def _side_by_side(found: Sequence[tuple[Named, Item]]) -> bool:
    """Whether one sentence names several municipalities of work next to each other: 「浜田市、益田市などの保健所」, 「月は…市、木は…市」."""
    by_day = {
        named.municipality
        for named, item in found
        if named.municipality and _AT_A_TIME.search(item.text[: max(0, named.start - item.start)])
    }
    if len(by_day) > 1:
        return True
    towns = [(named, item) for named, item in found if named.municipality]
    if len({named.municipality for named, _ in towns}) < 2:
        return False
    return any(
        a.municipality != b.municipality
        and one is two
        and patterns.fullmatch(
            r"(?:[一-龥ぁ-んァ-ヶ]{1,5}区)?\s*(?:[、,・/]|や|及び|および|と|または|(?:の(?:診療所|病院|保健所|事業所))?(?:に|で)[^、。]{0,10}、)\s*",
            one.text[a.end - one.start : b.start - one.start],
        )
        and patterns.search(
            r"勤務|配属|赴任|などの|就業|働|派遣|会場|巡回|実施|会社|学校|事業所|両[市町村]|[2-9二三四五]つの(?!診療科|科|募集|求人|ポスト|職|枠)|いずれか|[2-9](?:院|施設|病院|診療所)|[2-9]か所|拠点|両方|それぞれ|兼務|回って",
            f"{one.label * one.about('place', 'institution')} {one.text}",
        )
        for (a, one), (b, two) in pairwise(towns)
    )


def _in_item(item: Item, *, short: bool) -> Iterator[Named]:
    found = list(named_in(item.text))
    if not found and short:
        if (one := _SHORT.match(item.text.strip())) and (code := prefecture_code(one.group())):
            skipped = len(item.text) - len(item.text.lstrip())
            yield Named(code, None, item.start + skipped, item.start + skipped + len(one.group()), True)
        bare = patterns.match(r"\s*(?:[一-龥]{2,4}[・/ ])?([一-龥ぁ-んァ-ヶ]{1,6})(?=$|[\s(、])", item.text)
        if bare:
            for ending in "市町村":
                if len(places().owners.get(bare[1] + ending, ())) == 1 and item.cell:
                    yield Named(
                        places().owners[bare[1] + ending][0],
                        bare[1] + ending,
                        item.start + bare.start(1),
                        item.start + bare.end(1),
                        False,
                    )
                    return
        return
    for before, place in zip([None, *found], found, strict=False):
        if before is not None and before.end == place.start and before.municipality:
            continue  # 「遠野市松崎町9-9」: a part of the town, not the town of that name
        around = item.text[place.end : place.end + 10]
        if _FROM_THERE.match(item.text, place.end) or _NEAREST.search(item.text[: place.start]):
            continue  # 「高松市や丸亀市から通う職員も多くいます」
        if patterns.match(
            r"(?:の中心部|駅|役場)?(?:から|より|まで)(?:車|バス|電車|船|フェリー|約|\d|[^、。]{0,6}(?:渡っ|乗っ))",
            around,
        ) or _OF_ANOTHER_TOWN.match(item.text, place.end):
            continue
        yield Named(
            place.prefecture, place.municipality, item.start + place.start, item.start + place.end, place.written
        )


def _head_office(institution: str | None) -> bool:
    return institution is not None and institution.endswith("本社")


# A sentence of a place where nobody is looked for, or that is only run by the same body.
NOBODY_SOUGHT = lazy(
    r"(?:分院|本院|支所|本社|支店|支社|工場|施設|病院|診療所|クリニック|センター)は、?[^。]{0,24}募集(?:は?(?:して|行って)(?:い|おり)ません|の予定はありません)"
    r"|(?:で(?:は|の)|につきましては|については)[^。]{0,16}募集は?、?[^。]{0,6}(?:ありません|ございません|して(?:い|おり)ません|行って(?:い|おり)ません|終了)"
    r"|[^。]{0,12}(?:募集|枠|求人)(?:は|については)、?[^。]{0,16}(?:それぞれ|各[市町村病施]|直接|別の|そちら)[^。]{0,16}(?:ご覧|お問い?合|ご参照|ご確認|お尋ね)"
    r"|(?:も|などを?|を)、?[^。]{0,6}(?:運営|経営|開設)して(?:い|おり)ます"
)


# 「県の本庁または保健所」, 「県庁(宇都宮市)または県内5か所の保健所」: the offices of a prefecture, of which none is the one
ANY_OFFICE = lazy(
    r"(?:[都道府県]の?(?:本?庁|庁舎)|本庁|保健所)(?:\([^()]*\))?(?:等|など)?(?:または|又は|もしくは|あるいは|及び|および|や|か、?|、|・)(?:[^。\n、]{0,6})(?:[都道府県](?:の)?(?:本?庁|内)|保健所|本庁)"
)


# 「県内の市町をまわります」, 「回る地域:香川県内の市や町」
_ROUNDS = lazy(
    r"[都道府県]内[^。、]{0,10}を(?:回|まわ|巡)(?![^。]{0,12}(?:職員|常勤)の医師)|^(?:回|まわ|巡回す)る(?:地域|ところ|先)"
)


# 「三つの市町に置く保健センターのうち、いずれか1か所」
_ONE_OF_THEM = lazy(
    r"(?:[2-9二三四五六七八数]つの(?:市町村?|町村?|市|村)|(?:管|圏域|[都道府県市町])内)[^。]{0,20}(?:いずれか|どこか|どちらか)"
)


@once
def _any_office(items: Sequence[Item]) -> bool:
    return any(
        _ROUNDS.search(item.text)
        or (item.label and item.about("place", "institution") and _ONE_OF_THEM.search(item.text))
        or _ROUNDS.search(item.label)
        or (
            ANY_OFFICE.search(_MOVES.sub("", item.text) if _A_MOVE.search(item.text) else item.text)
            and (
                item.about("place", "institution")
                or patterns.search(r"勤務|配属|働|赴任|いずれか|異動", item.text + item.label)
            )
        )
        for item in items
    )


# 「県庁(盛岡市)または県内各地の保健所」: no one town
_ANYWHERE = lazy(
    r"[都道府県]内の[^、。]{1,12}(?:または|又は|もしくは|及び|および|か)[^。]{0,8}[都道府県]庁|(?:または|又は|あるいは|及び|および|もしくは)\S{0,3}[都道府県]内(?:各地|の|\d)"
)


# Words of a sentence before a place that is not that of the work.
_OF_SOMETHING_ELSE = lazy(
    r"(?:説明会|懇談会|懇親会|面接|面談|試験|選考|催し|講演|見学会|(?:訪問|往診|巡回診療|診療)(?:先|エリア|地域|範囲|地区)|診療圏|送迎|研修|学会|住宅|宿舎|住まい|実家|窓口)(?:[^、。]{0,8})(?:は|を|が|の会場|:)[^。]{0,16}$"
)
_NEAREST = lazy(r"最寄りの?(?:駅|空港|港|IC|インター)?(?:は|が|:)?[^。、()]{0,4}$")
_FROM_THERE = lazy(
    r"(?:[、・や](?:[^、・や\s]{2,6}[市町村区]))*内?から(?:の|も)?、?(?:タクシー|送迎|救急|ご?利用|受診|来院|いらっしゃ|いら|来られ|お?[み見]え|妊婦|患者|お?通|お越し|おいで|来て|車で|\d|の先生|[^、。]{0,6}単身)"
)
# What is done in another town: 「豊岡市・福知山市の病院へご紹介」, 「佐世保市での研修日」, 「八戸市などで出産」, 「秋田市まで運ばれる」
_OF_ANOTHER_TOWN = lazy(
    r"(?:(?:など|内)?[、・や][^、・や\s。()]{1,6}[市町村区])*(?:など|等|内|方面|周辺)?(?:の(?:\S{0,4}(?:病院|医院|診療所)|医療機関|施設)(?:など)?"
    r"(?:[へにを][^、。]{0,12}?(?:通|搬送|運|紹介|転院|行く|受け|任せ|お願い|利用|ご利用|受診|かか|お?電話)|[へに][^、。]{0,12}?(?:集約|移[りるっ]|移され|頼|つな|送|委|託)|が[^、。]{0,10}(?:受け持|受け入れ|受ける|担)|まで|で(?:の)?(?:研修|研究|手術を|出産)|とは?[^、。]{0,14}(?:連携|提携|つなが|結|検討|オンライン|相談|カンファ)|を[^、。]{0,6}(?:退|辞))"
    r"|の(?:系列|関連|姉妹|別の|ほかの|他の)[^、。\s]{0,8}?(?:病院|クリニック|診療所|医院|センター|施設)|内?の[^、。]{0,16}(?:に|は)は?別の(?:先生|医師)|の\S{0,4}(?:病院|医院|診療所)の(?:協力|応援|支援)|の(?:先生|医師)(?:が|に)、?[^。]{0,10}(?:着任|来て|就任|決ま|引き?受け)"
    r"|での?(?:研修|研究日|外勤|講習|出産|分娩|お産)|まで(?:運|送|搬送|出かけ|行か|通[いうわっ])|の(?:ビジネス)?(?:ホテル|旅館|宿[にを])|の分院(?![「『]|を|での?(?:勤務|お?仕事)(?!は?(?:あり|ござ|な|お願い))))"
)
_WORK_IS_AT = lazy(
    r"(?:勤務先|勤務地|勤務場所|お?勤め先|就業場所|就業先|働く場所|赴任先|配属先|所在地|住所|(?:勤務|診療)(?:して)?(?:いただく|する|の)(?!日|曜|時)[^、。\s]{1,4})(?:は|が|:)"
)


def _said_of_the_work(items: Sequence[Item], institution: str | None) -> list[tuple[Named, Item]]:
    """The places that sentences name as that of the work: 「勤務地はどちらも大阪府堺市北区の当院です」."""
    found: list[tuple[Named, Item]] = []
    for item in items:
        for words, start in sentences(item):
            if (told := _WORK_IS_AT.search(words)) is not None:
                at = told.start()
                of_work = replace(
                    item, text=words[at:], start=start + at, fields=item.fields & {"institution", "place"}
                )
                found += [(one, of_work) for one in _addresses(of_work, institution)]
    return found


_THE_WAY = lazy(r"(?:交通)?アクセス|交通|地図")  # 「アクセス 兵庫県豊岡市…3丁目 豊岡駅からバス7分」
_TO_THE_NAME = lazy(r"(?:に(?:ある|あります)|[の、\s・「])*")


def _addresses(item: Item, institution: str | None) -> Iterator[Named]:
    if (
        item.about("other", "age", "pay", "housing", "leave", "term", "night", "on_call")
        and not other_places.in_thanks(item)
        and not patterns.search(r"〒|\d{3}-\d{4}|[市町村区]の[当本弊](?:院|社|会|施設|センター|クリニック)", item.text)
        and not (_THE_WAY.match(item.label) and any(n.written and n.municipality for n in named_in(item.text)[:1]))
    ):
        return
    anywhere = item.about("institution", "place") and _ANYWHERE.search(item.text)
    for words, start in sentences(item):
        for one in named_in(words):
            if anywhere and one.prefecture:
                yield Named(one.prefecture, None, start + one.start, start + one.end, True)
            if anywhere or NOBODY_SOUGHT.search(words):
                continue
            after = words[one.end : one.end + 16]
            behind = patterns.split(r"(?<=.)\(|[/|]|\s+\S{1,8}(?:駅|インター|IC|空港)", after)[0][:9]
            if patterns.match(
                r"\([^()]*(?:本部|本社|事務局)|内の[^、。]{0,4}(?:医院|病院|診療所|クリニック)です", words[one.end :]
            ):
                behind = ""  # 「越前町(法人の本部は鯖江市にあります)」
            if institution and words.startswith(institution, _TO_THE_NAME.match(words, one.end).end()):  # type: ignore[union-attr]
                behind = ""  # 「益田市のゆうなぎ大学 保健管理センター」
            if patterns.match(r"\s*\((?:旧|もと|合併前)", words[one.end :]):
                behind = ""  # 「高山市(旧 国府町)」
            around = words[max(0, one.start - 6) : one.start] + "|" + behind
            if _OF_SOMETHING_ELSE.search(words[: one.start]) or _NEAREST.search(words[: one.start]):
                continue  # 「説明会を福岡市の会場で開きます」
            if _FROM_THERE.match(words, one.end):
                continue  # 「名古屋市、豊橋市からお通いの先生」
            if _OF_ANOTHER_TOWN.match(words, one.end) and not (
                institution and _in_its_name(one.municipality, institution)
            ):
                continue  # where the sick have to go
            if (_NOT_HERE.search(around) and not (_head_office(institution) and "本社(" in around)) or _SENDS.match(
                words, one.end
            ):
                continue
            yield Named(one.prefecture, one.municipality, start + one.start, start + one.end, one.written)


def _decide(found: list[tuple[Named, Item]], several: bool) -> tuple[Found | None, Found | None]:
    towns = [named for named, _ in found if named.municipality]
    if not towns:
        lone = [named for named, _ in found if named.prefecture]
        codes = {named.prefecture for named in lone}
        if len(codes) == 1:
            return Found.at(lone[0].prefecture, lone[0].start, lone[0].end), None
        return None, None
    names = {named.municipality for named in towns}
    if len(names) > 1 and several:
        codes = {named.prefecture for named in towns}
        code = next(iter(codes)) if len(codes) == 1 else None
        return (Found.at(code, towns[0].start, towns[-1].end) if code else None), None
    best = _most_likely(towns)
    prefecture = best.prefecture
    place = (best.start, best.end)
    if prefecture is None:
        owners = places().owners.get(best.municipality or "", ())
        stated = next((named for named, _ in found if named.prefecture in owners), None)
        if stated is not None:
            prefecture, place = stated.prefecture, (stated.start, stated.end)
    return (Found(prefecture, (place,)) if prefecture else None), Found.at(best.municipality, best.start, best.end)


def _most_likely(towns: list[Named]) -> Named:
    """With its prefecture written rather than not, named often rather than once, early rather than late."""
    counts: dict[str | None, int] = {}
    for town in towns:
        counts[town.municipality] = counts.get(town.municipality, 0) + 1
    return min(towns, key=lambda t: (not t.written, -counts[t.municipality], t.start))


def heading_prefecture(items: Sequence[Item]) -> Found | None:
    """The prefecture that the heading of a list gives to its rows; none if it names two or more."""
    found: list[Found] = []
    for item in items:
        for one in named_in(item.text):
            if one.prefecture and one.municipality is None:
                found.append(Found.at(one.prefecture, item.start + one.start, item.start + one.end))
    return found[0] if len({one.value for one in found}) == 1 else None


def prefecture_of(municipality: str, candidates: Sequence[Found]) -> Found | None:
    """For a name that exists more than once: the one of the prefectures named elsewhere that has it, if only one."""
    owners = places().owners.get(municipality, ())
    fits = [one for one in candidates if one.value in owners]
    return fits[0] if len({one.value for one in fits}) == 1 else None
