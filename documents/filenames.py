"""The name a file is kept and given back under: nothing in it that could mislead or do harm."""

import re
import unicodedata

LONGEST = 150
#: Names that mean a device to Windows, whatever their extension.
DEVICES = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)$", re.IGNORECASE)
FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')
#: Blank or joining letters that some writing systems use and that hide what a name ends with.
HIDING = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}


def clean_name(given: str) -> str:
    """The last part of the name, composed, without control, bidirectional or forbidden signs."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", given))[-1]
    shown = "".join(sign for sign in last if unicodedata.category(sign) not in HIDING)
    plain = re.sub(r"\s+", " ", FORBIDDEN.sub("", shown)).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    if not dot:
        stem, ending = plain, ""
    stem = stem.strip(" .")
    if not stem or DEVICES.match(stem):
        stem = f"file {stem}".strip()
    ending = ending[:10].lower()
    return f"{stem[: LONGEST - len(ending) - 1]}.{ending}" if ending else stem[:LONGEST]


def ending_of(name: str) -> str:
    """What stands behind the last dot."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def stem_of(name: str) -> str:
    return name.rpartition(".")[0] or name
