"""What reading a file may end in, other than a text. Nothing of Django is loaded here: each picture starts a process."""

from dataclasses import dataclass


class Refused(Exception):
    """The file is not read. `name` is one of SENTENCES in sentences.py, `facts` what stands in it."""

    def __init__(self, name, **facts):
        self.name, self.facts = name, facts
        super().__init__(name)


@dataclass(frozen=True)
class Choice:
    """One way to read a text whose encoding is not certain: a name that Python knows, and its first lines so read."""

    encoding: str
    lines: str


class Unsure(Exception):
    """The text can be read in several ways; `choices` are the Choices, the likeliest first, for a person to pick one."""

    def __init__(self, choices):
        self.choices = tuple(choices)
        super().__init__("encoding")


def size(number):
    """`number` of bytes in words, in whole megabytes."""
    return f"{number // (1024 * 1024)} MB"
