"""What is typed into the forms: taken with its source, or refused at the field with nothing lost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.accounts import signed_in_as
from tests.integration.web.editing import EDIT, faults, fill, make_record, opened, send, store, stored
from tracker.domain.periods import PartialDate
from tracker.domain.provenance import Viewpoint, resolve_fact
from tracker.domain.snapshot import take_snapshot
from tracker.domain.vocabulary import AmountPrecision, FactName, Role, StatementKind
from tracker.gate import clock
from tracker.storage.audit import events_of

VALUE = f"{EDIT}/fakt/total_value"
NOW = Viewpoint(date(2030, 1, 1))
NASTY = '"><script>alert(1)</script>'
CENTRE = {
    "centre": "new",
    "centre_name": "Gminny Ośrodek Pomocy Społecznej w Łopienniku",
    "centre_short_name": "GOPS w Łopienniku",
    "centre_place": "Łopiennik Górny",
    "centre_kind": "GOPS",
    "centre_voivodeship": "06",
}
PROJECT = CENTRE | {"title": "Organizator pomocy", "kind": "planned"}


@pytest.fixture
def editable(app: Flask) -> FlaskClient:
    """A client of a tracker with the projects of Klucze and of Bukowno."""
    store(app, make_record(), make_record("bukowno", "Bukowno"))
    return signed_in_as(app, Role.COORDINATOR)


def test_a_new_value_counts_and_the_earlier_stays(app: Flask, editable: FlaskClient) -> None:
    response = fill(
        editable, VALUE, value="1 700,50", kind="agreed", counts="new", reason="Aneks", effective_on="1.05.2019"
    )

    record = stored(app)
    fact = resolve_fact(FactName.TOTAL_VALUE, record.statements, record.choices, NOW)
    assert (response.status_code, response.location) == (303, EDIT)
    assert fact.chosen is not None
    assert fact.value == Decimal("1700.50")
    assert fact.chosen.as_written == "1 700,50"
    assert fact.chosen.amount_precision is AmountPrecision.GROSZ
    assert fact.chosen.origin.effective_on == date(2019, 5, 1)
    assert fact.chosen.origin.known_on == clock.today()
    assert fact.chosen.origin.source.title == "Aneks nr 1"
    assert fact.reason == "Aneks"
    assert [s.value for s in fact.competing] == [Decimal("1600.00")]


def test_each_change_is_on_record_with_what_was_before(app: Flask, editable: FlaskClient) -> None:
    fill(editable, VALUE, value="1700", kind="agreed", counts="new", reason="Aneks")

    record = stored(app)
    with app.app_context():
        (event,) = events_of(record.id)

    assert (event.actor, event.deed) == ("Coordinator", "state_fact")
    assert event.before == {"fact": "total_value", "value": "1600.00"}
    assert event.after == {"fact": "total_value", "value": "1700.00", "stated": "1700.00"}


def test_a_later_choice_wins_over_an_earlier_one_of_a_later_day(app: Flask, editable: FlaskClient) -> None:
    fill(editable, VALUE, value="1700", kind="agreed", counts="new", reason="Aneks", effective_on="1.05.2019")

    fill(editable, VALUE, value="1800", kind="stated", counts="new", reason="Sprostowanie")

    record = stored(app)
    assert resolve_fact(FactName.TOTAL_VALUE, record.statements, record.choices, NOW).value == Decimal("1800.00")


def test_a_weaker_value_may_be_noted_without_counting(app: Flask, editable: FlaskClient) -> None:
    first = next(s for s in stored(app).statements if s.fact is FactName.TOTAL_VALUE)

    fill(editable, VALUE, value="1700", kind="agreed", counts=str(first.id), reason="To suma trzech projektów")

    record = stored(app)
    fact = resolve_fact(FactName.TOTAL_VALUE, record.statements, record.choices, NOW)
    assert fact.value == Decimal("1600.00")
    assert [s.value for s in fact.competing] == [Decimal("1700.00")]


def test_an_earlier_statement_can_be_chosen_again_with_a_document_on_record(app: Flask, editable: FlaskClient) -> None:
    first = next(s for s in stored(app).statements if s.fact is FactName.TOTAL_VALUE)
    fill(editable, VALUE, value="1700", kind="agreed", counts="new", reason="Aneks")
    sources = {s.origin.source.id for s in stored(app).statements}
    chosen = {"source": "existing", "source_id": str(first.origin.source.id)}

    response = fill(editable, VALUE, counts=str(first.id), reason="Aneks wycofano", **chosen)

    record = stored(app)
    assert response.status_code == 303
    assert resolve_fact(FactName.TOTAL_VALUE, record.statements, record.choices, NOW).value == Decimal("1600.00")
    assert {s.origin.source.id for s in record.statements} | {c.origin.source.id for c in record.choices} == sources


@pytest.mark.parametrize(
    ("value", "fact"),
    [
        ("", "total_value"),
        ("dwa tysiące", "total_value"),
        ("325.377", "total_value"),
        ("1,234", "total_value"),
        ("-5", "total_value"),
        ("9" * 30, "total_value"),
        ("", "end"),
        ("31.02.2019", "end"),
        ("1.01.1019", "end"),
        ("31.12.2018", "end"),
        ("wkrótce", "end"),
        ("x" * 501, "title"),
        ("nigdy", "stage"),
    ],
)
def test_a_value_that_cannot_be_taken_is_refused_at_its_field(
    app: Flask, editable: FlaskClient, value: str, fact: str
) -> None:
    before = stored(app)

    response = fill(
        editable, f"{EDIT}/fakt/{fact}", value=value, kind="agreed", counts="new", reason="Bo tak", note="Z pisma"
    )

    assert response.status_code == 422
    assert faults(response) == {"value"}
    assert "data-error-summary" in response.text
    assert "Z pisma" in response.text
    assert value in response.text or fact == "stage"
    assert stored(app) == before


def test_an_ambiguous_amount_asks_which_is_meant(editable: FlaskClient) -> None:
    response = fill(editable, VALUE, value="325.377", kind="agreed", counts="new", reason="Aneks")

    assert "325\u00a0377\u00a0zł" in response.text
    assert "325,377" in response.text


def test_a_month_is_kept_as_a_month(app: Flask, editable: FlaskClient) -> None:
    fill(editable, f"{EDIT}/fakt/end", value="09.2019", kind="agreed", counts="new", reason="Aneks")

    record = stored(app)
    end = resolve_fact(FactName.END, record.statements, record.choices, NOW)
    assert end.value == PartialDate.parse("2019-09")


def test_everything_missing_is_told_at_once(editable: FlaskClient) -> None:
    response = editable.post(VALUE, data=opened(editable, VALUE) | {"source": "new"})

    assert response.status_code == 422
    assert faults(response) == {"value", "counts", "source_kind", "source_publisher", "source_title"}


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "ftp://example.org/", "https://exa mple.org", "//example.org"],
)
def test_a_source_is_linked_by_the_web_only(editable: FlaskClient, address: str) -> None:
    response = fill(editable, VALUE, value="1", kind="agreed", counts="new", reason="Bo", source_url=address)

    assert response.status_code == 422
    assert faults(response) == {"source_url"}


def test_a_document_of_tomorrow_is_refused(editable: FlaskClient) -> None:
    response = fill(editable, VALUE, value="1", kind="agreed", counts="new", reason="Bo", source_published="2090")

    assert faults(response) == {"source_published"}


def test_unknown_things_are_not_found(editable: FlaskClient) -> None:
    for address in ("fakt/budzet", "kamienie/99", "stanowiska/99999", "szkolenia/99999"):
        assert editable.get(f"{EDIT}/{address}").status_code == 404

    assert editable.get("/projekty/nigdzie/edytuj").status_code == 404


def test_things_of_another_project_cannot_be_named(app: Flask, editable: FlaskClient) -> None:
    other = stored(app, "bukowno")
    source = {"source": "existing", "source_id": str(other.statements[0].origin.source.id)}
    statement = next(s for s in other.statements if s.fact is FactName.TOTAL_VALUE)

    of_source = fill(editable, VALUE, value="1", kind="agreed", counts="new", reason="Bo", **source)
    of_statement = fill(editable, VALUE, counts=str(statement.id), reason="Bo")

    assert faults(of_source) == {"source_id"}
    assert faults(of_statement) == {"counts"}
    assert editable.get(f"{EDIT}/stanowiska/{other.posts[0].id}").status_code == 404


def test_a_schedule_becomes_a_further_version(app: Flask, editable: FlaskClient) -> None:
    response = fill(editable, f"{EDIT}/plan", **{"task-1-2019-03": "99,50", "effective_on": "1.03.2019"})

    record = stored(app)
    assert response.status_code == 303
    assert len(record.plans) == 2
    assert take_snapshot(record, NOW).budget == Decimal("1600.00")
    assert take_snapshot(record, Viewpoint(date(2019, 2, 28))).budget == Decimal("1500.50")


def test_a_task_is_added_and_removed_without_script(app: Flask, editable: FlaskClient) -> None:
    fields = opened(editable, f"{EDIT}/plan")

    added = send(editable, f"{EDIT}/plan", fields, add="1")
    removed = send(editable, f"{EDIT}/plan", fields, remove="1")

    assert 'name="task-2-name"' in added.text
    assert 'value="Zadanie 1"' in added.text
    assert 'name="task-1-name"' not in removed.text
    assert len(stored(app).plans) == 1


@pytest.mark.parametrize(
    ("typed", "faulty"),
    [
        ({"task-1-2019-03": "325.377"}, "task-1-2019-03"),
        ({"task-1-2019-03": "-1"}, "task-1-2019-03"),
        ({"task-1-name": ""}, "task-1-name"),
        ({"task-2-name": "Pusta"}, "task-2-name"),
        ({"effective_on": "2019"}, "effective_on"),
    ],
)
def test_a_schedule_that_cannot_be_taken_is_refused(
    app: Flask, editable: FlaskClient, typed: dict[str, str], faulty: str
) -> None:
    response = fill(editable, f"{EDIT}/plan", **typed)

    assert response.status_code == 422
    assert faults(response) == {faulty}
    assert len(stored(app).plans) == 1


def test_a_schedule_that_changes_nothing_is_no_version(app: Flask, editable: FlaskClient) -> None:
    response = fill(editable, f"{EDIT}/plan")

    assert response.status_code == 422
    assert len(stored(app).plans) == 1


def test_a_milestone_gets_plan_forecast_and_achievement(app: Flask, editable: FlaskClient) -> None:
    address = f"{EDIT}/kamienie/1"

    for kind, day in (("forecast", "15.05.2019"), ("baseline", "04.2019"), ("achieved", "20.05.2019")):
        assert fill(editable, address, kind=kind, day=day, reason="Przetarg").status_code == 303

    (state,) = take_snapshot(stored(app), NOW).milestones
    assert state.achieved is not None
    assert state.baseline is not None
    assert state.achieved.day == PartialDate.parse("2019-05-20")
    assert state.baseline.day == PartialDate.parse("2019-04")


@pytest.mark.parametrize(
    ("typed", "faulty"),
    [
        ({"kind": "achieved", "day": "1.01.2090"}, "day"),
        ({"kind": "baseline", "day": "1.01.2020"}, "reason"),
        ({"kind": "forecast", "day": ""}, "day"),
        ({"kind": "", "day": "2020"}, "kind"),
        ({"kind": "forecast", "day": "2020", "reason": "x" * 2001}, "reason"),
    ],
)
def test_a_date_of_a_milestone_that_cannot_be_taken_is_refused(
    app: Flask, editable: FlaskClient, typed: dict[str, str], faulty: str
) -> None:
    before = stored(app)

    response = fill(editable, f"{EDIT}/kamienie/1", **typed)

    assert faults(response) == {faulty}
    assert stored(app) == before


def test_a_corrected_achievement_may_be_earlier(app: Flask, editable: FlaskClient) -> None:
    for day in ("20.05.2019", "2.05.2019"):
        fill(editable, f"{EDIT}/kamienie/1", kind="achieved", day=day)

    (state,) = take_snapshot(stored(app), NOW).milestones
    assert state.achieved is not None
    assert state.achieved.day == PartialDate.parse("2019-05-02")


def test_a_milestone_is_added_once(app: Flask, editable: FlaskClient) -> None:
    new = {"name": "Wizyta", "kind": "study_visit", "weight": "2", "entry_kind": "baseline", "day": "06.2019"}

    first = fill(editable, f"{EDIT}/kamienie/nowy", **new)
    second = fill(editable, f"{EDIT}/kamienie/nowy", **new)

    assert (first.status_code, second.status_code) == (303, 422)
    assert [(m.number, m.weight, len(m.entries)) for m in stored(app).milestones] == [(1, 1, 1), (2, 2, 1)]


@pytest.mark.parametrize("part", ["stanowiska", "szkolenia"])
def test_a_figure_of_a_post_or_training_is_recorded(app: Flask, editable: FlaskClient, part: str) -> None:
    record = stored(app)
    key = record.posts[0].id if part == "stanowiska" else record.trainings[0].id

    response = fill(editable, f"{EDIT}/{part}/{key}", kind="actual", quantity="1,5", day="1.03.2019", note="Umowa")

    snapshot = take_snapshot(stored(app), NOW)
    state = snapshot.posts[0].quantity if part == "stanowiska" else snapshot.trainings[0].quantity
    assert response.status_code == 303
    assert state.actual is not None
    assert (state.actual.quantity, state.actual.note) == (Decimal("1.5"), "Umowa")


@pytest.mark.parametrize(
    ("typed", "faulty"),
    [
        ({"kind": "actual", "quantity": "1", "day": ""}, "day"),
        ({"kind": "actual", "quantity": "1", "day": "1.01.2090"}, "day"),
        ({"kind": "actual", "quantity": "-1", "day": "1.01.2019"}, "quantity"),
        ({"kind": "target", "quantity": ""}, "quantity"),
        ({"kind": "target", "quantity": "1"}, "day"),
    ],
)
def test_a_figure_that_cannot_be_taken_is_refused(
    app: Flask, editable: FlaskClient, typed: dict[str, str], faulty: str
) -> None:
    before = stored(app)

    response = fill(editable, f"{EDIT}/stanowiska/{before.posts[0].id}", **typed)

    assert faults(response) == {faulty}
    assert stored(app) == before


def test_posts_and_training_are_added(app: Flask, editable: FlaskClient) -> None:
    post = {"name": "Zespół usług", "kind": "services", "is_new": "0", "quantity": "3"}
    training = {"name": "Wyjazd", "kind": "study_visit", "quantity": "", "day": ""}

    assert fill(editable, f"{EDIT}/stanowiska/nowe", **post).status_code == 303
    assert fill(editable, f"{EDIT}/szkolenia/nowe", **training).status_code == 303
    assert fill(editable, f"{EDIT}/stanowiska/nowe", **post).status_code == 422

    record = stored(app)
    assert [p.name for p in record.posts] == ["Pierwszy kontakt", "Zespół usług"]
    assert record.trainings[1].entries == ()


def test_a_project_is_added_and_the_unknown_stays_unknown(app: Flask, coordinator: FlaskClient) -> None:
    response = fill(coordinator, "/projekty/nowy", **PROJECT, start="01.2020", end="")

    snapshot = take_snapshot(stored(app, "lopiennik-gorny"), NOW)
    assert response.location == "/projekty/lopiennik-gorny"
    assert snapshot.title == "Organizator pomocy"
    assert snapshot.value is None
    assert snapshot.period is None
    assert snapshot.facts[FactName.START].value == PartialDate.parse("2020-01")
    assert {s.kind for s in snapshot.record.statements} == {StatementKind.PLANNED}
    assert coordinator.get(response.location).status_code == 200


def test_a_second_project_of_a_centre_gets_a_number(app: Flask, coordinator: FlaskClient) -> None:
    fill(coordinator, "/projekty/nowy", **PROJECT)
    centre = stored(app, "lopiennik-gorny").centre
    same = PROJECT | {"centre": "existing", "centre_id": str(centre.id)}

    response = fill(coordinator, "/projekty/nowy", **same)
    again = fill(coordinator, "/projekty/nowy", **PROJECT)

    assert response.location == "/projekty/lopiennik-gorny-2"
    assert stored(app, "lopiennik-gorny-2").centre == centre
    assert faults(again) == {"centre_name"}


def test_a_place_called_like_a_page_gets_another_address(coordinator: FlaskClient) -> None:
    response = fill(coordinator, "/projekty/nowy", **PROJECT | {"centre_place": "Nowy"})

    assert response.location == "/projekty/nowy-2"


def test_an_unusual_number_is_taken_with_a_warning(coordinator: FlaskClient) -> None:
    response = fill(coordinator, "/projekty/nowy", **PROJECT, project_number="POWER.02.06.00-00-0193/17")

    page = coordinator.get(response.location).text
    assert page.count("note--warning") >= 2
    assert "POWER.02.06.00-00-0193/17" in page


@pytest.mark.parametrize(
    ("typed", "faulty"),
    [
        ({"title": " "}, {"title"}),
        ({"centre_name": "", "centre_kind": ""}, {"centre_name", "centre_kind"}),
        ({"start": "1.07.2019", "end": "30.06.2019"}, {"end"}),
        ({"value": "402.025"}, {"value"}),
        ({"centre_commune_code": "1206"}, {"centre_commune_code"}),
        ({"centre_commune_code": "1206034"}, {"centre_commune_code"}),
        ({"centre": "existing", "centre_id": ""}, {"centre_id"}),
        ({"centre": "existing", "centre_id": "77"}, {"centre_id"}),
        ({"centre_place": "x" * 201, "title": "x" * 501}, {"centre_place", "title"}),
    ],
)
def test_a_project_that_cannot_be_taken_is_refused(
    editable: FlaskClient, typed: dict[str, str], faulty: set[str]
) -> None:
    response = fill(editable, "/projekty/nowy", **PROJECT | typed)

    assert response.status_code == 422
    assert faults(response) == faulty
    assert "Aneks nr 1" in response.text


def test_markup_that_is_typed_stays_text_on_every_page(app: Flask, coordinator: FlaskClient) -> None:
    texts = (
        "centre_name",
        "centre_short_name",
        "centre_place",
        "centre_county",
        "title",
        "project_number",
        "call_number",
    )
    sources = {"source_publisher": NASTY, "source_title": NASTY, "source_url": f"https://example.org/{NASTY}"}
    added = fill(
        coordinator, "/projekty/nowy", **PROJECT | dict.fromkeys(texts, NASTY) | sources, start="2019", end="2020"
    )
    edit = f"{added.location}/edytuj"
    fact = {"value": "1", "kind": "agreed", "counts": "new", "reason": NASTY, "note": NASTY, "as_written": NASTY}
    fill(coordinator, f"{edit}/fakt/total_value", **fact | sources)
    fill(coordinator, f"{edit}/fakt/total_value", **fact | sources)
    fill(coordinator, f"{edit}/kamienie/nowy", name=NASTY, kind="other", weight="1", day="2019", **sources)
    fill(coordinator, f"{edit}/kamienie/1", kind="forecast", day="2020", reason=NASTY, **sources)
    fill(coordinator, f"{edit}/stanowiska/nowe", name=NASTY, kind="other", is_new="1", quantity="1", **sources)
    fill(coordinator, f"{edit}/szkolenia/nowe", name=NASTY, kind="training", quantity="1", **sources)
    fill(coordinator, f"{edit}/plan", **{"task-1-name": NASTY, "task-1-2019-01": "1"} | sources)
    slug = added.location.removeprefix("/projekty/")
    record = stored(app, slug)
    pages = [
        "/",
        added.location,
        edit,
        *(f"{edit}/{part}" for part in ("plan", "fakt/total_value", "kamienie/1", "kamienie/nowy")),
        f"{edit}/stanowiska/{record.posts[0].id}",
        f"{edit}/szkolenia/{record.trainings[0].id}",
        "/projekty/nowy",
    ]

    texts_of_pages = {address: coordinator.get(address) for address in pages}

    assert len(record.plans) == len(record.choices) == 1
    for address, response in texts_of_pages.items():
        assert response.status_code == 200, address
        assert "<script>alert" not in response.text, address
        assert "&lt;script&gt;alert" in response.text, address
