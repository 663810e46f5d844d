"""How a plan's parties stand: held against which lists, with which candidates, decided by whom."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from django.db.models import QuerySet

from core import clock
from engine.parties.values import Feature, Identity
from engine.plan import Plan
from parties.gathering import Party, nameless, parties_of
from parties.identities import features_of, identity_of
from parties.models import Candidate, Decision, Entry, ListVersion, PartyScreening
from roadmaps.models import Roadmap

FRESH_DAYS = 30


class State(Enum):
    """The worst that holds for a party comes first. None of them is a clearance."""

    SAME = "same"
    UNDECIDED = "undecided"
    MORE = "more"
    UNSCREENED = "unscreened"
    OLD_LISTS = "old_lists"
    NO_CANDIDATE = "no_candidate"
    OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Question:
    """A candidate as it stands: its features, the entry, decisions, and whether it still counts.

    `stale` says what changed since: "entry", "party", or "" while it is as it was compared.
    """

    candidate: Candidate
    entry: Entry
    identity: Identity
    features: Sequence[Feature]
    decisions: Sequence[Decision]
    stale: str

    @property
    def verdict(self) -> str:
        return self.decisions[0].verdict if self.decisions else ""


@dataclass(frozen=True, slots=True)
class Standing:
    """A party, its state, and the questions about it: those that count, then earlier ones."""

    party: Party
    state: State
    questions: Sequence[Question]
    earlier: Sequence[Question]

    @property
    def undecided(self) -> int:
        return sum(not each.decisions for each in self.questions)


@dataclass(frozen=True, slots=True)
class Board:
    """Everything on the page of parties."""

    standings: Sequence[Standing]
    nameless: Sequence[str]
    lists: Sequence[ListVersion]
    is_fresh: bool
    screening: PartyScreening | None
    is_waiting: bool

    def of(self, state: State) -> int:
        return sum(each.state is state for each in self.standings)


def decisions_of(roadmap: Roadmap) -> "QuerySet[Decision]":
    """Every decision signed in the plan, the latest first."""
    return Decision.objects.filter(candidate__plan=roadmap).select_related("by")


def current_lists() -> list[ListVersion]:
    """The newest version of each source's list."""
    newest = ListVersion.objects.order_by("source", "-pk").distinct("source")
    return list(newest.select_related("by"))


def list_versions(most: int = 50) -> list[ListVersion]:
    """Every file that was imported, the newest first."""
    return list(ListVersion.objects.select_related("by")[:most])


def are_fresh(lists: Sequence[ListVersion]) -> bool:
    """Whether any list was imported within the last thirty days, and none is older than that."""
    since = clock.now() - timedelta(days=FRESH_DAYS)
    return bool(lists) and all(each.checked_at >= since for each in lists)


def board_of(roadmap: Roadmap, plan: Plan) -> Board:
    """Every party of the plan with its state, the most pressing first."""
    found = parties_of(roadmap, plan)
    lists = current_lists()
    fresh = are_fresh(lists)
    last = PartyScreening.objects.filter(plan=roadmap).first()
    done = PartyScreening.objects.filter(plan=roadmap, done_at__isnull=False).first()
    screened = _screened(done, lists)
    questions = _questions(roadmap, found, lists)
    order = list(State)
    standings = [
        _standing(party, questions.get(key, []), party.digest in screened, fresh)
        for key, party in found.items()
    ]
    standings.sort(key=lambda each: (order.index(each.state), each.party.names))
    waiting = last is not None and last.done_at is None
    return Board(standings, nameless(plan), lists, fresh, done, waiting)


def _standing(
    party: Party, questions: Sequence[Question], is_screened: bool, is_fresh: bool
) -> Standing:
    now = [each for each in questions if not each.stale]
    earlier = [each for each in questions if each.stale and each.decisions]
    verdicts = {each.verdict for each in now}
    if Decision.Verdict.SAME in verdicts:
        state = State.SAME
    elif "" in verdicts:
        state = State.UNDECIDED
    elif Decision.Verdict.MORE in verdicts:
        state = State.MORE
    elif not is_screened:
        state = State.UNSCREENED
    elif not is_fresh:
        state = State.OLD_LISTS
    else:
        state = State.OTHERS if now else State.NO_CANDIDATE
    return Standing(party, state, now, earlier)


def _screened(done: PartyScreening | None, lists: Sequence[ListVersion]) -> set[str]:
    """Digests of the parties that were held against the lists as they are now."""
    if done is None or not lists or sorted(done.lists) != sorted(each.pk for each in lists):
        return set()
    return set(done.parties)


def _questions(
    roadmap: Roadmap, found: Mapping[str, Party], lists: Sequence[ListVersion]
) -> dict[str, list[Question]]:
    rows = Candidate.objects.filter(plan=roadmap, party__in=found).select_related("entry")
    rows = rows.prefetch_related("decisions__by")
    listed = set(
        Entry.objects.filter(
            versions__in=[each.pk for each in lists], candidates__plan=roadmap
        ).values_list("pk", flat=True)
    )
    grouped: dict[str, list[Question]] = defaultdict(list)
    for row in rows:
        stale = "party" if row.party_digest != found[row.party].digest else ""
        stale = stale or ("" if row.entry_id in listed else "entry")
        grouped[row.party].append(
            Question(
                row,
                row.entry,
                identity_of(row.entry.identity),
                features_of(row.features),
                list(row.decisions.all()),
                stale,
            )
        )
    return grouped
