"""Three editions of the brief on the Tehran meeting, each of which knows what was known by then."""

from briefs.foreground import issue_now
from briefs.keeping import kept_brief
from briefs.scope import scope_on
from records.levels import Level
from records.moments import moment
from talks.models import Process

TALKS = "intra-afghan-talks"
# Four days after the meeting; after the talks in Doha; when it was over. The last is what `make run` writes to a file.
LAST = "2021-08-31"
MOMENTS = ("2021-07-12T18:00Z", "2021-07-20", LAST)


def issue_demo_editions(*, clock, tell=None):
    """Issue those of the editions that have not been, and return how many. NotIssued when one cannot be.

    Without public talks of that name there is nothing to issue. What stands already is left, whatever it says.
    """
    process = Process.objects.visible_to(Level.PUBLIC).filter(slug=TALKS).first()
    if process is None:
        return 0
    brief = kept_brief(scope_on(process, Level.PUBLIC))
    issued = set(brief.editions.values_list("as_of", flat=True))
    missing = [at for at in map(moment, MOMENTS) if at not in issued]
    for at in missing:
        issue_now(brief, at, clock=clock, tell=tell)
    return len(missing)
