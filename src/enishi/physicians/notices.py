"""Notices about a physician's own registration."""

from enishi.notices.registry import Audience, NoticeKind, register

register(
    NoticeKind(
        "E02",
        Audience.PHYSICIAN,
        "ご登録ありがとうございます（今後の流れ）",
        "ご登録を承りました。受付番号は $number です。\n\n担当の$coordinatorから、$day までに、お選びの方法でご連絡します。\n"
        "それまでに先生のお名前が、どこかへ伝わることはありません。",
        path="/my",
        urgent=True,
    ),
    NoticeKind(
        "E49",
        Audience.COORDINATOR,
        "【要対応】",
        "$what（$number）。\n$day までにご対応ください。",
        path="$path",
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
    ),
)
register(
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
    )
)
register(
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
        "E10m",
        Audience.PHYSICIAN,
        "お手続き完了のお知らせ",
        "ログインにお使いになるメールアドレスが変わりました。このアドレスには、もうお送りしません。\n\n"
        "お心当たりがない場合は、すぐにお電話ください。",
        urgent=True,
    ),
)
