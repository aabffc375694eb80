"""The words that stand before a fact in forms and tables, and what the words after them speak of."""

import re
from functools import lru_cache
from typing import NamedTuple

from enishi.openings.reading import patterns
from enishi.openings.reading.patterns import lazy

# What a label speaks of → the labels. "site", "process", "other" hold nothing of the post itself.
LABELS: dict[str, str] = {
    "institution": "facility hospital clinic 学校名 園名 工場名 出展病院 出展施設 参加病院 事業場 事業場名 働く場所の名称 派遣先医療機関 派遣先施設 派遣先病院 申込者 申込施設 募集元 発信 発信者 発信施設 勤務予定先 実施機関 派遣希望先 当院の名称 求人元 依頼者 依頼主 依頼医療機関 勤務病院 勤務医療機関 勤務する施設 医院名 事業主 事業主名 求人事業所 求人事業所名 求人者名称 健診機関 所属先 着任先 任地 病院（施設）名 施設名・所在地 施設・事業所名 医療機関名・所在地 医療機関名 医療機関名称 医療機関 施設名 施設名称 施設 病院名 病院 病院・施設名 勤務先 勤務先名 勤務先名称 勤務先医療機関 名称 事業所名 事業所 事業所名称 会社名 企業名 募集機関 募集施設 求人者 求人者名 求人施設 求人施設名 求人病院 診療所名 法人名 法人・施設名 法人名・施設名 開設者 設置者 派遣先 配属先 赴任先 事業者名 募集医療機関 求人医療機関 所属 会社 団体名 雇用する所 機関 雇用元 採用元 勤める所 勤務する所 雇用主 貴院名 機関名 依頼元 クリニック名",
    "place": "area location address 選任する事業場 選任事業場 お願いする事業場 対象事業場 対象の事業場 就業場所の住所 働く町 任地の所在 病院のある町 施設のある町 お勤めの町 実施会場 郵便番号・住所 〒 所在市町村名 県・市町村 都道府県・市区町村 自治体 自治体名 圏域 二次医療圏 最寄りの市 勤務の地 町 市 町村 市・町 所在地 勤務地 住所 勤務場所 就業場所 場所 勤務先住所 勤務先所在地 エリア 市町村 市町村名 市町 市町名 所在 所在市町村 所在市町 区市町村 勤務先所在 行き先 行先 赴任地 派遣地 勤務市町村 市郡 市区町村 都道府県 県名 県 地域 就業の場所 働く場所 勤務の場所 施設所在地 会場 実施場所 従事場所 地区 勤務エリア",
    "specialty": "dept department specialty 求職科 依頼科 診療科・領域 募集領域 領域 担当領域 専門分野 診療分野 分野 募集医 ポスト 依頼診療科 招へい科 求人医師 診療科 診療科目 募集科目 募集診療科 募集診療科目 科目 科 診療科名 科名 募集科 担当科 担当診療科 求人科目 専門 専門科目 専門科 お願いしたい仕事 職 職務 職種・科 募集職 求人診療科 診療科及び職名 募集医師 求める医師 希望科 専攻 職種 募集職種 採用職種 求人職種 職種・診療科 診療科・職種 求める診療科 必要診療科 希望診療科 対象診療科 対象科 採用診療科 部門 何科 診る科 診てほしい科 来てほしい科 足りない科",
    "employment": "type employment 雇用 勤務の形 勤務の形態 働き方 働く形 雇用の別 雇い方 常・非の別 常非の別 常勤非常勤の別 常/非 常・非 常非 常/非常 常勤/非 常勤・非 常・非常 雇用形態 勤務形態 採用形態 身分 形態 常勤・非常勤 常勤・非常勤の別 常勤非常勤 常勤/非常勤 雇用区分 区分 採用区分 雇用の形態 募集形態 勤務区分 雇用身分 お立場 立場 任用形態 求人区分 種別 求人種別 職名 契約形態 任用区分 常勤・非常勤の区分 勤務種別",
    "headcount": "n number headcount 残数 残枠 残り枠 空き枠数 不足人員 不足医師数 欠員医師数 口数 求人口数 募集口 採用枠 募集枠数 公募枠 所要人数 所要人員 依頼人数 必要な人数 欠員 欠員数 不足人数 求人人員 募集予定人員 お願いしたい人数 募集人員 募集人数 採用人数 採用予定 人員 人数 募集定員 採用予定人数 採用予定人員 採用予定数 採用人員 定員 募集数 募集員数 求人数 採用数 求人人数 予定人員 必要人数 必要数 必要人員 不足数 人 定数",
    "days": "days schedule 日(曜日) 日(曜) 日・曜日 日付・曜日 勤 Workingdays Workinghours 訪問 訪問日 訪問日時 来社日 ご訪問 お仕事の日 診療担当日 来ていただく日 来院日 来てほしい日 来てほしい曜日 勤務希望日 お越しいただく日 お越しいただきたい曜日 担当日 担当枠 空き枠 空きコマ 空き曜日 出勤日数 週の出勤 週出勤日数 所定労働日数 週所定労働日数 就業日数 勤務日数 週日数 週の日数 週あたり日数 勤務日 勤務曜日 曜日 日時 勤務日時 勤務 勤務時間 就業時間 勤務体制 勤務時間帯 勤務条件 勤務日・時間 勤務日・勤務時間 勤務日時間 勤務曜日・時間 勤務曜日・時間帯 診療日 出勤日 就業日 日程 勤務日程 実施日 実施日時 期日 募集日 募集日程 募集曜日 募集枠 募集コマ コマ 枠 時間 時間帯 勤務枠 お願いしたい日 お願いしたい曜日 希望曜日 希望日時 勤務頻度 頻度 出務日 従事日時 従事日 従事時間 就業日時 勤務時間等 勤務時間・曜日 曜日・時間 曜日・時間帯 日数 勤務日数等 働き方 勤務シフト シフト 必要日 必要な日 ご勤務日 ご勤務日時 ご勤務時間 日にち 期日・時間 募集日時 開催日 開催日時 担当曜日 外来担当日 健診日程 健診日 日直・当直日 勤務予定日 曜日及び時間 週の勤務 週所定 週の所定",
    "pay": "salary pay 給 おかね お金 収入見込 収入見込額 待遇面 給与面 処遇面 報酬面 金銭面 給与形態 賃金形態 契約金 契約年俸 初年度 保証給 保証年俸 固定給 給与(年) 提示年俸 提示額 支払給与 支給総額 給与総額 総支給額 お約束する年俸 経済条件 1日あたりの報酬 1回あたりの報酬 1時間あたりの報酬 半日あたりの報酬 日当・謝金 謝金額 単価（税込） 報酬単価 日給額 時給額 月給額 俸給 俸給月額 初年度年収 初年度年俸 年俸・給与 給与体系 サラリー 支払額 支払い 賃金額 支給予定額 契約金額 お礼 お手当 日直手当・当直手当 宿日直料 勤務1回の報酬 1勤務 収入 収入目安 年間給与 年間給与額 年間収入 給与 給料 報酬 年俸 年収 年額 賃金 月給 月額 月収 日給 日額 日当 時給 時間給 謝金 報酬額 給与等 給与条件 給与例 給与モデル 年収例 モデル年収 想定年収 予定年収 給与・手当 給与・待遇 待遇 処遇 報酬等 基本給 月額報酬 日額報酬 時間額 時間報酬 年報酬 年俸額 年収目安 給与水準 単価 コマ単価 1コマ 半日給 半日額 半日 勤務条件・給与 報償費 報償 謝礼 謝礼金 お給料 お給与 給与額 給与の目安 支給額 委託料 執務報酬 出務料 出務報酬 日当額 賃金・手当 金額 当直料 日直料 宿直料 日当直料 当直手当 日直手当 宿直手当 宿日直手当 日当直手当 夜勤手当 当直報酬 1回 1日 嘱託料 顧問料 年間報酬 委嘱料 嘱託報酬 顧問報酬 産業医報酬 謝儀 御礼 報奨費 報償金 年間報酬額",
    "night": "duty nightduty 直 泊まり番 日・宿直 当直・夜勤 夜勤・当直 夜の勤務 泊り 泊まり 泊まり勤務 当直・オンコール以外の夜勤 救急当直 病棟当直 管理当直 日当直業務 夜勤等 当直 宿直 宿日直 日当直 夜勤 当直勤務 日直・当直 当直・日直 宿日直勤務 当直回数 夜間当直 当直の有無 当直業務 当直体制 夜間勤務 宿直・日直 当直等 夜間 時間外 当直義務 日・当直 日宿直",
    "on_call": "oncall 呼 コール コール当番 時間外の対応 夜間の対応 休日の対応 夜間・休日の待機 夜間・休日の呼出 休日夜間の呼び出し 夜間・休日の呼び出し 休日・夜間の呼び出し 休日待機 緊急対応 オンコール・待機 待機・呼出 呼出し当番 呼出当番 夜間・休日対応 休日・夜間対応 時間外・休日対応 自宅での待機 携帯当番 ファーストコール 緊急時の呼び出し 夜間の電話 オンコール 待機 呼出 呼び出し 呼出し 拘束 オンコール待機 自宅待機 宅直 待機当番 オンコールの有無 オンコール体制 拘束当番 緊急呼出 緊急呼び出し 時間外対応 夜間対応 夜間待機 夜の呼び出し 夜間・休日の呼び出し 急な呼び出し 急なお呼び出し 当番 オンコール当番 電話待機 時間外呼出 呼出待機 待機勤務 夜間等の連絡 夜間の連絡 時間外の連絡 夜間・休日の連絡 夜間の電話当番 往診当番 夜間往診 夜間呼出 夜間呼び出し on-call",
    "housing": "house housing 宿 住むところ 住む所 住む家 住む場所 家 社員寮 借家 貸家 お部屋 住宅支援 住居支援 住居・住宅 借上社宅 借り上げ住宅 借上げ社宅 官舎等 公舎等 家族寮 赴任者住宅 戸建住宅 町営住宅 村営住宅 教員住宅 職員公舎 教職員住宅 医師寮 職員寮 独身寮 単身寮 世帯用住宅 家族用住宅 単身住宅 お住い 住い 入居住宅 院長住宅 所長住宅 管理者住宅 入居可能住宅 住宅 住居 宿舎 医師住宅 公舎 医師公舎 官舎 医師官舎 寮 社宅 住まい お住まい 公宅 医師公宅 宿舎等 医師宿舎 職員住宅 住宅等 住居等 医師用住宅 借上住宅 借上げ住宅 借上宿舎 住環境 住宅の有無 宿舎の有無 住まい等 職員宿舎 宿泊 単身用住宅 宿泊施設 居住 住宅関係",
    "age": "age 齢 お年 年齢等 応募できる年齢 対象となる年齢 採用年齢 求人年齢 年齢層 希望年齢 希望する年齢 年齢 応募年齢 年齢上限 対象年齢 応募資格 資格 応募条件 対象 年齢制限 応募できる方 応募対象 対象者 募集対象 受験資格 必要資格 資格要件 応募要件 必要な資格 資格・条件 求める人材 求める人物像 応募資格等 年齢条件 年齢要件 採用条件 募集条件 資格等 応募者の条件 求める医師像 条件 必要経験 応募資格・条件 応募資格・年齢 対象医師 受験資格等 募集資格 資格・経験 対象となる方 お願いしたい方 こんな先生を 求める先生 年令",
    "retirement": "retirement 退 退職年齢 定年退職年齢 退職の年齢 停年制 定年退職 定年齢 定年について 医師の定年 定年 定年制 定年年齢 定年・再雇用 定年等 停年",
    "term": "term contract 契約期限 雇用期限 お約束の期間 お約束 雇入期間 雇い入れ期間 雇用の期間 契約年数 雇用年数 任用年数 任期等 契約更新の有無 派遣の期間 貸借期間 雇用期限 契約期限 契約期間 任期 雇用期間 任用期間 採用期間 雇用契約期間 契約 更新 契約更新 契約の更新 契約形態・期間 雇用期間の定め 期間の定め 募集期間中の勤務 勤務期間 従事期間 委嘱期間 任用の期間 派遣期間 契約の期間 労働契約期間 雇用契約 任命期間 期間 更新の有無 契約期間等 雇用期間等 就業期間 委嘱 更新等 委託期間 嘱託期間 お願いしたい期間",
    "recruiting": "status state 募集の別 募集の有無 募集有無 募集状況 充足状況 派遣状況 手配状況 調整状況 進み具合 状況 募集状態 ステータス 採用状況 受付状況 進捗 募集の状況 状態",
    "title": "登録内容 登録の内容 掲載内容 掲載の内容 求人名 求人タイトル 件名 タイトル 募集名 案件名 題名 表題 募集内容 求人内容 募集 求人",
    "remark": "PR 施設PR 病院PR 自己PR memo note notes remarks 備考 その他 特記事項 摘要 備考欄 補足 ひとこと コメント その他条件 その他の条件 特徴 アピールポイント PR 募集理由 募集背景 募集の背景 求人理由 求人背景 諸条件 条件等 特記 その他特記事項 注記 福利厚生等・備考 メッセージ おすすめポイント ポイント 備考等 勤務条件等",
    "leave": "休日 休暇 休日・休暇 休日休暇 休診日 休業日 休み お休み 定休日 休日等 休暇等 休診 年間休日 公休 休日及び休暇",
    "other": "診療の内容 診療業務 お仕事の内容 お仕事内容 職務の内容 業務概要 勤務の内容 担当業務内容 研究日 研修日 外勤日 外勤 業務内容 仕事内容 職務内容 主な業務 業務 仕事の内容 勤務内容 担当業務 診療内容 従事業務 仕事 業務の内容 主な仕事 お仕事 医療設備 設備 電子カルテ カルテ 看護体制 手当 諸手当 福利厚生 社会保険 保険 加入保険 加入保険等 社会保険等 各種保険 学会 学会等 学会参加 学会出張 研究 研究費 研修 研修費 交通費 通勤手当 旅費 赴任旅費 引越費用 赴任手当 賞与 昇給 退職金 退職手当 再雇用 再任用 試用期間 託児 保育 院内保育 保育所 育児 駐車場 食事 食堂 通勤 マイカー通勤 車通勤 アクセス 交通 交通アクセス 最寄駅 最寄り駅 地図 気候 住民 まちの紹介 町の紹介 地域の紹介 暮らし 生活 奨学金 修学資金 貸付金 支度金 住宅手当 住居手当 家賃補助 住宅補助 往診 訪問診療 件数 件数の目安 患者数 救急 救急件数 件数目安 1日の流れ 一日の流れ スケジュール例 参考 医師賠償責任保険 損害保険 医師賠償保険 喫煙 受動喫煙 受動喫煙対策 受動喫煙防止措置 見学旅費 産休 育休 旅費・交通費 通勤費 昼食 兼業 副業 学会補助 ご家族 家族",
    "site": "現在の医師 現在の医師数 現在の常勤医 現在の体制 現員 医師の体制 医師の構成 施設の概要 施設概要 病院概要 病院の概要 概要 病床 病床数 ベッド数 標榜科 標榜科目 標榜診療科 診療科目一覧 医師数 常勤医 常勤医師 常勤医師数 医師体制 在籍医師 職員数 スタッフ スタッフ体制 診療体制 職員構成 施設紹介 病院紹介 当院について 沿革 理念 特色 施設の特徴 外来 外来受付 外来受付時間 受付時間 診察 診療時間 診療の時間 外来の時間 診察の時間 受付の時間 外来診療 外来診療時間 診察時間 面会 面会時間 救急指定 指定 指定等 認定 教育認定 学会認定 医師構成 外来担当表 外来患者数 入院患者数 外来受付日 診療受付 院長 病院長 開院時間 窓口 窓口時間 休館日 開設 開設日 現在の医師数 現在の体制 体制 現員 医師の体制 常勤医数 非常勤医師 機能 病院機能 施設種別 施設の種類 施設の種別 施設の区分 施設区分 病院の種類 関連施設 開設科目 開設診療科",
    "process": "推薦期限 推薦締切 推薦書 回答締切 提出締切 返信締切 応募方法 応募 申込 申込方法 申込み 申し込み お申込み お申し込み 問合せ 問い合わせ お問い合わせ お問合せ お問い合わせ先 問合せ先 問い合わせ先 連絡先 担当 担当者 ご担当 担当部署 採用担当 応募書類 提出書類 必要書類 選考 選考方法 選考日 試験 試験日 試験日程 試験方法 試験会場 面接 面接日 面接日時 締切 締切日 応募締切 応募期限 受付期間 募集期間 応募期間 申込期間 申込期限 提出期限 受付期限 提出先 書類提出先 送付先 電話 TEL FAX Tel Fax 電話番号 FAX番号 E-mail Email メール MAIL mail E-MAIL URL HP ホームページ ウェブサイト 更新日 掲載日 掲載期間 掲載 登録日 発信日 送信日 受付日 受付番号 整理番号 求人番号 No NO 番号 求人ID ID 管理番号 採用日 採用時期 採用予定日 着任時期 着任日 赴任時期 勤務開始 勤務開始日 勤務開始時期 就業開始 入職日 入職時期 入職予定 開始時期 開始日 採用年月日 見学 病院見学 From To Cc CC Subject Date Sent 差出人 宛先 送信者 日付 送信元 発信元 送信枚数 枚数 担当課 所管 連絡 現在位置 募集開始日 公開日 最終更新日 更新 取材 お知らせ 合格発表 結果通知 問 手続 応募手続 応募手続き 採用までの流れ 選考の流れ 発行 回答期限 返信期限 受付 事務担当 求人受付日 求人受理日 掲載開始日 選考日程",
}  # fmt: skip

