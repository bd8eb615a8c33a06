"""A row that a new release tells otherwise: what it says is taken over, what an analyst changed by hand stays."""

from events.imports.packing import date_of, day_of
from events.models import Event, EventParty, Report
from records.imports.faults import RowFault, cut
from records.imports.touched import by_hand, is_touched, reason
from records.levels import Level
from records.models import ShownTooWidely

FIELDS = ("kind", "title", "account", "happened_on", "place", "deaths_low", "deaths_best", "deaths_high", "clarity")
KEPT = "Changed by hand: “{ours}” is kept. The release says “{theirs}”; change it on the page of the event if that is right."


def update_event(key, row, release, person, place_keys, parties):
    """Bring the event of this key to what `row` (a Packed) says in `release`; the conflicts, as RowFaults.

    In the transaction that is open.
    """
    event = Event._base_manager.select_for_update().get(pk=key)
    told = {name: getattr(row, name) for name in FIELDS}
    told["happened_on"], told["place"] = date_of(row.happened_on), row.place and place_keys[row.place]
    kept = by_hand(event, FIELDS)
    conflicts = []
    for name, value in told.items():
        attname = Event._meta.get_field(name).attname
        ours = getattr(event, attname)
        if ours == value:
            continue
        if name in kept:
            conflicts.append(
                conflict(row, name, getattr(event, name), row.place.name if name == "place" and row.place else value)
            )
        else:
            setattr(event, attname, value)
    event.release, event.withdrawn_in, event.digest = release, None, row.digest
    event.changed_by = person
    event._change_reason = reason(release)
    try:
        event.save()
    except ShownTooWidely:
        # The place that is told now is shown to more people than the one before: that takes two.
        conflicts.append(conflict(row, "place", event.place, "a place that more people may see"))
        event.refresh_from_db()
        event.release, event.withdrawn_in, event.digest = release, None, row.digest
        event._change_reason = reason(release)
        event.save()
    day = day_of(row.latest or row.earliest)
    conflicts += update_parties(event, row, release, parties, day)
    conflicts += update_reports(event, row, release, person)
    return conflicts


def conflict(row, column, ours, theirs):
    return RowFault(row.row, column, cut(theirs), KEPT.format(ours=cut(ours), theirs=cut(theirs)), row.external_id)


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
