"""The map's labels: all there, inside, and on nothing else."""

import itertools

import pytest
from django.utils import translation

from atlas.drawing import ZoneMap, label_lines, zone_map
from atlas.labels import Box, Dot, part_dots, place_labels, text_width
from atlas.queries.spans import project_spans
from atlas.queries.zones import ZoneWish, zone_lines
from roadmaps.models import Roadmap
from roadmaps.schedules import schedule_for


@pytest.fixture(params=["ko", "en"])
def drawn(request: pytest.FixtureRequest, standing_plan: None) -> ZoneMap:
    spans = project_spans(*schedule_for(Roadmap.objects.get(), "C"))
    lines = zone_lines(ZoneWish(), spans)
    with translation.override(request.param):
        return zone_map(lines, {line.zone.pk: line.count for line in lines})


@pytest.mark.django_db
def test_all_39_zones_are_on_the_map_and_no_label_covers_another(drawn: ZoneMap) -> None:
    assert len(drawn.marks) == 39
    # The places to click are at least 24 high and may share a rim; the words may not.
    words = {mark.line.zone.pk: _words(mark.hit) for mark in drawn.marks}
    covered = [
        (one, other)
        for (one, box), (other, second) in itertools.combinations(words.items(), 2)
        if box.overlap(second) > 40
    ]
    assert covered == []


@pytest.mark.django_db
def test_every_label_lies_inside_the_drawing(drawn: ZoneMap) -> None:
    for mark in drawn.marks:
        box = _words(mark.hit)
        assert box.left >= 0 and box.right <= drawn.width
        assert box.top >= 0 and box.bottom <= drawn.height


@pytest.mark.django_db
def test_no_mark_covers_another(drawn: ZoneMap) -> None:
    for one, other in itertools.combinations(drawn.marks, 2):
        apart = ((one.x - other.x) ** 2 + (one.y - other.y) ** 2) ** 0.5
        assert apart >= one.radius + other.radius


def test_the_larger_of_two_dots_gives_way_less() -> None:
    large, small = part_dots([Dot("a", 100, 100, 16, 0, 0), Dot("b", 104, 100, 4, 0, 0)])
    assert abs(large.x - 100) < abs(small.x - 104)
    assert small.x - large.x >= 20


def test_two_dots_on_one_spot_part_the_same_way_every_time() -> None:
    dots = [Dot("a", 50, 50, 5, 0, 0), Dot("b", 50, 50, 5, 0, 0)]
    assert part_dots(dots) == part_dots(dots)
    assert {dot.y for dot in part_dots(dots)} == {50}


def test_a_lone_label_stands_close_to_its_dot() -> None:
    labels = place_labels((Dot("a", 200, 200, 10, 60, 15),), 400, 400)
    assert not labels["a"].stands_apart


def test_hangul_is_wider_than_latin() -> None:
    assert text_width("남포", 10) == pytest.approx(17.6)
    assert text_width("Na", 10) == pytest.approx(11.4)


def test_a_long_name_takes_two_lines_and_loses_its_brackets() -> None:
    assert label_lines("단천지구(검덕·대흥·룡양광산)") == ("단천지구",)
    assert label_lines("Chongjin Economic Development Zone") == (
        "Chongjin Economic",
        "Development Zone",
    )


def _words(hit: Box) -> Box:
    """The box of the words inside the place to click."""
    spare = max(0.0, (24 - 17) / 2) if hit.bottom - hit.top <= 24.01 else 0.0
    return Box(hit.left, hit.top + spare, hit.right, hit.bottom - spare)
