"""The declaration of accessibility has what checking programs look for, with the values of the installation."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from flask import Flask
from flask.testing import FlaskClient

from tests.integration.web.three_places import close_to_strangers
from tracker.config import Config, Publisher

IDS = {
    "a11y-wstep",
    "a11y-podmiot",
    "a11y-url",
    "a11y-data-publikacja",
    "a11y-data-aktualizacja",
    "a11y-status",
    "a11y-data-sporzadzenie",
    "a11y-kontakt",
    "a11y-osoba",
    "a11y-email",
    "a11y-telefon",
    "a11y-procedura",
}
TOLD = Publisher("Centrum <Pomocy>", "Ewa Nowa", "ewa@example.org", "22 000 00 00", date(2026, 11, 1))


def test_everything_that_is_looked_for_is_there_once(reader: FlaskClient) -> None:
    page = reader.get("/dostepnosc").text

    assert sorted(re.findall(r'id="(a11y-[a-z-]+)"', page)) == sorted(IDS)


def test_what_the_settings_tell_is_told(bundled: Flask) -> None:
    config: Config = bundled.extensions["tracker_config"]
    bundled.extensions["tracker_config"] = replace(config, publisher=TOLD, base_url="https://portfel.example.org")

    page = bundled.test_client().get("/dostepnosc").text

    assert "Centrum &lt;Pomocy&gt;" in page
    assert '<time id="a11y-data-publikacja" datetime="2026-11-01">' in page
    assert 'href="https://portfel.example.org/"' in page
    assert 'href="mailto:ewa@example.org"' in page
    assert 'href="tel:220000000"' in page
    assert "nie podano" not in page


def test_what_was_not_set_is_said_to_be_missing(reader: FlaskClient) -> None:
    assert reader.get("/dostepnosc").text.count("nie podano") == 5


def test_every_page_leads_to_it_and_nobody_has_to_sign_in(bundled: Flask) -> None:
    close_to_strangers(bundled)
    stranger = bundled.test_client()

    assert 'href="/dostepnosc"' in stranger.get("/zaloguj").text
    assert 'href="/dostepnosc"' in stranger.get("/nie-ma-takiej-strony").text
    assert stranger.get("/dostepnosc").status_code == 200
