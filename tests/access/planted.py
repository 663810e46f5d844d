"""Amounts and names that nobody could mistake for another, put into every field that holds some."""

import io
import re
import zipfile
from decimal import Decimal
from typing import Any

from pypdf import PdfReader

from accounts.models import User
from engine import records
from engine.changes import Alter, Remove
from engine.records import Record
from roadmaps import services
from roadmaps.models import Roadmap

#: Their first digits stay the same in won, in 억, in billions, with separators and after rounding.
AMOUNTS = {
    "cost": "7391528",
    "removed cost": "7518362",
    "earlier cost": "7264913",
    "drafted cost": "7183659",
    "ceiling": "8264917",
    "goods value": "6157394",
    "goods approved": "6283751",
    "benefit": "5928163",
    "entity value": "4816275",
    "relation": "3759182",
    "grant": "9174628",
    "loan": "9382716",
}
NAMES = {
    "partner ko": "은하수무역총회사",
    "partner en": "Galaxy Star Trading",
    "partner note": "은하수 명단 확인",
    "earlier partner": "옛은하상사",
    "applicant": "한빛산업상사",
    "responsible": "임꺽정과장",
    "firm ko": "붉은별직물공장",
    "firm en": "Redstar Textiles",
    "alias": "별무늬직물",
    "number": "REG-77451-X",
    "owner": "홍길동위원장",
}
#: What others write while somebody without sight has a form open (`unrest`).
LATER_AMOUNTS = {
    "cost later": "2917364",
    "ceiling later": "2836475",
    "goods later": "2748391",
    "benefit later": "2659184",
    "relation later": "2561937",
    "gone": "2473618",
    "mine": "2385741",
    "theirs": "2294613",
    "carried": "2186537",
}
LATER_NAMES = {
    "partner later": "새별해운",
    "applicant later": "두루미통상",
    "firm later": "푸른솔피복",
    "controller later": "일지매과장",
    "counterpart": "금강산총국",
}


def money(what: str) -> Decimal:
    """An amount that begins with its digits: 7,391,528,406,000,000 won is 73,915,284억."""
    return Decimal({**AMOUNTS, **LATER_AMOUNTS}[what] + "406000000")


PLANTED: tuple[Record, ...] = (
    records.Ceiling("fund:2028", "fund", 2028, money("ceiling"), "KRW", 2026),
    records.Partner(
        "P1:planted", NAMES["earlier partner"], NAMES["partner en"], "P1", "north", ("operator",),
        note_ko=NAMES["partner note"],
    ),
    records.CostLine(
        "P1:planted", "P1", "fund", money("earlier cost"), "KRW", 2026, partner="P1:planted"
    ),
    records.CostLine("P1:removed", "P1", "fund", money("removed cost"), "KRW", 2026),
    records.FundingSource("fund_grant", "기금 무상지원", "Fund grant"),
    records.FundingSource("fund_loan", "기금 대출", "Fund loan"),
    records.CostLine("P1:grant", "P1", "fund_grant", money("grant"), "KRW", 2026),
    records.CostLine("P2:loan", "P2", "fund_loan", money("loan"), "KRW", 2026),
    records.GoodsLine(
        "P2:planted", "원단", "Fabric", "P2", "into", "5208", Decimal(3), "t",
        money("goods value"), "KRW", 2026, approved_value=money("goods approved"),
    ),
    records.Permit(
        "X9", "반출 승인", "Carrying approval", "carrying_out", applicant=NAMES["applicant"],
        projects=("P2",), lines=("P2:planted",),
    ),
    records.BenefitLine(
        "P1:money", "P1", "north", "소득", "Income", "income", money("benefit"), "", "KRW", 2026
    ),
    records.Entity(
        "P2:firm:9", NAMES["firm ko"], NAMES["firm en"], "P2", "firm", country="KP",
        aliases=(NAMES["alias"],), registration_no=NAMES["number"],
        beneficial_owners=(NAMES["owner"],),
    ),
    records.Entity(
        "P2:bank:9", "", "", "P2", "bank", country="CN", bic="BKCHCNBJ",
    ),
    records.Entity(
        "P2:shipment:9", "첫 선적", "First shipment", "P2", "shipment",
        to_place="P2:place:1",
    ),
    records.Entity(
        "P2:lot:9", "셔츠", "Shirts", "P2", "product_lot", hs="6205", value=money("entity value")
    ),
    records.Relation(
        "P2:9", "pays", "P2:firm:9", "P2:firm:1", amount=money("relation"), currency="KRW"
    ),
    records.Control("P2:c9", "송장 확인", "Invoice check", "P2", "payment", NAMES["responsible"]),
)  # fmt: skip


def plant_history(plan: Roadmap, by: User) -> None:
    """Edits whose old and new values are as secret: a new amount, a new name, a removed line."""
    for changes in (
        [Alter("cost", "P1:planted", {"amount": money("cost")})],
        [Alter("partner", "P1:planted", {"name_ko": NAMES["partner ko"]})],
        [Remove("cost", "P1:removed")],
    ):
        plan.refresh_from_db()
        services.edit_plan(plan, changes, by=by, on_revision=plan.revision)
    plan.refresh_from_db()


def found_in(answer: Any) -> set[str]:
    """What of all that stands in an answer, however it is written or packed."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    headers = " ".join(f"{name}: {value}" for name, value in answer.items())
    return found_in_text(f"{headers}\n{_text(content)}")


def found_in_text(text: str) -> set[str]:
    """The same of a text."""
    digits = re.sub(r"(?<=\d)[,.\s\u00a0](?=\d)", "", text)
    return {
        *(what for what, begin in (AMOUNTS | LATER_AMOUNTS).items() if begin in digits),
        *(what for what, name in (NAMES | LATER_NAMES).items() if name in text),
    }


def _text(content: bytes) -> str:
    if content[:4] == b"%PDF" and b"%%EOF" in content:
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    if content[:2] != b"PK":
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


def found_in_content(content: bytes) -> set[str]:
    """The same of a file: what is written in it, whatever it is packed in."""
    return found_in_text(_text(content))
