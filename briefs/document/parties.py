"""A party as its own sheet prints it: what it is, what else it is called, where it took part."""

from django.utils.translation import gettext as _

from briefs.document.directions import isolated
from briefs.document.parts.parties import NamePart, PartyPart, RolePart
from briefs.document.parts.talks import NamingPart
from records.languages import Language
from talks.models import Party, PartyLink, PartyName


def party_part(known, rounds, sources):
    """The PartyPart of the party that the brief is on; None where its readers may see no such party.

    `rounds` are pairs (Round, its days in words); `sources` gives numbers to those of the namings.
    """
    party = known.visible(Party).filter(pk__in=known.scope.parties).first()
    return party and PartyPart(
        name=party.name,
        kind=party.get_kind_display(),
        key=str(party.public_id),
        other_names=tuple(names(party, known)),
        relations=tuple(relations(party, known)),
        roles=tuple(role for held, dates in rounds for role in roles(party, held, dates, sources)),
    )


def names(party, known):
    """Yield a NamePart for each name that had come into use by the day."""
    for row in known.visible(PartyName).filter(party=party).order_by("pk"):
        if had_begun(row.used_from, known.day):
            language = Language(row.language) if row.language else None
            yield NamePart(
                name=row.name,
                language=row.language,
                language_name=str(language.label) if language else "",
                direction=language.direction if language else "ltr",
                used=period(row.used_from, row.used_until, known.day),
            )


def relations(party, known):
    """Yield a sentence for each standing of the party to another, and of another to it, that had begun by the day."""
    links = known.visible(PartyLink).select_related("party", "other").order_by("pk")
    for row in (*links.filter(party=party), *links.filter(other=party)):
        if had_begun(row.valid_from, known.day):
            held = period(row.valid_from, row.valid_until, known.day)
            words = {
                "party": isolated(row.party),
                "standing": row.get_kind_display(),
                "other": isolated(row.other),
                "period": held,
            }
            yield (
                _("%(party)s %(standing)s %(other)s (%(period)s).") if held else _("%(party)s %(standing)s %(other)s.")
            ) % words


def had_begun(start, day):
    """Whether what starts with the PartialDate `start`, if any is on record, can have begun by `day`."""
    return not start or start.earliest is None or start.earliest <= day


def period(start, end, day):
    """When something held, as it could be told on `day`; empty when nothing is on record."""
    if end and not end.happened_by(day):
        end = None
    if start and end:
        return _("from %(start)s until %(end)s") % {"start": start, "end": end}
    if start:
        return _("from %s") % start
    return _("until %s") % end if end else ""


def roles(party, held, dates, sources):
    """Yield a RolePart for each name under which the party took part in a round: roles of the same name stand together."""
    named = {}
    for part in held.known_participations:
        if part.party_id == party.pk:
            named.setdefault(part.named_as_written, []).append(str(part.get_role_display()))
    namings = tuple(
        NamingPart(naming.named, sources.cite(naming.source))
        for naming in held.known_namings
        if naming.party_id == party.pk
    )
    for place, (name, its) in enumerate(named.items()):
        yield RolePart(held.name, dates, ", ".join(its), name, () if place else namings)
