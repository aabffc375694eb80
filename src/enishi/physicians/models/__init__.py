"""Physicians: what they wish, what they consented to, and, apart and encrypted, who they are."""

from enishi.physicians.models.contact import ContactEvent, ContactPromise, Direction, Interview, InterviewNote, TalkWay
from enishi.physicians.models.documents import CareerPost, Document, Qualification
from enishi.physicians.models.drafts import RegistrationDraft
from enishi.physicians.models.family import FamilyLink, FamilyPlace, FamilyQuestion, Relation
from enishi.physicians.models.leaving import Leaving, LegalHold
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
from enishi.physicians.models.wishes import WishApproval, WishSheet, WishWords
from enishi.physicians.models.work import Preparation, RetirementPlan, WorkingWeek

__all__ = [
    "AnonymousDetail",
    "CareerPost",
    "Consent",
    "ConsentText",
    "ContactEvent",
    "ContactPromise",
    "DeliveryChoice",
    "Direction",
    "DisclosureGrant",
    "Document",
    "FamilyLink",
    "FamilyPlace",
    "FamilyQuestion",
    "Identity",
    "Interview",
    "InterviewNote",
    "Leaving",
    "LegalHold",
    "NarrowWording",
    "Physician",
    "PhysicianTransition",
    "Preparation",
    "Qualification",
    "RegistrationDraft",
    "Relation",
    "RetirementPlan",
    "SavedSearch",
    "ScopeSheet",
    "ShieldEntry",
    "TalkWay",
    "WishApproval",
    "WishSheet",
    "WishWords",
    "WorkingWeek",
]
