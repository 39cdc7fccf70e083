"""The OpenAPI document, made of the views and their schemas when it is first asked for."""

from __future__ import annotations

import re
from functools import cached_property
from http import HTTPStatus
from typing import Any

from flask import Flask
from flask_smorest import Api, Blueprint

from tracker.api.examples import add_examples
from tracker.api.problems import PROBLEM_TYPE, ProblemSchema

VERSION = "1.0"
_VARIABLE = re.compile(r"<(?:\w+:)?(\w+)>")
DESCRIPTION = """\
The figures of the pages for other programs. Amounts are decimal texts in PLN, rates parts of one, days ISO 8601;
what is unknown is `null`, never zero. A token is made on the page of one's account and sent as
`Authorization: Bearer p25_…`; it opens what the account may see, and where the portfolio is public the same is answered
without one. `as_of` looks at another day, `known_on` uses only what was known by one. Answers carry an ETag: with
`If-None-Match` an unchanged one costs nothing. Sentences are English, or Polish with `Accept-Language: pl`.
Within a version keys are added, never taken away or given another meaning.
"""


class Contract(Api):
    """flask-smorest without its own error pages; the document waits until somebody asks for it."""

    ERROR_SCHEMA = ProblemSchema

    def __init__(self) -> None:
        super().__init__(spec_kwargs={"title": "Portfel 2.5", "version": VERSION, "openapi_version": "3.1.0"})
        self._sections: list[Blueprint] = []

    def init_app(self, app: Flask, *, spec_kwargs: Any = None) -> None:
        """Bind it to an application."""
        self._bound = app
        super().init_app(app, spec_kwargs=spec_kwargs)
        # Its commands would print a document in which nothing is described yet; the address gives the whole one.
        app.cli.commands.pop("openapi", None)

    def register_blueprint(self, blp: Blueprint, **options: Any) -> None:
        """Open its addresses; they are described later."""
        app = self._bound
        app.extensions["flask-smorest"]["blp_name_to_api"][blp.name] = self
        app.register_blueprint(blp, **options)
        self._sections.append(blp)

    def _register_error_handlers(self) -> None:
        """Every blueprint has handlers of its own."""

    def _register_responses(self) -> None:
        """Name a problem document for every status, used or not, and for those nobody thinks of."""
        content = {PROBLEM_TYPE: {"schema": self.ERROR_SCHEMA}}
        for status in HTTPStatus:
            named: dict[str, Any] = {"description": status.phrase}
            if status >= HTTPStatus.BAD_REQUEST:
                named["content"] = content
            self.spec.components.response(status.name, named, lazy=True)
        self.spec.components.response("DEFAULT_ERROR", {"description": "A refusal", "content": content}, lazy=True)

    @cached_property
    def document(self) -> dict[str, Any]:
        """The OpenAPI document."""
        scheme = {"type": "http", "scheme": "bearer", "description": "A token made on the page of one's account."}
        self.spec.components.security_scheme("token", scheme)
        for section in self._sections:
            section.register_views_in_doc(self, self._bound, self.spec, name=section.name, parameters=None)
            self.spec.tag({"name": section.name, "description": section.description})
        told: dict[str, Any] = self.spec.to_dict()
        told["info"]["description"] = DESCRIPTION
        told["security"] = [{"token": []}, {}]
        add_examples(told)
        self._name_operations(told)
        return told

    def _name_operations(self, told: dict[str, Any]) -> None:
        """Give every operation the name of its view, which generators of clients make functions of."""
        for rule in self._bound.url_map.iter_rules():
            path = _VARIABLE.sub(r"{\1}", rule.rule)
            for method, operation in told["paths"].get(path, {}).items():
                if method.upper() in (rule.methods or ()):
                    operation["operationId"] = rule.endpoint.rpartition(".")[2]
