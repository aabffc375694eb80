"""What physicians' own models hold of a person: handed out, and erased, each in its way."""

from collections.abc import Iterator
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Q

from enishi.accounts.models import Membership, Session, SignInLink, TypedWords, User
from enishi.areas.models import Prefecture
from enishi.audit.models import Entry
from enishi.common.holdings import Row, Stage, columns_of, hold, plain, row_of
from enishi.common.japanese.halfdays import mask_of, pattern_words
from enishi.engine.schema import WISHES
from enishi.notices.models import BulkLine, Notice
from enishi.notices.registry import Audience, kind_of
from enishi.openings.enums import Employment
from enishi.physicians import models
from enishi.physicians.desk_drafts import draft_key
from enishi.physicians.enums import PhysicianState, WishLevel
from enishi.physicians.hearing.topics import BY_KEY
from enishi.physicians.hours import export_week
from enishi.physicians.indices import INDICES
from enishi.physicians.models import Identity, Physician, WishSheet
from enishi.physicians.preparation import export_preparation
from enishi.physicians.retirement import export_plan
from enishi.physicians.scope import export_scope

LEDGER_FIELDS = ("family_name", "given_name", "address", "birth_date")
"""Of the identity, what the seekers' ledger needs (同法施行規則24条の7); the kind of work wished for stands in the wish sheet."""


ERASED = "（消去しました）"


def _erase_identity(physician: Physician, stage: Stage) -> int:
    identity = Identity.objects.filter(physician=physician).first()
    if identity is None:
        return 0
    kept = LEDGER_FIELDS if stage is Stage.AT_ONCE else ()
    wiped = 0
    for field in Identity._meta.concrete_fields:
        if field.name not in {"id", "physician", *kept} and getattr(identity, field.attname):
            setattr(identity, field.attname, "")
            wiped += 1
    identity.save()
    return int(bool(wiped))


def _erase_wishes(physician: Physician, stage: Stage) -> int:
    """All versions go; one bare sheet stays, with the specialties (希望職種) while the ledger needs them."""
    sheets = WishSheet.objects.filter(physician=physician)
    last = sheets.order_by("-no").first()
    if last is None:
        return 0
    number = sheets.count()
    sheets.delete()
    specialties = list(last.specialties) if stage is Stage.AT_ONCE else []
    WishSheet.objects.create(physician=physician, no=last.no + 1, specialties=specialties)
    return number if stage is Stage.AT_ONCE else 0


def _erase_reasons(physician: Physician, stage: Stage) -> int:
    return physician.transitions.exclude(reason="").update(reason="")


def _notices(physician: Physician) -> Any:
    """Notices to the physician in that role (someone may hold another one too), and those to an address of his or hers."""
    to_address = Q(recipient=None, about=physician.number) | Q(person=physician.number)
    if index := Identity.objects.filter(physician=physician).values_list("mail_index", flat=True).first():
        to_address |= Q(recipient=None, key__startswith=f"E03:{index}:")  # the reminder of the draft
    if physician.user_id is None:
        return Notice.objects.filter(to_address)
    kinds = set(Notice.objects.filter(recipient=physician.user_id).values_list("kind", flat=True))
    own = [kind for kind in kinds if _is_for_physicians(kind)]
    return Notice.objects.filter(Q(recipient=physician.user_id, kind__in=own) | to_address)


def _erase_notices(physician: Physician, stage: Stage) -> int:
    """Those to the physician go. Of those to the staff about him or her the words go, which may be the physician's own (E55).

    The last word stays until it has gone out (`leaving.forget_last_notices`): the mail that waits, and for who is reached by
    letter or telephone alone the one that the desk has to tell, as long as the ledger keeps name and address.
    """
    last = Q(kind="E10x", status=Notice.Status.WAITING)
    if stage is Stage.AT_ONCE:
        last |= Q(kind="E10", recipient=None, status=Notice.Status.BY_HAND)
    gone = int(_notices(physician).exclude(last).delete()[0])
    to_staff = Notice.objects.filter(about=physician.number, recipient__isnull=False)
    to_staff.filter(status=Notice.Status.WAITING).delete()
    to_staff.update(body=ERASED)
    return gone


def _is_for_physicians(kind: str) -> bool:
    try:
        return kind_of(kind).audience is Audience.PHYSICIAN
    except KeyError:  # a kind of an earlier day: better handed out and erased than left
        return True


