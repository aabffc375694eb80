"""Words of merging. Pure."""

from enishi.common.choices import Labelled


class Kind(Labelled):
    """What was entered twice."""

    PHYSICIAN = "physician", "医師"
    INSTITUTION = "institution", "医療機関"
    OPENING = "opening", "募集"


class Fate(Labelled):
    """What becomes of a row that hangs on the registration that ends."""

    MOVE = "move", "残すご登録へ移ります"
    STAY = "stay", "もとの番号に残ります"
    CHOOSE = "choose", "どちらを使うかを選びます"
    LATER = "later", "あとから保存されたほうを使います"


class Side(Labelled):
    KEPT = "kept", "残すほう"
    ABSORBED = "absorbed", "まとめるほう"
