import pytest

from bench.workbench import Analyst, measure, version_of
from briefs.synthetic.agreement import ENGLISH, Agreement
from briefs.synthetic.agreement_record import enter_agreement
from statements.models import Passage
from tests.factories.talks import ProcessFactory

pytestmark = pytest.mark.django_db


def test_a_longer_text_is_measured_beside_one_page_and_nothing_is_left_marked():
    found = measure(rounds=1, agreement=Agreement(articles=13, annexes=1), marks=20)

    assert (found.marks, found.is_fixed) == ({"long": 20, "short": 6}, True)
    assert found.characters["long"] > 4 * found.characters["short"]
    assert found.bytes["long"] > found.bytes["short"] > 0
    assert found.ratio > 0
    assert Passage.objects.count() == 26


def test_a_page_that_fails_is_not_measured():
    statement = enter_agreement(
        ProcessFactory(), Agreement(articles=2, annexes=0), languages=(ENGLISH,), marked=(ENGLISH,), marks=4
    )
    analyst = Analyst(version_of(statement), 1)
    analyst.page_revision = "made up"

    with pytest.raises(RuntimeError, match="answered 409"):
        analyst.mark()
