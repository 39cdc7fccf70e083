"""The settings of one running tracker, read once from ``TRACKER_*`` variables."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from tracker.domain.errors import InvalidInputError, Problem


class LogForm(StrEnum):
    """How the log is written."""

    TEXT = "text"
    """Warnings and errors, for whoever sits before the screen."""
    JSON = "json"
    """Everything, a line for each request included, for programs."""


ROOT = Path(__file__).resolve().parent.parent
MIN_SECRET_LENGTH = 32


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who answers for an installation, as its declaration of accessibility tells; what was not set is empty.

    Attributes:
        name: The institution.
        person: Whom to write to about accessibility.
        published_on: The day from which people could use the tracker.
    """

    name: str = ""
    person: str = ""
    email: str = ""
    phone: str = ""
    published_on: date | None = None

    @property
    def is_told(self) -> bool:
        """Whether the declaration names what the law asks of it."""
        return all((self.name, self.person, self.email, self.phone, self.published_on))


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that differs between installations.

    Attributes:
        instance: Folder of the database and the generated secret.
        database_url: SQLAlchemy address of the database.
        read_database_url: SQLAlchemy address of a replica of it, for requests that only read; empty without one.
        secret_key: Signs sessions and form tokens, at least 32 characters.
        host: Address that ``python app.py`` listens on.
        port: Port that ``python app.py`` listens on, 1 to 65535.
        workers: Processes that gunicorn starts, 1 to 64.
        https: Whether people reach the tracker over TLS only; turns on HSTS and secure cookies.
        proxies: How many proxies stand in front, each of which adds to ``X-Forwarded-For``; what more of them say
            is not believed.
        is_public: Whether anybody may read the portfolio and the projects; ``None`` while nobody has decided.
        idle_time: After so long without a request a session no longer says who it belongs to.
        base_url: Where people reach the tracker, without a slash at the end; empty while only requests tell.
        smtp_url: The mail server, ``smtp://`` or ``smtps://`` with what it asks for; empty for no mail.
        mail_from: The sender of all mail.
        log: How the log is written.
        metrics_token: Opens the measurements, at least 32 characters; empty where nothing is measured.
        publisher: Who answers for the installation.
        testing: Set by tests only: errors reach the test instead of becoming a page.
    """

    instance: Path
    database_url: str
    secret_key: str
    read_database_url: str = ""
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2
    https: bool = False
    proxies: int = 0
    is_public: bool | None = None
    idle_time: timedelta = timedelta(hours=8)
    base_url: str = ""
    smtp_url: str = ""
    mail_from: str = ""
    log: LogForm = LogForm.TEXT
    metrics_token: str = ""
    publisher: Publisher = Publisher()
    testing: bool = False

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Config:
        """Read the settings; a secret that is not given is made once and kept in the instance folder.

        Raises:
            InvalidInputError: With one line for each variable that cannot be used.
        """
        instance = Path(environment.get("TRACKER_INSTANCE") or ROOT / "instance").resolve()
        problems: list[Problem] = []
        port = _number("TRACKER_PORT", environment.get("TRACKER_PORT", "8000"), (1, 65_535), problems)
        workers = _number("TRACKER_WORKERS", environment.get("TRACKER_WORKERS") or "2", (1, 64), problems)
        secret = environment.get("TRACKER_SECRET_KEY") or _kept_secret(instance, problems)
        if len(secret) < MIN_SECRET_LENGTH and not problems:
            problems.append(Problem("TRACKER_SECRET_KEY", f"needs at least {MIN_SECRET_LENGTH} characters"))
        https = _switch("TRACKER_HTTPS", environment, problems)
        is_public = _switch("TRACKER_PUBLIC", environment, problems)
        proxies = _number("TRACKER_PROXIES", environment.get("TRACKER_PROXIES") or "0", (0, 9), problems)
        idle_minutes = _number(
            "TRACKER_IDLE_MINUTES", environment.get("TRACKER_IDLE_MINUTES") or "480", (1, 10_080), problems
        )
        base_url, smtp_url, mail_from = _mail(environment, problems)
        database_url = environment.get("TRACKER_DATABASE_URL") or f"sqlite:///{instance / 'portfel.sqlite'}"
        read_database_url = environment.get("TRACKER_READ_DATABASE_URL", "")
        if read_database_url and not all(map(_is_postgresql, (database_url, read_database_url))):
            problem = "is the address of a PostgreSQL replica; TRACKER_DATABASE_URL that of its primary"
            problems.append(Problem("TRACKER_READ_DATABASE_URL", problem))
        log = environment.get("TRACKER_LOG") or LogForm.TEXT
        if log not in list(LogForm):
            problems.append(Problem("TRACKER_LOG", "is text or json"))
        metrics_token = environment.get("TRACKER_METRICS_TOKEN", "")
        if metrics_token and len(metrics_token) < MIN_SECRET_LENGTH:
            problems.append(Problem("TRACKER_METRICS_TOKEN", f"needs at least {MIN_SECRET_LENGTH} characters"))
        publisher = _publisher(environment, problems)
        if problems:
            raise InvalidInputError(problems)
        return cls(
            instance=instance,
            database_url=database_url,
            read_database_url=read_database_url,
            secret_key=secret,
            host=environment.get("TRACKER_HOST") or "127.0.0.1",
            port=port,
            workers=workers,
            https=bool(https),
            proxies=proxies,
            is_public=is_public,
            idle_time=timedelta(minutes=idle_minutes),
            base_url=base_url,
            smtp_url=smtp_url,
            mail_from=mail_from,
            log=LogForm(log),
            metrics_token=metrics_token,
            publisher=publisher,
        )

    @property
    def is_at_home(self) -> bool:
        """Whether nobody but this machine can reach ``python app.py``.

        A proxy makes one of a loopback address that everybody reaches; each of the settings that come with one tells.
        """
        if self.proxies or self.https or self.base_url:
            return False
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def address(self) -> str:
        """Where people reach the tracker, as far as the settings tell."""
        return self.base_url or f"http://{self.host}:{self.port}"


def _is_postgresql(address: str) -> bool:
    return address.startswith(("postgresql:", "postgresql+"))


def _switch(name: str, environment: Mapping[str, str], problems: list[Problem]) -> bool | None:
    text = environment.get(name, "")
    if text not in ("", "0", "1"):
        problems.append(Problem(name, "is 0 or 1"))
    return text == "1" if text else None


def _number(name: str, text: str, bounds: tuple[int, int], problems: list[Problem]) -> int:
    least, most = bounds
    if text.isascii() and text.isdigit() and least <= int(text) <= most:
        return int(text)
    problems.append(Problem(name, f"is a number from {least} to {most}, not {text!r}"))
    return least


def _mail(environment: Mapping[str, str], problems: list[Problem]) -> tuple[str, str, str]:
    """The base address, the mail server and the sender; a server needs both others."""
    base_url = environment.get("TRACKER_BASE_URL", "").rstrip("/")
    smtp_url = environment.get("TRACKER_SMTP_URL", "")
    mail_from = environment.get("TRACKER_MAIL_FROM", "")
    if base_url and not _is_address(base_url, ("http", "https")):
        problems.append(Problem("TRACKER_BASE_URL", "is where people reach the tracker: https://portfel.example.org"))
    if smtp_url and not _is_address(smtp_url, ("smtp", "smtps")):
        problems.append(Problem("TRACKER_SMTP_URL", "is a mail server: smtp://user:password@mail.example.org:587"))
    if smtp_url and "@" not in mail_from:
        problems.append(Problem("TRACKER_MAIL_FROM", "is needed with TRACKER_SMTP_URL: the sender's address"))
    if smtp_url and not base_url:
        problems.append(Problem("TRACKER_BASE_URL", "is needed with TRACKER_SMTP_URL: mail holds links"))
    return base_url, smtp_url, mail_from


def _publisher(environment: Mapping[str, str], problems: list[Problem]) -> Publisher:
    email, published = environment.get("TRACKER_CONTACT_EMAIL", ""), environment.get("TRACKER_PUBLISHED", "")
    published_on: date | None = None
    if email and not ("@" in email and email.isprintable() and " " not in email):
        problems.append(Problem("TRACKER_CONTACT_EMAIL", "is an e-mail address"))
    try:
        published_on = date.fromisoformat(published) if published else None
    except ValueError:
        problems.append(Problem("TRACKER_PUBLISHED", "is a day such as 2026-11-23"))
    return Publisher(
        name=environment.get("TRACKER_OWNER", ""),
        person=environment.get("TRACKER_CONTACT_PERSON", ""),
        email=email,
        phone=environment.get("TRACKER_CONTACT_PHONE", ""),
        published_on=published_on,
    )


def _is_address(text: str, schemes: tuple[str, ...]) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in schemes and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


def _write_once(path: Path, text: str) -> None:
    """Write a file that nobody else may read, unless another process has just done so: it is seen whole or not at all.

    Raises:
        OSError: If it cannot be written.
    """
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    draft.touch(mode=0o600)
    draft.write_text(text, encoding="ascii")
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _kept_secret(instance: Path, problems: list[Problem]) -> str:
    path = instance / "secret_key"
    try:
        instance.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            _write_once(path, secrets.token_urlsafe(48))
        return path.read_text(encoding="ascii").strip()
    except OSError as error:
        problems.append(Problem("TRACKER_INSTANCE", f"{instance} cannot be written: {error.strerror}"))
        return ""
