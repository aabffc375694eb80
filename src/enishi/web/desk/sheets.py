"""Facts of a physician or a pair in rows and lines, as the desk's templates show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from enishi.areas.models import Prefecture
from enishi.candidacies.enums import Confirmer
from enishi.common.clock import today
from enishi.common.japanese.date_display import birth_echo, western_month_with_era
from enishi.common.japanese.halfdays import mask_of, pattern_words
from enishi.common.japanese.money import man_yen_words
from enishi.common.japanese.postcodes import display_postcode
from enishi.common.transitions import TransitionRow
from enishi.common.worded import Given, Worded
from enishi.common.workflow import STORED, Channel, Party, Workflow
from enishi.engine.schema import WISHES
from enishi.institutions.enums import with_ground
from enishi.institutions.workflow import WORKFLOW as INSTITUTION_WORKFLOW
from enishi.openings.enums import Employment
from enishi.physicians.enums import OvertimeLevel, Relocation, Willingness, WishLevel
from enishi.physicians.models import ContactPromise, Identity, Physician, WishSheet

Row = tuple[str, str]
COLOUR = {Party.PHYSICIAN: "d", Party.INSTITUTION: "t"}


@dataclass(frozen=True, slots=True)
class Line:
    """One step of a history. colour: d physician, t institution, c desk."""

    at: datetime
    who: str
    how: str
    words: str
    to: str
    reason: str
    colour: str


def timeline(rows: Iterable[TransitionRow], workflow: Workflow) -> list[Line]:
    """Every change of state, the newest first: who, when, by which way, why."""
    return [_line(row, workflow) for row in sorted(rows, key=lambda r: (r.at, r.pk), reverse=True)]


def _line(row: TransitionRow, workflow: Workflow) -> Line:
    known = row.step in workflow.steps
    return Line(
        at=row.at,
        who=row.actor.name or row.actor.email if row.actor else Party(row.party).label,
        how=_how(row),
        words=workflow[row.step].label if known else row.step,
        to=workflow.label(row.to_state) if row.to_state != STORED else "",
        reason=with_ground(row.reason_code, row.reason) if workflow is INSTITUTION_WORKFLOW else row.reason,
        colour=COLOUR.get(Party(row.party), "c"),
    )


def _how(row: TransitionRow) -> str:
    """「お電話・先生ご本人」: by which way it came, and from whom where somebody told the desk."""
    way = "" if row.channel in (Channel.WEB, Channel.SYSTEM) else Channel(row.channel).label
    teller = row.data.get("confirmer", "")
    return "・".join(filter(None, (way, Confirmer(teller).label if teller in set(Confirmer) else "")))


def identity_rows(i: Identity) -> list[Row]:
    """Level 3; the caller has come through `identity_of`."""
    born = birth_echo(date.fromisoformat(i.birth_date), today()) if i.birth_date else ""
    place = f"{display_postcode(i.postcode)}　{i.address}" if i.postcode else i.address
    return [
        ("お名前", i.full_name),
        ("ふりがな", f"{i.family_kana} {i.given_kana}".strip()),
        ("生年月日", born),
        ("電話番号", "「お電話をかける」の画面に出ます" if i.phone else ""),
        ("メールアドレス", i.mail),
        ("ご住所", place),
        ("現在の勤務先", i.employer),
        ("医籍登録番号", i.licence_number),
        ("経歴", i.career),
    ]


def wish_rows(w: WishSheet) -> list[Row]:
    places = _prefecture_names(w.prefectures)
    pay = [f"年俸{man_yen_words(w.min_annual_pay_yen)}から" if w.min_annual_pay_yen else ""]
    pay.append(f"日額{man_yen_words(w.min_daily_pay_yen)}から" if w.min_daily_pay_yen else "")
    low, high = float(w.days_min), float(w.days_max)  # a Decimal of the database would read 1.0
    days = f"週{low:g}日" if low == high else f"週{low:g}〜{high:g}日"
    return [
        ("診療科", "・".join(w.specialties)),
        ("技能", "・".join(w.skills)),
        ("お住まい", f"{w.municipality.prefecture.name}{w.municipality.name}" if w.municipality else ""),
        ("都道府県", "・".join(places) or "どこでも"),
        ("通える時間", f"{w.max_commute_min}分まで" if w.max_commute_min else ""),
        ("転居", Relocation(w.relocation).label),
        ("働き方", "・".join(Employment(e).label for e in w.employment)),
        ("日数", days),
        ("曜日と時間", pattern_words(mask_of(w.slots)) if w.slots else ""),
        ("当直・オンコール", f"当直は{Willingness(w.night_duty).label}、オンコールは{_on_call(w)}"),
        ("報酬", "、".join(p for p in pay if p)),
        *(
            (level.label, "・".join(WISHES[k] for k, v in w.wishes.items() if v == level and k in WISHES))
            for level in WishLevel
        ),
        ("始められる時期", western_month_with_era(w.available_from) if w.available_from else ""),
        ("続けるお勤め", _kept_work(w)),
        ("お伝えになりたいこと", w.note),
    ]


def _kept_work(w: WishSheet) -> str:
    """週8時間（時間外の上限はA水準）; the level is the present post's and says nothing where there is none."""
    hours = f"{float(w.weekly_hours_committed):g}"
    return (
        "ほかにはありません"
        if hours == "0"
        else f"週{hours}時間（時間外の上限は{OvertimeLevel(w.overtime_level).label}）"
    )


def _on_call(w: WishSheet) -> str:
    most = f"（月{w.max_on_call_per_month}回まで）" if w.max_on_call_per_month else ""
    return f"{Willingness(w.on_call).label}{most}"


def promise_rows(physician: Physician) -> list[Row]:
    """連絡の約束: by what, when, how often."""
    p = _PROMISE.first(physician=physician.pk)
    if p is None:
        return []
    return [
        ("方法", Channel(p.channel).label),
        ("お電話", p.promise.call_words),
        ("自動のお知らせ", f"週{p.mails_per_week}通まで"),
        ("封筒", "サービス名を書かない" if p.plain_envelope else "ふつうの封筒"),
    ]


_PROMISE = Worded(lambda: ContactPromise.objects.filter(physician=Given("physician")))


def shield_rows(physician: Physician) -> list[str]:
    """Whom the physician is hidden from, in force now."""
    entries = physician.shield.filter(ended_at=None).select_related("institution").order_by("id")
    return [
        f"{e.institution.name if e.institution else e.name}{'（現在の勤務先）' if e.is_employer else ''}"
        for e in entries
    ]


def _prefecture_names(codes: list[str]) -> list[str]:
    names = dict(Prefecture.objects.filter(code__in=codes).values_list("code", "name")) if codes else {}
    return [names[code] for code in codes if code in names]
