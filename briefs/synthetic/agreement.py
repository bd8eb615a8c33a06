"""A made-up peace agreement of about 120 pages, in English and Persian, with a corrected edition of both.

It is text alone: nothing here asks a database. The same seed gives the same letters on every machine.
"""

from dataclasses import dataclass, replace
from functools import cache, cached_property

from briefs.synthetic import agreement_words as words
from briefs.synthetic.chance import Chance
from records.languages import Language

ENGLISH, PERSIAN = Language.ENGLISH, Language.PERSIAN
LANGUAGES = (ENGLISH, PERSIAN)
ARTICLES, ANNEXES, ANNEX_ITEMS = 216, 4, 15
MARKS = 600
PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
LETTERS = {ENGLISH: "abcdefgh", PERSIAN: ("الف", "ب", "پ", "ت", "ث", "ج", "چ", "ح")}


@dataclass(frozen=True)
class Place:
    """Words to mark: text[start:end] (code points) in the point `number`; all of its words, or those that bind."""

    number: str
    start: int
    end: int
    is_whole: bool


def said(pair, language, filled):
    """One entry of the vocabulary in `language`, filled in."""
    entry = pair[LANGUAGES.index(language)]
    local = {name: value[LANGUAGES.index(language)] for name, value in filled}
    return entry.format(**local)


def digits(number):
    """`number` as both languages print it."""
    return f"{number}", f"{number}".translate(PERSIAN_DIGITS)


@dataclass(frozen=True)
class Sentence:
    """A sentence by what was chosen for it, so that a correction changes one choice in both languages alike."""

    deed: tuple
    filled: tuple
    subject: tuple | None = None
    time: tuple | None = None
    manner: tuple | None = None

    def parts(self, language):
        """The words, and the offset among them from which they bind; 0 when they bind nobody."""
        if self.subject is None:
            return said(self.deed, language, self.filled), 0
        subject, deed, time, manner = (
            said(pair, language, self.filled) for pair in (self.subject, self.deed, self.time, self.manner)
        )
        bound = f"shall {deed}, {manner}, {time}." if language == ENGLISH else f"{time}، {manner}، {deed}."
        return f"{subject} {bound}", len(subject) + 1


@dataclass(frozen=True)
class Line:
    """A line of the agreement: what it begins with by language, its sentences, and what follows it.

    `number` is that of the point it is, or "". `article` tells which lines belong together. With `has_typo` it is
    printed with a slip.
    """

    article: str
    lead: tuple = ("", "")
    sentences: tuple = ()
    number: str = ""
    has_typo: bool = False
    ends: str = "\n\n"

    def printed(self, language):
        """The line's words without what it begins with."""
        line = " ".join(sentence.parts(language)[0] for sentence in self.sentences)
        return misprinted(line, language) if self.has_typo else line


def misprinted(line, language):
    """`line` with a slip of the kind its language knows: two letters changed about, or a joiner that became a space."""
    if language == PERSIAN:
        head, _joiner, tail = line.rpartition("\u200c")
        return f"{head} {tail}" if head else line
    word = max(line.split(), key=len)
    return line.replace(word, f"{word[:2]}{word[3]}{word[2]}{word[4:]}", 1)


