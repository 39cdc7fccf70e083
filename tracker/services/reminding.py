"""Remind people of reports: each reminder once, whatever breaks and however many runs there are at a time.

A run claims the rows of a letter and commits before the letter leaves, and marks them as sent afterwards. So when a
run breaks

- before its claim is committed, nothing has happened: the next run sends the letter;
- between the claim and the mail server's answer, nobody knows whether the letter left: the claim keeps other runs
  away for ``CLAIM_LIFE``, then the next one takes it over and sends the letter, perhaps a second time, because a
  reminder that comes twice does less harm than one that never comes;
- after the answer and before the mark, the same;
- after the mark, the letter is sent and stays sent.

A mail server that refuses is no break: the claim is withdrawn at once and the next run tries again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import force_locale

from tracker.domain.accounts import Account, AccountState
from tracker.domain.permissions import Deed, Person, decide
from tracker.domain.provenance import Viewpoint
from tracker.domain.reminders import Channel, Reminder, owed_to, reminders_of
from tracker.domain.snapshot import take_snapshot
from tracker.report_sentences.reminders import letter_subject, letter_text
from tracker.services.mail import Mailer
from tracker.storage.accounts import all_accounts
from tracker.storage.audit import AuditEvent, record_event
from tracker.storage.projects import all_records, records_of
from tracker.storage.reminders import (
    claim_reminders,
    fulfil_claims,
    settled_reminders,
    shown_reminders,
    withdraw_claims,
)
from tracker.storage.transactions import begin_anew, transaction


@dataclass(frozen=True, slots=True)
class Letter:
    """What one person is to be reminded of by one run.

    Attributes:
        reminders: At least one, the most urgent first.
        has_left: Whether the mail server took it, or the tracker shows it; always so before it is sent.
    """

    account: Account
    reminders: tuple[Reminder, ...]
    channel: Channel
    has_left: bool = True

    @property
    def is_summary(self) -> bool:
        """Whether it tells a coordinator of what centres owe."""
        return not decide(self.account.person, Deed.WRITE_REPORT).allowed

    @property
    def subject(self) -> str:
        """The subject, in the language of its reader."""
        with force_locale(self.account.language):
            return letter_subject(self.reminders, is_summary=self.is_summary)


@dataclass(frozen=True, slots=True)
class Postman:
    """How letters leave.

    Attributes:
        link: The address of a reminder's report.
        overview: The address of the page that lists reports.
        clock: Tells this moment, aware.
    """

    mailer: Mailer
    link: Callable[[Reminder], str]
    overview: str
    clock: Callable[[], datetime]

    def channel_to(self, account: Account) -> Channel:
        """How an account is reached; an example's e-mail belongs to nobody."""
        return Channel.MAIL if self.mailer.is_configured and not account.is_example else Channel.APP

    def deliver(self, letter: Letter) -> bool:
        """Hand a letter to the mail server; tells whether it took it."""
        with force_locale(letter.account.language):
            text = letter_text(letter.reminders, is_summary=letter.is_summary, link=self.link, overview=self.overview)
        return self.mailer.send_mail(to=letter.account.email, subject=letter.subject, text=text)


def letters_due(day: date, postman: Postman) -> list[Letter]:
    """The letters that a run on a day would send, by name of the reader; nothing is written."""
    accounts = [account for account in all_accounts() if account.state is AccountState.ACTIVE]
    sent = settled_reminders(postman.clock())
    by_centre = _by_centre(day)
    letters = []
    for account in accounts:
        owed = owed_to(account.person, _near(account.person, by_centre), sent.get(account.key, set()))
        if owed:
            letters.append(Letter(account, owed, postman.channel_to(account)))
    return letters


def _by_centre(day: date) -> Mapping[int, list[Reminder]]:
    found: defaultdict[int, list[Reminder]] = defaultdict(list)
    for record in all_records():
        found[record.centre.id].extend(reminders_of(take_snapshot(record, Viewpoint(day))))
    return found


def _near(person: Person, by_centre: Mapping[int, list[Reminder]]) -> Iterable[Reminder]:
    """What can concern a person: that of the own centre, of all centres for those who have none."""
    if person.centre_id is not None:
        return by_centre.get(person.centre_id, ())
    return (reminder for reminders in by_centre.values() for reminder in reminders if reminder.is_for_coordinators)


def send_reminders(day: date, postman: Postman, *, actor: str) -> Iterator[Letter]:
    """Send what is due on a day; each letter is given as soon as its fate is known.

    Commits by itself, a transaction or two for each letter. A run that reminded anybody is put on record.

    Args:
        day: The day on which business stands.
        postman: How letters leave.
        actor: Who the record says it was.
    """
    left = 0
    for planned in letters_due(day, postman):
        letter = _send(planned, day, postman)
        if letter is not None:
            left += len(letter.reminders) if letter.has_left else 0
            yield letter
    if left:
        with transaction():
            details = {"day": day.isoformat(), "sent": left}
            record_event(AuditEvent(postman.clock(), actor, "send_reminders", {}, details), project_id=None)


def _send(planned: Letter, day: date, postman: Postman) -> Letter | None:
    """Claim what still holds of a letter and send it; ``None`` when nothing of it is left to do."""
    account, at = planned.account, postman.clock()
    wanted = _still_due(planned, day)
    with transaction():
        claimed = claim_reminders(account.key, wanted, planned.channel, at=at)
    if not claimed:
        return None
    letter = Letter(account, tuple(one for one in planned.reminders if _key(one) in claimed), planned.channel)
    if letter.channel is Channel.APP:
        return letter
    has_left = postman.deliver(letter)
    with transaction():
        if has_left:
            fulfil_claims(account.key, claimed, claimed_at=at, at=postman.clock())
        else:
            withdraw_claims(account.key, claimed, claimed_at=at)
    return Letter(account, letter.reminders, letter.channel, has_left)


def _key(reminder: Reminder) -> tuple[int, str]:
    return reminder.project_id, reminder.occasion


def _still_due(letter: Letter, day: date) -> set[tuple[int, str]]:
    """What of a letter is due now: earlier letters took their time, and somebody may have reported meanwhile."""
    begin_anew()
    planned = {_key(reminder) for reminder in letter.reminders}
    return planned & {_key(reminder) for reminder in _reminders(sorted({key for key, _ in planned}), day)}


def _reminders(keys: list[int], day: date) -> Iterator[Reminder]:
    for record in records_of(keys):
        yield from reminders_of(take_snapshot(record, Viewpoint(day)))


def open_reminders(person: Person, day: date) -> tuple[Reminder, ...]:
    """What the tracker shows a person in place of letters: reminded of, and not done yet, the most urgent first.

    The reminders are as of the day, so the days they tell are right; what reached the person by mail is left out.
    """
    channels: dict[int, list[tuple[str, Channel]]] = defaultdict(list)
    for project_id, occasion, channel in shown_reminders(person.key):
        channels[project_id].append((occasion, channel))
    shown = (one for one in _reminders(sorted(channels), day) if _is_shown(one, channels[one.project_id]))
    return owed_to(person, shown, ())


def _is_shown(reminder: Reminder, newest_first: Iterable[tuple[str, Channel]]) -> bool:
    """Whether the newest reminder of the same thing was one that the tracker shows."""
    of_same = (channel for occasion, channel in newest_first if _is_of(occasion, reminder.series))
    return next(of_same, None) is Channel.APP


def _is_of(occasion: str, series: str) -> bool:
    return occasion.startswith((f"{series}+", f"{series}-"))