OPENING_FIELDS = (
    "institution",
    "place",
    "specialty",
    "employment",
    "headcount",
    "days",
    "pay",
    "night",
    "on_call",
    "title",
)

BY_LABEL: dict[str, str] = {}
for _field, _words in LABELS.items():
    for _word in _words.split():
        BY_LABEL.setdefault(_word, _field)

# Labels after which two things may stand.
_BOTH = {
    "働き方": frozenset(("days", "employment")), "勤務条件": frozenset(("days", "employment")),
    "雇用": frozenset(("employment", "term")),
    "定年等": frozenset(("retirement", "remark")),
    "勤務体制": frozenset(("days", "employment")), "職名": frozenset(("employment", "specialty")),
    "施設名・所在地": frozenset(("institution", "place")), "医療機関名・所在地": frozenset(("institution", "place")),
}  # fmt: skip
_JOINT = lazy(r"[・/、,&]|及び|および|[とや]|ならびに|並びに")
_TAILS = lazy(
    r"(?:\s*(?:\([^()]{1,24}\)|[※*](?:必須|任意)|/[月週年日]|等|など|について|の有無|欄|の例|の目安|のめやす|の額|の内訳|\(\w+\)))+$"
)
_ENDINGS = " \t:=|\n)]】》〉>…"
_LEADERS = ("..", "‥", "・・", "──", "--")


