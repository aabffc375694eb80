"""受け入れ準備度チェック (N16): forty questions of our own in five groups, and what two answers to them say. Pure.

Answered apart by somebody of the office and by a physician of the place: where the two see it alike and well, there is a
strength to begin with; where something is lacking or seen differently, and can be mended soon, there is a task for 90 days.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from enishi.common.choices import Labelled

TOLD = 3
"""How many strengths and how many tasks are named: more is not done."""
ENOUGH = 24
"""Answers of both sides from which on the comparison says something."""


class Standing(Labelled):
    DONE = "done", "できている"
    HALF = "half", "半分ほど"
    TODO = "todo", "これから"


class Seat(Labelled):
    """From where one answers."""

    OFFICE = "office", "事務の立場"
    PHYSICIAN = "physician", "医師の立場"


_POINTS = {Standing.DONE: 2, Standing.HALF: 1, Standing.TODO: 0}


@dataclass(frozen=True, slots=True)
class Item:
    """One question. weight: 1 to 3, how much it decides for physicians; strength: how to say it first; task: what to do
    within 90 days, "" for what takes longer."""

    code: str
    label: str
    weight: int
    strength: str
    task: str


@dataclass(frozen=True, slots=True)
class Group:
    code: str
    label: str
    items: tuple[Item, ...]


GROUPS: tuple[Group, ...] = (
    Group("geography", "地理", (
        Item("reach", "駅・空港・高速道路からの時間を、夏と冬に分けて書いて渡せる", 2, "着くまでの道のりと時間が、季節ごとにわかります",
             "実際に走って時間を測り、冬の時間と最終便を1枚にまとめる"),
        Item("storm", "雪や台風で通えない日の数と、その日の決まりがある", 2, "通えない日の数と、その日の決まりがわかっています",
             "去年の通えなかった日を数え、その日の勤務と連絡の決まりを書く"),
        Item("transfer", "重い患者さんを運ぶ先と、昼と夜それぞれの時間が決まっている", 3, "重い患者さんを運ぶ先が、昼も夜も決まっています",
             "運ぶ先の病院と受け入れの手順を確かめ、昼と夜の時間を書く"),
        Item("commute", "離れて暮らすご家族のもとへ通う働き方（週に何日か）を受け入れられる", 3, "ご自宅から通う、週に何日かの働き方ができます",
             "週2〜3日の勤務を想定した時間割を1つつくり、院長の了解を得る"),
        Item("daily", "買い物・銀行・郵便の場所と開いている時間を案内できる", 1, "日々の買い物や用事の場所がすぐわかります", "住まいから歩ける範囲の地図をつくる"),
        Item("school", "学校・保育・介護の空きを、いまの数で答えられる", 1, "お子さんやご両親の行き先を、町が今の空きで答えます",
             "町の窓口と、空きを月に一度もらう約束をする"),
        Item("home_trip", "ご自宅や学会への行き帰りに、年に何回まで費用を出すか決まっている", 2, "ご自宅との行き来の費用が、回数で決まっています",
             "月に何往復まで出すかを決め、規程に書く"),
        Item("net", "住まいと診察室に、画面での会議に足りる通信回線がある", 1, "住まいでも診察室でも、画面での会議ができます", "回線の速さを測り、足りなければ申し込む"),
    )),
    Group("economy", "経済", (
        Item("pay", "年俸や日額に、含まれるものと含まれないものを書面で渡せる", 3, "報酬の中身が、書面ではっきりしています", "含むもの・含まないものを1枚の表にする"),
        Item("duty_pay", "当直・呼び出し・時間外の手当の額が決まっている", 3, "当直や呼び出しの手当が、1回の額で決まっています", "手当を1回いくらかで決め、募集に書く"),
        Item("house", "住まい（広さ・家賃・修繕）が用意でき、中を見てもらえる", 2, "住まいが用意され、見学の日に中を見られます",
             "住まいを掃除し、写真と間取りを用意する"),
        Item("moving", "引越しの費用を施設が出し、返還を求めない", 2, "引越しの費用は施設が出し、返していただくことはありません", "返還を求めない形に規程を改める"),
        Item("visit", "見学と体験勤務の交通費・宿泊費を出せる", 3, "見学の交通費と宿泊費を施設が出します", "見学の旅費の予算を決め、募集に書く"),
        Item("learning", "学会・研修の日数と費用の枠がある", 2, "学会と研修の日数と費用の枠があります", "年に何日・何万円までかを決める"),
        Item("liability", "医師賠償責任保険の加入と補償の額を説明できる", 2, "施設が医師賠償責任保険に入り、補償の額を説明できます",
             "保険証券を確かめ、施設と個人の範囲を1枚に書く"),
        Item("decider", "条件を決める人と、決まるまでの日数がわかっている", 3, "条件は、だれがいつまでに決めるかがわかっています",
             "決裁の順と日数を書き、間に合わない段は前もって相談する"),
    )),
    Group("practice", "診療の幅", (
        Item("needed", "必要な診療と、しなくてよい診療を書き分けてある", 3, "していただく診療と、しなくてよい診療が書き分けてあります",
             "「求める診療の範囲」の80項目に、医師と看護師長が答える"),
        Item("figures", "外来・入院・訪問の数を、直近12か月の実績で示せる", 3, "患者さんの数を、この12か月の実績で示せます", "月ごとの数を数え、最も多い日も書く"),
        Item("nights", "夜間と休日に実際に起きた回数を数えている", 3, "夜に実際に起きた回数を数えています", "当直日誌から12か月の回数を数える"),
        Item("emergency", "救急で受ける範囲と、受けないと決めた範囲がある", 3, "救急で受ける範囲と、受けない範囲が決まっています",
             "消防と、受けない症状と運ぶ先を文書で取り決める"),
        Item("retrain", "専門の外の診療を学び直す期間を用意できる", 2, "専門の外の診療を、学んでから始められます", "はじめの1か月、だれと一緒に診るかを決める"),
        Item("lighten", "年齢や体調に応じて、当直や手技を減らせる", 3, "体調に応じて、当直や手技を減らせます", "減らせるものと、その間だれが担うかを書く"),
        Item("few_days", "週1〜3日からの勤務を受け入れられる", 2, "週に1日からお迎えできます", "1日だけの外来の枠を1つ用意する"),
        Item("tools", "院内でできる検査と薬の一覧を渡せる", 1, "院内でできる検査と薬の一覧があります", "検査と採用薬の一覧を印刷する"),
    )),
    Group("support", "支援体制", (
        Item("cover", "休むときの代わりの医師が決まっている", 3, "休むときの代わりの医師が決まっています", "近くの病院や大学と、休みの代診を取り決める"),
        Item("advice", "迷ったときに相談できる専門医がいる（電話・画面）", 3, "迷ったときに、専門医へすぐ相談できます", "基幹病院と、平日に相談できる科と方法を決める"),
        Item("clerk", "書類と電子カルテの入力を手伝う人がいる", 2, "書類とカルテの入力を、手伝う人がいます", "週に半日から、入力を手伝う人を決める"),
        Item("nurse", "看護師が、医師が一人の日の動き方を知っている", 2, "医師が一人の日も、看護師が動き方を知っています", "医師が一人の日の手順を看護部と確かめる"),
        Item("first_days", "はじめの100日の予定（付き添う人・慣らしの期間）がある", 3, "はじめの100日の予定があり、付き添う人がいます",
             "着任の日から100日の予定表をつくり、付き添う人を決める"),
        Item("listening", "月に一度、困りごとを聞く場と聞く人が決まっている", 2, "月に一度、困りごとを聞く場があります", "聞く人を決め、はじめの3回の日を入れる"),
        Item("complaints", "患者さんとのもめごとに、施設が前に出て対応する", 3, "もめごとには、施設が前に出ます", "連絡の順と対応する人を決め、医師に渡す"),
        Item("leavers", "前に辞めた医師に理由を聞き、直したことがある", 2, "前の医師の声を聞いて、直してきました", "前の医師にお話をうかがい、直せる所を1つ直す"),
    )),
    Group("place", "施設と地域", (
        Item("purpose", "何を任せたいかを、院長・事務・看護が同じ言葉で言える", 3, "何をお願いしたいかが、院内で一つにまとまっています",
             "三者で話し、お願いしたいことを3行に書く"),
        Item("director", "院長（首長）が、見学の日に自分で会える", 3, "見学の日には、院長（首長）がお迎えします", "院長の空く日を月に2日、先に押さえる"),
        Item("town", "町の人や議会が、医師を迎える意味を知っている", 1, "町ぐるみでお迎えします", "広報や議会で、いまの医療の様子を伝える"),
        Item("guide", "ご家族を案内する人が決まっている", 2, "ご家族を案内する人が決まっています", "町の職員から案内する人を決める"),
        Item("renewal", "機器と建物の更新の予定を話せる", 1, "機器と建物の更新の予定をお話しできます", "更新の予定を年ごとに1枚に書く"),
        Item("records", "電子カルテに慣れるまでの助けがある", 2, "カルテに慣れるまで、隣で手伝う人がつきます", "はじめの3日、隣につく人を決める"),
        Item("future", "5年後の病床と診療科を話せる", 2, "5年後の姿をお話しできます", ""),
        Item("honest", "不便なことを3つ、先に伝えられる", 3, "不便なことも、先にお伝えしています", "不便なことを3つ、募集の「先にお伝えすること」に書く"),
    )),
)  # fmt: skip
ITEMS: tuple[Item, ...] = tuple(item for group in GROUPS for item in group.items)
ITEM_OF = {item.code: item for item in ITEMS}
GROUP_OF = {group.code: group for group in GROUPS}

Answers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Pair:
    """One question with both answers; None where somebody does not know."""

    item: Item
    group: Group
    office: Standing | None
    physician: Standing | None

    @property
    def lowest(self) -> int:
        """0 to 2; not knowing counts as not there."""
        return min(_POINTS[self.office] if self.office else 0, _POINTS[self.physician] if self.physician else 0)

    @property
    def apart(self) -> bool:
        """The two see it quite differently, or one does not know what the other says is there."""
        points = {_POINTS[s] if s else 0 for s in (self.office, self.physician)}
        return points == {0, 2}


@dataclass(frozen=True, slots=True)
class Outcome:
    """strengths: at most three, each of another group where possible; tasks: at most three; apart: seen differently."""

    strengths: list[Pair]
    tasks: list[Pair]
    apart: list[Pair]


def answered(answers: Answers) -> int:
    """How many of the forty have an answer."""
    return sum(1 for code in ITEM_OF if answers.get(code) in set(Standing))


def group_after(code: str) -> Group | None:
    """The group that follows; None after the last. Raises ValueError for an unknown code."""
    codes = [group.code for group in GROUPS]
    at = codes.index(code) + 1
    return GROUPS[at] if at < len(GROUPS) else None


def compare(office: Answers, physician: Answers) -> Outcome | None:
    """What both say together; None until each has answered enough questions."""
    if min(answered(office), answered(physician)) < ENOUGH:
        return None
    pairs = list(_pairs(office, physician))
    strong = sorted((p for p in pairs if p.lowest == 2), key=lambda p: -p.item.weight)
    weak = sorted(
        (p for p in pairs if p.lowest < 2 and p.item.task), key=lambda p: (-p.item.weight * (2 - p.lowest), not p.apart)
    )
    return Outcome(_of_many_groups(strong), weak[:TOLD], [p for p in pairs if p.apart])


def _pairs(office: Answers, physician: Answers) -> Iterator[Pair]:
    known = {standing.value: standing for standing in Standing}
    for group in GROUPS:
        for item in group.items:
            yield Pair(item, group, known.get(office.get(item.code, "")), known.get(physician.get(item.code, "")))


def _of_many_groups(pairs: list[Pair]) -> list[Pair]:
    """The heaviest first, from different groups as long as there are any."""
    chosen: list[Pair] = []
    for fresh in (True, False):
        for pair in pairs:
            taken = pair in chosen or (fresh and any(c.group == pair.group for c in chosen))
            if not taken and len(chosen) < TOLD:
                chosen.append(pair)
    return sorted(chosen, key=lambda p: -p.item.weight)
