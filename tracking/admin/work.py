"""The desk: one page that says what to do next, with the first rows of each kind of work and a page of all of them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from records.capped import AtLeast, capped, counted
from records.levels import AFTER_EVERY_EMBARGO, level_beneath
from records.pages import CountedOnce, counted_once
from tracking import desk
from tracking.deadlines import with_deadline_state
from tracking.flags import causes
from tracking.models import Evidence
from tracking.waiting import commitments_waiting, with_commitments

FIRST, ON_A_PAGE = 10, 50


@dataclass(frozen=True)
class Row:
    """One piece of work: the record's `name`, the `address` of the page on which it is done, and what to know of it."""

    name: str
    address: str
    about: str


@dataclass(frozen=True)
class Section:
    """One kind of work. `rows` are found by tracking/desk.py for a person and a day, and counted by `counting`.

    `told` makes the Rows of a list of them. `needs` is the permission without which the work is not one's own. `whole` is
    the name of the page that has all of them, where there is one of another kind.
    """

    slug: str
    title: str
    hint: str
    glad: str
    needs: str
    rows: Callable
    told: Callable
    counting: Callable | None = None
    whole: str = ""

    @property
    def url_name(self):
        return f"desk_{self.slug}"

    @property
    def address(self):
        return reverse(self.whole or f"admin:{self.url_name}")

    def number(self, person, on):
        """How many there are, counted up to 10,000; a large number may be up to a minute old."""
        rows = (self.counting or self.rows)(person, on)
        return counted_once([rows.order_by()], lambda: capped(counted(rows)))

    def first(self, person, on):
        return self.told(list(self.rows(person, on)[:FIRST]), person, on)


def page_of(record):
    meta = record._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[record.pk])


def overdue_rows(deadlines, person, on):
    commitments = [row.commitment for row in deadlines]
    with_deadline_state(commitments, person, on, AFTER_EVERY_EMBARGO)
    return [Row(str(one), assessing(one), one.deadline_state.sentence) for one in commitments]


def assessing(commitment):
    """The address of the empty form for an assessment of `commitment`."""
    given = {"commitment": commitment.pk, "level": level_beneath(commitment.level).value}
    return f"{reverse('admin:tracking_assessment_add')}?{urlencode(given)}"


def suggested_rows(found, person, on):
    return [
        Row(
            str(one["commitment"]),
            reverse("admin:tracking_evidence_for_commitment", args=[one["commitment"].pk]),
            ngettext("%d suggestion", "%d suggestions", one["number"]) % one["number"],
        )
        for one in with_commitments(found, person)
    ]


def contested_rows(events, person, on):
    evidence = Evidence.objects.visible_to(person, AFTER_EVERY_EMBARGO).confirmed().filter(event__in=events)
    borne_on = {}
    for one in evidence.select_related("commitment").order_by("commitment", "pk"):
        borne_on.setdefault(one.event_id, []).append(str(one.commitment))
    return [
        Row(event.title, page_of(event), gettext("bears on: %s") % "; ".join(borne_on.get(event.pk, ())))
        for event in events
    ]


def flagged_rows(assessments, person, on):
    found = causes(assessments, person, AFTER_EVERY_EMBARGO)
    return [Row(str(one), page_of(one), " ".join(cause.sentence for cause in one.causes)) for one in found]


def assessment_rows(assessments, person, on):
    return [
        Row(
            str(one),
            page_of(one),
            gettext("as of %(day)s, by %(person)s")
            % {"day": f"{one.as_of:%Y-%m-%d}", "person": one.assessor or one.assessor_label or "–"},
        )
        for one in assessments
    ]


def brought_rows(queue, records, person, on):
    """`queue` is the name of the page on which they are matched; there each stands under its own heading."""
    address = reverse(queue)
    return [Row(str(one), f"{address}#name-{one.pk}", one.get_kind_display()) for one in records]


def whatever_day(question):
    return lambda person, on: question(person)


