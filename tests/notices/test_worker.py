"""What a job puts into the queue belongs to the job's own transaction: nothing is taken up before it can be seen, nothing is
left over of what was taken back."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections, transaction
from procrastinate.contrib.django import app

from enishi.common.working import worker_app
from enishi.notices.actions import queue_notice
from enishi.notices.models import Notice


def work_off(served):
    """A real worker until nothing waits, in a thread of its own: it brings its own event loop."""

    def work_and_hang_up():
        try:
            served.run_worker(
                queues=["told"], wait=False, concurrency=2, install_signal_handlers=False, listen_notify=False
            )
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(work_and_hang_up).result()


def jobs(task):
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text FROM procrastinate_jobs WHERE task_name = %s ORDER BY id", [task])
        return [status for (status,) in cursor.fetchall()]


class TakenBack(Exception):
    """What stops a job half-way."""


@pytest.fixture
def teller(real_world):
    """A job that puts a notice into the outbox and may be taken back at the end; known to the app for one test."""
    miura = real_world.user(real_world.ms_miura)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")

    seen: list[list[str]] = []

    @app.task(name="tell_once", queue="told")
    def tell_once(fails: bool) -> None:
        with transaction.atomic():
            queue_notice(notice_id="E43v", recipient=miura, key="told", about="C-1")
            with ThreadPoolExecutor(1) as beside:  # what everybody else sees meanwhile
                seen.append(beside.submit(_seen_and_hung_up).result())
            if fails:
                raise TakenBack

    tell_once.seen = seen
    yield tell_once
    del app.tasks["tell_once"]


def _seen_and_hung_up():
    try:
        return jobs("send_notice")
    finally:
        connections.close_all()


def test_a_mail_that_a_job_asks_for_can_be_taken_up_when_the_job_s_rows_are_there_and_not_before(teller):
    teller.defer(fails=False)
    work_off(worker_app())
    assert teller.seen == [[]]
    assert Notice.objects.get(key="told").status == Notice.Status.WAITING and jobs("send_notice") == ["todo"]


WORKER = """
import django; django.setup()
from enishi.common.working import worker_app
served = worker_app()
served.perform_import_paths()
print(*served.tasks)
print(*(name for name, _ in served.periodic_registry.periodic_tasks))
"""


def test_a_worker_of_a_fresh_process_knows_every_job_and_those_of_the_clock():
    ran = subprocess.run([sys.executable, "-c", WORKER], capture_output=True, text=True, check=True)
    known, by_the_clock = (set(line.split()) for line in ran.stdout.splitlines()[-2:])
    assert {"send_notice", "send_digests", "match_changed"} <= known
    assert {"retry_stalled", "send_digests"} <= by_the_clock


def test_of_a_job_that_was_taken_back_no_mail_stays_in_the_queue(teller):
    teller.defer(fails=True)
    work_off(worker_app())
    assert jobs("tell_once") == ["failed"]
    assert not Notice.objects.filter(key="told").exists() and jobs("send_notice") == []
