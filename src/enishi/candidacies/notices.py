"""The notices of a candidacy, and who gets them. No notice to a physician names the institution or an amount."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import F, QuerySet

from enishi.accounts.models import Membership, User
from enishi.accounts.roles import INSTITUTION_ROLES, Role
from enishi.candidacies.models import Candidacy, CandidacyTransition, JointTalk
from enishi.common.actor import Actor
from enishi.common.clock import now
from enishi.common.transitions import TransitionRow
from enishi.common.worded import Given, Worded
from enishi.common.workflow import Party, Step
from enishi.notices.actions import Wanted, queue_notice, queue_notices
from enishi.notices.models import Notice
from enishi.notices.registry import Audience, NoticeKind, register
from enishi.physicians.models import Physician
from enishi.physicians.notices import holders, tell, telling
from enishi.physicians.shield import family_of, hidden_institutions

NOT_YET = (Notice.Status.WAITING, Notice.Status.BY_HAND)
MY, INST, DESK = "/my/talks/$number", "/inst/talks/$number", "/desk/candidacies/$number"


def _physician(id: str, subject: str, body: str, path: str = MY, **more: Any) -> NoticeKind:
    return NoticeKind(id, Audience.PHYSICIAN, subject, body, path=path, **more)


def _institution(id: str, subject: str, body: str, path: str = INST) -> NoticeKind:
    return NoticeKind(id, Audience.INSTITUTION, subject, body, path=path)


def _desk(id: str, subject: str, body: str) -> NoticeKind:
    return NoticeKind(id, Audience.COORDINATOR, subject, body, path=DESK, urgent=True)


register(
    _physician(
        "E11",
        "ご提案が1件あります",
        "担当者から、ご提案が1件あります。\n合う理由と、まだ合っていない点を、1枚にまとめました。\n\n"
        "お返事の前に、先生のお名前が相手に伝わることはありません。見送られても、理由は伝わりません。",
        path="/my/proposals/$number",
        several="ご提案が$count件あります",
        urges=True,
    ),
    _desk("E12", "【要対応】意向あり", "先生から「話を聞いてみたい」とお返事がありました（$number）。医療機関にお伝えください。"),
    _physician(
        "E11q",
        "お尋ねにお答えしました",
        "ご提案へのお尋ねに、担当者がお答えしました。\nお返事の期日は、お考えいただけるように延ばしてあります。",
        path="/my/proposals/$number",
        own=True,
    ),
    _desk("E49q", "【要対応】先生からのお尋ね", "先生から、ご提案へのお尋ねがありました（$number）。2営業日以内にお答えください。"),
    _physician("E13", "お申し出を承りました", "お申し出を承りました。担当者が内容を確かめ、医療機関にお伝えします。", own=True),
    _desk("E14", "【要対応】医療機関からの打診", "医療機関から、お話ししたいと打診がありました（$number）。"),
    _physician("E15", "ご返事ありがとうございました", "ご返事をありがとうございました。見送られた理由を、相手に伝えることはありません。", path="", own=True),
    _institution(
        "E16",
        "医師のご紹介（番号 $number）",
        "貴院の募集に関心をお持ちの医師がいらっしゃいます。\nお名前を伏せた概要をご覧のうえ、5営業日以内にお返事をお願いします。",
    ),
    _physician("E15n", "ご提案のお返事について", "お返事がなかったため、ご提案をいったん終わりにしました。お気持ちが変わりましたら、いつでもお知らせください。", path=""),
    _physician("E11r", "ご提案をお待たせしていないでしょうか", "先日のご提案は、まだお返事をお待ちしています。\n「質問がある」「今回は見送る」も、ボタン1つでお返事いただけます。お急ぎになることはありません。", path="/my/proposals/$number", urges=True),
    _physician("E17", "医療機関へお伝えしました", "先生のご意向を、お約束した範囲で医療機関へお伝えしました。お返事があり次第、お知らせします。"),
    _physician("E18", "意見交換の場ができました", "医療機関も、お話ししたいとのことです。意見交換の場ができました。気になることを、そのままお書きください。"),
    _institution("E19", "意見交換の場ができました", "意見交換の場ができました。先生からのご質問には、3営業日以内にお答えください。"),
    _physician("E20", "ご紹介の結果について", "今回は見送りたいとのお返事でした。担当者から、次のご提案についてご連絡します。"),
    _institution("E21", "ご回答を承りました", "ご回答を承りました。今後のご紹介の参考にいたします。", path=""),
    _physician("E22", "日程のご都合をお聞かせください", "面談・見学の日程を決めます。ご都合のよい日時を3つまでお知らせください。", path=f"{MY}/visit"),
    _institution("E22i", "日程のご都合をお聞かせください", "面談・見学の日程を決めます。ご都合のよい日時を3つまでお知らせください。", path=f"{INST}/visit"),
    _physician("E23", "面談・見学のご予定（確定）", "面談・見学の日程が決まりました。", path=f"{MY}/visit", own=True),
    _institution("E23i", "面談・見学のご予定（確定）", "面談・見学の日程が決まりました。", path=f"{INST}/visit"),
    _physician("E25", "面談・見学のご予定（変更）", "面談・見学の日程を決め直すことになりました。ご都合のよい日時を、もう一度お知らせください。", path=f"{MY}/visit", own=True),
    _institution("E25i", "面談・見学のご予定（変更）", "面談・見学の日程を決め直すことになりました。ご都合のよい日時を、もう一度お知らせください。", path=f"{INST}/visit"),
    _physician("E26", "ご感想をお聞かせください", "面談・見学、おつかれさまでした。6つの問いで、ご感想を担当者にお聞かせください。お相手には伝わりません。", path=f"{MY}/visit/reflection"),
    _institution("E26i", "ご感想をお聞かせください", "面談・見学のお受け入れ、ありがとうございました。6つの問いで、ご感想を担当者にお聞かせください。お相手には伝わりません。", path=f"{INST}/visit/reflection"),
    _physician("E27", "体験勤務のご案内", "体験勤務が始まります。お困りのことは、いつでも担当者にお知らせください。", path=f"{MY}/visit"),
    _institution("E27i", "体験勤務のご案内", "体験勤務が始まります。短期の雇用契約と保険を、いま一度お確かめください。", path=f"{INST}/visit"),
    _physician("E28", "体験勤務の振り返り", "体験勤務、おつかれさまでした。6つの問いで、ご感想を担当者にお聞かせください。お相手には伝わりません。", path=f"{MY}/visit/reflection"),
    _institution("E28i", "体験勤務の振り返り", "体験勤務が終わりました。6つの問いで、ご感想を担当者にお聞かせください。お相手には伝わりません。", path=f"{INST}/visit/reflection"),
    _physician("E29", "条件のすり合わせを始めます", "意見交換でまとまったことをもとに、条件合意書の案をつくりました。"),
    _institution("E29i", "条件のすり合わせを始めます", "意見交換でまとまったことをもとに、条件合意書の案をつくりました。内容をご確認のうえ、ご承認をお願いします。"),
    _institution("E29v", "条件合意書の新しい版", "条件合意書の新しい版ができました（番号 $number）。ことばが変わりましたので、中の決裁を、もう一度お願いします。", path=f"{INST}/track"),
    NoticeKind("E30i", Audience.INSTITUTION, "ご承認のお願い", "条件合意書（番号 $number）が、ご承認の段まで進みました。内容をお読みのうえ、ご承認をお願いします。", path=f"{INST}/track", urgent=True),
    _physician("E30", "条件のご提示", "正式な条件のご提示がありました。求人票から変わった所がわかるように並べています。"),
    _physician("E31", "修正のご相談", "条件を直したいとのご相談がありました。新しい案をご覧ください。"),
    _institution("E31i", "修正のご相談", "条件を直したいとのご相談がありました。新しい案をご覧ください。"),
    _physician("E32", "条件合意書が成立しました", "先生と医療機関が、同じ内容の条件合意書を承認しました。"),
    _institution("E32i", "条件合意書が成立しました", "先生と貴院が、同じ内容の条件合意書を承認しました。契約を結ばれましたら、契約の記録をお願いします。"),
    _physician("E33", "見直しのお知らせ", "条件合意書を見直すことになりました。前の承認は取り消されています。"),
    _institution("E33i", "見直しのお知らせ", "条件合意書を見直すことになりました。前の承認は取り消されています。"),
    _physician("E34", "入職準備の一覧", "契約の記録を確認しました。入職までの準備を、医療機関と同じ一覧で確かめられます。", path=f"{MY}/ready"),
    _institution("E34i", "入職準備の一覧", "先生が契約の記録を確認しました。入職までの準備を、先生と同じ一覧でお願いします。", path=f"{INST}/ready"),
    _physician("E35", "ご就業の開始", "ご就業の開始を記録しました。1・3・6・12か月後にご様子をうかがいます。"),
    _institution("E35i", "ご就業の開始", "ご就業の開始を記録しました。1・3・6・12か月後にご様子をうかがいます。"),
    _physician("E36", "1年の節目のお礼", "ご就業から1年になりました。ありがとうございます。"),
    _institution("E36i", "1年の節目のお礼", "ご就業から1年になりました。ありがとうございます。"),
    _desk("E37", "離職の記録", "離職が記録されました（$number）。"),
    _institution("E39", "ご紹介の取り下げについて", "番号 $number のご紹介は、取り下げとなりました。", path=""),
    _physician("E40", "一時お休み", "このお話は、しばらくお休みになりました。再開の時期に担当者からご連絡します。"),
    _institution("E40i", "一時お休み", "番号 $number のお話は、しばらくお休みになりました。", path=""),
    _physician("E40r", "お話の再開", "お休みしていたお話を、再開しました。いまどこまで進んでいるかを、ご覧いただけます。"),
    _institution("E40s", "お話の再開", "番号 $number のお話を、再開しました。"),
    _physician("E41c", "お話の終了について", "担当者が、このお話を終えました。わけは、担当者からお伝えします。"),
    _physician("E41", "募集終了", "お話にあがっていた募集が終わりました。ご希望があれば、似た募集をお探しします。"),
    _physician("E42", "お取り消し", "合意が取り消されました。担当者からご連絡します。"),
    _institution("E42i", "お取り消し", "合意が取り消されました。担当者からご連絡します。", path=""),
    _desk("E42s", "お取り消し", "合意後の取り消しがありました（$number）。経緯をご確認ください。"),
    _physician(
        "E43",
        "新しい質問・回答があります",
        "意見交換の場に、新しい書き込みが$count件あります。\nこのお知らせは、書き込みのあった日の翌朝に、1日1通だけお送りします。",
        path="/my$place",
    ),
    _institution(
        "E43i",
        "新しい質問・回答があります",
        "意見交換の場に、新しい書き込みが$count件あります。\nこのお知らせは、書き込みのあった日の翌朝に、1日1通だけお送りします。",
        path="/inst$place",
    ),
    _physician("E43v", "お話し中の募集の内容が変わりました", "ご覧いただいた募集の内容が、あとから変わりました。どこがどう変わったかを、並べてご覧いただけます。"),
    _physician("EJ0", "ご一緒のご希望がそろいました", "お互いに、ご一緒に移りたいとのご希望がそろいました。\nそれぞれのお話の中身は、お互いに見えません。担当者が、お一人ずつに進め方をうかがいます。", path="/my/companion", own=True),
    NoticeKind("EJ0c", Audience.COORDINATOR, "【要対応】ご一緒のご希望", "ご一緒に移りたいとのご希望がそろいました（$number）。お一人ずつに、進め方をうかがってください。", path="/desk/doctors/$number", urgent=True),
    _physician("EJ1", "ご一緒のお話について", "先生のお話を、ご一緒に移られる先生のお話とつなぎました。\n全員の合意がそろったときに、同時に成立します。それぞれのお話の中身は、お互いに見えません。"),
    _physician("EJ2", "ご一緒のお話について", "ご一緒に進めていたお話のつながりが、解けました。\n先生のお話は、お返事をいただくまで、合意には進みません。お一人でも続けられるか、終わりになさるかを、お選びください。お急ぎになることはありません。", own=True),
    _desk("EJ2c", "【要対応】ご一緒のお話", "ご一緒のお話のつながりが解けました（$number）。先生に、お一人でも続けられるかをうかがってください。"),
    _desk("EJ3", "【要対応】ご一緒のお話", "全員のご承認がそろいましたが、同時に成立できないお話があります（$number）。わけをお確かめください。"),
    _desk("E49o", "【要対応】条件の提示", "医療機関が条件を提示しました（$number）。先生のお返事をお待ちします。"),
    _desk("E49a", "【要対応】合意の成立", "双方が同じ条件を承認しました（$number）。契約の記録をご案内ください。"),
    _desk("E49b", "【要対応】条件の差し戻し", "医療機関の中の決裁で、条件が差し戻されました（$number）。直したい所を読み、次の版をつくってください。"),
    _desk("E49t", "【要対応】中の決裁の遅れ", "医療機関の中の決裁が、予定の日を過ぎています（$number）。ご様子をうかがってください。"),
    _desk("E49c", "【要対応】条件の見直し", "条件の話し合いに戻りました（$number）。直したい所をうかがい、次の版をつくってください。"),
    _desk("E49h", "【要対応】お話のお休み", "お話がお休みになりました（$number）。再開の日に、今日の仕事に出ます。"),
    _desk("E49r", "【要対応】お話の再開", "お休みしていたお話が再開しました（$number）。公開の同意の期限もお確かめください。"),
    _desk("E49d", "【要対応】先生の見送り", "先生が見送られました（$number）。"),
    _desk("E49p", "【要対応】メールのない先生へのお知らせ", "メールをお使いにならない先生へ、お電話か郵便でお伝えください（$number）。"),
)  # fmt: skip


def told_by(step: Step, row: TransitionRow) -> list[tuple[str, str]]:
    """(audience, notice) that this very step calls forth, before it is known who of them may be told.

    `tell` of the row: whom the coordinator chose to tell. By the clock an unanswered proposal ends in other words.
    """
    entries = [(audience, notice) for audience, _, notice in (entry.partition(":") for entry in step.notices)]
    if row.party == Party.SYSTEM:
        entries = [(audience, OF_THE_CLOCK.get(notice, notice)) for audience, notice in entries]
    chosen = row.data.get("tell")
    return entries if chosen is None else [entry for entry in entries if entry[0] in chosen]


OF_THE_CLOCK = {"E15": "E15n"}
STAFF = (Audience.COORDINATOR, Audience.SUPERVISOR)


def queue_step_notices(candidacy: Candidacy, step: Step, row: TransitionRow, given: Mapping[str, Any]) -> None:
    """Effect of every step: one notice a recipient, keyed by the log row so that nothing goes out twice."""
    queue_notices(_of_step(candidacy, step, row))


def _of_step(candidacy: Candidacy, step: Step, row: TransitionRow) -> Iterator[Wanted]:
    number = candidacy.number
    for audience, notice_id in told_by(step, row):
        if audience == Audience.PHYSICIAN:
            if not physician_knows(candidacy):
                continue
            key = f"{notice_id}:{number}:{row.pk}:{candidacy.physician_id}"
            own_act = row.party == Party.PHYSICIAN
            yield telling(candidacy.physician, notice_id, key=key, about=number, own_act=own_act)
            if candidacy.physician.user is None and candidacy.owner:
                yield Wanted("E49p", candidacy.owner, f"E49p:{number}:{row.pk}", number)
            continue
        for user in _recipients(candidacy, audience):
            if user.pk == row.actor_id and audience in STAFF:
                continue  # nobody is told of an act of his or her own
            yield Wanted(notice_id, user, f"{notice_id}:{number}:{row.pk}:{user.pk}", number)


def tell_companions(both: Iterable[Physician]) -> None:
    """EJ0 to each of them and to each coordinator: from now on they know of each other's wish, which both told each other."""
    pair = sorted(both, key=lambda p: p.pk)
    stamp = "+".join(str(p.pk) for p in pair)
    for physician in pair:
        key = f"EJ0:{physician.number}:{stamp}:{now():%Y%m%d}"
        tell(physician, "EJ0", key=key)
        if physician.coordinator:
            queue_notice(notice_id="EJ0c", recipient=physician.coordinator, key=f"{key}:desk", about=physician.number)


