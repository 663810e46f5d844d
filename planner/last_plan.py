"""The plan somebody looked at last: pages that belong to no plan lead back to it."""

from django.http import HttpRequest

from accounts.models import User
from roadmaps.models import Roadmap

#: Where the session keeps it.
KEY = "last_plan"


def remember(request: HttpRequest, plan: Roadmap) -> None:
    """Note it; written only when it is another one."""
    if request.session.get(KEY) != plan.pk:
        request.session[KEY] = plan.pk


def last_plan(request: HttpRequest) -> Roadmap | None:
    """The plan looked at last, if this visitor sees it still."""
    last, user = request.session.get(KEY), request.user
    if last is None or not isinstance(user, User):
        return None
    return Roadmap.objects.visible_to(user).filter(pk=last).first()
