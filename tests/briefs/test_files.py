"""Files that are whole or not there."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from briefs.files import CannotWrite, check_can_write, write_whole


def test_a_file_is_written_whole(tmp_path):
    path = tmp_path / "brief.pdf"
    path.write_bytes(b"old")

    write_whole(path, b"new")

    assert path.read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["brief.pdf"]


def test_a_file_that_cannot_be_written_says_why(tmp_path):
    with pytest.raises(CannotWrite, match="could not be written"):
        write_whole(tmp_path / "missing" / "brief.pdf", b"new")


def test_a_disk_without_room_leaves_the_old_file_and_no_half_one(tmp_path):
    path = tmp_path / "brief.pdf"
    path.write_bytes(b"old")
    # A limit on the size of files stands for a disk that is full: both stop a write in its middle.
    program = (
        "import django, resource, sys; django.setup()\n"
        "from briefs.files import CannotWrite, write_whole\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try: write_whole(sys.argv[1], bytes(5000))\n"
        "except CannotWrite as error: print(error)\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", program, str(path)],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == f"{path} could not be written: File too large.\n"
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["brief.pdf"]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no device that is always full")
def test_a_device_is_written_to_and_not_replaced():
    check_can_write("/dev/full")

    with pytest.raises(CannotWrite, match="/dev/full could not be written: No space left on device"):
        write_whole("/dev/full", b"new")

    assert not os.path.isfile("/dev/full")


def test_a_folder_that_does_not_exist_is_named(tmp_path):
    with pytest.raises(CannotWrite, match=f"The folder {tmp_path}/missing does not exist"):
        check_can_write(tmp_path / "missing" / "brief.pdf")


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(CannotWrite, match=r"is a folder. Name a file in it"):
        check_can_write(tmp_path)


def test_a_folder_that_takes_no_files_is_named():
    # The kernel's own folder takes no files, not even root's.
    if not os.path.isdir("/proc/self"):
        pytest.skip("this system has no folder that refuses everyone")
    with pytest.raises(CannotWrite, match="The folder /proc/self cannot be written to"):
        check_can_write("/proc/self/brief.pdf")
