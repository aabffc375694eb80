"""定年カレンダー (N27): what is worth doing in the two years before the last day of work, and the deadlines after it. Pure.

A deadline names its article; everything else is advice of ours. The last day of work is R; 健康保険 is lost the day after.
"""

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS_BEFORE = 24


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do. code never changes once used; source: article, "" for advice; is_deadline: too late afterwards."""

    code: str
    title: str
    why: str
    when: Callable[[date], date | None]
    source: str = ""
    is_deadline: bool = False


@dataclass(frozen=True, slots=True)
class Dated:
    """A step on its day."""

    step: Step
    on: date


def _months(count: int) -> Callable[[date], date]:
    """The first day of the month that lies so many months from the month of R."""

    def when(last_day: date) -> date:
        year, month = divmod(last_day.year * 12 + last_day.month - 1 + count, 12)
        return date(year, month + 1, 1)

    return when


def _days(count: int) -> Callable[[date], date]:
    return lambda last_day: last_day + timedelta(days=count)


def _winter_before(last_day: date) -> date:
    """The last February that is at least nine months before R: the hardest season, with time left to change one's mind."""
    limit = _months(-9)(last_day)
    return date(limit.year if limit >= date(limit.year, 2, 1) else limit.year - 1, 2, 1)


def _physicians_report(last_day: date) -> date | None:
    """医師届出票 for 31 December of even years, due on 15 January of the odd year, if one falls into the plan."""
    first = _months(-MONTHS_BEFORE)(last_day)
    for year in range(first.year, last_day.year + 2):
        due = date(year, 1, 15)
        if year % 2 and first <= due <= last_day + timedelta(days=92):
            return due
    return None


def _tax_return(last_day: date) -> date:
    return date(last_day.year + 1, 3, 15)


STEPS: tuple[Step, ...] = (
    Step("talk_family", "この先の暮らしを、ご家族と話す",
         "働く日数、住む所、収入の順に話すと、決めやすくなります。", _months(-24)),
    Step("talk_us", "担当者と、気軽に話してみる",
         "よい場は、一、二年前から探すと見つかりやすくなります。何も決まっていなくてかまいません。", _months(-23)),
    Step("trial_winter", "いちばん厳しい季節に、泊まって見学する",
         "雪や暑さの中で、通いと暮らしを確かめます。体験勤務もこの時期が向いています。", _winter_before),
    Step("board_renewal", "専門医・産業医の更新の時期を調べる",
         "更新の年と退職が重なると、症例や単位が足りなくなることがあります。", _months(-18)),
    Step("checkup", "人間ドックを受け、これまでの健診の記録をもらう",
         "退職すると、職場の記録は手に入りにくくなります。", _months(-15)),
    Step("pension_office", "年金の見込みを、年金事務所で確かめる",
         "働き方で止まる額が変わります。共済と厚生年金の両方がある先生は、合わせて尋ねます。", _months(-12),
         "厚生年金保険法46条"),
    Step("rehire", "再雇用・勤務延長の決まりを、人事に尋ねる",
         "65歳までは雇用を続ける制度が、70歳までは努力義務があります。比べる材料になります。", _months(-12),
         "高年齢者等の雇用の安定等に関する法律9条・10条の2"),
    Step("retirement_pay", "退職金・企業年金の受け取り方を比べる",
         "一度に受け取るか、年金で受け取るかで、税が変わります。", _months(-10), "所得税法30条"),
    Step("insurance_cover", "医師賠償責任保険の切り替えを決める",
         "勤務先の保険から外れたあと、過去の診療への請求にも備えが要ります。", _months(-6)),
    Step("housing", "住まいを決める（官舎の明け渡し、移り住み）",
         "官舎は退職の日までということが多く、春は引っ越しも混み合います。", _months(-6)),
    Step("health_cover", "退職後の健康保険を選ぶ",
         "任意継続、国民健康保険、ご家族の扶養、新しい勤務先の四つを、保険料で比べます。", _months(-3), "健康保険法37条"),
    Step("new_terms", "次の勤務先の条件を、書面でもらう",
         "口約束のまま退職しないためです。", _months(-3), "労働基準法15条"),
    Step("last_checkup", "在職中の最後の健診と、歯の治療",
         "保険証が変わる前に、済ませておくと楽です。", _months(-2)),
    Step("papers", "退職の手続き（退職所得の申告書、返す物、紹介状の引き継ぎ）",
         "申告書を出さないと、退職金から一律に税が引かれます。", _months(-1), "所得税法203条"),
    Step("report", "医師届出票を出す",
         "2年に一度、12月31日のことを届け出ます。勤めていなくても要ります。", _physicians_report, "医師法6条3項", True),
    Step("last_day", "最後の勤務の日",
         "長い間、おつかれさまでした。", _days(0)),
    Step("national_health", "国民健康保険に入る（選んだ場合）",
         "退職の日の翌日から14日以内に、市区町村へ届け出ます。", _days(14), "国民健康保険法9条、同法施行規則", True),
    Step("voluntary_cover", "任意継続を申し出る（選んだ場合）",
         "退職の日の翌日から20日以内です。過ぎると入れません。", _days(20), "健康保険法37条", True),
    Step("unemployment", "離職票を受け取り、ハローワークで相談する",
         "65歳以上の方には、高年齢求職者給付金があります（退職の翌日から1年以内）。", _months(1), "雇用保険法37条の4"),
    Step("tax_return", "確定申告をする",
         "年の途中で退職した方や、二か所以上から給与を受けた方は、たいてい申告が要ります。", _tax_return, "所得税法120条", True),
)  # fmt: skip
STEP_OF = {step.code: step for step in STEPS}


def plan_for(last_day: date) -> list[Dated]:
    """Every step that applies, by its day. last_day: the last day of work (R)."""
    dated = [(step, step.when(last_day)) for step in STEPS]
    return sorted((Dated(step, on) for step, on in dated if on is not None), key=lambda d: d.on)


def end_of_month(first: date) -> date:
    """The last day of a month, which is what a month of retirement means."""
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def third_of_year(on: date) -> int:
    """1, 2 or 3: with one mail at most in each, there are at most three a year."""
    return (on.month - 1) // 4 + 1
