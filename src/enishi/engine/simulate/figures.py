"""Published figures a made-up population is drawn in proportion to.

Physicians: 厚生労働省 「令和6年（2024年）医師・歯科医師・薬剤師統計」, physicians registered at 31 December 2024, by
prefecture, by main department and by age. Population: 総務省統計局 「人口推計」 at 1 October 2024, in thousands.
Secondary medical areas and how many of them are short of physicians: 厚生労働省 「医師偏在指標」, edition of January 2024
(short = index at most 179.3). Area in km²: 国土地理院, as printed in the same edition.
"""

from __future__ import annotations

from typing import NamedTuple


class Prefecture(NamedTuple):
    """`lat`, `lon`: the prefectural office, degrees. `population`: thousands."""

    lat: float
    lon: float
    physicians: int
    population: int
    km2: int
    areas: int
    short_areas: int


# In the order of schema.PREFECTURES.
PREFECTURE_FIGURES: tuple[Prefecture, ...] = (
    Prefecture(43.06, 141.35, 13633, 5043, 78453, 21, 11),  # 北海道
    Prefecture(40.82, 140.74, 2760, 1165, 9646, 6, 4),  # 青森県
    Prefecture(39.70, 141.15, 2749, 1145, 15275, 9, 7),  # 岩手県
    Prefecture(38.27, 140.87, 6347, 2248, 7282, 4, 3),  # 宮城県
    Prefecture(39.72, 140.10, 2417, 897, 11616, 3, 2),  # 秋田県
    Prefecture(38.24, 140.36, 2614, 1011, 9323, 4, 2),  # 山形県
    Prefecture(37.75, 140.47, 4333, 1743, 13784, 6, 4),  # 福島県
    Prefecture(36.34, 140.45, 5837, 2806, 6097, 9, 6),  # 茨城県
    Prefecture(36.57, 139.88, 4806, 1885, 6408, 6, 3),  # 栃木県
    Prefecture(36.39, 139.06, 4910, 1890, 6362, 10, 5),  # 群馬県
    Prefecture(35.86, 139.65, 14323, 7332, 3798, 10, 3),  # 埼玉県
    Prefecture(35.61, 140.12, 13817, 6251, 5157, 9, 2),  # 千葉県
    Prefecture(35.69, 139.69, 49166, 14178, 2181, 13, 3),  # 東京都
    Prefecture(35.45, 139.64, 22450, 9225, 2416, 9, 1),  # 神奈川県
    Prefecture(37.90, 139.02, 5005, 2099, 12584, 7, 6),  # 新潟県
    Prefecture(36.70, 137.21, 2895, 997, 4248, 4, 0),  # 富山県
    Prefecture(36.59, 136.63, 3453, 1098, 4186, 4, 1),  # 石川県
    Prefecture(36.07, 136.22, 2141, 739, 4191, 4, 2),  # 福井県
    Prefecture(35.66, 138.57, 2226, 791, 4461, 4, 0),  # 山梨県
    Prefecture(36.65, 138.18, 5324, 1987, 13562, 10, 4),  # 長野県
    Prefecture(35.39, 136.72, 4732, 1916, 10621, 5, 2),  # 岐阜県
    Prefecture(34.98, 138.38, 8748, 3527, 7777, 8, 3),  # 静岡県
    Prefecture(35.18, 136.91, 19081, 7460, 5170, 11, 2),  # 愛知県
    Prefecture(34.73, 136.51, 4561, 1711, 5774, 4, 1),  # 三重県
    Prefecture(35.00, 135.87, 3681, 1402, 4017, 7, 1),  # 滋賀県
    Prefecture(35.02, 135.76, 8925, 2520, 4612, 6, 3),  # 京都府
    Prefecture(34.69, 135.52, 26680, 8757, 1905, 8, 0),  # 大阪府
    Prefecture(34.69, 135.18, 15909, 5337, 8401, 8, 0),  # 兵庫県
    Prefecture(34.69, 135.83, 3971, 1285, 3691, 5, 0),  # 奈良県
    Prefecture(34.23, 135.17, 2998, 880, 4725, 7, 1),  # 和歌山県
    Prefecture(35.50, 134.24, 1832, 531, 3507, 3, 0),  # 鳥取県
    Prefecture(35.47, 133.05, 2143, 642, 6708, 7, 3),  # 島根県
    Prefecture(34.66, 133.93, 6140, 1831, 7107, 5, 2),  # 岡山県
    Prefecture(34.40, 132.46, 7919, 2714, 8480, 7, 0),  # 広島県
    Prefecture(34.19, 131.47, 3740, 1281, 6113, 8, 2),  # 山口県
    Prefecture(34.07, 134.56, 2470, 685, 4147, 3, 1),  # 徳島県
    Prefecture(34.34, 134.04, 2886, 917, 1877, 3, 1),  # 香川県
    Prefecture(33.84, 132.77, 3917, 1276, 5676, 6, 0),  # 愛媛県
    Prefecture(33.56, 133.53, 2215, 656, 7104, 4, 1),  # 高知県
    Prefecture(33.61, 130.42, 16887, 5092, 4987, 13, 1),  # 福岡県
    Prefecture(33.25, 130.30, 2263, 788, 2441, 5, 2),  # 佐賀県
    Prefecture(32.74, 129.87, 4433, 1252, 4131, 8, 0),  # 長崎県
    Prefecture(32.79, 130.74, 5165, 1697, 7409, 10, 2),  # 熊本県
    Prefecture(33.24, 131.61, 3435, 1085, 6341, 6, 1),  # 大分県
    Prefecture(31.91, 131.42, 2961, 1033, 7735, 7, 5),  # 宮崎県
    Prefecture(31.56, 130.56, 4831, 1532, 9187, 9, 5),  # 鹿児島県
    Prefecture(26.21, 127.68, 4043, 1466, 2281, 5, 0),  # 沖縄県
)

# Physicians by main department; the departments the survey does not name apart appear as second specialties.
PHYSICIANS_BY_SPECIALTY: dict[str, int] = {
    "internal_medicine": 62161,
    "respiratory": 7271,
    "cardiology": 13596,
    "gastroenterology": 16251,
    "nephrology": 5832,
    "neurology": 5976,
    "diabetes": 6168,
    "hematology": 3038,
    "rheumatology": 1989,
    "infectious_diseases": 637,
    "pediatrics": 18009,
    "psychiatry": 17259,
    "psychosomatic": 921,
    "dermatology": 10043,
    "surgery": 12341,
    "thoracic_surgery": 2119,
    "cardiovascular_surgery": 3084,
    "breast_surgery": 2329,
    "gastrointestinal_surgery": 5564,
    "urology": 8069,
    "neurosurgery": 7574,
    "orthopedics": 22630,
    "plastic_surgery": 3354,
    "ophthalmology": 13436,
    "otolaryngology": 9330,
    "pediatric_surgery": 923,
    "obstetrics_gynecology": 11188,
    "obstetrics": 502,
    "gynecology": 2218,
    "rehabilitation": 3214,
    "radiology": 7533,
    "anesthesiology": 10628,
    "pathology": 2249,
    "laboratory_medicine": 604,
    "emergency": 4081,
    "intensive_care": 926,
}

SHARE_60_OR_OVER = 109_480 / 347_772  # of all registered physicians
