"""The desk of the shared screens: make them, see how they fare, steer them, withdraw them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Blueprint, flash, make_response, redirect, render_template, session, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tracker.domain.errors import NotFoundError
from tracker.domain.permissions import Deed, Scope
from tracker.domain.screens import (
    LONGEST_MESSAGE,
    LONGEST_PUSH,
    LONGEST_SECONDS,
    MOST_VIEWS,
    SHORTEST_SECONDS,
    Screen,
    ScreenDay,
    ScreenPlan,
    ScreenView,
    place_of_voivodeship,
)
from tracker.domain.vocabulary import Voivodeship
from tracker.gate.access import current_person, place_of, scope
from tracker.gate.clock import WARSAW, now
from tracker.gate.guards import at_screen, guard
from tracker.labels import choices, label
from tracker.schemas.screens import (
    OF_CENTRE,
    OF_VOIVODESHIP,
    WHOLE_COUNTRY,
    MessageSchema,
    PlanChange,
    PlanChangeSchema,
    PushSchema,
    ScreenSchema,
    typed_plan,
)
from tracker.services.screens import (
    change_screen,
    create_screen,
    end_message,
    end_push,
    pause_screen,
    push_view,
    renew_screen_link,
    screens_within,
    show_message,
    withdraw_screen,
)
from tracker.storage.projects import standing_centres
from tracker.storage.screens import get_screen
from tracker.storage.transactions import transaction
from tracker.web.accounts.pages import full_address
from tracker.web.forms import Form, submit
from tracker.web.screens.facts import ScreenFacts, headline, tell_screens
from tracker.web.screens.link_picture import link_picture
from tracker.web.screens.showing import screen_data, screen_page
from tracker.web.sealing import seal, unseal
from tracker.web.security import OWN_PAGES, content_security_policy

bp = Blueprint("screens", __name__, url_prefix="/ekrany")

USUAL_MINUTES = "10"
"""How long a view is pushed when nobody says otherwise."""


@bp.get("")
@guard(Deed.MANAGE_SCREENS)
def show_list() -> str:
    """Every screen within reach."""
    told = tell_screens(screens_within(_reach()), now())
    in_use = [one for one in told if not one.is_withdrawn]
    withdrawn = [one for one in told if one.is_withdrawn]
    return render_template("screens/list.html", screens=in_use, withdrawn=withdrawn, headline=headline(in_use))


@bp.get("/nowy")
@guard(Deed.MANAGE_SCREENS)
def new() -> str:
    """The form that makes a screen."""
    usual = typed_plan(ScreenPlan(""))
    options = _scopes()
    # A coordinator of some voivodeships is offered no whole country, so the first choice is proposed.
    return _plan_page(Form(usual | {"scope": options[0][0] if options else ""}))


@bp.post("/nowy")
@guard(Deed.MANAGE_SCREENS)
def create() -> Response:
    """Make a screen; the page that follows shows the link, once."""
    return submit(
        ScreenSchema(),
        deed=lambda plan: create_screen(plan, reach=_reach(), actor=_actor(), at=now()),
        show=_plan_page,
        done=lambda made: _tell_link(made[0].key, made[1], gettext("The screen is made.")),
    )


@bp.get("/<int:screen_id>")
@guard(Deed.MANAGE_SCREENS, at_screen)
def show(screen_id: int) -> Response:
    """One screen: how it fares, what it shows, what can be done about it."""
    answer = make_response(_detail(screen_id))
    answer.headers["Cache-Control"] = "no-store"
    return _framed(answer)


@bp.get("/<int:screen_id>/zmien")
@guard(Deed.MANAGE_SCREENS, at_screen)
def edit(screen_id: int) -> str:
    """The form that changes what a screen shows."""
    screen = get_screen(screen_id)
    return _plan_page(Form(typed_plan(screen.plan) | {"seen": str(screen.version)}), screen)


@bp.post("/<int:screen_id>/zmien")
@guard(Deed.MANAGE_SCREENS, at_screen)
def change(screen_id: int) -> Response:
    """Change what a screen shows; it follows within a minute."""
    return submit(
        PlanChangeSchema(),
        deed=lambda draft: _change(screen_id, draft),
        show=lambda form: _changing_page(screen_id, form),
        done=lambda _: _done(screen_id, gettext("Saved. The screen follows within a minute.")),
    )


@bp.post("/<int:screen_id>/widok")
@guard(Deed.MANAGE_SCREENS, at_screen)
def push(screen_id: int) -> Response:
    """Show a view at once and alone for some minutes."""
    return _framed(
        submit(
            PushSchema(),
            deed=lambda d: push_view(screen_id, d["view"], minutes=d["minutes"], actor=_actor(), at=now()),
            show=lambda form: _detail(screen_id, push_form=form),
            done=lambda _: _done(screen_id, gettext("The screen shows the view within a minute.")),
        )
    )


@bp.post("/<int:screen_id>/widok/zdejmij")
@guard(Deed.MANAGE_SCREENS, at_screen)
def take_view_off(screen_id: int) -> Response:
    """Go on with the views in their order."""
    return _deed(screen_id, end_push, gettext("The screen goes on with its views."))


@bp.post("/<int:screen_id>/wiadomosc")
@guard(Deed.MANAGE_SCREENS, at_screen)
def send_message(screen_id: int) -> Response:
    """Show a message until a moment."""
    return _framed(
        submit(
            MessageSchema(),
            deed=lambda d: show_message(screen_id, d["message"], until=d["until"], actor=_actor(), at=now()),
            show=lambda form: _detail(screen_id, message_form=form),
            done=lambda _: _done(screen_id, gettext("The screen shows the message within a minute.")),
        )
    )


@bp.post("/<int:screen_id>/wiadomosc/zdejmij")
@guard(Deed.MANAGE_SCREENS, at_screen)
def take_message_off(screen_id: int) -> Response:
    """Take the message off."""
    return _deed(screen_id, end_message, gettext("The message is taken off."))


@bp.post("/<int:screen_id>/zatrzymaj")
@guard(Deed.MANAGE_SCREENS, at_screen)
def pause(screen_id: int) -> Response:
    """Let the view that is shown stay."""
    return _deed(screen_id, pause_screen, gettext("The screen stops at its view."), is_paused=True)


@bp.post("/<int:screen_id>/wznow")
@guard(Deed.MANAGE_SCREENS, at_screen)
def resume(screen_id: int) -> Response:
    """Go from view to view again."""
    return _deed(screen_id, pause_screen, gettext("The screen goes on with its views."), is_paused=False)


@bp.post("/<int:screen_id>/link")
@guard(Deed.MANAGE_SCREENS, at_screen)
def renew(screen_id: int) -> Response:
    """Make a new link; the earlier one opens nothing any more."""
    with transaction():
        token = renew_screen_link(screen_id, actor=_actor(), at=now())
    done = gettext("The link is new. The earlier one opens nothing any more.")
    return redirect(_tell_link(screen_id, token, done), code=303)


@bp.get("/<int:screen_id>/wycofaj")
@guard(Deed.MANAGE_SCREENS, at_screen)
def ask_to_withdraw(screen_id: int) -> str:
    """The question whether the screen is to be withdrawn."""
    return render_template("screens/withdraw.html", screen=get_screen(screen_id))


@bp.post("/<int:screen_id>/wycofaj")
@guard(Deed.MANAGE_SCREENS, at_screen)
def withdraw(screen_id: int) -> Response:
    """Let the link open nothing any more."""
    with transaction():
        withdraw_screen(screen_id, actor=_actor(), at=now())
    name = get_screen(screen_id).plan.name
    flash(gettext("The screen “%(name)s” is withdrawn. Its link opens nothing any more.", name=name), "success")
    return redirect(url_for("screens.show_list"), code=303)


@bp.get("/<int:screen_id>/podglad")
@guard(Deed.MANAGE_SCREENS, at_screen)
def preview(screen_id: int) -> Response:
    """The page as the television draws it, inside the desk's own page and nowhere else."""
    data_url = url_for("screens.preview_data", screen_id=screen_id)
    answer = screen_page(_in_use(screen_id), data_url=data_url, beat_url="", now=now())
    answer.headers["Content-Security-Policy"] = content_security_policy(frame_ancestors=OWN_PAGES)
    return answer


