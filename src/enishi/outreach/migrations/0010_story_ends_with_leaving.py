import django.db.models.deletion
from django.db import migrations, models

from enishi.audit.erasure import erasable

WORDS = "title, way, way_words, who, work, body, hard, after, alt"
FIXED = "story_id, no, picture_id, fingerprint, made_by_id"
PICTURES = """
DROP TRIGGER outreach_storypicture_renewed ON outreach_storypicture;
CREATE TRIGGER outreach_storypicture_renewed BEFORE UPDATE OF data ON outreach_storypicture
  FOR EACH STATEMENT EXECUTE FUNCTION append_only_but_{};
"""


class Migration(migrations.Migration):
    dependencies = [
        ("outreach", "0009_embeds"),
        ("keeping", "0002_renewal"),
        ("physicians", "0019_retention_and_holds"),
    ]

    operations = [
        migrations.AddField(
            model_name="storyconsent",
            name="physician",
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="story_consents", to="physicians.physician", verbose_name="先生"),
        ),
        migrations.AlterField(
            model_name="storyconsent",
            name="withdrawn_how",
            field=models.CharField(blank=True, choices=[("link", "ご本人が画面で"), ("phone", "お電話で"), ("other", "そのほかの方法で"), ("left", "退会により")], max_length=8),
        ),
        erasable(
            "outreach_storyversion", words=WORDS, fixed=FIXED, before="story_id, no, title, way, way_words, who, work, body, hard, after, picture_id, alt, fingerprint, made_by_id"
        ),
        migrations.RunSQL(PICTURES.format("erasure()"), PICTURES.format("renewal()")),
    ]
