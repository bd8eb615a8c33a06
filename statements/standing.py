"""Which of a statement's texts stand: a text that was corrected gives way to its correction, once nothing marked gets lost."""

from statements.models import Omission


def standing(versions, reader, at=None):
    """Those of `versions`, each with its `known_passages`, that no other of them corrects wholly, as far as `reader` sees.

    A text of which a passage neither stands in its correction nor was left out of it stays beside the correction.
    Every one of `versions` is given `corrected_by`: the version that corrects it, or None.
    """
    known = {version.pk: version for version in versions}
    for version in versions:
        version.corrected_by = None
    corrections = [version for version in versions if version.corrects_id in known]
    if not corrections:
        return versions
    omissions = Omission.objects.visible_to(reader, at).filter(version__in=[version.pk for version in corrections])
    left_out = set(omissions.values_list("version_id", "passage_id"))
    replaced = set()
    for version in corrections:
        earlier = known[version.corrects_id]
        earlier.corrected_by = version
        carried = {passage.carried_from_id for passage in version.known_passages}
        if all(row.pk in carried or (version.pk, row.pk) in left_out for row in earlier.known_passages):
            replaced.add(earlier.pk)
    return [version for version in versions if version.pk not in replaced]
