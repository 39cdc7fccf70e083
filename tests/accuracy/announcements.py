"""Prints how well announcements are read, field by field.

``python -m tests.accuracy.announcements`` takes the texts kept here; with the path of a folder it takes the texts
there, beside a ``facts.jsonl`` of the same keys. ``--differences`` also prints what was read otherwise, ``--dev``
leaves out the newest lot.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.accuracy.scores import GROUPS, Report, Score, load, score
from tracker.reading.result import FieldName

TEXTS = Path(__file__).parent / "texts"


def main(arguments: Sequence[str]) -> None:
    """Print a table for each part of the collection."""
    folders = [Path(argument) for argument in arguments if not argument.startswith("--")]
    examples = load(folders[0] if folders else TEXTS)
    parts = {"looked at": [e for e in examples if not e.held_out], "held out": [e for e in examples if e.held_out]}
    if "--dev" in arguments:
        del parts["held out"]
    for name, part in parts.items():
        if part:
            report = score(part)
            told = [f"{name}: {len(part)} texts", *table(report)]
            told += report.differences if "--differences" in arguments else []
            sys.stdout.write("\n".join([*told, ""]))


def table(report: Report) -> Iterator[str]:
    """A line for each field that occurs, then for each group of fields."""
    yield f"{'':16} {'precision':>9} {'recall':>7} {'right':>6} {'wrong':>6} {'missed':>6} {'sure but wrong':>15}"
    for name in FieldName:
        if report.fields[name] != Score():
            yield _row(name.value, report.fields[name])
    for group, names in GROUPS.items():
        yield _row(group.upper(), report.group(names))
    yield _row("verdict", report.verdicts)


def _row(name: str, counts: Score) -> str:
    return (
        f"{name:16} {counts.precision:9.3f} {counts.recall:7.3f} {counts.right:6} {counts.wrong:6} {counts.missed:6}"
        f" {counts.sure_wrong:15}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
