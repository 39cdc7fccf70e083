"""``flask reminders``: whom it reminds of what, once, also when runs meet or break."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select, update

from tests.accounts import add_account, close
from tests.integration.smtp import Letterbox, mail_server
from tracker.cli.clock import now
from tracker.domain.reminders import Channel
from tracker.domain.vocabulary import Role, Voivodeship
from tracker.services.mail import Mailer
from tracker.services.reminding import Postman, open_reminders, send_reminders
from tracker.storage.accounts import change_account, get_person, insert_account
from tracker.storage.audit import events_of
from tracker.storage.base import db
from tracker.storage.models import ReminderRow
from tracker.storage.reminders import CLAIM_LIFE, claim_reminders
from tracker.storage.transactions import transaction

LATE = "2019-10-25"
"""A fortnight after the third quarter's reports were due; Rzeczna and Olszyny Małe have not reported."""

DIRECTORS = "anna@example.org"
COORDINATORS = "ewa@example.org"


def run(app: Flask, *arguments: str) -> Result:
    return app.test_cli_runner().invoke(args=["reminders", "send", *arguments])


def lines(result: Result) -> list[tuple[str, str]]:
    """Reader and occasion of each reminder told."""
    return [(cells[1], cells[2]) for line in result.stdout.splitlines() if len(cells := line.split("\t")) == 4]


def kept(app: Flask) -> list[ReminderRow]:
    with app.app_context():
        return list(db.session.scalars(select(ReminderRow).order_by(ReminderRow.occasion)))


@pytest.fixture
def director(bundled: Flask) -> int:
    """The director of Rzeczna."""
    return add_account(bundled, Role.DIRECTOR, centre="rzeczna", email=DIRECTORS)


@pytest.fixture
def letterbox(bundled: Flask) -> Iterator[Letterbox]:
    """A mail server that the application sends through."""
    with mail_server() as letterbox, mailing(bundled, letterbox):
        yield letterbox


@contextmanager
def mailing(app: Flask, letterbox: Letterbox) -> Iterator[None]:
    """Let an application send mail inside the block."""
    config = app.extensions["tracker_config"]
    settings = {
        "smtp_url": letterbox.url,
        "mail_from": "Portfel <portfel@example.org>",
        "base_url": "https://portfel.example.org",
    }
    before = {name: getattr(config, name) for name in settings}
    for name, value in settings.items():
        object.__setattr__(config, name, value)
    yield
    for name, value in before.items():
        object.__setattr__(config, name, value)


def test_without_a_day_the_portfolios_day_counts(bundled: Flask, director: int) -> None:
    result = run(bundled)

    assert result.exit_code == 0
    assert lines(result) == [(DIRECTORS, "rzeczna: 2019-07-01 due+1")]
    assert [(row.account_id, row.channel) for row in kept(bundled)] == [(director, Channel.APP)]


def test_a_rehearsal_tells_and_writes_nothing(bundled: Flask, director: int) -> None:
    result = run(bundled, "--dry-run", "--day", LATE)

    assert director
    assert lines(result) == [(DIRECTORS, "rzeczna: 2019-07-01 due+14")]
    assert kept(bundled) == []


def test_nobody_is_reminded_twice_of_the_same(bundled: Flask, director: int, letterbox: Letterbox) -> None:
    first, second = run(bundled, "--day", LATE), run(bundled, "--day", LATE)

    assert director
    assert len(lines(first)) == 1
    assert lines(second) == []
    letterbox.next_letter()
    assert letterbox.is_empty


def test_the_letter_says_what_is_awaited_and_leads_there(bundled: Flask, director: int, letterbox: Letterbox) -> None:
    run(bundled, "--day", LATE)

    letter = letterbox.next_letter()
    text = letter.get_content()
    assert director
    assert letter["To"] == DIRECTORS
    assert "III kwartał 2019" in letter["Subject"]
    assert "MOPS w Rzecznej" in text
    assert "10\u00a0października\u00a02019" in text
    assert "https://portfel.example.org/sprawozdania" in text


def test_coordinators_get_one_letter_about_all_that_is_a_fortnight_late(bundled: Flask, letterbox: Letterbox) -> None:
    add_account(bundled, Role.COORDINATOR, email=COORDINATORS)
    add_account(bundled, Role.COORDINATOR, email="inny@example.org", voivodeships=[Voivodeship.OPOLSKIE])

    result = run(bundled, "--day", LATE)

    text = letterbox.next_letter().get_content()
    assert lines(result) == [
        (COORDINATORS, "olszyny-male: 2019-07-01 due+14"),
        (COORDINATORS, "rzeczna: 2019-07-01 due+14"),
    ]
    assert "MOPS w Rzecznej" in text
    assert "GOPS w Olszynach" in text
    assert letterbox.is_empty


def test_what_the_server_refuses_is_sent_by_the_next_run(bundled: Flask, director: int) -> None:
    with mail_server(refuses=True) as refusing, mailing(bundled, refusing):
        refused = run(bundled, "--day", LATE)
    after_refusal = kept(bundled)
    with mail_server() as letterbox, mailing(bundled, letterbox):
        accepted = run(bundled, "--day", LATE)
        letterbox.next_letter()

    assert director
    assert (refused.exit_code, accepted.exit_code) == (1, 0)
    assert after_refusal == []
    assert [row.sent_at is not None for row in kept(bundled)] == [True]


