"""How long something takes, whatever else counts the lines it runs through."""

import sys
import time


def seconds_of(work):
    """The seconds of CPU that `work`, a function without arguments, takes while no lines are counted."""
    tracer = sys.gettrace()
    sys.settrace(None)
    began = time.process_time()
    try:
        work()
        return time.process_time() - began
    finally:
        sys.settrace(tracer)
