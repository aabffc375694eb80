"""労働条件通知書: what an employer must state to whoever begins to work, and which terms of our agreement answer it. Pure.

労働基準法15条1項, 同法施行規則5条1項 (the scope of later changes, the limit of renewals and the chance of an indefinite
contract since 2024-04-01); for part-time and fixed-term work also 短時間労働者及び有期雇用労働者の雇用管理の改善等に関する法律6条1項, 同法
施行規則2条 (for all employers since 2021-04-01). The employer issues it, on paper, or by fax or mail where the worker wishes so
(施行規則5条4項, since 2019-04-01): what we make is a draft of it, never the notice.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

RULE = "労基則5条1項"
PART_TIME = "短時間・有期雇用労働法6条"
ABBREVIATED = "労基則は労働基準法施行規則、職安則は職業安定法施行規則です。"
BLANK = "（医療機関がご記入ください）"
SINCE_2024 = date(2024, 4, 1)


@dataclass(frozen=True, slots=True)
class Item:
    """key; label; source: article and number; terms: keys of the agreement's terms that answer it, in order; ask: what the
    employer still writes, "" where the terms say all; fixed_only, part_only: only for such contracts."""

    key: str
    label: str
    source: str
    terms: tuple[str, ...] = ()
    ask: str = ""
    fixed_only: bool = False
    part_only: bool = False
    since: date = date(2019, 4, 1)


@dataclass(frozen=True, slots=True)
class Line:
    """label, what the agreement says ("" if nothing), what is still to be written ("" if nothing), and the article."""

    label: str
    text: str
    ask: str
    source: str


ITEMS: tuple[Item, ...] = (
    Item("contract", "契約期間", f"{RULE}1号", ("contract",), "契約の始まりの日"),
    Item("renewal", "更新の基準と、期間・回数の上限", f"{RULE}1号の2", ("renewal",), fixed_only=True),
    Item(
        "indefinite",
        "無期転換の申込みと、転換後の労働条件",
        "労基則5条5項・労働契約法18条",
        ask="通算5年を超える契約のときだけ記入します",
        fixed_only=True,
        since=SINCE_2024,
    ),
    Item("place", "就業の場所（変更の範囲を含む）", f"{RULE}1号の3", ("place",)),
    Item("duties", "仕事の内容（変更の範囲を含む）", f"{RULE}1号の3", ("duties",)),
    Item("hours", "始業・終業の時刻", f"{RULE}2号", ("days", "working_hours")),
    Item("breaks", "休憩", f"{RULE}2号", ("breaks",)),
    Item("overtime", "所定時間を超える勤務", f"{RULE}2号", ("overtime",)),
    Item("duty", "当直・呼び出し", f"{RULE}2号", ("night_duty", "on_call")),
    Item("holidays", "休日・休暇", f"{RULE}2号", ("holidays",)),
    Item("pay", "賃金の額と計算", f"{RULE}3号", ("pay", "pay_details")),
    Item("paying", "賃金の締切り・支払の日と方法", f"{RULE}3号", ask="例：毎月末日締切り、翌月20日に口座へ振込み"),
    Item("rise", "昇給", f"{RULE}3号", ask="例：年1回、4月"),
    Item(
        "leaving",
        "退職（定年・自己都合の手続き・解雇の事由）",
        f"{RULE}4号",
        ask="例：定年なし。退職は30日前までに。解雇は就業規則○条",
    ),
    Item("retirement_pay", "退職手当", f"{RULE}4号の2・{PART_TIME}", ask="有無。定めがあれば計算と支払の時期"),
    Item("bonus", "賞与・臨時の賃金", f"{RULE}5号・{PART_TIME}", ask="有無。定めがあれば計算と支払の時期"),
    Item(
        "contact",
        "雇用管理の相談窓口",
        "短時間・有期雇用労働法 施行規則2条",
        ask="部署・役職・電話",
        part_only=True,
    ),
    Item("insurance", "社会保険・労働保険", "職安則4条の2第3項", ("insurance",)),
    Item("probation", "試用期間", "職安則4条の2第3項", ("probation",)),
    Item("smoking", "受動喫煙の防止", "職安則4条の2第3項", ("smoking",)),
)


def notice_lines(terms: Mapping[str, str], *, fixed_term: bool, part_time: bool, on: date) -> list[Line]:
    """The notice's lines in the order of the regulation.

    terms: key → words of the agreement (`openings.conditions.readable_terms`); blank words are none. on: day of the draft;
    what was not yet in force then is left out.
    """
    lines = []
    for item in ITEMS:
        if (
            item.since > on
            or (item.fixed_only and not fixed_term)
            or (item.part_only and not (part_time or fixed_term))
        ):
            continue
        text = "\n".join(words for key in item.terms if (words := terms.get(key, "").strip()) and words != "—")
        lines.append(Line(item.label, text, item.ask or ("" if text else BLANK), item.source))
    return lines
