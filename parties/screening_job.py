"""The work of a screening: each party beside every entry that may be meant, kept as questions."""

from core import clock
from engine.parties.finding import Finder
from jobs.kinds import Writes
from jobs.running import Run
from parties.gathering import parties_of
from parties.identities import features_json, identity_of
from parties.models import Candidate, Entry, PartyScreening
from roadmaps.schedules import whole_plan_of


def screen_parties(screening_id: int, run: Run) -> Writes:
    """Only what was asked for: parties that changed since have a screening of their own."""
    screening = PartyScreening.objects.select_related("plan").get(pk=screening_id)
    run.step("reading", 5)
    entries = Entry.objects.filter(versions__in=screening.lists).distinct()
    finder = Finder({each.pk: identity_of(each.identity) for each in entries})
    wanted = set(screening.parties)
    parties = parties_of(screening.plan, whole_plan_of(screening.plan)).values()
    asked = [each for each in parties if each.digest in wanted]
    rows: list[Candidate] = []
    for at, party in enumerate(asked):
        run.step("comparing", 10 + 85 * at // len(asked))
        rows += [
            Candidate(
                plan=screening.plan,
                party=party.key,
                party_digest=party.digest,
                entry_id=entry,
                features=features_json(comparison),
                screening=screening,
            )
            for entry, comparison in finder.candidates(party.identity)
        ]
    return lambda: _keep(screening, rows)


def _keep(screening: PartyScreening, rows: list[Candidate]) -> None:
    """What was asked before keeps its row, and with it its decisions."""
    before = Candidate.objects.filter(plan=screening.plan).count()
    Candidate.objects.bulk_create(rows, ignore_conflicts=True)
    after = Candidate.objects.filter(plan=screening.plan).count()
    done = PartyScreening.objects.filter(pk=screening.pk)
    done.update(done_at=clock.now(), found=after - before)
