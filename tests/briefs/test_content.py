"""What a brief may know: nothing later than its moment, nothing above its level."""

import datetime as dt

import pytest

from briefs.document.content import NothingOnRecord, brief_content
from briefs.document.shape import content_hash, to_json
from briefs.scope import Scope, scope_of, scope_on
from records.levels import Level
from tests.factories.briefs import BriefFactory
from tests.factories.events import EventFactory, EventPartyFactory, FigureFactory, QuestionFactory, ReportFactory
from tests.factories.records import SourceFactory
from tests.factories.statements import (
    CommitmentFactory,
    DeadlineFactory,
    StatementFactory,
    ThemeFactory,
)
from tests.factories.talks import (
    NamingFactory,
    ParticipationFactory,
    PartyFactory,
    PersonFactory,
    RoundFactory,
)
from tests.factories.tracking import AssessmentFactory, EvidenceFactory

pytestmark = pytest.mark.django_db

EIGHTH = dt.datetime(2021, 7, 8, 18, tzinfo=dt.UTC)
NINTH = dt.datetime(2021, 7, 9, 18, tzinfo=dt.UTC)
AUGUST = dt.datetime(2021, 8, 31, tzinfo=dt.UTC)


def told(subject, as_of=AUGUST, level=Level.PUBLIC):
    return brief_content(scope_on(subject, level), as_of=as_of)


def test_before_the_process_began_nothing_was_on_record(talks):
    with pytest.raises(NothingOnRecord, match=r"As of 30 June 2021 nothing was on record: .* opened on 1 July 2021"):
        told(talks.process, dt.datetime(2021, 6, 30, 23, tzinfo=dt.UTC))


def test_a_process_of_which_nothing_may_be_seen_has_no_brief(talks):
    talks.level = Level.CONFIDENTIAL
    talks.save()

    with pytest.raises(NothingOnRecord, match="that public readers may see"):
        told(talks.process)


def test_an_event_stands_beside_the_words_from_its_own_day_on(commitment):
    event = EventFactory(happened_on="2021-07-09")
    EvidenceFactory(commitment=commitment, event=event)

    assert told(commitment.statement.process, EIGHTH).comparisons[0].events == ()
    assert [part.title for part in told(commitment.statement.process, NINTH).comparisons[0].events] == [event.title]


def test_an_event_that_was_reported_only_later_was_not_known(commitment):
    event = EventFactory(happened_on="2021-07-08")
    EvidenceFactory(commitment=commitment, event=event)
    ReportFactory(event=event, made_on="2021-07-09")

    assert told(commitment.statement.process, EIGHTH).comparisons[0].events == ()
    assert len(told(commitment.statement.process, NINTH).comparisons[0].events) == 1


def test_a_suggestion_is_not_evidence(commitment):
    EvidenceFactory(commitment=commitment, status="suggested")
    EvidenceFactory(commitment=commitment, status="rejected")

    assert told(commitment.statement.process).comparisons[0].events == ()


def test_reports_are_told_in_order_and_superseded_ones_say_so(commitment):
    event = EventFactory(happened_on="2021-07-08")
    EvidenceFactory(commitment=commitment, event=event)
    denial = ReportFactory(event=event, stance="denies", made_on="2021-07-08")
    ReportFactory(event=event, stance="concedes", made_on="2021-07-09", supersedes=denial)

    before = told(commitment.statement.process, EIGHTH).comparisons[0].events[0]
    after = told(commitment.statement.process, NINTH).comparisons[0].events[0]

    assert (before.standing, [report.is_standing for report in before.reports]) == ("denied", [True])
    assert (after.standing, [report.is_standing for report in after.reports]) == ("affirmed", [False, True])


def test_what_is_contested_names_both_sides(commitment):
    event = EventFactory(title="The crossing falls", happened_on="2021-07-08")
    EvidenceFactory(commitment=commitment, event=event)
    ReportFactory(event=event, stance="affirms", claimant_label="two officials")
    ReportFactory(event=event, stance="denies", claimant_label="the ministry")
    ReportFactory(event=event, stance="unsure", claimant_label="the governor")

    assert told(commitment.statement.process).summary.contested == (
        "E1, The crossing falls (8 July 2021): affirmed in whole or in part by two officials; denied by the ministry.",
    )


