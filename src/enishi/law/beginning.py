"""着任の準備: what is worth doing in the weeks before a move and the first day of work, and what after it. Pure.

A deadline names its article; everything else is advice of ours. Days are counted from the first day of work (S), from the day
of moving (M, a week before S unless told) or from the last day at the present workplace (L, left out unless told).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

LONGEST_BEFORE, LONGEST_AFTER = timedelta(weeks=12), timedelta(days=92)
USUAL_MOVE = timedelta(weeks=1)


class Living(StrEnum):
    """Where the physician will sleep."""

    MOVE = "move"
    PART = "part"
    COMMUTE = "commute"

    @property
    def label(self) -> str:
        return {"move": "移り住む", "part": "週の一部だけ、泊まる", "commute": "いまの家から通う"}[self.value]


class Trait(StrEnum):
    """What else is so, and brings steps of its own."""

    FAMILY = "family"
    CARE = "care"
    CAR = "car"
    SNOW = "snow"
    OTHER_JOBS = "other_jobs"

    @property
    def label(self) -> str:
        return {
            "family": "家族もいっしょに移る",
            "care": "介護を受けている家族がいる",
            "car": "車を使う",
            "snow": "雪や寒さの厳しい所",
            "other_jobs": "ほかの勤務先も続ける",
        }[self.value]


class Group(StrEnum):
    """What a step belongs to."""

    WORK = "work"
    HOME = "home"
    OFFICE = "office"
    LICENCE = "licence"
    MONEY = "money"
    HEALTH = "health"
    FAMILY = "family"
    ROAD = "road"

    @property
    def label(self) -> str:
        return {
            "work": "勤務先",
            "home": "住まい",
            "office": "役所",
            "licence": "免許・届け出",
            "money": "保険・年金・税",
            "health": "お体",
            "family": "ご家族",
            "road": "車と冬支度",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the list is made from. moves_on, leaves_on: None while not known."""

    starts_on: date
    living: Living = Living.COMMUTE
    traits: frozenset[Trait] = frozenset()
    moves_on: date | None = None
    leaves_on: date | None = None

    @property
    def move(self) -> date:
        return self.moves_on or self.starts_on - USUAL_MOVE


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do. code never changes once used; source: article, "" for advice; is_deadline: too late afterwards.

    when: its day, None where it does not apply; link: a page of ours that helps, "" for none.
    """

    code: str
    group: Group
    title: str
    why: str
    when: Callable[[Facts], date | None]
    source: str = ""
    is_deadline: bool = False
    link: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Dated:
    """A step on its day; weeks: from the first day of work, below 0 before it."""

    step: Step
    on: date
    weeks: int


When = Callable[[Facts], date | None]


def _start(days: int, *traits: Trait) -> When:
    """So many days from the first day of work, for those of whom all the traits are true."""
    return lambda facts: facts.starts_on + timedelta(days=days) if facts.traits.issuperset(traits) else None


def _sleeping_there(days: int) -> When:
    return lambda facts: facts.starts_on + timedelta(days=days) if facts.living is not Living.COMMUTE else None


def _moving(days: int, *traits: Trait) -> When:
    """So many days from the day of moving, for who moves."""

    def when(facts: Facts) -> date | None:
        moves = facts.living is Living.MOVE and facts.traits.issuperset(traits)
        return facts.move + timedelta(days=days) if moves else None

    return when


def _leaving(days: int) -> When:
    return lambda facts: facts.leaves_on + timedelta(days=days) if facts.leaves_on else None


def _before_snow(facts: Facts) -> date | None:
    """1 November, or four weeks ahead for who begins in winter."""
    if Trait.SNOW not in facts.traits:
        return None
    early = facts.starts_on - timedelta(weeks=4)
    return early if early.month >= 11 or early.month <= 3 else date(early.year, 11, 1)


def _physicians_report(facts: Facts) -> date | None:
    """医師届出票 for 31 December of even years, due on 15 January of the odd year, if that day lies in the list's span."""
    first, last = facts.starts_on - LONGEST_BEFORE, facts.starts_on + LONGEST_AFTER
    days = (date(year, 1, 15) for year in (first.year, last.year) if year % 2)
    return next((day for day in days if first <= day <= last), None)


def _tax_return(facts: Facts) -> date:
    return date(facts.starts_on.year + 1, 3, 15)


