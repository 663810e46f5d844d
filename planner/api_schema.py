"""The OpenAPI document: what the generator can't see, added to what it finds in the views."""

from typing import Any

from drf_spectacular.contrib.django_filters import DjangoFilterExtension
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema

from engine.schema import ref
from roadmaps.api_components import components

PROBLEM = ref("Problem")


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Tokens are made on the account page."""

    target_class = "accounts.authentication.BearerAuthentication"
    name = "bearer"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A token from the account page. A token for reading only reads.",
        }


class FiltersScheme(DjangoFilterExtension):  # type: ignore[no-untyped-call]
    """A list's parameters: its filters, and what `search` and `ordering` take."""

    target_class = "planner.api.Filters"
    priority = 1

    def get_schema_operation_parameters(self, auto_schema: Any, *rest: Any) -> list[dict[str, Any]]:
        found = super().get_schema_operation_parameters(auto_schema, *rest)  # type: ignore[no-untyped-call]
        return [*found, *self.target.search_and_ordering(auto_schema.view)]


class Described(AutoSchema):
    """Operations are grouped by resource; each may meet somebody who is not signed in."""

    def get_tags(self) -> list[str]:
        return [str(self.path).removeprefix("/api/v1/").split("/")[0]]

    def _get_response_bodies(self, direction: Any = "response") -> dict[str, Any]:
        found: dict[str, Any] = super()._get_response_bodies(direction)
        refused = {"description": "Not signed in, or a token that opens nothing."}
        found.setdefault("401", {"content": {"application/json": {"schema": PROBLEM}}, **refused})
        return found


def add_components(result: dict[str, Any], **rest: Any) -> dict[str, Any]:
    """The records, their changes and the answers, read from the dataclasses."""
    result["components"]["schemas"] |= components()
    result["components"]["schemas"] = dict(sorted(result["components"]["schemas"].items()))
    return result


def only_json_problems(result: dict[str, Any], **rest: Any) -> dict[str, Any]:
    """Refusals are problem+json."""
    for operations in result["paths"].values():
        for operation in operations.values():
            for status, response in operation["responses"].items():
                if status >= "400" and "content" in response:
                    shape = next(iter(response["content"].values()))
                    response["content"] = {"application/problem+json": shape}
    return result
