"""Our dated figures: `value("no_solicitation_years", on=day)`. The rows are in `parameter_table`."""

from datetime import date

from enishi.law.dated import Evidence, Ground, NotInForce, Parameter, ParameterTable
from enishi.law.parameter_table import TABLE

__all__ = ["TABLE", "Evidence", "Ground", "NotInForce", "Parameter", "ParameterTable", "parameter", "value"]


def parameter(name: str, on: date) -> Parameter:
    """The figure with its source and dates. Raises KeyError for an unknown name, NotInForce for an uncovered day."""
    return TABLE.parameter(name, on)


def value(name: str, on: date) -> int:
    """The figure in force on a day. Raises KeyError or NotInForce."""
    return TABLE.value(name, on)
