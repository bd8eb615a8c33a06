"""Words of the usual text of the tests, selected as somebody would."""

from statements.marking import selected

WAR = "War is not the solution to the problem."


def words(version, exact):
    """The selection of the words `exact`, where they first stand in `version`."""
    start = version.text.index(exact)
    return selected(version, start, start + len(exact), exact)
