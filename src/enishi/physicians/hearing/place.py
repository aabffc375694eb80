"""Where: prefectures, the way to work, moving house."""

import re
from collections.abc import Iterator

from enishi.physicians.hearing.found import ON_CONDITION, Heard, Open, Quote, left_open
from enishi.physicians.hearing.phrases import Clause
from enishi.physicians.hearing.stance import Stance, stance_after, stance_of

PREFECTURES = (
    "北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 群馬県 埼玉県 千葉県 東京都 神奈川県 新潟県 富山県 石川県 福井県 山梨県 長野県 岐阜県"
    " 静岡県 愛知県 三重県 滋賀県 京都府 大阪府 兵庫県 奈良県 和歌山県 鳥取県 島根県 岡山県 広島県 山口県 徳島県 香川県 愛媛県 高知県 福岡県 佐賀県 長崎県"
    " 熊本県 大分県 宮崎県 鹿児島県 沖縄県"
).split()
_REGIONS = {
    "東北": (2, 7), "北関東": (8, 10), "北陸": (16, 18), "甲信": (19, 20), "近畿": (25, 30), "関西": (25, 30), "中国地方": (31, 35),
    "山陰": (31, 32), "四国": (36, 39), "九州": (40, 46),
}  # fmt: skip
_CODE_OF = {name: f"{n:02d}" for n, name in enumerate(PREFECTURES, 1)}
_SHORT = {name if name == "北海道" else name[:-1]: name for name in PREFECTURES}
_AMBIGUOUS = {"大分"}  # 「大分（だいぶ）」
PLACE = re.compile(
    rf"(?P<full>{'|'.join(PREFECTURES)})|(?P<region>{'|'.join(_REGIONS)})(?:地方)?|(?P<short>{'|'.join(sorted(_SHORT.keys() - _AMBIGUOUS - {'京都'}, key=len, reverse=True))}|(?<!東)京都)"
    r"(?![市区町村駅港]|大学|病院|先生|さん|氏|君|医院|医大|医科|弁|産|空港|クリニック|盆地|平野|湾|様)"
)
_ANYWHERE = re.compile(
    r"(?:全国|場所|地域|勤務地|都道府県)(?:は|なら)?\s*(?:どこでも|問わ(?:な|ず)|問いませ|こだわ(?:ら|りませ)|選ばな)|日本中どこでも|どこへでも"
)
_NOT_A_WISH = re.compile(
    r"出身|生まれ|実家|在住|住んで|住まい|の(?:病院|大学|医局|施設)(?:に|で|を|は)|にい[るた]|勤め(?:て|た)|息子|娘|孫|母|父|妹|弟|兄|姉|友人|転勤|以外|除|赴任し|育ち|墓|旅行|出張"
)
_GOOD = re.compile(
    r"(?:で|に|が|なら|の(?:どこか|中|範囲|沿岸|海側|内陸))?\s*(?:働|探|考え|希望|いい|よい|良い|お願い|限定|行きたい|行ける|したい|移りたい|戻りたい|どこでも|内なら|方面)"
)
_TERSE = re.compile(r"[\s、,・かとやまたは限定だけのみなら県内方面希望がいい。]*")

_TRAVEL = re.compile(r"(?P<h>\d(?:\.\d)?)\s*時間(?P<half>半)?\s*(?:(?P<hm>\d{1,2})\s*分)?|(?P<m>\d{1,3})\s*分")
_WAY = re.compile(r"通勤|通う|通え|通って|車で|電車で|片道|自宅から|家から|ドア|バスで")
_LIMIT = re.compile(
    r"^\s*(?:くらい|ぐらい|程度)?\s*(?:以内|まで|圏内?|が(?:限度|限界|上限)|なら|の(?:範囲|所|ところ|距離)|で(?:通え|行け|着)|くらいが|を超え|以上は)"
)
_MOVE = re.compile(
    r"転居|引っ?越[しす]?|移住|移り住[むみ]|住まいを移[すし]|単身赴任|単身で|(?:週の?半分|週に?何日か|平日だけ|週\d泊|\d泊)(?=[^。]{0,8}(?:泊|滞在|なら|住))"
)


