"""The house template of every Plotly figure: its colours by role, its type, its rules, and what it must not do."""

from __future__ import annotations

from typing import Any

from tracker.formatting import NBSP

FONT = '"Source Sans 3 Variable", "Source Sans 3", "Segoe UI", "Noto Sans", Arial, sans-serif'

COLOURS = {
    "paper": "#ffffff",
    "ink": "#0b1930",
    "ink-2": "#414e67",
    "rule": "#d6dce6",
    "edge": "#7a869c",
    "accent": "#003399",
    "plan": "#596680",
    "fact": "#003398",
    "band": "#d5dff2",
}
"""Each role has a colour of its own, so that the browser can put the theme's token in its place."""

CONFIG: dict[str, Any] = {
    "displayModeBar": False,
    "displaylogo": False,
    "responsive": True,
    "locale": "pl",
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
}
"""Nothing leaves the page: plotly.js would offer to send the chart's data to a server of its maker."""


def template() -> dict[str, Any]:
    """The house template: no legend, thin horizontal rules, one hover box for a day."""
    return {
        "layout": {
            "font": {"family": FONT, "size": 14, "color": COLOURS["ink-2"]},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "separators": f",{NBSP}",
            "showlegend": False,
            "hovermode": "x unified",
            "dragmode": False,
            "hoverlabel": {
                "bgcolor": COLOURS["paper"],
                "bordercolor": COLOURS["ink"],
                "font": {"size": 14, "color": COLOURS["ink"]},
                "align": "left",
                "namelength": -1,
            },
            "xaxis": {
                "type": "date",
                "showgrid": False,
                "zeroline": False,
                "showline": True,
                "linecolor": COLOURS["edge"],
                "linewidth": 1,
                "ticks": "outside",
                "ticklen": 5,
                "tickcolor": COLOURS["edge"],
                "fixedrange": True,
                "spikecolor": COLOURS["edge"],
                "spikethickness": 1,
                "spikedash": "solid",
                "hoverformat": "%-d.%m.%Y",
            },
            "yaxis": {
                "gridcolor": COLOURS["rule"],
                "gridwidth": 1,
                "zeroline": False,
                "showline": False,
                "ticks": "outside",
                "ticklen": 5,
                "tickcolor": "rgba(0,0,0,0)",
                "fixedrange": True,
            },
            "annotationdefaults": {"showarrow": False, "font": {"size": 14, "color": COLOURS["ink"]}},
        }
    }