def test_ratings_are_those_published_by_the_moment(commitment):
    evidence = EvidenceFactory(commitment=commitment, event__happened_on="2021-07-17")
    hidden = EvidenceFactory(commitment=commitment, level=Level.RESTRICTED)
    AssessmentFactory(commitment=commitment, as_of=dt.datetime(2021, 7, 20, tzinfo=dt.UTC), evidence=[evidence, hidden])
    AssessmentFactory(commitment=commitment, as_of=AUGUST, rating="breached")
    AssessmentFactory(commitment=commitment, as_of=AUGUST, rating="full", status="draft")

    july = told(commitment.statement.process, dt.datetime(2021, 7, 20, tzinfo=dt.UTC)).comparisons[0]
    before = told(commitment.statement.process, dt.datetime(2021, 7, 19, 23, 59, 59, tzinfo=dt.UTC)).comparisons[0]
    august = told(commitment.statement.process, AUGUST)

    assert before.rating.key == "not_assessed"
    assert (july.rating.key, july.rating.relied_on) == ("minimal", ("E1",))
    assert august.comparisons[0].rating.key == "breached"
    assert [row.key for row in august.comparisons[0].earlier_ratings] == ["minimal"]
    assert august.summary.changes == (
        f"C1 ({commitment.summary}) moved from “minimal” to “breached” in the assessment of 31 August 2021.",
    )
    assert august.summary.index.startswith("PAM implementation index: 0 of 100, from the 1 commitment")


def test_a_rating_that_was_given_again_stays(commitment):
    for day in (20, 25):
        AssessmentFactory(commitment=commitment, as_of=dt.datetime(2021, 7, day, tzinfo=dt.UTC))

    (line,) = told(commitment.statement.process).summary.changes

    assert line == f"C1 ({commitment.summary}) stays at “minimal” in the assessment of 25 July 2021."


@pytest.mark.parametrize("hide", ["statement", "clause", "commitment", "event", "evidence", "report", "source"])
def test_nothing_above_the_level_is_told(commitment, hide):
    evidence = EvidenceFactory(commitment=commitment, event__title="Canary event", event__happened_on="2021-07-08")
    report = ReportFactory(event=evidence.event, words="canary words", source__title="Canary source")
    secret = {
        "statement": (commitment.statement, commitment.summary),
        "clause": (commitment.clause, commitment.summary),
        "commitment": (commitment, commitment.summary),
        "event": (evidence.event, "Canary event"),
        "evidence": (evidence, "Canary event"),
        "report": (report, "canary words"),
        "source": (report.source, "Canary source"),
    }
    record, canary = secret[hide]
    record.level = Level.RESTRICTED
    record.save()

    public = to_json(told(commitment.statement.process))
    restricted = to_json(told(commitment.statement.process, level=Level.RESTRICTED))

    assert canary not in public
    assert canary in restricted


def test_parties_and_people_above_the_level_are_not_named(commitment):
    commitment.obligors.add(PartyFactory(name="Canary party", level=Level.RESTRICTED))
    round_ = commitment.statement.round
    part = ParticipationFactory(round=round_, head=PersonFactory(name="Head of delegation"))
    part.delegates.add(PersonFactory(name="Delegate A"), PersonFactory(name="Canary person", level=Level.RESTRICTED))
    ParticipationFactory(round=round_, head=PersonFactory(name="Canary head", level=Level.RESTRICTED))
    NamingFactory(round=round_, party=part.party, named="Seen name")
    NamingFactory(round=round_, party=part.party, named="Canary name", source__level=Level.RESTRICTED)

    content = told(commitment.statement.process)

    assert "Canary" not in to_json(content)
    assert [part.delegates for part in content.rounds[0].participations] == [("Delegate A",)]
    assert content.comparisons[0].obligors == ("Taliban",)


def test_roles_of_a_party_that_came_with_the_same_people_stand_together(talks):
    host = ParticipationFactory(round=talks, role="host")
    ParticipationFactory(round=talks, party=host.party, role="facilitator")

    (part,) = told(talks.process).rounds[0].participations

    assert part.role == "host, facilitator"


