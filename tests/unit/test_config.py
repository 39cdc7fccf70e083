"""Settings come from ``TRACKER_*`` variables; what cannot be used is named."""

from __future__ import annotations

import stat
from datetime import date
from pathlib import Path

import pytest

from tracker.config import MIN_SECRET_LENGTH, Config
from tracker.domain.errors import InvalidInputError

SECRET = "s" * MIN_SECRET_LENGTH


def problems_of(environment: dict[str, str]) -> list[str]:
    """The variables that are refused."""
    with pytest.raises(InvalidInputError) as refusal:
        Config.from_environment(environment)
    return [problem.where for problem in refusal.value.problems]


def test_nothing_needs_to_be_set(tmp_path: Path) -> None:
    config = Config.from_environment({"TRACKER_INSTANCE": str(tmp_path)})

    assert (config.host, config.port, config.https) == ("127.0.0.1", 8000, False)
    assert config.database_url == f"sqlite:///{tmp_path / 'portfel.sqlite'}"


def test_secret_is_made_once_and_kept_for_its_owner_only(tmp_path: Path) -> None:
    environment = {"TRACKER_INSTANCE": str(tmp_path / "new")}

    first = Config.from_environment(environment).secret_key
    second = Config.from_environment(environment).secret_key

    assert first == second
    assert len(first) >= MIN_SECRET_LENGTH
    assert stat.S_IMODE((tmp_path / "new" / "secret_key").stat().st_mode) == 0o600


def test_given_secret_is_not_written_down(tmp_path: Path) -> None:
    config = Config.from_environment({"TRACKER_INSTANCE": str(tmp_path), "TRACKER_SECRET_KEY": SECRET})

    assert config.secret_key == SECRET
    assert list(tmp_path.iterdir()) == []


def test_weak_secret_is_refused(tmp_path: Path) -> None:
    environment = {"TRACKER_INSTANCE": str(tmp_path), "TRACKER_SECRET_KEY": SECRET[1:]}

    assert problems_of(environment) == ["TRACKER_SECRET_KEY"]


@pytest.mark.parametrize("port", ["1", "8080", "65535"])
def test_port_is_taken(port: str) -> None:
    config = Config.from_environment({"TRACKER_SECRET_KEY": SECRET, "TRACKER_PORT": port})

    assert config.port == int(port)


@pytest.mark.parametrize("port", ["0", "65536", "-1", "80.5", "http", "", "８０"])
def test_impossible_port_is_refused(port: str) -> None:
    assert problems_of({"TRACKER_SECRET_KEY": SECRET, "TRACKER_PORT": port}) == ["TRACKER_PORT"]


def test_every_problem_is_listed_at_once() -> None:
    environment = {"TRACKER_SECRET_KEY": SECRET, "TRACKER_PORT": "x", "TRACKER_HTTPS": "yes"}

    assert problems_of(environment) == ["TRACKER_PORT", "TRACKER_HTTPS"]


def test_instance_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    assert problems_of({"TRACKER_INSTANCE": str(tmp_path / "file" / "instance")}) == ["TRACKER_INSTANCE"]


def test_https_is_told_by_one() -> None:
    config = Config.from_environment({"TRACKER_SECRET_KEY": SECRET, "TRACKER_HTTPS": "1"})

    assert config.https


@pytest.mark.parametrize(("text", "expected"), [("", None), ("0", False), ("1", True)])
def test_reading_is_open_closed_or_undecided(text: str, expected: bool | None) -> None:
    config = Config.from_environment({"TRACKER_SECRET_KEY": SECRET, "TRACKER_PUBLIC": text})

    assert config.is_public is expected


