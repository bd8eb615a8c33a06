"""An assessment is added, never edited: only its status moves on, and a published one is never deleted."""

from django.db import migrations

from records.triggers import refuse


class Migration(migrations.Migration):
    dependencies = [("tracking", "0001_record")]
    operations = [
        refuse(
            "assessment_is_never_edited",
            table="tracking_assessment",
            moment="UPDATE",
            condition=(
                "OLD.commitment_id <> NEW.commitment_id OR OLD.as_of <> NEW.as_of OR OLD.rating <> NEW.rating"
                " OR OLD.reasoning <> NEW.reasoning OR OLD.codebook_version <> NEW.codebook_version"
                " OR COALESCE(OLD.assessor_id, 0) <> COALESCE(NEW.assessor_id, 0)"
                " OR COALESCE(OLD.supersedes_id, 0) <> COALESCE(NEW.supersedes_id, 0)"
            ),
            message="An assessment is never edited: add a new one.",
        ),
        refuse(
            "published_assessment_stays_published",
            table="tracking_assessment",
            moment="UPDATE OF status",
            condition="OLD.status = 'published' AND NEW.status <> 'published'",
            message="A published assessment stays published: add a new one.",
        ),
        refuse(
            "published_assessment_is_never_deleted",
            table="tracking_assessment",
            moment="DELETE",
            condition="OLD.status = 'published'",
            message="A published assessment is never deleted: add a new one.",
        ),
        refuse(
            "assessment_relies_on_its_own_evidence",
            table="tracking_assessment_evidence",
            moment="INSERT",
            condition=(
                "(SELECT commitment_id FROM tracking_evidence WHERE id = NEW.evidence_id)"
                " <> (SELECT commitment_id FROM tracking_assessment WHERE id = NEW.assessment_id)"
            ),
            message="An assessment relies on evidence about its own commitment only: choose such evidence.",
        ),
    ]
