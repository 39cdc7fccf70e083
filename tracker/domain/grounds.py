"""What moved a status or a stage, or ended or began a silence: the milestone, report or figure that shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tracker.domain.picture import Aspect, AspectKind, Held, Picture
from tracker.domain.reporting import ReportStanding, ReportState
from tracker.domain.snapshot import Snapshot
from tracker.domain.status import Assessment, Finding, Rule
from tracker.domain.vocabulary import FactName, MilestoneKind, Status


@dataclass(frozen=True, slots=True)
class Ground:
    """What shows why something changed.

    Attributes:
        held: What holds of it on the later day; ``None`` where nothing does, as of a report that has not come.
    """

    aspect: Aspect
    held: Held | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """A project on one of the days compared."""

    snapshot: Snapshot
    assessment: Assessment
    picture: Picture


def find_grounds(before: Look, after: Look) -> Mapping[AspectKind, Ground]:
    """What shows the status, the silence and the stage of the later day, where anything of the project does.

    Of a status that got worse that is what the first new finding is about, of one that got better what the first
    finding was about that is gone; without either the beginning or end of the project or the last figures that count.
    """
    chosen = {
        AspectKind.STATUS: _of_status(before, after),
        AspectKind.SILENCE: _of_silence(after),
        AspectKind.STAGE: _of_stage(after.snapshot),
    }
    return {kind: Ground(aspect, after.picture.get(aspect)) for kind, aspect in chosen.items() if aspect}


def _of_status(before: Look, after: Look) -> Aspect | None:
    was, now = before.assessment, after.assessment
    if now.status is Status.FINISHED:
        return _of_stage(after.snapshot)
    known, left = {(one.rule, one.level) for one in was.reasons}, {one.rule for one in now.reasons}
    came = (one for one in now.reasons if (one.rule, one.level) not in known)
    went = (one for one in was.reasons if one.rule not in left)
    moved = next(came, None) or next(went, None)
    if moved and (told := _ABOUT[moved.rule](moved)):
        return told
    return _of_stage(after.snapshot) if was.status is Status.NOT_STARTED else _of_silence(after)


def _of_silence(after: Look) -> Aspect | None:
    """The first report that is late, else the last whose figures count."""
    reports = after.snapshot.reports
    late = next((one for one in reports if one.standing is ReportStanding.LATE), None)
    return _report(late or after.snapshot.last_counted)


def _of_stage(shown: Snapshot) -> Aspect | None:
    if shown.is_settled:
        settled = (one for one in shown.milestones if one.milestone.kind is MilestoneKind.FINAL_SETTLEMENT)
        return next(Aspect(AspectKind.MILESTONE, str(one.milestone.number)) for one in settled if one.is_achieved)
    if shown.period is None:
        return None
    has_ended = shown.as_of > shown.period.last_day
    return Aspect(AspectKind.FACT, (FactName.END if has_ended else FactName.START).value)


def _report(state: ReportState | None) -> Aspect | None:
    return Aspect(AspectKind.REPORT, state.period.start.isoformat()) if state else None


def _spending(_finding: Finding) -> Aspect:
    return Aspect(AspectKind.SPENT)


def _milestone(finding: Finding) -> Aspect | None:
    return Aspect(AspectKind.MILESTONE, str(finding.milestone.milestone.number)) if finding.milestone else None


def _report_found(finding: Finding) -> Aspect | None:
    return _report(finding.report)


def _post(finding: Finding) -> Aspect | None:
    return Aspect(AspectKind.POST, str(finding.post.post.id)) if finding.post else None


def _training(finding: Finding) -> Aspect | None:
    return Aspect(AspectKind.TRAINING, str(finding.training.training.id)) if finding.training else None


_ABOUT: Mapping[Rule, Callable[[Finding], Aspect | None]] = {
    Rule.SPENDING: _spending,
    Rule.MILESTONES: _milestone,
    Rule.REPORTS: _report_found,
    Rule.SILENCE: _report_found,
    Rule.ENDING: _spending,
    Rule.TASKS: _spending,
    Rule.POSTS: _post,
    Rule.TRAINING: _training,
}
"""What a finding of a rule is about; nothing where the rule names no single thing."""
