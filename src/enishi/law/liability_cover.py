"""医師賠償責任保険の切れ目: when nobody's insurance may answer for a treatment, told in plain words. Pure; advice, never a ruling.

Who treats may be sued for it for twenty years, within five of knowing (民法167条・724条・724条の2, in force 2020-04-01); what an
insurance asks for is its contract. So each note ends in what to ask whom.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from enishi.law.parameters import value

FULL_TIME_HALF_DAYS = 8
"""From so many half days a week on we take a post for a full one, whose physicians a hospital's policy usually names."""
CLAIMS = "民法167条・724条・724条の2"


class Own(StrEnum):
    """The insurance the physician has in his or her own name."""

    ASSOCIATION = "association"
    PRIVATE = "private"
    NONE = "none"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        return {
            "association": "日本医師会の保険（A会員など）",
            "private": "ご自分で契約した保険",
            "none": "入っていない（勤務先の保険だけ）",
            "unknown": "分からない",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Situation:
    """last_day: of the present post; first_day: of the new one; None while not known. half_days: of the new post a week."""

    last_day: date | None = None
    first_day: date | None = None
    own: Own = Own.UNKNOWN
    half_days: int | None = None
    other_jobs: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """One sentence, what to ask whom, and whether there is a hole (else it is worth knowing)."""

    code: str
    sentence: str
    ask: str
    is_hole: bool = False
    source: str = ""


def notes_on(situation: Situation, on: date) -> list[Note]:
    """What the dates and the insurance call for, holes first; empty while no day is known."""
    if situation.last_day is None and situation.first_day is None:
        return []
    found = [*_between(situation), *_part_time(situation), *_past_acts(situation, on), *_own(situation)]
    return sorted(found, key=lambda note: not note.is_hole)


def _between(s: Situation) -> list[Note]:
    if s.last_day is None:
        return []
    after = s.last_day + timedelta(days=1)
    if s.first_day is None:
        sentence = f"{_day(after)}からは、いまの勤務先の保険がありません。次の勤務の日は、まだ決まっていません。"
        return [Note("open", sentence, _ask_between(s.own), s.own in (Own.NONE, Own.UNKNOWN))]
    days = (s.first_day - after).days
    if days > 0:
        before = s.first_day - timedelta(days=1)
        span = _day(after) if days == 1 else f"{_day(after)}から{_day(before)}までの{days}日間"
        hole = s.own in (Own.NONE, Own.UNKNOWN)
        return [Note("gap", f"{span}は、どの勤務先の保険もありません。", _ask_between(s.own), hole)]
    if days == 0:
        return [Note("joined", "いまの勤務先と次の勤務先のあいだに、日のすき間はありません。",
                     "退職の日と着任の日が動いたら、もう一度お確かめください。")]  # fmt: skip
    sentence = f"{_day(s.first_day)}から{_day(s.last_day)}までは、二つの勤務先で診療なさいます。"
    return [
        Note(
            "overlap", sentence, "どちらの診療かで、使う保険が変わります。両方の施設に、対象かどうかをお尋ねください。"
        )
    ]


def _ask_between(own: Own) -> str:
    if own is Own.NONE:
        return "この間に健診や外来の応援をなさるなら、応援先の施設の保険が先生個人も守るかを、先にお尋ねください。守らなければ、個人の保険を先にご契約ください。"
    if own is Own.UNKNOWN:
        return "先生個人の保険があるかを、給与明細の天引きや、医師会・学会の証券でお確かめください。この間の診療は、そのあとに。"
    return "ご自分の保険が、退職と同時に変わったり終わったりしないかを、契約先にお尋ねください。"


def _part_time(s: Situation) -> list[Note]:
    part = s.half_days is not None and s.half_days < FULL_TIME_HALF_DAYS
    if s.first_day is None or not (part or s.other_jobs):
        return []
    words = (
        f"新しい勤務は、週{s.half_days}コマ（半日単位）の非常勤です。"
        if part
        else "ほかの勤務先の非常勤も続けられます。"
    )
    return [
        Note(
            "part_time",
            f"{words}施設の保険は、非常勤の医師個人までは守らないことがあります。",
            "「非常勤の医師個人の責任も、施設の保険（勤務医師の特約など）に入っていますか」と、施設の事務にお尋ねください。",
            s.own in (Own.NONE, Own.UNKNOWN),
        )
    ]


def _past_acts(s: Situation, on: date) -> list[Note]:
    """Claims come later than treatments: those of the present post after it ends, and those before a new policy begins."""
    if s.last_day is None:
        return []
    known, most = value("injury_claim_known_years", on), value("injury_claim_years", on)
    found = [
        Note(
            "past_acts",
            f"いまの勤務先での診療は、やめたあとに請求を受けることがあります（知ってから{known}年、診療から{most}年まで）。",
            "「退職したあとの請求も、在職中の診療なら守られますか」と、やめる前にいまの勤務先へお尋ねください。お返事は書面でもらいます。",
            source=CLAIMS,
        )
    ]
    if s.own in (Own.NONE, Own.UNKNOWN):
        found.append(
            Note(
                "prior_acts",
                "新しく入る保険は、入る前の診療についての請求（先行行為）を、対象にしないことがあります。",
                "新しい保険の申し込みの前に、「先行行為の補償」があるかを、保険会社か代理店にお尋ねください。",
            )
        )
    return found


def _own(s: Situation) -> list[Note]:
    if s.own is Own.ASSOCIATION:
        return [Note("association", "日本医師会の保険は、会員の種別で対象が変わります。勤務の形が変わると、種別も変わることがあります。",
                     "種別の変更や退会の届けを出す前に、医師会の事務局に「保険はいつまで、どの診療まで」とお尋ねください。")]  # fmt: skip
    if s.own is Own.PRIVATE:
        return [Note("private", "ご自分の契約に、勤務先や勤務の形が書かれていることがあります。",
                     "契約の「勤務先」「勤務の形」の変更届と、やめるときの「延長の特約」を、代理店にお尋ねください。")]  # fmt: skip
    return []


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
