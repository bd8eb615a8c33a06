"""Where the events of a brief are placed on its map."""

from django.utils.translation import gettext as _

from briefs.document.parts.pictures import PlacePart
from talks.models import Place


def place_parts(known, numbers):
    """The PlaceParts of the known events, the first one first; `numbers` are theirs, {event key: "E1"}.

    Only of places that the brief's readers may see, and that have coordinates: the others are not on the map.
    """
    keys = {event.place_id for event in known.events} - {None}
    found = known.visible(Place).filter(latitude__isnull=False).in_bulk(keys) if keys else {}
    return tuple(
        PlacePart(
            number=numbers[event.pk],
            name=str(place),
            latitude=float(place.latitude),
            longitude=float(place.longitude),
            precision=how_exact(place),
            is_exact=place.precision == Place.Precision.EXACT,
        )
        for event in known.events
        if (place := found.get(event.place_id))
    )


def how_exact(place):
    """How exactly the coordinates of a place are known, in words."""
    return {
        Place.Precision.EXACT: _("exact"),
        Place.Precision.NEAR: _("within about 25 km"),
        Place.Precision.ADMIN2: _("somewhere in the district"),
        Place.Precision.ADMIN1: _("somewhere in the province"),
        Place.Precision.FUZZY: _("along a line, or in an area without an edge"),
        Place.Precision.COUNTRY: _("somewhere in the country"),
        Place.Precision.WATERS: _("in waters or airspace"),
    }.get(place.precision, _("not stated"))
