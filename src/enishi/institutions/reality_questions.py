"""What a physician must know of the work itself: who else is there, who covers, what is at hand at night. Pure.

Stored as `PracticeFact`, key → value; a question without an answer is 未確認 on every page, never left out.
"""

from dataclasses import dataclass

from enishi.common.choices import Labelled
from enishi.common.japanese.widths import arabic_numerals, half_width

MOST_CHARACTERS = 200


class Part(Labelled):
    ALONE = "alone", "一人になる時間"
    BACKING = "backing", "搬送と応援"
    PEOPLE = "people", "医師と職員の数"
    WORK = "work", "仕事の量"
    TOOLS = "tools", "記録と検査"


@dataclass(frozen=True, slots=True)
class Question:
    """One fact. choices: (code, words) to choose from; unit: of a whole number; neither: words. example: how an answer reads."""

    key: str
    part: Part
    label: str
    example: str = ""
    unit: str = ""
    choices: tuple[tuple[str, str], ...] = ()

    def words(self, value: str) -> str:
        """The stored value as it is shown; a choice that is offered no longer is shown as it stands."""
        if self.choices:
            return dict(self.choices).get(value, value)
        return f"{int(value):,}{self.unit}" if self.unit and value.isdecimal() else value

    def read(self, typed: str) -> str:
        """What is stored of what was typed. Raises ValueError with a sentence for the person."""
        text = " ".join(typed.split())
        if not text:
            return ""
        if self.choices and text not in dict(self.choices):
            raise ValueError(f"{self.label}は、表示された中からお選びください。")
        if self.unit:
            number = arabic_numerals(half_width(text)).replace(",", "").removesuffix(self.unit).strip()
            if not (number.isascii() and number.isdecimal() and len(number) <= 6):
                raise ValueError(f"{self.label}は、数字でお書きください。例：{self.example}")
            return str(int(number))
        if len(text) > MOST_CHARACTERS:
            raise ValueError(f"{self.label}は{MOST_CHARACTERS}字までです（現在{len(text)}字）。")
        return text


_YES_NO = (("yes", "あり"), ("no", "なし"))
_AT_NIGHT = (("at_once", "夜間もすぐにできる"), ("called", "技師を呼び出せばできる"), ("none", "夜間はできない"))

QUESTIONS: tuple[Question, ...] = (
    Question(
        "alone_by_day", Part.ALONE, "日中、医師が一人になる時間",
        choices=(("never", "ない"), ("sometimes", "ときどきある"), ("always", "いつも一人")),
    ),
    Question(
        "alone_at_night", Part.ALONE, "夜間・休日の体制",
        choices=(
            ("none", "夜間・休日の診療はない"), ("two", "二人以上で当直"), ("one_backed", "一人で当直。呼べる医師が待機"),
            ("one", "一人で当直。応援は電話のみ"), ("on_call", "当直はなく、自宅で待機"),
        ),
    ),
    Question("called_at_night", Part.ALONE, "夜間に実際に起こされた回数（月の平均）", "直近12か月で月に2回"),
    Question("cover_for_leave", Part.ALONE, "休むときの代わり", "同じ法人の病院から代診が来ます。前月10日までに相談"),
    Question("leave_taken", Part.ALONE, "医師が実際に取った年次休暇（1人の平均）", "14", unit="日"),
    Question("transfer_hospital", Part.BACKING, "重い患者さんの搬送先", "県立見本病院（救命救急センター）"),
    Question("transfer_minutes", Part.BACKING, "搬送先まで救急車で", "35", unit="分"),
    Question("transfers_a_year", Part.BACKING, "搬送した件数（1年）", "48", unit="件"),
    Question("advice", Part.BACKING, "専門医への相談", "県立見本病院の内科・循環器内科と画面で（平日）。夜間は電話"),
    Question(
        "beyond_own_field", Part.BACKING, "専門の外の患者さん",
        choices=(
            ("refer", "診なくてよい。紹介する"), ("first_aid", "初めの対応だけ。あとは紹介する"), ("broad", "内科系はひと通り診る"),
            ("everything", "外傷・小児も含めて診る"),
        ),
    ),
    Question("full_time_doctors", Part.PEOPLE, "常勤の医師", "3", unit="人"),
    Question("part_time_doctors", Part.PEOPLE, "非常勤の医師（実人数）", "5", unit="人"),
    Question("senior_doctors", Part.PEOPLE, "うち60歳以上", "2", unit="人"),
    Question("clerks", Part.PEOPLE, "医師事務作業補助者", "2", unit="人"),
    Question("nurses_by_day", Part.PEOPLE, "外来の看護師（日中）", "4", unit="人"),
    Question("nurses_at_night", Part.PEOPLE, "夜間の看護師", "2", unit="人"),
    Question("outpatients_a_day", Part.WORK, "外来の患者さん（医師1人・1日の平均）", "25", unit="人"),
    Question("inpatients_each", Part.WORK, "受け持ちの入院患者さん（医師1人の平均）", "8", unit="人"),
    Question("home_visits", Part.WORK, "訪問診療・往診（月の件数）", "30", unit="件"),
    Question("home_visits_how", Part.WORK, "訪問の移動", "看護師が同行し、事務が運転します。片道20分まで"),
    Question("other_duties", Part.WORK, "診療のほかの仕事", "学校医2校、介護認定審査会（月1回）、検案は年に5件ほど"),
    Question("meetings", Part.WORK, "会議・委員会（月の時間）", "3", unit="時間"),
    Question(
        "records", Part.TOOLS, "診療の記録",
        choices=(("electronic", "電子カルテ"), ("orders", "オーダリングと紙"), ("paper", "紙のカルテ")),
    ),
    Question("records_vendor", Part.TOOLS, "電子カルテの名前と更新の年", "見本カルテ（2024年に更新）"),
    Question("records_from_home", Part.TOOLS, "自宅・外からカルテを見られるか", choices=_YES_NO),
    Question("imaging", Part.TOOLS, "画像の機器", "X線、CT（16列）、腹部・心エコー。MRIは市民病院"),
    Question("imaging_at_night", Part.TOOLS, "夜間の画像検査", choices=_AT_NIGHT),
    Question("lab_at_night", Part.TOOLS, "夜間の血液検査", choices=_AT_NIGHT),
)  # fmt: skip
BY_KEY = {question.key: question for question in QUESTIONS}


def of_part(part: Part) -> tuple[Question, ...]:
    return tuple(question for question in QUESTIONS if question.part is part)
