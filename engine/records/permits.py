"""Exemptions, licences, approvals and decisions that a plan needs from somebody."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from engine.records.schema import Keys, Named, keys_of, no_less_than

PermitSort = Literal[
    "exemption",
    "licence",
    "carrying_out",
    "carrying_in",
    "project_approval",
    "project_report",
    "council",
    "other",
]
PermitState = Literal[
    "draft", "applied", "supplement", "granted", "refused", "withdrawn", "lapsed", "used_up"
]
Authority = Literal["un_1718", "mou", "council", "kosti", "us_ofac", "eu_member", "other"]


@dataclass(frozen=True, slots=True)
class Permit(Named):
    """A permission: who asks whom for it, by which route, for what, and how far it has come.

    It covers the `lines` of its `projects`, or with `whole_project` all there is in them; where
    `zones` are named, only projects that lie wholly in these. Without a project it covers nothing.
    `opens` are the conditions it stands for there, from `valid_from` to `valid_until`, both days
    included, once it is granted. `lead_low` to `lead_high` are the days from application to
    decision, and `evidence` is what these rest on. With `forecast`, one that has been applied for
    (or is to be, on the day `applied`) opens its conditions as a forecast. `route` is the basis of
    a route that the text of each of its `measures` names.
    """

    kind: ClassVar[str] = "permit"
    sort: PermitSort = "exemption"
    state: PermitState = "draft"
    applicant: str = ""
    authority: Authority = "un_1718"
    measures: Keys = ()
    route: str = ""
    projects: Keys = keys_of("project")
    whole_project: bool = False
    lines: Keys = keys_of("goods")
    zones: Keys = ()
    opens: Keys = keys_of("condition")
    lead_low: int | None = no_less_than(0, default=None)
    lead_likely: int | None = no_less_than(0, default=None)
    lead_high: int | None = no_less_than(0, default=None)
    evidence: str = ""
    applied: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    forecast: bool = False
    terms_ko: str = ""
    terms_en: str = ""
    document: str = ""

    def terms(self, language: str) -> str:
        """The conditions attached to it, in `language` or in the other where it is missing."""
        korean, english = self.terms_ko, self.terms_en
        return (korean or english) if language.startswith("ko") else (english or korean)
