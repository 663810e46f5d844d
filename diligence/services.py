"""What people do about due diligence: answer a question, sign what was found."""

from django.db import transaction

from accounts.models import User
from core import clock
from core.errors import Invalid, Outdated
from diligence.models import Answer, SignOff
from diligence.queries.evidence import evidence_files
from diligence.queries.standing import standing_of
from diligence.reference import reference
from engine.problems import Problem
from roadmaps.models import OFFICERS, SCREENERS, Roadmap
from roadmaps.reach import require_role
from roadmaps.schedules import whole_plan_of

LONGEST_NOTE, LONGEST_EVIDENCE = 2_000, 500


@transaction.atomic
def answer_question(
    roadmap: Roadmap,
    project: str,
    question: str,
    answer: int | None,
    *,
    note: str = "",
    evidence: str = "",
    seen: int | None = None,
    by: User,
) -> Answer:
    """Answer a question about a project, or open it again (None). Earlier answers stay.

    `seen` is the number of the answer the person had before them (0: none): if another has come
    since, it is refused as Outdated. Clear evidence (0) has to say which, or have a file.
    """
    locked = Roadmap.objects.select_for_update().get(pk=roadmap.pk)
    require_role(locked, by, SCREENERS, project)
    whole_plan_of(locked).find("project", project)
    if question not in reference().questions:
        raise Invalid(Problem("no_such_question", (question,)))
    if answer not in {None, 0, 1, 2}:
        raise Invalid(Problem("answer_out_of_range", (question,)))
    has_evidence = evidence.strip() or evidence_files(locked, project, question)
    if answer == 0 and not has_evidence:
        raise Invalid(Problem("answer_without_evidence", (question,)))
    latest = Answer.objects.filter(plan=locked, project=project, question=question).first()
    if seen is not None and seen != (latest.pk if latest else 0):
        raise Outdated(Problem("answer_changed", (question,)))
    return Answer.objects.create(
        plan=locked,
        project=project,
        question=question,
        answer=answer,
        note=note.strip()[:LONGEST_NOTE],
        evidence=evidence.strip()[:LONGEST_EVIDENCE],
        revision=locked.revision,
        by=by,
        at=clock.now(),
    )


@transaction.atomic
def sign_off(roadmap: Roadmap, project: str, *, seen: str, note: str, by: User) -> SignOff:
    """Sign a project's due diligence as it was shown; nobody signs what they have not seen.

    The questions that may block approval have to be answered first.
    """
    locked = Roadmap.objects.select_for_update().get(pk=roadmap.pk)
    require_role(locked, by, OFFICERS, project)
    plan = whole_plan_of(locked)
    plan.find("project", project)
    standing = standing_of(locked, plan, project, clock.today())
    score = standing.questionnaire.score
    if score.stops_open or score.value is None or score.band is None:
        still_open = tuple(part.question.id for part in score.stops_open)
        raise Invalid(Problem("stop_questions_open", still_open))
    if standing.rests_on != seen:
        raise Outdated(Problem("diligence_changed"))
    return SignOff.objects.create(
        plan=locked,
        project=project,
        band=score.band,
        score=round(score.value.numerator / score.value.denominator, 4),
        stops=len(score.stops),
        flags=len(standing.flags),
        rests_on=standing.rests_on,
        note=note.strip()[:500],
        revision=locked.revision,
        by=by,
        at=clock.now(),
    )
