"""What selected words suggest of the commitment in them, for a person to confirm: a summary, a kind, who, by when."""

import re
from dataclasses import dataclass

from records.levels import AFTER_EVERY_EMBARGO
from statements.models import Commitment, Deadline
from statements.obligors import PHRASES
from statements.text.markers import marker_at
from talks.models import Participation

SUMMARY_LENGTH = 120
# How far around the words a sentence is looked for, in code points.
AROUND = 400
SENTENCE_END = re.compile(r"[.!?؟۔\n]")

SOON = (
    *("as soon as possible", "at the earliest possible", "without delay", "immediately"),
    *("در اسرع وقت", "هرچه زودتر", "هر چه زودتر", "ژر تر ژره", "في أقرب وقت", "في أسرع وقت"),
)
# The first that stands in the words is offered. Stems, because texts inflect.
KINDS = (
    (Commitment.Kind.CONDEMN, ("condemn", "محکوم", "غندي", "يدين", "تدين")),
    (Commitment.Kind.REFRAIN, ("refrain", "shall not", "will not", "cease", "خودداری", "ډډه", "الامتناع")),
    (Commitment.Kind.CONTINUE, ("continue", "ادامه", "دوام", "مواصلة")),
    (Commitment.Kind.NEGOTIATE, ("negotiat", "talks", "dialogue", "مذاکر", "خبرې", "مفاوض")),
    (Commitment.Kind.FACILITATE, ("facilitate", "allow", "enable", "تسهیل", "اسانتيا", "تسهيل")),
    (Commitment.Kind.REPORT, ("report", "notify", "inform", "گزارش", "راپور", "تقرير")),
    (Commitment.Kind.DECLARE, ("declare", "believe", "hold that", "agree that", "باور", "اعلام", "اعلن")),
)


@dataclass(frozen=True)
class Suggestion:
    """What the boxes of a new commitment start with."""

    summary: str
    kind: str
    obligors_as_written: str
    terms: str
    deadline_words: str


def suggestion(text, start, end, point=None):
    """The Suggestion for text[start:end]. Who is bound is looked for in the words, then in their sentence, then in
    `point`, a pair (start, end) or None."""
    words = text[start:end]
    bound = phrase_in(words, PHRASES) or phrase_in(sentence_around(text, start, end), PHRASES)
    if not bound and point:
        bound = phrase_in(text[point[0] : point[1]], PHRASES)
    soon = phrase_in(words, SOON)
    plain = words.casefold()
    kind = next((kind for kind, stems in KINDS if any(stem in plain for stem in stems)), Commitment.Kind.ACT)
    return Suggestion(shortened(words), kind, bound, Deadline.Terms.SOON if soon else Deadline.Terms.NONE, soon)


def shortened(words):
    """`words` on one line, cut between two of them where they are longer than a summary should be."""
    line = re.sub(r"\s+", " ", words).strip(' .,:;،؛“”"«»')
    line = line[:1].upper() + line[1:]
    if len(line) <= SUMMARY_LENGTH:
        return line
    cut = line.rfind(" ", 0, SUMMARY_LENGTH)
    return line[: cut if cut > 0 else SUMMARY_LENGTH] + "…"


def phrase_in(text, phrases):
    """The first of `phrases` that stands in `text` as words, as written there; "" if none does."""
    found = []
    for phrase in phrases:
        pattern = r"\s+".join(map(re.escape, phrase.split()))
        if match := re.search(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE):
            found.append((match.start(), -len(match[0]), match[0]))
    return re.sub(r"\s+", " ", min(found)[2]) if found else ""


def sentence_around(text, start, end):
    """The sentence that text[start:end] stands in, as far as it is near."""
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    ends = [match.end() for match in SENTENCE_END.finditer(before)]
    closes = SENTENCE_END.search(after)
    return before[ends[-1] if ends else 0 :] + text[start:end] + after[: closes.start() if closes else len(after)]


def label_before(text, start):
    """The number printed at the head of the line in which `start` lies: “3”, “(a)”; "" if there is none."""
    line = text.rfind("\n", 0, start) + 1
    while line < start and text[line].isspace():
        line += 1
    marker = marker_at(text, line, {})
    if marker is None:
        return ""
    counts_alone = marker.style[0] == "decimal" and len(marker.numbers) == 1
    return str(marker.numbers[0]) if counts_alone else marker.label


def participants(round_, reader):
    """The parties of `round_` that `reader` sees, those that negotiate first."""
    if round_ is None:
        return []
    rows = Participation.objects.visible_to(reader, AFTER_EVERY_EMBARGO).filter(round=round_).select_related("party")
    negotiating = Participation.Role.NEGOTIATING
    rows = sorted(rows, key=lambda row: (row.role != negotiating, row.pk))
    return list(dict.fromkeys(row.party for row in rows))
