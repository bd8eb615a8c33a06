from django.http import JsonResponse
from django.views import View

from records.dates import DateNotUnderstood, PartialDate


class DateReadingView(View):
    """How a text in a date box is understood. Reads no record, so anyone may ask."""

    http_method_names = ["get", "head", "options"]

    def get(self, request):
        try:
            date = PartialDate.parse(request.GET.get("text", ""))
        except DateNotUnderstood as refusal:
            return JsonResponse({"ok": False, "reason": str(refusal)})
        return JsonResponse(
            {
                "ok": True,
                "reading": date.reading,
                "edtf": date.edtf,
                "earliest": date.earliest,
                "latest": date.latest,
            }
        )
