"""The doubts about the data as sheets: a row a remark, and the kinds with their counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from flask_babel import gettext

from tracker.domain.doubts import DOUBTS, GRAVITY
from tracker.domain.remark_list import ListedRemark, RemarkList
from tracker.exchange.portfolio_sheets import examples_of
from tracker.exchange.sheets import About, BarChart, Cell, Column, ColumnKind, Sheet
from tracker.labels import label
from tracker.quality_sentences import remark_sentence


def quality_sheets(
    found: RemarkList, address_of: Callable[[ListedRemark], str], about: About, as_of: date
) -> tuple[Sheet, Sheet]:
    """Every remark listed, and how many there are of each kind; ``address_of`` tells where one can be mended."""
    return _remark_sheet(found, address_of, about, as_of), _kind_sheet(found, about)


def _remark_sheet(found: RemarkList, address_of: Callable[[ListedRemark], str], about: About, as_of: date) -> Sheet:
    return Sheet(
        name=gettext("Doubts"),
        about=about,
        columns=(
            Column(gettext("Centre"), width=30),
            Column(gettext("Voivodeship"), width=20),
            Column(gettext("Project"), width=40),
            Column(gettext("How serious"), width=16),
            Column(gettext("Group"), width=26),
            Column(gettext("Kind of doubt"), width=30),
            Column(gettext("Doubt"), width=90),
            Column(gettext("Where to mend it"), width=50),
            Column(gettext("As of"), ColumnKind.DAY, 12),
            Column(gettext("Sample data"), width=16),
        ),
        rows=[_cells(item, address_of(item), as_of) for item in found.items],
    )


def _cells(item: ListedRemark, address: str, as_of: date) -> tuple[Cell, ...]:
    row, remark = item.row, item.remark
    return (
        row.centre.short_name,
        label(row.centre.voivodeship) if row.centre.voivodeship else None,
        row.title,
        label(remark.gravity),
        next(label(group) for group, doubts in DOUBTS.items() if remark.doubt in doubts),
        label(remark.doubt),
        remark_sentence(remark),
        address,
        as_of,
        examples_of(row),
    )


def _kind_sheet(found: RemarkList, about: About) -> Sheet:
    kinds = [(group, doubt) for group, doubts in DOUBTS.items() for doubt in doubts]
    heading = gettext("Doubts")
    return Sheet(
        name=gettext("Kinds"),
        about=about,
        columns=(
            Column(gettext("Kind of doubt"), width=34),
            Column(gettext("Group"), width=26),
            Column(gettext("How serious"), width=16),
            Column(heading, ColumnKind.COUNT, 10),
            Column(gettext("Projects"), ColumnKind.COUNT, 10),
            Column(gettext("Of so many projects"), ColumnKind.COUNT, 14),
        ),
        rows=[
            (
                label(doubt),
                label(group),
                label(GRAVITY[doubt]),
                found.by_doubt[doubt].remarks,
                found.by_doubt[doubt].projects,
                found.of,
            )
            for group, doubt in kinds
        ],
        charts=(BarChart(gettext("Projects with a doubt of each kind"), (4,)),),
    )
