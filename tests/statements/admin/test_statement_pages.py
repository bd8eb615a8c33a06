"""Statements entered in the admin: texts, points, passages, commitments."""

import pytest
from django.db.models.signals import pre_save
from django.urls import reverse

from records.languages import Language
from statements.models import Clause, Commitment, Passage, Statement, Theme, Version
from talks.models import Participation
from tests.factories.records import UserFactory
from tests.factories.statements import (
    TEXT,
    ClauseFactory,
    CommitmentFactory,
    PassageFactory,
    StatementFactory,
    ThemeFactory,
    VersionFactory,
)
from tests.factories.talks import ParticipationFactory, PartyFactory, RoundFactory
from tests.records.admin.pages import address, sent, with_row

pytestmark = pytest.mark.django_db


def test_statement_with_versions_points_and_signatures_is_entered_on_one_page(admin_client):
    round_, party = RoundFactory(), PartyFactory()
    given = {"round": round_.pk, "process": round_.process_id, "level": 0}
    data = sent(admin_client.get(address("add", Statement), given), title="Joint statement", form="joint")
    data = with_row(data, "versions", label="English", language="en", kind="original", text=TEXT)
    data = with_row(data, "versions", label="Dari", language="prs", kind="unofficial", text="۲. جنگ راه حل نیست.")
    data = with_row(data, "clauses", number="2", position="2", summary="War is no solution")
    data = with_row(data, "signatures", party=party.pk, capacity="party", standing="agreed")

    response = admin_client.post(address("add", Statement), data)

    assert response.status_code == 302, response.context["errors"]
    statement = Statement.objects.get()
    assert (statement.round, statement.level) == (round_, 0)
    assert list(statement.versions.values_list("label", "level")) == [("English", 0), ("Dari", 0)]
    assert statement.versions.get(language=Language.DARI).direction == "rtl"
    assert statement.clauses.get().number == "2"
    assert statement.signatures.get().party == party


def test_statement_of_five_million_letters_is_kept(admin_client):
    statement = StatementFactory()
    text = "Peace. " * 700_000
    data = sent(admin_client.get(address("add", Version), {"statement": statement.pk}))

    response = admin_client.post(
        address("add", Version), {**data, "label": "Book", "language": "en", "kind": "original", "text": text}
    )

    assert response.status_code == 302, response.context["errors"]
    assert Version.objects.get().text == text


def test_passage_is_found_by_its_quote(admin_client):
    version = VersionFactory()
    clause = ClauseFactory(statement=version.statement)
    data = with_row(
        sent(admin_client.get(address("change", version))),
        "passages",
        clause=clause.pk,
        exact="War is not the solution",
        is_disputed="on",
        dispute_reason="Other wires print otherwise.",
    )

    response = admin_client.post(address("change", version), data)

    assert response.status_code == 302, response.context["errors"]
    passage = Passage.objects.get()
    assert TEXT[passage.start : passage.end] == "War is not the solution"
    assert passage.is_disputed


def test_quote_over_two_lines_is_found_although_a_browser_sends_other_line_breaks(admin_client):
    version = VersionFactory()
    clause = ClauseFactory(statement=version.statement)
    data = sent(admin_client.get(address("change", version)))

    response = admin_client.post(
        address("change", version), with_row(data, "passages", clause=clause.pk, exact="host.\r\n2. War")
    )

    assert response.status_code == 302, response.context["errors"]
    assert Passage.objects.get().exact == "host.\n2. War"


def test_quote_that_is_not_in_the_text_is_refused_and_stays(admin_client):
    version = VersionFactory()
    clause = ClauseFactory(statement=version.statement)
    data = sent(admin_client.get(address("change", version)))

    response = admin_client.post(
        address("change", version), with_row(data, "passages", clause=clause.pk, exact="War is the solution")
    )

    assert response.status_code == 200
    assert "War is the solution" in response.content.decode()
    assert response.context["inline_admin_formsets"][0].formset.forms[0].errors["exact"]
    assert not Passage.objects.exists()


