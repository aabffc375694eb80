"""Layouts in which one line or one paragraph holds several posts, or several hold one. All invented."""

from factories.layouts import holds, rate, year

holds(
    "departments as bullets with dots and numbers of each",
    """
市立かざぐるま病院（岡山県笠岡市）では次のとおり医師を募集します
　　眼科　　　　　…　１名
　　脳神経外科　　…　２名
　　病理診断科　　…　１名
身分：正規職員　　給与：年収1,500万円〜
""",
    {"institution": "市立かざぐるま病院", "specialties": ["眼科"], "headcount": 1, "employment": ["full_time"]},
    {"institution": "市立かざぐるま病院", "specialties": ["脳神経外科"], "headcount": 2, "employment": ["full_time"]},
    {"institution": "市立かざぐるま病院", "specialties": ["病理診断科"], "headcount": 1, "employment": ["full_time"]},
)
holds(
    "departments with each in the label of the number",
    """
募集科　　内科・泌尿器科・皮膚科
人数　　　各科１名
勤務先　　うしお病院（愛知県田原市）
身分　　　常勤
待遇　　　年俸1,600万円
""",
    *(
        {"institution": "うしお病院", "specialties": [name], "headcount": 1, "pay": year(1600)}
        for name in ("内科", "泌尿器科", "皮膚科")
    ),
)
holds(
    "each in brackets behind the departments",
    """
みのりの里病院（茨城県常陸大宮市）
○募集　内科・整形外科（各１名、常勤）
○年俸　1,400万円〜1,800万円
○当直　免除相談可
""",
    *(
        {"institution": "みのりの里病院", "specialties": [name], "headcount": 1, "employment": ["full_time"]}
        for name in ("内科", "整形外科")
    ),
)
holds(
    "one of several departments",
    """
やよい病院（熊本県玉名市）
内科、外科、整形外科のいずれか　計２名　常勤
年収1,500万円
""",
    {
        "institution": "やよい病院",
        "specialties": ["内科", "外科", "整形外科"],
        "headcount": 2,
        "employment": ["full_time"],
    },
)
holds(
    "full time and part time told in two sentences",
    """
あじさい診療所（神奈川県南足柄市）の求人
・内科医（常勤）１名：年収1,500万円、週4.5日
・内科医（非常勤）１名：日給8万円、毎週金曜
お問い合わせは事務長まで。
""",
    {"institution": "あじさい診療所", "specialties": ["内科"], "employment": ["full_time"], "pay": year(1500)},
    {"institution": "あじさい診療所", "specialties": ["内科"], "employment": ["part_time"], "pay": rate("day", 80_000)},
)
holds(
    "a closed post beside an open one in a list",
    """
つくし市民病院（福岡県筑紫野市）　医師募集状況
　内科　　　２名　常勤　年俸1,600万円
　小児科　　１名　常勤　（充足しました）
　麻酔科　　１名　非常勤　日給10万円
""",
    {"specialties": ["内科"], "headcount": 2, "recruiting": True},
    {"specialties": ["小児科"], "recruiting": False},
    {"specialties": ["麻酔科"], "headcount": 1, "recruiting": True, "employment": ["part_time"]},
)
holds(
    "a digest of a recruiter with slashes",
    """
【新着】7/3
■新潟・佐渡市／ときわ病院／内科／常勤／1800万／当直月2
■新潟・村上市／さけのさと医院／科目不問／非常勤／日8万／当直無
■山形・酒田市／施設名非公開／整形外科／常勤／2000万／住宅有
""",
    {"institution": "ときわ病院", "prefecture": "15", "municipality": "佐渡市", "specialties": ["内科"]},
    {"institution": "さけのさと医院", "prefecture": "15", "municipality": "村上市", "any_specialty": True},
    {"institution": None, "prefecture": "06", "municipality": "酒田市", "specialties": ["整形外科"]},
)
holds(
    "three clinics of one body told in paragraphs",
    """
天草郡市の診療所で働く医師を求めています。

大矢野しまかぜ診療所（熊本県上天草市）では、内科の常勤医を１名募集します。年俸1,700万円です。

いつわ診療所（熊本県天草市）では、週２日の非常勤医を募集します。内科、日給9万円です。

くらたけ診療所の募集は終了しました。
""",
    {
        "institution": "大矢野しまかぜ診療所",
        "municipality": "上天草市",
        "specialties": ["内科"],
        "employment": ["full_time"],
        "headcount": 1,
    },
    {
        "institution": "いつわ診療所",
        "municipality": "天草市",
        "specialties": ["内科"],
        "employment": ["part_time"],
        "pay": rate("day", 90_000),
    },
)
holds(
    "a town's list of many occupations with labels and a physician's item",
    """
令和８年度採用　美郷ふれあい町職員募集要項
１　一般事務　３人程度
　　受験資格　平成8年4月2日以降に生まれた方
　　給料　月額196,200円
２　土木技術　１人
　　受験資格　昭和61年4月2日以降に生まれた方
３　診療所医師　１人
　　職務　美郷ふれあい診療所（宮崎県美郷町）での診療
　　受験資格　医師免許を有し、おおむね65歳まで
　　報酬　年額18,000,000円
　　住宅　医師住宅あり
４　保健師　１人
　　受験資格　昭和56年4月2日以降に生まれた方
　　給料　月額220,000円
５　看護師　２人
　　勤務　夜勤月8回
　　住宅　職員住宅なし
６　調理員　１人
　　給料　月額170,000円
申込先　役場総務課
""",
    {
        "institution": "美郷ふれあい診療所",
        "prefecture": "45",
        "municipality": "美郷町",
        "headcount": 1,
        "pay": year(1800),
        "housing": True,
        "night_duty": None,
    },
)
holds(
    "a page of a hospital whose other occupations come after",
    """
採用情報
■医師（精神科）
　常勤１名　年俸1,700万円　当直月3回
■看護師
　常勤５名　月給27万円　夜勤月4回　寮あり
■作業療法士
　常勤１名　月給23万円
こぶしの森病院　長野県小諸市
""",
    {
        "institution": "こぶしの森病院",
        "municipality": "小諸市",
        "specialties": ["精神科"],
        "headcount": 1,
        "pay": year(1700),
        "housing": None,
    },
)
holds(
    "times with dates in a table under one post",
    """
こうなん急患センター（高知県香南市）　出務医師の募集
内科または小児科の先生
| 日にち | 時間 | 謝金 |
| 12月6日（土） | 18:00〜22:00 | 40,000円 |
| 12月13日（土） | 18:00〜22:00 | 40,000円 |
""",
    {
        "institution": "こうなん急患センター",
        "municipality": "香南市",
        "specialties": ["内科", "小児科"],
        "slots": ["sat_night"],
    },
)
holds(
    "a quoted mail and an example of an advertisement below the post",
    """
ひばり病院の人事担当です。北海道芽室町で精神科の常勤医を探しています。年俸1,800万円です。

※掲載例：内科　常勤　年俸2,500万円　帯広市

> 先日はお問い合わせありがとうございました。
> 釧路市の外科（非常勤、日給10万円）はすでに決まりました。
""",
    {
        "institution": "ひばり病院",
        "municipality": "芽室町",
        "specialties": ["精神科"],
        "employment": ["full_time"],
        "pay": year(1800),
    },
)
holds(
    "departments under their label as bullets, the number each under its own",
    """
国保ひだまり病院（高知県宿毛市）
募集診療科
　・眼科
　・脳外
　・神経内科
募集人員　各１名
身分　　　常勤
年俸　　　1,500万円
""",
    *(
        {"specialties": [name], "headcount": 1, "employment": ["full_time"], "pay": year(1500)}
        for name in ("眼科", "脳神経外科", "脳神経内科")
    ),
)
holds(
    "bullets with remarks below a sentence of each",
    """
なぎの木病院（三重県尾鷲市）です。
下記の科で、常勤の先生をそれぞれ１名ずつお迎えしたいと考えております。

・眼科（白内障の手術ができる方）
・脳外　※手術なし
・神経内科

年俸は1,500万円、住宅をご用意します。
""",
    *(
        {"institution": "なぎの木病院", "specialties": [name], "headcount": 1, "housing": True}
        for name in ("眼科", "脳神経外科", "脳神経内科")
    ),
)
holds(
    "bullets and a sentence between",
    """
東みなと病院（愛知県西尾市）では下記の診療科で各２名の医師を募集中です。いずれも常勤です。
○ 産婦人科
○ 麻酔科
詳しくは人事課へ。年収1,800万円〜。
""",
    *(
        {"institution": "東みなと病院", "specialties": [name], "headcount": 2, "employment": ["full_time"]}
        for name in ("産婦人科", "麻酔科")
    ),
)
holds(
    "each in a heading, departments joined by a slash below",
    """
◇ 常勤医師募集（各１名） ◇
呼吸器内科／血液内科
勤務先：さくら坂病院（埼玉県飯能市）
年俸：1,600万円
""",
    *({"institution": "さくら坂病院", "specialties": [name], "headcount": 1} for name in ("呼吸器内科", "血液内科")),
)
holds(
    "two sites of one body in one table of label and value",
    """
勤務先①　ひがし診療所（鹿児島県徳之島町）　内科　常勤１名　年俸1,900万円
勤務先②　にし診療所（鹿児島県天城町）　　　外科　常勤１名　年俸2,000万円
""",
    {"institution": "ひがし診療所", "municipality": "徳之島町", "specialties": ["内科"]},
    {"institution": "にし診療所", "municipality": "天城町", "specialties": ["外科"]},
)
holds(
    "a bulletin whose notes have no bullets but empty lines",
    """
会員だより　求人

内科医を求む。常勤、年俸1,500万円。みさご病院（徳島県阿南市）

皮膚科の先生を週１回、半日４万円で。とくしま南皮膚科（徳島県小松島市）

【求職】
外科医、58歳。
""",
    {"institution": "みさご病院", "municipality": "阿南市", "specialties": ["内科"]},
    {"institution": "とくしま南皮膚科", "municipality": "小松島市", "specialties": ["皮膚科"]},
)
holds(
    "a digest with one line an institution, several departments",
    """
７月の求人（四国）
■愛媛県　うわうみ病院（宇和島市）　内科２名、外科１名（いずれも常勤）
■高知県　なはり診療所（奈半利町）　総合診療科１名（常勤）
■香川県　さぬき岬医院（さぬき市）　眼科（非常勤、週２日、日給9万円）
""",
    {
        "institution": "うわうみ病院",
        "prefecture": "38",
        "municipality": "宇和島市",
        "specialties": ["内科"],
        "headcount": 2,
        "employment": ["full_time"],
    },
    {
        "institution": "うわうみ病院",
        "prefecture": "38",
        "municipality": "宇和島市",
        "specialties": ["外科"],
        "headcount": 1,
        "employment": ["full_time"],
    },
    {"institution": "なはり診療所", "prefecture": "39", "municipality": "奈半利町", "headcount": 1},
    {
        "institution": "さぬき岬医院",
        "prefecture": "37",
        "municipality": "さぬき市",
        "specialties": ["眼科"],
        "employment": ["part_time"],
    },
)
holds(
    "posts of a hospital in notes of one bullet each, with lines below",
    """
○内視鏡の先生　週１日（火または木）　日給９万円
　たかつき坂クリニック（大阪府高槻市）
○当直の先生　土曜夜　１回７万円
　みしま病院（大阪府茨木市）
○訪問診療の先生　週３日から　年収1,200万円
　いばらき在宅医院（大阪府摂津市）
""",
    {"institution": "たかつき坂クリニック", "municipality": "高槻市", "pay": rate("day", 90_000)},
    {"institution": "みしま病院", "municipality": "茨木市", "slots": ["sat_night"]},
    {"institution": "いばらき在宅医院", "municipality": "摂津市", "pay": year(1200)},
)
