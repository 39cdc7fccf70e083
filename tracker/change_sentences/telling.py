"""Each change in one sentence; many of one sort that came to be known at once are one sentence together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import TypeAlias

from flask_babel import gettext, ngettext

from tracker.change_sentences.facts import budget_sentence, fact_sentence, reached_sentence, task_sentence
from tracker.change_sentences.progress import (
    declared_sentence,
    milestone_sentence,
    report_sentence,
    silence_sentence,
    spent_sentence,
    stage_sentence,
    status_sentence,
)
from tracker.domain.changes import Change
from tracker.domain.picture import AspectKind

Told: TypeAlias = tuple[Change, ...]
"""The changes of one project that one sentence tells: one, or several that are new in the plan."""

FOLDED_FROM = 3
"""So many new things of one sort in a project's plan are told together."""

_FOLDED = frozenset({AspectKind.MILESTONE, AspectKind.TASK, AspectKind.POST, AspectKind.TRAINING})


def fold(changes: Sequence[Change]) -> list[Told]:
    """The changes of one project as sentences tell them, in their order."""
    told: list[Told] = []
    for is_new, same in groupby(changes, key=_newness):
        run = tuple(same)
        if is_new is not None and len(run) >= FOLDED_FROM:
            told.append(run)
        else:
            told.extend((change,) for change in run)
    return told


def _newness(change: Change) -> AspectKind | None:
    return change.aspect.kind if change.before is None and change.aspect.kind in _FOLDED else None


def change_sentence(told: Told) -> str:
    """What changed, in a sentence that follows the project's name."""
    change = told[0]
    if len(told) > 1:
        return _NEW[change.aspect.kind](len(told))
    return _SENTENCES[change.aspect.kind](change)


def _project(change: Change) -> str:
    if change.before is None:
        return gettext("The project came into the portfolio.")
    return gettext("The project left the portfolio.")


_SENTENCES: Mapping[AspectKind, Callable[[Change], str]] = {
    AspectKind.PROJECT: _project,
    AspectKind.FACT: fact_sentence,
    AspectKind.BUDGET: budget_sentence,
    AspectKind.SPENT: spent_sentence,
    AspectKind.TASK: task_sentence,
    AspectKind.MILESTONE: milestone_sentence,
    AspectKind.POST: reached_sentence,
    AspectKind.TRAINING: reached_sentence,
    AspectKind.STATUS: status_sentence,
    AspectKind.DECLARED: declared_sentence,
    AspectKind.STAGE: stage_sentence,
    AspectKind.REPORT: report_sentence,
    AspectKind.SILENCE: silence_sentence,
}


def _new_milestones(count: int) -> str:
    return ngettext("%(num)s milestone came into the plan.", "%(num)s milestones came into the plan.", count)


def _new_tasks(count: int) -> str:
    return ngettext("%(num)s task came into the schedule.", "%(num)s tasks came into the schedule.", count)


def _new_posts(count: int) -> str:
    return ngettext("%(num)s post came into the plan.", "%(num)s posts came into the plan.", count)


def _new_trainings(count: int) -> str:
    return ngettext(
        "%(num)s kind of training came into the plan.", "%(num)s kinds of training came into the plan.", count
    )


_NEW: Mapping[AspectKind, Callable[[int], str]] = {
    AspectKind.MILESTONE: _new_milestones,
    AspectKind.TASK: _new_tasks,
    AspectKind.POST: _new_posts,
    AspectKind.TRAINING: _new_trainings,
}
