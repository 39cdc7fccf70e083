"""A mail server that keeps every letter it is given."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from queue import Queue


class _Conversation(socketserver.StreamRequestHandler):
    """One client, as RFC 5321 has it at the least."""

    server: _Server

    def handle(self) -> None:
        """Answer until the client leaves."""
        self._say(220)
        while line := self.rfile.readline():
            verb = line.split()[0].upper() if line.split() else b""
            if verb == b"DATA":
                self._take_letter()
            elif verb == b"RCPT" and self.server.refuses:
                self._say(550)
            elif verb == b"QUIT":
                self._say(221)
                return
            else:
                self._say(250)

    def _take_letter(self) -> None:
        self._say(354)
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        letter = message_from_bytes(b"".join(lines), policy=policy.default)
        assert isinstance(letter, EmailMessage)
        self.server.letters.put(letter)
        self._say(250)

    def _say(self, code: int) -> None:
        self.wfile.write(f"{code} Test\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, *, refuses: bool) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.letters: Queue[EmailMessage] = Queue()
        self.refuses = refuses


class Letterbox:
    """Where the letters are."""

    def __init__(self, server: _Server) -> None:
        self._server = server
        self.url = f"smtp://127.0.0.1:{server.server_address[1]}"

    def next_letter(self) -> EmailMessage:
        """The next letter, as soon as it comes."""
        return self._server.letters.get(timeout=30)

    @property
    def is_empty(self) -> bool:
        """Whether no letter waits."""
        return self._server.letters.empty()


@contextmanager
def mail_server(*, refuses: bool = False) -> Iterator[Letterbox]:
    """A mail server on the loopback address; one that ``refuses`` takes no letter."""
    with _Server(refuses=refuses) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield Letterbox(server)
        finally:
            server.shutdown()
            thread.join()
