"""The worker's side of a search: the plan as it stood, the engine's answer, kept with its end."""

from functools import partial
from time import monotonic

from engine.optimising import Limits, load_solver, optimise
from engine.problems import BrokenPlan, Problem
from jobs.claims import Cancelled, Lost
from jobs.kinds import Failed, Writes
from jobs.running import Run
from roadmaps.past import whole_plan_at
from search.models import Outcome, PlanSearch
from search.questions import answer_of, question_of
from search.services import keep_answers

# So long between two looks whether anybody still wants the answer.
GLANCE = 1.0


class _Listener:
    """Tells how far a search is, and hears when it is no longer wanted."""

    def __init__(self, run: Run, seconds: float) -> None:
        self._run, self._seconds = run, seconds
        self._begun = self._heard = monotonic()
        self._is_over = False

    def is_unwanted(self) -> bool:
        now = monotonic()
        if not self._is_over and now - self._heard >= GLANCE:
            self._heard = now
            share = min((now - self._begun) / self._seconds, 1.0)
            try:
                self._run.step("searching", 10 + round(80 * share))
            except (Cancelled, Lost):
                # The search ends in good order first; the next step says so once more.
                self._is_over = True
        return self._is_over


def search_plan(search_id: int, run: Run) -> Writes:
    """Search; the plans found become real only together with the end of the job."""
    run.step("reading", 5)
    load_solver()
    search = PlanSearch.objects.select_related("plan").filter(pk=search_id).first()
    if search is None:
        raise Failed(Problem("search_gone", (str(search_id),)))
    plan = whole_plan_at(search.plan, search.revision)
    question = question_of(search, plan)
    listener = _Listener(run, search.seconds)
    limits = Limits(
        seconds=search.seconds,
        seed=search.seed,
        plans=search.plans,
        clock=monotonic,
        cancelled=listener.is_unwanted,
    )
    run.step("searching", 10)
    try:
        found = optimise(question.network, search.scenario, question.goal, limits)
    except BrokenPlan as broken:
        raise Failed(broken.problems[0]) from broken
    run.step("keeping", 95)
    answers = [answer_of(plan, question, each) for each in found.plans]
    outcome = Outcome(found.status)
    return partial(keep_answers, search, outcome, answers, list(question.set_aside))
