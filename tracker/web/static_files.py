"""Style sheets, scripts, fonts: kept by browsers for a year under addresses that change with them, compressed once.

The digest in an address is that of all files together, so that a style sheet's fonts and a script's modules, which
they name by relative addresses, are asked for under the same one and nothing needs to be rewritten.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import brotli
from flask import Flask, Response, request

from tracker.config import ROOT
from tracker.domain.errors import NotFoundError
from tracker.gate.guards import open_to_all
from tracker.gate.release import DIGITS, digest_of

ENDPOINT: Final = "static"
FOLDER = ROOT / "tracker" / "static"
FILES = "tracker/static/**/*"

YEAR = 31_536_000
"""Seconds."""

TYPES: Mapping[str, str] = MappingProxyType(
    {
        ".css": "text/css",
        ".js": "text/javascript",
        ".svg": "image/svg+xml",
        ".woff2": "font/woff2",
    }
)
"""Said here, because what the machine's own list says of scripts differs; licences and registers are plain text."""

PLAIN = "text/plain"
PACKED = frozenset({"font/woff2"})
"""Compressed by themselves."""

LARGE = 200_000
"""Bytes. Brotli's best takes seconds for the charts' library and saves a twelfth; anything smaller takes a moment."""

ENCODINGS: Mapping[str, Callable[[bytes], bytes]] = MappingProxyType(
    {
        "br": lambda body: brotli.compress(body, quality=9 if len(body) > LARGE else 11),
        "gzip": lambda body: gzip.compress(body, 9, mtime=0),
        "identity": lambda body: body,
    }
)
"""The best first."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A file as it is sent in one encoding."""

    body: bytes
    etag: str


def init_app(app: Flask) -> None:
    """Serve the files, and put the digest into every address of one that a page names."""
    app.add_url_rule(f"/static/<string(length={DIGITS}):version>/<path:filename>", ENDPOINT, show)
    app.add_url_rule("/static/<path:filename>", ENDPOINT, show)

    @app.url_defaults
    def add_digest(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == ENDPOINT:
            values.setdefault("version", digest())


@cache
def digest() -> str:
    """Tells one state of all files from another."""
    return digest_of(FILES)


@open_to_all("Style sheets, scripts, fonts: the same for everybody.")
def show(filename: str, version: str = "") -> Response:
    """A file, in the best encoding that the browser takes.

    Under another digest than today's stands the same file, only not to be kept: while one machine of several is being
    upgraded its pages may ask another for theirs, and a page opened before an upgrade may ask for more after it.

    Raises:
        NotFoundError: If there is no such file.
    """
    path = _paths().get(filename)
    if path is None:
        raise NotFoundError
    kind = TYPES.get(path.suffix, PLAIN)
    encoding = "identity" if kind in PACKED else _best_encoding()
    packed = _pack(path, encoding)
    response = Response(packed.body, content_type=f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
    if encoding != "identity":
        response.content_encoding = encoding
    _let_keep(response, is_current=version == digest())
    response.set_etag(packed.etag)
    response.make_conditional(request)
    return response


def _best_encoding() -> str:
    accepted = request.accept_encodings
    return accepted.best_match([name for name in ENCODINGS if accepted[name] > 0], "identity")


def _let_keep(response: Response, *, is_current: bool) -> None:
    response.cache_control.public = True
    if is_current:
        response.cache_control.max_age = YEAR
        response.cache_control.immutable = True
    else:
        response.cache_control.no_cache = True


@cache
def _paths() -> Mapping[str, Path]:
    """Every file by its name below the folder; nothing else can be asked for."""
    return {path.relative_to(FOLDER).as_posix(): path for path in FOLDER.rglob("*") if path.is_file()}


@cache
def _pack(path: Path, encoding: str) -> Packed:
    body = path.read_bytes()
    return Packed(ENCODINGS[encoding](body), f"{sha256(body).hexdigest()[:16]}-{encoding}")
