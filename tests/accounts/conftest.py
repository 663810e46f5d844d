"""Passwords are hashed quickly here: how slowly is Django's business, and tested there."""

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _quick_hashing(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
