"""Mail, where a server for it is configured."""

from __future__ import annotations

import logging
import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from urllib.parse import SplitResult, unquote, urlsplit

logger = logging.getLogger(__name__)

PATIENCE = 10
"""Seconds that the mail server may take for one step."""


@dataclass(frozen=True, slots=True)
class Mailer:
    """Sends mail through one server.

    Attributes:
        url: ``smtp://`` (encrypted as soon as the server offers it) or ``smtps://``, with a name and password where
            it asks for them; empty when there is no mail.
        sender: The address that mail comes from.
    """

    url: str
    sender: str

    @property
    def is_configured(self) -> bool:
        """Whether there is mail at all."""
        return bool(self.url)

    def send_mail(self, *, to: str, subject: str, text: str) -> bool:
        """Send a letter of plain text; ``False`` when the server did not take it, the log says why."""
        if not self.is_configured:
            return False
        try:
            letter = self._letter(to, subject, text)
            with self._connect(urlsplit(self.url)) as server:
                server.send_message(letter)
        except (OSError, smtplib.SMTPException, ValueError) as error:
            # The recipient is personal data: the log has the reason only.
            logger.warning("A letter could not be sent: %s: %s", type(error).__name__, _reason(error))
            return False
        return True

    def _letter(self, to: str, subject: str, text: str) -> EmailMessage:
        letter = EmailMessage()
        letter["From"] = self.sender
        letter["To"] = to
        letter["Subject"] = " ".join(subject.split())
        letter["Date"] = formatdate(localtime=False)
        letter["Message-ID"] = make_msgid(domain=self.sender.rpartition("@")[2].strip("> "))
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content(text)
        return letter

    def _connect(self, address: SplitResult) -> smtplib.SMTP:
        host, context = address.hostname or "", ssl.create_default_context()
        is_private = address.scheme == "smtps"
        server: smtplib.SMTP
        if address.scheme == "smtps":
            server = smtplib.SMTP_SSL(host, address.port or 465, timeout=PATIENCE, context=context)
        else:
            server = smtplib.SMTP(host, address.port or 25, timeout=PATIENCE)
        try:
            server.ehlo()
            if address.scheme == "smtp" and server.has_extn("starttls"):
                server.starttls(context=context)
                server.ehlo()
                is_private = True
            if address.username:
                if not is_private:
                    raise ValueError("the server offers no encryption, so it was not told the password")
                server.login(unquote(address.username), unquote(address.password or ""))
        except BaseException:
            server.close()
            raise
        return server


def _reason(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "the server refused the recipient"
    return " ".join(str(error).split())
