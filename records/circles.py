"""Chains of records that must never lead back to their start: a place within a place, a party under a party."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def circle(start, parents_of):
    """The chain from `start` back to itself, as a list, or [] when there is none. `parents_of(node)` lists its parents."""
    trail = {start: None}
    waiting = [start]
    while waiting:
        node = waiting.pop()
        for parent in parents_of(node):
            if parent == start:
                chain = [start]
                while node is not None:
                    chain.append(node)
                    node = trail[node]
                return chain[::-1]
            if parent not in trail:
                trail[parent] = node
                waiting.append(parent)
    return []


def refuse_circle(record, field):
    """ValidationError on `field`, naming the link that closes it, if following it from a saved `record` leads back to it."""
    found = circle(record, lambda node: [parent] if (parent := getattr(node, field)) else []) if record.pk else []
    if found:
        raise ValidationError({field: circle_message(found)})


def circle_message(chain):
    """The sentence that tells an editor which link closes a circle. What lies between may be hidden, and is not named."""
    return _("This would go round in a circle: “%(chosen)s” leads back to “%(start)s”. Choose another.") % {
        "chosen": chain[1],
        "start": chain[0],
    }
