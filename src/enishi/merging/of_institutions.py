"""Two registrations of one place of work.

Nobody learns of more physicians by it: whoever hides from one of the two hides from what goes on (the name that ended still
meets shields, see `physicians.shield`), and of two consents of one physician the later word counts. The people of both act
for what goes on with the roles they had.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar

from enishi.accounts.actions import end_membership
from enishi.accounts.models import Membership, Organisation
from enishi.candidacies.models import Candidacy
from enishi.candidacies.shielding import hidden_pairs
from enishi.common.actor import Actor
from enishi.common.changes import Subject, changed
from enishi.common.clock import now
from enishi.common.workflow import Refusal
from enishi.institutions.actions import MACHINE
from enishi.institutions.declaration_rules import Standing
from enishi.institutions.declarations import standing_of
from enishi.institutions.enums import OVER, InstitutionState
from enishi.institutions.members import members_of
from enishi.institutions.models import ContinuityBook, Institution
from enishi.merging import notices as texts
from enishi.merging.clashes import clashing, table_of
from enishi.merging.enums import Kind, Side
from enishi.merging.handling import Choice, Handling, Job, Plan
from enishi.merging.models import Merge
from enishi.merging.relations import INSTITUTION
from enishi.merging.rows import read
from enishi.merging.words_of_person import disclosures_outdone
from enishi.openings.models import Opening
from enishi.physicians.models import DisclosureGrant
from enishi.physicians.shield import family_of, hiding_from

CHOSEN = ("name", "kana", "phone", "contact_name", "beds", "about", "honest_note")
GOOD = (Standing.HOLDS, Standing.ENDS_SOON)
PLACE = ("municipality_id", "postcode", "address")
SWAPPED = frozenset({"name", *PLACE})
"""What shields are written against: where the other side's is chosen, the name that ends takes over what stood here."""


