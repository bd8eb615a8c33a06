"""Twenty editors press Save at the same moment, on a site served as in production. First without the guard: they lose."""

from collections import Counter
from itertools import count

from bench.editors import box_on, boxes_on

ROUND = "SELECT agenda, whats_next, revision FROM talks_round WHERE id = ?"
ROW = "SELECT named_as_written, revision FROM talks_participation WHERE id = ?"
races = count(1)


def texts():
    """What each of twenty editors types: never what is stored already, for that would be no change."""
    race = next(races)
    return [f"Race {race}: typed by editor {place:02}." for place in range(20)]


def winner_of(answers):
    """The place of the only answer that says “saved”; all others show a conflict."""
    assert Counter(answer.status for answer in answers) == {302: 1, 409: len(answers) - 1}
    return next(place for place, answer in enumerate(answers) if answer.status == 302)


def assert_losers_see_both_texts(answers, winner, typed):
    """Every conflict page shows what the winner saved beside what its own editor typed."""
    for place, answer in enumerate(answers):
        page = answer.text.replace("<mark>", "").replace("</mark>", "")
        if place != winner:
            assert f"analyst-{winner}</strong> saved on" in page
            assert typed[winner] in page
            # In the box to go on with, and beside the other text.
            assert page.count(typed[place]) >= 2


def test_without_the_guard_all_are_told_that_they_saved_and_nineteen_lose_their_text(unguarded_team):
    typed = texts()

    answers = unguarded_team.race(lambda place: {"agenda": typed[place]})

    agenda, _next, _revision = unguarded_team.stored(ROUND, unguarded_team.staged["round"])
    assert [answer.status for answer in answers] == [302] * 20
    assert agenda in typed


def test_without_the_guard_an_editor_undoes_what_another_saved_in_another_box(unguarded_team):
    typed = texts()

    answers = unguarded_team.race(lambda place: {"agenda" if place % 2 else "whats_next": typed[place]})

    agenda, whats_next, _revision = unguarded_team.stored(ROUND, unguarded_team.staged["round"])
    assert [answer.status for answer in answers] == [302] * 20
    assert len({agenda, whats_next} & set(typed)) == 1


def test_without_the_guard_rows_are_lost_as_well(unguarded_team):
    typed = texts()

    answers = unguarded_team.race(lambda place: {"participations__0__named_as_written": typed[place]})

    named, _revision = unguarded_team.stored(ROW, unguarded_team.staged["participation"])
    assert [answer.status for answer in answers] == [302] * 20
    assert named in typed


def test_of_twenty_simultaneous_saves_one_wins_and_nineteen_see_both_texts(team):
    typed = texts()
    *_texts, before = team.stored(ROUND, team.staged["round"])

    answers = team.race(lambda place: {"agenda": typed[place]})

    winner = winner_of(answers)
    agenda, _next, revision = team.stored(ROUND, team.staged["round"])
    assert (agenda, revision) == (typed[winner], before + 1)
    assert_losers_see_both_texts(answers, winner, typed)


def test_of_twenty_simultaneous_saves_in_two_boxes_one_wins(team):
    typed = texts()
    *_texts, before = team.stored(ROUND, team.staged["round"])

    answers = team.race(lambda place: {"agenda" if place % 2 else "whats_next": typed[place]})

    winner = winner_of(answers)
    agenda, whats_next, revision = team.stored(ROUND, team.staged["round"])
    assert ((agenda, whats_next)[not winner % 2], revision) == (typed[winner], before + 1)
    assert len({agenda, whats_next} & set(typed)) == 1
    assert_losers_see_both_texts(answers, winner, typed)


def test_of_twenty_simultaneous_saves_of_a_row_one_wins(team):
    typed = texts()
    _named, before = team.stored(ROW, team.staged["participation"])

    answers = team.race(lambda place: {"participations__0__named_as_written": typed[place]})

    winner = winner_of(answers)
    assert team.stored(ROW, team.staged["participation"]) == (typed[winner], before + 1)
    assert_losers_see_both_texts(answers, winner, typed)


def test_of_ten_deletions_and_ten_saves_at_the_same_moment_one_wins_and_no_typing_is_lost(team):
    typed = texts()
    place_page = f"/admin/talks/place/{team.staged['place']}/"
    pages = team.open_together([f"{place_page}{'change' if place % 2 else 'delete'}/" for place in range(20)])
    posts = [
        (f"{place_page}change/", boxes_on(page, local_name=typed[place]))
        if place % 2
        else (f"{place_page}delete/", {"post": "yes", "opened_revision": box_on(page, "opened_revision")})
        for place, page in enumerate(pages)
    ]

    answers = team.send_together(posts)

    statuses = [answer.status for answer in answers]
    winner = statuses.index(302)
    assert statuses.count(302) == 1
    deleted = winner % 2 == 0
    # Who would delete what is gone already finds nothing there; who would delete what was changed is asked again.
    assert {status for place, status in enumerate(statuses) if place % 2 == 0 and place != winner} == {
        404 if deleted else 409
    }
    assert {status for place, status in enumerate(statuses) if place % 2 and place != winner} == {409}
    assert all(typed[place] in answer.text for place, answer in enumerate(answers) if place % 2 and place != winner)
    (left,) = team.stored("SELECT COUNT(*) FROM talks_place WHERE id = ?", team.staged["place"])
    assert left == (0 if deleted else 1)


def test_of_twenty_who_ask_at_the_same_moment_to_show_a_record_more_widely_one_request_is_kept(team):
    page = f"/admin/talks/round/{team.staged['round']}/show-more-widely/"
    team.open_together([page] * 20)

    answers = team.send_together([(page, {"to_level": "0", "reason": "It is in the papers."})] * 20)

    assert {answer.status for answer in answers} <= {200, 302}
    (waiting,) = team.stored("SELECT COUNT(*) FROM records_lowering WHERE outcome = 'waiting'")
    assert waiting == 1
