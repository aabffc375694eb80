"""The weekly slate on the screen: asked for, followed, decided line by line by who may."""

from datetime import timedelta

from django.urls import reverse

from enishi.candidacies.models import Candidacy
from enishi.common.clock import ago
from enishi.desk.slate_work import work_out
from enishi.desk.slates import LOST_AFTER
from enishi.matching.models import LineState, Slate, SlateLine, SlateState


def asked(desk):
    answer = desk.post(reverse("desk_slates"), {"weight": "0.5", "whose": "all"})
    slate = Slate.objects.latest("pk")
    assert answer.url == reverse("desk_slate", args=[slate.pk])
    return slate


def test_a_slate_is_followed_then_its_lines_are_kept_left_and_replaced_with_reasons(world, desk, words):
    physician = world.physician(family_name="鷹取")
    one, _, _ = world.opening(), world.opening(), world.opening()
    slate = asked(desk)
    here = reverse("desk_slate", args=[slate.pk])
    assert "順番を待っています" in words(desk.get(here)) and "計算を取りやめる" in words(desk.get(here))
    work_out(slate.pk)
    page = words(desk.get(here))
    assert "鷹取 先生" in page and one.institution.name in page and "候補にして、ことばを整える" in page
    first, second, third = SlateLine.objects.filter(slate=slate).order_by("pk")
    kept = desk.post(reverse("desk_slate_keep", args=[first.pk]), {"compose": "1"})
    assert kept.url == reverse("desk_candidacy", args=[Candidacy.objects.get(physician=physician).number])
    leave = reverse("desk_slate_leave", args=[second.pk])
    assert "ひとこと" in words(desk.post(leave, {"code": "other", "reason": ""}))
    assert "見つかりませんでした" in words(desk.post(leave, {"code": "later", "opening": "O-2020-9999"}))
    desk.post(leave, {"code": "physician", "reason": "雪道を避けたい"})
    assert "「雪道を避けたい」" in words(desk.get(here))
    instead = world.opening()
    desk.post(reverse("desk_slate_leave", args=[third.pk]), {"code": "better", "opening": instead.number})
    assert SlateLine.objects.get(slate=slate, by_hand=True).opening == instead
    assert SlateLine.objects.get(pk=third.pk).state == LineState.LEFT and "担当者の選択" in words(desk.get(here))


def test_who_may_not_be_urged_stands_marked_among_those_without_a_proposal(world, desk):
    with ago(timedelta(days=30)):
        placed = world.candidacy("settled", contract_kind="indefinite").physician
    free = world.physician()
    slate = asked(desk)
    work_out(slate.pk)
    page = desk.get(reverse("desk_slate", args=[slate.pk]))
    marked = {number: locked for number, _, locked in page.context["left_out"]}
    assert marked[placed.number] and not marked.get(free.number)
    assert page.content.decode().count("お勧めできません</span>") == 1


def test_the_reception_reads_a_slate_and_decides_nothing(world, desk):
    slate = asked(desk)
    reception = world.signed_in(world.desk())
    assert reception.get(reverse("desk_slate", args=[slate.pk])).status_code == 200
    assert reception.post(reverse("desk_slate_cancel", args=[slate.pk])).status_code == 403
    before = Slate.objects.count()
    reception.post(reverse("desk_slates"), {"weight": "0.5", "whose": "own"})
    assert Slate.objects.count() == before


def test_a_slate_that_lost_its_worker_for_good_is_asked_for_again_in_one_press(world, desk, words):
    slate = asked(desk)
    here = reverse("desk_slate", args=[slate.pk])
    assert "もう一度頼む" not in words(desk.get(here))
    with ago(-2 * LOST_AFTER):
        page = desk.get(here)
        assert "計算が止まったようです" in words(page) and "もう一度頼む" in words(page)
        assert "止まったようです" in words(desk.get(reverse("desk_slates")))
        desk.post(reverse("desk_slates"), page.context["same_again"])
    made = Slate.objects.latest("pk")
    assert (made.pk > slate.pk, made.shortage_weight, made.coordinator_id) == (True, 0.5, None)
    work_out(slate.pk)
    slate.refresh_from_db()
    assert slate.state == SlateState.CANCELLED  # the old one, should it come back, gives way