SECTIONS = (
    Section(
        slug="overdue",
        title=_("Overdue and not assessed since"),
        hint=_("Their day has passed, and no published assessment speaks for it. Each opens an empty assessment."),
        glad=_("Nothing overdue waits for an assessment."),
        needs="tracking.add_assessment",
        rows=desk.overdue,
        told=overdue_rows,
    ),
    Section(
        slug="suggested",
        title=_("Commitments with suggestions that wait"),
        hint=_("Later events that may bear on them, the likeliest first. None is evidence until you confirm it."),
        glad=_("Every suggestion has been decided about."),
        needs="tracking.add_evidence",
        rows=whatever_day(commitments_waiting),
        told=suggested_rows,
        counting=whatever_day(desk.suggested_for),
        whole="admin:tracking_evidence_waiting",
    ),
    Section(
        slug="moved",
        title=_("Assessments whose evidence moved"),
        hint=_("Something they rely on changed after they were written. Say that they stand, or assess anew."),
        glad=_("What the assessments in force rely on has not moved."),
        needs="tracking.add_assessment",
        rows=whatever_day(desk.moved),
        told=flagged_rows,
    ),
    Section(
        slug="review",
        title=_("Assessments for you to review"),
        hint=_("Others wrote them. You read them and publish them, or say what is missing."),
        glad=_("No assessment waits for your review."),
        needs="tracking.publish_assessment",
        rows=whatever_day(desk.to_review),
        told=assessment_rows,
    ),
    Section(
        slug="drafts",
        title=_("Drafts of assessments"),
        hint=_("Begun and not sent to review, your own first."),
        glad=_("No draft is left unfinished."),
        needs="tracking.change_assessment",
        rows=whatever_day(desk.drafts),
        told=assessment_rows,
    ),
    Section(
        slug="contested",
        title=_("Contested events that bear on commitments"),
        hint=_("Standing reports affirm and deny them. A further report may settle what happened."),
        glad=_("No event that bears on a commitment is contested."),
        needs="events.change_event",
        rows=whatever_day(desk.contested),
        told=contested_rows,
    ),
    Section(
        slug="parties",
        title=_("Parties from imports to match"),
        hint=_("Nothing on record matched their names. Say whether each is new, or one on record."),
        glad=_("Every party that an import brought has been looked at."),
        needs="talks.change_party",
        rows=whatever_day(desk.unmatched_parties),
        told=partial(brought_rows, "admin:talks_party_matching"),
        whole="admin:talks_party_matching",
    ),
    Section(
        slug="places",
        title=_("Places from imports to match"),
        hint=_("Nothing on record matched their names. Say whether each is new, or one on record."),
        glad=_("Every place that an import brought has been looked at."),
        needs="talks.change_place",
        rows=whatever_day(desk.unmatched_places),
        told=partial(brought_rows, "admin:talks_place_matching"),
        whole="admin:talks_place_matching",
    ),
)


def sections_of(person):
    """The sections whose work `person` may do."""
    return [section for section in SECTIONS if person.has_perm(section.needs)]


def desk_urls(site):
    """The URL patterns of the desk on the admin `site`: the page itself, and one of all rows for each section."""
    whole = [
        path(f"desk/{section.slug}/", wrapped(site, section_view, section), name=section.url_name)
        for section in SECTIONS
        if not section.whole
    ]
    return [path("desk/", wrapped(site, desk_view), name="desk"), *whole]


def wrapped(site, view, *args):
    return site.admin_view(require_safe(lambda request: view(site, request, *args)))


def desk_view(site, request):
    """What to do next: each section with its number and its first rows."""
    person, on = request.user, localdate()
    context = {
        **site.each_context(request),
        "title": gettext("Desk"),
        "sections": [
            {"section": section, "number": section.number(person, on), "rows": section.first(person, on)}
            for section in sections_of(person)
        ],
        "last_search": desk.last_search(),
    }
    return TemplateResponse(request, "admin/desk/work.html", context)


def section_view(site, request, section):
    """All rows of one section, on pages."""
    if section not in sections_of(request.user):
        raise PermissionDenied
    person, on = request.user, localdate()
    pages = CountedOnce(section.rows(person, on), ON_A_PAGE)
    pages.count_rows = lambda: section.number(person, on)
    page = pages.get_page(request.GET.get("page"))
    context = {
        **site.each_context(request),
        "title": section.title,
        "section": section,
        "page_obj": page,
        "rows": section.told(list(page.object_list), person, on),
    }
    return TemplateResponse(request, "admin/desk/work_section.html", context)


def numbers_on_the_desk(person):
    """(all that waits on the desk of `person`, [(Section, number)] of the sections that have any)."""
    on = localdate()
    numbers = [(section, section.number(person, on)) for section in sections_of(person)]
    total = sum(number for _section, number in numbers)
    is_more = any(isinstance(number, AtLeast) for _section, number in numbers)
    return AtLeast(total) if is_more else total, [(section, number) for section, number in numbers if number]
