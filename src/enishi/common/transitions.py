"""The engine that runs a workflow table: lock, check, log, apply effects, all in the caller's one transaction.

Every change of a state goes through `Machine.perform` (or `Machine.begin` for the first); nothing else writes `state`.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.db import models, transaction

from enishi.common.actor import Actor
from enishi.common.clock import now
from enishi.common.workflow import Channel, Party, Refusal, Step, StepRefused, Workflow


class Stateful(models.Model):
    """An object with a state that only its machine writes."""

    state = models.CharField("状態", max_length=40, editable=False)
    stored_state = models.CharField("お休み前の状態", max_length=40, blank=True, editable=False)
    state_since = models.DateTimeField("いまの状態になった日時", default=now, editable=False)

    class Meta:
        abstract = True


class TransitionRow(models.Model):
    """One change of state: who, when, from, to, why, by which channel. Rows are never changed."""

    step = models.CharField("手続き", max_length=8)
    from_state = models.CharField("前の状態", max_length=40, blank=True)
    to_state = models.CharField("後の状態", max_length=40)
    at = models.DateTimeField("日時", default=now)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="行った人", null=True, on_delete=models.PROTECT, related_name="+"
    )
    party = models.CharField("立場", max_length=20, choices=Party.choices())
    channel = models.CharField("方法", max_length=10, choices=Channel.choices())
    reason_code = models.CharField("理由の区分", max_length=40, blank=True)
    reason = models.TextField("理由", blank=True)
    data = models.JSONField("そのときの記録", default=dict)

    class Meta:
        abstract = True
        ordering = ("at", "id")


M = TypeVar("M", bound=Stateful)
Guard = Callable[[Any, Step, Actor, Mapping[str, Any]], list[Refusal]]
Effect = Callable[[Any, Step, TransitionRow, Mapping[str, Any]], None]
Prepare = Callable[[Any, Step, Mapping[str, Any]], None]
Latecomer = Callable[[Any, Actor], str]


class Machine(Generic[M]):
    """A workflow table bound to a model, its log, its guards and its effects.

    guards   called with (object, step, actor, given); all refusals are collected before any is raised
    prepare  called with (object, step, given) when the new state is set and before the object is saved
    effects  called with (object, step, row, given) after the log row stands, in order, in the same transaction
    reads    relations that guards and effects look at, read with the locked row in one query
    latecomer called with (object, actor) where the state is not the one the step needs: a sentence for whoever came second,
             saying who did what and when, and what now
    """

    def __init__(
        self,
        workflow: Workflow,
        model: type[M],
        log: type[TransitionRow],
        *,
        subject: str,
        guards: tuple[Guard, ...] = (),
        prepare: Prepare | None = None,
        effects: tuple[Effect, ...] = (),
        reads: tuple[str, ...] = (),
        latecomer: Latecomer | None = None,
    ) -> None:
        self.latecomer = latecomer
        self.workflow, self.model, self.log, self.subject = workflow, model, log, subject
        self.guards, self.prepare, self.effects, self.reads = guards, prepare, effects, reads

    def also(self, *, guard: Guard | None = None, effect: Effect | None = None) -> None:
        """A room above adds what it knows of these steps; called when the application starts, once for each."""
        if guard is not None and guard not in self.guards:
            self.guards = (*self.guards, guard)
        if effect is not None and effect not in self.effects:
            self.effects = (*self.effects, effect)

    @transaction.atomic
    def begin(self, obj: M, step_id: str, *, by: Actor, reason: str = "", reason_code: str = "", **given: Any) -> M:
        """Save a new object by a step whose source is None."""
        self._check(obj, step_id, None, by, reason, given)
        obj.state = self.workflow[step_id].target
        obj.state_since = now()
        if self.prepare:
            self.prepare(obj, self.workflow[step_id], given)
        obj.save(force_insert=True)
        self._log(obj, step_id, "", by, reason, reason_code, given)
        return obj

    @transaction.atomic
    def perform(self, obj: M, step_id: str, *, by: Actor, reason: str = "", reason_code: str = "", **given: Any) -> M:
        """Take one step: lock the row, check the table and the guards, write the log, apply the effects.

        `obj` is refreshed to the locked row first, so of two people acting at once exactly one wins and the other is told.
        Raises StepRefused with every reason against it.
        """
        rows = self.model._base_manager.select_for_update(of=("self",))
        obj.refresh_from_db(from_queryset=rows.select_related(*self.reads) if self.reads else rows)
        before = obj.state
        self._check(obj, step_id, before, by, reason, given)
        target = self.workflow.target(step_id, obj.stored_state)
        obj.stored_state = before if self.workflow[step_id].holds else ""
        obj.state, obj.state_since = target, now()
        if self.prepare:
            self.prepare(obj, self.workflow[step_id], given)
        obj.save()
        self._log(obj, step_id, before, by, reason, reason_code, given)
        return obj

    def refusals(self, obj: M, step_id: str, *, by: Actor, reason: str = "", **given: Any) -> list[Refusal]:
        """What would stand against the step, without taking it: pages show a reason beside a closed button."""
        found = self.workflow.refusals(step_id, obj.state or None, by.party, reason)
        for guard in self.guards:
            found += guard(obj, self.workflow[step_id], by, given)
        return found

    def possible(self, obj: M, *, by: Actor) -> list[Step]:
        return self.workflow.possible(obj.state, by.party)

    def _check(self, obj: M, step_id: str, state: str | None, by: Actor, reason: str, given: Mapping[str, Any]) -> None:
        found = self.workflow.refusals(step_id, state, by.party, reason)
        if self.latecomer and obj.pk and any(refusal.code == "state" for refusal in found):
            found = [Refusal("state", self.latecomer(obj, by)) if r.code == "state" else r for r in found]
        if not found:  # a guard may rely on the state being right
            for guard in self.guards:
                found += guard(obj, self.workflow[step_id], by, given)
        if found:
            raise StepRefused(*found)

    def _log(
        self, obj: M, step_id: str, before: str, by: Actor, reason: str, reason_code: str, given: Mapping[str, Any]
    ) -> None:
        row = self.log(
            step=step_id,
            from_state=before,
            to_state=obj.state,
            at=obj.state_since,
            actor_id=by.user_id,
            party=by.party,
            channel=by.channel,
            reason_code=reason_code,
            reason=reason,
            data=_plain(given),
        )
        setattr(row, self.subject, obj)
        row.save(force_insert=True)
        for effect in self.effects:
            effect(obj, self.workflow[step_id], row, given)


def _plain(given: Mapping[str, Any]) -> dict[str, Any]:
    """What was given with a step as JSON: dates as ISO text, objects left out."""
    dates = {k: v.isoformat() for k, v in given.items() if isinstance(v, date)}
    return {k: v for k, v in given.items() if isinstance(v, str | int | float | bool | list | dict)} | dates
