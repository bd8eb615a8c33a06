"""A made-up file in the layout of UCDP GED: as many rows, as wide, as varied as the real ones. Nothing in it happened."""

import csv
import datetime as dt
import random

COLUMNS = (
    *("id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id"),
    *("conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a"),
    *("side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office"),
    *("source_date", "source_headline", "source_original", "where_prec", "where_coordinates", "where_description"),
    *("adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region"),
    *("event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians"),
    *("deaths_unknown", "best", "high", "low", "gwnoa", "gwnob"),
)
# Names and Gleditsch-Ward numbers of real countries, so that they are found; what happens there is invented.
COUNTRIES = (
    ("Afghanistan", 700, "Asia", 34.0, 66.0), ("Syria", 652, "Middle East", 35.0, 38.5),
    ("Mexico", 70, "Americas", 23.6, -102.5), ("Ethiopia", 530, "Africa", 9.1, 40.4),
    ("Colombia", 100, "Americas", 4.5, -74.0), ("Iraq", 645, "Middle East", 33.2, 43.7),
    ("Somalia", 520, "Africa", 5.1, 46.1), ("Nigeria", 475, "Africa", 9.0, 8.6),
    ("Ukraine", 369, "Europe", 48.3, 31.1), ("India", 750, "Asia", 20.6, 78.9),
)  # fmt: skip
SYLLABLES = (
    "ka",
    "ri",
    "mo",
    "sha",
    "du",
    "ne",
    "ba",
    "lo",
    "ti",
    "gu",
    "za",
    "fe",
    "ha",
    "wo",
    "pi",
    "sa",
    "yu",
    "cha",
)
WORDS = (
    *("forces", "soldiers", "villagers", "convoy", "checkpoint", "outskirts", "market", "road", "bridge", "district"),
    *("clashes", "shelling", "raid", "patrol", "insurgents", "militants", "residents", "officials", "said", "killed"),
    *("wounded", "near", "after", "before", "during", "attack", "reported", "local", "army", "police", "governor"),
    *("spokesman", "confirmed", "denied", "northern", "southern", "eastern", "western", "border", "village", "river"),
)
OFFICES = ("Agence Example", "The Daily Example", "Example Radio", "SOHR", "Reuters", "Local observers", "Xinhua")
CLAIMANTS = ("army statement", "police", "local residents", "hospital sources", "the insurgents", "SOHR", "officials")
FIRST, DAYS = dt.date(1989, 1, 1), 12_000


def made_up(stream, syllables):
    return "".join(stream.choice(SYLLABLES) for _ in range(syllables)).capitalize()


def sentence(stream, words):
    return " ".join(stream.choices(WORDS, k=words)).capitalize()


def write_ged(path, rows, seed=1):
    """Write `rows` rows to `path`, in the order of the real files: a country after the other, each in order of time."""
    stream = random.Random(seed)  # noqa: S311 - nobody's secret depends on it
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        first = 0
        for place, country in enumerate(COUNTRIES, start=1):
            last = rows * place // len(COUNTRIES)
            for row in rows_of(stream, country, range(first, last)):
                writer.writerow(row)
            first = last


def rows_of(stream, country, numbers):
    """Yield the rows of one country; every other one is between the sides of the row before it, within three days of it."""
    *_names, latitude, longitude = country
    towns = towns_of(stream, latitude, longitude, len(numbers) // 6 + 1)
    groups = [(4000 + stream.randrange(4000), f"{made_up(stream, 2)} {made_up(stream, 3)} Front") for _ in range(80)]
    group = stream.choice(groups)
    for place, number in enumerate(numbers):
        if stream.random() < 0.5:
            group = stream.choice(groups)
        day = FIRST + dt.timedelta(days=place * DAYS // len(numbers) + stream.randrange(4))
        yield one_row(stream, number, country, stream.choice(towns), group, day)


def towns_of(stream, latitude, longitude, count):
    """`count` towns (name, province, district, latitude, longitude) around a point, in 30 provinces of 12 districts."""
    provinces = [
        (f"{made_up(stream, 3)} province", [f"{made_up(stream, 3)} district" for _ in range(12)]) for _ in range(30)
    ]
    found = []
    for _ in range(count):
        province, districts = stream.choice(provinces)
        at = (round(latitude + stream.uniform(-3, 3), 6), round(longitude + stream.uniform(-3, 3), 6))
        found.append((f"{made_up(stream, 4)} town", province, stream.choice(districts), *at))
    return found


def one_row(stream, row, country, town, group, day):
    country, gw, region, *_at = country
    (town, province, district, latitude, longitude), (number, group) = town, group
    until = day + dt.timedelta(days=stream.choice((0, 0, 0, 0, 0, 0, 3, 20)))
    offices = stream.sample(OFFICES, stream.choice((1, 1, 1, 2)))
    headlines = [sentence(stream, 11) for _ in offices]
    claimants = stream.sample(CLAIMANTS, stream.choice((0, 1, 1, 1, 1, 1, 1, 1, 2, 3)))
    deaths = [int(stream.expovariate(0.5)) for _ in range(4)]
    best = sum(deaths)
    state = f"Government of {country}"
    return (
        *(300_000 + row, f"{country[:3].upper()}-{day.year}-1-{number}-{row}", day.year, 1, "Clear", 1),
        *(gw, gw, f"{country}: Government", number, number, f"{state} - {group}", gw, gw, state, number, number, group),
        len(offices),
        ";".join(f'"{office},{until},{line}"' for office, line in zip(offices, headlines, strict=True)),
        *(";".join(offices), ";".join(str(until) for _ in offices), ";".join(headlines), "; ".join(claimants)),
        *(stream.choice((1, 1, 1, 2, 2)), town, f"{sentence(stream, 7)} in {town}", province, district),
        *(latitude, longitude, f"POINT ({longitude} {latitude})", 180_000 + row % 9_000, country, gw, region, 1),
        *(1 if day == until else 2, day, until, *deaths, best, best + 2, max(0, best - 1), gw, ""),
    )
