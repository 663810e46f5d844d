"""Reminders become occasions of talk; who was reminded is not reminded again."""

from django.db import migrations


def keep(apps, schema_editor):
    """What was sent was told. What waits is told anew the next morning, in the inbox too."""
    Reminder, Occasion = apps.get_model("permits", "Reminder"), apps.get_model("talk", "Occasion")
    Occasion.objects.bulk_create(
        Occasion(
            plan_id=each.plan_id,
            kind="permit",
            key=each.permit,
            topic="permit_lapses",
            identity=f"{each.permit}:{each.until.isoformat()}",
            values={"until": each.until.isoformat()},
        )
        for each in Reminder.objects.exclude(sent_at=None)
    )


class Migration(migrations.Migration):

    dependencies = [
        ('permits', '0001_reminders'),
        ('talk', '0002_occasions'),
    ]

    operations = [
        migrations.RunPython(keep, migrations.RunPython.noop),
        migrations.RunSQL(
            "SELECT audit_unwatch('permits_reminder')",
            "SELECT audit_watch('permits_reminder')",
        ),
        migrations.DeleteModel(
            name='Reminder',
        ),
    ]