@dataclass(frozen=True)
class Edition:
    """The agreement as one language prints it: its text, and where the words of each point stand."""

    language: Language
    text: str
    points: dict

    def places(self, number_of_marks=MARKS):
        """The Places to mark, half of them whole points and half the words in these that bind; spread over the text."""
        numbers = list(self.points)
        wanted = min(len(numbers), number_of_marks // 2)
        found = []
        for rank in range(wanted):
            number = numbers[rank * len(numbers) // wanted]
            start, binding, end = self.points[number]
            # Less the full stop, as people mark.
            found += [Place(number, start, end, True), Place(number, binding, end - 1, False)]
        return found


def printed(lines, language):
    """The Edition of `lines` in `language`."""
    text, points, offset = [], {}, 0
    for line in lines:
        lead, told = line.lead[LANGUAGES.index(language)], line.printed(language)
        if line.number:
            start = offset + len(lead)
            _first, binding = line.sentences[0].parts(language)
            points[line.number] = (start, start + binding, start + len(told))
        piece = f"{lead}{told}{line.ends}"
        text.append(piece)
        offset += len(piece)
    return Edition(language, "".join(text).rstrip("\n") + "\n", points)


class Agreement:
    """The agreement of a `seed`: `original(language)` and `corrected(language)` are its Editions."""

    def __init__(self, seed=1, articles=ARTICLES, annexes=ANNEXES):
        self.seed, self.articles, self.annexes = seed, articles, annexes

    @cached_property
    def lines(self):
        return written(Chance(self.seed, "agreement"), self.articles, self.annexes)

    @cached_property
    def corrected_lines(self):
        return mended(Chance(self.seed, "correction"), self.lines)

    def original(self, language=ENGLISH):
        return printed(self.lines, language)

    def corrected(self, language=ENGLISH):
        return printed(self.corrected_lines, language)


@cache
def long_agreement(seed=1):
    """The agreement of 120 pages that benches and tests share."""
    return Agreement(seed)


def written(chance, articles, annexes):
    """The lines of an agreement, in order."""
    lines = [heading("title", words.TITLE), heading("preamble", words.PREAMBLE)]
    lines += [Line("preamble", sentences=(told(chance, pair),)) for pair in words.OPENING]
    size = -(-articles // len(words.CHAPTERS))
    for number in range(1, articles + 1):
        if number % size == 1 or size == 1:
            chapter = (number - 1) // size
            lines.append(numbered(f"chapter {chapter + 1}", words.CHAPTER, chapter + 1, words.CHAPTERS[chapter]))
        lines += article(chance, number)
    for number in range(1, annexes + 1):
        lines.append(numbered(f"annex {number}", words.ANNEX, number, chance.pick(words.CHAPTERS)))
        lines += [
            Line(f"annex {number}", item(place), (duty(chance),), f"Annex {number}, {place}", ends="\n")
            for place in range(1, ANNEX_ITEMS + 1)
        ]
    return lines


def heading(key, pair, ends="\n\n"):
    return Line(key, lead=pair, ends=ends)


def numbered(key, kind, number, title):
    """A heading such as “Chapter 3: Prisoners and the missing”."""
    return heading(key, tuple(f"{kind[at]} {digits(number)[at]}: {title[at]}" for at in range(2)))


def item(number):
    return tuple(f"{printed}. " for printed in digits(number))


def letter(place):
    return f"({LETTERS[ENGLISH][place]}) ", f"{LETTERS[PERSIAN][place]}) "


def article(chance, number):
    """The lines of one article: its heading, why it is there, its points, what is said in every other one."""
    key = f"article {number}"
    about = told(chance, chance.pick(words.TITLES))
    lines = [
        heading(key, tuple(f"{words.ARTICLE[at]} {digits(number)[at]}" for at in range(2)), ends="\n"),
        Line(key, sentences=(about,)),
    ]
    for _ in range(chance.between(1, 2)):
        reasons = tuple(told(chance, pair) for pair in chance.sample(words.REASONS, 2))
        lines.append(Line(key, sentences=reasons, has_typo=chance.happens(0.05)))
    points = chance.between(4, 7)
    for place in range(points):
        bound = (duty(chance), duty(chance)) if chance.happens(0.25) else (duty(chance),)
        ends = "\n\n" if place == points - 1 else "\n"
        mark = f"{number} ({LETTERS[ENGLISH][place]})"
        lines.append(Line(key, letter(place), bound, mark, chance.happens(0.03), ends))
    if chance.happens(0.6):
        lines.append(Line(key, sentences=(Sentence(chance.pick(words.BOILERPLATE), ()),)))
    return lines


def fillings(chance):
    """What the gaps of one sentence are filled with, each in both languages."""
    return (
        ("place", chance.pick(words.PLACES)),
        ("number", digits(chance.between(3, 400))),
        ("elders", digits(chance.between(3, 40))),
        ("days", digits(chance.between(2, 18) * 5)),
        ("annex", digits(chance.between(1, ANNEXES))),
    )


def told(chance, pair):
    return Sentence(pair, fillings(chance))


def duty(chance):
    """A sentence that binds somebody."""
    return Sentence(
        chance.pick(words.DEEDS),
        fillings(chance),
        chance.pick(words.SUBJECTS),
        chance.pick(words.TIMES),
        chance.pick(words.MANNERS),
    )


def mended(chance, lines):
    """`lines` as a correction prints them.

    Every slip is mended; one point in twelve is worded otherwise; one line of several sentences in ten loses one; a few articles
    gain a paragraph, and one stands elsewhere.
    """
    found = []
    for line in lines:
        line = replace(line, has_typo=False)
        if line.number and chance.happens(0.08):
            line = replace(line, sentences=(reworded(chance, line.sentences[0]), *line.sentences[1:]))
        if len(line.sentences) > 1 and chance.happens(0.1):
            line = replace(line, sentences=line.sentences[1:])
        found.append(line)
        if not line.number and line.sentences and chance.happens(0.02):
            found.append(Line(line.article, sentences=(told(chance, chance.pick(words.REASONS)), duty(chance))))
    return with_one_moved(chance, found)


def reworded(chance, sentence):
    """`sentence` with another time, another manner, another deed, or other figures."""
    other = duty(chance)
    name = chance.pick(["time", "manner", "deed", "filled"])
    return replace(sentence, **{name: getattr(other, name)})


def with_one_moved(chance, lines):
    """`lines` with one article, number and all, after another one further on."""
    keys = list(dict.fromkeys(line.article for line in lines if line.article.startswith("article ")))
    if len(keys) < 2:
        return lines
    moved, after = sorted(chance.sample(range(len(keys)), 2))
    taken = [line for line in lines if line.article == keys[moved]]
    rest = [line for line in lines if line.article != keys[moved]]
    place = max(index for index, line in enumerate(rest) if line.article == keys[after]) + 1
    return [*rest[:place], *taken, *rest[place:]]
