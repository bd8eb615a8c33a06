import pytest

from records.addresses import address_key


@pytest.mark.parametrize(
    "spelling",
    [
        "http://example.org/a/story",
        "https://www.example.org/a/story/",
        "HTTPS://Example.ORG:443/a/story#part-two",
        "  https://example.org/a/story  ",
    ],
)
def test_spellings_of_one_page_have_one_key(spelling):
    assert address_key(spelling) == address_key("https://example.org/a/story")


@pytest.mark.parametrize(
    "other",
    [
        "https://example.org/a/Story",
        "https://example.org/a/story?page=2",
        "https://example.org:8443/a/story",
        "https://news.example.org/a/story",
    ],
)
def test_other_pages_have_other_keys(other):
    assert address_key(other) != address_key("https://example.org/a/story")


@pytest.mark.parametrize("text", ["", "https://[broken", "https://example.org:99999/", "no address"])
def test_whatever_is_given_has_a_key(text):
    assert isinstance(address_key(text), str)