@bp.get("/<int:screen_id>/podglad/dane")
@guard(Deed.MANAGE_SCREENS, at_screen)
def preview_data(screen_id: int) -> Response:
    """What the preview refreshes itself with."""
    return screen_data(_in_use(screen_id), now=now())


def _reach() -> Scope:
    return scope(Deed.MANAGE_SCREENS)


def _actor() -> str:
    person = current_person()
    assert person is not None, "The guard lets nobody pass who is not signed in."
    return person.name


def _in_use(key: int) -> Screen:
    """A screen whose link opens something.

    Raises:
        NotFoundError: If it is withdrawn: there is nothing to preview.
    """
    screen = get_screen(key)
    if screen.withdrawn_at is not None:
        raise NotFoundError
    return screen


def _change(key: int, draft: PlanChange) -> None:
    change_screen(key, draft.plan, seen=draft.seen, reach=_reach(), actor=_actor(), at=now())


def _deed(key: int, deed: Callable[..., None], message: str, **how: Any) -> Response:
    with transaction():
        deed(key, actor=_actor(), at=now(), **how)
    return redirect(_done(key, message), code=303)


def _done(key: int, message: str) -> str:
    flash(message, "success")
    return url_for("screens.show", screen_id=key)


def _tell_link(key: int, token: str, message: str) -> str:
    """Keep the link for the page that shows it once; gives that page's address."""
    session["screen_link"] = {"screen": key, "link": seal(full_address("screen.show", token=token))}
    return _done(key, message)


