"""Talks entered in the admin, and what each mistake is answered with."""

import pytest

from records.models import Source
from talks.models import Participation, Party, Person, Place, Process, Round
from tests.factories.records import SourceFactory
from tests.factories.talks import (
    PartyFactory,
    PartyLinkFactory,
    PersonFactory,
    PlaceFactory,
    ProcessFactory,
    RoundFactory,
)
from tests.records.admin.pages import address, sent, with_row

pytestmark = pytest.mark.django_db


def errors_of(response):
    return " ".join(str(response.context["errors"]).split())


def test_round_with_its_participations_and_delegates_is_entered_on_one_page(admin_client, editor):
    process, place, source = ProcessFactory(), PlaceFactory(name="Tehran"), SourceFactory()
    party, head = PartyFactory(), PersonFactory()
    delegates = PersonFactory.create_batch(2)
    data = sent(
        admin_client.get(address("add", Round), {"process": process.pk}),
        name="Tehran meeting",
        format="hosted",
        place=place.pk,
        opened_on="7 July 2021",
        closed_on="2021-07-08",
        level="1",
    )
    data = with_row(
        data,
        "participations",
        party=party.pk,
        role="negotiating",
        named_as_written="a government delegation",
        head=head.pk,
        delegates=[person.pk for person in delegates],
    )
    data = with_row(data, "namings", party=party.pk, named="Afghan politicians", source=source.pk)

    response = admin_client.post(address("add", Round), data)

    assert response.status_code == 302, errors_of(response)
    round_ = Round.objects.get()
    participation = round_.participations.get()
    assert (round_.process, str(round_.opened_on), round_.created_by) == (process, "7 July 2021", editor)
    assert (participation.head, participation.level, participation.created_by) == (head, 1, editor)
    assert set(participation.delegates.all()) == set(delegates)
    assert round_.namings.get().named == "Afghan politicians"


def test_party_with_names_links_and_identifiers_is_entered_on_one_page(admin_client):
    other = PartyFactory()
    data = sent(admin_client.get(address("add", Party)), name="Taliban", kind="armed_group", country="AF")
    data = with_row(data, "names", name="طالبان", language="prs", used_from="1994")
    data = with_row(data, "links", kind="successor", other=other.pk)
    data = with_row(data, "identifiers", scheme="ucdp", value="303")

    response = admin_client.post(address("add", Party), data)

    assert response.status_code == 302, errors_of(response)
    party = Party.objects.get(name="Taliban")
    assert party.names.get().name == "طالبان"
    assert party.links.get().other == other
    assert party.identifiers.get().value == "303"


def test_person_with_spellings_and_offices_is_entered_on_one_page(admin_client):
    data = sent(admin_client.get(address("add", Person)), name="Mohammad Younus Qanooni")
    data = with_row(data, "names", name="Yunus Qanuni", language="en")
    data = with_row(data, "offices", title="Head of delegation", held_from="2021-07")

    response = admin_client.post(address("add", Person), data)

    assert response.status_code == 302, errors_of(response)
    person = Person.objects.get()
    assert (person.names.get().name, person.offices.get().title) == ("Yunus Qanuni", "Head of delegation")


def test_person_is_found_by_another_spelling(admin_client):
    person = PersonFactory(name="Mohammad Younus Qanooni")
    person.names.create(name="Yunus Qanuni")
    PersonFactory(name="Sher Mohammad Abbas Stanikzai")

    page = admin_client.get(address("changelist", Person), {"q": "qanuni"}).content.decode()

    assert "Mohammad Younus Qanooni" in page
    assert "Stanikzai" not in page


def test_party_entered_through_the_plus_beside_a_field_is_handed_to_the_field(admin_client):
    page = admin_client.get(address("add", Party), {"_popup": "1", "_to_field": "id"})

    response = admin_client.post(address("add", Party), sent(page, name="Taliban", kind="armed_group"))

    assert "admin/js/popup_response.js" in response.content.decode()
    assert Party.objects.filter(name="Taliban").exists()


def refused(client, model, prefix=None, row=None, **boxes):
    """The page that answers a new `model` with these boxes, after checking that nothing was saved."""
    before = model.objects.count()
    data = sent(client.get(address("add", model)), **boxes)
    if row:
        data = with_row(data, prefix, **row)

    response = client.post(address("add", model), data)

    assert response.status_code == 200
    assert model.objects.count() == before
    return response


