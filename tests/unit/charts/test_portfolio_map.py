"""The map: marks that cover nothing and stay where they may, blocks that add up, words of the same numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from math import hypot
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.domain.test_portfolio_map import make_row, rows
from tracker.charts.map_layout import GAP, NARROW, SCREEN, WIDE, Frame, Shape, place_marks, radius_of
from tracker.charts.map_svg import Drawing, draw_map, draw_screen_map
from tracker.charts.map_words import finding
from tracker.charts.portfolio_map import MOST_MARKS, portfolio_map
from tracker.domain.portfolio import ProjectSummary
from tracker.domain.portfolio_map import Siting, regions_of, site_of
from tracker.domain.vocabulary import Status, Voivodeship
from tracker.services.outlines import poland

NASTY = '<script>alert(1)</script> & "Łódź"'
LAND = 312_000.0


def draw(found: Sequence[ProjectSummary], focus: Voivodeship | None = None) -> list[Drawing]:
    chart = portfolio_map(found, regions_of(found), poland(), focus)
    return draw_map(chart, lambda row: f"/projekty/{row.slug}", lambda voivodeship: f"/mapa?woj={voivodeship}")


def elements(drawing: Drawing, css: str) -> list[Element]:
    root = fromstring(str(drawing.svg))  # noqa: S314  It is our own drawing.
    return [e for e in root.iter() if css in e.get("class", "").split()]


@settings(max_examples=30, deadline=None)
@given(st.lists(rows, max_size=40), st.sampled_from([WIDE, NARROW, SCREEN]))
def test_no_mark_covers_another_or_leaves_its_voivodeship(found: list[ProjectSummary], shape: Shape) -> None:
    frame = Frame(poland().bounds, shape)
    sites = [site for row in found if (site := site_of(row, poland())).siting is not Siting.UNKNOWN]

    marks = place_marks(sites, frame, shape, LAND)

    for mark in marks or []:
        away = mark.site.outline.clearance(frame.back((mark.x, mark.y))) if mark.site.outline else 0.0
        # A recorded position is believed some kilometres outside; what moves, and what is a convention, stays inside.
        assert away >= (-0.2 if mark.home or mark.site.siting is Siting.CONVENTIONAL else -10)
    for one, other in combinations(marks or [], 2):
        assert hypot(one.x - other.x, one.y - other.y) >= one.reach + other.reach + GAP - 0.2


@given(st.integers(1, 10**9).map(Decimal), st.integers(1, 10**9).map(Decimal))
def test_areas_are_to_each_other_as_the_values(value: Decimal, most: Decimal) -> None:
    low, high = sorted((value, most))

    assert radius_of(low, high, 20) ** 2 / 20**2 == pytest.approx(float(low / high))


def test_each_project_is_a_link_that_says_what_it_shows() -> None:
    found = [
        make_row(Voivodeship.LUBELSKIE, status=Status.AT_RISK),
        make_row(Voivodeship.LUBELSKIE, value=None),
        make_row(None),
    ]

    wide, narrow = draw(found)

    for drawing in (wide, narrow):
        assert [mark.get("href") for mark in elements(drawing, "map-mark")] == ["/projekty/klucze"] * 2
        assert len(elements(drawing, "map-unvalued")) == 1
        assert len(elements(drawing, "map-ring")) == 2
    titles = [mark[0].text or "" for mark in elements(wide, "map-mark")]
    assert titles[0].startswith("OPS Klucze: zagrożony, wartość 1\u00a0000,00")
    assert titles[0].endswith("umowne")
    assert "wartość nieznana" in titles[1]
    assert "umowne" in wide.sentence
    assert "nie ma na mapie" in wide.sentence


def test_many_projects_become_one_block_a_voivodeship() -> None:
    found = [make_row(Voivodeship.LUBELSKIE, status=Status.AT_RISK)] * 3
    found += [make_row(Voivodeship.SLASKIE)] * (MOST_MARKS - 2)

    wide, narrow = draw(found)

    assert wide.is_grouped
    assert narrow.is_grouped
    assert not elements(wide, "map-mark")
    assert [group.get("href") for group in elements(wide, "map-group")] == ["/mapa?woj=06", "/mapa?woj=24"]
    assert [text.text for text in elements(wide, "map-count")] == ["3 z 3", "0 z 148"]


def test_all_sixteen_blocks_find_their_places() -> None:
    found = [make_row(voivodeship, value=Decimal(10**8)) for voivodeship in Voivodeship] * 10

    for drawing in draw(found):
        assert len(elements(drawing, "map-group")) == 16


def test_on_a_television_the_map_leads_nowhere_and_every_voivodeship_has_its_block() -> None:
    few = [make_row(voivodeship) for voivodeship in Voivodeship]
    crowd = few * 10

    marks, blocks = (draw_screen_map(portfolio_map(found, regions_of(found), poland(), None)) for found in (few, crowd))

    assert not elements(marks, "map-group")
    assert len(elements(marks, "map-mark")) == 16
    assert len(elements(blocks, "map-group")) == 16
    assert "<a" not in marks.svg + blocks.svg


def test_names_are_text_and_nothing_else() -> None:
    row = make_row(Voivodeship.LUBELSKIE)
    nasty = replace(row, centre=replace(row.centre, place=NASTY, short_name=NASTY))

    for drawing in draw([nasty]):
        assert "<script" not in drawing.svg
        assert (elements(drawing, "map-mark")[0][0].text or "").startswith(NASTY)


def test_the_finding_says_where_and_of_how_many() -> None:
    lagging = [make_row(v, status=Status.ATTENTION) for v in list(Voivodeship)[:5]]
    calm = [make_row(Voivodeship.LUBELSKIE)] * 2

    assert finding(regions_of([*calm])) == "Żaden projekt nie wymaga uwagi."
    assert finding(regions_of([lagging[0], *calm])) == "Kłopoty ma jedno województwo: dolnośląskie (1 z\u00a01)."
    assert (
        finding(regions_of([*lagging, lagging[1]]))
        == "Kłopoty ma pięć województw, najwięcej kujawsko-pomorskie (2 z\u00a02)."
    )
    assert finding(regions_of(lagging)) == "Kłopoty ma pięć województw."
    assert finding(regions_of([]), None) == "Nie ma projektu do pokazania na mapie."
