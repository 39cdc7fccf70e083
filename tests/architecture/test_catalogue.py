"""Every text has its Polish translation, and the checks that say so can fail."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Message

from tests.architecture import catalogue


def test_every_text_is_translated() -> None:
    problems = catalogue.find_problems()

    assert not problems, "\n".join(problems)


@pytest.mark.parametrize(
    ("msgid", "translation"),
    [
        ("Save", ""),
        ("Hello, %(name)s", "Dzień dobry"),
        ("Hello, %(name)s", "Dzień dobry, %(imie)s"),
        ("%(rate)s of it", "%(rate)s z tego, 100 %"),
        (("%(num)s day", "%(num)s days"), ("%(num)s dzień", "%(num)s dni")),
        (("%(num)s day", "%(num)s days"), ("%(num)s dzień", "%(num)s dni", "")),
        (("%(num)s day of %(all)s", "%(num)s days of %(all)s"), ("jeden dzień", "%(num)s dni", "%(num)s dni")),
    ],
)
def test_bad_translation_is_found(msgid: str | tuple[str, str], translation: str | tuple[str, ...]) -> None:
    assert list(catalogue.message_problems(Message(msgid, translation)))


def hidden_texts(source: str) -> Iterator[int]:
    """Lines with a text inside an f-string, where what takes the texts from the sources does not see it."""
    for string in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.JoinedStr)):
        for node in ast.walk(string):
            if isinstance(node, ast.Call) and "gettext" in ast.unparse(node.func):
                yield node.lineno


def test_no_text_is_hidden_in_another() -> None:
    found = [
        f"{path.relative_to(catalogue.ROOT)}:{line}"
        for path in sorted((catalogue.ROOT / "tracker").rglob("*.py"))
        for line in hidden_texts(path.read_text("utf-8"))
    ]

    assert not found


def test_hidden_text_is_found() -> None:
    assert list(hidden_texts("f\"{day}: {gettext('no data')}\"")) == [1]


def test_fuzzy_translation_is_found() -> None:
    assert list(catalogue.message_problems(Message("Save", "Zapisz", flags=["fuzzy"])))


@pytest.mark.parametrize(
    ("msgid", "translation"),
    [
        ("Hello, %(name)s", "Dzień dobry, %(name)s"),
        ("%(rate)s of it, 100%%", "%(rate)s z tego, 100%%"),
        (("%(num)s day", "%(num)s days"), ("jeden dzień", "%(num)s dni", "%(num)s dni")),
    ],
)
def test_good_translation_passes(msgid: str | tuple[str, str], translation: str | tuple[str, ...]) -> None:
    assert not list(catalogue.message_problems(Message(msgid, translation)))


def test_changed_text_starts_untranslated() -> None:
    known = catalogue.empty_catalogue("pl")
    known.add("Save the report", "Zapisz sprawozdanie")
    template = catalogue.empty_catalogue(None)
    template.add("Save this report")

    polish = catalogue.translate(template, known)

    assert [(message.id, message.string) for message in catalogue.texts(polish)] == [("Save this report", None)]


def test_translation_survives_an_update() -> None:
    known = catalogue.empty_catalogue("pl")
    known.add("May", "maj", context="month")
    template = catalogue.empty_catalogue(None)
    template.add("May", context="month")

    polish = catalogue.translate(template, known)

    assert [message.string for message in catalogue.texts(polish)] == ["maj"]
