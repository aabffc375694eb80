"""適正認定: what the certification of fee-charging placement businesses for medicine asks for (医療・介護・保育分野における適正な有料職業紹介
事業者の認定制度, 厚生労働省委託事業, 日本人材紹介事業協会). Pure; a change of the standards is a new row, the old one gets its last day.

What was seen in a published source, and where, is named with each: the conditions, the nine classes of the 必須基準, some of their
contents, and that about seven in ten of the 基本基準 should hold. The lines of the check sheet themselves were not reachable: titles
and sentences of the 基本基準 are our own, TO_CONFIRM by the licence holder with the sheet that is valid at the application.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from enishi.law.dated import Evidence


class Part(StrEnum):
    """Of the conditions all must hold, of the required standards all, of the basic ones about seven in ten."""

    CONDITION = "condition"
    REQUIRED = "required"
    BASIC = "basic"

    @property
    def label(self) -> str:
        return _PARTS[self]


_PARTS = {Part.CONDITION: "申請の要件", Part.REQUIRED: "必須基準", Part.BASIC: "基本基準"}


@dataclass(frozen=True, slots=True)
class Criterion:
    """asks: what is to be shown, in a sentence of our own; since, until: first and last day in this wording.

    seen: the published source in which title or content was seen, "" for none.
    """

    code: str
    part: Part
    title: str
    asks: str
    source: str
    since: date
    until: date | None = None
    seen: str = ""

    @property
    def evidence(self) -> Evidence:
        return Evidence.PUBLISHED if self.seen else Evidence.TO_CONFIRM

    def stands_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


_BEGUN = date(2021, 8, 16)
"""The first applications were taken."""
_LOCK = date(2025, 1, 1)
_RATES = date(2025, 4, 1)
_C = Part.CONDITION
_R = Part.REQUIRED
_B = Part.BASIC
_SHEET = "適正な有料職業紹介事業者の基準（医療分野）"
_NEWS = "アドバンスニュース 2021年8月23日"
_CLASSES = "アドバンスニュース 2024年4月4日（必須基準の9分類）"
_BODY = f"日本人材紹介事業協会「制度の目的と概要」、{_CLASSES}"
_ACT = "職業安定法・同法施行規則"

CRITERIA: tuple[Criterion, ...] = (
    Criterion("results", _C, "紹介の実績", "一つ以上の対象職種で、過去2年度つづけて、無期雇用の就職が年に5件以上あること。更新のときは、"
              "直近の認定期間3年のうち2年以上。", "認定制度の申請要件", _BEGUN, seen=_NEWS),
    Criterion("licence", _C, "許可", "有料職業紹介事業の許可を受け、有効期間の中にあること。", "職業安定法第30条", _BEGUN, seen=_ACT),
    Criterion("fees", _R, "手数料", "取扱職種ごとの手数料を公表し、求人者に前もって示していること。",
              f"{_SHEET} 必須1、職業安定法第32条の13", _BEGUN, date(2025, 3, 31), _BODY),
    Criterion("fees", _R, "手数料", "取扱職種ごとの手数料と、手数料率の実績を公表し、求人者に前もって示していること。",
              f"{_SHEET} 必須1、職業安定法第32条の13・第32条の16", _RATES, seen=_BODY),
    Criterion("refunds", _R, "返戻金制度", "早く離職したときの返戻金制度を設け、公表していること。", f"{_SHEET} 必須2", _BEGUN, seen=_CLASSES),
    Criterion("gifts", _R, "お祝い金", "お祝い金など、社会通念を超える金品を求職者に渡さないこと。",
              f"{_SHEET} 必須3、許可の条件（2025年1月から）", _BEGUN, seen=_BODY),
    Criterion("moving", _R, "再転職の勧奨", "自社の紹介で無期雇用に就いた方に、就職から2年間、転職を勧めないこと。",
              f"{_SHEET} 必須4、職業安定法に基づく指針", _BEGUN, date(2024, 12, 31), _CLASSES),
    Criterion("moving", _R, "再転職の勧奨", "自社の紹介で無期雇用に就いた方に、就職から2年間、転職を勧めないこと。",
              f"{_SHEET} 必須4、許可の条件（2025年1月から）", _LOCK, seen=_CLASSES),
    Criterion("adverts", _R, "広告・営業", "転職をむやみにあおる広告や、公的機関と誤認させる名称を用いないこと。", f"{_SHEET} 必須5", _BEGUN, seen=_BODY),
    Criterion("conditions", _R, "労働条件の明示", "求職者に労働条件を明示し、変わったときは契約の前に示していること。",
              f"{_SHEET} 必須6、職業安定法第5条の3", _BEGUN, seen=_CLASSES),
    Criterion("privacy", _R, "個人情報保護", "個人情報適正管理規程を定め、同意の範囲で扱い、漏えいを防いでいること。",
              f"{_SHEET} 必須7、職業安定法第5条の5", _BEGUN, seen=_CLASSES),
    Criterion("management", _R, "管理体制・苦情処理", "職業紹介責任者を置き、帳簿を備え、苦情の窓口と手順を定めていること。",
              f"{_SHEET} 必須8、職業安定法第32条の14・第32条の15", _BEGUN, seen=_CLASSES),
    Criterion("guidance", _R, "是正指導", "行政の是正指導を受けたときに、期日までに改めていること。", f"{_SHEET} 必須9", _BEGUN, seen=_CLASSES),
    Criterion("staff", _B, "従業員の教育", "従事者に、法令と医療の現場についての教育を続けていること。", f"{_SHEET} 基本", _BEGUN),
    Criterion("fit", _B, "求職者への配慮", "希望をよく聞き、本人の同意なく応募や公開をしていないこと。", f"{_SHEET} 基本", _BEGUN),
    Criterion("reality", _B, "求人者の実情の把握", "求人を確かめて新しく保ち、良いことも難しいことも伝えていること。",
              f"{_SHEET} 基本", _BEGUN),
    Criterion("staying", _B, "就職後の定着", "就職のあとに様子を伺い、離職の状況を調べて、紹介に生かしていること。",
              f"{_SHEET} 基本", _BEGUN),
    Criterion("voices", _B, "意見の反映", "求人者・求職者の声や評価を集め、改善していること。", f"{_SHEET} 基本", _BEGUN),
)  # fmt: skip


def criteria_on(day: date) -> tuple[Criterion, ...]:
    """Those that stand on a day, in the order of the standards; one of each code."""
    return tuple(criterion for criterion in CRITERIA if criterion.stands_on(day))


def criterion_on(code: str, day: date) -> Criterion | None:
    return next((criterion for criterion in criteria_on(day) if criterion.code == code), None)
