"""Whether a form was sent from our own pages, under a policy that tells no address to anyone."""


class OwnOrigin:
    """Middleware before Django's check of forms: names our own origin where the browser would not.

    Under `Referrer-Policy: no-referrer` a browser says `Origin: null` even of a form on our own page (Fetch standard,
    "append a request Origin header"). Where the form came from it says in `Sec-Fetch-Site`, which no page can set. The
    token of the form is asked for all the same.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.headers.get("Origin") == "null" and request.headers.get("Sec-Fetch-Site") == "same-origin":
            request.META["HTTP_ORIGIN"] = f"{request.scheme}://{request.get_host()}"
        return self.get_response(request)
