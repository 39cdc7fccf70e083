"""A chart as a Plotly figure against the house template; colours are named by role and filled in by the browser."""

from __future__ import annotations

from datetime import timedelta
from math import ceil
from textwrap import wrap
from typing import Any

import orjson

from tracker.charts.layout import Format, Scales
from tracker.charts.placing import place_labels
from tracker.charts.spec import Chart, Diamond, Line, Role
from tracker.charts.template import COLOURS, CONFIG, template
from tracker.formatting import NBSP

STROKES: dict[Role, dict[str, Any]] = {
    Role.PLAN: {"color": COLOURS["plan"], "width": 2},
    Role.FACT: {"color": COLOURS["fact"], "width": 4},
    Role.FORECAST: {"color": COLOURS["fact"], "width": 2, "dash": "6px,5px"},
    Role.WHOLE: {"color": COLOURS["plan"], "width": 1.5, "dash": "2px,4px"},
}

FACTUAL = (Role.FACT, Role.FORECAST)
"""What was done and what follows from it is named in bold; plans are not."""

PLAN_TICK_REACH = 1.4
DIAMOND_REACH = 1.3
"""How far plotly.js draws these symbols beyond the size they are given."""

HALF_MONTH = timedelta(days=16)

HOVER_CHARACTER = 14
"""Pixels of a drawing's width for each character in a line of its hover box, so that the box covers half of it."""


def figure(chart: Chart, shape: Format) -> dict[str, Any]:
    """The figure as plain data: what ``plotly.graph_objects.Figure`` and ``Plotly.react`` both take."""
    scales = Scales(chart, shape)
    return {
        "data": [*_band(chart), *(_line(line) for line in chart.lines), *_marks(chart, shape)],
        "layout": {
            "template": template(),
            "margin": {"l": shape.left, "r": shape.right, "t": shape.top, "b": shape.bottom, "pad": 0},
            "height": shape.height,
            "hoverdistance": _hover_distance(scales),
            "xaxis": {
                "range": [chart.first.isoformat(), chart.last.isoformat()],
                "tickvals": [tick.day.isoformat() for tick in chart.ticks],
                "ticktext": [_text(tick.text, tick.year) for tick in chart.ticks],
            },
            "yaxis": {
                "range": [0, float(chart.top)],
                "tickvals": [float(value) for value, _ in chart.named_values()],
                "ticktext": [_text(name) for _, name in chart.named_values()],
            },
            "shapes": [_top_rule(), *_as_of_line(chart)],
            "annotations": [*_as_of_text(chart, shape), *_labels(scales)],
        },
    }


def figure_json(chart: Chart, shape: Format) -> bytes:
    """The figure with its configuration as JSON, checked by Plotly's own schema first.

    Raises:
        ValueError: If the figure has a property that Plotly does not know.
    """
    # The import takes a fifth of a second; only the request of a figure pays it, once a process.
    import plotly.graph_objects as go

    checked = go.Figure(figure(chart, shape)).to_plotly_json()
    answer = {"figure": checked, "config": CONFIG, "colours": COLOURS, "width": shape.width}
    return orjson.dumps(answer, option=orjson.OPT_SERIALIZE_NUMPY)


def _hover_distance(scales: Scales) -> int:
    """Pixels within which a point is told of: half a month, so that a box tells of one month and no month of none."""
    first = scales.chart.first
    return max(ceil(scales.x(first + HALF_MONTH) - scales.x(first)), 1)


def _text(*lines: str) -> str:
    """Lines of text for plotly.js, which would take a name with ``<b>`` or ``&`` for markup of its own."""
    escaped = (line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for line in lines if line)
    return "<br>".join(escaped)


def _line(line: Line) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": _text(line.name),
        "x": [day.isoformat() for day, _ in line.points],
        "y": [float(value) for _, value in line.points],
        "customdata": [_text(text) for text in line.texts],
        "line": STROKES[line.role],
        "cliponaxis": False,
        "hovertemplate": f"{_text(line.name)}{NBSP}%{{customdata}}<extra></extra>",
    }


def _band(chart: Chart) -> list[dict[str, Any]]:
    if chart.band is None:
        return []
    edges = []
    for points, fill in ((chart.band.low, "none"), (chart.band.high, "tonexty")):
        edges.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": [day.isoformat() for day, _ in points],
                "y": [float(value) for _, value in points],
                "line": {"width": 0},
                "fill": fill,
                "fillcolor": COLOURS["band"],
                "cliponaxis": False,
                "hoverinfo": "skip",
            }
        )
    return edges


