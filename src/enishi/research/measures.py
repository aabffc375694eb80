"""What the map can show: each measure with what it counts, its edition, its source and how it must not be read.

The index is never the only measure: `COMPANIONS` stand beside whatever was chosen. Nothing is estimated where a table has
not been imported; `Book.missing` says which table that would be.
"""

from dataclasses import dataclass

FEW, FAR = "few", "far"
"""Which end is drawn dark: few physicians, or a long way, many old people."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of a place. head: of a narrow column; places: decimals shown; dark: which end is drawn dark.
    prefectures, areas: where it exists; needs: what an operator imports for it, "" for what every installation has."""

    key: str
    title: str
    head: str
    unit: str
    places: int
    words: str
    caveat: str
    dark: str = FEW
    prefectures: bool = True
    areas: bool = True
    needs: str = ""

    def said(self, value: float | None) -> str:
        """48.2; ー where nothing is known."""
        return "—" if value is None else f"{value:,.{self.places}f}"


INDEX, PHYSICIANS, CHANGE, DESIGNATED, HOSPITAL, OLD_PHYSICIANS, BEDS, FTE, FTE_BEDS, OLD_PEOPLE, PEOPLE_2040 = (
    "index", "physicians", "change", "designated", "hospital", "old_physicians", "beds", "fte", "fte_beds", "old_people",
    "people_2040",
)  # fmt: skip
OUTFLOW, INFLOW, USE = "outflow", "inflow", "use"

FLOW_CAVEAT = (
    "患者調査（標本調査）による推計で、人口の少ない圏域ほどぶれます。入院だけで、外来は入っていません。どこへ、どこからかは分かりません。"
    "流出と流入は分母が違うので、足し引きはできません。"
)
MEASURES = {
    measure.key: measure
    for measure in (
        Measure(
            INDEX, "医師偏在指標", "指標", "", 1,
            "人口と受療の多さ、医師の性別・年齢による働く時間の違いをならして、医師の多い少ないを比べる指標です。",
            "相対的な指標で、絶対的な不足を表しません。この数字だけで決めず、ほかの数字とあわせてご覧ください。",
        ),
        Measure(
            PHYSICIANS, "人口10万人あたりの医師数", "医師数（10万対）", "人", 1,
            "都道府県は届出の医師数を、圏域は標準化医師数（労働時間でならした人数）を、人口で割ったものです。",
            "患者さんの年齢や、県をまたぐ受診をならしていません。都道府県と圏域では医師の数え方が違うので、互いに比べられません。",
        ),
        Measure(
            CHANGE, "医師数の10年の増減", "医師の増減", "%", 1,
            "届出の医師数が、最も古い年から最も新しい年までに何パーセント変わったかです。",
            "人数の増減です。年齢の上昇や、働く時間の変化は含みません。", areas=False,
        ),
        Measure(
            DESIGNATED, "国・県の指定", "指定", "件", 0,
            "医師少数区域・医師少数スポット・重点医師偏在対策支援区域のうち、今日有効なものの数です。期間は下の表にあります。",
            "運営が登録したものだけを数えます。0件は、指定がないという意味ではありません。", dark=FAR,
            needs="区域の指定の表",
        ),
        Measure(
            HOSPITAL, "最も近い病院までの道のり", "病院まで", "km", 1,
            "市区町村の役所・役場から最も近い病院までの道のりの目安（直線の1.3倍）を、人口で重みをつけて平均しました。",
            "役場からの目安で、お住まいからの道のりではありません。海を越える道も陸と同じに数えます。診療科は問いません。", dark=FAR,
            needs="全国の病院一覧",
        ),
        Measure(
            OLD_PHYSICIANS, "60歳以上の医師の割合", "60歳以上の医師", "%", 1,
            "医師のうち、60歳以上の方の割合です。どの医師を数えたかは、出典の表によります。",
            "年齢だけでは、これからの働き方は分かりません。", dark=FAR, areas=False,
            needs="都道府県ごと・年齢ごとの医師数（e-Statの「令和6年医師・歯科医師・薬剤師統計」、医師の第5表。"
            "届出の医師の全国では31.5%、2024年末）",
        ),
        Measure(
            BEDS, "人口10万人あたりの病床", "病床（10万対）", "床", 0,
            "病院一覧の病床の合計を、人口で割ったものです。",
            "診療所の病床は含みません。使われていない病床も数に入ります。", needs="全国の病院一覧",
        ),
        Measure(
            FTE, "人口10万人あたりの、有床施設で働く医師", "有床施設の医師", "人", 1,
            "病床のある施設が報告した医師の数（常勤と、常勤に換算した非常勤の合計）を、人口で割ったものです。",
            "人数ではなく常勤換算です。病床のない診療所の医師は含みません。", needs="有床施設の医師数の表",
        ),
        Measure(
            FTE_BEDS, "100床あたりの医師", "医師（100床対）", "人", 1,
            "病床のある施設が報告した医師の数（常勤換算）を、同じ施設の病床で割ったものです。",
            "施設の役割（大学病院、療養など）の違いをならしていません。", needs="有床施設の医師数の表",
        ),
        Measure(
            OLD_PEOPLE, "65歳以上の人の割合", "65歳以上", "%", 1,
            "住民基本台帳の人口のうち、65歳以上の方の割合です。",
            "住民票のある所で数えます。", dark=FAR,
        ),
        Measure(
            PEOPLE_2040, "2040年までの人口の増減", "2040年まで", "%", 0,
            "2024年の人口から、2040年の推計までに何パーセント変わるかです。",
            "推計です。市町村の計画や転入によって変わります。",
        ),
        Measure(
            OUTFLOW, "よその圏域に入院する人の割合（流出）", "流出", "%", 1,
            "この圏域にお住まいで入院している人のうち、よその圏域の病院や診療所に入院している人の割合です。",
            FLOW_CAVEAT, dark=FAR, prefectures=False, needs="患者さんの流出・流入の表",
        ),
        Measure(
            INFLOW, "よその圏域から入院している人の割合（流入）", "流入", "%", 1,
            "この圏域の病院や診療所に入院している人のうち、よその圏域にお住まいの人の割合です。",
            FLOW_CAVEAT, dark=FAR, prefectures=False, needs="患者さんの流出・流入の表",
        ),
        Measure(
            USE, "標準化受療率比（患者さんの出入りを含む）", "受療率比", "", 3,
            "年齢構成と、圏域をまたぐ患者さんの出入りをならした、受療の多さの比です。全国を1とします。医師偏在指標の分母に使われています。",
            "受療の多さと出入りが混ざっています。入院の出入りだけは、流出・流入の割合をご覧ください。", dark=FAR,
            prefectures=False,
        ),
    )
}  # fmt: skip

COMPANIONS = (INDEX, PHYSICIANS, OLD_PEOPLE, HOSPITAL)
"""Beside the chosen measure stand the first two others of these that are known."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure of many places. values: code → figure, a place without one is not in it; gaps: what is missing, in words;
    notes: code → a remark about this place's figure."""

    measure: Measure
    values: dict[str, float]
    edition: str
    source: str
    gaps: tuple[str, ...] = ()
    notes: dict[str, str] | None = None

    def said(self, code: str) -> str:
        return self.measure.said(self.values.get(code))

    def note(self, code: str) -> str:
        return (self.notes or {}).get(code, "")
