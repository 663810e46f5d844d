"""Loading the reference data: all or nothing, twice is once, and every fault at its line."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from atlas.models import ReferenceLoad
from atlas.services import BadReference, check_reference, load_reference
from roadmaps.models import Project
from sanctions.models import HsChapter, HsEditionChange, HsHeading, Instrument, Measure
from tests.atlas.reference_copy import SHIPPED, ReferenceCopy
from zones.models import (
    Belt,
    Industry,
    InfrastructureItem,
    Region,
    Source,
    Strategy,
    Zone,
)

pytestmark = pytest.mark.django_db


def told(folder: Path, *options: str) -> str:
    out = StringIO()
    call_command("load_reference", "--dir", str(folder), *options, stdout=out)
    return out.getvalue()


def faults_of(folder: Path) -> set[str]:
    with pytest.raises(BadReference) as caught:
        check_reference(folder)
    return {str(fault) for fault in caught.value.faults}


def test_everything_that_is_known_is_loaded(reference_data: None) -> None:
    counts = {
        model.__name__: model._default_manager.count()
        for model in (
            Source, Region, Belt, Strategy, Industry, InfrastructureItem, Zone,
            Instrument, Measure, HsChapter, HsHeading, HsEditionChange,
        )
    }  # fmt: skip
    assert counts == {
        "Source": 105,
        "Region": 11,
        "Belt": 3,
        "Strategy": 13,
        "Industry": 39,
        "InfrastructureItem": 64,
        "Zone": 39,
        "Instrument": 19,
        "Measure": 101,
        "HsChapter": 97,
        "HsHeading": 121,
        "HsEditionChange": 4,
    }


def test_what_nobody_knows_is_null_and_not_zero(reference_data: None) -> None:
    assert Zone.objects.filter(area_km2=None).count() == 21
    assert Zone.objects.filter(planned_investment_usd_m=None).count() == 26
    assert not Zone.objects.filter(area_km2=0).exists()


def test_every_fact_names_sources_that_exist(reference_data: None) -> None:
    known = set(Source.objects.values_list("pk", flat=True))
    for model in (Region, Belt, Strategy, Industry, InfrastructureItem, Zone):
        for row in model._default_manager.all():
            assert row.source
            assert set(row.source) <= known


def test_loading_twice_changes_nothing() -> None:
    first = told(SHIPPED)
    assert "39 zones: 39 added" in first
    second = told(SHIPPED)
    assert second.splitlines()[-1] == "unchanged"
    assert "added" not in second and "changed," not in second
    assert ReferenceLoad.objects.count() == 1


def test_a_corrected_fact_is_taken_over(files: ReferenceCopy) -> None:
    load_reference(SHIPPED)
    files.replace("zones.yaml", "area_km2: null", "area_km2: 1.5", after="- id: unjong")
    said = told(files.folder)
    assert "39 zones: 1 changed" in said
    assert str(Zone.objects.get(pk="unjong").area_km2) == "1.50"


def test_a_changed_belt_is_taken_over(files: ReferenceCopy) -> None:
    load_reference(SHIPPED)
    files.replace("zones.yaml", "  - pan_yellow_sea", "  - pan_east_sea", after="- id: unjong")
    assert "39 zones: 1 changed" in told(files.folder)
    assert [belt.pk for belt in Zone.objects.get(pk="unjong").belts.all()] == ["pan_east_sea"]


def test_a_row_that_vanished_goes(files: ReferenceCopy) -> None:
    load_reference(SHIPPED)
    files.replace("regions.yaml", "- {id: dmz_border", "# - {id: dmz_border")
    files.replace("zones.yaml", "pan_yellow_sea", "pan_yellow_sea")
    text = (files.folder / "zones.yaml").read_text(encoding="utf-8")
    spoilt = text.replace("  - dmz_border\n", "")
    (files.folder / "zones.yaml").write_text(spoilt, encoding="utf-8")
    files_with_empty_belts(files)
    assert "belts: 1 removed" in told(files.folder)
    assert not Belt.objects.filter(pk="dmz_border").exists()


def files_with_empty_belts(files: ReferenceCopy) -> None:
    """A list that lost its only item has to be written as an empty list."""
    path = files.folder / "zones.yaml"
    lines = path.read_text(encoding="utf-8").split("\n")
    mended = [
        "  belts: []" if line == "  belts:" and not after.startswith("  - ") else line
        for line, after in zip(lines, [*lines[1:], ""], strict=True)
    ]
    path.write_text("\n".join(mended), encoding="utf-8")


def test_a_vanished_row_that_a_plan_refers_to_is_kept_and_reported(
    reference_plan: None, files: ReferenceCopy
) -> None:
    assert Project.objects.filter(industry_id="auto_parts").exists()
    files.remove_entry("industries.yaml", "- id: auto_parts\n", "- id: shipbuilding_repair\n")
    files.remove_entry("korean.yaml", "  auto_parts:\n", "  shipbuilding_repair:\n")
    text = (files.folder / "zones.yaml").read_text(encoding="utf-8")
    (files.folder / "zones.yaml").write_text(text.replace("  - auto_parts\n", ""), encoding="utf-8")
    said = told(files.folder)
    assert "industries: 1 changed" not in said
    assert "kept, because something refers to it: auto_parts" in said
    assert Industry.objects.filter(pk="auto_parts").exists()


def test_bad_files_write_nothing_and_end_with_status_1(files: ReferenceCopy) -> None:
    line = files.replace("zones.yaml", "kind: city_region", "kind: city", after="- id: pyongyang")
    err = StringIO()
    with pytest.raises(CommandError) as caught:
        call_command("load_reference", "--dir", str(files.folder), stderr=err)
    assert caught.value.returncode == 1
    assert err.getvalue().strip() == f"zones.yaml:{line}: kind: unknown kind 'city'"
    assert not Source.objects.exists()


def test_checking_writes_nothing() -> None:
    assert "   39 zones: valid" in told(SHIPPED, "--check")
    assert not Zone.objects.exists()
