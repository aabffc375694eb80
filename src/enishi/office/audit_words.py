"""The codes of the audit log in the reader's words. Pure: an unknown code is shown as it stands, never left out."""

from enishi.accounts.roles import Role
from enishi.candidacies.workflow import WORKFLOW as CANDIDACY
from enishi.common.workflow import Party, Workflow
from enishi.institutions.workflow import WORKFLOW as INSTITUTION
from enishi.openings.workflow import WORKFLOW as OPENING
from enishi.physicians.enums import ConsentKind, DisclosureLevel
from enishi.physicians.workflow import WORKFLOW as PHYSICIAN

_WORKFLOWS: dict[str, Workflow] = {w.name: w for w in (CANDIDACY, PHYSICIAN, OPENING, INSTITUTION)}
_ACTIONS = {
    "issue_invoice": "請求書を出す",
    "record_fee": "手数料管理簿に記す",
    "prepare_refund": "返戻を用意する",
    "approve_refund": "返戻を承認する",
    "refuse_refund": "返戻を承認しない",
    "remark_ledger": "管理簿の内部備考を書く",
    "change_term": "契約期間の変更を記録する",
    "check_half_year": "6か月の確認を記録する",
    "close_report": "年度の報告を締める",
    "answer_checkin": "着任のあとのご様子に答える",
    "close_checkin": "ご様子の確認を、お答えのないまま終える",
    "finish_care_task": "着任のあとの仕事が済んだと記す",
    "reply_to_rate": "約束の守られ方に、ことばを添える",
    "mark_start": "着任までの準備に印を付ける",
    "open_visit": "面談・見学・体験勤務の日程を相談する",
    "offer_times": "ご都合のよい日時を伝える",
    "propose_times": "面談・見学の日時を双方に案内する",
    "suit_time": "案内された日時でよいと答える",
    "choose_time": "面談・見学の日時を選ぶ",
    "shape_visit": "面談・見学の形と長さを決める",
    "drop_trial": "体験勤務の相談を取りやめる",
    "check_trial": "体験勤務の契約・保険・免許を確かめる",
    "save_costs": "面談・見学の費用の持ち方を書く",
    "save_plan": "面談・見学のお迎えの段取りを書く",
    "reflect": "面談・見学の感想を書く",
    "plan_trip": "出張をつくる",
    "change_trip": "出張を直す",
    "save_trip_stop": "出張の行き先を書く",
    "drop_trip_stop": "出張の行き先を外す",
    "restore_trip_stop": "出張の行き先を戻す",
    "order_trip": "出張の行き先を並べる",
    "order_trip_back": "出張の行き先の並びを戻す",
    "add_trip_cost": "出張の費用を書く",
    "strike_trip_cost": "出張の費用を取り消す",
    "restore_trip_cost": "出張の費用を戻す",
    "cancel_trip": "出張を取りやめる",
    "restore_trip": "出張を元に戻す",
    "write_template": "文例を書く",
    "retire_template": "文例を使うのをやめる",
    "restore_template": "文例を元に戻す",
    "hand_out_writing": "書類をお渡しする",
    "keep_own_time": "自分の予定を入れる",
    "move_own_time": "自分の予定を直す",
    "drop_own_time": "自分の予定を取りやめる",
    "restore_own_time": "自分の予定を元に戻す",
    "make_calendar_feed": "予定表のアドレスをつくる",
    "end_calendar_feed": "予定表のアドレスを止める",
    "accept_invitation": "ご招待をお引き受けする",
    "accept_clause": "合意事項を承諾する",
    "add_shield": "伏せる相手を加える",
    "add_society": "学会・団体を加える",
    "agreement_version": "条件合意書の版をつくる",
    "answer": "質問に答える",
    "attach": "意見交換で書類を渡す",
    "choose_common_answer": "よくあるお答えに載せる",
    "drop_note": "自分だけの控えを消す",
    "edit_introduction": "医療機関への1枚を直す",
    "end_common_answer": "よくあるお答えを取り下げる",
    "give_back_words": "お預かりのことばをお返しする",
    "hold_words": "ことばを担当者に預ける",
    "pass_words": "お預かりのことばをそのまま伝える",
    "take_back": "渡した書類を取り下げる",
    "write_letter": "おたよりを書く",
    "write_note": "自分だけの控えを書く",
    "answer_inquiry": "お尋ねに答える",
    "approve_wishes": "希望整理シートを確認する",
    "ask_slate": "今週の組み合わせの計算を頼む",
    "cancel_slate": "今週の組み合わせの計算を取りやめる",
    "slate_kept": "組み合わせの1件を候補にする",
    "slate_left": "組み合わせの1件を見合わせる",
    "reopen_line": "見合わせを取り消す",
    "note_interview": "面談の記録を書く",
    "answer_family": "ご家族のご質問に答える",
    "ask_as_family": "ご家族が質問を書く",
    "ask_for_call": "お電話を希望する",
    "ask_other_times": "面談のほかの日時を希望する",
    "assign_coordinator": "担当者を替える",
    "call": "お電話をかける",
    "call_result": "お電話の結果を書く",
    "change_family_link": "ご家族のページを直す",
    "contact_in": "先生からのご連絡を記録する",
    "contact_out": "先生にお送りした手紙・ファクスを記録する",
    "write_desk_note": "机の控えを書く",
    "strike_desk_note": "机の控えを取り消す",
    "restore_desk_note": "取り消した控えを元に戻す",
    "set_next": "次にすることを決める",
    "finish_next": "次にすることが済んだと記す",
    "set_deputy": "お休みのときの代理を決める",
    "end_deputy": "代理を終える",
    "offer_move": "担当の引き継ぎをお願いする",
    "take_move": "担当を引き継ぐ",
    "refuse_move": "担当の引き継ぎを取り下げる",
    "undo_move": "担当の引き継ぎを元に戻す",
    "end_family_link": "ご家族のページを閉じる",
    "end_interview": "面談を終える",
    "lodge_complaint": "お申し出（苦情）を承る",
    "name_complained": "お申し出の相手を記す",
    "acknowledge_complaint": "お申し出の受付をお知らせする",
    "take_complaint": "お申し出を引き受ける",
    "answer_complaint": "お申し出にお答えする",
    "close_complaint": "お申し出を終える",
    "draw_quality": "品質確認の標本を引く",
    "check_quality": "品質確認で一件を確かめる",
    "mend_quality": "品質確認で見つかったことを直す",
    "prepare_bulk": "まとめてのお便りの下書きをつくる",
    "rewrite_bulk": "まとめてのお便りの文面を直す",
    "ask_bulk_approval": "まとめてのお便りの承認をお願いする",
    "approve_bulk": "まとめてのお便りを承認して送る",
    "return_bulk": "まとめてのお便りを下書きに戻す",
    "stop_bulk": "まとめてのお便りの残りを止める",
    "fix_interview": "面談の日時を決める",
    "offer_slots": "面談の日時をご用意する",
    "open_family_link": "ご家族のページをつくる",
    "pass_family_question": "ご家族のご質問を担当者に渡す",
    "post_letter": "手紙を投函する",
    "save_promise": "連絡の約束を決める",
    "link_talk": "お話を、ご一緒のお話とつなぐ",
    "approve_jointly": "ご一緒のお話で条件を承認する",
    "go_alone": "ご一緒のお話から離れて進める",
    "wish_companion": "ご一緒に移りたい先生の番号を書く",
    "end_companion_wish": "ご一緒のご希望を取りやめる",
    "apply": "登録を申し込む",
    "ask": "質問を書く",
    "cancel_invitation": "ご招待を取り消す",
    "check_institution": "国の一覧とお電話で医療機関を確かめる",
    "decide_region_fact": "地域のご紹介を確かめる",
    "declare": "法令順守を自己申告する",
    "delete_continuity": "リスク帳の一行を消す",
    "edit_institution": "施設の紹介を直す",
    "invite": "担当者をご招待する",
    "propose_region_facts": "地域のご紹介を書く",
    "save_continuity": "リスク帳を書く",
    "pass_track_step": "中の決裁の段が済んだことを記録する",
    "return_track_step": "中の決裁の段で差し戻す",
    "move_track_steps": "中の決裁の予定の日を変える",
    "save_route": "承認の段取りを書く",
    "wish_terms": "条件のお話に進むとのお返事",
    "save_hosting": "お迎えの段取りを書く",
    "save_reality": "診療の現実を書く",
    "share_continuity": "リスク帳を担当者に見せるかを決める",
    "ask_insight": "何が変われば来てもらえるかを尋ねる",
    "open_readiness_link": "受け入れ準備度チェックのリンクをつくる",
    "save_readiness": "受け入れ準備度チェックに答える",
    "share_readiness": "受け入れ準備度チェックの結果を担当者に見せる",
    "unshare_readiness": "受け入れ準備度チェックの結果を見せるのをやめる",
    "change_family": "名称・法人・医局を直す",
    "change_mail": "メールアドレスを変える",
    "change_document": "書類の種類・期限を直す",
    "complete_identity": "氏名・連絡先を補う",
    "choose_confirm_way": "募集の再確認をお尋ねする方法を選ぶ",
    "confirm": "募集を再確認する",
    "delete_search": "保存した条件を消す",
    "delete_career": "経歴の一行を消す",
    "delete_document": "書類を消す",
    "edit_proposal": "ご提案の文を直す",
    "merge": "二つの登録を一つにする",
    "undo_merge": "一つにした登録を元に戻す",
    "keep_apart": "別の方と確かめる",
    "bring_together": "別の方とした記録を取り消す",
    "reopen_next": "「済み」を取り消す",
    "reopen_call": "折り返しのお電話の結果を取り消す",
    "resume_deputy": "代理の終わりを取り消す",
    "erase": "退会・情報を消す",
    "erase_the_rest": "保存期間を過ぎた帳簿の記載を消す",
    "end_narrow_wording": "狭い言葉での紹介をやめる",
    "end_role": "役割を終える",
    "end_shield": "伏せる相手を外す",
    "grant_role": "役割を与える",
    "keep_sheet": "募集の一覧を受け取る",
    "take_in": "募集の一覧を取り込む",
    "make_sheet": "用紙をつくる",
    "receive_sheet": "用紙が届いたと記す",
    "type_sheet": "用紙を入力する",
    "settle_sheet": "用紙の入力の違いを正す",
    "retype_sheet": "用紙を入力し直す",
    "finish_sheet": "用紙の内容を記録する",
    "add_spot_days": "来てほしい日を書く",
    "spot_fill": "来てほしい日が決まったと記す",
    "spot_open": "来てほしい日をまた空ける",
    "spot_withdraw": "来てほしい日を取り下げる",
    "inquire": "ご提案について尋ねる",
    "introduce": "お名前を伝える（紹介年月日）",
    "make_sign_in_link": "ログインの案内をつくる",
    "narrow_wording": "狭い言葉での紹介に同意する",
    "open_campaign": "周知のリンクをつくる",
    "edit_society": "学会・団体の情報を直す",
    "note_contact": "学会・団体とのやりとりを控える",
    "write_wording": "依頼状の文面の新しい版を書く",
    "ask_press": "依頼状をまとめて印刷する",
    "cancel_press": "まとめての印刷を取りやめる",
    "propose_clause": "合意事項を提案する",
    "record_call": "折り返しのお電話の結果を記す",
    "raise_concern": "閲覧に心当たりがないと申し出る",
    "record_contract": "契約を記録する",
    "request_callback": "折り返しのお電話を申し込む",
    "revise": "募集の条件を直す",
    "copy": "募集を写して下書きをつくる",
    "keep_advertisement": "求人の文章をお預かりする",
    "read_advertisement": "求人の文章から下書きをつくる",
    "save_needs": "求める診療の範囲を書く",
    "save_scope": "診療できる範囲を書く",
    "save_search": "条件を保存する",
    "save_career": "経歴を書く",
    "save_wishes": "希望を書きかえる",
    "stop_sharing": "書類の公開を終える",
    "store_document": "書類を預かる",
    "ask_relay": "分け合う席をお願いする",
    "change_relay": "分け合う席を直す",
    "close_relay": "分け合う席を取り下げる",
    "look_for_relay_plan": "分け合う席の組み合わせをさがす",
    "adopt_relay_plan": "分け合う席の組み合わせで進める",
    "write_news": "お知らせの下書きを書く",
    "edit_news": "お知らせを直す",
    "publish_news": "お知らせを公開する",
    "withdraw_news": "お知らせを取り下げる",
    "use_sign_in_link": "案内からログインする",
    "verify_licence": "医籍を確認する",
    "write_anonymous_detail": "匿名の経歴を書く",
    "waive": "募集の文の注意を、理由を書いて通す",
    "withdraw_clause": "合意事項を取り下げる",
    "withdraw_disclosure": "公開の同意を取り消す",
}
_READ = {
    "applicant": "申し込んだ方のお名前と連絡先",
    "continuity": "診療継続リスク帳",
    "callback": "折り返しのお電話のお名前と番号",
    "complaint": "お申し出（苦情）",
    "complaints": "お申し出（苦情）の一覧",
    "document": "書類",
    "export": "お預かりしている情報の控え",
    "identity": "氏名と連絡先",
    "identity_search": "氏名でさがした一覧",
    "ledger": "管理簿への記載",
    "paper": "届いた用紙",
    "family": "名称・法人・医局",
    "timeline": "これまでの記録と控え",
    "note_search": "言葉でさがした控え",
    "handover": "引き継ぎの一枚",
    "ledger_openings": "求人管理簿",
    "ledger_seekers": "求職管理簿",
}
_OBJECTS = {
    "slate": "今週の組み合わせ",
    "callback": "折り返しのお電話",
    "candidacy": "お引き合わせ",
    "physician": "医師",
    "opening": "募集",
    "institution": "医療機関",
    "user": "利用者",
    "ledger": "管理簿",
    "invoice": "請求書",
    "report": "年度の報告",
    "caseload": "担当の一覧",
    "caseload_move": "担当の引き継ぎ",
    "deputy": "代理",
    "own_time": "自分の予定",
    "template": "文例",
    "trip": "出張",
    "calendar": "予定表",
    "paper": "用紙",
    "campaign": "周知のリンク",
    "society": "学会・団体",
    "letter_wording": "依頼状の文面",
    "press_run": "まとめての印刷",
    "news": "お知らせ",
    "bulk": "まとめてのお便り",
    "complaint": "お申し出",
    "quality": "品質確認",
    "relay_post": "分け合う席",
    "import": "取り込み",
    "region": "地域",
}
VISITOR = "visitor"
"""The role of somebody without an account."""
_NAMED_ELSEWHERE = {"ledger", "caseload"}


