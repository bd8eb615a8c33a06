"""A site as docs/operations.md says to set it up is one that Django's own deployment check finds nothing wrong with."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SETTINGS = re.compile(r"^([A-Z_]+)=(\S+)$", re.M)


def documented():
    """The production settings in docs/operations.md, as an environment."""
    (block,) = re.findall(r"```ini\n(.*?)```", (ROOT / "docs/operations.md").read_text(), re.S)
    return dict(SETTINGS.findall(block))


def manage(*arguments, folder, **environment):
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "COVERAGE_PROCESS_CONFIG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**kept, **environment, "VAR_DIR": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_documented_settings_pass_the_deployment_check(tmp_path):
    settings = documented()

    done = manage("check", "--deploy", "--fail-level", "WARNING", folder=tmp_path, **settings)

    assert {"TLS", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "SECRET_KEY", "PROXIES"} <= settings.keys()
    assert (done.returncode, done.stdout) == (0, "System check identified no issues (0 silenced).\n"), done.stderr


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("ALLOWED_HOSTS", "*", "ALLOWED_HOSTS is *, which lets anyone name the site"),
        ("ALLOWED_HOSTS", "parley.example,*", "ALLOWED_HOSTS is *, which lets anyone name the site"),
        ("SECRET_KEY", "django-insecure-" + "x7Kq" * 20, "it is an example that everyone knows"),
        ("SECRET_KEY", "changeme" * 10, "it is an example that everyone knows"),
        ("SECRET_KEY", "ab" * 40, "only a few different ones"),
        ("SECRET_KEY", "short", "fewer than 50 letters"),
        ("DEBUG", "true", "DEBUG is true on a site served over TLS"),
        ("TLS", "perhaps", "Set TLS to true"),
        ("PROXIES", "many", "Set PROXIES to the number"),
        ("PARLEY_ONE_PERSON_TEAM", "maybe", "Set PARLEY_ONE_PERSON_TEAM to true when nobody else"),
    ],
)
def test_a_site_that_would_be_open_refuses_to_start_with_one_sentence(tmp_path, name, value, sentence):
    done = manage("check", folder=tmp_path, **{**documented(), name: value})

    assert done.returncode == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
