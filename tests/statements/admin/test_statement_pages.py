"""Statements and their texts entered in the admin."""

import pytest
from django.urls import reverse

from records.languages import Language
from statements.correcting import correct
from statements.models import Statement, Theme, Version
from tests.factories.records import EditorFactory
from tests.factories.statements import (
    TEXT,
    CommitmentFactory,
    PassageFactory,
    StatementFactory,
    ThemeFactory,
    VersionFactory,
)
from tests.factories.talks import PartyFactory, RoundFactory
from tests.records.admin.pages import address, sent, with_row

pytestmark = pytest.mark.django_db


def test_statement_with_versions_points_and_signatures_is_entered_on_one_page(admin_client):
    round_, party = RoundFactory(), PartyFactory()
    given = {"round": round_.pk, "process": round_.process_id, "level": 1}
    data = sent(admin_client.get(address("add", Statement), given), title="Joint statement", form="joint")
    data = with_row(data, "versions", label="English", language="en", kind="original", text=TEXT)
    data = with_row(data, "versions", label="Dari", language="prs", kind="unofficial", text="۲. جنگ راه حل نیست.")
    data = with_row(data, "clauses", number="2", position="2", summary="War is no solution")
    data = with_row(data, "signatures", party=party.pk, capacity="party", standing="agreed")

    response = admin_client.post(address("add", Statement), data)

    assert response.status_code == 302, response.context["errors"]
    statement = Statement.objects.get()
    assert (statement.round, statement.level) == (round_, 1)
    assert list(statement.versions.values_list("label", "level")) == [("English", 1), ("Dari", 1)]
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


def test_statement_page_counts_commitments_of_each_point_and_offers_more(admin_client):
    commitment = CommitmentFactory()
    statement = commitment.clause.statement

    page = admin_client.get(address("change", statement)).content.decode()
    failed = admin_client.post(
        address("change", statement), sent(admin_client.get(address("change", statement)), title="")
    ).content.decode()

    link = f'<a href="/admin/statements/commitment/add/?clause={commitment.clause_id}&amp;level=1">add</a>'
    assert f"1 commitment · {link}" in page
    assert link in failed


def test_statement_page_offers_what_comes_next_for_each_text(admin_client):
    version = VersionFactory(label="English wire")

    page = admin_client.get(address("change", version.statement)).content.decode()

    assert "Find the points in “English wire”" in page
    assert "Mark “English wire” on the workbench" in page


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


def test_statement_says_which_passages_are_in_doubt_and_which_commitments_have_no_words(admin_client):
    version = VersionFactory(label="First wording")
    commitment = CommitmentFactory(clause__statement=version.statement, summary="Thank the host country")
    for number in range(7):
        other = CommitmentFactory(clause=commitment.clause, summary=f"Do {number}")
        PassageFactory(clause=commitment.clause, commitment=other, version=version, exact="host")
    PassageFactory(clause=commitment.clause, commitment=commitment, version=version, exact="thank the host")
    clear = VersionFactory(label="Not corrected", statement=version.statement)
    made = correct(version, "1. Nothing.\n", EditorFactory(), label="Mended", is_verbatim=True).version

    page = admin_client.get(address("change", version.statement))

    (told,) = [str(message) for message in page.context["messages"]]
    assert "8 passages are still to be settled in “Mended”." in told
    assert "No words of these commitments stand in it yet: “Thank the host country”; “Do 0”;" in told
    assert "…" in told
    assert reverse("admin:statements_version_settle", args=[made.pk]) in told
    assert clear.label not in told