def _log(physician: Physician) -> Iterator[Row]:
    """Who did or read what: role and day, no name of a member of staff."""
    entries = Entry.objects.filter(object_type="physician", object_number=physician.number).order_by("at", "id")
    for entry in entries:
        yield {
            "at": plain(entry.at),
            "action": entry.action,
            "role": entry.role,
            "channel": entry.channel,
            "level": entry.level,
        }


def _by_user(manager: Any) -> Any:
    return lambda physician: manager.filter(user=physician.user_id) if physician.user_id else manager.none()


def _consents(physician: Physician) -> Iterator[Row]:
    columns = columns_of(models.Consent, ("taken_by",))
    for row in physician.consents.select_related("text").order_by("given_at", "id"):
        words = {"kind": row.text.get_kind_display(), "version": row.text.version, "summary": row.text.summary}
        yield words | {"full_text": row.text.text} | row_of(row, {k: v for k, v in columns.items() if k != "text"})


def _registration(physician: Physician) -> Iterator[Row]:
    columns = columns_of(Physician, ("user", "coordinator", "stored_state"))
    yield row_of(physician, columns) | {"state": PhysicianState(physician.state).label}


def _wishes(physician: Physician) -> Iterator[Row]:
    """The sheets with words where the columns hold codes."""
    prefectures = dict(Prefecture.objects.values_list("code", "name"))
    columns = columns_of(WishSheet)
    for sheet in physician.wish_sheets.select_related("municipality").order_by("no"):
        yield row_of(sheet, columns) | {
            "prefectures": [prefectures.get(code, code) for code in sheet.prefectures],
            "employment": [Employment(way).label for way in sheet.employment],
            "slots": pattern_words(mask_of(sheet.slots)) if sheet.slots else "",
            "wishes": {WISHES.get(key, key): WishLevel(level).label for key, level in sheet.wishes.items()},
        }


def _interview_notes(physician: Physician) -> Iterator[Row]:
    columns = columns_of(models.InterviewNote, ("by", "page", "turn", "saves"))
    for row in physician.interview_notes.order_by("saved_at", "pk"):
        yield row_of(row, columns) | {"topic": BY_KEY[row.topic].title if row.topic in BY_KEY else row.topic}


def _words(physician: Physician) -> Iterator[Row]:
    for row in models.WishWords.objects.filter(sheet__physician=physician).select_related("sheet").order_by("pk"):
        yield {"sheet": row.sheet.no, "text": row.text}


def _approvals(physician: Physician) -> Iterator[Row]:
    for row in models.WishApproval.objects.filter(sheet__physician=physician).select_related("sheet").order_by("pk"):
        yield {"sheet": row.sheet.no, "at": plain(row.at), "channel": row.get_channel_display()}


def _transitions(physician: Physician) -> Iterator[Row]:
    columns = columns_of(models.PhysicianTransition, ("actor", "data"))
    for row in physician.transitions.order_by("at", "id"):
        states = {"to_state": PhysicianState(row.to_state).label}
        if row.from_state:
            states["from_state"] = PhysicianState(row.from_state).label
        yield row_of(row, columns) | states


