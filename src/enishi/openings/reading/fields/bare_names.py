"""The name of a place of work without what stands around it: the corporation before it, a number or mark, who answers the telephone."""

from enishi.openings.reading import patterns
from enishi.openings.reading.departments import A_LIST, FULL
from enishi.openings.reading.facts import Found
from enishi.openings.reading.fields import other_places
from enishi.openings.reading.fields.facility_names import (
    BODY,
    KIND,
    KIND_AND_QUOTE,
    SURE,
    WITH_A_NAME,
    own_part,
)
from enishi.openings.reading.fields.municipalities import named_in
from enishi.openings.reading.fields.name_forms import NAME_CHARS
from enishi.openings.reading.labels import label_of
from enishi.openings.reading.once import once
from enishi.openings.reading.patterns import lazy

CORPORATION = lazy(
    r"^(?:(?:特定|特別)?医療法人(?:社団|財団)?|社会医療法人(?:社団|財団)?|社会福祉法人|(?:公益|一般)?(?:社団|財団)法人|\(?[医社福財公一特学宗独]+\)|学校法人|宗教法人|(?:地方)?独立行政法人|国立大学法人|公立大学法人|特定非営利活動法人|NPO法人|日本赤十字社(?=\s)|\S{2,16}(?:協同組合(?:連合会)?|厚生連|共済組合(?:連合会)?)(?=\s+\S{2,}(?:病院|診療所|クリニック|医院|センター))|医療生協|生活協同組合|合同会社)"
)


_UNDER_A_LABEL = lazy(r"\s*(?P<label>[一-龥]{2,6})(?:\s+|は(?=\S)|:\s*)(?=\S{3})")


@once
def alone(words: str, start: int) -> Found | None:
    """Without corporation, remark in brackets and post: what is left names the site."""
    first = patterns.split(r"(?<=\S\S)\s*[(〔\[【]", words)[0]
    if (one := _among(first)) is not None:
        return alone(words[one[0] : one[1]], start + one[0])
    lead = patterns.match(
        r"\s*(?:(?:[A-Za-z]{2,8}\.?|案件|求人|ポスト|募集)\s?\d{1,3}\s*[─━―–:|/-]\s*(?=\S{3})|(?:いずれも|すべて|勤務先は?|勤務地は?)\s*(?=[^\s、。]{2,}(?:院|所|ンター|クリニック))|(?:施設|病院|医療機関|診療所|勤務先|勤務地|配属先|派遣先)(?:名称?)?\s+(?=\S{3})|(?:発信元?|差出人|送信元|FROM|From)\s*:?\s+|(?:登録|求人|整理|受付|案件)?(?:番号|No\.?)?\s*[A-Z]{0,3}-?\d[\d-]*\s*(?:【[^】]*】)?\s*[─━―-]\s+|(?:(?:登録|求人|整理|受付|案件)(?:番号|No\.?)?\s*)?[A-Z]{0,3}-?\d{3,}[\d-]*\s+(?=\S{3})|【[^】]*】|#{1,6}\s*|\*{1,2}(?=[^*\s])|[\[<〔《]\s*(?:[A-Z]{0,3}|\d{1,4})-?\d{1,5}\s*[\]>〕》]|[\u2190-\u2bff]?\s?\d{1,2}\s?[\u2190-\u2bff]|\*{1,3}[^*]{2,12}\*{1,3}|\d{1,2}[).](?=\D)|〈\d+〉|《\d+》|\(\d+\)|[・※]|[\u2190-\u2bff](?!\s?\d{1,2}\s?[\u2190-\u2bff])|-\s|No\.\S+|その\s*[\d一二三四五]\s+|[A-Za-zア-オ]\s*[:.)](?=\S))\s*",
        words,
    )
    if lead and len(words) > lead.end():
        return alone(words[lead.end() :], start + lead.end())
    if kind := KIND_AND_QUOTE.search(words):
        return Found.at(kind["kind"] + kind["name"], start + kind.start(), start + kind.end())
    quoted = patterns.search(r"[「『]([^」』]{2,30})[」』]", words)
    beside = quoted is not None and "(" in words[: quoted.start()] and _names(first.strip())
    if (
        quoted and patterns.search(rf"(?:{KIND})$", quoted[1]) and not beside
    ):  # 「みどり病院(隣の「あおば病院」とは別です)」
        return alone(quoted[1], start + quoted.start(1))
    if (under := _UNDER_A_LABEL.match(words)) is not None and label_of(under["label"]) & {"institution", "place"}:
        return alone(words[under.end() :], start + under.end())
    at = 0
    bare = words
    if of := patterns.match(r"(?:北海道|[一-龥]{2,3}[都府県])の(?=\S{2,}[市町村]立)", words):
        return alone(words[of.end() :], start + of.end())  # 「山形県の朝日町立…病院」
    if (facility := WITH_A_NAME.search(words)) and "(" not in words[: facility.start()]:
        return Found.at(" ".join(facility.group().split()), start + facility.start(), start + facility.end())
    if bracket := patterns.search(r"\s*(?:\((?![医社福財公一特学宗独株有]{1,2}\))|[〔\[【]).*$", bare[2:]):
        bare = bare[: 2 + bracket.start()]
    if not patterns.match(r"[一-龥]{2,4}[都道府県市町村]立\s", bare) and (named := named_in(bare)):
        first = named[0]
        tail = bare.rsplit(" ", 1)[-1]
        if first.start == 0 and first.written and tail != bare and patterns.search(rf"(?:{KIND})$", tail):
            at = len(bare) - len(tail)
            return alone(tail, start + at) if at else None
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
    if corporation := CORPORATION.match(bare):
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
    if bare.startswith("©"):
        return alone(bare[1:], start + at + 1)
    if (
        len(bare) < 2
        or len(bare) > 40
        or _DEPARTMENTS.fullmatch(bare.strip("「」『』"))
        or patterns.match(r"\((?![医社福財公一特学宗独株有]{1,2}\))", bare)
        or other_places.BLANK_TO_FILL.fullmatch(bare)
        or patterns.fullmatch(
            r"[\d\s\-/月日年()曜〜・火水木金土]+|なし|同上|〃|未定|医師|先生|\S*\s?\d+\s?[名人床]|\S*(?:ません|ます)|\S*(?:異なる|同じ|参照|記載の通り|下記|上記|別紙)",
            bare,
        )
    ):
        return None
    value = patterns.sub(r"(?<=[都道府県市町村]立) (?=\S)", "", " ".join(bare.split()))
    return Found.at(value, start + at, start + at + len(bare))


