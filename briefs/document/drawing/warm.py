"""The warm room: a process that has loaded all that drawing needs, and forks itself for each chapter.

`python -m briefs.document.drawing.warm` with a socket as its standard input; `room.py` starts it and talks to it. It says
hello with what it draws with, then takes one connection after the other. On each, a clerk is forked; the clerk forks the
process that draws, waits for it and says how it ended. So a chapter can do no harm that outlives it, and pays only the few
milliseconds of two forks.

What is said on a connection: in, the Allowance and then the order, as JSON; out, the number of the clerk's process, then
the answer: DRAWN and the bytes of a Drawn, REFUSED and a sentence, or ENDED and the status of the process that died.
"""

import gc
import json
import os
import signal
import socket
import sys
import tempfile
import traceback
from multiprocessing.connection import Connection

from briefs.document.drawing.drawn import RenderingFailed
from briefs.document.drawing.limits import Allowance
from briefs.document.glyphs import MissingGlyph

DRAWN, REFUSED, MISSING, MEMORY, ENDED = b"d", b"r", b"g", b"m", b"e"


def main(control):
    # The renderer keeps its fonts in files, which have to go with the room, however its modules come to their end.
    with tempfile.TemporaryDirectory(prefix="parley-drawing-") as tempfile.tempdir:
        keep_room(control)


def keep_room(control):
    """Get warm, say hello, and fork for each connection until nobody listens any more."""
    from briefs.document.drawing import render

    render.warm_up()
    # What is there now is shared by all children: their collector need not look at it, and so does not copy it.
    gc.collect()
    gc.freeze()
    control.sendall(render.renderer().encode() + b"\n")
    # Nobody waits for the clerks; the system clears them away.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        word, handles, _flags, _address = socket.recv_fds(control, 1, 1)
        if not word:
            return
        (handle,) = handles
        if not os.fork():
            # Whatever happens, a fork ends here and without cleaning up: the fonts on the disk belong to the room.
            try:
                control.close()
                serve(Connection(handle), render.draw_chapter)
            finally:
                os._exit(1)
        os.close(handle)


def serve(connection, draw):
    """What the clerk does; never returns."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    # A group of its own, so that whoever waits can end it and the process that draws together.
    os.setpgid(0, 0)
    connection.send_bytes(str(os.getpid()).encode())
    drawer = os.fork()
    if not drawer:
        answer(connection, draw)
    _pid, status = os.waitpid(drawer, 0)
    if status:
        connection.send_bytes(ENDED + str(os.waitstatus_to_exitcode(status)).encode())
    os._exit(0)


def answer(connection, draw):
    """What the process does that draws; never returns."""
    allowance = Allowance(**json.loads(connection.recv_bytes()))
    order = json.loads(connection.recv_bytes())
    allowance.hold()
    # Boxes and tags are full of circles, all in use to the end: to look through them often takes a tenth of the time.
    gc.set_threshold(50_000, 20, 100)
    try:
        said = DRAWN + draw(**order, most_pages=allowance.pages).to_bytes()
    except MissingGlyph as error:
        said = MISSING + json.dumps([error.character, error.text]).encode()
    except RenderingFailed as error:
        said = REFUSED + str(error).encode()
    except MemoryError:
        said = MEMORY
    except Exception as error:
        traceback.print_exc()
        said = REFUSED + f"The renderer gave up on it ({type(error).__name__}: {error}).".encode()
    connection.send_bytes(said)
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main(socket.socket(fileno=0)))
