"""Forms of the admin as someone sends them who does not see all: out of date, with hidden keys, with rows added."""

import json

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db import transaction
from django.urls import reverse

from events.models import Informant
from records.models import Lowering, Record
from talks.models import Party, Round
from tests.security import tokens
from tests.security.alike import ABSENT_KEY, observed, told_apart
from tests.security.crawl import Crawl
from tests.security.forms import change_address, form_on, links_in
from tests.security.readers import SUPERUSER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages_without_watchers")]

MODELS = [model for model in admin.site._registry if issubclass(model, Record)]
each_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)


def opened(crawl, model):
    """The address of the page of the public row of `model`, and what its form sends as it stands."""
    address = change_address(crawl.corpus.spine(model))
    return address, form_on(crawl.ask(address))


def rows_with_revisions(data):
    return [name for name in data if name.endswith("opened_revision")]


@each_model
def test_page_of_a_conflict_tells_nothing_hidden(corpus, people, model):
    crawl = Crawl(corpus, people["analyst"])
    address, data = opened(crawl, model)
    if data is None:
        pytest.skip("nothing of it can be changed")

    answer = crawl.ask(address, {**data, **dict.fromkeys(rows_with_revisions(data), "")})

    assert answer.status in (200, 409)
    assert [str(leak) for leak in crawl.leaks] == []


@each_model
def test_save_answers_with_nothing_hidden_and_logs_no_words(corpus, people, model):
    crawl = Crawl(corpus, people["analyst"])
    address, data = opened(crawl, model)
    if data is None:
        pytest.skip("nothing of it can be changed")
    before = set(LogEntry.objects.values_list("pk", flat=True))

    answer = crawl.ask(address, {**data, "_continue": "1"})

    lines = LogEntry.objects.exclude(pk__in=before).values_list("object_repr", "change_message")
    assert answer.status == 302
    assert [str(leak) for leak in crawl.leaks] == []
    assert {sign for sign in corpus.ledger.found_in(json.dumps(list(lines))) if sign.is_word} == set()


@each_model
@pytest.mark.parametrize("page", ["add", "change"])
def test_form_sent_with_hidden_keys_is_answered_like_one_with_keys_that_never_were(corpus, people, model, page):
    crawl = Crawl(corpus, people["analyst"])
    address = change_address(corpus.spine(model))
    if page == "add":
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")
    data, links = form_on(crawl.ask(address)), links_in(model)
    if data is None or not links:
        pytest.skip("no link of it can be chosen")
    hidden = {
        **data,
        **{name: [str(corpus.hidden(to).pk)] for name, to in links.items() if name in data or page == "add"},
    }
    absent = {**hidden, **{name: [str(ABSENT_KEY)] for name in links if name in hidden}}

    crawl.ask(address, hidden)

    assert told_apart(observed(crawl.browser, address, hidden), observed(crawl.browser, address, absent)) == ()
    assert [str(leak) for leak in crawl.leaks] == []


def rows_of(data):
    """The prefixes of the rows that a form sends."""
    return [name.removesuffix("-TOTAL_FORMS") for name in data if name.endswith("-TOTAL_FORMS")]


@each_model
def test_row_added_under_the_key_of_a_hidden_row_is_answered_like_one_that_never_was(corpus, people, model):
    crawl = Crawl(corpus, people["analyst"])
    address, data = opened(crawl, model)
    inlines = {
        inline.model._meta.get_field(
            inline.fk_name or model._meta.model_name
        ).remote_field.get_accessor_name(): inline.model
        for inline in admin.site._registry[model].inlines
    }
    if data is None or not inlines:
        pytest.skip("its page has no rows")
    for prefix, row_model in inlines.items():
        total, stored = int(data[f"{prefix}-TOTAL_FORMS"][0]), int(data[f"{prefix}-INITIAL_FORMS"][0])
        secret = [
            row
            for row in corpus.rows[row_model]
            if not row_model.objects.visible_to(crawl.reader.user).filter(pk=row.pk)
        ]
        more = {f"{prefix}-TOTAL_FORMS": [str(total + 1)], f"{prefix}-INITIAL_FORMS": [str(stored + 1)]}
        asked = [{**data, **more, f"{prefix}-{total}-id": [str(key)]} for key in (secret[-1].pk, ABSENT_KEY)]

        assert told_apart(*(observed(crawl.browser, address, sent) for sent in asked)) == (), prefix


@each_model
@pytest.mark.parametrize("level", ["0", "2"])
def test_level_that_an_analyst_may_not_give_is_refused_with_a_sentence(corpus, people, model, level):
    crawl = Crawl(corpus, people["analyst"])
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")
    data = form_on(crawl.ask(address))
    if data is None or "level" not in data:
        pytest.skip("nobody enters it by hand, or gives it a level")

    answer = crawl.ask(address, {**data, "level": [level]})

    assert answer.status == 200
    assert "it is restricted at least, and at most what you are cleared for" in answer.text
    assert [str(leak) for leak in crawl.leaks] == []


@pytest.mark.parametrize("decision", ["approve", "decline", "withdraw"])
def test_hidden_request_in_an_action_is_answered_like_one_that_never_was(corpus, people, decision):
    browser = people["reviewer restricted"].browser()
    address = reverse("admin:records_lowering_changelist")
    hidden = corpus.requests[tokens.CONFIDENTIAL]
    asked = [
        {"action": decision, "_selected_action": [str(key)], "is-confirmed": "1"} for key in (hidden.pk, ABSENT_KEY)
    ]

    assert told_apart(*(observed(browser, address, data) for data in asked)) == ()
    assert Lowering.objects.get(pk=hidden.pk).outcome == hidden.outcome


def test_keeper_meets_no_report_above_their_level_on_the_way_to_delete_an_informant(corpus, people):
    crawl = Crawl(corpus, people["keeper"])
    (informant,) = corpus.rows[Informant]
    address = reverse("admin:events_informant_delete", args=[informant.pk])

    crawl.ask(address)
    crawl.ask(address, {"post": "yes"})

    assert [str(leak) for leak in crawl.leaks] == []


@pytest.mark.parametrize("model", [Party, Round])
def test_who_may_delete_is_told_of_what_stands_in_the_way(corpus, people, model):
    """The same page, for someone who sees all, names what it names to nobody else: the test above is not blind."""
    crawl = Crawl(corpus, people[SUPERUSER])
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_delete", args=[corpus.spine(model).pk])

    crawl.ask(address)

    assert {sign.kind for sign in crawl.found} >= {tokens.CONFIDENTIAL, tokens.RESTRICTED}


def test_name_that_looks_like_a_hidden_one_warns_of_nothing(corpus, people):
    crawl = Crawl(corpus, people["analyst"])
    address = reverse("admin:talks_party_add")
    data = form_on(crawl.ask(address))
    names = {kind: corpus.own[kind, Party].name for kind in (tokens.PUBLIC, tokens.CONFIDENTIAL)}
    # The second letter, in Cyrillic.
    sent = {kind: {**data, "name": [name[:-1] + "а"], "kind": ["state"]} for kind, name in names.items()}
    for kind, name in names.items():
        Party.objects.filter(pk=corpus.own[kind, Party].pk).update(look=name[:-1] + "a")

    with transaction.atomic():
        hidden = crawl.ask(address, sent[tokens.CONFIDENTIAL])
        transaction.set_rollback(True)
    shown = crawl.ask(address, sent[tokens.PUBLIC])

    assert (hidden.status, "looks like" in hidden.text) == (302, False)
    assert (shown.status, "looks like" in shown.text) == (200, True)
    assert [str(leak) for leak in crawl.leaks] == []
