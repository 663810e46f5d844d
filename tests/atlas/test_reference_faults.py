"""Every kind of fault in the reference files, each named with its file and line, all at once."""
# ruff: noqa: E501 - a table reads better in its columns

import pytest

from tests.atlas.reference_copy import ReferenceCopy
from tests.atlas.test_load_reference import faults_of

#: file, what stands there, what it becomes, the text before it, and what is said of it.
SPOILT = (
    ("zones.yaml", "kind: city_region", "kind: city", "- id: nampo", "kind: unknown kind 'city'"),
    ("zones.yaml", "lat: 41.79556", "lat: 51.8", "- id: chongjin", "lat: 51.8 is off the peninsula (33 to 43.5)"),
    ("zones.yaml", "region: hamhung", "region: hamhun", "- id: hamhung", "region: unknown region 'hamhun'"),
    ("zones.yaml", "  - pan_yellow_sea", "  - west", "- id: unjong", "belts: unknown belt 'west'"),
    ("zones.yaml", "  - steel", "  - steeel", "- id: chongjin", "target_industries: unknown industry 'steeel'"),
    ("zones.yaml", "  - GEO-NAMES", "  - GEO-NAME", "- id: pyongyang", "source: unknown source 'GEO-NAME'"),
    ("zones.yaml", "priority: 1", "priority: first", "- id: kangnam", "priority: must be a number"),
    ("zones.yaml", "  status: ", "  state: ", "- id: waudo", "state: is no field known here"),
    ("zones.yaml", "    overall: high", "    overall: sure", "- id: jindo", "overall: unknown overall 'sure'"),
    ("hs.yaml", 'heading: "0304"', 'heading: "0303"', "", "heading: '0303' is given twice"),
    ("zones.yaml", "name_en: Manpo Economic Development Zone", "name_en: null", "- id: manpo", "name_en: must be known here, but is null"),
    ("zones.yaml", "area_km2: ", "area_km2: -", "- id: hyesan", "area_km2: is below zero"),
    ("industries.yaml", "  intensity: labor", "  intensity: labour", "- id: apparel", "intensity: unknown intensity 'labour'"),
    ("industries.yaml", "    - SAN-2375-16", "    - 2375-16", "- id: apparel", "outputs: '2375-16' does not look right"),
    ("industries.yaml", "  - pyongyang", "  - pyongyan", "- id: textile", "suited_zones: unknown zone 'pyongyan'"),
    ("infrastructure.yaml", "mw_nameplate_low: 1600", "mw_nameplate_low: 2600", "", "mw_nameplate_low: 2600 is above mw_nameplate_high 2000"),
    ("infrastructure.yaml", "confidence: medium", "confidence: fair", "", "confidence: unknown confidence 'fair'"),
    ("strategies.yaml", "parent: F", "parent: T", "- id: F1", "parent: unknown parent (must stand above) 'T'"),
    ("measures.yaml", 'effective_from: "2017-12-22"', 'effective_from: "2017-13-22"', "- id: unscr-2397-7", "effective_from: '2017-13-22' is not a date (2017-12-22)"),
    ("measures.yaml", 'effective_to: "2016-03-01"', 'effective_to: "2005-03-01"', "", "effective_to: 2005-03-01 is before effective_from"),
    ("measures.yaml", "superseded_by: unscr-2270-6", "superseded_by: unscr-9999", "", "superseded_by: unknown measure 'unscr-9999'"),
    ("measures.yaml", "instrument: UNSCR 2397", "instrument: UNSCR 23977", "- id: unscr-2397-8", "instrument: unknown instrument 'UNSCR 23977'"),
    ("measures.yaml", 'hs_include: ["72", "73"', 'hs_include: [72, "73"', "- id: unscr-2397-7", "hs_include: each item must be text (in quotes)"),
    ("measures.yaml", 'hs_include: ["93", "8710"', 'hs_include: ["93", "871"', "- id: unscr-1718-8b", "hs_include: '871' does not look right"),
    ("hs.yaml", 'heading: "0301"', 'heading: "0001"', "", "heading: '0001' has no chapter"),
    ("korean.yaml", "  manpo:", "  manpoo:", "", "zones: there is no 'manpoo'"),
    ("korean.yaml", "    why:", "    how:", "  textile:", "how: is no field known here"),
)  # fmt: skip


def test_every_fault_is_listed_at_its_line(files: ReferenceCopy) -> None:
    expected = set()
    for file, old, new, after, said in SPOILT:
        line = files.replace(file, old, new, after=after)
        expected.add(f"{file}:{line}: {said}")
    # A field that was renamed is also missing where its entry begins.
    waudo = files.replace("zones.yaml", "- id: waudo", "- id: waudo")
    expected.add(f"zones.yaml:{waudo}: status: is missing")
    assert faults_of(files.folder) == expected


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("zones.yaml", "zones: [\n", "zones.yaml:2: is not YAML"),
        ("zones.yaml", "- a\n- b\n", "zones.yaml:1: must be made of named fields"),
        ("korea-admin1.geojson", "{\n  nonsense", "korea-admin1.geojson:2: is not JSON"),
        ("korea-admin1.geojson", '{"features": []}', "korea-admin1.geojson:1: does not hold"),
    ],
)
def test_a_file_that_cant_be_read_is_named(
    files: ReferenceCopy, file: str, text: str, said: str
) -> None:
    (files.folder / file).write_text(text, encoding="utf-8")
    assert any(fault.startswith(said) for fault in faults_of(files.folder))


def test_a_missing_file_is_named_without_blaming_the_others(files: ReferenceCopy) -> None:
    (files.folder / "sources.yaml").unlink()
    assert faults_of(files.folder) == {"sources.yaml:1: file is missing"}


def test_a_key_given_twice_is_a_fault(files: ReferenceCopy) -> None:
    line = files.replace("zones.yaml", "  side: north", "  side: north\n  side: south")
    assert f"zones.yaml:{line + 1}: side: given twice" in faults_of(files.folder)
