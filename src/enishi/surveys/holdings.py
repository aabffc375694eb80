"""What a survey holds of a physician while it runs; once it is closed, nobody stands behind an answer."""

from enishi.common.holdings import hold
from enishi.surveys.models import SurveySeat

hold(
    SurveySeat,
    title="調査へのお答え",
    order=34,
    find=lambda physician: SurveySeat.objects.filter(physician=physician),
    leave_out=("token", "token_digest", "paper_code", "label", "typed"),
    labels={
        "survey": "調査", "version": "問いの版", "way": "ご案内のしかた", "traits": "区分", "invited_at": "ご案内の日時", "reminders": "ご案内し直した回数",
        "reminded_at": "ご案内し直した日時", "stopped_at": "お断りの日時", "begun_at": "お答え始めの日時", "saved_at": "途中までの保存の日時",
        "sent_at": "お答えの日時", "language": "言語", "channel": "方法", "answers": "お答え",
    },
)  # fmt: skip