@pytest.mark.parametrize(("age", "letters"), [(timedelta(minutes=1), 0), (CLAIM_LIFE, 1)])
def test_what_a_broken_run_had_claimed_is_sent_after_a_while(
    bundled: Flask, director: int, letterbox: Letterbox, age: timedelta, letters: int
) -> None:
    with bundled.app_context():
        project_id = next(iter(open_project_keys(bundled, director)))
        with transaction():
            claim_reminders(director, [(project_id, "2019-07-01 due+14")], Channel.MAIL, at=now() - age)

    result = run(bundled, "--day", LATE)

    assert len(lines(result)) == letters
    assert letterbox.is_empty is (letters == 0)


def open_project_keys(app: Flask, director: int) -> set[int]:
    """The projects that a rehearsal would remind a director of."""
    from tracker.services.reminding import letters_due

    with app.app_context():
        letters = letters_due(date.fromisoformat(LATE), make_postman(Mailer("", "")))
    return {one.project_id for letter in letters if letter.account.key == director for one in letter.reminders}


def make_postman(mailer: Mailer) -> Postman:
    return Postman(mailer, link=lambda reminder: reminder.slug, overview="https://example.org", clock=now)


def test_of_two_runs_at_once_one_sends(bundled: Flask, director: int, letterbox: Letterbox) -> None:
    reporters = [add_account(bundled, Role.REPORTER, centre="rzeczna") for _ in range(4)]
    add_account(bundled, Role.COORDINATOR, email=COORDINATORS)
    mailer = Mailer(letterbox.url, "portfel@example.org")
    start = threading.Barrier(3)

    def send() -> list[Any]:
        with bundled.app_context():
            start.wait()
            return [
                (letter.account.email, one.occasion, one.slug)
                for letter in send_reminders(date.fromisoformat(LATE), make_postman(mailer), actor="test")
                for one in letter.reminders
            ]

    told = in_threads(send, 3)

    assert director
    assert len(told) == len(set(told)) == 1 + len(reporters) + 2
    letters = [letterbox.next_letter()["To"] for _ in range(1 + len(reporters) + 1)]
    assert len(set(letters)) == len(letters)
    assert letterbox.is_empty
    assert all(row.sent_at is not None for row in kept(bundled))


def in_threads(deed: Callable[[], list[Any]], number: int) -> list[Any]:
    """What several threads give together; a failure of any of them is the test's."""
    found: list[Any] = []
    failures: list[BaseException] = []

    def work() -> None:
        try:
            found.extend(deed())
        except BaseException as failure:  # noqa: BLE001  The test reports whatever went wrong in a thread.
            failures.append(failure)

    threads = [threading.Thread(target=work) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return found


def test_only_accounts_in_use_are_reminded(bundled: Flask, director: int) -> None:
    close(bundled, director)
    with bundled.app_context(), transaction():
        person = get_person(director)
        insert_account("zaproszona@example.org", Role.DIRECTOR, at=now(), centre_id=person.centre_id)

    assert lines(run(bundled, "--day", LATE)) == []


def test_an_example_account_gets_no_mail(bundled: Flask, director: int, letterbox: Letterbox) -> None:
    with bundled.app_context(), transaction():
        change_account(director, is_example=True)

    result = run(bundled, "--day", LATE)

    assert len(lines(result)) == 1
    assert letterbox.is_empty
    assert [row.channel for row in kept(bundled)] == [Channel.APP]


def shown(app: Flask, account: int, day: str) -> list[tuple[str, int]]:
    """Occasion and days left of what the tracker shows a person on a day."""
    with app.app_context():
        return [(one.occasion, one.days_left) for one in open_reminders(get_person(account), date.fromisoformat(day))]


def test_the_tracker_shows_what_no_letter_told_until_it_is_done(bundled: Flask, director: int) -> None:
    before = shown(bundled, director, LATE)
    run(bundled, "--day", LATE)

    assert before == []
    assert shown(bundled, director, LATE) == [("2019-07-01 due+14", -15)]
    assert shown(bundled, director, "2019-10-26") == [("2019-07-01 due+14", -16)]
    assert shown(bundled, director, "2019-12-01") == []


def test_the_tracker_does_not_repeat_what_a_letter_told(bundled: Flask, director: int, letterbox: Letterbox) -> None:
    run(bundled, "--day", LATE)

    letterbox.next_letter()
    assert shown(bundled, director, LATE) == []


def test_a_person_who_changed_the_centre_is_shown_nothing_of_the_old_one(bundled: Flask, director: int) -> None:
    run(bundled, "--day", LATE)
    other = add_account(bundled, Role.DIRECTOR, centre="klucze")
    with bundled.app_context(), transaction():
        db.session.execute(update(ReminderRow).values(account_id=other))

    assert director
    assert shown(bundled, other, LATE) == []


def test_a_run_that_reminded_somebody_is_on_record(bundled: Flask, director: int) -> None:
    run(bundled, "--day", LATE)
    run(bundled, "--day", LATE)

    with bundled.app_context():
        events = [event for event in events_of(None) if event.deed == "send_reminders"]
    assert director
    assert [(event.actor, event.after) for event in events] == [("flask reminders", {"day": LATE, "sent": 1})]


def test_removing_what_was_invented_takes_its_reminders_along(bundled: Flask, director: int) -> None:
    run(bundled, "--day", LATE)

    removed = bundled.test_cli_runner().invoke(args=["data", "demo", "--remove"])

    assert director
    assert removed.exit_code == 0
    assert kept(bundled) == []


def test_a_day_that_is_none_is_refused(bundled: Flask) -> None:
    assert run(bundled, "--day", "jutro").exit_code == 2
