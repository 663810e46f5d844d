"""A draft on its way from a form to a proposal: what it starts from, and what saving it means."""

from dataclasses import dataclass

from accounts.models import User
from accounts.requests import SignedInRequest
from law.forms import ContentForm, EndForm
from sanctions import services
from sanctions.content import Content, content_of, from_json
from sanctions.models import MeasureProposal, MeasureVersion, WithheldMeasure

Kind = MeasureProposal.Kind


@dataclass(frozen=True, slots=True)
class Draft:
    """A form about one measure; `proposal` is there when it is to be written anew."""

    kind: str
    measure: str
    form: ContentForm | EndForm
    proposal: MeasureProposal | None
    current: MeasureVersion | None

    def save(self, by: User) -> MeasureProposal:
        """Propose, or put the draft in the place of the last; raises what the services raise."""
        found = self.form.cleaned_data
        about = {"why": found["why"], "evidence": found["evidence"], "by": by}
        if self.proposal is not None:
            return services.revise(self.proposal, self.form.values, **about)
        measure = self.measure or found["id"].strip()
        return services.propose(self.kind, measure, self.form.values, **about)


def draft_for(
    request: SignedInRequest, kind: str, measure: str, proposal: MeasureProposal | None = None
) -> Draft | None:
    """The form for a measure; None where the catalogue has no such measure."""
    current = MeasureVersion.objects.current().filter(measure=measure).first()
    if kind != Kind.NEW and current is None:
        return None
    posted = request.POST if request.method == "POST" else None
    last = services.draft_of(proposal) if proposal is not None else None
    initial = {"why": last.comment, "evidence": last.evidence} if last else None
    said = from_json(last.content) if last and last.content else None
    if said is None and current is not None:
        said = _shipped(request, measure) or content_of(current)
    form: ContentForm | EndForm
    if kind == Kind.END:
        started = {name: (said or {}).get(name) for name in ("effective_to", "superseded_by")}
        form = EndForm(measure, posted, {**started, **(initial or {})})
    else:
        form = ContentForm(measure, said, posted, initial)
    return Draft(kind, measure, form, proposal, current)


def _shipped(request: SignedInRequest, measure: str) -> Content | None:
    """What newly shipped data say of the measure, where somebody wants to start from that."""
    if request.GET.get("from") != "shipped":
        return None
    noted = WithheldMeasure.objects.filter(pk=measure).first()
    return from_json(noted.content) if noted is not None and noted.content else None