# For labels in brackets or before a colon that are not in the table: what they speak of by a word in them.
_HINTS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (lazy(words), field)
    for words, field in (
        (r"手当|補助|旅費|交通|研究費|奨学", "other"),
        (r"医業|譲渡|承継|継承|売上|収益|看護|職員数", "site"),
        (r"問い?合|連絡|応募(?!資格|条件|対象)|締切|申込|選考|面接|掲載|更新日|提出", "process"),
        (r"派遣|着任まで|応援|実績|参考", "site"),
        (r"当直|宿直|夜勤", "night"),
        (r"待機|オンコール|呼び?出", "on_call"),
        (r"住宅|宿舎|公舎|官舎|公宅|住まい|社宅|職員寮|医師寮|^寮", "housing"),
        (r"定年", "retirement"),
        (r"年俸|年収|給与|報酬|日給|時給|年額|月額", "pay"),
        (r"診療科|科目", "specialty"),
        (r"勤務日|曜日|勤務時間|勤務日時", "days"),
        (r"年齢", "age"),
        (r"任期|契約期間|雇用期間|任用期間", "term"),
        (r"募集.{0,2}人[員数]|採用.{0,4}人[員数]", "headcount"),
        (r"所在地|勤務地|勤務場所", "place"),
        (r"雇用形態|勤務形態", "employment"),
        (r"電話", "process"),
    )
)


