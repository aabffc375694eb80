"""診療できる範囲シート (N15): the items both sides mark, in ten groups. Pure data; codes never change once used.

`help` is for clerks who are no physicians: what the item means at work. `refresher`: how a physician usually comes back to
what he or she did long ago; a suggestion for the talk, never a certificate.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from enishi.common.choices import Labelled


@dataclass(frozen=True, slots=True)
class Item:
    """One kind of care. help: "" where the label speaks for itself."""

    code: str
    label: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Items that stand on one page. refresher: the usual way back, in words."""

    code: str
    label: str
    refresher: str
    items: tuple[Item, ...]


def _group(code: str, label: str, refresher: str, *items: tuple[str, str] | tuple[str, str, str]) -> Group:
    return Group(code, label, refresher, tuple(Item(*item) for item in items))


GROUPS: tuple[Group, ...] = (
    _group(
        "chronic", "外来（長くつきあう病気）", "総合診療の学び直しの講座（総合医リカレント ReGeneral など）と、はじめの数週の外来の同席",
        ("hypertension", "高血圧・脂質異常症"),
        ("diabetes", "糖尿病（飲み薬）"),
        ("insulin", "インスリンの開始と調整", "注射で血糖を下げる治療です。"),
        ("asthma", "ぜんそく・COPD", "COPDは、たばこなどで肺がいたむ病気です。"),
        ("heart_failure", "心不全の外来管理"),
        ("anticoagulant", "心房細動と血を固まりにくくする薬"),
        ("thyroid", "甲状腺の病気"),
        ("dementia", "認知症の診断と薬の調整"),
    ),
    _group(
        "acute", "外来（急な症状）", "総合診療の学び直しの講座（総合医リカレント ReGeneral など）と、はじめの数週の外来の同席",
        ("cold", "かぜ・インフルエンザ・新型コロナ"),
        ("abdominal_pain", "腹痛の初期診断"),
        ("dizziness", "めまい・頭痛の初期診断"),
        ("pneumonia", "肺炎・尿路感染の治療"),
        ("skin", "よくある皮膚の病気"),
        ("back_pain", "腰痛・ひざの痛み"),
        ("eye_ear", "目・耳・鼻の初期対応"),
        ("mood", "不眠・不安・気分の落ち込み"),
    ),
    _group(
        "children", "小児・予防接種・女性の健康", "小児科外来の見学と同席、予防接種の研修会",
        ("child_cold", "小児のかぜ"),
        ("child_fever", "小児の発熱・けいれんの初期対応"),
        ("child_checkup", "乳幼児の健診"),
        ("child_vaccine", "予防接種（子ども）"),
        ("adult_vaccine", "予防接種（大人）"),
        ("school_doctor", "学校医・園医"),
        ("pregnancy", "妊娠中・授乳中の方の薬の相談"),
        ("osteoporosis", "骨粗しょう症・更年期の相談"),
    ),
    _group(
        "wounds", "けが・処置", "手技の実習（ハンズオン）と、常勤医が付き添うはじめの数例",
        ("suture", "けがの縫合", "切り傷を縫う処置です。"),
        ("fracture", "骨折・脱臼の整復と固定"),
        ("burn", "やけど・床ずれの処置"),
        ("abscess", "うみの切開"),
        ("foreign_body", "異物を取り除く処置"),
        ("joint_injection", "関節の注射・穿刺"),
        ("minor_surgery", "外来の小手術", "皮膚のできものの切除、巻き爪などです。"),
        ("nerve_block", "神経ブロック", "痛みをとる注射です。"),
    ),
    _group(
        "tests", "検査・画像", "指導者のいる検査室での実習と、読影の二重確認",
        ("abdominal_echo", "腹部エコー"),
        ("heart_echo", "心エコー"),
        ("neck_echo", "首（頸動脈・甲状腺）のエコー"),
        ("chest_xray", "胸部エックス線の読影"),
        ("ct_reading", "CTの一次読影"),
        ("gastroscopy", "上部内視鏡（胃カメラ）"),
        ("colonoscopy", "下部内視鏡（大腸カメラ）"),
        ("ecg", "心電図・ホルター心電図の判読"),
    ),
    _group(
        "emergency", "救急・当直", "蘇生の講習（ICLS・ACLSなど）の受け直しと、はじめの当直の二人体制",
        ("night_adult", "当直での救急の初期対応（大人）"),
        ("resuscitation", "心肺蘇生・除細動"),
        ("intubation", "気管挿管", "息の通り道に管を入れる処置です。"),
        ("central_line", "中心静脈の確保"),
        ("stroke_first", "脳卒中が疑われるときの初期対応"),
        ("heart_attack", "心筋梗塞が疑われるときの初期対応"),
        ("ambulance", "救急車の受け入れと転送の判断"),
        ("night_ward", "夜間の病棟の対応"),
    ),
    _group(
        "ward", "病棟", "病棟の同席と、はじめの受け持ちを少なくすること",
        ("ward_general", "一般病棟の主治医"),
        ("ward_care", "地域包括ケア・療養病棟の主治医"),
        ("rehabilitation", "リハビリテーションの指示"),
        ("puncture", "胸水・腹水の穿刺"),
        ("tube_feeding", "経管栄養・胃ろうの管理と交換"),
        ("ventilator", "人工呼吸器の管理"),
        ("transfusion", "輸血"),
        ("discharge", "退院支援・多職種の会議"),
    ),
    _group(
        "home", "在宅・看取り", "訪問診療の同行（2〜4週）と、緩和ケア研修会（PEACE）",
        ("home_visits", "訪問診療"),
        ("house_call", "緊急の往診"),
        ("home_oxygen", "在宅酸素・在宅の人工呼吸"),
        ("end_of_life", "ご自宅・施設での看取り"),
        ("pain_relief", "がんの痛みの治療（医療用麻薬）"),
        ("death_certificate", "死亡診断・死体検案", "検案は、病院の外で亡くなった方の死因を調べることです。"),
        ("facility_rounds", "施設の回診（特養・老健など）"),
        ("care_opinion", "主治医意見書", "介護保険の認定に使う書類です。"),
    ),
    _group(
        "special", "専門的な管理", "その診療科の常勤医と組むことと、学会の教育講演",
        ("dialysis", "血液透析の管理"),
        ("chemotherapy", "外来での抗がん剤治療"),
        ("palliative", "緩和ケア"),
        ("psychiatry", "精神科の患者さんの体の管理"),
        ("rheumatism", "関節リウマチの薬の管理"),
        ("surgery_assistant", "手術の助手"),
        ("anaesthesia", "全身麻酔"),
        ("incurable", "難病・神経難病の管理"),
    ),
    _group(
        "health", "健診・産業保健・教える", "健診機関での二重読影、産業医の研修会",
        ("checkup", "健診の診察"),
        ("checkup_chest", "健診の胸部エックス線の読影"),
        ("checkup_stomach", "胃エックス線（バリウム）の読影"),
        ("checkup_results", "人間ドックの結果の説明"),
        ("health_guidance", "特定保健指導"),
        ("industrial", "産業医", "働く人の健康を守る、会社の医師です。資格が要ります。"),
        ("mentoring", "若い医師・学生の指導"),
        ("online", "オンライン診療"),
    ),
)  # fmt: skip

