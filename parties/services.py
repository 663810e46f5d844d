"""What people do with lists and parties: import, add facts, ask for a screening, decide."""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

from django.db import transaction

from accounts.models import User
from core import clock
from core.errors import Forbidden, Invalid
from engine.problems import Problem
from jobs.services import start_job
from parties.gathering import parties_of
from parties.identities import digest_of, identity_json
from parties.lists.reading import read_list
from parties.lists.values import Listed, Unreadable
from parties.models import (
    Candidate,
    Decision,
    Entry,
    ListVersion,
    PartyFacts,
    PartyScreening,
)
from parties.queries.standing import current_lists
from roadmaps.models import OFFICERS, SCREENERS, Membership, Roadmap
from roadmaps.schedules import whole_plan_of

JOB = "party-screening"
MOST_BYTES = 200 * 1024 * 1024
MOST_REASON = 500
FACTS = {"aliases": 200, "dates": 10, "countries": 60, "identifiers": 80, "addresses": 300}
MOST_FACTS = 20


@transaction.atomic
def import_list(name: str, file: bytes, *, by: User) -> ListVersion:
    """Take a list file in, whole or not at all; the very same file is known to be current anew.

    Raises Forbidden to all but administrators and compliance officers, Invalid with every fault.
    """
    _require_officer(by)
    if len(file) > MOST_BYTES:
        raise Invalid(Problem("list_size", ("file",), {"most": MOST_BYTES // 1024 // 1024}))
    digest = sha256(file).hexdigest()
    if known := ListVersion.objects.filter(sha256=digest).first():
        ListVersion.objects.filter(pk=known.pk).update(checked_at=clock.now())
        return known
    try:
        read = read_list(file)
    except Unreadable as fault:
        raise Invalid(*fault.problems) from fault
    before = ListVersion.objects.filter(source=read.source).first()
    if before and read.published and read.published < before.published:
        values = {"found": read.published, "kept": before.published}
        raise Invalid(Problem("list_older", ("file",), values))
    entries, added = _entries(read.source, read.entries)
    dropped = before.entries.exclude(pk__in=entries).count() if before else 0
    made = ListVersion.objects.create(
        source=read.source,
        name=name[:200],
        sha256=digest,
        published=read.published,
        added=added,
        dropped=dropped,
        by=by,
    )
    made.entries.set(entries)
    for roadmap in Roadmap.objects.order_by("pk"):
        ask_for_screening(roadmap, by=by)
    return made


@transaction.atomic
def ask_for_screening(roadmap: Roadmap, *, by: User) -> PartyScreening | None:
    """Have the plan's parties held against the lists; the same question is asked once.

    None where there is no list, no party, or nothing that has not been held against them.
    """
    Roadmap.objects.select_for_update().get(pk=roadmap.pk)
    lists = sorted(each.pk for each in current_lists())
    found = parties_of(roadmap, whole_plan_of(roadmap))
    digests = sorted(each.digest for each in found.values())
    last = PartyScreening.objects.filter(plan=roadmap).first()
    if not lists or not digests:
        return None
    if last and last.lists == lists and last.parties == digests:
        return last
    made = PartyScreening.objects.create(plan=roadmap, lists=lists, parties=digests, by=by)
    start_job(JOB, made.pk, by=by)
    return made


@transaction.atomic
def add_facts(
    roadmap: Roadmap, party: str, told: Mapping[str, Sequence[str]], *, by: User
) -> PartyFacts:
    """Add what tells the party from others of its name; what was known before stays in its row."""
    if roadmap.role_of(by) not in SCREENERS:
        raise Forbidden(Problem("party_role", (party,)))
    if party not in parties_of(roadmap, whole_plan_of(roadmap)):
        raise Invalid(Problem("no_such_party", (party,)))
    for name, longest in FACTS.items():
        values = told.get(name, ())
        if len(values) > MOST_FACTS or any(len(each) > longest for each in values):
            raise Invalid(Problem("party_facts", (name,), {"most": MOST_FACTS, "longest": longest}))
    facts = {name: list(dict.fromkeys(told.get(name, ()))) for name in FACTS}
    made = PartyFacts.objects.create(plan=roadmap, party=party, by=by, **facts)
    ask_for_screening(roadmap, by=by)
    return made


@transaction.atomic
def decide(
    roadmap: Roadmap, candidate: int, verdict: str, reason: str, *, seen: int | None, by: User
) -> Decision:
    """Say whether a candidate is the party, signed with name and time; nothing is overwritten.

    `seen` is the latest decision the officer saw (None: none): another since is told first.
    """
    if roadmap.role_of(by) not in OFFICERS:
        raise Forbidden(Problem("party_officer", (str(candidate),)))
    found = Candidate.objects.select_for_update().filter(plan=roadmap, pk=candidate).first()
    if found is None:
        raise Invalid(Problem("no_such_candidate", (str(candidate),)))
    if verdict not in Decision.Verdict.values:
        raise Invalid(Problem("party_verdict", ("verdict",)))
    if not reason.strip() or len(reason) > MOST_REASON:
        raise Invalid(Problem("party_reason", ("reason",), {"most": MOST_REASON}))
    last = found.decisions.first()
    if (last.pk if last else None) != seen:
        raise Invalid(Problem("party_decided_meanwhile", (str(candidate),)))
    return Decision.objects.create(candidate=found, verdict=verdict, reason=reason.strip(), by=by)


def _entries(source: str, listed: Iterable[Listed]) -> tuple[list[int], int]:
    """The rows of the entries, and how many are new: one that stayed as it was keeps its row."""
    known = {
        (reference, digest): pk
        for reference, digest, pk in Entry.objects.filter(source=source).values_list(
            "reference", "digest", "pk"
        )
    }
    wanted = {(each.reference, digest_of(each)): each for each in listed}
    new = [
        Entry(
            source=source,
            reference=reference[:80],
            digest=digest,
            sort=each.sort,
            programme=each.programme[:200],
            identity=identity_json(each.identity),
        )
        for (reference, digest), each in wanted.items()
        if (reference, digest) not in known
    ]
    made = Entry.objects.bulk_create(new, batch_size=1000)
    kept = [known[key] for key in wanted if key in known]
    return kept + [each.pk for each in made], len(made)


def _require_officer(by: User) -> None:
    is_officer = Membership.objects.filter(user=by, role__in=OFFICERS).exists()
    if not (by.is_staff or is_officer):
        raise Forbidden(Problem("list_officer", ()))
