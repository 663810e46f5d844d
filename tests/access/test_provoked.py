"""Refusals, comparisons, documents and letters tell nobody what is withheld from them."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from core import sight
from core.clock import today
from reports.drawing import draw
from reports.services import ask_for_report
from talk.mailing import send_due
from talk.outbox import queue_mail
from talk.telling import tell_due, tell_edits
from tests.access.planted import (
    AMOUNTS,
    LATER_AMOUNTS,
    LATER_NAMES,
    NAMES,
    found_in,
    found_in_content,
    found_in_text,
)
from tests.access.provoked import Ask, asks, decider_asks
from tests.access.unrest import Unrest, stir
from tests.access.world import World
from tests.plans import forget_plans
from tests.undone import undone


@pytest.fixture(scope="module")
def unrest(world: World) -> Iterator[Unrest]:
    with undone():
        yield stir(world)
    forget_plans()
    world.plan.refresh_from_db()


def test_no_refusal_and_no_comparison_tells_what_is_withheld(world: World, unrest: Unrest) -> None:
    told: dict[str, Any] = {}
    for client, asked in _everything_asked(world, unrest):
        status, found = _answered(client, asked)
        if found or status not in asked.expected:
            told[asked.name] = status, sorted(found)

    assert told == {}


def test_who_sees_everything_is_told_it_by_the_same_questions(world: World, unrest: Unrest) -> None:
    """Otherwise there would be nothing to find."""
    client, left = world.clients["owner"], {*LATER_AMOUNTS, *LATER_NAMES}
    for asked in asks(world, unrest):
        left -= _answered(client, asked)[1] if left else set()

    assert left == set()


def test_a_document_made_by_somebody_without_sight_holds_nothing_of_it(
    world: World, unrest: Unrest
) -> None:
    chosen = {"scenario": "A", "stages": ["S1", "S2"], "language": "en"}
    theirs, whole = (
        ask_for_report(world.plan, **chosen, by=world.people[name]) for name in ("blind", "owner")
    )

    assert found_in_content(draw(theirs.contents).pdf) == set()
    assert found_in_content(draw(whole.contents).pdf) & {*AMOUNTS, *NAMES, *LATER_AMOUNTS} != set()


def test_no_letter_tells_its_reader_what_is_withheld(world: World, unrest: Unrest) -> None:
    with sight.nothing():
        tell_edits()
        tell_due(today())
        queue_mail()
        send_due()
    letters = {each.to[0]: "" for each in mail.outbox}
    for each in mail.outbox:
        letters[each.to[0]] += f"{each.subject}\n{each.body}\n"

    assert set(letters) == {"blind@example.org", "dim@example.org"}
    assert {reader: found_in_text(text) for reader, text in letters.items()} == {
        reader: set() for reader in letters
    }


def _everything_asked(world: World, unrest: Unrest) -> Iterator[tuple[Client, Ask]]:
    yield from ((world.clients["blind"], asked) for asked in asks(world, unrest))
    decider = Client()
    decider.force_login(unrest.decider)
    yield from ((decider, asked) for asked in decider_asks(world, unrest))


def _answered(client: Client, asked: Ask) -> tuple[int, set[str]]:
    """In Korean; a refusal over REST is in both languages."""
    with undone():
        answer = asked.send(client)
        with sight.nothing():
            found = found_in(answer)
    if asked.method != "get" and answer.status_code < 400:
        forget_plans()
    return answer.status_code, found
