"""The search for a plan, which may take half a minute."""

from procrastinate.contrib.django import app

from enishi.relays.finding import find_plan


@app.task(name="find_relay_plan", queue="matching")
def find(plan: int) -> None:
    """Again after a crash: a plan found already stays."""
    find_plan(plan)
