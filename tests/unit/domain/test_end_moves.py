"""What moved the expected ends: days of like dates, sums with their denominators."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain import strategies as domain
from tracker.domain.end_moves import EndMove, add_up_ends, end_move
from tracker.domain.project import ProjectRecord
from tracker.domain.provenance import Viewpoint
from tracker.domain.snapshot import take_snapshot

moves = st.lists(st.none() | st.integers(-400, 400)).map(lambda all_: [EndMove(None, None, days) for days in all_])


@given(record=domain.records(), first=domain.viewpoints, second=domain.viewpoints)
def test_the_way_back_is_as_long_as_the_way_there(record: ProjectRecord, first: Viewpoint, second: Viewpoint) -> None:
    before, after = take_snapshot(record, first), take_snapshot(record, second)

    there, back = end_move(before, after), end_move(after, before)

    assert (there.days is None) == (back.days is None)
    assert there.days is None or back.days is None or there.days == -back.days
    assert (there.before, there.after) == (back.after, back.before)
    assert end_move(before, before).days in (0, None)
    assert end_move(None, after).days is None


@given(all_moves=moves, cut=st.integers(0, 20))
def test_every_project_is_counted_once(all_moves: list[EndMove], cut: int) -> None:
    whole, first, second = (add_up_ends(part) for part in (all_moves, all_moves[:cut], all_moves[cut:]))

    assert whole.later + whole.earlier + whole.unmoved + whole.unknown == whole.of == len(all_moves)
    assert (whole.days, whole.known) == (first.days + second.days, first.known + second.known)
    assert (whole.middle is None) == (whole.known == 0)
