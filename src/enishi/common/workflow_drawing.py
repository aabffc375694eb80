"""A workflow table as a Markdown page: a Mermaid diagram and the table itself, for docs/workflows. Pure."""

from enishi.common.workflow import STORED, Reason, Step, Workflow


def page(workflow: Workflow) -> str:
    """The whole page; the same table always gives the same text, so a test can tell when the docs are old."""
    lines = [
        f"# Workflow: {workflow.name}",
        "",
        "Drawn from the code by `./dev enishi draw-workflows`; do not edit.",
        "",
        "```mermaid",
        "stateDiagram-v2",
        *(f"    {state.value}: {state.label}" for state in workflow.states),
        *(line for step in workflow for line in _arrows(step)),
        *(f"    {state.value} --> [*]" for state in workflow.states if state in workflow.ends),
        "```",
        "",
        "| step | from | to | who | words | reason | notices |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        *(_row(workflow, step) for step in workflow),
    ]
    return "\n".join(lines) + "\n"


def _arrows(step: Step) -> list[str]:
    if step.target == STORED or len(step.sources) > 4:
        return []  # from nearly everywhere: the table says it, arrows would only hide the rest
    return [f"    {source or '[*]'} --> {step.target}: {step.id}" for source in sorted(step.sources, key=str)]


def _row(workflow: Workflow, step: Step) -> str:
    order = [s.value for s in workflow.states]
    sources = ", ".join(sorted((s or "—" for s in step.sources), key=lambda s: order.index(s) if s in order else -1))
    target = "stored state" if step.target == STORED else step.target
    who = ", ".join(sorted(p.value for p in step.by))
    reason = "" if step.reason is Reason.NONE else step.reason.value
    return f"| {step.id} | {sources} | {target} | {who} | {step.label} | {reason} | {', '.join(step.notices)} |"
