"""How much may be sent at once."""

import pytest
from django.db import DatabaseError
from django.urls import reverse

from records.admin.revision import signed_revision
from records.post_size import SMALL, length_of
from statements.models import Clause, Statement
from tests.factories.records import AnalystFactory, UserFactory
from tests.factories.statements import StatementFactory

pytestmark = pytest.mark.django_db

LARGE = {"agenda": "x" * SMALL}


@pytest.mark.parametrize("address", ["/", "/admin/talks/round/add/", "/account/login/"])
def test_a_large_form_from_a_stranger_is_refused_unread_and_without_asking_the_database(
    client, address, django_assert_num_queries
):
    with django_assert_num_queries(0):
        response = client.post(address, LARGE)

    assert response.status_code == 413
    assert "At most 256" in response.content.decode()


def test_a_large_form_from_a_reader_is_refused(client):
    client.force_login(UserFactory())

    assert client.post("/account/login/", LARGE).status_code == 413


def test_a_small_form_from_a_stranger_is_read(client):
    assert client.post(reverse("account_login"), {"login": "x" * 1000}).status_code == 200


def test_a_large_form_from_the_team_is_read(client):
    client.force_login(AnalystFactory())

    response = client.post("/admin/talks/process/add/", {"summary": "x" * SMALL})

    assert response.status_code == 200
    assert "x" * SMALL in response.content.decode()


@pytest.mark.parametrize("kind", [{}, {"content_type": "application/x-www-form-urlencoded"}])
def test_more_than_the_site_can_hold_is_refused_with_the_bound(client, settings, kind):
    client.force_login(AnalystFactory())
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
    sent = f"summary={'x' * 1024 * 1024}" if kind else {"summary": "x" * 1024 * 1024}

    response = client.post("/admin/talks/process/add/", sent, **kind)

    assert response.status_code == 413
    assert "At most 1.0" in response.content.decode()
    assert "go back one page" in response.content.decode()


def test_what_is_not_understood_for_another_reason_says_so(client):
    response = client.get("/", headers={"host": "elsewhere.example"})

    assert response.status_code == 400
    assert "was not understood" in response.content.decode()


@pytest.mark.parametrize("said", ["", "-1", "many", "9" * 5000, "٣"])
def test_a_length_that_is_no_number_is_taken_as_nothing(rf, said):
    request = rf.post("/")
    request.META["CONTENT_LENGTH"] = said

    assert length_of(request) == 0


def test_a_database_that_fails_leaves_it_to_the_page_that_says_so(client, monkeypatch):
    # Not our own code is replaced here, but the connection that fails below it.
    client.force_login(AnalystFactory())

    def fail(*args, **kwargs):
        raise DatabaseError("disk I/O error")

    monkeypatch.setattr("django.db.backends.utils.CursorWrapper.execute", fail)
    client.raise_request_exception = False

    assert client.post("/account/login/", LARGE).status_code in (500, 503)


def test_a_page_of_thirty_thousand_boxes_is_saved(client):
    """More rows than Django would take (2,000), and more boxes than it would (1,000)."""
    client.force_login(AnalystFactory())
    statement = StatementFactory(title="Agreement", level=1)
    numbers = range(1, 2101)
    points = Clause.objects.bulk_create(
        [Clause(statement=statement, number=str(number), position=number, level=1) for number in numbers]
    )
    boxes = {"title": "Agreement of Kabul", "form": statement.form, "process": statement.process_id, "level": "1"}
    boxes["opened_revision"] = signed_revision(statement)
    for row, point in enumerate(points):
        shown = {
            "id": point.pk,
            "statement": statement.pk,
            "number": point.number,
            "position": point.position,
            "level": 1,
        }
        shown |= {"summary": "", "opened_revision": signed_revision(point), "first_opened": ""}
        boxes |= {f"clauses-{row}-{name}": value for name, value in shown.items()}
    boxes |= {"clauses-2099-summary": "The last point.", "clauses-TOTAL_FORMS": "2100", "clauses-INITIAL_FORMS": "2100"}
    for prefix in ("versions", "signatures", "links"):
        boxes |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
    boxes |= {f"not-on-the-page-{number}": "" for number in range(30_000 - len(boxes))}

    response = client.post(f"/admin/statements/statement/{statement.pk}/change/", boxes)

    assert response.status_code == 302, response.context["errors"]
    assert Statement.objects.get().title == "Agreement of Kabul"
    assert list(Clause.objects.exclude(summary="").values_list("pk", "summary", "revision")) == [
        (points[-1].pk, "The last point.", 2)
    ]
