"""The one form for every kind of record."""

from dataclasses import fields

import pytest
from django.http import QueryDict
from django.utils.translation import override

from engine.plan import HEADER
from engine.records import KINDS
from roadmaps import vocabulary
from roadmaps.models import Roadmap
from roadmaps.record_forms import RecordForm, values_of
from roadmaps.record_keys import free_key
from roadmaps.schedules import plan_of
from tests.forms import filled


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != HEADER])
def test_sending_a_form_as_it_came_changes_nothing(trial: Roadmap, kind: str) -> None:
    plan = plan_of(trial)
    for record in plan.of(KINDS[kind]).values():
        shown = RecordForm(kind, plan, shown=values_of(record), on_revision=1)
        posted = RecordForm(
            kind, plan, shown=values_of(record), on_revision=1, posted=_query(filled(shown))
        )
        assert posted.is_valid(), (record, posted.errors)
        assert posted.changed_from(record) == {}


@pytest.mark.parametrize("kind", ["project", "activity", "condition", "goods", "cost", "gate"])
def test_no_reference_record_changes_by_being_looked_at(nkpei: Roadmap, kind: str) -> None:
    plan = plan_of(nkpei)
    for record in list(plan.of(KINDS[kind]).values())[::12]:
        shown = RecordForm(kind, plan, shown=values_of(record), on_revision=1)
        posted = RecordForm(
            kind, plan, shown=values_of(record), on_revision=1, posted=_query(filled(shown))
        )
        assert posted.is_valid(), (record, posted.errors)
        assert posted.changed_from(record) == {}


def test_every_field_has_a_name(trial: Roadmap) -> None:
    with override("ko"):
        for kind, record in KINDS.items():
            for field in fields(record):
                assert vocabulary.field_name(kind, field.name) != field.name


def test_a_value_nobody_knows_any_more_stays_on_offer(trial: Roadmap) -> None:
    plan = plan_of(trial)
    shown = {**values_of(plan.projects["P1"]), "zone": "atlantis"}

    form = RecordForm("project", plan, shown=shown, on_revision=1)

    assert 'value="atlantis" selected' in str(form["zone"])


def test_a_free_key_steps_aside(trial: Roadmap) -> None:
    plan = plan_of(trial)

    assert free_key(plan, "activity", {"project": "P1"}) == "P1.a3"
    assert free_key(plan, "cost", {"project": "P1", "source": "fund"}) == "P1:fund#2"
    assert free_key(plan, "link", {"before": "a", "after": "b", "type": "FS"}) == "a>b:FS"


def _query(sent: dict[str, object]) -> QueryDict:
    found = QueryDict(mutable=True)
    for name, value in sent.items():
        found.setlist(name, value if isinstance(value, list) else [str(value)])
    return found
