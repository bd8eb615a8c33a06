"""An edition never changes and is never deleted: others may hold it."""

from django.db import migrations

from records.triggers import refuse


class Migration(migrations.Migration):
    dependencies = [("briefs", "0001_record")]
    operations = [
        refuse(
            "edition_never_changes",
            table="briefs_edition",
            moment="UPDATE",
            condition=(
                "OLD.brief_id <> NEW.brief_id OR OLD.number <> NEW.number OR OLD.as_of <> NEW.as_of OR OLD.pdf <> NEW.pdf"
                " OR OLD.content_hash <> NEW.content_hash OR OLD.pdf_sha256 <> NEW.pdf_sha256"
                " OR OLD.public_id <> NEW.public_id"
            ),
            message="An edition never changes: issue another.",
        ),
        refuse(
            "edition_is_never_deleted",
            table="briefs_edition",
            moment="DELETE",
            condition="1 = 1",
            message="An edition is never deleted: others may hold it.",
        ),
    ]
