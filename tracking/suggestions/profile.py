"""What an event is compared with: all that is known of a commitment, read for many of them at once."""

from dataclasses import dataclass, field

from records.levels import ALWAYS
from records.search_key import search_key
from statements.models import Commitment, Deadline, Passage, Signature
from talks.models import Participation, Party, PartyName, Place
from tracking.models import Dismissal, Evidence
from tracking.suggestions import weights
from tracking.suggestions.scoring import KIND_REASON, THEME_REASON
from tracking.suggestions.words import telling_words

# Keys asked for in one query: a database takes only so many parameters.
AT_ONCE = 900
PARTY, PLACE = "party", "place"


@dataclass
class Profile:
    """What is known of one commitment. Days are ordinals.

    Whatever is shown to fewer people than the commitment is kept with its `need`, the (level, moment) from which it is
    shown; None stands for what everyone sees who sees the commitment.
    """

    pk: int
    level: int
    shown_from: object
    kind: str
    # The first day on which an event is later, or None: without it nothing is.
    since: int | None
    # Party: [(kind of standing, obligor or None, first day, last day, need)], whatever is worth most first.
    parties: dict = field(default_factory=dict)
    # Place: [(kind, named place, need)], those within a named one included.
    places: dict = field(default_factory=dict)
    countries: set = field(default_factory=set)
    # Stem: needs of the texts it stands in; an empty list for one that needs nothing.
    words: dict = field(default_factory=dict)
    # Those of them that name a party or a place: what the event is linked by already is not told once more.
    names: dict = field(default_factory=dict)
    # (first day, last day, need) of each day on which it falls due.
    deadlines: list = field(default_factory=list)
    # Event kind: (points, reasons, bearing).
    kinds: dict = field(default_factory=dict)
    # How many events somebody has decided about: they take no place from those that nobody has.
    decided: int = 0

    @property
    def kept(self):
        """How many events are kept for readers of each level."""
        return weights.KEPT + self.decided

    def need(self, level, shown_from):
        return None if level <= self.level and shown_from <= self.shown_from else (level, shown_from)


def profiles(keys, places, links):
    """{primary key: Profile} of the commitments `keys`. A fixed number of queries for each 900 of them."""
    found = {}
    keys = list(keys)
    for start in range(0, len(keys), AT_ONCE):
        found |= some_profiles(keys[start : start + AT_ONCE], places, links)
    return found


def some_profiles(keys, places, links):
    found, clauses, statements, rounds, texts = {}, {}, {}, {}, {}
    rows = Commitment._base_manager.filter(pk__in=keys).order_by("pk")
    for key, level, shown_from, kind, summary, conditions, clause, point, statement, *rest in rows.values_list(
        *("pk", "shown_level", "shown_from", "kind", "summary", "conditions", "clause", "clause__summary"),
        *("clause__statement", "clause__statement__issued_on_earliest", "clause__statement__issued_on_latest"),
        *("clause__statement__round", "clause__statement__round__place", "clause__statement__process__countries"),
    ):
        earliest, latest, round_, round_place, countries = rest
        issued = earliest or latest
        profile = Profile(key, level, shown_from, kind, issued and issued.toordinal())
        found[key] = profile
        clauses.setdefault(clause, []).append(profile)
        statements.setdefault(statement, []).append(profile)
        if round_:
            rounds.setdefault(round_, []).append(profile)
        texts[key] = [(search_key(text), None) for text in (summary, conditions, point) if text]
        profile.countries.update(code.strip() for code in countries_of(countries))
        if round_place:
            add_place(profile, places, round_place, weights.ROUND_PLACE)
    read_passages(found, clauses, texts)
    read_themes(found, texts)
    read_parties(found, statements, rounds, links)
    read_deadlines(found)
    read_decisions(found)
    stems = names_of_parties(found)
    for key, profile in found.items():
        for party, ways in profile.parties.items():
            if any(way[-1] is None for way in ways):
                profile.names |= dict.fromkeys(stems.get(party, ()), PARTY)
        read_texts(profile, texts[key], places)
    return found


def countries_of(value):
    """The codes in a value of a CountryField of many, however it was read."""
    if not value:
        return []
    return value.split(",") if isinstance(value, str) else [str(getattr(code, "code", code)) for code in value]


def read_passages(found, clauses, texts):
    rows = Passage._base_manager.filter(clause__in=list(clauses)).order_by()
    for clause, commitment, key, level, shown_from in rows.values_list(
        "clause", "commitment", "search_key", "shown_level", "shown_from"
    ):
        for profile in clauses[clause]:
            if commitment is None or commitment == profile.pk:
                texts[profile.pk].append((key, profile.need(level, shown_from)))


def read_themes(found, texts):
    chosen = {}
    ties = Commitment.themes.through.objects.filter(commitment__in=list(found)).order_by("pk")
    for key, theme, codebook, code, label in ties.values_list(
        "commitment", "theme", "theme__codebook", "theme__code", "theme__label"
    ):
        chosen.setdefault(key, {})[theme] = {} if codebook == "own" else weights.THEMES.get(code, {})
        if codebook == "own":
            texts[key].append((search_key(label), None))
    # Many commitments are of the same kind and themes.
    known = {}
    for key, profile in found.items():
        themes = chosen.get(key, {})
        about = profile.kind, tuple(sorted(themes))
        if about not in known:
            known[about] = kinds_of(profile.kind, themes)
        profile.kinds = known[about]


