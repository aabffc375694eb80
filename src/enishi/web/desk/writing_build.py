"""The words of each paper, from the record: what a reader may not know does not stand on it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from enishi.candidacies.access import level_for_institution
from enishi.candidacies.levels import rows_at
from enishi.candidacies.models import Candidacy
from enishi.candidacies.persons import person_facts
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.japanese.date_display import birth_echo, western_with_era
from enishi.common.writing import Block, Preview, Writing, facts, heading, paragraphs, points, small, table, text
from enishi.desk.models import WordTemplate, WordTemplateVersion
from enishi.desk.records import Subject, owner_of
from enishi.desk.writing_rules import DEFAULTS, NEEDS_CONSENT, STATUTORY, Reader, Use, WritingKind, fill, missing
from enishi.desk.writings import newest, templates
from enishi.openings.conditions import readable_terms, statutory_gaps
from enishi.openings.models import Opening, OpeningVersion
from enishi.physicians.access import identity_of
from enishi.physicians.enums import DisclosureLevel
from enishi.physicians.models import Physician
from enishi.visits import reading
from enishi.visits.enums import Length, VisitKind
from enishi.visits.models import Visit
from enishi.web.context import operator
from enishi.web.desk.sheets import wish_rows
from enishi.web.templatetags.enishi import when
from enishi.web.visits.papers import for_host, for_physician

NO_DISPATCH = "いいえ。派遣ではなく、雇い主が直接に雇用します。"
NOT_FIXED = "期間の定めがないため、当てはまりません。"
"""Of the items only the third can be without words in a complete opening."""
LEAST_FOR_NAME = DisclosureLevel.L3


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: the paper, of which record, for whom, by which text."""

    kind: WritingKind
    subject: Subject
    actor: Actor
    reader: Reader
    template: WordTemplate | None = None

    @property
    def version(self) -> WordTemplateVersion | None:
        """The version of the text the paper is written from, if any."""
        return newest(self.template) if self.template else None


def build(asked: Asked) -> Preview:
    """The paper, or why there is none."""
    return BUILDERS[asked.kind](asked)


def _writing(asked: Asked, title: str, to: str, blocks: list[Block], *, signed: bool = True) -> Preview:
    profile, owner = operator(), owner_of(asked.subject)
    licence = f"{profile.business_words} 許可番号 {profile.licence}" if profile.licence else ""
    signature = [
        profile.name,
        licence,
        profile.full_address,
        f"電話 {profile.phone_with_hours}",
        f"担当 {owner.name}" if owner else "",
    ]
    sender = tuple(line for line in signature if line) if signed else ()
    made = Writing(
        title=title,
        to=to,
        day=western_with_era(today()),
        blocks=tuple(blocks),
        sender=sender,
        code=asked.subject.number,
        operator=profile.name,
    )
    return Preview(made)


def _refused(*sentences: str) -> Preview:
    return Preview(None, sentences)


# -- of an opening ----------------------------------------------------------------------------------
def _opening(asked: Asked) -> tuple[Opening, OpeningVersion]:
    """The opening and the version that counts: in a talk the one that was shown."""
    row = asked.subject.row
    if isinstance(row, Candidacy):
        return row.opening, row.version_seen or row.opening.current
    return row, row.current


def _to_physician(asked: Asked) -> str:
    person = asked.subject.physician
    return f"{identity_of(person, by=asked.actor).full_name} 先生" if person else ""


def _house_rows(opening: Opening) -> list[tuple[str, str]]:
    house = opening.institution
    place = house.municipality
    return [
        ("医療機関", house.name),
        ("所在地", house.address or f"{place.prefecture.name}{place.name}"),
        ("募集番号", opening.number),
    ]


def _confirmed(opening: Opening) -> str:
    if opening.confirmed_at is None:
        return "内容の確認の日は、まだありません。"
    return f"内容は、{western_with_era(timezone.localdate(opening.confirmed_at))}に医療機関が確かめたものです。"


def job(asked: Asked) -> Preview:
    """求人票: the terms and what the institution says honestly."""
    opening, version = _opening(asked)
    if version is None:
        return _refused("募集の内容が、まだ書かれていません。")
    rows = [(row.label, row.text) for row in readable_terms(version)]
    honest = [line for line in opening.institution.honest_note.splitlines() if line.strip()]
    blocks = [facts([*_house_rows(opening), ("募集の名前", version.title)]), heading("労働条件"), facts(rows)]
    if honest:
        blocks += [heading("医療機関が正直に書いた、困りそうなこと"), points(honest)]
    blocks.append(
        small(
            f"{_confirmed(opening)}条件は、お話のなかで変わることがあります。変わったときは、あらためて書面でお知らせします。"
        )
    )
    return _writing(asked, "求人票", _to_physician(asked), blocks)


