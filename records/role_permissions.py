"""What each role may do: the permissions of its group, settled after every migrate."""

from django.apps import apps
from django.contrib.auth import get_permission_codename
from django.contrib.auth.models import Group, Permission

from records.models import AuditEntry, Lowering, User
from records.roles import Role

ENTERING = ("view", "add", "change", "delete")


def permissions_of(role):
    """The permissions of `role` as a set of (app label, codename). A model names in `entered_by` whose work it is."""
    if role == Role.REVIEWER:
        return permissions_of(Role.ANALYST) | decisions() | pairs(Lowering, "decide") | pairs(AuditEntry, "view")
    own = {pair for model in apps.get_models() for pair in pairs(model, *ENTERING) if entered_by(model) == role}
    if role == Role.ANALYST:
        return own | pairs(Lowering, "view", "add")
    if role == Role.ADMINISTRATOR:
        # What an account has done stays on record: accounts are disabled, never deleted.
        return pairs(User, "view", "add", "change") | pairs(AuditEntry, "view")
    return own


def decisions():
    """What is decided about rows that analysts enter, as their models name it: publishing an assessment."""
    return {
        (model._meta.app_label, codename)
        for model in apps.get_models()
        if entered_by(model) == Role.ANALYST
        for codename, _words in model._meta.permissions
    }


def entered_by(model):
    """The Role whose members enter rows of `model`; None for what nobody enters."""
    return getattr(model, "entered_by", None)


def pairs(model, *actions):
    """(app label, codename) of each of the `actions` on `model`."""
    return {(model._meta.app_label, get_permission_codename(action, model._meta)) for action in actions}


def settle_roles(apps=apps, **kwargs):
    """Make the group of each role, with the permissions of the role and no others. A receiver of `post_migrate`.

    `apps` are the models as migrated so far: before there is an audit to enter it in, nothing is settled.
    """
    if "auditentry" not in apps.all_models["records"]:
        return
    known = {
        (permission.content_type.app_label, permission.codename): permission
        for permission in Permission.objects.select_related("content_type")
    }
    for role in Role:
        group, _made = Group.objects.get_or_create(name=role.value)
        group.permissions.set(permission for pair, permission in known.items() if pair in permissions_of(role))