_ASKED = (
    (lazy(r"何科|どの科|科(?:と|は|の)|専門"), "specialty"),
    (lazy(r"どこ(?!まで)|場所"), "place"),
    (lazy(r"何人|何名|人数"), "headcount"),
    (
        lazy(
            r"何日|何時|週に|曜日|時間|出勤|(?:毎日|土日|週末)[^。]{0,6}(?:働|来|勤務)|(?:働|来|勤務)[^。]{0,8}毎日|^勤務(?:は|日|$)|いつ(?!まで|から募|締)(?:働|勤務|来|あり|行|お|で)"
        ),
        "days",
    ),
    (lazy(r"呼ばれ|夜の電話"), "on_call"),
    (lazy(r"給料|お給|収入|いくら"), "pay"),
    (lazy(r"何歳|どんな(?:先生|方|人|医師)"), "age"),
    (lazy(r"^休(?:み|日|暇)(?:は|$)|休みなし|休(?:み|日|暇)(?:は|が|を)?(?:と|取)れ|休めます"), "leave"),
    (lazy(r"住む|住ま"), "housing"),
    (lazy(r"泊まり|^夜(?:間)?(?:は|に|$)|夜間?の?(?:お?仕事|お?勤め|勤務)|夜勤"), "night"),
    (lazy(r"常勤|働き方"), "employment"),
    (lazy(r"契約|期間"), "term"),
)


