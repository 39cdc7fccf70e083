"""The portfolio's settings."""

from __future__ import annotations

from tracker.domain.portfolio import PortfolioSettings
from tracker.storage.base import db
from tracker.storage.models import SettingsRow
from tracker.storage.transactions import next_data_version


def get_settings() -> PortfolioSettings:
    """The settings; the defaults while none were saved."""
    row = db.session.get_one(SettingsRow, 1)
    return PortfolioSettings(row.name, row.reference_day, row.reference_note)


def save_settings(settings: PortfolioSettings) -> None:
    """Replace the settings; the caller commits."""
    next_data_version()
    row = db.session.get_one(SettingsRow, 1)
    row.name = settings.name
    row.reference_day = settings.reference_day
    row.reference_note = settings.reference_note
    db.session.flush()
