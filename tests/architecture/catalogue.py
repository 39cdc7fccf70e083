"""The translation catalogue: taken from the sources, checked, compiled.

``python -m tests.architecture.catalogue`` checks it, with ``--write`` brings it up to date first. What is written
depends on the sources and the translations alone: no dates, no line numbers, sorted by msgid, nothing guessed.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[2]
TRANSLATIONS = ROOT / "tracker" / "translations"
TEMPLATE = TRANSLATIONS / "messages.pot"
POLISH = TRANSLATIONS / "pl" / "LC_MESSAGES" / "messages.po"

KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "lazy_gettext": None,
    "lazy_ngettext": (1, 2),
    "lazy_pgettext": ((1, "c"), 2),
    "lazy_npgettext": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\((\w+)\)[a-z]")
POLISH_FORMS = 3
WRITTEN_ON = datetime(2026, 1, 1, tzinfo=UTC)
"""The formats ask for dates; a fixed one keeps the files the same from run to run."""


def empty_catalogue(locale: str | None) -> Catalog:
    """A catalogue with our header and no message."""
    return Catalog(
        locale=locale,
        header_comment="# Texts of Portfel 2.5.",
        project="Portfel 2.5",
        version="1",
        msgid_bugs_address="see README",
        last_translator="Portfel 2.5",
        language_team="Polish",
        creation_date=WRITTEN_ON,
        revision_date=WRITTEN_ON,
        fuzzy=False,
    )


def extract() -> Catalog:
    """Every text of the sources, untranslated."""
    with (TRANSLATIONS / "babel.cfg").open(encoding="utf-8") as settings:
        methods, options = parse_mapping_cfg(settings)
    template = empty_catalogue(None)
    found = extract_from_dir(ROOT, methods, options, keywords=KEYWORDS, comment_tags=("Translators:",))
    for _file, _line, text, comments, context in found:
        template.add(text, auto_comments=comments, context=context)
    return template


def translate(template: Catalog, known: Catalog) -> Catalog:
    """The template in Polish, with what is known already; a text that changed starts untranslated."""
    polish = empty_catalogue("pl")
    for message in texts(template):
        old = known.get(message.id, message.context)
        fits = old is not None and isinstance(old.id, str) == isinstance(message.id, str)
        polish.add(
            message.id,
            old.string if old and fits else None,
            flags=message.flags | (old.flags if old else set()),
            auto_comments=message.auto_comments,
            user_comments=old.user_comments if old else (),
            context=message.context,
        )
    return polish


def texts(catalogue: Catalog) -> Iterator[Message]:
    """The messages without the header."""
    return (message for message in catalogue if message.id)


def as_po(catalogue: Catalog) -> bytes:
    """The catalogue as a text file for people."""
    target = BytesIO()
    write_po(target, catalogue, no_location=True, sort_output=True, width=120)
    return target.getvalue()


def as_mo(po: bytes) -> bytes:
    """The same catalogue as the application reads it."""
    target = BytesIO()
    write_mo(target, read_po(BytesIO(po), locale="pl"))
    return target.getvalue()


def read_polish() -> Catalog:
    """The Polish catalogue as it is on disk, empty when there is none."""
    if not POLISH.exists():
        return empty_catalogue("pl")
    with POLISH.open("rb") as file:
        return read_po(file, locale="pl")


def wanted_files() -> dict[Path, bytes]:
    """What the template, the Polish catalogue and its compiled form ought to hold."""
    template = extract()
    polish = as_po(translate(template, read_polish()))
    return {TEMPLATE: as_po(template), POLISH: polish, POLISH.with_suffix(".mo"): as_mo(polish)}


def write() -> None:
    """Bring the three files up to date."""
    POLISH.parent.mkdir(parents=True, exist_ok=True)
    for path, content in wanted_files().items():
        path.write_bytes(content)


def find_problems() -> list[str]:
    """What keeps the catalogue from being complete, one line each; empty when all is well."""
    return [
        *(
            f"{path.relative_to(ROOT)} is not up to date: run make catalogue"
            for path, content in wanted_files().items()
            if not path.exists() or path.read_bytes() != content
        ),
        *(f"{message.id!r}: {problem}" for message in texts(read_polish()) for problem in message_problems(message)),
    ]


def message_problems(message: Message) -> Iterator[str]:
    """What is wrong with the translation of one text."""
    forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    if message.fuzzy:
        yield "is marked fuzzy"
    if not forms or not all(forms):
        yield "has no translation"
    elif message.pluralizable and len(forms) != POLISH_FORMS:
        yield f"needs {POLISH_FORMS} plural forms, has {len(forms)}"
    else:
        yield from _placeholder_problems(message, forms)


def _placeholder_problems(message: Message, forms: Sequence[str]) -> Iterator[str]:
    originals = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    expected = placeholders(originals)
    for form in forms:
        # A plural form may say its number in words, so the number alone may be left out.
        missing = expected - placeholders([form]) - ({"num"} if message.pluralizable else set())
        unknown = placeholders([form]) - expected
        if missing or unknown:
            yield f"{form!r} must use the placeholders {sorted(expected)}"
        elif expected and not _can_be_filled(form, expected):
            yield f"{form!r} has a stray per cent sign"


def placeholders(strings: Iterable[str]) -> set[str]:
    """Names of the values that the strings want."""
    return {name for string in strings for name in PLACEHOLDER.findall(string)}


def _can_be_filled(form: str, names: Iterable[str]) -> bool:
    try:
        form % dict.fromkeys(names, 1)
    except (TypeError, ValueError):
        return False
    return True


def main(arguments: Sequence[str]) -> None:
    """Check the catalogue, after writing it when told to; exits with 1 and the problems."""
    if "--write" in arguments:
        write()
    if problems := find_problems():
        sys.exit("\n".join(problems))


if __name__ == "__main__":
    main(sys.argv[1:])
