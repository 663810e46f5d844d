"""Edits under review: who may do what, what is refused, and that nothing is lost."""

from datetime import date
from typing import Any

import pytest

from accounts.models import User
from core.errors import Forbidden, Invalid, Outdated, Refused
from sanctions import services
from sanctions.content import as_json, content_of
from sanctions.history import history_of
from sanctions.models import Measure, MeasureProposal, MeasureVersion
from sanctions.review import review_of, waiting_for
from tests.sanctions.small_law import edit, officer, reviewer, said_now, small_law, version_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def law(db: None) -> None:
    small_law()


@pytest.fixture
def seoyeon(db: None) -> User:
    """Seoyeon is a compliance officer of the catalogue."""
    return officer("seoyeon")


@pytest.fixture
def minjun(db: None) -> User:
    """Minjun reviews."""
    return reviewer("minjun")


def proposed(by: User, **values: Any) -> MeasureProposal:
    return services.propose(
        "change", "res-1", values or {"paragraph": "9"}, why="w", evidence="e", by=by
    )


def code_of(refused: Any) -> str:
    return str(refused.value.problems[0].code)


def test_nothing_counts_until_somebody_else_accepts(seoyeon: User, minjun: User) -> None:
    before = said_now()
    made = proposed(seoyeon, paragraph="9", hs_exclude=["8452"])
    assert said_now() == before
    assert MeasureVersion.objects.count() == len(before)
    version = services.accept(made, seen=1, by=minjun)
    assert Measure.objects.get(pk="res-1").paragraph == "9"
    assert Measure.objects.get(pk="res-1").hs_exclude == ["8452"]
    assert (version.number, version.origin) == (2, "reviewed")
    assert (version.proposed_by, version.approved_by) == (seoyeon, minjun)
    assert (version.why, version.evidence) == ("w", "e")
    assert content_of(version) == content_of(Measure.objects.get(pk="res-1"))


def test_who_proposes_does_not_decide_whatever_they_are(seoyeon: User) -> None:
    seoyeon.is_staff = True
    seoyeon.save()
    made = proposed(seoyeon)
    for act in (services.accept, services.send_back, services.reject):
        with pytest.raises(Forbidden) as refused:
            act(made, seen=1, comment="c", by=seoyeon)  # type: ignore[operator]
        assert code_of(refused) == "own_proposal"


def test_an_officer_a_reviewer_and_an_administrator_decide_and_nobody_else(
    seoyeon: User, minjun: User, olga: User
) -> None:
    admin = User.objects.create_user("boss", is_staff=True)
    for number, who in enumerate((officer("second"), minjun, admin)):
        services.accept(proposed(seoyeon, paragraph=f"9.{number}"), seen=1, by=who)
        assert version_of("res-1").approved_by == who
    with pytest.raises(Forbidden) as refused:
        services.accept(proposed(seoyeon), seen=1, by=olga)
    assert code_of(refused) == "not_a_law_reviewer"
    for who in (minjun, admin, olga):
        with pytest.raises(Forbidden) as refused:
            proposed(who)
        assert code_of(refused) == "not_a_law_officer"


def test_a_proposal_sent_back_is_written_anew_and_every_draft_is_kept(
    seoyeon: User, minjun: User
) -> None:
    made = proposed(seoyeon, paragraph="8")
    services.send_back(made, seen=1, comment="wrong paragraph", by=minjun)
    with pytest.raises(Outdated) as refused:
        services.accept(made, seen=1, by=minjun)
    assert code_of(refused) == "proposal_sent_back"
    assert (waiting_for(seoyeon), waiting_for(minjun)) == (1, 0)
    services.revise(made, {"paragraph": "9"}, why="right now", evidence="e", by=seoyeon)
    with pytest.raises(Outdated) as refused:
        services.accept(made, seen=1, by=minjun)  # the first draft is not the one that waits
    assert code_of(refused) == "draft_changed"
    services.accept(made, seen=3, by=minjun)
    steps = [(each.verb, each.comment) for each in made.steps.all()]
    assert steps == [
        ("propose", "w"),
        ("send_back", "wrong paragraph"),
        ("revise", "right now"),
        ("accept", ""),
    ]
    drafts = [each.content["paragraph"] for each in made.steps.all() if each.content]
    assert drafts == ["8", "9"]


def test_what_ended_stays_as_it_ended(seoyeon: User, minjun: User) -> None:
    rejected, taken_back = proposed(seoyeon), proposed(seoyeon)
    services.reject(rejected, seen=1, comment="no such text", by=minjun)
    services.withdraw(taken_back, by=seoyeon)
    before = said_now()
    for made in (rejected, taken_back):
        for act in (
            lambda made=made: services.accept(made, seen=1, by=minjun),
            lambda made=made: services.withdraw(made, by=seoyeon),
            lambda made=made: services.revise(
                made, {"paragraph": "3"}, why="w", evidence="e", by=seoyeon
            ),
        ):
            with pytest.raises(Outdated) as refused:
                act()
            assert code_of(refused) == "proposal_decided"
    assert said_now() == before
    assert MeasureProposal.objects.count() == 2


