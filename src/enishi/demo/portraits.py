"""What openings of the demo say beyond the law: by kind of place, and like real ones with gaps."""

from typing import TYPE_CHECKING
from zlib import crc32

from enishi.demo.places import PINNED_PLACE, SOUTH

if TYPE_CHECKING:
    from enishi.demo.offers import Offer

COMMON = {
    "cover": ("近くの病院が代診します", "同じ法人の医師が代わります", "院長が代わります"),
    "advice": (
        "基幹病院の専門医と画面で相談できます（平日）",
        "週に一度、大学の専門医が来ます",
        "電話でいつでも相談できます",
    ),
    "transfer": ("基幹病院まで救急車で約25分", "基幹病院まで救急車で約40分", "院内で受けられます"),
    "records": (
        "導入済み。慣れるまで3日、事務が隣につきます",
        "紙のカルテです",
        "導入済み。入力は医師事務作業補助者が手伝います",
    ),
    "liability": (
        "施設が加入（1事故1億円）。先生個人の補償は含みません",
        "施設が加入（1事故2億円）。個人の保険をお勧めします",
    ),
    "learning": ("初めの1か月は院長と一緒に診ます", "見学を2日していただいてから始めます"),
    "transport": (
        "最寄りの駅から車で12分。最終列車は午後9時すぎ",
        "駅から歩いて8分",
        "空港から車で70分、駅まで送り迎えします",
    ),
    "car": ("公用車をお使いいただけます", "駐車場あり（無料）"),
    "winter": (
        "雪は12月から3月。積もる日は年に20日ほど",
        "雪はほとんど降りません",
        "根雪は12月から4月。除雪は町がします",
    ),
    "shopping": ("食料品店まで車で5分、午後8時まで", "歩いて3分にスーパーがあります"),
    "to_station": ("12分", "8分", "25分"),
    "to_airport": ("70分", "45分", "110分"),
    "to_center": ("25分", "40分"),
    "without_car": ("買い物の日だけ車が要る", "車が要る", "暮らせる"),
    "snow_days": ("20日", "2日", "75日"),
    "internet": ("光回線",),
    "seniors": ("3人", "1人", "5人"),
    "clerks": ("1人", "2人"),
    "images": ("あり", "なし"),
    "alone": ("火曜の午後、週に半日", "ありません"),
    "emergency": ("昼だけ", "受けない"),
    "pleasures": ("渓流釣り、温泉まで車で8分", "海が近く、朝市があります"),
    "family": ("こども園1か所、介護施設3か所", "ご夫婦での見学に町の補助があります"),
}
BY_KIND = {
    "hospital": {
        "colleagues": ("常勤8人、非常勤12人（うち60歳以上が5人）", "常勤15人、非常勤20人"),
        "nurses": ("看護師62人、医師事務作業補助者4人", "看護師110人、医師事務作業補助者9人"),
        "equipment": ("CT、MRI、内視鏡、超音波", "CT、内視鏡、超音波、骨密度"),
        "outpatients": ("1日平均22人（直近12か月。最も多い日は35人）", "1日平均30人（直近12か月）"),
        "inpatients": ("平均8人", "受け持ちはありません"),
    },
    "clinic": {
        "colleagues": ("所長1人、非常勤2人", "院長1人"),
        "nurses": ("看護師4人、事務2人", "看護師5人、医師事務作業補助者1人"),
        "equipment": ("X線、腹部・心エコー、12誘導心電図", "X線、超音波、迅速血液検査"),
        "outpatients": ("1日平均34人（直近12か月。最も多い日は52人）", "1日平均18人（直近12か月）"),
        "visits": ("月に6件。看護師が同行し、車を運転します", "月に20件"),
    },
    "care_facility": {
        "colleagues": ("医師1人。協力病院から週に一度、応援があります",),
        "nurses": ("看護師11人、介護職48人",),
        "equipment": ("心電図、超音波",),
        "inpatients": ("入所の方100人",),
    },
    "municipality": {"colleagues": ("保健所の医師が2人",), "nurses": ("保健師6人、事務4人",)},
}
HOUSED = ("官舎2LDK、歩いて3分、月2万円", "家具つきの宿舎、無料", "町が借り上げたアパート、月1万円")


def portrait_of(offer: "Offer") -> dict[str, str]:
    """The answers of one opening: the same for the same plan, about four in five questions answered.

    Snow and records agree with each other and with what the institution says of itself.
    """
    plan = f"{offer.place.institution.number}{offer.kind.terms['title']}"
    asked = COMMON | BY_KIND.get(offer.place.kind, {})
    if "housing" in offer.kind.terms["offers"]:
        asked["dwelling"] = HOUSED
        asked["going_home"] = ("月2往復まで交通費を支給",)
    if offer.kind.terms.get("on_call", "none") != "none":
        asked["night_calls"] = ("直近12か月で月に0.5回", "直近12か月で月に1.2回")
    drawn = {key: crc32(f"{key}{plan}".encode()) for key in asked}
    told = {key: answers[drawn[key] // 5 % len(answers)] for key, answers in asked.items() if drawn[key] % 5}
    honest = offer.place.institution.honest_note
    winters = COMMON["winter"]
    # One winter for all openings of a place: 根雪 where the institution tells of deep snow.
    winter = crc32(offer.place.institution.number.encode()) % len(winters)
    if "雪が深く" in honest:
        winter = len(winters) - 1
    elif offer.place.prefecture >= SOUTH:
        winter = 1
    at_place = {"winter": winters[winter], "snow_days": COMMON["snow_days"][winter]}
    # The pinned place tells of its electronic records beside its openings, and so does a word of their renewal.
    if "電子カルテの更新" in honest or offer.place.institution.name == PINNED_PLACE:
        at_place["records"] = COMMON["records"][0]
    return told | {key: words for key, words in at_place.items() if key in told}
