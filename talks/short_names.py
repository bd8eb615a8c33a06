"""Short names in addresses for processes that a dataset brings."""

from django.utils.text import slugify

from records.beside import stand_beside
from talks.models import Process

LENGTH = Process._meta.get_field("slug").max_length


def short_name(name, otherwise, person):
    """{"slug", "beside"} for a new process called `name`, beside those of its short name that `person` does not see.

    Where they see one of it, `otherwise` is put behind it, a word of the dataset by which it knows the process.
    """
    base, number = slugify(name) or "process", 1
    process = Process(slug=base[:LENGTH].rstrip("-"))
    while stand_beside(process, person):
        end = f"-{slugify(otherwise)}" if number == 1 else f"-{slugify(otherwise)}-{number}"
        process = Process(slug=base[: LENGTH - len(end)].rstrip("-") + end)
        number += 1
    return {"slug": process.slug, "beside": process.beside}
