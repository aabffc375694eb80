"""What every form of every page is made of, drawn without a template: a field with its words, and the commonest controls.

A page of a talk holds some sixty fields, and a template for each of them, its control, its word for required and its
attributes was a third of the page's time. `DRAWN` says which templates these functions stand for; the controls of Django's
own (input, textarea) come out letter by letter as from Django's templates. Every text is escaped.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.utils.formats import localize
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeData, SafeString, mark_safe

if TYPE_CHECKING:
    from enishi.web.components.forms import EnishiBoundField

Context = Mapping[str, Any]


def field(context: Context) -> SafeString:
    """Label with its word for required or optional, hint, control, error, echo; in a fieldset where the control is a group."""
    bound: EnishiBoundField = context["field"]
    if bound.is_hidden:
        return mark_safe(str(bound))  # a widget escapes what it shows
    errors, auto_id, grouped = bound.errors, escape(bound.auto_id), bound.use_fieldset
    bad = " bad" if errors else ""
    if grouped:
        described = bound.aria_describedby
        about = f' aria-describedby="{escape(described)}"' if described else ""
        how = f'<span class="how">{_shown(bound.how)}</span>' if bound.how else ""
        head = f'<fieldset class="field{bad}" id="{auto_id}"{about}>'
        head += f"\n<legend>{_shown(bound.label)} {_need(bound)}{how}</legend>"
    elif bound.own_label:
        head = f'<div class="field card-only{bad}">'
    else:
        for_id = escape(bound.id_for_label)
        head = f'<div class="field{bad}"><label for="{for_id}">{_shown(bound.label)} {_need(bound)}</label>'
    hint = f'<p class="hint" id="{auto_id}_helptext">{_shown(bound.help_text)}</p>' if bound.help_text else ""
    unit = f'<span class="unit">{_shown(bound.unit)}</span>' if bound.unit else ""
    error = f'<p class="error" id="{auto_id}_error">＊{escape(bound.first_error)}</p>' if errors else ""
    echo = f'<p class="echo" id="{auto_id}_echo">{_shown(bound.echo)}</p>' if bound.echo else ""
    end = "</fieldset>" if grouped else "</div>"
    return mark_safe(f"{head}\n{hint}\n{bound}{unit}\n{error}\n{echo}\n{end}")  # each text above is escaped


def _need(bound: "EnishiBoundField") -> str:
    if bound.need:
        return '<span class="need">※必須</span>'
    return f'<span class="free">※{_shown(getattr(bound.field, "later", "") or "任意")}</span>'


def cards(context: Context) -> SafeString:
    """Radio buttons or check boxes as full-width cards."""
    widget = context["widget"]
    parts = ['<div class="choices', " two" if widget["two_columns"] else "", " short" if widget["short"] else "", '">']
    for group, options, _ in widget["optgroups"]:
        if group:
            parts.append(f'<p class="sub"><b>{_shown(group)}</b></p>')
        for option in options:
            small = f"<small>{_shown(option['hint'])}</small>" if option["hint"] else ""
            parts.append(
                f'<label class="choice" for="{_text(option["attrs"].get("id", ""))}"><input type="{_text(option["type"])}"'
                f' name="{_text(option["name"])}" value="{_text(option["value"])}"{_attributes(option["attrs"])}>'
                f"<span>{_shown(option['label'])}{small}</span></label>"
            )
    return mark_safe("".join([*parts, "</div>"]))


def levels(context: Context) -> SafeString:
    """A few short words side by side: radio buttons as cells."""
    cells = "".join(
        f'<label class="cell" for="{_text(option["attrs"].get("id", ""))}"><input type="radio" name="{_text(option["name"])}"'
        f' value="{_text(option["value"])}"{_attributes(option["attrs"])}><span>{_shown(option["label"])}</span></label>'
        for _, options, _ in context["widget"]["optgroups"]
        for option in options
    )
    return mark_safe(f'<div class="levels">{cells}</div>')  # each text above is escaped


def check(context: Context) -> SafeString:
    """A yes as one card, with its word for required or optional, a small line and a link where it has them."""
    widget = context["widget"]
    value = f' value="{_text(widget["value"])}"' if widget["value"] else ""
    word = f' <span class="{_shown(widget["word_class"])}">{_shown(widget["word"])}</span>' if widget["word"] else ""
    small = f"<small>{_shown(widget['small'])}</small>" if widget["small"] else ""
    link = widget["link"]
    more = f'<a class="link" href="{_shown(link[0])}">{_shown(link[1])}</a>' if link else ""
    return mark_safe(
        f'<div class="choices"><label class="choice" for="{_text(widget["attrs"].get("id", ""))}"><input type="checkbox"'
        f' name="{_shown(widget["name"])}"{value}{_attributes(widget["attrs"])}><span>{_shown(widget["text"])}{word}{small}'
        f"</span></label></div>{more}"
    )


def input_of_a_kind(context: Context) -> SafeString:
    """<input>: hidden, text, number, mail, date …"""
    widget = context["widget"]
    value = "" if widget["value"] is None else f' value="{_text(widget["value"])}"'
    kind, name = _shown(widget["type"]), _shown(widget["name"])
    return mark_safe(f'<input type="{kind}" name="{name}"{value}{_attributes(widget["attrs"])}>')


def textarea(context: Context) -> SafeString:
    """<textarea>; the line break at its beginning is not part of the text, so that one the text begins with is kept."""
    widget = context["widget"]
    words = _shown(widget["value"]) if widget["value"] else ""
    return mark_safe(f'<textarea name="{_shown(widget["name"])}"{_attributes(widget["attrs"])}>\n{words}</textarea>')


DRAWN: dict[str, Callable[[Context], SafeString]] = {
    "components/field.html": field,
    "components/widgets/cards.html": cards,
    "components/widgets/levels.html": levels,
    "components/widgets/check.html": check,
    "django/forms/widgets/textarea.html": textarea,
    **{
        f"django/forms/widgets/{kind}.html": input_of_a_kind
        for kind in ("hidden", "text", "number", "email", "url", "date", "file", "password")
    },
}
"""Name of a template, and what draws it instead. Our own have no template any more."""


def _attributes(attrs: Mapping[str, Any]) -> str:
    return "".join(
        f" {_shown(name)}" if value is True else f' {_shown(name)}="{_text(value)}"'
        for name, value in attrs.items()
        if value is not False
    )


def _text(value: Any) -> str:
    """As `stringformat:"s"` writes a value."""
    return conditional_escape(value) if isinstance(value, SafeData) else escape(str(value))


def _shown(value: Any) -> str:
    """As {{ value }} shows it: numbers in our form, what is safe as it is."""
    return conditional_escape(value if isinstance(value, str) else localize(value))
