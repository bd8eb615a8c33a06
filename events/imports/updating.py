"""Rows that a new release tells otherwise: what it says is taken over, what an analyst changed by hand stays."""

from django.db import connection
from django.utils import timezone

from events.imports.packing import date_of, day_of
from events.imports.rows import SAID, Kept, add_parts, add_reports, parts_of, report_row, said
from events.models import Event, EventParty, Figure, Report
from records.audit.actions import Action
from records.audit.entries import wrote_many
from records.imports import single
from records.imports.bulk import LEVEL, stored_moment
from records.imports.single import settle
from records.imports.touched import by_hand, is_touched, reason
from records.levels import Level
from records.models import ShownTooWidely
from records.shown import settle_rows

FIELDS = ("kind", "title", "account", "happened_on", "place", "deaths_low", "deaths_best", "deaths_high", "clarity")
# Keys asked for in one query: a database takes only so many parameters.
AT_ONCE = 900


def update(changed, release, person, place_keys, parties):
    """Bring the events of `changed`, pairs (key, Packed), to what `release` says of them; the conflicts, as RowFaults.

    In the transaction that is open.
    """
    conflicts = []
    for start in range(0, len(changed), AT_ONCE):
        part = dict(changed[start : start + AT_ONCE])
        with_care = touched(list(part))
        update_untouched(
            {key: row for key, row in part.items() if key not in with_care}, release, person, place_keys, parties
        )
        for key in sorted(with_care):
            conflicts += update_event(key, part[key], release, person, place_keys, parties)
    return conflicts


def touched(keys):
    """Those of the events `keys` that somebody saved, or whose parties or reports somebody did, or that something holds back."""
    found = set(Event.history.filter(id__in=keys).values_list("id", flat=True))
    found.update(EventParty.history.filter(event__in=keys).values_list("event", flat=True))
    found.update(Report.history.filter(event__in=keys).values_list("event", flat=True))
    # What is held above its own level may be shown to more people by a change of place, which is decided one by one.
    found.update(Event._base_manager.filter(pk__in=keys, shown_level__gt=LEVEL).values_list("pk", flat=True))
    reports = Report._base_manager.filter(event__in=keys)
    found.update(Figure._base_manager.filter(report__in=reports).values_list("report__event", flat=True))
    return found


def update_untouched(rows, release, person, place_keys, parties):
    """As `update`, for {key: Packed} of events that nobody has edited; no history is written, as when they were added."""
    if not rows:
        return
    now, who = stored_moment(timezone.now()), person and person.pk
    values = [
        (*said(row, row.place and place_keys[row.place]), row.digest, release.pk, now, who, key)
        for key, row in rows.items()
    ]
    columns = [Event._meta.get_field(name.removesuffix("_id")).column for name in SAID]
    columns += ["digest", "release_id", "changed_at", "changed_by_id"]
    assigned = ", ".join(f"{column} = %s" for column in columns)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE events_event SET {assigned}, withdrawn_in_id = NULL, revision = revision + 1 "  # noqa: S608 - our own
            "WHERE id = %s",
            values,
        )
    wrote_many(Action.CHANGED, Event, list(rows), fields=[*FIELDS, "release", "withdrawn_in"])
    settle_rows(Event, list(rows))
    renew_parts(rows, parties)
    renew_reports(rows, release, person)


def renew_parts(rows, parties):
    stored, added, gone = {}, [], []
    parts = EventParty._base_manager.filter(event__in=list(rows))
    for key, event, *part in parts.values_list("pk", "event", "party", "role"):
        stored.setdefault(event, {})[tuple(part)] = key
    for event, row in rows.items():
        told, known = parts_of(event, row, parties, day_of(row.latest or row.earliest)), stored.get(event, {})
        added += [values for part, values in told.items() if part not in known]
        gone += [key for part, key in known.items() if part not in told]
    take_away(EventParty, gone)
    add_parts(added)


def renew_reports(rows, release, person):
    stored, added, gone, cited = {}, [], [], []
    reports = Report._base_manager.filter(event__in=list(rows))
    for key, event, label, as_cited in reports.values_list("pk", "event", "claimant_label", "as_cited"):
        stored.setdefault(event, {})[label] = key, as_cited
    shown = {
        key: pair
        for key, *pair in Event._base_manager.filter(pk__in=list(rows)).values_list("pk", "shown_level", "shown_from")
    }
    kept = Kept(release, person)
    for event, row in rows.items():
        told, known = {claimed.label: claimed for claimed in row.reports}, stored.get(event, {})
        values = kept.below([shown[event]])
        for label, claimed in told.items():
            if label not in known:
                added.append(report_row(event, claimed, values, release))
            elif known[label][1] != claimed.as_cited:
                cited.append((claimed.as_cited, release.pk, known[label][0]))
        gone += [key for label, (key, _as_cited) in known.items() if label not in told]
    take_away(Report, gone)
    add_reports(added)
    if cited:
        with connection.cursor() as cursor:
            cursor.executemany(
                "UPDATE events_report SET as_cited = %s, release_id = %s, revision = revision + 1 WHERE id = %s", cited
            )
        wrote_many(Action.CHANGED, Report, [key for *_values, key in cited], fields=["as_cited", "release"])


