"""What stands around the talks of the pinned people: letters, a paper, notes of each side, common answers, held words."""

import uuid
from io import BytesIO

from PIL import Image, ImageDraw

from enishi.accounts.roles import Role
from enishi.candidacies.attachments import attach
from enishi.candidacies.common_answers import choose_common_answer
from enishi.candidacies.giveaways import name_is_shown
from enishi.candidacies.letters import hold_for_coordinator, write_letter
from enishi.candidacies.models import Candidacy
from enishi.candidacies.private_notes import write_note
from enishi.common.actor import Actor
from enishi.common.uploads import CleanFile
from enishi.common.workflow import Channel, Party
from enishi.demo.places import Place
from enishi.physicians.models import Physician

COMMON = (
    ("nights", "夜間や休日に、呼び出されることはありますか。", "ありません。夜間と休日は、市民病院の当番医が電話を受けます。"),
    ("travel", "駅からの送り迎えはありますか。", "朝と夕方に、職員が車でお送りします。12月から3月も同じです。"),
    ("tools", "電子カルテに慣れるまで、手伝いはありますか。", "はじめのひと月は、医師事務作業補助者がとなりで入力をお手伝いします。"),
)  # fmt: skip


def furnish(physician: Physician, place: Place, coordinator: Actor) -> None:
    """The pinned physician's talk with the pinned institution, and one of the institution's with a name still hidden."""
    for topic, question, answer in COMMON:
        choose_common_answer(
            institution=place.institution,
            by=place.staff,
            question=question,
            answer=answer,
            topic=topic,
            key=uuid.uuid4(),
        )
    own = Candidacy.objects.filter(
        physician=physician, opening__institution=place.institution, state="dialogue"
    ).first()
    if own is not None:
        himself = _actor(physician)
        _letters(own, himself, place.staff, coordinator)
        _notes(own, himself, place.staff, coordinator)
        attach(candidacy=own, by=place.staff, title="宿舎の間取り", file=_plan(), key=uuid.uuid4())
    hold_one(coordinator)


def _letters(talk: Candidacy, physician: Actor, staff: Actor, coordinator: Actor) -> None:
    write_letter(
        candidacy=talk,
        by=staff,
        text="先日は丁寧なご質問をありがとうございました。院長も、お目にかかるのを楽しみにしております。",
        key=uuid.uuid4(),
    )
    write_letter(
        candidacy=talk,
        by=physician,
        text="ご返事をありがとうございます。往診車のこと、よくわかりました。妻とも相談してみます。",
        key=uuid.uuid4(),
    )
    write_letter(
        candidacy=talk,
        by=coordinator,
        text="双方のお話を拝見しました。来週、見学の日取りをうかがうお電話を差し上げます。",
        key=uuid.uuid4(),
    )
    write_letter(
        candidacy=talk,
        by=coordinator.by(Channel.PHONE),
        text="見学の日は、駅の改札までお迎えにまいります。白い診療所の車です。",
        key=uuid.uuid4(),
        speaks_for=Party.INSTITUTION,
        confirmer="事務長",
    )


def _notes(talk: Candidacy, physician: Actor, staff: Actor, coordinator: Actor) -> None:
    for by, text in (
        (physician, "妻の通院は金曜。曜日のことは、もう一度確かめる。"),
        (staff, "看護部長に、同行の日程を相談すること。"),
        (coordinator, "先生は夕方のお電話をご希望。報酬のことは、まだ切り出さない。"),
    ):
        write_note(candidacy=talk, by=by, text=text, key=uuid.uuid4())


def hold_one(coordinator: Actor) -> None:
    """Somebody whose name is not known yet left a telephone number: the coordinator has something to decide."""
    talks = Candidacy.objects.filter(state="dialogue").select_related("physician__user", "opening__institution")
    own_first = sorted(talks, key=lambda talk: (talk.owner_id != coordinator.user_id, talk.pk))
    for talk in own_first:
        if talk.physician.user is not None and not name_is_shown(talk):
            by = _actor(talk.physician)
            hold_for_coordinator(
                candidacy=talk,
                by=by,
                kind="letter",
                text="急ぐときは、090-0000-0000 にお電話をください。",
                key=uuid.uuid4(),
            )
            return


def _actor(physician: Physician) -> Actor:
    user = physician.user
    return Actor(user.pk if user else None, Party.PHYSICIAN, Role.PHYSICIAN, name=user.name if user else "")


def _plan() -> CleanFile:
    """A plan of a dwelling, drawn here: fictional, like everything in the demo."""
    picture = Image.new("RGB", (640, 420), "white")
    pen = ImageDraw.Draw(picture)
    for box in ((20, 20, 620, 400), (20, 20, 300, 230), (300, 20, 620, 160), (300, 160, 470, 400), (20, 230, 300, 400)):
        pen.rectangle(box, outline="#16456b", width=4)
    made = BytesIO()
    picture.save(made, "PNG")
    return CleanFile("image/png", made.getvalue())
