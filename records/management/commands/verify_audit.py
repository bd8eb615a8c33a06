"""`manage.py verify_audit`: whether the audit is as it was written."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from records.audit.actions import Action
from records.audit.entries import note
from records.audit.head import HeadUnusable, renew, stored_head
from records.audit.verification import ChainBroken, verify


class Command(BaseCommand):
    help = (
        "Read every entry of the audit and hold the last against the head, which is kept outside the database. Ends "
        "with status 1 at the first entry that is not as it was written."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--new-head",
            action="store_true",
            help="after a backup was restored, or the head was lost: write the head anew, and an entry that says so",
        )

    def handle(self, *, new_head, verbosity, **options):
        try:
            verified = verify(after_batch=self.show_progress)
        except ChainBroken as broken:
            self.clear_progress()
            if not (new_head and broken.only_head):
                raise CommandError(self.sentence(broken)) from broken
            self.renew_head()
            verified = verify()
        self.clear_progress()
        if verbosity:
            for line in self.lines(verified):
                self.stdout.write(line)

    def sentence(self, broken):
        told = (
            f"The audit is broken at entry {broken.number:,}: {broken}. The entries before it are as they were written."
        )
        if broken.only_head:
            told += (
                f" The head is kept in {settings.AUDIT_HEAD}. If you restored a backup or lost that file, and know why, run "
                "manage.py verify_audit --new-head."
            )
        return told

    def renew_head(self):
        try:
            before = stored_head()
        except HeadUnusable:
            before = None
        try:
            renew()
        except OSError as error:
            raise CommandError(
                f"The head {settings.AUDIT_HEAD} cannot be written: {error.strerror}. Make its folder writable, or name "
                "another file in AUDIT_HEAD."
            ) from error
        note(Action.HEAD_RENEWED, facts={"number": before.number, "hash": before.hash} if before else {})

    def lines(self, verified):
        if not verified.count:
            yield "The audit has no entry yet."
            return
        yield f"{verified.count:,} entries verified, up to {verified.at:%Y-%m-%d %H:%M:%S} UTC."
        yield f"Hash of the last: {verified.hash}"
        if verified.behind:
            yield (
                f"Entries after the head: {verified.behind:,}. They were added while this ran, or the site was stopped "
                "before it could write the head; the next write brings it up."
            )

    def show_progress(self, count):
        if self.stderr.isatty():
            self.stderr.write(f"\r{count:,} entries read ...", ending="")
            self.stderr.flush()

    def clear_progress(self):
        if self.stderr.isatty():
            self.stderr.write("\r\033[K", ending="")
