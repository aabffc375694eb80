"""Surveys on paper: the twin with its own code, and the codebook."""

from collections.abc import Sequence

from enishi.common.documents import pdf
from enishi.common.instrument import Instrument, Kind, Question, bounds_words
from enishi.common.japanese.date_display import western_with_era
from enishi.common.profile import Profile
from enishi.outreach.paper_codes import shown
from enishi.surveys.answering import version_for
from enishi.surveys.enums import Way
from enishi.surveys.files import codebook_rows
from enishi.surveys.models import Survey, SurveySeat

TIE = (
    "調査が終わるまで、お答えは右上の番号と結びついています。終わるときに結びつきを断ち、どなたのお答えかは分からなくなります。"
    "再度のご案内が不要なときは、お電話でお知らせください。"
)
HOW = {Kind.SINGLE: "1つに印", Kind.SCALE: "1つに印", Kind.MULTI: "いくつでも印", Kind.MATRIX: "行ごとに1つ印"}


def about(survey: Survey, language: str = "ja") -> list[tuple[str, str]]:
    """What everybody who answers is told first: why, under which ethics, how long the answers are kept."""
    english = language == "en"
    years, months = divmod(survey.kept_months, 12)
    parts = [f"{years}年" * bool(years), f"{months}か月" * bool(months)]
    kept = (
        f"{survey.kept_months} months after the survey closes, then erased"
        if english
        else f"調査が終わってから{''.join(parts)}。そのあと消します"
    )
    names = ("Purpose", "Ethics and use", "Kept for") if english else ("目的", "お答えの扱い", "保存する期間")
    return list(zip(names, (survey.said("purpose", language), survey.said("ethics", language), kept), strict=True))


def condition_words(question: Question, instrument: Instrument) -> str:
    """「問2で「はい」とお答えの方へ」, "" for a question that everybody is asked."""
    by_code = {q.code: (no, q) for no, q in enumerate(instrument, 1)}
    told = []
    for rule in question.show_if:
        if rule.question not in by_code:  # of a draft whose earlier question was taken out; it cannot be opened so
            told.append("なくなった問いで、決めたとおり")
            continue
        no, parent = by_code[rule.question]
        words = "・".join(o.words for o in parent.points if o.code in rule.any_of)
        told.append(f"問{no}で「{words}」")
    return f"{'、'.join(told)}とお答えの方へ" if told else ""


def paper_twin(seat: SurveySeat, *, link: str, qr: str, profile: Profile) -> bytes:
    """The seat's own sheet. link: of the page; qr: SVG of it. Raises StepRefused where no version is in use."""
    instrument = version_for(seat).instrument
    data = {
        "title": seat.survey.title, "code": shown(seat.paper_code or ""), "until": western_with_era(seat.survey.closes_on),
        "sender": profile.name, "fax": profile.fax or "", "address": profile.full_address or "", "phone": profile.phone_with_hours,
        "qr": qr, "link": link, "about": about(seat.survey), "tie": TIE if seat.way == Way.INVITED else "", "questions": _asked(instrument),
    }  # fmt: skip
    return pdf("surveys/typst/survey.typ", data)


def _asked(instrument: Instrument) -> Sequence[dict[str, object]]:
    return [
        {
            "no": no, "words": q.words, "hint": q.hint, "kind": str(q.kind), "how": HOW.get(q.kind, ""),
            "condition": condition_words(q, instrument), "options": [o.words for o in q.points], "rows": [r.words for r in q.rows],
            "unit": " ".join(filter(None, (q.unit, f"（{bounds_words(q)}）" if bounds_words(q) else ""))),
        }
        for no, q in enumerate(instrument, 1)
    ]  # fmt: skip


def codebook_pdf(survey: Survey, *, profile: Profile) -> bytes:
    told = [
        ("調査 Survey", f"{survey.title}" + (f" / {survey.title_english}" if survey.title_english else "")), ("番号 Number", survey.number),
        ("期間 Period", f"{survey.opened_at:%Y-%m} – {survey.closes_on:%Y-%m}" if survey.opened_at else ""),
        ("版 Versions", "、".join(str(v.no) for v in survey.versions.all())),
    ]  # fmt: skip
    data = {
        "title": survey.title, "number": survey.number, "sender": profile.name, "facts": told,
        "variables": codebook_rows(survey),
    }  # fmt: skip
    return pdf("surveys/typst/codebook.typ", data)
