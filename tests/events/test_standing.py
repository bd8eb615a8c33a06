import datetime as dt

import pytest

from events.models import Event, Report
from events.standing import Standing, contested_by, standing_of, standing_reports
from records.levels import Level
from tests.factories.events import EventFactory, ReportFactory
from tests.factories.records import SourceFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("stances", "expected"),
    [
        ([], Standing.UNCONFIRMED),
        (["unsure"], Standing.UNCONFIRMED),
        (["affirms"], Standing.AFFIRMED),
        (["in_part"], Standing.AFFIRMED),
        (["concedes", "unsure"], Standing.AFFIRMED),
        (["denies"], Standing.DENIED),
        (["denies", "retracts"], Standing.DENIED),
        (["retracts"], Standing.RETRACTED),
        (["affirms", "denies"], Standing.CONTESTED),
        (["in_part", "denies", "unsure"], Standing.CONTESTED),
    ],
)
def test_standing_follows_from_the_stances(stances, expected):
    event = EventFactory()
    for stance in stances:
        ReportFactory(event=event, stance=stance)

    assert standing_of(event.reports.all()) == expected


def test_a_superseded_report_no_longer_counts_and_is_kept():
    denial = ReportFactory(stance="denies")
    affirmed = ReportFactory(event=denial.event, stance="affirms")
    retraction = ReportFactory(event=denial.event, stance="retracts", supersedes=denial)

    assert standing_reports(Report.objects.order_by("pk")) == [affirmed, retraction]
    assert standing_of(Report.objects.all()) == Standing.AFFIRMED
    assert Report.objects.count() == 3


def test_a_later_report_does_not_unseat_an_earlier_one_before_it_was_made():
    denial = ReportFactory(stance="denies", made_on="2021-07-08")
    ReportFactory(event=denial.event, stance="concedes", made_on="2021-07-10", supersedes=denial)

    assert list(Report.objects.standing(dt.date(2021, 7, 9))) == [denial]
    assert [report.stance for report in Report.objects.standing(dt.date(2021, 7, 10))] == ["concedes"]


def test_a_report_is_made_on_its_last_day_and_not_the_day_before():
    ReportFactory(made_on="2021-07-08/2021-07-10")

    assert not Report.objects.made_by_day(dt.date(2021, 7, 9)).exists()
    assert Report.objects.made_by_day(dt.date(2021, 7, 10)).exists()


def test_an_undated_report_counts_from_the_day_its_source_came_out():
    ReportFactory(made_on=None, source=SourceFactory(published_on="2021-07-08"))
    ReportFactory(made_on=None, source=SourceFactory(published_on=None))

    assert Report.objects.made_by_day(dt.date(2021, 7, 7)).count() == 0
    assert Report.objects.made_by_day(dt.date(2021, 7, 8)).count() == 1


def test_a_report_in_a_source_that_came_out_later_was_not_known():
    ReportFactory(made_on="2021-07-08", source=SourceFactory(published_on="2021-09-01"))

    assert not Report.objects.made_by_day(dt.date(2021, 7, 12)).exists()
    assert Report.objects.made_by_day(dt.date(2021, 9, 1)).exists()


def test_events_are_contested_by_what_the_reader_may_see():
    contested = EventFactory()
    ReportFactory(event=contested, stance="affirms")
    ReportFactory(event=contested, stance="denies", level=Level.RESTRICTED)
    ReportFactory(stance="affirms")

    def found(reader):
        return list(Event.objects.filter(contested_by(reader)))

    assert found(Level.RESTRICTED) == [contested]
    assert found(Level.PUBLIC) == []


def test_events_are_contested_as_of_a_day():
    event = EventFactory()
    ReportFactory(event=event, stance="affirms", made_on="2021-07-08")
    ReportFactory(event=event, stance="denies", made_on="2021-07-09")

    def found(day):
        return Event.objects.filter(contested_by(Level.PUBLIC, day)).exists()

    assert not found(dt.date(2021, 7, 8))
    assert found(dt.date(2021, 7, 9))


def test_events_that_go_on_count_from_their_first_day():
    EventFactory(happened_on="2021-07-08/..")

    assert not Event.objects.happened_by(dt.date(2021, 7, 7)).exists()
    assert Event.objects.happened_by(dt.date(2021, 7, 8)).exists()
