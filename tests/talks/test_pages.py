import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from records.levels import Level
from talks.models import Participation, Round
from tests.factories.events import FigureFactory, QuestionFactory
from tests.factories.records import SourceFactory
from tests.factories.statements import CommitmentFactory, StatementFactory
from tests.factories.talks import (
    NamingFactory,
    ParticipationFactory,
    PartyFactory,
    PartyNameFactory,
    PersonFactory,
    PersonNameFactory,
    PlaceFactory,
    ProcessFactory,
    RoundFactory,
)
from tests.factories.tracking import AssessmentFactory
from tests.listed import csv_lines, listed
from tracking.codebook import Rating

pytestmark = pytest.mark.django_db

PROCESSES, ROUNDS = "talks:process-list", "talks:round-list"


@pytest.mark.parametrize("count", [1, 3])
def test_process_list_asks_the_same_number_of_queries_however_long(client, count, django_assert_num_queries):
    for process in ProcessFactory.create_batch(count):
        ParticipationFactory(round__process=process)

    with django_assert_num_queries(6):
        client.get(reverse(PROCESSES))


@pytest.mark.parametrize("count", [1, 3])
def test_round_list_asks_the_same_number_of_queries_however_long(client, count, django_assert_num_queries):
    for place in PlaceFactory.create_batch(count):
        ParticipationFactory.create_batch(count, round=RoundFactory(place=place))

    with django_assert_num_queries(7):
        client.get(reverse(ROUNDS))


@pytest.mark.parametrize("count", [1, 3])
def test_process_page_asks_the_same_number_of_queries_however_long(client, count, django_assert_num_queries):
    process = ProcessFactory()
    for round_ in RoundFactory.create_batch(count, process=process):
        AssessmentFactory(commitment__clause__statement=StatementFactory(round=round_))
        FigureFactory.create_batch(count, question__process=process)

    with django_assert_num_queries(10):
        client.get(process.get_absolute_url())


@pytest.mark.parametrize("count", [1, 3])
def test_round_page_asks_the_same_number_of_queries_however_long(client, count, django_assert_num_queries):
    shown = RoundFactory()
    RoundFactory.create_batch(count, process=shown.process)
    StatementFactory.create_batch(count, round=shown)
    NamingFactory.create_batch(count, round=shown)
    for part in ParticipationFactory.create_batch(count, round=shown):
        part.delegates.add(*PersonFactory.create_batch(count))

    with django_assert_num_queries(8):
        client.get(shown.get_absolute_url())


def test_processes_are_found_by_words_in_their_name_conflict_or_summary(client):
    named, fought, told = (
        ProcessFactory(name="Nile"),
        ProcessFactory(conflict="Nile"),
        ProcessFactory(summary="On Nile"),
    )
    ProcessFactory(name="Indus")

    assert listed(client, PROCESSES, q="nile") == {named, fought, told}
    assert listed(client, PROCESSES, q="on nile") == {told}


def test_processes_are_found_by_a_party_that_took_part_where_the_reader_may_see_it(client):
    party = PartyFactory()
    kept = ParticipationFactory(party=party).round.process
    ParticipationFactory(party=party, level=Level.RESTRICTED)
    ParticipationFactory(party=party, round__level=Level.RESTRICTED)
    ParticipationFactory()

    assert listed(client, PROCESSES, party=party) == {kept}


def test_processes_are_found_by_when_they_opened(client):
    early, late = ProcessFactory(opened_on="2020-09-12"), ProcessFactory(opened_on="2021-07")
    going_on = ProcessFactory(opened_on="2019/..")
    undated = ProcessFactory()

    assert listed(client, PROCESSES, since="2021-07-31") == {late, going_on}
    assert listed(client, PROCESSES, since="2021-08-01") == {going_on}
    assert listed(client, PROCESSES, until="2020-09-12") == {early, going_on}
    assert listed(client, PROCESSES, until="2020-09-11") == {going_on}
    assert undated in listed(client, PROCESSES)


def test_what_has_no_first_day_had_begun(client):
    begun = RoundFactory(opened_on="../2021-07-08")
    RoundFactory(opened_on="2021-07-08")

    assert listed(client, ROUNDS, until="2021-07-01") == {begun}


def test_processes_come_in_the_order_asked_for(client):
    old, new = ProcessFactory(name="B", opened_on="2020"), ProcessFactory(name="A", opened_on="2021")

    def order(**asked):
        return list(client.get(reverse(PROCESSES), asked).context["object_list"])

    assert order() == [new, old]
    assert order(sort="oldest") == [old, new]
    assert order(sort="newest") == [new, old]


