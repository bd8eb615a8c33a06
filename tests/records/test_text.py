import unicodedata

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from django.db.migrations.writer import MigrationWriter
from django.forms import ModelForm
from hypothesis import given
from hypothesis import strategies as st

from records.text import (
    MultiLineText,
    SingleLineText,
    WebAddress,
    check_text,
    clean_text,
)
from records.text_fields import AddressField, LineField, ProseField, VerbatimField

ANY_TEXT = st.text(st.characters())


def refusal(value, *, multi_line=False):
    """The messages that refuse `value`."""
    with pytest.raises(ValidationError) as caught:
        check_text(value, field="title", multi_line=multi_line)
    assert list(caught.value.message_dict) == ["title"]
    return caught.value.message_dict["title"]


def messages(validator, value):
    with pytest.raises(ValidationError) as caught:
        validator(value)
    return caught.value.messages


def test_text_is_composed_and_its_line_breaks_made_one_kind():
    assert clean_text("Cafe\u0301\r\na\rb\nc") == "Café\na\nb\nc"


def test_a_direction_override_is_named_with_its_place_and_remedy():
    assert refusal("Tali\u202eban") == [
        "U+202E RIGHT-TO-LEFT OVERRIDE at character 5 is not allowed. Delete it: it can make text read differently "
        "from what is stored. Direction follows the language."
    ]


def test_in_text_of_several_lines_the_line_is_given_too():
    [message] = refusal("one\ntwo\nth\u200bree", multi_line=True)

    assert message.startswith("U+200B ZERO WIDTH SPACE at line 3, character 3 is not allowed.")


@pytest.mark.parametrize(
    ("char", "name"),
    [
        *((chr(point), unicodedata.name(chr(point))) for point in range(0x202A, 0x202F)),
        *((chr(point), unicodedata.name(chr(point))) for point in range(0x2066, 0x206A)),
        ("\u200e", "LEFT-TO-RIGHT MARK"),
        ("\u200f", "RIGHT-TO-LEFT MARK"),
        ("\u061c", "ARABIC LETTER MARK"),
        ("\u2060", "WORD JOINER"),
        ("\ufeff", "ZERO WIDTH NO-BREAK SPACE"),
        ("\u00ad", "SOFT HYPHEN"),
        ("\u3164", "HANGUL FILLER"),
        ("\ufe00", "VARIATION SELECTOR-1"),
        ("\U000e0100", "VARIATION SELECTOR-17"),
        ("\U000e0041", "TAG LATIN CAPITAL LETTER A"),
        ("\x00", "NULL"),
        ("\x07", "CONTROL CHARACTER"),
        ("\ud800", "LONE SURROGATE"),
        ("\ue000", "PRIVATE USE CHARACTER"),
        ("\ufdd0", "NONCHARACTER"),
        ("\U0010ffff", "NONCHARACTER"),
        ("\u0378", "UNASSIGNED CHARACTER"),
        ("\ufffd", "REPLACEMENT CHARACTER"),
        ("\ufffc", "OBJECT REPLACEMENT CHARACTER"),
        ("\u2028", "LINE SEPARATOR"),
        ("\x0c", "FORM FEED"),
    ],
)
@pytest.mark.parametrize("multi_line", [True, False])
def test_what_hides_or_stands_for_nothing_is_refused_by_name(char, name, multi_line):
    [message] = refusal(f"a{char}b", multi_line=multi_line)

    assert message.startswith(f"U+{ord(char):04X} {name} at character 2 is not allowed. ")
    assert message.endswith(".")


@pytest.mark.parametrize(("char", "name"), [("\n", "LINE FEED"), ("\t", "TABULATION")])
def test_line_breaks_and_tabs_stand_only_where_there_are_several_lines(char, name):
    [message] = refusal(f"a{char}b")

    assert f"{name} at " in message
    assert message.endswith("Type a space instead: this text has one line only.")
    check_text(f"a{char}b", field="title", multi_line=True)


@pytest.mark.parametrize(
    "text",
    [
        "می‌خواهند",
        "خانه‌های",
        "بَ‌ت",
        "۲۰‌ساله",
        "क्‍ष",
        "র‍্য",
        "“Ghanī”, Qalʿa-e Naw – 1,000 €",
        "☎\ufe0f 1\ufe0f",
        "\u06dd۱۲",
        "Київ й",
        "😀",
        "",
    ],
)
def test_the_spelling_of_many_scripts_passes(text):
    check_text(text, field="title")


