"""What was on record for a brief's readers as of a moment: nothing above their level, nothing later."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, OuterRef, Prefetch, Q

from briefs.scope import Scope
from events.models import Event, EventParty, Figure, Question, Report
from statements.models import Clause, Commitment, Deadline, Passage, Signature, Statement, StatementLink, Version
from statements.standing import standing
from talks.models import Naming, Participation, Party, Person, Round
from tracking.coded import outcome
from tracking.models import Assessment, DoubleCoding, Evidence


@dataclass(frozen=True)
class Known:
    """The rows a brief may use. `as_of` is a moment in UTC; what is dated by the day counts to the end of that day."""

    scope: Scope
    as_of: dt.datetime

    @property
    def reader(self):
        return self.scope.level

    @property
    def day(self):
        return self.as_of.date()

    def visible(self, model):
        """The rows of `model` that the brief's readers may see."""
        return model.objects.visible_to(self.reader)

    def sourced(self, rows):
        """Those of `rows` whose source, if it has one with a date, had come out."""
        return rows.filter(Q(source__published_on_latest__isnull=True) | Q(source__published_on_latest__lte=self.day))

    @cached_property
    def rounds(self):
        """Rounds in scope that had opened, the first one first."""
        rounds = self.visible(Round).filter(process=self.scope.process).held_by(self.day)
        if self.scope.rounds:
            rounds = rounds.filter(pk__in=self.scope.rounds)
        elif self.scope.statements:
            said = self.visible(Statement).filter(pk__in=self.scope.statements)
            rounds = rounds.filter(pk__in=said.order_by().values("round"))
        participations = self.visible(Participation).select_related("party", "head")
        return list(
            rounds.order_by("opened_on_earliest", "pk")
            .select_related("place", "source__publisher")
            .prefetch_related(
                Prefetch("participations", participations.order_by("pk"), to_attr="known_participations"),
                Prefetch("known_participations__delegates", self.visible(Person).order_by("name")),
                Prefetch(
                    "namings",
                    self.sourced(self.visible(Naming)).select_related("source__publisher").order_by("pk"),
                    to_attr="known_namings",
                ),
            )
        )

    @cached_property
    def statements(self):
        """Statements in scope that had been issued, the first one first, with their texts."""
        statements = self.visible(Statement).filter(process=self.scope.process).issued_by_day(self.day)
        if self.scope.statements:
            statements = statements.filter(pk__in=self.scope.statements)
        elif self.scope.rounds:
            statements = statements.filter(round__in=self.scope.rounds)
        passages = self.visible(Passage).select_related("clause", "commitment").order_by("start", "-end", "pk")
        # A draft may still differ from what is printed.
        versions = self.sourced(self.visible(Version)).filter(is_verbatim=True)
        versions = versions.select_related("source__publisher").order_by("pk")
        found = list(
            statements.order_by("issued_on_latest", "pk")
            .select_related("round")
            .prefetch_related(
                Prefetch("versions", versions, to_attr="known_versions"),
                Prefetch("known_versions__passages", passages, to_attr="known_passages"),
                Prefetch("clauses", self.visible(Clause).order_by("position", "pk"), to_attr="known_clauses"),
                Prefetch(
                    "signatures", self.visible(Signature).select_related("party", "person"), to_attr="known_signatures"
                ),
                Prefetch("links", self.visible(StatementLink).select_related("earlier"), to_attr="known_links"),
                Prefetch("linked_from", self.later_links, to_attr="known_later_links"),
            )
        )
        for statement in found:
            statement.known_versions = standing(statement.known_versions, self.reader)
        return found

    @property
    def later_links(self):
        """What statements that had been issued do to others, the first one first."""
        issued = self.visible(StatementLink).filter(statement__issued_on_latest__lte=self.day)
        return issued.select_related("statement").order_by("statement__issued_on_latest", "pk")

    @cached_property
    def commitments(self):
        """Commitments of those statements, in the order of their points, narrowed to the brief's parties and themes."""
        commitments = self.visible(Commitment).filter(clause__statement__in=[row.pk for row in self.statements])
        if self.scope.parties:
            # Not by a party that the brief's readers may not see: which commitments are left would tell whom it binds.
            bound = self.visible(Party).filter(pk__in=self.scope.parties)
            commitments = commitments.filter(obligors__in=bound).distinct()
        if self.scope.commitments:
            commitments = commitments.filter(pk__in=self.scope.commitments)
        if self.scope.themes:
            commitments = commitments.filter(themes__in=self.scope.themes).distinct()
        deadlines = self.visible(Deadline).set_by_day(self.day).in_order()
        parties = self.visible(Party).order_by("name")
        found = list(
            commitments.select_related("clause__statement").prefetch_related(
                Prefetch("obligors", parties, to_attr="known_obligors"),
                Prefetch("beneficiaries", parties, to_attr="known_beneficiaries"),
                Prefetch("themes", to_attr="known_themes"),
                Prefetch("deadlines", deadlines.select_related("amended_by"), to_attr="known_deadlines"),
            )
        )
        order = {statement.pk: place for place, statement in enumerate(self.statements)}
        return sorted(
            found, key=lambda row: (order[row.clause.statement_id], row.clause.position, row.clause_id, row.pk)
        )

    @cached_property
    def earlier(self):
        """Which earlier commitment, issued by then, each of those repeats: {commitment key: Commitment}."""
        keys = {row.repeats_id for row in self.commitments} - {None}
        issued = self.visible(Commitment).filter(clause__statement__issued_on_latest__lte=self.day)
        found = issued.select_related("clause__statement").in_bulk(keys) if keys else {}
        return {row.pk: found[row.repeats_id] for row in self.commitments if row.repeats_id in found}

    @cached_property
    def events(self):
        """Events that confirmed evidence sets beside those commitments and that had been reported, the first one first."""
        events = self.visible(Event).happened_by(self.day)
        if self.scope.opens_on:
            events = events.filter(happened_on_latest__gte=self.scope.opens_on)
        if self.scope.closes_on:
            events = events.filter(happened_on_earliest__lte=self.scope.closes_on)
        evidence = self.visible(Evidence).confirmed().filter(commitment__in=[row.pk for row in self.commitments])
        reports = self.visible(Report).filter(event=OuterRef("pk"))
        # An event that is on record only through later reports was not known yet.
        told = Exists(reports.made_by_day(self.day).order_by()) | ~Exists(reports.order_by())
        return list(
            events.filter(told, Exists(evidence.filter(event=OuterRef("pk")).order_by()))
            .select_related("place")
            .prefetch_related(
                Prefetch("reports", self.reports, to_attr="known_reports"),
                Prefetch("event_parties", self.visible(EventParty).select_related("party"), to_attr="known_parties"),
            )
            .order_by("happened_on_latest", "happened_on_earliest", "pk")
        )

    @property
    def reports(self):
        """Reports that had been made, the first one first."""
        made = self.visible(Report).made_by_day(self.day)
        people = ("claimant_party", "claimant_person", "source__publisher")
        return made.select_related(*people).order_by("made_on_latest", "pk")

    @cached_property
    def evidence(self):
        """Confirmed evidence that sets those events beside those commitments: {commitment key: [evidence]}."""
        found = {}
        known_events = {event.pk: place for place, event in enumerate(self.events)}
        rows = self.visible(Evidence).confirmed().filter(commitment__in=[row.pk for row in self.commitments])
        for row in rows.filter(event__in=known_events).select_related("conduct_of"):
            found.setdefault(row.commitment_id, []).append(row)
        for rows in found.values():
            rows.sort(key=lambda row: (known_events[row.event_id], row.pk))
        return found

    @cached_property
    def assessments(self):
        """Published assessments by the moment: {commitment key: [assessment]}, the newest first.

        Those of what the commitments repeat are among them.
        """
        found = {}
        judged = [row.pk for row in (*self.commitments, *self.earlier.values())]
        rows = self.visible(Assessment).in_force(self.as_of).filter(commitment__in=judged)
        for row in rows.prefetch_related(Prefetch("evidence", self.visible(Evidence).confirmed())):
            found.setdefault(row.commitment_id, []).append(row)
        return found

    @cached_property
    def codings(self):
        """Pairs (double coding, its Outcome) of those on the process that had ended, over the commitments said by then."""
        found = []
        ended = self.visible(DoubleCoding).filter(process=self.scope.process, ended_at__lte=self.as_of)
        for coding in ended.order_by("ended_at", "pk"):
            said = self.visible(Commitment).filter(double_codings=coding)
            said = list(said.filter(clause__statement__issued_on_latest__lte=self.day).order_by("pk"))
            if said:
                found.append((coding, outcome(coding, said, self.reader, at=None, settled_by=self.as_of)))
        return found

    @cached_property
    def questions(self):
        """Questions on the process that somebody had answered, each with its `known_figures`."""
        dated = Q(stated_on_latest__lte=self.day) | Q(stated_on_latest__isnull=True, stated_on_earliest__lte=self.day)
        undated = Q(stated_on_latest__isnull=True, stated_on_earliest__isnull=True)
        figures = self.sourced(self.visible(Figure)).filter(
            dated | undated & Q(source__published_on_latest__lte=self.day)
        )
        figures = figures.select_related("claimant_party", "claimant_person", "source__publisher")
        questions = self.visible(Question).filter(process=self.scope.process).order_by("pk")
        questions = questions.prefetch_related(
            Prefetch("figures", figures.order_by("stated_on_latest", "pk"), to_attr="known_figures")
        )
        return [question for question in questions if question.known_figures]
