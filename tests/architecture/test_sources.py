"""Rules of the house that no linter knows."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.architecture.catalogue import ROOT

TOP_LEVEL = {
    ".ci", ".gitignore", "CHANGELOG.md", "Containerfile", "LICENSE", "Makefile", "README.md", "app.py", "data", "docs",
    "pyproject.toml", "requirements.txt", "templates", "tests", "tracker",
}  # fmt: skip
VAGUE_NAMES = {"base_utils", "common", "core", "helpers", "manager", "managers", "misc", "util", "utils"}
INLINE = {
    "style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "script address": re.compile(r"""(?:href|src|action)\s*=\s*["']\s*javascript:""", re.IGNORECASE),
    "inline script": re.compile(
        r"""<script\b(?![^>]*\ssrc\s*=)(?![^>]*\stype\s*=\s*"application/json")""", re.IGNORECASE
    ),
}
REQUIREMENT = re.compile(r"^[a-z0-9][a-z0-9._-]*(\[[a-z,-]+\])?==\S+( ; .+)? \\$")


def tracked_files() -> list[Path]:
    """The files of the repository, or of the folder when it is no repository."""
    answer = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if answer.returncode != 0:
        pytest.skip("Only a repository says which files belong to the project.")
    return [Path(name) for name in answer.stdout.split("\0") if name]


def modules(folder: str = "tracker") -> Iterator[Path]:
    """Python files below ``folder``."""
    return (path for path in (ROOT / folder).rglob("*.py") if "__pycache__" not in path.parts)


def templates() -> list[Path]:
    """Every page and fragment."""
    return sorted((ROOT / "templates").rglob("*.html"))


def test_top_level_holds_what_the_user_needs() -> None:
    assert {path.parts[0] for path in tracked_files()} <= TOP_LEVEL


def test_no_module_has_a_name_that_says_nothing() -> None:
    names = {part.removesuffix(".py") for path in [*modules(), *modules("tests")] for part in path.parts}

    assert not names & VAGUE_NAMES


@pytest.mark.parametrize("folder", ["tracker", "tests"])
def test_every_module_says_what_it_is(folder: str) -> None:
    silent = [path for path in modules(folder) if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))]

    assert not silent


def test_domain_imports_the_standard_library_only() -> None:
    foreign = {
        (path.name, name)
        for path in modules("tracker/domain")
        for name in imported_names(path)
        if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith("tracker.domain")
    }

    assert not foreign


def imported_names(path: Path) -> Iterator[str]:
    """Modules that a file imports, by their full names."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


@pytest.mark.parametrize("kind", INLINE)
def test_templates_obey_the_content_security_policy(kind: str) -> None:
    found = [path.relative_to(ROOT) for path in templates() if INLINE[kind].search(path.read_text(encoding="utf-8"))]

    assert not found


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("style attribute", '<rect\n  style="fill: red">'),
        ("style element", "<style>"),
        ("event attribute", '<button type="button" onclick="go()">'),
        ("script address", '<a href="javascript:go()">'),
        ("inline script", "<script>go()</script>"),
        ("inline script", '<script type="module">go()</script>'),
    ],
)
def test_inline_code_would_be_found(kind: str, line: str) -> None:
    assert INLINE[kind].search(line)


@pytest.mark.parametrize("line", ['<script src="/a.js" defer></script>', '<script type="application/json">{}</script>'])
def test_script_files_and_data_are_allowed(line: str) -> None:
    assert not INLINE["inline script"].search(line)


def test_every_route_says_what_it_does(app: Flask) -> None:
    silent = sorted(
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static" and not rule.endpoint.endswith(".static")
        if not (app.view_functions[rule.endpoint].__doc__ or "").strip()
    )

    assert not silent


def test_every_template_compiles(app: Flask) -> None:
    for path in templates():
        app.jinja_env.get_template(path.relative_to(ROOT / "templates").as_posix())


@pytest.mark.parametrize("lock", ["requirements.txt", "tests/requirements.txt"])
def test_every_requirement_is_pinned_with_hashes(lock: str) -> None:
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    entries = [number for number, line in enumerate(lines) if line and not line.startswith((" ", "#"))]

    loose = [
        lines[number]
        for number in entries
        if not REQUIREMENT.match(lines[number]) or "--hash=sha256:" not in lines[number + 1]
    ]

    assert entries
    assert not loose


def test_locks_name_no_registry() -> None:
    for lock in ("requirements.txt", "tests/requirements.txt"):
        assert "://" not in (ROOT / lock).read_text(encoding="utf-8")
