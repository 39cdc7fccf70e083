"""The forms with which people manage accounts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from email_validator import EmailNotValidError, validate_email
from flask_babel import gettext
from marshmallow import EXCLUDE, Schema, ValidationError, fields, pre_load

from tracker.domain.vocabulary import Role, Voivodeship
from tracker.schemas.editing import NEEDED, KeyField, PickField, optional_text

VOIVODESHIP = "voivodeship-"
"""The name of a voivodeship's box begins so and ends with its code."""


class EmailField(fields.Field[str]):
    """An e-mail address, in lower case; nobody asks the network whether it exists."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> str:
        try:
            return validate_email(
                str(value).strip(), check_deliverability=False, test_environment=True
            ).normalized.lower()
        except EmailNotValidError:
            raise ValidationError(gettext("Type an e-mail address, for example anna@osrodek.pl.")) from None


class TickedField(fields.Field[frozenset[Voivodeship]]):
    """The voivodeships whose boxes are ticked, given by their codes."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> frozenset[Voivodeship]:
        try:
            return frozenset(map(Voivodeship, value))
        except ValueError:
            raise ValidationError(gettext("Choose one of the answers.")) from None


class RightsSchema(Schema):
    """A role with its reach."""

    class Meta:
        """The form's token and button are none of its fields."""

        unknown = EXCLUDE

    role = PickField(Role, required=True, error_messages=dict(NEEDED))
    centre = KeyField(load_default=None, allow_none=True)
    voivodeships = TickedField()

    @pre_load
    def gather(self, data: Any, **_: Any) -> Any:
        """Put the ticked voivodeships into one field."""
        ticked = [name.removeprefix(VOIVODESHIP) for name in data if name.startswith(VOIVODESHIP)]
        return dict(data) | {"voivodeships": ticked}


class InvitationSchema(RightsSchema):
    """Whom to invite as what."""

    email = EmailField(required=True, error_messages=dict(NEEDED))
    name = optional_text()


def ticked(voivodeships: Iterable[Voivodeship]) -> dict[str, str]:
    """The boxes of voivodeships as the form sends them."""
    return {f"{VOIVODESHIP}{one.value}": "1" for one in voivodeships}