def prefectures(clause: Clause) -> Iterator[Heard | Open]:
    """`prefectures`: two-digit codes, or none at all for anywhere."""
    if _ANYWHERE.search(clause.text) and clause.plain:
        yield Heard("prefectures", (), Quote.of(clause), clause.mends)
        return
    found = list(PLACE.finditer(clause.text))
    if not found:
        return
    quote = Quote.of(clause)
    rest = clause.text[found[-1].end() :]
    bare = PLACE.sub("", clause.text)
    # 「岩手、青森で探したい」: the name before the comma shares the words after it.
    shared = not _TERSE.fullmatch(bare) or clause.after is None or not PLACE.search(clause.after.text)
    said = rest if shared else clause.after.text if clause.after else rest
    if _NOT_A_WISH.search(clause.text) or clause.present or clause.keeps:
        return
    if not clause.plain:
        if (one := left_open("prefectures", clause)) is not None:
            yield one
        return
    if stance_of(said) in (Stance.NO, Stance.HARD) or re.search(r"遠い|遠すぎ", said):
        yield Open("prefectures", quote, "行きたくない土地のお話のようです。ご希望の都道府県をお確かめください。")
        return
    if not (_GOOD.match(said) or _GOOD.search(said) or _TERSE.fullmatch(bare)):
        return
    if clause.under:
        yield Open("prefectures", quote, ON_CONDITION)
        return
    codes: list[str] = []
    for one in found:
        if one["region"]:
            first, last = _REGIONS[one["region"]]
            codes += [f"{n:02d}" for n in range(first, last + 1)]
        else:
            codes.append(_CODE_OF[one["full"] or _SHORT[one["short"]]])
    yield Heard("prefectures", tuple(dict.fromkeys(codes)), quote, clause.mends)


def commute(clause: Clause) -> Iterator[Heard | Open]:
    """`max_commute_min`: minutes."""
    for found in _TRAVEL.finditer(clause.text):
        if not _WAY.search(clause.text) and clause.topic != "home":
            continue
        rest, field = clause.text[found.end() :], "max_commute_min"
        if not _LIMIT.match(rest) or re.search(r"週|診療|勤務時間|残業", clause.text[: found.start()]):
            continue
        if not clause.plain or clause.present:
            if (one := left_open(field, clause)) is not None:
                yield one
            continue
        if found["h"]:
            minutes = int(float(found["h"]) * 60) + (30 if found["half"] else 0) + int(found["hm"] or 0)
        else:
            minutes = int(found["m"])
        if clause.under:
            yield Open(field, Quote.of(clause), ON_CONDITION)
        elif 5 <= minutes <= 600:
            yield Heard(field, minutes, Quote.of(clause), clause.mends)


def moving(clause: Clause) -> Iterator[Heard | Open]:
    """`relocation`: no, weekly or yes."""
    for found in _MOVE.finditer(clause.text):
        stance, said = stance_after(clause, found.end(), len(clause.text))
        weekly = bool(re.match(r"単身|週|平日|\d泊", found.group()))
        if stance is None and re.match(r"(?:なら|して|すれば)", clause.text[found.end() :]):
            stance = Stance.MAYBE
        if stance in (None, Stance.NEEDLESS):
            continue
        quote = Quote.of(clause, said)
        if not (clause.plain and said.plain):
            if (one := left_open("relocation", clause if not clause.plain else said)) is not None:
                yield one
        elif stance is Stance.HARD:
            yield Open("relocation", quote, "転居はご負担のようです。できないのか、条件によるのかをお確かめください。")
        elif stance is Stance.NO and weekly:
            continue  # no nights away says nothing of moving
        elif stance is Stance.NO:
            yield Heard("relocation", "no", quote, clause.mends)
        elif weekly:
            yield Heard("relocation", "weekly", quote, clause.mends)
        elif stance is Stance.MAYBE or clause.under or said.under:
            yield Open("relocation", quote, ON_CONDITION)
        else:
            yield Heard("relocation", "yes", quote, clause.mends)
