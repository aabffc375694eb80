"""Independent judges of outcomes. They share no code with the solvers, read only the graph and the columns,
and name what is wrong."""

from enishi.engine.verify.certificate import CertificateReport, certificate
from enishi.engine.verify.hours import HoursReport, hours
from enishi.engine.verify.pairs import crowded_weeks, ineligible
from enishi.engine.verify.regional import RegionalReport, regional
from enishi.engine.verify.stability import StabilityReport, stability

__all__ = [
    "CertificateReport",
    "HoursReport",
    "RegionalReport",
    "StabilityReport",
    "certificate",
    "crowded_weeks",
    "hours",
    "ineligible",
    "regional",
    "stability",
]
