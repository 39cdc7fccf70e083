"""What the tracker uses of flask-smorest, which ships no types."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from apispec import APISpec
from flask import Blueprint as FlaskBlueprint
from flask import Flask
from marshmallow import Schema

_View = TypeVar("_View", bound=Callable[..., Any])

class Blueprint(FlaskBlueprint):
    description: str
    def __init__(self, name: str, import_name: str, *, url_prefix: str = ..., description: str = ...) -> None: ...
    def arguments(
        self,
        schema: type[Schema] | Schema,
        *,
        location: str = ...,
        unknown: str | None = ...,
        example: Any = ...,
        description: str = ...,
    ) -> Callable[[_View], _View]: ...
    def response(
        self,
        status_code: int,
        schema: type[Schema] | Schema | None = ...,
        *,
        description: str = ...,
        example: Any = ...,
        headers: Mapping[str, Any] = ...,
    ) -> Callable[[_View], _View]: ...
    def alt_response(
        self, status_code: int, response: str | None = ..., *, success: bool = ..., description: str = ...
    ) -> Callable[[_View], _View]: ...
    def doc(self, **kwargs: Any) -> Callable[[_View], _View]: ...
    def register_views_in_doc(
        self, api: Api, app: Flask, spec: APISpec, *, name: str, parameters: list[Any] | None
    ) -> None: ...

class Api:
    ERROR_SCHEMA: type[Schema]
    DEFAULT_RESPONSE_CONTENT_TYPE: str
    spec: APISpec
    def __init__(self, app: Flask | None = ..., *, spec_kwargs: Mapping[str, Any] | None = ...) -> None: ...
    def init_app(self, app: Flask, *, spec_kwargs: Mapping[str, Any] | None = ...) -> None: ...
    def register_blueprint(self, blp: Blueprint, **options: Any) -> None: ...
    def _register_error_handlers(self) -> None: ...
    def _register_responses(self) -> None: ...
