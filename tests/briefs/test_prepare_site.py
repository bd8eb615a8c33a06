"""The steps between an installed Parley and a served one."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from briefs.management.commands.prepare_site import Command, collect_static_files, make_accounts, sign_in_lines, within
from briefs.models import Edition
from records.levels import Level
from records.models import User
from records.roles import Role
from talks.models import Process
from tests.factories.records import UserFactory
from tests.factories.talks import ProcessFactory, RoundFactory

pytestmark = pytest.mark.django_db


def test_a_new_site_gets_an_editor_and_a_reviewer_who_can_sign_in_with_the_printed_passwords():
    passwords = make_accounts()

    editor, reviewer = (authenticate(username=name, password=passwords[name]) for name in ("editor", "reviewer"))
    assert (editor.roles, reviewer.roles) == ({Role.ANALYST}, {Role.REVIEWER})
    assert (editor.clearance, editor.is_superuser) == (Level.CONFIDENTIAL, False)
    assert [len(password) for password in passwords.values()] == [16, 16]
    assert sign_in_lines(passwords) == [
        f"user editor, one-time password {passwords['editor']} (shown this once)",
        f"user reviewer, one-time password {passwords['reviewer']} (shown this once), then a second factor",
    ]


def test_a_second_start_leaves_the_accounts_and_says_how_to_reset_the_password():
    first = make_accounts()

    assert make_accounts() == {}
    assert authenticate(username="editor", password=first["editor"])
    assert sign_in_lines({}) == ["user editor exists; a new password: .venv/bin/python manage.py changepassword editor"]


@pytest.mark.parametrize("person", [{"roles": [Role.ADMINISTRATOR]}, {"is_superuser": True}])
def test_a_site_with_its_own_team_gets_no_demo_accounts(person):
    UserFactory(username="noor", **person)

    assert make_accounts() == {}
    assert not User.objects.filter(username="editor").exists()
    assert sign_in_lines({}) == ["with an account of yours; no demo editor was made"]


def test_passwords_differ_from_site_to_site():
    first = make_accounts()
    User.objects.all().delete()

    assert make_accounts()["editor"] != first["editor"]


def test_paths_inside_the_clone_are_shown_from_there():
    assert within(Path("/srv/parley"), Path("/srv/parley/var/brief.pdf")) == Path("var/brief.pdf")
    assert within(Path("/srv/parley"), Path("/data/brief.pdf")) == Path("/data/brief.pdf")


def test_a_newer_database_stops_the_preparation_before_anything_changes(settings, tmp_path):
    settings.VAR_DIR = tmp_path / "var"
    MigrationRecorder(connection).record_applied("talks", "0999_later")

    with pytest.raises(CommandError, match=r"newer Parley \(talks.0999_later: unknown here\)"):
        Command(stdout=StringIO()).handle(port=8000)

    assert not User.objects.exists()


def test_a_cache_out_of_reach_stops_the_preparation(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1/0"}
    }

    with pytest.raises(CommandError, match=r"The Redis server at 127\.0\.0\.1:1 does not answer"):
        Command(stdout=StringIO()).handle(port=8000)


def test_a_folder_that_cannot_be_made_stops_the_preparation(settings, tmp_path):
    (tmp_path / "file").touch()
    settings.VAR_DIR = tmp_path / "file" / "var"

    with pytest.raises(CommandError, match=r"The folder .*/file/var cannot be made \(Not a directory\)"):
        Command(stdout=StringIO()).handle(port=8000)


def test_without_the_tehran_talks_no_brief_is_promised():
    assert Command(stdout=StringIO()).write_brief() == "none: the Tehran talks are not on public record here"


@pytest.fixture
def site(settings, tmp_path):
    """The folders of a site of the test's own."""
    settings.VAR_DIR = tmp_path / "var"
    settings.STATIC_ROOT = tmp_path / "static"
    return tmp_path


def test_a_database_that_holds_a_record_keeps_it_and_gets_nothing_but_an_editor(site):
    Process.objects.create(name="Talks of our own", slug="our-own", summary="Kept here.", level=Level.PUBLIC)
    told = StringIO()

    call_command("prepare_site", port=8123, stdout=told)

    password, second = re.findall(r"one-time password (\S+)", told.getvalue())
    assert told.getvalue() == (
        "Database: up to date\n"
        "Static files: collected\n"
        "Record: kept as it is\n"
        "\n"
        "Parley   http://127.0.0.1:8123/\n"
        "Admin    http://127.0.0.1:8123/admin/\n"
        "Brief    none: the Tehran talks are not on public record here\n"
        f"Sign in  user editor, one-time password {password} (shown this once)\n"
        f"Sign in  user reviewer, one-time password {second} (shown this once), then a second factor\n"
        "\n"
    )
    assert authenticate(username="editor", password=password)
    assert [process.slug for process in Process.objects.all()] == ["our-own"]


def test_static_files_are_collected_again_only_when_one_changed(site, settings):
    settings.STATICFILES_DIRS = [site / "ours"]
    (site / "ours").mkdir()
    page = site / "ours" / "page.css"
    page.write_text("p { color: black }")

    assert collect_static_files()
    assert not collect_static_files()
    page.write_text("p { color: navy }  ")
    assert collect_static_files()
    assert (site / "static" / "page.css").read_text() == "p { color: navy }  "


def test_talks_that_are_not_public_get_no_public_brief(site):
    Process.objects.create(name="Quiet talks", slug="intra-afghan-talks", summary="Kept.", level=Level.RESTRICTED)
    told = StringIO()

    call_command("prepare_site", stdout=told)

    assert "Brief    none: the Tehran talks are not on public record here\n" in told.getvalue()
    assert not (site / "var" / "tehran-brief.pdf").exists()


def test_a_brief_that_cannot_be_written_is_explained_and_the_site_served_all_the_same(site):
    Process.objects.create(name="Talks", slug="intra-afghan-talks", summary="Kept.", level=Level.PUBLIC)
    (site / "var" / "tehran-brief.pdf").mkdir(parents=True)
    told, complained = StringIO(), StringIO()

    call_command("prepare_site", stdout=told, stderr=complained)

    assert "tehran-brief.pdf" in complained.getvalue()
    assert "Brief    none: it could not be written, for the reason above\n" in told.getvalue()
    assert "Sign in  user editor" in told.getvalue()


def test_beside_a_new_record_the_editions_before_are_issued_first(site):
    RoundFactory(process=ProcessFactory(slug="intra-afghan-talks", opened_on="2021-07-01"), opened_on="2021-07-07")

    (site / "var").mkdir()
    path = Command(stdout=StringIO()).write_brief(is_new=True)

    assert [edition.number for edition in Edition.objects.order_by("as_of")] == [1, 2, 3]
    assert path.read_bytes() == bytes(Edition.objects.get(number=3).pdf)
