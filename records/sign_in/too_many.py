"""The answer to too many tries."""

from django.shortcuts import render

# Seconds after which it is worth trying again: the longest of the windows in ACCOUNT_RATE_LIMITS.
WAIT = 300


def too_many_tries(request, exception=None):
    """429 with Retry-After. It says nothing about the account that was tried."""
    response = render(request, "429.html", {"minutes": WAIT // 60}, status=429)
    response["Retry-After"] = str(WAIT)
    return response
