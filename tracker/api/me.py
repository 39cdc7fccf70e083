"""On whose behalf a program asks."""

from __future__ import annotations

from tracker.api.answers import section
from tracker.api.shapes.portfolio import PersonSchema
from tracker.exchange.dumping import JsonObject, plain
from tracker.gate.access import current_person
from tracker.gate.bearer import current_token
from tracker.gate.guards import open_to_all

bp = section("me", "On whose behalf the program asks, and with what token.")


@bp.get("/me")
@open_to_all("It tells a token's owner what the token is; without one it tells nothing.")
@bp.response(200, PersonSchema)
def get_me() -> JsonObject:
    """The account and the token; without a token nobody."""
    person, token = current_person(), current_token()
    return {
        "name": person.name if person else None,
        "role": person.role.value if person else None,
        "voivodeships": sorted(one.value for one in person.voivodeships) if person else [],
        "centre_id": person.centre_id if person else None,
        "token": None
        if token is None
        else {"name": token.name, "scope": token.scope.value, "expires_at": plain(token.expires_at)},
    }
