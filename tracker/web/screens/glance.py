"""What the slides are made from, and what a slide is before it is printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tracker.domain.permissions import Scope
from tracker.domain.provenance import Viewpoint
from tracker.services.portfolio import PortfolioBook, PortfolioView


@dataclass(frozen=True, slots=True)
class Glance:
    """The portfolio, or the part of it that a screen shows, as of its day.

    Attributes:
        book: For what a row does not hold: single projects whole, and another day.
        scope: The part.
    """

    view: PortfolioView
    book: PortfolioBook
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
    """

    title: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    figures: Mapping[str, Any] = field(default_factory=dict)
    suffix: str = ""
    kicker: str = ""
