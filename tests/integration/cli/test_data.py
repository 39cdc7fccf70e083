"""The commands of ``flask data``: what they store, what they say, and how they refuse."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from tests.accounts import add_account
from tests.conftest import make_config
from tests.unit.exchange.project_file import make_text
from tracker import create_app
from tracker.config import ROOT
from tracker.domain.vocabulary import Role
from tracker.storage.accounts import get_account
from tracker.storage.audit import AuditEvent, events_of
from tracker.storage.base import db
from tracker.storage.projects import find_record, project_slugs
from tracker.storage.settings import get_settings

PORTFOLIO, DEMO = str(ROOT / "data" / "portfolio"), str(ROOT / "data" / "demo")
REAL = ["klucze", "krasnystaw", "lopiennik-gorny", "myslenice", "przasnysz"]


def run(app: Flask, *arguments: str, stdin: str | None = None) -> Result:
    return app.test_cli_runner().invoke(args=["data", *arguments], input=stdin)


def export(app: Flask) -> str:
    return run(app, "export", "-").stdout


def slugs(app: Flask) -> list[str]:
    with app.app_context():
        return project_slugs()


@pytest.fixture
def loaded(app: Flask) -> Flask:
    """The application with the five real projects."""
    assert run(app, "load", PORTFOLIO).exit_code == 0
    return app


def test_load_stores_the_five_projects_and_the_settings(loaded: Flask) -> None:
    with loaded.app_context():
        settings = get_settings()

    assert slugs(loaded) == REAL
    assert str(settings.reference_day) == "2019-10-15"


def test_loading_twice_changes_nothing_and_says_so(loaded: Flask) -> None:
    before = export(loaded)

    again = run(loaded, "load", PORTFOLIO)

    assert again.exit_code == 0
    assert len(again.stdout.splitlines()) == 2
    assert export(loaded) == before


def test_a_file_as_loaded_is_what_the_export_holds(loaded: Flask) -> None:
    exported = {project["slug"]: project for project in json.loads(export(loaded))["projects"]}

    assert exported["klucze"]["statements"][2]["as_written"] == "292 237,73 zł"
    assert len(exported) == 5


def test_the_demonstration_comes_and_goes_without_a_trace(loaded: Flask) -> None:
    before = export(loaded)

    added = run(loaded, "demo")
    with_demo = export(loaded)
    again = run(loaded, "demo")
    removed = run(loaded, "demo", "--remove")

    assert (added.exit_code, again.exit_code, removed.exit_code) == (0, 0, 0)
    assert len(json.loads(with_demo)["projects"]) == 14
    assert with_demo != before
    assert export(loaded) == before


def test_what_was_invented_goes_although_somebody_had_an_account_for_it(loaded: Flask) -> None:
    run(loaded, "demo")
    key = add_account(loaded, Role.DIRECTOR, centre="rzeczna")

    removed = run(loaded, "demo", "--remove")

    assert removed.exit_code == 0
    assert slugs(loaded) == REAL
    with loaded.app_context():
        assert get_account(key).centre


def test_every_command_that_changes_data_leaves_a_trace(app: Flask, tmp_path: Path) -> None:
    exported = tmp_path / "portfolio.json"
    run(app, "load", PORTFOLIO)
    run(app, "export", str(exported))
    run(app, "import", str(exported), "--dry-run")
    run(app, "import", str(exported))
    run(app, "demo")
    run(app, "demo", "--remove")
    run(app, "generate", "--projects", "2", "--seed", "3")

    events = traces(app)

    assert [event.deed for event in events] == [
        "load_data", "import_data", "load_examples", "remove_examples", "generate_projects",
    ]  # fmt: skip
    assert {event.actor for event in events} == {"flask data"}
    assert events[0].after == {"file": "portfolio", "added": 5, "present": 0}
    assert events[1].after == {"file": "portfolio.json", "added": 0, "present": 5}
    assert events[3].after["rows"] > 1000
    assert events[4].after == {"added": 2, "seed": 3}


def test_a_refused_file_leaves_no_trace(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "wrong.json").write_text("{}", encoding="utf-8")

    run(app, "load", str(tmp_path))

    assert not traces(app)


def traces(app: Flask) -> list[AuditEvent]:
    """The events that belong to no project."""
    with app.app_context():
        return events_of(None)


def test_removing_nothing_is_said(loaded: Flask) -> None:
    removed = run(loaded, "demo", "--remove")

    assert removed.exit_code == 0
    assert len(removed.stdout.splitlines()) == 1


def test_the_demonstration_needs_its_projects(app: Flask) -> None:
    refused = run(app, "demo")

    assert refused.exit_code == 1
    assert len(refused.stderr.splitlines()) == 5
    assert slugs(app) == []


@pytest.fixture
def other_app(empty_sqlite: Path, tmp_path: Path) -> Iterator[Flask]:
    """A second application with a database of its own, empty."""
    folder = tmp_path / "other"
    folder.mkdir()
    shutil.copyfile(empty_sqlite, folder / "portfel.sqlite")
    app = create_app(make_config(folder, f"sqlite:///{folder / 'portfel.sqlite'}"))
    yield app
    with app.app_context():
        db.engine.dispose()


def test_an_export_imports_into_an_empty_database_byte_for_byte(
    loaded: Flask, other_app: Flask, tmp_path: Path
) -> None:
    run(loaded, "demo")
    run(loaded, "generate", "--projects", "12", "--seed", "5")
    file = tmp_path / "portfolio.json"
    assert run(loaded, "export", str(file)).exit_code == 0

    imported = run(other_app, "import", str(file))

    assert imported.exit_code == 0
    assert slugs(other_app) == slugs(loaded)
    assert export(other_app) == file.read_text(encoding="utf-8") == export(loaded)


def test_a_rehearsed_import_changes_nothing(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "portfolio.json"
    file.write_text(_portfolio(), encoding="utf-8")

    rehearsed = run(app, "import", str(file), "--dry-run")

    assert rehearsed.exit_code == 0
    assert slugs(app) == []


def test_import_reads_standard_input_and_gives_back_the_same_bytes(app: Flask) -> None:
    imported = run(app, "import", "-", stdin=_portfolio())
    exported = export(app)

    again = run(app, "import", "-", stdin=exported)

    assert imported.exit_code == 0
    assert again.exit_code == 0
    assert export(app) == exported


def test_import_overwrites_no_other_history(loaded: Flask) -> None:
    before = export(loaded)

    refused = run(loaded, "import", "-", stdin=_portfolio())

    assert refused.exit_code == 1
    assert "klucze" in refused.stderr
    assert export(loaded) == before


def test_every_problem_of_every_file_is_one_line_and_nothing_is_loaded(app: Flask, tmp_path: Path) -> None:
    wrong = {"fact": "total_value", "value": "402 025", "kind": "stated", "source": "a"}
    (tmp_path / "a.json").write_text(make_text(slug="a", statements=[wrong, wrong]), encoding="utf-8")
    (tmp_path / "b.json").write_text(make_text(slug="b", colour="red"), encoding="utf-8")
    (tmp_path / "c.json").write_text(make_text(slug="c"), encoding="utf-8")
    (tmp_path / "d.json").write_text("{", encoding="utf-8")
    (tmp_path / "e.json").write_bytes(b"\xff\xfe\x00")

    refused = run(app, "load", str(tmp_path))

    assert refused.exit_code == 1
    assert refused.stdout == ""
    assert [line.split(": ")[0].rpartition("/")[2] for line in refused.stderr.splitlines()] == [
        "a.json",
        "a.json",
        "b.json",
        "d.json",
        "e.json",
    ]
    assert slugs(app) == []


@pytest.mark.parametrize(
    ("statements", "where"),
    [
        ([("total_value", "5.00"), ("eu_funding", "2.00"), ("state_funding", "1.00")], "statements[0].value"),
        ([("eu_funding", "2.00"), ("state_funding", "1.00"), ("grant", "9.00")], "statements[2].value"),
        ([("start", "2019-06-01"), ("end", "2019-05-31")], "statements[1].value"),
        ([("end", "2018"), ("start", "2019-01")], "statements[0].value"),
    ],
)
def test_facts_that_cannot_be_true_together_are_refused(
    app: Flask, tmp_path: Path, statements: list[tuple[str, str]], where: str
) -> None:
    stated = [{"fact": fact, "value": value, "kind": "stated", "source": "a"} for fact, value in statements]
    file = tmp_path / "a.json"
    file.write_text(make_text(statements=stated), encoding="utf-8")

    refused = run(app, "load", str(file))

    assert refused.exit_code == 1
    assert refused.stderr.startswith(f"{file}: {where}: ")


def test_a_short_name_given_twice_is_refused(app: Flask, tmp_path: Path) -> None:
    for name in ("a.json", "b.json"):
        (tmp_path / name).write_text(make_text(), encoding="utf-8")

    refused = run(app, "load", str(tmp_path))

    assert refused.exit_code == 1
    assert "b.json: slug: " in refused.stderr


@pytest.mark.parametrize("command", ["load", "import"])
def test_a_missing_file_is_one_clear_line(app: Flask, tmp_path: Path, command: str) -> None:
    refused = run(app, command, str(tmp_path / "missing.json"))

    assert refused.exit_code == 1
    assert len(refused.stderr.splitlines()) == 1


def test_an_export_that_cannot_be_written_is_one_clear_line(app: Flask, tmp_path: Path) -> None:
    refused = run(app, "export", str(tmp_path / "missing" / "portfolio.json"))

    assert refused.exit_code == 1
    assert len(refused.stderr.splitlines()) == 1


def test_generated_projects_are_marked_removable_and_repeatable(app: Flask) -> None:
    first = run(app, "generate", "--projects", "3", "--seed", "9")
    more = run(app, "generate", "--projects", "5", "--seed", "9")
    again = run(app, "generate", "--projects", "5", "--seed", "9")
    with app.app_context():
        record = find_record("przyklad-9-00004")

    assert (first.exit_code, more.exit_code, again.exit_code) == (0, 0, 0)
    assert slugs(app) == [f"przyklad-9-0000{number}" for number in range(1, 6)]
    assert record is not None
    assert record.is_example
    assert record.centre.is_example
    run(app, "demo", "--remove")
    assert slugs(app) == []


def test_check_reports_doubts_and_succeeds(loaded: Flask) -> None:
    report = run(loaded, "check")

    lines = report.stdout.splitlines()
    assert report.exit_code == 0
    assert sum(line.startswith("myslenice: ") for line in lines) >= 2
    assert any(line.startswith("klucze: ") for line in lines)


def test_invent_writes_the_bundled_demonstration_again(app: Flask, tmp_path: Path) -> None:
    written = run(app, "invent", str(tmp_path))

    assert written.exit_code == 0
    for path in Path(DEMO).glob("*.json"):
        assert (tmp_path / path.name).read_bytes() == path.read_bytes()


def _portfolio() -> str:
    project = json.loads(make_text())
    del project["format"]
    return json.dumps({"format": "portfel-2.5/1", "settings": {"name": "Inny portfel"}, "projects": [project]})
