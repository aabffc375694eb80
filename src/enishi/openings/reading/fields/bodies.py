"""The body that employs, where a text names no place of work: a corporation, a group of towns, a prefecture or a town itself."""

from collections.abc import Sequence

from enishi.openings.reading import patterns
from enishi.openings.reading.facts import Found
from enishi.openings.reading.fields import other_places
from enishi.openings.reading.fields.facility_names import BODY, own_part
from enishi.openings.reading.fields.municipalities import named_in
from enishi.openings.reading.fields.name_forms import NAME_CHARS
from enishi.openings.reading.line import Item
from enishi.openings.reading.once import once
from enishi.openings.reading.patterns import lazy

# 「青森県公衆衛生医師(県職員)採用選考のお知らせ」: the body that employs, where no place of work is named.
_BODY_AT_HEAD = lazy(
    r"\s*(?:(?:令和|平成|R|\d{2})\S{1,3}年度?\s+)?(?P<name>北海道|東京都|(?:京都|大阪)府|[一-龥]{2,3}県|[一-龥ぁ-んァ-ヶ]{1,5}市)(?=(?:職員|保健所|公衆衛生)*(?:の|\()?[^\s、。]{0,8}医師[^。]{0,16}(?:募集|採用|選考))"
)


def at_head(items: Sequence[Item]) -> Found | None:
    """The prefecture or town that calls for physicians in a headline."""
    for item in items[:3]:
        if (found := _BODY_AT_HEAD.match(item.text)) and named_in(found["name"]):
            return Found.at(found["name"], item.start + found.start("name"), item.start + found.end("name"))
    return None


_HOLDS_IT = lazy(r"(?:主\s*催(?:者|団体)?)?[\s:]*(?P<name>[^\s、。:()はを・]{4,24}実行委員会)")


def of_an_event(items: Sequence[Item]) -> Found | None:
    """Who holds a race or a feast to which a physician goes: 「主催 りんご高原ハーフマラソン実行委員会」."""
    if not any(
        patterns.search(r"救護(?:医|所|班|係|本部|テント|室|部会)|救護の?(?:先生|医師)", item.text + item.label)
        for item in items
    ):
        return None
    for item in items:
        if (found := _HOLDS_IT.match(item.text)) is not None:
            return Found.at(found["name"], item.start + found.start("name"), item.start + found.end("name"))
    return None


# A prefecture that takes a physician into its service, and places of work of which it will choose one.
_SERVES = lazy(
    r"[都道府県](?:[のが][^\s、。]{0,8}?)?(?:職員|公務員)|公衆衛生(?:に[^、。\s]{1,8})?(?:の)?医師|行政(?:の)?医師|保健所(?:等|など)?で?(?:の|働く)?医師|ドクター(?:プール|バンク)|[都道府県]が[^。]{0,10}採用"
)
_ONE_OF_ITS_OFFICES = lazy(
    r"[都道府県]内[^。、\n]{0,16}(?:保健所|センター|事務所|病院|診療所)|[都道府県]庁|本庁|いずれか|(?:公立|市町村立?)の?(?:病院|診療所)"
)


_A_HOUSE = lazy(
    rf"\s*{NAME_CHARS}{{2,12}}(?:保健所|病院|診療所|[^\s]{{2}}センター)\s*"
)  # a cell with a name of its own


def of_offices(items: Sequence[Item], text: str) -> Found | None:
    """The prefecture that heads a text and will choose where its physician works: 「県内の保健所のいずれか、または県庁」."""
    if any(_A_HOUSE.fullmatch(item.text) and own_part(item.text.strip()) == 1 for item in items) or not (
        any(_SERVES.search(item.text) for item in items)
        and any(_ONE_OF_ITS_OFFICES.search(item.text) for item in items)
    ):
        return None
    said = [one for one in named_in(text[:300]) if one.prefecture and one.written]
    if not said or said[0].municipality or len({one.prefecture for one in said if not one.municipality}) > 1:
        return None
    return Found.at(text[said[0].start : said[0].end], said[0].start, said[0].end)


