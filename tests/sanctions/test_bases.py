"""Every basis that a measure names is called as people cite it, in both languages."""

import pytest
import yaml
from django.utils.translation import override

from engine.screening.law import ASKS_PERMISSION
from sanctions.bases import basis_name
from tests.engine.laws import MEASURES


def test_no_basis_is_shown_as_the_catalogues_own_id() -> None:
    rows = yaml.load(MEASURES.read_text(encoding="utf-8"), yaml.CSafeLoader)["measures"]
    bases = {each["basis"] for row in rows for each in row["exemptions"]}
    bases |= {row["id"] for row in rows if row["effect"] in ASKS_PERMISSION}
    for language in ("ko", "en"):
        with override(language):
            names = {basis: basis_name(basis) for basis in bases}
        assert not [basis for basis, name in names.items() if name == basis]


@pytest.mark.parametrize(
    ("basis", "korean", "english"),
    [
        ("unscr-2397-25", "결의 2397호 25항", "Resolution 2397 para. 25"),
        ("unscr-2270-29(b)", "결의 2270호 29항(b)", "Resolution 2270 para. 29(b)"),
        ("unscr-1718-8a-iii", "결의 1718호 8항(a)(iii)", "Resolution 1718 para. 8(a)(iii)"),
        ("unscr-2094-12-13", "결의 2094호 12–13항", "Resolution 2094 paras 12–13"),
        ("kr-ieca-17", "남북교류협력법 제17조", "Exchange and Cooperation Act Art. 17"),
        ("of-another-form", "of-another-form", "of-another-form"),
    ],
)  # fmt: skip
def test_a_basis_is_cited(basis: str, korean: str, english: str) -> None:
    with override("ko"):
        assert basis_name(basis) == korean
    with override("en"):
        assert basis_name(basis) == english
