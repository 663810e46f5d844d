"""The lag of a link may be counted on a calendar of its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("roadmaps", "0013_what_a_member_sees")]

    operations = [
        migrations.AddField("link", "lag_calendar", models.CharField(blank=True, max_length=64))
    ]
