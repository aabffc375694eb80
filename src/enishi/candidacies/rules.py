"""Guards of the steps, as values in and refusals out. Pure; every rule one function, one sentence."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from enishi.common.workflow import Party, Refusal

PROPOSALS_AT_ONCE = 3
PROPOSALS_A_WEEK = 3
APPROVAL_LIFE = timedelta(days=30)
MOST_TOGETHER = 6
COMMUTING_ZONE_MINUTES = 40
STARTS_WITHIN_MONTHS = 3


@dataclass(frozen=True, slots=True)
class Facts:
    """What the guards look at, read from the database under the lock of the candidacy."""

    today: date
    physician_active: bool = True
    placement_consent: bool = True
    licence_verified: bool = True
    shielded: bool = False
    outline_shared: bool = True
    no_solicitation_until: date | None = None
    by_own_wish: bool = False
    already_open: bool = False
    proposals_waiting: int = 0
    proposals_this_week: int = 0
    without_reason: tuple[str, ...] = ()
    opening_shown: bool = True
    opening_fresh: bool = True
    institution_declared: bool = True
    statutory_gaps: tuple[str, ...] = ()
    disclosed: bool = True
    name_disclosed: bool = True
    may_approve: bool = True
    sides_ready: frozenset[Party] = frozenset({Party.PHYSICIAN, Party.INSTITUTION})
    agreement_exists: bool = True
    agreement_behind: bool = False
    track_left: tuple[str, ...] = ()
    offer_valid_until: date | None = None
    open_clauses: int = 0
    forbidden_words: tuple[str, ...] = ()
    physician_approved_on: date | None = None
    institution_approved_on: date | None = None
    contract_recorded: bool = True
    contract_confirmed: bool = True
    starts_on: date | None = None
    licence_original_seen: bool = True
    resume_on: date | None = None
    hours_seen: bool = True
    joint_broken: bool = False
    partners_ready: bool = True
    partners_agreed: bool = True


Rule = Callable[[Facts], Refusal | None]


def physician_is_not_active(f: Facts) -> Refusal | None:
    if not f.physician_active:
        return Refusal("physician_active", "先生の求職の受理がまだです。聞きとりを終えてからお進みください。")
    return None


def placement_consent_is_missing(f: Facts) -> Refusal | None:
    """Personal data may be used for placement only while the physician agrees to it (職業安定法5条の5)."""
    if f.placement_consent:
        return None
    return Refusal(
        "placement_consent", "求職のための個人情報の利用に、先生が同意していません。先生にお確かめください。"
    )


def licence_is_not_verified(f: Facts) -> Refusal | None:
    """A physician with an unverified licence may be suggested, marked, never proposed (engine.md, Files)."""
    return None if f.licence_verified else Refusal("licence", "医籍の確認が済んでいません。確認日を記録してください。")


def shield_covers_institution(f: Facts) -> Refusal | None:
    return Refusal("shield", "先生が伏せてほしいとおっしゃった相手です。") if f.shielded else None


def solicitation_is_locked(f: Facts) -> Refusal | None:
    """職業紹介事業の許可条件 (2025-01-01): no urging to change jobs for two years after an indefinite-term placement."""
    until = f.no_solicitation_until
    if until is None or f.by_own_wish or f.today > until:
        return None
    return Refusal(
        "solicitation", f"ご紹介で就職された先生です。{until:%Y年%-m月%-d日}まで、こちらから転職をお勧めできません。"
    )


def is_already_open(f: Facts) -> Refusal | None:
    return Refusal("already_open", "この先生とこの募集のお話は、すでに進んでいます。") if f.already_open else None


def too_many_proposals(f: Facts) -> Refusal | None:
    if f.proposals_waiting >= PROPOSALS_AT_ONCE:
        return Refusal(
            "proposals", f"お返事を待っているご提案が{PROPOSALS_AT_ONCE}件あります。お返事のあとでご提案ください。"
        )
    return None


def too_many_proposals_this_week(f: Facts) -> Refusal | None:
    """A physician reads and weighs each of them: three in seven days, however quickly they are answered."""
    if f.proposals_this_week >= PROPOSALS_A_WEEK:
        return Refusal(
            "weekly", f"この7日間に、もう{PROPOSALS_A_WEEK}件をご提案しています。日をあらためてご提案ください。"
        )
    return None


def reason_is_missing(f: Facts) -> Refusal | None:
    """N1: a proposal says why it fits both sides; once sent no word can be added. without_reason: the sides, as words."""
    if not f.without_reason:
        return None
    boxes = "と".join(f"「なぜ{side}に合うか」" for side in f.without_reason)
    return Refusal("reasons", f"{boxes}がまだ書かれていません。「ことばを直す」の欄に、一文ずつお書きください。")


def opening_is_not_shown(f: Facts) -> Refusal | None:
    return None if f.opening_shown else Refusal("opening", "この募集はいま公開されていません。")


def opening_is_stale(f: Facts) -> Refusal | None:
    return (
        None
        if f.opening_fresh
        else Refusal("stale", "募集の確認から30日を過ぎています。医療機関に再確認してからご提案ください。")
    )


def declaration_is_over(f: Facts) -> Refusal | None:
    """職業安定法5条の6: nothing new is proposed for an institution that has not answered for so long, or says that a case applies."""
    if f.institution_declared:
        return None
    return Refusal(
        "declaration",
        "医療機関の自己申告（求人不受理）が期限を過ぎているか、当てはまるものがあります。うかがってからご提案ください。",
    )


def conditions_have_gaps(f: Facts) -> Refusal | None:
    if f.statutory_gaps:
        return Refusal("gaps", f"労働条件の明示に足りない項目があります（{'・'.join(f.statutory_gaps)}）。")
    return None


def agreement_says_what_the_law_forbids(f: Facts) -> Refusal | None:
    """The agreement may differ from the advertisement, so its own words are read too. Nobody can waive an article."""
    if not f.forbidden_words:
        return None
    quoted = "".join(f"「{words}」" for words in f.forbidden_words)
    return Refusal(
        "wording", f"合意書の案に、法律が認めない言葉があります（{quoted}）。担当者と直してからご提示ください。"
    )


def outline_is_too_narrow(f: Facts) -> Refusal | None:
    """N6: what fewer than K physicians share points at one of them, unless he or she agreed to exactly these words."""
    if f.outline_shared:
        return None
    return Refusal(
        "outline", "匿名の概要に当てはまる医師が少なすぎます。先生にご覧いただき、言葉を広げるかをお確かめください。"
    )


def nothing_is_disclosed(f: Facts) -> Refusal | None:
    """Invariant (a): an institution never sees a physician without live consent for it."""
    return None if f.disclosed else Refusal("consent", "この医療機関への公開について、先生の同意が有効ではありません。")


def name_is_not_disclosed(f: Facts) -> Refusal | None:
    if f.name_disclosed:
        return None
    return Refusal("name", "お名前の公開について、先生の同意が必要です。条件のお話の前に、先生にお確かめください。")


def may_not_approve(f: Facts) -> Refusal | None:
    return (
        None
        if f.may_approve
        else Refusal("approver", "この承認は、承認の権限をお持ちの方（院長・首長部局など）が行います。")
    )


def sides_are_not_ready(f: Facts) -> Refusal | None:
    """T16 needs the yes of both: terms are spoken of by two who want to come together."""
    missing = [side.label for side in (Party.PHYSICIAN, Party.INSTITUTION) if side not in f.sides_ready]
    if not missing:
        return None
    return Refusal(
        "ready", f"{'と'.join(missing)}の「条件のお話に進みたい」とのお返事がまだです。うかがってから進めてください。"
    )


def agreement_is_behind(f: Facts) -> Refusal | None:
    """Every clause both accepted stands in what is offered, and none that was dropped since."""
    if not f.agreement_behind:
        return None
    return Refusal("behind", "この版のあとに、合意事項が変わりました。担当者が新しい版をつくってから、ご提示ください。")


def track_is_open(f: Facts) -> Refusal | None:
    """The institution's yes comes at the end of its own way: nobody offers what the council has not heard of."""
    if not f.track_left:
        return None
    return Refusal("track", f"医療機関の中の決裁が、まだ済んでいません（{'、'.join(f.track_left)}）。")


