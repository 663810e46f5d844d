"""The OpenAPI document: what the generator can't see, added to what it finds in the views."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension

from roadmaps.api_components import components


class BearerScheme(OpenApiAuthenticationExtension):
    """Tokens are made on the account page."""

    target_class = "accounts.authentication.BearerAuthentication"
    name = "bearer"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A token from the account page. A token for reading only reads.",
        }


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
