"""A text once anchored never changes, and a passage always quotes what stands at its place."""

from django.db import migrations

from records.triggers import refuse

QUOTES_OTHERWISE = (
    "COALESCE((SELECT substr(text, NEW.start + 1, NEW.\"end\" - NEW.start) FROM statements_version"
    " WHERE id = NEW.version_id), '') <> NEW.exact"
)


class Migration(migrations.Migration):
    dependencies = [("statements", "0002_pam_themes")]
    operations = [
        refuse(
            "anchored_text_never_changes",
            table="statements_version",
            moment="UPDATE OF text",
            condition="OLD.text <> NEW.text AND EXISTS (SELECT 1 FROM statements_passage WHERE version_id = OLD.id)",
            message="Passages are marked in this text: enter the correction as a new version.",
        ),
        refuse(
            "new_passage_quotes_its_text",
            table="statements_passage",
            moment="INSERT",
            condition=QUOTES_OTHERWISE,
            message="The quote of a passage must stand in its version from start to end.",
        ),
        refuse(
            "changed_passage_quotes_its_text",
            table="statements_passage",
            moment="UPDATE",
            condition=QUOTES_OTHERWISE,
            message="The quote of a passage must stand in its version from start to end.",
        ),
    ]
