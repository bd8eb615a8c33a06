"""The page on which what a correction left in doubt is settled."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from lxml import html

from records.levels import Level
from records.roles import Role
from statements.admin.settling import ON_A_PAGE
from statements.correcting import correct, leave_out, settle_by_quote, unsettled
from statements.models import Omission, Passage, Version
from tests.factories.records import AnalystFactory, EditorFactory, UserFactory
from tests.factories.statements import TEXT, ClauseFactory, CommitmentFactory, PassageFactory, VersionFactory

pytestmark = pytest.mark.django_db

CORRECTED = TEXT.replace("thank the host", "thank their hosts")
QUERIES = 10


@pytest.fixture
def version():
    return VersionFactory(label="English wording")


def marked(version, exact, **given):
    clause = given.pop("clause", None) or ClauseFactory(statement=version.statement)
    return PassageFactory(clause=clause, version=version, exact=exact, **given)


def corrected(version, text=CORRECTED):
    return correct(version, text, EditorFactory(), label="Corrected", is_verbatim=True).version


def page_of(version):
    return reverse("admin:statements_version_settle", args=[version.pk])


def form_of(response, action):
    """What the first form with the button `action` sends."""
    document = html.document_fromstring(response.content.decode())
    button = document.xpath(f"//button[@name='action' and @value='{action}']")[0]
    return {**dict(button.xpath("ancestor::form")[0].form_values()), "action": action}


def in_doubt(version, **given):
    passage = marked(version, "thank the host", **given)
    return passage, corrected(version)


def test_a_passage_in_doubt_is_shown_with_what_is_nearest_and_settled_there(admin_client, version, editor):
    commitment = CommitmentFactory(clause__statement=version.statement, summary="Thank the host country")
    marked(version, "War is not the solution")
    passage, made = in_doubt(version, clause=commitment.clause, commitment=commitment)

    page = admin_client.get(page_of(made))
    response = admin_client.post(page_of(made), form_of(page, "here"), follow=True)

    document = html.document_fromstring(page.content.decode())
    assert [node.text for node in document.xpath("//section[@class='doubt']//del")] == ["the host"]
    assert [node.text for node in document.xpath("//section[@class='doubt']//ins")] == ["their hosts"]
    assert "Thank the host country" in page.content.decode()
    settled = Passage.objects.get(carried_from=passage)
    assert (settled.exact, settled.created_by, settled.commitment) == ("thank their hosts", editor, commitment)
    assert "It stands there now." in response.content.decode()
    assert "Every passage of the earlier text is settled" in response.content.decode()


def test_words_are_chosen_by_a_quote_of_any_lines(admin_client, version):
    passage, made = in_doubt(version)
    page = admin_client.get(page_of(made))

    data = {**form_of(page, "quote"), "quote": "their hosts.\r\n2. War", "prefix": ""}
    admin_client.post(page_of(made), data)

    assert Passage.objects.get(carried_from=passage).exact == "their hosts.\n2. War"


def test_the_box_for_words_starts_with_the_nearest(admin_client, version):
    _passage, made = in_doubt(version)

    assert form_of(admin_client.get(page_of(made)), "quote")["quote"].strip() == "thank their hosts"


def test_a_quote_that_stands_twice_is_told_apart_by_the_words_before_it(admin_client, version):
    passage, made = in_doubt(version)
    data = {**form_of(admin_client.get(page_of(made)), "quote"), "quote": "Both sides"}

    refused = admin_client.post(page_of(made), data)
    admin_client.post(page_of(made), {**data, "prefix": "3."})

    assert "stands in the text 2 times" in refused.content.decode()
    assert form_of(refused, "quote")["quote"].strip() == "Both sides"
    assert Passage.objects.get(carried_from=passage).start == CORRECTED.rindex("Both sides")


def test_a_passage_is_left_out_with_a_reason_and_taken_back(admin_client, version):
    passage, made = in_doubt(version)
    data = {**form_of(admin_client.get(page_of(made)), "gone"), "reason": "struck out on 9 July"}

    page = admin_client.post(page_of(made), data, follow=True)
    omission = Omission.objects.get()
    again = admin_client.post(page_of(made), form_of(page, "back"), follow=True)

    assert (omission.passage, omission.version, omission.reason) == (passage, made, "struck out on 9 July")
    assert "struck out on 9 July" in page.content.decode()
    assert "It is in doubt again" in again.content.decode()
    assert not Omission.objects.exists()


def test_leaving_out_without_a_reason_is_refused(admin_client, version):
    _passage, made = in_doubt(version)

    refused = admin_client.post(page_of(made), form_of(admin_client.get(page_of(made)), "gone"))

    assert "This field is required." in refused.content.decode()
    assert not Omission.objects.exists()


def test_a_reason_with_a_character_that_is_refused_says_so(admin_client, version):
    _passage, made = in_doubt(version)
    data = {**form_of(admin_client.get(page_of(made)), "gone"), "reason": "gone\u202e"}

    assert "U+202E" in admin_client.post(page_of(made), data).content.decode()
    assert not Omission.objects.exists()


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"start": "-1"}, "before the text"),
        ({"end": "99999"}, "past the end"),
        ({"start": "0", "end": "4"}, "the text reads"),
        ({"start": "x"}, "Enter a whole number."),
        ({"exact": ""}, "This field is required."),
        ({"action": "elsewhere", "end": ""}, "This field is required."),
    ],
)
def test_a_place_that_was_tampered_with_is_refused(admin_client, version, changed, message):
    _passage, made = in_doubt(version)
    data = {**form_of(admin_client.get(page_of(made)), "here"), **changed}

    response = admin_client.post(page_of(made), data)

    assert response.status_code == 200
    assert message in response.content.decode()
    assert not Passage.objects.filter(version=made).exists()


def test_a_place_that_splits_a_character_is_refused(admin_client):
    version = VersionFactory(label="Persian", language="fa", text="آنان می‌خواستند.")
    marked(version, "می‌خواستند")
    made = corrected(version, text="آنان می‌خواهند.")
    data = {**form_of(admin_client.get(page_of(made)), "here"), "start": "5", "end": "7", "exact": "می"}

    assert "inside one character" in admin_client.post(page_of(made), data).content.decode()
    assert not Passage.objects.filter(version=made).exists()


def test_a_place_in_a_text_that_was_replaced_meanwhile_is_refused(admin_client, version):
    _passage, made = in_doubt(version)
    data = form_of(admin_client.get(page_of(made)), "here")
    Version.objects.filter(pk=made.pk).update(text="0. Title.\n" + CORRECTED)

    response = admin_client.post(page_of(made), data)

    assert "Those words stand at character" in response.content.decode()
    assert not Passage.objects.filter(version=made).exists()


def test_of_two_who_settle_a_passage_at_once_the_second_is_told(admin_client, version):
    passage, made = in_doubt(version)
    data = form_of(admin_client.get(page_of(made)), "here")
    settle_by_quote(made, passage.pk, "thank their hosts", EditorFactory())

    response = admin_client.post(page_of(made), data, follow=True)

    assert "settled already" in response.content.decode()
    assert made.passages.count() == 1


@pytest.mark.parametrize("key", ["", "x", "0", "99999999999999999999"])
def test_a_passage_or_omission_that_is_not_there_is_told(admin_client, version, key):
    _passage, made = in_doubt(version)
    data = form_of(admin_client.get(page_of(made)), "here")

    settled = admin_client.post(page_of(made), {**data, "passage": key}, follow=True)
    taken_back = admin_client.post(page_of(made), {"action": "back", "omission": key}, follow=True)

    assert "settled already" in settled.content.decode()
    assert "taken back already" in taken_back.content.decode()


def test_words_that_are_marked_already_for_the_same_commitment_are_refused(admin_client, version):
    commitment = CommitmentFactory(clause__statement=version.statement)
    _passage, made = in_doubt(version, clause=commitment.clause, commitment=commitment)
    data = form_of(admin_client.get(page_of(made)), "here")
    marked(made, "thank their hosts", clause=commitment.clause, commitment=commitment)

    response = admin_client.post(page_of(made), data)

    assert "These words are marked already." in response.content.decode()
    assert made.passages.count() == 1


def test_words_that_stand_in_several_places_come_with_a_button_for_each(admin_client):
    version = VersionFactory(text="Fire ceases. Men go home.")
    marked(version, "Fire ceases")
    made = corrected(version, text="On Monday fire ends. Fire ceases then. Fire ceases too.")
    made.passages.all().delete()

    page = admin_client.get(page_of(made)).content.decode()

    assert page.count('value="here"') == 2


def test_a_passage_with_nothing_near_it_says_so(admin_client, version):
    marked(version, "War is not the solution to the problem")
    made = corrected(version, text="Nothing of all that.")

    page = admin_client.get(page_of(made)).content.decode()

    assert "Nothing like it stands there" in page
    assert 'value="here"' not in page


def test_a_disputed_passage_tells_of_its_dispute_and_one_that_does_not_fit_is_shown(admin_client):
    version = VersionFactory(language="fa", text="آنان می‌خواهند و می‌روند.")
    marked(version, "می‌روند", is_disputed=True, dispute_reason="Or “shall go”?")
    clause = ClauseFactory(statement=version.statement)
    Passage.objects.bulk_create([Passage(clause=clause, version=version, start=5, end=7, exact="می")])
    made = corrected(version, text="آنان می‌خواهند و رفتند.")

    page = admin_client.get(page_of(made)).content.decode()

    assert "Or “shall go”?" in page
    assert "inside one character" in page


def test_hidden_passages_are_neither_shown_nor_counted(client, version):
    client.force_login(AnalystFactory())
    marked(version, "thank the host", level=Level.CONFIDENTIAL, clause=ClauseFactory(statement=version.statement))
    marked(version, "War is not the solution")
    shown = marked(version, "the host")
    made = corrected(version, text=CORRECTED.replace("hosts", "guests"))

    response = client.get(page_of(made))

    assert [row.passage for row in response.context["rows"]] == [shown]
    assert (response.context["settled"], response.context["total"]) == (1, 2)


def test_an_empty_page_says_that_there_is_nothing_to_settle(admin_client, version):
    made = corrected(version)

    assert "No passage is marked in the earlier text" in admin_client.get(page_of(made)).content.decode()


def test_a_text_that_is_corrected_itself_says_so(admin_client, version):
    _passage, made = in_doubt(version)
    VersionFactory(label="Newer", statement=version.statement, corrects=made)

    assert "This text is itself corrected by “Newer”" in admin_client.get(page_of(made)).content.decode()


def test_many_passages_come_in_pages_and_one_is_settled_on_its_page(admin_client):
    words = [f"promise number {number}" for number in range(ON_A_PAGE + 2)]
    version = VersionFactory(text="\n".join(f"{number}. They keep {one}." for number, one in enumerate(words)))
    clause = ClauseFactory(statement=version.statement)
    for one in words:
        marked(version, f"They keep {one}.", clause=clause)
    made = corrected(version, text=version.text.replace("keep", "will keep"))

    second = admin_client.get(page_of(made), {"page": 2})
    response = admin_client.post(f"{page_of(made)}?page=2", form_of(second, "here"))

    assert len(admin_client.get(page_of(made)).context["rows"]) == ON_A_PAGE
    assert len(second.context["rows"]) == 2
    assert response.url == f"{page_of(made)}?page=2"
    assert made.passages.get().exact == "They will keep promise number 10."


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_many_queries_however_much_is_in_doubt(admin_client, count, django_assert_num_queries):
    version = VersionFactory(text="One keeps. Two keeps. Three keeps.")
    for word in ["One", "Two", "Three"][:count]:
        marked(version, f"{word} keeps")
    made = corrected(version, text="One kept. Two kept. Three kept.")
    admin_client.get(page_of(made))

    with django_assert_num_queries(QUERIES):
        admin_client.get(page_of(made))


def test_settling_needs_permission(client, version):
    _passage, made = in_doubt(version)
    client.force_login(UserFactory(roles=[Role.KEEPER], clearance=Level.CONFIDENTIAL))

    assert client.get(page_of(made)).status_code == 403
    assert unsettled(made, EditorFactory()).count() == 1


def test_taking_back_needs_a_permission_of_its_own(client, version):
    passage, made = in_doubt(version)
    omission = leave_out(made, passage.pk, "struck out", EditorFactory())
    keeper = UserFactory(roles=[Role.KEEPER], clearance=Level.CONFIDENTIAL)
    keeper.user_permissions.set(Permission.objects.filter(codename__in=["add_passage", "add_omission"]))
    client.force_login(keeper)

    assert client.get(page_of(made)).status_code == 200
    assert client.post(page_of(made), {"action": "back", "omission": omission.pk}).status_code == 403
    assert Omission.objects.exists()
