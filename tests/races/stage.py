"""`python -m tests.races.stage PEOPLE`: migrate an empty database, let people sign in, enter what they will race for.

Prints what the tests need as JSON: the keys of sessions, the names of cookies, the primary keys of records.
"""

import json
import sys

import django

PASSWORD = "a river in the far north"


def stage(number):
    from django.core.management import call_command

    from bench.sessions import cookie_names, session_of
    from records.levels import Level
    from tests.factories.records import AnalystFactory
    from tests.factories.talks import ParticipationFactory, PlaceFactory

    call_command("migrate", verbosity=0)
    people = [AnalystFactory(username=f"analyst-{place}", clearance=Level.CONFIDENTIAL) for place in range(number)]
    for name in ("target", "bystander"):
        set_password(AnalystFactory(username=name))
    participation = ParticipationFactory(round__level=Level.RESTRICTED)
    return {
        "sessions": [session_of(person) for person in people],
        "cookies": cookie_names(),
        "round": participation.round_id,
        "participation": participation.pk,
        "place": PlaceFactory().pk,
    }


def set_password(person):
    person.set_password(PASSWORD)
    person.save()


if __name__ == "__main__":
    django.setup()
    print(json.dumps(stage(int(sys.argv[1]))))
