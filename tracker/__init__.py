"""Portfel 2.5: a portfolio tracker for the PO WER 2.5 grants of Polish social welfare centres."""

from __future__ import annotations

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from tracker.config import ROOT, Config


def create_app(config: Config) -> Flask:
    """Make the application; runs no query and writes nothing."""
    from tracker import api, cli, extensions, web
    from tracker.storage import connection
    from tracker.storage.base import db

    app = Flask(
        "tracker",
        instance_path=str(config.instance.resolve()),
        # Served by a view of our own; accounts need the address to know what nobody signs in for.
        static_folder=None,
        static_url_path="/static",
        template_folder=str(ROOT / "templates"),
    )
    app.config.from_mapping(
        SECRET_KEY=config.secret_key,
        SQLALCHEMY_DATABASE_URI=config.database_url,
        TESTING=config.testing,
        MAX_CONTENT_LENGTH=2 * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        MAX_FORM_PARTS=5000,
        # Under TLS no other host, and no page without TLS, can set a cookie of this name.
        SESSION_COOKIE_NAME="__Host-session" if config.https else "session",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=config.https,
        WTF_CSRF_TIME_LIMIT=None,
        BABEL_DEFAULT_LOCALE="pl",
        BABEL_DEFAULT_TIMEZONE="Europe/Warsaw",
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=5,
    )
    app.extensions["tracker_config"] = config
    # A command that works with two databases needs a second application.
    app.extensions["tracker_maker"] = create_app
    # Whatever lies beyond the known proxies may say anything. Replacing the method is Flask's own advice.
    number = config.proxies
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=number, x_proto=number, x_host=number)  # type: ignore[method-assign]
    connection.init_app(app)
    extensions.migrate.init_app(app, db, directory=str(ROOT / "tracker" / "storage" / "migrations"))
    extensions.csrf.init_app(app)
    extensions.compress.init_app(app)
    web.init_app(app)
    api.init_app(app)
    cli.init_app(app)
    return app
