"""Portfel 2.5 as a program: ``flask --app app …`` and ``python app.py``."""

from __future__ import annotations

import os

from tracker import create_app
from tracker.config import Config

app = create_app(Config.from_environment(os.environ))

if __name__ == "__main__":
    app.run(port=8000)
