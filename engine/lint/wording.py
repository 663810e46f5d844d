"""What the words of a plan give away: ways round a measure (R20), barred topics (R27)."""

import re
from collections.abc import Iterator
from functools import cache

from engine.lint.values import Finding, Gap, Rule
from engine.lint.view import View, texts_of
from engine.records import Record


def never_evade(view: View, rule: Rule) -> Iterator[Finding]:
    """R20: no text of the plan speaks of a way round a measure."""
    records: list[Record] = [view.plan.header, *view.plan.all()]
    for record in records:
        yield from _words(record, rule, "evasion_words", rule.terms["words"])


def curriculum(view: View, rule: Rule) -> Iterator[Finding | Gap]:
    """R27: training waits for the screening of its curriculum, and names no barred discipline.

    What is taught is read from the topics; a training project without any is missing them.
    """
    topics: dict[str, list[Record]] = {}
    for each in view.plan.topics.values():
        topics.setdefault(each.project, []).append(each)
    training = [each for each in view.northern() if each.modality in rule.terms["modalities"]]
    for project in training:
        if not view.waits_for(project, rule.terms["conditions"], rule.terms["measures"]):
            yield Finding(rule.id, "no_curriculum_screen", ("project", project.key))
        taught = topics.get(project.key, [])
        records: list[Record] = [project, *view.activities[project.key], *taught]
        for record in records:
            yield from _words(record, rule, "barred_discipline", rule.terms["disciplines"])
    untold = [each for each in training if each.key not in topics]
    if untold:
        about = tuple(("project", each.key) for each in untold)
        yield Gap(rule.id, "curriculum_topics", about)


def _words(record: Record, rule: Rule, case: str, words: tuple[str, ...]) -> Iterator[Finding]:
    """One finding for each of the words that a text of the record holds."""
    told = [each for each in texts_of(record) if _any_of(words).search(each[1])]
    for word in words if told else ():
        fields = [name for name, text in told if _holds(text, word)]
        if fields:
            yield Finding(
                rule.id,
                case,
                (record.kind, record.key),
                detail=word,
                values={"word": word, "fields": tuple(fields)},
            )


def _holds(text: str, word: str) -> bool:
    return _any_of((word,)).search(text) is not None


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Korean words take endings, so they are looked for anywhere; others as words of their own."""
    patterns = (rf"\b{re.escape(each)}\b" if each.isascii() else re.escape(each) for each in words)
    return re.compile("|".join(patterns), re.IGNORECASE)
