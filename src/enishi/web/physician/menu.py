"""The links of the physician's first page, in four groups. A new page of the room adds one line to `ENTRIES`.

Pages that do not exist, or do not open for a physician, are left out, so the list may name what is still being built.
"""

from dataclasses import dataclass

from enishi.accounts.roles import Role
from enishi.web.components.navigation import page_opens

TALKS, OWN, SAFE, TOOLS = "お話", "先生のこと", "安心のために", "道具"
GROUPS = (TALKS, OWN, SAFE, TOOLS)


@dataclass(frozen=True, slots=True)
class Entry:
    """One link: group, words of the link, address, and one line that says what is found there."""

    group: str
    title: str
    path: str
    hint: str


ENTRIES = (
    Entry(TALKS, "ご提案", "/my/proposals", "届いたご提案とお返事、先生からのお申し出"),
    Entry(TALKS, "募集をさがす", "/openings", "ご自分で見て、「話を聞く」こともできます"),
    Entry(TALKS, "保存した条件", "/my/searches", "よく使う条件を残し、新しい募集を確かめる"),
    Entry(TALKS, "面談の日時", "/my/interview", "担当者と話す日時を選ぶ、お電話を頼む"),
    Entry(TALKS, "ご一緒に移りたい先生", "/my/companion", "ご夫婦やお仲間と、全員そろってなら移る"),
    Entry(TALKS, "着任のあと", "/my/checkins", "1・3・6・12か月のご様子と、約束の答え合わせ"),
    Entry(OWN, "ご希望", "/my/wishes", "働き方、日数、場所、避けたいこと"),
    Entry(OWN, "ご経歴", "/my/career", "お勤め、専門医、語学など"),
    Entry(OWN, "診療できる範囲", "/my/scope", "今できること、少し補えばできること、行わないこと"),
    Entry(OWN, "書類", "/my/documents", "免許証の写しなどを、鍵をかけてお預かりします"),
    Entry(TOOLS, "働き方チェック", "/my/hours", "すべてのお勤めを合わせた時間と休み"),
    Entry(TOOLS, "年金の見通し", "/my/pension", "働く日数と、受け取る年金。何も残しません"),
    Entry(TOOLS, "手取りのめやす", "/my/net-pay", "年収や日額から、税と社会保険を引いた額。何も残しません"),
    Entry(TOOLS, "定年カレンダー", "/my/calendar", "いつ何をしておくと楽か。先生だけが見られます"),
    Entry(TOOLS, "着任の準備", "/my/start", "引越しと着任の前後に、何をいつまでに。医賠責の切れ目も"),
    Entry(TOOLS, "手引き", "/guide", "保険、免許、移り住むときのこと"),
    Entry(OWN, "調査へのご協力", "/my/surveys", "お願いしている調査。お答えは任意です"),
    Entry(SAFE, "公開範囲と連絡の約束", "/my/privacy", "だれに何を見せるか、お電話の約束"),
    Entry(SAFE, "伏せる相手", "/my/privacy/shield", "勤め先、法人、医局、地域に伏せる"),
    Entry(SAFE, "お名前を伏せた紹介", "/my/privacy/outline", "最初に伝わる文と、特定されにくさ"),
    Entry(SAFE, "見た人の記録", "/my/privacy/access-log", "だれが、いつ、何を開いたか"),
    Entry(SAFE, "連絡の約束", "/my/privacy/contact-promise", "メールかお電話か、曜日と時間、週に何回まで"),
    Entry(SAFE, "連絡簿", "/my/privacy/contact-log", "これまでのご連絡の、すべての記録"),
    Entry(SAFE, "ご家族のページ", "/my/family", "町のようすや住まいを、ご家族に見せる"),
    Entry(SAFE, "お預かりしている情報", "/my/data", "すべてを見る、控えを受け取る"),
    Entry(SAFE, "設定", "/my/settings", "連絡先、文字の大きさ、お休み、退会"),
)


def menu_groups() -> list[tuple[str, list[Entry]]]:
    """The groups in order, each with the entries whose pages open; empty groups are left out."""
    there = [entry for entry in ENTRIES if page_opens(entry.path, Role.PHYSICIAN)]
    groups = [(group, [entry for entry in there if entry.group == group]) for group in GROUPS]
    return [(group, entries) for group, entries in groups if entries]
