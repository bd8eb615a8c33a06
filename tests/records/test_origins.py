"""Where a record came from: told with the record, and of its releases as far as the reader sees them."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from records.levels import Level
from records.origins import origin_of
from tests.factories.events import EventFactory, ReportFactory
from tests.factories.records import ReleaseFactory
from tests.factories.statements import CommitmentFactory, StatementFactory
from tests.factories.talks import ProcessFactory
from tests.factories.tracking import AssessmentFactory
from tests.records.admin.pages import address

pytestmark = pytest.mark.django_db


def come(factory, **fields):
    return factory(**{"dataset": "pam", "external_id": "row 17", "level": Level.PUBLIC, **fields})


@pytest.mark.parametrize("factory", [ProcessFactory, StatementFactory, CommitmentFactory, EventFactory])
def test_a_page_says_which_row_of_which_release_its_record_is(client, factory):
    record = come(factory, release=ReleaseFactory(name="2024", attribution="As they ask for it."))

    page = client.get(record.get_absolute_url())

    assertContains(page, "UCDP GED 2024, row <bdi>row 17</bdi>")
    assertContains(page, "As they ask for it.")
    assertNotContains(client.get(factory(level=Level.PUBLIC).get_absolute_url()), "Came with")


@pytest.mark.parametrize(
    "factory", [ProcessFactory, StatementFactory, CommitmentFactory, EventFactory, AssessmentFactory]
)
def test_the_admin_says_which_row_of_a_dataset_a_record_is(admin_client, factory):
    assertContains(admin_client.get(address("change", come(factory))), "row 17")


def test_the_admin_says_what_a_dataset_cites_for_a_report(admin_client):
    report = ReportFactory(as_cited="Reuters, 8 July")

    assertContains(admin_client.get(address("change", report)), "Reuters, 8 July")


def test_a_row_without_a_release_on_record_is_told_by_its_dataset():
    assert origin_of(come(EventFactory), Level.PUBLIC).name == "PAM"


def test_a_hidden_release_is_not_named():
    record = come(EventFactory, withdrawn_in=ReleaseFactory(level=Level.CONFIDENTIAL))

    assert origin_of(record, Level.RESTRICTED).withdrawn_in is None
    assert origin_of(record, Level.CONFIDENTIAL).withdrawn_in == record.withdrawn_in


def test_a_record_entered_by_hand_came_with_nothing():
    assert origin_of(EventFactory(), Level.CONFIDENTIAL) is None
