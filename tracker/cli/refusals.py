"""How the command line refuses: one line for each problem on standard error, exit code 1, no traceback."""

from __future__ import annotations

from typing import Any

import click
from flask.cli import AppGroup

from tracker.domain.errors import InvalidInputError, TrackerError


class RefusingGroup(AppGroup):
    """A group of commands whose refusals are told in lines."""

    def invoke(self, context: click.Context) -> Any:
        """Run the command; every refusal of the tracker ends it with exit code 1."""
        try:
            return super().invoke(context)
        except InvalidInputError as error:
            lines = [str(problem) for problem in error.problems]
        except TrackerError as error:
            lines = [str(error)]
        for line in lines:
            click.echo(line, err=True)
        raise click.exceptions.Exit(1)
