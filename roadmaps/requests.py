"""Reading a REST request: who asks, about which version, for what, and nothing it does not know."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, cast

from django.http import Http404
from rest_framework.request import Request

from accounts.models import User
from core.errors import Invalid, Refused, Stale, Unconditional
from engine.changes import Change
from engine.codec import decode_changes, decode_record
from engine.plan import HEADER
from engine.problems import BrokenPlan, Problem
from engine.records import Header
from roadmaps.models import Roadmap, Row

LONGEST_REASON = 500


def actor(request: Request) -> User:
    """The person behind the request; the permission classes let nobody else this far."""
    if not isinstance(request.user, User):
        raise TypeError("this view lets people in who are not signed in")
    return request.user


def plan_in(request: Request) -> Roadmap:
    """The plan in the address, which the guard has opened."""
    found = getattr(request, "plan", None)
    if not isinstance(found, Roadmap):
        raise Http404
    return found


def refuse_unknown(request: Request, *known: str) -> None:
    """A parameter nobody reads is refused: silence would pass for an answer to it."""
    unknown = sorted(set(request.query_params) - set(known))
    if unknown:
        words = {"known": ", ".join(sorted(known)) or "—"}
        raise Refused(*(Problem("unknown_filter", (n,), {"field": n, **words}) for n in unknown))


def expansion_in(request: Request, known: tuple[str, ...]) -> tuple[str, ...]:
    """What the rows of a list are to hold besides their own fields: `?expand=costs,goods`."""
    wanted = tuple(name for name in request.query_params.get("expand", "").split(",") if name)
    for name in wanted:
        if name not in known:
            values = {"field": "expand", "found": name, "choices": ", ".join(known)}
            raise Refused(Problem("not_one_of", ("expand",), values))
    return wanted


def body_of(request: Request, *known: str) -> dict[str, Any]:
    """The request's JSON object; where names are given, with no other fields than these."""
    body = request.data
    if not isinstance(body, dict):
        raise Invalid(Problem("not_an_object"))
    unknown = sorted(set(body) - set(known)) if known else ()
    if unknown:
        raise Invalid(*(Problem("unknown_field", (name,), {"field": name}) for name in unknown))
    return dict(body)


def header_in(body: dict[str, Any]) -> Header:
    """The header of a new plan; whoever makes it does not choose its key."""
    if "key" in body:
        raise Invalid(Problem("unknown_field", ("key",), {"field": "key"}))
    with _places_without(""):
        return cast("Header", decode_record(HEADER, {**body, "key": HEADER}))


def reason_in(given: Any) -> str:
    """Why a planner edits: kept with the revision."""
    if not isinstance(given, str) or "\x00" in given:
        raise Invalid(Problem("not_text", ("reason",), {"field": "reason"}))
    if len(given) > LONGEST_REASON:
        values = {"field": "reason", "longest": LONGEST_REASON}
        raise Invalid(Problem("too_long", ("reason",), values))
    return given


def whole_number(body: dict[str, Any], name: str) -> int:
    """A number the body must hold."""
    value = body.get(name)
    if isinstance(value, bool) or not isinstance(value, int):
        code = "missing_field" if value is None else "not_a_whole_number"
        raise Invalid(Problem(code, (name,), {"field": name}))
    return value


def text_in(body: dict[str, Any], name: str, default: str | None = None) -> str:
    """A text the body must hold, unless there is something to take in its stead."""
    value = body.get(name)
    if value is None and default is not None:
        return default
    if not isinstance(value, str) or "\x00" in value:
        code = "missing_field" if value is None else "not_text"
        raise Invalid(Problem(code, (name,), {"field": name}))
    return value


def texts_in(body: dict[str, Any], name: str, default: Iterable[str]) -> list[str]:
    """A list of texts the body may hold."""
    value = body.get(name)
    if value is None:
        return list(default)
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise Invalid(Problem("not_a_list", (name,), {"field": name}))
    return value


def flag_in(body: dict[str, Any], name: str, default: bool = False) -> bool:
    """A yes or no the body may hold."""
    value = body.get(name, default)
    if not isinstance(value, bool):
        raise Invalid(Problem("not_a_flag", (name,), {"field": name}))
    return value


def one_change(verb: str, kind: str, key: str, fields: Any) -> Change:
    """The change a POST or PATCH of one record means; its faults name the record's fields."""
    inside = "record" if verb == "add" else "values"
    raw = {"kind": f"{verb}_{kind}", inside: fields}
    if verb != "add":
        raw["key"] = key
    with _places_without(f"changes.0.{inside}", "changes.0"):
        return decode_changes([raw])[0]


def etag_of(version: int) -> str:
    """A record's strong entity tag: the number of the revision that wrote it last."""
    return f'"{version}"'


def require_match(request: Request, version: int, about: str) -> None:
    """Refuse a write that names no version (428) or another one (412).

    A weak tag counts too: compressing an answer on its way out weakens our own.
    """
    header = request.headers.get("If-Match", "").strip()
    if not header:
        raise Unconditional(Problem("if_match_missing", (about,), {"key": about}))
    tags = {tag.strip().removeprefix("W/") for tag in header.split(",")}
    if "*" not in tags and etag_of(version) not in tags:
        values = {"key": about, "seen": header, "revision": version}
        raise Stale(Problem("stale_record", (about,), values))


def versioned(row: Row) -> dict[str, str]:
    """The headers that say which version an answer holds."""
    return {"ETag": etag_of(row.changed_on)}


@contextmanager
def _places_without(*prefixes: str) -> Iterator[None]:
    """Faults name fields of what the caller sent, not of the change it was made into."""

    def place(where: str) -> str:
        for prefix in prefixes:
            where = where.removeprefix(prefix)
        return where.removeprefix(".")

    try:
        yield
    except BrokenPlan as broken:
        problems = (replace(p, about=tuple(map(place, p.about))) for p in broken.problems)
        raise BrokenPlan(*problems) from None
