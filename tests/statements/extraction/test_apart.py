"""Files are opened in a process of their own: what goes wrong there is a sentence here, and nothing worse."""

import subprocess
import sys
import threading

import pytest

from statements.extraction import child
from statements.extraction.apart import apart, draw, environment, picture
from statements.extraction.limits import MIB, UPLOAD, Allowance
from statements.extraction.refusals import Refused, Unsure
from statements.extraction.sentences import SENTENCES, sentence
from tests.statements.extraction import files


def refusal(ask, *arguments):
    with pytest.raises(Refused) as refused:
        ask(*arguments)
    assert sentence(refused.value)
    return refused.value.name


def test_a_document_is_drawn_page_by_page():
    drawn = draw(files.pdf("<p>1. Both sides agree.</p>", "", "<p>2. They go on.</p>"))

    assert drawn.kind == "pdf"
    assert drawn.text_and_starts == ("1. Both sides agree.\n\n2. They go on.", [0, 22, 22])
    assert drawn.without_text == [2]


def test_a_text_in_an_uncertain_encoding_is_asked_about_and_read_as_chosen():
    data = "сентябрь".encode("koi8_r")

    with pytest.raises(Unsure) as unsure:
        draw(data)

    assert "koi8_r" in [choice.encoding for choice in unsure.value.choices]
    assert draw(data, "koi8_r").pages[0].body == "сентябрь"


def test_a_text_of_nothing_but_what_is_taken_out_is_refused():
    assert refusal(draw, "\u200b\u200b".encode()) == "no_text"


def test_a_picture_is_a_png_of_its_page():
    data = files.pdf("<p>One</p>", "<p>Two</p>")

    first, second = picture(data, 1), picture(data, 2)

    assert first.startswith(b"\x89PNG")
    assert first != second


@pytest.mark.parametrize(("data", "number"), [(files.of_pages(1), 2), (files.of_pages(1), 0), (b"One", 1)])
def test_a_page_that_there_is_not_has_no_picture(data, number):
    assert refusal(picture, data, number) == "no_such_page"


def test_a_file_of_the_greatest_size_is_read_and_none_larger():
    assert len(draw(b"x\n" * 999 + b" " * (1 * MIB)).pages) == 1
    assert refusal(draw, b" " * (UPLOAD + 1)) == "too_large"


@pytest.mark.parametrize("number", [300_000_000, 2_000_000_000])
def test_an_object_stream_that_is_a_bomb_is_stopped(number):
    assert refusal(draw, files.object_stream_bomb(number)) == "bomb"


def test_a_bomb_within_a_bomb_is_stopped_by_the_bound_on_memory():
    assert refusal(draw, files.object_stream_bomb(2_000_000_000, times=2)) in (
        "too_much_memory",
        "broke_off",
        "cut",
        "damaged",
    )


def test_a_word_document_that_is_a_bomb_is_stopped():
    data = files.replaced_part(files.word("x"), "word/media/image.bin", b"\0" * 200_000_000)

    assert refusal(draw, data) == "bomb"


@pytest.fixture
def task(monkeypatch):
    """Lets the process have less than it needs: `task("read", wait=…)`."""

    def bounded(name, **bounds):
        allowance = Allowance(**{"wait": 60, "processor": 40, "memory": 1024 * MIB, **bounds})
        monkeypatch.setitem(child.TASKS, name, (child.TASKS[name][0], allowance))

    return bounded


def test_a_process_that_takes_too_long_is_ended(task):
    task("read", wait=0)

    assert refusal(draw, b"One") == "too_slow"


def test_a_process_that_breaks_off_is_a_refusal():
    # A page that is no number.
    assert refusal(apart, "picture", files.of_pages(1), "first") == "broke_off"


def test_what_the_reader_may_use_is_held_by_the_system():
    script = (
        "import resource, sys; from statements.extraction.limits import Allowance, MIB; "
        "Allowance(wait=9, processor=7, memory=900 * MIB, written=5).hold(); "
        "print([resource.getrlimit(one) for one in (resource.RLIMIT_CPU, resource.RLIMIT_FSIZE, resource.RLIMIT_CORE)])"
    )

    status, said = of_script(script)

    assert (status, said) == (0, "[(7, 7), (5, 5), (0, 0)]")


def test_a_bound_of_the_system_that_is_lower_stays():
    script = (
        "import resource; from statements.extraction.limits import Allowance, MIB; "
        "resource.setrlimit(resource.RLIMIT_CPU, (5, 5)); "
        "Allowance(wait=9, processor=7, memory=900 * MIB).hold(); print(resource.getrlimit(resource.RLIMIT_CPU))"
    )

    assert of_script(script) == (0, "(5, 5)")


def test_a_task_that_takes_more_memory_than_is_allowed_says_so():
    script = (
        "import io, sys; from statements.extraction import child, limits; "
        "child.TASKS['read'] = (lambda data: bytearray(4 * 1024 * limits.MIB), limits.READING); "
        "sys.exit(child.main(['read'], io.BytesIO(b''), sys.stdout.buffer))"
    )

    assert of_script(script) == (child.REFUSED, '{"name": "too_much_memory", "facts": {}}')


def of_script(script):
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout.strip()


def test_a_process_learns_no_secret_of_the_site(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "hush")
    monkeypatch.setenv("PARLEY_TEST", "told")

    assert "SECRET_KEY" not in environment()
    assert environment()["PARLEY_TEST"] == "told"


def test_while_others_are_read_one_waits_its_turn_and_is_told(task):
    task("read", wait=0)
    slots = threading.BoundedSemaphore(1)
    slots.acquire()

    with pytest.raises(Refused) as refused:
        apart("read", b"One", slots=slots)

    assert refused.value.name == "busy"
    slots.release()
    slots.acquire()


def test_every_refusal_has_a_sentence_with_a_remedy():
    facts = dict.fromkeys(("most", "what", "found", "page", "debian", "fedora", "macos"), "X")

    for name in SENTENCES:
        told = sentence(Refused(name, **facts))
        assert told.endswith(".")
        assert "%(" not in told
