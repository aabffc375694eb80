"""Talks between physicians and institutions, as people write them."""

from dataclasses import dataclass

from enishi.common.workflow import Party

D, I = Party.PHYSICIAN, Party.INSTITUTION  # noqa: E741


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question of one side, the answer of the other ("" while it waits), and the clause that grew out of both."""

    side: Party
    question: str
    answer: str = ""
    clause: str = ""
    clause_agreed: bool = True
    confirmer: str = "事務長"


NIGHTS = Exchange(
    D,
    "夜間や休日に、電話がかかってくることはありますか。家族の体調があり、遠方への呼び出しは難しいです。",
    "夜間のお電話は常勤の医師と訪問看護が受けますので、先生におかけすることはありません。",
    "夜間・休日の電話対応と呼び出しは行わない。",
)
WINTER = Exchange(
    D,
    "冬の通勤が心配です。雪の日はどうしていますか。",
    "12月から3月までは、駅から職員が車でお送りします。道が通れない日は、お休みにしてかまいません。",
    "12月から3月まで、駅と病院のあいだの送迎を医療機関が行う。",
)
FRIDAY = Exchange(
    D,
    "金曜の午後は妻の通院に付き添っています。曜日のご相談はできますか。",
    "火曜と木曜を考えておりましたので、金曜は空けていただけます。",
    "勤務は火曜・木曜とし、金曜には入れない。",
)
HOUSING = Exchange(
    D,
    "前の晩に泊まれる所はありますか。翌朝の診療に余裕を持って入りたいです。",
    "病院の向かいに宿舎があります。家具と寝具はそろっており、費用はいただきません。",
    "前泊の宿舎を無償で用意する。",
)
LEARNING = Exchange(
    D,
    "訪問診療は経験がありません。はじめはどなたかに付いて学べますか。",
    "最初の3か月は、院長といっしょに回っていただきます。慣れてからお一人でお願いします。",
    "はじめの3か月は、経験のある医師が同行する。",
)
RECORDS = Exchange(
    D,
    "電子カルテは、どのくらい使いますか。入力を手伝っていただけると助かります。",
    "医師事務作業補助者が2人おります。外来では、となりで入力をお手伝いします。",
    "外来では、医師事務作業補助者が記録の入力を補助する。",
)
PATIENTS = Exchange(
    D,
    "一日に何人くらい診ることになりますか。お一人ずつ、ゆっくり話を聞きたいです。",
    "午前に15人ほど、午後は検査と説明が中心です。予約の枠は先生のご希望に合わせられます。",
    "外来の予約は、1時間に5人までとする。",
)
HOPES = Exchange(
    I,
    "先生がとくに力を入れたい診療や、苦手なことがあれば、お聞かせください。",
    "糖尿病と高血圧の長いお付き合いを大切にしてきました。小さなお子さんの診療は、ほかの先生にお願いしたいです。",
)
YEARS = Exchange(
    I,
    "差し支えなければ、どのくらいの期間をお考えでしょうか。地域の方も気にしておられます。",
    "まずは1年、体調をみながら、できれば5年は続けたいと思っています。",
)
TEACHING = Exchange(
    D,
    "若い先生がいらっしゃれば、症例の相談に乗るような時間も持ちたいのですが。",
    "3年目の医師が1人おります。木曜の夕方に30分、いっしょに振り返っていただければ、とても喜びます。",
    "週に1回、30分の症例の振り返りの時間を勤務時間内に設ける。",
)
FAMILY = Exchange(
    D,
    "一度、妻といっしょに町を見に行ってもよいでしょうか。",
    "ぜひお越しください。診療所のあと、商店街と温泉もご案内します。交通費はこちらで持ちます。",
)
OPEN_QUESTION = Exchange(D, "検査の機器は何がありますか。超音波は自分で当てたいと思っています。")
OPEN_TO_PHYSICIAN = Exchange(I, "見学にお越しいただくとしたら、平日と土曜のどちらがよろしいでしょうか。")
DRAFT_CLAUSE = Exchange(
    D,
    "学会に年に2回は出席したいです。お休みはいただけますか。",
    "ひと月前までにお知らせいただければ、外来を調整いたします。",
    "学会への出席のため、年に2回（各2日まで）の休みを認める。",
    clause_agreed=False,
)

CLOSED_TALKS: tuple[tuple[Exchange, ...], ...] = (
    (NIGHTS, PATIENTS),
    (WINTER, HOPES, HOUSING),
    (LEARNING, YEARS),
    (FRIDAY, RECORDS),
    (TEACHING, NIGHTS),
    (HOUSING, FAMILY),
    (PATIENTS, YEARS, WINTER),
)
"""Talks in which everything is answered and every clause agreed."""

LIVE_TALKS: tuple[tuple[Exchange, ...], ...] = (
    (NIGHTS, OPEN_QUESTION),
    (LEARNING, OPEN_TO_PHYSICIAN),
    (WINTER, DRAFT_CLAUSE),
    (HOPES, OPEN_QUESTION),
    (PATIENTS, DRAFT_CLAUSE, OPEN_TO_PHYSICIAN),
)
"""Talks in which somebody has the next word."""

INSTITUTION_PASSES = (
    ("content", "専門の外来を先に整えることになり、今回は内科の先生をお迎えする余裕がありません。"),
    ("timing", "開始の時期を来年度に見送ることになりました。"),
    ("days", "週3日以上お願いできる先生を探しております。"),
)
PHYSICIAN_PASSES = ("distance", "duty", "family", "")
WHY_IT_FITS = {
    "physician": "お話しいただいた働き方に、いちばん近い募集です。",
    "institution": "長いご経験をお持ちの先生をお待ちの医療機関です。",
}
OPENING_WORDS = (
    "先日のお話をうかがい、まず思い浮かんだのがこちらでした。ご無理のない範囲で、ご覧いただければ幸いです。",
    "ご希望の「通える範囲で、外来を丁寧に」に合う所です。合っていない点も正直に書きました。",
    "院長先生と電話で話しました。年齢を重ねた先生の経験を、心から待っておられます。",
)
