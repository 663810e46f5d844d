"""The contract: valid, complete, and the one that is committed."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.test import Client, RequestFactory
from drf_spectacular.validation import validate_schema

from engine.changes import Add, Alter, Remove
from engine.codec import encode_changes
from engine.plan import HEADER
from engine.records import KINDS
from engine.schema import components
from planner.api_docs import schema
from planner.api_urls import VIEWSETS
from roadmaps.models import Roadmap
from tests.api.caller import Caller
from tests.plans import RECORDS

COMMITTED = Path(__file__).parents[2] / "docs" / "openapi.yaml"


@pytest.fixture(scope="module")
def document() -> Any:
    return json.loads(schema(RequestFactory().get("/", {"format": "json"})).content)


def test_the_document_is_valid_openapi_3_1(document: Any) -> None:
    assert document["openapi"] == "3.1.0"
    validate_schema(document)


def test_the_committed_document_is_the_one_served(document: Any) -> None:
    """After a change: manage.py spectacular --lang en --validate --file docs/openapi.yaml"""
    committed = yaml.load(COMMITTED.read_text(encoding="utf-8"), yaml.CSafeLoader)
    # A copy names its session's cookie after its port.
    cookie = {**document["components"]["securitySchemes"]["cookieAuth"], "name": "sessionid"}
    schemes = {**document["components"]["securitySchemes"], "cookieAuth": cookie}
    components = {**document["components"], "securitySchemes": schemes}
    assert committed == {**document, "components": components}


def test_every_resource_is_described(document: Any) -> None:
    listed = {path.split("/")[3] for path in document["paths"]}
    assert listed == VIEWSETS.keys()


def test_every_reference_in_the_document_leads_somewhere(document: Any) -> None:
    known = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}
    assert set(_references(document)) <= known


def test_every_operation_tells_its_refusals_as_problems(document: Any) -> None:
    for path, operations in document["paths"].items():
        for verb, operation in operations.items():
            refusals = {code: r for code, r in operation["responses"].items() if code >= "400"}
            assert "401" in refusals, (path, verb)
            for response in refusals.values():
                assert list(response["content"]) == ["application/problem+json"], (path, verb)


def test_every_change_is_described_by_its_record() -> None:
    schemas = components()
    for record in RECORDS:
        values = {"name_en": "x"} if hasattr(record, "name_en") else {"key": "x"}
        changes = [Add(record), Alter(record.kind, record.key, values), Remove(record.kind, "x")]
        for change, encoded in zip(changes, encode_changes(changes), strict=True):
            name = f"{_verb(change)}{KINDS[record.kind].__name__}"
            properties = schemas[name]["properties"]
            assert properties["kind"]["const"] == encoded["kind"]
            assert properties.keys() == encoded.keys()
        described = schemas[KINDS[record.kind].__name__]["properties"]
        assert described.keys() == encode_changes([Add(record)])[0]["record"].keys()


def test_every_kind_has_its_three_changes() -> None:
    verbs = components()["Change"]["discriminator"]["mapping"]
    expected = {f"{verb}_{kind}" for verb in ("add", "change", "remove") for kind in KINDS}
    assert verbs.keys() == expected - {f"add_{HEADER}", f"remove_{HEADER}"}


#: Of these there are no rows yet, or their list asks for more than a plan.
UNLISTED = {"ranges", "reports", "reversal", "screenings", "searches"}


def test_rows_have_exactly_the_fields_they_promise(
    editor: Caller, nkpei: Roadmap, document: Any
) -> None:
    schemas = document["components"]["schemas"]
    for path, operations in document["paths"].items():
        name = path.split("/")[3]
        if path != f"/api/v1/{name}/" or "get" not in operations:
            continue
        if name in {
            "as-of",
            "comparisons",
            "courier-card",
            "guest-comments",
            "ranges",
            "reports",
            "reversal",
            "screenings",
            "searches",
        }:
            continue
        answer = operations["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        answer = _resolved(schemas, answer)
        required, known = _fields(schemas, answer["properties"]["results"]["items"])
        asked = f"?plan={nkpei.pk}" if _asks_for_a_plan(operations["get"]) else ""
        for row in editor.get(f"/{name}/{asked}").json()["results"]:
            assert required <= row.keys() <= known, name


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("page", ["schema", "docs", "problems", ""])
def test_the_contract_is_no_secret(page: str) -> None:
    assert Client().get(f"/api/v1/{page}/".replace("//", "/")).status_code == 200


def _asks_for_a_plan(operation: Any) -> bool:
    return any(p["name"] == "plan" and p.get("required") for p in operation["parameters"])


def _verb(change: Add | Alter | Remove) -> str:
    return {Add: "Add", Alter: "Change", Remove: "Remove"}[type(change)]


def _references(node: Any) -> list[str]:
    if isinstance(node, dict):
        here = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
        return here + [found for value in node.values() for found in _references(value)]
    if isinstance(node, list):
        return [found for value in node for found in _references(value)]
    return []


def _resolved(schemas: Any, schema: Any) -> Any:
    return schemas[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema


def _fields(schemas: Any, schema: Any) -> tuple[set[str], set[str]]:
    schema = _resolved(schemas, schema)
    required, known = set(schema.get("required", ())), set(schema.get("properties", ()))
    for part in schema.get("allOf", ()):
        more = _fields(schemas, part)
        required, known = required | more[0], known | more[1]
    return required, known
