"""A report is of what its asker may see, so the same question of two people has two answers."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0002_dates_that_count_supply'),
        ('roadmaps', '0013_what_a_member_sees'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='report',
            name='report_asked_once',
        ),
        migrations.AddField(
            model_name='report',
            name='shows_amounts',
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name='report',
            name='shows_parties',
            field=models.BooleanField(default=True),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.UniqueConstraint(fields=('plan', 'revision', 'scenario', 'levelled', 'stages', 'kind', 'language', 'shows_amounts', 'shows_parties'), name='report_asked_once'),
        ),
    ]
