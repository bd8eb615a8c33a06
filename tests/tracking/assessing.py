"""The page on which a commitment is assessed, as an analyst fills it in."""

from tests.records.admin.pages import address, sent
from tracking.models import Assessment

ADD = address("add", Assessment)
# What an analyst types, beside what the page starts with.
TYPED = {"as_of_0": "2021-07-20", "as_of_1": "00:00:00", "rating": "minimal", "reasoning": "The sides met again."}


def opened(browser, commitment, **asked):
    return browser.get(ADD, {"commitment": commitment.pk, **asked})


def send(browser, commitment, **typed):
    """Open the page, type, and press “Save as draft”, or another `button`."""
    button = typed.pop("button", "_save")
    form = sent(opened(browser, commitment)) | TYPED | typed
    return browser.post(f"{ADD}?commitment={commitment.pk}", {**form, button: "pressed"})
