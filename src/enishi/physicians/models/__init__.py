"""Physicians: what they wish, what they consented to, and, apart and encrypted, who they are."""

from enishi.physicians.models.contact import ContactPromise
from enishi.physicians.models.documents import CareerPost, Document, Qualification
from enishi.physicians.models.drafts import RegistrationDraft
from enishi.physicians.models.leaving import Leaving
from enishi.physicians.models.person import Identity, Physician, PhysicianTransition
from enishi.physicians.models.privacy import (
    AnonymousDetail,
    Consent,
    ConsentText,
    DeliveryChoice,
    DisclosureGrant,
    NarrowWording,
    ShieldEntry,
)
from enishi.physicians.models.scope import ScopeSheet
from enishi.physicians.models.searches import SavedSearch
from enishi.physicians.models.wishes import WishApproval, WishSheet
from enishi.physicians.models.work import RetirementPlan, WorkingWeek

__all__ = [
    "AnonymousDetail",
    "CareerPost",
    "Consent",
    "ConsentText",
    "ContactPromise",
    "DeliveryChoice",
    "DisclosureGrant",
    "Document",
    "Identity",
    "Leaving",
    "NarrowWording",
    "Physician",
    "PhysicianTransition",
    "Qualification",
    "RegistrationDraft",
    "RetirementPlan",
    "SavedSearch",
    "ScopeSheet",
    "ShieldEntry",
    "WishApproval",
    "WishSheet",
    "WorkingWeek",
]
