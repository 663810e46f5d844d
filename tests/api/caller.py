"""A program that calls the REST interface with a token."""

import json
from typing import Any

from django.test import Client

from accounts.models import ApiToken, User
from accounts.services import issue_token


class Caller:
    """JSON in, JSON out; addresses begin after /api/v1."""

    def __init__(self, user: User, scope: str = ApiToken.Scope.WRITE) -> None:
        _, token = issue_token(name="test", scope=scope, by=user)
        self.client = Client(headers={"Authorization": f"Bearer {token}"})

    def get(self, path: str, **headers: str) -> Any:
        return self.client.get(f"/api/v1{path}", headers=headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self._send("post", path, body, headers)

    def patch(self, path: str, body: Any = None, **headers: str) -> Any:
        return self._send("patch", path, body, headers)

    def delete(self, path: str, **headers: str) -> Any:
        return self.client.delete(f"/api/v1{path}", headers=headers)

    def row(self, name: str, key: str, plan: int) -> Any:
        """The one row with this key."""
        (found,) = self.get(f"/{name}/?plan={plan}&key={key}").json()["results"]
        return found

    def _send(self, verb: str, path: str, body: Any, headers: dict[str, str]) -> Any:
        text = json.dumps(body) if body is not None else ""
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        send = getattr(self.client, verb)
        return send(f"/api/v1{path}", data=text, content_type="application/json", headers=headers)


def codes(answer: Any) -> list[str]:
    """The problem codes of a refusal, which must be a problem document."""
    assert answer.headers["Content-Type"] == "application/problem+json"
    document = answer.json()
    assert document["status"] == answer.status_code
    for problem in document["problems"]:
        assert problem["message_ko"] and problem["message_en"]
        assert problem["message_ko"] != problem["message_en"]
    return [problem["code"] for problem in document["problems"]]