def _kept_link(key: int) -> str:
    kept: Any = session.get("screen_link")
    return unseal(session.pop("screen_link")["link"]) if kept and kept["screen"] == key else ""


def _detail(key: int, *, push_form: Form | None = None, message_form: Form | None = None) -> str:
    screen, at = get_screen(key), now()
    link = _kept_link(key)
    # The full hour after the next one: never so soon that it passes while the message is being written.
    later = (at + timedelta(hours=2)).astimezone(WARSAW)
    return render_template(
        "screens/detail.html",
        screen=screen,
        facts=tell_screens([screen], at)[0],
        control=screen.control.current(at),
        link=link,
        picture=link_picture(link) if link else "",
        views=choices(ScreenView),
        push_form=push_form or Form({"view": screen.plan.playlist[0].value, "minutes": USUAL_MINUTES}),
        message_form=message_form or Form({"until": f"{later:%Y-%m-%dT%H:00}"}),
        longest_push=LONGEST_PUSH,
        longest_message=LONGEST_MESSAGE,
    )


def _plan_page(form: Form, screen: Screen | None = None, theirs: ScreenFacts | None = None) -> str:
    return render_template(
        "screens/plan.html",
        form=form,
        screen=screen,
        theirs=theirs,
        scopes=_scopes(screen.plan.centre_id if screen else None),
        views=choices(ScreenView),
        places=range(1, MOST_VIEWS + 1),
        days=choices(ScreenDay),
        seconds=(SHORTEST_SECONDS, LONGEST_SECONDS),
    )


def _changing_page(key: int, form: Form) -> str:
    """The form again; after a conflict with what somebody else has saved, which the next attempt replaces."""
    screen = get_screen(key)
    if not form.is_conflict:
        return _plan_page(form, screen)
    return _plan_page(Form({**form.values, "seen": str(screen.version)}), screen, tell_screens([screen], now())[0])


def _scopes(kept: int | None = None) -> list[tuple[str, str]]:
    """What a screen may show of the portfolio, as far as whoever asks may decide it."""
    reach = _reach()
    voivodeships = [one for one in Voivodeship if reach.includes(place_of_voivodeship(one))]
    return [
        *([(WHOLE_COUNTRY, gettext("the whole country"))] if reach.is_everywhere else []),
        *((f"{OF_VOIVODESHIP}{one.value}", gettext("voivodeship: %(name)s", name=label(one))) for one in voivodeships),
        *(
            (f"{OF_CENTRE}{c.id}", f"{c.place}: {c.short_name}")
            for c in standing_centres(kept)
            if reach.includes(place_of(c))
        ),
    ]


def _framed(answer: Response) -> Response:
    """Let the page show a preview in a frame."""
    answer.headers["Content-Security-Policy"] = content_security_policy(frame_src=OWN_PAGES)
    return answer
