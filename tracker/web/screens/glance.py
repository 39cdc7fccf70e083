"""What the slides are made from, and what a slide is before it is printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from tracker.domain.permissions import Scope
from tracker.domain.portfolio import ProjectSummary
from tracker.domain.provenance import Viewpoint
from tracker.domain.snapshot import Snapshot
from tracker.domain.two_days import TwoDays
from tracker.formatting import number
from tracker.services.portfolio import PortfolioView
from tracker.web.screens.fitting import WIDTH


class Book(Protocol):
    """What the slides ask of ``PortfolioBook``."""

    def view(self, viewpoint: Viewpoint, scope: Scope) -> PortfolioView:
        """The rows of a day."""

    def snapshots(self, rows: Sequence[ProjectSummary], viewpoint: Viewpoint) -> list[Snapshot]:
        """Projects, whole."""

    def snapshots_in_turn(self, rows: Sequence[ProjectSummary], viewpoint: Viewpoint) -> Iterator[Snapshot]:
        """The same, one after another."""

    def comparisons(
        self, rows: Sequence[ProjectSummary], earlier: Viewpoint, later: Viewpoint
    ) -> list[tuple[ProjectSummary, TwoDays]]:
        """Projects on two days."""


@dataclass(frozen=True, slots=True)
class Glance:
    """The portfolio, or the part of it that a screen shows, as of its day.

    Attributes:
        book: For what a row does not hold: single projects whole, and another day.
        scope: The part.
    """

    view: PortfolioView
    book: Book
    scope: Scope

    @property
    def viewpoint(self) -> Viewpoint:
        """The day, with all that is known."""
        return Viewpoint(self.view.as_of)


@dataclass(frozen=True, slots=True)
class Draft:
    """A slide that is not printed yet.

    Attributes:
        title: The finding, a sentence.
        template: Below ``screen/slides``, without its ending.
        context: What the template prints.
        figures: The plain numbers behind it, for other programs.
        suffix: Tells slides of one view apart.
        kicker: A few words above the title.
        title_width, title_lines: The room for the title, in parts of a picture 1920 wide.
    """

    title: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    figures: Mapping[str, Any] = field(default_factory=dict)
    suffix: str = ""
    kicker: str = ""
    title_width: int = WIDTH
    title_lines: int = 2


def plain(title: str, figure: int, caption: str, figures: Mapping[str, Any], *texts: str) -> Draft:
    """A slide that has nothing to draw: the finding, a figure with its denominator, and what else is to be said."""
    context = {"figure": number(figure), "caption": caption, "texts": [text for text in texts if text]}
    return Draft(title, "plain", context, figures)
