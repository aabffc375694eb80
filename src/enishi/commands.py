"""What the commands of `enishi` do; every function takes the rest of the command line and returns the exit code."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command, execute_from_command_line


def django_command(arguments: list[str]) -> int:
    execute_from_command_line(["enishi", *arguments])
    return 0


def import_file(arguments: list[str]) -> int:
    django.setup()
    from enishi.imports.command import run_import

    return run_import(arguments)


def sign_in_link(arguments: list[str]) -> int:
    """Print a one-time link for a person. Only who can run commands on this machine gets it; the making is audited."""
    parser = argparse.ArgumentParser(prog="enishi sign-in-link")
    parser.add_argument("email")
    given = parser.parse_args(arguments)
    django.setup()
    from enishi.accounts.actions import SHELL_LINK_LIFE, make_sign_in_link
    from enishi.accounts.models import User

    user = User.objects.filter(email__iexact=given.email, is_active=True).first()
    if user is None:
        print(f"{given.email}: この方は登録されていません。", file=sys.stderr)
        return 1
    print(settings.BASE_URL + make_sign_in_link(user=user, made_by="shell", life=SHELL_LINK_LIFE))
    return 0


def match_all(arguments: list[str]) -> int:
    """Match the whole market now. Exit 0 too if another process is at it: one is enough."""
    argparse.ArgumentParser(prog="enishi match-all").parse_args(arguments)
    django.setup()
    from enishi.candidacies.matching_jobs import run_all

    run = run_all()
    if run is None:
        print("another process is matching the market")
    else:
        print(f"{run.physicians} physicians, {run.openings} openings, {run.pairs} pairs in {run.seconds:.1f} s")
    return 0


def what_if(arguments: list[str]) -> int:
    """What single changes by a whole region would bring."""
    django.setup()
    from enishi.matching.region_command import run_what_if

    return run_what_if(arguments)


def audit(arguments: list[str]) -> int:
    """`audit verify`: exit 0 and the head of the chain, or exit 1 and the first fault."""
    parser = argparse.ArgumentParser(prog="enishi audit")
    parser.add_argument("what", choices=["verify"])
    parser.parse_args(arguments)
    django.setup()
    from enishi.audit.verify import verify

    verdict = verify()
    if verdict.fault:
        print(f"{verdict.length} links hold, then: {verdict.fault}", file=sys.stderr)
        return 1
    print(f"{verdict.length} links hold; head {verdict.head}")
    return 0


def check_invariants(arguments: list[str]) -> int:
    """`check`: exit 0 if every invariant of the database holds, else 1 and the numbers of the rows that break which."""
    parser = argparse.ArgumentParser(prog="enishi check")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    django.setup()
    from enishi.office.invariants import check_all, report

    findings = check_all()
    print(report(findings, as_json=given.json))
    return 1 if any(finding.numbers for finding in findings) else 0


def ledger(arguments: list[str]) -> int:
    """A statutory ledger as a file."""
    django.setup()
    from enishi.office.ledger_command import run_ledger

    return run_ledger(arguments)


def backup(arguments: list[str]) -> int:
    """Database and files into one sealed file."""
    django.setup()
    from enishi.keeping.backup_command import run_backup

    return run_backup(arguments)


def restore(arguments: list[str]) -> int:
    """A backup into a new database, or into a cluster of its own to see that it can be."""
    django.setup()
    from enishi.keeping.backup_command import run_restore

    return run_restore(arguments)


def keys(arguments: list[str]) -> int:
    """Data keys: which there are and how much is under each; a new one while everything runs."""
    django.setup()
    from enishi.keeping.keys_command import run_keys

    return run_keys(arguments)


def report(arguments: list[str]) -> int:
    """A yearly report as a file."""
    django.setup()
    from enishi.office.report_command import run_report

    return run_report(arguments)


def society_report(arguments: list[str]) -> int:
    """See enishi.outreach.report_command."""
    django.setup()
    from enishi.outreach.report_command import run_report

    return run_report(arguments)


def research_report(arguments: list[str]) -> int:
    """See enishi.research.yearly."""
    django.setup()
    from enishi.research.yearly import run_research_report

    return run_research_report(arguments)


def referral(arguments: list[str]) -> int:
    """`referral verify FILE`: exit 0 and what the file says of itself, or exit 1 and one sentence. Writes nothing."""
    parser = argparse.ArgumentParser(prog="enishi referral")
    parser.add_argument("what", choices=["verify"])
    parser.add_argument("file", type=Path)
    given = parser.parse_args(arguments)
    django.setup()
    from enishi.referrals.coming_in import check_file
    from enishi.referrals.rules import LARGEST_BYTES, Faulty

    try:
        with given.file.open("rb") as file:
            signed, key = check_file(file.read(LARGEST_BYTES + 1))
    except OSError as fault:
        print(f"{given.file}: 読めませんでした（{fault.strerror}）。", file=sys.stderr)
        return 1
    except Faulty as fault:
        print(fault.sentence, file=sys.stderr)
        return 1
    sheet = signed.sheet
    print(
        f"{key.partner.name}の署名です。{sheet.kind.label}、番号 {sheet.code}、{sheet.expires_on}まで、指紋 {sheet.digest}"
    )
    return 0


def kit(arguments: list[str]) -> int:
    """What a society gets for one link, as files."""
    django.setup()
    from enishi.outreach.kit.command import run_kit

    return run_kit(arguments)


def bounces(arguments: list[str]) -> int:
    """Mails that came back."""
    django.setup()
    from enishi.notices.bounces import run_bounces

    return run_bounces(arguments)


def demo(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="enishi demo")
    parser.add_argument("what", choices=["load", "sign-ins"])
    given = parser.parse_args(arguments)
    django.setup()
    from enishi.demo.load import load_demo
    from enishi.demo.people import sign_in_table

    print(load_demo() if given.what == "load" else sign_in_table())
    return 0


def prepare(arguments: list[str]) -> int:
    """Database, migrations, reference data, demo data: each only if it is not there yet."""
    parser = argparse.ArgumentParser(prog="enishi prepare")
    parser.add_argument("--empty", action="store_true")
    parser.add_argument("--fresh", action="store_true")
    given = parser.parse_args(arguments)
    django.setup()
    from enishi.areas.load import load_reference
    from enishi.config.database import make_database
    from enishi.config.tables import lay_tables
    from enishi.office.explanations import load_explanation_texts
    from enishi.physicians.consent_texts import load_consent_texts

    make_database(fresh=given.fresh)
    lay_tables()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    load_reference()
    load_consent_texts()
    if not given.empty:
        from enishi.demo.load import load_demo
        from enishi.demo.proposed import propose_from_lists

        if message := load_demo():
            print(message)
            _first_night()
            propose_from_lists()
    load_explanation_texts()  # after the demo, whose first telling lies in the past
    return 0


def _first_night() -> None:
    """So that the desk finds suggestions from the start, each step in a process of its own; without it the demo works too."""
    for command in (["match-all"], ["what-if", "regions"]):
        if subprocess.run([sys.executable, "-m", "enishi.cli", *command], check=False).returncode:
            print(f"{' '.join(command)} failed; the next night makes up for it", file=sys.stderr)
            return


def serve(arguments: list[str]) -> int:
    """Become the web server (granian, ASGI)."""
    parser = argparse.ArgumentParser(prog="enishi serve")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    given = parser.parse_args(arguments)
    os.environ["ENISHI_POOL"] = "1"
    os.environ.setdefault("ENISHI_BASE_URL", f"http://{given.host}:{given.port}")
    os.execv(sys.executable, server(given.host, given.port))


PATIENCE = 4
"""Seconds that a stopping server gives what it is answering; a page that listens for changes would keep it for ever."""


def server(host: str, port: int, application: str = "enishi.config.asgi:application") -> list[str]:
    """The command line of the web server."""
    return [
        sys.executable, "-m", "granian", "--interface", "asginl", "--host", host, "--port", str(port),
        "--log-level", "warning", "--no-ws", "--workers-kill-timeout", str(PATIENCE), application,
    ]  # fmt: skip


def worker(arguments: list[str]) -> int:
    """Become the job worker; it begins again by itself after a restart of the database."""
    argparse.ArgumentParser(prog="enishi worker").parse_args(arguments)
    os.environ["ENISHI_POOL"] = "1"
    django.setup()
    from enishi.common.working import work_until_asked

    work_until_asked()
    return 0


def check_templates(arguments: list[str]) -> int:
    """Compile every template, so that a broken tag fails the check and not a reader."""
    argparse.ArgumentParser(prog="enishi check-templates").parse_args(arguments)
    django.setup()
    from django.template import TemplateSyntaxError
    from django.template.loader import get_template

    folder = Path(settings.PACKAGE) / "web" / "templates"
    broken = 0
    for file in sorted(folder.rglob("*.html")):
        try:
            get_template(str(file.relative_to(folder)))
        except TemplateSyntaxError as problem:
            broken += 1
            print(f"{file.relative_to(folder)}: {problem}", file=sys.stderr)
    print(f"{broken} broken templates")
    return 1 if broken else 0


def workflow_pages() -> dict[str, str]:
    """File name → text of every page under docs/workflows."""
    from enishi.candidacies.workflow import WORKFLOW as CANDIDACY
    from enishi.common.workflow_drawing import page
    from enishi.institutions.workflow import WORKFLOW as INSTITUTION
    from enishi.openings.workflow import WORKFLOW as OPENING
    from enishi.physicians.workflow import WORKFLOW as PHYSICIAN

    return {f"{w.name}.md": page(w) for w in (CANDIDACY, INSTITUTION, OPENING, PHYSICIAN)}


def draw_workflows(arguments: list[str]) -> int:
    """Write docs/workflows from the tables."""
    argparse.ArgumentParser(prog="enishi draw-workflows").parse_args(arguments)
    folder = settings.ROOT / "docs" / "workflows"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in workflow_pages().items():
        (folder / name).write_text(text)
    return 0


def write_tables(arguments: list[str]) -> int:
    """See enishi.config.tables_command."""
    django.setup()
    from enishi.config.tables_command import run_write_tables

    return run_write_tables(arguments)