def hinted(words: str) -> frozenset[str]:
    """What an unknown label of at most 16 characters speaks of by a word in it; "other" if none is known."""
    if len(words) <= 16:
        for pattern, field in _HINTS:
            if pattern.search(words):
                return frozenset((field,))
    return frozenset(("other",))


# Labels that are made rather than known: words of an office before, one core word, words of a form after.
_BEFORE = (
    r"(?:ご|お|貴|当院の?|臨床の|(?:募集|採用|求人|応募|勤務|就業|就労|従事|希望|予定|必要|担当|配属|派遣|赴任|実施|対象|依頼|診療|提示|見込|想定|所定|雇用|任用|契約|委嘱|当該|現在?の?)(?:する|される|予定|希望|先)?の?"
    r"|(?:医師|病院|施設|事業所|医療機関|勤務先|診療所|会社|応募者|勤務者|先生)の|医師|求める|お願い(?:したい|する)|働く|勤める|お?勤め(?:する|先)?の?|必要な|欠員の|主な|1?週(?:間)?(?:あたり|当たり)?の?|夜(?:間(?:・休日)?)?の?|休日(?:・夜間|夜間)?の?|時間外の?|緊急時?の?)"
)
_AFTER = r"(?:等|など|について|に関して|の?(?:有無|回数|頻度|見込み?|目安|条件|要件|内容|概要|状況|予定|内訳|種類|種別|区分|別|形|詳細|制度|年齢|名称|名|取り?扱い?|定め)|の(?:提供|貸与|支給)|業務|勤務|対応|義務|負担|の?扱い|当番|体制|額|数|\((?:税込み?|税別|月額|日額|年額|年俸|週|予定|回数|医師|募集|人|名|敬称略)\)|\([^()]{1,10}\))"
_CORES: tuple[tuple[str, str], ...] = (
    ("institution", r"(?:医療機関|医療施設|施設|病院|診療所|クリニック|医院|事業所|勤務先|お?勤め先|機関|派遣先|職場|企業|会社)(?:等)?(?:・施設|・病院)?の?(?:名称?|名称|名)?(?:・名称)?"),
    ("place", r"(?:(?:施設|病院|医療機関|診療所|クリニック|医院|センター|当院|事業所|勤務先|会社|お勤め|就業|勤務)の?)?(?:所在(?:地|市町村|の?市町)?|住所地?|場所|勤務地|ところ|市(?:区)?町村名?|市町|エリア|就業地|お?勤め地|勤務先住所)"),
    ("specialty", r"(?:診療)?科目?名?|専門(?:科目?|領域|分野|の(?:診療)?科)?|診療(?:科目?|の科)|科"),
    ("employment", r"(?:雇用|勤務|就業|採用|任用|契約|身分|職|形態|求人)(?:の|時の)?(?:形態?|区分|種別|種類|身分|別)|身分|働き方"),
    ("headcount", r"(?:医師)?(?:人員|人数|員数|定員|枠数|採用者?数|募集数|予定者?数|欠員数?|不足数|医師数(?=$))"),
    ("days", r"(?:勤務|就業|出勤|診療|出務|担当|労働|外来担当|空き?)?(?:日数|曜日|日時|時間帯?|枠|日(?:及び|・|と)?(?:曜日|時間)?|シフト|ペース|出勤)|出勤(?:日数)?|(?:[空あ]き?|(?:[空あ]い|残っ)ている|残りの?|募集(?:中|して(?:いる|おります))の?)(?:枠|コマ|曜日)"),
    ("pay", r"(?:年俸|年収|月給|月額|日給|日額|日当|時給|時間給|給与|給料|俸給|報酬|賃金|謝金|謝礼|報償|単価|執務料|待遇|処遇|支給額)(?:等)?"),
    ("night", r"(?:日?当直|宿直|宿日直|夜勤|泊まり)(?:・(?:日直|宿直|夜勤))?"),
    ("on_call", r"(?:オンコール|待機(?:番)?|呼び?出し?|拘束|宅直|電話(?:待機|当番|対応))(?:待機)?"),
    ("housing", r"(?:医師|職員|入居|借り?上げ?)?(?:住宅|宿舎|官舎|公舎|社宅|住居|お?住まい|寮|居住)(?:関係|環境)?"),
    ("age", r"年[齢令](?:の?(?:条件|要件|制限|上限))?|(?:応募|受験|採用)?資格(?:要件)?|応募(?:要件|条件)|要件"),
    ("retirement", r"定年|退職(?:年齢|の年齢)|定年退職|定年制度?"),
    ("term", r"(?:契約|任用|雇用|採用|委嘱|委託|労働契約|お約束)の?期間|任期|期間の定め|お約束"),
)  # fmt: skip
_MADE = tuple((field, lazy(rf"{_BEFORE}{{0,3}}(?:{core}){_AFTER}{{0,2}}")) for field, core in _CORES)
# What looks made of these words and speaks of something else: what there is, allowances, the way to apply.
_MADE_OF_OTHERS = lazy(
    r"手当|補助|旅費|応募(?:先|方法|期間|期限|書類)|採用(?:時期|日|方法|担当)|募集(?:日|期間|開始)|問い?合|診療時間|診療日|診療体制|診療科目一覧|医師数|医師体制|担当(?:課|者|部|係)|採用予定$|現在|会社概要|施設概要|病院概要|契約|対象$|(?:当直|宿直|日直|日当直|夜勤)(?:料|報酬)|体制|機関$|派遣(?!先)|試用|受付|面接|選考|休"
)
_COUNTED = lazy(
    r"(?:募集|採用|求人|必要|不足|予定|欠員|求める|求めたい|お?迎えする|お願いする|お願いしたい|来てほしい|希望|要望|依頼|補充|増員|公募)(?:する|な|している)?(?:医師|先生|ポスト|口)?(?:の)?(?:人数|員数|人員|数)(?:\([^()]*\))?|(?:採用|募集)(?:見込み?|予定者?)数"
)


