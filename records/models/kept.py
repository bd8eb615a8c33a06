"""What every kept row has in common."""

import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from records.audit.chain import writing
from records.audit.entries import LEVEL_FIELDS, level_changed
from records.beside import NAME as BESIDE
from records.beside import stand_beside, used_once
from records.fields import with_bounds, without_bounds
from records.levels import ALWAYS, Level
from records.models.audited import Audited
from records.models.guarded import Guarded
from records.querysets import KeptQuerySet, RecordQuerySet, ReferenceQuerySet
from records.roles import Role
from records.shown import settle_shown, spread_shown

TAKES_TWO = _(
    "To show it to more people takes a second person: leave this as it was, save, and choose “Ask to show it more widely”."
)
RAISE_FIRST = _(
    "Give it that level of its own in the same save, then choose “Ask to show it more widely”: a second person decides."
)


class ShownTooWidely(Exception):
    """The save of `record` would show it to more people than before, which takes the decision of a second person."""

    def __init__(self, record):
        self.record = record
        super().__init__(
            f"{record._meta.verbose_name} {record.public_id} would be shown to more people than before. "
            "Keep its level and embargo, and ask for the change with records.lowering.ask."
        )


class Kept(Audited):
    """A row of the record. It is shown to whoever may see all the rows named in `hangs_on`."""

    has_level = False
    # Whose work it is to enter such rows.
    entered_by = Role.ANALYST
    # Names of foreign keys: this row is never shown to a reader who may not see what they point to.
    hangs_on = ()

    # A model with a name of its own says where its names stand (paths to its own and to further names, "" and "names__").
    named_by = ()
    # A further name of a record says which foreign key leads to it.
    names_its = ""
    # Names of texts that are in the row's own `language`; any other may be in any.
    in_its_language = ()
    # Fields that nobody fills in and that say something of another: {"text": ("page_starts",)}. They come back with it.
    comes_back_with = {}

    # Whether two of a kind often share a name, as towns do.
    namesakes_are_usual = False

    objects = KeptQuerySet.as_manager()

    class Meta:
        abstract = True

    def validate_constraints(self, exclude=None):
        """As Django's, constraints on the bounds of a date included: no form shows the bounds themselves.

        A value that is used once is looked for among all rows. A form leaves `beside` out, and looks for its reader.
        """
        exclude = without_bounds(type(self), exclude or ())
        if exclude.isdisjoint({BESIDE, *used_once(type(self))}):
            stand_beside(self, max(Level))
        super().validate_constraints(exclude=exclude)

    def _get_unique_checks(self, exclude=None, include_meta_constraints=False):
        # Rows of one page are compared with one another by the number, too, that parts them in the database.
        return super()._get_unique_checks({*(exclude or ())} - {BESIDE}, include_meta_constraints)


class Detail(Kept):
    """A row that lives and dies with the record it describes: a name, an identifier, a deadline."""

    class Meta:
        abstract = True


class Reference(Guarded, Kept):
    """An entry of shared reference data that every reader may see: a theme of a codebook, a publisher."""

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        abstract = True


class Record(Guarded, Kept):
    """A row with a level of its own, guarded against lost edits.

    `shown_level` and `shown_from` are the level and embargo in effect: the strictest of the record's own and of those
    it hangs on. They are kept in the row because every list asks for them.
    """

    has_level = True

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    level = models.PositiveSmallIntegerField(
        _("level"),
        choices=Level,
        default=Level.RESTRICTED,
        help_text=_(
            "Who may see this. New records are restricted: nothing becomes public by accident. A record is never shown "
            "below the level of what it hangs on, so a public commitment of a restricted statement stays restricted."
        ),
    )
    embargo_until = models.DateTimeField(
        _("embargo until"),
        null=True,
        blank=True,
        help_text=_("Hidden from everyone outside the admin until this moment (UTC). Leave empty for no embargo."),
    )
    shown_level = models.PositiveSmallIntegerField(default=Level.RESTRICTED, choices=Level, editable=False)
    shown_from = models.DateTimeField(default=ALWAYS, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, update_fields=None, is_lowered=False, **kwargs):
        """Store the next revision; StaleRevision if the row moved on since it was read.

        ShownTooWidely if more people would see the row than before, unless `is_lowered` says that a second person has
        decided so; only `records.lowering` says it.
        """
        is_new = self._state.adding
        was = {name: self.as_stored.get(name) for name in LEVEL_FIELDS}
        with writing():
            moved = self.settle_shown()
            if update_fields is not None:
                kept = {"shown_level", "shown_from", "changed_at"}
                update_fields = with_bounds(type(self), {*update_fields, *kept})
            provided = None if is_new or is_lowered else self.shown_no_wider()
            if not super().save(*args, update_fields=update_fields, provided=provided, **kwargs):
                raise ShownTooWidely(self)
            if not is_new:
                spread = spread_shown(type(self), [self.pk]) if moved else 0
                level_changed(self, was, spread)

    def shown_no_wider(self):
        """The condition on the stored row that this one, its level in effect settled, is shown to no more people."""
        own_embargo = self.embargo_until or ALWAYS
        over = Q(embargo_until__isnull=True) | Q(embargo_until__lte=Now()) | Q(embargo_until__lte=own_embargo)
        in_effect = Q(shown_from__lte=Now()) | Q(shown_from__lte=self.shown_from)
        return over & in_effect & Q(level__lte=self.level, shown_level__lte=self.shown_level)

    def refuse_wider(self):
        """ValidationError, with the field and the remedy, when a save would show the row to more people than before."""
        if self._state.adding:
            return
        stored = type(self)._base_manager.filter(pk=self.pk)
        shown = self.shown_level, self.shown_from
        self.settle_shown()
        is_wider = not stored.filter(self.shown_no_wider()).exists()
        self.shown_level, self.shown_from = shown
        was = stored.first()
        if not (is_wider and was):
            return
        if self.level < was.level:
            raise ValidationError({"level": _("It is %s. %s") % (was.get_level_display(), TAKES_TWO)})
        if (self.embargo_until or ALWAYS) < (was.embargo_until or ALWAYS):
            until = f"{was.embargo_until:%Y-%m-%d %H:%M} UTC"
            raise ValidationError({"embargo_until": _("It is embargoed until %s. %s") % (until, TAKES_TWO)})
        raise ValidationError(
            _("What you chose would show this %(kind)s to more people than the %(shown)s readers it has now. %(two)s")
            % {"kind": self._meta.verbose_name, "shown": was.get_shown_level_display(), "two": RAISE_FIRST}
        )

    def refuse_lowering(self):
        """ValidationError when it must never be shown more widely; a kind of record that has a reason says it here."""

    def settle_shown(self):
        """Set the level and embargo in effect from the record's own and from what it hangs on; True if they moved."""
        before = self.shown_level, self.shown_from
        settle_shown(type(self), [self])
        return (self.shown_level, self.shown_from) != before

    @property
    def is_held_back(self):
        """Whether something it hangs on keeps the record from being shown at its own level."""
        return self.shown_level > self.level or self.shown_from > (self.embargo_until or ALWAYS)
