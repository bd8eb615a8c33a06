"""Orders for editions: one at a time for each brief and moment, in a queue, and put back there when nobody holds them."""

from django.db import transaction
from django_tasks_db.models import DBTaskResult

from briefs.models import EditionOrder
from briefs.tasks import draw_edition


def order_edition(brief, as_of, *, user, queued=True):
    """The open EditionOrder of `brief` as of a moment. `user` asks for it, unless somebody else has already.

    Of two who ask at once, in whatever processes, the database lets one make it. The order and its place in the queue
    are stored together; not `queued`, whoever asks takes it up.
    """
    with transaction.atomic():
        order, is_new = EditionOrder.objects.open().get_or_create(brief=brief, as_of=as_of, defaults={"asked_by": user})
        if is_new and queued:
            enqueue(order)
    return order


def enqueue(order):
    """Put `order` at the end of the queue. Nothing but its public id is told there."""
    draw_edition.enqueue(str(order.public_id))


def requeue(orders, now):
    """Put those of `orders` into the queue that nobody holds at `now` and that stand in it no longer. Their number.

    Whoever was killed leaves an order that is drawn by nobody once its lease is over, or one that waits although its
    place in the queue is gone.
    """
    free = list(orders.free(now).order_by("pk"))
    if not free:
        return 0
    waiting = DBTaskResult.objects.ready().filter(task_path=draw_edition.module_path)
    queued = {asked["args"][0] for asked in waiting.values_list("args_kwargs", flat=True)}
    left = [order for order in free if str(order.public_id) not in queued]
    for order in left:
        enqueue(order)
    return len(left)
