"""Filling in forms as a browser would: what is shown is sent back, unless a person changes it."""

from typing import Any

from django import forms
from django.test import Client

from roadmaps.models import Roadmap


def filled(form: forms.Form, **typed: Any) -> dict[str, Any]:
    """The form's data as a browser would post it, with some fields typed anew."""
    sent: dict[str, Any] = {}
    for bound in form:
        value = bound.field.prepare_value(bound.value())
        if isinstance(bound.field, forms.BooleanField):
            if value:
                sent[bound.name] = "on"
        elif isinstance(value, list | tuple):
            sent[bound.name] = [str(each) for each in value]
        else:
            sent[bound.name] = "" if value is None else str(value)
    return {**sent, **typed}


def opened(page: Client, address: str, **typed: Any) -> dict[str, Any]:
    """The data of the form on a page, with some fields typed anew."""
    return filled(page.get(address).context["editing"].form, **typed)


def at(roadmap: Roadmap, path: str) -> str:
    """The address of a page of the plan."""
    return f"/plans/{roadmap.pk}/{path}"
