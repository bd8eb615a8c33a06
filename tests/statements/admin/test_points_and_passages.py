"""Points found in a text, and passages marked by their quote."""

import pytest
from django.db.models.signals import post_init, pre_save
from django.urls import reverse

from records.roles import Role
from statements.models import Clause, Passage, Version
from tests.factories.records import AnalystFactory, UserFactory
from tests.factories.statements import (
    TEXT,
    ClauseFactory,
    PassageFactory,
    VersionFactory,
)
from tests.records.admin.pages import address, sent, with_row

pytestmark = pytest.mark.django_db


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
    assert f"?copy_of={version.pk}" not in page
    assert reverse("admin:statements_version_correct", args=[version.pk]) in page


def points(version):
    return reverse("admin:statements_version_points", args=[version.pk])


def chosen(response, **numbers):
    """What the page of found points sends as it stands, with other numbers for some: point_1="1 (a)"."""
    data = {"opened_revision": response.context["opened_revision"]}
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
    page = admin_client.get(points(VersionFactory(text=""))).content.decode()

    assert "No points were found" in page


def test_points_of_a_hidden_or_missing_version_do_not_open(client):
    version = VersionFactory(level=2)
    client.force_login(AnalystFactory())

    assert client.get(points(version)).status_code == 404


def test_points_need_the_permission_to_enter_them(client):
    version = VersionFactory()
    client.force_login(UserFactory(roles=[Role.KEEPER]))

    assert client.get(points(version)).status_code == 403


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
        Clause.objects.bulk_create([Clause(statement=version.statement, number="1")])

    # Each time that it is tried.
    pre_save.connect(enter_theirs, sender=Clause)
    try:
        response = admin_client.post(points(version), chosen(page))
    finally:
        pre_save.disconnect(enter_theirs, sender=Clause)

    assert response.context["refusal"] == "The statement has a point with this number already."
    assert not Passage.objects.exists()


def test_number_without_words_is_no_point(admin_client):
    page = admin_client.get(points(VersionFactory(text="1.\n2. War is no solution.\n3. Peace is.\n")))

    assert all(proposal.words.strip() for proposal, _form in page.context["rows"])


def test_points_of_a_text_that_someone_changed_are_shown_again_before_they_are_entered(admin_client):
    version = VersionFactory(text="1. Prisoners are freed.\n2. Talks go on.\n")
    page = admin_client.get(points(version))
    Version.objects.update(text="1. Prisoners are kept.\n2. Talks go on.\n3. Roads open.\n")

    response = admin_client.post(points(version), chosen(page, point_2="2 (a)"))
    again = admin_client.post(points(version), chosen(response))

    assert response.status_code == 409
    assert "Someone else saved this text" in response.context["refusal"]
    assert [proposal.words for proposal, _form in response.context["rows"]] == [
        "Prisoners are kept.",
        "Talks go on.",
        "Roads open.",
    ]
    assert [form["number"].value() for _proposal, form in response.context["rows"]] == ["1", "2", "3"]
    assert again.status_code == 302
    assert Passage.objects.order_by("start").first().exact == "Prisoners are kept."


def test_numbers_typed_for_points_that_stand_where_they_stood_are_kept(admin_client):
    version = VersionFactory(text="1. Prisoners are freed.\n2. Talks go on.\n")
    page = admin_client.get(points(version))
    Version.objects.update(note="Read again.")

    response = admin_client.post(points(version), chosen(page, point_2="2 (a)"))

    assert response.status_code == 409
    assert [form["number"].value() for _proposal, form in response.context["rows"]] == ["1", "2 (a)"]
    assert not Passage.objects.exists()


def test_a_text_saved_between_looking_and_entering_is_noticed(admin_client):
    version = VersionFactory()
    page = admin_client.get(points(version))

    def save_in_between(sender, instance, **kwargs):
        post_init.disconnect(save_in_between, sender=Version)
        Version.objects.update(note="Read again.")

    post_init.connect(save_in_between, sender=Version)
    response = admin_client.post(points(version), chosen(page))

    assert response.status_code == 409
    assert not Passage.objects.exists()


def test_a_text_with_hundreds_of_points_has_no_row_for_each_and_is_saved_without(admin_client, monkeypatch):
    monkeypatch.setattr("statements.admin.version.ROWS_ON_A_PAGE", 1)
    passage = PassageFactory()
    few = admin_client.get(address("change", passage.version))
    PassageFactory(clause=passage.clause, version=passage.version, exact="thank the host")

    many = admin_client.get(address("change", passage.version))
    saved = admin_client.post(address("change", passage.version), sent(many, note="Read again."))

    assert [len(page.context["inline_admin_formsets"]) for page in (few, many)] == [1, 0]
    assert saved.status_code == 302
    assert Version.objects.get().note == "Read again."
    assert Passage.objects.count() == 2


def test_rows_that_were_shown_are_saved_although_others_were_marked_meanwhile(admin_client, monkeypatch):
    monkeypatch.setattr("statements.admin.version.ROWS_ON_A_PAGE", 1)
    passage = PassageFactory()
    page = admin_client.get(address("change", passage.version))
    PassageFactory(clause=passage.clause, version=passage.version, exact="thank the host")

    admin_client.post(
        address("change", passage.version),
        sent(page, passages__0__is_disputed="on", passages__0__dispute_reason="Why."),
    )

    assert Passage.objects.get(pk=passage.pk).is_disputed
