"""The drawing: well-formed, escaped, and nothing that a strict policy refuses."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

from hypothesis import given

from tests.unit.charts.examples import NASTY, chart_of, invented_snapshots, make_chart, make_nasty_chart
from tracker.charts.layout import FORMATS, Scales
from tracker.charts.spec import Chart
from tracker.charts.svg import draw
from tracker.domain.snapshot import Snapshot

HARMLESS = {"svg", "g", "line", "path", "polyline", "polygon", "circle", "text", "tspan", "title"}


def parse(chart: Chart) -> list[ElementTree.Element]:
    """The drawings of all formats; fails unless they are well-formed."""
    page = ElementTree.fromstring(f"<page>{draw(chart)}</page>")  # noqa: S314  It is our own drawing.
    return list(page)


@given(invented_snapshots)
def test_drawing_is_well_formed_and_of_harmless_parts_without_styles(snapshot: Snapshot) -> None:
    drawings = parse(chart_of(snapshot))

    parts = [part for drawing in drawings for part in drawing.iter()]
    assert len(drawings) == len(FORMATS)
    assert {part.tag for part in parts} <= HARMLESS
    assert not any(name == "style" or name.startswith("on") for part in parts for name in part.attrib)


def test_names_stay_text() -> None:
    chart = make_nasty_chart()

    for drawing in parse(chart):
        titles = [part.text or "" for part in drawing.iter("title")]
        assert {part.tag for part in drawing.iter()} <= HARMLESS
        assert any(NASTY in title for title in titles)
        assert NASTY in drawing.attrib["aria-label"]


def test_labels_and_axes_stay_text() -> None:
    chart = make_chart("300.00")
    labels = tuple(replace(label, lines=(NASTY,)) for label in chart.labels)
    ticks = tuple(replace(tick, text=NASTY) for tick in chart.ticks)

    for drawing in parse(replace(chart, labels=labels, ticks=ticks)):
        assert {part.tag for part in drawing.iter()} <= HARMLESS
        assert [part.text for part in drawing.iter("tspan")] == [NASTY] * len(labels)


@given(invented_snapshots)
def test_curves_are_drawn_through_the_charts_points(snapshot: Snapshot) -> None:
    chart = chart_of(snapshot)

    for drawing, shape in zip(parse(chart), FORMATS.values(), strict=True):
        scales = Scales(chart, shape)
        drawn = [part.attrib["points"] for part in drawing.iter("polyline")]
        assert drawn == [" ".join(f"{x},{y}" for x, y in map(scales.at, line.points)) for line in chart.lines]
        assert len(list(drawing.iter("polygon"))) == (chart.band is not None)


def test_drawing_speaks_for_itself() -> None:
    chart = make_chart("300.00", "300.00")

    for drawing, shape in zip(parse(chart), FORMATS.values(), strict=True):
        texts = {text for part in drawing.iter() if (text := (part.text or "").strip())}
        assert drawing.attrib["role"] == "img"
        assert drawing.attrib["aria-label"] == chart.description
        assert {line for label in chart.labels for line in label.lines} <= texts
        assert {tick.text for tick in chart.ticks} <= texts
        assert {diamond.text for diamond in chart.diamonds} <= texts
        assert chart.as_of is not None
        assert (chart.as_of.text if shape.has_numbers else chart.as_of.short_text) in texts
