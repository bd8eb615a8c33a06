"""What is looked for: words and quoted phrases, as typed and in the one spelling that texts are indexed by."""

import re
from dataclasses import dataclass
from itertools import groupby

from records.search_key import keyed, search_key, spelled

# Straight, typographic and angular marks; whichever opens, any of them closes.
QUOTED = re.compile('["“”„‟«»‹›〝〞＂]([^"“”„‟«»‹›〝〞＂]*)["“”„‟«»‹›〝〞＂]')


@dataclass(frozen=True)
class Phrase:
    """Words that must stand one after the other: `words` as they are indexed, `written` as they were typed."""

    words: tuple[str, ...]
    written: str

    @property
    def key(self):
        return " ".join(self.words)


@dataclass(frozen=True)
class Query:
    """Phrases that must all stand in a text, in any order; none when nothing of what was typed can be looked for."""

    phrases: tuple[Phrase, ...]

    @classmethod
    def of(cls, text):
        """The Query in `text`: each word, and each phrase between quotation marks. Never raises.

        A mark that is not closed means nothing. What was typed without a space ("cease-fire", "2021-07-08") is a phrase.
        """
        found, done = [], 0
        for quoted in QUOTED.finditer(text):
            found += loose(text[done : quoted.start()])
            if key := search_key(quoted[1]):
                found.append(Phrase(tuple(key.split(" ")), quoted[1].strip()))
            done = quoted.end()
        found += loose(text[done:])
        return cls(tuple({phrase.words: phrase for phrase in found}.values()))

    @property
    def keys(self):
        return [phrase.key for phrase in self.phrases]

    def stands_in(self, key):
        """Whether every phrase stands in a text whose search key is `key`."""
        return all(f" {phrase} " in f" {key} " for phrase in self.keys)

    def __bool__(self):
        return bool(self.phrases)


def loose(text):
    """The phrases of a text without quotation marks.

    Its key is made of the whole, because some words are joined across a space ("می خواهند").
    """
    letters = keyed(text)
    key, starts = spelled(letters), [start for _char, (start, _end) in letters]
    typed = [(found.start(), found[0]) for found in re.finditer(r"\S+", text)]
    words = [(found.start(), found[0]) for found in re.finditer(r"[^ ]+", key)]

    def typed_with(word):
        return max(place for place, (start, _written) in enumerate(typed) if start <= starts[word[0]])

    return [
        Phrase(tuple(word for _at, word in together), typed[place][1])
        for place, together in groupby(words, key=typed_with)
    ]
