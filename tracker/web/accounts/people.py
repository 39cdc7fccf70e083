"""The pages on which accounts are managed, as far as whoever asks may manage them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import flash, make_response, redirect, render_template, request, session, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tracker.domain.accounts import Account, AccountState
from tracker.domain.errors import ForbiddenError, InvalidInputError, NotFoundError, Problem, SignInError
from tracker.domain.permissions import CENTRE_ROLES, Deed, Person, may_manage
from tracker.domain.vocabulary import Role, Voivodeship
from tracker.gate.access import current_person, place_of, require, scope
from tracker.gate.clock import now
from tracker.gate.guards import guard
from tracker.labels import choices, label
from tracker.schemas.accounts import InvitationSchema, RightsSchema, ticked
from tracker.services.accounts.changes import close_account, reopen_account, set_rights
from tracker.services.accounts.invitations import Invitation, InvitationDraft, invite, renew_invitation
from tracker.services.accounts.mail_links import send_invitation
from tracker.services.accounts.second_step import switch_off
from tracker.storage.account_links import invitation_ends
from tracker.storage.accounts import all_accounts, get_account
from tracker.storage.places import find_centre_place
from tracker.storage.projects import standing_centres
from tracker.storage.transactions import transaction
from tracker.web.accounts.pages import bp, full_address, mailer
from tracker.web.forms import Form, submit
from tracker.web.sealing import seal, unseal


@bp.get("/uzytkownicy")
@guard(Deed.MANAGE_ACCOUNTS)
def people() -> str:
    """Every account within reach, and the form that invites."""
    return _list(Form())


@bp.post("/uzytkownicy")
@guard(Deed.MANAGE_ACCOUNTS)
def invite_person() -> Response:
    """Invite somebody; the page that follows shows the link, once."""
    person = _manager()
    return submit(
        InvitationSchema(), deed=lambda draft: _invite(draft, person), show=_list, done=lambda made: _tell(made, person)
    )


@bp.get("/uzytkownicy/<int:key>")
@guard(Deed.MANAGE_ACCOUNTS)
def person(key: int) -> Response:
    """One account with what can be done about it."""
    account = _managed(key)
    rights = {"role": account.role.value, "centre": str(account.place.centre_id) if account.place else ""}
    answer = make_response(_detail(account, Form(rights | ticked(account.voivodeships))))
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.post("/uzytkownicy/<int:key>")
@guard(Deed.MANAGE_ACCOUNTS)
def save_rights(key: int) -> Response:
    """Give the account another role or reach."""
    manager, account = _manager(), _managed(key)
    return submit(
        RightsSchema(),
        deed=lambda draft: _set_rights(account, draft, manager),
        show=lambda form: _detail(account, form),
        done=lambda _: _done(key, gettext("The rights have been changed.")),
    )


@bp.post("/uzytkownicy/<int:key>/zaproszenie")
@guard(Deed.MANAGE_ACCOUNTS)
def renew(key: int) -> Response:
    """Make a new invitation link; the earlier one opens nothing any more."""
    manager, account = _manager(), _managed(key)
    with transaction():
        made = renew_invitation(account, actor=manager.name, actor_key=manager.key, at=now())
    return redirect(_tell(made, manager), code=303)


@bp.post("/uzytkownicy/<int:key>/zamknij")
@guard(Deed.MANAGE_ACCOUNTS)
def close(key: int) -> Response:
    """Let nobody sign in with the account any more."""
    manager, account = _manager(), _managed(key)
    with transaction():
        close_account(account.key, actor=manager.name, at=now())
    return redirect(_done(key, gettext("The account is closed. What its owner did stays on record.")), code=303)


@bp.post("/uzytkownicy/<int:key>/otworz")
@guard(Deed.MANAGE_ACCOUNTS)
def reopen(key: int) -> Response:
    """Let the owner of a closed account sign in again."""
    manager, account = _manager(), _managed(key)
    with transaction():
        reopen_account(account.key, actor=manager.name, at=now())
    return redirect(_done(key, gettext("The account is open again.")), code=303)


@bp.post("/uzytkownicy/<int:key>/kody")
@guard(Deed.MANAGE_ACCOUNTS)
def forget_phone(key: int) -> Response:
    """Ask for no more codes: the phone is lost and so are the recovery codes."""
    manager, account = _manager(), _managed(key)
    with transaction():
        switch_off(account, actor=manager.name, at=now())
    return redirect(_done(key, gettext("One-time codes are off.")), code=303)


def _manager() -> Person:
    """Whoever manages accounts here.

    Raises:
        SignInError: If nobody is signed in.
        ForbiddenError: If the role of who is signed in manages none.
    """
    require(Deed.MANAGE_ACCOUNTS)
    person = current_person()
    if person is None:
        raise SignInError
    return person


def _managed(key: int) -> Account:
    """An account within reach; any other does not exist.

    Raises:
        NotFoundError: If there is none of that key within reach.
        ForbiddenError: If it is one's own: nobody shuts themselves out.
    """
    manager = _manager()
    if manager.key == key:
        raise ForbiddenError(gettext("One's own account is changed by somebody else who manages accounts."))
    account = get_account(key)
    if not _manages(manager, account):
        raise NotFoundError
    return account


def _manages(manager: Person, account: Account) -> bool:
    return may_manage(manager, account.role, account.place, account.voivodeships)


def _check(manager: Person, draft: dict[str, Any]) -> None:
    """Refuse rights that are not the manager's to give.

    Raises:
        InvalidInputError: At the centre where that is out of reach, else at the role.
    """
    centre_id = draft["centre"]
    place = find_centre_place(centre_id) if centre_id is not None else None
    if may_manage(manager, draft["role"], place, draft["voivodeships"]):
        return
    if draft["role"] in CENTRE_ROLES and not draft["voivodeships"]:
        raise InvalidInputError([Problem("centre", gettext("Choose the centre."))])
    raise InvalidInputError([Problem("role", gettext("This account may not give that role."))])


def _invite(draft: dict[str, Any], manager: Person) -> Invitation:
    _check(manager, draft)
    wanted = InvitationDraft(draft["email"], draft["role"], draft["name"], draft["centre"], draft["voivodeships"])
    return invite(wanted, actor=manager.name, actor_key=manager.key, at=now())


def _set_rights(account: Account, draft: dict[str, Any], manager: Person) -> None:
    _check(manager, draft)
    set_rights(
        account,
        draft["role"],
        centre_id=draft["centre"],
        voivodeships=draft["voivodeships"],
        actor=manager.name,
        at=now(),
    )


def _tell(made: Invitation, manager: Person) -> str:
    """Keep the link for the page that shows it once, mail it where there is mail; gives that page's address."""
    link = full_address("accounts.invitation", token=made.token)
    session["invitation_link"] = {"account": made.account.key, "link": seal(link)}
    flash(gettext("The invitation for %(email)s is made.", email=made.account.email), "success")
    if mailer().is_configured:
        if send_invitation(made.account, link, inviter=manager.name, mailer=mailer()):
            flash(gettext("It has been mailed."), "info")
        else:
            flash(gettext("It could not be mailed. Pass the link on in another way."), "warning")
    return url_for("accounts.person", key=made.account.key)