class OfInstitutions(Handling):
    kind = Kind.INSTITUTION
    model = Institution
    machine = MACHINE
    into, back, merged = "I6", "I7", InstitutionState.MERGED
    relations = INSTITUTION
    say: ClassVar[Mapping[str, Callable[[Any], str]]] = {
        "HostingPlan": lambda row: f"{len(row.content)}項目のお答え",
        "ApprovalRoute": lambda row: "、".join(str(step.get("label", "")) for step in row.steps) or "段はありません",
        "ConfirmPreference": lambda row: str(row.get_way_display()),
        "Keeper": lambda row: str(row.coordinator.name),
    }
    latest: ClassVar[Mapping[str, str]] = {
        "HostingPlan": "saved_at",
        "ApprovalRoute": "saved_at",
        "ConfirmPreference": "chosen_at",
        "Keeper": "since",
    }
    how_sure = "同じ医療機関であることを、どのようにお確かめになったかをご記入ください。"

    def lock_beside(self, kept: Institution, absorbed: Institution) -> None:
        """Who acts for them stands still too, and whom they belong to."""
        wanted = sorted({kept.organisation_id, absorbed.organisation_id})
        list(Organisation.objects.select_for_update().filter(pk__in=wanted).order_by("pk"))
        list(
            Opening._base_manager.select_for_update(of=("self",), no_key=True)
            .filter(institution__in=[kept.pk, absorbed.pk])
            .order_by("pk")
            .values_list("pk")
        )

    def refusals(self, kept: Institution, absorbed: Institution) -> list[Refusal]:
        if kept.pk == absorbed.pk:
            return [Refusal("same", "同じ番号です。一つにする二つの番号をお選びください。")]
        if over := [i.number for i in (kept, absorbed) if i.state in OVER]:
            words = "・".join(over)
            return [Refusal("over", f"{words} は、登録を終えたか、すでにほかの登録と一つになっています。")]
        return [
            *_of_kind(kept, absorbed),
            *_of_family(kept, absorbed),
            *_of_states(kept, absorbed),
            *_of_declarations(kept, absorbed),
            *_of_roles(kept, absorbed),
            *_of_talks(kept, absorbed),
            *_of_clashes(kept, absorbed),
        ]

    def compare(self, plan: Plan) -> None:
        one, other = plan.kept, plan.absorbed
        for name in CHOSEN:
            a, b = getattr(one, name), getattr(other, name)
            title = str(Institution._meta.get_field(name).verbose_name)
            if b in ("", None) or a == b:
                continue
            if a in ("", None):
                plan.fills.append((title, _shown(name, b)))
            else:
                plan.choices.append(Choice(f"facts.{name}", title, _shown(name, a), _shown(name, b), Side.KEPT))
        if any(getattr(one, name) != getattr(other, name) for name in PLACE):
            plan.choices.append(Choice("facts.place", "所在地", _place(one), _place(other), Side.KEPT))
        if one.corporation is None and other.corporation is not None:
            plan.fills.append(("法人", other.corporation.name))
        if one.listed is None and other.listed is not None:
            plan.fills.append(("国の一覧", other.listed.name))
        if sent := sorted(set(other.affiliations) - set(one.affiliations)):
            plan.fills.append(("医師の派遣元の医局", "、".join(sent)))

    def finish(self, plan: Plan) -> None:
        kept, absorbed = plan.kept, plan.absorbed
        coming = sorted({m.user_id: m.user.name for m in members_of(absorbed)}.items())
        there = {m.user_id for m in members_of(kept)}
        joining = [name for pk, name in coming if pk not in there]
        plan.account = (
            f"{'・'.join(f'{name}さん' for name in joining)}は、これまでの役割のまま、{kept.number} の担当になります。"
            "お二つの募集とお話を、担当の全員が読めるようになります。"
            if joining
            else f"{absorbed.number} だけの担当の方は、いません。"
        )
        plan.ends = [
            f"{grant.physician.number} の「{grant.get_level_display()}」の公開は、もう一方の登録にあとのお返事があるため、終わります。"
            for grant in _outdone(kept, absorbed)
        ]
        plan.ends += [
            f"募集 {opening.number} の管理番号「{opening.external_number}」は、残すほうの募集が使っているため、空にします。"
            for opening in _numbered_twice(kept, absorbed)
        ]

    def join(self, job: Job) -> None:
        kept, absorbed, recorder = job.kept, job.absorbed, job.recorder
        for grant in _outdone(kept, absorbed):
            recorder.set(DisclosureGrant, grant.pk, {"withdrawn_at": now().isoformat()})
        _merge_columns(job)
        _merge_members(job)
        _close_book(job)
        for opening in _numbered_twice(kept, absorbed):
            recorder.set(Opening, opening.pk, {"external_number": ""})

    def tell_matching(self, job: Job) -> None:
        """What a united shield ends of consents within the family is part of the merge, and undone with it."""
        kept = job.kept
        grants = _grants_within([kept.pk])
        before = read(DisclosureGrant, grants, ["withdrawn_at"])
        _tell(kept)
        for pk, after in read(DisclosureGrant, grants, ["withdrawn_at"]).items():
            job.recorder.note(DisclosureGrant, pk, before[pk], after)

    def tell(self, job: Job, merge: Merge) -> None:
        texts.tell_people_of(job.kept, "IN9", merge, job.kept.number)

    def undone(self, kept: Institution, absorbed: Institution, merge: Merge, by: Actor) -> None:
        for institution in (kept, absorbed):
            _tell(institution)
            texts.tell_people_of(institution, "IN9u", merge, institution.number)


def _tell(institution: Institution) -> None:
    """Its openings follow with it, as they stand when the change is worked through; their terms are as they were."""
    changed(Subject.INSTITUTION, institution.pk)
    changed(Subject.FAMILY, institution.pk)


def _of_kind(kept: Institution, absorbed: Institution) -> list[Refusal]:
    found = []
    if kept.kind != absorbed.kind:
        found.append(Refusal("kind", "病院・診療所などの種類が違います。種類を確かめて直してから、お進みください。"))
    if kept.listed_id and absorbed.listed_id and kept.listed_id != absorbed.listed_id:
        found.append(
            Refusal(
                "listed",
                "国の一覧の、違う施設です。照らし合わせに誤りがあれば、「登録前の確認」で直してから、お進みください。",
            )
        )
    return found