@lru_cache(maxsize=4096)
def made_label(squeezed: str) -> frozenset[str]:
    """What a label speaks of that is put together from known words: 就業場所の住所, 募集する診療科. Empty if none."""
    if not 2 <= len(squeezed) <= 18:
        return frozenset()
    if _MADE_OF_OTHERS.search(squeezed) and not patterns.fullmatch(
        r"(?:雇用|労働)?契約(?:の)?(?:形態|期間|区分).*|.*(?:当直|待機|オンコール|勤務)(?:の)?体制", squeezed
    ):
        return frozenset()
    for field, pattern in _MADE:
        if pattern.fullmatch(squeezed):
            return frozenset((field,))
    return frozenset()


_FOR_THE_WAY = lazy(r"方法|書類|連絡|問い?合|締切|期限|いつまで|どこに|どちらに|どうすれば|手続|流れ|見学|面接|選考")


def asked(question: str) -> frozenset[str]:
    """What a question asks for, by all the words of `hinted` in it."""
    found = {field for pattern, field in (*_HINTS, *_ASKED) if pattern.search(question)}
    found |= label_of(patterns.sub(r"(?:は|ですか|でしょうか|について(?:は)?|を?教えてください)[。?]*$", "", question))
    if not _FOR_THE_WAY.search(question):
        found.discard("process")  # 「夜の勤務ができません。それでも応募できますか。」 asks for no form
    return frozenset(found) or frozenset(("other",))


