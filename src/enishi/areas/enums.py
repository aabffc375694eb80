"""Words of the maldistribution policy, usable without Django."""

from enishi.common.choices import Labelled


class Region(Labelled):
    """The eight usual blocks of prefectures."""

    HOKKAIDO = "hokkaido", "北海道"
    TOHOKU = "tohoku", "東北"
    KANTO = "kanto", "関東"
    CHUBU = "chubu", "中部"
    KINKI = "kinki", "近畿"
    CHUGOKU = "chugoku", "中国"
    SHIKOKU = "shikoku", "四国"
    KYUSHU = "kyushu", "九州・沖縄"


class AreaClass(Labelled):
    """Where an index lies between the two lines; computed here, not the ministry's or a prefecture's own list."""

    MANY = "many", "医師多数"
    MIDDLE = "middle", "中程度"
    FEW = "few", "医師少数"


class DesignationKind(Labelled):
    """What a prefecture has officially named: dated facts that an operator enters, apart from the computed class."""

    SHORTAGE_AREA = "shortage_area", "医師少数区域"
    SHORTAGE_SPOT = "shortage_spot", "医師少数スポット"
    PRIORITY_AREA = "priority_area", "重点医師偏在対策支援区域"


class LocatedBy(Labelled):
    """What a municipality's coordinates stand for."""

    OFFICE = "office", "役所・役場（代表点）"
    CITY = "city", "市の代表点（区の位置が不明）"
    UNKNOWN = "unknown", "位置不明"