# Behind these a blank stands within a name: 「国民健康保険 …診療所」, 「…眼科 金岡院」.
_NOT_YET = lazy(
    r"\S*(?:(?<=\S\S)(?:大学校?|高専|高等専門学校)|国民健康保険|国保|[都道府県市町村]立|厚生連|済生会|赤十字社?|株式会社|\(株\)|有限会社|労災)"
)
_GOES_ON = lazy(r"\S*(?:院|ルーム|室|館|サテライト|プラザ|棟|分院)")


_DEPARTMENTS = lazy(A_LIST)


def _names(word: str) -> bool:
    return _STANDS_ALONE.fullmatch(word) is not None and own_part(word) == 1 and not FULL.fullmatch(word)


def _among(words: str) -> tuple[int, int] | None:
    """Where the one name stands among words parted by blanks: 「取下げ みどり病院」, 「三島村硫黄島 村立いそしぎ診療所」."""
    parts = [*patterns.finditer(r"(?:[^\s|/・]|(?<![市区町村])・)+", words)]
    names = [n for n, part in enumerate(parts) if _names(part.group())]
    if len(parts) < 2 or len(names) != 1:
        return None
    first = last = names[0]
    if first and _NOT_YET.fullmatch(parts[first - 1].group()):
        first -= 1
    if last + 1 < len(parts) and _GOES_ON.fullmatch(parts[last + 1].group()):
        last += 1
    return None if last - first + 1 == len(parts) else (parts[first].start(), parts[last].end())


_STANDS_ALONE = lazy(
    rf"{NAME_CHARS}{{2,30}}(?:{SURE})|{NAME_CHARS}*[ぁ-んァ-ヶー]{{2}}{NAME_CHARS}{{0,4}}(?:内科|外科|眼科|[児膚フふ鼻喉器]科|婦人科)"
)


def _after_corporation(words: str, end: int) -> int:
    """Where the site's name begins after 医療法人○○会; 0 keeps all where nothing but the body is named."""
    rest = words[end:]
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
                if inner and patterns.search(r"(?:会|財団|事業団|学園)$", tail[: inner.start()]):
                    return end + space.end() + inner.end()  # 「社会福祉法人 浜木綿会 ゆうなぎの郷」
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
    if glued is None and patterns.fullmatch(rf"\S{{2,16}}(?:{SURE})", rest):
        return end
    return end + glued.end() if glued else 0
