"""What a physician wants to know beyond the law (D5–D10, D12): who is behind one, and how one lives there. Pure.

Stored as `OpeningVersion.portrait`, key → text as shown; a key without a text is 未確認 on every page, never left out.
"""

from dataclasses import dataclass

from enishi.common.choices import Labelled


class Group(Labelled):
    PRACTICE = "practice", "診療のようす"
    BACKING = "backing", "支える体制"
    LIVING = "living", "暮らし"


@dataclass(frozen=True, slots=True)
class Question:
    """One fact. example: how an answer reads; every number in it was counted or measured by the institution."""

    key: str
    group: Group
    label: str
    example: str


QUESTIONS: tuple[Question, ...] = (
    Question("outpatients", Group.PRACTICE, "外来の患者さん", "1日平均34人（直近12か月。最も多い日は52人）"),
    Question("inpatients", Group.PRACTICE, "受け持ちの入院患者さん", "平均8人"),
    Question("visits", Group.PRACTICE, "訪問診療", "月に6件。看護師が同行し、車を運転します"),
    Question("night_calls", Group.PRACTICE, "夜間に実際に起きた回数", "直近12か月で月に0.5回"),
    Question("skills", Group.PRACTICE, "求められる手技", "上部内視鏡、縫合"),
    Question("colleagues", Group.BACKING, "医師の人数", "所長1人、非常勤2人"),
    Question("cover", Group.BACKING, "休むときの代わり", "隣の見本病院が代診します"),
    Question("nurses", Group.BACKING, "看護師・事務の人数", "看護師5人、医師事務作業補助者1人"),
    Question("advice", Group.BACKING, "相談できる専門医", "市民病院の内科と画面で相談できます（平日）"),
    Question("transfer", Group.BACKING, "重い患者さんの搬送先", "市民病院まで救急車で約25分"),
    Question("records", Group.BACKING, "電子カルテ", "導入済み（2024年に更新）。慣れるまで3日、事務が隣につきます"),
    Question("equipment", Group.BACKING, "検査の機器", "X線、腹部・心エコー、12誘導心電図"),
    Question("liability", Group.BACKING, "医師賠償責任保険", "診療所が加入（1事故2億円）。先生個人の補償は含みません"),
    Question("learning", Group.BACKING, "学び直し", "初めの1か月は所長と一緒に診ます"),
    Question("dwelling", Group.LIVING, "住まい", "官舎2LDK、診療所まで歩いて3分、月2万円"),
    Question("transport", Group.LIVING, "交通", "最寄りの駅から車で12分、空港から70分。最終列車は午後8時42分"),
    Question("car", Group.LIVING, "車", "公用車をお使いいただけます"),
    Question("winter", Group.LIVING, "冬", "雪は12月から3月。積もる日は年に20日ほど"),
    Question("shopping", Group.LIVING, "買い物", "食料品店まで車で5分、午後8時まで"),
    Question("family", Group.LIVING, "ご家族", "こども園1か所、介護施設3か所。ご夫婦での見学に町の補助があります"),
    Question("going_home", Group.LIVING, "ご自宅との行き来", "月2往復まで交通費を支給"),
)
KEYS = tuple(question.key for question in QUESTIONS)
MOST_CHARACTERS = 300


def of_group(group: Group) -> tuple[Question, ...]:
    return tuple(question for question in QUESTIONS if question.group is group)
