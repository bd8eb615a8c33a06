"""What the database refuses comes back as the same page with the reason."""

from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, RestrictedError
from django.db.models.signals import pre_save

from records.admin.refusals import TRIES, refusal_sentence
from records.models import Publisher, ShownTooWidely
from statements.models import Clause, Passage, Version
from talks.models import Party, Process, Round
from tests.factories.statements import ClauseFactory, PassageFactory, VersionFactory
from tests.factories.talks import ParticipationFactory, PartyFactory, ProcessFactory, RoundFactory
from tests.records.admin.pages import address, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def just_before_saving():
    """Do something of someone else's at the moment at which a row of `model` is written, the first `times`."""
    receivers = []

    def connect(model, deed, times=1):
        done = []

        def receiver(sender, instance, **kwargs):
            if len(done) < times:
                done.append(deed())

        pre_save.connect(receiver, sender=model)
        receivers.append((receiver, model))

    yield connect
    for receiver, model in receivers:
        pre_save.disconnect(receiver, sender=model)


def test_short_name_taken_at_the_same_moment_each_time_it_is_tried_is_an_error_on_the_page(
    admin_client, just_before_saving
):
    page = admin_client.get(address("add", Process))
    theirs = [Process(name="Theirs", slug="tehran")]
    just_before_saving(Process, lambda: Process.objects.bulk_create(theirs), times=TRIES)

    response = admin_client.post(address("add", Process), sent(page, name="Ours", slug="tehran"))

    assert response.status_code == 200
    assert "There is a process with this short name in addresses already." in response.content.decode()
    assert 'value="Ours"' in response.content.decode()
    assert not Process.objects.filter(name="Ours").exists()


def test_publisher_of_the_same_name_entered_at_the_same_moment_is_an_error_on_the_page(
    admin_client, just_before_saving
):
    page = admin_client.get(address("add", Publisher))
    just_before_saving(Publisher, lambda: Publisher.objects.bulk_create([Publisher(name="Reuters", kind="agency")]))

    response = admin_client.post(address("add", Publisher), sent(page, name="Reuters", kind="agency"))

    assert "There is a publisher with this name already." in response.content.decode()


def test_text_in_which_a_passage_was_marked_at_the_same_moment_stays(admin_client, just_before_saving):
    version = VersionFactory()
    clause = ClauseFactory(statement=version.statement)
    page = admin_client.get(address("change", version))
    passage = PassageFactory.build(clause=clause, version=version)
    just_before_saving(Version, lambda: Passage.objects.bulk_create([passage]))

    response = admin_client.post(address("change", version), sent(page, text="Another text."))

    assert response.status_code == 200
    assert "Passages are marked in this text: enter the correction as a new version." in response.content.decode()
    assert "Another text." in response.content.decode()


def test_party_that_took_part_is_not_deleted_and_the_page_says_where(admin_client):
    participation = ParticipationFactory(party__name="Taliban")

    response = admin_client.get(address("delete", participation.party))

    assert "protected" in response.content.decode()
    assert str(participation) in response.content.decode()


def test_party_that_takes_part_at_the_moment_of_deletion_stays(admin_client):
    party = PartyFactory(name="Taliban")
    asked = admin_client.get(address("delete", party)).context["opened_revision"]
    from django.db.models.signals import post_init

    loads = []

    def take_part(sender, instance, **kwargs):
        loads.append(instance)
        # The page reads the party twice; the third reading is the one that locks it, after all that uses it was counted.
        if len(loads) == 3:
            ParticipationFactory(party=instance)

    post_init.connect(take_part, sender=Party)
    try:
        response = admin_client.post(address("delete", party), {"post": "yes", "opened_revision": asked}, follow=True)
    finally:
        post_init.disconnect(take_part, sender=Party)

    assert "It is still used by: Participation “Taliban, negotiating party”." in response.content.decode()
    assert Party.objects.filter(pk=party.pk).exists()


def refused(deed):
    with pytest.raises((IntegrityError, ProtectedError, RestrictedError)) as caught, transaction.atomic():
        deed()
    return caught.value


def test_broken_constraint_says_its_sentence():
    round_ = RoundFactory(opened_on="2021-07-09")

    error = refused(lambda: Round.objects.filter(pk=round_.pk).update(closed_on_latest="2021-07-08"))

    assert refusal_sentence(error, [Round]) == (
        "A round cannot close before it opens: check “opened on” and “closed on”."
    )


def test_unique_constraint_of_several_fields_says_its_sentence():
    clause = ClauseFactory(number="4")

    error = refused(lambda: Clause.objects.bulk_create([Clause(statement=clause.statement, number="4")]))

    assert refusal_sentence(error, [Clause]) == "The statement has a point with this number already."


def test_what_postgresql_says_of_a_value_taken_is_read_too():
    error = IntegrityError(
        'duplicate key value violates unique constraint "talks_process_slug_key"\n'
        "DETAIL:  Key (slug)=(tehran) already exists."
    )
    error.__cause__ = Exception()
    error.__cause__.diag = SimpleNamespace(table_name="talks_process")

    assert refusal_sentence(error, [Process]) == "There is a process with this short name in addresses already."


def test_value_taken_in_another_table_says_that_someone_else_saved_it():
    ProcessFactory(slug="tehran")

    error = refused(lambda: Process.objects.bulk_create([Process(name="Ours", slug="tehran")]))

    assert refusal_sentence(error, [Round]).startswith("Someone else has just saved the same.")


def test_many_that_stand_in_the_way_are_counted():
    party = PartyFactory()
    ParticipationFactory.create_batch(7, party=party)

    sentence = refusal_sentence(refused(party.delete), [Party])

    assert sentence.count("Participation “") == 5
    assert "2 more." in sentence


def test_anything_else_is_told_as_it_came():
    sentence = refusal_sentence(IntegrityError("FOREIGN KEY constraint failed"), [Party])

    assert "would break a rule of the record (FOREIGN KEY constraint failed)" in sentence


def test_refusal_without_a_word_still_says_that_nothing_was_saved():
    assert "Nothing was saved" in refusal_sentence(IntegrityError(""), [Party])


def test_a_save_that_would_show_it_to_more_people_is_refused_with_the_remedy():
    sentence = refusal_sentence(ShownTooWidely(RoundFactory()), [Round])

    assert sentence.startswith("This would show it to more people than before.")
    assert "Ask to show it more widely" in sentence
