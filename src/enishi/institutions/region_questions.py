"""What families ask of a place before they ask of the work (N12). Pure.

Stored as `RegionFact`, each answer with its source and its day; a question without an answer is 未確認, never left out.
"""

from dataclasses import dataclass

from enishi.common.choices import Labelled

MOST_CHARACTERS = 300
VOICE = "voice"
"""The one question that many may answer: what somebody who lives there says."""


class Topic(Labelled):
    TRANSPORT = "transport", "交通"
    SEASONS = "seasons", "気候と災害"
    LIVING = "living", "住まいと買い物"
    FAMILY = "family", "ご家族"
    MEDICINE = "medicine", "医療"
    TOWN = "town", "町のようす"
    HONEST = "honest", "正直メモ（不便なこと）"
    VOICES = "voices", "住む人の声"


@dataclass(frozen=True, slots=True)
class Question:
    """One fact. example: how an answer reads. matters_to_family: it stands on the page of the physician's family too."""

    key: str
    topic: Topic
    label: str
    example: str
    matters_to_family: bool = True


QUESTIONS: tuple[Question, ...] = (
    Question("station", Topic.TRANSPORT, "最寄りの駅まで", "役場から車で12分（久慈駅）"),
    Question("last_train", Topic.TRANSPORT, "最終の列車・バス", "午後8時42分（平日）"),
    Question("airport", Topic.TRANSPORT, "空港まで", "車で95分（三沢空港）"),
    Question("centre_hospital", Topic.TRANSPORT, "中核の病院まで", "車で35分（県立見本病院）"),
    Question("snow", Topic.SEASONS, "雪", "積もる日は年に38日（直近5年の平均）。幹線は町が除雪"),
    Question("summer", Topic.SEASONS, "夏と冬の気温", "8月の平均22度、1月の平均マイナス1度"),
    Question("disasters", Topic.SEASONS, "災害の備え", "津波の浸水想定あり。役場と病院は高台"),
    Question("rent", Topic.LIVING, "家賃の目安", "2LDKで月4万5千円ほど"),
    Question("shops", Topic.LIVING, "食料品の店", "町の中心に2軒、午後8時まで"),
    Question("broadband", Topic.LIVING, "インターネット", "光回線が町の全域で使えます"),
    Question("day_care", Topic.FAMILY, "保育園・こども園", "3園、待機なし（4月）"),
    Question("schools", Topic.FAMILY, "学校", "小学校2、中学校1、高校1"),
    Question("care_homes", Topic.FAMILY, "介護の施設", "特別養護老人ホーム2、デイサービス4"),
    Question("spouse_work", Topic.FAMILY, "ご家族の仕事", "町の移住の窓口が紹介します"),
    Question("doctors", Topic.MEDICINE, "町の医師の数", "11人（病院6、診療所5）", matters_to_family=False),
    Question("doctor_ages", Topic.MEDICINE, "医師の年齢", "60歳以上が7人", matters_to_family=False),
    Question("pharmacies", Topic.MEDICINE, "薬局と歯科", "薬局4、歯科3"),
    Question("industries", Topic.TOWN, "おもな産業", "漁業、木炭、乳製品"),
    Question("festivals", Topic.TOWN, "祭りと楽しみ", "秋祭り（9月）、海釣り、短角牛の市"),
    Question("honest_1", Topic.HONEST, "不便なこと　その1", "大きな書店はなく、車で60分かかります"),
    Question("honest_2", Topic.HONEST, "不便なこと　その2", "夜9時を過ぎると、開いている店はコンビニだけです"),
    Question("honest_3", Topic.HONEST, "不便なこと　その3", "冬は年に2〜3回、峠の道が止まります"),
    Question(VOICE, Topic.VOICES, "住む人の声", "「魚がおいしく、朝が静かです」60代・移住8年目"),
)  # fmt: skip
BY_KEY = {question.key: question for question in QUESTIONS}


def of_topic(topic: Topic) -> tuple[Question, ...]:
    return tuple(question for question in QUESTIONS if question.topic is topic)
