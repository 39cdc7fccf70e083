"""The reader of announcements: a text is read, shown beside the record, taken over as accepted, and nothing else."""

from __future__ import annotations

from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.accounts import signed_in_as
from tests.integration.web.page import Page, text_of
from tests.integration.web.three_places import ELSEWHERE, OWN, store_three
from tracker.domain.periods import PartialDate
from tracker.domain.provenance import Viewpoint
from tracker.domain.snapshot import take_snapshot
from tracker.domain.vocabulary import FactName, Role, Voivodeship
from tracker.gate.clock import today
from tracker.storage.projects import get_record, project_slugs
from tracker.web.announcements.pages import LARGEST_FILE, LONGEST_TEXT

TEXT = """Gminny Ośrodek Pomocy Społecznej w Zarzeczu, woj. podkarpackie
Opublikowano: 12 marca 2018 r.

GOPS w Zarzeczu realizuje projekt pn. „Bliżej ludzi” nr POWR.02.05.00-00-0123/18 w ramach Działania 2.5 PO WER.
Okres realizacji projektu: 01.03.2018 r. – 31.12.2019 r.
Wartość projektu: 310 000 zł
Powstanie zespół ds. świadczeń. Nowa struktura organizacyjna obowiązuje od 1 września 2018 r.
Przeszkolonych zostanie 12 pracowników na szkoleniach z pracy socjalnej.
Łączna wartość trzech projektów gminy wynosi 2 100 000,00 zł. Kierownik Anna Nowak, tel. 16 640 10 10.
"""
PASTE, TAKE_OVER = "/wczytaj/ogloszenie", "/wczytaj/ogloszenie/przyjmij"


@pytest.fixture
def open_forms(app: Flask) -> Flask:
    """Three projects, without tokens in the forms."""
    app.config["WTF_CSRF_ENABLED"] = False
    store_three(app)
    return app


@pytest.fixture
def coordinator(open_forms: Flask) -> FlaskClient:
    return signed_in_as(open_forms, Role.COORDINATOR, name="Ewa")


def form_of(client: FlaskClient, text: str = TEXT, **fields: str) -> dict[str, str]:
    """The form as it is proposed, with what is sure ticked."""
    page = Page(client.post(PASTE, data={"text": text, "tick": "sure"} | fields))
    form = next(e for e in page.all("form") if e.get("action") == TAKE_OVER)
    values = {"text": text}
    for one in page.all("input", within=form):
        name = one.get("name")
        if name and (one.get("type") not in ("checkbox", "radio") or "checked" in one.attrib):
            values[name] = one.get("value", "")
    for area in page.all("textarea", within=form):
        if area.get("name") != "text":
            values[area.attrib["name"]] = (area.text or "").lstrip("\n")
    for select in page.all("select", within=form):
        chosen = [o for o in page.all("option", within=select) if "selected" in o.attrib]
        values[select.attrib["name"]] = chosen[0].get("value", "") if chosen else ""
    return values


def test_a_text_becomes_a_project_with_its_source(open_forms: Flask, coordinator: FlaskClient) -> None:
    answer = coordinator.post(TAKE_OVER, data=form_of(coordinator))

    assert (answer.status_code, answer.location) == (303, "/projekty/zarzecze")
    with open_forms.app_context():
        snapshot = take_snapshot(get_record("zarzecze"), Viewpoint(today()))
    value = snapshot.facts[FactName.TOTAL_VALUE].chosen
    assert value is not None
    assert (value.as_written, value.origin.source.publisher) == (
        "310 000 zł",
        "Gminny Ośrodek Pomocy Społecznej w Zarzeczu",
    )
    assert value.origin.source.published == PartialDate.parse("2018-03-12")
    assert snapshot.record.centre.voivodeship is Voivodeship.PODKARPACKIE
    assert [post.post.name for post in snapshot.posts] == ["Zespół ds. świadczeń"]
    assert [state.milestone.kind.value for state in snapshot.milestones] == ["new_structure"]
    assert [str(t.quantity.target.quantity) for t in snapshot.trainings if t.quantity.target] == ["12"]


def test_reading_stores_nothing(open_forms: Flask, coordinator: FlaskClient) -> None:
    before = Page(coordinator.get("/wczytaj")).text

    coordinator.post(PASTE, data={"text": TEXT})

    with open_forms.app_context():
        assert "zarzecze" not in project_slugs()
    assert Page(coordinator.get("/wczytaj")).text == before


