"""The queue of parties and places that imports entered: each is told to be one on record, or to be new."""

from dataclasses import asdict

from django.contrib import messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.forms import ModelChoiceField
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from records.admin.next_steps import next_page
from records.admin.refusals import REFUSALS, refusal_sentence
from records.admin.revision import read_revision, signed_revision
from records.admin.sent_rows import is_key
from records.levels import AFTER_EVERY_EMBARGO
from records.models import ImportRun, StaleRevision
from talks.matching import likely_parties, likely_places
from talks.merging import Merging, merge, take_back
from talks.models import Party, Place

ON_A_PAGE = 20
LIKELY = {Party: likely_parties, Place: likely_places}
# How long, in seconds, the last merging of a person can be taken back.
TAKEN_BACK_WITHIN = 60 * 60
KEEP, LATER, OTHER = "keep", "", "other"


class MatchingPages:
    """For the admin of what imports bring: the queue, and what the page of a merged one says."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_matching"
        return [path("matching/", self.admin_site.admin_view(self.matching_view), name=name), *super().get_urls()]

    def get_search_results(self, request, queryset, search_term):
        # The list, and the boxes in which one is found by typing; a merged one has a page all the same.
        return super().get_search_results(request, queryset.listed(), search_term)

    def next_steps(self, request, record):
        steps = super().next_steps(request, record)
        return [(gettext("Match it"), self.address("matching")), *steps] if record.is_unreviewed else steps

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None and obj.merged_into_id:
            context["moved_to"] = self.get_queryset(request).filter(pk=obj.merged_into_id).first()
            context["is_merged"] = True
        return super().render_change_form(request, context, add, change, form_url, obj)

    def matching_view(self, request):
        """Everything that waits, with what it may be; sent back, what was decided of each."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            if request.POST.get("action") == "take-back":
                self.take_last_back(request)
            else:
                self.decide(request)
            return HttpResponseRedirect(self.address("matching"))
        waiting = self.get_queryset(request).unreviewed().select_related("brought_by").order_by("pk")
        page = Paginator(waiting, ON_A_PAGE).get_page(request.GET.get("page"))
        rows = list(page.object_list)
        likely = LIKELY[self.model](rows, request.user)
        releases = seen_releases(rows, request.user)
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Match %s") % self.opts.verbose_name_plural,
            "opts": self.opts,
            "media": self.media,
            "page_obj": page,
            "rows": [
                {
                    "record": row,
                    "release": releases.get(row.brought_by_id),
                    "likely": likely[row.pk],
                    "revision": signed_revision(row),
                    "other": self.box_for_another(row),
                }
                for row in rows
            ],
            "last": self.last_merging(request),
            "around": [
                (reverse(f"admin:talks_{kind._meta.model_name}_matching"), kind._meta.verbose_name_plural)
                for kind in LIKELY
            ],
        }
        return TemplateResponse(request, "admin/talks/matching.html", context)

    def box_for_another(self, row):
        """The box in which any other record is found by typing."""
        link = self.model._meta.get_field("merged_into")
        field = ModelChoiceField(
            self.model.objects.none(), required=False, widget=AutocompleteSelect(link, self.admin_site)
        )
        return field.widget.render(
            f"other-{row.pk}", None, {"id": f"other-{row.pk}", "aria-labelledby": f"name-{row.pk}"}
        )

    def decide(self, request):
        """Do what was decided of each row that was sent, and say how many."""
        kept = merged = 0
        for name, decision in request.POST.items():
            key = name.removeprefix("decision-")
            chosen = request.POST.get(f"other-{key}", "")
            if name == key or not is_key(key) or (decision == LATER and not chosen):
                continue
            row = self.get_queryset(request).unreviewed().filter(pk=key).first()
            if row is None:
                self.tell(request, gettext("One of them was decided on by someone else meanwhile."))
            elif read_revision(request.POST.get(f"revision-{key}"), row) != row.revision:
                self.tell(request, gettext("“%s” was changed after you opened the page. Look at it again.") % row)
            elif decision == LATER:
                self.tell(
                    request, gettext("You chose what “%s” is: pick “It is another one” too, and send it again.") % row
                )
            elif decision == KEEP:
                kept += self.is_done(request, lambda row=row: self.keep(request, row))
            else:
                sent = chosen if decision == OTHER else decision
                merged += self.is_done(request, lambda row=row, sent=sent: self.merge(request, row, sent))
        if kept:
            sentence = ngettext("%d is kept as a new one.", "%d are kept as new ones.", kept)
            self.message_user(request, sentence % kept, messages.SUCCESS)
        if merged:
            sentence = ngettext("%d is merged.", "%d are merged.", merged)
            self.message_user(request, sentence % merged, messages.SUCCESS)

    def is_done(self, request, act):
        """Whether `act()` came to pass; if not, the reason is told."""
        try:
            act()
        except ValidationError as error:
            self.tell(request, " ".join(error.messages))
        except StaleRevision as stale:
            sentence = gettext("“%s” was changed by someone else meanwhile. Look at it again.")
            self.tell(request, sentence % stale.record)
        except REFUSALS as error:
            self.tell(request, refusal_sentence(error, [self.model]))
        else:
            return True
        return False

    def tell(self, request, sentence):
        self.message_user(request, sentence, messages.WARNING)

    def keep(self, request, row):
        """Take `row` for a record of its own."""
        row.reviewed_at, row.changed_by = timezone.now(), request.user
        row.save(update_fields=["reviewed_at", "changed_by"])
        self.log_change(request, row, [{"changed": {"fields": ["reviewed"]}}])

    def merge(self, request, row, key):
        """Merge `row` into the record of the `key` that was sent."""
        other = self.get_queryset(request).listed().filter(pk=key).first() if is_key(key) else None
        if other is None:
            raise ValidationError(gettext("Say which one “%s” is: choose it in the box beside.") % row)
        done = merge(row, other, person=request.user, now=timezone.now())
        self.log_change(request, row, [{"changed": {"fields": ["merged into"]}}])
        cache.set(last_of(request.user), asdict(done), TAKEN_BACK_WITHIN)

    def last_merging(self, request):
        """Pairs (record merged, record it went into) of what this person merged last and may take back; None without one."""
        stored = cache.get(last_of(request.user))
        if not stored or stored["kind"] != self.model._meta.label or stored["moved"] is None:
            return None
        found = self.get_queryset(request).in_bulk([stored["merged"], stored["into"]])
        return (found[stored["merged"]], found[stored["into"]]) if len(found) == 2 else None

    def take_last_back(self, request):
        stored = cache.get(last_of(request.user))
        if not stored or stored["kind"] != self.model._meta.label:
            self.tell(request, gettext("There is no merging of yours of the last hour to take back."))
            return
        if self.is_done(request, lambda: take_back(Merging(**stored), person=request.user)):
            cache.delete(last_of(request.user))
            self.message_user(request, gettext("It is taken back, and waits again."), messages.SUCCESS)


def last_of(person):
    """Where the last merging of `person` is remembered."""
    return f"merging:{person.pk}"


def seen_releases(rows, reader):
    """{key: Release} of the releases that `rows` came with, as far as `reader` sees them."""
    kind = ImportRun._meta.get_field("release").related_model
    return kind.objects.visible_to(reader, AFTER_EVERY_EMBARGO).in_bulk({row.brought_by_id for row in rows})


def waiting_words(run, reader):
    """“12 parties and 340 places wait to be matched”, of those that `reader` sees."""
    number = [kind.objects.visible_to(reader, AFTER_EVERY_EMBARGO).unreviewed().count() for kind in LIKELY]
    if not any(number):
        return gettext("Look at what imports brought: nothing waits to be matched")
    parties = ngettext("%d party", "%d parties", number[0]) % number[0]
    places = ngettext("%d place", "%d places", number[1]) % number[1]
    return gettext("%(parties)s and %(places)s wait to be matched") % {"parties": parties, "places": places}


next_page(
    after=ImportRun,
    room="talks",
    label=waiting_words,
    address=lambda run: reverse("admin:talks_party_matching"),
)
