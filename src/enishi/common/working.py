"""The job worker as a process that only a signal ends.

Procrastinate's worker stops when its listening connection breaks, as it does at every restart of the database; letters would
then wait until somebody looks. So it is begun again until somebody asks it to end. A job under way is finished first.
"""

import asyncio
import logging
import signal
from contextlib import suppress

from django.db import Error as DatabaseError
from procrastinate.contrib.django import DjangoApp, app
from procrastinate.exceptions import ConnectorException
from psycopg import Error as DriverError

AT_ONCE = 2
"""Jobs side by side."""
REST = 1.0
"""Seconds before the worker begins again."""
log = logging.getLogger(__name__)


def work_until_asked() -> None:
    """Work until SIGTERM or SIGINT (Ctrl-C)."""
    asyncio.run(_work())


async def _work() -> None:
    asked, loop = asyncio.Event(), asyncio.get_running_loop()
    for sign in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sign, asked.set)
    while not asked.is_set():
        working, waiting = asyncio.create_task(_one_worker()), asyncio.create_task(asked.wait())
        await asyncio.wait({working, waiting}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if asked.is_set():
            working.cancel()
        try:
            await working
        except asyncio.CancelledError:
            return
        except (ConnectorException, DatabaseError, DriverError) as fault:
            log.warning("the worker lost the database (%s)", type(fault).__name__)
        if not asked.is_set():
            log.warning("the worker begins again")
            with suppress(TimeoutError):
                await asyncio.wait_for(asked.wait(), REST)


async def _one_worker() -> None:
    served = worker_app()
    async with served.open_async():
        await served.run_worker_async(concurrency=AT_ONCE, install_signal_handlers=False)


def worker_app() -> DjangoApp:
    """An app beside ours that takes the jobs over connections of its own, with the same tasks.

    Not `app.replace_connector`: then what a job itself puts into the queue went over those connections too, stood there before
    the job's own rows were committed, and was taken up at once. A mail whose row was not to be seen yet counted as done and
    waited for ever. The tasks keep their link to our app, which puts jobs into the queue within Django's transaction.
    """
    served = DjangoApp(
        connector=app.connector.get_worker_connector(),
        import_paths=app.import_paths,
        periodic_defaults=app.periodic_defaults,
    )
    served.worker_defaults = app.worker_defaults
    served.tasks, served.periodic_registry = app.tasks, app.periodic_registry
    return served
