"""The tables, one module per noun."""

from __future__ import annotations

from tracker.storage.models.accounts import AccountLinkRow, AccountRow, AccountVoivodeshipRow, SignInAttemptRow
from tracker.storage.models.ledger import AuditEventRow, SettingsRow
from tracker.storage.models.projects import CentreRow, ChoiceRow, ProjectRow, SourceRow, StatementRow
from tracker.storage.models.reports import DecisionRow, ReportRow, SpendingRow, SubmissionRow
from tracker.storage.models.schedules import (
    MilestoneEntryRow,
    MilestoneRow,
    PlanAmountRow,
    PlanRow,
    PlanTaskRow,
    PostEntryRow,
    PostRow,
    TrainingEntryRow,
    TrainingRow,
)

__all__ = [
    "AccountLinkRow",
    "AccountRow",
    "AccountVoivodeshipRow",
    "AuditEventRow",
    "CentreRow",
    "ChoiceRow",
    "DecisionRow",
    "MilestoneEntryRow",
    "MilestoneRow",
    "PlanAmountRow",
    "PlanRow",
    "PlanTaskRow",
    "PostEntryRow",
    "PostRow",
    "ProjectRow",
    "ReportRow",
    "SettingsRow",
    "SignInAttemptRow",
    "SourceRow",
    "SpendingRow",
    "StatementRow",
    "SubmissionRow",
    "TrainingEntryRow",
    "TrainingRow",
]
