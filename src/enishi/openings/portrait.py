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
    """One fact. example: how an answer reads; every number in it was counted or measured by the institution.

    unit: of a whole number (分, 人 …), stored as 「25分」; choices: the words to choose from, stored as chosen. With neither
    the answer is free words.
    """

    key: str
    group: Group
    label: str
    example: str
    unit: str = ""
    choices: tuple[str, ...] = ()

    def number_in(self, text: str) -> int | None:
        """The number of a stored answer, None where it is no bare number of this unit."""
        bare = text.removesuffix(self.unit) if self.unit else ""
        return int(bare) if bare.isascii() and bare.isdigit() else None


QUESTIONS: tuple[Question, ...] = (
    Question("outpatients", Group.PRACTICE, "外来の患者さん", "1日平均34人（直近12か月。最も多い日は52人）"),
    Question("inpatients", Group.PRACTICE, "受け持ちの入院患者さん", "平均8人"),
    Question("visits", Group.PRACTICE, "訪問診療", "月に6件。看護師が同行し、車を運転します"),
    Question("night_calls", Group.PRACTICE, "夜間に実際に起きた回数", "直近12か月で月に0.5回"),
    Question("skills", Group.PRACTICE, "求められる手技", "上部内視鏡、縫合"),
    Question("new_patients", Group.PRACTICE, "初診の患者さん（1日に）", "6人", unit="人"),
    Question("minutes_each", Group.PRACTICE, "お一人にかけられる時間", "10分", unit="分"),
    Question("age_of_patients", Group.PRACTICE, "患者さんの年齢", "65歳以上がおよそ7割"),
    Question("common_illness", Group.PRACTICE, "多いご病気", "高血圧、糖尿病、腰の痛み"),
    Question("beds_mine", Group.PRACTICE, "受け持ちの病床", "20床", unit="床"),
    Question("emergency", Group.PRACTICE, "救急の受け入れ", "昼だけ", choices=("受けない", "昼だけ", "昼夜とも")),
    Question("ambulances", Group.PRACTICE, "救急車（月に）", "12台", unit="台"),
    Question("deaths_at_home", Group.PRACTICE, "ご自宅での看取り（年に）", "8件", unit="件"),
    Question("endoscopies", Group.PRACTICE, "内視鏡（月に）", "30件", unit="件"),
    Question("operations", Group.PRACTICE, "手術（年に）", "なし。縫合などの小さな処置だけ"),
    Question("children", Group.PRACTICE, "お子さんの診察", "ある", choices=("ない", "ある", "相談できる")),
    Question("school_doctor", Group.PRACTICE, "学校医・園医", "相談できる", choices=("ない", "ある", "相談できる")),
    Question("company_doctor", Group.PRACTICE, "産業医", "ない", choices=("ない", "ある", "相談できる")),
    Question("checkups", Group.PRACTICE, "健康診断・予防接種", "春と秋に多く、1日20人ほど"),
    Question("alone", Group.PRACTICE, "医師が一人になる時間", "火曜の午後、週に半日"),
    Question("paperwork", Group.PRACTICE, "書類の仕事", "主治医意見書が月に15枚。下書きは事務がします"),
    Question("meetings", Group.PRACTICE, "会議（月に）", "2時間", unit="時間"),
    Question(
        "telemedicine", Group.PRACTICE, "オンライン診療", "準備中", choices=("行っている", "準備中", "行っていない")
    ),
    Question("colleagues", Group.BACKING, "医師の人数", "所長1人、非常勤2人"),
    Question("cover", Group.BACKING, "休むときの代わり", "隣の見本病院が代診します"),
    Question("nurses", Group.BACKING, "看護師・事務の人数", "看護師5人、医師事務作業補助者1人"),
    Question("advice", Group.BACKING, "相談できる専門医", "市民病院の内科と画面で相談できます（平日）"),
    Question("transfer", Group.BACKING, "重い患者さんの搬送先", "市民病院まで救急車で約25分"),
    Question("records", Group.BACKING, "電子カルテ", "導入済み（2024年に更新）。慣れるまで3日、事務が隣につきます"),
    Question("equipment", Group.BACKING, "検査の機器", "X線、腹部・心エコー、12誘導心電図"),
    Question("liability", Group.BACKING, "医師賠償責任保険", "診療所が加入（1事故2億円）。先生個人の補償は含みません"),
    Question("learning", Group.BACKING, "学び直し", "初めの1か月は所長と一緒に診ます"),
    Question("clerks", Group.BACKING, "医師事務作業補助者", "2人", unit="人"),
    Question("night_nurses", Group.BACKING, "夜勤の看護師", "2人", unit="人"),
    Question("second_call", Group.BACKING, "二番目に呼ばれる医師", "いる（院長）"),
    Question("leave_taken", Group.BACKING, "医師の年次休暇の取得（昨年・平均）", "12日", unit="日"),
    Question("cover_days", Group.BACKING, "続けて休める日数", "7日", unit="日"),
    Question("images", Group.BACKING, "遠隔の画像診断", "あり", choices=("あり", "なし")),
    Question("lab", Group.BACKING, "院内の検査", "血算・生化学・CRPは30分で結果が出ます"),
    Question("pharmacist", Group.BACKING, "薬剤師", "いる", choices=("いる", "いない")),
    Question("therapists", Group.BACKING, "リハビリの専門職", "3人", unit="人"),
    Question("interpreter", Group.BACKING, "外国の方の通訳", "電話の通訳があります"),
    Question("online_journals", Group.BACKING, "文献の閲覧", "あり", choices=("あり", "なし")),
    Question("conference", Group.BACKING, "学会・研修への出席", "年に5日、費用は10万円まで病院が負担"),
    Question("mentor", Group.BACKING, "着任してから隣につく人", "最初の4週間は院長"),
    Question("seniors", Group.BACKING, "60歳以上の医師", "3人", unit="人"),
    Question("last_doctor", Group.BACKING, "前任の先生", "8年勤め、ご家族の都合で2026年3月に退任"),
    Question("claims", Group.BACKING, "患者さんからの苦情への対応", "事務長が窓口になります"),
    Question("dwelling", Group.LIVING, "住まい", "官舎2LDK、診療所まで歩いて3分、月2万円"),
    Question("transport", Group.LIVING, "交通", "最寄りの駅から車で12分、空港から70分。最終列車は午後8時42分"),
    Question("car", Group.LIVING, "車", "公用車をお使いいただけます"),
    Question("winter", Group.LIVING, "冬", "雪は12月から3月。積もる日は年に20日ほど"),
    Question("shopping", Group.LIVING, "買い物", "食料品店まで車で5分、午後8時まで"),
    Question("family", Group.LIVING, "ご家族", "こども園1か所、介護施設3か所。ご夫婦での見学に町の補助があります"),
    Question("going_home", Group.LIVING, "ご自宅との行き来", "月2往復まで交通費を支給"),
    Question("rent", Group.LIVING, "住まいの自己負担（月に）", "20000円", unit="円"),
    Question("dwelling_size", Group.LIVING, "住まいの広さ", "2LDK（62平方メートル）"),
    Question("furniture", Group.LIVING, "家具・家電", "すべてあり", choices=("すべてあり", "一部あり", "なし")),
    Question("internet", Group.LIVING, "住まいの回線", "光回線", choices=("光回線", "携帯回線だけ", "なし")),
    Question("to_work", Group.LIVING, "住まいから職場まで", "3分", unit="分"),
    Question("to_station", Group.LIVING, "最寄りの駅まで（車で）", "12分", unit="分"),
    Question("to_airport", Group.LIVING, "最寄りの空港まで（車で）", "70分", unit="分"),
    Question("to_center", Group.LIVING, "地域の中心の病院まで（車で）", "25分", unit="分"),
    Question("to_pharmacy", Group.LIVING, "薬局まで（歩いて）", "5分", unit="分"),
    Question(
        "without_car",
        Group.LIVING,
        "車がなくても暮らせるか",
        "買い物の日だけ車が要る",
        choices=("暮らせる", "買い物の日だけ車が要る", "車が要る"),
    ),
    Question("snow_days", Group.LIVING, "雪の積もる日（年に）", "20日", unit="日"),
    Question("summer", Group.LIVING, "夏の暑さ", "30度を超える日は年に15日ほど"),
    Question("disaster", Group.LIVING, "災害", "津波の浸水の想定区域の外。停電は昨年1回"),
    Question("eating", Group.LIVING, "外で食べるところ", "定食屋2軒、すし屋1軒"),
    Question("spouse_work", Group.LIVING, "ご家族の仕事", "看護師・保育士の募集があります"),
    Question("schools", Group.LIVING, "学校", "小・中学校まで歩いて10分、高校は隣の市"),
    Question("pets", Group.LIVING, "ペット", "相談できる", choices=("飼える", "相談できる", "飼えない")),
    Question("pleasures", Group.LIVING, "楽しみ", "渓流釣り、温泉まで車で8分、夏まつり"),
    Question("welcome", Group.LIVING, "地域の方々", "着任のときに町内会があいさつの席を設けます。欠席もできます"),
)
QUESTION_OF = {question.key: question for question in QUESTIONS}
KEYS = tuple(question.key for question in QUESTIONS)
MOST_CHARACTERS = 300


def of_group(group: Group) -> tuple[Question, ...]:
    return tuple(question for question in QUESTIONS if question.group is group)
