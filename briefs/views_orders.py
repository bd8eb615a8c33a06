"""Having an edition of a kept brief issued, and following how far it is."""

from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import FormView, TemplateView

from briefs.at_work import is_anybody_at_work
from briefs.forms import OrderForm
from briefs.models import Brief, Edition, EditionOrder
from briefs.ordering import order_edition, requeue
from briefs.views_writing import ForEditors

# How many orders of a brief its page lists, beside the editions in which others ended.
LISTED = 10


class OrderEdition(ForEditors, FormView):
    """A kept brief: its editions, what was asked for lately, and a button that has another edition issued."""

    form_class = OrderForm
    template_name = "briefs/order_edition.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.now = timezone.now()

    @property
    def briefs(self):
        return Brief.objects.visible_to(self.request.user).select_related("process")

    def get_initial(self):
        # Written into the page, so that a second click asks for the same moment.
        return {"as_of": f"{self.now:%Y-%m-%dT%H:%M:%SZ}"}

    def get_context_data(self, **kwargs):
        brief = get_object_or_404(self.briefs, public_id=self.kwargs["brief"])
        editions = Edition.objects.visible_to(self.request.user).filter(brief=brief).for_list()
        orders = orders_seen_by(self.request.user).filter(brief=brief, edition=None)
        return super().get_context_data(
            brief=brief, editions=editions.order_by("-number"), orders=orders[:LISTED], **kwargs
        )

    def form_valid(self, form):
        brief = get_object_or_404(self.briefs, public_id=self.kwargs["brief"])
        order = order_edition(brief, form.cleaned_data["as_of"], user=self.request.user)
        return redirect("briefs:order-detail", brief.public_id, order.public_id)


class OrderDetail(ForEditors, TemplateView):
    """How far an edition is that was asked for; once it is issued, the way to it."""

    template_name = "briefs/order_detail.html"

    def get(self, request, brief, order):
        found = get_object_or_404(orders_seen_by(request.user), brief__public_id=brief, public_id=order)
        if found.state == EditionOrder.State.ISSUED:
            return redirect(edition_of(found))
        return self.render_to_response(progress_of(found, timezone.now()))


class OrderProgress(OrderDetail):
    """The piece of that page which tells how far it is. Once the order has ended, the browser is sent on."""

    template_name = "briefs/_order.html"

    def get(self, request, brief, order):
        found = get_object_or_404(orders_seen_by(request.user), brief__public_id=brief, public_id=order)
        if found.state == EditionOrder.State.ISSUED:
            return HttpResponse(headers={"HX-Redirect": edition_of(found)})
        if not found.is_open:
            return HttpResponse(headers={"HX-Refresh": "true"})
        return self.render_to_response(progress_of(found, timezone.now()))


def orders_seen_by(user):
    """The orders that `user` may follow, the newest first, each with `edition_number`."""
    seen = EditionOrder.objects.visible_to(user)
    return seen.select_related("brief", "asked_by").annotate(edition_number=F("edition__number"))


def edition_of(order):
    """The address of the edition that an order ended in."""
    return reverse("briefs:edition-detail", args=[order.brief.public_id, order.edition_number])


def progress_of(order, now):
    """What the page says of an order at the moment `now`. One that nobody holds any more goes back into the queue."""
    if order.is_open:
        requeue(EditionOrder.objects.filter(pk=order.pk), now)
    is_held = order.leased_until is not None and order.leased_until >= now
    return {
        "order": order,
        "is_held": is_held,
        "is_anybody_at_work": is_held or is_anybody_at_work(now),
        "as_of": f"{order.as_of:%Y-%m-%dT%H:%M:%S.%fZ}",
    }