def action_words(action: str, object_type: str) -> str:
    """「先生にご提案する（T2）」, 「閲覧：氏名と連絡先」, 「公開に同意する：お名前と経歴」."""
    workflow = _WORKFLOWS.get(object_type)
    if workflow and action in workflow.steps:
        return f"{workflow[action].label}（{action}）"
    head, _, what = action.partition(":")
    match head:
        case "read":
            return f"閲覧：{_READ.get(what, what)}"
        case "disclose":
            return f"公開に同意する：{_label(DisclosureLevel, what)}"
        case "consent":
            return f"同意する：{_label(ConsentKind, what)}"
        case "withdraw":
            return f"同意を取り消す：{_label(ConsentKind, what)}"
        case "import":
            return f"公表の表を取り込む：{what}"
    return _ACTIONS.get(action, action)


def reading_words(what: str, object_type: str) -> str:
    """A reading as the person whose data it was is told: 「氏名と連絡先」, 「求職管理簿（全員の一覧として）」."""
    words = _READ.get(what, what)
    return f"{words}（全員の一覧として）" if object_type in _NAMED_ELSEWHERE else words


def object_words(object_type: str, number: str) -> str:
    """「医師 P-2026-0001」."""
    words = _OBJECTS.get(object_type, object_type)
    return words if object_type in _NAMED_ELSEWHERE else f"{words} {number}"


def role_words(role: str) -> str:
    """A role as people know it; steps of a workflow carry the party instead."""
    if role == VISITOR:
        return "どなたでも（ログインなし）"
    if role == "family":
        return "ご家族"
    for kind in (Role, Party):
        if role in set(kind):
            return kind(role).label
    return role


def _label(kind: type[DisclosureLevel] | type[ConsentKind], code: str) -> str:
    return kind(code).label if code in set(kind) else code