def _of_family(kept: Institution, absorbed: Institution) -> list[Refusal]:
    """Shields rest on the corporation: it is settled by people before, so that nobody becomes visible by a merge."""
    if kept.corporation_id and absorbed.corporation_id and kept.corporation_id != absorbed.corporation_id:
        return [
            Refusal(
                "corporation",
                "法人が違います。先生が伏せる相手は法人ごとにも決まるため、「法人・グループ・医局」で同じ法人にそろえてから、お進みください。",
            )
        ]
    return []


def _of_states(kept: Institution, absorbed: Institution) -> list[Refusal]:
    halted = [i.number for i in (kept, absorbed) if i.state == InstitutionState.SUSPENDED]
    if len(halted) == 1:
        return [
            Refusal(
                "suspended",
                f"{halted[0]} は停止中です。停止をとくか、もう一方も停止してから、お進みください。",
            )
        ]
    if kept.state == InstitutionState.APPLIED != absorbed.state:
        return [
            Refusal(
                "applied",
                f"{absorbed.number} は確認が済んだ登録です。{absorbed.number} を残すほうに入れかえてください。",
            )
        ]
    return []


def _of_declarations(kept: Institution, absorbed: Institution) -> list[Refusal]:
    """The kept one's declaration is the one in force: it must be no better than what the other one declared."""
    one, other = standing_of(kept), standing_of(absorbed)
    if other is Standing.APPLIES and one is not Standing.APPLIES:
        return [
            Refusal(
                "declared",
                f"{absorbed.number} の自己申告に、当てはまる項目があります。医療機関にお確かめのうえ、{kept.number} の自己申告を改めてから、お進みください。",
            )
        ]
    if other in GOOD and one not in GOOD:
        return [
            Refusal(
                "declaration",
                f"{kept.number} には、有効な自己申告がありません。{absorbed.number} を残すほうに入れかえるか、自己申告をいただいてください。",
            )
        ]
    return []


def _of_roles(kept: Institution, absorbed: Institution) -> list[Refusal]:
    """Nobody gains or loses a right: who acts for both must hold the same roles at both."""
    held: dict[int, tuple[set[str], set[str]]] = {}
    names = {}
    for place, institution in enumerate((kept, absorbed)):
        for member in members_of(institution):
            held.setdefault(member.user_id, (set(), set()))[place].add(member.role)
            names[member.user_id] = member.user.name
    differing = [names[user] for user, (one, other) in sorted(held.items()) if one and other and one != other]
    if differing:
        who = "・".join(f"{name}さん" for name in differing)
        return [
            Refusal("roles", f"{who}の役割が、二つの登録で違います。どちらかの役割に合わせてから、お進みください。")
        ]
    return []


def _of_talks(kept: Institution, absorbed: Institution) -> list[Refusal]:
    """A physician who hides from one of the two and talks with the other, or with a relative of it, must be asked first."""
    family = [m.institution for m in family_of([kept.pk, absorbed.pk])]
    talks = Candidacy.objects.still_open().asked_of_institution().filter(opening__institution__in=family)
    pairs = {c.pk: (c.physician_id, c.opening.institution_id) for c in talks.select_related("opening")}
    if not pairs:
        return []
    hiding = hiding_from([kept.pk, absorbed.pk], {physician for physician, _ in pairs.values()})
    already = hidden_pairs(pairs.values())
    torn = [c.number for c in talks if c.physician_id in hiding and pairs[c.pk] not in already]
    if torn:
        return [
            Refusal(
                "hidden",
                f"お話（{'・'.join(sorted(torn))}）の先生が、もう一方の登録を伏せています。先生にお確かめのうえ、お話を終えるか、"
                "伏せる相手を直していただいてから、お進みください。",
            )
        ]
    return []


def _of_clashes(kept: Institution, absorbed: Institution) -> list[Refusal]:
    return [
        Refusal(f"clash:{model._meta.model_name}", relation.refuse)
        for model, field, relation in table_of(Institution, INSTITUTION)
        if relation.refuse and clashing(model, field, kept.pk, absorbed.pk)
    ]


