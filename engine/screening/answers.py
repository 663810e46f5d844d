"""What a screening answers: a verdict, and every measure that had a say in it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from engine.screening.law import Route, Verdict

#: Why a measure that matches does not bind: each names a fact a person can check.
SetAside = Literal["", "wind_down", "carve_out", "relief", "grant"]
#: How a measure found the line: by HS prefix, by naming all goods, a tag, a form, or work abroad.
By = Literal["goods", "all_goods", "tag", "form", "labour"]
#: Not set aside by the text: a permission that has been given is held against the measure.
HELD: SetAside = "grant"
Reason = Literal["forbids", "asks", "caps", "over_cap", "claimed", "relieved_in_part"]


class Finding(NamedTuple):
    """One measure that matches one line, and what comes of it.

    `line` is the line's place in the case. `found_by` is the prefix, tag or form that matched.
    A measure that is set aside has the verdict PERMITTED, one against which a permission is held no
    graver one than NEEDS_EXEMPTION; `until` is the last day of that.
    """

    line: int
    measure: str
    verdict: Verdict
    reason: Reason
    by: By
    found_by: str
    routes: tuple[Route, ...] = ()
    set_aside: SetAside = ""
    because: str = ""
    until: date | None = None


class Review(NamedTuple):
    """Something a person has to look at; it changes no verdict.

    `code` is "near_miss" (the code is close to what the text names), "code_too_short" (the measure
    names only some of the goods under this code, or there is no code and a tag points to it),
    "unsure_code" (the measure matches by a code that is only our reading), "form_not_named" (a form
    beside the rule on joint ventures), "running_total" (a cap binds all States together), "tag"
    (`asks` has to be answered), "claim_not_in_text" (a claimed route the measure does not have),
    "no_code" (goods without an HS code) or "line_missing" (a form or work abroad is told, but no
    line of that subject).
    """

    line: int | None
    measure: str
    code: str
    asks: str = ""


@dataclass(frozen=True, slots=True)
class Screening:
    """The verdict for a day, and what it rests on. `advice` names measures that do not bind."""

    day: date
    verdict: Verdict
    lines: tuple[Verdict, ...]
    findings: tuple[Finding, ...]
    reviews: tuple[Review, ...]
    advice: tuple[tuple[int, str], ...]

    @property
    def cites(self) -> tuple[str, ...]:
        """The measures that decide the verdict, then those the text or a permission sets aside."""
        decides = (
            each.measure
            for each in self.findings
            if not each.set_aside and each.verdict == self.verdict
        )
        aside = (
            each.measure for each in self.findings if each.set_aside and each.set_aside != "relief"
        )
        return tuple(dict.fromkeys([*decides, *aside]))

    @property
    def held(self) -> tuple[Finding, ...]:
        """The findings against which a permission is held; `because` names it."""
        return tuple(each for each in self.findings if each.set_aside == HELD)

    @property
    def matched(self) -> tuple[str, ...]:
        """Every measure that matches a line, whatever comes of it."""
        return tuple(dict.fromkeys(each.measure for each in self.findings))

    @property
    def review(self) -> tuple[str, ...]:
        """The measures a person has to look at although they do not match."""
        codes = {"near_miss", "code_too_short", "form_not_named"}
        return tuple(dict.fromkeys(each.measure for each in self.reviews if each.code in codes))

    @property
    def questions(self) -> tuple[str, ...]:
        """The tags that have to be asked for."""
        return tuple(dict.fromkeys(each.asks for each in self.reviews if each.code == "tag"))
