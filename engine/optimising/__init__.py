"""The search for plans: what may be chosen, chosen so that a goal is reached as well as can be."""

from engine.optimising.answers import Found, Reached, Search
from engine.optimising.goals import GOALS, AtLeast, Goal, Limits, Share, Together
from engine.optimising.searching import optimise
from engine.optimising.solving import load_solver

__all__ = [
    "GOALS",
    "AtLeast",
    "Found",
    "Goal",
    "Limits",
    "Reached",
    "Search",
    "Share",
    "Together",
    "load_solver",
    "optimise",
]
