"""A report may give the dates that count supply and yearly ceilings."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_report")]

    operations = [
        migrations.AddField(
            "report",
            "levelled",
            models.BooleanField(default=False, help_text="Whether supply and ceilings count."),
        ),
        migrations.RemoveConstraint("report", "report_asked_once"),
        migrations.AddConstraint(
            "report",
            models.UniqueConstraint(
                fields=("plan", "revision", "scenario", "levelled", "stages", "kind", "language"),
                name="report_asked_once",
            ),
        ),
    ]