GROUP_OF: dict[str, Group] = {group.code: group for group in GROUPS}
ITEM_OF: dict[str, Item] = {item.code: item for group in GROUPS for item in group.items}
HOME_OF: dict[str, Group] = {item.code: group for group in GROUPS for item in group.items}
"""The group of each item."""


def group_after(code: str) -> Group | None:
    """The group that follows; None after the last. Raises KeyError for an unknown group."""
    place = GROUPS.index(GROUP_OF[code]) + 1
    return GROUPS[place] if place < len(GROUPS) else None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one group is answered. counts: (word of the answer, how many) for answers that occur."""

    group: Group
    answered: int
    counts: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        return len(self.group.items)

    @property
    def is_done(self) -> bool:
        return self.answered == self.total

    @property
    def words(self) -> str:
        """「今できる 5・行わない 3」, or 「まだお答えがありません」."""
        return "・".join(f"{word} {n}" for word, n in self.counts) or "まだお答えがありません"


def progress_of(answers: Mapping[str, str], kinds: Iterable[Labelled]) -> list[Progress]:
    """One line for each group, in the order of the sheet. answers: code of the item → code of one of `kinds`."""
    kinds, lines = list(kinds), []
    for group in GROUPS:
        given = [answers[item.code] for item in group.items if item.code in answers]
        counts = tuple((kind.label, given.count(str(kind))) for kind in kinds if str(kind) in given)
        lines.append(Progress(group, len(given), counts))
    return lines
