"""Portfel 2.5 as a program: `python app.py` serves it, `flask --app app` runs its commands."""

import sys

if sys.version_info < (3, 11):
    sys.exit("Portfel 2.5 needs Python 3.11 or newer, this is Python %d.%d." % sys.version_info[:2])

import os
from dataclasses import replace

try:
    from click import echo
    from flask import Flask
    from waitress import create_server

    from tracker import create_app as make_app
    from tracker.config import Config
    from tracker.domain.errors import TrackerError
    from tracker.logs import write_log
    from tracker.serving import THREADS, Serving
    from tracker.web.imports.official_list import LARGEST_UPLOAD
except ModuleNotFoundError as missing:
    sys.exit(f"The package {missing.name} is missing. Install it with: pip install -r requirements.txt")

CONNECTIONS = 800
"""Held open at the same time, six for each browser that has just loaded a page; below the usual limit of open files."""

IDLE_SECONDS = 60
"""How long one stays open on which nothing is asked; while there are too many nobody new is let in."""


def create_app() -> Flask:
    """Make the application with the settings of the environment; `flask --app app` finds it by this name."""
    try:
        config = Config.from_environment(os.environ)
        write_log(config.log)
        return make_app(config)
    except TrackerError as error:
        sys.exit(str(error))


def main() -> None:
    """Prepare the database and serve the tracker until it is stopped; one line on stderr says why it cannot."""
    from tracker.cli.demo_accounts import demo_sign_ins
    from tracker.cli.setup import prepare

    try:
        config = Config.from_environment(os.environ)
        if config.is_public is None and config.is_at_home:
            # Whoever tries the tracker on their own machine sees the portfolio at once.
            config = replace(config, is_public=True)
        write_log(config.log)
        app = make_app(config)
    except TrackerError as error:
        sys.exit(str(error))
    address = f"{config.host}:{config.port}"
    try:
        # The port is taken before the database is touched, so that a second start leaves the first one alone.
        # A proxy's headers stay: how many of them are believed is one of the settings.
        server = create_server(
            app,
            host=config.host,
            port=config.port,
            threads=THREADS,
            connection_limit=CONNECTIONS,
            channel_timeout=IDLE_SECONDS,
            asyncore_use_poll=True,
            max_request_body_size=LARGEST_UPLOAD,
            ident=None,
            clear_untrusted_proxy_headers=False,
        )
    except (OSError, ValueError) as error:
        sys.exit(f"Portfel 2.5 cannot listen on {address}: {getattr(error, 'strerror', None) or error}")
    try:
        prepare(app)
        sign_ins = demo_sign_ins(app)
    except TrackerError as error:
        sys.exit(str(error))
    echo(f"Portfel 2.5 is at http://{address} (Ctrl+C stops it)")
    for line in sign_ins:
        echo(line)
    Serving(server).run()


if __name__ == "__main__":
    main()
