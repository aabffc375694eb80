"""Departments as the national survey of physicians names them, each with what else people write.

The names are those of 医師・歯科医師・薬剤師統計, with 総合診療科 and 耳鼻咽喉科 as the form of the facts asks.
"""

import re

# Name of the survey: (other whole names, short names that count only where departments are listed).
DEPARTMENTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "内科": (("一般内科", "総合内科", "内科一般", "内科系一般", "内科全般", "老年内科", "老人内科", "老年科", "高齢診療科"), ("一内",)),
    "総合診療科": (("総合診療部", "総合診療", "総合診療内科", "家庭医療科", "総診"), ("家庭医療", "プライマリ・ケア")),
    "呼吸器内科": (("呼吸器科", "呼吸器・アレルギー内科"), ("呼内", "呼吸器")),
    "循環器内科": (("循環器科", "心臓内科", "循環器病科"), ("循内", "循環器")),
    "消化器内科": (("消化器科", "胃腸科", "胃腸内科", "消化器・肝臓内科", "内視鏡内科", "肝臓内科"), ("消内", "消化器")),
    "腎臓内科": (("腎内科", "腎臓科", "透析内科", "人工透析内科", "透析科", "人工透析科", "腎・透析内科", "腎臓・透析内科"), ("腎内", "腎臓", "人工透析")),
    "脳神経内科": (("神経内科",), ("脳内", "神内", "脳神内")),
    "糖尿病内科": (("糖尿病・代謝内科", "代謝内科", "内分泌内科", "糖尿病・内分泌内科", "内分泌・糖尿病内科", "内分泌・代謝内科",
                "糖尿病内分泌内科", "内分泌糖尿病内科", "内分泌代謝内科", "代謝・内分泌内科", "糖尿病科", "糖尿病代謝内科",
                "糖尿病・内分泌・代謝内科"), ("糖尿病", "糖内")),
    "血液内科": (("血液腫瘍内科", "血液・腫瘍内科"), ("血内", "血液")),
    "皮膚科": (("皮ふ科", "皮フ科", "ひふ科", "ヒフ科"), ("皮膚", "皮ふ")),
    "アレルギー科": (("アレルギー内科",), ("アレルギー",)),
    "リウマチ科": (("リウマチ・膠原病内科", "膠原病・リウマチ内科", "リウマチ膠原病内科", "膠原病リウマチ内科", "リウマチ内科",
                "膠原病内科", "膠原病科"), ("リウマチ",)),
    "感染症内科": (("感染症科",), ("感染症",)),
    "小児科": ((), ("小児",)),
    "精神科": (("精神神経科", "神経精神科", "神経科", "児童精神科"), ("精神",)),
    "心療内科": ((), ()),
    "外科": (("一般外科", "総合外科", "外科一般", "外科全般"), ()),
    "呼吸器外科": (("胸部外科",), ("呼外",)),
    "心臓血管外科": (("心臓外科", "心血管外科", "血管外科", "心臓・血管外科"), ("心外",)),
    "乳腺外科": (("乳腺科", "乳腺・内分泌外科", "乳腺内分泌外科"), ("乳腺",)),
    "気管食道外科": (("気管食道科",), ()),
    "消化器外科": (("胃腸外科", "消化器・一般外科", "肝胆膵外科"), ("消外",)),
    "泌尿器科": (("ひ尿器科", "ひにょう器科", "泌尿科"), ("泌尿器", "泌尿")),
    "肛門外科": (("肛門科", "こう門科", "こう門外科"), ()),
    "脳神経外科": (("脳外科",), ("脳外", "脳神外")),
    "整形外科": (("整形科",), ("整形", "整外")),
    "形成外科": (("形成科",), ("形成",)),
    "美容外科": ((), ()),
    "眼科": ((), ("眼",)),
    "耳鼻咽喉科": (("耳鼻いんこう科", "耳鼻科", "耳鼻咽喉科・頭頸部外科", "耳鼻咽喉・頭頸部外科", "耳鼻咽喉頭頸部外科", "耳鼻咽頭科"), ("耳鼻", "耳鼻咽喉", "耳鼻いんこう")),
    "小児外科": ((), ()),
    "産婦人科": (("産科・婦人科", "産科婦人科", "産科、婦人科"), ("産婦", "産婦人")),
    "産科": ((), ()),
    "婦人科": ((), ()),
    "リハビリテーション科": (("リハビリ科", "リハ科", "リハビリテーション内科", "リハビリテーション部", "理学診療科"), ("リハビリテーション", "リハビリ", "リハ")),
    "放射線科": (("放射線診断科", "放射線治療科", "放射線診断・治療科", "画像診断科", "放診科", "放射線医学科"), ("放射線", "放射線診断", "放射線治療", "画像診断")),
    "麻酔科": (("ペインクリニック科", "ペインクリニック内科", "ペインクリニック外科", "麻酔科・ペインクリニック"), ("麻酔", "ペインクリニック")),
    "病理診断科": (("病理科", "病理部"), ("病理診断", "病理")),
    "臨床検査科": (("臨床検査部",), ("臨床検査",)),
    "救急科": (("救急部", "救命救急科", "救急医学科", "救急総合診療科", "救急診療科", "救急集中治療科", "救急・集中治療科"), ("救急", "救命救急", "ER")),
    "緩和ケア内科": (("緩和ケア科", "緩和内科"), ("緩和ケア",)),
}  # fmt: skip

