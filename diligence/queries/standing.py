"""How one project stands: its answers, the checks of its network, and whether that is signed."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from diligence.models import SignOff
from diligence.queries.answers import (
    Questionnaire,
    questionnaire_of,
    questionnaires_of,
    sign_offs_of,
)
from diligence.reference import reference
from engine.diligence.answers import Checked, Missing, RedFlag
from engine.diligence.checking import check_network
from engine.diligence.exposure import Exposure, exposures
from engine.diligence.network import SupplyNetwork, network_of, networks_of
from engine.plan import Plan
from engine.records import Project
from roadmaps.models import Roadmap


@dataclass(frozen=True, slots=True)
class Standing:
    """One project's due diligence on a day."""

    project: Project
    questionnaire: Questionnaire
    network: SupplyNetwork
    checked: Sequence[Checked]
    exposures: Sequence[Exposure]
    sign_off: SignOff | None

    @property
    def flags(self) -> list[RedFlag]:
        return [flag for each in self.checked for flag in each.flags]

    @property
    def missing(self) -> list[Missing]:
        return [need for each in self.checked for need in each.missing]

    @property
    def applying(self) -> list[Exposure]:
        return [each for each in self.exposures if each.state == "applies"]

    @property
    def without_control(self) -> list[Exposure]:
        return [each for each in self.exposures if each.lacks_control]

    @property
    def open_flags(self) -> int:
        """Red flags of the network, and questions answered with one."""
        return len(self.flags) + len(self.questionnaire.red_flags)

    @property
    def blocks_approval(self) -> bool:
        return bool(self.questionnaire.score.stops)

    @property
    def concerns(self) -> bool:
        """Whether there is anything to look into: a network, an answer, or a channel near by."""
        return bool(self.questionnaire.is_begun or not self.network.is_empty or self.applying)

    @property
    def rests_on(self) -> str:
        """The digest of what a signature is about."""
        flags = sorted([flag.check, flag.case, *flag.about] for flag in self.flags)
        told = json.dumps([self.questionnaire.as_signed(), flags], ensure_ascii=False)
        return sha256(told.encode()).hexdigest()

    @property
    def is_stale(self) -> bool:
        return self.sign_off is not None and self.sign_off.rests_on != self.rests_on

    @property
    def is_signed(self) -> bool:
        return self.sign_off is not None and not self.is_stale


def standing_of(roadmap: Roadmap, plan: Plan, project: str, on: date) -> Standing:
    found = questionnaire_of(roadmap, project)
    signed = sign_offs_of(roadmap).get(project)
    return _standing(plan, project, found, network_of(plan, project), signed, on)


def standings_of(roadmap: Roadmap, plan: Plan, on: date) -> list[Standing]:
    """Of every project of the plan, in the order of their keys."""
    answers = questionnaires_of(roadmap, plan.projects)
    networks: Mapping[str, SupplyNetwork] = networks_of(plan)
    signed = sign_offs_of(roadmap)
    empty = SupplyNetwork({}, (), {})
    return [
        _standing(plan, key, answers[key], networks.get(key, empty), signed.get(key), on)
        for key in plan.projects
    ]


def _standing(
    plan: Plan,
    project: str,
    answers: Questionnaire,
    network: SupplyNetwork,
    signed: SignOff | None,
    on: date,
) -> Standing:
    known = reference()
    return Standing(
        plan.projects[project],
        answers,
        network,
        check_network(known.checks.values(), network, on),
        exposures(known.channels, plan, project, network),
        signed,
    )
