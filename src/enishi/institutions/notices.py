"""What institutions and those who apply for one are written."""

from enishi.notices.registry import Audience, NoticeKind, register

register(
    NoticeKind(
        "IN1",
        Audience.INSTITUTION,
        "お申し込みを承りました（番号 $number）",
        "ご登録のお申し込みを承りました。\n\n"
        "2営業日以内に、公表されている代表の番号へお電話し、お申し込みを確かめます。\n"
        "確かめられましたら、ご登録の案内をお送りします。お急ぎのときは、番号をお伝えのうえ、お電話ください。",
        urgent=True,
    ),
    NoticeKind(
        "IN2",
        Audience.INSTITUTION,
        "ご登録が済みました（番号 $number）",
        "ご登録が済みました。ありがとうございます。\n\n"
        "下の画面を開き、「お引き受けする」を押してください。$days日間お使いいただけます。\n"
        "はじめに、法令順守の自己申告をお願いします。募集の下書きは、お電話やファクスでも承ります。",
        path="/inst/join/$token",
        secret=True,
    ),
    NoticeKind(
        "IN3",
        Audience.INSTITUTION,
        "お申し込みについて（番号 $number）",
        "お申し込みをいただき、ありがとうございました。\n\n"
        "確かめましたところ、今回はご登録を見送らせていただきます。\n"
        "わけはお電話でご説明します。行き違いのときも、お知らせください。",
    ),
    NoticeKind(
        "IN4",
        Audience.INSTITUTION,
        "年に1度の確認のお願い",
        "法令順守の自己申告は、1年ごとにお願いしています。期限が近づいたか、過ぎています。\n"
        "期限が過ぎると、募集を新しく公開したり、確認の日を改めたりできません。\n"
        "期限から$days日を過ぎると、公開中の募集も、先生への新しいご提案を止めます。5つの問いで、2分ほどです。",
        path="/inst/declaration",
    ),
    NoticeKind(
        "IN5",
        Audience.INSTITUTION,
        "担当者としてのご招待（番号 $number）",
        "医師の募集の担当者として、ご招待がありました。\n\n"
        "下の画面を開き、「お引き受けする」を押してください。$days日間お使いいただけます。\n"
        "お心当たりがなければ、何もなさらないでください。",
        path="/inst/join/$token",
        secret=True,
    ),
    NoticeKind(
        "IN6",
        Audience.INSTITUTION,
        "地域のご紹介の確認が済みました",
        "お書きいただいた地域のご紹介を、担当者が確かめました。載せたもの、見送ったものを画面でご覧いただけます。",
        path="/inst/region-note",
    ),
)
