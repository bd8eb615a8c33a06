"""Whether who opened a page is signed in still: asked before typing is sent, which a sign-in page would swallow."""

from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.views.decorators.http import require_safe

from records.roles import may_enter


@require_safe
def still_here(request):
    """`{"person", "token"}`: the user name of who may enter records, and the token their forms send; else both empty."""
    if not may_enter(request.user):
        return JsonResponse({"person": "", "token": ""})
    return JsonResponse({"person": request.user.get_username(), "token": get_token(request)})


@login_required
@require_safe
def back_to_typing(request):
    """The page after signing in again beside a form that waits in another window."""
    return render(request, "account/back_to_typing.html")
