"""A report's whole form as a browser sends it: what was typed, upon which version, and what was never touched.

Beside each field ``<name>`` the form carries ``seen.<name>``: the version of the draft's field that the page showed,
and a digest of its text. What still has that digest was not touched, so that saving the form never asks about a field
that only somebody else has changed. A field in conflict carries ``conflict.<name>`` as well, and the answer as
``choice.<name>``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from tracker.domain.report_draft import TypedField, plain_text

SEEN, CONFLICT, CHOICE = "seen.", "conflict.", "choice."
MINE, THEIRS = "mine", "theirs"

_TOKEN = re.compile(r"(?P<version>\d{1,9})(?:\.(?P<digest>[0-9a-f]{12}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a page showed in a field.

    Attributes:
        digest: Of the text; empty when only the version is known.
    """

    version: int
    digest: str = ""

    def shows(self, text: str) -> bool:
        """Whether a text is the one that the page showed."""
        return self.digest == text_digest(text)


def text_digest(text: str) -> str:
    """What tells one text from another that says something else."""
    return sha256(plain_text(text).encode()).hexdigest()[:12]


def seen_token(version: int, text: str) -> str:
    """What the form carries of a field as the page shows it."""
    return f"{version}.{text_digest(text)}"


def read_seen(token: object) -> Seen | None:
    """A token as it came back; ``None`` for anything else. A bare number is a version whose text is not known."""
    match = _TOKEN.fullmatch(str(token)) if isinstance(token, str | int) else None
    return Seen(int(match["version"]), match["digest"] or "") if match else None


def storable(text: str) -> str:
    r"""A text without the signs that no database keeps: none of them can be typed.

    >>> storable("a\0b\ud800c")
    'abc'
    """
    return text.replace("\0", "").encode("utf-8", "ignore").decode()


@dataclass(frozen=True, slots=True)
class TypedForm:
    """A form that was sent.

    Attributes:
        texts: Every field that was on the page, as it was sent; an unticked box is an empty text.
        changed: The fields to be saved: those whose text is not what the page showed.
        undecided: The fields in conflict of which nobody has said which text counts.
    """

    texts: Mapping[str, str]
    changed: Mapping[str, TypedField]
    undecided: frozenset[str]


def read_typed_form(sent: Mapping[str, str]) -> TypedForm:
    """Read a form that was sent; whether its fields belong to the report is for others to say."""
    texts: dict[str, str] = {}
    changed: dict[str, TypedField] = {}
    undecided = set()
    for name in (key.removeprefix(SEEN) for key in sent if key.startswith(SEEN)):
        text, seen = storable(sent.get(name, "")), read_seen(sent[SEEN + name])
        if seen is None or sent.get(CHOICE + name) == THEIRS:
            continue
        texts[name] = text
        if CONFLICT + name in sent and sent.get(CHOICE + name) != MINE:
            undecided.add(name)
        elif not seen.shows(text):
            changed[name] = TypedField(text, seen.version)
    return TypedForm(texts, changed, frozenset(undecided))
