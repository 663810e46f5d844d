"""Submissions and the plan of a day as JSON."""

from typing import Any

from accounts.models import User
from approvals.models import Decision, Submission
from approvals.queries.as_of import AsOf
from approvals.queries.pages import SubmissionPage, submission_page


def submission_json(submission: Submission, person: User) -> dict[str, Any]:
    page = submission_page(submission, person)
    version = submission.version
    plain = ("title", "note", "state", "round")
    return {
        "id": submission.pk,
        "plan": submission.plan_id,
        **{name: getattr(submission, name) for name in plain},
        "drafter": submission.drafter.username,
        "draft": submission.draft_id,
        "version": submission.version_id,
        "content_hash": version.content_hash if version else None,
        "since": submission.since_id,
        "stale": page.is_stale,
        "valid_until": submission.valid_until,
        "changed_ko": page.told.paragraphs["ko"] if page.told else "",
        "changed_en": page.told.paragraphs["en"] if page.told else "",
        "route": _route(page),
        "points": [
            {
                "id": line.point.pk,
                "number": line.point.number,
                "text": line.point.text,
                "state": line.state,
            }
            for line in page.points
        ],
        "decisions": [_decision(each) for each in page.decisions],
        "may": list(page.verbs),
    }


def as_of_json(found: AsOf) -> dict[str, Any]:
    return {
        "as_of": found.day,
        "revision": found.revision.number,
        "content_hash": found.content_hash,
        "scenario": found.schedule.scenario or "",
        "finish": found.schedule.finish,
        "projects": [
            {
                "project": each.screened.project.key,
                "start": each.screened.dates.start,
                "finish": each.screened.dates.finish,
                "verdict": each.verdict.word,
                "verdict_on_day": None if each.on_day is None else each.on_day.word,
            }
            for each in found.projects
        ],
    }


def _route(page: SubmissionPage) -> list[dict[str, Any]]:
    return [
        {
            "level": line.step.level,
            "person": line.step.person.username,
            "verb": line.decision.verb if line.decision else None,
            "current": line.is_current,
        }
        for line in page.route
    ]


def _decision(each: Decision) -> dict[str, Any]:
    return {
        "round": each.round,
        "verb": each.verb,
        "by": each.by_name,
        "how": each.how,
        "standing_for": each.standing_name,
        "text": each.text,
        "conditions": each.conditions,
        "valid_until": each.valid_until,
        "content_hash": each.version.content_hash if each.version else None,
        "at": each.at,
    }
