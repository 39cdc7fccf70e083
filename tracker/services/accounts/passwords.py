"""Passwords: argon2id hashes, and what a password must be."""

from __future__ import annotations

from functools import cache

from flask_babel import gettext
from flask_security import hash_password as _hash
from flask_security import verify_password as _verify
from flask_security.proxies import _security

MIN_LENGTH = 10
NOBODYS = "a password that nobody has"


def hash_password(password: str) -> str:
    """The argon2id hash of a password; slow on purpose, so it is made before a writing transaction begins."""
    hashed: str = _hash(_normal(password))
    return hashed


def fits(password: str, hashed: str | None) -> bool:
    """Whether a password is the one of a hash; takes as long when there is none to compare with."""
    is_same: bool = _verify(_normal(password), hashed or _nobodys_hash())
    return is_same and hashed is not None


def password_problems(password: str) -> list[str]:
    """What is wrong with a password that somebody wants to have, in the language of the page."""
    problems, _normalised = _security._password_util.validate(password, is_register=True)  # noqa: SLF001  No other way.
    # Length is all that is checked; the library's catalogue has no full sentence for it.
    return [gettext("The password needs from %(least)s to 128 characters.", least=MIN_LENGTH)] if problems else []


def _normal(password: str) -> str:
    normal: str = _security._password_util.normalize(password)  # noqa: SLF001  No other way.
    return normal


@cache
def _nobodys_hash() -> str:
    return hash_password(NOBODYS)
