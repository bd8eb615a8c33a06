"""The Tehran meeting of 7-8 July 2021 and what came after it: facts from public reporting, worded by us."""

from briefs.demo.tehran.happenings import enter_events
from briefs.demo.tehran.judgements import enter_tracking
from briefs.demo.tehran.sources import enter_sources
from briefs.demo.tehran.table import enter_talks
from briefs.demo.tehran.words import enter_statements


def enter(desk):
    """Enter the whole record at `desk`, in the order in which an editor would."""
    sources = enter_sources(desk)
    talks = enter_talks(desk, sources)
    statements = enter_statements(desk, sources, talks)
    events = enter_events(desk, sources, talks)
    enter_tracking(desk, talks, statements, events)