def kinds_of(kind, themes):
    """{event kind: (points, reasons, bearing)} for a commitment of this `kind` and these `themes`, {theme: cells}."""
    cells, found = weights.KINDS.get(kind, {}), {}
    for event_kind in {*cells, *(one for theirs in themes.values() for one in theirs)}:
        points, bearing = cells.get(event_kind, (0, weights.CONTEXT))
        reasons = [(KIND_REASON, str(event_kind), points)] if points else []
        named = [(theme, *theirs[event_kind]) for theme, theirs in sorted(themes.items()) if event_kind in theirs]
        if named:
            # One theme counts: the strongest, the first of equals.
            theme, worth, borne = max(named, key=lambda row: row[1])
            reasons.append((THEME_REASON, theme, worth))
            bearing = borne if bearing == weights.CONTEXT else bearing
        found[str(event_kind)] = (sum(reason[2] for reason in reasons), reasons, bearing)
    return found


def read_parties(found, statements, rounds, links):
    stands = {key: [] for key in found}
    for field_name, kind in (("obligors", weights.OBLIGOR), ("beneficiaries", weights.BENEFICIARY)):
        ties = getattr(Commitment, field_name).through.objects.filter(commitment__in=list(found)).order_by()
        for key, party, level, shown_from in ties.values_list(
            "commitment", "party", "party__shown_level", "party__shown_from"
        ):
            stands[key].append((party, kind, level, shown_from))
    signed = Signature._base_manager.filter(statement__in=list(statements), party__isnull=False).order_by()
    for statement, party, level, shown_from in signed.values_list(
        "statement", "party", "party__shown_level", "party__shown_from"
    ):
        for profile in statements[statement]:
            stands[profile.pk].append((party, weights.SIGNATORY, level, shown_from))
    seats = Participation._base_manager.filter(round__in=list(rounds), role=Participation.Role.NEGOTIATING).order_by()
    for round_, party, level, shown_from in seats.values_list("round", "party", "shown_level", "shown_from"):
        for profile in rounds[round_]:
            stands[profile.pk].append((party, weights.SIGNATORY, level, shown_from))
    for key, rows in stands.items():
        profile = found[key]
        for party, kind, level, shown_from in rows:
            add_party(profile, party, kind, None, None, None, level, shown_from)
            if kind == weights.OBLIGOR:
                for other in links.of(party):
                    add_party(
                        *(profile, other.party, other.kind, party, other.first, other.last),
                        *(max(level, other.level), max(shown_from, other.shown_from)),
                    )
        for ways in profile.parties.values():
            ways.sort(key=lambda way: (-weights.PARTY[way[0]], way[1] or 0, way[2] or 0, way[3] or 0, str(way[4])))


def add_party(profile, party, kind, of, first, last, level, shown_from):
    way = (kind, of, first, last, profile.need(level, shown_from))
    if way not in (ways := profile.parties.setdefault(party, [])):
        ways.append(way)


def read_deadlines(found):
    rows = Deadline._base_manager.filter(commitment__in=list(found), due_on_latest__isnull=False).order_by("pk")
    for key, first, last, level, shown_from in rows.values_list(
        "commitment", "due_on_earliest", "due_on_latest", "amended_by__shown_level", "amended_by__shown_from"
    ):
        profile = found[key]
        need = profile.need(level or 0, shown_from or ALWAYS)
        profile.deadlines.append(((first or last).toordinal(), last.toordinal(), need))


def read_decisions(found):
    decided = set()
    for model in (Evidence, Dismissal):
        rows = model._base_manager.filter(commitment__in=list(found)).order_by()
        decided.update(rows.values_list("commitment", "event"))
    for key, _event in decided:
        found[key].decided += 1


def names_of_parties(found):
    """{party: the stems of its names}."""
    keys, stems = list({party for profile in found.values() for party in profile.parties}), {}
    for start in range(0, len(keys), AT_ONCE):
        part = keys[start : start + AT_ONCE]
        names = list(Party._base_manager.filter(pk__in=part).order_by().values_list("pk", "name"))
        names += PartyName._base_manager.filter(party__in=part).order_by().values_list("party", "name")
        for party, name in names:
            stems.setdefault(party, set()).update(telling_words(search_key(name)))
    return stems


def read_texts(profile, texts, places):
    """Take the words and places out of `texts`, pairs (search key, need)."""
    for key, need in texts:
        for place in places.stand_in(key):
            add_place(profile, places, place, weights.NAMED, need)
            if profile.need(places.spots[place].level, places.spots[place].shown_from) is None:
                profile.names |= dict.fromkeys(places.stems[place], PLACE)
        for word in telling_words(key):
            needs = profile.words.get(word)
            if need is None:
                profile.words[word] = []
            elif needs is None:
                profile.words[word] = [need]
            elif needs and need not in needs:
                needs.append(need)


def add_place(profile, places, place, kind, need=None):
    spot = places.spots.get(place)
    if spot is None:
        return
    if spot.kind == Place.Kind.COUNTRY:
        if need is None and profile.need(spot.level, spot.shown_from) is None and spot.country:
            profile.countries.add(spot.country)
        return
    for one in places.with_all_within(place):
        ways = profile.places.setdefault(one, [])
        if (kind, place, need) not in ways:
            ways.append((kind, place, need))
            ways.sort(key=lambda way: (-weights.PLACE[way[0]], way[1], str(way[2])))
