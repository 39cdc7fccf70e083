"""The settings of one running tracker, read once from ``TRACKER_*`` variables."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tracker.domain.errors import InvalidInputError, Problem

ROOT = Path(__file__).resolve().parent.parent
MIN_SECRET_LENGTH = 32


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that differs between installations.

    Attributes:
        instance: Folder of the database and the generated secret.
        database_url: SQLAlchemy address of the database.
        secret_key: Signs sessions and form tokens, at least 32 characters.
        host: Address that ``python app.py`` listens on.
        port: Port that ``python app.py`` listens on, 1 to 65535.
        https: Whether people reach the tracker over TLS only; turns on HSTS and secure cookies.
        testing: Set by tests only: errors reach the test instead of becoming a page.
    """

    instance: Path
    database_url: str
    secret_key: str
    host: str = "127.0.0.1"
    port: int = 8000
    https: bool = False
    testing: bool = False

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Config:
        """Read the settings; a secret that is not given is made once and kept in the instance folder.

        Raises:
            InvalidInputError: With one line for each variable that cannot be used.
        """
        instance = Path(environment.get("TRACKER_INSTANCE") or ROOT / "instance").resolve()
        problems: list[Problem] = []
        port = _port(environment.get("TRACKER_PORT", "8000"), problems)
        secret = environment.get("TRACKER_SECRET_KEY") or _kept_secret(instance, problems)
        if len(secret) < MIN_SECRET_LENGTH and not problems:
            problems.append(Problem("TRACKER_SECRET_KEY", f"needs at least {MIN_SECRET_LENGTH} characters"))
        https = environment.get("TRACKER_HTTPS", "0")
        if https not in ("0", "1"):
            problems.append(Problem("TRACKER_HTTPS", "is 0 or 1"))
        if problems:
            raise InvalidInputError(problems)
        return cls(
            instance=instance,
            database_url=environment.get("TRACKER_DATABASE_URL") or f"sqlite:///{instance / 'portfel.sqlite'}",
            secret_key=secret,
            host=environment.get("TRACKER_HOST") or "127.0.0.1",
            port=port,
            https=https == "1",
        )


def _port(text: str, problems: list[Problem]) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 65535:
        return int(text)
    problems.append(Problem("TRACKER_PORT", f"is a number from 1 to 65535, not {text!r}"))
    return 0


def _kept_secret(instance: Path, problems: list[Problem]) -> str:
    path = instance / "secret_key"
    try:
        instance.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(48), encoding="ascii")
        return path.read_text(encoding="ascii").strip()
    except OSError as error:
        problems.append(Problem("TRACKER_INSTANCE", f"{instance} cannot be written: {error.strerror}"))
        return ""
