"""What counts in the order of suggestions, in public words. The weights are read from the matching core itself."""

from dataclasses import dataclass

from enishi.engine.scores import FEATURES

WORDS = {
    "specialty": ("診療科", "先生の診療科と、募集の診療科がどれほど重なるか"),
    "wishes": ("ご希望", "先生の「必ず」「できれば」のうち、募集がかなえられる割合"),
    "nearness": ("近さ", "ご自宅からの片道の時間（目安）"),
    "quiet_nights": ("静かな夜", "当直や呼び出しの少なさ"),
    "duty_cover": ("夜の備え", "募集に当直や呼び出しがあるとき、先生が受けられるか"),
    "pay_margin": ("報酬", "先生の望む下限を、どれほど上回るか"),
    "week": ("曜日", "曜日と時間が、どれほど決まっているか"),
    "room_for_more": ("増やせる日数", "先々、日数を増やせる余地"),
    "start": ("始まり", "始められる時期が、募集の時期に間に合うか"),
    "freshness": ("鮮度", "募集が、どれほど最近に確かめられたか"),
    "licence": ("免許の確認", "医籍の確認が済んでいるか"),
    "hours_room": ("時間の余裕", "ほかの勤めと合わせた労働時間の余裕"),
}
"""Name of the feature in the core → short word and explanation."""

NEVER_COUNTED = (
    ("年齢", "60歳以上に限る募集など、法令の認める条件にだけ使い、点数には使いません"),
    ("性別", "計算に渡していません"),
    ("手数料", "計算に渡していません。金額の高い募集が先に出ることはありません"),
    ("出身大学・医局", "うかがっても、並べ方には使いません"),
    ("広告や協賛", "受け付けていません。順番はお金で買えません"),
)


@dataclass(frozen=True, slots=True)
class FeatureRow:
    """Shares of 100 for the physician's side and the institution's side; 0 where the feature does not count."""

    word: str
    explanation: str
    for_physician: int
    for_institution: int


def features() -> list[FeatureRow]:
    """Every feature of the core with its weights. Raises KeyError for one that has no words yet."""
    return [FeatureRow(*WORDS[f.name], round(f.wish_weight * 100), round(f.need_weight * 100)) for f in FEATURES]