def conditions(asked: Asked) -> Preview:
    """労働条件明示書: the eleven items, all of them or none."""
    opening, version = _opening(asked)
    gaps = [gap for gap in statutory_gaps(version, today()) if gap.statutory]
    if version is None or gaps:
        told = "、".join(dict.fromkeys(str(gap.label) for gap in gaps))
        return _refused(
            f"法律で求められる項目に、まだ書かれていないものがあります：{told}。医療機関にうかがってから、お渡しください。"
        )
    terms = {row.key: row for row in readable_terms(version)}
    rows = []
    for no, (label, keys) in enumerate(STATUTORY, 1):
        said = [_said(terms[key].label, terms[key].text, alone=len(keys) == 1) for key in keys if terms[key].text]
        rows.append((str(no), label, "\n".join(said) or (NOT_FIXED if keys else NO_DISPATCH)))
    blocks = [
        text("次の求人の労働条件を、職業安定法5条の3（同法施行規則4条の2第3項）により明示します。"),
        facts([*_house_rows(opening), ("募集の名前", version.title)]),
        table(("番号", "項目", "内容"), rows),
        small(
            f"{_confirmed(opening)}条件が変わるとき、決まった範囲になるとき、なくなるとき、加わるときは、契約の前に、あらためて明示します"
            "（職業安定法5条の3第3項）。この書面は、採用を約束するものではありません。"
        ),
    ]
    return _writing(asked, "労働条件明示書", _to_physician(asked), blocks)


def _said(label: str, words: str, *, alone: bool) -> str:
    return words if alone else f"【{label}】{words}"


# -- of a physician ---------------------------------------------------------------------------------
def seeker(asked: Asked) -> Preview:
    """求職票: what the physician asks for, for the physician's own eyes and our file."""
    person: Physician = asked.subject.row
    identity, sheet = identity_of(person, by=asked.actor), person.wishes
    born = date.fromisoformat(identity.birth_date) if identity.birth_date else None
    blocks = [
        facts(
            [
                ("求職番号", person.number),
                ("お名前", f"{identity.full_name}（{identity.family_kana} {identity.given_kana}）"),
                ("生年月日", birth_echo(born, today()) if born else ""),
                ("ご住所", " ".join(filter(None, (identity.postcode, identity.address)))),
                (
                    "求職の受付",
                    western_with_era(person.accepted_on) if person.accepted_on else "まだ受け付けていません",
                ),
            ]
        ),
        heading("ご希望"),
        facts([(label, words) for label, words in wish_rows(sheet) if words]),
        small("現在の勤務先と、伏せる相手は、この書面に載せていません。ご希望は、いつでもお変えになれます。"),
    ]
    return _writing(asked, "求職票", _to_physician(asked), blocks)


# -- of a talk --------------------------------------------------------------------------------------
def referral(asked: Asked) -> Preview:
    """紹介状: as far as the physician's living consent for this institution goes, and only with the name."""
    talk: Candidacy = asked.subject.row
    level = level_for_institution(talk)
    if level is None or level < LEAST_FOR_NAME:
        return _refused(
            "先生が、この医療機関にお名前を見せることに同意していないか、医療機関がまだ「話を聞きたい」とお返事していないため、"
            "紹介状は作れません。"
        )
    house = talk.opening.institution
    words = asked.template or templates(use=Use.GREETING).first()
    greeting = newest(words).text if words else next(t for use, _, t in DEFAULTS if use is Use.GREETING)
    values = values_for(asked)
    if lacking := missing(greeting, values):
        return _refused(f"文例の「{'」「'.join(lacking)}」に入れることばが、まだありません。")
    rows = [(label, said) for label, said in rows_at(person_facts(talk, level, by=asked.actor), level)]
    version = talk.version_seen or talk.opening.current
    blocks = [
        *paragraphs(fill(greeting, values)),
        heading("ご紹介する先生"),
        facts(rows),
        heading("ご紹介する求人"),
        facts([("募集番号", talk.opening.number), ("募集の名前", version.title), ("お引き合わせ", talk.number)]),
        small(
            "この書面の内容は、先生の同意により、貴院にだけお伝えするものです。採否のご検討のほかにはお使いにならず、"
            "ほかの方にお見せにならないでください。ご同意が取り消されたときは、破棄をお願いいたします。"
        ),
    ]
    return _writing(asked, "紹介状", f"{house.name} 御中", blocks)


def _visit(talk: Candidacy) -> Visit | None:
    found = reading.current_visit(talk)
    if found is not None:
        found.candidacy = talk
    return found if found is not None and found.is_open else None


def _addressee(asked: Asked) -> str:
    """To the institution by name; to the physician too, since it is the own name."""
    if asked.reader is Reader.PHYSICIAN:
        return _to_physician(asked)
    row = asked.subject.row
    house = (
        row
        if asked.subject.kind == "institution"
        else row.opening.institution
        if asked.subject.kind == "candidacy"
        else row.institution
    )
    return f"{house.name} 御中"