class Label(NamedTuple):
    """fields: what the words after it speak of; length: characters of the line it takes, without what follows."""

    words: str
    fields: frozenset[str]
    length: int


@lru_cache(maxsize=8192)
def label_of(words: str) -> frozenset[str]:
    """What a label speaks of; spaces inside it and a remark in brackets after it do not matter. Empty if none."""
    squeezed = "".join(words.split()).lstrip("■□●○〇◆◇▼・※*").strip(":【】[]<>")
    if not squeezed or len(squeezed) > 24:
        return frozenset()
    if (found := BY_LABEL.get(squeezed)) is not None:
        return _BOTH.get(squeezed) or frozenset((found,))
    if _COUNTED.fullmatch(squeezed):
        return frozenset(("headcount",))
    bare = _TAILS.sub("", squeezed)
    if bare != squeezed:
        return label_of(bare)
    for front in ("ご", "お", "募集する", "求める", "募集", "その", "採用"):
        if squeezed.startswith(front) and (found := BY_LABEL.get(squeezed[len(front) :])) not in (None, "site"):
            return frozenset((found,))
    parts = _JOINT.split(squeezed)
    if len(parts) > 1:
        fields = [label_of(part) for part in parts]
        if all(fields):
            return frozenset().union(*fields)
    return made_label(squeezed)


def leading_label(line: str) -> Label | None:
    """The longest known label at the beginning of a line, spaces between its letters allowed, if a separator follows."""
    squeezed: list[str] = []
    found: Label | None = None
    for index, char in enumerate(line[:40]):
        if char in " \t":
            continue
        if char in ":([【「" or len(squeezed) > 24 or (char == "-" and line[index - 1 : index] in " \t"):
            break
        squeezed.append(char)
        after = line[index + 1 : index + 2]
        if after and after not in _ENDINGS and after != "(" and not line.startswith(_LEADERS, index + 1):
            continue
        if after == "(" and not patterns.match(r"\([^()\n]{1,24}\)\s*(?:[:\t]|\s{2}|\s|$)", line[index + 1 :]):
            continue
        if (fields := label_of("".join(squeezed))) and len(squeezed) > 0:
            found = Label("".join(squeezed), fields, index + 1)
    return found
