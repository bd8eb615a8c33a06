"""Words that stand in one field of one row and nowhere else: whoever reads one has read that row."""

import re
from dataclasses import dataclass, field
from itertools import count

# The fourth letter says who may read the word, so that a search for the first four finds every one of its kind.
PUBLIC, RESTRICTED, CONFIDENTIAL = "p", "r", "c"
EMBARGOED = "e"  # public some day; until then seen in the admin alone
HIDDEN = (RESTRICTED, CONFIDENTIAL, EMBARGOED)
TEAM = "t"  # the names of accounts: seen by whoever has a role
ACCOUNTS = "a"  # what an account holds beside its name: seen by whoever keeps accounts
INFORMANTS = "i"
GONE = "g"  # of a deleted record: seen by nobody

# What stands behind the name of a field whose words were replaced since.
PAST = ", before it was changed"
SIGNS = re.compile(r"zqx[a-z]{6}|\b7\d{7}\b|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


@dataclass(frozen=True)
class Sign:
    """A word, key or public id; `kind` is one of the letters above, `where` the model, field and row it stands in."""

    text: str
    kind: str
    where: str

    @property
    def is_word(self):
        return self.text.startswith("zqx")

    @property
    def is_past(self):
        return self.where.endswith(PAST)


@dataclass
class Ledger:
    """All signs of a corpus."""

    signs: dict = field(default_factory=dict)
    keys: dict = field(default_factory=dict)

    def word(self, kind, where):
        """A new word of a `kind`."""
        number, letters = len(self.signs), ""
        for _place in range(5):
            number, digit = divmod(number, 26)
            letters = chr(ord("a") + digit) + letters
        return self.note(f"zqx{kind}{letters}", kind, where)

    def key(self, kind, model):
        """A new primary key for a row of `model`: eight digits that no row of another model has.

        The database counts on from the greatest key it knows; the gaps leave room for rows that nobody wrote down.
        """
        numbers = self.keys.setdefault(model, count(70_000_000 + 100_000 * (1 + len(self.keys)), 100))
        return int(self.note(str(next(numbers)), kind, f"{model._meta.label} key"))

    def note(self, text, kind, where):
        self.signs[text] = Sign(text, kind, where)
        return text

    def make_past(self, value):
        """Write down that the words of `value` are left in a history alone."""
        for sign in self.found_in(repr(value)):
            self.note(sign.text, sign.kind, f"{sign.where}{PAST}")

    def found_in(self, text):
        """The signs that stand in `text`."""
        found = {match.lower() for match in SIGNS.findall(text)}
        return {self.signs[match] for match in found if match in self.signs}

    @property
    def words(self):
        return [sign for sign in self.signs.values() if sign.is_word]
