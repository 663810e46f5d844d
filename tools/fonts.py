"""Slices Pretendard GOV into small WOFF2 files, so that a page loads only the letters it shows.

Not part of set-up: its output is kept in the repository. It runs again when the font changes:

    python tools/fonts.py PretendardGOVVariable.ttf

The variable font is cut to the weights in use (400-700) and into slices by `unicode-range`: Latin
and common symbols; the syllables of our own texts and reference data; the rest of KS X 1001; and
two rarely fetched ones, hanja and the other syllables. The slices carry a name of their own,
because the Open Font License reserves "Pretendard" for the unmodified font.
"""

import argparse
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fontTools.varLib import instancer  # type: ignore[import-untyped]

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "static" / "fonts"
STYLESHEET = ROOT / "static" / "css" / "fonts.css"
WEIGHTS = (400, 700)

FAMILY = "Planner Sans"
NAMES_OF_FAMILY = (1, 3, 4, 6, 16, 25)

HANGUL = range(0xAC00, 0xD7A4)
COMMON = (
    *range(0x20, 0x180),
    *range(0x2010, 0x2060),
    *range(0x20A0, 0x20C0),
    *range(0x2100, 0x2300),
    *range(0x2460, 0x2474),
    *range(0x25A0, 0x2600),
    *range(0x3000, 0x3020),
)
TEXTS = ("*/locale/ko/LC_MESSAGES/django.po", "data/**/*.yaml", "templates/**/*.html")

FACE = """@font-face {{
  font-family: "Planner Sans";
  src: url("../fonts/{file}") format("woff2");
  font-weight: {lightest} {boldest};
  font-display: swap;
  unicode-range: {ranges};
}}
"""
HEADING = "/* Made by tools/fonts.py; the licence and origin are in static/fonts/README.md. */\n"


def slice_font(source: Path) -> None:
    """Writes the slices and the stylesheet that names them."""
    available = set(TTFont(source).getBestCmap())
    faces = []
    for name, wanted in slices(available).items():
        file = f"pretendard-gov-{name}.woff2"
        _write_subset(source, FONTS / file, wanted)
        ranges = unicode_ranges(wanted)
        faces.append(FACE.format(file=file, lightest=WEIGHTS[0], boldest=WEIGHTS[1], ranges=ranges))
        sys.stdout.write(f"{file}: {len(wanted)} characters, {(FONTS / file).stat().st_size} B\n")
    STYLESHEET.write_text(HEADING + "".join(faces), encoding="utf-8")


def slices(available: set[int]) -> dict[str, set[int]]:
    """Every character of the font, each in exactly one slice."""
    hangul = available & set(HANGUL)
    ours = hangul & _syllables_of_our_texts()
    everyday = hangul & _ks_x_1001(rows=range(0xB0, 0xC9))
    hanja = available & _ks_x_1001(rows=range(0xCA, 0xFE))
    return {
        "latin": available & set(COMMON),
        "texts": ours,
        "hangul": everyday - ours,
        "hanja": hanja - set(COMMON),
        "rare": hangul - everyday - ours,
    }


def unicode_ranges(codes: set[int]) -> str:
    """U+AC00-AC0A, U+AC10, …: runs joined, in order."""
    runs: list[list[int]] = []
    for code in sorted(codes):
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return ", ".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in runs)


def _syllables_of_our_texts() -> set[int]:
    files = (file for pattern in TEXTS for file in ROOT.glob(pattern))
    return {ord(letter) for file in files for letter in file.read_text(encoding="utf-8")}


def _ks_x_1001(rows: range) -> set[int]:
    cells = range(0xA1, 0xFF)
    return {ord(bytes((row, cell)).decode("euc_kr")) for row in rows for cell in cells}


def _write_subset(source: Path, target: Path, wanted: set[int]) -> None:
    font = TTFont(source)
    options = Options()
    options.layout_features = ["*"]
    options.flavor = "woff2"
    options.desubroutinize = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    instancer.instantiateVariableFont(font, {"wght": WEIGHTS}, inplace=True)
    for name in NAMES_OF_FAMILY:
        font["name"].setName(
            FAMILY.replace(" ", "") if name in (3, 6) else FAMILY, name, 3, 1, 0x409
        )
    font.flavor = "woff2"
    font.save(target)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("font", type=Path, help="PretendardGOVVariable.ttf of pretendard-gov")
    slice_font(parser.parse_args().font)
