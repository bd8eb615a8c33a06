"""The boxes of a proofreading page: some pages of a text, what was typed in them, and what somebody else stored meanwhile."""

import re
from dataclasses import dataclass, replace

from records.conflicts import as_opened, history_of, marked, saves_since
from records.text import clean_text, policy_errors
from statements.text.pages import LINE, PARAGRAPH, SAME_WORD, WORD, Page, cut

# So many pages stand on one proofreading page.
PAGES_SHOWN = 20
TAIL_NAMES = {"paragraph": PARAGRAPH, "line": LINE, "word": WORD, "same-word": SAME_WORD}
NAME_OF = {tail: name for name, tail in TAIL_NAMES.items()}
BOX = re.compile(r"page-([0-9]{1,6})")


@dataclass
class Box:
    """The box of one page: its number from 1, the Page in it, what is wrong with it.

    `stored` are the pieces (words, is it different) of the text that somebody else stored meanwhile, None where there is
    none; `is_taken_over` says that theirs stands in the box, as nothing had been typed here.
    """

    number: int
    page: Page
    errors: tuple = ()
    stored: list | None = None
    is_taken_over: bool = False

    @property
    def tail_name(self):
        return NAME_OF[self.page.tail]


class Sheet:
    """Pages of a stored `version` from the one numbered `first` on, with what was typed if the page was `sent`.

    `guard` is then the Guard of what the sent page says of the revision that it was opened on.
    """

    def __init__(self, version, first=1, sent=None, guard=None):
        self.version = version
        self.stored = version.pages
        self.count = len(self.stored)
        self.first = 1 + (min(max(first, 1), self.count) - 1) // PAGES_SHOWN * PAGES_SHOWN
        self.last = min(self.first + PAGES_SHOWN - 1, self.count)
        self.typed = typed_in(sent or {})
        self.is_stale = guard is not None and guard.is_stale
        # The page that has shown both texts comes back with what was chosen.
        self.is_contested = self.is_stale or (guard is not None and guard.is_resolving)
        self.first_opened = guard.boxes()["first_opened"] if guard else ""
        self.history = history_of(version) if self.is_contested else []
        self.saves = saves_since(self.history, guard.known) if self.is_contested else []
        self.opened = self.pages_as_opened(guard.known) if self.is_contested else self.stored
        self.boxes = [self.box(number) for number in range(self.first, self.last + 1)]

    def pages_as_opened(self, revision):
        """The pages of the text at `revision`, as far as they can be set beside today's."""
        row = as_opened(self.history, revision)
        pages = cut(row.text, row.page_starts) if row else []
        return pages if len(pages) == self.count else []

    def box(self, number):
        typed, stored = self.typed.get(number), self.stored[number - 1]
        if typed is not None and typed.tail is None:
            typed = replace(typed, tail=stored.tail)
        if typed is None or same(typed, stored):
            return Box(number, stored)
        opened = self.opened[number - 1] if self.opened else None
        if self.is_stale and opened and same(typed, opened):
            return Box(number, stored, is_taken_over=True)
        errors = tuple(message for error in policy_errors(typed.body, multi_line=True) for message in error.messages)
        if opened and same(stored, opened):
            return Box(number, typed, errors)
        return Box(number, typed, errors, stored=marked(stored.body, typed.body))

    @property
    def left_over(self):
        """Pairs (number, Page) of what was typed for pages that the text no longer has."""
        return sorted((number, page) for number, page in self.typed.items() if number > self.count)

    @property
    def has_conflict(self):
        return any(box.stored is not None for box in self.boxes) or bool(self.left_over)

    @property
    def is_changed(self):
        """Whether anything stands in the boxes that is not stored."""
        return any(not same(box.page, self.stored[box.number - 1]) for box in self.boxes)

    @property
    def is_faulty(self):
        return any(box.errors for box in self.boxes)

    @property
    def pages(self):
        """All the pages of the text, those on the sheet as they stand in their boxes."""
        pages = list(self.stored)
        pages[self.first - 1 : self.last] = [box.page for box in self.boxes]
        return pages

    @property
    def parts(self):
        """(first, last) of every sheet that the text fills."""
        starts = range(1, self.count + 1, PAGES_SHOWN)
        return [(start, min(start + PAGES_SHOWN - 1, self.count)) for start in starts]


def typed_in(sent):
    """{number: Page} of the boxes that a page sends; the tail is None where the page asks for none."""
    pages = {}
    for name in sent:
        if match := BOX.fullmatch(name):
            pages[int(match[1])] = Page(clean_text(sent[name]), TAIL_NAMES.get(sent.get(f"tail-{match[1]}")))
    return pages


def same(one, other):
    """Whether two Pages are the same; what parts a page without text from the next counts for nothing."""
    return one == other or (one.is_empty and replace(one, tail=other.tail) == other)
