"""What every answer tells the browser to keep, to forget, and not to do."""

from django.conf import settings
from django.utils.cache import patch_vary_headers

# Nothing a page of ours needs, but passkeys. https://www.w3.org/TR/permissions-policy/
DENIED = (
    *("accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media", "fullscreen"),
    *("geolocation", "gyroscope", "hid", "idle-detection", "interest-cohort", "magnetometer", "microphone", "midi"),
    *("payment", "picture-in-picture", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking"),
)
PERMISSIONS = ", ".join(
    [*(f"{name}=()" for name in DENIED), "publickey-credentials-create=(self)", "publickey-credentials-get=(self)"]
)
SIGN_OUT = frozenset({"account_logout", "admin:logout"})


class WebHeaders:
    """Middleware: what a reader was shown by signing in is never kept in a cache, and is cleared away at sign-out."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", PERMISSIONS)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        patch_vary_headers(response, ["Cookie"])
        if settings.SESSION_COOKIE_NAME in request.COOKIES or settings.SESSION_COOKIE_NAME in response.cookies:
            response["Cache-Control"] = "no-store, private"
        else:
            response.setdefault("Cache-Control", "no-cache, private")
        match = request.resolver_match
        if request.method == "POST" and match and match.view_name in SIGN_OUT and response.status_code == 302:
            response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
        return response
