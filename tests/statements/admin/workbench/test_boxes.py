"""Choices that are too many for a list: the likeliest are shown, the others are found by name."""

import pytest
from lxml import html

from records.levels import Level
from tests.factories.statements import CommitmentFactory, StatementFactory, ThemeFactory, VersionFactory
from tests.factories.talks import PartyFactory, PartyNameFactory
from tests.statements.admin.workbench.bench import address, boxes, new, of_commitment, opened, spot

pytestmark = pytest.mark.django_db
TALKS = "Both sides will continue talks"


def test_parties_and_earlier_commitments_are_found_by_name(client, analyst):
    version = VersionFactory()
    process = version.statement.process
    northern = PartyFactory(name="Northern Front")
    PartyNameFactory(party=northern, name="Jabha of the North")
    PartyFactory(name="Northern Secret", level=Level.CONFIDENTIAL)
    earlier = StatementFactory(process=process, round=None, title="Doha statement")
    CommitmentFactory(clause__statement=earlier, summary="Continue talks in Doha")
    CommitmentFactory(clause__statement=earlier, summary="Continue secretly", level=Level.CONFIDENTIAL)
    CommitmentFactory(clause__statement=version.statement, summary="Continue here")
    CommitmentFactory(summary="Continue elsewhere")

    parties = client.get(address(version, "workbench_find", "obligors"), {"q": "jabha north"}).content.decode()
    repeats = client.get(address(version, "workbench_find", "repeats"), {"q": "continue"}).content.decode()

    assert f'name="obligors" value="{northern.pk}"' in parties
    assert (
        "Secret" not in client.get(address(version, "workbench_find", "beneficiaries"), {"q": "north"}).content.decode()
    )
    assert "Continue talks in Doha" in repeats
    assert not any(words in repeats for words in ("secretly", "here", "elsewhere"))
    assert client.get(address(version, "workbench_find", "obligors")).content.strip() == b""
    assert client.get(address(version, "workbench_find", "repeats")).content.strip() == b""
    assert b"Nothing of that name" in client.get(address(version, "workbench_find", "obligors"), {"q": "zz"}).content
    assert client.get(address(version, "workbench_find", "themes")).status_code == 404


def test_what_was_found_and_ticked_is_shown_again_with_the_errors(client, analyst):
    version, party = VersionFactory(), PartyFactory(name="Found party")
    earlier = CommitmentFactory(
        clause__statement__process=version.statement.process, clause__statement__round=None, summary="Promised before"
    )

    sent = of_commitment(version, TALKS, summary="", number="3", obligors=[party.pk, "x"], repeats=earlier.pk)
    response = new(client, version, "commitment", sent)

    assert (boxes(response)["obligors"], boxes(response)["repeats"]) == ([str(party.pk)], [str(earlier.pk)])


def test_themes_used_most_in_the_process_come_first_hidden_uses_not_counted(client, analyst):
    version = VersionFactory()
    often, secretly = ThemeFactory(label="Zones"), ThemeFactory(label="Yards")
    CommitmentFactory(clause__statement=version.statement, themes=[often])
    for _ in range(2):
        CommitmentFactory(clause__statement=version.statement, themes=[secretly], level=Level.CONFIDENTIAL)

    page = html.fromstring(opened(client, version, "commitment", spot(version, TALKS)).content.decode())

    labels = [one.text for one in page.xpath("//div[@id='id_themes']//bdi")]
    assert labels[0].startswith("Zones")
    assert not labels[1].startswith("Yards")
