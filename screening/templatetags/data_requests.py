"""What whoever screens a project still has to know, on the project's own page."""

from collections.abc import Sequence

from django import template

from roadmaps.models import Roadmap
from screening.models import DataRequest
from screening.queries.requests import requests_of

register = template.Library()


@register.simple_tag
def open_requests(roadmap: Roadmap, project: str) -> Sequence[DataRequest]:
    """{% open_requests plan "F1-02" as asked %}: the requests nobody has answered."""
    return [each for each in requests_of(roadmap, project) if each.is_open]
