"""``flask announcement``: what a public announcement says of a project; nothing is stored."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import click
from flask_babel import gettext

from tracker.announcement_labels import label as reader_label
from tracker.cli.refusals import RefusingGroup
from tracker.domain.errors import InvalidInputError, Problem
from tracker.domain.vocabulary import StatedStage
from tracker.formatting import percent, pln
from tracker.labels import label
from tracker.reading.decoding import LARGEST, DecodingError, Undecodable, decode
from tracker.reading.documents import read_document
from tracker.reading.reader import read
from tracker.reading.result import AMOUNT_FIELDS, FieldName, Found, Reading

STDIN = "-"

group = RefusingGroup("announcement", help="Read public announcements of projects.")


@group.command("read")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with the place of every passage.")
def read_announcement(file: Path, *, as_json: bool) -> None:
    """Tell what a text or saved page says of a project; - reads standard input."""
    text = _text_of(file)
    if as_json:
        click.echo(json.dumps(read_document(text), ensure_ascii=False, indent=2))
        return
    for line in _lines(read(text)):
        click.echo(line)


def _text_of(file: Path) -> str:
    try:
        if str(file) == STDIN:
            content = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with file.open("rb") as opened:
                content = opened.read(LARGEST + 1)
        return decode(content)
    except DecodingError as error:
        message = _undecodable(error.reason)
    except FileNotFoundError:
        message = gettext("There is no such file.")
    except OSError as error:
        message = gettext("The file cannot be read: %(reason)s.", reason=error.strerror or str(error))
    raise InvalidInputError([Problem(str(file), message)])


def _undecodable(reason: Undecodable) -> str:
    texts: dict[Undecodable, str] = {
        Undecodable.TOO_LARGE: gettext(
            "This is larger than %(most)s MB, too large for an announcement.", most=LARGEST // 1_000_000
        ),
        Undecodable.NO_TEXT: gettext("This is not a text in UTF-8 or Windows-1250."),
        Undecodable.EMPTY: gettext("There is no text in it."),
    }
    return texts[reason]


def _lines(reading: Reading) -> Iterator[str]:
    """The reading as a table with tabs: field, value, how sure, as written."""
    yield reader_label(reading.verdict)
    for name, found in reading.fields.items():
        yield _line(reader_label(name), found, _shown(name, found))
    for post in reading.posts:
        yield _line(gettext("Post"), post.found, label(post.kind))
    for training in reading.training:
        yield _line(gettext("Training"), training.found, label(training.kind))
    for event in reading.events:
        yield _line(label(event.kind), event.found)
    for decoy in reading.decoys:
        yield "\t".join([gettext("Left out"), _one_line(decoy.as_written), reader_label(decoy.reason)])


def _shown(name: FieldName, found: Found) -> str:
    """A value as people write it."""
    if name is FieldName.STAGE:
        return label(StatedStage(found.value))
    return pln(Decimal(found.value)) if name in AMOUNT_FIELDS else found.value


def _line(name: str, found: Found, value: str = "") -> str:
    return "\t".join([name, value or found.value, percent(Decimal(str(found.confidence))), _one_line(found.as_written)])


def _one_line(text: str) -> str:
    return " ".join(text.split())
