"""The screening desk: every project with its verdict, what is open about it, and whose turn."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from engine.plan import Plan
from engine.schedule import Schedule
from roadmaps.models import Roadmap
from roadmaps.templatetags.plan_words import called
from sanctions.clocks import measures_known
from sanctions.models import Measure
from screening import catalogue, grounds
from screening.models import DataRequest
from screening.queries.plan_page import Screened, counts, screened_projects
from screening.queries.shown import Shown
from screening.queries.signatures import Signature, Signatures

State = Literal["open", "signed", "stale"]


@dataclass(frozen=True, slots=True)
class DeskWish:
    """What somebody looks for; "" leaves a filter out."""

    verdict: str = ""
    state: str = ""
    codes: str = ""
    regime: str = ""
    asked: str = ""
    text: str = ""
    order: str = "turn"


ANYTHING = DeskWish()


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
    requests_open: int

    @property
    def state(self) -> State:
        if self.signature.is_stale:
            return "stale"
        return "signed" if self.signature.stands else "open"

    @property
    def codes_open(self) -> int:
        return self.codes - self.codes_confirmed


@dataclass(frozen=True, slots=True)
class Desk:
    """The projects wished for, and how many there are of each verdict and state in all."""

    rows: Sequence[Row]
    counts: Sequence[tuple[Shown, int]]
    states: Mapping[str, int]
    codes_open: int
    requests_open: int
    total: int


def desk(
    roadmap: Roadmap,
    plan: Plan,
    schedule: Schedule,
    scenario: str,
    wish: DeskWish = ANYTHING,
    known: date | None = None,
) -> Desk:
    """The desk under a scenario; `known` asks for the law as it was known on a day."""
    screened = screened_projects(plan, schedule, scenario, catalogue.past(known))
    signatures = Signatures(roadmap, scenario)
    measures = measures_known(known)
    goods: dict[str, list[Signature]] = {}
    for line in plan.goods.values():
        found = signatures.of_code(line.key, grounds.of_code(line))
        goods.setdefault(line.project, []).append(found)
    waiting = DataRequest.objects.filter(plan=roadmap, answered_at=None)
    asked = Counter(waiting.values_list("project", flat=True))
    rows = [
        _row(each, measures, goods.get(each.project.key, []), signatures, asked)
        for each in screened
    ]
    return Desk(
        sorted((row for row in rows if _answers(row, wish)), key=ORDERS[wish.order]),
        [(Shown(verdict), number) for verdict, number in counts(screened).items()],
        Counter(row.state for row in rows),
        sum(row.codes_open for row in rows),
        sum(asked.values()),
        len(screened),
    )


def _row(
    screened: Screened,
    measures: Mapping[str, Measure],
    codes: Sequence[Signature],
    signatures: Signatures,
    asked: Mapping[str, int],
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
        asked.get(screened.project.key, 0),
    )


def _answers(row: Row, wish: DeskWish) -> bool:
    project = row.screened.project
    text = f"{project.key} {project.name_ko} {project.name_en}".lower()
    return (
        wish.verdict in {"", row.shown.word}
        and wish.state in {"", row.state}
        and (wish.codes != "open" or row.codes_open > 0)
        and (wish.codes != "stale" or row.codes_stale > 0)
        and (not wish.regime or any(each.regime == wish.regime for each in row.deciding))
        and (wish.asked != "open" or row.requests_open > 0)
        and all(word in text for word in wish.text.lower().split())
    )


def _by_key(row: Row) -> tuple[object, ...]:
    return (row.screened.project.key,)


def _by_name(row: Row) -> tuple[object, ...]:
    return called(row.screened.project), row.screened.project.key


def _by_verdict(row: Row) -> tuple[object, ...]:
    return -row.shown.verdict, row.screened.project.key


def _by_start(row: Row) -> tuple[object, ...]:
    return row.screened.dates.start or date.max, row.screened.project.key


def _by_turn(row: Row) -> tuple[object, ...]:
    """What is to be done first: stale signatures, then unsigned work that starts soonest."""
    turn = {"stale": 0, "open": 1, "signed": 2}[row.state]
    return turn, *_by_start(row)


ORDERS = {
    "turn": _by_turn,
    "key": _by_key,
    "name": _by_name,
    "verdict": _by_verdict,
    "start": _by_start,
}
