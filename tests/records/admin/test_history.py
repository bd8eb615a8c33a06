"""Who changed what: word by word, in the direction of the text, and only what the reader may see."""

import datetime as dt

import pytest
from django.contrib.admin import site
from django.urls import reverse
from lxml import html

from records.levels import Level
from records.models import Source
from tests.factories.records import PublisherFactory, SourceFactory
from tests.factories.statements import CommitmentFactory, VersionFactory
from tests.factories.talks import PartyFactory, PlaceFactory, ProcessFactory
from tests.records.admin.pages import address, changed

pytestmark = pytest.mark.django_db

SENTENCE = "Both sides shall go on with the talks until the last of the points is settled. "


def cells(response):
    """The cells of the history that tell of changes, the newest first."""
    document = html.document_fromstring(response.content.decode())
    return document.xpath("//table[@id='change-history']/tbody/tr/td[4]")


def test_a_long_text_is_told_word_by_word_and_folded_where_it_stayed(admin_client):
    process = ProcessFactory(summary=f"Talks in Tehran. {SENTENCE * 20}They ended.")
    changed(process, summary=process.summary.replace("Tehran", "Doha").replace("ended", "went on"))

    cell = cells(admin_client.get(address("history", process)))[0]

    assert [one.text_content() for one in cell.xpath(".//del")] == ["Tehran", "ended"]
    assert [one.text_content() for one in cell.xpath(".//ins")] == ["Doha", "went on"]
    (folded,) = cell.xpath(".//details")
    assert "letters unchanged" in folded.text_content()
    assert cell.xpath(".//*[@class='word-diff']/@dir") == ["auto"]


def test_a_text_in_a_known_language_is_told_in_its_direction(admin_client):
    version = VersionFactory(language="prs", text="جنگ راه حل مشکل افغانستان نیست و تلاش‌ها باید متوجه صلح باشد")
    changed(version, text=version.text.replace("صلح", "آتش‌بس"))

    (box,) = cells(admin_client.get(address("history", version)))[0].xpath(".//*[@class='word-diff']")

    assert (box.get("dir"), box.get("lang")) == ("rtl", "prs")
    assert [one.text_content() for one in box] == ["صلح", "آتش‌بس"]


def test_short_values_are_told_as_they_were_and_are_in_words(admin_client):
    source = SourceFactory(title="First", kind=Source.Kind.ARTICLE, authors="", published_on=None)
    changed(source, title="Second", kind=Source.Kind.BROADCAST, authors="Staff", published_on="2021-07-08")
    commitment = CommitmentFactory(is_verifiable=True)
    changed(commitment, is_verifiable=False)

    told = " ".join(cells(admin_client.get(address("history", source)))[0].text_content().split())
    truth = " ".join(cells(admin_client.get(address("history", commitment)))[0].text_content().split())

    for words in (
        "Title: First → Second",
        "Kind: article → broadcast",
        "Authors: — → Staff",
        "Published on: — → 8 July 2021",
    ):
        assert words in told
    assert "Can be verified: yes → no" in truth


def test_moments_and_lists_are_told_in_words(admin_client):
    process, place = ProcessFactory(countries=["AF"]), PlaceFactory(country="AF")
    changed(place, country="IR")
    changed(process, countries=["AF", "IR"], embargo_until=dt.datetime(2999, 1, 1, 18, tzinfo=dt.UTC))

    told = " ".join(cells(admin_client.get(address("history", process)))[0].text_content().split())
    alone = " ".join(cells(admin_client.get(address("history", place)))[0].text_content().split())

    assert "Country: Afghanistan → Iran" in alone
    assert "Embargo until: — → 2999-01-01 18:00 UTC" in told
    assert "Countries: Afghanistan → Afghanistan, Iran" in told


def test_links_to_many_are_told_as_names_added_and_removed_and_hidden_ones_not_at_all(analyst):
    commitment = CommitmentFactory(obligors=[PartyFactory(name="North"), PartyFactory(name="West")])
    hidden = PartyFactory(name="Hidden party", level=Level.CONFIDENTIAL)
    commitment.obligors.set([PartyFactory(name="South"), commitment.obligors.get(name="West"), hidden])

    told = [" ".join(cell.text_content().split()) for cell in cells(analyst.get(address("history", commitment)))]

    assert any("Obligors: added South" in text for text in told)
    assert any("Obligors: removed North" in text for text in told)
    assert "Hidden party" not in "".join(told)


def test_a_change_between_links_that_are_hidden_or_gone_tells_nothing(analyst):
    first, second = CommitmentFactory.create_batch(2, level=Level.CONFIDENTIAL)
    commitment = CommitmentFactory(depends_on=first)
    changed(commitment, depends_on=second)

    newest = cells(analyst.get(address("history", commitment)))[0]

    assert newest.text_content().strip() == ""


def test_a_link_to_what_was_deleted_is_told_without_its_name(admin_client):
    gone = PublisherFactory(name="Gone house")
    source = changed(SourceFactory(title="First", publisher=gone), title="Second", publisher=None)
    gone.delete()

    newest = cells(admin_client.get(address("history", source)))[0].text_content()

    assert "First → Second" in newest
    assert "Publisher" not in newest


def test_the_last_row_of_a_page_tells_its_changes_too(admin_client, monkeypatch):
    monkeypatch.setattr(site.get_model_admin(Source), "history_list_per_page", 1)
    source = changed(SourceFactory(title="First"), title="Second")

    newest, oldest = (cells(admin_client.get(address("history", source), {"p": page})) for page in (1, 2))

    assert "First → Second" in newest[0].text_content()
    assert oldest[0].text_content().strip() == ""


def test_page_of_an_old_state_says_when_that_was_and_offers_to_restore_it(admin_client):
    source = SourceFactory(title="First")
    changed(source, title="Second")
    first = source.history.order_by("history_id").first()

    page = admin_client.get(reverse("admin:records_source_simple_history", args=[source.pk, first.pk])).content.decode()

    assert f"As it was on {first.history_date:%-d %B %Y, %H:%M:%S} UTC" in page
    assert reverse("admin:records_source_restore", args=[source.pk, first.pk]) in page