STEPS: tuple[Step, ...] = (
    # -- 勤務先
    Step("terms", Group.WORK, "労働条件を、書面でもらう",
         "給与、休み、当直、住まいの負担まで、合意事項と同じかを確かめます。", _start(-70), "労働基準法15条"),
    Step("tell_employer", Group.WORK, "いまの勤務先に、退職か日数の変更を伝える",
         "期間の定めのない雇用は、申し出から2週間で終えられます。引き継ぎのため、早めが安心です。", _leaving(-84), "民法627条"),
    Step("hand_over", Group.WORK, "患者さんの引き継ぎと、紹介状を書き終える",
         "受け持ちの一覧を、残る医師に渡します。", _leaving(-14)),
    Step("side_job", Group.WORK, "ほかの勤務先に、兼業を届け出る",
         "働く時間は、すべての勤務先を合わせて数えます。", _start(-42, Trait.OTHER_JOBS), "労働基準法38条1項",
         link=("/my/hours", "働き方チェックを開く")),
    Step("first_week", Group.WORK, "初日と、はじめの週の予定をもらう",
         "集まる所、着る物、支えてくれる人の名前、外来の始まる日を尋ねます。", _start(-14)),
    Step("access", Group.WORK, "電子カルテ、採用薬の一覧、鍵、駐車場の準備を頼む",
         "初日に待たずにすみます。", _start(-7)),
    Step("first_day", Group.WORK, "着任の日", "どうぞ、ゆっくりお始めください。", _start(0)),
    Step("first_call", Group.WORK, "一週間のようすを、担当者に話す",
         "小さな困りごとは、早いうちほど直しやすいものです。", _start(7)),
    Step("first_month", Group.WORK, "一か月めに、合意事項を読み返す",
         "守られているところ、まだのところを確かめます。給与明細の手当と控除も見ます。", _start(30)),
    # -- 住まい
    Step("home", Group.HOME, "住まいを決める（官舎、借り上げ、宿）",
         "家賃、光熱費、修繕をだれが払うかを、書面にしてもらいます。", _sleeping_there(-70), link=("/guide/moving", "移り住むときの手引き")),
    Step("movers", Group.HOME, "引越しを頼む", "3月と4月は混みます。費用をだれが払うかも確かめます。", _moving(-45)),
    Step("utilities", Group.HOME, "電気、ガス、水道、通信を、止める日と始める日を決める",
         "ガスの開け閉めには、立ち会いが要ります。", _moving(-14)),
    Step("mail", Group.HOME, "郵便の転送を届け出る", "1年のあいだ、新しい住まいに届きます。", _moving(-7)),
    Step("old_home", Group.HOME, "留守にする家の、火災保険と見回りを決める",
         "しばらく空ける家は、保険の扱いが変わることがあります。", _sleeping_there(-14)),
    # -- 役所
    Step("move_out", Group.OFFICE, "転出届を出す", "移る前の市区町村に、あらかじめ届け出ます。", _moving(-7), "住民基本台帳法24条"),
    Step("move_in", Group.OFFICE, "転入届を出す（マイナンバーカードも持って行く）",
         "移った日から14日以内です。カードの住所も、その場で書き換えられます。", _moving(14), "住民基本台帳法22条", True),
    Step("care_move", Group.OFFICE, "介護保険の認定を引き継ぐ",
         "移った日から14日以内に証明書を出すと、認定をやり直さずにすみます。", _moving(14, Trait.CARE), "介護保険法36条", True),
    # -- 免許・届け出
    Step("originals", Group.LICENCE, "医師免許証と保険医登録票の原本を出しておく",
         "採用のときに原本を確かめます。再交付には、数か月かかることがあります。", _start(-70), link=("/guide/licence", "免許と資格の手引き")),
    Step("insurance_doctor", Group.LICENCE, "保険医の届け出が要るかを、新しい勤務先の事務に尋ねる",
         "都道府県が変わるときなどの扱いは、地方厚生（支）局が決めています。", _start(-28),
         "健康保険法64条・71条（届け出の要否は、当方で確認中です）"),
    Step("registry", Group.LICENCE, "医籍の訂正が要るかを確かめる",
         "お名前か本籍の都道府県が変わったときだけ、30日以内に申請します。住所や勤務先だけなら、要りません。", _start(-28), "医師法施行令5条"),
    Step("narcotics", Group.LICENCE, "麻薬施用者の免許を確かめる",
         "都道府県ごとの免許です。勤務先が変わるときは、15日以内の届け出か、新しい申請が要ります。", _start(-35), "麻薬及び向精神薬取締法3条・9条"),
    Step("specialist", Group.LICENCE, "専門医・産業医の、所属の変更と更新の見通しを調べる",
         "症例や単位の集め方が、勤務の形で変わります。", _start(-28)),
    Step("associations", Group.LICENCE, "医師会と学会に、異動を届け出る",
         "会員の種別が変わると、年会費と保険が変わります。先に医賠責をご覧ください。", _start(-14)),
    Step("report", Group.LICENCE, "医師届出票を出す",
         "2年に一度、12月31日のことを届け出ます。", _physicians_report, "医師法6条3項", True),
    # -- 保険・年金・税
    Step("cover", Group.MONEY, "医師賠償責任保険の切れ目をなくす",
         "勤務先の保険から外れる日と、次の保険に入る日の間を、空けないようにします。", _start(-42), link=("/guide/insurance", "医賠責の手引き")),
    Step("net_pay", Group.MONEY, "手取りと年金の見通しを立てる",
         "働き方で、止まる年金も、引かれる保険料も変わります。", _start(-56), "厚生年金保険法46条", link=("/my/net-pay", "手取りのめやすを開く")),
    Step("employer_papers", Group.MONEY, "基礎年金番号、マイナンバー、扶養控除等申告書を用意する",
         "申告書は一つの勤務先にだけ出します。ほかの勤務先の給与は、高い率で引かれ、確定申告で戻ります。", _start(-7), "所得税法194条"),
    Step("resident_tax", Group.MONEY, "残りの住民税の払い方を決める",
         "1月から4月に退職すると、残りは最後の給与からまとめて引かれます。", _leaving(0), "地方税法321条の5"),
    Step("slip", Group.MONEY, "前の勤務先の源泉徴収票を受け取る", "退職の日から1か月以内に渡されます。", _leaving(31), "所得税法226条"),
    Step("national_health", Group.MONEY, "国民健康保険に入る（すぐに次の健康保険がない場合）",
         "退職の日の翌日から14日以内に、市区町村へ届け出ます。", _leaving(14), "国民健康保険法9条、同法施行規則", True),
    Step("voluntary_cover", Group.MONEY, "任意継続を申し出る（選んだ場合）",
         "退職の日の翌日から20日以内です。過ぎると入れません。", _leaving(20), "健康保険法37条", True),
    Step("health_card", Group.MONEY, "健康保険の切り替わりを確かめる",
         "届け出は勤務先がします。二週間たっても変わらなければ、事務にお尋ねください。", _start(14), "健康保険法48条"),
    Step("two_employers", Group.MONEY, "二つの勤務先で社会保険に入るなら、届け出る",
         "10日以内に、主な方を年金事務所へ届け出ます。報酬を合わせて、保険料が決まります。", _start(10, Trait.OTHER_JOBS),
         "健康保険法施行規則1条の3、厚生年金保険法施行規則1条", True),
    Step("tax_return", Group.MONEY, "確定申告をする",
         "年の途中で勤務先が変わった方や、二か所以上から給与を受けた方は、たいてい申告が要ります。", _tax_return, "所得税法120条・121条", True),
    # -- お体
    Step("checkup", Group.HEALTH, "雇い入れのときの健診を受ける",
         "3か月以内の健診の結果を出せば、その項目は省けます。", _start(-21), "労働安全衛生規則43条"),
    Step("own_doctor", Group.HEALTH, "先生ご自身の紹介状と、薬を用意する",
         "新しい土地のかかりつけ医が決まるまでの分を、頼んでおきます。", _sleeping_there(-21)),
    # -- ご家族
    Step("family_stay", Group.FAMILY, "ご家族も、一度泊まってみる",
         "買い物、医療、昼の過ごし方を、ごいっしょに確かめます。", _start(-63, Trait.FAMILY), link=("/my/family", "ご家族のページをつくる")),
    Step("family_doctor", Group.FAMILY, "ご家族のかかりつけ医に、紹介状を頼む",
         "薬の続きと、通う間隔を書いてもらいます。", _start(-28, Trait.FAMILY)),
    Step("care_manager", Group.FAMILY, "ケアマネジャーに、移ることを話す",
         "新しい土地の事業所を、引き継いでもらえます。離れて暮らすなら、見守りの形を決めます。", _start(-56, Trait.CARE)),
    # -- 車と冬支度
    Step("car_licence", Group.ROAD, "運転免許証の住所を書き換える", "移ったら、すみやかに届け出ます。", _moving(14, Trait.CAR), "道路交通法94条"),
    Step("car_register", Group.ROAD, "車検証と車庫の住所を書き換える", "移った日から15日以内です。", _moving(15, Trait.CAR),
         "道路運送車両法12条、自動車の保管場所の確保等に関する法律7条", True),
    Step("car_insurance", Group.ROAD, "自動車保険の住所と使い方を変える",
         "通勤に使うようになると、保険料が変わります。知らせないと、支払われないことがあります。", _start(-7, Trait.CAR)),
    Step("winter", Group.ROAD, "冬支度をする", "冬タイヤ、水道の凍結止め、雪かきの道具。除雪をだれがするかも尋ねます。", _before_snow),
)  # fmt: skip
STEP_OF = {step.code: step for step in STEPS}


def plan_for(facts: Facts) -> list[Dated]:
    """Every step that applies, by its day; on one day in the order of the list."""
    dated = [(step, step.when(facts)) for step in STEPS]
    found = [Dated(step, on, (on - facts.starts_on).days // 7) for step, on in dated if on is not None]
    return sorted(found, key=lambda one: one.on)


def weeks_words(weeks: int) -> str:
    """着任の8週間前, 着任の週, 着任の2週間後 … for whole weeks from the first day of work; past a quarter of a year only
    the tax return is left."""
    if weeks == 0:
        return "着任の週"
    if weeks > LONGEST_AFTER.days // 7:
        return "年が明けてから"
    return f"着任の{-weeks}週間前" if weeks < 0 else f"着任の{weeks}週間後"