def test_quote_that_stands_twice_is_told_apart_by_the_words_before_it(admin_client):
    version = VersionFactory()
    clause = ClauseFactory(statement=version.statement)
    data = sent(admin_client.get(address("change", version)))
    url = address("change", version)

    twice = admin_client.post(url, with_row(data, "passages", clause=clause.pk, exact="Both sides"))
    once = admin_client.post(url, with_row(data, "passages", clause=clause.pk, exact="Both sides", prefix="3. "))

    assert twice.status_code == 200
    assert once.status_code == 302
    assert Passage.objects.get().start == TEXT.index("Both sides will")


def test_passage_moves_when_its_quote_is_changed(admin_client):
    passage = PassageFactory(exact="War is not the solution")
    page = admin_client.get(address("change", passage.version))

    response = admin_client.post(address("change", passage.version), sent(page, passages__0__exact="continue talks"))

    assert response.status_code == 302, response.context["errors"]
    assert Passage.objects.get().start == TEXT.index("continue talks")


def test_passage_stays_where_it_is_when_only_its_dispute_is_changed(admin_client):
    start = TEXT.index("Both sides will")
    passage = PassageFactory(exact="Both sides", start=start)
    page = admin_client.get(address("change", passage.clause))

    response = admin_client.post(
        address("change", passage.clause), sent(page, passages__0__is_disputed="on", passages__0__dispute_reason="Why.")
    )

    assert response.status_code == 302, response.context["errors"]
    stored = Passage.objects.get()
    assert (stored.start, stored.is_disputed) == (start, True)


def test_anchored_text_is_shown_as_fixed_and_says_why(admin_client):
    version = PassageFactory().version

    page = admin_client.get(address("change", version)).content.decode()

    assert "readonly" in page
    assert "Enter a correction as a new version." in page
    assert f"?copy_of={version.pk}" in page


def test_new_version_starts_from_the_text_of_another(admin_client):
    version = VersionFactory(label="English", language="en")

    page = admin_client.get(address("add", Version), {"copy_of": version.pk})
    response = admin_client.post(address("add", Version), sent(page))

    assert response.status_code == 302, response.context["errors"]
    copy = Version.objects.latest("pk")
    assert (copy.label, copy.text, copy.statement) == ("English, corrected", TEXT, version.statement)


@pytest.mark.parametrize("key", ["", "x", "999"])
def test_copy_of_a_version_that_is_not_there_starts_empty(admin_client, key):
    page = admin_client.get(address("add", Version), {"copy_of": key})

    assert page.status_code == 200


def points(version):
    return reverse("admin:statements_version_points", args=[version.pk])


def chosen(response, **numbers):
    """What the page of found points sends as it stands, with other numbers for some: point_1="1 (a)"."""
    data = {}
    for place, (_proposal, form) in enumerate(response.context["rows"], start=1):
        if form["chosen"].value():
            data[f"{form.prefix}-chosen"] = "on"
        data[f"{form.prefix}-number"] = numbers.get(f"point_{place}", form["number"].value())
    return data


def test_points_found_in_a_text_are_entered_once_confirmed(admin_client, editor):
    version = VersionFactory()

    page = admin_client.get(points(version))
    before = Clause.objects.count()
    response = admin_client.post(points(version), chosen(page, point_3="3 (a)"), follow=True)

    assert before == 0
    assert list(Clause.objects.values_list("number", flat=True)) == ["1", "2", "3 (a)"]
    assert [passage.exact for passage in Passage.objects.order_by("start")] == [
        "Both sides thank the host.",
        "War is not the solution to the problem.",
        "Both sides will continue talks.",
    ]
    assert {passage.created_by for passage in Passage.objects.all()} == {editor}
    assert "3 points are marked" in response.content.decode()


def test_points_on_record_are_marked_and_not_entered_twice(admin_client):
    version = VersionFactory()
    clause = ClauseFactory(statement=version.statement, number="1")
    ClauseFactory(statement=version.statement, number="2")
    PassageFactory(clause=clause, version=version, exact="thank the host")

    page = admin_client.get(points(version))
    admin_client.post(points(version), chosen(page))

    assert [form["chosen"].value() for _proposal, form in page.context["rows"]] == [False, True, True]
    assert Clause.objects.count() == 3
    assert clause.passages.count() == 1


def test_a_point_marked_already_is_left_as_it_is_when_ticked(admin_client):
    version = VersionFactory()
    clause = ClauseFactory(statement=version.statement, number="1")
    PassageFactory(clause=clause, version=version, exact="thank the host")
    page = admin_client.get(points(version))

    admin_client.post(points(version), {**chosen(page), f"{page.context['rows'][0][1].prefix}-chosen": "on"})

    assert clause.passages.get().exact == "thank the host"