def test_process_list_counts_only_rounds_the_reader_may_see(client):
    process = ProcessFactory()
    RoundFactory(process=process)
    RoundFactory(process=process, level=Level.RESTRICTED)

    (row,) = client.get(reverse(PROCESSES)).context["object_list"]

    assert row.round_count == 1


def test_process_file_gives_dates_in_edtf_and_countries_by_code(client):
    process = ProcessFactory(name="Talks", conflict="War", countries="AF,IR", opened_on="2020-09", closed_on="2021-08")

    lines = csv_lines(client, PROCESSES)

    assert lines == [
        "public_id,name,conflict,countries,opened_on,closed_on",
        f"{process.public_id},Talks,War,AF IR,2020-09,2021-08",
    ]


def test_rounds_are_found_by_words_anywhere_on_their_page(client):
    party, person = PartyFactory(name="Envoys of Zeta"), PersonFactory(name="Zeta Bey")
    PartyNameFactory(party=(other := PartyFactory()), name="Zeta")
    PersonNameFactory(person=(spelled := PersonFactory()), name="Zeta")
    found = {
        RoundFactory(name="Zeta meeting"),
        RoundFactory(agenda="zeta"),
        RoundFactory(whats_next="zeta"),
        RoundFactory(process__name="Zeta"),
        RoundFactory(place=PlaceFactory(name="Zeta")),
        RoundFactory(place=PlaceFactory(within=PlaceFactory(name="Zeta"))),
        ParticipationFactory(named_as_written="the Zeta side").round,
        ParticipationFactory(party=party).round,
        ParticipationFactory(party=other).round,
        ParticipationFactory(head=person).round,
        ParticipationFactory(head=spelled).round,
    }
    ParticipationFactory(named_as_written="Zeta", level=Level.RESTRICTED)
    RoundFactory()

    assert listed(client, ROUNDS, q="ZETA") == found


def test_rounds_are_found_by_process_meeting_status_and_place(client):
    kept = RoundFactory(format="mediated", status="postponed", place=PlaceFactory(admin1="Herat"))
    RoundFactory(place=PlaceFactory(name="Doha"))

    assert listed(client, ROUNDS, process=kept.process) == {kept}
    assert listed(client, ROUNDS, meeting="mediated") == {kept}
    assert listed(client, ROUNDS, status="postponed") == {kept}
    assert listed(client, ROUNDS, place=" herat ") == {kept}


def test_rounds_are_found_by_a_party_and_its_role(client):
    party = PartyFactory()
    hosted = ParticipationFactory(party=party, role=Participation.Role.HOST).round
    sat = ParticipationFactory(party=party).round
    other = ParticipationFactory(round=sat, role=Participation.Role.HOST).round
    ParticipationFactory(party=party, level=Level.RESTRICTED)

    assert listed(client, ROUNDS, party=party) == {hosted, sat}
    assert listed(client, ROUNDS, role="host") == {hosted, other}
    assert listed(client, ROUNDS, party=party, role="host") == {hosted}


def test_rounds_come_in_the_order_asked_for(client):
    old = RoundFactory(name="A", opened_on="2020")
    new = RoundFactory(name="B", opened_on="2021")

    def order(**asked):
        return list(client.get(reverse(ROUNDS), asked).context["object_list"])

    assert order() == [new, old]
    assert order(sort="oldest") == [old, new]
    assert order(sort="name") == [old, new]


def test_round_list_names_only_parties_the_reader_may_see(client):
    shown = ParticipationFactory(party__short_name="Shown", role=Participation.Role.HOST)
    ParticipationFactory(round=shown.round, party__name="Hidden", party__level=Level.RESTRICTED)

    response = client.get(reverse(ROUNDS))

    assertContains(response, "<bdi>Shown</bdi> (host)")
    assertNotContains(response, "Hidden")


def test_round_file_names_the_parties_and_their_roles(client):
    part = ParticipationFactory(
        round__opened_on="2021-07-07",
        round__closed_on="2021-07-08",
        round__number=3,
        round__place=PlaceFactory(name="Tehran"),
    )

    (line,) = csv_lines(client, ROUNDS)[1:]

    held = part.round
    assert line == (
        f"{held.public_id},{held.name},{held.process.name},3,direct,held,Tehran,2021-07-07,2021-07-08,"
        f"{part.party.name} (negotiating)"
    )


