"""The exact page an institution will see, for the physician: before agreeing, at any level, and at any time after."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from enishi.accounts.roles import Role
from enishi.candidacies.access import candidacy_for
from enishi.candidacies.enums import INSTITUTION_SEES
from enishi.candidacies.models import Candidacy
from enishi.candidacies.shielding import in_conflict
from enishi.common.access import roles
from enishi.physicians.access import disclosed_level
from enishi.physicians.enums import DisclosureLevel
from enishi.web.physician.views import HOME, actor_on
from enishi.web.talk.person import Person, is_welcomed, person_at, person_now

WORDS = {
    DisclosureLevel.L1: "「話を聞いてみたい」とお答えになったあと、医療機関が「会いたい」と答えるまでに見えるものです。",
    DisclosureLevel.L2: "医療機関が「会いたい」と答え、先生が「名前は、まだ伝えない」を選ばれたときに見えるものです。",
    DisclosureLevel.L3: "医療機関が「会いたい」と答え、先生がお名前を伝えることに同意されたときに見えるものです。",
    DisclosureLevel.L4: "お名前に加えて、書類をお見せすることに同意されたときに見えるものです。",
}


@roles(Role.PHYSICIAN)
@require_safe
@never_cache
def proposal(request: HttpRequest, number: str) -> HttpResponse:
    """`?level=L1` to `L4`: what each consent would show, before it is given. Level 1 when nothing is asked."""
    actor = actor_on(request)
    candidacy = candidacy_for(actor, number)
    asked = request.GET.get("level", "")
    level = DisclosureLevel(asked) if asked in set(DisclosureLevel) else DisclosureLevel.L1
    person = person_at(candidacy, level, level is not DisclosureLevel.L1, by=actor)
    here = f"/my/proposals/{number}"
    choices = [(x, x.label, f"{here}/as-seen?level={x}", x is level) for x in DisclosureLevel]
    return _page(request, candidacy, person, WORDS[level], here, choices)


@roles(Role.PHYSICIAN)
@require_safe
@never_cache
def talk(request: HttpRequest, number: str) -> HttpResponse:
    """What the institution sees at this moment; nothing where it sees nothing."""
    actor = actor_on(request)
    candidacy = candidacy_for(actor, number)
    person, words = _now(candidacy, request)
    return _page(request, candidacy, person, words, f"/my/talks/{number}")


def _now(candidacy: Candidacy, request: HttpRequest) -> tuple[Person | None, str]:
    if in_conflict([candidacy]):
        return None, "先生が伏せる相手ですので、このお話は医療機関から見えません。"
    institution = candidacy.opening.institution
    if candidacy.state not in INSTITUTION_SEES or disclosed_level(candidacy.physician, institution) is None:
        return None, "いま、この医療機関に先生のことは伝わっていません。"
    if not candidacy.transitions.filter(step="T7").exists():
        return None, "まだ、この医療機関に何も伝えていません。"
    person = person_now(candidacy, by=actor_on(request))
    if is_welcomed(candidacy):
        return person, f"いま見えているのは「{person.level.label}」までです。"
    return person, "「会いたい」とのお返事を待つあいだ、見えているのは匿名の概要だけです。"


def _page(
    request: HttpRequest,
    candidacy: Candidacy,
    person: Person | None,
    words: str,
    back: str,
    choices: list[tuple[DisclosureLevel, str, str, bool]] | None = None,
) -> HttpResponse:
    institution = candidacy.opening.institution
    context = {
        "candidacy": candidacy,
        "institution": institution,
        "person": person,
        "words": words,
        "choices": choices or [],
        "back": back,
        "crumbs": [HOME, (institution.name, back), ("相手に見える画面", "")],
    }
    return render(request, "physician/as_seen.html", context)
