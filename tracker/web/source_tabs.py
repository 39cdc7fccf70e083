"""The pages about the ground under the figures, as tabs: what is doubtful, and which documents there are."""

from __future__ import annotations

from flask import request
from flask_babel import gettext

from tracker.web.addresses import VIEWPOINT_ARGUMENTS, address, kept
from tracker.web.listing import Tab


def source_tabs() -> list[Tab]:
    """Each page with the day, the voivodeship and the project of this one."""
    names = (("quality.show", gettext("Doubts about the data")), ("sources.show_list", gettext("Documents")))
    arguments = kept(*VIEWPOINT_ARGUMENTS, "woj", "projekt")
    return [Tab(text, address(target, arguments), request.endpoint == target) for target, text in names]
