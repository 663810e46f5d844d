"""Reversal at the command line: two activities worked out by hand, and faults told."""

import json

from engine.__main__ import main


def written(tmp_path, **across) -> str:
    network = {
        "format": "plan-network/1",
        "start": "2027-01-04",
        "activities": [
            {
                "id": "A",
                "duration": 56,
                "unit": "days",
                "cost": {"fund": 40, "grant": 16},
                "across": {"recoverable": 0.5, "wind_down": 20, "people": 7, "goods": 8, **across},
            },
            {"id": "B", "duration": 10, "requires": [{"condition": "accord"}]},
        ],
        "conditions": [{"id": "accord"}],
        "scenarios": {"base": {"windows": {}}},
    }
    path = tmp_path / "network.json"
    path.write_text(json.dumps(network), encoding="utf-8")
    return str(path)


def test_each_month_says_what_would_be_stranded(tmp_path, capsys):
    assert main(["reverse", written(tmp_path)]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["format"], answer["undated"]) == ("plan-reversal/1", ["B"])
    # A runs from 4 January to 28 February: half of its 56 days are over on 1 February.
    assert answer["months"] == [
        {"day": "2027-01-01", "out": 0, "recoverable": 0, "stranded": 0}
        | {"people": 0, "goods": 0, "wind_down": 0},
        {"day": "2027-02-01", "out": 28, "recoverable": 14, "stranded": 14}
        | {"people": 7, "goods": 4, "wind_down": 20},
        {"day": "2027-03-01", "out": 56, "recoverable": 28, "stranded": 28}
        | {"people": 0, "goods": 8, "wind_down": 20},
    ]


def test_goods_brought_home_need_no_wind_down(tmp_path, capsys):
    assert main(["reverse", written(tmp_path, until="2027-02-15")]) == 0
    last = json.loads(capsys.readouterr().out)["months"][-1]
    assert (last["goods"], last["people"], last["wind_down"], last["out"]) == (0, 0, 0, 56)


def test_a_share_beyond_one_is_a_fault(tmp_path, capsys):
    assert main(["reverse", written(tmp_path, recoverable=1.5)]) == 2
    assert '"code": "not_a_share"' in capsys.readouterr().out
