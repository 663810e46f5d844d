"""Answers and signatures: added only, seen before signed, stale once what they rest on differs."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from accounts.models import User
from core.clock import today
from core.errors import Forbidden, Invalid, Outdated
from diligence.models import Answer
from diligence.queries.standing import Standing, standing_of
from diligence.reference import reference
from diligence.services import answer_question, sign_off
from engine.changes import Add
from engine.records import Relation
from roadmaps.models import Roadmap
from roadmaps.schedules import plan_of
from roadmaps.services import edit_plan
from tests.plans import a_plan, forget_plans, let_in

pytestmark = pytest.mark.django_db
STOPS = tuple(key for key, each in reference().questions.items() if each.question.weight == 5)


@pytest.fixture
def plan(jin: User, mina: User) -> Roadmap:
    """Jin owns it, Mina is its compliance officer."""
    forget_plans()
    made = a_plan(jin)
    let_in(made, mina, "compliance")
    return made


def _standing(plan: Roadmap) -> Standing:
    plan.refresh_from_db()
    return standing_of(plan, plan_of(plan), "P2", today())


def _answer(plan: Roadmap, question: str, answer: int | None, by: User, **more: object) -> Answer:
    words = {"evidence": "현지 실사 보고서 3쪽"} if answer == 0 else {}
    return answer_question(plan, "P2", question, answer, by=by, **{**words, **more})


def test_the_score_is_over_what_was_answered_and_says_how_far_it_may_go(
    plan: Roadmap, mina: User
) -> None:
    _answer(plan, "DD-01", 0, mina)
    _answer(plan, "DD-03", 2, mina)
    score = _standing(plan).questionnaire.score
    # Weights 5 and 4 of 81 in all: 2 x 4 of 2 x 9 points.
    assert (score.value, score.coverage, score.band) == (Fraction(4, 9), Fraction(1, 9), "medium")
    assert (score.least, score.most) == (Fraction(4, 81), Fraction(76, 81))
    assert not score.is_settled and score.stops == ()


def test_clear_evidence_has_to_say_which(plan: Roadmap, mina: User) -> None:
    with pytest.raises(Invalid) as refused:
        answer_question(plan, "P2", "DD-01", 0, by=mina)
    assert refused.value.problems[0].code == "answer_without_evidence"


def test_an_answer_given_since_is_not_written_over(plan: Roadmap, jin: User, mina: User) -> None:
    first = _answer(plan, "DD-01", 1, mina)
    with pytest.raises(Outdated):
        _answer(plan, "DD-01", 2, jin, seen=0)
    _answer(plan, "DD-01", 2, jin, seen=first.pk)
    kept = Answer.objects.filter(project="P2", question="DD-01").order_by("pk")
    assert [each.answer for each in kept] == [1, 2]


def test_who_only_looks_answers_nothing(plan: Roadmap) -> None:
    looker = let_in(plan, User.objects.create_user("looker"), "viewer")
    with pytest.raises(Forbidden):
        _answer(plan, "DD-01", 1, looker)


def test_a_signature_needs_every_stop_question_and_is_the_officers(
    plan: Roadmap, jin: User, mina: User
) -> None:
    with pytest.raises(Invalid) as refused:
        sign_off(plan, "P2", seen=_standing(plan).rests_on, note="", by=mina)
    assert set(refused.value.problems[0].about) == set(STOPS)
    for question in STOPS:
        _answer(plan, question, 1, mina)
    seen = _standing(plan).rests_on
    with pytest.raises(Forbidden):
        sign_off(plan, "P2", seen=seen, note="", by=jin)
    signed = sign_off(plan, "P2", seen=seen, note="현장 확인 후 서명", by=mina)
    assert (signed.band, signed.score) == ("high", Decimal("0.5"))
    assert _standing(plan).is_signed


def test_nobody_signs_what_they_have_not_seen(plan: Roadmap, mina: User) -> None:
    seen = _standing(plan).rests_on
    for question in STOPS:
        _answer(plan, question, 1, mina)
    with pytest.raises(Outdated):
        sign_off(plan, "P2", seen=seen, note="", by=mina)


def test_a_signature_is_stale_once_an_answer_or_a_red_flag_comes(
    plan: Roadmap, jin: User, mina: User
) -> None:
    for question in STOPS:
        _answer(plan, question, 1, mina)
    sign_off(plan, "P2", seen=_standing(plan).rests_on, note="", by=mina)
    _answer(plan, STOPS[0], 2, mina)
    assert _standing(plan).is_stale and _standing(plan).blocks_approval
    _answer(plan, STOPS[0], 1, mina)
    before = len(_standing(plan).flags)
    hidden = Relation("P2:hidden", "subcontracts", "P2:firm:1", "P2:firm:2", disclosed="no")
    firm = replace(plan_of(plan).find("entity", "P2:firm:1"), key="P2:firm:2", name_ko="하청")
    changes = [Add(firm), Add(hidden)]
    edit_plan(plan, changes, by=jin, on_revision=plan.revision)
    assert len(_standing(plan).flags) > before
    assert _standing(plan).is_stale
