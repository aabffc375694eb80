"""The figures now needed. A change of law is a new row; the old one gets its last day."""

from datetime import date

from enishi.law.dated import Evidence, Ground, Parameter, ParameterTable
from enishi.law.net_pay_figures import NET_PAY

_OURS = "保存期間の方針（内部規程）"
_POLICY_SINCE = date(2026, 4, 1)
_FEE_AND_LEDGER_LAW = date(2018, 1, 1)
_PHYSICIAN_HOURS_LAW = date(2024, 4, 1)
_LEVEL_B_LAST_DAY = date(2036, 3, 31)

_LEAK_LAW = date(2022, 4, 1)
"""個人情報保護法26条 in force (令和2年改正)."""
# 個人データの漏えい等の報告
LEAKS = (
    Parameter("leak_people_more_than", 1_000, "persons", "漏えい等の報告を要する本人の数（この数を超えるとき）",
              "個人情報保護法26条、同法施行規則7条4号", _LEAK_LAW),
    Parameter("leak_prompt_days_from", 3, "days", "漏えい等の速報のめやす（早い方）",
              "個人情報保護法施行規則8条1項（速やかに）、ガイドライン通則編3-5-3-3", _LEAK_LAW, None, Ground.GUIDELINE),
    Parameter("leak_prompt_days", 5, "days", "漏えい等の速報のめやす",
              "個人情報保護法施行規則8条1項（速やかに）、ガイドライン通則編3-5-3-3", _LEAK_LAW, None, Ground.GUIDELINE),
    Parameter("leak_final_days", 30, "days", "漏えい等の確報", "個人情報保護法施行規則8条2項", _LEAK_LAW),
    Parameter("leak_final_days_malicious", 60, "days", "漏えい等の確報（不正の目的のおそれがあるとき）",
              "個人情報保護法施行規則8条2項", _LEAK_LAW),
)  # fmt: skip

# 職業安定法と許可条件
PLACEMENT = (
    Parameter("no_solicitation_years", 2, "years", "無期雇用で就職した人に転職を勧めない期間",
              "職業安定法に基づく指針（平成11年労働省告示141号。就職した日から2年間の転職勧奨の禁止）",
              date(2018, 1, 1), date(2024, 12, 31), Ground.GUIDELINE),
    Parameter("no_solicitation_years", 2, "years", "無期雇用で就職した人に転職を勧めない期間",
              "職業紹介事業の許可条件（転職及び求職の勧奨関係）(イ)", date(2025, 1, 1), None, Ground.LICENCE_CONDITION),
    Parameter("ledger_retention_years", 2, "years", "求人管理簿・求職管理簿・手数料管理簿の保存",
              "職業安定法32条の15、同法施行規則24条の7", _FEE_AND_LEDGER_LAW),
    Parameter("early_leaving_months", 6, "months", "離職状況を確かめる期間（無期雇用）",
              "職業安定法32条の16第3項、同法施行規則24条の8", _FEE_AND_LEDGER_LAW),
    Parameter("publication_years", 2, "years", "人材サービス総合サイトでの情報提供期間",
              "職業安定法32条の16第3項、同法施行規則24条の8第3項", _FEE_AND_LEDGER_LAW, date(2023, 10, 22)),
    Parameter("publication_years", 5, "years", "人材サービス総合サイトでの情報提供期間",
              "職業安定法32条の16第3項、同法施行規則24条の8第3項（前年度とその前の4年度）", date(2023, 10, 23)),
    Parameter("fee_rate_exempt_placements", 10, "persons", "手数料率の公表を要しない常用就職の人数（この数まで）",
              "職業安定法施行規則24条の8（手数料率の実績の公表）", date(2025, 4, 1)),
    Parameter("regular_from_months", 4, "months", "「常用」となる契約期間（この月数以上）",
              "職業紹介事業報告書（様式第8号）の区分", _FEE_AND_LEDGER_LAW),
    Parameter("temporary_from_months", 1, "months", "「臨時」となる契約期間（この月数以上）",
              "職業紹介事業報告書（様式第8号）の区分", _FEE_AND_LEDGER_LAW),
    Parameter("form_8_due_month", 4, "month of the year", "事業報告書の提出月（月末まで）",
              "職業安定法32条の16、同法施行規則24条の8", _FEE_AND_LEDGER_LAW),
    Parameter("form_8_due_day", 30, "day of the month", "事業報告書の提出日",
              "職業安定法32条の16、同法施行規則24条の8", _FEE_AND_LEDGER_LAW),
)  # fmt: skip

