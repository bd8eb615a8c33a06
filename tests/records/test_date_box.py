import pytest
from django import forms
from django.contrib.staticfiles import finders
from django.core.exceptions import ValidationError
from django.urls import reverse
from pytest_django.asserts import assertHTMLEqual, assertInHTML

from records.dates import PartialDate
from records.forms import PartialDateFormField, PartialDateWidget

MEETING = PartialDate.parse("7-8 July 2021")
HIJRI = PartialDate.parse("۱۷ سرطان ۱۴۰۰")


class RoundForm(forms.Form):
    opened_on = PartialDateFormField(help_text="The first day.", required=False)


def test_the_box_takes_a_date():
    form = RoundForm({"opened_on": "7-8 July 2021"})

    assert form.is_valid()
    assert form.cleaned_data == {"opened_on": MEETING}


@pytest.mark.parametrize("text", ["", "   "])
def test_an_empty_box_is_no_date(text):
    assert PartialDateFormField(required=False).clean(text) is None
    with pytest.raises(ValidationError, match="Write a date such as 2021-07-08"):
        PartialDateFormField().clean(text)


def test_a_refused_date_names_value_reason_and_remedy_and_stays_as_typed():
    typed = " 31  Feb 2021 <b>"
    form = RoundForm({"opened_on": "31  Feb 2021"})
    odd = RoundForm({"opened_on": typed})

    assert form.errors == {
        "opened_on": [
            "“31 Feb 2021” is not understood as a date: February 2021 has 28 days. "
            "Write a day from 1 to 28, or February 2021 alone."
        ]
    }
    assert 'value="31  Feb 2021"' in str(form["opened_on"])
    assert not odd.is_valid()
    assert 'value=" 31  Feb 2021 &lt;b&gt;"' in str(odd["opened_on"])


def test_the_box_shows_the_date_its_reading_and_where_to_ask_again():
    form = RoundForm(initial={"opened_on": MEETING})

    assertHTMLEqual(
        str(form["opened_on"]),
        """
        <span class="date-box">
          <input type="text" name="opened_on" value="2021-07-07/2021-07-08" id="id_opened_on" size="40"
            autocomplete="off" dir="auto" data-date-reading="/records/date-reading/"
            aria-describedby="id_opened_on_helptext id_opened_on_reading">
          <output class="date-reading" id="id_opened_on_reading" aria-live="polite" data-state="understood">
            Understood as 7 July 2021 to 8 July 2021 (a range).
          </output>
        </span>
        """,
    )


@pytest.mark.parametrize("data", [{}, {"opened_on": ""}, {"opened_on": "2021-13"}])
def test_a_box_without_a_readable_date_has_an_empty_reading(data):
    form = RoundForm(data)

    assertInHTML(
        '<output class="date-reading" id="id_opened_on_reading" aria-live="polite"></output>', str(form["opened_on"])
    )


def test_a_box_outside_a_form_still_points_to_its_reading():
    html = PartialDateWidget().render("opened_on", MEETING)

    assert 'id="id_opened_on"' in html
    assert 'aria-describedby="id_opened_on_reading"' in html


@pytest.mark.parametrize(
    "date",
    [MEETING, HIJRI, PartialDate.parse("as soon as possible"), PartialDate.parse('2021-08-07 "within 30 days"'), None],
)
def test_saving_the_box_unchanged_changes_nothing(date):
    shown = RoundForm(initial={"opened_on": date})["opened_on"]
    typed = PartialDateWidget().format_value(shown.value()) or ""

    form = RoundForm({"opened_on": typed}, initial={"opened_on": date})

    assert not form.has_changed()
    assert form.is_valid()
    assert form.cleaned_data["opened_on"] == date


@pytest.mark.parametrize(
    ("initial", "data", "changed"),
    [
        (MEETING, "7–8 July 2021", False),
        (MEETING, "2021-07-07/2021-07-09", True),
        (MEETING, "", True),
        (MEETING, "31 Feb 2021", True),
        (None, "", False),
        (None, "  ", False),
        (None, "2021", True),
        ("8 July 2021", "2021-07-08", False),
        (HIJRI, "2021-07-08", True),
    ],
)
def test_only_another_date_is_a_change(initial, data, changed):
    assert PartialDateFormField(required=False).has_changed(initial, data) is changed


def test_a_disabled_box_never_changes():
    assert PartialDateFormField(disabled=True).has_changed(MEETING, "2021") is False


def test_the_script_and_style_are_files_of_ours():
    media = RoundForm().media

    assert media._js == ["records/date-reading.js"]
    assert media._css == {"all": ["records/date-reading.css"]}
    assert all(finders.find(path) for path in [*media._js, *media._css["all"]])


def answer(client, text):
    response = client.get(reverse("records:date-reading"), {"text": text})

    assert response.status_code == 200
    return response.json()


def test_the_server_says_how_a_text_is_understood(client):
    assert answer(client, "7-8 July 2021") == {
        "ok": True,
        "reading": "Understood as 7 July 2021 to 8 July 2021 (a range).",
        "edtf": "2021-07-07/2021-07-08",
        "earliest": "2021-07-07",
        "latest": "2021-07-08",
    }
    assert answer(client, "as soon as possible") == {
        "ok": True,
        "reading": "Kept as words: no day is stated.",
        "edtf": "",
        "earliest": None,
        "latest": None,
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2021-13", "“2021-13” is not understood as a date: there is no month 13. Months run from 01 to 12."),
        ("x" * 301, "it has 301 characters, and a date takes at most 300."),
        ("8\x00", "invisible U+0000"),
        ("", "nothing is written."),
    ],
)
def test_the_server_says_why_a_text_is_refused(client, text, said):
    refused = answer(client, text)

    assert refused["ok"] is False
    assert said in refused["reason"]


def test_a_question_without_a_text_is_answered(client):
    assert client.get(reverse("records:date-reading")).json()["ok"] is False


def test_the_server_is_only_asked_never_told(client):
    assert client.post(reverse("records:date-reading"), {"text": "2021"}).status_code == 405
