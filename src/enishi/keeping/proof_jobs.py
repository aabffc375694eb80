"""The look after an erasure, as a job: at once, and hourly for one that was broken off."""

import logging

from procrastinate.contrib.django import app

from enishi.keeping.models import ErasureProof
from enishi.keeping.proofs import look_through

log = logging.getLogger("enishi.keeping")


@app.task(name="prove_erasure", queue="care", lock="prove_erasure")
def prove_erasure(proof: int) -> None:
    look_through(proof)


@app.periodic(cron="50 * * * *")
@app.task(name="prove_unfinished", queue="care", queueing_lock="prove_unfinished", lock="prove_erasure")
def prove_unfinished(timestamp: int) -> None:
    """What a killed worker left: each goes on at the table where it ended."""
    for pk in ErasureProof.objects.filter(finished_at=None).order_by("pk").values_list("pk", flat=True):
        try:
            look_through(pk)
        except Exception as fault:  # the next hour tries again; one that fails holds up no other
            log.error("proof %s: %s", pk, type(fault).__name__)