def schedule(asked: Asked) -> Preview:
    """面談日程表: the time that is fixed, or those to choose from with boxes for an answer by fax."""
    talk: Candidacy = asked.subject.row
    visit = _visit(talk)
    if visit is None:
        return _refused("面談・見学の日程のご相談が、まだ始まっていません。日程の画面からお始めください。")
    base = [("お話の番号", talk.number), ("形", VisitKind(visit.kind).label), ("長さ", Length(visit.length).label)]
    if asked.reader is Reader.PHYSICIAN:
        base.insert(0, ("医療機関", talk.opening.institution.name))
    if visit.begins_at is not None:
        blocks = [facts([*base, ("日時", reading.when_words(visit)), ("待ち合わせ", str(visit.plan.get("place", "")))])]
        return _writing(asked, "面談日程表", _addressee(asked), blocks)
    own = Reader.PHYSICIAN.value if asked.reader is Reader.PHYSICIAN else Reader.INSTITUTION.value
    times = sorted({t.begins_at for t in visit.times.filter(dropped_at=None).exclude(side=own)})
    if not times:
        return _refused("お選びいただく日時が、まだありません。「三者の空いている日時」からご案内ください。")
    rows = [("□", when(at)) for at in times]
    blocks = [
        facts(base),
        heading("ご都合のよい日時に、印をお付けください"),
        table(("印", "日時"), [*rows, ("□", "どれも合いません。ご希望：")]),
        text("お返事は、ファクス、お電話、郵便のどれでも承ります。お名前は、お書きにならなくても番号で分かります。"),
    ]
    return _writing(asked, "面談日程表（お伺い）", _addressee(asked), blocks)


def itinerary(asked: Asked) -> Preview:
    """旅程: what `web/visits/papers.py` says to this reader, in a form that can be edited."""
    visit = _visit(asked.subject.row)
    if visit is None or visit.begins_at is None:
        return _refused("面談・見学の日時が、まだ決まっていません。決まってからお作りください。")
    said = for_physician(visit, asked.actor) if asked.reader is Reader.PHYSICIAN else for_host(visit, asked.actor)
    blocks = [facts([("日時", said["when"]), ("内容", said["kind"]), *((r[0], r[1]) for r in said["rows"])])]
    if said["lines"]:
        blocks += [heading("流れ"), points(said["lines"])]
    if said["costs"]:
        blocks += [heading("費用をどなたが持つか"), facts([(r[0], r[1]) for r in said["costs"]])]
    if said["notes"]:
        blocks += [heading("お心に留めてください"), points(said["notes"])]
    return _writing(asked, "旅程", _addressee(asked), blocks)


# -- from a text ------------------------------------------------------------------------------------
def values_for(asked: Asked) -> dict[str, str]:
    """What each field says here; "" where there is nothing. The physician's name for an institution only with consent."""
    profile, owner, subject = operator(), owner_of(asked.subject), asked.subject
    row, values = subject.row, {}
    if subject.kind == "institution":
        house, opening = row, None
    else:
        opening = row.opening if subject.kind == "candidacy" else row if subject.kind == "opening" else None
        house = opening.institution if opening else None
    values["医療機関のお名前"] = house.name if house else ""
    values["募集の名前"] = opening.current.title if opening and opening.current else ""
    values["お話の番号"] = subject.number
    values["担当者のお名前"] = owner.name if owner else asked.actor.name
    values["団体のお名前"], values["電話番号"] = profile.name, profile.phone
    values["今日の日付"] = western_with_era(today())
    talk = row if subject.kind == "candidacy" else None
    visit = reading.current_visit(talk) if talk else None
    values["面談の日時"] = reading.when_words(visit) if visit else ""
    values[NEEDS_CONSENT] = _name(asked, talk)
    return values


def _name(asked: Asked, talk: Candidacy | None) -> str:
    person = asked.subject.physician
    if person is None:
        return ""
    if asked.reader is Reader.INSTITUTION:
        level = level_for_institution(talk) if talk else None
        if level is None or level < LEAST_FOR_NAME:
            return ""
    return f"{identity_of(person, by=asked.actor).full_name} 先生"


def from_words(asked: Asked) -> Preview:
    """A letter, a fax or what is said on the telephone, from a text of the supervisor's."""
    if asked.template is None:
        return _refused("文例をお選びください。")
    words, values = newest(asked.template).text, values_for(asked)
    lacking = missing(words, values)
    if NEEDS_CONSENT in lacking and asked.reader is Reader.INSTITUTION and asked.subject.physician is not None:
        return _refused(
            "この文例には先生のお名前が入りますが、先生はこの医療機関にお名前を見せることに同意していません。別の文例をお選びください。"
        )
    if lacking:
        return _refused(
            f"文例の「{'」「'.join(lacking)}」に入れることばが、この記録にはまだありません。別の文例をお選びください。"
        )
    title = asked.template.title.partition("（")[0]
    return _writing(asked, title, "", list(paragraphs(fill(words, values))))


BUILDERS: dict[WritingKind, Callable[[Asked], Preview]] = {
    WritingKind.JOB: job,
    WritingKind.CONDITIONS: conditions,
    WritingKind.SEEKER: seeker,
    WritingKind.REFERRAL: referral,
    WritingKind.SCHEDULE: schedule,
    WritingKind.ITINERARY: itinerary,
    WritingKind.WORDS: from_words,
}
