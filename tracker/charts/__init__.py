"""Charts: one description each, drawn as SVG by the server and by Plotly in the browser."""
