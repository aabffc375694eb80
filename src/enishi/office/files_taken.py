"""Every file that somebody takes out of Enishi: its name in words, or why nobody need know that it was taken. Pure.

`web.taken_out` records whatever an address hands out as a file unless it stands in HARMLESS; so a new one is recorded before anybody
thought of it, and a test asks for its words.
"""

from collections.abc import Mapping

ITSELF: Mapping[str, str] = {
    "ledger_openings": "求人管理簿",
    "ledger_seekers": "求職管理簿",
    "ledger_fees": "手数料管理簿",
    "ledger_form30": "求人者リスト（様式30）",
    "report": "年度の報告",
    "journal": "仕訳",
    "disclosures": "公開の台帳",
    "survey_answers": "調査のお答え（ふせた番号）",
    "neutrality": "中立性の報告",
    "chain": "操作の記録の指紋",
    "incident": "事故の報告の下書き",
    "complaints": "お申し出（苦情）の一覧",
    "team": "チームのようす",
    "societies": "学会・団体の一覧",
    "explanation": "法律で定められたご説明（紙）",
    "certification": "適正認定の証拠の目次",
    "evidence": "適正認定の証拠の書類",
    "net_effect": "偏在への純効果の合計",
    "research_table": "調査研究の表",
    "yearly_cut": "調査研究の年の記録（お名前なし）",
}
"""What a view records itself, with rows and period → the file in words."""

BY_ADDRESS: Mapping[str, str] = {
    "research_answer_csv": "ゆらぎを加えた調査研究の表",
    "left_certificate": "消去の証明書（退会された方）",
    "office_certificate": "消去の証明書",
    "my_agreement_pdf": "合意書（先生）",
    "my_visit_itinerary": "見学の旅程（先生）",
    "my_visit_family": "見学の旅程（ご家族用）",
    "my_talk_paper": "お話の添付書類（先生）",
    "my_scope_paper": "診療できる範囲シート（先生）",
    "my_document": "先生ご自身の書類",
    "my_data_json": "先生ご自身の情報のすべて（JSON）",
    "my_data_pdf": "先生ご自身の情報のすべて（PDF）",
    "inst_billing_file": "請求書（医療機関）",
    "inst_statement_file": "お取引明細書（医療機関）",
    "inst_reports": "医療機関へのご報告",
    "inst_paper_pdf": "求人の用紙（医療機関）",
    "inst_openings_export": "募集の一覧（医療機関）",
    "inst_openings_import_rest": "取り込めなかった募集の行（医療機関）",
    "desk_openings_import_rest": "取り込めなかった募集の行",
    "inst_readiness_paper": "受け入れ準備度チェック",
    "inst_talk_document": "先生の書類（医療機関が開いたもの）",
    "inst_hosting": "お迎えの段取り",
    "inst_agreement_pdf": "合意書（医療機関）",
    "inst_notice_pdf": "労働条件通知書の下書き（医療機関）",
    "inst_notice_docx": "労働条件通知書の下書き（医療機関、Word）",
    "inst_visit_calendar": "見学の予定（医療機関）",
    "inst_visit_itinerary": "見学の旅程（医療機関）",
    "inst_visit_driver": "お迎えの車の案内（医療機関）",
    "inst_talk_paper": "お話の添付書類（医療機関）",
    "desk_record_handover": "引き継ぎの一枚",
    "desk_paper_pdf": "お送りする用紙",
    "desk_survey_paper": "調査の用紙",
    "survey_results_csv": "調査の結果の表",
    "desk_paper_image": "届いた用紙の画像",
    "desk_trip_pack": "出張の資料",
    "desk_conference_sheet": "ケース会議の資料",
    "desk_document_copy": "お渡しした書類の控え",
    "desk_document_file": "担当者がつくった書類",
    "desk_prep_pdf": "面談の準備",
    "desk_doctor_document": "先生の書類",
    "desk_doctor_scope_paper": "診療できる範囲シート",
    "desk_letter_pdf": "お手紙",
    "desk_agreement_pdf": "合意書",
    "desk_notice_pdf": "労働条件通知書の下書き",
    "desk_notice_docx": "労働条件通知書の下書き（Word）",
    "desk_visit_calendar": "見学の予定",
    "desk_visit_itinerary": "見学の旅程",
    "desk_visit_driver": "お迎えの車の案内",
    "desk_talk_paper": "お話の添付書類",
    "office_invoice_file": "請求書",
    "office_statement_file": "お取引明細書",
    "campaign_kit_zip": "ご案内一式（ZIP）",
    "campaign_kit_file": "ご案内一式の一つ",
    "outreach_funnel_xlsx": "周知の成果（Excel）",
    "outreach_funnel_csv": "周知の成果（CSV）",
    "society_report_pdf": "学会へのご報告",
    "own_report_pdf": "学会へのご報告（学会が開いたもの）",
    "press_file": "まとめて印刷したお手紙",
    "office_event_sheet": "催しの受付名簿",
    "office_story_sheet": "体験のお話の同意書",
    "desk_referral_hand": "ほかの機関への紹介票",
    "desk_referral_withdrawal": "紹介の取り消しの届",
    "desk_arrived_image": "ほかの機関から届いた紙の画像",
    "desk_arrived_answer": "ほかの機関への返事",
    "research_staying_csv": "種類ごとの定着の数字（CSV）",
    "research_retention_csv": "定着の曲線の数字（CSV）",
}
"""URL name → the file in words."""

