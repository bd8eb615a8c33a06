"""Every write is entered, whichever way it takes, with the names of fields and without a word of what they hold."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core import serializers
from django.core.management import call_command
from django.db import connection, models

from events.models import Informant, InformantReport
from records import lowering
from records.audit.entries import note
from records.audit.receivers import BY_PRODUCTS, audited_models
from records.levels import Level
from records.models import Kept, Lowering, Publisher, Source, User
from records.querysets import AuditedQuerySet
from records.roles import Role
from records.text_fields import AddressKeyField
from records.word_search.field import SearchKeyField
from tests.factories.briefs import BriefFactory
from tests.factories.events import EventFactory, FigureFactory, QuestionFactory, ReportFactory
from tests.factories.records import PublisherFactory, ReviewerFactory, SourceFactory, UserFactory
from tests.factories.statements import (
    ClauseFactory,
    CommitmentFactory,
    DeadlineFactory,
    SignatureFactory,
    StatementFactory,
    ThemeFactory,
    VersionFactory,
)
from tests.factories.talks import (
    NamingFactory,
    OfficeFactory,
    ParticipationFactory,
    PartyFactory,
    PartyIdentifierFactory,
    PartyNameFactory,
    PersonFactory,
    PersonNameFactory,
    PlaceFactory,
    ProcessFactory,
    RoundFactory,
)
from tests.factories.tracking import EvidenceFactory
from tests.records.admin.pages import address, sent
from tests.records.audit.entered import entered_by, told_by

pytestmark = pytest.mark.django_db


def test_a_record_is_added_changed_and_deleted():
    source = SourceFactory.build(publisher=None, level=Level.CONFIDENTIAL)

    (added,) = entered_by(source.save)
    key, source.title, source.url = source.pk, "Another", "https://parley.example/1"
    (changed,) = entered_by(source.save)
    (deleted,) = entered_by(source.delete)

    about = ("records.source", key, "records.source", source.public_id, Level.CONFIDENTIAL)
    for entry, action, fields in ((added, "added", ""), (changed, "changed", "title, url"), (deleted, "deleted", "")):
        assert (entry.kind, entry.key, entry.record_kind, entry.record, entry.level) == about
        assert (entry.action, entry.fields, entry.facts) == (action, fields, "")
        assert (entry.person, entry.person_name) == (None, "")


def test_a_date_is_one_field_without_its_bounds():
    source = SourceFactory(publisher=None, published_on="2021-07")
    source.published_on = "8 July 2021"

    assert told_by(source.save) == [("changed", "records.source", "published_on")]


def test_a_save_that_changed_nothing_is_entered_without_fields():
    assert told_by(SourceFactory(publisher=None).save) == [("changed", "records.source", "")]


def test_a_save_of_some_fields_names_those_alone_and_later_the_others():
    source = SourceFactory(publisher=None)
    source.title, source.authors = "Another", "Desk"

    assert told_by(lambda: source.save(update_fields=["title"])) == [("changed", "records.source", "title")]
    assert told_by(source.save) == [("changed", "records.source", "authors")]


def test_a_record_read_anew_forgets_what_it_was():
    source = SourceFactory(publisher=None)
    Source.objects.filter(pk=source.pk).update(title="Theirs")
    source.refresh_from_db()

    assert told_by(source.save) == [("changed", "records.source", "")]


def test_a_field_that_was_not_read_is_not_called_changed():
    source = Source.objects.defer("title", "authors").get(pk=SourceFactory(publisher=None).pk)
    source.authors = "Desk"

    assert source.title
    assert told_by(source.save) == [("changed", "records.source", "authors")]


def test_a_detail_is_entered_under_its_record_at_the_strictest_level_it_hangs_on():
    party = PartyFactory(level=Level.PUBLIC)
    source = SourceFactory(level=Level.RESTRICTED)
    naming = NamingFactory(party=party, source=source)

    (changed,) = entered_by(naming.save)

    assert (changed.kind, changed.key) == ("talks.naming", naming.pk)
    assert (changed.record_kind, changed.record) == ("talks.round", naming.round.public_id)
    assert changed.level == Level.RESTRICTED


def test_reference_data_is_entered_for_everyone():
    (added,) = entered_by(PublisherFactory)

    assert (added.record, added.level) == (Publisher.objects.get().public_id, Level.PUBLIC)


def test_what_is_deleted_along_is_entered_too():
    name = PartyNameFactory()

    found = told_by(name.party.delete)

    assert sorted(found) == [("deleted", "talks.party", ""), ("deleted", "talks.partyname", "")]


def test_a_deletion_of_many_is_entered_row_by_row():
    SourceFactory.create_batch(2, publisher=None)

    assert told_by(lambda: Source.objects.all().delete()) == [("deleted", "records.source", "")] * 2


def test_ties_are_entered_with_their_number():
    commitment, parties = CommitmentFactory(), PartyFactory.create_batch(3)

    (added,) = entered_by(lambda: commitment.obligors.add(*parties))
    (removed,) = entered_by(lambda: commitment.obligors.remove(parties[0]))
    (cleared,) = entered_by(commitment.obligors.clear)
    nothing = entered_by(lambda: commitment.obligors.add())

    for entry, told in ((added, {"added": 3}), (removed, {"removed": 1}), (cleared, {"removed": 2})):
        assert (entry.action, entry.kind, entry.key) == ("changed", "statements.commitment", commitment.pk)
        assert (entry.fields, entry.told) == ("obligors", told)
    assert nothing == []


def test_ties_from_the_other_side_are_entered_under_the_name_they_have_there():
    party = PartyFactory()
    commitment = CommitmentFactory()

    (entry,) = entered_by(lambda: party.commitments.add(commitment))

    assert (entry.kind, entry.fields, entry.told) == ("talks.party", "commitments", {"added": 1})


def test_a_raised_level_says_from_which_to_which_and_how_many_moved_along():
    process = ProcessFactory(level=Level.PUBLIC)
    RoundFactory(process=process, level=Level.PUBLIC)
    RoundFactory(process=process, level=Level.CONFIDENTIAL)
    process.level = Level.RESTRICTED

    changed, moved = entered_by(process.save)

    assert (changed.action, changed.fields) == ("changed", "level, shown_level")
    assert (moved.action, moved.fields) == ("level changed", "level, shown_level")
    assert moved.told == {"level": [0, 1], "shown_level": [0, 1], "dependants": 1}
    assert (moved.level, moved.record) == (Level.RESTRICTED, process.public_id)


def test_a_lowered_level_stays_with_those_who_saw_the_record_before():
    source = SourceFactory(publisher=None, level=Level.CONFIDENTIAL)
    source.level = Level.PUBLIC

    entries = entered_by(lambda: source.save(is_lowered=True))

    assert [(entry.action, entry.level) for entry in entries] == [("changed", 2), ("level changed", 2)]


def test_a_level_of_its_own_that_has_no_effect_is_entered_too():
    round_ = RoundFactory(process__level=Level.RESTRICTED, level=Level.PUBLIC)
    round_.level = Level.RESTRICTED

    _changed, moved = entered_by(round_.save)

    assert moved.told == {"level": [0, 1], "dependants": 0}


def test_a_request_to_lower_is_entered_at_the_level_of_its_record():
    source = SourceFactory(publisher=None, level=Level.CONFIDENTIAL)
    asker, decider = ReviewerFactory(), ReviewerFactory()

    def ask_and_decide():
        request = lowering.ask(source, person=asker, to_level=Level.PUBLIC, reason="It was printed.")
        lowering.decide(request, person=decider, outcome=Lowering.Outcome.APPROVED)

    entries = entered_by(ask_and_decide)

    assert [(entry.action, entry.kind, entry.fields) for entry in entries] == [
        ("added", "records.lowering", ""),
        ("changed", "records.lowering", "outcome, decided_by, decided_at"),
        ("changed", "records.source", "level, shown_level"),
        ("level changed", "records.source", "level, shown_level"),
    ]
    assert {entry.level for entry in entries} == {Level.CONFIDENTIAL}
    source.delete()
    assert Lowering.objects.get().shown_level == Level.CONFIDENTIAL


def test_a_bulk_write_is_one_entry_with_number_and_digest():
    (added,) = entered_by(lambda: Source.objects.bulk_create([Source(title="A"), Source(title="B")]))
    (changed,) = entered_by(lambda: Source.objects.order_by("title").update(title="C"))

    assert (added.action, added.kind, added.key, added.record) == ("added", "records.source", None, None)
    assert (changed.action, changed.fields) == ("changed", "title")
    assert added.told["rows"] == changed.told["rows"] == 2
    assert added.told["keys"] == changed.told["keys"]
    assert added.level == changed.level == Level.CONFIDENTIAL


def test_a_bulk_update_of_objects_is_entered():
    sources = SourceFactory.create_batch(2, publisher=None)
    for source in sources:
        source.title = "Another"

    (entry,) = entered_by(lambda: Source.objects.bulk_update(sources, ["title"]))

    assert (entry.fields, entry.told["rows"]) == ("title", 2)


def test_a_bulk_write_of_nothing_is_no_entry():
    assert entered_by(lambda: (Source.objects.bulk_create([]), Source.objects.update(title="C"))) == []


def test_rows_loaded_from_a_fixture_are_entered(tmp_path):
    publisher = PublisherFactory()
    file = tmp_path / "publisher.json"
    file.write_text(serializers.serialize("json", [publisher]))

    (entry,) = entered_by(lambda: call_command("loaddata", str(file), verbosity=0))

    assert (entry.action, entry.record) == ("changed", publisher.public_id)
    assert entry.fields == ", ".join(
        field.name for field in Publisher._meta.concrete_fields if field.name != "revision"
    )


def test_a_made_up_record_is_entered_batch_by_batch():
    found = told_by(lambda: call_command("seed_scale", events=3, commitments=2, verbosity=0))

    assert ("added", "events.event", "") in found
    assert ("changed", "statements.commitment", "obligors") in found


def test_an_account_is_entered_with_its_clearance_and_roles():
    user = User(username="zohra")
    (added,) = entered_by(user.save)
    user.clearance = Level.CONFIDENTIAL
    (cleared,) = entered_by(user.save)
    (given,) = entered_by(lambda: user.groups.set(Group.objects.filter(name=Role.REVIEWER)))
    (taken,) = entered_by(user.groups.clear)
    (disabled,) = entered_by(lambda: User.objects.filter(pk=user.pk).update(is_active=False))

    assert (added.action, added.kind, added.key, added.level) == ("added", "records.user", user.pk, Level.PUBLIC)
    assert (cleared.fields, cleared.told) == ("clearance", {"clearance": [0, 2]})
    assert (given.fields, given.told) == ("groups", {"added": 1, "roles": ["reviewer"]})
    assert (taken.fields, taken.told) == ("groups", {"removed": 1, "roles": ["reviewer"]})
    assert (disabled.kind, disabled.fields, disabled.told["rows"]) == ("records.user", "is_active", 1)


def test_a_role_given_from_the_side_of_the_group_is_entered():
    group, user = Group.objects.get(name=Role.ANALYST), UserFactory()

    (entry,) = entered_by(lambda: group.user_set.add(user))

    assert (entry.kind, entry.key, entry.fields, entry.told) == ("auth.group", group.pk, "user_set", {"added": 1})


def test_a_group_and_its_permissions_are_entered():
    group = Group.objects.get(name=Role.ANALYST)

    assert told_by(group.save) == [("changed", "auth.group", "")]
    assert told_by(lambda: group.save(update_fields=["name"])) == [("changed", "auth.group", "name")]
    assert told_by(group.permissions.clear) == [("changed", "auth.group", "permissions")]


def test_an_informant_is_entered_for_those_cleared_for_everything():
    informant = Informant(name="Zxqv")

    entries = entered_by(
        lambda: (informant.save(), InformantReport.objects.create(informant=informant, report=ReportFactory()))
    )

    about = [entry for entry in entries if entry.kind.startswith("events.informant")]
    assert [(entry.kind, entry.level) for entry in about] == [
        ("events.informant", Level.CONFIDENTIAL),
        ("events.informantreport", Level.CONFIDENTIAL),
    ]


def test_whoever_is_signed_in_did_it(admin_client, editor):
    add = address("add", Publisher)
    form = sent(admin_client.get(add), name="Reuters", kind="agency")

    (entry,) = entered_by(lambda: admin_client.post(add, form))

    assert (entry.action, entry.kind) == ("added", "records.publisher")
    assert (entry.person, entry.person_name) == (editor.pk, "amina")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("amina\r\n2021-07-08 forged", "amina<U+000D><U+000A>2021-07-08 forged"),
        ("\u202eanima", "<U+202E>anima"),
        ("آمنه احمدی", "آمنه احمدی"),
        ("a" * 10_000_000, "a" * 150),
        ("\u200b" * 150, ("<U+200B>" * 150)[:150]),
    ],
)
def test_a_name_is_kept_on_one_line_and_short(name, kept):
    user = UserFactory()
    # A save would check the length on PostgreSQL; a name from another sign-in need not come from there.
    user.username = name

    (entry,) = entered_by(lambda: note("signed in", user, person=user))

    assert entry.person_name == kept


TOKEN = "Zxqv"
MADE_BY = [
    *(BriefFactory, EventFactory, FigureFactory, QuestionFactory, ReportFactory, PublisherFactory, SourceFactory),
    *(ClauseFactory, CommitmentFactory, DeadlineFactory, SignatureFactory, StatementFactory, ThemeFactory),
    *(VersionFactory, NamingFactory, OfficeFactory, ParticipationFactory, PartyFactory, PartyIdentifierFactory),
    *(PartyNameFactory, PersonFactory, PersonNameFactory, PlaceFactory, ProcessFactory, RoundFactory, EvidenceFactory),
]


def text_fields(model):
    """The names of the fields of `model` that hold words of people."""
    return [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField) and not field.choices and (field.max_length or 99) > 9
        # Worked out from the others whenever they are stored.
        if not isinstance(field, (SearchKeyField, AddressKeyField)) and field.name != "document_sha256"
    ]


@pytest.mark.parametrize("factory", MADE_BY)
def test_no_word_of_a_record_is_in_any_entry(factory):
    row = factory()
    names = text_fields(type(row))
    for number, name in enumerate(names):
        setattr(row, name, f"{TOKEN}{number}")

    saved, deleted = entered_by(row.save), entered_by(row.delete)

    assert {name for entry in saved for name in entry.fields.split(", ")} >= set(names)
    assert len(names) > 0
    assert any(entry.action == "deleted" for entry in deleted)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM records_auditentry")
        assert not [entry for entry in cursor.fetchall() if TOKEN.lower() in str(entry).lower()]


def test_every_model_is_audited_but_the_by_products():
    left_out = {model._meta.label_lower for model in apps.get_models() if model not in audited_models()}

    assert {name for name in left_out if ".historical" not in name} == {
        *BY_PRODUCTS,
        "briefs.editionorder",
        "tracking.suggestion",
        "tracking.suggestionrun",
    }
    assert {"records.user", "auth.group", "events.informant", "records.lowering"} <= {
        model._meta.label_lower for model in audited_models()
    }


def test_every_model_of_ours_is_audited_in_bulk_too():
    rooms = {model._meta.app_label for model in audited_models() if issubclass(model, Kept)}
    unheard = [
        model._meta.label
        for model in audited_models()
        if model._meta.app_label in rooms and not isinstance(model._default_manager.all(), AuditedQuerySet)
    ]

    assert unheard == []
