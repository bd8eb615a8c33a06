"""The words of a text that another text about the same may share: without endings, and without words that say nothing."""

from functools import lru_cache

from records.search_key import search_key

# Plurals: the Persian ones, which the search key joins on, and the English ones. What must be left without the ending.
SHORTEST, SHORTEST_STEM = 3, 4
HISSING = ("sh", "ch", "x", "ss", "zz")
# A word of every text, or of every statement: it tells nothing apart.
SAYING_NOTHING = frozenset(
    search_key(
        """
        a about after again all also among an and any are as at be because been before being between both but by can
        could did do does each either every for from had has have he held her his hold how if in into is it its later
        made make may more most must neither no nor not of off on once one only or other our out over own shall she
        should side since so some soon such than that the their them then there these they this those through to too
        towards two under until up upon was we were what when where which while who whom whose will with within would
        party state continue possible
        agree call effort january february march april june july august september october november december day week
        month year
        و در به از که این آن را با برای است بر تا هر دو طرف یک هم نیز باید شود شد می کند کنند های ها خود آنها همه پس چون اگر
        یا نه بود باشد شده کرد دارد دارند دهد دهند طرفها جانب او ما شما
        په د له چې او دی ده ته یو هغه دا کې سره لپاره شوی شو کړي کوي ټول دواړه باید پر هم
        في من الى على ان التي الذي عن مع هذا هذه ذلك كل او ما لا الطرفان الطرفين بين بعد قبل
        """
    ).split(" ")
)


@lru_cache(maxsize=50_000)
def stem(word):
    """A `word` of a search key in the singular, as far as its ending tells."""
    for ending in ("های", "ها"):
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word[: -len(ending)]
    if len(word) <= SHORTEST_STEM or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith("es") and word[:-2].endswith(HISSING) else word[:-1]


def forms(root):
    """The words that have the stem `root`."""
    plurals = (f"{root}s", f"{root}es", f"{root[:-1]}ies", f"{root}ها", f"{root}های")
    return [form for form in (root, *plurals) if stem(form) == root]


@lru_cache(maxsize=50_000)
def telling(word):
    """The stem of a `word` of a search key, or "" for one that tells nothing."""
    root = stem(word)
    if len(word) < SHORTEST or word.isdecimal() or word in SAYING_NOTHING or root in SAYING_NOTHING:
        return ""
    return root


def telling_words(key):
    """The stems of the words in the search key `key` that tell something."""
    return {root for word in key.split(" ") if word and (root := telling(word))}
