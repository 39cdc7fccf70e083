"""Where whoever reads of a doubt can clear it up: the very form, or its place on the project's page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from flask import url_for
from flask_babel import gettext

from tracker.domain.doubts import QualityRemark, Remedy, remedy_of
from tracker.domain.permissions import Deed
from tracker.domain.portfolio import ProjectSummary
from tracker.gate.access import may, place_of
from tracker.labels import label
from tracker.sentences import inside_sentence
from tracker.web.addresses import project_url

SECTIONS: Mapping[Remedy, str] = MappingProxyType(
    {
        Remedy.FACT: "facts-heading",
        Remedy.PLAN: "tasks-heading",
        Remedy.MILESTONE: "milestones-heading",
        Remedy.NEW_MILESTONE: "milestones-heading",
        Remedy.POST: "posts-heading",
        Remedy.REPORT: "reports-heading",
        Remedy.CENTRE: "facts-heading",
        Remedy.DOCUMENT: "sources-heading",
    }
)
"""The section of a project's page that shows what a doubt is about."""


@dataclass(frozen=True)
class RemedyLink:
    """A way to clear up a doubt.

    Attributes:
        mends: Whether it leads to a form; otherwise to the place where the figure is shown.
    """

    text: str
    url: str
    mends: bool


def remedy_link(row: ProjectSummary, remark: QualityRemark) -> RemedyLink:
    """The form that mends what is doubtful, for those who may; the others see its place in the project."""
    remedy, place = remedy_of(remark), place_of(row.centre)
    if remedy is Remedy.REPORT and may(Deed.WRITE_REPORT, place):
        return RemedyLink(gettext("Mend: reports"), url_for("reports.show_list"), mends=True)
    form = _FORMS.get(remedy)
    if form is not None and may(Deed.EDIT_PROJECT, place):
        text, url = form(row.slug, remark)
        return RemedyLink(text, url, mends=True)
    return RemedyLink(gettext("Show in the project"), f"{project_url(row.slug)}#{SECTIONS[remedy]}", mends=False)


Form = Callable[[str, QualityRemark], tuple[str, str]]
"""Gives the words and the address of the form of a project that clears up a remark."""


def _fact(slug: str, remark: QualityRemark) -> tuple[str, str]:
    name = remark.facts[0]
    text = gettext("Mend: %(what)s", what=inside_sentence(label(name)))
    return text, url_for("editing.fact", slug=slug, fact=name.value)


def _plan(slug: str, _remark: QualityRemark) -> tuple[str, str]:
    return gettext("Mend: payment schedule"), url_for("editing.plan", slug=slug)


def _new_milestone(slug: str, _remark: QualityRemark) -> tuple[str, str]:
    return gettext("Mend: add a milestone"), url_for("editing.new_milestone", slug=slug)


def _milestone(slug: str, remark: QualityRemark) -> tuple[str, str]:
    return gettext("Mend: date of the milestone"), url_for("editing.milestone", slug=slug, number=remark.number)


def _post(slug: str, remark: QualityRemark) -> tuple[str, str]:
    return gettext("Mend: target"), url_for("editing.post", slug=slug, key=remark.number)


def _centre(slug: str, _remark: QualityRemark) -> tuple[str, str]:
    return gettext("Mend: place of the centre"), url_for("editing.centre", slug=slug)


def _document(slug: str, remark: QualityRemark) -> tuple[str, str]:
    return gettext("Mend: date of the document"), url_for("editing.document", slug=slug, key=remark.number)


_FORMS: Mapping[Remedy, Form] = MappingProxyType(
    {
        Remedy.FACT: _fact,
        Remedy.PLAN: _plan,
        Remedy.NEW_MILESTONE: _new_milestone,
        Remedy.MILESTONE: _milestone,
        Remedy.POST: _post,
        Remedy.CENTRE: _centre,
        Remedy.DOCUMENT: _document,
    }
)
