"""Layouts in which headings, signatures and common terms decide: whose town, whose terms, whose name. All invented."""

from factories.layouts import holds, rate, year

holds(
    "headings of prefectures between entries, towns that exist twice",
    """
ドクター便　号外
■■ 北海道 ■■
・あけぼの診療所（森町）　内科　常勤　年俸1,800万円
・ほろしり病院（伊達市）　外科　常勤　年俸1,900万円
■■ 福島県 ■■
・りょうぜん医院（伊達市）　内科　非常勤　日給8万円
■■ 静岡県 ■■
・もりのお茶クリニック（森町）　小児科　非常勤　日給7万円
""",
    {"institution": "あけぼの診療所", "prefecture": "01", "municipality": "森町"},
    {"institution": "ほろしり病院", "prefecture": "01", "municipality": "伊達市"},
    {"institution": "りょうぜん医院", "prefecture": "07", "municipality": "伊達市"},
    {"institution": "もりのお茶クリニック", "prefecture": "22", "municipality": "森町", "specialties": ["小児科"]},
)
holds(
    "headings of prefectures over entries of several lines",
    """
【鳥取県】
▼ささのは病院
　場所：倉吉市
　科：内科　１名（常勤）
　年俸1,500万円

▼ゆりはま診療所
　場所：湯梨浜町
　科：整形外科　１名（非常勤）
　日給8万円

【島根県】
▼しじみ病院
　場所：松江市
　科：眼科　１名（常勤）
　年俸1,600万円
""",
    {"institution": "ささのは病院", "prefecture": "31", "municipality": "倉吉市", "specialties": ["内科"]},
    {"institution": "ゆりはま診療所", "prefecture": "31", "municipality": "湯梨浜町", "specialties": ["整形外科"]},
    {
        "institution": "しじみ病院",
        "prefecture": "32",
        "municipality": "松江市",
        "specialties": ["眼科"],
        "pay": year(1600),
    },
)
holds(
    "entries by repeated labels without any rule",
    """
施設名　あかまつ病院
所在地　山口県防府市
募集科　内科
身分　　常勤
年俸　　1,500万円
施設名　くろまつ医院
所在地　山口県光市
募集科　耳鼻科
身分　　非常勤
日給　　8万円
施設名　ごようまつ診療所
所在地　山口県柳井市
募集科　不問
身分　　常勤
年俸　　1,700万円
""",
    {"institution": "あかまつ病院", "municipality": "防府市", "specialties": ["内科"]},
    {"institution": "くろまつ医院", "municipality": "光市", "specialties": ["耳鼻咽喉科"], "employment": ["part_time"]},
    {"institution": "ごようまつ診療所", "municipality": "柳井市", "any_specialty": True, "pay": year(1700)},
)
holds(
    "two posts and terms after them that hold for both, the name at the top",
    """
いなほ総合病院　医師募集のご案内

【A】内科医　常勤１名
　年俸　1,600万円
　当直　月２回
【B】健診医　非常勤１名
　日給　7万円
　当直　なし

勤務地　秋田県横手市
住宅　　医師住宅あり
連絡先　総務課
""",
    {
        "institution": "いなほ総合病院",
        "municipality": "横手市",
        "specialties": ["内科"],
        "night_duty": "required",
        "housing": True,
    },
    {
        "institution": "いなほ総合病院",
        "municipality": "横手市",
        "employment": ["part_time"],
        "night_duty": "none",
        "housing": True,
        "pay": rate("day", 70_000),
    },
)
holds(
    "posts as sections of a hospital's page, terms in common above",
    """
しおさい市民病院　医師募集
所在地：千葉県館山市
宿舎：あり　　定年：65歳

■循環器内科（常勤）
　募集人員：１名
　年俸：1,800万円
■救急科（常勤）
　募集人員：２名
　年俸：2,000万円
""",
    {
        "institution": "しおさい市民病院",
        "municipality": "館山市",
        "specialties": ["循環器内科"],
        "headcount": 1,
        "pay": year(1800),
        "housing": True,
        "retirement_age": 65,
    },
    {
        "institution": "しおさい市民病院",
        "municipality": "館山市",
        "specialties": ["救急科"],
        "headcount": 2,
        "pay": year(2000),
        "housing": True,
        "retirement_age": 65,
    },
)
holds(
    "one post whose sections look like entries",
    """
ゆうなぎ病院　求人情報
【募集科】内科
【勤務形態】常勤
【勤務内容】
・外来　週4コマ
・病棟　10名ほど
・内視鏡（できる方）
【給与】
・10年目　1,400万円
・20年目　1,800万円
【勤務地】大分県佐伯市
""",
    {"institution": "ゆうなぎ病院", "municipality": "佐伯市", "specialties": ["内科"], "employment": ["full_time"]},
)
holds(
    "a letter with one post told in three paragraphs",
    """
突然お便りを差し上げます。
青森県深浦町の国保しらかみ診療所で事務長をしております。

当診療所は内科と小児科を標榜しており、常勤医１名、看護師４名で診療しております。
このたび、内科の先生をおひとりお迎えしたく、お便りいたしました。

年俸は1,900万円、住宅は町でご用意いたします。当直はございません。
近くの弘前市までは車で90分ほどです。
""",
    {
        "institution": "国保しらかみ診療所",
        "prefecture": "02",
        "municipality": "深浦町",
        "specialties": ["内科"],
        "headcount": 1,
        "pay": year(1900),
        "housing": True,
        "night_duty": "none",
    },
)
holds(
    "a prefecture seeks for its health centres",
    """
長崎県職員（公衆衛生医師）の募集について
長崎県では、県庁や保健所で働く医師を募集しています。
採用予定人員　２名程度
勤務場所　県庁または県内の保健所
給与　年収1,100万円程度
定年　65歳
""",
    {"institution": "長崎県", "prefecture": "42", "municipality": None, "headcount": 2, "retirement_age": 65},
)
holds(
    "a corporation introduces itself, the site named later",
    """
社会医療法人とびうめ会と申します。福岡県内で3病院を運営しています。
今回お願いしたいのは、朝倉市の「あまぎ川病院」です。
外科の先生を常勤でお迎えします。年俸1,700万円。
""",
    {
        "institution": "あまぎ川病院",
        "prefecture": "40",
        "municipality": "朝倉市",
        "specialties": ["外科"],
        "pay": year(1700),
    },
)
holds(
    "an article whose headline only paraphrases",
    """
湖畔の病院で外科医募集　年2,000万円
高島市の公立あどがわ病院が外科の常勤医を募集している。常勤医が昨春退職し、手術を大津市の病院に頼んできた。
病院は「定年後の先生にも来てほしい」と話す。
""",
    {
        "institution": "公立あどがわ病院",
        "prefecture": "25",
        "municipality": "高島市",
        "specialties": ["外科"],
        "recruiting": True,
    },
)
holds(
    "a list of a page with tabs, heading rows of areas between",
    "県内市町村立医療機関の医師募集\n医療機関\t市町村\t診療科\t人数\t備考\n〔県北〕\t\t\t\t\n町立こまくさ病院\t大町市\t内科\t2\t住宅あり\n"
    "〔県南〕\t\t\t\t\n国保たかとお診療所\t伊那市\t内科・小児科\t1\t当直なし\n",
    {"institution": "町立こまくさ病院", "municipality": "大町市", "specialties": ["内科"], "headcount": 2},
    {
        "institution": "国保たかとお診療所",
        "municipality": "伊那市",
        "specialties": ["内科", "小児科"],
        "headcount": 1,
        "night_duty": "none",
    },
)
holds(
    "a weekly mail of an agency with numbers and no labels",
    """
今週のおすすめ2件です。

１）埼玉県秩父市／ケアミックス病院／消化器内科／常勤週5日／1,600万円〜
　　当直月2回（免除相談可）。駅から送迎あり。
２）埼玉県本庄市／透析クリニック／科目不問／非常勤／1日8万円
　　火・木曜。オンコールなし。

※このほか栃木県、茨城県の案件もございます。
""",
    {
        "institution": None,
        "prefecture": "11",
        "municipality": "秩父市",
        "specialties": ["消化器内科"],
        "employment": ["full_time"],
    },
    {
        "institution": None,
        "prefecture": "11",
        "municipality": "本庄市",
        "any_specialty": True,
        "employment": ["part_time"],
        "pay": rate("day", 80_000),
    },
)
holds(
    "a one-line notice on a card",
    """
急募！産業医（嘱託）　月1回2時間　5万円　三重県四日市市　株式会社いせわん精機 四日市工場
""",
    {"municipality": "四日市市"},
)
holds(
    "two kinds of work of one department in two labelled sets",
    """
医療法人なのはな会 なのはな病院（茨城県石岡市）
１．常勤医師
　診療科：内科
　人員：１名
　給与：年俸1,500万円
２．日当直医師（非常勤）
　曜日：土曜・日曜
　給与：1回 70,000円
共通：宿舎あり
""",
    {
        "institution": "なのはな病院",
        "municipality": "石岡市",
        "specialties": ["内科"],
        "headcount": 1,
        "pay": year(1500),
    },
    {"institution": "なのはな病院", "municipality": "石岡市", "employment": ["part_time"], "pay": rate("duty", 70_000)},
)
