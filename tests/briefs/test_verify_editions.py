"""Whether editions are what they were issued as."""

import dataclasses
import hashlib
import io

import pytest
from django.core.management import CommandError, call_command

from briefs.document.draw import draw, drawn_with
from briefs.document.shape import content_hash, record_hash, to_data
from briefs.verifying import verified
from tests.briefs.document.sample import EMPTY
from tests.factories.briefs import EditionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def pdf():
    """The smallest brief, as edition 1."""
    return draw(EMPTY, number=1)


def issued(file, *, says=EMPTY, **values):
    given = {
        "number": 1,
        "content": to_data(says),
        "content_hash": content_hash(says),
        "record_hash": record_hash(says),
        "pdf": file,
        "pdf_sha256": hashlib.sha256(file).hexdigest(),
        "drawn_with": drawn_with(),
        **values,
    }
    return EditionFactory(**given)


def verify(*options, **more):
    out, errors = io.StringIO(), io.StringIO()
    try:
        call_command("verify_editions", *options, stdout=out, stderr=errors, **more)
    except CommandError as error:
        return out.getvalue(), errors.getvalue(), str(error)
    return out.getvalue(), errors.getvalue(), ""


def test_an_edition_that_is_as_it_was_issued_is_drawn_again_the_same(pdf):
    edition = issued(pdf)

    said, errors, refused = verify()

    assert said.splitlines() == [
        f"{edition}: content and file are as they were issued. Drawn again, it gives the same file.",
        "1 editions verified.",
    ]
    assert (errors, refused) == ("", "")


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"pdf": b"%PDF-1.7 changed"}, "The stored file is not as it was issued: its SHA-256 is "),
        ({"content": {**to_data(EMPTY), "title": "Changed"}}, "The stored content is not as it was issued"),
        ({"content": []}, "The stored content is not as it was issued"),
        ({"record_hash": "0" * 64}, "What the content says of the record is not as it was issued"),
    ],
)
def test_what_is_not_as_it_was_issued_is_named_and_fails(pdf, values, sentence):
    faulty = issued(pdf, **values)
    issued(pdf)

    said, errors, refused = verify("--stored-only")

    assert f"{faulty}: {sentence}" in errors
    assert str(faulty) not in said
    assert refused.startswith("1 of 2 editions are not as they were issued.")


def test_a_file_drawn_by_another_version_is_told_and_does_not_fail():
    other = b"%PDF-1.7 drawn otherwise"
    issued(other, drawn_with="weasyprint 1.0")
    issued(other, drawn_with="")

    said, errors, refused = verify()

    assert f"it was drawn with weasyprint 1.0, and is now with {drawn_with()}." in said
    assert "it was drawn with a version that was not written down" in said
    assert (errors, refused) == ("", "")


def test_what_cannot_be_drawn_again_is_told():
    old_shape, unknown_letter = {"title": "Brief"}, dataclasses.replace(EMPTY, title="Talks \U00012000")
    old = issued(b"%PDF-", record_hash="")
    old.content, old.content_hash = old_shape, hashlib.sha256(b'{"title":"Brief"}').hexdigest()

    assert verified(old).told == "Its content has an older shape, which is not drawn any more."
    assert verified(issued(b"%PDF-", says=unknown_letter)).told.startswith("It could not be drawn again: ")


def test_changes_since_the_edition_before_are_no_part_of_what_the_record_said(pdf):
    edition = issued(pdf, says=dataclasses.replace(EMPTY, numbered=(5, 5, 5)))

    assert verified(edition, is_drawn=False).faults == ()


def test_one_brief_is_looked_at_alone(pdf):
    edition = issued(pdf)
    issued(pdf, pdf=b"changed")

    said, errors, refused = verify("--stored-only", brief=str(edition.brief.public_id))

    assert said.endswith("1 editions verified.\n")
    assert (errors, refused) == ("", "")


def test_a_brief_without_editions_is_refused_with_where_its_id_stands():
    assert verify(brief="nothing")[2] == (
        "There is no edition of a brief “nothing”. Its id stands on the cover of the file and in the address of its page."
    )


def test_it_is_silent_when_asked_to_be(pdf):
    issued(pdf)

    assert verify("--stored-only", verbosity=0) == ("", "", "")