@pytest.mark.parametrize(
    ("text", "position", "why"),
    [
        ("\u200cمی", 1, "it is the first character"),
        ("می\u200c", 3, "it is the last character"),
        ("می \u200cخواهند", 4, "it follows U+0020 SPACE, which is no letter"),
        ("می\u200c خواهند", 3, "it comes before U+0020 SPACE, which is no letter"),
        ("ad\u200cmin", 3, "whose spelling does not use it"),
        ("a\u200cب", 2, "whose spelling does not use it"),
        ("ب\u200cक", 2, "whose spelling does not use it"),
        ("ب\u200c۲", 2, "it comes before U+06F2 EXTENDED ARABIC-INDIC DIGIT TWO, which is no letter"),
        ("هـ\u200d.", 3, "it comes before U+002E FULL STOP, which is no letter"),
    ],
)
def test_a_joiner_that_joins_nothing_is_refused_with_the_reason(text, position, why):
    [message] = refusal(text)

    assert f"at character {position} is not allowed. Delete it: " in message
    assert message.endswith(f"{why}.")


def test_a_doubled_joiner_is_refused_at_both_places():
    both = refusal("می\u200c\u200cخواهند")

    assert [m.split(" is not")[0] for m in both] == [
        "U+200C ZERO WIDTH NON-JOINER at character 3",
        "U+200C ZERO WIDTH NON-JOINER at character 4",
    ]
    assert both[0].endswith("it stands beside another joiner.")


@pytest.mark.parametrize("text", ["\ufe0fa", "a\ufe0f"])
def test_a_picture_selector_needs_a_sign_before_it(text):
    assert "no picture sign comes before it" in refusal(text)[0]


def test_many_faults_are_counted_after_the_first_few():
    found = refusal("a\u200b" * 1_205)

    assert len(found) == 6
    assert found[-1] == "1,200 more characters further on are not allowed either."


@given(ANY_TEXT)
def test_any_text_passes_or_is_refused_in_words_that_hold_no_refused_character(text):
    cleaned = clean_text(text)

    try:
        check_text(cleaned, field="title", multi_line=True)
        spoken = []
        cleaned.encode()
    except ValidationError as error:
        spoken = error.message_dict["title"]

    assert all(message.isprintable() for message in spoken)
    assert cleaned == clean_text(cleaned)


@pytest.mark.parametrize(("validator", "allowed"), [(SingleLineText(), 300), (MultiLineText(), 100_000)])
def test_a_text_too_long_is_told_both_lengths(validator, allowed):
    validator("x" * allowed)

    assert messages(validator, "x" * (allowed + 1)) == [
        f"This is {allowed + 1:,} characters long; at most {allowed:,} are allowed. Shorten it and save again."
    ]


def test_a_title_of_100_kb_is_told_its_length():
    assert messages(SingleLineText(300), "x" * 102_400)[0].startswith("This is 102,400 characters long; at most 300")


def test_validators_refuse_what_the_policy_refuses():
    assert "U+202E" in messages(SingleLineText(), "a\u202e")[0]
    assert "U+000A" in messages(SingleLineText(), "a\nb")[0]
    MultiLineText()("a\nb")


@pytest.mark.parametrize("validator", [SingleLineText(60), MultiLineText(), WebAddress(500)])
def test_a_validator_can_be_written_into_a_migration(validator):
    written, imports = MigrationWriter.serialize(validator)

    scope = {}
    exec("\n".join(imports), scope)  # noqa: S102 - as a migration would be
    assert eval(written, scope) == validator  # noqa: S307
    assert hash(eval(written, scope)) == hash(validator)  # noqa: S307


def test_validators_of_another_kind_or_length_differ():
    assert SingleLineText(100) != MultiLineText(100)
    assert SingleLineText(100) != SingleLineText(101)


@pytest.mark.parametrize(
    "address",
    ["https://example.org", "HTTP://example.org:8080/a?b=c#d", "http://127.0.0.1/", "https://خبر.example/صفحه"],
)
def test_web_addresses_pass(address):
    WebAddress()(address)


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("javascript:alert(1)", "An address that begins with “javascript:” is not allowed."),
        ("JavaScript:alert(1)", "An address that begins with “JavaScript:” is not allowed."),
        ("data:text/html,x", "An address that begins with “data:” is not allowed."),
        ("ftp://example.org", "An address that begins with “ftp:” is not allowed."),
        ("x" * 90 + ":", f"An address that begins with “{'x' * 40}…:” is not allowed."),
        ("example.org", "This is no web address: it has no scheme."),
        (
            "https://example.org/a b",
            "There is a space at character 22 of this address. Delete it, or write %20 for it.",
        ),
        ("https://", "This is no web address that can be followed."),
        ("https:example.org", "This is no web address that can be followed."),
        ("https://reuters.com@evil.example/", "This address names a user before the host"),
        ("https://example.org/\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE at character 21 is not allowed."),
        ("https://example.org/" + "x" * 2000, "This is 2,020 characters long; at most 2,000 are allowed."),
    ],
)
def test_other_addresses_are_refused_with_the_reason(address, message):
    [found] = messages(WebAddress(), address)

    assert found.startswith(message)


class Sheet(models.Model):
    """A model of nothing but text fields; it has no table and needs none."""

    line = LineField("line")
    short = LineField(max_length=5, blank=True)
    choice = LineField(choices=[("a", "A")], default="a")
    prose = ProseField()
    verbatim = VerbatimField(blank=True)
    address = AddressField(blank=True)

    class Meta:
        app_label = "records"
        managed = False


