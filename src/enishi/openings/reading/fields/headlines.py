"""The name that heads a page above all else, whatever it ends with: 「いりこの里 施設長(管理医師)募集」, 「あかつき製紙 白河工場 募集のお知らせ」."""

from collections.abc import Sequence

from enishi.openings.reading import patterns
from enishi.openings.reading.departments import FULL
from enishi.openings.reading.facts import Found
from enishi.openings.reading.fields.company_sites import SITE
from enishi.openings.reading.fields.municipalities import named_in
from enishi.openings.reading.fields.name_forms import LIKE_A_NAME, NAME_CHARS
from enishi.openings.reading.labels import label_of
from enishi.openings.reading.line import Item
from enishi.openings.reading.patterns import lazy

_SITE = SITE.pattern[:-1]
_HEAD = lazy(
    rf"\W*(?P<name>{NAME_CHARS}{{2,16}}?(?:\s{NAME_CHARS}{{1,10}}?{_SITE})?)(?:\s+|\s*[|/]\s*)"
    r"(?:健康管理室|医務室|診療部|[^\s、。]{0,8}(?:医師?|長|職員|スタッフ|ドクター)(?:\([^()]*\))?(?:の)?)?\s*(?:の)?(?:募集|採用|求人|リクルート|RECRUIT|Recruit|公募|選考)"
)
# What a house or a body is called by at its end; of a company the site alone tells it.
_A_HOUSE = lazy(
    rf"\S{{0,8}}プラザ[一-龥ぁ-んァ-ヶ]{{1,5}}|\S{{2,}}(?:苑|荘|園|の?郷|の?里|(?<=[ぁ-んァ-ヶ]..)整形|(?<=[ぁ-んァ-ヶ].)整形|協会|財団|事業団|機構|連合会|企業団|[療健]組合)|(?:{LIKE_A_NAME.pattern})の(?:丘|森|杜|家|樹|泉|風|街|空|園)|\S+\s\S+{_SITE}"
)
# Who prints, sends or arranges, and words that head any page
_NO_HOUSE = lazy(
    r"募集|求人|採用|急募|医師|産業医|嘱託|先生|年度|月号|常勤|スポット|当直|外来|施設|保育|広報|だより|便り|通信|ニュース|情報|案内|全国|新着|特集|ナビ|バンク|紹介|転職|人材|キャリア|エージェント|学会|ふるさと|地域|[をにへ]|^(?:この|その|わが|我が)"
)
_KEPT_BACK = lazy(r"非公開|非公表|名(?:称)?は[^。]{0,20}(?:お(?:伝え|知らせ|問)|お?話し|ご案内|登録)")


# 「【1】在宅ホームケアなにわ橋(医療法人夕凪会)」
_BEFORE_ITS_CORPORATION = lazy(
    rf"\W*(?:(?:No\.?\s?)?\d{{1,2}}\W+)?(?P<name>{NAME_CHARS}{{4,20}})\s?\((?:特定|社会)?(?:医療|社会福祉)法人(?:社団|財団)?\s?[^()\s]{{1,10}}\)\s*$"
)


def before_its_corporation(items: Sequence[Item]) -> Found | None:
    """The house that one of the first lines names before its corporation in brackets, and nothing else."""
    for item in items[:3]:
        found = None if item.label else _BEFORE_ITS_CORPORATION.match(item.text)
        if found is not None and not patterns.search(r"募集|求人|採用|医師|先生", found["name"]):
            return Found.at(found["name"], item.start + found.start("name"), item.start + found.end("name"))
    return None


def at_head(items: Sequence[Item]) -> Found | None:
    """The house, body or site that stands before what is sought in one of the first two lines."""
    for item in items[:2]:
        found = None if item.label else _HEAD.match(item.text)
        if (
            found is not None
            and _A_HOUSE.fullmatch(found["name"])
            and not (_NO_HOUSE.search(found["name"]) or FULL.match(found["name"]) or label_of(found["name"]))
            and not (patterns.search(r"[都道府県市町村]$", found["name"]) and named_in(found["name"]))
            and not any(_KEPT_BACK.search(one.text) for one in items)
        ):
            name = " ".join(found["name"].split())
            return Found.at(name, item.start + found.start("name"), item.start + found.end("name"))
    return None