def test_round_page_tells_all_that_is_on_record(client):
    source = SourceFactory(title="Announcement", url="https://example.org/a")
    held = RoundFactory(
        number=2,
        opened_on="7-8 July 2021",
        place=PlaceFactory(local_name="تهران"),
        agenda="A way out",
        whats_next="Date not given",
        source=source,
        status=Round.Status.HELD,
    )
    part = ParticipationFactory(round=held, named_as_written="the envoys", head=PersonFactory(name="A. Head"))
    part.delegates.add(PersonFactory(name="D. Seen"), PersonFactory(name="D. Hidden", level=Level.RESTRICTED))
    ParticipationFactory(round=held)
    NamingFactory(round=held, named="Politicians", source=source)
    NamingFactory(round=held, named="Spies", source__level=Level.RESTRICTED)
    RoundFactory(process=held.process, name="Next door")
    RoundFactory(process=held.process, name="Secret meeting", level=Level.RESTRICTED)

    response = client.get(held.get_absolute_url())

    for text in ("7–8 July 2021", "تهران", "A way out", "Date not given", 'href="https://example.org/a"', "the envoys",
                 "A. Head", "D. Seen", "Politicians", "Next door", "none on record", "not stated"):  # fmt: skip
        assertContains(response, text)
    for text in ("D. Hidden", "Spies", "Secret meeting"):
        assertNotContains(response, text)


def test_round_page_hides_statements_above_the_readers_level(client):
    shown = StatementFactory(title="Joint statement on prisoners")
    StatementFactory(round=shown.round, title="Draft annex", level=Level.RESTRICTED)
    CommitmentFactory(clause__statement=shown)
    CommitmentFactory(clause__statement=shown, level=Level.RESTRICTED)

    response = client.get(shown.round.get_absolute_url())

    assertContains(response, "Joint statement on prisoners")
    assertContains(response, '<td class="number">1</td>', html=True)
    assertNotContains(response, "Draft annex")


def test_round_page_without_anything_says_so(client):
    response = client.get(RoundFactory(source=None, place=None).get_absolute_url())

    assertContains(response, "Nobody is on record as having taken part")
    assertContains(response, "No statement is on record here")
    assertContains(response, "No round is on record here")
    assertNotContains(response, "What sources called them")


def test_process_page_hides_what_is_above_the_readers_level(client):
    process = ProcessFactory(conflict="War", countries="AF", summary="About it")
    RoundFactory(process=process, name="Open meeting")
    RoundFactory(process=process, name="Secret meeting", level=Level.RESTRICTED)
    figure = FigureFactory(question__process=process, claimant_label="Seen officials", words="over a hundred")
    FigureFactory(question=figure.question, claimant_label="Hidden officials", level=Level.RESTRICTED)
    QuestionFactory(process=process, text="How many spies?", level=Level.RESTRICTED)

    response = client.get(process.get_absolute_url())

    for text in ("Open meeting", "Seen officials", "more than 100", "over a hundred", "Afghanistan"):
        assertContains(response, text)
    for text in ("Secret meeting", "Hidden officials", "How many spies?"):
        assertNotContains(response, text)


def test_process_page_counts_its_own_commitments_by_rating_beside_every_share(client):
    statement = StatementFactory()
    judged = AssessmentFactory(commitment__clause__statement=statement, rating=Rating.FULL)
    AssessmentFactory(commitment=judged.commitment, rating=Rating.BREACHED, level=Level.RESTRICTED)
    CommitmentFactory.create_batch(2, clause__statement=statement)
    CommitmentFactory(clause__statement=statement, level=Level.RESTRICTED)
    AssessmentFactory(rating=Rating.MINIMAL)

    response = client.get(statement.process.get_absolute_url())

    assertContains(response, f"?rating=full&amp;process={statement.process.public_id}")
    assertContains(response, '<td class="number">33 %</td>', html=True)
    assertContains(response, '<td class="number">67 %</td>', html=True)
    assertNotContains(response, "rating=breached")
    assertNotContains(response, "rating=minimal")


def test_process_page_without_anything_says_so(client):
    question = QuestionFactory(note="They count differently")

    response = client.get(question.process.get_absolute_url())

    assertContains(response, "No commitment is on record yet")
    assertContains(response, "figure is on record that you may see")
    assertContains(response, "They count differently")
    assertContains(client.get(ProcessFactory().get_absolute_url()), "No question with figures is on record")
