"""Why something that a document says cannot be taken over."""

from __future__ import annotations

from enum import StrEnum


class Obstacle(StrEnum):
    """What is in the way of taking over what a document says of a project."""

    END_BEFORE_START = "end_before_start"
    NOT_YET_REACHED = "not_yet_reached"
    """Something is said to be reached on a day that is still to come."""
    IS_ACHIEVED = "is_achieved"
    """A day is expected for a milestone that has been achieved."""
    SMALLER_TARGET = "smaller_target"
    """A target without a day is below the one on record, which would go on counting."""
    NOT_YET_PUBLISHED = "not_yet_published"
    NO_TITLE = "no_title"
    PROJECT_GONE = "project_gone"
    """It speaks of a project that is no longer on record."""
    NO_PERIOD = "no_period"
    """Money is planned, but nobody has said when the project runs."""
    NO_REPORTING = "no_reporting"
    """Money was spent, but nobody has said when the project runs or how often it reports."""
    SPENDING_OUTSIDE = "spending_outside"
    """Money was spent in a month outside the project."""
    SPENDING_TO_COME = "spending_to_come"
    """Money was spent in a reporting period that is not over."""
    SPENDING_INCOMPLETE = "spending_incomplete"
    """In a month of a reporting period of which others are told, a task has no amount."""
    SPENDING_REPORTED = "spending_reported"
    """A report on record says another amount; only a correction of that report can change it."""
    REPORT_BEGUN = "report_begun"
    """Somebody is writing the report that would be handed in."""
    UNKNOWN_TASK = "unknown_task"
    """Money was spent on a task that neither the payment schedule nor a report has."""
