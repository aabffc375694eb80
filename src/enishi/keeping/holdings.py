"""What this room holds of a physician: the proof of an erasure, without a word of the person."""

from enishi.common.holdings import hold
from enishi.keeping.models import ErasureProof

hold(
    ErasureProof,
    title="消去の検査",
    find=lambda p: ErasureProof.objects.filter(leaving__physician=p),
    not_exported="退会のあとに作られます。結果は証明書でお渡しします。",
    not_erased="消したことの記録です。お名前などは含みません。",
)
