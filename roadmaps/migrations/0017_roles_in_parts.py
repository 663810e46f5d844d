"""Roles in one project or zone."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0001_log'),
        ('roadmaps', '0016_guests'),
        ('zones', '0002_korean_terms'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Grant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('planner', 'planner'), ('compliance', 'compliance officer')], max_length=12, verbose_name='role')),
                ('project', models.CharField(blank=True, max_length=64)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='grants', to='roadmaps.roadmap')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='grants', to=settings.AUTH_USER_MODEL)),
                ('zone', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='zones.zone')),
            ],
            options={
                'ordering': ('user__username', 'project', 'zone_id'),
                'constraints': [models.UniqueConstraint(fields=('plan', 'user', 'role', 'project', 'zone'), name='grant_unique', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('role__in', ['planner', 'compliance'])), name='grant_role_known'), models.CheckConstraint(condition=models.Q(models.Q(('project', ''), ('zone__isnull', False)), models.Q(models.Q(('project', ''), _negated=True), ('zone', None)), _connector='OR'), name='grant_of_one_part')],
            },
        ),
        migrations.RunSQL(
            "SELECT audit_watch('roadmaps_grant', '{}', '{}', '{}')",
            "SELECT audit_unwatch('roadmaps_grant')",
        ),
    ]