def _outdone(kept: Institution, absorbed: Institution) -> list[DisclosureGrant]:
    rows = DisclosureGrant.objects.filter(institution__in=[kept, absorbed]).select_related("physician").order_by("pk")
    return disclosures_outdone(rows, lambda row: row.physician_id, lambda row: row.institution_id)


def _grants_within(institutions: Iterable[int]) -> list[int]:
    """Keys of the consents that live with these and all of their family."""
    family = [m.institution for m in family_of(institutions)]
    rows = DisclosureGrant.objects.filter(withdrawn_at=None, institution__in=family)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _numbered_twice(kept: Institution, absorbed: Institution) -> list[Opening]:
    """Openings of the absorbed one whose own number an opening of the kept one bears too."""
    theirs = Opening._base_manager.filter(institution=kept).exclude(external_number="").values("external_number")
    return list(Opening._base_manager.filter(institution=absorbed, external_number__in=theirs).order_by("pk"))


def _merge_columns(job: Job) -> None:
    """Field by field as it was chosen. Names and places are swapped: under the old ones shields go on to meet (`SWAPPED`)."""
    kept, absorbed = job.kept, job.absorbed
    names = [*CHOSEN, *PLACE, "corporation_id", "listed_id"]
    rows = read(Institution, [kept.pk, absorbed.pk], names)
    one, other = rows[kept.pk], rows[absorbed.pk]
    taken = {
        name: other[name]
        for name in CHOSEN
        if other[name] not in ("", None) and (one[name] in ("", None) or job.wants_absorbed(f"facts.{name}"))
    }
    if job.wants_absorbed("facts.place"):
        taken |= {name: other[name] for name in PLACE}
    taken |= {name: other[name] for name in ("corporation_id", "listed_id") if one[name] is None and other[name]}
    if sent := sorted({*kept.affiliations, *absorbed.affiliations} - set(kept.affiliations)):
        taken["affiliations"] = sorted([*kept.affiliations, *sent])
    job.recorder.set(Institution, kept.pk, taken)
    job.recorder.set(Institution, absorbed.pk, {name: one[name] for name in taken if name in SWAPPED})
    if "name" in taken:
        for institution, words in ((kept, other["name"]), (absorbed, one["name"])):
            job.recorder.set(Organisation, institution.organisation_id, {"name": words})


def _merge_members(job: Job) -> None:
    """Who acts for the absorbed one acts for the kept one, in the same role; who did already, once."""
    held = Membership.objects.filter(ended_at=None, organisation=job.absorbed.organisation_id)
    there = set(
        Membership.objects.filter(ended_at=None, organisation=job.kept.organisation_id).values_list("user_id", "role")
    )
    twice = [m for m in held.order_by("pk") if (m.user_id, m.role) in there]
    for membership in twice:
        before = read(Membership, [membership.pk], ["ended_at"])[membership.pk]
        end_membership(membership=membership, by=job.by)
        after = read(Membership, [membership.pk], ["ended_at"])[membership.pk]
        job.recorder.note(Membership, membership.pk, before, after)
    coming = held.exclude(pk__in=[m.pk for m in twice]).order_by("pk").values_list("pk", flat=True)
    job.recorder.move(Membership, "organisation_id", list(coming), job.kept.organisation_id)


def _close_book(job: Job) -> None:
    """The risk book is read by a coordinator only where both have said yes to it."""
    books = {
        book.institution_id: book for book in ContinuityBook.objects.filter(institution__in=[job.kept, job.absorbed])
    }
    one, other = books.get(job.kept.pk), books.get(job.absorbed.pk)
    if one is None or not one.shared_with_coordinator:
        return
    if job.absorbed.continuity_posts.exists() and not (other and other.shared_with_coordinator):
        job.recorder.set(ContinuityBook, one.pk, {"shared_with_coordinator": False})


def _shown(name: str, value: Any) -> str:
    return f"{value}床" if name == "beds" else str(value)


def _place(institution: Institution) -> str:
    return " ".join(filter(None, (institution.postcode, str(institution.municipality), institution.address)))
