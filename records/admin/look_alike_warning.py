"""What looks like a record there is already: the editor is shown that record, and confirms that this is another."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records.levels import AFTER_EVERY_EMBARGO
from records.look_alikes import letters_of_other_scripts, look_alikes

# The box at the top of the page by which an editor confirms.
CONFIRMED = "confirms-look-alikes"
SHOWN = 3


class LookAlikeWarning:
    """For a form on a kept row. `looks_like` are the records that what was entered was taken for.

    Names are compared here; a form on what has another likeness says so in `likenesses`, and in `confirmation` what
    ticking the box says.
    """

    looks_like = ()
    confirmation = gettext_lazy("I have looked: the name looks like another one, and is a name of its own.")

    def warn_of_look_alikes(self):
        """Refuse, until the editor confirms, what looks like another record."""
        found = list(self.likenesses())
        self.looks_like = [record for _name, record, _sentence in found]
        if self.data.get(CONFIRMED):
            return
        for name, _record, said in found:
            self.add_error(name if name in self.fields else None, said)

    def likenesses(self):
        """Yield (name of a field, record, sentence) for each record that what was entered there looks like."""
        model = self._meta.model
        has_names = getattr(model, "named_by", ()) or getattr(model, "names_its", "")
        if not has_names or "name" not in self.changed_data or "name" in self.errors:
            return
        for record in look_alikes(self.instance, self.reader, AFTER_EVERY_EMBARGO)[:SHOWN]:
            yield "name", record, sentence(self.instance.name, record)


def link_to(record):
    """The name of `record`, linked to its page in the admin."""
    address = reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])
    return format_html('<a href="{}">“{}”</a>', address, record)


def sentence(name, record):
    """What an editor is told who enters `name` while `record` looks the same."""
    foreign = letters_of_other_scripts(name)
    return format_html(
        _(
            "This looks like the {} {} that is on record{} If it is another one, say so at the top of the page and save again."
        ),
        record._meta.verbose_name,
        link_to(record),
        format_html(_(", with other letters: {}."), ", ".join(foreign)) if foreign else ".",
    )
