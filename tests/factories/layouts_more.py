"""More layouts, with the noise around them that real ones have. All invented."""

from factories.layouts import holds, holds_none, rate, year

holds(
    "a drawn list with empty cells and cells that go on below",
    """
へき地の病院からのお願い（令和８年１月）
┌──────────┬────────┬──────┬────┬────────┐
│　病　院　名　　　│　所　在　地　│　科　目　│人　数│　年俸（万円）│
├──────────┼────────┼──────┼────┼────────┤
│国保さかき病院　　│島根県邑南町　│内科、　　│　２　│1,500〜1,800　│
│　　　　　　　　　│　　　　　　　│総合診療科│　　　│　　　　　　　│
├──────────┼────────┼──────┼────┼────────┤
│ひのみさき診療所　│島根県出雲市　│整形外科　│　　　│1,600　　　　 │
├──────────┼────────┼──────┼────┼────────┤
│おき中央医院　　　│　　　　　　　│小児科　　│　１　│　―　　　　　│
└──────────┴────────┴──────┴────┴────────┘
""",
    {
        "institution": "国保さかき病院",
        "municipality": "邑南町",
        "specialties": ["内科", "総合診療科"],
        "headcount": 2,
        "pay": [{"unit": "year", "min_yen": 15_000_000, "max_yen": 18_000_000}],
    },
    {
        "institution": "ひのみさき診療所",
        "municipality": "出雲市",
        "specialties": ["整形外科"],
        "headcount": None,
        "pay": year(1600),
    },
    {"institution": "おき中央医院", "municipality": None, "specialties": ["小児科"], "headcount": 1, "pay": None},
)
holds(
    "a drawn form of four columns: label, value, label, value",
    """
求　人　申　込　書
┌────┬────────┬────┬────────┐
│施設名│やまどり病院　│所在地│群馬県沼田市　│
├────┼────────┼────┼────────┤
│診療科│内科　　　　　│人　員│１名　　　　　│
├────┼────────┼────┼────────┤
│身　分│常勤　　　　　│給　与│年俸1,500万円│
├────┼────────┼────┼────────┤
│当　直│なし　　　　　│住　宅│あり　　　　　│
└────┴────────┴────┴────────┘
""",
    {
        "institution": "やまどり病院",
        "municipality": "沼田市",
        "specialties": ["内科"],
        "headcount": 1,
        "employment": ["full_time"],
        "pay": year(1500),
        "night_duty": "none",
        "housing": True,
    },
)
holds(
    "a list drawn with plus and minus signs",
    """
+----------------+------------+--------+--------+------------+
| 医療機関       | 市町村     | 科目   | 形態   | 報酬       |
+----------------+------------+--------+--------+------------+
| きたかぜ病院   | 稚内市     | 内科   | 常勤   | 年1,800万円 |
| りんどう医院   | 富良野市   | 皮膚科 | 非常勤 | 日額9万円  |
+----------------+------------+--------+--------+------------+
""",
    {
        "institution": "きたかぜ病院",
        "prefecture": "01",
        "municipality": "稚内市",
        "specialties": ["内科"],
        "employment": ["full_time"],
    },
    {
        "institution": "りんどう医院",
        "prefecture": "01",
        "municipality": "富良野市",
        "specialties": ["皮膚科"],
        "pay": rate("day", 90_000),
    },
)
holds(
    "one post in a table with bars: label and value",
    """
# 求人票

| 項目 | 内容 |
|------|------|
| 病院名 | はくさん病院 |
| 所在地 | 石川県白山市 |
| 診療科 | 泌尿器科 |
| 勤務形態 | 常勤 |
| 年俸 | 1,700万円 |
| 当直 | 月2回 |
""",
    {
        "institution": "はくさん病院",
        "municipality": "白山市",
        "specialties": ["泌尿器科"],
        "employment": ["full_time"],
        "pay": year(1700),
        "night_duty": "required",
    },
)
holds(
    "posts in columns between bars",
    """
きよみ会病院（岐阜県高山市）の求人
|　　　|内科|外科|
|---|---|---|
|人数|２名|１名|
|身分|常勤|非常勤|
|年収|1,600万円|―|
|日給|―|９万円|
""",
    {"specialties": ["内科"], "headcount": 2, "employment": ["full_time"], "pay": year(1600)},
    {"specialties": ["外科"], "headcount": 1, "employment": ["part_time"], "pay": rate("day", 90_000)},
)
holds(
    "times of one post between tabs, one taken",
    "はぎのや医院（山口県萩市）　日直・当直のお願い\n\n科目：内科\n曜日\t時間\t1回の額\t状況\n土曜\t9:00〜17:00\t60,000円\t募集中\n"
    "土曜\t17:00〜翌9:00\t50,000円\t決定\n日曜\t9:00〜17:00\t65,000円\t募集中\n",
    {
        "institution": "はぎのや医院",
        "municipality": "萩市",
        "specialties": ["内科"],
        "slots": ["sat_am", "sat_pm", "sun_am", "sun_pm"],
    },
)
holds(
    "times between commas of a post in columns",
    """
病院名：おぐら病院（京都府宇治市）
診療科：内科
雇用形態：非常勤
【募集中の枠】
曜日,時間,金額
火,9:00〜12:00,"40,000円"
金,13:00〜17:00,"45,000円"
""",
    {
        "institution": "おぐら病院",
        "municipality": "宇治市",
        "specialties": ["内科"],
        "employment": ["part_time"],
        "slots": ["tue_am", "fri_pm"],
    },
)
holds(
    "commas with a quoted line break of thousands and an empty cell",
    """
番号,施設名,所在地,診療科目,雇用形態,人数,給与,備考
1,"医療法人つむぎ会 つむぎ病院",山形県長井市,"内科,消化器内科",常勤,2,"年俸1,600万円","住宅あり、当直なし"
2,ながい川診療所,山形県長井市,整形外科,非常勤,,"日給90,000円",
""",
    {
        "institution": "つむぎ病院",
        "municipality": "長井市",
        "specialties": ["内科", "消化器内科"],
        "headcount": 2,
        "pay": year(1600),
    },
    {
        "institution": "ながい川診療所",
        "specialties": ["整形外科"],
        "employment": ["part_time"],
        "headcount": None,
        "pay": rate("day", 90_000),
    },
)
holds(
    "an entry list of a portal with menus, teasers and a count",
    """
ホーム ｜ 求人検索 ｜ コラム ｜ お問い合わせ
検索結果 2件（九州・沖縄）
★今週の特集　週3日で働く（福岡市・長崎市ほか）
────────────────────
◎ のんびり外来をご一緒に
　施設　　いぶすき潮風病院
　エリア　鹿児島県指宿市
　科目　　内科または総合診療科
　形態　　常勤（週4日）
　年俸　　1,400万円
　当直　　なし
────────────────────
◎ 健診の判定と問診
　施設　　非公開（沖縄本島中部の健診施設）
　エリア　沖縄県
　科目　　不問
　形態　　定期非常勤
　日給　　6万円
────────────────────
会員登録はこちら　ｃ　ドクターナビ九州
""",
    {
        "institution": "いぶすき潮風病院",
        "prefecture": "46",
        "municipality": "指宿市",
        "specialties": ["内科", "総合診療科"],
        "employment": ["full_time"],
        "pay": year(1400),
    },
    {
        "institution": None,
        "prefecture": "47",
        "municipality": None,
        "any_specialty": True,
        "employment": ["part_time"],
        "pay": rate("day", 60_000),
    },
)
holds(
    "a town's bulletin with short notes of many kinds",
    """
広報あさひだけ　お知らせ欄

○町営プール監視員募集　時給1,050円。教育委員会へ。
○医師募集　国保あさひだけ診療所（北海道上川町）の所長（内科）１名。年額2,000万円、住宅あり。役場保健福祉課へ。
○看護師募集　同診療所。月給25万円から、夜勤なし。
○粗大ごみの収集は第３水曜日です。
""",
    {
        "institution": "国保あさひだけ診療所",
        "municipality": "上川町",
        "specialties": ["内科"],
        "headcount": 1,
        "pay": year(2000),
        "night_duty": None,
    },
)
holds(
    "an association's bulletin with triangles",
    """
会報　第88号　求人コーナー
▽整形外科の先生をお願いします。火曜午前、4万円。みずほ整形外科医院（富山県氷見市）
▽当直（土曜夜間）1回6万円。たてやま病院（富山県立山町）
▽非常勤、皮膚科、木曜終日、9万円。うおづ皮膚科クリニック（富山県魚津市）
〈求職〉
▽小児科、61歳。非常勤で週3日、富山市近郊。
〈その他〉
▽内視鏡の講習会、2月。
""",
    {"institution": "みずほ整形外科医院", "municipality": "氷見市", "specialties": ["整形外科"], "slots": ["tue_am"]},
    {"institution": "たてやま病院", "municipality": "立山町", "slots": ["sat_night"], "pay": rate("duty", 60_000)},
    {
        "institution": "うおづ皮膚科クリニック",
        "municipality": "魚津市",
        "specialties": ["皮膚科"],
        "slots": ["thu_am", "thu_pm"],
    },
)
holds(
    "occupations as sections with bullets, the physician last",
    """
社会福祉法人ふきのとう　採用情報

■看護師（正職員）
・月給 24万円〜　夜勤なし　オンコール 月5回
・定年 60歳
■介護職員
・時給 1,100円
■嘱託医（内科）
・勤務先　特別養護老人ホームふきのとう（新潟県糸魚川市）
・毎週水曜日の午後
・１回 30,000円
""",
    {"municipality": "糸魚川市", "specialties": ["内科"], "slots": ["wed_pm"], "on_call": None, "retirement_age": None},
)
holds(
    "a table of occupations with one row of a physician",
    """
職種	人数	勤務先	給与	備考
看護師	3名	みなと総合病院（和歌山県新宮市）	月給26万円	夜勤月4回、寮あり
医師（内科）	1名	みなと総合病院（和歌山県新宮市）	年俸1,700万円	当直なし
薬剤師	1名	みなと総合病院（和歌山県新宮市）	月給28万円	定年60歳
""",
    {
        "municipality": "新宮市",
        "specialties": ["内科"],
        "headcount": 1,
        "pay": year(1700),
        "night_duty": "none",
        "housing": None,
        "retirement_age": None,
    },
)
holds_none(
    "a hospital's page for nurses with a greeting by a physician",
    """
ゆのさと病院　看護部
看護師・准看護師を募集しています
看護部長より　医師や薬剤師と一緒に働くチームです。常勤医師9名、内科・外科・整形外科。
給与　月給25万円〜30万円
夜勤　月4回　手当1回1万円
宿舎　あり（月1万円）
電話　0000-00-0000
""",
    "not_physician",
)
holds_none(
    "a clinic tells its departments and hours",
    """
こもれび医院（香川県丸亀市）
内科・小児科
診療時間　9:00〜12:00　15:00〜18:00
休診日　日曜・祝日
医師　常勤1名、非常勤2名
健康診断 1回 8,000円
""",
    "not_an_ad",
)
holds_none(
    "a notice about a lecture for physicians",
    """
内科医のための漢方講座
日時　3月8日（日）13:00〜16:00
会場　つくば市民会館
講師　筑波台病院 内科部長
会費　5,000円　定員40名
""",
    "not_an_ad",
)
holds(
    "each of several departments in a sentence, the terms in a table below",
    """
公立しんじ湖病院は、次の診療科の医師をそれぞれ１名募集します。
　・循環器内科
　・泌尿器科
勤務地　　島根県松江市
身分　　　常勤
年収　　　1,500万円〜2,000万円
定年　　　65歳
""",
    {
        "institution": "公立しんじ湖病院",
        "municipality": "松江市",
        "specialties": ["循環器内科"],
        "headcount": 1,
        "employment": ["full_time"],
        "retirement_age": 65,
    },
    {
        "institution": "公立しんじ湖病院",
        "municipality": "松江市",
        "specialties": ["泌尿器科"],
        "headcount": 1,
        "employment": ["full_time"],
        "retirement_age": 65,
    },
)
holds(
    "a digest with several institutions, a line of terms each",
    """
◆県南
いわと記念病院（宮崎県日南市）
　内科３名、眼科１名（いずれも常勤）／年収1,500〜1,900万円／医師住宅あり
◆県北
ひむか中央病院（宮崎県日向市）
　麻酔科１名（常勤）／年収1,800万円
""",
    {
        "institution": "いわと記念病院",
        "municipality": "日南市",
        "specialties": ["内科"],
        "headcount": 3,
        "employment": ["full_time"],
    },
    {
        "institution": "いわと記念病院",
        "municipality": "日南市",
        "specialties": ["眼科"],
        "headcount": 1,
        "employment": ["full_time"],
        "housing": True,
    },
    {
        "institution": "ひむか中央病院",
        "municipality": "日向市",
        "specialties": ["麻酔科"],
        "headcount": 1,
        "employment": ["full_time"],
        "pay": year(1800),
        "housing": None,
    },
)
holds(
    "a newspaper tells of a physician who comes",
    """
待ちわびた島の先生　４月から常勤
長く常勤医が不在だった甑あおぞら診療所（鹿児島県薩摩川内市）の内科医に、県外の医師（61）が内定した。
診療所は昨年６月から年収1,800万円で募集していた。
""",
    {"recruiting": False, "institution": "甑あおぞら診療所", "municipality": "薩摩川内市", "specialties": ["内科"]},
)
holds(
    "a newspaper tells that the search goes on",
    """
町の病院、医師探し続く
町立つべつ中央病院（北海道津別町）は内科の常勤医を募集しているが、応募はない。３名体制で１名が不足している。
年収は2,000万円。住宅は無料。
""",
    {
        "recruiting": True,
        "institution": "町立つべつ中央病院",
        "municipality": "津別町",
        "specialties": ["内科"],
        "pay": year(2000),
        "housing": True,
    },
)
holds(
    "a mail whose sender and signature name the place",
    """
差出人: ささゆり医療センター　渉外担当 <shogai@example.jp>
件名: 先生のご紹介のお願い

お世話になっております。ささゆり医療センター（兵庫県丹波市）です。
内科の先生をおひとり、常勤でお願いできないでしょうか。
年俸は1,600万円、当直はありません。

--
ささゆり医療センター　渉外担当
""",
    {
        "institution": "ささゆり医療センター",
        "municipality": "丹波市",
        "specialties": ["内科"],
        "employment": ["full_time"],
        "pay": year(1600),
        "night_duty": "none",
    },
)
