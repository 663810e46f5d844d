"""A plan's page and the law on its second clock: as known on a day, carried along by its links."""

from dataclasses import replace
from urllib.parse import urlencode

from roadmaps.outlooks import Outlook, PlanRequest
from sanctions.clocks import LawClock, law_clock


def clocked(request: PlanRequest, outlook: Outlook) -> tuple[Outlook, LawClock]:
    """The outlook, its links asking for the same clock, and the clock; refused as a day can be."""
    law = law_clock(request.GET.get("known"))
    if law.known is None:
        return outlook, law
    scenario = request.GET.get("scenario", "")
    query = {"scenario": scenario} if scenario else {}
    asked = urlencode({**query, "known": law.known.isoformat()})
    return replace(outlook, query=f"?{asked}"), law
