"""Asking a list page, for tests."""

from django.urls import reverse


def listed(client, page, /, **filters):
    """The set of records that the list page named `page` shows under `filters`, whose values may be records."""
    asked = {name: getattr(value, "public_id", value) for name, value in filters.items()}
    response = client.get(reverse(page), asked)
    assert response.status_code == 200
    assert not response.context["filter"].is_bound or response.context["filter"].errors == {}
    return set(response.context["object_list"])


def csv_lines(client, page, /, **filters):
    """The lines of the CSV file of the list page named `page`."""
    response = client.get(reverse(page), {**filters, "format": "csv"})
    assert response.headers["Content-Type"].startswith("text/csv")
    return b"".join(response.streaming_content).decode().splitlines()
