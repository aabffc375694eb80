"""`enishi keys list | rotate`."""

import argparse
import sys

from django.conf import settings

from enishi.config.keys import FileKeys
from enishi.keeping.rotation import NotNow, name_of, rotate, usage


def run_keys(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="enishi keys")
    parser.add_argument("what", choices=["list", "rotate"])
    given = parser.parse_args(arguments)
    if given.what == "list":
        return _list()
    try:
        rotate(print)
    except NotNow as why:
        print(why, file=sys.stderr)
        return 1
    return 0


def _list() -> int:
    keys, used = settings.DATA_KEYS, usage()
    where = f"file {keys.file}" if isinstance(keys, FileKeys) else "environment"
    print(f"data keys ({where}), the first writes:")
    for at, key in enumerate(keys):
        print(f"  {name_of(key)}  {'writes' if not at else 'reads '}  {used[name_of(key)]:>9,} values")
    for at, secret in enumerate(getattr(keys, "index", ())):
        print(f"  {name_of(secret)}  {'digests' if not at else 'digests of before'}")
    if lost := used["?"]:
        print(f"  {lost:,} values fit no key", file=sys.stderr)
        return 1
    return 0
