"""Rows of pay: unit, least and most yen, one for each stated rate."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from enishi.openings.reading import patterns
from enishi.openings.reading.departments import LISTED
from enishi.openings.reading.facts import Found, merged
from enishi.openings.reading.fields.money import Amount, amounts_in
from enishi.openings.reading.fields.pay_of_others import is_anothers
from enishi.openings.reading.fields.pay_rows import Row, joined
from enishi.openings.reading.fields.pay_units import (
    A_DAY,
    AFTER_UNIT,
    BY_HOURS,
    DUTY,
    UNITS,
    bare_unit,
    by_size,
    from_whole,
    hours_told,
    of_no_duty,
    of_one_day,
    plausible,
    scale_of,
    small_by_the_year,
    unit_of,
    unit_of_label,
)
from enishi.openings.reading.line import Item, sentences
from enishi.openings.reading.patterns import lazy

# What is paid beside the rate, or is no pay at all.
_NOT_PAY = lazy(
    r"(?<!当直)(?<!宿直)(?<!日直)(?<!夜勤)(?<!お)手当(?!て|込|を含|含)|住宅|住居|家賃|使用料|公舎|宿舎|官舎|マンション|借上|光熱|赴任|旅費|交通|通勤|移転|引越|研究|研修|図書|学会|書籍|奨学|貸付|貸与|修学|償還|返還|補助|助成|支度|準備金|"
    r"オンコール|待機|呼び?出|拘束|宅直|往診|訪問(?:診療)?1?件|加算|賞与|ボーナス|インセンティブ|歩合|出来高|扶養|地域手当|寒冷|僻地|へき地手当|初任給調整|役職|管理職|専門医手当|認定医|指導医|"
    r"平均|当社|昨年|昨シーズン|前年|去年|昨季|前回|前任|以前|従来|これまで|かつて|旧|改定前|引き上げる前|総額|予算|事業費|収益|収入は|医業収入|医業収益|年商|売上|賃貸|地代|賃料|土地|建物|赤字|黒字|借入|譲渡|譲り受け|代金|のれん|保険料|駐車|食|弁当|昼食|給食|紹介料|手数料|祝い?金|入職|退職金|一時金|年金|会費|受講|"
    r"見学|参観|面接[のに]|費用|実費|(?<!年俸は)(?<!年収は)(?<!月給は)(?<!年俸の)(?<!年収の)上限(?!(?:額)?(?:は|が|:))|健診料|検診料|ワクチン|料金|工事|総工費|時間外|超過勤務|超勤|残業|子育て|保育|育児|託児|深夜|手術手当|割増|先輩|兼業|副業|分娩|件あたり|1件|1名につき|出張費|日当\(出張|謝礼は別|宿泊|積立|退職|医師会費"
)
_HARD_NOT = lazy(
    r"昨年|[昨前]シーズン|前年|去年|平均|当社調べ|前回|前任|現任|当時(?!の(?:条件|募集))|私の(?:頃|時)|以前|(?:休止|休診|閉鎖|値上げ)前|従来|これまで|かつて|改定前|変更前|改正前|訂正前|(?:本院|他院|当番|ほか|他)の[^。、]{0,6}(?:先生|医師)に?は|(?:外|外部|ほか|他|別|よそ)の(?:病院|医療機関|施設|診療所)(?:で|や)|今の(?:先生|医師|院長|所長)|現在の(?:先生|医師|院長)|前の(?:先生|医師|[院所部]長|医長|センター長)|先代|年度の?(?:実績|支給)|実績は|(?:派遣|応援|非常勤)の?(?:先生|医師)の(?:報酬|給与|謝金|日当)|看護|薬剤師|技師|事務職|介護|事務長|人間ドック|コース|研修医|専攻医|初任給(?!調整)|ふだん|普段|平素|周辺|近隣|他院|相場|県内の(?:平均|相場)|全国"
)
_MONTHS = lazy(
    r"(?<!\d)(?:[2-9]|1[0-2])\s*[かヶケカ箇ヵ]月(?:間)?(?:で|の|合計|計|分|総額|の合計|勤務で)?|半年(?:で|間|分|計|合計|総額)?|\d{1,2}日間(?:で|の|合計)|(?:合計|総額|計)\s*(?:で|約)?\s*$|期間(?:中(?!\s*\d\s*回)|合計|総額)|任期中|通算|(?<!\d)[2-9]年間?(?:で|の)(?:合計|総額|計)"
)
_EXAMPLE = lazy(
    r"(?:^|[\s、/・(])(?:同|〃|同上)じ?く?\s*\d{1,2}\s*年|経験|医師(?:と|に)なって|卒後|卒業後|免許取得後|免許を取|医籍登録|医師歴|臨床\s*\d|\d+\s*年(?:目|次|以上|程度)|モデル|例|\d{2}歳|年齢|医歴|卒\d|(?:^|[、。(/\s])\d{1,2}\s*年(?:で|なら|の(?:方|先生|医師|場合)で?)?[\s:は]*(?:年[収俸額]?|月[給額]?)?\s*(?:(?:約|およそ|おおよそ)\s*)?$"
)


def read(
    items: Sequence[Item],
    thousands: Mapping[str, int] | None = None,
    unsaid: str | None = None,
    *,
    closed: bool = False,
) -> Found | None:
    """The rows, each once. closed: the post is over, so that what was paid is what is told. thousands: what bare numbers of a table count in where its heading says so; unsaid: the unit of
    a fee that names none, where the hours of the post tell it (a sum of a year's size is then one of a year).
    """
    unit_cell = next(
        (
            _unit_in(item.text.strip())
            for item in items
            if (item.cell and "単位" in item.label)
            or (_FORM_OF_PAY.fullmatch(item.label) and _ONE_FORM.match(item.text))
        ),
        None,
    )
    dated = [item for item in items if item.cell and item.label == "日程"]
    calendar = bool(dated) and all(DUTY.search(item.text) for item in dated)
    duties = any(DUTY.search(item.text) for item in items[:3] if not item.fields or item.about("title"))
    before: Item | None = None
    scale = ""
    rows: list[Row] = []
    if not any(item.about("pay") for item in items):
        # of work elsewhere for a day or a night 「手当 1回13万円」 is all that is paid
        items = [
            replace(item, fields=frozenset(("pay",)), label="報酬" + item.label.removeprefix("手当"))
            if (item.cell and _FEE_COLUMN.fullmatch(item.label))
            or (item.label in ("手当", "外勤手当", "勤務手当") and _FEE_OF_A_TIME.match(item.text))
            else item
            for item in items
        ]
    average = -1
    for item in items:
        if _AVERAGE.match(item.text) or item.line == average:
            average = item.line
            continue  # 「サイトの平均単価 当直 52,300円 / 日直 47,800円」
        if (
            item.about("process", "site", "other", "housing", "leave", "retirement", "place", "on_call")
            and not item.about("pay", "night")
            and not (
                item.about("other")
                and patterns.search(
                    r"年俸|年収|日給|月給|時給|当直料|(?:日|当|宿)直手当|(?<![\d一-龥])年額?約?\d,?\d{3}万",
                    item.text + item.label,
                )
            )
        ):
            continue
        beside = unsaid and before is not None and before.line == item.line and not item.fields
        if beside and before is not None and UNITS.fullmatch(before.text.strip()):  # 「年額」 「24万円」 in two columns
            item = replace(item, fields=frozenset(("pay",)), label=before.text.strip())
        made = [*_rows(item, thousands, unit_cell, calendar, duties, unsaid, closed)]
        if not made and scale and not item.fields:
            below = replace(item, fields=frozenset(("pay",)), label=scale)
            made = [*_rows(below, thousands, unit_cell, False, False, None, closed)]
            made = [row for row in made if row.example or not scale.endswith("例")]
        if item.fields or not made:
            scale = scale_of(item) if not made else ""
        if not made and rows and before is not None and not item.fields and item.line == before.line:
            made = [*_of_the_same_scale(item, rows[-1])]
        before = item
        rows += made
    base = {item.start for item in items if _MONTHLY_LABEL.match(item.label)}
    if any(row.unit == "month" and row.item not in base for row in rows):
        rows = [
            row for row in rows if row.example or row.item not in base
        ]  # the sum with the allowances is told as well
    rows = joined(rows)
    if not rows:
        return None
    value = [{"unit": row.unit, "min_yen": row.low, "max_yen": row.high} for row in rows]
    return Found(value, merged(row.place for row in rows))


# 「賃金形態 時給」 above 「基本給 12,000円〜15,000円」 in a form of the labour office
_FORM_OF_PAY = lazy(r"(?:賃金|給与)(?:の)?(?:形態|支払形態)")
_ONE_FORM = lazy(r"\s*(?:時給|時間給|日給|月給|年俸)制?\s*$")


def _unit_in(cell: str) -> str | None:
    """The unit that a cell of its own names: 「半日」, 「当直1回」."""
    found = [*UNITS.finditer(cell)]
    duty = next((m for m in found if m.lastgroup == "duty" and DUTY.search(m.group())), None)
    return AFTER_UNIT.get(cell) or ("duty" if duty else str(found[-1].lastgroup) if found else None)


def _rows(
    item: Item,
    thousands: Mapping[str, int] | None,
    unit_cell: str | None,
    calendar: bool,
    duties: bool,
    unsaid: str | None,
    closed: bool,
) -> Iterator[Row]:
    labelled = item.about("pay")
    bare = bare_unit(item, thousands) if labelled else 0
    of_label = unit_of_label(item) or unit_cell
    unit: str | None = None
    carried = False
    for words, start in sentences(item):
        amounts = list(amounts_in(words, bare))
        last = 0
        for amount in amounts:
            before = words[: amount.start]
            near = patterns.split(r"[。、(\n;]", before)[-1] if "、" in before else before
            near = words[last : amount.start] if len(near) < amount.start - last and not labelled else near
            since = words[last : amount.start]
            after = words[amount.end : amount.end + 14]
            if (
                _RAISED.match(after)
                and amount.low is not None
                and amount.high is not None
                and "から" in words[amount.start : amount.end]
            ):
                yield from _raised(item, words, start, amount, of_label)
                last = amount.end
                continue
            last = amount.end
            amount = _open_ended(amount, since, words[amount.end : amount.end + 20])
            if not closed and _TAKEN.search(
                patterns.split(r"[→←]", words[amount.start :] + (words if len(amounts) == 1 else ""))[0],
            ):
                continue
            if not _is_pay(item, words, amount, since, after, over=closed):
                continue
            unit_now = unit_of(since, after, of_label, before)
            if (
                unit_now == "half_day"
                and "hour" in (of_label, unit)
                and _PART_OF_DAY.search(since)
                and (amount.high or 0) < 25_000
            ):
                unit_now = "hour"
            if unit_now is None and carried and (labelled or _OTHER_DAYS.fullmatch(since) or _BY_YEARS.match(since)):
                unit_now = unit
            if unit_now is None:
                unit_now = by_size(amount) if labelled else None
            if unit_now is None and (
                (not item.fields and _AMOUNT_ALONE.fullmatch(_OF_A_DEPARTMENT.sub("", item.text.strip())))
                or (not item.fields and _BY_YEARS.match(before))
                or (_EXAMPLE.search(since) and _PAID.search(before))
                or "年俸制" in item.text
                or _DAYS_FOR.search(since)
                or _BY_EXPERIENCE.search(since)
                or _NOW_RAISED.match(after)
            ):  # 「常勤1 / 1800-2200万 / 当直月3」 between strokes, 「俸給は卒後10年で1,600万円」
                unit_now = by_size(amount)
            if unit_now is None and labelled and 600_000 <= (amount.low or 0) <= 3_000_000 and amount.sure:
                unit_now = "month"
            if unit_now is None and not labelled and _SUM_ALONE.fullmatch(words.strip()):
                unit_now = of_one_day(item.text)
            if unit_now is None and _MONTHLY_LABEL.match(item.label) and 150_000 <= (amount.low or 0) <= 3_000_000:
                unit_now = "month"
            if unit_now is None and (_FEE.search(since) or A_DAY.search(words[: amount.start])):
                unit_now = of_one_day(words)
            if unit_now is None and labelled and (calendar or (duties and 15_000 <= (amount.low or 0) <= 300_000)):
                unit_now = "duty"
            if unit_now is None and item.cell and item.label == "日程" and (hours_of := hours_told(words)):
                unit_now = "duty" if duties or hours_of & 4 else {3: "day"}.get(hours_of, "half_day")
            if unit_now is None:
                unit_now = from_whole(words, before)
            if unit_now is None and labelled and 10_000 <= (amount.low or 0) <= 300_000:
                unit_now = BY_HOURS.get(hours_told(words))
            if (
                unit_now is None
                and unsaid is not None
                and (
                    amount.sure
                    or (item.cell and bare > 1)
                    or ("円" in item.label and patterns.fullmatch(r"\s*[\d,]+\s*", item.text))
                )
            ):
                unit_now = (
                    unsaid
                    if (1_500 if unsaid == "hour" else 15_000) <= (amount.high or amount.low or 0) <= 300_000
                    else by_size(amount)
                )
            if unit_now == "duty" and (by_hours := of_no_duty(item, since, words)) is not None:
                unit_now = by_hours
            if unit_now is None or not (
                plausible(unit_now, amount) or (labelled and small_by_the_year(unit_now, amount, item.label + since))
            ):
                continue
            if unit_now == "duty" and (call := [*_CALLS.finditer(before)]) and not DUTY.search(before, call[-1].end()):
                continue  # 「オンコール月4回、1回1万円」
            unit, carried = unit_now, True
            example = bool(_YEARS_BEHIND.match(after)) or bool(
                _EXAMPLE.search(since) or _EXAMPLE.search(before[-24:]) or _EXAMPLE.search(item.label)
            )
            yield Row(
                unit_now,
                amount.low,
                amount.high,
                (start + _begin(words, amount), start + amount.end),
                example,
                item.start,
            )


# A row that is filled, not pay that is fixed by something: 「当直 1回5万円 決定」, no 「日給8.5万円(経験で決定)」.
_TAKEN = lazy(
    r"(?<!により)(?<!によって)(?<!に応じて)(?<!と)(?:決まり(?!ます)|(?<!で)決まって)|(?:(?:^|(?<![上えう、])\s|[。\[(【/・:※→]|採用|後任|就任|着任|先生|医師|候補|[方者名人医])(?:が|に|は|も)?)決定(?!し?ます|いたします|する|され)|充足|満枠|成約|空いて(?:い|お)?(?:ませ|ない)|空きは?(?:あり|ござい)ま?せん"
)
_AT_LEAST = lazy(
    r"(?:少なくとも|最低でも)(?:年|月|日)?に?\s*(?:約\s*)?$|(?:最低(?:保証)?|保証|下限)(?:の)?(?:年俸|年収|月給|額|給与?)?(?:は|が|として|:)?\s*(?:約\s*)?$|下は、?\s*$"
)
_AT_MOST = lazy(r"(?:上限|最[高大])(?:額)?(?:は|が|で|:)\s*(?:約\s*)?$|上は、?\s*$")
_NO_LESS = lazy(
    r"\s*(?:を超え(?:る|ます)|を?下回(?:ら|りま|る(?:こと)?は?(?:あり|ござい|な))|を?下ら|を?下りま|を切ら|を(?:下限|最低)|が(?:下限|最低))"
)


def _open_ended(amount: Amount, since: str, after: str) -> Amount:
    """The amount without the end that words beside it leave open: 「最低保証年俸 1,450万円」, 「1,500万円を下回らない」."""
    if amount.low is None or amount.low != amount.high:
        return amount
    if _AT_LEAST.search(since) or _NO_LESS.match(after):
        return amount._replace(high=None)
    if patterns.search(r"^\W*〜\s*(?:年俸|年収|月給|日給|時給|日額|月額)\s*$", since):
        return amount._replace(low=None)  # 「〜年俸2,000万円」
    return amount._replace(low=None) if _AT_MOST.search(since) else amount


_AVERAGE = lazy(r"[^。、:\d]{0,16}(?:平均|相場)(?:単価|報酬|日給|時給|年収|額)?(?:\([^()]*\))?[\s:]")
_FEE_COLUMN = lazy(r"手当\s*\((?:千円|万円|円)\)")
_FEE_OF_A_TIME = lazy(
    r"\s*(?:(?:平日|[土日]曜日?|休日)の?[^\s\d]{0,4}\s+)?(?:1回|1日|日額|半日|1コマ|1勤務|時給|1時間)\s*(?:につき)?\s*\d"
)
_MONTHLY_LABEL = lazy(r"基本給|俸給|給料月額|基本賃金")
_FEE = lazy(r"(?:謝礼|謝金|お礼|報酬|日当|手当)(?:は|として|:|\s)*(?:約\s*)?$")


def _of_the_same_scale(item: Item, first: Row) -> Iterator[Row]:
    """「/15年目 1,500万円」, which goes on with the examples by years that stand before it on the line."""
    amounts = list(amounts_in(item.text))
    if first.example and len(amounts) == 1 and _EXAMPLE.search(item.text[: amounts[0].start]):
        amount = amounts[0]
        place = (item.start + amount.start, item.start + amount.end)
        if plausible(first.unit, amount):
            yield Row(first.unit, amount.low, amount.high, place, True, item.start)


_OF_A_DEPARTMENT = lazy(rf"^(?:{LISTED.pattern})(?:医師?|の先生)?(?:は|が|:)?\s*|円?。$")
_AMOUNT_ALONE = lazy(r"[\d,.]+\s*(?:万円?)?\s*(?:[〜-]\s*[\d,.]*\s*)?万円?\s*〜?")
# 「卒後15年 1,310万円」 on a line of its own.
_BY_YEARS = lazy(
    r"\W*(?:(?:今回|今年度?|本年度?|現在)(?:の(?:募集|公募|提示|条件))?(?:で)?は、?)?(?:(?:卒後|卒業後|(?:医師|臨床)?経験|免許取得後|医籍登録後|医師歴)\s*\d{1,2}\s*年(?:目|以上|程度)?(?:\([^()]*\))?(?:の(?:方|先生|医師)|の場合)?\s*(?:[:は]|なら|で)?|\d{1,2}\s*年(?:目)?(?:なら|で))\s*約?\s*$"
)
_PAID = lazy(r"俸給|給料|給与|報酬")
_SUM_ALONE = lazy(r"[\d,.]+\s*(?:万|千)?円。?")
_YEARS_BEHIND = lazy(
    r"\s*\((?:同|卒後|経験|医師経験|医師歴|臨床経験|免許取得後)?\s*\d{1,2}\s*(?:年目?|歳)(?:目|の場合|程度|の(?:医師|先生|方)(?:の(?:例|場合))?|の例)?\)"
)
# 「今回は2,500万円に引き上げ」, 「経験に応じて1,200万〜1,500万円」
_NOW_RAISED = lazy(r"\s*(?:以上|程度)?[にへ](?:引き?上げ|増額|改め)(?!たい)")
_BY_EXPERIENCE = lazy(
    r"(?:経験|実績|能力|年齢)(?:年数|・実績|や実績)?(?:に応じて?|により|を考慮し(?:て)?)、?\s*(?:約\s*)?$"
)
_DAYS_FOR = lazy(r"(?:週)?\d(?:\.\d)?日(?:間|勤務)?(?:で|なら|の場合|だと)(?:は|も)?、?\s*(?:約\s*)?$")
_PART_OF_DAY = lazy(
    r"(?:^|[、/・\s])(?:午前|午後|夜診)(?:中|の部|の?診療)?(?:は|が|:)?\s*約?\s*$"
)  # 「時給で、午後が1万1千円、夜診が1万3千円」
_CALLS = lazy(r"オンコール|待機|呼び?出し?|宅直|拘束")
_OTHER_DAYS = lazy(
    r"[、/・\s(]*(?:土日祝日?|土日|土曜日?|日曜日?|休日|祝日|日祝|平日|夜間|年末年始)(?:は|の日)?\s*(?:約\s*)?"
)
# What had been offered before: 「年収1,800万円としていた」.
_WAS_PAID = lazy(
    r"\s*(?:程度|ほど)?」?\s*(?:と(?:し|なっ)てい(?:た|ました)|だった|であった|でした|で(?:公募|募集)し(?:た(?!い)|ました|ており?まし|てきた|ていた)|で募って(?:きた|いた)|で[^。、]{0,8}を?募(?:った|集した)|と書きました|とお(?:届け|願い|伝え|知らせ)し(?:て(?:い|おり))?まし)"
)
_MORE_OF_THE_TIME = lazy(r"[^。()]{0,16}?\d[\d,.]*\s*[万千]*円")
_RIGHT = lazy(r"正しくは|正しい")


def _was_paid(words: str, amount: Amount) -> bool:
    """Whether a sentence or bracket that goes on with more amounts tells of what is over: 「半日3万円、一日6万円でした」."""
    at = amount.end
    while (more := _MORE_OF_THE_TIME.match(words, at)) is not None:
        at = more.end()
    return _WAS_PAID.match(words, amount.end) is not None or _WAS_PAID.match(words, at) is not None


_CORRECTED_BELOW = lazy(r"\d\s*(?:万円?|円)\s*」?\s*(?:に|へと?)(?:訂正|修正)")
_BECAME = lazy(r"\s*(?:→|⇒|➡|->|=>)\s*(?:[^\s、。]{1,8}?\s*)?約?(?:¥\d|\d[\d,.]*\s*(?:千|百)?[万円])")
_RAISED = lazy(r"\s*と(?:し(?:まし)?た|改め)|\s*[にへ]\s*(?:引き?上げ|上げ|改め|改定|増額|見直|アップ)")


def _raised(item: Item, words: str, start: int, amount: Amount, of_label: str | None) -> Iterator[Row]:
    """年俸を1,300万円から1,500万円に引き上げ: only what is paid now."""
    unit = unit_of(words[: amount.start], "", of_label, words[: amount.start]) or by_size(amount)
    if unit is not None and not item.about("housing", "on_call") and plausible(unit, amount):
        yield Row(
            unit, amount.high, amount.high, (start + _begin(words, amount), start + amount.end), False, item.start
        )


def _begin(words: str, amount: Amount) -> int:
    """The unit word before the amount belongs to its place."""
    before = words[: amount.start]
    found = list(UNITS.finditer(before))
    return found[-1].start() if found and amount.start - found[-1].end() <= 8 else amount.start


# 「(令和6年度は10,500円)」 behind the fee of now.
_OF_A_YEAR = lazy(r"\((?:(?:令和|平成|[RH])?\d{1,4}|[今本昨前旧])年度?(?!以[降後]|から|より)(?:は|の|:|まで|\s)")
_ANOTHER_YEARS = lazy(r"(?:年度?|当初)の?(?:公募|募集|求人|採用)(?:時|当初)?(?:で?は|に)")
_WENT_UP = lazy(
    r"\s*、?\s*(?:大きく|大幅に|さらに|一気に|[\d,]+万円)?(?:上が|引き?上げ|値上げ|増額|アップ|改定|変更|改め|見直)"
)
# What is paid now stands behind what was: 「これまでの1,800万円を2,100万円以上とし」.
_FROM_WHAT_WAS = lazy(
    r"^(?:程度|ほど)?(?:を|から、?|だった(?:が|もの?を)、?|でしたが、?|であったが、?|(?:も|ほど)?(?:高い|多い|上回る)|と(?:して)?いた(?:が|もの?を)、?)(?!.*(?:これまで|従来|昨年|前回))"
)
_IN_CLOSED_BRACKETS = lazy(r"\([^()]*(?:訂正前|変更前|改定前|改正前|これまで|従来)[^()]*\)")
_SINCE = lazy(
    r"(?:一?昨年|去年|前年)(?:の)?(?:\d{1,2}月|[春夏秋冬末])?(?:から|より|以来)"
)  # how long the search goes on, not another year's pay


# Kinds of houses whose names speak of other occupations.
_OF_A_HOUSE = lazy(
    r"介護(?:老人(?:保健|福祉)施設|医療院|付き?有料)|老人介護|(?:訪問)?看護(?:ステーション|大学|専門学校|学校)|(?<=平均)年齢|平均\d{2}(?:\.\d)?歳"
)


def _told(words: str) -> str:
    """Without words that only look like another year's pay or the average of others: 「昨年4月から」, 「基本給(月額平均)」."""
    told = _IN_CLOSED_BRACKETS.sub("", _SINCE.sub("", words)).replace("月額平均", "月額")
    return _OF_A_HOUSE.sub("", told)


def _is_pay(item: Item, words: str, amount: Amount, since: str, after: str, *, over: bool) -> bool:
    head = patterns.split(r"[。、(\n;]", since)[-1]
    raised = patterns.match(r"\s*(?:以上)?[にへと](?:引き?上げ|改め|変更|増額|見直)", words[amount.end :])
    now = raised.group() if raised else ""  # 「前回の…から2200万円に引き上げ」
    opened = words.rfind("(", 0, amount.start)
    closed = words.rfind(")", 0, amount.start)
    inside = words[opened : amount.start] if opened > closed else ""
    before_all = item.text[: max(0, item.text.find(words)) + amount.start]
    if is_anothers(words, amount, since, over=over):
        return False
    if (
        (_ANOTHER_YEARS.search(inside or since) or _OF_A_YEAR.match(inside))
        and patterns.search(r"\d[万,\d]*円", before_all)
    ) or (words[: amount.end].rstrip().endswith("から") and _WENT_UP.match(words, amount.end)):
        return False  # 「(2023年度の公募では620万円〜)」, 「(今年度の10万円から上がりました)」
    if not words[amount.end - 1].isspace() and patterns.match(
        r"\)?(?:まで)?(?:を)?(?:の)?(?:研究費|研修費|奨学|返済|旅費|学会|図書|補助|支給\(住|貸与|助成|貸付|の範囲で(?:補助|支給)|を上限に(?:補助|支給|負担))",
        after,
    ):
        return False
    if patterns.match(r"\s*(?:程度|ほど|くらい)?(?:だ|です)?(?:と(?:聞|伺|うかが)|[がの](?:相場|目安の相場))", after):
        return False  # hearsay of another place
    if (
        (
            patterns.search(r"(?:基本給|本俸|本給|固定給)(?:は|が|:)?\s*$", since)
            or patterns.match(r"\((?:この)?(?:うち|内訳|内数)", inside)
        )
        and inside
        and patterns.search(r"\d(?:万|,\d{3})[^()]*$", item.text[: max(0, item.text.find(words)) + opened])
    ):
        return False  # what the sum before the bracket is made of
    if _MONTHS.search(since[-16:]) or patterns.match(r"\s*\(?\s*(?:[2-9]|1[0-2])[かヶケカ箇ヵ]月", after):
        return False
    if patterns.search(
        r"昨年|昨シーズン|前年|去年|前回|前任|ふだん|普段|平素|当時(?!の(?:条件|募集))|従来|これまで|かつて|改定前|変更前|改正前|訂正前|平均|当社調べ|相場",
        _told(words[: amount.start]) if not _FROM_WHAT_WAS.match(since) else "",
    ) and not patterns.search(
        r"今年|本年|今回|今年度|本年度|次の(?:先生|医師|方)|現在の(?:提示|条件|募集|年俸|年収|月給)|が、(?:当院|当法人|本院|当施設|当所)(?:で)?は|変更後|改定後|改正後|(?:改|あらた)め|見直し|引き?上げ",
        words[: amount.start] + now,
    ):
        return False
    if _HARD_NOT.search(_told(since)) and not patterns.search(
        r"今年|本年|今回|今年度|本年度|次の(?:先生|医師|方)|現在の(?:提示|条件|募集|年俸|年収|月給)|が、(?:当院|当法人|本院|当施設|当所)(?:で)?は|変更後|改定後|改正後|(?:改|あらた)め|見直し|引き?上げ",
        since + now,
    ):
        return False
    if patterns.match(
        r"\s*(?:から|を)、?\s*(?=[^。\n]*\d)[^。\n]{4,40}[にへと](?:引き?上げ|変更|改め|改定|増額|見直)",
        words[amount.end :],
    ):
        return False  # what was paid until now
    if _CORRECTED_BELOW.search(item.text[max(0, item.text.find(words)) + amount.end :]):
        return False  # 「1,500〜1,900万 ※理事長確認で「1,600〜2,000万」に訂正」
    if _BECAME.match(words[amount.end :]) or (not over and _was_paid(words, amount) and not _RIGHT.search(since)):
        return False  # 「1,500万円→1,800万円」, 「(昨年度は日額5万円、時給9,000円でした)」
    if patterns.match(
        r"\s*(?:「」)?、?(?:など|なんて|くらい)?とは(?:申し|言|いい|い[きか])[^。、]{0,4}(?:ません|ない)|\s*でも、?(?:集ま|来て?く?れ?|応募が|見つか)[^。、]{0,6}(?:ません|ない)|\s*(?:ほど)?で(?:、)?お?(?:貸し|譲り|借り)",
        after,
    ):
        return False  # 「夢の年収3,000万円、などとは申しません」, 「月20万円でお貸しする」
    if patterns.search(
        r"(?:研究費|支度金|準備金|図書費|学会費)\s*(?:は|として|:)?\s*(?:年額|月額|年間?|月)?\s*$", head
    ):
        return False
    if patterns.search(r"(?:電話|携帯|オンコール)?を?(?:お)?持って(?:いただ|もら|くださ)[^。]{0,16}$", since):
        return False  # 「持っていただける場合は1晩10,000円」 pays a call
    if patterns.match(
        r"\s*の(?:(?!年|月|日|夜|当直|宿直)[一-龥]{0,4}手当(?!込|を含)|加算|追加|割増)", after
    ) and not DUTY.search(since):
        return False
    if patterns.match(r"\s*を?お?支払(?:い|って)(?:して)?(?:い|おり)?(?:た(?!し)|まし)", after):
        return False  # what another was paid
    if patterns.match(r"\s*(?:も夢|可(?!能)|超も|台)", after):
        return False  # a slogan above the facts: 「年収2,000万円可」
    if patterns.match(r"\s*\(?(?:昨年|昨シーズン|前年|去年|以前|前任)(?![^)]*\d)", after):
        return False
    if patterns.match(
        r"\s*(?:程度|ほど)?(?:を|が|の)?\s*(?:別途)?(?:加算|上乗せ|上積み|高[いくめ]|多[いくめ]|低い|少ない|安い|増し|加給|プラス|上げ|引き?上げ|アップ|増額)",
        after,
    ):
        return False
    head = _TOGETHER.sub("", head)
    context = (patterns.split(r"[。、\n;]", words[:opened])[-1][-16:] + inside + head) if inside else head
    if now:
        context = patterns.sub(r"(?:前回|これまで|従来|昨年度?|今まで|以前)の?", "", context)
    duty = DUTY.search(inside + head) or (item.about("night") or DUTY.search(item.label))
    excluded = _NOT_PAY.search(context)
    if excluded and not (duty and not patterns.search(r"オンコール|待機|呼び?出|加算|交通|旅費|研修医", context)):
        strong = list(patterns.finditer(r"年俸|年収|日給|時給|月給|年額|報酬|給与|日額", context))
        if not strong or strong[-1].start() < excluded.start():
            return False
    if _LABEL_OF_OTHERS.search(item.label):
        return False
    label_out = patterns.search(
        r"住|旅費|交通|研究|研修|学会|図書|奨学|修学|貸付|支度|手当", item.label
    ) and not DUTY.search(item.label)
    return not (
        label_out
        and "いくら" not in item.label
        and item.label not in ("給与・手当", "賃金・手当", "給料・手当", "給与・諸手当")
        and not patterns.search(r"年俸|年収|日給|時給|月給|(?:当|宿|日)直", since)
    )


# What the sum holds: 「賞与込みで年1,700万円」, 「手当・賞与をすべて合わせると」.
_TOGETHER = lazy(
    r"(?:本給|本俸|基本給|[^。、\s]{0,6}手当|賞与|ボーナス|当直料)(?:・[^。、・]{1,6})*(?:等|など)?(?:も|を|に|まで)?[^。、\d]{0,6}(?:込み?|含め?|合わせ|加え|足し|入れ)[^。、年月日時\d]{0,4}"
)
# Whose money a label speaks of that is not what the physician of the post is paid.
_LABEL_OF_OTHERS = lazy(
    r"医業|収益|売上|売り上げ|営業|譲渡|承継|継承|事業費|予算|補助金|助成|平均|昨年|昨シーズン|前年|去年|前任|参考|看護|職員の|患者"
)
