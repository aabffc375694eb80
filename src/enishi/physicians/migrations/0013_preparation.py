import django.db.models.deletion
from django.db import migrations, models

import enishi.common.clock
import enishi.common.encrypted
from enishi.common.encrypted import blind_index, decrypt, encrypt


def encrypt_searches(apps, schema_editor):
    """What stood in the clear is encrypted; the rows are read as they are, past the field that would decipher them.

    The index minds neither case nor blanks around a name, as the old constraint did: the second of such a pair is numbered.
    """
    taken = set()
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT id, physician_id, name, query FROM physicians_savedsearch ORDER BY id")
        for pk, physician, given_name, query in cursor.fetchall():
            name, number = given_name, 1
            while (physician, index := blind_index("saved_search", name)) in taken:
                number += 1
                name = f"{given_name}（{number}）"
            taken.add((physician, index))
            given = [encrypt(name), encrypt(query) if query else "", index, pk]
            cursor.execute("UPDATE physicians_savedsearch SET name = %s, query = %s, name_index = %s WHERE id = %s", given)


def decrypt_searches(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT id, name, query FROM physicians_savedsearch")
        for pk, name, query in cursor.fetchall():
            given = [decrypt(name), decrypt(query) if query else "", pk]
            cursor.execute("UPDATE physicians_savedsearch SET name = %s, query = %s WHERE id = %s", given)


class Migration(migrations.Migration):
    dependencies = [("physicians", "0012_contacts_and_family")]

    operations = [
        migrations.CreateModel(
            name="Preparation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("facts", enishi.common.encrypted.EncryptedTextField(verbose_name="着任の日など")),
                ("done", models.JSONField(default=list, verbose_name="済んだこと")),
                ("saved_at", models.DateTimeField(default=enishi.common.clock.now, verbose_name="保存")),
                (
                    "physician",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="preparation",
                        to="physicians.physician",
                    ),
                ),
            ],
            options={"verbose_name": "着任の準備"},
        ),
        migrations.AlterModelOptions(
            name="savedsearch", options={"ordering": ("id",), "verbose_name": "保存した条件"}
        ),
        migrations.RemoveConstraint(model_name="savedsearch", name="saved_search_name_once"),
        migrations.AlterField(
            model_name="savedsearch",
            name="query",
            field=enishi.common.encrypted.EncryptedTextField(blank=True, verbose_name="条件"),
        ),
        migrations.AlterField(
            model_name="savedsearch",
            name="name",
            field=enishi.common.encrypted.EncryptedTextField(verbose_name="名前"),
        ),
        migrations.AddField(
            model_name="savedsearch",
            name="name_index",
            field=models.CharField(default="", editable=False, max_length=64),
            preserve_default=False,
        ),
        migrations.RunPython(encrypt_searches, decrypt_searches),
        migrations.AddConstraint(
            model_name="savedsearch",
            constraint=models.UniqueConstraint(fields=("physician", "name_index"), name="saved_search_name_once"),
        ),
    ]