def test_the_page_tells_reasons_doubts_and_decoys(coordinator: FlaskClient) -> None:
    page = Page(coordinator.post(PASTE, data={"text": TEXT}))

    assert "2 100 000,00 zł" in [" ".join((e.text or "").split()) for e in page.all("s", "decoy")]
    assert "łączna kwota kilku projektów" in page.text
    ticked = [e.get("name", "") for e in page.all("input") if "checked" in e.attrib]
    assert not [name for name in ticked if name.startswith("take-")]


def test_names_of_persons_are_in_no_field(coordinator: FlaskClient) -> None:
    page = Page(coordinator.post(PASTE, data={"text": TEXT}))

    assert "Nowak" not in " ".join(e.get("value", "") for e in page.all("input"))
    assert "Nowak" not in " ".join(text_of(e) for e in page.all("textarea") if e.get("name") != "text")


def test_only_what_is_ticked_is_taken_over(open_forms: Flask, coordinator: FlaskClient) -> None:
    form = {name: value for name, value in form_of(coordinator).items() if name != "take-total_value"}

    coordinator.post(TAKE_OVER, data=form)

    with open_forms.app_context():
        record = get_record("zarzecze")
    assert FactName.TOTAL_VALUE not in {s.fact for s in record.statements}


def test_what_is_corrected_is_no_longer_as_written(open_forms: Flask, coordinator: FlaskClient) -> None:
    form = form_of(coordinator) | {"value-total_value": "311 000,50"}

    coordinator.post(TAKE_OVER, data=form)

    with open_forms.app_context():
        (value,) = [s for s in get_record("zarzecze").statements if s.fact is FactName.TOTAL_VALUE]
    assert value.as_written == "311 000,50"


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"value-total_value": "dużo"}, "value-total_value"),
        ({"value-start_date": "x"}, None),
        ({"centre_voivodeship": ""}, "centre_voivodeship"),
        ({"source_title": ""}, "source_title"),
        ({"event-0-day": "32.13.2018"}, "event-0-day"),
        ({"training-0-quantity": "-4"}, "training-0-quantity"),
        ({"value-end": "1.01.2017"}, None),
    ],
)
def test_a_slip_is_told_at_its_field_and_nothing_is_stored(
    open_forms: Flask, coordinator: FlaskClient, changes: dict[str, str], where: str | None
) -> None:
    form = form_of(coordinator)
    if where is None and "value-start_date" in changes:
        changes = {"value-start": "x"}
        where = "value-start"

    answer = coordinator.post(TAKE_OVER, data=form | changes)

    assert answer.status_code == 422
    if where:
        assert f'id="field-{where}-error"' in answer.text
    assert "310 000" in answer.text.replace("\u00a0", " ")
    with open_forms.app_context():
        assert "zarzecze" not in project_slugs()


def test_nothing_ticked_is_nothing_accepted(coordinator: FlaskClient) -> None:
    form = {name: value for name, value in form_of(coordinator).items() if not name.startswith("take-")}

    answer = coordinator.post(TAKE_OVER, data=form)

    assert answer.status_code == 422
    assert "Nic nie zostało jeszcze przyjęte" in Page(answer).text


def test_a_contradiction_is_shown_and_settled(coordinator: FlaskClient) -> None:
    coordinator.post(TAKE_OVER, data=form_of(coordinator))
    later = TEXT.replace("310 000 zł", "325 500 zł").replace("12 marca 2018", "4 czerwca 2019")

    form = form_of(coordinator, later)
    unexplained = coordinator.post(TAKE_OVER, data=form | {"counts-total_value": "true"})
    settled = coordinator.post(TAKE_OVER, data=form | {"counts-total_value": "true", "reason": "Aneks."})

    assert form["slug"] == "zarzecze"
    assert (unexplained.status_code, settled.status_code) == (422, 303)
    assert "325 500,00" in Page(coordinator.get("/projekty/zarzecze")).text


