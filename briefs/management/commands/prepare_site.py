"""Everything between an installed Parley and a served one."""

import hashlib
import json
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.staticfiles.finders import get_finders
from django.core.cache import cache
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connection
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import get_random_string

from briefs.demo.editions import LAST, TALKS, issue_demo_editions
from briefs.issuing import NotIssued
from records import cache_state, database_state
from records.levels import Level
from records.roles import Role
from talks.models import Process

EDITOR, REVIEWER = "editor", "reviewer"
# Who enters the record, and who decides what of it is shown to more people: the second cannot be the first.
DEMO = {EDITOR: Role.ANALYST, REVIEWER: Role.REVIEWER}
# Letters and digits that are not mistaken for one another when copied from a screen.
UNMISTAKABLE = "abcdefghjkmnpqrstuvwxyzACDEFGHJKLMNPQRTUVWXY34679"


def make_accounts():
    """{name: password} of new accounts, one for each of DEMO; none when someone can sign in to the admin already."""
    users = get_user_model().objects
    able = Q(is_superuser=True) | Q(groups__name__in=Role.values)
    if users.filter(username__in=DEMO).exists() or users.filter(able, is_active=True).exists():
        return {}
    passwords = {}
    for name, role in DEMO.items():
        passwords[name] = get_random_string(16, UNMISTAKABLE)
        person = users.create_user(name, password=passwords[name], clearance=Level.CONFIDENTIAL)
        person.groups.add(Group.objects.get(name=role.value))
    return passwords


def sign_in_lines(passwords):
    """What to tell the operator about signing in, given what `make_accounts` returned."""
    if passwords:
        return [
            f"user {EDITOR}, one-time password {passwords[EDITOR]} (shown this once)",
            f"user {REVIEWER}, one-time password {passwords[REVIEWER]} (shown this once), then a second factor",
        ]
    if get_user_model().objects.filter(username=EDITOR).exists():
        reset = f".venv/bin/python manage.py changepassword {EDITOR}"
        return [f"user {EDITOR} exists; a new password: {reset}"]
    return ["with an account of yours; no demo editor was made"]


def static_sources():
    """A digest of every static file there is to collect: its place, its size and when it was changed."""
    files = [
        (path, storage.size(path), storage.get_modified_time(path).isoformat())
        for finder in get_finders()
        for path, storage in finder.list([])
    ]
    return hashlib.sha256(json.dumps(sorted(files)).encode()).hexdigest()


def collect_static_files():
    """Collect the static files unless they are collected as they are now. Whether there was anything to do."""
    stamp, sources = Path(settings.STATIC_ROOT) / ".collected", static_sources()
    if stamp.exists() and stamp.read_text() == sources:
        return False
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(sources)
    return True


def within(folder, path):
    """`path` as seen from `folder` when it lies inside, else whole."""
    return path.relative_to(folder) if path.is_relative_to(folder) else path


class Command(BaseCommand):
    """Each step can run again: a second start changes nothing but what a newer code or record asks for."""

    help = (
        "Migrate, collect static files, load the Tehran record into an empty database, write its brief, make accounts."
    )
    # The database is looked at first, with a sentence of its own.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--port", default=8000, type=int, help="the port of the addresses that are printed")

    def handle(self, *, port, **options):
        self.refuse_what_cannot_work()
        call_command("migrate", interactive=False, verbosity=0)
        self.say("Database: up to date")
        self.say("Static files: collected" if collect_static_files() else "Static files: as they were")
        is_new = self.load_record()
        brief = self.write_brief(is_new=is_new)
        self.say("")
        self.say(f"Parley   http://127.0.0.1:{port}/")
        self.say(f"Admin    http://127.0.0.1:{port}/admin/")
        self.say(f"Brief    {brief}")
        for line in sign_in_lines(make_accounts()):
            self.say(f"Sign in  {line}")
        self.say("")

    def refuse_what_cannot_work(self):
        """CommandError, before anything is changed, for a folder, a database or a cache that would fail half way."""
        try:
            settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CommandError(f"The folder {settings.VAR_DIR} cannot be made ({error.strerror}).") from error
        problem = database_state.problem_of(connection)
        if problem:
            raise CommandError(problem.sentence)
        sentence = cache_state.problem_of(cache, settings.CACHES["default"].get("LOCATION", ""))
        if sentence:
            raise CommandError(sentence)

    def load_record(self):
        """Load the Tehran record, unless somebody keeps a record here already. Whether it was loaded."""
        if Process.objects.exists():
            self.say("Record: kept as it is")
            return False
        call_command("load_demo", editions=False, verbosity=0)
        # The database orders its work by what it knows of the tables, and it has seen them empty only.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        call_command("suggest_evidence", verbosity=0)
        self.say("Record: the Tehran talks were loaded")
        return True

    def write_brief(self, *, is_new=False):
        """Where the brief on the Tehran talks was written, or why there is none: a site serves without it.

        Beside a record that `is_new`, the editions that came before it are issued first.
        """
        if not Process.objects.visible_to(Level.PUBLIC).filter(slug=TALKS).exists():
            return "none: the Tehran talks are not on public record here"
        path = Path(settings.VAR_DIR) / "tehran-brief.pdf"
        self.say("Brief: writing ...")
        try:
            if is_new:
                issue_demo_editions(clock=timezone.now)
            call_command("write_brief", process=TALKS, as_of=LAST, level="public", out=str(path), verbosity=0)
        except (CommandError, NotIssued) as error:
            self.stderr.write(str(error))
            return "none: it could not be written, for the reason above"
        return within(settings.BASE_DIR, path)

    def say(self, line):
        """One line of progress, at once."""
        self.stdout.write(line)
        self.stdout.flush()
