"""The real part of the labelled set: what people found to bear on the commitments of the Tehran statement."""

from bench.labelled.made import Labelled
from briefs.demo.load import load
from briefs.demo.rows import read
from statements.models import Commitment
from tracking.models import Evidence


def load_tehran():
    """Enter the Tehran record; its Labelled set: confirmed evidence is the truth, but for what came before the words."""
    load(read())
    found = Labelled(truth={key: {} for key in Commitment.objects.values_list("pk", flat=True)})
    rows = Evidence.objects.confirmed().select_related("commitment__clause__statement", "event")
    for evidence in rows:
        if not evidence.came_before:
            found.truth[evidence.commitment_id][evidence.event_id] = evidence.bearing
    return found