def test_of_two_proposals_about_a_measure_the_second_is_not_laid_over_the_first(
    seoyeon: User, minjun: User
) -> None:
    first, second = proposed(seoyeon, paragraph="8"), proposed(seoyeon, citation="Other")
    services.accept(first, seen=1, by=minjun)
    assert review_of(second, minjun).is_outdated
    with pytest.raises(Outdated) as refused:
        services.accept(second, seen=1, by=minjun)
    assert code_of(refused) == "law_changed_meanwhile"
    services.revise(second, {"citation": "Other"}, why="w", evidence="e", by=seoyeon)
    services.accept(second, seen=2, by=minjun)
    now = Measure.objects.get(pk="res-1")
    assert (now.paragraph, now.citation) == ("8", "Other")


def test_a_new_measure_and_the_end_of_one(seoyeon: User, minjun: User) -> None:
    said = {**as_json(content_of(Measure.objects.get(pk="res-1"))), "paragraph": "77"}
    edit("res-77", said, seoyeon, minjun, kind="new")
    assert Measure.objects.get(pk="res-77").paragraph == "77"
    assert Measure.objects.order_by("order").last() == Measure.objects.get(pk="res-77")
    end = {"effective_to": "2026-12-31", "superseded_by": "res-77"}
    edit("res-1", end, seoyeon, minjun, kind="end")
    ended = Measure.objects.get(pk="res-1")
    assert (ended.effective_to, ended.superseded_by_id) == (date(2026, 12, 31), "res-77")
    assert [each.field for each in history_of("res-1").lines[0].differences] == [
        "effective_to",
        "superseded_by",
    ]


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"paragraph": "1"}, "nothing_differs", "res-1"),
        ({"hs_include": ["8"]}, "bad_hs_prefix", "hs_include"),
        ({"hs_include": ["99"]}, "no_such_chapter", "hs_include"),
        ({"hs_include": []}, "listed_without_codes", "hs_include"),
        ({"hs_exclude": ["6101"]}, "excludes_nothing", "hs_exclude"),
        ({"hs_scope": "all"}, "codes_without_list", "hs_include"),
        ({"effective_to": "2017-12-21"}, "ends_before_it_begins", "effective_to"),
        ({"effective_to": "soon"}, "not_a_date", "effective_to"),
        ({"superseded_by": "res-1"}, "supersedes_itself", "superseded_by"),
        ({"superseded_by": "nobody"}, "unknown_in_catalogue", "superseded_by"),
        ({"instrument": "kr-text"}, "instrument_of_another_regime", "instrument"),
        ({"effect": "capped"}, "cap_and_effect", "cap"),
        ({"effect": "capped", "cap": {"number": 5}}, "cap_without_unit", "cap"),
        ({"effect": "forbidden"}, "not_one_of", "effect"),
        ({"requires_tag": "nice"}, "not_one_of", "requires_tag"),
        ({"exemptions": [{"basis": "", "kind": "humanitarian"}]}, "bad_exemption", "exemptions"),
        ({"exemptions": [{"basis": "x", "kind": "bribe"}]}, "bad_exemption", "exemptions"),
        ({"summary_ko": "  "}, "empty", "summary_ko"),
        ({"colour": "red"}, "unknown_field", "colour"),
        ({"citation": "x" * 201}, "too_long", "citation"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field(
    seoyeon: User, values: dict[str, Any], code: str, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        proposed(seoyeon, **values)
    assert (code, field) in {(each.code, each.about[0]) for each in refused.value.problems}
    assert MeasureProposal.objects.count() == 0


def test_a_proposal_says_why_and_what_it_rests_on(seoyeon: User) -> None:
    for missing in ("why", "evidence"):
        about = {"why": "w", "evidence": "e", missing: " "}
        with pytest.raises(Refused) as refused:
            services.propose("change", "res-1", {"paragraph": "9"}, by=seoyeon, **about)
        assert refused.value.problems[0].about == (missing,)


def test_an_end_changes_nothing_else(seoyeon: User) -> None:
    with pytest.raises(Invalid) as refused:
        services.propose(
            "end",
            "res-1",
            {"effective_to": "2027-01-01", "effect": "notification"},
            why="w",
            evidence="e",
            by=seoyeon,
        )
    assert code_of(refused) == "end_is_only_the_end"
