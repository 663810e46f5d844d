"""Amounts of money and names of parties become permissions; everybody keeps what they had."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("roadmaps", "0012_supply_networks_and_controls")]

    operations = [
        migrations.AddField(
            model_name="membership",
            name="sees_amounts",
            field=models.BooleanField(default=True, verbose_name="sees amounts of money"),
        ),
        migrations.AddField(
            model_name="membership",
            name="sees_parties",
            field=models.BooleanField(default=True, verbose_name="sees names of parties"),
        ),
    ]
