"""The worker's side of a simulation: draw a part of the runs; read the ranges from all of them."""

from functools import partial

from engine.plan import Plan
from engine.problems import BrokenPlan, Problem
from engine.ranges import ranges_of
from engine.schedule import solve
from engine.simulation import Study, batches, combined, run_chunks
from jobs.kinds import Failed, Writes
from jobs.running import Run
from ranges.answers import answer_bytes
from ranges.models import RangesPart, RangesRun
from ranges.packing import pack, unpack
from ranges.services import keep_answer, keep_part, question_of
from ranges.study import study_of
from roadmaps.past import whole_plan_at


def draw_part(part_id: int, run: Run) -> Writes:
    """Draw some chunks; whoever finishes the last part rings for the reading."""
    run.step("laying_out", 2)
    part = RangesPart.objects.select_related("run__plan").filter(pk=part_id).first()
    if part is None:
        raise Failed(Problem("ranges_gone", (str(part_id),)))
    study = _study(part.run)
    drawn, count = [], part.past - part.first
    for chunks in batches(study, range(part.first, part.past)):
        run.step("drawing", 5 + 90 * (chunks.start - part.first) // count)
        drawn.append(run_chunks(study, chunks))
    run.step("keeping", 96)
    return partial(keep_part, part, pack(combined(drawn)))


def read_ranges(run_id: int, run: Run) -> Writes:
    """Put the parts together and keep what they say."""
    run.step("reading", 10)
    asked = RangesRun.objects.select_related("plan").filter(pk=run_id).first()
    if asked is None:
        raise Failed(Problem("ranges_gone", (str(run_id),)))
    study = _study(asked)
    parts = [
        unpack(bytes(packed)) for packed in asked.parts.values_list("drawn", flat=True) if packed
    ]
    run.step("reading", 40)
    found = ranges_of(study, combined(parts))
    run.step("reading", 80)
    planned = solve(study.network, study.scenario)
    return partial(keep_answer, asked, answer_bytes(found, planned, study.network.groups))


def _study(asked: RangesRun) -> Study:
    try:
        return study_of(_plan(asked), question_of(asked))
    except BrokenPlan as broken:
        raise Failed(broken.problems[0]) from broken


def _plan(asked: RangesRun) -> Plan:
    """The plan of the revision asked about, whatever was edited since."""
    return whole_plan_at(asked.plan, asked.revision)