def offer_has_run_out(f: Facts) -> Refusal | None:
    if f.offer_valid_until is None or f.today <= f.offer_valid_until:
        return None
    return Refusal(
        "valid_until",
        f"このご提示の期限（{f.offer_valid_until:%-m月%-d日}）を過ぎました。担当者から医療機関に、もう一度のご提示をお願いします。",
    )


def no_agreement_yet(f: Facts) -> Refusal | None:
    return None if f.agreement_exists else Refusal("agreement", "条件合意書の案がまだありません。")


def clauses_are_open(f: Facts) -> Refusal | None:
    if f.open_clauses:
        return Refusal("clauses", f"双方の承諾が済んでいない合意事項が{f.open_clauses}件あります。")
    return None


def approvals_differ(f: Facts) -> Refusal | None:
    """Invariant (b): both sides approved the same version, each within the last 30 days."""
    for side, on in (("先生", f.physician_approved_on), ("医療機関", f.institution_approved_on)):
        if on is None:
            return Refusal("approval", f"{side}がこの版を承認していません。")
        if f.today - on > APPROVAL_LIFE:
            return Refusal("approval_old", f"{side}の承認から30日を過ぎています。もう一度ご承認ください。")
    return None


def hours_were_not_seen(f: Facts) -> Refusal | None:
    """Whoever works in several places has their hours added up (労働基準法38条1項): seen before the yes, not after it."""
    if f.hours_seen:
        return None
    return Refusal("hours", "いまのお勤めとあわせた時間（働き方チェック）を、先にお確かめください。")


