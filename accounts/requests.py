"""A request for a page that only people who signed in may see."""

from django.http import HttpRequest

from accounts.models import User


class SignedInRequest(HttpRequest):
    """What the guard at the door lets through."""

    user: User
