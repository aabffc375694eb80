"""Portals, bulletins, letters and news. All invented."""

from factories.layouts import holds, holds_none, rate, year

holds(
    "a line of advertising above the first rule of a portal",
    """
ほくと医局　求人メール
特集　譲渡できる医院 多数（京都市・大津市）
――――――――――――――――
施設名：むらさき野病院
所在地：京都府亀岡市
科目：消化器内科
勤務形態：常勤
給与：年俸1,700万円
――――――――――――――――
施設名：ひえい医院
所在地：滋賀県草津市
科目：内科
勤務形態：非常勤
給与：日給8万円
――――――――――――――――
""",
    {"institution": "むらさき野病院", "prefecture": "26", "municipality": "亀岡市", "specialties": ["消化器内科"]},
    {"institution": "ひえい医院", "prefecture": "25", "municipality": "草津市", "specialties": ["内科"]},
)
holds(
    "an entry whose name is hidden, with a region and a meeting place",
    """
No.301
施設名：非公開
エリア：近畿（集合は京都駅）
科目：内科
勤務形態：スポット
給与：日給9万円
--------------------------------
No.302
施設名：なだ東クリニック
エリア：兵庫県芦屋市
科目：眼科
勤務形態：常勤
給与：年俸1,500万円
""",
    {
        "institution": None,
        "prefecture": None,
        "municipality": None,
        "specialties": ["内科"],
        "pay": rate("day", 90_000),
    },
    {"institution": "なだ東クリニック", "prefecture": "28", "municipality": "芦屋市", "specialties": ["眼科"]},
)
holds(
    "departments below as bullets, one physician each",
    """
つるぎ総合病院（石川県白山市）
下記の科で常勤医師を各１名募集します。
・眼科
・脳外
・神経内科
年俸1,500万円　当直なし
""",
    *(
        {
            "institution": "つるぎ総合病院",
            "municipality": "白山市",
            "specialties": [name],
            "headcount": 1,
            "employment": ["full_time"],
            "pay": year(1500),
            "night_duty": "none",
        }
        for name in ("眼科", "脳神経外科", "脳神経内科")
    ),
)
holds(
    "departments on one line, one each, and the common terms in the next",
    """
おおとり病院（青森県十和田市）では、内科、外科、小児科の常勤医師各１名を募集しています。
年俸1,500万円
住宅：医師住宅あり
""",
    *(
        {"specialties": [name], "headcount": 1, "employment": ["full_time"], "pay": year(1500), "housing": True}
        for name in ("内科", "外科", "小児科")
    ),
)
holds(
    "a digest with the employment in brackets for both",
    """
●みちのく中央病院（宮城県登米市）
　内科３名、眼科１名（いずれも常勤）　年収1,400万円〜1,800万円
""",
    {"specialties": ["内科"], "headcount": 3, "employment": ["full_time"], "pay": year(1400, 1800)},
    {"specialties": ["眼科"], "headcount": 1, "employment": ["full_time"], "pay": year(1400, 1800)},
)
holds(
    "short notes of a bulletin, with one who seeks a post and one who sells",
    """
医師会だより　伝言板
〈求人〉
▽眼科医求む。常勤、年俸1,500万円。すずらん眼科（北海道北見市）
▽内科の先生を週1回、半日4万円で。おけと内科医院（北海道帯広市）
〈求職〉
▽内科医、55歳。週2日、釧路市内で仕事を探しています。
〈譲ります〉
▽診療所の建物と機器一式を譲ります。網走市。
""",
    {
        "institution": "すずらん眼科",
        "municipality": "北見市",
        "specialties": ["眼科"],
        "employment": ["full_time"],
        "pay": year(1500),
    },
    {
        "institution": "おけと内科医院",
        "municipality": "帯広市",
        "specialties": ["内科"],
        "pay": rate("half_day", 40_000),
    },
)
holds_none(
    "a bulletin with only a physician who seeks a post",
    """
会員の広場
〈求職〉
○整形外科医、62歳。常勤の仕事を探しています。年収1,200万円程度を希望。
〈譲ります〉
○エコー装置、使用3年。
""",
    "not_an_ad",
)
holds(
    "a public employer without the name of a site",
    """
島根県では保健所の医師を募集しています。
勤務先は浜田市、益田市などの保健所です。
常勤１名　年収1,100万円
""",
    {"institution": "島根県", "prefecture": "32", "municipality": None, "headcount": 1},
)
holds(
    "a corporation with several clinics",
    """
医療法人しらすな会です。島根県内で診療所を3か所運営しています。
内科の常勤医師を1名募集します。年収1,500万円。
""",
    {"institution": "医療法人しらすな会", "prefecture": "32", "specialties": ["内科"]},
)
holds(
    "news of success closes the post",
    """
倉吉の市立病院　待望の内科医
公立ゆら病院（鳥取県倉吉市）が募集していた内科の常勤医師1人に、50代の医師の採用が決まった。4月に着任する。
""",
    {"recruiting": False, "institution": "公立ゆら病院", "municipality": "倉吉市", "specialties": ["内科"]},
)
holds(
    "news of a success in part",
    """
あまぎ病院（静岡県伊豆市）　内科医に応募
あまぎ病院は、内科の常勤医師2人の募集に1人の採用が決まり、残る1人の募集を続ける。
""",
    {"recruiting": True, "institution": "あまぎ病院", "specialties": ["内科"], "headcount": 1},
)
holds(
    "a successor who was found",
    """
沖の島診療所　医師募集について
長らく募集しておりました常勤医師（内科）は、後任が見つかりました。ありがとうございました。
""",
    {"recruiting": False, "institution": "沖の島診療所", "specialties": ["内科"]},
)
