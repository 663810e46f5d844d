"""What the law says of a plan: screening, and what would have to be granted for more of it."""

from engine.screening.answers import HELD, Finding, Review, Screening
from engine.screening.judging import Screener, screen
from engine.screening.law import Cap, Law, Measure, Relief, Route, Verdict
from engine.screening.matters import Case, Claim, Grant, Line, digits
from engine.screening.spans import Spell, spells, worst

__all__ = [
    "HELD",
    "Cap",
    "Case",
    "Claim",
    "Finding",
    "Grant",
    "Law",
    "Line",
    "Measure",
    "Relief",
    "Review",
    "Route",
    "Screener",
    "Screening",
    "Spell",
    "Verdict",
    "digits",
    "screen",
    "spells",
    "worst",
]