def test_round_that_closes_before_it_opens_is_told_both_days_at_the_field(admin_client):
    process = ProcessFactory()

    response = refused(
        admin_client,
        Round,
        process=process.pk,
        name="Tehran meeting",
        format="direct",
        opened_on="9 July 2021",
        closed_on="7 July 2021",
    )

    (message,) = response.context["adminform"].form.errors["closed_on"]
    assert message == (
        "A round cannot close before it opens: check “opened on” and “closed on”. "
        "You gave: Opened on 9 July 2021; Closed on 7 July 2021."
    )
    assert 'value="7 July 2021"' in response.content.decode()


def test_name_that_goes_out_of_use_before_it_comes_into_use_is_told_in_its_row(admin_client):
    response = refused(
        admin_client,
        Party,
        name="Taliban",
        kind="armed_group",
        prefix="names",
        row={"name": "Emirate", "used_from": "2001", "used_until": "1996"},
    )

    assert "A name cannot go out of use before it comes into use. You gave: Used from 2001; Used until 1996." in (
        response.content.decode()
    )


@pytest.mark.parametrize("date", ["31 Feb 2021", "2021-13", "2021-02-31"])
def test_date_that_no_calendar_has_is_refused_and_stays_in_its_box(admin_client, date):
    process = ProcessFactory()

    response = refused(admin_client, Round, process=process.pk, name="Round", format="direct", opened_on=date)

    assert response.context["adminform"].form.errors["opened_on"]
    assert f'value="{date}"' in response.content.decode()


def test_override_character_in_a_name_is_refused_by_name_and_position(admin_client):
    response = refused(admin_client, Party, name="Tali\u202eban", kind="armed_group")

    (message,) = response.context["adminform"].form.errors["name"]
    assert "U+202E" in message
    assert "5" in message


def test_persian_joiner_in_a_name_is_kept(admin_client):
    data = sent(
        admin_client.get(address("add", Place)), name="Islam Qala", local_name="اسلام\u200cقلعه", kind="crossing"
    )

    response = admin_client.post(address("add", Place), data)

    assert response.status_code == 302
    assert Place.objects.get().local_name == "اسلام\u200cقلعه"


def test_title_of_a_hundred_thousand_letters_is_refused_and_stays_in_its_box(admin_client):
    response = refused(admin_client, Source, title="a" * 100_000)

    assert response.context["adminform"].form.errors["title"]
    assert "a" * 100_000 in response.content.decode()


def test_address_that_runs_a_script_is_refused(admin_client):
    response = refused(admin_client, Source, title="Round-up", url="javascript:alert(1)")

    assert response.context["adminform"].form.errors["url"]
    assert 'href="javascript' not in response.content.decode()
    assert 'value="javascript:alert(1)"' in response.content.decode()


def test_circle_of_parties_is_refused_with_the_whole_chain(admin_client):
    link = PartyLinkFactory(party__name="Faction", other__name="Movement")
    data = with_row(sent(admin_client.get(address("change", link.other))), "links", kind="parent", other=link.party_id)

    response = admin_client.post(address("change", link.other), data)

    assert response.status_code == 200
    assert "“Faction” leads back to “Movement”" in response.content.decode()
    assert link.other.links.count() == 0


def test_place_within_itself_is_refused(admin_client):
    place = PlaceFactory(name="Herat")
    part = PlaceFactory(name="Islam Qala", within=place)

    response = admin_client.post(
        address("change", place), sent(admin_client.get(address("change", place)), within=part.pk)
    )

    assert response.status_code == 200
    assert "circle" in response.content.decode()
    assert Place.objects.get(pk=place.pk).within is None


def test_second_row_of_the_same_party_and_role_is_refused(admin_client):
    round_, party = RoundFactory(), PartyFactory()
    data = sent(admin_client.get(address("change", round_)))
    data = with_row(data, "participations", party=party.pk, role="host")
    data = with_row(data, "participations", party=party.pk, role="host")

    response = admin_client.post(address("change", round_), data)

    assert response.status_code == 200
    assert not Participation.objects.exists()


def test_page_of_a_process_has_a_field_of_its_own_called_conflict(admin_client):
    process = ProcessFactory(conflict="Afghanistan")

    response = admin_client.post(
        address("change", process), sent(admin_client.get(address("change", process)), summary="Since 2020.")
    )

    assert response.status_code == 302
    assert Process.objects.get().summary == "Since 2020."