def test_of_a_round_that_still_sits_only_the_opening_is_told(talks):
    first_day = told(talks.process, dt.datetime(2021, 7, 7, 18, tzinfo=dt.UTC)).rounds[0]
    second_day = told(talks.process, EIGHTH).rounds[0]

    assert (first_day.dates, first_day.whats_next) == ("opened 7 July 2021, not closed by then", "")
    assert (second_day.dates, second_day.whats_next) == ("7–8 July 2021", "To meet again.")


@pytest.mark.parametrize(
    ("closed_on", "dates"),
    [(None, "7 July 2021"), ("2021-07-07", "7 July 2021"), ("2021-08", "7 July 2021 to August 2021")],
)
def test_dates_of_a_round_in_words(talks, closed_on, dates):
    talks.closed_on = closed_on
    talks.save()

    assert told(talks.process, AUGUST).rounds[0].dates == dates


def test_figures_stand_side_by_side_once_they_were_stated(talks):
    question = QuestionFactory(process=talks.process)
    FigureFactory(question=question, claimant_label="officials", value=100, stated_on="2021-07-08")
    FigureFactory(question=question, claimant_label="Taliban", value=200, stated_on="2021-07-09")
    FigureFactory(question=question, claimant_label="nobody", stated_on=None, source=SourceFactory(published_on=None))
    QuestionFactory(process=talks.process)

    eighth, ninth = told(talks.process, EIGHTH).questions, told(talks.process, NINTH).questions

    assert [[figure.value for figure in part.figures] for part in eighth] == [["more than 100"]]
    assert [[figure.value for figure in part.figures] for part in ninth] == [["more than 100", "more than 200"]]


def test_deadlines_are_told_with_the_amendments_of_the_day(commitment):
    DeadlineFactory(commitment=commitment)
    later = StatementFactory(process=commitment.statement.process, round=None, issued_on="2021-07-09", title="Annex")
    DeadlineFactory(commitment=commitment, terms="dated", words="", due_on="2021-08-01", amended_by=later)

    eighth = told(commitment.statement.process, EIGHTH).comparisons[0].deadlines
    ninth = told(commitment.statement.process, NINTH).comparisons[0].deadlines

    assert [part.words for part in eighth] == ["“as soon as possible”"]
    assert [(part.words, part.set_by) for part in ninth][1:] == [("1 August 2021", "Annex, 9 July 2021")]


def test_a_commitment_without_a_deadline_says_none_was_stated(commitment):
    assert [part.words for part in told(commitment.statement.process).comparisons[0].deadlines] == ["none stated"]


@pytest.mark.parametrize(
    ("deaths", "printed"),
    [
        ((None, None, None), ""),
        ((None, 69, None), "69"),
        ((60, 69, 80), "69 (60 to 80)"),
        ((60, None, 80), "60 to 80"),
        ((69, 69, 69), "69"),
    ],
)
def test_deaths_as_stated(commitment, deaths, printed):
    low, best, high = deaths
    event = EventFactory(happened_on="2021-07-08", deaths_low=low, deaths_best=best, deaths_high=high)
    EvidenceFactory(commitment=commitment, event=event)

    assert told(commitment.statement.process).comparisons[0].events[0].deaths == printed


def test_an_event_is_told_in_full_only_at_its_first_commitment(commitment):
    other = CommitmentFactory(clause=commitment.clause, is_verifiable=False)
    event = EventFactory(happened_on="2021-07-08")
    EventPartyFactory(event=event, party=PartyFactory(name="Canary", level=Level.RESTRICTED))
    for bound in (commitment, other):
        EvidenceFactory(commitment=bound, event=event)

    content = told(commitment.statement.process)

    assert [[part.is_told_before for part in row.events] for row in content.comparisons] == [[False], [True]]
    assert [row.events[0].number for row in content.comparisons] == ["E1", "E1"]
    assert content.summary.events == 1
    assert content.comparisons[0].events[0].parties == ""
    assert content.comparisons[1].verifiable == "cannot be verified as worded"