# 手数料の請求と公表
MONEY = (
    Parameter("consumption_tax_permille", 80, "permille", "消費税と地方消費税（標準税率）", "消費税法29条、地方税法72条の83",
              date(2014, 4, 1), date(2019, 9, 30)),
    Parameter("consumption_tax_permille", 100, "permille", "消費税と地方消費税（標準税率）", "消費税法29条、地方税法72条の83",
              date(2019, 10, 1)),
    Parameter("portal_placed_first_month", 4, "month of the year", "総合サイト：就職者数を更新する月（1日から30日まで）",
              "職業安定法施行規則24条の8第3項", _FEE_AND_LEDGER_LAW),
    Parameter("portal_left_first_month", 10, "month of the year", "総合サイト：離職者数を更新する最初の月（1日から）",
              "職業安定法施行規則24条の8第3項", _FEE_AND_LEDGER_LAW),
    Parameter("portal_left_last_month", 12, "month of the year", "総合サイト：離職者数を更新する最後の月（末日まで）",
              "職業安定法施行規則24条の8第3項", _FEE_AND_LEDGER_LAW),
)  # fmt: skip

# 求人不受理の確認（自己申告）を求める間隔。法は間隔を定めない
DECLARATION = (
    Parameter("declaration_valid_months", 12, "months", "求人者の自己申告の有効期間",
              "職業安定法5条の6第2項による確認の間隔（内部規程。同項は2020年3月30日施行）", date(2020, 3, 30), ground=Ground.POLICY),
    Parameter("declaration_grace_days", 14, "days", "自己申告の期限のあと、公開中の募集を新しくご提案できる日数",
              "職業安定法5条の6第2項による確認の間隔（内部規程。同項は2020年3月30日施行）", date(2020, 3, 30), ground=Ground.POLICY),
)  # fmt: skip

# 医師の時間外・休日労働の上限。own は勤務先ごとの36協定、total は副業・兼業を通算した上限（1年）
OVERTIME = (
    Parameter("overtime_general_total_hours", 720, "hours a year", "一般労働者の時間外労働の上限（特別条項）",
              "労働基準法36条5項", date(2019, 4, 1)),
    Parameter("overtime_month_hours", 100, "hours a month", "1か月の時間外・休日労働の上限（この時間未満）",
              "労働基準法141条、医療法108条（面接指導による例外あり）", _PHYSICIAN_HOURS_LAW),
    Parameter("overtime_a_own_hours", 960, "hours a year", "A水準（勤務先ごと）",
              "労働基準法141条", _PHYSICIAN_HOURS_LAW),
    Parameter("overtime_a_total_hours", 960, "hours a year", "A水準（通算）",
              "労働基準法141条", _PHYSICIAN_HOURS_LAW),
    Parameter("overtime_linked_b_own_hours", 960, "hours a year", "連携B水準（勤務先ごと）",
              "労働基準法141条、医療法118条", _PHYSICIAN_HOURS_LAW, _LEVEL_B_LAST_DAY),
    Parameter("overtime_linked_b_total_hours", 1860, "hours a year", "連携B水準（通算）",
              "労働基準法141条、医療法118条", _PHYSICIAN_HOURS_LAW, _LEVEL_B_LAST_DAY),
    Parameter("overtime_b_own_hours", 1860, "hours a year", "B水準（勤務先ごと）",
              "労働基準法141条、医療法113条", _PHYSICIAN_HOURS_LAW, _LEVEL_B_LAST_DAY),
    Parameter("overtime_b_total_hours", 1860, "hours a year", "B水準（通算）",
              "労働基準法141条、医療法113条", _PHYSICIAN_HOURS_LAW, _LEVEL_B_LAST_DAY),
    Parameter("overtime_c1_own_hours", 1860, "hours a year", "C-1水準（勤務先ごと）",
              "労働基準法141条、医療法119条", _PHYSICIAN_HOURS_LAW),
    Parameter("overtime_c1_total_hours", 1860, "hours a year", "C-1水準（通算）",
              "労働基準法141条、医療法119条", _PHYSICIAN_HOURS_LAW),
    Parameter("overtime_c2_own_hours", 1860, "hours a year", "C-2水準（勤務先ごと）",
              "労働基準法141条、医療法120条", _PHYSICIAN_HOURS_LAW),
    Parameter("overtime_c2_total_hours", 1860, "hours a year", "C-2水準（通算）",
              "労働基準法141条、医療法120条", _PHYSICIAN_HOURS_LAW),
    Parameter("statutory_week_hours", 40, "hours a week", "法定労働時間（1週）", "労働基準法32条1項", date(1997, 4, 1)),
    Parameter("statutory_day_hours", 8, "hours a day", "法定労働時間（1日）", "労働基準法32条2項", date(1997, 4, 1)),
    Parameter("overtime_month_reduce_hours", 155, "hours a month", "労働時間を短くする措置が要る時間（この時間を超えたとき）",
              "医療法108条、同法施行規則（令和4年厚生労働省令7号）", _PHYSICIAN_HOURS_LAW),
)  # fmt: skip