_PUBLIC = "どなたでも受け取れる、公表しているファイルです。"
OF_MANY: frozenset[str] = frozenset(
    {
        "office_ledger_file", "office_disclosures_csv", "office_complaints_csv",
        "office_event_sheet", "societies_csv", "societies_xlsx", "survey_answers_csv",
        "research_cut_zip",
    }
)  # fmt: skip
"""URL names of files with the data of many people: whoever takes one out says for what (`web.asking_why`)."""

NOT_OF_MANY: Mapping[str, str] = {
    "report": "sums of the year; the rows behind them stay on the page",
    "journal": "amounts and numbers of bills; no names of persons",
    "neutrality": "shares by kind of institution",
    "chain": "hashes",
    "incident": "one incident, of which the law wants a report",
    "team": "figures of the whole team by month",
    "explanation": "the words that one side was told",
    "certification": "an index of proofs",
    "evidence": "one paper that the office laid there itself",
    "net_effect": "sums with small cells hidden",
    "research_table": "sums with small cells hidden",
}
"""Of ITSELF, what is no data of many people, and why."""

HARMLESS: Mapping[str, str] = {
    "survey_codebook_csv": "the questions of a survey; no answers",
    "survey_codebook_pdf": "the questions of a survey; no answers",
    "survey_waves_codebook": "the questions of the follow-up waves; no answers",
    "event_calendar": _PUBLIC,
    "press_kit_file": _PUBLIC,
    "opendata_file": _PUBLIC,
    "opendata_catalog": _PUBLIC,
    "statistics_csv": _PUBLIC,
    "regions_table": _PUBLIC,
    "regions_map_csv": _PUBLIC,
    "regions_inequality_csv": _PUBLIC,
    "regions_years_csv": _PUBLIC,
    "region_portrait": _PUBLIC,
    "opening_print": _PUBLIC,
    "registration_paper": "何も書かれていない、ご登録の用紙です。",
    "inst_openings_template": "何も書かれていない、募集の一覧のひな形です。",
    "office_signing_key_pdf": "公開鍵です。知られて困る値を含みません。",
    "calendar_feed": "予定表がくり返し読みにくるもので、お名前を含みません（desk.feeds）。",
    "my_calendar_file": "先生ご自身の予定です。",
    "my_visit_calendar": "先生ご自身の予定です。",
    "my_start_paper": "先生ご自身の手控えです。記録すると、移ろうとしていることが事務局に分かってしまいます。",
    "society_report_page": "画面に出す、ご報告の絵です。ファイルとして取り出すのは society_report_pdf です。",
    "own_report_page": "画面に出す、ご報告の絵です。ファイルとして取り出すのは own_report_pdf です。",
}
"""URL name → why nobody need know that it was taken."""

FILES: Mapping[str, str] = {**ITSELF, **BY_ADDRESS}
