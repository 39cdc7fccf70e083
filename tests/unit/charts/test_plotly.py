"""The live figure: valid for Plotly, of the same points as the drawing, and silent towards its maker."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import orjson
import plotly.graph_objects as go
import pytest
from hypothesis import given

from tests.unit.charts.examples import chart_of, invented_snapshots, make_chart, make_nasty_chart
from tracker.charts.layout import FORMATS, NARROW, WIDE, Format, Scales
from tracker.charts.plotly import figure, figure_json
from tracker.charts.spec import Chart
from tracker.charts.template import COLOURS, CONFIG
from tracker.domain.snapshot import Snapshot

MARKUP = re.compile(r"<(?!br>)")


def texts(value: Any) -> Iterator[str]:
    """Every string of a figure."""
    if isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)
    elif isinstance(value, str):
        yield value


def colours(value: Any) -> set[str]:
    return {text for text in texts(value) if re.fullmatch(r"#[0-9a-f]{6}", text)}


@given(invented_snapshots)
def test_figure_is_one_that_plotly_knows(snapshot: Snapshot) -> None:
    chart = chart_of(snapshot)

    for shape in FORMATS.values():
        drawn = figure(chart, shape)
        checked = go.Figure(drawn)
        assert len(checked.data) == len(drawn["data"])


@given(invented_snapshots)
def test_both_drawings_are_of_the_same_points(snapshot: Snapshot) -> None:
    chart = chart_of(snapshot)

    lines = [trace for trace in figure(chart, WIDE)["data"] if "name" in trace]

    assert [list(zip(line["x"], line["y"], strict=True)) for line in lines] == [
        [(day.isoformat(), float(value)) for day, value in line.points] for line in chart.lines
    ]
    assert [line["customdata"] for line in lines] == [list(line.texts) for line in chart.lines]


@pytest.mark.parametrize("chart", [make_nasty_chart, lambda: make_chart("300.00", "300.00")])
@pytest.mark.parametrize("shape", [WIDE, NARROW])
def test_no_text_holds_markup(chart: Any, shape: Format) -> None:
    drawn = figure(chart(), shape)

    without_template = {**drawn, "layout": {**drawn["layout"], "template": {}}}
    found = [text for text in texts(without_template) if MARKUP.search(text) and "<extra></extra>" not in text]
    assert found == []


def test_names_that_look_like_markup_are_shown_as_they_are() -> None:
    said = [text for text in texts(figure(make_nasty_chart(), WIDE)) if "script" in text]

    assert said
    assert all("&lt;script&gt;" in text and "&amp;" in text for text in said)


def test_figure_of_every_format_names_its_size_and_its_colours() -> None:
    chart: Chart = make_chart("300.00", "300.00")

    for shape in FORMATS.values():
        answer = orjson.loads(figure_json(chart, shape))
        assert set(answer) == {"figure", "config", "colours", "width"}
        assert answer["width"] == shape.width
        assert answer["figure"]["layout"]["height"] == shape.height
        assert colours(answer["figure"]) <= set(COLOURS.values())


def test_each_role_has_a_colour_of_its_own() -> None:
    assert len(set(COLOURS.values())) == len(COLOURS)


def test_nothing_leaves_the_page() -> None:
    assert CONFIG["showSendToCloud"] is False
    assert CONFIG["plotlyServerURL"] == ""
    assert CONFIG["displayModeBar"] is False
    assert not any("http" in text for text in texts(figure(make_chart("300.00"), WIDE)))


def test_property_that_plotly_does_not_know_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(COLOURS, "band", "no colour")

    with pytest.raises(ValueError, match="fillcolor"):
        figure_json(make_chart("300.00", "250.00"), WIDE)


def test_labels_stand_where_the_drawing_has_them() -> None:
    chart = make_chart("300.00", "300.00")

    annotations = figure(chart, WIDE)["layout"]["annotations"]

    assert [a["text"] for a in annotations[1:]] == ["<br>".join(label.lines) for label in chart.labels]
    assert [(a["x"], a["y"]) for a in annotations[1:]] == [
        (label.day.isoformat(), float(label.value)) for label in chart.labels
    ]


@pytest.mark.parametrize("shape", FORMATS.values(), ids=FORMATS)
def test_marks_are_as_large_as_in_the_drawing(shape: Format) -> None:
    sizes = {
        trace["marker"]["symbol"]: trace["marker"]["size"]
        for trace in figure(make_chart("300.00"), shape)["data"]
        if "symbol" in trace.get("marker", {})
    }

    # plotly.js draws half a diamond 1.3 times, half a stroke 1.4 times as large as half of the size.
    assert sizes["diamond"] * 1.3 == pytest.approx(2 * shape.diamond)
    assert sizes["line-ns-open"] * 1.4 == pytest.approx(14)


@pytest.mark.parametrize("shape", FORMATS.values(), ids=FORMATS)
def test_hover_box_tells_of_one_month_and_leaves_none_out(shape: Format) -> None:
    chart = make_chart("300.00", "200.00")
    scales = Scales(chart, shape)

    reach = figure(chart, shape)["layout"]["hoverdistance"]

    month_ends = [day for day, _ in chart.lines[0].points[1:]]
    months = [scales.x(later) - scales.x(day) for day, later in pairwise(month_ends)]
    assert max(months) <= 2 * reach < 1.2 * min(months) + 1


def test_hover_box_leaves_a_phone_room() -> None:
    long_name = make_chart("300.00", name="Nowa struktura organizacyjna ośrodka pomocy społecznej")

    said = [text for trace in figure(long_name, NARROW)["data"] for text in trace.get("customdata", ())]

    assert max(len(line) for text in said for line in text.split("<br>")) < 30