def _marks(chart: Chart, shape: Format) -> list[dict[str, Any]]:
    marks = [_plan_ticks(chart)] if chart.plan_ticks else []
    if chart.end_point:
        fill = COLOURS["paper"] if chart.end_point.is_hollow else COLOURS["fact"]
        marks.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": [chart.end_point.day.isoformat()],
                "y": [float(chart.end_point.value)],
                "marker": {"size": 10, "color": fill, "line": {"color": COLOURS["fact"], "width": 3}},
                "cliponaxis": False,
                "hoverinfo": "skip",
            }
        )
    for is_achieved in (True, False):
        of_kind = [diamond for diamond in chart.diamonds if diamond.is_achieved is is_achieved]
        if of_kind:
            marks.append(_diamonds(of_kind, shape, is_achieved=is_achieved))
    return marks


def _plan_ticks(chart: Chart) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [day.isoformat() for day, _ in chart.plan_ticks],
        "y": [float(value) for _, value in chart.plan_ticks],
        "marker": {
            "symbol": "line-ns-open",
            "size": 14 / PLAN_TICK_REACH,
            "color": COLOURS["ink"],
            "line": {"width": 2, "color": COLOURS["ink"]},
        },
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _diamonds(diamonds: list[Diamond], shape: Format, *, is_achieved: bool) -> dict[str, Any]:
    ground, text = (COLOURS["ink"], COLOURS["paper"]) if is_achieved else (COLOURS["paper"], COLOURS["ink"])
    return {
        "type": "scatter",
        "mode": "markers+text" if shape.has_numbers else "markers",
        "x": [diamond.day.isoformat() for diamond in diamonds],
        "y": [float(diamond.value) for diamond in diamonds],
        "text": [str(diamond.number) for diamond in diamonds],
        "customdata": [_text(*wrap(diamond.text, min(shape.width // HOVER_CHARACTER, 40))) for diamond in diamonds],
        "textfont": {"color": text, "size": 12},
        "marker": {
            "symbol": "diamond",
            "size": 2 * shape.diamond / DIAMOND_REACH,
            "color": ground,
            "line": {"color": COLOURS["ink"], "width": 1.5},
        },
        "cliponaxis": False,
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _top_rule() -> dict[str, Any]:
    """The topmost rule, which plotly.js leaves out of a grid because it is the edge of the plot."""
    line = {"color": COLOURS["rule"], "width": 1}
    return {
        "type": "line",
        "xref": "paper",
        "yref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": 1,
        "y1": 1,
        "line": line,
        "layer": "below",
    }


def _as_of_line(chart: Chart) -> list[dict[str, Any]]:
    if chart.as_of is None:
        return []
    day = chart.as_of.day.isoformat()
    line = {"color": COLOURS["accent"], "width": 1.5, "dash": "6px,5px"}
    return [
        {"type": "line", "x0": day, "x1": day, "yref": "paper", "y0": 0, "y1": 1.01, "line": line, "layer": "below"}
    ]


def _as_of_text(chart: Chart, shape: Format) -> list[dict[str, Any]]:
    if chart.as_of is None:
        return []
    text = chart.as_of.text if shape.has_numbers else chart.as_of.short_text
    return [
        {
            "x": chart.as_of.day.isoformat(),
            "yref": "paper",
            "y": 1,
            "yanchor": "bottom",
            "yshift": 4,
            "text": _text(text),
            "showarrow": False,
            "font": {"color": COLOURS["accent"]},
        }
    ]


def _labels(scales: Scales) -> list[dict[str, Any]]:
    colours = {role: COLOURS["fact"] if role in FACTUAL else COLOURS["plan"] for role in Role}
    return [
        {
            "x": placed.label.day.isoformat(),
            "y": float(placed.label.value),
            "xanchor": "left",
            "yanchor": "top",
            # The drawing, too, sets its text a little inside the label's box.
            "xshift": round(placed.dx + 2, 1),
            "yshift": round(2 - placed.dy, 1),
            "align": "left",
            "borderpad": 0,
            "text": _text(*placed.label.lines),
            "showarrow": False,
            "font": {"color": colours[placed.label.role], "weight": 600 if placed.label.role in FACTUAL else 400},
        }
        for placed in place_labels(scales)
    ]
