"""Countries as lists name them, as codes of two letters."""

from functools import cache

from babel import Locale

_ALSO = {
    "democratic peoples republic of korea": "KP", "dprk": "KP", "korea, north": "KP",
    "north korea": "KP", "korea (democratic people's republic of)": "KP", "북한": "KP",
    "democratic people's republic of korea": "KP", "republic of korea": "KR",
    "korea, south": "KR", "russian federation": "RU", "viet nam": "VN",
    "syrian arab republic": "SY", "iran (islamic republic of)": "IR", "burma": "MM",
    "united republic of tanzania": "TZ", "hong kong": "HK", "macau": "MO", "taiwan": "TW",
}  # fmt: skip


def country_code(told: str) -> str:
    """The code, or what was told where no country is called that; "" stays."""
    name = " ".join(told.replace("’", "'").split())
    if len(name) == 2 and name.isascii() and name.isalpha():
        return name.upper()
    return _ALSO.get(name.casefold()) or _names().get(name.casefold(), name)[:60]


@cache
def _names() -> dict[str, str]:
    return {
        name.casefold(): code
        for language in ("en", "ko")
        for code, name in Locale(language).territories.items()
        if len(code) == 2 and code.isalpha()
    }
