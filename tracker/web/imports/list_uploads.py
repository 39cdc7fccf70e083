"""A list that was sent: read with its progress told, line by line to a script, and kept until somebody decides."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from flask import url_for
from flask_babel import gettext

from tracker.domain.errors import InvalidInputError, Problem
from tracker.domain.register import Selection
from tracker.exchange.incoming.opening import open_table_file
from tracker.exchange.official_list.reading import LIST_LIMITS, ListReading, Progress, read_list
from tracker.formatting import number
from tracker.services.editing.ground import Editor
from tracker.services.registers import keep_list, notes_of
from tracker.storage.transactions import transaction

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Upload:
    """A list that somebody sent, with all that is needed once the request itself is over.

    Attributes:
        file: The open file.
        name: What it is called.
        account_id: Whose the import will be.
    """

    file: BinaryIO
    name: str
    selection: Selection
    editor: Editor
    account_id: int | None


def follow(upload: Upload) -> Iterator[str]:
    """The progress in lines of JSON, then the address to go on to or what stands in the way.

    The status of the answer has been sent long before, so that nothing may be raised.
    """
    try:
        for step in _steps(upload):
            if isinstance(step, ListReading):
                yield line(done=1, text=gettext("Comparing with what is on record"))
                yield line(url=url_for("imports.show", import_id=_kept(step, upload)))
            else:
                yield line(done=round(step.done, 3), text=_told(step))
    except InvalidInputError as refusal:
        yield line(problems=[problem.message for problem in refusal.problems])
    except Exception:
        logger.exception("The official list could not be read.")
        yield line(problems=[gettext("Something broke on our side."), gettext("Nothing has been stored.")])


def read_whole(upload: Upload) -> int:
    """Read and keep the list without a word in between; gives the key of the import.

    Raises:
        InvalidInputError: As :func:`follow` tells it.
    """
    *_, reading = _steps(upload)
    assert isinstance(reading, ListReading)
    return _kept(reading, upload)


def line(**told: object) -> str:
    """One JSON object in a line."""
    return json.dumps(told, ensure_ascii=False) + "\n"


def _told(step: Progress) -> str:
    if not step.rows:
        return gettext("Unpacking the texts")
    return gettext("Rows read: %(rows)s, chosen: %(chosen)s", rows=number(step.rows), chosen=number(step.chosen))


def _steps(upload: Upload) -> Iterator[Progress | ListReading]:
    """The progress now and then, at the end what came of it.

    Raises:
        InvalidInputError: If it is not the list, breaks off, or nothing in it was wanted.
    """
    with open_table_file(upload.file, upload.name, LIST_LIMITS) as table:
        reading = yield from read_list(table, upload.name, upload.selection)
    if not reading.rows:
        nothing = gettext("No row of the list was chosen, so there is nothing to take over.")
        raise InvalidInputError([Problem("file", text) for text in (nothing, *notes_of(reading))])
    yield reading


def _kept(reading: ListReading, upload: Upload) -> int:
    with transaction():
        return keep_list(reading, upload.name, upload.editor, account_id=upload.account_id)
