"""A process of its own that screens a code for each line it reads, and never starts anew."""

import sys
from datetime import date


def main() -> None:
    import django

    django.setup()
    from engine.screening import Case, Line
    from screening import catalogue

    for hs in sys.stdin:
        case = Case(date(2026, 3, 2), (Line("goods", "import_to_dprk", hs.strip()),))
        found = catalogue.screener().screen(case)
        sys.stdout.write(f"{found.verdict.word} {','.join(found.cites)}".strip() + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
