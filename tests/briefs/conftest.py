"""A small record that the tests of briefs ask about."""

import pytest

from tests.factories.statements import ClauseFactory, CommitmentFactory, PassageFactory, VersionFactory
from tests.factories.talks import PartyFactory, ProcessFactory, RoundFactory


@pytest.fixture
def talks():
    """A process with a round of 7-8 July 2021."""
    process = ProcessFactory(opened_on="2021-07-01")
    return RoundFactory(process=process, opened_on="2021-07-07", closed_on="2021-07-08", whats_next="To meet again.")


@pytest.fixture
def commitment(talks):
    """A commitment quoted from point 3 of a statement of 8 July 2021."""
    clause = ClauseFactory(statement__round=talks, statement__issued_on="2021-07-08", number="3")
    version = VersionFactory(statement=clause.statement)
    made = CommitmentFactory(clause=clause, obligors=[PartyFactory(name="Taliban")], obligors_as_written="Both sides")
    PassageFactory(clause=clause, version=version, exact="Both sides will continue talks.")
    PassageFactory(clause=clause, commitment=made, version=version, exact="continue talks")
    return made
