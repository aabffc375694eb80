"""Models of institutions, by subject: the places themselves, how one joins, how one works there, the region, the risk book."""

from enishi.institutions.listed import ListedFacility
from enishi.institutions.models.approval import ApprovalRoute
from enishi.institutions.models.continuity import ContinuityBook, ContinuityPost
from enishi.institutions.models.hosting import HostingPlan
from enishi.institutions.models.joining import Application, Declaration, InstitutionCheck, Invitation
from enishi.institutions.models.places import Corporation, Institution, InstitutionTransition
from enishi.institutions.models.reality import PracticeFact
from enishi.institutions.models.region import RegionFact
from enishi.institutions.readiness_sheet import Readiness

__all__ = [
    "Application",
    "ApprovalRoute",
    "ContinuityBook",
    "ContinuityPost",
    "Corporation",
    "Declaration",
    "HostingPlan",
    "Institution",
    "InstitutionCheck",
    "InstitutionTransition",
    "Invitation",
    "ListedFacility",
    "PracticeFact",
    "Readiness",
    "RegionFact",
]
