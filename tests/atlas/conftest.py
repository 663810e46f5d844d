"""What the tests of the atlas start from."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests.atlas.reference_copy import ReferenceCopy, copy_of_reference


@pytest.fixture
def files(tmp_path: Path) -> ReferenceCopy:
    """The reference files, to be spoilt."""
    return copy_of_reference(tmp_path / "reference")


@pytest.fixture(scope="module")
def standing_plan(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The reference plan, loaded once for a module whose tests only read it."""
    with django_db_blocker.unblock():
        call_command("load_reference", verbosity=0)
        call_command("load_nkpei", verbosity=0)
    yield
    with django_db_blocker.unblock():
        call_command("flush", interactive=False, verbosity=0)