class SheetForm(ModelForm):
    class Meta:
        model = Sheet
        fields = ["line", "short", "choice", "prose", "verbatim", "address"]


def cleaned(**values):
    sheet = Sheet(**{"line": "x", **values})
    sheet.clean_fields()
    return sheet


def test_a_line_is_stripped_and_composed():
    assert cleaned(line="  Cafe\u0301 ").line == "Café"


def test_prose_may_be_empty_and_keeps_its_lines():
    assert cleaned(prose="").prose == ""
    assert cleaned(prose=" a\r\n\r\n b ").prose == "a\n\n b"


def test_verbatim_text_keeps_its_white_space():
    assert cleaned(verbatim="  e\u0301 \r\n b \n").verbatim == "  é \n b \n"


def test_verbatim_text_of_nothing_but_white_space_is_none():
    assert cleaned(verbatim=" \n ").verbatim == ""


def test_an_address_is_stripped_and_otherwise_left_alone():
    assert cleaned(address=" https://example.org/e\u0301 ").address == "https://example.org/e\u0301"


def test_each_field_names_its_fault():
    with pytest.raises(ValidationError) as caught:
        cleaned(
            line="a\u202eb", short="123456", prose="\u200b", verbatim="x" * 5_000_001, address="javascript:alert(1)"
        )

    found = caught.value.message_dict
    assert {field: [m.split(".")[0] for m in sentences] for field, sentences in found.items()} == {
        "line": ["U+202E RIGHT-TO-LEFT OVERRIDE at character 2 is not allowed"],
        "short": ["This is 6 characters long; at most 5 are allowed"],
        "prose": ["U+200B ZERO WIDTH SPACE at character 1 is not allowed"],
        "verbatim": ["This is 5,000,001 characters long; at most 5,000,000 are allowed"],
        "address": ["An address that begins with “javascript:” is not allowed"],
    }


def test_text_is_cleaned_on_the_way_to_the_database_even_without_validation():
    sheet = Sheet(line=" e\u0301 ")

    assert Sheet._meta.get_field("line").pre_save(sheet, add=True) == "é"
    assert sheet.line == "é"


def test_a_database_expression_passes_on_the_way_to_the_database():
    sheet = Sheet(line=models.F("prose"))

    assert Sheet._meta.get_field("line").pre_save(sheet, add=True) == models.F("prose")


def test_a_look_up_is_composed_but_keeps_its_spaces():
    assert Sheet._meta.get_field("line").get_prep_value(" e\u0301 ") == " é "
    assert Sheet._meta.get_field("line").get_prep_value(None) is None
    assert Sheet._meta.get_field("address").get_prep_value("e\u0301") == "e\u0301"


def test_none_stays_none():
    assert Sheet._meta.get_field("line").to_python(None) is None
    assert SheetForm().fields["line"].to_python(None) == ""


@pytest.mark.parametrize(
    "field",
    [
        LineField(),
        LineField(max_length=60, blank=True),
        ProseField(),
        ProseField(blank=False, max_length=500),
        VerbatimField(),
        AddressField(),
        AddressField(max_length=200),
    ],
)
def test_a_field_taken_apart_for_a_migration_is_the_same_put_together_again(field):
    _name, path, args, kwargs = field.deconstruct()

    again = type(field)(*args, **kwargs)
    assert path == f"records.text_fields.{type(field).__name__}"
    assert (again.max_length, again.blank, again.validators) == (field.max_length, field.blank, field.validators)


def test_no_box_cuts_what_is_pasted_into_it():
    assert "maxlength" not in str(SheetForm())


def test_the_form_gives_the_policys_own_messages():
    form = SheetForm({"line": "a\0b", "short": "123456", "choice": "a", "address": "javascript:alert(1)"})

    assert form.errors["line"] == [
        "U+0000 NULL at character 2 is not allowed. Delete it: it is a signal to a machine, not text."
    ]
    assert form.errors["short"] == ["This is 6 characters long; at most 5 are allowed. Shorten it and save again."]
    assert form.errors["address"] == [
        "An address that begins with “javascript:” is not allowed. Give one that begins with https://."
    ]


def test_an_address_without_a_scheme_is_taken_as_https():
    form = SheetForm({"line": "x", "choice": "a", "address": "example.org/a"})

    assert form.is_valid(), form.errors
    assert form.instance.address == "https://example.org/a"


def test_an_untouched_text_that_a_browser_sends_back_does_not_count_as_changed():
    sheet = Sheet(line="é", prose="a\nb", verbatim=" a\nb\n")

    form = SheetForm(
        {"line": "é", "choice": "a", "prose": "a\r\nb", "verbatim": " a\r\nb\r\n", "short": "", "address": ""},
        instance=sheet,
    )

    assert form.changed_data == []