# 勤務間インターバル。B・連携B・C水準では義務、A水準では努力義務
REST = (
    Parameter("rest_hours", 9, "hours", "続けて取る休息（通常の勤務・許可のある宿日直）",
              "医療法123条（B・連携B・C水準は義務）・110条（A水準は努力義務）", _PHYSICIAN_HOURS_LAW),
    Parameter("rest_within_hours", 24, "hours", "その休息を取り終える時間（業務の開始から）",
              "医療法123条・110条、同法施行規則（令和4年厚生労働省令7号）", _PHYSICIAN_HOURS_LAW),
    Parameter("duty_rest_hours", 18, "hours", "続けて取る休息（許可のない宿日直）",
              "医療法123条（B・連携B・C水準は義務）・110条（A水準は努力義務）", _PHYSICIAN_HOURS_LAW),
    Parameter("duty_rest_within_hours", 46, "hours", "その休息を取り終える時間（業務の開始から）",
              "医療法123条・110条、同法施行規則（令和4年厚生労働省令7号）", _PHYSICIAN_HOURS_LAW),
)  # fmt: skip

# 在職老齢年金。額は年度ごとに改定される
_TOP_GRADE = "厚生年金保険法20条（標準報酬月額の最高等級）"
_TOP_GRADE_2025 = "厚生年金保険法20条（令和7年6月13日に成立した年金制度改正法による段階的な引上げ）"
PENSION = (
    Parameter("pension_threshold_yen", 500_000, "yen a month", "在職老齢年金の支給停止調整額", "厚生年金保険法46条",
              date(2024, 4, 1), date(2025, 3, 31)),
    Parameter("pension_threshold_yen", 510_000, "yen a month", "在職老齢年金の支給停止調整額", "厚生年金保険法46条",
              date(2025, 4, 1), date(2026, 3, 31)),
    Parameter("pension_threshold_yen", 650_000, "yen a month", "在職老齢年金の支給停止調整額", "厚生年金保険法46条",
              date(2026, 4, 1), date(2027, 3, 31)),
    Parameter("pension_top_grade_yen", 650_000, "yen a month", "標準報酬月額の上限", _TOP_GRADE,
              date(2020, 9, 1), date(2027, 8, 31)),
    Parameter("pension_top_grade_yen", 680_000, "yen a month", "標準報酬月額の上限", _TOP_GRADE_2025,
              date(2027, 9, 1), date(2028, 8, 31)),
    Parameter("pension_top_grade_yen", 710_000, "yen a month", "標準報酬月額の上限", _TOP_GRADE_2025,
              date(2028, 9, 1), date(2029, 8, 31)),
    Parameter("pension_top_grade_yen", 750_000, "yen a month", "標準報酬月額の上限", _TOP_GRADE_2025,
              date(2029, 9, 1)),
    Parameter("insured_week_hours", 20, "hours a week", "短い時間の勤務でも社会保険に入る目安（この時間以上）",
              "厚生年金保険法12条、健康保険法3条（事業所の規模などの条件あり）", date(2016, 10, 1)),
    Parameter("pension_contribution_last_age", 70, "years of age", "厚生年金の保険料を納める年齢（この年齢に達するまで）",
              "厚生年金保険法9条（70歳未満の人が被保険者）", date(2002, 4, 1)),
)  # fmt: skip

# 診療についての請求（医師賠償責任保険の切れ目の説明に使う）
LIABILITY = (
    Parameter("injury_claim_known_years", 5, "years", "人の生命・身体の損害の請求（損害と相手を知ってから）",
              "民法167条・724条・724条の2", date(2020, 4, 1)),
    Parameter("injury_claim_years", 20, "years", "人の生命・身体の損害の請求（権利を行使できる時・行為の時から）",
              "民法167条・724条", date(2020, 4, 1)),
)  # fmt: skip

