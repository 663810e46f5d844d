"""The sentence of a refusal, for forms that show it beside the field it is about."""

from engine.problems import Problem
from roadmaps import vocabulary, words
from sanctions.words import WORDS

KNOWN = words.WORDS | WORDS


def sentence(problem: Problem) -> str:
    """The problem in the language of the request."""
    values = {"about": ", ".join(problem.about), **problem.values}
    if "field" in values:
        values["field"] = vocabulary.field_name("", str(values["field"]))
    return str(KNOWN[problem.code]) % values
