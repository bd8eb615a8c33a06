"""A name that looks like one on record: the editor is shown that record, and confirms that this is another."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from records.levels import AFTER_EVERY_EMBARGO
from records.look_alikes import letters_of_other_scripts, look_alikes

# The box at the top of the page by which an editor confirms.
CONFIRMED = "confirms-look-alikes"
SHOWN = 3


class LookAlikeWarning:
    """For a form on a kept row with a name. `looks_like` are the records that its name was taken for."""

    looks_like = ()

    def warn_of_look_alikes(self):
        """Refuse, until the editor confirms, a new or changed name that looks like that of another record."""
        model = self._meta.model
        has_names = getattr(model, "named_by", ()) or getattr(model, "names_its", "")
        if not has_names or "name" not in self.changed_data or "name" in self.errors:
            return
        self.looks_like = list(look_alikes(self.instance, self.reader, AFTER_EVERY_EMBARGO)[:SHOWN])
        if self.data.get(CONFIRMED):
            return
        for record in self.looks_like:
            self.add_error("name", sentence(self.instance.name, record))


def sentence(name, record):
    """What an editor is told who enters `name` while `record` looks the same."""
    address = reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])
    foreign = letters_of_other_scripts(name)
    return format_html(
        _(
            "This looks like the {} {} that is on record{} If it is another one, say so at the top of the page and save again."
        ),
        record._meta.verbose_name,
        format_html('<a href="{}">“{}”</a>', address, record),
        format_html(_(", with other letters: {}."), ", ".join(foreign)) if foreign else ".",
    )
