"""The tables, one module per noun."""

from __future__ import annotations

from tracker.storage.models.accounts import AccountLinkRow, AccountRow, AccountVoivodeshipRow, SignInAttemptRow
from tracker.storage.models.api_tokens import ApiTokenRow
from tracker.storage.models.drafts import AttachmentRow, DraftFieldRow, SubmissionAttachmentRow
from tracker.storage.models.imports import ImportRow
from tracker.storage.models.ledger import AuditEventRow, SettingsRow
from tracker.storage.models.projects import CentreRow, ChoiceRow, ProjectRow, SourceRow, StatementRow
from tracker.storage.models.reminders import ReminderRow
from tracker.storage.models.reports import (
    ConfirmationRow,
    DecisionRow,
    ExplanationRow,
    IndicatorRow,
    RemarkRow,
    ReportedMilestoneRow,
    ReportedPostRow,
    ReportedTrainingRow,
    ReportRow,
    SpendingRow,
    SubmissionRow,
)
from tracker.storage.models.saved_views import SavedViewRow
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
from tracker.storage.models.screens import ScreenMissRow, ScreenRow

__all__ = [
    "AccountLinkRow",
    "AccountRow",
    "AccountVoivodeshipRow",
    "ApiTokenRow",
    "AttachmentRow",
    "AuditEventRow",
    "CentreRow",
    "ChoiceRow",
    "ConfirmationRow",
    "DecisionRow",
    "DraftFieldRow",
    "ExplanationRow",
    "ImportRow",
    "IndicatorRow",
    "MilestoneEntryRow",
    "MilestoneRow",
    "PlanAmountRow",
    "PlanRow",
    "PlanTaskRow",
    "PostEntryRow",
    "PostRow",
    "ProjectRow",
    "RemarkRow",
    "ReminderRow",
    "ReportRow",
    "ReportedMilestoneRow",
    "ReportedPostRow",
    "ReportedTrainingRow",
    "SavedViewRow",
    "ScreenMissRow",
    "ScreenRow",
    "SettingsRow",
    "SignInAttemptRow",
    "SourceRow",
    "SpendingRow",
    "StatementRow",
    "SubmissionAttachmentRow",
    "SubmissionRow",
    "TrainingEntryRow",
    "TrainingRow",
]
