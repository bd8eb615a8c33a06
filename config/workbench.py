"""The admin as the place where the record is entered, in the order in which a record of talks comes about."""

from operator import attrgetter
from urllib.parse import urlencode

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from records.roles import may_enter

# How many records the front page lists as changed last.
RECENT = 12

# What to enter next: the model, what it is for.
STEPS = (
    ("talks", "process", _("The run of talks: which conflict, which countries, since when.")),
    ("talks", "round", _("Each sitting, with who took part in which role and under which name.")),
    ("statements", "statement", _("What came out of it: the text in each language, its points, who signed.")),
    ("statements", "commitment", _("What the words bind whom to, quoted from a point, with the deadline as worded.")),
    ("events", "event", _("What is said to have happened later, with each report for and against.")),
    ("tracking", "evidence", _("Which event bears on which commitment, how, and why.")),
    ("tracking", "assessment", _("The dated judgement of how a commitment fares, with its reasoning.")),
    ("briefs", "brief", _("The paper that sets every commitment beside what was reported.")),
)

# What the steps refer to. It can be entered here beforehand, or in passing through the “+” beside a field.
AROUND = (
    ("talks", "party"),
    ("talks", "person"),
    ("talks", "place"),
    ("records", "source"),
    ("records", "publisher"),
    ("statements", "theme"),
    ("events", "question"),
    ("tracking", "doublecoding"),
    ("records", "importrun"),
)
# What adding one is called, where “Add” would not say it.
ADD_LABELS = {("records", "importrun"): _("Import a dataset")}
ROOMS = ("talks", "statements", "events", "tracking", "briefs", "records", "auth")
ORDER = [model for room, model, *_rest in (*STEPS, *AROUND)]


# Roles are fixed in records/roles.py, second factors are their owners' own, there is no e-mail, and the queue has no level.
NOT_EDITED = {"auth.Group", "mfa.Authenticator", "account.EmailAddress", "django_tasks_database.DBTaskResult"}


def place_in(order, name):
    """Where `name` stands in `order`; what is not listed comes last."""
    return order.index(name) if name in order else len(order)


class Workbench(AdminSite):
    """The admin site: its front page says what to enter next and what was changed last."""

    site_title = _("Parley")
    site_header = _("Parley")
    index_title = _("Workbench")
    index_template = "admin/workbench.html"

    def register(self, model_or_iterable, admin_class=None, **options):
        models = [model_or_iterable] if isinstance(model_or_iterable, type) else model_or_iterable
        super().register([model for model in models if model._meta.label not in NOT_EDITED], admin_class, **options)

    def has_permission(self, request):
        """Whoever has a role in the team may enter; what they may do there follows from it."""
        return may_enter(request.user)

    def get_app_list(self, request, app_label=None):
        """The rooms and their models in the order of the work, not of the alphabet."""
        rooms = sorted(
            self._build_app_dict(request, app_label).values(), key=lambda room: place_in(ROOMS, room["app_label"])
        )
        for room in rooms:
            room["models"].sort(key=lambda model: (place_in(ORDER, model["object_name"].lower()), model["name"]))
        return rooms

    def login(self, request, extra_context=None):
        """There is one way in, for everyone: nobody signs in past the second factor here."""
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            raise PermissionDenied
        wanted = request.GET.get(REDIRECT_FIELD_NAME, "") or reverse("admin:index")
        return redirect(f"{reverse('account_login')}?{urlencode({REDIRECT_FIELD_NAME: wanted})}")

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")

    def get_urls(self):
        # Imported here because settings name this module before there are models.
        from tracking.admin.work import desk_urls

        # Django's short way to a record's page asks nobody who may see the record.
        usual = [pattern for pattern in super().get_urls() if getattr(pattern, "name", "") != "view_on_site"]
        return [*desk_urls(self), *usual]

    def index(self, request, extra_context=None):
        return super().index(request, {**self.front_page(request), **(extra_context or {})})

    def front_page(self, request):
        """What waits, the steps this person may take, what surrounds them, and the records changed last that they may see."""
        from tracking.admin.work import numbers_on_the_desk

        offered = {
            (room["app_label"], model["object_name"].lower()): model
            for room in self.get_app_list(request)
            for model in room["models"]
        }
        steps = [
            {**offered[room, model], "purpose": purpose} for room, model, purpose in STEPS if (room, model) in offered
        ]
        total, waiting = numbers_on_the_desk(request.user)
        return {
            "total_waiting": total,
            "waiting": waiting,
            "steps": steps,
            "around": [{**offered[key], "add_label": ADD_LABELS.get(key)} for key in AROUND if key in offered],
            "recent": self.changed_last(request),
        }

    def changed_last(self, request):
        """The records changed last, newest first, each with the address of its page."""
        found = []
        for model, model_admin in self._registry.items():
            if hasattr(model, "changed_at") and model_admin.has_view_or_change_permission(request):
                rows = model_admin.get_queryset(request).select_related("changed_by")
                found += rows.order_by("-changed_at", "-pk")[:RECENT]
        newest = sorted(found, key=attrgetter("changed_at"), reverse=True)[:RECENT]
        return [
            {
                "record": record,
                "kind": record._meta.verbose_name,
                "url": reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk]),
            }
            for record in newest
        ]


class WorkbenchConfig(AdminConfig):
    """Django's admin, with our site as its default."""

    default = False
    default_site = "config.workbench.Workbench"
