"""Documents kept for screens: each is made once, holds nobody else up, and is known by its tag when it is gone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Event

import pytest

from tracker.domain.errors import NotReadyError
from tracker.web.screens.document import KEPT, Document, DocumentCache

PATIENCE = 20
"""Seconds."""


def named(text: str) -> Document:
    """A document with a tag of its own."""
    return Document(text.encode(), b"", text)


def never() -> Document:
    raise AssertionError("made a second time")


def test_a_document_is_made_once_while_another_one_is_answered() -> None:
    documents, is_begun, may_end = DocumentCache(), Event(), Event()

    def slowly() -> Document:
        is_begun.set()
        assert may_end.wait(PATIENCE)
        return named("slow")

    with ThreadPoolExecutor(3) as pool:
        first = pool.submit(documents.get, "slow", slowly)
        assert is_begun.wait(PATIENCE)
        second = pool.submit(documents.get, "slow", never)
        quick = pool.submit(documents.get, "quick", lambda: named("quick")).result(PATIENCE)
        is_waiting = not second.done()
        may_end.set()

    assert quick.etag == "quick"
    assert is_waiting
    assert first.result() is second.result()


def test_a_document_that_could_not_be_made_is_made_when_it_is_asked_for_again() -> None:
    documents = DocumentCache()

    def fail() -> Document:
        raise NotReadyError(1, 2)

    with pytest.raises(NotReadyError):
        documents.get("key", fail)

    assert documents.get("key", lambda: named("made")).etag == "made"


def test_the_tag_of_a_document_is_known_when_the_document_is_not() -> None:
    documents = DocumentCache()

    for number in range(KEPT + 1):
        documents.get(number, partial(named, str(number)))

    assert documents.tag(0) == "0"
    assert documents.get(0, lambda: named("anew")).etag == "anew"
    assert documents.get(KEPT, never).etag == str(KEPT)
    assert documents.tag("other") == ""
