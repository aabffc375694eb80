"""The facts of one physician for one institution, read as far as a level of disclosure goes and not a step further."""

from collections.abc import Mapping

from enishi.candidacies.levels import PersonFacts
from enishi.candidacies.models import Candidacy
from enishi.candidacies.summary import outline_of
from enishi.common.actor import Actor
from enishi.common.scope_items import ITEM_OF
from enishi.common.worded import Given, Worded
from enishi.physicians.access import identity_of
from enishi.physicians.career import anonymous_career_lines, career_lines, posts_of
from enishi.physicians.enums import DisclosureLevel, DocumentKind
from enishi.physicians.models import AnonymousDetail, CareerPost
from enishi.physicians.scope import Mark, marks_of


def person_facts(candidacy: Candidacy, level: DisclosureLevel, *, by: Actor) -> PersonFacts:
    """What `levels.rows_at` needs for this level. From level 3 on the identity is read, which is logged."""
    facts: dict[str, object] = {"outline": outline_of(candidacy)}
    posts = posts_of(candidacy.physician) if level >= DisclosureLevel.L2 else []
    if level >= DisclosureLevel.L2:
        facts |= _anonymous(candidacy, posts)
    if level >= DisclosureLevel.L3:
        identity = identity_of(candidacy.physician, by=by)
        kana = f"{identity.family_kana} {identity.given_kana}".strip()
        career = "\n".join(filter(None, (*career_lines(candidacy.physician, posts), identity.career)))
        facts |= {"name": identity.full_name, "kana": kana, "career": career}
    if level >= DisclosureLevel.L4:
        kinds = candidacy.physician.documents.order_by("kind", "id").values_list("kind", flat=True)
        facts["documents"] = tuple(DocumentKind(kind).label for kind in kinds)
    return PersonFacts(**facts)  # type: ignore[arg-type]


def _anonymous(candidacy: Candidacy, posts: list[CareerPost]) -> dict[str, object]:
    """Level 2. Words of one's own only once the physician has checked them."""
    physician = candidacy.physician
    detail = _DETAIL.first(physician=physician.pk)
    marks = marks_of(physician)
    return {
        "posts": tuple(anonymous_career_lines(physician, posts)),
        "detail": detail.text if detail else "",
        "can": _items(marks, Mark.CAN),
        "learn": _items(marks, Mark.LEARN),
    }


_DETAIL = Worded(
    lambda: AnonymousDetail.objects.filter(physician=Given("physician"), checked_at__isnull=False).order_by("pk")[:1]
)


def _items(marks: Mapping[str, str], wanted: Mark) -> tuple[str, ...]:
    """In the order of the sheet."""
    return tuple(item.label for code, item in ITEM_OF.items() if marks.get(code) == wanted)