hold(
    Physician,
    title="ご登録",
    export=_registration,
    order=1,
    find=lambda p: Physician.objects.filter(pk=p.pk),
    leave_out=("user", "coordinator", "stored_state"),
    not_erased="番号と日付だけの記録です。お名前などは別に保管し、消します。",
)
hold(
    Identity,
    title="お名前・ご連絡先・自由記述",
    order=2,
    find=lambda p: Identity.objects.filter(physician=p),
    leave_out=INDICES,
    erase=_erase_identity,
)
hold(
    WishSheet,
    title="ご希望（希望整理シート）",
    order=3,
    find=lambda p: p.wish_sheets.all(),
    erase=_erase_wishes,
    export=_wishes,
)
hold(
    models.WishApproval,
    title="ご希望のご確認",
    leave_out=("heard_by",),
    export=_approvals,
    order=3,
    find=lambda p: models.WishApproval.objects.filter(sheet__physician=p),
)
hold(
    models.WishWords,
    title="ご希望のもとになったお言葉",
    export=_words,
    labels={"sheet": "版", "text": "うかがった言葉"},
    order=3,
    find=lambda p: models.WishWords.objects.filter(sheet__physician=p),
)
hold(models.CareerPost, title="お勤めの経歴", order=4, find=lambda p: p.career_posts.all())
hold(models.Qualification, title="資格・語学・技能", order=5, find=lambda p: p.qualifications.all())
hold(
    models.ScopeSheet,
    title="診療できる範囲",
    order=5,
    find=lambda p: models.ScopeSheet.objects.filter(physician=p),
    export=export_scope,
    labels={"group": "分野", "item": "項目", "mark": "お答え"},
)
hold(
    models.WorkingWeek,
    title="働き方チェックの一週間",
    order=5,
    find=lambda p: models.WorkingWeek.objects.filter(physician=p),
    export=export_week,
    labels={"when": "いつ", "what": "勤務", "note": "補足"},
)
hold(
    models.RetirementPlan,
    title="定年カレンダー",
    order=5,
    find=lambda p: models.RetirementPlan.objects.filter(physician=p),
    export=export_plan,
    labels={"last_day": "定年の日", "done": "済んだこと", "reminders": "お知らせメール"},
)
hold(
    models.Preparation,
    title="着任の準備",
    order=5,
    find=lambda p: models.Preparation.objects.filter(physician=p),
    export=export_preparation,
    labels={"starts_on": "着任の日", "living": "住まい", "moves_on": "引越しの日", "leaves_on": "いまの勤務先の最後の日",
            "traits": "当てはまること", "own_cover": "医師賠償責任保険", "done": "済んだこと"},
)  # fmt: skip
hold(
    models.SavedSearch,
    title="保存した条件",
    order=5,
    find=lambda p: models.SavedSearch.objects.filter(physician=p),
    leave_out=("name_index",),
)
hold(
    models.Document,
    title="書類",
    order=6,
    find=lambda p: p.documents.defer("body"),
    leave_out=("digest",),
)
hold(models.ShieldEntry, title="伏せる相手", order=7, find=lambda p: p.shield.select_related("institution"))
hold(
    models.AnonymousDetail,
    title="匿名の経歴（お名前を伝える前の文）",
    order=7,
    find=lambda p: models.AnonymousDetail.objects.filter(physician=p),
)
hold(models.NarrowWording, title="狭い言葉での紹介のご同意", order=10, find=lambda p: p.narrow_wordings.all())
hold(
    models.ContactPromise,
    title="連絡の約束",
    order=8,
    find=lambda p: models.ContactPromise.objects.filter(physician=p),
)
hold(
    models.ContactEvent,
    title="ご連絡の記録（連絡簿）",
    order=8,
    find=lambda p: p.contacts.all(),
    leave_out=("by", "told"),
)
hold(
    models.InterviewNote,
    title="面談の記録",
    order=8,
    find=lambda p: p.interview_notes.all(),
    leave_out=("by", "page", "turn", "saves"),
    export=_interview_notes,
    labels={"topic": "話題", "no": "版", "text": "記録", "saved_at": "書いた日時"},
)
hold(models.Interview, title="面談の日時", order=8, find=lambda p: p.interviews.all(), leave_out=("offered_by",))
hold(
    models.FamilyLink,
    title="ご家族のページ",
    order=8,
    find=lambda p: p.family_links.all(),
    leave_out=("digest",),
)
hold(
    models.FamilyPlace,
    title="ご家族のページに載せた場所",
    order=8,
    find=lambda p: models.FamilyPlace.objects.filter(link__physician=p),
)
hold(
    models.FamilyQuestion,
    title="ご家族のご質問",
    order=8,
    find=lambda p: models.FamilyQuestion.objects.filter(link__physician=p),
    leave_out=("key", "answered_by"),
)
hold(
    models.Consent,
    title="ご同意（文面つき）",
    order=9,
    find=lambda p: p.consents.all(),
    export=_consents,
    labels={
        "kind": "種類", "version": "版", "summary": "ひとこと", "full_text": "全文", "given_at": "同意の日時",
        "channel": "方法", "withdrawn_at": "取り消しの日時",
    },
    not_erased="同意をいただいた証拠です。番号と日付だけを、保存期間の方針（5年）により残します。取り消しは記録します。",
)  # fmt: skip
hold(
    models.DisclosureGrant,
    title="公開の同意（医療機関ごと）",
    order=10,
    find=lambda p: p.disclosures.select_related("institution"),
    not_erased="同意をいただいた証拠です。番号と日付だけを、保存期間の方針（5年）により残します。取り消しは記録します。",
)
hold(
    models.DeliveryChoice,
    title="説明の受け取り方",
    order=11,
    find=lambda p: models.DeliveryChoice.objects.filter(physician=p),
)
hold(
    models.PhysicianTransition,
    title="ご登録の経過",
    export=_transitions,
    order=12,
    find=lambda p: p.transitions.all(),
    leave_out=("actor", "data"),
    erase=_erase_reasons,
)
hold(
    models.RegistrationDraft,
    title="登録の途中の記録",
    order=13,
    find=lambda p: models.RegistrationDraft.objects.filter(Q(physician=p) | Q(key=draft_key(p.number))),
    leave_out=("key", "typed_by", "resume", "resume_tries", "saves"),
)
hold(
    models.Leaving,
    find=lambda p: models.Leaving.objects.filter(physician=p),
    not_exported="退会のときに作られます。控えは退会の証明書でお渡しします。",
    not_erased="消したことの記録です。お名前などは含みません。",
)


