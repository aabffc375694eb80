"""Layouts in which a day, a department or an age is a line of its own, and what was asked for before. All invented."""

from factories.layouts import holds, holds_none, rate, year

holds(
    "a row for each day at a town of its own",
    """
巡回健診の先生をお願いします（一般財団法人 こぶし健診協会）
1/14（水）　8:30～12:00　小山市　　半日 42,000円　募集中
1/16（金）　9:00～16:00　栃木市　　日額 80,000円　募集中
1/19（月）　13:00～16:00　下野市　半日 41,000円　満員御礼
・科目は問いません。
""",
    {
        "municipality": "小山市",
        "slots": ["wed_am"],
        "pay": rate("half_day", 42_000),
        "recruiting": True,
        "any_specialty": True,
    },
    {"municipality": "栃木市", "slots": ["fri_am", "fri_pm"], "pay": rate("day", 80_000), "recruiting": True},
    {"municipality": "下野市", "slots": ["mon_pm"], "pay": rate("half_day", 41_000), "recruiting": False},
)
holds(
    "a line for each department below the name of a hospital",
    """
医師募集の状況（12月）
■ 市立あさぎり病院（岡山県真庭市）
　外科 常勤1名 … 継続。年1,800万円、当直月2回、定年65歳
　眼科 非常勤（毎週火） … 12/1付で充足のため募集終了。日給9万円
■ 町立こだち診療所（岡山県鏡野町）
　内科 常勤1名 … 新規。年1,500万円、当直なし
""",
    {"institution": "市立あさぎり病院", "specialties": ["外科"], "recruiting": True, "pay": year(1800)},
    {"institution": "市立あさぎり病院", "specialties": ["眼科"], "recruiting": False, "pay": rate("day", 90_000)},
    {"institution": "町立こだち診療所", "specialties": ["内科"], "recruiting": True, "pay": year(1500)},
)
holds(
    "a table that a page unrolled, below lines about other occupations",
    """
医師の募集（令和８年度）
宮崎県西米良村の村立ほたる病院では、次の医師を募集します。

・事務職員の採用試験は終了しました
・看護師、薬剤師は随時受け付けています

募集科　募集数　仕事の内容
内科
２名
外来、病棟
外科
１名
手術、内視鏡

当直　内科は月３回、外科は月２回。どちらも６０歳以上は免除
""",
    {"specialties": ["内科"], "headcount": 2, "night_duty": "negotiable"},
    {"specialties": ["外科"], "headcount": 1, "night_duty": "negotiable"},
)
holds(
    "a list whose title says what a day is paid, and a duty over two days of the year",
    """
応援医師の依頼（R7.12）　報酬：円／日
施設	市町村	内容	診療科	日程	報酬	状況
町立つばき診療所	周防大島町	外来代診	内科	12月22日（月）	90,000	募集中
市立みさき病院	長門市	当直	不問	12/31（水） 17:00～1/1（木） 9:00	140,000	決定済
""",
    {"pay": rate("day", 90_000), "slots": ["mon_am", "mon_pm"], "recruiting": True},
    {"pay": rate("day", 140_000), "slots": ["wed_night"], "recruiting": False, "night_duty": "required"},
)
holds(
    "cards drawn below the name, kind of work in the head of the list",
    """
医師転職サイト｜群馬県の常勤求人
◆療養病棟の管理◆
みどり野病院　　　[求人No.811]
群馬県館林市
┌────┬────────────┐
│科目　　│内科　　　　　　　　　　│
│勤務　　│週4日～5日　　　　　　　│
│年俸　　│1,400万円～1,600万円　　│
└────┴────────────┘

◆手術のできる先生◆
はるな外科病院　　[求人No.812]
群馬県高崎市
┌────┬────────────┐
│科目　　│外科　　　　　　　　　　│
│勤務　　│週5日　　　　　　　　　　│
│年俸　　│1,900万円　　　　　　　　│
└────┴────────────┘
""",
    {"institution": "みどり野病院", "municipality": "館林市", "employment": ["full_time"], "pay": year(1400, 1600)},
    {"institution": "はるな外科病院", "municipality": "高崎市", "employment": ["full_time"], "pay": year(1900)},
)
holds(
    "several places of work are none, and what holds from an age on is not the post's",
    """
医師募集
岩手県では、保健所で働く医師を１名募集します。
勤務先　　宮古保健所、久慈保健所又は県庁
身分　　　任期の定めのない常勤職員です。６５歳以上の方は会計年度任用職員となります。
""",
    {"institution": "岩手県", "prefecture": "03", "municipality": None, "employment": ["full_time"], "headcount": 1},
)
holds(
    "what a search asked for at first is not what it asks for now",
    """
村の診療所、医師の募集条件を見直し
　高知県大川村は１０日、村立さめうら診療所の常勤医１人を募集すると発表した。村は当初、年収１４００万円で６５歳以下の医師を求めたが応募がなく、年収を１７００万円に引き上げた。６５歳以下としていた年齢の条件は撤廃した。
　昨年、外科医を公募し、高知市の医師が着任した。
""",
    {"pay": year(1700), "age_limit": None, "recruiting": True, "headcount": 1},
)
holds_none(
    "people who ask that a clinic may stay",
    """
診療所を残して　住民が署名３千筆
　山形県大蔵村の住民が、来春で閉じる村立診療所の存続を求める署名を村に提出した。内科の医師（７４）が週３日診療してきた。村には医師住宅が１戸ある。
""",
    "not_an_ad",
)
holds(
    "duties on lettered days are one post",
    """
汐見台病院（愛知県田原市）　当直医の募集
定期の先生を優先しますが、単発も歓迎します。
Ａ　月曜の当直　17:30〜翌8:30　　６万円
Ｂ　土曜の日直　8:30〜17:30　　　７万円
科目は問いません。
""",
    {"slots": ["mon_night", "sat_am", "sat_pm"], "employment": ["part_time", "spot"], "any_specialty": True},
)
holds(
    "pay that is settled by experience",
    """
町立やまあい病院（秋田県五城目町）では、内科の常勤医師を１名募集します。
給与　年収　１，６００万円〜２，１００万円（経験により決定します）
""",
    {"pay": year(1600, 2100), "headcount": 1},
)
for title, tale in (
    (
        "会員のひろば　退職のごあいさつ",
        "　この春に病院を定年で退き、隣町の診療所に移りました。内科の常勤医は私一人、週４日の外来です。村の用意した官舎で暮らしています。",
    ),
    (
        "第２回　医師確保対策会議の概要",
        "内科の常勤医は５名。後任は大学に派遣を依頼している。非常勤医の当直料は１回７万円。医師住宅を改修する。",
    ),
):
    holds_none(title, f"{title}\n\n{tale}", "not_an_ad")
