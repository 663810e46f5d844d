"""Where the page of a thing is, for links from comments, inbox and mail."""

from urllib.parse import urlencode

from django.urls import reverse

from engine.plan import HEADER
from roadmaps.models import Roadmap

#: Kinds with a page of their own; of all others the plan's talk is shown.
PAGES = {
    "project": "projects:project",
    "condition": "scenarios:condition",
    "permit": "permits:permit",
}


def place_of(roadmap: Roadmap, kind: str, key: str) -> str:
    """The address of the page that shows the thing."""
    if kind in PAGES:
        return reverse(PAGES[kind], args=[roadmap.pk, key])
    if kind == "activity":
        asked = urlencode({"level": "activity", "select": key})
        return f"{reverse('roadmaps:roadmap', args=[roadmap.pk])}?{asked}"
    talk = reverse("talk:plan", args=[roadmap.pk])
    return talk if kind == HEADER else f"{talk}?{urlencode({'about': f'{kind}:{key}'})}"