def tell_track(
    candidacy: Candidacy, kind: str, *, key: str, approvers: bool = False, actor: Actor | None = None
) -> None:
    """E29v to the people of the institution, E30i to those of them who may approve; E49b and E49t to the coordinator, but not of
    an act of his or her own. `key` makes it once."""
    if kind.startswith("E49"):
        people = [
            user for user in _recipients(candidacy, Audience.COORDINATOR) if not actor or user.pk != actor.user_id
        ]
    else:
        people = people_of_institution(candidacy)
    if approvers:
        held = Membership.objects.in_force().filter(
            organisation=candidacy.opening.institution.organisation_id,
            role__in=(Role.INSTITUTION_APPROVER, Role.INSTITUTION_ADMIN),
        )
        may = set(held.values_list("user", flat=True))
        people = [user for user in people if user.pk in may]
    for user in people:
        about = candidacy.number
        queue_notice(notice_id=kind, recipient=user, key=f"{kind}:{about}:track-{key}:{user.pk}", about=about)


def tell_joint(candidacy: Candidacy, kind: str, joint: JointTalk | None) -> None:
    """EJ1 and EJ2 to the physician of this talk, and EJ2 to the coordinator too; EJ3 to the coordinator alone. None of them says
    who the others are, where, or why."""
    about, stamp = candidacy.number, joint.number if joint else f"{now():%Y%m%d}"
    if kind != "EJ3" and physician_knows(candidacy):
        tell(candidacy.physician, kind, key=f"{kind}:{about}:{stamp}", about=about)
    if kind == "EJ1":
        return
    kind = "EJ2c" if kind == "EJ2" else kind
    for user in _recipients(candidacy, Audience.COORDINATOR):
        queue_notice(notice_id=kind, recipient=user, key=f"{kind}:{about}:{stamp}:{user.pk}", about=about)


