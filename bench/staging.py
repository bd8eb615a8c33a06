"""`python -m bench.staging PEOPLE`: in the empty database of a site, let analysts sign in, enter a source for each to change.

Prints JSON: the keys of sessions, the names of cookies, the primary keys of the sources, and of one more for all to race for.
"""

import json
import sys

import django


def stage(number):
    from django.contrib.auth.models import Group

    from bench.sessions import cookie_names, session_of
    from records.levels import Level
    from records.models import Source, User
    from records.roles import Role

    role = Group.objects.get(name=Role.ANALYST)
    people = [User.objects.create_user(f"analyst-{place}", clearance=Level.RESTRICTED) for place in range(number)]
    for person in people:
        person.groups.add(role)
    sources = [Source.objects.create(title=f"Ledger {place}", authors="0") for place in range(number + 1)]
    return {
        # Read anew: the roles of a person are read once for each object.
        "sessions": [session_of(User.objects.get(pk=person.pk)) for person in people],
        "cookies": cookie_names(),
        "sources": [source.pk for source in sources[:-1]],
        "prize": sources[-1].pk,
    }


if __name__ == "__main__":
    django.setup()
    print(json.dumps(stage(int(sys.argv[1]))))
