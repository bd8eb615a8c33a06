"""`manage.py verify_editions`: whether the editions are what they were issued as."""

from django.core.management.base import BaseCommand, CommandError

from briefs.models import Edition
from briefs.verifying import verified


class Command(BaseCommand):
    help = (
        "Hold the stored content and file of every edition against the hashes they were issued with, and draw each again "
        "from its content. Ends with status 1 when something stored is not as it was; another version of the renderer may "
        "draw the same content otherwise, which is told."
    )

    def add_arguments(self, parser):
        parser.add_argument("--brief", help="only the editions of this brief: its id, as it stands on the cover")
        parser.add_argument("--stored-only", action="store_true", help="do not draw: look only at what is stored")

    def handle(self, *, brief, stored_only, verbosity, **options):
        faulty = 0
        keys = keys_of(brief)
        for key in keys:
            # One at a time: a file can have many megabytes.
            edition = Edition.objects.select_related("brief").get(pk=key)
            found = verified(edition, is_drawn=not stored_only)
            faulty += bool(found.faults)
            for fault in found.faults:
                self.stderr.write(f"{edition}: {fault}")
            if verbosity and not found.faults:
                self.stdout.write(f"{edition}: content and file are as they were issued. {found.told}".strip())
        if faulty:
            raise CommandError(
                f"{faulty} of {len(keys)} editions are not as they were issued. Restore them from a backup, and read the "
                "audit for who wrote to the database."
            )
        if verbosity:
            self.stdout.write(f"{len(keys)} editions verified.")


def keys_of(brief):
    """The primary keys of the editions to look at; CommandError for a `brief` that is no id, or none of a brief."""
    editions = Edition.objects.order_by("brief", "number")
    if brief is None:
        return list(editions.values_list("pk", flat=True))
    keys = [key for key, public_id in editions.values_list("pk", "brief__public_id") if str(public_id) == brief]
    if not keys:
        raise CommandError(
            f"There is no edition of a brief “{brief}”. Its id stands on the cover of the file and in the address of its page."
        )
    return keys
