"""What a confirmation rests on, as a digest: it differs once anything that matters differs."""

import json
from hashlib import sha256

from engine.records import GoodsLine
from engine.screening import Case, Spell
from screening import answering


def of_code(line: GoodsLine) -> str:
    """A code is confirmed for goods of this name, direction and nature."""
    nature = sorted(line.tags), sorted(line.ruled_out)
    return _digest([line.hs, line.direction, line.name_ko, line.name_en, *nature])


def of_verdict(case: Case, spells: tuple[Spell, ...]) -> str:
    """A verdict is confirmed for these lines and facts, and the grounds that were shown.

    Days alone do not count: a project that moves and meets the same answers stays confirmed.
    """
    facts = [
        sorted(case.regimes),
        case.form,
        case.labour_abroad,
        str(case.contract_date),
        [
            [line.key, line.subject, line.direction, line.hs, sorted(line.tags), str(line.quantity)]
            for line in case.lines
        ],
    ]
    answers = [answering.grounds(spell.screening) for spell in spells]
    return _digest([facts, answers])


def _digest(value: object) -> str:
    return sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()