# 「一般財団法人もがみ野健診協会」: its name tells what it is without the legal form
_LEGAL_FORM = lazy(r"(?:公益|一般)?(?:社団|財団)法人\s*(?=\S{2,}(?:協会|財団|機構|事業団|センター)$)")
_CERTIFIES = lazy(r"日本医師会|専門医機構|学会")  # 「日本医師会認定産業医」


@once
def named(items: Sequence[Item]) -> Found | None:
    """Only the employing body is named: a corporation, a group of towns, a prefecture or a town itself."""
    for item in items:
        if item.about("other", "days", "pay", "leave", "housing") or other_places.of_others(item):
            continue
        if found := patterns.search(
            rf"\((?:公財|一財|公社|一社)\)\s*(?P<name>{NAME_CHARS}{{2,20}}?(?:財団|協会|機構|事業団|センター))(?=[\s、。()」]|では|です|は|が|の|$)",
            item.text,
        ):
            return Found.at(found["name"], item.start + found.start("name"), item.start + found.end("name"))
        for pattern in (
            rf"(?:(?:特定)?医療法人(?:社団|財団)?|社会医療法人|社会福祉法人|(?:公益|一般)?(?:社団|財団)法人)\s*{NAME_CHARS}{{1,12}}?(?:会|財団|団|協会|機構|学園)(?=です|で[はす]?|は|が|を|の|と|$|[\s、。()])",
            rf"(?:(?:特定)?医療法人(?:社団|財団)?|社会医療法人|社会福祉法人|(?:公益|一般)?(?:社団|財団)法人)(?!化|[にとのはがをもで])\s*{NAME_CHARS}{{1,14}}",
            rf"{NAME_CHARS}{{1,14}}(?:{BODY})",
            rf"{NAME_CHARS}{{2,14}}(?:医療|支援|病院|医師派遣)(?:支援)?機構(?=では|の職員|は、|が|\s|$)",
            rf"{NAME_CHARS}{{2,14}}(?:財団|協会|事業団)(?=\s*\S{{0,8}}(?:課|部|係|室)?(?:です|と申))",
            r"(?:株式会社|有限会社|\(株\))\s?(?:[^\s、。()「」\[\]【】はがの]|が(?=[ねりん])){2,14}|(?:は(?=[ぁ-ん]))?[^\s、。:/()「」\[\]【】はがの]{2,14}(?:株式会社)",
        ):
            if (found := patterns.search(pattern, item.text)) and not (
                _CERTIFIES.search(found.group())
                or patterns.search(r"の募集は|[一-龥]は[一-龥]", found.group())
                or patterns.match(
                    r"の(?:採用|求人|ホーム)?ページ|の(?:先生|認定|製品|協力|会員|指導|認可|委託|補助)|(?:など)?が(?:運営|作|制作|配信)|に(?:登録|加入)",
                    item.text[found.end() :],
                )
                or patterns.search(r"法人(?:です|で、?|では|の|が|は|を|に)?$", found.group())
                or (not item.label and other_places.of_another_topic(item.text[: found.start()]))
                or patterns.search(
                    r"(?:ページ|サイト|製品|システム|カルテ)(?:は|の|を)[^。]*$|(?:運営|発行|配信|制作|編集)(?:者|元|会社)?\s*[:/]\s*$",
                    item.text[: found.start()],
                )
            ):
                form = _LEGAL_FORM.match(found.group())
                skipped = form.end() if form else 0
                name = " ".join(found.group()[skipped:].split())
                return Found.at(name, item.start + found.start() + skipped, item.start + found.end())
    for item in items:
        of_a_place = bool(item.label) and item.about("place")
        for one in named_in(item.text):
            after = item.text[one.end : one.end + 12]
            if (not of_a_place or after.startswith("の職員として")) and patterns.match(
                r"\s*(?:の(?:任期付き?|正規|常勤|一般職)?の?(?:職員|公務員)(?=として|[(、。\s]|です|に(?:な|採用|任用)|と(?:な|して)|の身分|$)|の任期付き?職員|職員|では|は、|が|役場|の?医師|任期付|地域医療|保健福祉|健康|医療|福祉|会計年度|公告|採用|\()",
                after,
            ):
                words = item.text[one.start : one.end]
                name = one.municipality or words
                return Found.at(name, item.start + one.end - len(name), item.start + one.end)
    return None