def test_points_with_a_number_that_cannot_be_are_refused_together(admin_client):
    version = VersionFactory()
    page = admin_client.get(points(version))

    refused = admin_client.post(points(version), chosen(page, point_2="2\u202e"))
    missing = admin_client.post(points(version), chosen(page, point_2=""))

    assert "Point “2" in refused.context["refusal"]
    assert "U+202E" in refused.context["refusal"]
    assert "This field is required." in missing.content.decode()
    assert not Clause.objects.exists()


def test_text_without_points_says_what_to_do(admin_client):
    page = admin_client.get(points(VersionFactory(text="The sides met."))).content.decode()

    assert "No numbered points were found" in page


def test_points_of_a_hidden_or_missing_version_do_not_open(client):
    version = VersionFactory(level=2)
    client.force_login(UserFactory(is_staff=True))

    assert client.get(points(version)).status_code == 404


def test_points_need_the_permission_to_enter_them(client):
    version = VersionFactory()
    client.force_login(UserFactory(is_staff=True))

    assert client.get(points(version)).status_code == 403


@pytest.fixture
def round_of_two(db):
    """A round with two negotiating parties and a host."""
    round_ = RoundFactory()
    for name, role in (("Government", "negotiating"), ("Taliban", "negotiating"), ("Iran", Participation.Role.HOST)):
        ParticipationFactory(round=round_, party__name=name, role=role)
    return round_


def enter_commitment(client, clause, **boxes):
    data = sent(
        client.get(address("add", Commitment), {"clause": clause.pk, "level": 0}),
        **{"summary": "Continue talks", "kind": "continue", "specificity": "general", **boxes},
    )
    return client.post(address("add", Commitment), data, follow=True)


def test_both_sides_are_resolved_to_the_negotiating_parties_and_said_so(admin_client, round_of_two):
    clause = ClauseFactory(statement__round=round_of_two)

    response = enter_commitment(admin_client, clause, obligors_as_written="Both sides")

    commitment = Commitment.objects.get()
    assert [party.name for party in commitment.obligors.order_by("name")] == ["Government", "Taliban"]
    assert commitment.obligors_as_written == "Both sides"
    assert "taken to be the negotiating parties of the round: <bdi>Government</bdi> and <bdi>Taliban</bdi>" in (
        response.content.decode()
    )


def test_obligors_chosen_by_hand_are_not_overwritten(admin_client, round_of_two):
    clause, party = ClauseFactory(statement__round=round_of_two), PartyFactory(name="Iran's ministry")

    enter_commitment(admin_client, clause, obligors_as_written="both sides", obligors=[party.pk])

    assert list(Commitment.objects.get().obligors.all()) == [party]


def test_both_sides_of_a_statement_outside_any_round_are_warned_about(admin_client):
    clause = ClauseFactory(statement__round=None)

    response = enter_commitment(admin_client, clause, obligors_as_written="both sides")

    assert "“both sides” could not be resolved" in response.content.decode()
    assert Commitment.objects.exists()


def test_commitment_that_binds_nobody_is_warned_about_and_kept(admin_client):
    response = enter_commitment(admin_client, ClauseFactory())

    assert "Nobody is bound yet: choose the obligors." in response.content.decode()
    assert Commitment.objects.exists()


def test_commitment_is_entered_with_its_words_in_a_version_and_its_deadline(admin_client):
    version = VersionFactory()
    clause = ClauseFactory(statement=version.statement)
    party, theme = PartyFactory(), ThemeFactory()
    data = sent(
        admin_client.get(address("add", Commitment), {"clause": clause.pk}),
        summary="Continue talks",
        kind="continue",
        specificity="general",
        obligors=[party.pk],
        themes=[theme.pk],
    )
    data = with_row(data, "deadlines", terms="soon", words="as soon as possible")
    data = with_row(data, "passages", version=version.pk, exact="continue talks")

    response = admin_client.post(address("add", Commitment), data)

    assert response.status_code == 302, response.context["errors"]
    commitment = Commitment.objects.get()
    assert commitment.deadlines.get().words == "as soon as possible"
    assert commitment.passages.get().clause == clause
    assert list(commitment.themes.all()) == [theme]