# 募集・採用の年齢制限
AGE_LIMITS = (
    Parameter("seniors_only_from_age", 60, "years of age", "高年齢者に限る募集の下限",
              "労働施策総合推進法施行規則1条の3第1項3号ニ", date(2007, 10, 1)),
    Parameter("skills_gap_youngest_age", 30, "years of age", "技能継承のための募集の下限",
              "労働施策総合推進法施行規則1条の3第1項3号ロ、平成19年厚生労働省告示278号", date(2007, 10, 1)),
    Parameter("skills_gap_oldest_age", 49, "years of age", "技能継承のための募集の上限",
              "労働施策総合推進法施行規則1条の3第1項3号ロ、平成19年厚生労働省告示278号", date(2007, 10, 1)),
)  # fmt: skip

# 法定ではないもの、または法定より長いもの。変えるときは新しい行を足す
RETENTION = (
    Parameter("accounting_retention_years", 7, "years", "手数料の会計帳簿",
              "法人税法施行規則59条（青色申告法人の帳簿書類）", _POLICY_SINCE, evidence=Evidence.TO_CONFIRM),
    Parameter("evidence_retention_years", 5, "years", "同意・開示・送付の記録（案件の終了から）",
              _OURS, _POLICY_SINCE, ground=Ground.POLICY, evidence=Evidence.TO_CONFIRM),
    Parameter("identity_image_retention_days", 30, "days", "免許証・本人確認の画像（確認から）",
              _OURS, _POLICY_SINCE, ground=Ground.POLICY, evidence=Evidence.TO_CONFIRM),
    Parameter("sensitive_retention_months", 3, "months", "健康・処分歴の自己申告（案件の終了から）",
              _OURS, _POLICY_SINCE, ground=Ground.POLICY, evidence=Evidence.TO_CONFIRM),
    Parameter("unfinished_registration_days", 30, "days", "途中でやめた登録",
              _OURS, _POLICY_SINCE, ground=Ground.POLICY, evidence=Evidence.TO_CONFIRM),
    Parameter("typed_words_hours", 12, "hours", "ログインが切れて届かなかった書きかけ（書いた方のもの）",
              _OURS, _POLICY_SINCE, ground=Ground.POLICY, evidence=Evidence.TO_CONFIRM),
    Parameter("typed_words_visitor_minutes", 60, "minutes", "期限が切れて届かなかった書きかけ（ログインしていない方のもの）",
              _OURS, _POLICY_SINCE, ground=Ground.POLICY, evidence=Evidence.TO_CONFIRM),
    Parameter("callback_retention_days", 30, "days", "折り返しのお電話のお名前と番号（お電話が済んでから）",
              _OURS, _POLICY_SINCE, ground=Ground.POLICY, evidence=Evidence.TO_CONFIRM),
    Parameter("seminar_retention_days", 90, "days", "催しのお申し込みのお名前とアドレス（催しが終わってから）",
              _OURS, _POLICY_SINCE, ground=Ground.POLICY, evidence=Evidence.TO_CONFIRM),
    Parameter("arrival_retention_days", 7, "days", "ほかの機関からの紹介で、お引き受けを決めないまま期限の過ぎたもの（期限から）",
              _OURS, _POLICY_SINCE, ground=Ground.POLICY, evidence=Evidence.TO_CONFIRM),
    Parameter("unconfirmed_address_days", 7, "days", "確認のないままのメールアドレス（催しとお便りのお申し込み）",
              _OURS, _POLICY_SINCE, ground=Ground.POLICY, evidence=Evidence.TO_CONFIRM),
    Parameter("backup_keep_days", 35, "days", "バックアップ（とった日から。過ぎると鍵を壊す）",
              _OURS, _POLICY_SINCE, ground=Ground.POLICY, evidence=Evidence.TO_CONFIRM),
    Parameter("dialogue_retention_years", 2, "years", "意見交換の記録（案件の終了から）",
              _OURS, _POLICY_SINCE, ground=Ground.POLICY, evidence=Evidence.TO_CONFIRM),
)  # fmt: skip

TABLE = ParameterTable(
    (
        *PLACEMENT,
        *MONEY,
        *DECLARATION,
        *OVERTIME,
        *REST,
        *PENSION,
        *NET_PAY,
        *LIABILITY,
        *AGE_LIMITS,
        *RETENTION,
        *LEAKS,
    )
)
