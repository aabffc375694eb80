"""Digests by which doubles are found, for those who registered before there were any."""

from typing import Any

from django.db import migrations

from enishi.physicians.indices import INDICES, index_identity

BATCH = 500


def fill(apps: Any, schema_editor: Any) -> None:
    """Only of those who have not left: a digest of what the ledger alone keeps would serve nobody."""
    model = apps.get_model("physicians", "Identity")
    rows: list[Any] = []
    for identity in model.objects.exclude(physician__state="closed").order_by("pk").iterator(BATCH):
        index_identity(identity)
        rows.append(identity)
        if len(rows) == BATCH:
            model.objects.bulk_update(rows, INDICES)
            rows = []
    if rows:
        model.objects.bulk_update(rows, INDICES)


class Migration(migrations.Migration):
    dependencies = [("physicians", "0016_doubles_and_merges")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