def test_scope_narrows_to_a_round_or_a_statement(commitment):
    process = commitment.statement.process
    other = StatementFactory(round=RoundFactory(process=process, opened_on="2021-07-20"), issued_on="2021-07-21")

    whole, by_round, by_statement = told(process), told(other.round), told(other)

    assert (whole.scope, len(whole.rounds), len(whole.statements)) == ("the whole process", 2, 2)
    for narrow, words in ((by_round, other.round.name), (by_statement, other.title)):
        assert (narrow.scope, narrow.title) == (words, words)
        assert [part.name for part in narrow.rounds] == [other.round.name]
        assert [part.title for part in narrow.statements] == [other.title]


def test_scope_narrows_to_parties_themes_and_a_window(commitment):
    theme, party = ThemeFactory(), PartyFactory()
    process = commitment.statement.process
    wanted = CommitmentFactory(clause=commitment.clause, themes=[theme], obligors=[party])
    for day in ("2021-07-08", "2021-07-10", "2021-07-12"):
        EvidenceFactory(commitment=wanted, event=EventFactory(happened_on=day))

    content = brief_content(
        Scope(
            title="Narrow",
            process=process,
            level=Level.PUBLIC,
            parties=frozenset({party.pk}),
            themes=frozenset({theme.pk}),
            opens_on=dt.date(2021, 7, 9),
            closes_on=dt.date(2021, 7, 11),
        ),
        as_of=AUGUST,
    )

    assert [part.summary for part in content.comparisons] == [wanted.summary]
    assert [event.when for event in content.comparisons[0].events] == ["10 July 2021"]
    assert content.scope == "the whole process; events from 9 July 2021; events until 11 July 2021"


def test_scope_of_a_kept_brief_holds_what_was_chosen():
    brief = BriefFactory()
    round_ = RoundFactory(process=brief.process)
    brief.rounds.add(round_)

    scope = scope_of(brief)

    assert scope.rounds == {round_.pk}
    assert (scope.title, scope.level, scope.brief_id) == (brief.title, Level.PUBLIC, str(brief.public_id))


def test_shares_add_up_to_a_hundred(commitment):
    for rating in ("minimal", "full"):
        AssessmentFactory(commitment=CommitmentFactory(clause=commitment.clause), rating=rating, as_of=EIGHTH)

    counts = told(commitment.statement.process).summary.counts

    assert [(part.key, part.count, part.percent) for part in counts] == [
        ("minimal", 1, 34),
        ("full", 1, 33),
        ("not_assessed", 1, 33),
    ]


def test_nothing_assessed_has_no_index(commitment):
    assert told(commitment.statement.process).summary.index.startswith("No commitment has a rating")


def test_the_same_record_gives_the_same_content(commitment):
    EvidenceFactory(commitment=commitment, event__happened_on="2021-07-08")

    once, again = told(commitment.statement.process), told(commitment.statement.process)

    assert content_hash(once) == content_hash(again)
    assert once == again


def test_a_longer_record_asks_no_more_queries(commitment, django_assert_num_queries):
    def more():
        made = CommitmentFactory(clause=commitment.clause, obligors=[PartyFactory()])
        evidence = EvidenceFactory(commitment=made, event__happened_on="2021-07-08")
        ReportFactory(event=evidence.event)
        AssessmentFactory(commitment=made, evidence=[evidence])

    scope = scope_on(commitment.statement.process, Level.PUBLIC)
    more()
    with django_assert_num_queries(30, exact=False) as few:
        brief_content(scope, as_of=AUGUST)
    for _ in range(3):
        more()
    with django_assert_num_queries(len(few)):
        brief_content(scope, as_of=AUGUST)


def test_a_brief_prints_the_codebooks_that_its_ratings_were_given_with(commitment):
    AssessmentFactory(commitment=commitment, codebook_version="1.0", as_of=EIGHTH)
    process = commitment.statement.process
    assert {(part.version, part.evidence) for part in told(process).codebook} == {("1.0", "")}

    AssessmentFactory(commitment=commitment, codebook_version="1.1", as_of=NINTH)

    printed = told(process).codebook
    assert list(dict.fromkeys(part.version for part in printed)) == ["1.1", "1.0"]
    assert len(printed) == 18
    assert [part.evidence for part in printed if part.key == "full"] == ["needs at least one piece of evidence", ""]


def test_a_brief_without_ratings_prints_the_codebook_in_force(commitment):
    assert {part.version for part in told(commitment.statement.process).codebook} == {"1.1"}
