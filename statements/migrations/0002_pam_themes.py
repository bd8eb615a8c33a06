"""The 51 provisions of the Peace Accords Matrix as themes."""

import csv
from pathlib import Path

from django.db import migrations

PROVISIONS = Path(__file__).resolve().parent.parent / "data" / "pam_provisions.csv"


def add_themes(apps, schema_editor):
    Theme = apps.get_model("statements", "Theme")
    with PROVISIONS.open(newline="", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            Theme.objects.get_or_create(codebook="pam", code=row["code"], defaults={"label": row["label"]})


class Migration(migrations.Migration):
    dependencies = [("statements", "0001_record")]
    operations = [migrations.RunPython(add_themes, migrations.RunPython.noop)]
