"""Six questions for each side, and for a family that came along, after a visit; four answers from yes to no. Pure."""

from enishi.common.choices import Labelled


class Degree(Labelled):
    YES = "yes", "はい"
    RATHER = "rather", "どちらかといえば、はい"
    HARDLY = "hardly", "どちらかといえば、いいえ"
    NO = "no", "いいえ"


PHYSICIAN_QUESTIONS = {
    "as_told": "前もって聞いていたことと、実際は合っていましたか",
    "work": "ここで、ご自分の診療ができると感じましたか",
    "support": "困ったときに助けてくれる人がいると感じましたか",
    "pace": "勤務の量と夜間の負担は、無理がないと感じましたか",
    "living": "この町での暮らし（ご家族を含めて）を思いえがけましたか",
    "welcome": "迎える側のことばと態度は、誠実でしたか",
}
FAMILY = "family"
"""Beside the two sides: whoever travelled along, told by the physician."""
FAMILY_QUESTIONS = {
    "as_told": "前もって聞いていた町のようすと、実際は合っていましたか",
    "home": "住まいは、暮らせそうだと感じましたか",
    "errands": "買い物・通院・学校など、毎日の用事は足りそうですか",
    "roads": "道や雪、駅までの行き来は、無理がなさそうですか",
    "people": "困ったときに、頼れる人や窓口がありそうですか",
    "together": "ごいっしょに暮らすことを、前向きに思えますか",
}
INSTITUTION_QUESTIONS = {
    "as_told": "前もって伺っていたことと、実際は合っていましたか",
    "needs": "お願いしたい診療を、お任せできると感じましたか",
    "together": "いまの職員と、いっしょに働ける方だと感じましたか",
    "pace": "先生のご希望の働き方を、受け入れられますか",
    "prepared": "迎えるための準備（住まい・人手・機器）は整いそうですか",
    "honest": "難しいことも、包み隠さずお伝えできましたか",
}
