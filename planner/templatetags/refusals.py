"""The sentence of a problem, for pages that show a refused form again."""

from django import template

from engine.problems import Problem
from planner import refusals

register = template.Library()


@register.filter
def sentence(problem: Problem) -> str:
    return refusals.sentence(problem)
