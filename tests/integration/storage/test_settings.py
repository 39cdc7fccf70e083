"""The portfolio's settings: defaults until some are saved, replaced as a whole."""

from __future__ import annotations

from datetime import date

from flask import Flask

from tracker.domain.portfolio import PortfolioSettings
from tracker.storage.settings import get_settings, save_settings
from tracker.storage.transactions import data_version, transaction

SOME = PortfolioSettings("Portfel próbny", date(2019, 10, 15), "Bo tak.")


def test_a_new_tracker_has_the_defaults(app: Flask) -> None:
    with app.app_context():
        assert get_settings() == PortfolioSettings()


def test_what_is_saved_comes_back(app: Flask) -> None:
    with app.app_context(), transaction():
        save_settings(SOME)

    with app.app_context():
        assert get_settings() == SOME


def test_saving_again_replaces_and_counts_as_a_change(app: Flask) -> None:
    with app.app_context():
        with transaction():
            save_settings(SOME)
        before = data_version()
        with transaction():
            save_settings(PortfolioSettings("Inny"))

        assert get_settings() == PortfolioSettings("Inny")
        assert data_version() > before
