"""The workbench as a browser speaks to it: addresses, and what its forms send."""

from django.urls import reverse
from lxml import html

from records.admin.revision import signed_revision


def address(version, page="workbench", *rest):
    return reverse(f"admin:statements_version_{page}", args=[version.pk, *rest])


def spot(version, words, **more):
    """What a form says of the selected `words`, and of the page it stands on."""
    start = version.text.index(words)
    sent = {"start": start, "end": start + len(words), "exact": words, "page_revision": signed_revision(version)}
    return {**sent, "since": "0", **more}


def of_commitment(version, words, **more):
    """What the form of a new commitment sends."""
    boxes = {"summary": "Continue talks", "kind": "continue", "specificity": "general", "level": "1"}
    return spot(version, words, **{**boxes, "deadline-terms": "none", **more})


def new(client, version, kind, sent):
    return client.post(address(version, "workbench_new", kind), sent)


def opened(client, version, kind, sent):
    return client.get(address(version, "workbench_new", kind), sent)


def said(response):
    """The sentence above the panel."""
    found = fragment(response).xpath("//div[@id='said']//bdi")
    return found[0].text_content() if found else ""


def way_back(response):
    (token,) = fragment(response).xpath("//input[@name='token']/@value")
    return token


def boxes(response):
    """{name: values} that the form in a fragment would send."""
    (form,) = fragment(response).xpath("//form[@data-sheet]")
    for box in form.xpath(".//textarea"):
        # A browser drops the line break that opens a text box; this parser keeps it.
        box.text = (box.text or "").removeprefix("\n")
    found = {}
    for name, value in form.form_values():
        found.setdefault(name, []).append(value)
    # A round button for nothing sends nothing; this parser says it is on.
    return {name: [""] if (name, values) == ("repeats", ["on"]) else values for name, values in found.items()}


def errors(response):
    found = fragment(response).xpath("//ul[contains(@class, 'errorlist')]/li")
    return [one.text_content() for one in found]


def fragment(response):
    return html.fromstring(f"<div>{response.content.decode()}</div>")
