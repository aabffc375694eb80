"""Specialties as a tree: 19 basic areas, their departments and subspecialties.

Basic areas are those of the Japanese Medical Specialty Board; departments follow the ministry's survey of physicians.
A physician
*serves* his own specialties and everything above them (循環器内科 → 内科), and the parts of a whole (産婦人科 →
産科). *Near* ones — a sibling, a department below his own, or a pair listed here — need retraining that the opening
offers and the physician wants.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True)
class Specialty:
    """One node. `part`: a physician of the parent serves it without retraining. `near`: keys reachable by
    retraining."""

    key: str
    name: str
    parent: str | None = None
    part: bool = False
    synonyms: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


def _basic(key: str, name: str, *synonyms: str, near: tuple[str, ...] = ()) -> Specialty:
    return Specialty(key, name, None, False, synonyms, near)


def _under(
    parent: str, key: str, name: str, *synonyms: str, part: bool = False, near: tuple[str, ...] = ()
) -> Specialty:
    return Specialty(key, name, parent, part, synonyms, near)


# The position in this tuple is the bit in the u64 columns: append only, never reorder.
SPECIALTIES: tuple[Specialty, ...] = (
    _basic(
        "internal_medicine",
        "内科",
        "一般内科",
        "総合内科",
        "internal",
        near=("general_practice", "home_care", "health_checkups"),
    ),
    _basic("pediatrics", "小児科", "小児", near=("general_practice", "child_psychiatry", "health_checkups")),
    _basic("dermatology", "皮膚科", "皮膚", near=("plastic_surgery", "allergy")),
    _basic("psychiatry", "精神科", "精神神経科", "神経科", near=("psychosomatic",)),
    _basic(
        "surgery",
        "外科",
        "一般外科",
        "general_surgery",
        near=("general_practice", "internal_medicine", "home_care", "health_checkups", "palliative_care"),
    ),
    _basic("orthopedics", "整形外科", "整形", "orthopaedics", near=("rehabilitation", "general_practice")),
    _basic("obstetrics_gynecology", "産婦人科", "obgyn", near=("general_practice", "health_checkups")),
    _basic("ophthalmology", "眼科", near=("health_checkups",)),
    _basic(
        "otolaryngology",
        "耳鼻咽喉科",
        "耳鼻いんこう科",
        "耳鼻科",
        "耳鼻咽喉科・頭頸部外科",
        "ent",
        near=("allergy", "general_practice"),
    ),
    _basic("urology", "泌尿器科", "泌尿器", near=("dialysis", "general_practice")),
    _basic("neurosurgery", "脳神経外科", "脳外科", near=("rehabilitation", "neurology", "general_practice")),
    _basic("radiology", "放射線科", near=("health_checkups",)),
    _basic(
        "anesthesiology", "麻酔科", "anaesthesiology", near=("palliative_care", "intensive_care", "general_practice")
    ),
    _basic("pathology", "病理", "病理診断科", "病理科", near=("laboratory_medicine", "health_checkups")),
    _basic("laboratory_medicine", "臨床検査", "臨床検査科", near=("pathology", "health_checkups")),
    _basic(
        "emergency",
        "救急科",
        "救急",
        "救急医学",
        "救命救急科",
        "emergency_medicine",
        near=("general_practice", "internal_medicine"),
    ),
    _basic("plastic_surgery", "形成外科", near=("dermatology",)),
    _basic(
        "rehabilitation",
        "リハビリテーション科",
        "リハビリ",
        "リハビリ科",
        "リハ科",
        near=("general_practice", "home_care"),
    ),
    _basic(
        "general_practice",
        "総合診療",
        "総合診療科",
        "総合診療医",
        "家庭医療",
        "プライマリ・ケア",
        "プライマリケア",
        "general_medicine",
        "family_medicine",
        near=("internal_medicine", "palliative_care"),
    ),
    _under("internal_medicine", "gastroenterology", "消化器内科", "胃腸内科", "消化器科"),
    _under("internal_medicine", "cardiology", "循環器内科", "循環器科", "心臓内科"),
    _under("internal_medicine", "respiratory", "呼吸器内科", "呼吸器科", "respiratory_medicine", "pulmonology"),
    _under("internal_medicine", "hematology", "血液内科", "血液"),
    _under(
        "internal_medicine",
        "endocrinology",
        "内分泌・代謝内科",
        "内分泌内科",
        "内分泌代謝・糖尿病内科",
        "代謝内科",
        near=("diabetes",),
    ),
    _under("internal_medicine", "diabetes", "糖尿病内科", "糖尿病・代謝内科", "糖尿病"),
    _under("internal_medicine", "neurology", "脳神経内科", "神経内科", near=("rehabilitation",)),
    _under("internal_medicine", "nephrology", "腎臓内科", "腎臓", "腎内科"),
    _under(
        "internal_medicine",
        "rheumatology",
        "リウマチ科",
        "膠原病・リウマチ内科",
        "リウマチ・膠原病内科",
        "膠原病内科",
        "リウマチ内科",
    ),
    _under("internal_medicine", "allergy", "アレルギー科", "アレルギー"),
    _under("internal_medicine", "infectious_diseases", "感染症内科", "感染症", "感染症科"),
    _under("internal_medicine", "geriatrics", "老年内科", "老年科", "老年病科", "高齢診療科"),
    _under("internal_medicine", "medical_oncology", "腫瘍内科", "がん薬物療法", near=("palliative_care",)),
    _under("gastroenterology", "hepatology", "肝臓内科", "肝臓"),
    _under("gastroenterology", "gastrointestinal_endoscopy", "消化器内視鏡", "消化器内視鏡科", "内視鏡内科"),
    _under("internal_medicine", "palliative_care", "緩和ケア内科", "緩和ケア", "緩和ケア科", near=("home_care",)),
    _under("internal_medicine", "psychosomatic", "心療内科", near=("psychiatry",)),
    _under("surgery", "gastrointestinal_surgery", "消化器外科", "胃腸外科"),
    _under("surgery", "thoracic_surgery", "呼吸器外科", "胸部外科"),
    _under("surgery", "cardiovascular_surgery", "心臓血管外科", "心臓外科", "血管外科", near=("cardiology",)),
    _under("surgery", "pediatric_surgery", "小児外科", near=("pediatrics",)),
    _under("surgery", "breast_surgery", "乳腺外科", "乳腺科"),
    _under("surgery", "endocrine_surgery", "内分泌外科", "甲状腺外科"),
    _under("surgery", "proctology", "肛門外科", "肛門科"),
    _under("obstetrics_gynecology", "obstetrics", "産科", part=True),
    _under("obstetrics_gynecology", "gynecology", "婦人科", part=True),
    _under("radiology", "diagnostic_radiology", "放射線診断科", "放射線診断", "画像診断科", part=True),
    _under("radiology", "radiation_oncology", "放射線治療科", "放射線治療"),
    _under("emergency", "intensive_care", "集中治療科", "集中治療", "icu"),
    _under("anesthesiology", "pain_clinic", "ペインクリニック", "ペインクリニック科", "疼痛緩和内科"),
    _under("plastic_surgery", "cosmetic_surgery", "美容外科"),
    _under("general_practice", "home_care", "在宅医療", "訪問診療", "在宅診療"),
    _under("psychiatry", "child_psychiatry", "児童精神科", "児童・思春期精神科"),
    _under("nephrology", "dialysis", "人工透析内科", "透析", "透析科", "人工透析科", part=True),
    _under("otolaryngology", "bronchoesophagology", "気管食道科", "気管食道外科", "頭頸部外科"),
    _under(
        "general_practice", "health_checkups", "健診・人間ドック", "健診", "検診", "人間ドック", "健診科", part=True
    ),
)

N_BASIC = 19
INDEX: dict[str, int] = {specialty.key: index for index, specialty in enumerate(SPECIALTIES)}
NAMES: tuple[str, ...] = tuple(specialty.name for specialty in SPECIALTIES)


def _folded(word: str) -> str:
    return "".join(unicodedata.normalize("NFKC", word).casefold().split())


def _lookup() -> dict[str, int]:
    words: dict[str, int] = {}
    for index, specialty in enumerate(SPECIALTIES):
        for word in (specialty.key, specialty.name, *specialty.synonyms):
            if words.setdefault(_folded(word), index) != index:
                raise AssertionError(f"{word} names two specialties")
    return words


_WORDS = _lookup()


def find(word: str) -> int | None:
    """The index of the specialty with this key, Japanese name or synonym (width, case and spaces do not matter), or
    None."""
    return _WORDS.get(_folded(word))


def ancestors(index: int) -> tuple[int, ...]:
    """The specialties above this one, nearest first."""
    parent = SPECIALTIES[index].parent
    return () if parent is None else (INDEX[parent], *ancestors(INDEX[parent]))


def _parts(index: int) -> tuple[int, ...]:
    key = SPECIALTIES[index].key
    return tuple(child for child, node in enumerate(SPECIALTIES) if node.parent == key and node.part)


def _near(index: int) -> set[int]:
    key, parent = SPECIALTIES[index].key, SPECIALTIES[index].parent
    found = {child for child, node in enumerate(SPECIALTIES) if node.parent == key}
    found |= {sibling for sibling, node in enumerate(SPECIALTIES) if parent is not None and node.parent == parent}
    for node in (index, *ancestors(index)):
        found |= {INDEX[near] for near in SPECIALTIES[node].near}
    return found


def _bits(indices: set[int]) -> int:
    return sum(1 << index for index in indices)


# SERVES[s], NEAR[s]: what a physician of specialty s serves as he is, and what he could serve after retraining. u64
# bits.
SERVES: tuple[int, ...] = tuple(_bits({index, *ancestors(index), *_parts(index)}) for index in range(len(SPECIALTIES)))
NEAR: tuple[int, ...] = tuple(_bits(_near(index)) & ~SERVES[index] for index in range(len(SPECIALTIES)))


def members(bits: int) -> tuple[int, ...]:
    """The indices whose bit is set, ascending."""
    return tuple(index for index in range(len(SPECIALTIES)) if bits >> index & 1)