def _erase_hold_reasons(physician: Physician, stage: Stage) -> int:
    """Of a hold that was lifted: that it stood and who decided stays, its reasons go."""
    rows = models.LegalHold.objects.filter(physician=physician, lifted_at__isnull=False).exclude(reason="")
    return int(rows.update(reason="", asked_why=""))


hold(
    models.LegalHold,
    title="消去の保全",
    order=12,
    find=lambda p: models.LegalHold.objects.filter(physician=p),
    not_exported="争いやお調べのために消去を止めている記録で、理由はお渡しできません（個人情報の保護に関する法律第33条第2項）。",
    erase=_erase_hold_reasons,
)
hold(
    Notice,
    title="お送りしたお知らせ",
    order=30,
    find=_notices,
    erase=_erase_notices,
    leave_out=("key", "recipient", "message_id", "attempts", "problem", "joined_to", "done_by"),
)
hold(
    BulkLine,
    title="まとめてのお便りの一通",
    order=30,
    find=lambda p: BulkLine.objects.filter(person=p.number),
    not_exported="お送りした文面は「お送りしたお知らせ」でお渡しします。",
)
hold(
    User,
    title="ログインのための登録",
    order=31,
    find=lambda p: User.objects.filter(pk=p.user_id),
    leave_out=("password",),
    not_erased="退会のときに、アドレスとお名前を消し、ログインできないようにします（ほかの役割をお持ちの方を除きます）。",
)
hold(
    Membership,
    find=_by_user(Membership.objects),
    title="お使いの役割",
    order=32,
    leave_out=("user",),
    not_erased="退会のときに終了の日を記録します。",
)
hold(
    SignInLink,
    title="ログインの案内",
    find=_by_user(SignInLink.objects),
    not_exported="一度だけ使えるログインのしるしです。中身は保存していません。",
)
hold(
    Session,
    title="ログイン中の端末",
    find=_by_user(Session.objects),
    not_exported="開いている画面のしるしで、8時間で終わります。",
    not_erased="退会のときに、すべての端末でログインを終えて消します（ほかの役割もお持ちの方は、その役割のために残ります）。",
)
hold(
    TypedWords,
    title="お預かりした書きかけ",
    find=_by_user(TypedWords.objects),
    not_exported="ログインが切れて届かなかった書きかけです。12時間で消え、そのあいだは同じ端末の画面に戻ります。",
)
hold(
    Authenticator,
    title="パスキーなどの鍵",
    find=_by_user(Authenticator.objects),
    not_exported="パスキーなどの鍵です。お渡しすると安全が損なわれます。「ログインの安全」の画面でご覧になれます。",
)
hold(
    Entry,
    title="だれが何をしたか、何を読んだか（操作の記録）",
    order=40,
    find=lambda p: Entry.objects.filter(object_type="physician", object_number=p.number),
    export=_log,
    labels={"at": "日時", "action": "行為", "role": "役割", "channel": "方法", "level": "読んだ段階"},
    not_erased="番号だけの記録です。だれも書き換えられないように、つないで保存しています。",
)
