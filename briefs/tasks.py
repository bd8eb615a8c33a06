"""What is done away from pages."""

import logging

from django.utils import timezone
from django_tasks import task

from briefs.at_work import note_at_work
from briefs.models import EditionOrder
from briefs.taking_up import take_up

logger = logging.getLogger(__name__)


@task()
def draw_edition(public_id):
    """Take up the order with this public id, unless it has ended, is gone, or is in other hands.

    Nothing goes back and nothing is raised: the queue would store it, and an exception may hold words of the record.
    """
    try:
        order = EditionOrder.objects.select_related("brief__process", "asked_by").filter(public_id=public_id).first()
        if order is None:
            return
        take_up(order, clock=timezone.now, tell=lambda step, steps: note_at_work(timezone.now()))
    except Exception as error:
        logger.error("The order %s could not be ended (%s).", public_id, type(error).__qualname__)
