"""/desk/letters: what is told on paper or by telephone, from the same text as the mails; and the times for a talk."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.contrib import messages
from django.db.models import Min
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.common.workflow import StepRefused
from enishi.notices.models import Notice
from enishi.notices.rendering import letter_pdf, script
from enishi.notices.ways import By, Way, way_to
from enishi.physicians import contact, family, interviews
from enishi.physicians.access import identities_of, identity_of, physician_for
from enishi.physicians.models import ContactPromise, FamilyQuestion, Identity, Interview, Physician, TalkWay
from enishi.web.components.actors import actor_in
from enishi.web.desk.common import DECIDERS, READERS, page_of, send
from enishi.web.desk.contact_forms import FamilyAnswerForm, SlotsForm
from enishi.web.desk.undo import offer_undo


@dataclass(frozen=True, slots=True)
class Envelope:
    """What waits for one physician."""

    physician: Physician
    name: str
    subjects: list[str]
    since: datetime
    by_phone: bool
    came_back: bool


@roles(*READERS)
@require_safe
@never_cache
def letters(request: HttpRequest) -> HttpResponse:
    """One row a physician, the longest waiting first."""
    actor = actor_in(request)
    all_waiting = Notice.objects.for_the_desk().filter(person__in=Physician.objects.values("number"))
    people = all_waiting.order_by().values("person").annotate(since=Min("created_at")).order_by("since", "person")
    page = page_of(request, people)
    numbers = [row["person"] for row in page.object_list]
    waiting: dict[str, list[Notice]] = {number: [] for number in numbers}
    for notice in all_waiting.filter(person__in=numbers).defer("body"):
        waiting[notice.person].append(notice)
    known = {p.number: p for p in Physician.objects.filter(number__in=numbers).select_related("coordinator")}
    physicians = [known[number] for number in numbers]
    shown = identities_of(physicians, by=actor)
    rows = [
        Envelope(
            physician=p,
            name=shown[p.pk].full_name,
            subjects=[n.subject for n in waiting[p.number]],
            since=timezone.localtime(waiting[p.number][0].created_at),
            by_phone=all(n.way == By.PHONE for n in waiting[p.number]),
            came_back=any(n.status == Notice.Status.FAILED for n in waiting[p.number]),
        )
        for p in physicians
    ]
    return render(request, "desk/letters.html", {"page": page, "rows": rows})


@roles(*READERS)
@require_safe
@never_cache
def letter(request: HttpRequest, number: str) -> HttpResponse:
    """The text once more, as it will be read: to print, or to say."""
    actor = actor_in(request)
    physician = physician_for(actor, number)
    identity = identity_of(physician, by=actor)
    waiting = contact.for_the_desk(physician)
    promise = ContactPromise.objects.filter(physician=physician).first()
    return render(
        request,
        "desk/letter.html",
        {
            "physician": physician,
            "name": identity.full_name,
            "has_address": bool(identity.address),
            "script": script(waiting),
            "plain": promise is not None and promise.plain_envelope,
            "promise": contact.promise_of(physician),
            "crumbs": [("手紙と電話", reverse("desk_letters")), (number, "")],
        },
    )


@roles(*READERS)
@require_safe
@never_cache
def print_letter(request: HttpRequest, number: str) -> HttpResponse:
    """The letter as PDF for a window envelope. Printing marks nothing: the letter may still be thrown away."""
    actor = actor_in(request)
    physician = physician_for(actor, number)
    waiting = contact.for_the_desk(physician)
    if not waiting:
        raise Http404
    identity = identity_of(physician, by=actor)
    promise = ContactPromise.objects.filter(physician=physician).first()
    body = letter_pdf(
        waiting,
        _named(way_to(physician.user, number), identity),
        postcode=_postcode(identity),
        address=identity.address,
        plain_envelope=promise is not None and promise.plain_envelope,
    )
    response = HttpResponse(body, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="letter-{number}.pdf"'
    return response


def _named(way: Way, identity: Identity) -> Way:
    return replace(way, name=identity.full_name)


def _postcode(identity: Identity) -> str:
    digits = identity.postcode.replace("-", "")
    return f"{digits[:3]}-{digits[3:]}" if len(digits) == 7 else identity.postcode


@roles(*READERS)
@require_POST
def posted(request: HttpRequest, number: str) -> HttpResponse:
    """投函しました: exactly the notices that stood on the page; what came meanwhile waits for the next envelope."""
    actor = actor_in(request)
    physician = physician_for(actor, number)
    chosen = [int(pk) for pk in request.POST.getlist("notice") if pk.isdigit()]
    event = contact.post_letters(physician=physician, by=actor, notices=chosen)
    if event is None:
        messages.info(request, "もう投函したと記録されています。")
    else:
        offer_undo(request, "投函を記録しました。先生の連絡簿にも載りました。", "posted", number, event.pk)
    return redirect("desk_letters")


@roles(*DECIDERS)
@never_cache
def talk(request: HttpRequest, number: str) -> HttpResponse:
    """面談の日時: offer times to choose from, or fix one that was agreed."""
    actor = actor_in(request)
    physician = physician_for(actor, number)
    current = interviews.interview_of(physician)
    form = SlotsForm(request.POST or None, initial={"way": current.way if current else TalkWay.PHONE.value})
    back = reverse("desk_doctor_talk", args=[number])

    def act() -> None:
        way = TalkWay(form.cleaned_data["way"])
        if form.cleaned_data["fixed"]:
            interviews.fix_interview(physician=physician, by=actor, way=way, at=form.slots[0])
        else:
            interviews.offer_slots(physician=physician, by=actor, way=way, slots=form.slots)

    def again() -> HttpResponse:
        crumbs = [("医師", reverse("desk_doctors")), (number, reverse("desk_doctor", args=[number])), ("面談", "")]
        context = {
            "physician": physician,
            "interview": current,
            "way": TalkWay(current.way).label if current else "",
            "form": form,
            "crumbs": crumbs,
        }
        return render(request, "desk/talk_time.html", context)

    said = "日時を先生にお知らせします。"
    return send(request, form, act, said, back, again)


@roles(*DECIDERS)
@require_POST
def choose_for(request: HttpRequest, number: str) -> HttpResponse:
    """The physician said on the telephone which of the offered times suits."""
    actor = actor_in(request)
    physician = physician_for(actor, number)
    current = interviews.interview_of(physician)
    choose(request, current, actor)
    return redirect("desk_doctor_talk", number)


def choose(request: HttpRequest, interview: Interview | None, actor: Actor) -> None:
    """Take the time with the index in the form; says what came of it."""
    given = request.POST.get("slot", "")
    try:
        if interview is None or not given.isdigit() or int(given) >= len(interview.slots):
            raise StepRefused(interviews.GONE)
        interviews.choose_slot(interview=interview, by=actor, slot=interview.slots[int(given)])
        messages.success(request, "面談の日時が決まりました。")
    except StepRefused as refused:
        for refusal in refused.refusals:
            messages.error(request, refusal.sentence)


@roles(*DECIDERS)
@never_cache
def family_answer(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """A question of the family that the physician passed on."""
    actor = actor_in(request)
    physician = physician_for(actor, number)
    question = FamilyQuestion.objects.filter(pk=pk, link__physician=physician, to_coordinator_at__isnull=False).first()
    if question is None:
        raise Http404
    form = FamilyAnswerForm(request.POST or None, initial={"text": question.answer}, shown=question.answer)

    def act() -> None:
        family.answer_family(question=question, by=actor, text=form.cleaned_data["text"])

    def again() -> HttpResponse:
        crumbs = [
            ("医師", reverse("desk_doctors")),
            (number, reverse("desk_doctor", args=[number])),
            ("ご家族のご質問", ""),
        ]
        context = {"physician": physician, "question": question, "form": form, "crumbs": crumbs}
        return render(request, "desk/family_answer.html", context)

    back = reverse("desk_doctor", args=[number])
    return send(request, form, act, "ご家族のページに、お答えを載せました。", back, again)
