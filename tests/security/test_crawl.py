"""Everyone goes everywhere: nobody meets a word above their level, and who may see all finds every word there is."""

import logging

import pytest

from tests.security import tokens
from tests.security.crawl import EVERY_PAGE, Crawl, Lines, whole_site
from tests.security.questions import on_the_workbench, questions, searches
from tests.security.readers import ANYONE, PEOPLE, SUPERUSER

# Thousands of pages, drawn to be read: to count the lines they run through would take longer than to draw them.
pytestmark = [pytest.mark.django_db, pytest.mark.no_cover, pytest.mark.usefixtures("pages_without_watchers")]

DRAWS_EDITIONS = True
OF_EDITIONS = ("briefs.Edition.content", "briefs.Edition.pdf", "briefs.Withdrawal.reason")
# Who follows every link, and which kinds of page they ask for with every row of the corpus. For the others the same code
# runs with another clearance: a few rows of each model show that.
THOROUGH = {
    ANYONE: (EVERY_PAGE,),
    "analyst": ("change", "document", "outcome"),
    SUPERUSER: ("change", "document", "outcome"),
}


def crawled(corpus, reader):
    """The Crawl of a reader through the whole site, and all that was logged meanwhile."""
    crawl, lines = Crawl(corpus, reader), Lines()
    logging.getLogger().addHandler(lines)
    try:
        addresses = [
            *whole_site(corpus, reader, THOROUGH.get(reader.name, ())),
            *questions(reader),
            *searches(corpus.ledger),
            *(on_the_workbench(corpus) if reader.enters_record else ()),
        ]
        crawl.go(addresses, follow=reader.name in THOROUGH)
    finally:
        logging.getLogger().removeHandler(lines)
    return crawl, "\n".join(lines.kept)


@pytest.mark.parametrize("name", [ANYONE, *PEOPLE])
def test_nobody_meets_a_word_above_their_level(corpus, people, name):
    crawl, logged = crawled(corpus, people[name])

    assert [str(leak) for leak in crawl.leaks] == []
    assert [asked for asked, status in crawl.statuses.items() if status >= 500] == []
    assert [sign for sign in corpus.ledger.found_in(logged) if sign.is_word] == []


def test_who_may_see_all_finds_every_word_but_those_shown_nowhere(corpus, people):
    crawl, _logged = crawled(corpus, people[SUPERUSER])

    missing = {sign for sign in corpus.ledger.words if sign not in crawl.found}
    assert sorted(sign.where for sign in missing if shown_nowhere(sign) is None) == []
    assert sorted(sign.where for sign in set(corpus.ledger.words) - missing if shown_nowhere(sign)) == []
    assert [asked for asked, status in crawl.statuses.items() if status >= 500] == []
    print({name: len(signs) for name, signs in crawl.channels.items()})


def shown_nowhere(sign):
    """Why a word stands on no page for anyone; None if it stands on one."""
    model, _dot, name = sign.where.removesuffix(tokens.PAST).rpartition(".")
    if sign.kind == tokens.GONE:
        return "What was deleted has no page. Its past is kept for whoever has the database."
    if model == "admin.LogEntry":
        return "The log of the admin is shown to nobody."
    if sign.where == "records.ImportRun.kept_as":
        return "Under which name an uploaded file is kept, nobody needs to know."
    if sign.where in OF_EDITIONS and sign.kind == tokens.EMBARGOED:
        return "What is handed out of an edition is a reading page, and an embargo holds for all of those."
    if sign.is_past and model in ("events.Figure", "statements.Passage", "talks.Participation"):
        return "They are rows of a page: the past of rows is not told."
    if sign.is_past and sign.where.startswith(("statements.Version.document", "records.Source.document")):
        return "A document that was replaced is handed out no more."
    if sign.is_past and name.endswith("_on"):
        return "The past of a date is told without the words of its source."
    return None
