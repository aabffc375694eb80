"""What matching holds of a physician."""

from enishi.common.holdings import hold
from enishi.matching.models import SlateLine, Suggestion

hold(
    Suggestion,
    title="候補の計算",
    order=60,
    find=lambda p: Suggestion.objects.filter(physician=p),
    not_exported="機械が毎晩つくり直す候補です。先生にお示ししたものは「ご提案」に含まれます。",
)
hold(
    SlateLine,
    title="今週の組み合わせ",
    order=60,
    find=lambda p: SlateLine.objects.filter(physician=p),
    not_exported="担当者が毎週つくり直す候補です。先生にお示ししたものは「ご提案」に含まれます。",
)
