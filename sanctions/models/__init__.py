"""The tables of the law: the catalogue, every version of it, and the proposals to change it."""

from sanctions.models.catalogue import (
    Confidence,
    Direction,
    Effect,
    GeneralExemption,
    HsBasis,
    HsChapter,
    HsEditionChange,
    HsHeading,
    HsScope,
    Instrument,
    LegalForce,
    Measure,
    MeasureContent,
    Regime,
    Subject,
    Verified,
)
from sanctions.models.proposals import MeasureProposal, ProposalStep
from sanctions.models.versions import MeasureVersion, WithheldMeasure

__all__ = [
    "Confidence",
    "Direction",
    "Effect",
    "GeneralExemption",
    "HsBasis",
    "HsChapter",
    "HsEditionChange",
    "HsHeading",
    "HsScope",
    "Instrument",
    "LegalForce",
    "Measure",
    "MeasureContent",
    "MeasureProposal",
    "MeasureVersion",
    "ProposalStep",
    "Regime",
    "Subject",
    "Verified",
    "WithheldMeasure",
]
