"""What was answered about projects, by whom and when: the latest counts, earlier ones stay."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from diligence.models import Answer, SignOff
from diligence.reference import Asked, reference
from engine.diligence.scoring import Score, score
from roadmaps.models import Roadmap


@dataclass(frozen=True, slots=True)
class Line:
    """A question with its present answer (None: never answered) and all earlier ones."""

    project: str
    asked: Asked
    latest: Answer | None
    earlier: Sequence[Answer]
    is_stop: bool

    @property
    def key(self) -> str:
        """What evidence files are attached to."""
        return f"{self.project}:{self.asked.question.id}"

    @property
    def answer(self) -> int | None:
        return self.latest.answer if self.latest else None

    @property
    def seen(self) -> int:
        """What a form that answers it has to have seen."""
        return self.latest.pk if self.latest else 0

    @property
    def points(self) -> int | None:
        return None if self.answer is None else self.answer * self.asked.question.weight


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """One project's questionnaire as it stands, and its score."""

    project: str
    lines: Sequence[Line]
    score: Score

    @property
    def is_begun(self) -> bool:
        return any(line.latest for line in self.lines)

    @property
    def is_illustrative(self) -> bool:
        return any(line.latest and line.latest.illustrative for line in self.lines)

    @property
    def answered(self) -> int:
        return len(self.score.answered)

    @property
    def open(self) -> int:
        return len(self.lines) - self.answered

    @property
    def red_flags(self) -> list[Line]:
        """Questions answered 2: missing, or a red flag."""
        return [line for line in self.lines if line.answer == 2]

    def as_signed(self) -> list[Any]:
        """What a signature rests on of it."""
        return [
            [line.asked.question.id, line.answer, latest.note, latest.evidence]
            for line in self.lines
            if (latest := line.latest)
        ]


def questionnaire_of(roadmap: Roadmap, project: str) -> Questionnaire:
    rows = Answer.objects.filter(plan=roadmap, project=project).select_related("by")
    return _questionnaire(project, rows)


def questionnaires_of(roadmap: Roadmap, projects: Iterable[str]) -> Mapping[str, Questionnaire]:
    """Of all these projects, in one look."""
    rows: dict[str, list[Answer]] = defaultdict(list)
    for each in Answer.objects.filter(plan=roadmap).select_related("by"):
        rows[each.project].append(each)
    return {key: _questionnaire(key, rows[key]) for key in projects}


def sign_offs_of(roadmap: Roadmap) -> Mapping[str, SignOff]:
    """The latest signature of every project that has one."""
    rows = SignOff.objects.filter(plan=roadmap).select_related("by").order_by("pk")
    return {each.project: each for each in rows}


def _questionnaire(project: str, rows: Iterable[Answer]) -> Questionnaire:
    """`rows` are the newest first."""
    given: dict[str, list[Answer]] = defaultdict(list)
    for row in rows:
        given[row.question].append(row)
    known = reference()
    lines = [
        Line(
            project,
            asked,
            given[key][0] if given[key] else None,
            given[key][1:],
            asked.question.weight >= known.stop_weight,
        )
        for key, asked in known.questions.items()
    ]
    questions = [asked.question for asked in known.questions.values()]
    answers = {line.asked.question.id: line.answer for line in lines}
    return Questionnaire(project, lines, score(questions, answers, known.bands, known.stop_weight))


def all_answers(roadmap: Roadmap, project: str = "") -> list[tuple[Answer, bool]]:
    """Every answer of a plan or project, the newest first, and whether it counts."""
    rows = Answer.objects.filter(plan=roadmap).select_related("by")
    found: list[tuple[Answer, bool]] = []
    seen: set[tuple[str, str]] = set()
    for row in rows.filter(project=project) if project else rows:
        about = row.project, row.question
        found.append((row, about not in seen))
        seen.add(about)
    return found


def all_sign_offs(roadmap: Roadmap, project: str = "") -> list[SignOff]:
    """Every signature of a plan or project, the newest first."""
    rows = SignOff.objects.filter(plan=roadmap).select_related("by")
    return list(rows.filter(project=project) if project else rows)
