"""Two people who save the same thing: the second sees both versions and chooses; nothing is lost."""

from __future__ import annotations

import threading
from datetime import date
from decimal import Decimal

import pytest
from flask import Flask

from tests.accounts import signed_in_as
from tests.integration.web.editing import EDIT, faults, make_record, opened, send, store, stored
from tracker.domain.provenance import Viewpoint, resolve_fact
from tracker.domain.snapshot import take_snapshot
from tracker.domain.vocabulary import FactName, Role

VALUE = f"{EDIT}/fakt/total_value"
NOW = Viewpoint(date(2030, 1, 1))
PARTS = {
    "plan": ({"task-1-2019-03": "99,50"}, {"task-1-2019-03": "77,70"}),
    "kamienie/1": ({"kind": "forecast", "day": "15.05.2019"}, {"kind": "forecast", "day": "18.05.2019"}),
    "stanowiska/1": (
        {"kind": "actual", "quantity": "1", "day": "1.03.2019"},
        {"kind": "actual", "quantity": "1,25", "day": "1.03.2019"},
    ),
    "szkolenia/1": (
        {"kind": "actual", "quantity": "7", "day": "1.03.2019"},
        {"kind": "actual", "quantity": "8,25", "day": "1.03.2019"},
    ),
}


def entries(app: Flask) -> int:
    """How many entries the project's histories hold."""
    record = stored(app)
    lengths = [len(thing.entries) for thing in record.milestones]
    lengths += [len(thing.entries) for thing in record.posts]
    lengths += [len(thing.entries) for thing in record.trainings]
    return len(record.plans) + sum(lengths)


def test_both_statements_are_kept_and_the_second_person_chooses(app: Flask) -> None:
    store(app, make_record())
    anna, jan = signed_in_as(app, Role.COORDINATOR), signed_in_as(app, Role.COORDINATOR)
    of_anna, of_jan = opened(anna, VALUE), opened(jan, VALUE)
    send(anna, VALUE, of_anna, value="1700", kind="agreed", counts="new", reason="Aneks")

    conflict = send(jan, VALUE, of_jan, value="1 750,25", kind="agreed", counts="new", reason="Pismo", note="Z rozmowy")
    theirs = max(s.id for s in stored(app).statements)
    settled = send(
        jan, VALUE, opened(jan, VALUE), value="1 750,25", kind="agreed", counts=str(theirs), reason="Aneks ma rację"
    )

    assert conflict.status_code == 409
    for text in ("1\u00a0700,00", "1 750,25", "Pismo", "Z rozmowy", "Coordinator"):
        assert text in conflict.text
    assert f'value="{theirs}"' in conflict.text
    assert settled.status_code == 303
    record = stored(app)
    values = {s.value for s in record.statements if s.fact is FactName.TOTAL_VALUE}
    assert values == {Decimal("1600.00"), Decimal("1700.00"), Decimal("1750.25")}
    assert resolve_fact(FactName.TOTAL_VALUE, record.statements, record.choices, NOW).value == Decimal("1700.00")


def test_a_choice_made_meanwhile_is_shown_as_what_was_saved(app: Flask) -> None:
    store(app, make_record())
    anna, jan = signed_in_as(app, Role.COORDINATOR), signed_in_as(app, Role.COORDINATOR)
    send(anna, VALUE, opened(anna, VALUE), value="1700", kind="agreed", counts="new", reason="Aneks")
    first = min(s.id for s in stored(app).statements if s.fact is FactName.TOTAL_VALUE)
    of_jan = opened(jan, VALUE)
    send(anna, VALUE, opened(anna, VALUE), counts=str(first), reason="Aneks wycofano")

    conflict = send(jan, VALUE, of_jan, value="1800", kind="agreed", counts="new", reason="Pismo")

    assert conflict.status_code == 409
    assert '<dd class="conflict-value">1\u00a0600,00\u00a0zł</dd>' in conflict.text


def test_a_change_of_another_part_is_no_conflict(app: Flask) -> None:
    store(app, make_record())
    anna, jan = signed_in_as(app, Role.COORDINATOR), signed_in_as(app, Role.COORDINATOR)
    of_jan = opened(jan, VALUE)
    send(
        anna,
        f"{EDIT}/fakt/title",
        opened(anna, f"{EDIT}/fakt/title"),
        value="A",
        kind="agreed",
        counts="new",
        reason="B",
    )

    response = send(jan, VALUE, of_jan, value="1700", kind="agreed", counts="new", reason="Aneks")

    assert response.status_code == 303


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("resolution", ["mine", "theirs", ""])
def test_the_second_person_keeps_theirs_or_saves_a_further_version(app: Flask, part: str, resolution: str) -> None:
    store(app, make_record())
    address, (first, second) = f"{EDIT}/{part}", PARTS[part]
    anna, jan = signed_in_as(app, Role.COORDINATOR), signed_in_as(app, Role.COORDINATOR)
    of_anna, of_jan = opened(anna, address), opened(jan, address)
    send(anna, address, of_anna, **first)
    after_anna = entries(app)

    conflict = send(jan, address, of_jan, **second)
    seen = opened(jan, address)["seen"]
    again = of_jan | {"seen": seen, "conflict": "1", "resolution": resolution}
    settled = send(jan, address, again, **second)

    assert conflict.status_code == 409
    assert 'name="resolution"' in conflict.text
    assert f'value="{seen}"' in conflict.text
    assert list(second.values())[-1] in conflict.text
    assert settled.status_code == (303 if resolution else 422)
    assert faults(settled) == (set() if resolution else {"resolution"})
    assert entries(app) == after_anna + (resolution == "mine")


def test_of_two_who_save_at_the_same_time_one_is_asked(app: Flask) -> None:
    store(app, make_record())
    clients = [signed_in_as(app, Role.COORDINATOR) for _ in range(4)]
    forms = [opened(client, VALUE) for client in clients]
    start = threading.Barrier(len(clients))
    codes: list[int] = []

    def save(index: int) -> None:
        start.wait()
        typed = {"value": str(1700 + index), "kind": "agreed", "counts": "new", "reason": "Aneks"}
        codes.append(send(clients[index], VALUE, forms[index], **typed).status_code)

    threads = [threading.Thread(target=save, args=(index,)) for index in range(len(clients))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(codes) == [303, 409, 409, 409]
    assert len([s for s in stored(app).statements if s.fact is FactName.TOTAL_VALUE]) == 2


def test_two_new_milestones_at_the_same_time_get_two_numbers(app: Flask) -> None:
    store(app, make_record())
    address = f"{EDIT}/kamienie/nowy"
    clients = [signed_in_as(app, Role.COORDINATOR) for _ in range(2)]
    forms = [opened(client, address) for client in clients]

    def save(index: int) -> None:
        send(clients[index], address, forms[index], name=f"Kamień {index}", kind="other", weight="1")

    threads = [threading.Thread(target=save, args=(index,)) for index in range(len(clients))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [m.number for m in stored(app).milestones] == [1, 2, 3]
    assert len(take_snapshot(stored(app), NOW).milestones) == 3