def contract_is_missing(f: Facts) -> Refusal | None:
    return None if f.contract_recorded else Refusal("contract", "契約の種類・期間・開始日がまだ記録されていません。")


def contract_is_unconfirmed(f: Facts) -> Refusal | None:
    return None if f.contract_confirmed else Refusal("confirmation", "契約の内容を、先生がまだ確認していません。")


def start_is_ahead(f: Facts) -> Refusal | None:
    if f.starts_on and f.starts_on > f.today:
        return Refusal("start", f"開始日（{f.starts_on:%Y年%-m月%-d日}）が来てから記録してください。")
    return None


def licence_original_not_seen(f: Facts) -> Refusal | None:
    return None if f.licence_original_seen else Refusal("original", "医師免許証の原本の確認にチェックをお願いします。")


def resume_day_is_wrong(f: Facts) -> Refusal | None:
    """On hold for at most six months (184 days)."""
    if f.resume_on is None or not f.today < f.resume_on <= f.today + timedelta(days=184):
        return Refusal("resume", "再開する日を、明日から6か月以内でお選びください。")
    return None


def joint_talk_is_broken(f: Facts) -> Refusal | None:
    """N10, both or none: one of the talks linked with this one ended, and this physician has not chosen yet."""
    if not f.joint_broken:
        return None
    return Refusal(
        "joint",
        "ご一緒に進めていたお話のつながりが解けました。お一人でも続けられるかを、先生がお選びになってからお進みください。",
    )


def partners_are_not_ready(f: Facts) -> Refusal | None:
    if f.partners_ready:
        return None
    return Refusal("partners", "ご一緒のお話です。全員のご承認がそろったときに、同時に成立します。")


def partners_have_not_agreed(f: Facts) -> Refusal | None:
    if f.partners_agreed:
        return None
    return Refusal("partners", "ご一緒のお話のうち、条件を見直しているものがあります。そろってからお進みください。")


