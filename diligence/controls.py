"""The controls the reference file suggests, as changes to a plan."""

from diligence.queries.standing import Standing
from diligence.reference import reference
from engine.changes import Add, Change
from engine.plan import Plan
from engine.records import Control
from roadmaps.record_keys import free_key


def suggested(plan: Plan, standing: Standing) -> list[Change]:
    """A control for each suggestion of every channel that applies and has none planned.

    Who is responsible and by when is left open: that is for a person to say.
    """
    found: list[Change] = []
    project = standing.project.key
    for exposure in standing.without_control:
        channel = exposure.channel.id
        for words in reference().channel_words[channel].controls:
            key = free_key(plan, Control.kind, {"project": project, "channel": channel})
            made = Control(key, words.name_ko, words.name_en, project, channel)  # type: ignore[arg-type]
            plan = plan.with_record(made)
            found.append(Add(made))
    return found
