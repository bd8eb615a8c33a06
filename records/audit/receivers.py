"""Where the audit hears of what is done.

Signals, although our rules never live in signals: they are the one place that every save, deletion and tie passes,
those that Django makes itself included (cascades, many-to-many ties, accounts, fixtures). The receivers decide nothing,
they call `records.audit.entries`. What sends no signal (`update`, `bulk_create`) enters the audit in
`records.querysets`.
"""

from allauth.mfa.signals import authentication_failed
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import m2m_changed, post_save, pre_delete
from django.utils.crypto import salted_hmac
from simple_history.models import HistoricalChanges

from records.audit.actions import Action
from records.audit.actor import NAME_LENGTH
from records.audit.entries import deleted, note, saved, tied
from records.levels import Level

# What follows from something that is entered already, or tells of nothing that anyone did.
BY_PRODUCTS = {
    "records.auditentry",
    "admin.logentry",
    "sessions.session",
    "contenttypes.contenttype",
    "auth.permission",
    # What is queued is on record elsewhere, and says so itself.
    "django_tasks_database.dbtaskresult",
}


def audited_models():
    """Every model whose writes are entered: all but the by-products, so that none is forgotten."""
    return [
        model
        for model in apps.get_models()
        if not (model._meta.label_lower in BY_PRODUCTS or is_by_product(model) or issubclass(model, HistoricalChanges))
    ]


def is_by_product(model):
    """Whether `model` says of itself that its rows follow from others, and are written by the site alone."""
    return getattr(model, "is_by_product", False)


def heard():
    """Yield (signal, receiver, sender) of all that the audit hears of."""
    for model in audited_models():
        yield post_save, on_save, model
        # Before, because what the row hangs on may be deleted with it.
        yield pre_delete, on_delete, model
        for field in model._meta.local_many_to_many:
            yield m2m_changed, on_tie, field.remote_field.through
    yield user_logged_in, on_sign_in, None
    yield user_login_failed, on_refused_sign_in, None
    yield user_logged_out, on_sign_out, None
    yield authentication_failed, on_refused_second_factor, None


def listen():
    """Connect the receivers. Called once, when all models are loaded."""
    for signal, receiver, sender in heard():
        signal.connect(receiver, sender=sender)


def on_save(instance, created, update_fields, **kwargs):
    saved(instance, is_new=created, update_fields=update_fields)


def on_delete(instance, **kwargs):
    deleted(instance)


def on_tie(sender, instance, action, reverse, model, pk_set, **kwargs):
    """One tie or more between `instance` and rows of `model` was added ("post_add") or removed."""
    if action not in ("post_add", "post_remove", "pre_clear") or pk_set == set():
        return
    field = tie_named(sender, instance, reverse)
    others = getattr(instance, field).all() if action == "pre_clear" else model._base_manager.filter(pk__in=pk_set)
    roles = sorted(others.values_list("name", flat=True)) if model is Group else []
    tied(
        instance,
        field,
        number=others.count() if pk_set is None else len(pk_set),
        is_added=action == "post_add",
        roles=roles,
    )


def tie_named(through, instance, reverse):
    """The name by which `instance` knows the ties that `through` holds."""
    if reverse:
        relations = instance._meta.related_objects
        return next(one.get_accessor_name() for one in relations if getattr(one, "through", None) is through)
    return next(field.name for field in instance._meta.many_to_many if field.remote_field.through is through)


def on_sign_in(user, **kwargs):
    note(Action.SIGNED_IN, user, person=user)


def on_sign_out(user, **kwargs):
    if user is not None:
        note(Action.SIGNED_OUT, user, person=user)


def on_refused_sign_in(credentials, **kwargs):
    """No name is kept that is no account's: people type their password into the wrong box."""
    accounts = get_user_model()
    name = str(credentials.get("username") or credentials.get("email") or "")
    is_likely = name.isprintable() and len(name) <= NAME_LENGTH
    account = accounts.objects.filter(username=name).first() if is_likely else None
    facts = {} if account else {"name": name_digest(name)}
    note(Action.SIGN_IN_REFUSED, account, model=accounts, level=Level.PUBLIC, facts=facts)


def on_refused_second_factor(user, **kwargs):
    note(Action.SIGN_IN_REFUSED, user, level=Level.PUBLIC, facts={"step": "second factor"})


def name_digest(name):
    """A digest of a name that was typed, by which the same name is known again and no other is found out."""
    return salted_hmac("records.audit.name", name.encode("utf-8", "surrogatepass"), algorithm="sha256").hexdigest()