WHOLE: dict[str, str] = {alias: name for name, (full, _) in DEPARTMENTS.items() for alias in (name, *full)}
SHORT: dict[str, str] = WHOLE | {alias: name for name, (_, short) in DEPARTMENTS.items() for alias in short}


_NO_DEPARTMENT = {"救急": r"救急(?!車|搬送|隊|患者|指定|告示)"}  # 「救急車は年間約900台」


def _alternation(words: dict[str, str]) -> str:
    return "|".join(_NO_DEPARTMENT.get(word, re.escape(word)) for word in sorted(words, key=len, reverse=True))


def _before(words: dict[str, str]) -> str:
    """That one of some words may begin: most letters begin none, and a hundred names are not tried at each."""
    return f"(?=[{''.join(dict.fromkeys(word[0] for word in words))}])"


WHOLE_NAMES = _alternation(WHOLE)
# The longest name stands, and no shorter one is tried in its place (?>): 産科・婦人科 is a name and a list of two, and a long list of
# such would be tried in every way.
_WHOLE_NAME = rf"{_before(WHOLE)}(?>{WHOLE_NAMES})"
_SHORT_NAME = rf"{_before(SHORT)}(?>{_alternation(SHORT)})"
# 歯科 and its kin are no department of a physician; 小児歯科 must not be read as 小児 either.
FULL = re.compile(rf"{_before(WHOLE)}(?<![歯獣])(?>{WHOLE_NAMES})(?!衛生|技工|口腔)")
LISTED = re.compile(rf"{_before(SHORT)}(?<![歯獣])(?>{_alternation(SHORT)})(?!衛生|技工|口腔|歯科)")
LIST_JOINT = r"\s*(?:、\s*(?:または|又は|もしくは|及び|および|あるいは)|[・、,/&+]|または|又は|もしくは|若しくは|あるいは|及び|および|並びに|ならびに|と|や|か、?|or|OR)\s*"
A_SHORT_LIST = rf"{_SHORT_NAME}(?:{LIST_JOINT}{_SHORT_NAME}){{0,14}}"
A_LIST = rf"{_WHOLE_NAME}(?:{LIST_JOINT}{_WHOLE_NAME}){{0,14}}"


def canonical(word: str) -> str:
    """The survey's name for a word of LISTED. Raises KeyError for others."""
    return SHORT[word]