@pytest.mark.parametrize(
    ("host", "expected"),
    [("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("localhost", True), ("0.0.0.0", False)],  # noqa: S104  Read, not served.
)
def test_a_loopback_host_is_at_home(host: str, expected: bool) -> None:
    config = Config.from_environment({"TRACKER_SECRET_KEY": SECRET, "TRACKER_HOST": host})

    assert config.is_at_home is expected


@pytest.mark.parametrize(
    "change", [{"TRACKER_PROXIES": "1"}, {"TRACKER_HTTPS": "1"}, {"TRACKER_BASE_URL": "https://portfel.example.org"}]
)
def test_behind_a_proxy_no_host_is_at_home(change: dict[str, str]) -> None:
    environment = {"TRACKER_SECRET_KEY": SECRET, "TRACKER_HOST": "127.0.0.1"}

    assert Config.from_environment(environment).is_at_home
    assert not Config.from_environment(environment | change).is_at_home


PRIMARY = {"TRACKER_SECRET_KEY": SECRET, "TRACKER_DATABASE_URL": "postgresql+psycopg://portfel@db/portfel"}


def test_a_replica_stands_beside_its_primary() -> None:
    config = Config.from_environment(
        PRIMARY | {"TRACKER_READ_DATABASE_URL": "postgresql+psycopg://portfel@db2/portfel"}
    )

    assert config.read_database_url == "postgresql+psycopg://portfel@db2/portfel"


@pytest.mark.parametrize(
    "environment",
    [
        PRIMARY | {"TRACKER_READ_DATABASE_URL": "sqlite:///portfel.sqlite"},
        PRIMARY | {"TRACKER_READ_DATABASE_URL": "db2"},
        {"TRACKER_SECRET_KEY": SECRET, "TRACKER_READ_DATABASE_URL": "postgresql+psycopg://portfel@db2/portfel"},
    ],
)
def test_a_replica_of_anything_but_postgresql_is_refused(environment: dict[str, str]) -> None:
    assert problems_of(environment) == ["TRACKER_READ_DATABASE_URL"]


MAIL = {
    "TRACKER_SECRET_KEY": SECRET,
    "TRACKER_SMTP_URL": "smtps://user:p%40ss@mail.example.org:465",
    "TRACKER_MAIL_FROM": "portfel@example.org",
    "TRACKER_BASE_URL": "https://portfel.example.org/",
}


def test_mail_needs_a_server_a_sender_and_an_address() -> None:
    config = Config.from_environment(MAIL)

    assert (config.smtp_url, config.mail_from) == (MAIL["TRACKER_SMTP_URL"], "portfel@example.org")
    assert config.address == "https://portfel.example.org"


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({"TRACKER_SMTP_URL": "mail.example.org"}, "TRACKER_SMTP_URL"),
        ({"TRACKER_SMTP_URL": "smtp://host:port"}, "TRACKER_SMTP_URL"),
        ({"TRACKER_MAIL_FROM": ""}, "TRACKER_MAIL_FROM"),
        ({"TRACKER_BASE_URL": ""}, "TRACKER_BASE_URL"),
        ({"TRACKER_BASE_URL": "portfel.example.org"}, "TRACKER_BASE_URL"),
        ({"TRACKER_IDLE_MINUTES": "0"}, "TRACKER_IDLE_MINUTES"),
        ({"TRACKER_PROXIES": "many"}, "TRACKER_PROXIES"),
        ({"TRACKER_PUBLIC": "yes"}, "TRACKER_PUBLIC"),
    ],
)
def test_settings_that_cannot_be_used_are_refused(change: dict[str, str], refused: str) -> None:
    assert problems_of(MAIL | change) == [refused]


def test_who_answers_for_an_installation_is_told() -> None:
    told = {
        "TRACKER_OWNER": "Mazowieckie Centrum",
        "TRACKER_CONTACT_PERSON": "Ewa",
        "TRACKER_CONTACT_EMAIL": "ewa@example.org",
        "TRACKER_CONTACT_PHONE": "22 000 00 00",
        "TRACKER_PUBLISHED": "2026-11-23",
    }

    publisher = Config.from_environment(MAIL | told).publisher

    assert publisher.is_told
    assert (publisher.name, publisher.published_on) == ("Mazowieckie Centrum", date(2026, 11, 23))
    assert not Config.from_environment(MAIL).publisher.is_told
    assert problems_of(MAIL | {"TRACKER_PUBLISHED": "wczoraj"}) == ["TRACKER_PUBLISHED"]
    assert problems_of(MAIL | {"TRACKER_CONTACT_EMAIL": "ewa"}) == ["TRACKER_CONTACT_EMAIL"]