def take_away(model, keys):
    """Delete the rows `keys` of `model`, on which nothing hangs that anybody entered."""
    for start in range(0, len(keys), AT_ONCE):
        part = keys[start : start + AT_ONCE]
        rows = model._base_manager.filter(pk__in=part)
        rows._raw_delete(rows.db)
        wrote_many(Action.DELETED, model, part)


def update_event(key, row, release, person, place_keys, parties):
    """Bring the event of this key to what `row` (a Packed) says in `release`; the conflicts, as RowFaults.

    In the transaction that is open.
    """
    event = Event._base_manager.select_for_update().get(pk=key)
    told = {name: getattr(row, name) for name in FIELDS}
    told["happened_on"], told["place"] = date_of(row.happened_on), row.place and place_keys[row.place]
    left, conflicts = by_hand(event, FIELDS), []
    for name, value in told.items():
        attname = Event._meta.get_field(name).attname
        if name not in left:
            setattr(event, attname, value)
        elif value not in (getattr(event, attname), left[name]):
            # Changed by hand, and told otherwise than before: somebody has to choose.
            theirs = row.place.name if name == "place" and row.place else value
            conflicts.append(conflict(row, name, getattr(event, name), theirs))
    settle(event, release, person, row.digest)
    try:
        event.save()
    except ShownTooWidely:
        # The place that is told now is shown to more people than the one before: that takes two.
        conflicts.append(conflict(row, "place", event.place, "a place that more people may see"))
        event.refresh_from_db()
        settle(event, release, person, row.digest)
        event.save()
    day = day_of(row.latest or row.earliest)
    conflicts += update_parties(event, row, release, parties, day)
    conflicts += update_reports(event, row, release, person)
    return conflicts


def conflict(row, column, ours, theirs):
    return single.conflict(row.row, column, ours, theirs, row.external_id)


def update_parties(event, row, release, parties, day):
    """Give `event` the parties that `row` names, unless an analyst changed them; the conflicts."""
    told = {(parties.key_of(named, day), named.role): named for named in row.parties}
    stored = {(part.party_id, part.role): part for part in EventParty.objects.filter(event=event).order_by("pk")}
    if told.keys() == stored.keys():
        return []
    if is_touched(EventParty, event=event):
        ours = "; ".join(map(str, stored.values()))
        return [conflict(row, "parties", ours, "; ".join(named.name for named in row.parties))]
    for key, part in stored.items():
        if key not in told:
            part._change_reason = reason(release)
            part.delete()
    for (party, role), named in told.items():
        if (party, role) not in stored:
            part = EventParty(event=event, party_id=party, role=role, as_written=named.name)
            part._change_reason = reason(release)
            part.save()
    return []


def update_reports(event, row, release, person):
    """Give `event` the reports of the claimants that `row` names; the conflicts.

    A report that came with the dataset and is not in it any more goes, unless an analyst changed it or another report
    supersedes it. Reports entered by hand are nobody's but the analyst's.
    """
    told = {claimed.label: claimed for claimed in row.reports}
    stored = {
        report.claimant_label: report
        for report in Report._base_manager.filter(event=event, release__isnull=False).order_by("pk")
    }
    conflicts = []
    for label, report in stored.items():
        claimed = told.get(label)
        if claimed is not None:
            if report.as_cited != claimed.as_cited:
                report.as_cited, report._change_reason = claimed.as_cited, reason(release)
                report.save()
        elif is_touched(Report, id=report.pk) or report.superseded_by.exists() or report.figures.exists():
            conflicts.append(conflict(row, "reports", report, "no such claimant"))
        else:
            report._change_reason = reason(release)
            report.delete()
    for label, claimed in told.items():
        if label not in stored:
            report = Report(
                event=event,
                stance=Report.Stance.AFFIRMS,
                claimant_label=label,
                as_cited=claimed.as_cited,
                release=release,
                level=Level.RESTRICTED,
                created_by=person,
                changed_by=person,
            )
            report._change_reason = reason(release)
            report.save()
    return conflicts
