"""Pages on processes and rounds."""

from django.db.models import Case, Count, Prefetch, When, prefetch_related_objects
from django.http import JsonResponse
from django.views import View

from records.filters import LONGEST_SEARCH
from records.pages import RecordDetail, RecordList
from talks.filters import ProcessFilter, RoundFilter
from talks.models import Naming, Participation, Person, Process, Round
from talks.reaching import parties_named, places_named


class Names(View):
    """Names of records that the reader may see, to choose from while one types: at most FIRST, those that begin so first."""

    http_method_names = ("get", "head", "options")
    FIRST, LEAST_TYPED = 12, 2

    def get(self, request):
        typed = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH]
        names = []
        if len(typed) >= self.LEAST_TYPED:
            begins = Case(When(name__istartswith=typed, then=0), default=1)
            rows = self.named(typed, request.user).order_by(begins, "name", "pk").values_list("name", flat=True)
            names = list(dict.fromkeys(rows[: self.FIRST]))
        return JsonResponse({"names": names})


class PartyNames(Names):
    """Names of parties."""

    named = staticmethod(parties_named)


class PlaceNames(Names):
    """Names of places."""

    named = staticmethod(places_named)


def negotiators(reader):
    """What reads the parties that negotiate, host or attend, in the order of entry, into `known_participations`."""
    shown = Participation.objects.visible_to(reader).select_related("party").order_by("pk")
    shown = shown.only("round", "role", "party__name", "party__short_name")
    return Prefetch("participations", shown, to_attr="known_participations")


class ProcessList(RecordList):
    """Runs of talks."""

    model = Process
    filterset_class = ProcessFilter
    columns = (
        ("public_id", lambda row: row.public_id),
        ("name", lambda row: row.name),
        ("conflict", lambda row: row.conflict),
        ("countries", lambda row: " ".join(country.code for country in row.countries)),
        ("opened_on", lambda row: row.opened_on and row.opened_on.edtf),
        ("closed_on", lambda row: row.closed_on and row.closed_on.edtf),
    )

    def dress(self, rows):
        shown = Round.objects.visible_to(self.request.user).filter(process__in=rows).order_by()
        numbers = dict(shown.values_list("process").annotate(Count("pk")))
        for process in rows:
            process.round_count = numbers.get(process.pk, 0)
        return rows


class ProcessDetail(RecordDetail):
    """One run of talks with its rounds."""

    model = Process

    def get_context_data(self, **kwargs):
        rounds = self.object.rounds.visible_to(self.request.user).select_related("place")
        return super().get_context_data(rounds=rounds.order_by("opened_on_earliest", "pk"), **kwargs)


class RoundList(RecordList):
    """Rounds, the latest first."""

    model = Round
    filterset_class = RoundFilter
    columns = (
        ("public_id", lambda row: row.public_id),
        ("name", lambda row: row.name),
        ("process", lambda row: row.process.name),
        ("number", lambda row: row.number),
        ("format", lambda row: row.format),
        ("status", lambda row: row.status),
        ("place", lambda row: row.place),
        ("opened_on", lambda row: row.opened_on and row.opened_on.edtf),
        ("closed_on", lambda row: row.closed_on and row.closed_on.edtf),
        ("parties", lambda row: "; ".join(f"{part.party} ({part.role})" for part in row.known_participations)),
    )

    def rows(self, visible):
        shown = visible.select_related("process", "place").only(
            *("public_id", "name", "number", "format", "status", "opened_on", "closed_on"),
            *("process__public_id", "process__name", "place__name", "place__admin1"),
        )
        return shown.order_by("-opened_on_latest", "-pk")

    def dress(self, rows):
        prefetch_related_objects(rows, negotiators(self.request.user))
        return rows


class RoundDetail(RecordDetail):
    """One round: who took part in which role, named how by whom, and what came of it."""

    model = Round

    def rows(self, visible):
        return visible.select_related("process", "place", "source__publisher")

    def get_context_data(self, **kwargs):
        reader, held = self.request.user, self.object
        delegates = Prefetch("delegates", Person.objects.visible_to(reader), to_attr="known_delegates")
        participations = Participation.objects.visible_to(reader).filter(round=held).select_related("party", "head")
        namings = Naming.objects.visible_to(reader).filter(round=held).select_related("party", "source__publisher")
        others = Round.objects.visible_to(reader).filter(process=held.process_id).exclude(pk=held.pk)
        return super().get_context_data(
            participations=participations.prefetch_related(delegates).order_by("pk"),
            namings=namings.order_by("party__name", "pk"),
            others=others.select_related("place").order_by("opened_on_earliest", "pk"),
            **kwargs,
        )
