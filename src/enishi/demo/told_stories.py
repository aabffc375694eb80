"""Stories of people who do not exist, agreed to and approved as real ones are; their pictures are drawn here."""

import io
import uuid
from datetime import timedelta

from PIL import Image, ImageDraw

from enishi.common.actor import Actor
from enishi.common.clock import ago, today
from enishi.common.uploads import CleanFile
from enishi.outreach.models import Story
from enishi.outreach.stories import approve_story, ask_story_approval, record_consent, withdraw_consent, write_story

SEA = {
    "title": "橋を渡って、月に二度の当番へ", "way": "月に2回・交代で", "way_words": "数人の医師で、島の診療所を守っています。",
    "who": "総合診療・60代・都市の診療所に勤務", "work": "月2回・1泊・日当直あり",
    "body": "妻に「一人で背負わないなら」と言われて、五人で交代する当番に入りました。\n\n船の時刻に合わせて診る生活は、はじめ心もとないものでした。けれど、看護師さんが島の皆さんのことを何でもご存じで、すぐに頼れるようになりました。\n\n帰りの船で、来られない日のことを次の当番に書き送ります。その控えが、私たち五人の診療録のようなものです。",
    "hard": "海が荒れて、帰りが一日延びたことが二度あります。\n薬の在庫が街とは違い、はじめは戸惑いました。",
    "after": "来年から、若い先生を一人連れて行く相談をしています。", "alt": "朝の海と、島へ渡る橋",
}  # fmt: skip
HILL = {
    "title": "「先生が来る曜日」ができました", "way": "週に1日の外来", "way_words": "受け入れた診療所の、事務の者の話です。",
    "who": "山あいの診療所・事務", "work": "木曜の外来を1人の医師にお願いしています",
    "body": "それまでは、膝の痛い方が峠を越えて病院へ通っていました。木曜に来てくださる先生が決まってから、待合室に「木曜の顔ぶれ」ができました。\n\n先生は、はじめの日に「できないことを先に言っておきますね」と紙を1枚くださいました。おかげで、お願いの仕方に迷いません。",
    "hard": "電子カルテの説明に、思ったより時間がかかりました。\n雪の朝にお休みになる取り決めを、あとから足しました。",
    "after": "予防接種の日も、木曜に合わせました。", "alt": "山あいの谷と、朝もや",
}  # fmt: skip
HOME = {
    "title": "夫の「もう少しだけ」を聞いて", "way": "退職のあと・週3日", "way_words": "ご家族の話です。", "who": "医師の妻・60代",
    "work": "夫は週3日、日勤のみ",
    "body": "退職の日に花束をもらって帰った夫が、翌朝も同じ時刻に起きていました。「もう少しだけ、診たい」と言ったのは、ひと月あとです。\n\n私の心配は、住まいと、夜に呼ばれることでした。担当の方が、官舎を見に行く日を私も一緒に組んでくださいました。",
    "hard": "冬の暮らしは、思っていたより支度がいりました。", "after": "畑を少し借りました。", "alt": "",
}  # fmt: skip


def tell_stories(outreach: Actor, office: Actor) -> None:
    """Three in public (one of them soon to be asked about again), one whose teller withdrew, one that waits for a yes."""
    for teller, words, days, until, picture in (
        ("family", HOME, 120, 300, None),
        ("hospital", HILL, 70, 40, _hills()),
        ("doctor", SEA, 20, 700, _sea()),
    ):
        _shown(teller, words, days, until, picture, outreach, office)
    gone = _shown("doctor", HOME | {"title": "しばらく載せていたお話"}, 200, 400, None, outreach, office)
    with ago(timedelta(days=90)):
        withdraw_consent(story=gone, how="phone", by=outreach)
    waiting = write_story(
        teller="doctor", words=HOME | {"title": "七十歳からの往診", "who": "内科・70代"}, key=uuid.uuid4(), by=outreach
    )
    _agree(waiting, outreach, 365)
    ask_story_approval(version=waiting.versions.get(), by=outreach)


def _shown(
    teller: str, words: dict[str, str], days: int, until: int, picture: CleanFile | None, outreach: Actor, office: Actor
) -> Story:
    with ago(timedelta(days=days)):
        story = write_story(teller=teller, words=words, picture=picture, key=uuid.uuid4(), by=outreach)
        _agree(story, outreach, days + until)
        version = story.versions.get()
        ask_story_approval(version=version, by=outreach)
        approve_story(version=version, seen_fingerprint=version.fingerprint, by=office)
    return story


def _agree(story: Story, by: Actor, days: int) -> None:
    record_consent(
        version=story.versions.get(), name="見本 語り手", facts=["picture"], how="signed", agreed_on=today(),
        until=today() + timedelta(days=days), note="同意書は書庫の3番", key=uuid.uuid4(), by=by,
    )  # fmt: skip


def _sea() -> CleanFile:
    """A bridge over a morning sea."""
    picture, draw = _sky((247, 226, 205), (214, 232, 238))
    draw.rectangle((0, 420, 1200, 800), fill=(112, 158, 178))
    for no in range(14):
        y = 440 + no * 26
        draw.line((no * 40 % 300, y, 1200 - no * 70 % 400, y), fill=(140, 182, 198), width=4)
    draw.polygon([(760, 420), (900, 330), (1010, 352), (1120, 300), (1200, 340), (1200, 420)], fill=(74, 104, 98))
    draw.line((0, 392, 1200, 392), fill=(58, 78, 92), width=12)
    for x in range(60, 800, 150):
        draw.rectangle((x, 392, x + 14, 470), fill=(58, 78, 92))
        draw.arc((x + 7, 330, x + 157, 454), 180, 360, fill=(58, 78, 92), width=6)
    return _jpeg(picture)


def _hills() -> CleanFile:
    """Hills one behind the other, mist between them."""
    picture, draw = _sky((226, 236, 240), (250, 240, 222))
    for no, colour in enumerate(((168, 190, 186), (124, 156, 142), (82, 120, 100), (48, 84, 66))):
        top = 300 + no * 100
        points = [(x, top + ((x * (no + 2) // 7) % 260 - 130) // (no + 2) * (-1) ** no) for x in range(0, 1300, 100)]
        draw.polygon([(0, 800), *points, (1200, 800)], fill=colour)
    draw.rectangle((520, 640, 700, 730), fill=(240, 236, 224))
    draw.polygon([(500, 640), (610, 580), (720, 640)], fill=(112, 70, 52))
    return _jpeg(picture)


def _sky(above: tuple[int, int, int], below: tuple[int, int, int]) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    mask = Image.linear_gradient("L").resize((1200, 800))
    picture = Image.composite(Image.new("RGB", (1200, 800), below), Image.new("RGB", (1200, 800), above), mask)
    return picture, ImageDraw.Draw(picture)


def _jpeg(picture: Image.Image) -> CleanFile:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=84)
    return CleanFile("image/jpeg", out.getvalue())
