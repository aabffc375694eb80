"""Small programs that the stories run as processes of their own, to be killed or to be somebody else.

start DATA            print the URI and the server's process
start-as UID DATA     the same after becoming that user for good
hold DATA             start, adopt the server as our child and never bury it, so that it becomes a zombie when killed
write URI             insert rows one by one; print each number only after its commit
"""

import ctypes
import os
import sys
import time
from pathlib import Path

from enishi.localpg import ensure, status

PR_SET_CHILD_SUBREAPER = 36


def start(data: str) -> None:
    uri = ensure(Path(data), durable=False)
    print(uri, status(Path(data)).pid, os.geteuid(), sep="\n", flush=True)


def start_as(uid: str, data: str) -> None:
    os.setgroups([])
    os.setgid(int(uid))
    os.setuid(int(uid))
    start(data)


def hold(data: str) -> None:
    assert ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0
    start(data)
    time.sleep(60)


def write(uri: str) -> None:
    import psycopg

    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute("create table if not exists promise (number integer primary key)")
        for number in range(1_000_000):
            connection.execute("insert into promise values (%s)", [number])
            print(number, flush=True)


if __name__ == "__main__":
    {"start": start, "start-as": start_as, "hold": hold, "write": write}[sys.argv[1]](*sys.argv[2:])
