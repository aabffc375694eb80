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
)
