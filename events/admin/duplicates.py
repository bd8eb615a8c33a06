"""An event that may be on record already: the editor is shown that one before theirs is saved."""

from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.duplicates import likely_duplicates
from records.admin.forms import PageForm
from records.admin.look_alike_warning import link_to
from records.admin.sent_rows import is_key, rows_of
from records.levels import AFTER_EVERY_EMBARGO


class EventForm(PageForm):
    """An event, compared with those on record before it is saved; one that is stored, when its day or place changes."""

    confirmation = _("It is another event: save it.")
    TELLING = {"happened_on", "place"}

    def likenesses(self):
        yield from super().likenesses()
        telling = self.TELLING if self.is_stored else {"title", *self.TELLING}
        if telling.isdisjoint(self.changed_data) or not telling.isdisjoint(self.errors):
            return
        for candidate in likely_duplicates(self.instance, self.parties_sent(), self.reader, AFTER_EVERY_EMBARGO):
            said = gettext(
                "This may be {}, which is on record: {}. If it is another event, say so at the top of the page and save again."
            )
            yield "title", candidate.event, format_html(said, link_to(candidate.event), ", ".join(candidate.reasons))

    def parties_sent(self):
        """The keys of the parties in the rows that were sent with the page."""
        rows = (f"event_parties-{number}" for number in rows_of(self.data, "event_parties"))
        sent = (self.data.get(f"{row}-party", "") for row in rows if not self.data.get(f"{row}-DELETE"))
        return [int(key) for key in sent if is_key(key)]
