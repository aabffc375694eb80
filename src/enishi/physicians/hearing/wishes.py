"""The twenty wishes, each must, want or never."""

import re
from collections.abc import Iterator

from enishi.physicians.hearing.found import HARD, HEDGED_NEVER, ON_CONDITION, Heard, Open, Quote, left_open
from enishi.physicians.hearing.phrases import Clause
from enishi.physicians.hearing.stance import Stance, stance_after

_WORDS = {
    "housing": r"住まい(?=を?用意|が?あ|は?用意|付き|の用意)|官舎|社宅|宿舎|医師住宅|住宅(?=を?用意|付き|があ|の用意|が)",
    "travel_paid": r"交通費|旅費|通勤手当",
    "retraining": r"学び直し?|再研修|リスキリング|勉強し直|研修(?:を受け|の機会|させて)",
    "research_day": r"研究日",
    "no_weekend": r"(?:土日祝?日?|土・日|土曜と?日曜|週末)(?=[はもがの]?\s*(?:絶対(?:に)?|必ず|できれば)?\s*(?:お?休|勤務|仕事|出勤|空け))",
    "mentoring": r"(?:若い|若手の?|若手)(?:先生|医師|人)?(?:を|の|に|方の)?(?=指導|育|教)|後進の?(?=指導|育)|研修医の?(?=指導|教)|指導医",
    "management": r"管理職|役職|院長職|施設長|管理者",
    "new_field": r"新しい(?:分野|領域|診療)|未経験の?分野",
    "home_visits": r"訪問診療|往診|在宅(?:医療|診療)?",
    "outpatient": r"(?:専門)?外来(?:診療)?",
    "wards": r"病棟(?:管理|診療|業務)?|入院(?:患者|診療)",
    "checkups": r"健診|検診|人間ドック|健康診断",
    "dialysis": r"(?:血液)?透析",
    "endoscopy": r"内視鏡|胃カメラ|大腸カメラ",
    "industrial": r"産業医",
    "care_facility": r"老健|介護(?:老人保健)?施設|特養|老人ホーム",
    "remote_island": r"離島",
    "online": r"オンライン診療|遠隔診療",
    "extension_after_retirement": r"定年(?:の)?(?:後|を過ぎ)",
    "family_support": r"(?:家族|妻|夫|配偶者)(?:へ|の(?:仕事|引っ越し|引越し)?)(?:の)?支援|(?:子ども|子供)の(?:学校|保育)(?=[^。]{0,8}(?:相談|支援|手伝))",
}  # fmt: skip
_WISH = re.compile("|".join(f"(?P<{key}>{words})" for key, words in _WORDS.items()))
_WORK = frozenset(
    "mentoring management new_field home_visits outpatient wards checkups dialysis endoscopy industrial care_facility"
    " remote_island online".split()
)
"""Kinds of work, which one may wish to be spared; of the others nobody asks that there be none."""
NONE = "none"
"""「いらない」: whatever the sheet said of it before no longer holds."""

_REST = re.compile(r"休|空け")


def read(clause: Clause) -> Iterator[Heard | Open]:
    found = list(_WISH.finditer(clause.text))
    for at, mention in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(clause.text)
        key = mention.lastgroup or ""
        field = f"wish:{key}"
        stance, said = stance_after(clause, mention.end(), end)
        if key == "no_weekend":
            stance = _weekend(stance, clause.text[mention.end() : end])
        if stance is None or stance in (Stance.YES, Stance.MAYBE):
            continue  # 「外来もできる」 is no wish: what can be done stands in the scope sheet
        if not (clause.plain and said.plain):
            if (one := left_open(field, clause if not clause.plain else said)) is not None:
                yield one
            continue
        quote = Quote.of(clause, said)
        if stance is Stance.NEEDLESS:
            yield Heard(field, NONE, quote, clause.mends)
        elif stance is Stance.WANT:
            sure = clause.sure or said.sure
            if clause.under and not sure:
                yield Open(field, quote, ON_CONDITION)
                continue
            # 「できれば」 before a word weakens it, whatever else the sentence is sure of.
            yield Heard(field, "must" if sure and not clause.hedged else "want", quote, clause.mends)
        elif key not in _WORK:
            continue
        elif stance is Stance.HARD:
            yield Open(field, quote, HARD)
        elif clause.hedged or said.hedged:
            yield Open(field, quote, HEDGED_NEVER)
        elif clause.under:
            yield Open(field, quote, ON_CONDITION)
        else:
            yield Heard(field, "never", quote, clause.mends)


def _weekend(stance: Stance | None, rest: str) -> Stance | None:
    """The wish is the rest: 「土日は休みたい」, and 「土日の勤務は無理」 says the same."""
    if _REST.search(rest):
        return Stance.WANT if stance in (Stance.WANT, None, Stance.YES) else None
    return Stance.WANT if stance is Stance.NO else None
