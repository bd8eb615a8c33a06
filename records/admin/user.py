from allauth.mfa.models import Authenticator
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from records.admin.forms import ReferenceForm
from records.admin.guarded import GuardedPages
from records.admin.log_lines import LogLines
from records.models import User
from records.roles import Role, roles_of

OWN = _("Nobody changes their own roles, clearance or standing: ask another administrator.")


class AccountForm(ReferenceForm, UserChangeForm):
    """An account. The admin sets `editor`, whose own rights are nobody's to give but others'."""

    editor = None
    RIGHTS = ("groups", "clearance", "is_active")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "groups" in self.fields:
            labels = {role.value: role.label for role in Role}
            self.fields["groups"].label = _("roles")
            self.fields["groups"].queryset = Group.objects.filter(name__in=Role.values)
            self.fields["groups"].label_from_instance = lambda group: labels[group.name]
            self.fields["groups"].help_text = _("Without a role this person only reads, up to the clearance.")

    def clean(self):
        data = super().clean()
        if self.editor is not None and self.instance.pk == self.editor.pk:
            for name in set(self.RIGHTS) & set(self.changed_data):
                self.add_error(name, ValidationError(OWN))
        return data


@admin.register(User)
class AccountAdmin(GuardedPages, LogLines, UserAdmin):
    """People who sign in: what they do, and what they may see. Accounts are disabled, never deleted."""

    form = AccountForm
    list_display = ("username", "first_name", "last_name", "roles_held", "clearance", "is_active")
    list_filter = ("clearance", "groups", "is_active")
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Who it is"), {"fields": ("first_name", "last_name", "email")}),
        (_("What they do, and what they may see"), {"fields": ("groups", "clearance", "is_active")}),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    readonly_fields = ("last_login", "date_joined")
    actions = ("remove_second_factor",)

    @admin.action(description=_("Remove the second factor of the people chosen"), permissions=["change"])
    def remove_second_factor(self, request, people):
        """For who lost it: they set up another one when they next sign in, and are signed out until then."""
        for person in people:
            if person.pk == request.user.pk or not self.has_change_permission(request, person):
                self.message_user(request, _("“%s”: not yours to remove.") % person, messages.ERROR)
                continue
            removed, _kinds = Authenticator.objects.filter(user=person).delete()
            self.log_change(request, person, gettext("Second factor removed."))
            text = _("“%s” has no second factor now.") if removed else _("“%s” had no second factor.")
            self.message_user(request, text % person, messages.SUCCESS)

    @admin.display(description=_("roles"))
    def roles_held(self, person):
        return ", ".join(sorted(role.value for role in roles_of(person))) or _("reader")

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        form.editor = request.user
        return form

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def has_change_permission(self, request, obj=None):
        """An administrator does not touch the account of an owner of the site, nor so become one."""
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return False
