"""Newly shipped data against what people have edited: told, never laid over it."""

from io import StringIO

import pytest
from django.core.management import call_command

from sanctions.history import history_of
from sanctions.models import Measure, MeasureVersion, WithheldMeasure
from tests.atlas.reference_copy import ReferenceCopy
from tests.sanctions.small_law import edit, officer, reviewer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]
SUMMARY = "No industrial machinery, vehicles, iron, steel or other metals to the DPRK."


def load(files: ReferenceCopy) -> str:
    out = StringIO()
    call_command("load_reference", "--dir", str(files.folder), stdout=out)
    return out.getvalue()


def test_shipped_data_make_versions_and_leave_a_reviewed_edit_alone(files: ReferenceCopy) -> None:
    assert MeasureVersion.objects.count() == 101
    load(files)
    assert MeasureVersion.objects.count() == 101
    edit("unscr-2397-7", {"hs_exclude": ["8452"]}, officer(), reviewer())
    assert "unchanged" in load(files)  # the files say what they said before
    assert not WithheldMeasure.objects.exists()
    files.replace("measures.yaml", SUMMARY, "Other words.", after="id: unscr-2397-7\n")
    told = load(files)
    assert "kept as reviewed, though the files now say something else: unscr-2397-7" in told
    now = Measure.objects.get(pk="unscr-2397-7")
    assert (now.hs_exclude, now.summary_en) == (["8452"], SUMMARY)
    history = history_of("unscr-2397-7")
    assert len(history.lines) == 2
    assert history.withheld is not None
    assert {each.field for each in history.withheld.differences} == {"hs_exclude", "summary_en"}
    assert "kept as reviewed" not in load(files)  # said once
    edit("unscr-2397-7", {"summary_en": "Other words."}, officer("o2"), reviewer("r2"))
    assert history_of("unscr-2397-7").withheld is None


def test_shipped_data_change_what_nobody_has_edited(files: ReferenceCopy) -> None:
    files.replace("measures.yaml", SUMMARY, "Other words.", after="id: unscr-2397-7\n")
    load(files)
    assert Measure.objects.get(pk="unscr-2397-7").summary_en == "Other words."
    lines = history_of("unscr-2397-7").lines
    assert [each.field for each in lines[0].differences] == ["summary_en"]
    assert [each.version.origin for each in lines] == ["shipped", "shipped"]
