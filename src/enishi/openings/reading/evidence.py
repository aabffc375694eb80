"""How much speaks for a physician's post in a text that need not say 医師 or 募集 at all.

Several signs are weighed, none decides alone: a department or a physician's title, pay of a physician's size, the kind of
employment, a number of people, an institution; against it the pay and titles of other occupations, and words of a page that
only tells about treatment.
"""

import re
from collections.abc import Sequence
from itertools import groupby

from enishi.openings.reading.departments import FULL, LISTED
from enishi.openings.reading.line import Line
from enishi.openings.reading.noise import OTHER_WORK

ENOUGH = 4.0
"""Weight from which a part of a text counts as a physician's post."""

TITLE = re.compile(
    r"産業医|嘱託医|校医|園医|健診医|検診医|管理医師|代診|当直医|日直医|施設長|(?<![役場])所長|診療所長|院長(?:候補|募集|職|$)|副院長|科長|部長医"
)
_JOB = re.compile(
    rf"(?:職\s*種|職\s*名|職|募集職種|ポスト|役職)\s*[:\t|】\]】 ]+\s*[^\n]{{0,6}}(?:{TITLE.pattern}|医師(?!事務|クラーク))"
)
_EMPLOYMENT = re.compile(r"(?<![一-龥])(?:非?常勤|スポット|定期|単発|日勤のみ)|任期付")
_COUNT = re.compile(r"(?<!\d)\d{1,2}\s*[名人](?!体制|以上の|が|で|を診|/|ずつ)|若干名")
_PLACE = re.compile(
    r"病院|医院|クリニック|診療所|医療センター|健診センター|保健所|老健|老人保健施設|療養所|ホスピタル|工場|事業所"
)
_AMOUNT = r"(?P<man>\d[\d,.]*)\s*(?P<unit>万|千)?(?:\d千)?円?"
_PAY = (
    (re.compile(rf"(?:年俸|年収|年額|年報酬|年間?)[^\n。\d]{{0,12}}{_AMOUNT}"), 7_000_000),
    (re.compile(rf"(?:月給|月額|月収|給料|基本給)[^\n。\d]{{0,12}}{_AMOUNT}"), 550_000),
    (re.compile(rf"(?:日給|日額|日当|1日|報酬|謝金|当直料|日直料)[^\n。\d]{{0,10}}{_AMOUNT}"), 45_000),
    (re.compile(rf"(?:半日|1?コマ|1?枠|1回)[^\n。\d]{{0,8}}{_AMOUNT}"), 20_000),
    (re.compile(rf"(?:時給|時間給|1時間)[^\n。\d]{{0,8}}{_AMOUNT}"), 6_000),
)
_TREATMENT = re.compile(r"診療科のご案内|受診され|ご来院|診察券|休診のお知らせ|診療時間|外来担当|患者様へ|予約制|初診")

_TOLD = re.compile(r"講演|講師|会費|ご感想|平均(?:年収|年齢)|決算|統計|アンケート|聴講|連載|年金|(?:例|モデル)\s*:")
# A sentence that tells what is or was, of colleagues and means, offers nothing: 「内科6名の常勤医がいます。」
_STATED = re.compile(
    r"(?:がいます|おります|いました|でした|在籍し\w{0,8}|勤務しています|働いています|暮らしています)。$"
)

PAST = re.compile(r"(?:ました|でした|だった|った|した|れた)。$")
SOUGHT = re.compile(r"募集|求[めむ人]|公募|採用|探し|お願い|急募|後任")

# A note that begins with whom it wants: 「○内視鏡の先生　週１日」.
_WANTED = re.compile(
    r"^[\s○●▽▼◆■・*☆◎]+(?:内視鏡|当直|日直|訪問診療|健診|検診|外来|透析|読影|手術|病棟)の先生(?=\s|[。、:(])", re.M
)


def yen(amount: re.Match[str]) -> float:
    """The amount of a match of `_AMOUNT` in yen."""
    number = float(amount["man"].replace(",", "").rstrip(".") or 0) if amount["man"].count(".") < 2 else 0.0
    return number * {"万": 10_000, "千": 1_000, None: 1}[amount["unit"]]


def pay_of_a_physician(text: str) -> int:
    """1 when an amount in the text is what physicians are paid, -1 when all amounts are smaller, 0 without any."""
    small = False
    for pattern, least in _PAY:
        for found in pattern.finditer(text):
            if yen(found) >= least:
                return 1
            small = small or yen(found) >= 800
    if re.search(r"年俸|1コマ|半日給", text):
        return 1
    return -1 if small else 0


def weight(text: str) -> float:
    """The signs of a physician's post in one stretch of text, weighed; `ENOUGH` or more is one."""
    text = "".join(
        part
        for part in re.split(r"(?<=[。\n])", text)
        if not _STATED.search(part) and not (PAST.search(part.strip()) and not SOUGHT.search(part))
    )
    department = bool(FULL.search(text)) or any(
        LISTED.fullmatch(part) for part in re.split(r"[\s/、・:|()]+", text) if part
    )
    title = (
        bool(_JOB.search(text))
        or bool(
            re.search(
                r"(?:施設長|所長|院長|センター長)\s*\((?:管理)?医師\)|産業医|嘱託医|校医|管理医師|当直医|健診医", text
            )
        )
        or bool(_WANTED.search(text))
    )
    if not (department or title):
        return 0.0
    pay = pay_of_a_physician(text)
    employment = bool(_EMPLOYMENT.search(text))
    count = bool(_COUNT.search(text))
    if pay <= 0 and not (employment and count):
        return 0.0
    total = 1.5 * department + 2.0 * title + 1.5 * pay + employment + 0.75 * count
    total += 1.0 * bool(_PLACE.search(text)) + 0.5 * bool(re.search(r"当直|オンコール|先生|週\s*\d", text))
    if OTHER_WORK.search(text) and re.search(r"月給|時給|基本給|募集職種|職\s*種", text) and not title:
        total -= 2.0
    return total - 1.5 * min(2, len(_TREATMENT.findall(text))) - 2.0 * min(2, len(_TOLD.findall(text)))


def strongest(lines: Sequence[Line]) -> float:
    """The weight of the strongest stretch without an empty line, or of the whole when it is short."""
    stretches = [
        "\n".join(line.text for line in part)
        for blank, part in groupby(lines, key=lambda line: line.blank)
        if not blank
    ]
    found = [weight(part) for part in stretches]
    if len(lines) <= 40:
        found.append(weight("\n".join(stretches)))
    told = "\n".join(stretches)
    return max(found, default=0.0) - (2.0 if len(_TOLD.findall(told)) >= 3 else 0.0)
