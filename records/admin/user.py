from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.utils.translation import gettext_lazy as _

from records.models import User


@admin.register(User)
class AccountAdmin(UserAdmin):
    """People who sign in, with the level they may see."""

    list_display = ("username", "email", "first_name", "last_name", "clearance", "is_staff")
    list_filter = ("clearance", *UserAdmin.list_filter)
    fieldsets = (*UserAdmin.fieldsets, (_("Who may see what"), {"fields": ("clearance",)}))
