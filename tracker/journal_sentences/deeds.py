"""The words for every deed that is put on record."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString


class DeedGroup(StrEnum):
    """What deeds are about; the value stands in addresses."""

    PROJECTS = "projekty"
    REPORTS = "sprawozdania"
    ACCOUNTS = "konta"
    SCREENS = "ekrany"
    DATA = "dane"


GROUPS: Mapping[DeedGroup, LazyString] = MappingProxyType(
    {
        DeedGroup.PROJECTS: lazy_gettext("Projects"),
        DeedGroup.REPORTS: lazy_gettext("Reports"),
        DeedGroup.ACCOUNTS: lazy_gettext("Accounts"),
        DeedGroup.SCREENS: lazy_gettext("Screens"),
        DeedGroup.DATA: lazy_gettext("Data, views and reminders"),
    }
)

DEEDS: Mapping[DeedGroup, Mapping[str, LazyString]] = MappingProxyType(
    {
        DeedGroup.PROJECTS: {
            "add_project": lazy_gettext("Project added"),
            "state_fact": lazy_gettext("Fact stated"),
            "choose_statement": lazy_gettext("Chosen which figure counts"),
            "add_plan": lazy_gettext("Payment schedule recorded"),
            "correct_document": lazy_gettext("Date or address of a document corrected"),
            "place_centre": lazy_gettext("Place of the centre corrected"),
            "add_milestone": lazy_gettext("Milestone added"),
            "add_milestone_entry": lazy_gettext("Date of a milestone recorded"),
            "add_post": lazy_gettext("Post or team added"),
            "add_post_entry": lazy_gettext("Figure of a post or team recorded"),
            "add_training": lazy_gettext("Training added"),
            "add_training_entry": lazy_gettext("Figure of a training recorded"),
        },
        DeedGroup.REPORTS: {
            "begin_report": lazy_gettext("Report begun"),
            "submit_report": lazy_gettext("Report handed in"),
            "withdraw_report": lazy_gettext("Report taken back by the centre"),
            "accept_report": lazy_gettext("Report accepted"),
            "return_report": lazy_gettext("Report returned for correction"),
            "reopen_report": lazy_gettext("Report reopened"),
            "supersede_examples": lazy_gettext("Invented later progress ended by a real deed"),
            "take_proposal": lazy_gettext("Proposed value taken over"),
            "attach_file": lazy_gettext("File attached"),
            "detach_file": lazy_gettext("File taken out"),
        },
        DeedGroup.ACCOUNTS: {
            "invite": lazy_gettext("Invitation made"),
            "renew_invitation": lazy_gettext("Invitation made anew"),
            "accept_invitation": lazy_gettext("Invitation accepted"),
            "rename_account": lazy_gettext("Name of a person changed"),
            "change_rights": lazy_gettext("Rights changed"),
            "change_password": lazy_gettext("Password changed"),
            "reset_password": lazy_gettext("Forgotten password replaced"),
            "mail_sign_in_link": lazy_gettext("Link to sign in mailed"),
            "mail_new_password_link": lazy_gettext("Link to a new password mailed"),
            "mail_invitation_link": lazy_gettext("Invitation mailed"),
            "switch_on_second_step": lazy_gettext("One-time codes switched on"),
            "switch_off_second_step": lazy_gettext("One-time codes switched off"),
            "renew_recovery_codes": lazy_gettext("Recovery codes made anew"),
            "sign_in": lazy_gettext("Signed in"),
            "sign_out": lazy_gettext("Signed out"),
            "sign_out_everywhere": lazy_gettext("Signed out everywhere"),
            "lock_sign_in": lazy_gettext("Signing in locked after too many attempts"),
            "make_token": lazy_gettext("Token for a program made"),
            "withdraw_token": lazy_gettext("Token for a program withdrawn"),
            "close_account": lazy_gettext("Account closed"),
            "reopen_account": lazy_gettext("Account opened again"),
        },
        DeedGroup.SCREENS: {
            "create_screen": lazy_gettext("Screen made"),
            "change_screen": lazy_gettext("Screen changed"),
            "renew_screen_link": lazy_gettext("Link of a screen made anew"),
            "withdraw_screen": lazy_gettext("Screen withdrawn"),
            "push_view": lazy_gettext("View sent to a screen"),
            "end_push": lazy_gettext("View taken off a screen"),
            "show_message": lazy_gettext("Message sent to a screen"),
            "end_message": lazy_gettext("Message taken off a screen"),
            "pause_screen": lazy_gettext("Screen stopped"),
            "resume_screen": lazy_gettext("Screen set going again"),
        },
        DeedGroup.DATA: {
            "bring_in_project": lazy_gettext("Project added from a document"),
            "bring_in": lazy_gettext("Figures taken over from a document"),
            "apply_import": lazy_gettext("Document taken over"),
            "undo_import": lazy_gettext("Import undone"),
            "load_bundled": lazy_gettext("First portfolio loaded"),
            "load_data": lazy_gettext("Projects loaded from files"),
            "import_data": lazy_gettext("Export taken over"),
            "load_examples": lazy_gettext("Invented data added"),
            "remove_examples": lazy_gettext("Invented data removed"),
            "generate_projects": lazy_gettext("Projects invented"),
            "send_reminders": lazy_gettext("Reminders sent"),
            "save_view": lazy_gettext("View kept"),
            "change_view": lazy_gettext("View renamed or shared"),
            "remove_view": lazy_gettext("View removed"),
        },
    }
)
"""Every deed that ``record_event`` is given anywhere, as a list of deeds names it; a test looks for missing ones."""

_WORDS = {deed: words for deeds in DEEDS.values() for deed, words in deeds.items()}
_PROGRAMS = {"flask accounts", "flask data", "flask register", "flask reminders", "flask screens", "python app.py"}


def deed_label(deed: str) -> str:
    """What was done; a deed that an older or newer version recorded stands as it is recorded."""
    return str(_WORDS.get(deed, deed))


def deeds_of(choice: str) -> frozenset[str]:
    """The deeds that a choice of the filter means: one deed, or all of a group; none when it is neither."""
    if choice in list(DeedGroup):
        return frozenset(DEEDS[DeedGroup(choice)])
    return frozenset({choice}) & _WORDS.keys()


def actor_label(actor: str) -> str:
    """Who did it: a person's name, the command line with its command, or nobody who is known."""
    if actor in _PROGRAMS:
        return gettext("command line (%(program)s)", program=actor)
    return actor or gettext("not stated")