def reasons_against_joining(
    *,
    physicians: Sequence[int],
    open_before_agreed: Sequence[bool],
    already_joined: bool,
    wished: bool,
    apart: Sequence[tuple[int | None, float | None]],
) -> list[Refusal]:
    """What stands against making these talks one (N10). apart: for each pair minutes by car and months between the starts,
    None where unknown; empty where the physicians know and wish it all the same."""
    found = []
    if not 2 <= len(physicians) <= MOST_TOGETHER or len(set(physicians)) != len(physicians):
        found.append(Refusal("members", f"2人から{MOST_TOGETHER}人の、別々の先生のお話をお選びください。"))
    if not all(open_before_agreed):
        found.append(Refusal("state", "合意の前で、進んでいるお話どうしをつなげます。"))
    if already_joined:
        found.append(Refusal("already_joined", "すでに、ほかのお話とつながっています。"))
    if not wished:
        found.append(Refusal("wished", "どの先生にも別々にうかがい、うかがった方法をお選びください。"))
    if any(minutes is not None and minutes > COMMUTING_ZONE_MINUTES for minutes, _ in apart):
        found.append(
            Refusal(
                "far",
                f"勤務地どうしが、車で{COMMUTING_ZONE_MINUTES}分より離れています（目安）。ご承知かお確かめください。",
            )
        )
    if any(months is not None and months > STARTS_WITHIN_MONTHS for _, months in apart):
        found.append(
            Refusal("starts", f"勤務の始まりが、{STARTS_WITHIN_MONTHS}か月より離れています。ご承知かお確かめください。")
        )
    return found


OPENING_RULES: tuple[Rule, ...] = (opening_is_not_shown,)
PAIR_RULES: tuple[Rule, ...] = (
    physician_is_not_active, placement_consent_is_missing, shield_covers_institution, solicitation_is_locked, is_already_open,
)  # fmt: skip

GUARDS: dict[str, tuple[Rule, ...]] = {
    "T1": (*PAIR_RULES, *OPENING_RULES),
    "T2": (
        physician_is_not_active,
        placement_consent_is_missing,
        licence_is_not_verified,
        shield_covers_institution,
        solicitation_is_locked,
        too_many_proposals,
        too_many_proposals_this_week,
        reason_is_missing,
        opening_is_not_shown,
        opening_is_stale,
        declaration_is_over,
        conditions_have_gaps,
    ),
    "T3": (*PAIR_RULES, *OPENING_RULES, nothing_is_disclosed),
    "T4": (*PAIR_RULES, *OPENING_RULES, declaration_is_over),
    "T5": (shield_covers_institution, nothing_is_disclosed),
    "T7": (
        placement_consent_is_missing,
        shield_covers_institution,
        nothing_is_disclosed,
        outline_is_too_narrow,
        opening_is_not_shown,
    ),
    "T8": (shield_covers_institution, nothing_is_disclosed),
    "T10": (shield_covers_institution,),
    "T14": (shield_covers_institution, nothing_is_disclosed, name_is_not_disclosed, licence_is_not_verified),
    "T16": (shield_covers_institution, nothing_is_disclosed, name_is_not_disclosed, sides_are_not_ready),
    "T17": (
        may_not_approve,
        no_agreement_yet,
        clauses_are_open,
        agreement_is_behind,
        track_is_open,
        conditions_have_gaps,
        agreement_says_what_the_law_forbids,
        nothing_is_disclosed,
    ),
    "T19": (
        no_agreement_yet,
        hours_were_not_seen,
        offer_has_run_out,
        approvals_differ,
        joint_talk_is_broken,
        partners_are_not_ready,
    ),
    "T21": (contract_is_missing, contract_is_unconfirmed, joint_talk_is_broken, partners_have_not_agreed),
    "T22": (start_is_ahead, licence_original_not_seen),
    "T27": (resume_day_is_wrong,),
}


def reasons_against(step_id: str, facts: Facts) -> list[Refusal]:
    """All reasons at once: a person should be able to mend everything in one go."""
    return [refusal for rule in GUARDS.get(step_id, ()) if (refusal := rule(facts))]
