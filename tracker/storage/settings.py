"""The portfolio's settings."""

from __future__ import annotations

from sqlalchemy import select

from tracker.domain.portfolio import PortfolioSettings
from tracker.storage.base import db
from tracker.storage.models import SettingsRow
from tracker.storage.transactions import next_data_version


def get_settings() -> PortfolioSettings:
    """The settings; the defaults while none were saved."""
    row = db.session.get_one(SettingsRow, 1)
    return PortfolioSettings(row.name, row.reference_day, row.reference_note)


def get_settings_and_version() -> tuple[PortfolioSettings, int]:
    """The settings and the data version, in one question for those who ask every minute."""
    row = db.session.execute(
        select(SettingsRow.name, SettingsRow.reference_day, SettingsRow.reference_note, SettingsRow.data_version).where(
            SettingsRow.id == 1
        )
    ).one()
    return PortfolioSettings(row.name, row.reference_day, row.reference_note), row.data_version


def save_settings(settings: PortfolioSettings) -> None:
    """Replace the settings; the caller commits."""
    next_data_version()
    row = db.session.get_one(SettingsRow, 1)
    row.name = settings.name
    row.reference_day = settings.reference_day
    row.reference_note = settings.reference_note
    db.session.flush()
