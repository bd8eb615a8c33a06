"""Drawing in the warm room: every limit ends in a sentence, and what falls there takes nothing with it."""

import os
import signal
import socket
import sys
import threading
import time
from pathlib import Path

import pytest

from briefs.document.drawing.drawn import RenderingFailed
from briefs.document.drawing.limits import MIB, Allowance, size_now
from briefs.document.drawing.render import draw_chapter
from briefs.document.drawing.room import ROOMS, Room, draw_apart
from briefs.document.glyphs import MissingGlyph

PAGE = '<html lang="en"><head><title>A page</title></head><body>{}</body></html>'
SHORT = {"html": PAGE.format("<p>راه‌حل</p>")}
# Two or three seconds of work.
LONG = {"html": PAGE.format("<p>Some words that fill a line or two of a page, again and again and again.</p>" * 1200)}
# Many megabytes of elements, and nothing to see.
LARGE = {"html": PAGE.format("<div></div>" * 20_000)}


def children(pid):
    """The ids of the processes that a process started."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def drawers():
    """The ids of the processes that draw in the room of this process."""
    return [drawer for clerk in children(ROOMS.get().process.pid) for drawer in children(clerk)]


def eventually(found, seconds=20):
    """What `found` gives once it gives something."""
    ends = time.monotonic() + seconds
    while not (what := found()):
        assert time.monotonic() < ends
        time.sleep(0.01)
    return what


def test_a_chapter_drawn_apart_is_the_same_chapter():
    assert draw_apart("x", SHORT) == draw_chapter(SHORT["html"])


def test_no_process_is_left_when_a_chapter_is_drawn():
    draw_apart("x", SHORT)

    assert eventually(lambda: not children(ROOMS.get().process.pid))


def test_the_room_is_warm_for_the_chapters_that_follow():
    draw_apart("x", SHORT)
    room = ROOMS.get()

    draw_apart("x", SHORT)

    assert ROOMS.get() is room


def test_a_letter_without_a_glyph_comes_back_as_what_it_is():
    with pytest.raises(MissingGlyph, match=r"^No font of the brief can draw “☂” \(U\+2602 UMBRELLA\)"):
        draw_apart("x", {"html": PAGE.format("<p>☂</p>")})


@pytest.mark.parametrize("address", ["https://example.org/a.png", "file:///etc/passwd", "http://127.0.0.1:9/"])
def test_a_file_or_an_address_outside_comes_back_as_a_sentence(address):
    with pytest.raises(RenderingFailed, match=rf"^The brief asked for “{address}”, which is not among its own files."):
        draw_apart("x", {"html": PAGE.format(f'<img alt="" src="{address}">')})


def test_a_renderer_that_breaks_comes_back_as_a_sentence():
    with pytest.raises(RenderingFailed, match=r"^The renderer gave up on it \(KeyError: 'no such style'\)."):
        draw_apart("x", {**SHORT, "style": "no such style"})


@pytest.mark.parametrize(
    ("order", "allowance", "said"),
    [
        (LONG, Allowance(wait=0.3), "more than the 0.3 seconds that it has"),
        (LONG, Allowance(processor=1), "more than the 1 seconds of a processor that it has"),
        (LARGE, Allowance(memory=3 * MIB), "more than the 3 MB of memory that it has"),
    ],
)
def test_a_limit_ends_the_chapter_in_a_sentence_that_names_it_and_says_what_to_do(order, allowance, said):
    with pytest.raises(RenderingFailed) as caught:
        draw_apart("C1–C4", order, allowance)

    assert str(caught.value).startswith(f"Drawing “C1–C4” took {said}")
    assert str(caught.value).endswith(
        "and was stopped. Narrow the brief to fewer commitments, to one round or statement, or to a shorter time."
    )
    assert draw_apart("x", SHORT).pages == 1
    assert eventually(lambda: not drawers())


def test_more_pages_than_a_chapter_may_have_end_it_too():
    with pytest.raises(RenderingFailed, match=r"^“sources” has \d+ pages, more than the 9 that one chapter may have."):
        draw_apart("sources", LONG, Allowance(pages=9))


def test_a_library_that_ends_the_process_is_taken_for_want_of_memory():
    failed = []

    def work():
        with pytest.raises(RenderingFailed, match=r"memory that it has, or broke off \(status -6\), and was stopped."):
            draw_apart("x", LONG)
        failed.append(True)

    assert eventually(lambda: not drawers())
    worker = threading.Thread(target=work)
    worker.start()
    os.kill(eventually(drawers)[0], signal.SIGABRT)
    worker.join()

    assert failed


@pytest.mark.parametrize("times", [1, 2])
def test_a_chapter_whose_process_is_killed_is_drawn_once_more(times):
    ended = []

    def work():
        try:
            ended.append(draw_apart("C1–C4", LONG))
        except RenderingFailed as error:
            ended.append(str(error))

    assert eventually(lambda: not drawers())
    worker = threading.Thread(target=work)
    worker.start()
    killed = set()
    for _time in range(times):
        (drawer,) = eventually(lambda: [one for one in drawers() if one not in killed])
        killed.add(drawer)
        os.kill(drawer, signal.SIGKILL)
    worker.join()

    if times == 1:
        assert ended == [draw_chapter(LONG["html"])]
    else:
        assert ended[0].startswith("The process that drew “C1–C4” was killed twice from outside")


def test_a_chapter_is_drawn_once_more_when_the_one_who_waits_for_it_there_is_killed_too():
    ended = []
    assert eventually(lambda: not drawers())
    worker = threading.Thread(target=lambda: ended.append(draw_apart("C1–C4", LONG).pages))
    worker.start()

    eventually(drawers)
    for clerk in children(ROOMS.get().process.pid):
        os.killpg(clerk, signal.SIGKILL)
    worker.join()

    assert ended == [draw_chapter(LONG["html"]).pages]


def test_a_connection_that_nobody_holds_any_more_harms_nothing():
    room = ROOMS.get()
    ours, theirs = socket.socketpair()
    socket.send_fds(room.control, [b"!"], [theirs.fileno()])
    ours.close()
    theirs.close()

    assert eventually(lambda: not children(room.process.pid))
    assert draw_apart("x", SHORT).pages == 1
    assert ROOMS.get() is room


def test_where_the_system_does_not_say_how_large_a_process_is_it_counts_from_nothing():
    assert size_now() > 50 * MIB
    assert size_now("/proc/no/such/file") == 0


def test_a_room_that_was_killed_is_made_anew():
    first = ROOMS.get()
    first.process.kill()

    assert draw_apart("x", SHORT).pages == 1
    assert ROOMS.get() is not first


def test_a_room_that_died_unnoticed_counts_as_cut_off_and_is_made_anew():
    # Its process has ended, but this one has not been told yet.
    ROOMS.get().control.shutdown(2)

    assert draw_apart("x", SHORT).pages == 1


def test_a_renderer_that_cannot_be_started_is_reported_in_its_own_words():
    with pytest.raises(RenderingFailed, match=r"^The renderer could not be started: Pango is not installed\.$"):
        Room([sys.executable, "-c", "import sys; sys.exit('Pango is not installed.')"])
    with pytest.raises(RenderingFailed, match=r"^The renderer could not be started: it ended before it was warm\.$"):
        Room([sys.executable, "-c", ""])


def test_the_room_is_told_no_secrets(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "a-secret-of-the-site")
    monkeypatch.setenv("DATABASE_URL", "postgres://parley:a-secret-of-the-site@host/parley")
    room = Room()

    environment = Path(f"/proc/{room.process.pid}/environ").read_bytes()
    room.close()

    assert b"PATH=" in environment
    assert b"a-secret-of-the-site" not in environment


def test_a_room_ends_with_the_process_that_made_it():
    room = Room()

    room.close()

    assert room.process.returncode == 0
    assert not room.is_usable


def test_a_room_that_does_not_listen_is_ended_all_the_same(monkeypatch):
    monkeypatch.setattr("briefs.document.drawing.room.ENDS_IN", 0.1)
    room = Room()
    os.kill(room.process.pid, signal.SIGSTOP)

    room.close()

    assert room.process.returncode == -signal.SIGKILL


def test_a_fork_of_this_process_makes_a_room_of_its_own():
    ROOMS.get()

    child = os.fork()
    if not child:
        os._exit(0 if ROOMS.room is None else 1)
    _pid, status = os.waitpid(child, 0)

    assert status == 0
    assert ROOMS.room is not None
