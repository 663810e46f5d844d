"""The plan's screening desk: every project with its verdict, and what is still open about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from engine.plan import Plan
from engine.schedule import Schedule
from engine.screening import Verdict
from roadmaps.models import Roadmap
from sanctions.clocks import measures_known
from sanctions.models import Measure
from screening import catalogue, grounds
from screening.queries.plan_page import Screened, counts, screened_projects
from screening.queries.signatures import Signature, Signatures
from screening.sentences import SHAPES, VERDICTS


@dataclass(frozen=True, slots=True)
class Shown:
    """A verdict in words, with the shape that stands for it."""

    verdict: Verdict

    @property
    def word(self) -> str:
        return self.verdict.word

    @property
    def label(self) -> str:
        return str(VERDICTS[self.verdict])

    @property
    def shape(self) -> str:
        return SHAPES[self.verdict]

    @property
    def icon(self) -> str:
        return f"verdict-{self.shape}"


@dataclass(frozen=True, slots=True)
class Row:
    """A project on the desk."""

    screened: Screened
    shown: Shown
    deciding: Sequence[Measure]
    codes: int
    codes_confirmed: int
    codes_stale: int
    signature: Signature


@dataclass(frozen=True, slots=True)
class Desk:
    """The projects wished for, and how many have each verdict."""

    rows: Sequence[Row]
    counts: Sequence[tuple[Shown, int]]
    total: int


def desk(
    roadmap: Roadmap,
    plan: Plan,
    schedule: Schedule,
    scenario: str,
    wished: str = "",
    known: date | None = None,
) -> Desk:
    """The desk under a scenario; `wished` is the word of a verdict, or "" for all.

    `known` asks for the law as it was known on a day.
    """
    screened = screened_projects(plan, schedule, scenario, catalogue.past(known))
    signatures = Signatures(roadmap, scenario)
    rows = measures_known(known)
    goods: dict[str, list[Signature]] = {}
    for line in plan.goods.values():
        found = signatures.of_code(line.key, grounds.of_code(line))
        goods.setdefault(line.project, []).append(found)
    return Desk(
        [
            _row(each, rows, goods.get(each.project.key, []), signatures)
            for each in screened
            if wished in {"", each.verdict.word}
        ],
        [(Shown(verdict), number) for verdict, number in counts(screened).items()],
        len(screened),
    )


def _row(
    screened: Screened,
    measures: Mapping[str, Measure],
    codes: Sequence[Signature],
    signatures: Signatures,
) -> Row:
    return Row(
        screened,
        Shown(screened.verdict),
        [measures[key] for key in screened.deciding if key in measures],
        len(codes),
        sum(each.stands for each in codes),
        sum(each.is_stale for each in codes),
        signatures.of_verdict(
            screened.project.key, grounds.of_verdict(screened.case, screened.spells)
        ),
    )
