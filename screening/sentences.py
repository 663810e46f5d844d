"""Why a measure matches, what sets it aside and what is left to a person, in sentences."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy as context

from core.templatetags.ui import day
from engine.problems import Problem
from engine.screening import Finding, Review, Verdict
from roadmaps.words import WORDS as SHARED
from sanctions.tags import INVESTMENT_FORMS, tag_name
from screening.words import WORDS

VERDICTS: Mapping[Verdict, Promise | str] = {
    Verdict.PROHIBITED: context("verdict", "Prohibited"),
    Verdict.NEEDS_EXEMPTION: context("verdict", "Needs an exemption or approval"),
    Verdict.CAPPED: context("verdict", "Within a cap only"),
    Verdict.PERMITTED: context("verdict", "No measure found"),
}
#: Which of the shapes and colours of verdicts stands for it.
SHAPES: Mapping[Verdict, str] = {
    Verdict.PROHIBITED: "barred",
    Verdict.NEEDS_EXEMPTION: "conditional",
    Verdict.CAPPED: "conditional",
    Verdict.PERMITTED: "none",
}
SUBJECTS: Mapping[str, Promise | str] = {
    "investment": context("screening line", "Investment"),
    "labour": context("screening line", "Labour abroad"),
    "finance": context("screening line", "Finance"),
    "technology": context("screening line", "Technology and training"),
    "transport": context("screening line", "Transport"),
}


def fault(problem: Problem) -> str:
    """What is wrong with a field of a case, which it is, and what could stand there."""
    values = {"about": ", ".join(problem.about), **problem.values}
    text = str({**SHARED, **WORDS}[problem.code]) % values
    choices = problem.values.get("choices")
    return f"{text} ({choices})" if choices else text


def why_it_matches(finding: Finding, hs: str) -> str:
    """The fact by which the measure found the line."""
    match finding.by:
        case "goods":
            values = {"code": hs, "prefix": finding.found_by}
            return _("HS %(code)s lies under %(prefix)s, which the measure names.") % values
        case "all_goods":
            return _("The measure covers all goods in this direction.")
        case "tag":
            return _("It applies: %(tag)s.") % {"tag": tag_name(finding.found_by)}
        case "form":
            form = INVESTMENT_FORMS.get(finding.found_by, finding.found_by)
            return _("The measure names this form: %(form)s.") % {"form": form}
        case "labour":
            return _("Workers of the North are employed abroad.")


def what_comes_of_it(finding: Finding) -> str:
    """What the measure does to the line, or why it does nothing; `because` in people's words."""
    values = {"because": finding.because, "day": day(finding.until) if finding.until else "—"}
    match finding.set_aside:
        case "wind_down":
            text = _("Set aside until %(day)s: the contract was final before the adoption.")
            return text % values
        case "carve_out":
            return _("Set aside by the text itself: %(because)s.") % values
        case "relief":
            return _relieved(finding) % values
        case "grant" if finding.until is None:
            return _("Set aside by the permission %(because)s.") % values
        case "grant":
            return _("Held: permit %(because)s until %(day)s. The measure still applies.") % values
        case "":
            return _effect(finding)


def _relieved(finding: Finding) -> str:
    if finding.until is None:
        return _("Not applied in this hypothetical scenario while “%(because)s” holds.")
    return _("Not applied in this hypothetical scenario while “%(because)s” holds, to %(day)s.")


def _effect(finding: Finding) -> str:
    values = {"because": finding.because}
    match finding.reason:
        case "forbids":
            return _("It forbids this.")
        case "asks":
            return _("It asks for an approval or a notice.")
        case "caps":
            return _("It caps this for all States together.")
        case "over_cap":
            return _("The cap is used up, or this quantity would pass it.")
        case "claimed":
            return _("It forbids this unless the claimed route is granted: %(because)s.") % values
        case "relieved_in_part":
            text = _(
                "It forbids this; the hypothetical scenario eases it to exemptions (%(because)s)."
            )
            return text % values


def what_to_look_at(review: Review) -> str:
    """What a person has to look at, and why."""
    values = {"asks": tag_name(review.asks)}
    return {
        "near_miss": _("The code lies close to what the text means; compare the goods with it."),
        "code_too_short": _("The measure names only some goods under this code; code it further."),
        "unsure_code": _("The measure matches by a code that is only our reading of its text."),
        "form_not_named": _("The measure on joint ventures does not name this form; have it read."),
        "running_total": _("The running total of all States is needed; it is not in this product."),
        "tag": _("Does it apply? %(asks)s") % values,
        "claim_not_in_text": _("The measure has no such route."),
        "no_code": _("Goods without an HS code are met by no measure that goes by codes."),
        "line_missing": _("A form or work abroad is told, but no line carries it."),
    }[review.code]
