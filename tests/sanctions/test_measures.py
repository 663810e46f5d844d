"""The measures as loaded: what screening and scenarios will rely on."""

import pytest

from sanctions.models import HsChapter, Instrument, Measure, Regime

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]


def test_a_superseded_measure_ends_before_its_successor_is_in_force_for_long() -> None:
    superseded = Measure.objects.exclude(superseded_by=None).select_related("superseded_by")
    assert superseded.count() == 15
    for measure in superseded:
        assert measure.effective_to is not None
        assert measure.superseded_by is not None
        assert measure.superseded_by.effective_from <= measure.effective_to or (
            (measure.superseded_by.effective_from - measure.effective_to).days == 1
        )


def test_every_code_that_a_measure_names_has_a_chapter_with_a_name() -> None:
    chapters = set(HsChapter.objects.values_list("code", flat=True))
    named = {code[:2] for measure in Measure.objects.all() for code in measure.hs_include}
    assert named <= chapters


def test_every_instrument_holds_measures_of_its_own_regime() -> None:
    for instrument in Instrument.objects.prefetch_related("measures"):
        regimes = {measure.regime for measure in instrument.measures.all()}
        assert regimes == {instrument.regime}


def test_the_regimes_are_counted() -> None:
    counts = {regime: Measure.objects.filter(regime=regime).count() for regime in Regime.values}
    assert sum(counts.values()) == 101
    assert counts == {"un": 68, "us": 8, "eu": 15, "kr": 10}
