"""Independent judges of outcomes. They share no code with the solvers, read only the graph, and name what is wrong."""

from enishi.engine.verify.hours import HoursReport, hours
from enishi.engine.verify.regional import RegionalReport, regional
from enishi.engine.verify.stability import StabilityReport, stability

__all__ = ["HoursReport", "RegionalReport", "StabilityReport", "hours", "regional", "stability"]
