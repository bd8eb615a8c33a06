"""`manage.py load_demo`: the Tehran record."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from briefs.demo import tehran
from briefs.demo.desk import Desk


class Command(BaseCommand):
    help = "Enter the Tehran record, at public level. What is there already is left as it is."

    def handle(self, **options):
        desk = Desk()
        try:
            with transaction.atomic():
                tehran.enter(desk)
        except ValidationError as error:
            raise CommandError(
                f"The record was not entered, and nothing was changed: {'; '.join(error.messages)}"
            ) from error
        if options["verbosity"]:
            for line in desk.lines():
                self.stdout.write(line)
