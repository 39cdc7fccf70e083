"""Whom the writers of a report may turn to."""

from __future__ import annotations

from tracker.domain.accounts import Account, AccountState
from tracker.domain.permissions import Deed, decide
from tracker.services.reporting.ground import OpenReport
from tracker.storage.accounts import all_accounts


def reviewers(report: OpenReport) -> list[Account]:
    """Those who may review the report, and record amendments of its plan, by name in the Polish order."""
    place = report.address.place
    active = (account for account in all_accounts() if account.state is AccountState.ACTIVE)
    return [account for account in active if decide(account.person, Deed.REVIEW_REPORT, place).allowed]
