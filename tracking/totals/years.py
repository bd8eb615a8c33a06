"""The PAM index of an accord year by year, from the assessments that came with the Peace Accords Matrix."""

from collections import Counter

from records.models import Dataset
from tracking.models import Assessment
from tracking.totals.index import index_of

Status = Assessment.Status


def indexes_of_years(statement, reader, *, with_review, at=None):
    """{year: Index} of an accord, from its imported assessments that `reader` may see at the moment `at`.

    Those that left review count; `with_review`, those in review too, for whoever is to look at them. Of two of one year on
    one provision the one imported last counts; what its publisher has withdrawn does not.

    A provision whose implementation cell was empty has no assessment, so it is counted neither among the points nor among
    the provisions of that year. The file's own column agg_implem_score may treat it otherwise; the import warns of that.
    """
    statuses = [Status.PUBLISHED, Status.IN_REVIEW] if with_review else [Status.PUBLISHED]
    rows = Assessment.objects.visible_to(reader, at).filter(
        commitment__clause__statement=statement, dataset=Dataset.PAM, withdrawn_in=None, status__in=statuses
    )
    ratings = {}
    for as_of, commitment, rating in rows.order_by("pk").values_list("as_of", "commitment", "rating"):
        ratings.setdefault(as_of.year, {})[commitment] = rating
    return {year: index_of(Counter(ratings[year].values())) for year in sorted(ratings)}


def index_of_year(statement, year, reader, *, with_review, at=None):
    """The Index of one year, as `indexes_of_years`; one of nothing for a year that was not imported."""
    return indexes_of_years(statement, reader, with_review=with_review, at=at).get(year, index_of({}))
