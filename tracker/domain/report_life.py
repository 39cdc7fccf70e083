"""A report's life: the states it can be in and every step that leads from one to another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType

from tracker.domain.project import Decision, Report, Submission
from tracker.domain.provenance import Viewpoint
from tracker.domain.vocabulary import ReportDecision, Status


class ReportStatus(StrEnum):
    """Where a report is between its first word and its acceptance."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    REOPENED = "reopened"


class ReportAction(StrEnum):
    """A step somebody takes with a report."""

    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    RETURN = "return"
    ACCEPT = "accept"
    REOPEN = "reopen"


TRANSITIONS: Mapping[tuple[ReportStatus, ReportAction], ReportStatus] = MappingProxyType(
    {
        (ReportStatus.DRAFT, ReportAction.SUBMIT): ReportStatus.SUBMITTED,
        (ReportStatus.WITHDRAWN, ReportAction.SUBMIT): ReportStatus.SUBMITTED,
        (ReportStatus.RETURNED, ReportAction.SUBMIT): ReportStatus.SUBMITTED,
        (ReportStatus.REOPENED, ReportAction.SUBMIT): ReportStatus.SUBMITTED,
        (ReportStatus.SUBMITTED, ReportAction.WITHDRAW): ReportStatus.WITHDRAWN,
        (ReportStatus.SUBMITTED, ReportAction.RETURN): ReportStatus.RETURNED,
        (ReportStatus.SUBMITTED, ReportAction.ACCEPT): ReportStatus.ACCEPTED,
        (ReportStatus.ACCEPTED, ReportAction.REOPEN): ReportStatus.REOPENED,
    }
)
"""Every permitted step; a pair that is absent is forbidden."""

DECISIONS: Mapping[ReportAction, ReportDecision] = MappingProxyType(
    {
        ReportAction.WITHDRAW: ReportDecision.WITHDRAWN,
        ReportAction.RETURN: ReportDecision.RETURNED,
        ReportAction.ACCEPT: ReportDecision.ACCEPTED,
        ReportAction.REOPEN: ReportDecision.REOPENED,
    }
)
"""What each step leaves on the submission; submitting leaves a submission."""

REVIEWS = frozenset({ReportAction.RETURN, ReportAction.ACCEPT, ReportAction.REOPEN})
"""The steps of a coordinator; the others are the centre's."""

_AFTER: Mapping[ReportDecision, ReportStatus] = MappingProxyType(
    {
        decision: next(to for (_, by), to in TRANSITIONS.items() if by is action)
        for action, decision in DECISIONS.items()
    }
)

DECLARABLE = (Status.ON_TRACK, Status.ATTENTION, Status.AT_RISK)
"""What a director can say of the project; the other states follow from the dates."""

EDITABLE = frozenset(status for status, action in TRANSITIONS if action is ReportAction.SUBMIT)
"""States in which the centre may write: those from which it can submit."""


def may_step(status: ReportStatus, action: ReportAction) -> bool:
    """Whether a step is possible in a state, whoever takes it.

    >>> may_step(ReportStatus.ACCEPTED, ReportAction.RETURN)
    False
    """
    return (status, action) in TRANSITIONS


def seen_submissions(report: Report, viewpoint: Viewpoint) -> list[Submission]:
    """What was handed in, in order, as seen from a viewpoint."""
    return sorted((s for s in report.submissions if viewpoint.sees(s.origin)), key=lambda s: s.number)


def last_decision(submission: Submission, viewpoint: Viewpoint) -> Decision | None:
    """What was last decided of a submission, ``None`` while it waits."""
    return max(seen_decisions(submission, viewpoint), key=_moment, default=None)


def seen_decisions(submission: Submission, viewpoint: Viewpoint) -> list[Decision]:
    """The decisions on a submission in the order made, as seen from a viewpoint."""
    return sorted((d for d in submission.decisions if viewpoint.sees_deed(d.decided_on)), key=_moment)


def _moment(decision: Decision) -> tuple[object, ...]:
    return decision.decided_on, decision.recorded_at


def status_of(report: Report | None, viewpoint: Viewpoint) -> ReportStatus:
    """The state of a report as seen from a viewpoint; one that nobody has begun is a draft."""
    submissions = seen_submissions(report, viewpoint) if report else []
    if not submissions:
        return ReportStatus.DRAFT
    decision = last_decision(submissions[-1], viewpoint)
    return _AFTER[decision.decision] if decision else ReportStatus.SUBMITTED


def standing_submission(submissions: Sequence[Submission], viewpoint: Viewpoint) -> Submission | None:
    """The last one handed in and not taken back; ``None`` when there is none."""
    kept = (s for s in reversed(submissions) if not _is_withdrawn(s, viewpoint))
    return next(kept, None)


def _is_withdrawn(submission: Submission, viewpoint: Viewpoint) -> bool:
    decision = last_decision(submission, viewpoint)
    return decision is not None and decision.decision is ReportDecision.WITHDRAWN


def was_accepted(submission: Submission, viewpoint: Viewpoint) -> bool:
    """Whether a submission was ever accepted; reopening does not take that back."""
    return any(d.decision is ReportDecision.ACCEPTED for d in seen_decisions(submission, viewpoint))


def counted_submission(submissions: Sequence[Submission], viewpoint: Viewpoint) -> Submission | None:
    """The one submission whose figures count, of a report's submissions in order.

    It is the last one while it waits for review. While a correction is written, is returned or taken back, the
    version last accepted goes on counting, so that no accepted figure is lost and none counts twice.
    """
    standing = standing_submission(submissions, viewpoint)
    if standing is None or last_decision(standing, viewpoint) is None:
        return standing
    return next((s for s in reversed(submissions) if was_accepted(s, viewpoint)), None)
