"""The columns of the sheet of a portfolio: one row a project."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from tracker.domain.vocabulary import (
    CentreKind,
    FactName,
    ReportingFrequency,
    SourceKind,
    StatedStage,
    StatementKind,
    Voivodeship,
)
from tracker.exchange.filled_sheets.columns import FormColumn, Shape, by_key

DAY = _("A date such as 30.06.2019; a month (06.2019) or a year (2019) will do.")
AMOUNT = _("An amount in PLN; empty when nobody has stated it.")


_COLUMNS = (
    FormColumn(
        "slug", _("Address of the project"), _("Of a project on record; leave it empty for a new one."), longest=80
    ),
    FormColumn(
        "centre_name",
        _("Full name of the centre"),
        _("Such as Ośrodek Pomocy Społecznej w Kluczach. A centre on record needs nothing more."),
        width=44,
    ),
    FormColumn("centre_short_name", _("Short name"), _("Such as OPS w Kluczach; of a new centre."), width=24),
    FormColumn("centre_place", _("Place"), _("As on a map: Klucze; of a new centre."), width=18),
    FormColumn("centre_kind", _("Kind of centre"), _("One of the list; of a new centre."), Shape.CODED, 12, CentreKind),
    FormColumn(
        "centre_voivodeship",
        _("Voivodeship"),
        _("One of the list; of a new centre."),
        Shape.CODED,
        20,
        Voivodeship,
    ),
    FormColumn("centre_county", _("County"), _("Such as olkuski; may stay empty.")),
    FormColumn(FactName.TITLE, _("Title of the project"), _("A new project needs one."), width=48, longest=500),
    FormColumn(FactName.PROJECT_NUMBER, _("Project number"), _("Of the agreement."), width=28, longest=80),
    FormColumn(FactName.CALL_NUMBER, _("Call number"), _("Of the call in which it applied."), width=30, longest=80),
    FormColumn(FactName.STAGE, _("Stage in the source"), _("One of the list."), Shape.CODED, 20, StatedStage),
    FormColumn(FactName.TOTAL_VALUE, _("Project value"), AMOUNT, Shape.AMOUNT),
    FormColumn(FactName.ELIGIBLE_EXPENDITURE, _("Eligible expenditure"), AMOUNT, Shape.AMOUNT),
    FormColumn(FactName.GRANT, _("Grant"), AMOUNT, Shape.AMOUNT),
    FormColumn(FactName.EU_FUNDING, _("EU funding (ESF)"), AMOUNT, Shape.AMOUNT),
    FormColumn(FactName.STATE_FUNDING, _("State budget grant"), AMOUNT, Shape.AMOUNT),
    FormColumn(FactName.OWN_CONTRIBUTION, _("Own contribution"), AMOUNT, Shape.AMOUNT),
    FormColumn(FactName.START, _("Start"), DAY, Shape.DATE, 14),
    FormColumn(FactName.END, _("End"), DAY, Shape.DATE, 14),
    FormColumn(
        FactName.REPORTING_FREQUENCY,
        _("How often it reports"),
        _("One of the list."),
        Shape.CODED,
        18,
        ReportingFrequency,
    ),
    FormColumn(
        "binding",
        _("How binding it is"),
        _("One of the list; “stated” where it is empty."),
        Shape.CODED,
        16,
        StatementKind,
    ),
    FormColumn(
        "source_kind",
        _("Kind of document"),
        _("What says so; without a document the figures count as typed in by hand."),
        Shape.CODED,
        22,
        SourceKind,
    ),
    FormColumn("source_publisher", _("Who published it"), _("Needed where a document is named."), width=28),
    FormColumn("source_title", _("Title of the document"), _("Needed where a document is named."), width=36),
    FormColumn("source_published", _("Date of the document"), DAY, Shape.DATE, 18),
)

COLUMNS = by_key(_COLUMNS)
"""Every column by its key, in the order of the template."""

FACTS = tuple(FactName(key) for key in COLUMNS if key in list(FactName))
"""The facts that the sheet states."""

SHEET_NAME = _("Portfolio")
HELP_NAME = _("Explanations")
