"""Red flags, missing facts and places of records, on the pages: with links and grounds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from diligence.reference import Told, reference
from diligence.sentences import STATES, flag_sentence, missing_sentence
from engine.diligence.answers import Checked, Missing, Place, RedFlag
from engine.plan import Plan
from roadmaps import vocabulary
from roadmaps.models import Roadmap
from sanctions.models import Measure

#: Where a record of a kind can be looked at; the rest are looked at through their project.
_PAGES = {"entity": "diligence:edit-entity", "relation": "diligence:edit-relation"}


@dataclass(frozen=True, slots=True)
class LinkTo:
    """A record with its name and address."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class FlagLine:
    """A red flag: what it is, of which records, and on which measures it rests."""

    flag: RedFlag
    check: Told
    sentence: str
    links: Sequence[LinkTo]
    basis: Sequence[Measure]


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A check with its answer."""

    checked: Checked
    told: Told
    state: str
    flags: Sequence[FlagLine]
    missing: Sequence[tuple[str, LinkTo]]
    basis: Sequence[Measure]

    @property
    def state_word(self) -> str:
        return str(STATES[self.state])


def measures_by_id() -> Mapping[str, Measure]:
    return Measure.objects.select_related("instrument").in_bulk()


def link_to(roadmap: Roadmap, plan: Plan, place: Place, query: str = "") -> LinkTo:
    kind, key = place
    page = _PAGES.get(kind)
    if page:
        url = reverse(page, args=[roadmap.pk, key])
    elif kind == "project":
        url = reverse("projects:project", args=[roadmap.pk, key])
    elif kind == "goods":
        url = reverse("projects:lines", args=[roadmap.pk, plan.goods[key].project, "goods"])
    else:
        url = reverse("scenarios:condition", args=[roadmap.pk, key])
    return LinkTo(vocabulary.name_of(plan, kind, key), url + query)


def check_lines(
    roadmap: Roadmap, plan: Plan, checked: Sequence[Checked], query: str
) -> list[CheckLine]:
    """Every check, those with red flags first as the file has them."""
    measures, words = measures_by_id(), reference().check_words
    lines = []
    for each in checked:
        basis = [measures[key] for key in each.check.basis if key in measures]
        told = words[each.check.id]
        flags = [_flag_line(roadmap, plan, flag, told, basis, query) for flag in each.flags]
        missing = [_missing_line(roadmap, plan, need, query) for need in each.missing]
        lines.append(CheckLine(each, told, each.state, flags, missing, basis))
    return lines


def _missing_line(roadmap: Roadmap, plan: Plan, need: Missing, query: str) -> tuple[str, LinkTo]:
    return missing_sentence(plan, need), link_to(roadmap, plan, need.about, query)


def _flag_line(
    roadmap: Roadmap,
    plan: Plan,
    flag: RedFlag,
    told: Told,
    basis: Sequence[Measure],
    query: str,
) -> FlagLine:
    links = [link_to(roadmap, plan, place, query) for place in dict.fromkeys(flag.everywhere)]
    return FlagLine(flag, told, flag_sentence(plan, flag), links, basis)
