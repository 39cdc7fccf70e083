"""Remarks about many projects: nothing is lost by ordering, narrowing and counting them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain.factories import make_snapshot, make_year
from tracker.domain.doubts import DOUBTS, Doubt, QualityRemark
from tracker.domain.portfolio import ProjectSummary, summarise
from tracker.domain.remark_list import RemarkOrder, collect_remarks, list_remarks

ROW = summarise(make_snapshot(make_year("300.00"), "2019-10-15"))


@st.composite
def rows(draw: st.DrawFn) -> list[ProjectSummary]:
    """Projects with doubts of any kind, in the order in which the rules tell them."""
    several = draw(st.lists(st.lists(st.sampled_from(Doubt), max_size=6), max_size=6))
    order = list(Doubt)
    return [
        replace(ROW, slug=f"p{place}", remarks=tuple(QualityRemark(doubt) for doubt in sorted(doubts, key=order.index)))
        for place, doubts in enumerate(several)
    ]


@given(rows(), st.sets(st.sampled_from(Doubt)))
def test_both_orders_list_the_same_remarks(rows: list[ProjectSummary], wanted: set[Doubt]) -> None:
    serious = list_remarks(collect_remarks(rows), wanted)
    in_turn = list_remarks(collect_remarks(rows), wanted, RemarkOrder.PROJECT)

    told = Counter((item.row.slug, item.remark) for item in serious.items)
    order = [list(Doubt).index(item.remark.doubt) for item in serious.items]
    assert told == Counter((item.row.slug, item.remark) for item in in_turn.items)
    assert order == sorted(order)
    assert [item.row.slug for item in in_turn.items] == sorted(item.row.slug for item in in_turn.items)
    assert {item.remark.doubt for item in serious.items} <= wanted


@given(rows())
def test_counts_add_up_to_what_is_listed(rows: list[ProjectSummary]) -> None:
    listed = list_remarks(collect_remarks(rows))

    assert listed.of == len(rows)
    assert len(listed.items) == listed.total.remarks == sum(len(row.remarks) for row in rows)
    assert listed.total.projects == sum(bool(row.remarks) for row in rows)
    assert sum(listed.by_gravity.values()) == listed.total.remarks
    for group, count in listed.by_group.items():
        kinds = [listed.by_doubt[doubt] for doubt in DOUBTS[group]]
        assert count.remarks == sum(kind.remarks for kind in kinds)
        assert max(kind.projects for kind in kinds) <= count.projects <= len(rows)
