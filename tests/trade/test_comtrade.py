"""Files of UN Comtrade: read whole, or refused with every fault by line."""

from decimal import Decimal

import pytest

from trade.comtrade import Line, Unreadable, read_comtrade

PRESENT = (
    "reporterISO,partnerISO,flowCode,cmdCode,period,primaryValue\n"
    "CHN,PRK,M,TOTAL,2016,2634402000.5\n"
    "CHN,PRK,M,61,201709,1250\n"
    "CHN,PRK,RX,TOTAL,2016,7\n"
)
OLD = (
    'Period,Trade Flow,Reporter ISO,Partner ISO,Commodity Code,"Trade Value (US$)"\n'
    '2016,Import,CHN,PRK,TOTAL,"2,634,402,000"\n'
)


def test_the_present_portals_file_is_read_without_re_exports() -> None:
    assert read_comtrade(PRESENT.encode()) == [
        Line("CHN", "PRK", "import", "TOTAL", 2016, None, Decimal("2634402000.50")),
        Line("CHN", "PRK", "import", "61", 2017, 9, Decimal("1250.00")),
    ]


def test_the_old_portals_file_is_read() -> None:
    assert read_comtrade(("\ufeff" + OLD).encode()) == [
        Line("CHN", "PRK", "import", "TOTAL", 2016, None, Decimal("2634402000.00"))
    ]


def test_a_file_saved_in_cp949_is_read() -> None:
    lines = read_comtrade(
        "reporterISO,partnerISO,flowCode,cmdCode,비고,period,primaryValue\n"
        "CHN,PRK,M,TOTAL,세관 자료,2016,26\n".encode("cp949")
    )
    assert lines[0].value == 26


@pytest.mark.parametrize(
    ("line", "code", "where"),
    [
        ("China,PRK,M,TOTAL,2016,1", "trade_country", "2"),
        ("CHN,PRK,M,6,2016,1", "trade_goods", "2"),
        ("CHN,PRK,M,TOTAL,201713,1", "trade_period", "2"),
        ("CHN,PRK,M,TOTAL,2016,NaN", "trade_value", "2"),
        ("CHN,PRK,M,TOTAL,2016,-1", "trade_value", "2"),
        ("CHN,PRK,M,TOTAL,2016,1\nCHN,PRK,M,TOTAL,2016,2", "trade_twice", "3"),
    ],
)
def test_a_fault_names_its_line(line: str, code: str, where: str) -> None:
    file = f"reporterISO,partnerISO,flowCode,cmdCode,period,primaryValue\n{line}\n"
    with pytest.raises(Unreadable) as caught:
        read_comtrade(file.encode())
    assert [(p.code, p.about) for p in caught.value.problems] == [(code, (where,))]


def test_missing_columns_are_named() -> None:
    with pytest.raises(Unreadable) as caught:
        read_comtrade(b"reporterISO,flowCode\nCHN,M\n")
    assert caught.value.problems[0].values["columns"] == (
        "partnerISO, cmdCode, period, primaryValue"
    )


@pytest.mark.parametrize("file", [b"\xff\xfe\x00", b"", PRESENT.splitlines()[0].encode()])
def test_what_is_no_such_file_is_refused(file: bytes) -> None:
    with pytest.raises(Unreadable):
        read_comtrade(file)
