"""No more chapters at once than the machine has cores, whoever draws them."""

import subprocess
import sys
import threading
import time

from briefs.document.drawing.room import ROOT
from briefs.document.drawing.slots import slot

HOLDS = """
import sys, time
from briefs.document.drawing.slots import slot
with slot(sys.argv[1], 1):
    print("held", flush=True)
    time.sleep(60)
"""


def test_as_many_get_in_as_there_are_places(tmp_path):
    inside, most = 0, 0
    counting = threading.Lock()

    def work():
        nonlocal inside, most
        with slot(tmp_path / "places", 2):
            with counting:
                inside += 1
                most = max(most, inside)
            time.sleep(0.05)
            with counting:
                inside -= 1

    workers = [threading.Thread(target=work) for _ in range(6)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert most == 2


def test_a_place_is_free_again_when_the_process_that_held_it_is_killed(tmp_path):
    with subprocess.Popen([sys.executable, "-c", HOLDS, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE) as other:
        other.stdout.readline()
        waited = []

        def work():
            with slot(tmp_path, 1):
                waited.append(True)

        worker = threading.Thread(target=work)
        worker.start()
        worker.join(0.2)
        assert not waited
        other.kill()
        worker.join(10)

    assert waited == [True]


def test_without_a_folder_for_the_locks_the_work_is_done_all_the_same(tmp_path):
    (tmp_path / "file").write_text("in the way")

    with slot(tmp_path / "file" / "places", 2):
        done = True

    assert done
