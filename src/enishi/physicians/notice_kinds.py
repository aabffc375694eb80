"""The texts of the notices to a physician about his or her own registration; importing this module registers them."""

from typing import Any

from enishi.notices.registry import Audience, NoticeKind, register


def _physician(id: str, subject: str, body: str, path: str = "/my", **more: Any) -> NoticeKind:
    return NoticeKind(id, Audience.PHYSICIAN, subject, body, path=path, **more)


register(
    _physician(
        "E02",
        "ご登録ありがとうございます（今後の流れ）",
        "ご登録を承りました。受付番号は $number です。\n\n担当の$coordinatorから、$day までに、お選びの方法でご連絡します。\n"
        "それまでに先生のお名前が、どこかへ伝わることはありません。",
        urgent=True,
    ),
    _physician(
        "E04",
        "担当者のご紹介",
        "これからは、$coordinator が先生の担当としてお話をうかがいます。\nこれまでにうかがったことは、すべて引き継いでいます。",
    ),
    NoticeKind(
        "E60",
        Audience.PHYSICIAN,
        "ご予定のお知らせ",
        "先生がおつくりになった予定表に、まもなくの項目があります。\n\nこのお知らせは年に3回までです。いつでも止められます。",
        path="/my/calendar",
    ),
    NoticeKind(
        "E58",
        Audience.PHYSICIAN,
        "保存された条件の、今週のお知らせ",
        "保存された条件に合う新しい募集が、この1週間に出ています（条件は$searches個、多いもので$count件）。\n\n"
        "内容はこのメールには書いていません。下のページでご覧ください。\nこのお知らせは、同じページでいつでも止められます。",
        path="/my/searches",
        may_be_stopped=True,
    ),
    NoticeKind(
        "E03",
        Audience.PHYSICIAN,
        "ご登録の続きのご案内",
        "先日は、ご登録をはじめてくださり、ありがとうございました。\n途中までのご入力は、30日間お預かりしています。\n\n"
        "下のアドレスから、続きをご入力いただけます。はじめに、お名前（姓）をうかがいます。\n"
        "お忙しいようでしたら、お電話で続きをうかがうこともできます。\n\n"
        "このご案内は一度だけです。ご不要でしたら、何もなさらなくてかまいません。\n"
        "お心当たりがない場合は、下の画面から、お預かりしている内容を消せます。",
        path="/register/resume/$token",
        secret=True,
    ),
    NoticeKind(
        "E01m",
        Audience.PHYSICIAN,
        "確認番号のお知らせ",
        "確認番号は $code です。\n\nメールアドレスを変える画面に、6桁の数字をご入力ください。15分間お使いいただけます。\n"
        "お心当たりがない場合は、このメールを破棄してください。",
        urgent=True,
        secret=True,
    ),
    NoticeKind(
        "E10x",
        Audience.PHYSICIAN,
        "お手続き完了のお知らせ",
        "退会のお手続きが済み、お預かりしていた情報を消しました。\n"
        "法律で保存が定められた記録だけが、期限まで残ります。ありがとうございました。\n\n"
        "お心当たりがない場合は、すぐにお電話ください。",
        urgent=True,
    ),
    NoticeKind(
        "E10m",
        Audience.PHYSICIAN,
        "お手続き完了のお知らせ",
        "ログインにお使いになるメールアドレスが変わりました。このアドレスには、もうお送りしません。\n\n"
        "お心当たりがない場合は、すぐにお電話ください。",
        urgent=True,
    ),
    _physician("E05", "面談のご予定", "面談のご予定をお知らせします。\n\n　$when\n　$way\n\nご都合が変わりましたら、いつでもお知らせください。", path="/my/interview", own=True),
    _physician(
        "E05a",
        "面談の日時のご相談",
        "お話をうかがう日時を、いくつかご用意しました。\nご都合のよいものを、お選びください。お電話でお決めになることもできます。",
        path="/my/interview",
    ),
    _physician(
        "E06",
        "希望整理シートのご確認",
        "うかがったご希望を、希望整理シートにまとめました。\n違うところがあれば、画面でお直しになるか、お電話でお知らせください。",
        path="/my/wishes",
    ),
    _physician(
        "E07",
        "ご登録の完了と大切なご説明",
        "ご登録が完了し、ご紹介を始められるようになりました。\n求職の受付は $day です。\n\n"
        "法律で定められたご説明を、お伝えします。\n\n$explanations",
        statutory=True,
    ),
    _physician("E08", "公開範囲の変更を承りました", "公開範囲とご同意の変更を承りました。いまから、そのとおりにいたします。", path="/my/privacy", own=True),
    _physician(
        "E09",
        "ご希望に変わりはありませんか",
        "最後にうかがってから、半年がたちました。\nご希望に変わりがなければ、何もなさらなくてけっこうです。求職のお申し込みは、そのまま続きます。\n変わったところがあれば、画面かお電話でお知らせください。",
        path="/my/wishes",
        urges=True,
        may_be_stopped=True,
    ),
    _physician("E10", "お手続き完了のお知らせ", "$what", own=True),
    _physician(
        "E57",
        "ご家族からのご質問があります",
        "ご家族のページに、ご質問が届いています。",
        path="/my/family",
        several="ご家族からのご質問が$count件あります",
    ),
    NoticeKind("E49", Audience.COORDINATOR, "【要対応】", "$what（$number）。\n$day までにご対応ください。", path="$path"),
    NoticeKind("E49k", Audience.COORDINATOR, "【要対応】ご家族からのご質問", "先生から、ご家族のご質問をお預かりしました（$number）。", path="/desk/doctors/$number"),
    NoticeKind("E49m", Audience.COORDINATOR, "【要対応】面談のご希望", "$what（$number）。", path="/desk/doctors/$number/talk", urgent=True),
    NoticeKind(
        "E56",
        Audience.SUPERVISOR,
        "【要確認】連絡の約束の外のお電話",
        "連絡の約束の外で、お電話をおかけしました（$number）。\n理由は画面でご確認ください。",
        path="/desk/calls?kept=no",
    ),
)  # fmt: skip