def test_two_at_once_are_told_of_each_other(coordinator: FlaskClient) -> None:
    coordinator.post(TAKE_OVER, data=form_of(coordinator))
    later = TEXT.replace("310 000 zł", "325 500 zł")
    form = form_of(coordinator, later)
    coordinator.post(TAKE_OVER, data=form)

    answer = coordinator.post(TAKE_OVER, data=form)

    assert answer.status_code == 409
    assert "W międzyczasie" in Page(answer).text


def test_the_import_can_be_undone(coordinator: FlaskClient) -> None:
    coordinator.post(TAKE_OVER, data=form_of(coordinator))

    coordinator.post("/wczytaj/1/cofnij")

    assert coordinator.get("/projekty/zarzecze").status_code == 404


def test_a_saved_page_is_read(coordinator: FlaskClient) -> None:
    html = f"<html><body><script>alert(1)</script><p>{TEXT}</p></body></html>".encode("cp1250")

    answer = coordinator.post(PASTE, data={"file": (BytesIO(html), "strona.html")})

    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert "POWR.02.05.00-00-0123/18" in answer.text


def multipart(content: bytes) -> bytes:
    """A body with one file, as a browser sends it."""
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="plik.html"\r\n\r\n'
    return head + content + b"\r\n--x--\r\n"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0", "W tym pliku nie ma tekstu"),
        (b" ", "pusty"),
        (b"a" * (LARGEST_FILE + 1), "za duży"),
    ],
    ids=["picture", "empty", "large"],
)
def test_a_file_without_a_text_is_told(coordinator: FlaskClient, content: bytes, message: str) -> None:
    answer = coordinator.post(PASTE, data=multipart(content), content_type="multipart/form-data; boundary=x")

    assert answer.status_code == 422
    assert message in Page(answer).text


@pytest.mark.parametrize("text", ["", "   ", "a" * (LONGEST_TEXT + 1)])
def test_no_text_or_too_much_is_told(coordinator: FlaskClient, text: str) -> None:
    assert coordinator.post(PASTE, data={"text": text}).status_code == 422


def test_a_text_beyond_all_bounds_is_refused(coordinator: FlaskClient) -> None:
    assert coordinator.post(PASTE, data={"text": "a" * 3_000_000}).status_code == 413


@pytest.mark.parametrize("text", ["Zapraszamy na festyn.", "\U0001f389", "<b>\u202e„zł”</b> 1e9 zł \u0000"])
def test_any_other_text_is_shown_kindly(coordinator: FlaskClient, text: str) -> None:
    answer = coordinator.post(PASTE, data={"text": text.encode("utf-8", "ignore")})

    assert answer.status_code == 200
    assert "nie wygląda na projekt" in Page(answer).text


def test_a_project_beyond_reach_is_neither_shown_nor_changed(open_forms: Flask) -> None:
    near = signed_in_as(open_forms, Role.COORDINATOR, voivodeships=(Voivodeship.MALOPOLSKIE,))
    text = TEXT.replace("GOPS w Zarzeczu", "MOPS w Krasnymstawie").replace(
        "Gminny Ośrodek Pomocy Społecznej w Zarzeczu", "Miejski Ośrodek Pomocy Społecznej w Krasnymstawie"
    )
    form = form_of(near, text)

    assert f'value="{ELSEWHERE}"' not in near.post(PASTE, data={"text": text}).text
    assert near.post(TAKE_OVER, data=form | {"slug": ELSEWHERE}).status_code in (404, 409, 422)
    assert near.post(TAKE_OVER, data=form | {"slug": "", "centre": "existing", "centre_id": "3"}).status_code == 422


def test_own_projects_can_be_chosen(coordinator: FlaskClient) -> None:
    text = TEXT.replace("w Zarzeczu", "w Kluczach")

    page = coordinator.post(PASTE, data={"text": text})

    assert f'value="{OWN}"' in page.text


def test_a_project_on_record_is_not_taken_for_a_new_one(open_forms: Flask, coordinator: FlaskClient) -> None:
    coordinator.post(TAKE_OVER, data=form_of(coordinator))
    form = form_of(coordinator, TEXT.replace("310 000 zł", "325 500 zł"))

    answer = coordinator.post(
        TAKE_OVER, data=form | {"slug": "", "take-title": "1", "centre": "existing", "centre_id": "4"}
    )

    assert answer.status_code == 422
    assert "jest już w portfelu" in Page(answer).text
    with open_forms.app_context():
        assert len(project_slugs()) == 4