def tell_inquiry(candidacy: Candidacy, *, to: Party, row: int) -> None:
    """E49q to the coordinator who is asked, E11q to the physician who is answered."""
    if to is Party.PHYSICIAN:
        tell(candidacy.physician, "E11q", key=f"E11q:{candidacy.number}:{row}", about=candidacy.number)
        return
    for user in _recipients(candidacy, to.value):
        key = f"E49q:{candidacy.number}:{row}"
        queue_notice(notice_id="E49q", recipient=user, key=key, about=candidacy.number)


def _recipients(candidacy: Candidacy, audience: str) -> Iterable[User]:
    match audience:
        case Audience.COORDINATOR:
            return [candidacy.owner] if candidacy.owner else []
        case Audience.SUPERVISOR:
            return holders(Role.SUPERVISOR)
        case Audience.INSTITUTION:
            return people_of_institution(candidacy)
    return []


def people_of_institution(candidacy: Candidacy) -> list[User]:
    """Who may be written to at the institution of this talk; nobody before it was asked."""
    if not _was_asked(candidacy):
        return []
    people, works_for = _members(candidacy.opening.institution.organisation_id)
    among = {i for institutions in works_for.values() for i in institutions}
    hidden = hidden_institutions(candidacy.physician, family_of(among))
    # Without those who work for anybody the physician hides from, be it at a second place.
    return [user for user in people if not works_for[user.pk] & hidden]