def _done(key: int, message: str) -> str:
    flash(message, "success")
    return url_for("accounts.person", key=key)


def _list(form: Form) -> str:
    manager = _manager()
    within = [account for account in all_accounts() if _manages(manager, account)]
    words = request.args.get("szukaj", "").strip()[:100]
    role, state = request.args.get("rola", ""), request.args.get("stan_konta", "")
    shown = [
        one
        for one in within
        if _matches(one, words) and role in ("", one.role.value) and state in ("", one.state.value)
    ]
    return render_template(
        "accounts/people.html",
        people=shown,
        total=len(within),
        own_key=manager.key,
        filters={"szukaj": words, "rola": role, "stan_konta": state},
        states=choices(AccountState),
        form=form,
        **_options(manager),
    )


def _matches(account: Account, words: str) -> bool:
    text = f"{account.name} {account.email} {account.centre} {label(account.role)}".casefold()
    return all(word in text for word in words.casefold().split())


def _options(manager: Person, kept: int | None = None) -> dict[str, Sequence[Any]]:
    """What may be chosen for an account: nothing that would be refused, and the centre that it has."""
    reach = scope(Deed.MANAGE_ACCOUNTS)
    is_administrator = manager.role is Role.ADMINISTRATOR
    return {
        "roles": [(role, word) for role, word in choices(Role) if is_administrator or Role(role) in CENTRE_ROLES],
        "centres": [
            (c.id, f"{c.place}: {c.short_name}") for c in standing_centres(kept) if reach.includes(place_of(c))
        ],
        "voivodeships": choices(Voivodeship) if is_administrator else [],
    }


def _detail(account: Account, form: Form) -> str:
    kept: Any = session.get("invitation_link")
    is_new = kept and kept["account"] == account.key
    link = unseal(session.pop("invitation_link")["link"]) if is_new else ""
    return render_template(
        "accounts/person.html",
        account=account,
        form=form,
        link=link,
        link_ends=invitation_ends(account.key) if account.state is AccountState.INVITED else None,
        **_options(_manager(), account.place.centre_id if account.place else None),
    )
