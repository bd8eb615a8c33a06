"""Links that hide nothing: a record is shown although what they lead to is not. Each says here how that is left out."""

import pytest
from django.apps import apps

from records.models import Kept, Record
from tests.security.arrangements import loose_links

# A new link stands here with the place that leaves hidden rows out, or it belongs in `hangs_on` of its model.
LEFT_OUT_BY = {
    "briefs.Brief.commitments": "briefs/document/known.py asks for visible commitments; the form, records/admin/unseen.py",
    "briefs.Brief.parties": "briefs/document/known.py asks for visible parties; the form, records/admin/unseen.py",
    "briefs.Brief.rounds": "briefs/document/known.py asks for visible rounds; the form, records/admin/unseen.py",
    "briefs.Brief.statements": "briefs/document/known.py asks for visible statements; the form, records/admin/unseen.py",
    "events.Event.merged_into": "events/views.py and events/admin/desk.py ask for visible events; in no form",
    "events.Report.release": "in no form and on no page; of its event, records/origins.py asks for visible releases",
    "events.Report.supersedes": "events/standing.py chains visible_to first; the form, records/admin/unseen.py",
    "statements.Commitment.beneficiaries": "tracking/views.py and known.py ask for visible parties; the form, unseen.py",
    "statements.Commitment.depends_on": "tracking/views.py looks it up by visible_to; the form, records/admin/unseen.py",
    "statements.Commitment.repeats": "tracking/views.py and known.py ask for visible commitments; the form, unseen.py",
    "statements.Commitment.obligors": "tracking/comparison.py and known.py ask for visible parties; the form, unseen.py",
    "statements.Passage.carried_from": "in no form and on no page; correcting.py asks for visible passages",
    "statements.Version.corrects": "in no form; standing.py and correction.py ask for visible versions",
    "talks.Participation.delegates": "talks/views.py and known.py ask for visible people; the form, records/admin/unseen.py",
    "tracking.DoubleCoding.commitments": "tracking/coding.py and known.py ask for visible commitments; in no form",
    "tracking.Assessment.evidence": "tracking/comparison.py and known.py ask for visible evidence; the form, unseen.py",
    **dict.fromkeys(
        (
            *("events.Event.withdrawn_in", "statements.Commitment.release", "statements.Commitment.withdrawn_in"),
            *("statements.Statement.withdrawn_in", "talks.Process.withdrawn_in"),
            *("tracking.Assessment.release", "tracking.Assessment.withdrawn_in"),
        ),
        "records/origins.py asks for visible releases; in no form",
    ),
    **dict.fromkeys(
        ("talks.Party.brought_by", "talks.Place.brought_by"),
        "in no form; talks/admin/matching.py asks for visible releases",
    ),
    **dict.fromkeys(
        ("talks.Party.merged_into", "talks.Place.merged_into"),
        "in no form; talks/admin/matching.py asks for visible records",
    ),
    "tracking.Assessment.supersedes": "shown in the admin alone, records/admin/unseen.py",
}
KEPT = [model for model in apps.get_models() if issubclass(model, Kept)]


def test_every_link_that_hides_nothing_says_how_hidden_rows_are_left_out():
    found = {f"{model._meta.label}.{link.name}" for model in KEPT for link in loose_links(model)}

    assert found == set(LEFT_OUT_BY)


def test_a_new_loose_link_is_found():
    class Loose:
        _meta = apps.get_model("talks.Naming")._meta
        hangs_on = ("round", "party")

    assert [link.name for link in loose_links(Loose)] == ["source"]


@pytest.mark.parametrize("model", KEPT, ids=lambda model: model._meta.label)
def test_what_a_row_hangs_on_is_a_record(model):
    parents = [model._meta.get_field(name).related_model for name in model.hangs_on]

    assert [parent for parent in parents if not issubclass(parent, Record)] == []


def test_nothing_outside_the_kept_rows_leads_to_them_but_what_has_a_door_of_its_own():
    """Other models of ours that name records: requests ask `visible_to` of the record, informants have a permission.

    Suggestions have a `visible_to` of their own, which asks that of both records; so have orders for editions, of the brief.
    """
    suggestions = {"tracking.Suggestion.commitment", "tracking.Suggestion.event"}
    orders = {"briefs.EditionOrder.brief", "briefs.EditionOrder.edition"}
    ours = {"records", "talks", "statements", "events", "tracking", "briefs"}
    found = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in ours and not issubclass(model, Kept) and not hasattr(model, "instance_type")
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if field.remote_field
        and isinstance(field.related_model, type)
        and issubclass(field.related_model, Kept)
        and not model._meta.auto_created
    }

    assert found - suggestions - orders == {"events.Informant.reports", "events.InformantReport.report"}
