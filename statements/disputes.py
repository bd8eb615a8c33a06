"""Renderings that are disputed, and the words that they touch."""


def disputes_over(passage, passages):
    """Those of the `passages` that dispute a rendering among the words of `passage`, in the order given."""
    return tuple(
        one
        for one in passages
        if one.is_disputed
        and one.version_id == passage.version_id
        and one.start < passage.end
        and passage.start < one.end
    )


def words_of(commitment, passages):
    """Where the words of `commitment` stand among the `passages` of one version: its own, or else its whole point.

    A disputed rendering within the point is no point.
    """
    own = [one for one in passages if one.commitment_id == commitment.pk]
    if own:
        return own
    whole = [one for one in passages if one.commitment_id is None and one.clause_id == commitment.clause_id]
    return [one for one in whole if not any(holds(other, one) for other in whole)]


def holds(outer, inner):
    """Whether the passage `inner` is a part of `outer`."""
    span, other = (inner.start, inner.end), (outer.start, outer.end)
    return span != other and outer.start <= inner.start and inner.end <= outer.end
