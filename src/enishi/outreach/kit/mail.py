"""The mail a society sends to its members: HTML without pictures from other hosts, and the same in plain words. Pure."""

from html import escape

from enishi.common.profile import Profile
from enishi.outreach.kit.papers import LEAD, WAYS, Invitation, operator_lines

SUBJECT = "医師のセカンドキャリアのご相談について"
_FONT = "font-family:'BIZ UDPGothic','Hiragino Kaku Gothic ProN',Meiryo,sans-serif"


def _greeting(of: Invitation) -> str:
    return f"{of.society}会員の先生へ" if of.society else "先生へ"


_PROMISES = (
    "先生から費用をいただくことはありません。",
    "今のお勤め先や医局に知られないようにします。",
    "お名前を医療機関にお伝えするのは、先生がその医療機関ごとに同意なさったときだけです。",
)


def plain_mail(of: Invitation, profile: Profile, words: str = "") -> str:
    """The mail without its subject. words: the society's own, "" for none."""
    parts = [
        _greeting(of), words.strip(), LEAD,
        "\n".join(f"・{way}" for way in WAYS),
        "\n".join(_PROMISES),
        f"▼くわしくは、こちらのページへ\n{of.link}",
        f"▼お電話　{profile.phone_with_hours}",
        "--\n" + "\n".join(operator_lines(profile)),
    ]  # fmt: skip
    return "\n\n".join(part for part in parts if part) + "\n"


def html_mail(of: Invitation, profile: Profile, words: str = "") -> str:
    """A whole document; every word of a person is escaped, and styles stand at each element, as mail readers want them."""
    own = (
        f'<p style="margin:0 0 20px;padding:12px 16px;background:#eef5f7">{_lines(words)}</p>' if words.strip() else ""
    )
    ways = "".join(f'<li style="margin:0 0 6px">{escape(way)}</li>' for way in WAYS)
    promises = "".join(f'<p style="margin:0 0 6px">{escape(line)}</p>' for line in _PROMISES)
    foot = "<br>".join(escape(line) for line in operator_lines(profile))
    return f"""<!doctype html>
<html lang="ja">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{SUBJECT}</title></head>
<body style="margin:0;background:#ffffff;color:#15222c;{_FONT};font-size:17px;line-height:1.75">
<div style="max-width:600px;margin:0 auto;padding:24px 20px">
<p style="margin:0 0 20px">{escape(_greeting(of))}</p>
{own}<h1 style="margin:0 0 16px;font-size:24px;line-height:1.45;color:#0b2b41">積み重ねた経験を、待っているまちへ。</h1>
<p style="margin:0 0 20px">{escape(LEAD)}</p>
<ul style="margin:0 0 20px;padding:0 0 0 1.4em">{ways}</ul>
{promises}<p style="margin:24px 0"><a href="{escape(of.link)}" style="display:inline-block;padding:14px 24px;background:#14496b;color:#ffffff;border-radius:6px;text-decoration:none;font-weight:bold">くわしく見る・相談を申し込む</a></p>
<p style="margin:0 0 6px">開かないときは、このアドレスをご入力ください。<br><a href="{escape(of.link)}" style="color:#14496b">{escape(of.link)}</a></p>
<p style="margin:0 0 24px">お電話でも承ります。{escape(profile.phone_with_hours)}</p>
<p style="margin:0;padding:16px 0 0;border-top:1px solid #c6d3da;color:#3a4953;font-size:14px">{foot}</p>
</div>
</body>
</html>
"""


def _lines(words: str) -> str:
    return "<br>".join(escape(line) for line in words.strip().splitlines())