def _members(organisation_id: int) -> tuple[list[User], dict[int, set[int]]]:
    """Who acts for the organisation, and by user the institutions he or she works for, here and elsewhere. One question."""
    people: dict[int, User] = {}
    works_for: dict[int, set[int]] = defaultdict(set)
    for row in _HELD.all(organisation=organisation_id):
        people[row.user_id] = row.user
        works_for[row.user_id].add(row.place)
    return list(people.values()), works_for


def _held() -> "QuerySet[Any, Any]":
    held = Membership.objects.in_force().filter(role__in=INSTITUTION_ROLES)
    rows = held.filter(user__in=held.filter(organisation=Given("organisation")).values("user"))
    return rows.select_related("user").annotate(place=F("organisation__institution")).order_by("user", "pk")


_HELD = Worded(_held)


def tell_withdrawn(candidacy: Candidacy) -> None:
    """E39 to the people of the institution who were ever written to of this talk, once; nobody learns why.

    Asked by the notices themselves, so that who was never told of the talk is not told of it now.
    """
    members, _ = _members(candidacy.opening.institution.organisation_id)
    told = Notice.objects.filter(about=candidacy.number, recipient__in=members).values_list("recipient", flat=True)
    reached, about = set(told), candidacy.number
    queue_notices(Wanted("E39", user, f"E39:{about}:shield:{user.pk}", about) for user in members if user.pk in reached)


def physician_knows(candidacy: Candidacy) -> bool:
    """A candidate kept inside the desk was never proposed: the physician is not told what becomes of it."""
    return bool(_TAKEN.all(candidacy=candidacy.pk, steps=["T2", "T3"]))


def _was_asked(candidacy: Candidacy) -> bool:
    """Before T7 the institution knows nothing of the physician, so nothing may be written to it, whatever happens."""
    return bool(_TAKEN.all(candidacy=candidacy.pk, steps=["T7"]))


_TAKEN = Worded(
    lambda: (
        CandidacyTransition.objects.filter(candidacy=Given("candidacy"), step__any_of=Given("steps"))
        .order_by()
        .values_list("pk", flat=True)[:1]
    )
)
