"""Reminders become occasions of talk; who was reminded is not reminded again."""

from django.db import migrations


def keep(apps, schema_editor):
    """What was sent was told. What waits is told anew the next morning, in the inbox too."""
    Reminder, Occasion = apps.get_model("life", "Reminder"), apps.get_model("talk", "Occasion")
    Occasion.objects.bulk_create(
        Occasion(
            plan_id=each.plan_id,
            kind="project",
            key=each.project,
            topic="life_deadline",
            identity=f"{each.project}:{each.identity}",
            values={
                "clock": each.clock,
                "due": each.due.isoformat() if each.due else "",
                "identity": each.identity,
            },
        )
        for each in Reminder.objects.exclude(mailed_at=None)
    )


class Migration(migrations.Migration):

    dependencies = [
        ('life', '0002_steps_stay'),
        ('talk', '0002_occasions'),
    ]

    operations = [
        migrations.RunPython(keep, migrations.RunPython.noop),
        migrations.RunSQL(
            "SELECT audit_unwatch('life_reminder')",
            "SELECT audit_watch('life_reminder')",
        ),
        migrations.RunSQL(
            "SELECT audit_unwatch('life_reminder_recipients')",
            "SELECT audit_watch('life_reminder_recipients')",
        ),
        migrations.DeleteModel(
            name='Reminder',
        ),
    ]
