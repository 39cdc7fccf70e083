"""Mail leaves whole, or the log says why it did not."""

from __future__ import annotations

import logging
import socket

import pytest

from tests.integration.smtp import mail_server
from tracker.services.mail import Mailer

LETTER = {"to": "anna@osrodek.pl", "subject": "Zażółć gęślą jaźń", "text": "Pierwszy wiersz\n.kropka\nżółw\n"}
SENDER = "Portfel <portfel@example.org>"


def test_a_letter_arrives_as_it_was_written() -> None:
    with mail_server() as box:
        assert Mailer(box.url, SENDER).send_mail(**LETTER)
        letter = box.next_letter()

    assert (letter["To"], letter["From"], letter["Subject"]) == (LETTER["to"], SENDER, LETTER["subject"])
    assert letter.get_content().splitlines() == LETTER["text"].splitlines()
    assert letter["Date"]
    assert letter["Message-ID"].endswith("@example.org>")


def test_a_subject_makes_no_further_headers() -> None:
    with mail_server() as box:
        assert Mailer(box.url, SENDER).send_mail(to=LETTER["to"], subject="A\r\nBcc: b@example.org", text="x")
        letter = box.next_letter()

    assert letter["Bcc"] is None


def test_without_a_server_there_is_no_mail() -> None:
    mailer = Mailer("", "")

    assert not mailer.is_configured
    assert not mailer.send_mail(**LETTER)


def test_a_refused_recipient_is_told_without_the_address(caplog: pytest.LogCaptureFixture) -> None:
    with mail_server(refuses=True) as box, caplog.at_level(logging.WARNING):
        assert not Mailer(box.url, SENDER).send_mail(**LETTER)

    assert "refused" in caplog.text
    assert LETTER["to"] not in caplog.text


def test_a_server_that_is_away_is_told(caplog: pytest.LogCaptureFixture) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    with caplog.at_level(logging.WARNING):
        assert not Mailer(f"smtp://127.0.0.1:{port}", SENDER).send_mail(**LETTER)

    assert "could not be sent" in caplog.text


def test_a_password_is_not_told_in_the_open(caplog: pytest.LogCaptureFixture) -> None:
    with mail_server() as box, caplog.at_level(logging.WARNING):
        url = box.url.replace("smtp://", "smtp://user:hunter2@")

        assert not Mailer(url, SENDER).send_mail(**LETTER)

    assert "encryption" in caplog.text
    assert "hunter2" not in caplog.text


def test_an_address_that_makes_further_headers_is_refused() -> None:
    with mail_server() as box:
        assert not Mailer(box.url, SENDER).send_mail(to="a@b.pl\r\nBcc: c@d.pl", subject="x", text="x")
        assert box.is_empty