def test_deadline_before_the_statement_is_refused_at_its_field(admin_client):
    clause = ClauseFactory(statement__issued_on="2021-07-08")
    data = sent(
        admin_client.get(address("add", Commitment), {"clause": clause.pk}),
        summary="Continue talks",
        kind="continue",
        specificity="specific",
    )

    response = admin_client.post(
        address("add", Commitment), with_row(data, "deadlines", terms="dated", due_on="1 July 2021")
    )

    assert response.status_code == 200
    assert "1 July 2021 is before the statement was issued (8 July 2021)." in response.content.decode()
    assert 'value="1 July 2021"' in response.content.decode()
    assert not Commitment.objects.exists()


def test_commitment_list_shows_who_is_bound(admin_client):
    CommitmentFactory(obligors=[PartyFactory(name="Taliban")])
    CommitmentFactory(obligors_as_written="both sides")

    page = admin_client.get(address("changelist", Commitment)).content.decode()

    assert ">Taliban<" in page
    assert ">both sides<" in page


def test_statement_page_counts_commitments_of_each_point_and_offers_more(admin_client):
    commitment = CommitmentFactory()
    statement = commitment.clause.statement

    page = admin_client.get(address("change", statement)).content.decode()
    failed = admin_client.post(
        address("change", statement), sent(admin_client.get(address("change", statement)), title="")
    ).content.decode()

    link = f'<a href="/admin/statements/commitment/add/?clause={commitment.clause_id}&amp;level=0">add</a>'
    assert f"1 commitment · {link}" in page
    assert link in failed


def test_statement_page_offers_what_comes_next_for_each_text(admin_client):
    version = VersionFactory(label="English wire")

    page = admin_client.get(address("change", version.statement)).content.decode()

    assert "Find the points in “English wire”" in page
    assert "Mark a point in “English wire”" in page


def test_themes_of_other_codebooks_are_read_and_own_ones_changed(admin_client):
    pam, own = Theme.objects.filter(codebook="pam").first(), ThemeFactory(label="Own")

    read = admin_client.get(address("change", pam))
    changed = admin_client.post(
        address("change", own), sent(admin_client.get(address("change", own)), label="Own theme")
    )

    assert 'name="_save"' not in read.content.decode()
    assert admin_client.post(address("change", pam), {"label": "x"}).status_code == 403
    assert changed.status_code == 302
    assert Theme.objects.get(pk=own.pk).label == "Own theme"


def test_words_before_a_quote_may_stand_at_the_end_of_the_line_above(admin_client):
    version = VersionFactory(text="First:\nBoth sides\nSecond:\nBoth sides\n")
    clause = ClauseFactory(statement=version.statement)
    data = sent(admin_client.get(address("change", clause)))

    response = admin_client.post(
        address("change", clause), with_row(data, "passages", version=version.pk, exact="Both sides", prefix="Second:")
    )

    assert response.status_code == 302, response.context["errors"]
    assert Passage.objects.get().start == version.text.rindex("Both sides")


def test_number_taken_by_someone_else_at_the_same_moment_is_said(admin_client):
    version = VersionFactory()
    page = admin_client.get(points(version))

    def enter_theirs(sender, instance, **kwargs):
        pre_save.disconnect(enter_theirs, sender=Clause)
        Clause.objects.bulk_create([Clause(statement=version.statement, number="1")])

    pre_save.connect(enter_theirs, sender=Clause)
    response = admin_client.post(points(version), chosen(page))

    assert response.context["refusal"] == "The statement has a point with this number already."
    assert not Passage.objects.exists()


def test_number_without_words_is_no_point(admin_client):
    page = admin_client.get(points(VersionFactory(text="1.\n2. War is no solution.\n3. Peace is.\n")))

    assert all(proposal.words.strip() for proposal, _form in page.context["rows"])


def test_deadline_by_a_date_without_the_date_is_refused(admin_client):
    commitment = CommitmentFactory()
    data = sent(admin_client.get(address("change", commitment)))

    response = admin_client.post(address("change", commitment), with_row(data, "deadlines", terms="dated"))

    assert response.status_code == 200
    assert "A deadline by a date needs the date in “due on”" in response.content.decode()
    assert not commitment.deadlines.exists()
