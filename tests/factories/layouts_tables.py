"""Lists, entries, other occupations, and tables drawn in every way. All invented."""

from factories.layouts import holds, holds_none, rate, year

holds(
    "a digest of one institution that never says 医師",
    """
しらかば病院（岩手県遠野市）
内科２名、外科１名（いずれも常勤）
年収1,500万円
""",
    {
        "institution": "しらかば病院",
        "municipality": "遠野市",
        "specialties": ["内科"],
        "headcount": 2,
        "employment": ["full_time"],
        "pay": year(1500),
    },
    {
        "institution": "しらかば病院",
        "municipality": "遠野市",
        "specialties": ["外科"],
        "headcount": 1,
        "employment": ["full_time"],
        "pay": year(1500),
    },
)
holds(
    "a numbered list under headings of prefectures that never says 医師",
    """
東北・北陸版　第14号

【秋田県】
(1) みずうみ病院（仙北市）　内科 1名　常勤　年収1,600万円
(2) しらたき診療所（湯沢市）　小児科 1名　非常勤　日給8万円
【福井県】
(3) 越前なぎさ病院（敦賀市）　整形外科 2名　常勤　年収1,800万円
""",
    {
        "institution": "みずうみ病院",
        "prefecture": "05",
        "municipality": "仙北市",
        "specialties": ["内科"],
        "headcount": 1,
    },
    {
        "institution": "しらたき診療所",
        "prefecture": "05",
        "municipality": "湯沢市",
        "specialties": ["小児科"],
        "employment": ["part_time"],
        "pay": rate("day", 80_000),
    },
    {
        "institution": "越前なぎさ病院",
        "prefecture": "18",
        "municipality": "敦賀市",
        "specialties": ["整形外科"],
        "headcount": 2,
    },
)
holds(
    "entries by repeated labels under rules that never say 医師",
    """
ドクターズ・ポスト 新着
========================================
[A-1] 外来のお手伝い
施設名：ほしぞらクリニック
所在地：長野県茅野市
科目：内科
勤務：定期
報酬：日給7万円
----------------------------------------
[A-2] 透析の管理
施設名：あずみの透析クリニック
所在地：長野県安曇野市
科目：人工透析内科
勤務：常勤
報酬：年俸1,700万円
========================================
""",
    {
        "institution": "ほしぞらクリニック",
        "municipality": "茅野市",
        "specialties": ["内科"],
        "employment": ["part_time"],
        "pay": rate("day", 70_000),
    },
    {
        "institution": "あずみの透析クリニック",
        "municipality": "安曇野市",
        "specialties": ["腎臓内科"],
        "employment": ["full_time"],
        "pay": year(1700),
    },
)
holds(
    "one entry by labels that never says 医師",
    """
[K-07] 訪問のお手伝い
施設名：かわべ在宅クリニック
所在地：宮崎県延岡市
科目：内科
勤務：定期
報酬：1コマ4万円
""",
    {
        "institution": "かわべ在宅クリニック",
        "municipality": "延岡市",
        "specialties": ["内科"],
        "employment": ["part_time"],
        "pay": rate("half_day", 40_000),
    },
)
holds(
    "an own occupation of a chief with nurses among the staff",
    """
求人カード
職種　　　施設長
事業所　　介護老人保健施設 みどりの郷
所在地　　高知県安芸市
雇用形態　常勤
年俸　　　1,300万円
体制　　　看護師9名が支えます。
当直　　　なし
""",
    {"municipality": "安芸市", "employment": ["full_time"], "pay": year(1300), "night_duty": "none"},
)
holds(
    "a company's physician by contract with a nurse beside",
    """
職種：嘱託産業医
会社名：株式会社みなと精機 呉工場
所在地：広島県呉市
訪問：月1回
報酬：1回5万円
保健師1名、看護師1名が常駐しています。
""",
    {"municipality": "呉市"},
)
holds(
    "a managing physician of a clinic with staff",
    """
■職種　管理医師
■クリニック名　ひだまり健診クリニック
■所在地　千葉県茂原市
■雇用形態　常勤（週4日）
■給与　年収1,400万円
■スタッフ　看護師4名、医療事務3名、放射線技師1名
""",
    {"institution": "ひだまり健診クリニック", "municipality": "茂原市", "employment": ["full_time"], "pay": year(1400)},
)
holds(
    "a long list of occupations with one physician's item in the middle",
    """
くすのき町職員募集
１　保健師　２人
　給料　月額20万円から
　定年　60歳
２　診療所医師　１人
　勤務地　くすのき診療所
　報酬　年額1,500万円
　宿舎　医師住宅あり
３　看護師　３人
　夜勤　月4回
　給料　月額22万円から
４　管理栄養士　１人
　給料　月額19万円から
５　一般事務　２人
　給料　月額18万円から
６　保育士　２人
　給料　月額18万5千円から
申込み：役場総務課
""",
    {"headcount": 1, "pay": year(1500), "housing": True, "night_duty": None, "retirement_age": None},
)
holds_none(
    "nurses and clerks where a sentence says that physicians are not sought",
    """
スタッフ募集
・看護師　月給25万円、夜勤月4回、寮あり
・医療クラーク　医師の診療の補助をします　時給1,100円
当院は常勤医12名です。
医師の募集はありません。
""",
    "not_physician",
)
holds_none(
    "an assistant of physicians",
    """
職種：医師事務作業補助者
勤務先：うみかぜ病院（三重県鳥羽市）
雇用形態：常勤
給与：月給19万円
仕事：医師の指示で診断書を下書きします。
""",
    "not_physician",
)
holds_none(
    "other occupations with a sentence about physicians who are there",
    """
【急募】薬剤師・臨床検査技師
さざなみ病院（愛媛県八幡浜市）
薬剤師1名　月給30万円　宿舎あり
臨床検査技師1名　月給23万円　当直あり（月2回）
医師は現在募集していません。常勤医師8名が在籍しています。
""",
    "not_physician",
)
holds_none(
    "a notice that no physicians are sought",
    """
はまなす病院　採用情報
医師の採用は予定していません。
""",
    "not_an_ad",
)
holds(
    "a table drawn with boxes, with spaced labels",
    """
求人のご案内
┌──────┬──────────────┐
│施　設　名│つばき記念病院　　　　　　　│
├──────┼──────────────┤
│所　在　地│長崎県五島市　　　　　　　　│
├──────┼──────────────┤
│科　　　目│内科　　　　　　　　　　　　│
├──────┼──────────────┤
│身　　　分│常勤　　　　　　　　　　　　│
├──────┼──────────────┤
│人　　　数│２名　　　　　　　　　　　　│
├──────┼──────────────┤
│報　　　酬│年俸1,600万円　　　　　　　│
└──────┴──────────────┘
""",
    {
        "institution": "つばき記念病院",
        "municipality": "五島市",
        "specialties": ["内科"],
        "employment": ["full_time"],
        "headcount": 2,
        "pay": year(1600),
    },
)
holds(
    "a list drawn with boxes and a heading line",
    """
┌────────┬──────┬────┬───┬─────────┐
│病院名　　　　　│所在地　　　│診療科　│人数　│年収（万円）　　　│
├────────┼──────┼────┼───┼─────────┤
│あさぎり病院　　│熊本県人吉市│内科　　│２　　│1,500　　　　　　 │
│いずみ野医院　　│鹿児島県出水市│小児科│１　　│1,400〜1,600　　　│
└────────┴──────┴────┴───┴─────────┘
""",
    {
        "institution": "あさぎり病院",
        "municipality": "人吉市",
        "specialties": ["内科"],
        "headcount": 2,
        "pay": year(1500),
    },
    {
        "institution": "いずみ野医院",
        "municipality": "出水市",
        "specialties": ["小児科"],
        "headcount": 1,
        "pay": year(1400, 1600),
    },
)
holds(
    "a list drawn with boxes and no heading line",
    """
県内の求人（7月分）
┏━━━━━━┳━━━━━━┳━━━━┳━━━┳━━━━━━┓
┃すみれ病院　┃徳島県三好市┃外科　　┃常勤　┃年俸1,700万円┃
┣━━━━━━╋━━━━━━╋━━━━╋━━━╋━━━━━━┫
┃かずら橋医院┃徳島県美馬市┃内科　　┃非常勤┃日給7万円　　┃
┗━━━━━━┻━━━━━━┻━━━━┻━━━┻━━━━━━┛
""",
    {
        "institution": "すみれ病院",
        "municipality": "三好市",
        "specialties": ["外科"],
        "employment": ["full_time"],
        "pay": year(1700),
    },
    {
        "institution": "かずら橋医院",
        "municipality": "美馬市",
        "specialties": ["内科"],
        "employment": ["part_time"],
        "pay": rate("day", 70_000),
    },
)
holds(
    "a table with bars as in plain text files",
    """
|病院名|所在地|診療科|常勤・非常勤|年収|
|---|---|---|---|---|
|こうのとり病院|兵庫県豊岡市|産婦人科|常勤|2,000万円|
|たじま医院|兵庫県朝来市|内科|常勤|1,500万円|
""",
    {
        "institution": "こうのとり病院",
        "municipality": "豊岡市",
        "specialties": ["産婦人科"],
        "employment": ["full_time"],
        "pay": year(2000),
    },
    {
        "institution": "たじま医院",
        "municipality": "朝来市",
        "specialties": ["内科"],
        "employment": ["full_time"],
        "pay": year(1500),
    },
)
holds(
    "commas with quotes",
    """
医療機関名,市町村,科目,人数,年収(万円)
あおば病院,北海道名寄市,内科,2,"1,500〜1,700"
ゆきわり診療所,北海道士別市,外科,1,"1,800"
""",
    {
        "institution": "あおば病院",
        "municipality": "名寄市",
        "specialties": ["内科"],
        "headcount": 2,
        "pay": year(1500, 1700),
    },
    {
        "institution": "ゆきわり診療所",
        "municipality": "士別市",
        "specialties": ["外科"],
        "headcount": 1,
        "pay": year(1800),
    },
)
holds(
    "a table of slots under one post",
    """
ふじみ病院（山梨県富士吉田市）　当直医募集
募集している枠は次のとおりです。
|枠|時間|1回|
|---|---|---|
|月曜|18:00〜翌8:30|40,000円|
|土曜|18:00〜翌9:00|50,000円|
|水曜|（決定しました）|-|
""",
    {
        "institution": "ふじみ病院",
        "municipality": "富士吉田市",
        "slots": ["mon_night", "sat_night"],
        "pay": rate("duty", 40_000) + rate("duty", 50_000),
        "night_duty": "required",
    },
)
holds(
    "slots in columns of spaces under one post",
    """
外来をお手伝いくださる先生を募集します
みさき診療所（神奈川県三浦市）　内科　非常勤
曜日　　時間　　　　　　　報酬
月曜　　9:00〜12:00　　　 40,000円
木曜　　13:00〜17:00　　　45,000円
""",
    {
        "institution": "みさき診療所",
        "municipality": "三浦市",
        "specialties": ["内科"],
        "employment": ["part_time"],
        "slots": ["mon_am", "thu_pm"],
    },
)
